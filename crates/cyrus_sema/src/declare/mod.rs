//! What stands at module and class level: C types, functions, variables, extension types, cimports.
//!
//! One file a kind of declaration:
//! * [`types`], [`views`], [`declarators`] – C types as they are written; [`python_types`] – types written as Python expressions
//! * [`lookup`], [`cython_names`] – what a name means; [`const_eval`], [`c_text`] – constants, here and in C
//! * [`decorators`] – directives in comments, decorators and `with` blocks
//! * [`cimport`] – other modules; [`structs`], [`variables`], [`functions`], [`classes`], [`cpp`] – what is declared
//! * [`pure`] – the same in pure-Python mode; [`bindings`] – Python names of module scope; [`fused`] – specialisation
//!
//! Declarations are read in the order of the source: the module's own `.pxd` first, a cimported module where it is
//! cimported. Nothing here looks into function bodies, except for `global` statements.

pub mod bindings;
pub mod c_text;
pub mod cimport;
pub mod classes;
pub mod const_eval;
pub mod cpp;
pub mod cython_names;
pub mod declarators;
pub mod decorators;
pub mod forward;
pub mod functions;
pub mod fused;
pub mod layout;
pub mod lookup;
pub mod methods;
pub mod pure;
pub mod python_types;
pub mod state;
pub mod structs;
pub mod types;
pub mod ufunc;
pub mod variables;
pub mod views;
pub mod walk;

use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_diagnostics::Diagnostic;
use cyrus_source::{FileId, FileSpan, Name};
use cyrus_types::Include;

use crate::directives::Directive;
use crate::rules;
use crate::scope::{ConstValue, Symbol};
use crate::{Loaded, Sema};

pub use declarators::Declared;
pub use decorators::{DecoratorTypes, ExceptVal};
pub use python_types::AnnotatedType;
pub use state::DeclareState;
pub(crate) use state::{Ctx, Flags};

impl<'a> Sema<'a> {
    /// Reads all declarations: the module's own `.pxd` first, then its own statements.
    pub fn declare_all(&mut self) {
        let main = self.input.main;
        self.declare.modules.insert(main.module.clone(), Sema::MAIN);
        if self.input.is_package {
            self.declare.packages.push(Sema::MAIN);
        }
        if let Some(scope) = self.scopes.get_mut(Sema::MAIN) {
            scope.loaded = true;
        }
        self.declare_compile_time_env();
        let base = self.input.directives.clone();
        if let Some(pxd) = self.input.pxd {
            let directives = Arc::new(self.header_directives(&base, pxd));
            let ctx = Ctx {
                module: Sema::MAIN,
                file: pxd.file,
                in_pxd: true,
                offered: true,
                in_extern: false,
                headless: false,
                namespace: None,
                nogil: false,
                level2: pxd.level2,
                directives,
            };
            self.announce(&ctx, &pxd.tree.body);
            self.declare_stmts(&ctx, &pxd.tree.body);
            for (_, entry) in &mut self.scopes[Sema::MAIN].symbols {
                entry.from_pxd = entry.c.is_some();
            }
        }
        self.directives = Arc::new(self.header_directives(&base, main));
        let ctx = Ctx {
            module: Sema::MAIN,
            file: main.file,
            in_pxd: false,
            offered: self.input.is_own_interface,
            in_extern: false,
            headless: false,
            namespace: None,
            nogil: false,
            level2: main.level2,
            directives: Arc::clone(&self.directives),
        };
        self.announce(&ctx, &main.tree.body);
        self.declare_stmts(&ctx, &main.tree.body);
        self.finish_declarations();
        self.declare.flags = Flags::default();
    }

    /// Reads the declarations among these statements, in order.
    pub(crate) fn declare_stmts(&mut self, ctx: &Ctx, stmts: &'a [ast::Stmt]) {
        for stmt in stmts {
            self.declare.flags = ctx.flags();
            self.declare_stmt(ctx, stmt);
        }
        self.declare.flags = ctx.flags();
    }

