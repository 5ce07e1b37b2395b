//! Printing code.

use std::fmt::Write as _;

use cyrus_index::Idx;
use cyrus_source::{FileId, FileSpan};

use super::names::{self, Mentioned, Names};
use super::ty::{cpp_except, quote, quote_bytes, show};
use crate::{
    Abi, Arg, BinOp, CallTarget, CheckKind, CountedFor, Expr, FuncId, Function, LocalId, LocalType, Module,
    Place, Region, Role, Signal, Singleton, Stmt, StmtKind, UnOp, Value,
};
use cyrus_types::Type;

/// What to print.
#[derive(Clone, Copy, Debug, Default)]
pub struct PrintOptions {
    /// Places in the source after each statement.
    pub spans: bool,
}

/// A module as text.
pub fn print(module: &Module, options: PrintOptions) -> String {
    let names = Names::new(module);
    let mut seen = Mentioned::default();
    let mut code = super::decl::tables(module, &names, &mut seen);
    for (id, _) in module.functions.iter_enumerated() {
        code.push('\n');
        let mut p = Printer {
            module,
            names: &names,
            seen: &mut seen,
            options,
            locals: Vec::new(),
            out: String::new(),
        };
        p.function(id);
        code.push_str(&p.out);
    }
    code.push_str(&super::decl::types(module, &names, &mut seen));
    while names::mention_parts(&names, &mut seen) {}
    let mut out = format!("module {} {}", module.name, quote(&module.file_name));
    if module.cplus {
        out.push_str(" cplus");
    }
    if let Some(doc) = module.doc {
        let _ = write!(out, " doc {doc}");
    }
    let _ = writeln!(out, " exec {}", func_name(module, module.exec));
    out.push_str(&super::decl::world(&names, &mut seen));
    out.push_str(&code);
    out
}

/// One function as text.
pub fn print_function(module: &Module, id: FuncId) -> String {
    let names = Names::new(module);
    let mut seen = Mentioned::default();
    let options = PrintOptions::default();
    let mut p =
        Printer { module, names: &names, seen: &mut seen, options, locals: Vec::new(), out: String::new() };
    p.function(id);
    p.out
}

/// One statement of a function as text.
pub fn print_stmt(module: &Module, func: &Function, stmt: &Stmt) -> String {
    let names = Names::new(module);
    let mut seen = Mentioned::default();
    let options = PrintOptions::default();
    let locals = names::locals(func);
    let mut p = Printer { module, names: &names, seen: &mut seen, options, locals, out: String::new() };
    p.stmt(stmt, 0);
    p.out
}

/// How the text calls a function: `f.` and its C name, or its position where that is no word.
pub(super) fn func_name(module: &Module, id: FuncId) -> String {
    match module.functions.get(id) {
        Some(f) if names::is_word(&f.cname) => format!("f.{}", f.cname),
        _ => format!("f.#{}", id.index()),
    }
}

struct Printer<'a, 'b> {
    module: &'a Module,
    names: &'a Names<'a>,
    seen: &'b mut Mentioned,
    options: PrintOptions,
    locals: Vec<String>,
    out: String,
}

