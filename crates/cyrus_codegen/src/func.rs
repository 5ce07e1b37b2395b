//! One function: its head, declarations, prologue, body, and the exits at its end.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use cyrus_c::{CType, Expr as C, Function as CFunction, Stmt, Text, Var, leaves};
use cyrus_index::{BitSet, IndexVec};
use cyrus_ir::query::has_loops;
use cyrus_ir::{Abi, FuncId, Function, Label, LocalId, LocalType, Place, Role, Signal, StmtKind, Value};
use cyrus_ops::OpResult;
use cyrus_source::{FileId, FileSpan, ToCompactString};
use cyrus_types::Type;
use rustc_hash::FxHashSet;

use crate::exits::Exits;
use crate::fresh::Fresh;
use crate::locals::Locals;
use crate::module::Cx;
use crate::names::first_chars;
use crate::resume::Waiting;
use crate::types::{ctype, is_aggregate, object, variable};

/// Longer lines of source, in characters, are cut in comments.
const LONGEST_COMMENT: usize = 100;

/// A loop or block that jumps can name.
#[derive(Debug)]
pub(crate) struct Target {
    /// Nothing for a `switch`, which only stands in the way of `break`.
    pub(crate) label: Option<Label>,
    pub(crate) is_loop: bool,
    /// Someone jumps to its end, or to the end of its body, with `goto`.
    pub(crate) break_used: bool,
    pub(crate) continue_used: bool,
    /// Its iterations are shared among threads.
    pub(crate) is_parallel: bool,
}

impl Target {
    /// A loop.
    pub(crate) fn of_loop(label: Label) -> Self {
        Target {
            label: Some(label),
            is_loop: true,
            break_used: false,
            continue_used: false,
            is_parallel: false,
        }
    }
    /// A block, or a `switch` (without a label).
    pub(crate) fn of_block(label: Option<Label>) -> Self {
        Target { label, is_loop: false, break_used: false, continue_used: false, is_parallel: false }
    }
}

/// A jump that is the same as going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tail {
    Break(Label),
    Continue(Label),
    /// The end of a function without a result.
    Return,
}

/// What is being generated.
pub(crate) struct FuncGen<'c, 'm> {
    pub(crate) cx: &'c mut Cx<'m>,
    pub(crate) id: FuncId,
    pub(crate) func: &'m Function,
    pub(crate) locals: Locals,
    pub(crate) self_local: Option<LocalId>,
    pub(crate) maybe_null: BitSet<LocalId>,
    pub(crate) fresh: Fresh,
    pub(crate) out: Vec<Stmt>,
    pub(crate) scopes: Vec<Exits>,
    pub(crate) targets: Vec<Target>,
    pub(crate) tries: u32,
    /// Whether the GIL is not held here.
    pub(crate) nogil: bool,
    /// The function has loops, and how many there are around.
    pub(crate) has_loops: bool,
    pub(crate) loops: u32,
    /// What gives up the locals that error exits give up.
    drops: IndexVec<LocalId, Option<Rc<[Stmt]>>>,
    /// Variables for a moment: name and type.
    pub(crate) scratch: BTreeMap<String, CType>,
    /// Error positions by line (and file).
    positions: BTreeMap<(FileId, u32), u32>,
    /// Statements come from several files, so the scope of an error is a variable.
    pub(crate) many_files: bool,
    /// Lines that tracers are told of.
    pub(crate) told: BTreeSet<u32>,
    /// The line that the last comment is about.
    last_line: Option<(FileId, u32)>,
    /// There is something to release at the end.
    releases: bool,
    out_used: bool,
    /// Parts of parallel regions that are being generated, and those with a label at their end.
    pub(crate) parallel: Vec<u32>,
    pub(crate) ends: BTreeSet<u32>,
    /// How many arrays were made for values.
    pub(crate) arrays: u32,
    /// How many teams of threads there are around.
    pub(crate) teams: u32,
    /// C variables that stand for fields of the frame while threads use them.
    pub(crate) outside: BTreeMap<LocalId, C>,
    /// Of the body of a generator.
    pub(crate) waiting: Waiting,
}