    fn declare_stmt(&mut self, ctx: &Ctx, stmt: &'a ast::Stmt) {
        use ast::StmtKind as K;
        match &stmt.kind {
            K::CVar(decl) => self.declare_cvars(ctx, decl, stmt.span),
            K::CFunc(def) => {
                self.declare_globals_of(ctx, &def.body);
                self.declare_cfunc_def(ctx, def, stmt.span);
            }
            K::CStruct(def) if def.kind == ast::CStructKind::CppClass => {
                self.declare_cpp_class(ctx, def, None, stmt.span);
            }
            K::CStruct(def) => self.declare_struct(ctx, def, stmt.span),
            K::CEnum(def) => {
                self.declare_enum(ctx, def, None, stmt.span);
            }
            K::CTypedef { ty, declarator, modifiers } => {
                self.declare_typedef(ctx, ty, declarator, *modifiers, None);
            }
            K::Fused(def) => self.declare_fused(ctx, def),
            K::CClass(def) => {
                self.declare_globals_of(ctx, def.body.as_deref().unwrap_or_default());
                self.declare_cclass(ctx, def, stmt);
            }
            K::CExtern(block) => self.declare_extern(ctx, block),
            K::CBlock(body) => self.declare_stmts(ctx, body),
            K::CImport(names) => self.declare_cimport(ctx, names),
            K::FromCImport { level, module, names } => {
                self.declare_from_cimport(ctx, *level, module.as_ref(), names.as_deref(), stmt.span);
            }
            K::Include(path) => self.declare_include(ctx, path, stmt.span),
            K::Def { name, value } => self.declare_constant(ctx, name, value),
            K::CompileIf { branches } => {
                if let Some(body) = self.compile_if(ctx, branches, stmt.span) {
                    self.declare_stmts(ctx, body);
                }
            }
            _ if ctx.in_pxd => self.declare_python_in_pxd(ctx, stmt),
            _ => self.declare_python(ctx, stmt),
        }
    }