impl Printer<'_, '_> {
    fn function(&mut self, id: FuncId) {
        let module = self.module;
        let f = &module.functions[id];
        self.locals = names::locals(f);
        let ret = self.ty(&f.ret);
        let _ = write!(self.out, "func {} {ret} {}", &func_name(module, id)[2..], signal(&f.signal));
        match &f.abi {
            Abi::C => {}
            Abi::Python { desc, self_ } => {
                let _ = write!(self.out, " python {desc} {}", self.local(*self_));
            }
            Abi::Resume { self_, sent } => {
                let _ = write!(self.out, " resume {} {}", self.local(*self_), self.local(*sent));
            }
        }
        for (on, word) in [
            (f.nogil, "nogil"),
            (f.with_gil, "withgil"),
            (f.inline, "inline"),
            (f.public, "public"),
            (f.no_traceback, "notrace"),
            (f.hot, "hot"),
            (f.tight, "tight"),
            (f.words, "words"),
        ] {
            if on {
                let _ = write!(self.out, " {word}");
            }
        }
        if f.name != f.cname {
            let _ = write!(self.out, " name {}", quote(&f.name));
        }
        if !f.guard.is_empty() {
            let _ = write!(self.out, " guard {}", quote(&f.guard));
        }
        if !f.callspec.is_empty() {
            let _ = write!(self.out, " callspec {}", quote(&f.callspec));
        }
        if self.options.spans {
            let _ = write!(self.out, "{}", span(f.at));
        }
        let params: Vec<String> = f.params.iter().map(|p| self.local(*p)).collect();
        let _ = writeln!(self.out, " ({}) {{", params.join(", "));
        for (id, l) in f.locals.iter_enumerated() {
            let ty = self.local_type(&l.ty);
            let role = match l.role {
                Role::Param => "param",
                Role::User => "user",
                Role::Temp => "temp",
                Role::Slot => "slot",
            };
            let name = self.local(id);
            let _ = write!(self.out, "  local {name}: {ty} {role}");
            if name != format!("%{}", l.name) && !l.name.is_empty() {
                let _ = write!(self.out, " {}", quote(&l.name));
            }
            self.out.push('\n');
        }
        self.region(&f.body, 1);
        self.out.push_str("}\n");
    }

    fn ty(&mut self, t: &Type) -> String {
        show(self.names, self.seen, t)
    }

    fn local(&self, l: LocalId) -> String {
        self.locals.get(l.index()).cloned().unwrap_or_else(|| format!("%{}", l.index()))
    }

    fn local_type(&mut self, t: &LocalType) -> String {
        match t {
            LocalType::Type(t) => self.ty(t),
            LocalType::Word => "word".to_owned(),
            LocalType::C(text) => format!("c {}", quote(text)),
            LocalType::Caught => "caught".to_owned(),
            LocalType::Pending => "pending".to_owned(),
            LocalType::NoGil => "nogil".to_owned(),
            LocalType::WithGil => "withgil".to_owned(),
        }
    }

    fn region(&mut self, r: &Region, depth: usize) {
        for s in &r.0 {
            self.stmt(s, depth);
        }
    }

    fn block(&mut self, head: &str, r: &Region, depth: usize) {
        let indent = "  ".repeat(depth);
        let _ = writeln!(self.out, "{head} {{");
        self.region(r, depth + 1);
        let _ = write!(self.out, "{indent}}}");
    }

