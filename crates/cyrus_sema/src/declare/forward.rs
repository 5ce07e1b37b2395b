//! Names of types before their statements are read, so that declarations may refer to what stands below them, and to
//! each other across modules that cimport one another.

use cyrus_ast as ast;
use cyrus_types::{ArraySize, CppClassId, StructDecl, StructId, Type};

use super::Ctx;
use super::classes::{cclass_head, class_head};
use crate::Sema;
use crate::scope::Symbol;

impl<'a> Sema<'a> {
    /// Makes the struct, class and extension type names among these statements known.
    pub(crate) fn announce(&mut self, ctx: &Ctx, stmts: &'a [ast::Stmt]) {
        self.muted += 1;
        for stmt in stmts {
            self.announce_stmt(ctx, stmt);
        }
        self.muted -= 1;
    }

    fn announce_stmt(&mut self, ctx: &Ctx, stmt: &'a ast::Stmt) {
        use ast::StmtKind as K;
        match &stmt.kind {
            K::CStruct(def) if def.body.is_some() && self.known_struct(ctx, &def.name.name).is_some() => {
                let id = self.known_struct(ctx, &def.name.name);
                self.declare.coming.extend(id);
            }
            K::CStruct(def) if self.c_symbol(ctx.module, &def.name.name).is_none() => {
                if def.kind == ast::CStructKind::CppClass {
                    self.new_cpp_class(ctx, def, None::<CppClassId>);
                } else {
                    let id = self.new_struct(ctx, def);
                    if def.body.is_some() {
                        self.declare.coming.push(id);
                    }
                }
            }
            K::CEnum(def) => {
                if let Some(name) = &def.name
                    && self.c_symbol(ctx.module, &name.name).is_none()
                {
                    self.new_enum(ctx, def, None, stmt.span);
                }
            }
            K::CClass(def) => {
                let (ctx, head) = cclass_head(ctx, def, stmt);
                self.announce_class(&ctx, &head);
            }
            // What decorates a Python class must be known first.
            K::Import { names, .. } if names.iter().any(|n| n.name.name == "cython") => {
                self.declare_import(ctx, stmt);
            }
            K::ImportFrom { level: 0, module: Some(module), .. } if module.name == "cython" => {
                self.declare_import(ctx, stmt);
            }
            K::CImport(names) if names.iter().any(|n| n.name.name == "cython") => {
                for alias in names.iter().filter(|n| n.name.name == "cython") {
                    self.cimport_cython(ctx, alias, "");
                }
            }
            K::ClassDef(def) if !ctx.in_pxd && self.is_decorated(ctx, &def.decorators, &["cclass"]) => {
                self.announce_class(ctx, &class_head(def, stmt));
            }
            K::CExtern(block) => {
                let inner = Self::extern_ctx(ctx, block);
                self.announce(&inner, &block.body);
            }
            K::CBlock(body) => self.announce(ctx, body),
            K::CompileIf { branches } => {
                // What depends on a `DEF` that is not read yet is left for later.
                for (test, body) in branches {
                    match test.as_ref().map(|test| self.const_eval(ctx.module, ctx.file, test)) {
                        Some(None) => return,
                        Some(Some(value)) if !super::const_eval::truth(&value) => {}
                        Some(Some(_)) | None => return self.announce(ctx, body),
                    }
                }
            }
            K::Include(path) => {
                if let Some(loaded) = self.open_include(path, ctx.file, None) {
                    let inner = Ctx { file: loaded.file, ..ctx.clone() };
                    self.announce(&inner, &loaded.tree.body);
                    self.close_include();
                }
            }
            _ => {}
        }
    }

    fn known_struct(&self, ctx: &Ctx, name: &str) -> Option<StructId> {
        match self.c_symbol(ctx.module, name) {
            Some(Symbol::Type(Type::Struct(id))) => Some(*id),
            _ => None,
        }
    }

    /// Whether values of this type cannot be made because nobody says what is in it.
    pub(crate) fn is_incomplete(&self, ty: &Type) -> bool {
        match self.world.resolve(ty) {
            Type::Struct(id) => self.world.structs[*id].fields.is_none() && !self.declare.coming.contains(id),
            Type::Cpp(id, _) => !self.world.cpp_classes[*id].complete,
            Type::Void | Type::Array(_, ArraySize::Unknown) => true,
            _ => false,
        }
    }

    /// A struct or union that was not known yet, without its members.
    pub(crate) fn new_struct(&mut self, ctx: &Ctx, def: &'a ast::CStructDef) -> StructId {
        let is_union = def.kind == ast::CStructKind::Union;
        let public = def.modifiers.visibility == ast::CVisibility::Public;
        let base = self.type_cname(ctx, &def.name.name, def.cname.as_deref(), public);
        // A typedef names the type alone; so does C++.
        let plain = def.modifiers.typedef || (ctx.in_extern && ctx.namespace.is_some());
        let keyword = if is_union { "union" } else { "struct" };
        let spelled = base.split(' ').next() == Some(keyword);
        let cname = if plain || spelled { base } else { format!("{keyword} {base}").into() };
        let id = self.world.structs.push(StructDecl {
            name: def.name.name.clone(),
            cname,
            is_union,
            packed: def.packed,
            linkage: ctx.linkage(),
            fields: None,
            at: ctx.at(def.name.span),
        });
        self.offer_type(ctx, public, Type::Struct(id));
        self.declare_symbol(ctx, &def.name, Symbol::Type(Type::Struct(id)));
        id
    }
}