    /// The branch of an `IF` that counts.
    pub(crate) fn compile_if<'s>(
        &mut self,
        ctx: &Ctx,
        branches: &'s [(Option<ast::Expr>, Vec<ast::Stmt>)],
        span: ast::Span,
    ) -> Option<&'s [ast::Stmt]> {
        if ctx.directives.is(Directive::WarnDeprecatedIf) {
            self.report(
                Diagnostic::new(&rules::DEPRECATED, ctx.at(span), "`IF` is deprecated")
                    .help("use a C macro in a verbatim extern block, or a Python `if`"),
            );
        }
        for (test, body) in branches {
            let Some(test) = test else { return Some(body) };
            match self.const_eval(ctx.module, ctx.file, test) {
                Some(value) if const_eval::truth(&value) => return Some(body),
                Some(_) => {}
                None => {
                    self.not_constant(ctx.module, ctx.file, test);
                    return None;
                }
            }
        }
        None
    }

    /// Says why an expression is not known at compile time.
    pub(crate) fn not_constant(&mut self, module: cyrus_types::ModuleId, file: FileId, expr: &ast::Expr) {
        let mut unknown: Option<(Name, ast::Span)> = None;
        walk::visit_expr(expr, &mut |e| {
            if let ast::ExprKind::Name(name) = &e.kind
                && unknown.is_none()
                && self.c_symbol(module, name).is_none()
                && !cyrus_library::is_builtin(name)
            {
                unknown = Some((name.clone(), e.span));
            }
        });
        let diagnostic = match unknown {
            Some((name, span)) => Diagnostic::new(
                &rules::UNKNOWN_NAME,
                span.in_file(file),
                format!("`{name}` is not known at compile time"),
            )
            .help(format!(
                "define it with `DEF {name} = ...` above, or with `-E {name}=...` on the command line"
            )),
            None if matches!(expr.kind, ast::ExprKind::Error) => return,
            None => Diagnostic::new(
                &rules::NOT_CONSTANT,
                expr.span.in_file(file),
                "this cannot be computed at compile time",
            ),
        };
        self.report(diagnostic);
    }

    /// `DEF name = value`
    pub(crate) fn declare_constant(&mut self, ctx: &Ctx, name: &ast::Ident, value: &ast::Expr) {
        if ctx.directives.is(Directive::WarnDeprecatedDef) {
            self.report(
                Diagnostic::new(&rules::DEPRECATED, ctx.at(name.span), "`DEF` is deprecated")
                    .help("use an anonymous enum for integers, or a plain global"),
            );
        }
        let known = self.const_eval(ctx.module, ctx.file, value);
        if known.is_none() {
            self.not_constant(ctx.module, ctx.file, value);
        }
        let symbol = Symbol::Const(known.unwrap_or(ConstValue::None));
        if let Some(scope) = self.scopes.get_mut(ctx.module) {
            scope.declare(name.name.clone(), symbol, name.span.in_file(ctx.file));
        }
    }

    /// A `DEF` inside a function: a constant of the module, which a later one may replace.
    pub(crate) fn set_constant(
        &mut self,
        module: cyrus_types::ModuleId,
        name: &Name,
        value: ConstValue,
        at: FileSpan,
    ) {
        if let Some(scope) = self.scopes.get_mut(module) {
            match scope.symbols.get_mut(name) {
                Some(entry) if matches!(entry.c, Some(Symbol::Const(_))) => {
                    entry.c = Some(Symbol::Const(value));
                }
                Some(_) => {}
                None => {
                    scope.declare(name.clone(), Symbol::Const(value), at);
                }
            }
        }
    }

    /// `cdef extern from ...`
    fn declare_extern(&mut self, ctx: &Ctx, block: &'a ast::CExternBlock) {
        if let Some(header) = &block.header {
            let text = if block.system { format!("<{header}>") } else { header.to_string() };
            self.add_include(Include::Header(text.into()));
        }
        if let Some(text) = &block.verbatim {
            self.add_include(Include::Verbatim(text.clone()));
        }
        let inner = Self::extern_ctx(ctx, block);
        self.declare_stmts(&inner, &block.body);
    }

    pub(crate) fn extern_ctx(ctx: &Ctx, block: &ast::CExternBlock) -> Ctx {
        Ctx {
            in_extern: true,
            headless: block.header.is_none() && !block.star && block.verbatim.is_none(),
            namespace: block.namespace.as_deref().map(Name::from).or_else(|| ctx.namespace.clone()),
            nogil: ctx.nogil || block.modifiers.nogil,
            ..ctx.clone()
        }
    }

    pub(crate) fn add_include(&mut self, include: Include) {
        if !self.world.includes.contains(&include) {
            self.world.includes.push(include);
        }
    }

    /// `include "x.pxi"`
    fn declare_include(&mut self, ctx: &Ctx, path: &str, span: ast::Span) {
        let Some(loaded) = self.open_include(path, ctx.file, Some(ctx.at(span))) else { return };
        let inner = Ctx { file: loaded.file, ..ctx.clone() };
        self.declare_stmts(&inner, &loaded.tree.body);
        self.close_include();
    }

    /// The file that an `include` in `from` means, until [`Self::close_include`]. Nothing if there is none or it is open
    /// already; `report` is the place to say so, for the walk that says it.
    pub(crate) fn open_include(
        &mut self,
        path: &str,
        from: FileId,
        report: Option<FileSpan>,
    ) -> Option<&'a Loaded> {
        let Some(loaded) = self.input.loader.include(path, from) else {
            if let Some(at) = report {
                self.report(
                    Diagnostic::new(&rules::UNRESOLVED_CIMPORT, at, format!("`{path}` was not found")).help(
                        "an included file is looked for beside the file that includes it, then in the include path",
                    ),
                );
            }
            return None;
        };
        let open = &self.declare.including;
        if loaded.file == from || open.contains(&loaded.file) || open.len() > 64 {
            if let Some(at) = report {
                self.error(&rules::MISPLACED, at, format!("`{path}` includes itself"));
            }
            return None;
        }
        self.declare.including.push(loaded.file);
        Some(loaded)
    }

    /// Ends what [`Self::open_include`] began.
    pub(crate) fn close_include(&mut self) {
        self.declare.including.pop();
    }

    /// Checks what only the end of the file can tell.
    fn finish_declarations(&mut self) {
        let mut missing = Vec::new();
        let mut undefined = Vec::new();
        for (_, func) in self.world.cfuncs.iter_enumerated() {
            if func.missing_body && func.linkage == cyrus_types::Linkage::Own && func.fused_as.is_empty() {
                missing.push((func.at, func.name.clone()));
            }
        }
        for (id, class) in self.world.classes.iter_enumerated() {
            if class.linkage != cyrus_types::Linkage::Own || self.declare.defined_classes.contains(&id) {
                continue;
            }
            if class.complete {
                undefined.push(id);
            } else {
                missing.push((class.at, class.name.clone()));
            }
        }
        // A class with all its parts in the `.pxd` needs no statement in the source.
        for id in undefined {
            let at = self.world.classes[id].at;
            self.declare.defined_classes.push(id);
            self.pending_classes.push(crate::context::PendingClass {
                id,
                file: at.file,
                body: &[],
                stmt: ast::NodeId::from_u32(u32::MAX),
                span: at.span,
                bases: &[],
                keywords: &[],
                dataclass: None,
                decorators: Vec::new(),
                directives: Arc::clone(&self.directives),
            });
        }
        for class in &self.world.classes {
            let main = class.at.file == self.input.main.file;
            if main && class.linkage == cyrus_types::Linkage::Extern && !class.complete {
                missing.push((class.at, class.name.clone()));
            }
        }
        for (at, name) in missing {
            self.report(
                Diagnostic::new(
                    &rules::INVALID_DECLARATION,
                    at,
                    format!("`{name}` is declared but not defined"),
                )
                .help("write its body in the `.pyx`, or declare it in an extern block if C code defines it"),
            );
        }
    }
}
