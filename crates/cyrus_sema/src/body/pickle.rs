//! Extension types that say nothing of pickling get methods for it, and the module a function that makes the objects
//! again, under the names and with the checksums that Cython gives them (directive `auto_pickle`).

use std::sync::Arc;

use cyrus_hir::{
    ClassBody, Expr, ExprKind, FuncId, FunctionKind, IndexMode, Item, MakeFunction, MethodKind, Param, Place,
    PlaceKind, Stmt, StmtKind, Storage,
};
use cyrus_source::{FileSpan, Name};
use cyrus_types::{ClassId, Type, conversion};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256};

use super::Body;
use super::coerce::int_expr;
use super::frame::FrameKind;
use crate::rules;

/// An attribute that is part of the state.
struct Member {
    class: ClassId,
    field: usize,
    name: Name,
    ty: Type,
}

impl Body<'_, '_> {
    /// Adds the methods to a class; what else is to be done stands in `out`, for after the class was made.
    pub fn pickling(&mut self, class: &mut ClassBody, at: FileSpan, out: &mut Vec<Stmt>) {
        let id = class.class;
        let wanted = self.s.world.classes[id].flags.auto_pickle;
        if wanted == Some(false) || self.s.muted > 0 {
            return;
        }
        let mut members = Vec::new();
        let mut nontrivial = class.cinit.is_some();
        let mut reduces = self.says_how(class);
        let mut next = Some(id);
        while let Some(c) = next {
            let decl = &self.s.world.classes[c];
            // State that a builtin class keeps is its own business.
            if decl.builtin_base.as_ref().is_some_and(|b| b != "object") {
                return;
            }
            for (field, f) in decl.fields.iter().enumerate() {
                if !matches!(f.name.as_str(), "__dict__" | "__weakref__") {
                    members.push(Member { class: c, field, name: f.name.clone(), ty: f.ty.clone() });
                }
            }
            if let Some(base) = self.s.classes.iter().find(|b| b.class == c) {
                nontrivial |= base.cinit.is_some();
                reduces |= self.says_how(base);
            }
            next = decl.base;
        }
        if reduces {
            return;
        }
        members.sort_by(|a, b| a.name.cmp(&b.name));
        let opaque = self.shown(&members, |b, ty| {
            b.is_opaque(ty)
                || conversion(&b.s.world, ty, &Type::Object).is_none()
                || conversion(&b.s.world, &Type::Object, ty).is_none()
        });
        let structs = self.shown(&members, |b, ty| matches!(b.s.world.resolve(ty), Type::Struct(_)));
        let refused = if nontrivial {
            Some("no default __reduce__ due to non-trivial __cinit__".to_owned())
        } else if !opaque.is_empty() {
            Some(format!("{opaque} cannot be converted to a Python object for pickling"))
        } else if !structs.is_empty() && wanted != Some(true) {
            Some(format!("pickling structs must be asked for by @cython.auto_pickle(True): {structs}"))
        } else {
            None
        };
        match refused {
            Some(message) => {
                if wanted == Some(true) {
                    self.s.error(
                        &rules::INVALID_DIRECTIVE,
                        at,
                        format!("`auto_pickle` is not possible: {message}"),
                    );
                }
                for (name, params) in
                    [("__reduce_cython__", &["self"][..]), ("__setstate_cython__", &["self", "state"])]
                {
                    let func = self.made_function(name, params, Some(id), at, |b, _| {
                        let text = Expr::new(Type::STR, at, ExprKind::Str(message.as_bytes().into()));
                        let exc = b.builtin_call("TypeError", vec![text], at);
                        vec![Stmt::new(at, StmtKind::Raise { exc: Some(exc), cause: None })]
                    });
                    class.methods.push((func, MethodKind::Instance));
                }
            }
            None => self.pickled_state(class, &members, at, out),
        }
        let ty = self.class_object(id, at);
        out.push(run(cyrus_ops::CY_PICKLE_SETUP, vec![ty], at));
    }

    /// Whether a type holds a C++ object that is no plain container: what it becomes as an object is not all it is.
    fn is_opaque(&self, ty: &Type) -> bool {
        const PLAIN: &[&str] = &[
            "string",
            "vector",
            "list",
            "deque",
            "set",
            "unordered_set",
            "multiset",
            "unordered_multiset",
            "map",
            "unordered_map",
            "pair",
            "complex",
        ];
        match self.s.world.resolve(ty) {
            Type::Cpp(id, args) => {
                let decl = &self.s.world.cpp_classes[*id];
                !decl.cname.strip_prefix("std::").is_some_and(|name| PLAIN.contains(&name))
                    || args.iter().any(|a| self.is_opaque(a))
            }
            Type::Ref(_) | Type::RvalueRef(_) => true,
            _ => false,
        }
    }

