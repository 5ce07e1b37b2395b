//! The scope of one piece of code while it is analysed, and how names are found through nested scopes.

use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_hir as hir;
use cyrus_hir::{LocalId, Storage};
use cyrus_index::{BitSet, IndexVec};
use cyrus_source::{FileId, FileSpan, LineIndex, Name, Span};
use cyrus_types::{ClassId, FusedId, ModuleId, Type};

use super::Body;
use super::bindings::Bindings;
use crate::directives::{Directive, Directives};
use crate::scope::NameMap;

/// What kind of scope a frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameKind {
    /// Names are keys of the module's dictionary.
    Module,
    /// Names are keys of a class namespace.
    Class,
    /// Names are variables.
    Function,
}

/// Variables that surely have a value at the current point; everything once the point cannot be reached.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    /// Surely assigned.
    pub assigned: BitSet<LocalId>,
    /// The current point cannot be reached.
    pub dead: bool,
}

impl Flow {
    /// What holds where two paths meet.
    pub fn join(&mut self, other: &Flow) {
        if self.dead {
            *self = other.clone();
        } else if !other.dead {
            self.assigned.intersect_with(&other.assigned);
        }
    }
}

/// A loop around the current point.
#[derive(Debug, Default)]
pub struct LoopState {
    /// Joined state of all `break`s.
    pub at_break: Option<Flow>,
}

/// The scope of one piece of code.
pub struct Frame {
    /// Kind of scope.
    pub kind: FrameKind,
    /// Its function in the output.
    pub func: hir::FuncId,
    /// Source name, and qualified name for functions inside.
    pub name: Name,
    /// Qualified name.
    pub qualname: Name,
    /// File that spans are of.
    pub file: FileId,
    /// Module scope for C names.
    pub module: ModuleId,
    /// Directives in force.
    pub directives: Arc<Directives>,
    /// What the scope binds.
    pub bindings: Bindings,
    /// Variables.
    pub locals: IndexVec<LocalId, hir::Local>,
    /// Variables by name; comprehension scopes shadow and restore.
    pub names: NameMap<LocalId>,
    /// Captured variables: outer, here.
    pub captures: Vec<(LocalId, LocalId)>,
    /// Parameters.
    pub params: hir::Params,
    /// Result type.
    pub ret: Type,
    /// What calling it gives.
    pub flavour: hir::Flavour,
    /// `yield from` takes coroutines, as in functions of `types.coroutine`.
    pub takes_coroutines: bool,
    /// The GIL is not held, or need not be.
    pub nogil: bool,
    /// A statement around this place let go of the GIL.
    pub released: bool,
    /// For name mangling: the innermost class.
    pub class_name: Option<Name>,
    /// The extension type it is a method of, or the body of.
    pub class: Option<ClassId>,
    /// What fused types are in this specialisation.
    pub fused: Vec<(FusedId, Type)>,
    /// Flow state.
    pub flow: Flow,
    /// Loops around the current point.
    pub loops: Vec<LoopState>,
    /// Next label of a region.
    pub labels: u32,
    /// Names that were looked up and are none of the function's, as far as it was read.
    pub foreign: NameMap<Span>,
    /// Types that assignments gave to variables without a declared type (dry runs).
    pub assigned_types: Vec<(LocalId, Type)>,
    /// Variables whose type is not declared.
    pub undeclared: BitSet<LocalId>,
    /// Variables whose C type was found, not declared.
    pub inferred: BitSet<LocalId>,
    /// What dry runs found for variables of comprehensions, by the place of their target.
    pub comprehension_types: Vec<(FileSpan, Type)>,
    /// Undeclared variables that were read where they may have no value.
    pub maybe_unbound: BitSet<LocalId>,
    /// Inside a comprehension of a class body, class names are not seen.
    pub hide_class_names: u32,
    /// An annotation scope directly in a class body: names are looked up in that of the class first (PEP 695).
    pub sees_class: bool,
    /// In the body of an extension type: methods that a later statement makes class or static methods.
    pub rewrapped: Vec<Name>,
    /// In the body of an extension type: it is a dataclass, whose attributes get defaults.
    pub dataclass: bool,
    /// It is a C function or method: `yield` and the like are not possible.
    pub is_c: bool,
    /// Span of the definition.
    pub at: FileSpan,
}

impl Frame {
    /// A place in this frame's file.
    pub fn at(&self, span: Span) -> FileSpan {
        span.in_file(self.file)
    }
    /// Adds a variable.
    pub fn add_local(&mut self, name: Name, ty: Type, storage: Storage, at: FileSpan) -> LocalId {
        self.locals.push(hir::Local { name, ty, storage, at, buffer_written: false })
    }
}

/// What a name turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// A variable of the current function.
    Local(LocalId),
    /// A name of a class namespace; the enclosing function's variable, if there is one.
    ClassName(Option<LocalId>),
    /// Not a variable: a module-level name.
    Global,
}

