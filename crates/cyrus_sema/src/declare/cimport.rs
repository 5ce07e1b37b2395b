//! `cimport`: the declarations of other modules.

use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_diagnostics::Diagnostic;
use cyrus_source::{FileSpan, Name};
use cyrus_types::{ModuleDecl, ModuleId};

use super::{Ctx, lookup};
use crate::rules;
use crate::scope::{ModuleScope, Symbol};
use crate::{Loaded, Sema};

/// The submodules of `cython` that the compiler itself provides.
const CYTHON_MODULES: &[&str] = &["parallel", "view", "operator", "dataclasses", "cimports"];

/// What `from cython.parallel cimport *` brings.
const PARALLEL_NAMES: &[&str] = &["parallel", "prange", "threadid"];

/// The path behind `cython.` of a module that the compiler provides; empty for `cython` itself.
pub fn cython_module(name: &str) -> Option<&str> {
    if name == "cython" { Some("") } else { name.strip_prefix("cython.") }
}

impl<'a> Sema<'a> {
    /// The scope of a module that may have no declarations (a package, the home of an extern class).
    pub(crate) fn ensure_module(&mut self, name: &str) -> ModuleId {
        if let Some(id) = self.declare.modules.get(name) {
            return *id;
        }
        let id = self.world.modules.push(ModuleDecl { name: name.into() });
        self.scopes.ensure(id, ModuleScope::new(name.into()));
        self.declare.modules.insert(name.into(), id);
        if let Some((package, last)) = name.rsplit_once('.') {
            let package = self.ensure_module(package);
            self.scopes[package].submodules.insert(last.into(), id);
        }
        id
    }

    /// Reads the declarations of a module, if it has any.
    pub(crate) fn load_module(&mut self, name: &str) -> Option<ModuleId> {
        if let Some(id) = self.declare.modules.get(name)
            && self.scopes[*id].loaded
        {
            return Some(*id);
        }
        if name.is_empty() {
            return None;
        }
        let loaded = self.input.loader.pxd(name)?;
        if let Some((package, _)) = name.rsplit_once('.') {
            self.load_module(package);
        }
        let id = self.ensure_module(name);
        // The package may have cimported it.
        if std::mem::replace(&mut self.scopes[id].loaded, true) {
            return Some(id);
        }
        if loaded.is_package {
            self.declare.packages.push(id);
        }
        self.read_module(id, loaded);
        Some(id)
    }

    fn read_module(&mut self, id: ModuleId, loaded: &'a Loaded) {
        let base = self.input.directives.clone();
        let directives = Arc::new(self.header_directives(&base, loaded));
        let ctx = Ctx {
            module: id,
            file: loaded.file,
            in_pxd: true,
            offered: true,
            in_extern: false,
            headless: false,
            namespace: None,
            nogil: false,
            level2: loaded.level2,
            directives,
        };
        // A cimport in the middle of another declaration does not inherit its surroundings.
        let env = std::mem::take(&mut self.declare.env);
        let flags = self.declare.flags;
        self.announce(&ctx, &loaded.tree.body);
        self.declare_stmts(&ctx, &loaded.tree.body);
        self.declare.flags = flags;
        self.declare.env = env;
    }

    /// The package that relative cimports of this level start from; nothing above the top.
    fn relative_base(&self, ctx: &Ctx, level: u32) -> Option<Name> {
        let module = &self.scopes.get(ctx.module)?.name;
        let mut base = module.as_str();
        let mut up = level;
        if self.declare.packages.contains(&ctx.module) {
            up = up.saturating_sub(1);
        }
        for _ in 0..up {
            base = match base.rsplit_once('.') {
                Some((package, _)) => package,
                None => return None,
            };
        }
        Some(base.into())
    }

