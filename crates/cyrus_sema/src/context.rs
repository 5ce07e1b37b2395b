//! The state of one module's analysis.

use std::collections::BTreeMap;
use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_diagnostics::{Diagnostic, Rule};
use cyrus_hir as hir;
use cyrus_index::IndexVec;
use cyrus_source::{FileId, FileSpan, LineIndex, Name, Span};
use cyrus_types::{CFuncId, CVarId, ClassId, CppClassId, ModuleId, World};

use crate::declare::DeclareState;
use crate::directives::Directives;
use crate::scope::ModuleScope;
use crate::{Analysis, Input};

/// Everything that is known while a module is analysed.
pub struct Sema<'a> {
    /// What is analysed.
    pub input: &'a Input<'a>,
    /// Declarations.
    pub world: World,
    /// Symbol tables; `ModuleId(0)` is the module itself.
    pub scopes: IndexVec<ModuleId, ModuleScope>,
    /// Directives of module scope.
    pub directives: Arc<Directives>,
    /// Code made so far.
    pub functions: IndexVec<hir::FuncId, hir::Function>,
    /// Which code a C function has.
    pub cfuncs: BTreeMap<CFuncId, hir::FuncId>,
    /// Variables that keep defaults of C functions, by the position of the parameter.
    pub default_variables: BTreeMap<(CFuncId, usize), CVarId>,
    /// Constants of the module that have a value, by where they were given it.
    pub given_constants: BTreeMap<CVarId, FileSpan>,
    /// C functions that are made ufuncs, by the place of their name: all specialisations.
    pub ufuncs: BTreeMap<FileSpan, Vec<CFuncId>>,
    /// Extension types with bodies, made so far.
    pub classes: Vec<hir::ClassBody>,
    /// The fields of extension types that are dataclasses.
    pub dataclasses: BTreeMap<ClassId, Vec<crate::body::dataclass::DataField>>,
    /// C functions with a body in the source: filled by `declare`, read by `body`.
    pub pending_cfuncs: Vec<PendingCFunc<'a>>,
    /// Extension types with a body in the source: filled by `declare`, read by `body`.
    pub pending_classes: Vec<PendingClass<'a>>,
    /// What has to be imported from other compiled modules (noted where it is used).
    pub imports: hir::CImports,
    /// The module's code calls NumPy's `import_array`, or mentions it.
    pub imports_array: bool,
    diagnostics: Vec<Diagnostic>,
    /// What the declaration half remembers.
    pub declare: DeclareState<'a>,
    /// Dry runs (type inference) report nothing.
    pub muted: u32,
    /// Functions of the module that look at the frames of so many of their callers.
    pub looking: BTreeMap<Name, u32>,
    /// Where the lines of files begin that lines were asked of.
    pub lines: BTreeMap<FileId, LineIndex>,
}

/// A C function whose body is still to be analysed. One for each specialisation of a fused function.
pub struct PendingCFunc<'a> {
    /// The function.
    pub id: CFuncId,
    /// File of the body.
    pub file: FileId,
    /// Its declarator and body, or the `def` it was made of in pure-Python mode.
    pub source: CFuncSource<'a>,
    /// The scope in which its names are looked up.
    pub module: ModuleId,
    /// The class it is a method of.
    pub class: Option<ClassId>,
    /// The C++ class it is a method of.
    pub cpp_class: Option<CppClassId>,
    /// Directives in force for the body (decorators included).
    pub directives: Arc<Directives>,
}

/// Where a C function's body stands.
#[derive(Clone, Copy)]
pub enum CFuncSource<'a> {
    /// `cdef`/`cpdef`
    CFunc(&'a ast::CFuncDef, Span),
    /// `@cython.cfunc`/`@cython.ccall def`, or a `def` that the `.pxd` makes a C function.
    Def(&'a ast::FunctionDef, Span),
}

/// An extension type whose body is still to be analysed.
pub struct PendingClass<'a> {
    /// Its declaration.
    pub id: ClassId,
    /// File of the body.
    pub file: FileId,
    /// The body.
    pub body: &'a [ast::Stmt],
    /// The class statement (`CClass` or a decorated `ClassDef`): its node, by which the module's code finds it.
    pub stmt: ast::NodeId,
    /// Span of the statement.
    pub span: Span,
    /// Bases as written; the first one may be the extension type that `ClassDecl::base` names.
    pub bases: &'a [ast::Expr],
    /// Keyword arguments of the class.
    pub keywords: &'a [ast::Keyword],
    /// `@cython.dataclasses.dataclass` (or `@dataclasses.dataclass`), with its arguments.
    pub dataclass: Option<&'a ast::Expr>,
    /// Decorators that are no directives, in order (pure-Python mode).
    pub decorators: Vec<&'a ast::Expr>,
    /// Directives in force for the body.
    pub directives: Arc<Directives>,
}

impl<'a> Sema<'a> {
    /// A fresh analysis: this module exists, nothing is declared.
    pub fn new(input: &'a Input<'a>) -> Self {
        let name = input.main.module.clone();
        let mut scopes = IndexVec::new();
        scopes.push(ModuleScope::new(name.clone()));
        Sema {
            input,
            world: World::new(name),
            scopes,
            directives: Arc::new(input.directives.clone()),
            functions: IndexVec::new(),
            cfuncs: BTreeMap::new(),
            default_variables: BTreeMap::new(),
            given_constants: BTreeMap::new(),
            ufuncs: BTreeMap::new(),
            classes: Vec::new(),
            dataclasses: BTreeMap::new(),
            pending_cfuncs: Vec::new(),
            imports_array: false,
            pending_classes: Vec::new(),
            imports: hir::CImports::default(),
            diagnostics: Vec::new(),
            declare: DeclareState::default(),
            muted: 0,
            lines: BTreeMap::new(),
            looking: crate::body::framed::looking(&input.main.tree.body, &input.main.text),
        }
    }

    /// The module that is being compiled.
    pub const MAIN: ModuleId = ModuleId::from_u32(0);

    /// Reports something.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        if self.muted == 0 {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Reports an error of this kind; the common short form.
    pub fn error(&mut self, rule: &'static Rule, at: FileSpan, message: impl Into<String>) {
        if self.muted == 0 {
            self.diagnostics.push(Diagnostic::new(rule, at, message));
        }
    }

    /// What was reported so far.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Puts everything together.
    pub fn finish(mut self) -> Analysis {
        self.diagnostics.sort_by_key(|d| (d.primary.at.file, d.primary.at.span.start));
        self.diagnostics.dedup();
        let main = self.input.main;
        let doc = crate::body::docstring(&main.tree.body);
        let settings = self.directives.settings(self.input);
        let init = self.cfuncs_init();
        let module = hir::Module {
            name: main.module.clone(),
            file_name: self.input.file_name.into(),
            file: main.file,
            is_package: self.input.is_package,
            world: self.world,
            functions: self.functions,
            init,
            cfuncs: self.cfuncs,
            classes: self.classes,
            imports: self.imports,
            doc: if self.input.docstrings { doc } else { None },
            settings,
        };
        Analysis { module, diagnostics: self.diagnostics }
    }

    /// The function of the module's statements: always the first.
    fn cfuncs_init(&self) -> hir::FuncId {
        hir::FuncId::from_u32(0)
    }
}

/// The dotted name's last part.
pub fn last_part(name: &str) -> Name {
    name.rsplit('.').next().unwrap_or(name).into()
}