impl Body<'_, '_> {
    /// The innermost frame.
    pub fn f(&mut self) -> &mut Frame {
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }
    /// The innermost frame.
    pub fn fr(&self) -> &Frame {
        let last = self.frames.len() - 1;
        &self.frames[last]
    }
    /// The line of a place, from 1.
    pub fn line_of(&mut self, at: FileSpan) -> u32 {
        let loader = self.s.input.loader;
        let lines = self.s.lines.entry(at.file).or_insert_with(|| LineIndex::new(loader.text(at.file)));
        lines.line(at.span.start)
    }
    /// The place that tracebacks show for an attribute, or a call of one that unpacks nothing: if the name of the attribute
    /// stands in another line than the beginning, that line (as the interpreter does since 3.10).
    pub fn attribute_at(&mut self, e: &ast::Expr) -> FileSpan {
        use ast::ExprKind as K;
        let at = self.at(e.span);
        let method = match &e.kind {
            K::Call { func, args, keywords } => {
                let unpacks = args.iter().any(|a| matches!(a.kind, K::Starred(_)))
                    || keywords.iter().any(|k| k.name.is_none());
                if unpacks {
                    return at;
                }
                func
            }
            _ => e,
        };
        let K::Attribute { attr, .. } = &method.kind else { return at };
        let name = self.at(attr.span);
        if self.line_of(name) == self.line_of(at) {
            return at;
        }
        self.at(Span { end: e.span.end, ..attr.span })
    }
    /// A place in the current file.
    pub fn at(&self, span: Span) -> FileSpan {
        self.fr().at(span)
    }
    /// Whether a directive is on here.
    pub fn directive(&self, d: Directive) -> bool {
        self.fr().directives.is(d)
    }

    /// A fresh temporary.
    pub fn temp(&mut self, ty: Type, at: FileSpan) -> LocalId {
        let id = self.f().add_local(Name::default(), ty, Storage::Temp, at);
        self.f().flow.assigned.insert(id);
        id
    }

    /// `__x` inside a class is `_Class__x` (language reference, "Private name mangling").
    pub fn mangle(&self, name: &Name) -> Name {
        mangle(self.fr().class_name.as_ref(), name)
    }

    /// Finds out what a name means here.
    pub fn find(&mut self, name: &Name) -> Found {
        let depth = self.frames.len() - 1;
        let frame = &self.frames[depth];
        if let Some(id) = frame.names.get(name) {
            return Found::Local(*id);
        }
        match frame.kind {
            FrameKind::Module => Found::Global,
            FrameKind::Class => {
                let hidden = frame.hide_class_names > 0;
                self.find_in_class(depth, depth, hidden, name)
            }
            FrameKind::Function if frame.sees_class => {
                let hidden = frame.hide_class_names > 0;
                self.find_in_class(depth - 1, depth, hidden, name)
            }
            FrameKind::Function => {
                if frame.bindings.globals.contains_key(name) {
                    return Found::Global;
                }
                self.capture(depth, name).map_or(Found::Global, Found::Local)
            }
        }
    }

    /// What a name means in a class body, or in the annotation scope `depth` in it.
    fn find_in_class(&mut self, class: usize, depth: usize, hidden: bool, name: &Name) -> Found {
        if self.frames[class].bindings.globals.contains_key(name) {
            return Found::Global;
        }
        // The parameters of a generic definition are nearer than the class.
        let parameter = class < depth && self.frames[class].names.contains_key(name);
        if hidden || parameter || (class < depth && name == "__class__") {
            return self.capture(depth, name).map_or(Found::Global, Found::Local);
        }
        // What the class binds is looked for in its namespace and in the module, not in functions around it.
        if self.frames[class].bindings.bound.contains_key(name) {
            return Found::ClassName(None);
        }
        let outer = self.capture(depth, name);
        if self.frames[class].bindings.nonlocals.contains_key(name) {
            return outer.map_or(Found::Global, Found::Local);
        }
        // Names that the class never binds can still be put into its namespace by a metaclass.
        Found::ClassName(outer)
    }

    /// Whether the class whose names are seen here binds this one.
    pub fn class_binds(&self, name: &Name) -> bool {
        let class = self.frames.len() - if self.fr().sees_class { 2 } else { 1 };
        self.frames[class].bindings.bound.contains_key(name)
    }

    /// In an annotation scope: the variable that holds the names of the class around it.
    pub fn class_names(&mut self) -> Option<LocalId> {
        if !self.fr().sees_class {
            return None;
        }
        self.capture(self.frames.len() - 1, &cyrus_hir::CLASS_NAMES.into())
    }

    /// Whether a name is looked up in the module, and in a class body first in a namespace that it does not bind it in.
    pub fn is_module_name(&mut self, name: &Name) -> bool {
        match self.find(name) {
            Found::Global => true,
            Found::ClassName(outer) => outer.is_none() && !self.class_binds(name),
            Found::Local(_) => false,
        }
    }