    /// The absolute name of a module that is cimported, and whether it could be relative to the package too.
    fn absolute_name(&mut self, ctx: &Ctx, level: u32, name: &str, at: FileSpan) -> Option<Name> {
        if level > 0 {
            let Some(mut base) = self.relative_base(ctx, level) else {
                self.error(
                    &rules::UNRESOLVED_CIMPORT,
                    at,
                    "this relative cimport leads out of the top-level package",
                );
                return None;
            };
            if !base.is_empty() && !name.is_empty() {
                base.push('.');
            }
            base.push_str(name);
            return Some(base);
        }
        if ctx.level2
            && let Some(base) = self.relative_base(ctx, 1).filter(|base| !base.is_empty())
        {
            let mut inside = base;
            inside.push('.');
            inside.push_str(name);
            if self.load_module(&inside).is_some() {
                return Some(inside);
            }
        }
        Some(name.into())
    }

    fn module_not_found(&mut self, name: &str, at: FileSpan) {
        let mut diagnostic = Diagnostic::new(
            &rules::UNRESOLVED_CIMPORT,
            at,
            format!("no declarations were found for module `{name}`"),
        );
        let near = lookup::nearest(name, cyrus_library::files().iter().map(|f| f.module));
        if let Some(near) = near {
            diagnostic = diagnostic.help(format!("there is a module `{near}`"));
        } else {
            let path = name.replace('.', "/");
            diagnostic = diagnostic
                .help(format!("a cimport needs `{path}.pxd` or `{path}/__init__.pxd` on the include path"));
        }
        self.report(diagnostic);
    }

    /// `cimport a.b as c, d`
    pub(crate) fn declare_cimport(&mut self, ctx: &Ctx, names: &[ast::Alias]) {
        for alias in names {
            let at = ctx.at(alias.name.span);
            if let Some(path) = cython_module(&alias.name.name) {
                self.cimport_cython(ctx, alias, path);
                continue;
            }
            let Some(name) = self.absolute_name(ctx, 0, &alias.name.name, at) else { continue };
            let Some(id) = self.load_module(&name) else {
                self.module_not_found(&alias.name.name, at);
                continue;
            };
            if let Some(as_name) = &alias.as_name {
                self.declare_again(ctx, as_name, Symbol::Module(id));
            } else {
                let written = alias.name.name.as_str();
                let depth = written.matches('.').count();
                let mut first = name.as_str();
                for _ in 0..depth {
                    first = first.rsplit_once('.').map_or(first, |(package, _)| package);
                }
                let first_id = self.ensure_module(&Name::from(first));
                let local = written.split('.').next().unwrap_or(written);
                let ident = ast::Ident { name: local.into(), span: alias.name.span };
                self.declare_again(ctx, &ident, Symbol::Module(first_id));
            }
        }
    }

    /// `cimport cython`, `cimport cython.parallel as p`; also `import`.
    pub(crate) fn cimport_cython(&mut self, ctx: &Ctx, alias: &ast::Alias, path: &str) {
        let at = ctx.at(alias.name.span);
        if path == "cimports" {
            self.report(
                Diagnostic::new(
                    &rules::UNRESOLVED_CIMPORT,
                    at,
                    "`cython.cimports` cannot be imported itself, only what is in it",
                )
                .help("write `from cython.cimports import libc`"),
            );
            return;
        }
        if path.starts_with("cimports.") && alias.as_name.as_ref().is_none_or(|name| name.name == "cython") {
            self.report(
                Diagnostic::new(
                    &rules::UNRESOLVED_CIMPORT,
                    at,
                    format!("`cython.{path}` needs a name of its own here"),
                )
                .help("write `from cython.cimports... import ...` or `import ... as ...`"),
            );
            return;
        }
        if let Some(module) = path.strip_prefix("cimports.") {
            if let Some(id) = self.load_module(module) {
                if let Some(as_name) = &alias.as_name {
                    self.declare_again(ctx, as_name, Symbol::Module(id));
                    return;
                }
            } else {
                self.module_not_found(module, at);
                return;
            }
        } else if !path.is_empty() && !CYTHON_MODULES.contains(&path) {
            self.unknown_cython_module(path, at);
            return;
        }
        if let Some(as_name) = &alias.as_name {
            self.declare_again(ctx, as_name, Symbol::Cython(path.into()));
        } else {
            let ident = ast::Ident { name: "cython".into(), span: alias.name.span };
            self.declare_again(ctx, &ident, Symbol::Cython(Name::default()));
        }
    }

