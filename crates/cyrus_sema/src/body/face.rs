//! The Python faces of C functions: of `cpdef` functions, and of fused ones, which choose a specialisation.

use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_hir::{
    Expr, ExprKind, FunctionKind, MakeFunction, NoneReason, Param, Place, PlaceKind, Stmt, StmtKind, Storage,
};
use cyrus_source::{FileSpan, Name};
use cyrus_types::{CFuncId, ClassId, Type};

use super::Body;
use super::assign::declarator_name;
use super::frame::FrameKind;
use super::function::{function_declarator, no_pointer};
use super::signature::Receiver;
use crate::directives::Directive as D;
use crate::rules;

/// One specialisation of a fused function.
pub struct Specialisation {
    /// How the specialisation is named.
    pub key: String,
    /// The function.
    pub value: Expr,
    /// Names and types of its parameters.
    pub params: Vec<(Name, Type)>,
}

impl<'a> Body<'_, 'a> {
    /// `cdef`/`cpdef` functions have no value where they stand, except that a `cpdef` one is put into the module.
    pub fn c_func_stmt(&mut self, s: &'a ast::Stmt, f: &'a ast::CFuncDef, out: &mut Vec<Stmt>) {
        let at = self.at(s.span);
        match self.fr().kind {
            FrameKind::Module => {}
            FrameKind::Function | FrameKind::Class => {
                self.s.error(
                    &rules::MISPLACED,
                    at,
                    "a C function can only be defined at module level or in a `cdef class`",
                );
                return;
            }
        }
        let Some(name) = declarator_name(&f.declarator) else { return };
        if self.ufunc(&name, &f.body, out) {
            return;
        }
        let module = self.fr().module;
        if let Some(crate::scope::Symbol::CFunc(ids)) = self.s.c_symbol(module, &name.name).cloned() {
            if let (Some(id), Some(d)) = (ids.first(), function_declarator(&f.declarator)) {
                self.store_defaults(*id, &d.params, out);
            }
            self.cpdef_face(s, &name, &ids, out);
        }
    }

    /// The Python face of a `cpdef` function: a `def` function that calls the C function.
    pub fn cpdef_face(&mut self, s: &'a ast::Stmt, name: &ast::Ident, ids: &[CFuncId], out: &mut Vec<Stmt>) {
        let at = self.at(s.span);
        let Some(&id) = ids.first() else { return };
        if !self.s.world.cfuncs[id].overridable {
            return;
        }
        let doc = match &s.kind {
            ast::StmtKind::CFunc(f) => super::docstring(&f.body),
            ast::StmtKind::FunctionDef(f) => super::docstring(&f.body),
            _ => None,
        };
        let doc = self.face_doc(id, s, Receiver::No, doc);
        let specialisations = self.s.world.cfuncs[id].specialisations.clone();
        let value = if specialisations.is_empty() {
            self.cpdef_wrapper(id, Some(s), doc, None, at)
        } else {
            self.fused_face(&specialisations, s, doc, None, at)
        };
        let place = Place { ty: Type::Object, at, kind: PlaceKind::Global(name.name.clone()) };
        out.push(Stmt::new(at, StmtKind::Assign(place, value)));
    }

    /// The Python face of a fused `cpdef` function or method (of `class`): the object that chooses a specialisation at each call.
    pub fn fused_face(
        &mut self,
        ids: &[CFuncId],
        s: &'a ast::Stmt,
        doc: Option<Box<[u8]>>,
        class: Option<ClassId>,
        at: FileSpan,
    ) -> Expr {
        let mut entries = Vec::new();
        for id in ids {
            let key = self.s.fused_key(&self.s.world.cfuncs[*id].fused_as);
            let value = self.cpdef_wrapper(*id, Some(s), doc.clone(), class, at);
            let params =
                self.s.world.cfuncs[*id].ty.params.iter().map(|p| (p.name.clone(), p.ty.clone())).collect();
            entries.push(Specialisation { key, value, params });
        }
        self.fused_object(entries, at)
    }

    /// The object that chooses a specialisation at each call, with the rules by which it does.
    pub fn fused_object(&mut self, mut entries: Vec<Specialisation>, at: FileSpan) -> Expr {
        use cyrus_hir::Item;
        let text = |s: &str| Expr::new(Type::STR, at, ExprKind::Str(s.as_bytes().into()));
        let tuple = |items: Vec<Expr>| {
            Expr::new(Type::TUPLE, at, ExprKind::Tuple(items.into_iter().map(Item::One).collect()))
        };
        // A parameter decides if the types of those before it do not say what its own is: the first of a fused type.
        let width = entries.first().map_or(0, |e| e.params.len());
        let mut decides: Vec<usize> = Vec::new();
        for i in 0..width {
            let same = |a: &Specialisation, b: &Specialisation, i: usize| {
                a.params.get(i).map(|p| &p.1) == b.params.get(i).map(|p| &p.1)
            };
            let open = |a: &Specialisation| {
                entries.iter().any(|b| !same(a, b, i) && decides.iter().all(|j| same(a, b, *j)))
            };
            if entries.iter().any(open) {
                decides.push(i);
            }
        }
        let mut table = Vec::new();
        for e in &entries {
            table.push((Some(text(&e.key)), e.value.clone()));
        }
        // The widest number goes first: it takes what every narrower one could.
        entries.sort_by_key(|e| {
            std::cmp::Reverse(
                decides.iter().map(|i| e.params.get(*i).map_or(0, |p| self.width(&p.1))).sum::<u32>(),
            )
        });
        let mut rows = Vec::new();
        for e in &entries {
            let mut rules = Vec::new();
            for i in &decides {
                let Some((name, ty)) = e.params.get(*i) else { continue };
                let position = super::coerce::int_expr(*i as i64, Type::LONG, at);
                let mut rule = vec![self.object(position), text(name)];
                rule.extend(self.fused_rule(ty, at));
                rules.push(tuple(rule));
            }
            rows.push(tuple(vec![text(&e.key), tuple(rules)]));
        }
        let table = Expr::new(Type::DICT, at, ExprKind::Dict(table));
        Expr::new(Type::Object, at, ExprKind::Op { op: cyrus_ops::CY_FUSED, args: vec![table, tuple(rows)] })
    }

    /// How wide a number type is, for the order of specialisations.
    fn width(&self, ty: &Type) -> u32 {
        match self.s.world.resolve(ty) {
            Type::Int(i) => 1 + 2 * i.rank as u32 + u32::from(i.sign != cyrus_types::Sign::Unsigned),
            Type::Float(f) | Type::Complex(f) => 1 + *f as u32,
            _ => 0,
        }
    }

    /// The rule for an argument of this type, behind its position and name.
    fn fused_rule(&mut self, ty: &Type, at: FileSpan) -> Vec<Expr> {
        let text = |s: &str| Expr::new(Type::STR, at, ExprKind::Str(s.as_bytes().into()));
        let resolved = self.s.world.resolve(ty).clone();
        let view = match &resolved {
            Type::View(v) => Some((**v).clone()),
            Type::Buffer(b) => Some(b.view.clone()),
            _ => None,
        };
        if let Some(v) = view {
            let kind = match self.s.world.resolve(&v.element) {
                Type::Int(_) if let Some(times) = self.s.world.times(&v.element) => times.letter(),
                Type::Int(_) if self.s.world.is_unsigned(&v.element) => "u",
                Type::Int(_) | Type::Enum(_) => "i",
                Type::Bint => "b",
                Type::Float(_) | Type::Half => "f",
                Type::Complex(_) => "c",
                t if t.is_object() => "O",
                _ => "?",
            };
            let rank = super::coerce::int_expr(v.rank() as i64, Type::LONG, at);
            let size = Expr::new(Type::SIZE, at, ExprKind::SizeOf(v.element.unqualified().clone()));
            return vec![text("v"), self.object(rank), text(kind), self.object(size)];
        }
        match &resolved {
            Type::Bint => vec![text("b")],
            Type::Int(_) | Type::Enum(_) if self.s.world.is_ucs4(ty) => {
                vec![text("t"), Expr::new(Type::Object, at, ExprKind::BuiltinType(cyrus_types::Builtin::Str))]
            }
            Type::Int(_) | Type::Enum(_) => vec![text("i")],
            Type::Float(_) => vec![text("f")],
            Type::Complex(_) => vec![text("c")],
            Type::Ext(id) => {
                let class = self.class_object(*id, at);
                vec![text("t"), class]
            }
            Type::Builtin(b) => vec![text("t"), Expr::new(Type::Object, at, ExprKind::BuiltinType(*b))],
            Type::Ptr(p) if cyrus_types::conversion::is_char(&self.s.world, p) => {
                vec![
                    text("t"),
                    Expr::new(Type::Object, at, ExprKind::BuiltinType(cyrus_types::Builtin::Bytes)),
                ]
            }
            _ => vec![text("o")],
        }
    }

    /// A `def` function that converts its arguments, calls a C function and converts the result.
    pub fn cpdef_wrapper(
        &mut self,
        id: CFuncId,
        s: Option<&'a ast::Stmt>,
        doc: Option<Box<[u8]>>,
        class: Option<ClassId>,
        at: FileSpan,
    ) -> Expr {
        let decl = self.s.world.cfuncs[id].clone();
        let func = self.reserve();
        let qualname = self.inner_qualname(&decl.name);
        let directives = Arc::clone(&self.fr().directives);
        let mut frame =
            self.new_frame(FrameKind::Function, func, decl.name.clone(), qualname, directives, at.span);
        frame.class = class;
        frame.fused.clone_from(&decl.fused_as);
        // Defaults are evaluated where the function is defined.
        let defaults = s.map_or_else(Vec::new, |s| self.cpdef_defaults(s, &decl.ty));
        self.frames.push(frame);
        let names = self.cpdef_names(s, &decl.ty);
        // Without its definition, what a missing argument stands for is known to the function alone.
        let takes = if s.is_some() { decl.ty.params.len() } else { decl.ty.params.len() - decl.ty.optional };
        let required = decl.ty.params.len() - decl.ty.optional;
        let mut args = Vec::new();
        for (i, (param, name)) in decl.ty.params.iter().zip(names).take(takes).enumerate() {
            let is_self = i == 0 && class.is_some();
            let ty = match class {
                Some(c) if is_self => Type::Ext(c),
                _ => param.ty.clone(),
            };
            let local = self.f().add_local(name.clone(), ty.clone(), Storage::Param, at);
            self.f().names.insert(name.clone(), local);
            let raw = Expr::new(Type::Object, at, ExprKind::Arg(i));
            let convert = if is_self {
                None
            } else if ty.is_object() && ty != Type::Object {
                let kind = ExprKind::TypeCheck {
                    value: Box::new(raw),
                    none_ok: !param.not_none,
                    arg_name: Some(name.clone()),
                };
                Some(Expr::new(ty.clone(), at, kind))
            } else if ty == Type::Object {
                param.not_none.then(|| self.not_none(raw, NoneReason::Argument(name.clone())))
            } else {
                let raw =
                    if param.not_none { self.not_none(raw, NoneReason::Argument(name.clone())) } else { raw };
                let null = i.checked_sub(required).and_then(|i| defaults.get(i));
                let null = null.is_some_and(|default| matches!(default.kind, ExprKind::Ellipsis));
                Some(self.pointer_argument(raw, &ty, null))
            };
            self.f().params.list.push(Param { name, local, convert, default: None, at });
            args.push(Expr::new(ty, at, ExprKind::Local(local)));
        }
        self.f().params.npos = takes;
        let optional = (decl.ty.optional > 0).then(|| args.split_off(required));
        let callee = match class {
            Some(c) => match self.s.world.find_method(c, &decl.name) {
                // The Python face calls this class's own function, as `super()` calls need.
                Some(_) => cyrus_hir::Callee::CFunc(id),
                None => cyrus_hir::Callee::CFunc(id),
            },
            None => cyrus_hir::Callee::CFunc(id),
        };
        let ret = decl.ty.ret.clone();
        let call = Expr::new(ret.clone(), at, ExprKind::CCall { callee, args, optional });
        let mut body = Vec::new();
        if ret == Type::Void {
            body.push(Stmt::new(at, StmtKind::Expr(call)));
            let none = Expr::new(Type::Object, at, ExprKind::None);
            body.push(Stmt::new(at, StmtKind::Return(Some(none))));
        } else {
            let value = self.object(call);
            body.push(Stmt::new(at, StmtKind::Return(Some(value))));
        }
        if let Some(frame) = self.frames.pop() {
            let binding = frame.directives.is(D::Binding);
            self.finish_frame(frame, FunctionKind::Def, body, doc, binding);
        }
        // the call is that of the C function
        self.s.functions[func].watch = cyrus_types::Watch::default();
        let make = MakeFunction {
            func,
            defaults,
            kwdefaults: Vec::new(),
            annotations: Vec::new(),
            type_params: None,
        };
        Expr::new(Type::Object, at, ExprKind::MakeFunction(Box::new(make)))
    }

    fn cpdef_defaults(&mut self, s: &'a ast::Stmt, ty: &cyrus_types::FuncType) -> Vec<Expr> {
        let exprs: Vec<&'a ast::Expr> = match &s.kind {
            ast::StmtKind::CFunc(f) => function_declarator(&f.declarator)
                .map(|d| {
                    d.params
                        .iter()
                        .filter_map(|p| match &p.default {
                            Some(ast::DefaultValue::Expr(e)) => Some(e),
                            _ => None,
                        })
                        .collect()
                })
                .unwrap_or_default(),
            ast::StmtKind::FunctionDef(f) => {
                f.params.list.iter().filter_map(|p| p.default.as_ref()).collect()
            }
            _ => Vec::new(),
        };
        let first = ty.params.len().saturating_sub(exprs.len());
        exprs
            .into_iter()
            .enumerate()
            .map(|(i, e)| {
                let want = ty.params.get(first + i).map_or(Type::Object, |p| p.ty.clone());
                let value = self.expr_as(e, &want);
                if matches!(value.kind, ExprKind::Null) { no_pointer(value.at) } else { self.object(value) }
            })
            .collect()
    }

    /// The names of a C function's parameters: as they are written, else as the type says.
    pub fn cpdef_names(&self, s: Option<&'a ast::Stmt>, ty: &cyrus_types::FuncType) -> Vec<Name> {
        let written: Vec<Name> = match s.map(|s| &s.kind) {
            Some(ast::StmtKind::CFunc(f)) => function_declarator(&f.declarator)
                .map(|d| {
                    d.params
                        .iter()
                        .map(|p| {
                            declarator_name(&p.declarator)
                                .or_else(|| super::assign::implicit_name(&p.ty))
                                .map_or_else(Name::default, |i| i.name)
                        })
                        .collect()
                })
                .unwrap_or_default(),
            Some(ast::StmtKind::FunctionDef(f)) => {
                f.params.list.iter().map(|p| p.name.name.clone()).collect()
            }
            _ => Vec::new(),
        };
        if written.len() == ty.params.len() && !written.is_empty() {
            written
        } else {
            let named = |(i, p): (usize, &cyrus_types::FuncParam)| match p.name.as_str() {
                "" => Name::from(format!("arg{i}")),
                _ => p.name.clone(),
            };
            ty.params.iter().enumerate().map(named).collect()
        }
    }
}