/// The C function for a function of the module.
pub(crate) fn function(cx: &mut Cx<'_>, id: FuncId) -> CFunction {
    let module = cx.module;
    let func = &module.functions[id];
    let resume = matches!(func.abi, Abi::Resume { .. });
    let mut files = BTreeSet::new();
    func.body.walk(&mut |s| {
        if s.kind.can_fail() && s.at.file != FileId::NOWHERE {
            files.insert(s.at.file);
        }
    });
    // an operation that cannot fail and gives a new object may have nothing to give (the end of an iterator)
    let mut maybe_null = func.maybe_null();
    func.body.walk(&mut |s| {
        if let StmtKind::Set(Place::Local(l), Value::Op { op, .. }) = &s.kind
            && op.op().result == OpResult::New
            && op.op().signal == cyrus_ops::Signal::Never
            && !op.op().pure
        {
            maybe_null.insert(*l);
        }
    });
    let self_local = match func.abi {
        Abi::Python { self_, .. } | Abi::Resume { self_, .. } => Some(self_),
        Abi::C => None,
    };
    let f = FuncGen {
        locals: Locals::new(&module.world, func, resume),
        self_local,
        maybe_null,
        fresh: Fresh::find(func),
        out: vec![],
        scopes: vec![Exits::new("E".to_owned())],
        targets: vec![],
        tries: 0,
        nogil: func.nogil && !func.with_gil,
        has_loops: has_loops(&func.body),
        loops: 0,
        drops: IndexVec::from_vec(vec![None; func.locals.len()]),
        scratch: BTreeMap::new(),
        positions: BTreeMap::new(),
        many_files: files.len() > 1,
        told: BTreeSet::new(),
        last_line: None,
        releases: false,
        out_used: false,
        parallel: vec![],
        ends: BTreeSet::new(),
        teams: 0,
        outside: BTreeMap::new(),
        arrays: 0,
        waiting: Waiting::default(),
        cx,
        id,
        func,
    };
    f.generate()
}

/// What runs once, at length and without loops, is not worth the time of optimising it.
pub(crate) fn is_long_and_straight(func: &Function) -> bool {
    const LONG: usize = 100;
    let mut statements = 0;
    func.body.walk(&mut |_| statements += 1);
    statements > LONG && !has_loops(&func.body)
}

/// The head of a function without a body: `static int f(int v_x)`.
pub(crate) fn head(cx: &Cx<'_>, id: FuncId, names: &dyn Fn(LocalId) -> String) -> String {
    let func = &cx.module.functions[id];
    let world = &cx.module.world;
    match func.abi {
        Abi::Python { .. } => format!("static PyObject *{}(CY_CALL)", cx.cname(id)),
        Abi::Resume { .. } => format!("static PyObject *{}(cy_gen *g, PyObject *sent)", cx.cname(id)),
        Abi::C => {
            let mut params: Vec<String> = func
                .params
                .iter()
                .map(|p| {
                    let name = &names(*p);
                    match func.type_of(*p).map(Type::unqualified) {
                        Some(ty @ (Type::Ref(_) | Type::RvalueRef(_))) => ctype(world, ty).declare(name),
                        _ => variable(world, &func.locals[*p].ty).declare(name),
                    }
                })
                .collect();
            let declared = cx.module.cfuncs.iter().find(|(_, f)| **f == id);
            if declared.is_some_and(|(c, _)| world.cfuncs[*c].ty.varargs) {
                params.push("...".to_owned());
            }
            let params = if params.is_empty() { "void".to_owned() } else { params.join(", ") };
            let call = if func.callspec.is_empty() { String::new() } else { format!("{} ", func.callspec) };
            let ret = ctype(world, func.ret.unqualified());
            let text = ret.declare(&format!("{call}{}({params})", cx.cname(id)));
            let text = match declared.map(|(c, _)| &world.cfuncs[*c].templates) {
                Some(templates) if !templates.is_empty() => {
                    return format!("{} static {text}", crate::cpp_class::template_head(templates));
                }
                _ => text,
            };
            match (func.public, func.inline) {
                (true, _) => format!("CY_PUBLIC {text}"),
                (false, true) => format!("static inline {text}"),
                (false, false) => format!("static {text}"),
            }
        }
    }
}

