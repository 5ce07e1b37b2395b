//! `cpdef` enums: their Python faces, and their values as objects.

use cyrus_ast as ast;
use cyrus_hir::{Expr, ExprKind, Place, PlaceKind, Stmt, StmtKind};
use cyrus_source::FileSpan;
use cyrus_types::{EnumId, Type};

use super::Body;
use super::frame::FrameKind;
use crate::Sema;
use crate::scope::Symbol;

impl<'a> Body<'_, 'a> {
    /// The faces of enums that no statement of the module's code makes: those of its own `.pxd` and of extern blocks.
    pub fn declared_enums(&mut self, out: &mut Vec<Stmt>) {
        if let Some(pxd) = self.s.input.pxd {
            self.enums_in(&pxd.tree.body, true, out);
        }
        self.enums_in(&self.s.input.main.tree.body, false, out);
    }

    fn enums_in(&mut self, body: &'a [ast::Stmt], here: bool, out: &mut Vec<Stmt>) {
        for s in body {
            match &s.kind {
                ast::StmtKind::CEnum(e) if here => self.c_enum_stmt(s, e, out),
                ast::StmtKind::CExtern(block) => self.enums_in(&block.body, true, out),
                ast::StmtKind::CBlock(body) => self.enums_in(body, here, out),
                _ => {}
            }
        }
    }

    /// The Python class of a `cpdef` enum of another module; the module's own are names like any other.
    pub fn enum_face(&mut self, id: EnumId, at: FileSpan) -> Option<Expr> {
        let decl = &self.s.world.enums[id];
        if decl.module == Sema::MAIN {
            return None;
        }
        let (module, name) = (self.s.scopes[decl.module].name.clone(), decl.name.clone()?);
        let args = vec![text(&module, at), text(&name, at)];
        Some(Expr::new(Type::Object, at, ExprKind::Op { op: cyrus_ops::CY_ENUM_CLASS, args }))
    }

    /// Whether values of this type are members of a Python class as objects.
    pub fn python_enum(&self, ty: &Type) -> Option<EnumId> {
        match self.s.world.resolve(ty) {
            Type::Enum(id) if self.s.world.enums[*id].python && self.s.world.enums[*id].name.is_some() => {
                Some(*id)
            }
            _ => None,
        }
    }

    /// The member of the enum's Python class for a value.
    pub fn enum_member(&mut self, id: EnumId, value: Expr) -> Expr {
        let at = value.at;
        let decl = &self.s.world.enums[id];
        let name = text(decl.name.as_deref().unwrap_or_default(), at);
        let module = if decl.module == Sema::MAIN {
            Expr::new(Type::Object, at, ExprKind::None)
        } else {
            text(&self.s.scopes[decl.module].name.clone(), at)
        };
        let value = Expr::new(Type::LONG, at, ExprKind::Cast(Box::new(value)));
        let args = vec![module, name, self.object(value)];
        Expr::new(Type::Object, at, ExprKind::Op { op: cyrus_ops::CY_ENUM_MEMBER, args })
    }

    /// A `cpdef enum` gets its Python face where it stands.
    pub fn c_enum_stmt(&mut self, s: &'a ast::Stmt, e: &'a ast::CEnumDef, out: &mut Vec<Stmt>) {
        let public = e.modifiers.visibility == ast::CVisibility::Public;
        if !(e.modifiers.overridable || public) || self.fr().kind != FrameKind::Module {
            return;
        }
        let at = self.at(s.span);
        let Some(name) = e.name.as_ref().filter(|_| e.modifiers.overridable) else {
            for item in &e.items {
                let module = self.fr().module;
                if let Some(Symbol::EnumItem(id, i)) = self.s.c_symbol(module, &item.name.name).cloned() {
                    let constant = Expr::new(Type::Enum(id), at, ExprKind::EnumItem(id, i));
                    let value = Expr::new(Type::LONG, at, ExprKind::Cast(Box::new(constant)));
                    let value = self.object(value);
                    let place =
                        Place { ty: Type::Object, at, kind: PlaceKind::Global(item.name.name.clone()) };
                    out.push(Stmt::new(at, StmtKind::Assign(place, value)));
                }
            }
            return;
        };
        let module = self.fr().module;
        let Some(Symbol::Type(Type::Enum(id))) = self.s.c_symbol(module, &name.name).cloned() else {
            return;
        };
        let items = self.s.world.enums[id].items.clone();
        let mut entries = Vec::new();
        for (i, item) in items.iter().enumerate() {
            let key = Expr::new(Type::STR, at, ExprKind::Str(item.name.as_bytes().into()));
            let value = Expr::new(
                Type::LONG,
                at,
                ExprKind::Cast(Box::new(Expr::new(Type::Enum(id), at, ExprKind::EnumItem(id, i)))),
            );
            entries.push((Some(key), self.object(value)));
        }
        let dict = Expr::new(Type::DICT, at, ExprKind::Dict(entries));
        let text = Expr::new(Type::STR, at, ExprKind::Str(name.name.as_bytes().into()));
        let doc = match self.s.world.enums[id].doc.clone() {
            Some(d) => Expr::new(Type::STR, at, ExprKind::Str(d.as_bytes().into())),
            None => Expr::new(Type::Object, at, ExprKind::None),
        };
        let value = Expr::new(
            Type::Object,
            at,
            ExprKind::Op { op: cyrus_ops::CY_ENUM_FACE, args: vec![text, dict, doc] },
        );
        let place = Place { ty: Type::Object, at, kind: PlaceKind::Global(name.name.clone()) };
        out.push(Stmt::new(at, StmtKind::Assign(place, value)));
    }
}

fn text(text: &str, at: FileSpan) -> Expr {
    Expr::new(Type::STR, at, ExprKind::Str(text.as_bytes().into()))
}