    /// Whether a class has methods of its own for pickling.
    fn says_how(&self, class: &ClassBody) -> bool {
        let says = |name: &str| matches!(name, "__reduce__" | "__reduce_ex__");
        class.methods.iter().any(|(f, _)| says(&self.s.functions[*f].name))
            || class.attributes.iter().any(|(name, _)| says(name))
    }

    /// The attributes whose type is such, for a message.
    fn shown(&self, members: &[Member], such: impl Fn(&Self, &Type) -> bool) -> String {
        let found: Vec<String> =
            members.iter().filter(|m| such(self, &m.ty)).map(|m| format!("self.{}", m.name)).collect();
        found.join(",")
    }

    fn pickled_state(
        &mut self,
        class: &mut ClassBody,
        members: &[Member],
        at: FileSpan,
        out: &mut Vec<Stmt>,
    ) {
        let id = class.class;
        let names: Vec<&str> = members.iter().map(|m| m.name.as_str()).collect();
        let sums = checksums(&names.join(" "));
        let rebuild = Name::from(format!("__pyx_unpickle_{}", self.s.world.classes[id].name));
        let number = |n: u32| int_expr(i64::from(n), Type::Builtin(cyrus_types::Builtin::Int), at);
        let object = |e: Expr| Expr { ty: Type::Object, ..e };
        let reduce = self.made_function("__reduce_cython__", &["self"], Some(id), at, |b, params| {
            let own = Expr::new(Type::Ext(id), at, ExprKind::Local(params[0]));
            let mut items = Vec::new();
            let mut later = Vec::new();
            for m in members {
                let read = b.member(&own, m, at);
                if m.ty.is_object() {
                    let none = Expr::new(Type::Object, at, ExprKind::None);
                    let kind =
                        ExprKind::Is { negate: true, left: Box::new(read.clone()), right: Box::new(none) };
                    later.push(Expr::new(Type::Bint, at, kind));
                }
                items.push(Item::One(b.object(read)));
            }
            let later = match later.len() {
                0 => int_expr(0, Type::INT, at),
                1 => Expr::new(Type::INT, at, ExprKind::Cast(Box::new(later.remove(0)))),
                _ => {
                    let any = Expr::new(Type::Bint, at, ExprKind::Or(later));
                    Expr::new(Type::INT, at, ExprKind::Cast(Box::new(any)))
                }
            };
            let state = Expr::new(Type::TUPLE, at, ExprKind::Tuple(items));
            let global = Expr::new(Type::Object, at, ExprKind::Global(rebuild.clone()));
            let args = vec![own, state, global, object(number(sums[0])), later];
            let value = Expr::new(Type::Object, at, ExprKind::Op { op: cyrus_ops::CY_PICKLE, args });
            vec![Stmt::new(at, StmtKind::Return(Some(value)))]
        });
        let restore =
            self.made_function("__setstate_cython__", &["self", "state"], Some(id), at, |b, params| {
                let own = Expr::new(Type::Ext(id), at, ExprKind::Local(params[0]));
                let state = Expr::new(Type::Object, at, ExprKind::Local(params[1]));
                let n = i64::try_from(members.len()).unwrap_or(i64::MAX);
                let n = int_expr(n, Type::SSIZE, at);
                let mut body = vec![run(cyrus_ops::CY_UNPICKLE_CHECK, vec![state.clone(), n.clone()], at)];
                for (i, m) in members.iter().enumerate() {
                    let index = int_expr(i64::try_from(i).unwrap_or(i64::MAX), Type::SSIZE, at);
                    let mode = IndexMode { boundscheck: true, wraparound: false };
                    let kind =
                        ExprKind::ItemInt { object: Box::new(state.clone()), index: Box::new(index), mode };
                    let item = Expr::new(Type::Object, at, kind);
                    let value = b.coerce(item, &m.ty);
                    let place = Place { ty: m.ty.clone(), at, kind: b.member_place(&own, m) };
                    if let PlaceKind::ClassField { .. } = place.kind {
                        body.push(Stmt::new(at, StmtKind::Assign(place, value)));
                    }
                }
                body.push(run(cyrus_ops::CY_UNPICKLE_DICT, vec![own, state, n], at));
                body
            });
        class.methods.push((reduce, MethodKind::Instance));
        class.methods.push((restore, MethodKind::Instance));
        let params = ["type", "checksum", "state"];
        let make = self.made_function(&rebuild.clone(), &params, None, at, |b, params| {
            let arg = |i: usize| Expr::new(Type::Object, at, ExprKind::Local(params[i]));
            let cls = b.class_object(id, at);
            let all = sums.iter().map(|n| number(*n)).collect();
            let all = Expr::new(Type::TUPLE, at, ExprKind::ConstTuple(all));
            let names = Expr::new(Type::STR, at, ExprKind::Str(names.join(", ").as_bytes().into()));
            let args = vec![cls, arg(0), arg(1), all, names, arg(2)];
            let value = Expr::new(Type::Object, at, ExprKind::Op { op: cyrus_ops::CY_UNPICKLE, args });
            vec![Stmt::new(at, StmtKind::Return(Some(value)))]
        });
        let make = MakeFunction {
            func: make,
            defaults: Vec::new(),
            kwdefaults: Vec::new(),
            annotations: Vec::new(),
            type_params: None,
        };
        let value = Expr::new(Type::Object, at, ExprKind::MakeFunction(Box::new(make)));
        let place = Place { ty: Type::Object, at, kind: PlaceKind::Global(rebuild) };
        out.push(Stmt::new(at, StmtKind::Assign(place, value)));
    }