impl FuncGen<'_, '_> {
    fn generate(mut self) -> CFunction {
        let func = self.func;
        let releases = self.releases();
        self.releases = !releases.is_empty() || func.with_gil || self.returns_from_parallel();
        let mut tail = vec![];
        if self.ret_type().is_none() {
            tail.push(Tail::Return);
        }
        let mut body = self.region(&func.body, &tail);
        let resume_end = self.is_resume();
        if resume_end {
            crate::resume::frame_end(&mut body);
        }
        let mut end = self.end(&mut body, releases);
        body.append(&mut end);
        let declarations = self.declarations();
        let prologue = self.prologue();
        if self.is_resume() {
            self.frame();
        }
        if self.cx.module.options.debug_info {
            self.note_for_debuggers();
        }
        let mut all: Vec<Stmt> = self.told_lines().map(Stmt::Comment).into_iter().collect();
        if self.cx.module.options.code_comments
            && let Some((name, line)) = self.cx.place(func.at)
        {
            all.push(Stmt::Comment(format!("{} {name}:{line}", func.name)));
        }
        all.reserve_exact(1 + declarations.len() + prologue.len() + body.len());
        all.extend(declarations);
        all.extend(prologue);
        all.append(&mut body);
        let at = (func.at != FileSpan::NOWHERE).then_some(func.at);
        let names = |id| self.locals.get(id).map_or_else(String::new, |storage| storage.name.to_string());
        let mut head = head(self.cx, self.id, &names);
        if self.is_watched() {
            let watcher = self.watcher();
            head = head.replacen(self.cx.cname(self.id), &self.watched_body(), 1).replacen(
                "CY_PUBLIC ",
                "static ",
                1,
            );
            self.cx.watchers.insert(self.id, watcher);
        }
        CFunction { head, body: all, at }
    }

    /// The C type that the function returns; nothing for `void`.
    pub(crate) fn ret_type(&self) -> Option<CType> {
        match self.func.abi {
            Abi::Python { .. } | Abi::Resume { .. } => Some(object()),
            Abi::C => {
                let ty = self.func.ret.unqualified();
                (!matches!(self.cx.module.world.resolve(ty), Type::Void))
                    .then(|| ctype(&self.cx.module.world, ty))
            }
        }
    }

    /// What the end of the function gives up: slots, in order of declaration.
    fn releases(&mut self) -> Vec<Stmt> {
        if matches!(self.func.abi, Abi::Resume { .. }) {
            return vec![];
        }
        let mut out = Vec::new();
        let (mut objects, mut held) = (Vec::new(), Vec::new());
        let without_gil = self.func.nogil && !self.func.with_gil;
        for (id, _) in self.func.locals.iter_enumerated() {
            if self.locals.get(id).is_some() && self.owns(id) {
                let place = self.local(id);
                let ty = self.func.locals[id].ty.clone();
                let drops = self.drop_place(&ty, place.clone(), true);
                let is_object = ty.ty().is_some_and(|t| self.cx.module.world.resolve(t).is_object());
                if without_gil && is_object {
                    held.push(place);
                    objects.extend(drops);
                } else {
                    out.extend(drops);
                }
            }
        }
        // what a block `with gil` put into variables goes with the GIL
        if let Some(any) = held.into_iter().reduce(|a, b| a.binary(cyrus_c::Binary::LogOr, b)) {
            objects.insert(0, Stmt::Line("PyGILState_STATE gil = PyGILState_Ensure();".into()));
            objects.push(Stmt::Line("PyGILState_Release(gil);".into()));
            out.push(Stmt::If(any, objects, vec![]));
        }
        out
    }

