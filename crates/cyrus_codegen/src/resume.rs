//! Generators: functions that go on where they stopped.
//!
//! Variables of the source live in a frame behind the generator object, objects and words first (`F->v_x`). Temps are variables of C;
//! those that live across a `yield` are put into the frame before it and taken out again behind it, so that the frame owns
//! something only while the generator waits, and a generator that is thrown away gives up everything once.
//!
//! ```c
//! switch (g->at) {
//! case 1: goto Y1;
//! }
//! ...
//! F->s[0] = t0;
//! g->at = 1;
//! return t1;
//! Y1:
//! t0 = F->s[0];
//! F->s[0] = NULL;
//! if (!sent) CY_E(2, E1)
//! ```

use std::collections::BTreeMap;
use std::fmt::Write as _;

use cyrus_c::{CType, Expr as C, Stmt as S, Unary, Var, block, leaves};
use cyrus_ir::{Abi, DescId, Flavour, FuncId, LocalId, LocalType, Role, Stmt};
use cyrus_source::FileId;

use crate::func::FuncGen;
use crate::locals::Locals;
use crate::module::Cx;
use crate::names::last_part;
use crate::types::object;

/// What is known of a generator's frame and descriptor.
#[derive(Debug, Default)]
pub(crate) struct Generator {
    /// Row in the table of descriptors.
    row: usize,
    /// `CY_GENERATOR` and so on.
    kind: &'static str,
    /// The struct of the frame.
    text: String,
    /// The function that releases what is no object.
    drop: String,
    /// How many objects stand first.
    objects: usize,
    /// It can wait while an exception is being handled.
    handles: bool,
    /// The function that makes it.
    maker: Option<DescId>,
    /// The names in `S.s`.
    names: [usize; 2],
}

/// What the body of a generator keeps in mind while it is generated.
#[derive(Debug, Default)]
pub(crate) struct Waiting {
    /// Temps that live outside the `Try` bodies around.
    pub(crate) outside: Vec<Vec<LocalId>>,
    /// Most objects that were put aside at once.
    objects: usize,
    /// Other fields for what is put aside: type, and how it is released.
    others: BTreeMap<String, (CType, LocalType)>,
    handles: bool,
    count: u32,
}

impl FuncGen<'_, '_> {
    pub(crate) fn is_resume(&self) -> bool {
        matches!(self.func.abi, Abi::Resume { .. })
    }

    pub(crate) fn frame_declarations(&mut self) -> Vec<Var> {
        let frame = self.cx.frame_struct(self.id);
        vec![Var {
            ty: CType::name(frame.clone()).ptr(),
            name: "F".into(),
            init: Some(format!("CY_FRAME(g, {frame})")),
        }]
    }

    pub(crate) fn frame_prologue(&mut self) -> Vec<S> {
        let cases = (1..=self.waiting.count)
            .map(|n| (vec![n.to_string()], vec![S::Goto(format!("Y{n}").into())]))
            .collect::<Vec<_>>();
        let mut out = vec![S::Line("(void)F;".into())];
        let late = self.func.cpp_locals;
        let objects = self.func.locals.iter_enumerated().filter(|(_, l)| l.role == Role::User && !late);
        let objects: Vec<S> = objects
            .filter_map(|(id, _)| self.locals.get(id).filter(|s| s.maybe && s.in_frame))
            .map(|s| S::Line(format!("F->{}.begin();", s.name).into()))
            .collect();
        if cases.is_empty() {
            out.push(S::Line("(void)sent;".into()));
        } else {
            out.push(S::Switch(C::atom("g").arrow("at"), cases, vec![]));
        }
        out.extend(objects);
        out
    }

