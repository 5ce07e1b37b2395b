//! Types of variables without a declaration, and what parallel loops carry.
//!
//! Inference is a dry run of the analysis: with all reports muted, the body is analysed under the assumption that nothing
//! is known of undeclared variables (`Type::Error`, which fits everywhere); what each assignment would have stored is
//! joined; the run is repeated with the result until nothing changes. A C type is kept only where Python could not tell
//! the difference: the variable surely has a value wherever it is read, no arithmetic on it can overflow, nothing
//! captures, deletes or inspects it.

use cyrus_ast as ast;
use cyrus_hir::{LocalId, Storage};
use cyrus_source::FileSpan;
use cyrus_types::{Builtin, Type};

use super::Body;
use crate::directives::{Directive as D, Value};
use crate::rules;

/// Enough rounds for any chain of copies that occurs in practice; what is still open then is an object.
const ROUNDS: usize = 6;

impl<'a> Body<'_, 'a> {
    /// Finds the types of the innermost frame's undeclared variables.
    pub fn infer(&mut self, body: &'a [ast::Stmt]) {
        let setting = self.fr().directives.get(D::InferTypes).clone();
        let candidates: Vec<LocalId> = self.fr().undeclared.iter().collect();
        if candidates.is_empty() || setting == Value::Bool(false) {
            if self.fr().bindings.has_comprehension && setting != Value::Bool(false) {
                // for the types of the comprehensions' variables
                self.dry_run(body);
            }
            self.f().undeclared = cyrus_index::BitSet::new();
            return;
        }
        let verbose = self.directive(D::InferTypesVerbose);
        let aggressive = setting == Value::Bool(true);
        for id in &candidates {
            self.f().locals[*id].ty = Type::Error;
        }
        let mut types: Vec<Type> = vec![Type::Error; candidates.len()];
        for _ in 0..ROUNDS {
            self.dry_run(body);
            let seen = std::mem::take(&mut self.f().assigned_types);
            let mut changed = false;
            for (slot, id) in types.iter_mut().zip(&candidates) {
                if !self.fr().undeclared.contains(*id) {
                    continue;
                }
                let mut ty = Type::Error;
                for (_, t) in seen.iter().filter(|(v, _)| v == id) {
                    ty = self.join_assigned(&ty, t);
                }
                if *slot != ty {
                    changed = true;
                    *slot = ty.clone();
                }
                self.f().locals[*id].ty = ty;
            }
            if !changed {
                break;
            }
        }
        for (ty, id) in types.into_iter().zip(candidates) {
            if !self.fr().undeclared.contains(id) {
                continue;
            }
            let ty = self.settle(id, ty, aggressive);
            self.f().inferred.insert(id);
            if verbose {
                let local = &self.fr().locals[id];
                let message = format!("`{}` is inferred to be `{}`", local.name, self.s.world.show(&ty));
                self.s.error(&rules::INFERRED, local.at, message);
            }
            self.f().locals[id].ty = ty;
        }
        let frame = self.f();
        frame.undeclared = cyrus_index::BitSet::new();
        frame.maybe_unbound = cyrus_index::BitSet::new();
    }

    fn join_assigned(&self, a: &Type, b: &Type) -> Type {
        match b {
            // a variable holds a function's address
            Type::Func(_) => self.join(a, &b.clone().ptr()),
            _ => self.join(a, b),
        }
    }

    /// Analyses a body and forgets everything but the types that were assigned.
    fn dry_run(&mut self, body: &'a [ast::Stmt]) {
        self.s.muted += 1;
        let locals = self.fr().locals.clone();
        let names = self.fr().names.clone();
        let (captures, labels, flow) = (self.fr().captures.clone(), self.fr().labels, self.fr().flow.clone());
        let (functions, cpp) = (self.s.functions.len(), self.s.imports.clone());
        let undeclared = self.fr().undeclared.clone();
        self.f().assigned_types.clear();
        let _ = self.stmts(body);
        let frame = self.f();
        let storages: Vec<(LocalId, Storage)> =
            frame.locals.iter_enumerated().take(locals.len()).map(|(id, l)| (id, l.storage)).collect();
        // Declarations inside the body stay: they are found again, in the same order, next time.
        let mut undeclared = undeclared;
        let mut inner: Vec<(FileSpan, Type)> = Vec::new();
        for (id, local) in self.fr().locals.iter_enumerated().skip(locals.len()) {
            let seen = self.fr().assigned_types.iter().filter(|(v, _)| *v == id);
            let ty = seen.fold(Type::Error, |ty, (_, t)| self.join(&ty, t));
            if !ty.is_error() {
                let shared = matches!(local.storage, Storage::Cell | Storage::Free(_));
                inner
                    .push((local.at, if shared { Type::Object } else { self.settle_inner(&local.name, ty) }));
            }
        }
        let frame = self.f();
        frame.comprehension_types = inner;
        let declared: Vec<(LocalId, cyrus_hir::Local)> = frame
            .locals
            .iter_enumerated()
            .take(locals.len())
            .filter(|(id, _)| undeclared.contains(*id) && !frame.undeclared.contains(*id))
            .map(|(id, l)| (id, l.clone()))
            .collect();
        frame.locals = locals;
        for (id, storage) in storages {
            frame.locals[id].storage = storage;
        }
        for (id, local) in declared {
            frame.locals[id] = local;
            undeclared.remove(id);
        }
        frame.names = names;
        frame.captures = captures;
        frame.labels = labels;
        frame.flow = flow;
        frame.loops.clear();
        frame.undeclared = undeclared;
        let mut all = std::mem::take(&mut self.s.functions).into_vec();
        all.truncate(functions);
        self.s.functions = cyrus_index::IndexVec::from_vec(all);
        self.s.imports = cpp;
        self.s.muted -= 1;
    }

    /// Whether the type that was found may be used.
    fn settle(&self, id: LocalId, ty: Type, aggressive: bool) -> Type {
        let frame = self.fr();
        let local = &frame.locals[id];
        let name = &local.name;
        if ty.is_error() {
            return Type::Object;
        }
        let bindings = &frame.bindings;
        let shared = bindings.inner_nonlocals.contains_key(name) || bindings.sees_locals;
        let captured = bindings.inner_names.contains_key(name);
        let hidden = captured || matches!(local.storage, Storage::Cell | Storage::Free(_));
        let resolved = self.s.world.resolve(&ty).clone();
        if resolved.is_object() {
            return match resolved {
                Type::Builtin(Builtin::NoneType) => Type::Object,
                // Ints and floats as objects have no faster representation yet than `object`, and their subclasses
                // (`True`) may be stored; exact containers and strings do.
                Type::Builtin(
                    Builtin::Int | Builtin::Bool | Builtin::Range | Builtin::Type | Builtin::Exception,
                ) => Type::Object,
                _ if shared => Type::Object,
                _ => ty,
            };
        }
        let convertible = cyrus_types::conversion(&self.s.world, &ty, &Type::Object).is_some();
        if !convertible || matches!(resolved, Type::Cpp(..)) {
            return ty;
        }
        if shared || hidden || bindings.deleted.contains_key(name) || frame.maybe_unbound.contains(id) {
            return Type::Object;
        }
        match resolved {
            Type::Float(_) | Type::Bint | Type::Complex(_) => ty,
            Type::Int(_) if self.s.world.is_ucs4(&ty) => {
                if self.plain_python() {
                    Type::Object
                } else {
                    ty
                }
            }
            Type::Int(_) | Type::Enum(_) => {
                if aggressive || !bindings.arithmetic.contains_key(name) {
                    ty
                } else {
                    Type::Object
                }
            }
            Type::Ptr(_)
            | Type::Array(..)
            | Type::Struct(_)
            | Type::CTuple(_)
            | Type::View(_)
            | Type::Cpp(..)
            | Type::Func(_) => ty,
            _ => Type::Object,
        }
    }

    /// Whether the type that was found for a comprehension's variable may be used.
    fn settle_inner(&self, name: &cyrus_source::Name, ty: Type) -> Type {
        if !ty.is_object() && self.fr().bindings.inner_names.contains_key(name) {
            return Type::Object;
        }
        match self.s.world.resolve(&ty) {
            Type::Builtin(
                Builtin::NoneType | Builtin::Int | Builtin::Bool | Builtin::Range | Builtin::Type,
            ) => Type::Object,
            t if t.is_object() => ty,
            Type::Int(_) | Type::Enum(_)
                if self.fr().bindings.arithmetic.contains_key(name) || self.s.world.is_ucs4(&ty) =>
            {
                Type::Object
            }
            _ => ty,
        }
    }

    /// The type of a comprehension's variable: from the last dry run, by its place in the source.
    pub fn inferred_comprehension_type(&self, at: FileSpan) -> Type {
        if self.fr().flavour != cyrus_hir::Flavour::Plain {
            return Type::Object;
        }
        let found = self.fr().comprehension_types.iter().find(|(a, _)| *a == at);
        found.map_or(if self.s.muted > 0 { Type::Error } else { Type::Object }, |(_, t)| t.clone())
    }
}