    /// Whether the end of the function releases this local.
    pub(crate) fn owns(&self, id: LocalId) -> bool {
        self.func.is_slot(self.cx.module, id) || self.is_star(id)
    }

    /// `*args` or `**kwargs`: arrives as a new object.
    fn is_star(&self, id: LocalId) -> bool {
        let Abi::Python { desc, .. } = self.func.abi else { return false };
        let desc = &self.cx.module.descs[desc];
        let named = (desc.npos + desc.nkwonly) as usize;
        self.func.params.iter().position(|p| *p == id).is_some_and(|at| at >= named)
    }

    /// The end: slots are released, errors get their traceback entry.
    fn end(&mut self, body: &mut Vec<Stmt>, releases: Vec<Stmt>) -> Vec<Stmt> {
        let exits = std::mem::take(&mut self.scopes).pop();
        let ret = self.ret_type();
        let mut out = Vec::new();
        if self.out_used {
            if matches!(body.last(), Some(Stmt::Goto(l)) if l == "out") {
                body.pop();
            }
            out.push(Stmt::At(None));
        }
        let failing = exits.as_ref().is_some_and(Exits::is_used);
        if self.releases {
            let goto_out = body_jumps_out(body) || failing;
            if goto_out {
                out.push(Stmt::Label("out".into()));
            }
            out.extend(releases);
            if self.func.with_gil {
                out.push(Stmt::Line("PyGILState_Release(gil);".into()));
            }
            out.push(Stmt::Return(ret.as_ref().map(|_| C::atom("r"))));
        } else if ret.is_none() && failing && !leaves(body) {
            out.push(Stmt::Return(None));
        }
        if let (Some(exits), true) = (exits, failing) {
            out.extend(exits.code());
            if exits.traced {
                out.push(self.trace());
            }
            if self.func.signal == Signal::Never
                && !matches!(self.func.abi, Abi::Python { .. } | Abi::Resume { .. })
            {
                let op = if self.nogil { "cy_unraisable_nogil" } else { "cy_unraisable" };
                let name = cyrus_c::string(self.func.name.as_bytes());
                out.push(Stmt::Line(format!("{op}({name});").into()));
            }
            if self.releases {
                out.push(Stmt::Goto("out".into()));
            } else if let Some(ret) = &ret {
                let value = self.error_value(ret);
                out.push(Stmt::Return(Some(value)));
            }
        }
        // the value is set on every way to `out` but those of errors
        if self.releases
            && let Some(ret) = ret
        {
            self.scratch.insert("r".to_owned(), ret);
        }
        out
    }

    /// The call that adds a traceback entry for position `e`.
    pub(crate) fn trace(&mut self) -> Stmt {
        let op = if self.nogil { "cy_trace_nogil" } else { "cy_trace" };
        let scope = if self.many_files {
            "f".to_owned()
        } else {
            let file = self.positions.keys().next().map_or(self.func.at.file, |(file, _)| *file);
            self.cx.scope(self.func, file).to_string()
        };
        Stmt::Line(format!("{op}({scope}, e);").into())
    }

    /// What a failing call returns.
    pub(crate) fn error_value(&mut self, ret: &CType) -> C {
        match &self.func.signal {
            Signal::Null if is_aggregate(&self.cx.module.world, &self.func.ret) => {
                C::atom(self.cx.zero_of(&self.func.ret))
            }
            Signal::Null => C::atom("NULL"),
            Signal::Negative => C::atom("-1"),
            Signal::Zero => C::atom("0"),
            Signal::Value(text) | Signal::Maybe(text) => crate::expr::text_expr(text),
            Signal::Never | Signal::Occurred | Signal::Cpp(_) => {
                if matches!(self.func.abi, Abi::Python { .. } | Abi::Resume { .. })
                    || matches!(ret, CType::Ptr(_))
                {
                    C::atom("NULL")
                } else if is_aggregate(&self.cx.module.world, &self.func.ret) {
                    C::atom(self.cx.zero_of(&self.func.ret))
                } else {
                    C::atom("0").cast(ret.text())
                }
            }
        }
    }