    fn stmt(&mut self, s: &Stmt, depth: usize) {
        let indent = "  ".repeat(depth);
        self.out.push_str(&indent);
        match &s.kind {
            StmtKind::Set(place, value) => {
                let text = format!("{} = {}", self.place(place), self.value(value));
                self.out.push_str(&text);
            }
            StmtKind::Eval(value) => {
                let text = format!("eval {}", self.value(value));
                self.out.push_str(&text);
            }
            StmtKind::Check { ok, fail, args, kind } => {
                let text =
                    format!("check {} else {fail}({}) {}", self.expr(ok), self.exprs(args), self.check(kind));
                self.out.push_str(&text);
            }
            StmtKind::If { test, then, orelse } => {
                let head = format!("if {}", self.expr(test));
                self.block(&head, then, depth);
                if !orelse.is_empty() {
                    self.block(" else", orelse, depth);
                }
            }
            StmtKind::Switch { on, cases, default } => {
                let head = format!("switch {} {{\n", self.expr(on));
                self.out.push_str(&head);
                for (values, r) in cases {
                    let values: Vec<String> = values.iter().map(ToString::to_string).collect();
                    let _ = write!(self.out, "{indent}  ");
                    self.block(&format!("case {}", values.join(", ")), r, depth + 1);
                    self.out.push('\n');
                }
                let _ = write!(self.out, "{indent}  ");
                self.block("default", default, depth + 1);
                let _ = write!(self.out, "\n{indent}}}");
            }
            StmtKind::Block { label, body } => self.block(&format!("block {label}"), body, depth),
            StmtKind::Loop { label, body } => self.block(&format!("loop {label}"), body, depth),
            StmtKind::While { label, test, body } => {
                let head = format!("while {label} {}", self.expr(test));
                self.block(&head, body, depth);
            }
            StmtKind::For(l) => {
                let head = self.for_head(l);
                self.block(&head, &l.body, depth);
            }
            StmtKind::Break(l) => {
                let _ = write!(self.out, "break {l}");
            }
            StmtKind::Continue(l) => {
                let _ = write!(self.out, "continue {l}");
            }
            StmtKind::Return(None) => self.out.push_str("return"),
            StmtKind::Return(Some(e)) => {
                let text = format!("return {}", self.expr(e));
                self.out.push_str(&text);
            }
            StmtKind::Fail { traceback } => {
                self.out.push_str(if *traceback { "fail" } else { "fail notrace" });
            }
            StmtKind::Try { body, handler } => {
                self.block("try", body, depth);
                self.block(" handler", handler, depth);
            }
            StmtKind::Nogil(r) => self.block("nogil", r, depth),
            StmtKind::WithGil(r) => self.block("withgil", r, depth),
            StmtKind::Parallel(p) => {
                let mut head = "parallel".to_owned();
                if let Some(e) = &p.num_threads {
                    let _ = write!(head, " threads {}", self.expr(e));
                }
                if let Some(e) = &p.only_if {
                    let _ = write!(head, " if {}", self.expr(e));
                }
                if !p.private.is_empty() {
                    let _ = write!(head, " private{}", self.local_list(&p.private));
                }
                self.block(&head, &p.body, depth);
            }
            StmtKind::Yield(e) => {
                let text = format!("yield {}", self.expr(e));
                self.out.push_str(&text);
            }
            StmtKind::IncRef(e) => {
                let text = format!("incref {}", self.expr(e));
                self.out.push_str(&text);
            }
            StmtKind::Drop(l) => {
                let _ = write!(self.out, "drop {}", self.local(*l));
            }
            StmtKind::Comment(text) => {
                let _ = write!(self.out, "comment {}", quote(text));
            }
        }
        if !s.cleanup.is_empty() {
            let _ = write!(self.out, " !{}", self.local_list(&s.cleanup));
        }
        if self.options.spans {
            let _ = write!(self.out, "{}", span(s.at));
        }
        self.out.push('\n');
    }

    fn local_list(&self, locals: &[LocalId]) -> String {
        locals.iter().fold(String::new(), |out, l| out + " " + &self.local(*l))
    }

    fn for_head(&mut self, l: &CountedFor) -> String {
        let mut head = format!(
            "for {} {} = {} while {} {} step {}",
            l.label,
            self.local(l.index),
            self.expr(&l.from),
            binary(l.relation),
            self.expr(&l.to),
            self.expr(&l.step)
        );
        if l.hints.independent {
            head.push_str(" independent");
        }
        if l.hints.vectorizable {
            head.push_str(" vectorizable");
        }
        if let Some(w) = &l.parallel {
            head.push_str(" parallel");
            if let Some(s) = &w.schedule {
                let _ = write!(head, " schedule {s}");
            }
            if let Some(c) = &w.chunk {
                let _ = write!(head, " chunk {}", self.expr(c));
            }
            for (op, l) in &w.reductions {
                let _ = write!(head, " reduction {} {}", quote(op), self.local(*l));
            }
            if !w.lastprivate.is_empty() {
                let _ = write!(head, " lastprivate{}", self.local_list(&w.lastprivate));
            }
        }
        head
    }

    fn check(&mut self, kind: &CheckKind) -> String {
        match kind {
            CheckKind::Bound(l) => format!("bound {}", self.local(*l)),
            CheckKind::NotNone => "notnone".to_owned(),
            CheckKind::Index { index, len } => format!("index({}, {})", self.expr(index), self.expr(len)),
            CheckKind::NonZero => "nonzero".to_owned(),
            CheckKind::Overflow => "overflow".to_owned(),
            CheckKind::Initialized(l) => format!("initialized {}", self.local(*l)),
            CheckKind::Other => "other".to_owned(),
        }
    }