    /// Hands a value out and waits.
    pub(crate) fn wait(&mut self, value: C, stmt: &Stmt) {
        self.waiting.count += 1;
        let n = self.waiting.count;
        let mut managed: Vec<LocalId> = self.waiting.outside.iter().flatten().copied().collect();
        managed.extend(&stmt.cleanup);
        let plain = self.locals.spans.get(n as usize - 1).cloned().unwrap_or_default();
        let (mut before, mut after) = (Vec::new(), Vec::new());
        let mut objects = 0;
        for l in managed {
            let ty = self.func.locals[l].ty.clone();
            self.waiting.handles |= ty == LocalType::Caught;
            let Some(storage) = self.locals.get(l).cloned() else { continue };
            let variable = C::atom(storage.name.clone());
            if storage.ty == object() || ty == LocalType::Word {
                let place = C::atom("F").arrow("s").index(C::atom(objects.to_string()));
                objects += 1;
                before.push(S::Expr(place.clone().assign(variable.clone())));
                after.push(S::Expr(variable.assign(place.clone())));
                after.push(S::Expr(place.assign(C::atom("NULL"))));
            } else {
                let field = format!("k_{}", storage.name);
                self.waiting.others.insert(field.clone(), (storage.ty, ty));
                let place = C::atom("F").arrow(field);
                before.push(S::Expr(place.clone().assign(variable.clone())));
                after.push(S::Expr(variable.assign(place.clone())));
                after.push(S::Line(format!("memset(&{place}, 0, sizeof {place});").into()));
            }
        }
        for l in plain {
            if self.cx.module.is_managed(&self.func.locals[l].ty) {
                continue;
            }
            let Some(storage) = self.locals.get(l).cloned() else { continue };
            let field = format!("k_{}", storage.name);
            let place = C::atom("F").arrow(field.clone());
            let variable = C::atom(storage.name);
            let content = |c: &C| if storage.maybe { C::atom(format!("(*{c})")) } else { c.clone() };
            let save = S::Expr(place.clone().assign(content(&variable)));
            if before.contains(&save) {
                continue;
            }
            self.waiting.others.insert(field, (storage.ty, LocalType::C("")));
            before.push(save);
            after.push(S::Expr(variable.assign(content(&place))));
        }
        self.waiting.objects = self.waiting.objects.max(objects);
        self.out.append(&mut before);
        self.out.push(S::Expr(C::atom("g").arrow("at").assign(C::atom(n.to_string()))));
        self.out.push(S::Return(Some(value)));
        self.out.push(S::Label(format!("Y{n}").into()));
        self.out.append(&mut after);
        let leave = self.fail(stmt.at, &stmt.cleanup, true);
        self.out.push(S::If(C::atom("sent").unary(Unary::Not), vec![S::Line(leave)], vec![]));
    }

    /// An array that no other value uses.
    pub(crate) fn own_array(&mut self, ty: CType) -> C {
        let name = format!("l{}", self.arrays);
        self.arrays += 1;
        if self.is_resume() {
            self.waiting.others.insert(name.clone(), (ty, LocalType::C("")));
            return C::atom("F").arrow(name);
        }
        self.scratch.insert(name.clone(), ty);
        C::atom(name)
    }

    /// The struct of the frame, and what releases it.
    pub(crate) fn frame(&mut self) {
        let name = self.cx.frame_struct(self.id);
        let (mut first, mut rest) = (Vec::new(), Vec::new());
        let mut drops = Vec::new();
        for (id, local) in self.func.locals.iter_enumerated() {
            let Some(storage) = self.locals.get(id).cloned().filter(|s| s.in_frame) else { continue };
            let ty = local.ty.clone();
            let is_object = ty == LocalType::Word || storage.ty == object() && self.cx.module.is_managed(&ty);
            let var = Var { ty: storage.ty, name: storage.name.clone(), init: None };
            if is_object {
                first.push(var);
            } else {
                rest.push(var);
                if storage.maybe {
                    drops.push(destroy(&storage.name));
                } else {
                    drops.extend(self.drop_place(&ty, C::atom("F").arrow(storage.name), true));
                }
            }
        }
        let mut objects = first.len();
        if self.waiting.objects > 0 {
            objects += self.waiting.objects;
            let size = self.waiting.objects.to_string();
            first.push(Var { ty: CType::Array(Box::new(object()), size), name: "s".into(), init: None });
        }
        for (field, (ty, held)) in std::mem::take(&mut self.waiting.others) {
            match &ty {
                CType::Name(name) if name.starts_with("cy_maybe<") => drops.push(destroy(&field)),
                _ => drops.extend(self.drop_place(&held, C::atom("F").arrow(field.clone()), true)),
            }
            rest.push(Var { ty, name: field.into(), init: None });
        }
        let mut text = format!("{name} {{\n");
        if first.is_empty() && rest.is_empty() {
            text.push_str("    char nothing;\n");
        }
        for part in [first, rest] {
            if !part.is_empty() {
                text.push_str(&block(1, &[S::Decl(part)]));
            }
        }
        text.push_str("};\n");
        let mut drop = String::new();
        if !drops.is_empty() {
            let _ = write!(
                drop,
                "static void cy_drop_{0}(void *p)\n{{\n    {name} *F = ({name} *)p;\n{1}}}\n",
                self.cx.cname(self.id),
                block(1, &drops)
            );
        }
        let handles = self.waiting.handles;
        let full = self.func.name.to_string();
        let names = [
            self.cx.consts.extra(self.cx.module, last_part(&full)),
            self.cx.consts.extra(self.cx.module, &full),
        ];
        let entry = self.cx.generator_entry(self.id);
        entry.text = text;
        entry.drop = drop;
        entry.objects = objects;
        entry.handles = handles;
        entry.names = names;
    }