    fn declarations(&mut self) -> Vec<Stmt> {
        let world = self.cx.module.world.clone();
        let mut vars: Vec<Var> = Vec::new();
        let mut seen = FxHashSet::default();
        let python = matches!(self.func.abi, Abi::Python { .. });
        if let Abi::Resume { .. } = self.func.abi {
            vars.extend(self.frame_declarations());
        }
        if let Some(ret) = self.scratch.remove("r") {
            let init = self.error_value(&ret).to_string();
            vars.push(Var { ty: ret, name: "r".into(), init: Some(init) });
        }
        for (id, local) in self.func.locals.iter_enumerated() {
            let Some(storage) = self.locals.get(id) else { continue };
            let is_param = self.func.params.contains(&id);
            if storage.in_frame
                || self.self_local == Some(id)
                || (is_param && !python)
                || !seen.insert(storage.name.clone())
            {
                continue;
            }
            // a parameter that nothing looks at is left in the vector
            if is_param && !self.param_is_needed(id) {
                continue;
            }
            let init = match local.role {
                // a body that goes on in the middle jumps over what sets them
                Role::Temp if self.is_resume() => Some(match &storage.ty {
                    CType::Ptr(_) => "NULL".to_owned(),
                    _ if local.ty.ty().is_none_or(|t| is_aggregate(&world, t)) => "CY_ZERO".to_owned(),
                    _ => "0".to_owned(),
                }),
                Role::Param | Role::Temp => None,
                Role::User | Role::Slot if is_param => None,
                Role::User | Role::Slot => match &local.ty {
                    LocalType::Type(t) => match world.resolve(t) {
                        // elements of an array are the program's own business, and it may be large
                        Type::Cpp(..) | Type::Array(..) => None,
                        t if is_aggregate(&world, t) => Some("CY_ZERO".to_owned()),
                        _ if matches!(storage.ty, CType::Ptr(_)) => Some("NULL".to_owned()),
                        // C++ does not take 0 for an enum
                        Type::Enum(_) => Some(format!("({})0", storage.ty.text())),
                        _ => Some("0".to_owned()),
                    },
                    LocalType::C(_) => Some("CY_ZERO".to_owned()),
                    LocalType::Word | LocalType::Caught | LocalType::Pending | LocalType::NoGil => {
                        Some("NULL".to_owned())
                    }
                    LocalType::WithGil => Some("(PyGILState_STATE)0".to_owned()),
                },
            };
            vars.push(Var { ty: storage.ty.clone(), name: storage.name.clone(), init });
        }
        for (name, ty) in std::mem::take(&mut self.scratch) {
            let init = match name.as_str() {
                "cy_error" => Some("CY_ZERO".to_owned()),
                "cy_stop" => Some("0".to_owned()),
                _ => None,
            };
            vars.push(Var { ty, name: name.into(), init });
        }
        if self.func.with_gil {
            vars.push(Var {
                ty: CType::name("PyGILState_STATE"),
                name: "gil".into(),
                init: Some("PyGILState_Ensure()".to_owned()),
            });
        }
        if self.many_files && !self.positions.is_empty() {
            vars.push(Var { ty: CType::name("int"), name: "f".into(), init: Some("0".to_owned()) });
        }
        let mut out = Vec::new();
        if let Abi::Python { desc, .. } = self.func.abi {
            let n = self.func.params.len().max(1);
            let _ = desc;
            vars.insert(
                0,
                Var { ty: CType::Array(Box::new(object()), n.to_string()), name: "p".into(), init: None },
            );
        }
        if !vars.is_empty() {
            out.push(Stmt::Decl(vars));
        }
        out
    }

    fn param_is_needed(&self, id: LocalId) -> bool {
        self.locals.read.contains(id) || self.owns(id)
    }