    fn place(&mut self, place: &Place) -> String {
        match place {
            Place::Local(l) => self.local(*l),
            Place::CVar(v) => format!("cvar.{}", self.names.cvar(self.seen, *v)),
            Place::State(s) => format!("state.{}", self.module.states.get(*s).map_or("_", |s| &s.name)),
            Place::Lvalue(e, t) => format!("lvalue({}, {})", self.expr(e), self.ty(t)),
        }
    }

    fn value(&mut self, value: &Value) -> String {
        match value {
            Value::Expr(e) => self.expr(e),
            Value::Op { op, args, own } => {
                let args: Vec<String> = args.iter().map(|a| self.arg(a)).collect();
                let own = if *own == 0 { String::new() } else { format!(" own {own}") };
                format!("{op}({}){own}", args.join(", "))
            }
            Value::Call { target, args, signal: s, ret } => {
                let target = match target {
                    CallTarget::Func(f) => func_name(self.module, *f),
                    CallTarget::Direct(d, f) => format!("direct {d} {}", func_name(self.module, *f)),
                    CallTarget::CFunc(f) => format!("cfunc.{}", self.names.cfunc(self.seen, *f)),
                    CallTarget::Pointer(e) => format!("({})", self.expr(e)),
                    CallTarget::Method(class, at) => {
                        format!("method class.{} {at}", self.names.class(self.seen, *class))
                    }
                    CallTarget::Text(t) => quote(t),
                };
                format!("call {target}({}) -> {} {}", self.exprs(args), self.ty(ret), signal(s))
            }
        }
    }

    fn arg(&mut self, arg: &Arg) -> String {
        match arg {
            Arg::Expr(e) => self.expr(e),
            Arg::Address(l) => format!("&{}", self.local(*l)),
            Arg::CType(t) => format!("type {}", self.ty(t)),
            Arg::Objects(items) => format!("[{}]", self.exprs(items)),
            Arg::Outs(locals) => format!("outs [{}]", self.local_list(locals).trim_start()),
        }
    }

    fn exprs(&mut self, exprs: &[Expr]) -> String {
        exprs.iter().map(|e| self.expr(e)).collect::<Vec<_>>().join(", ")
    }

    fn expr(&mut self, e: &Expr) -> String {
        match e {
            Expr::Local(l) => self.local(*l),
            Expr::CVar(v) => format!("cvar.{}", self.names.cvar(self.seen, *v)),
            Expr::State(s) => format!("state.{}", self.module.states.get(*s).map_or("_", |s| &s.name)),
            Expr::Const(k) => k.to_string(),
            Expr::Singleton(s) => singleton(*s).to_owned(),
            Expr::Int(v, t) => format!("{v}:{}", self.ty(t)),
            Expr::Float(v, t) => {
                let ty = self.ty(t);
                if v.is_finite() { format!("{v:?}:{ty}") } else { format!("bits {}:{ty}", v.to_bits()) }
            }
            Expr::Null(t) => format!("null({})", self.ty(t)),
            Expr::CStr(text) => format!("cstr({})", quote_bytes(text)),
            Expr::Text(text, t) => format!("text({}, {})", quote(text), self.ty(t)),
            Expr::FuncAddr(f, t) => format!("addr_of_func({}, {})", func_name(self.module, *f), self.ty(t)),
            Expr::CFuncAddr(f) => format!("addr_of_cfunc(cfunc.{})", self.names.cfunc(self.seen, *f)),
            Expr::ClassObject(c) => format!("classobject(class.{})", self.names.class(self.seen, *c)),
            Expr::FrameLocal(g, f, l) => {
                format!("framelocal({}, {}, {})", self.expr(g), func_name(self.module, *f), l.index())
            }
            Expr::ModuleDict => "moduledict".to_owned(),
            Expr::Desc(d) => d.to_string(),
            Expr::Frame(f) => format!("frame({})", func_name(self.module, *f)),
            Expr::Dtype(t) => format!("dtype({})", self.ty(t)),
            Expr::Unary(op, a) => format!("{}{}", unary(*op), self.expr(a)),
            Expr::Binary(op, a, b) => format!("({} {} {})", self.expr(a), binary(*op), self.expr(b)),
            Expr::Select(c, a, b) => format!("select({}, {}, {})", self.expr(c), self.expr(a), self.expr(b)),
            Expr::Cast(t, a) => format!("cast({}, {})", self.ty(t), self.expr(a)),
            Expr::Field(a, name) => format!("field({}, {})", self.expr(a), quote(name)),
            Expr::Arrow(a, name, None) => format!("arrow({}, {})", self.expr(a), quote(name)),
            Expr::Arrow(a, name, Some(c)) => {
                let a = self.expr(a);
                format!("arrow({a}, {}, class.{})", quote(name), self.names.class(self.seen, *c))
            }
            Expr::Index(a, i) => format!("index({}, {})", self.expr(a), self.expr(i)),
            Expr::Deref(a) => format!("deref({})", self.expr(a)),
            Expr::AddressOf(a) => format!("address({})", self.expr(a)),
            Expr::SizeOf(t) => format!("sizeof({})", self.ty(t)),
            Expr::Pure(op, args) => format!("pure {op}({})", self.exprs(args)),
            Expr::Aggregate(t, items) => {
                let ty = self.ty(t);
                let items = items.iter().fold(String::new(), |out, (name, e)| {
                    let name = name.as_ref().map_or(String::new(), |n| format!("{} = ", quote(n)));
                    format!("{out}, {name}{}", self.expr(e))
                });
                format!("aggregate({ty}{items})")
            }
            Expr::ViewItem(v, at) => format!("item({}, {})", self.expr(v), self.exprs(at)),
            Expr::ViewShape(v, axis) => format!("shape({}, {axis})", self.expr(v)),
            Expr::ViewStride(v, axis) => format!("stride({}, {axis})", self.expr(v)),
            Expr::ViewBound(v) => format!("isbound({})", self.expr(v)),
        }
    }
}