    /// Notes what kind of generator an operation makes.
    pub(crate) fn note_kind(&mut self, op: &str, func: FuncId) {
        // a plain function makes those of its generator expressions
        let maker = match self.func.abi {
            Abi::Python { desc, .. } if self.cx.module.descs[desc].flavour != Flavour::Plain => Some(desc),
            Abi::Python { .. } | Abi::C | Abi::Resume { .. } => None,
        };
        let entry = self.cx.generator_entry(func);
        entry.maker = maker;
        entry.kind = match op {
            "cy_iterable_coroutine" => "CY_ITERABLE_COROUTINE",
            "cy_coroutine" => "CY_COROUTINE",
            "cy_async_generator" => "CY_ASYNC_GENERATOR",
            _ => "CY_GENERATOR",
        };
    }
}

/// The end of a C++ object in a frame.
fn destroy(field: &str) -> S {
    S::Line(format!("F->{field}.end();").into())
}

/// Falling out of the body ends the generator.
pub(crate) fn frame_end(body: &mut Vec<S>) {
    if !leaves(body) {
        body.push(S::Expr(C::atom("g").arrow("at").assign(C::atom("-1"))));
        body.push(S::Return(Some(C::call("cy_ref", vec![C::atom("Py_None")]))));
    }
}

impl Cx<'_> {
    fn generator_entry(&mut self, func: FuncId) -> &mut Generator {
        let row = self.generators.len();
        self.generators.entry(func).or_insert_with(|| Generator {
            row,
            kind: "CY_GENERATOR",
            ..Generator::default()
        })
    }

    /// The descriptor of a generator.
    pub(crate) fn generator(&mut self, func: FuncId) -> String {
        format!("&cy_gens[{}]", self.generator_entry(func).row)
    }

    pub(crate) fn frame_struct(&mut self, func: FuncId) -> String {
        format!("struct cy_frame_{}", self.cname(func))
    }

    /// The field of the frame that a local is.
    pub(crate) fn frame_field(&mut self, func: FuncId, local: LocalId) -> String {
        let module = self.module;
        let locals = self
            .frames
            .entry(func)
            .or_insert_with(|| Locals::new(&module.world, &module.functions[func], true));
        locals.get(local).map_or_else(String::new, |s| s.name.to_string())
    }

    /// The structs of all frames.
    pub(crate) fn frame_structs(&self) -> String {
        self.generators.values().map(|g| g.text.as_str()).collect()
    }

    /// The table of generators.
    pub(crate) fn generator_table(&mut self) -> String {
        let mut rows: Vec<(usize, String)> = Vec::new();
        let mut out = String::new();
        let ids: Vec<FuncId> = self.generators.keys().copied().collect();
        for id in ids {
            let func = &self.module.functions[id];
            let call = self.function(id);
            let frame = self.frame_struct(id);
            let file = if func.at.file == FileId::NOWHERE { FileId(0) } else { func.at.file };
            let (file, line) = (self.file_index(file), self.line(func.at));
            let cname = self.cname(id).to_owned();
            let Some(g) = self.generators.get(&id) else { continue };
            out.push_str(&g.drop);
            let drop = if g.drop.is_empty() { "NULL".to_owned() } else { format!("cy_drop_{cname}") };
            let [name, qualname] = g.names.map(|n| self.consts.place_of_extra(n));
            rows.push((
                g.row,
                format!(
                    "\n    {{{call}, {drop}, sizeof({frame}), {}, {}, {name}, {qualname}, {file}, {line}, {}, {}}},",
                    g.objects,
                    g.kind,
                    i32::from(g.handles),
                    g.maker.map_or_else(|| "-1".to_owned(), |d| d.as_u32().to_string())
                ),
            ));
        }
        rows.sort_unstable();
        if !rows.is_empty() {
            let rows: String = rows.into_iter().map(|(_, row)| row).collect();
            let _ = writeln!(out, "static const cy_gen_def cy_gens[] = {{{rows}}};");
        }
        out
    }
}