    fn unknown_cython_module(&mut self, path: &str, at: FileSpan) {
        let mut diagnostic =
            Diagnostic::new(&rules::UNRESOLVED_CIMPORT, at, format!("there is no module `cython.{path}`"));
        if let Some(near) = lookup::nearest(path, CYTHON_MODULES.iter().copied()) {
            diagnostic = diagnostic.help(format!("did you mean `cython.{near}`?"));
        }
        self.report(diagnostic);
    }

    /// `from m cimport a as b`
    pub(crate) fn declare_from_cimport(
        &mut self,
        ctx: &Ctx,
        level: u32,
        module: Option<&ast::Ident>,
        names: Option<&[ast::Alias]>,
        span: ast::Span,
    ) {
        let written = module.map_or("", |m| m.name.as_str());
        let at = ctx.at(module.map_or(span, |m| m.span));
        if level == 0
            && let Some(path) = cython_module(written)
        {
            let path = Name::from(path);
            self.cimport_from_cython(ctx, &path, names, at);
            return;
        }
        let Some(name) = self.absolute_name(ctx, level, written, at) else { return };
        let loaded = self.load_module(&name);
        if loaded.is_none() && (names.is_none() || !self.any_submodule(&name, names)) {
            let shown = if written.is_empty() { name.as_str() } else { written };
            self.module_not_found(&Name::from(shown), at);
            return;
        }
        match names {
            Some(names) => {
                for alias in names {
                    self.cimport_name_from(ctx, loaded, &name, alias);
                }
            }
            None => {
                if let Some(id) = loaded {
                    self.cimport_star(ctx, id);
                }
            }
        }
    }

    fn any_submodule(&mut self, package: &str, names: Option<&[ast::Alias]>) -> bool {
        names.unwrap_or(&[]).iter().any(|alias| {
            let full = if package.is_empty() {
                alias.name.name.clone()
            } else {
                submodule(package, &alias.name.name)
            };
            self.load_module(&full).is_some()
        })
    }

    fn cimport_name_from(&mut self, ctx: &Ctx, module: Option<ModuleId>, name: &str, alias: &ast::Alias) {
        let local = alias.as_name.as_ref().unwrap_or(&alias.name);
        let found = module.and_then(|id| self.scopes[id].c(&alias.name.name).cloned());
        if let Some(symbol) = found {
            self.declare_again(ctx, local, symbol);
            return;
        }
        let full = if name.is_empty() { alias.name.name.clone() } else { submodule(name, &alias.name.name) };
        if let Some(id) = self.load_module(&full) {
            self.declare_again(ctx, local, Symbol::Module(id));
            return;
        }
        // CPython's own structs are known in every module
        if module.is_some()
            && let Some(ty) = self.builtin_struct(&alias.name.name)
        {
            self.declare_again(ctx, local, Symbol::Type(ty));
            return;
        }
        let mut diagnostic = Diagnostic::new(
            &rules::UNRESOLVED_CIMPORT,
            ctx.at(alias.name.span),
            format!("module `{name}` declares no `{}`", alias.name.name),
        );
        let near = module.and_then(|id| {
            lookup::nearest(&alias.name.name, self.scopes[id].symbols.keys().map(Name::as_str))
        });
        if let Some(near) = near {
            diagnostic = diagnostic.help(format!("it declares `{near}`"));
        }
        self.report(diagnostic);
    }

