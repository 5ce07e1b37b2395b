//! Statements and expressions: which variables a function has and where they live, what types they have, which
//! coercions stand where. One file a construct.

pub(crate) mod annotation;
pub mod assign;
pub mod attribute;
pub mod bindings;
pub mod builtin;
pub mod call;
mod carried;
pub mod cdefaults;
pub mod class;
pub mod coerce;
pub mod compare;
pub mod comprehension;
pub mod control;
pub mod cpp;
mod cpp_bind;
mod cpp_loop;
mod cpp_operator;
mod cpp_template;
mod cpp_typeid;
pub mod cython;
pub mod dataclass;
pub mod display;
mod division;
mod enums;
mod exact;
pub mod exceptions;
pub mod expr;
pub mod extension;
pub mod face;
mod for_from;
pub mod frame;
pub mod framed;
pub mod function;
pub mod import;
pub mod infer;
pub mod lock;
mod loops;
pub mod memory;
mod numpy;
pub mod operator;
pub mod pattern;
mod pickle;
mod property;
pub mod signature;
pub mod stmt;
pub mod subscript;
mod test_dict;
mod type_params;
mod ufunc;
mod unassigned;
mod unpack;
mod unsigned;
mod warn;

use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_hir as hir;
use cyrus_index::{BitSet, IndexVec};
use cyrus_source::{FileSpan, Name, Span};
use cyrus_types::{Builtin, CFuncId, CVarId, ClassId, Linkage, Type};

use crate::rules;
use crate::{Directives, Sema};
use bindings::Bindings;
use frame::{Flow, Frame, FrameKind};

/// The analysis of bodies: the shared state and the scopes around the current point.
pub struct Body<'x, 'a> {
    /// What is known of the module.
    pub s: &'x mut Sema<'a>,
    /// Scopes, outermost first.
    pub frames: Vec<Frame>,
}

impl Sema<'_> {
    /// Analyses the module's statements and every function.
    pub fn analyze_bodies(&mut self) {
        let mut body = Body { s: self, frames: Vec::new() };
        body.module();
    }
}

impl Body<'_, '_> {
    fn module(&mut self) {
        let main = self.s.input.main;
        let tree = &main.tree;
        let span = Span::new(0, main.text.len() as u32);
        let func = self.reserve();
        let directives = Arc::clone(&self.s.directives);
        self.s.world.c_string = Builtin::from_name(&directives.settings(self.s.input).c_string_type);
        let frame =
            self.new_frame(FrameKind::Module, func, "<module>".into(), "<module>".into(), directives, span);
        self.frames.push(frame);
        self.f().bindings = Bindings::default();
        let mut stmts = self.extern_faces();
        self.declared_enums(&mut stmts);
        if self.plain_python() && bindings::annotates(&tree.body) {
            let setup = self.setup_annotations(self.at(span));
            stmts.push(setup);
        }
        stmts.extend(self.stmts(&tree.body));
        stmts.extend(self.test_dict(&tree.body));
        self.warn_module(&tree.body);
        self.cfunc_bodies();
        if let Some(call) = self.numpy_import(&tree.body) {
            stmts.insert(0, call);
        }
        if let Some(frame) = self.frames.pop() {
            self.finish_frame(frame, hir::FunctionKind::Module, stmts, None, false);
        }
    }

    /// Every C function with a body. Specialisations and functions that the module's code never mentions are among
    /// them.
    fn cfunc_bodies(&mut self) {
        let pending = std::mem::take(&mut self.s.pending_cfuncs);
        for p in &pending {
            self.c_function(p);
        }
    }

    /// A place for a function that is made later.
    pub fn reserve(&mut self) -> hir::FuncId {
        let at = FileSpan::default();
        self.s.functions.push(hir::Function {
            name: Name::default(),
            qualname: Name::default(),
            kind: hir::FunctionKind::Module,
            locals: IndexVec::new(),
            params: hir::Params::default(),
            ret: Type::Object,
            flavour: hir::Flavour::Plain,
            body: Vec::new(),
            doc: None,
            captures: Vec::new(),
            varnames: Vec::new(),
            parent: None,
            class: None,
            binding: true,
            cpp_locals: false,
            hot: false,
            watch: cyrus_types::Watch::default(),
            callspec: Name::default(),
            guard: Name::default(),
            at,
        })
    }

    /// A scope at `span` of the current file.
    pub fn new_frame(
        &self,
        kind: FrameKind,
        func: hir::FuncId,
        name: Name,
        qualname: Name,
        directives: Arc<Directives>,
        span: Span,
    ) -> Frame {
        let (file, module, class_name, fused) = match self.frames.last() {
            Some(f) => (f.file, f.module, f.class_name.clone(), f.fused.clone()),
            None => (self.s.input.main.file, Sema::MAIN, None, Vec::new()),
        };
        Frame {
            kind,
            func,
            name,
            qualname,
            file,
            module,
            directives,
            bindings: Bindings::default(),
            locals: IndexVec::new(),
            names: crate::scope::NameMap::default(),
            captures: Vec::new(),
            params: hir::Params::default(),
            ret: Type::Object,
            flavour: hir::Flavour::Plain,
            takes_coroutines: false,
            nogil: false,
            released: false,
            class_name,
            class: None,
            fused,
            flow: Flow::default(),
            loops: Vec::new(),
            labels: 0,
            foreign: crate::scope::NameMap::default(),
            assigned_types: Vec::new(),
            undeclared: BitSet::new(),
            inferred: BitSet::new(),
            comprehension_types: Vec::new(),
            maybe_unbound: BitSet::new(),
            hide_class_names: 0,
            sees_class: false,
            rewrapped: Vec::new(),
            dataclass: false,
            is_c: false,
            at: span.in_file(file),
        }
    }