    /// The variable of a function around frame `depth`, made visible in that frame.
    fn capture(&mut self, depth: usize, name: &Name) -> Option<LocalId> {
        let mut owner = depth;
        let id = loop {
            owner = owner.checked_sub(1)?;
            let frame = &self.frames[owner];
            if frame.kind != FrameKind::Function {
                // `__class__` is the one name that class scopes lend to their functions.
                // An extension type needs no cell for it: its type object is at hand.
                if frame.kind == FrameKind::Class && (name == "__class__" || name == hir::CLASS_NAMES) {
                    if frame.class.is_some() {
                        return None;
                    }
                    break self.class_cell(owner, name);
                }
                // Variables of comprehensions in module and class scope are visible inside of them.
                if let Some(id) = frame.names.get(name) {
                    break *id;
                }
                continue;
            }
            if let Some(id) = frame.names.get(name) {
                break *id;
            }
            if frame.bindings.globals.contains_key(name) {
                return None;
            }
        };
        let mut id = id;
        if !matches!(self.frames[owner].locals[id].storage, Storage::Free(_)) {
            self.frames[owner].locals[id].storage = Storage::Cell;
        }
        for level in owner + 1..=depth {
            let outer = &self.frames[level - 1].locals[id];
            let (ty, at) = (outer.ty.clone(), outer.at);
            let frame = &mut self.frames[level];
            if let Some((_, known)) = frame.captures.iter().find(|(o, _)| *o == id) {
                id = *known;
                continue;
            }
            let local = frame.add_local(name.clone(), ty, Storage::Free(frame.captures.len()), at);
            frame.captures.push((id, local));
            frame.flow.assigned.insert(local);
            if frame.kind == FrameKind::Function {
                frame.names.insert(name.clone(), local);
            }
            id = local;
        }
        Some(id)
    }

    /// The extension type whose body or method this place is in, unless a Python class stands between.
    pub fn extension_type_around(&self) -> Option<ClassId> {
        for frame in self.frames.iter().rev() {
            if frame.class.is_some() {
                return frame.class;
            }
            if frame.kind != FrameKind::Function {
                return None;
            }
        }
        None
    }

    /// The cell of a class body that `type` fills: `__class__`, or that of its names.
    fn class_cell(&mut self, depth: usize, name: &Name) -> LocalId {
        let frame = &mut self.frames[depth];
        if let Some((id, _)) = frame.locals.iter_enumerated().find(|(_, l)| l.name == *name) {
            return id;
        }
        let at = frame.at;
        frame.add_local(name.clone(), Type::Object, Storage::Cell, at)
    }

    /// Makes a name mean a fresh variable (comprehension targets); returns what it meant before.
    pub fn shadow(&mut self, name: &Name, ty: Type, at: FileSpan) -> (Name, Option<LocalId>) {
        let id = self.f().add_local(name.clone(), ty, Storage::Frame, at);
        let before = self.f().names.insert(name.clone(), id);
        (name.clone(), before)
    }

    /// Takes a shadowing back.
    pub fn unshadow(&mut self, shadowed: Vec<(Name, Option<LocalId>)>) {
        for (name, before) in shadowed.into_iter().rev() {
            match before {
                Some(id) => self.f().names.insert(name, id),
                None => self.f().names.shift_remove(&name),
            };
        }
    }

    /// Whether an expression is a name that means this builtin here.
    pub fn is_builtin_name(&mut self, e: &ast::Expr, name: &str) -> bool {
        match &e.kind {
            ast::ExprKind::Name(n) if n == name => self.find(n) == Found::Global && self.means_builtin(n),
            _ => false,
        }
    }

    /// Whether a module-level name is not bound by the module, in C or in Python.
    pub fn means_builtin(&self, name: &Name) -> bool {
        let scope = &self.s.scopes[self.fr().module];
        // What the compiler has to see is taken for the builtin even where `import *` could hide it.
        let seen = matches!(name.as_str(), "super" | "locals" | "vars" | "dir" | "eval" | "exec" | "globals");
        (seen || !self.star_may_bring(name)) && scope.symbols.get(name).is_none_or(|e| e.c.is_none() && !e.py)
    }

    /// Whether the code is plain Python's: what a `.py` file cimports is Cython.
    pub fn plain_python(&self) -> bool {
        self.s.input.pure_python && self.fr().file == self.s.input.main.file
    }

    /// Whether `import *` may have bound this name: not those of C, and in a `.pyx` not those that code without the
    /// GIL is made of.
    pub fn star_may_bring(&self, name: &str) -> bool {
        const KEPT: &[&str] = &["NULL", "nogil", "gil", "range", "len", "enumerate", "isinstance"];
        self.s.scopes[self.fr().module].has_star_import && (self.plain_python() || !KEPT.contains(&name))
    }
}

/// `__x` inside class `_C` is `_C__x`.
pub fn mangle(class: Option<&Name>, name: &Name) -> Name {
    let Some(class) = class else { return name.clone() };
    let stripped = class.trim_start_matches('_');
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') || stripped.is_empty() {
        return name.clone();
    }
    let mut out = Name::from("_");
    out.push_str(stripped);
    out.push_str(name);
    out
}