    fn prologue(&mut self) -> Vec<Stmt> {
        let mut out = Vec::new();
        match self.func.abi {
            Abi::Python { desc, .. } => {
                let d = &self.cx.module.descs[desc];
                let named = (d.npos + d.nkwonly) as usize;
                let me = self.cx.binder(desc);
                out.push(Stmt::Line(if self.cx.takes_self_apart(desc) {
                    let how = if d.vararg || d.kwarg { "cy_bind_star" } else { "cy_bind" };
                    if d.vararg || d.kwarg || d.nkwonly > 0 {
                        format!("if (cy_bind_self({how}, (cy_func *){me}, self, args, CY_N(nf), kw, p)) return NULL;\n    args = p;").into()
                    } else {
                        format!("CY_ARGS_SELF({me}, {named})").into()
                    }
                } else if d.vararg || d.kwarg {
                    format!("if (cy_bind_star((cy_func *){me}, args, CY_N(nf), kw, p)) return NULL;\n    args = p;").into()
                } else if d.nkwonly > 0 {
                    format!("if (cy_bind((cy_func *){me}, args, CY_N(nf), kw, p)) return NULL;\n    args = p;").into()
                } else if me == "self" {
                    format!("CY_ARGS({named})").into()
                } else {
                    format!("CY_ARGS_OF({me}, {named})").into()
                }));
                let mut taken = Vec::new();
                for (i, p) in self.func.params.iter().enumerate() {
                    if self.param_is_needed(*p) {
                        let place = self.local(*p);
                        taken.push(place.assign(C::atom("args").index(C::atom(i.to_string()))).to_string());
                    }
                }
                if !taken.is_empty() {
                    out.push(Stmt::Line(format!("{};", taken.join(", ")).into()));
                }
            }
            Abi::C => {
                for p in &self.func.params {
                    if !self.locals.read.contains(*p)
                        && !self.owns(*p)
                        && let Some(storage) = self.locals.get(*p)
                    {
                        out.push(Stmt::Line(format!("(void){};", storage.name).into()));
                    }
                }
            }
            Abi::Resume { .. } => out.extend(self.frame_prologue()),
        }
        // variables that are set and never looked at
        for (id, local) in self.func.locals.iter_enumerated() {
            if matches!(local.role, Role::User | Role::Slot | Role::Temp)
                && !self.locals.read.contains(id)
                && !self.owns(id)
                && !self.func.params.contains(&id)
                && let Some(storage) = self.locals.get(id)
                && !storage.in_frame
            {
                let line = format!("(void){};", storage.name);
                if !out.iter().any(|s| matches!(s, Stmt::Line(l) if *l == line)) {
                    out.push(Stmt::Line(line.into()));
                }
            }
        }
        out
    }

    /// The number of a place where something can fail.
    pub(crate) fn position(&mut self, at: FileSpan) -> u32 {
        let at = if at.file == FileId::NOWHERE { self.func.at } else { at };
        let line = self.cx.line(at);
        let cx = &mut *self.cx;
        *self.positions.entry((at.file, line)).or_insert_with(|| {
            cx.lines.push(line);
            cx.lines.len() as u32 - 1
        })
    }

    /// What gives up a local on an error's way out; made once for each local, as many statements fail with it alive.
    fn drop_of(&mut self, l: LocalId) -> Rc<[Stmt]> {
        if let Some(made) = &self.drops[l] {
            return made.clone();
        }
        let place = self.local(l);
        let ty = self.func.locals[l].ty.clone();
        let made: Rc<[Stmt]> = self.drop_failed(&ty, place).into();
        self.drops[l] = Some(made.clone());
        made
    }