    /// Turns a finished scope into its function.
    pub fn finish_frame(
        &mut self,
        frame: Frame,
        kind: hir::FunctionKind,
        body: Vec<hir::Stmt>,
        doc: Option<Box<[u8]>>,
        binding: bool,
    ) {
        let mut frame = frame;
        // The cells of a closure stand in the order of their names, as `co_freevars` of the interpreter.
        let Frame { captures, locals, .. } = &mut frame;
        captures.sort_by(|(_, a), (_, b)| locals[*a].name.cmp(&locals[*b].name));
        for (at, (_, own)) in captures.iter().enumerate() {
            locals[*own].storage = hir::Storage::Free(at);
        }
        let varnames = varnames(&frame);
        let parent = self.frames.last().map(|f| f.func);
        // methods of classes in Python are bound whatever the directive says
        let in_class = |f: &Frame| f.kind == FrameKind::Class && f.class.is_none();
        let binding = binding || self.frames.last().is_some_and(in_class);
        let is_class = matches!(kind, hir::FunctionKind::ClassBody);
        let function = hir::Function {
            name: frame.name,
            qualname: frame.qualname,
            kind,
            locals: frame.locals,
            params: frame.params,
            ret: frame.ret,
            flavour: frame.flavour,
            body,
            doc: if self.s.input.docstrings { doc } else { None },
            captures: frame.captures,
            varnames,
            parent,
            class: frame.class,
            binding,
            cpp_locals: frame.directives.is(crate::Directive::CppLocals),
            hot: false,
            watch: cyrus_types::Watch {
                // what runs once as a part of something is no call of its own
                profile: !is_class
                    && (frame.directives.is(crate::Directive::Profile)
                        || frame.directives.is(crate::Directive::LineTrace)),
                linetrace: frame.directives.is(crate::Directive::LineTrace),
                quiet: !frame.directives.is(crate::Directive::UnraisableTracebacks),
            },
            callspec: frame.directives.text(crate::Directive::CallSpec).into(),
            guard: frame.directives.text(crate::Directive::CCompileGuard).into(),
            at: frame.at,
        };
        self.s.functions[frame.func] = function;
    }

    /// Notes that a C function is used: those of other modules must be imported.
    pub fn note_cfunc(&mut self, id: CFuncId) {
        self.s.imports_array |= self.s.world.cfuncs[id].name == numpy::IMPORT;
        if matches!(self.s.world.cfuncs[id].linkage, Linkage::Imported(_))
            && !self.s.imports.functions.contains(&id)
        {
            self.s.imports.functions.push(id);
        }
    }
    /// Notes that a C variable is used.
    pub fn note_cvar(&mut self, id: CVarId) {
        if matches!(self.s.world.cvars[id].linkage, Linkage::Imported(_))
            && !self.s.imports.variables.contains(&id)
        {
            self.s.imports.variables.push(id);
        }
    }
    /// Notes that an extension type is used.
    pub fn note_class(&mut self, id: ClassId) {
        if self.s.world.classes[id].linkage != Linkage::Own && !self.s.imports.classes.contains(&id) {
            self.s.imports.classes.push(id);
        }
    }

    /// Reports a Python operation without the GIL.
    pub fn need_gil(&mut self, at: FileSpan, what: &str) {
        if self.fr().nogil {
            let message = format!("{what} is not allowed without the GIL");
            let d = cyrus_diagnostics::Diagnostic::new(&rules::NEEDS_GIL, at, message)
                .help("put it into `with gil:`, or make its values C values");
            self.s.report(d);
        }
    }

    fn need_gil_for_object(&mut self, _at: FileSpan) {
        // Reading a variable is harmless without the GIL; what is done with the object is checked where it is done.
    }

    /// A type with the fused types of the current specialisation put in.
    pub fn specialised(&self, ty: &Type) -> Type {
        let fused = &self.fr().fused;
        if fused.is_empty() { ty.clone() } else { self.s.specialise(ty, fused) }
    }
}

/// The docstring of a body, as WTF-8.
pub fn docstring(body: &[ast::Stmt]) -> Option<Box<[u8]>> {
    match body.first().map(|s| &s.kind) {
        Some(ast::StmtKind::Expr(ast::Expr { kind: ast::ExprKind::Str { value, .. }, .. })) => {
            Some(value.0.clone())
        }
        _ => None,
    }
}

/// The variables of a function that its code object names behind the parameters (`co_varnames`).
fn varnames(frame: &Frame) -> Vec<hir::LocalId> {
    let own = |id: &hir::LocalId| {
        frame.locals[*id].storage == hir::Storage::Frame && frame.params.list.iter().all(|p| p.local != *id)
    };
    let mut found: Vec<hir::LocalId> = frame.names.values().copied().filter(own).collect();
    found.sort_by_key(|id| (frame.locals[*id].at.span.start, *id));
    found
}