    /// `from m cimport *`
    fn cimport_star(&mut self, ctx: &Ctx, module: ModuleId) {
        let all: Vec<(Name, Symbol, FileSpan)> = self.scopes[module]
            .symbols
            .iter()
            .filter(|(name, _)| !name.starts_with("__"))
            .filter_map(|(name, entry)| Some((name.clone(), entry.c.clone()?, entry.at)))
            .collect();
        for (name, symbol, at) in all {
            let scope = &mut self.scopes[ctx.module];
            // What the module declares itself wins.
            if scope.c(&name).is_none() {
                scope.declare(name, symbol, at);
            }
        }
    }

    /// `from cython cimport x`, `from cython.parallel import prange`, `from cython.cimports.libc import math`
    pub(crate) fn cimport_from_cython(
        &mut self,
        ctx: &Ctx,
        path: &str,
        names: Option<&[ast::Alias]>,
        at: FileSpan,
    ) {
        if let Some(module) = path.strip_prefix("cimports") {
            let module = Name::from(module.trim_start_matches('.'));
            let loaded = if module.is_empty() { None } else { self.load_module(&module) };
            if loaded.is_none() && !self.any_submodule(&module, names) {
                self.module_not_found(&module, at);
                return;
            }
            match (names, loaded) {
                (Some(names), _) => {
                    for alias in names {
                        self.cimport_name_from(ctx, loaded, &module, alias);
                    }
                }
                (None, Some(id)) => self.cimport_star(ctx, id),
                (None, None) => {}
            }
            return;
        }
        if !path.is_empty() && !CYTHON_MODULES.contains(&path) && !path.starts_with("operator") {
            self.unknown_cython_module(path, at);
            return;
        }
        if names.is_none() && path == "parallel" {
            for name in PARALLEL_NAMES {
                let ident = ast::Ident { name: (*name).into(), span: at.span };
                self.declare_again(ctx, &ident, Symbol::Cython(submodule(path, name)));
            }
        }
        for alias in names.unwrap_or(&[]) {
            let local = alias.as_name.as_ref().unwrap_or(&alias.name);
            let full =
                if path.is_empty() { alias.name.name.clone() } else { submodule(path, &alias.name.name) };
            self.declare_again(ctx, local, Symbol::Cython(full));
        }
    }

    /// Declares a meaning that may be there already.
    pub(crate) fn declare_again(&mut self, ctx: &Ctx, name: &ast::Ident, symbol: Symbol) {
        if let Some(earlier) = self.c_symbol(ctx.module, &name.name)
            && same_symbol(earlier, &symbol)
        {
            return;
        }
        // What `cimport *` brought gives way to what is named.
        if let Some(scope) = self.scopes.get_mut(ctx.module)
            && scope.symbols.get(&name.name).is_some_and(|entry| entry.at.file != ctx.file)
        {
            scope.declare(name.name.clone(), symbol, ctx.at(name.span));
            return;
        }
        self.declare_symbol(ctx, name, symbol);
    }
}

fn submodule(package: &str, name: &str) -> Name {
    let mut out = Name::from(package);
    out.push('.');
    out.push_str(name);
    out
}

/// Whether two symbols are the same declaration.
pub(crate) fn same_symbol(a: &Symbol, b: &Symbol) -> bool {
    match (a, b) {
        (Symbol::Module(a), Symbol::Module(b)) => a == b,
        (Symbol::Type(a), Symbol::Type(b)) => a == b,
        (Symbol::Class(a), Symbol::Class(b)) => a == b,
        (Symbol::CFunc(a), Symbol::CFunc(b)) => a == b,
        (Symbol::CVar(a), Symbol::CVar(b)) => a == b,
        (Symbol::EnumItem(a, i), Symbol::EnumItem(b, j)) => a == b && i == j,
        (Symbol::Const(a), Symbol::Const(b)) => a == b,
        (Symbol::Cython(a), Symbol::Cython(b)) => a == b,
        _ => false,
    }
}