    fn member(&self, own: &Expr, m: &Member, at: FileSpan) -> Expr {
        let object = Box::new(own.clone());
        let kind = ExprKind::ClassField { object, class: m.class, field: m.field, check_none: false };
        Expr::new(m.ty.clone(), at, kind)
    }

    fn member_place(&self, own: &Expr, m: &Member) -> PlaceKind {
        PlaceKind::ClassField {
            object: Box::new(own.clone()),
            class: m.class,
            field: m.field,
            check_none: false,
        }
    }

    /// A function with positional parameters that the source does not show. In a class the first is an instance.
    pub fn made_function(
        &mut self,
        name: &str,
        params: &[&str],
        class: Option<ClassId>,
        at: FileSpan,
        body: impl FnOnce(&mut Self, &[cyrus_hir::LocalId]) -> Vec<Stmt>,
    ) -> FuncId {
        let func = self.reserve();
        let qualname = if class.is_some() { self.inner_qualname(name) } else { name.into() };
        let directives = Arc::clone(&self.fr().directives);
        let mut frame = self.new_frame(FrameKind::Function, func, name.into(), qualname, directives, at.span);
        frame.class = class;
        frame.at = at;
        self.frames.push(frame);
        let mut locals = Vec::new();
        for (i, name) in params.iter().enumerate() {
            let ty = match class {
                Some(class) if i == 0 => Type::Ext(class),
                _ => Type::Object,
            };
            let local = self.f().add_local((*name).into(), ty, Storage::Param, at);
            self.f().flow.assigned.insert(local);
            self.f().params.list.push(Param {
                name: (*name).into(),
                local,
                convert: None,
                default: None,
                at,
            });
            locals.push(local);
        }
        self.f().params.npos = params.len();
        let body = body(self, &locals);
        let binding = self.directive(crate::directives::Directive::Binding);
        if let Some(frame) = self.frames.pop() {
            self.finish_frame(frame, FunctionKind::Def, body, None, binding);
        }
        // nobody wrote it
        self.s.functions[func].watch = cyrus_types::Watch::default();
        func
    }
}

/// A statement that calls the runtime.
fn run(op: cyrus_ops::OpId, args: Vec<Expr>, at: FileSpan) -> Stmt {
    Stmt::new(at, StmtKind::Expr(Expr::new(Type::INT, at, ExprKind::Op { op, args })))
}

/// The first 28 bits of three digests of the attributes' names; the first one is written, all are read.
fn checksums(names: &str) -> [u32; 3] {
    let first =
        |digest: &[u8]| digest.iter().take(4).fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte)) >> 4;
    [first(&Sha256::digest(names)), first(&Sha1::digest(names)), first(&Md5::digest(names))]
}

#[cfg(test)]
mod tests {
    use super::checksums;

    #[test]
    fn checksums_are_the_first_seven_digits_of_three_digests() {
        assert_eq!(checksums("").map(|n| format!("{n:07x}")), ["e3b0c44", "da39a3e", "d41d8cd"]);
    }
}