/// A signal's words.
pub(super) fn signal(s: &Signal) -> String {
    match s {
        Signal::Never => "never".to_owned(),
        Signal::Null => "null".to_owned(),
        Signal::Negative => "neg".to_owned(),
        Signal::Zero => "zero".to_owned(),
        Signal::Value(v) => format!("value {}", quote(v)),
        Signal::Maybe(v) => format!("maybe {}", quote(v)),
        Signal::Occurred => "occurred".to_owned(),
        Signal::Cpp(c) => cpp_except(c),
    }
}

/// A singleton's name.
pub(super) fn singleton(s: Singleton) -> &'static str {
    match s {
        Singleton::None => "None",
        Singleton::True => "True",
        Singleton::False => "False",
        Singleton::Ellipsis => "Ellipsis",
        Singleton::NotImplemented => "NotImplemented",
    }
}

fn unary(op: UnOp) -> &'static str {
    match op {
        UnOp::Neg => "- ",
        UnOp::Not => "!",
        UnOp::BitNot => "~",
    }
}

/// An operator as in C.
pub(super) fn binary(op: BinOp) -> &'static str {
    BINARY.iter().find(|(o, _)| *o == op).map_or("?", |(_, text)| text)
}

/// All binary operators.
pub(super) const BINARY: [(BinOp, &str); 18] = [
    (BinOp::Add, "+"),
    (BinOp::Sub, "-"),
    (BinOp::Mul, "*"),
    (BinOp::Div, "/"),
    (BinOp::Rem, "%%"),
    (BinOp::Shl, "<<"),
    (BinOp::Shr, ">>"),
    (BinOp::And, "&"),
    (BinOp::Or, "|"),
    (BinOp::Xor, "^"),
    (BinOp::LogAnd, "&&"),
    (BinOp::LogOr, "||"),
    (BinOp::Eq, "=="),
    (BinOp::Ne, "!="),
    (BinOp::Lt, "<"),
    (BinOp::Le, "<="),
    (BinOp::Gt, ">"),
    (BinOp::Ge, ">="),
];

fn span(at: FileSpan) -> String {
    if at.file == FileId::NOWHERE {
        String::new()
    } else {
        format!(" @{}:{}-{}", at.file.0, at.span.start, at.span.end)
    }
}