    /// Leaves as an error: sets the position and jumps to the label that drops what is live.
    pub(crate) fn fail(&mut self, at: FileSpan, cleanup: &[LocalId], traceback: bool) -> Text {
        let mut drops = Vec::new();
        for l in cleanup {
            let drop = self.drop_of(*l);
            if !drop.is_empty() {
                drops.push(drop);
            }
        }
        let silent = self.func.no_traceback && self.scopes.len() <= 1;
        let traceback = traceback && !silent;
        let position = if traceback { self.position(at) } else { 0 };
        let label = match self.scopes.last_mut() {
            Some(scope) => {
                scope.traced |= traceback;
                scope.label(drops)
            }
            None => "E0".into(),
        };
        if silent {
            return ["goto ", &label, ";"].concat().into();
        }
        if !self.scratch.contains_key("e") {
            self.scratch.insert("e".to_owned(), CType::name("int"));
        }
        if self.many_files {
            let file = if at.file == FileId::NOWHERE { self.func.at.file } else { at.file };
            let scope = self.cx.scope(self.func, file);
            return format!("CY_EF({scope}, {position}, {label})").into();
        }
        // nearly every statement has one
        let mut leave = Text::new("CY_E(");
        leave.push_str(&position.to_compact_string());
        leave.push_str(", ");
        leave.push_str(&label);
        leave.push(')');
        leave
    }

    /// A comment with the line of source that follows, where it is another than before.
    pub(crate) fn mark(&mut self, at: FileSpan) {
        if at.file == FileId::NOWHERE {
            return;
        }
        self.out.push(Stmt::At(Some(at)));
        let options = &self.cx.module.options;
        let (comments, directives) = (options.code_comments, options.line_directives);
        let line = self.cx.line(at);
        let events = self.func.watch.linetrace;
        if !(comments || directives || events) || self.last_line == Some((at.file, line)) {
            return;
        }
        self.last_line = Some((at.file, line));
        // a frame has one file: lines that were included elsewhere cannot be told of
        if events && at.file == self.func.at.file {
            let event = self.line_event(line);
            self.out.push(Stmt::Line(event.into()));
        }
        if directives {
            let file = cyrus_c::string(self.cx.file_name(at.file).as_bytes());
            self.out.push(Stmt::Line(format!("#line {line} {file}").into()));
        }
        if !comments {
            return;
        }
        if let Some(text) = self.cx.line_text(at) {
            let text = first_chars(text, LONGEST_COMMENT);
            let mut comment = if at.file == self.func.at.file {
                String::new()
            } else {
                format!("{}:", self.cx.file_name(at.file))
            };
            comment.reserve(text.len() + 8);
            comment.push_str(&line.to_compact_string());
            comment.push_str(": ");
            comment.push_str(text);
            self.out.push(Stmt::Comment(comment));
        }
    }

    /// Leaves the function with this value.
    pub(crate) fn leave(&mut self, value: Option<C>, tail: &[Tail]) {
        if !self.parallel.is_empty() {
            return self.return_parallel(value);
        }
        if self.is_resume() {
            self.out.push(Stmt::Expr(C::atom("g").arrow("at").assign(C::atom("-1"))));
        }
        if !self.releases {
            if value.is_none() && tail.contains(&Tail::Return) {
                return;
            }
            self.out.push(Stmt::Return(value));
            return;
        }
        if let Some(value) = value {
            self.out.push(Stmt::Expr(C::atom("r").assign(value)));
        }
        if tail.contains(&Tail::Return) {
            return;
        }
        self.out_used = true;
        self.out.push(Stmt::Goto("out".into()));
    }
}

impl FuncGen<'_, '_> {
    /// Says that something jumps to the end.
    pub(crate) fn jump_out(&mut self) {
        self.out_used = true;
    }
}

/// Whether anything in these statements jumps to `out`.
fn body_jumps_out(body: &[Stmt]) -> bool {
    body.iter().any(|s| match s {
        Stmt::Goto(l) => l == "out",
        Stmt::If(_, a, b) => body_jumps_out(a) || body_jumps_out(b),
        Stmt::While(_, a) | Stmt::For(_, a) | Stmt::Block(a) => body_jumps_out(a),
        Stmt::Switch(_, cases, default) => {
            cases.iter().any(|(_, b)| body_jumps_out(b)) || body_jumps_out(default)
        }
        Stmt::TryCatch(a, b) => body_jumps_out(a) || body_jumps_out(b),
        _ => false,
    })
}
