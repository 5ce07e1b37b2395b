//! `cython.pymutex` and `cython.pythread_type_lock`: their methods, and `with lock:`.

use cyrus_ast as ast;
use cyrus_hir::{Expr, ExprKind, Place, PlaceKind, Stmt, StmtKind, Try};
use cyrus_ops as ops;
use cyrus_source::FileSpan;
use cyrus_types::Type;

use super::Body;
use crate::rules;

impl<'a> Body<'_, 'a> {
    /// The lock that an expression names, as its address: a lock itself or a pointer to one.
    fn lock_address(&mut self, value: Expr) -> Expr {
        if matches!(self.s.world.resolve(&value.ty), Type::Ptr(_)) {
            return value;
        }
        let at = value.at;
        let place = self.expr_place(value);
        self.address_of_lock(place, at)
    }

    fn address_of_lock(&self, place: Place, at: FileSpan) -> Expr {
        let ty = match self.s.world.resolve(&place.ty) {
            Type::Ref(to) => (**to).clone().ptr(),
            _ => place.ty.clone().ptr(),
        };
        Expr::new(ty, at, ExprKind::AddressOf(Box::new(place)))
    }

    /// The type of the lock that this value is or, by `pointers`, points to.
    fn lock_type(&self, value: &Expr, pointers: bool) -> Option<Type> {
        let ty = match self.s.world.resolve(&value.ty) {
            Type::Ref(to) => self.s.world.resolve(to).clone(),
            Type::Ptr(to) if pointers => self.s.world.resolve(to).clone(),
            ty => ty.clone(),
        };
        self.s.is_mutex(&ty).then_some(ty)
    }

    fn is_pymutex(&self, ty: &Type) -> bool {
        match self.s.world.resolve(ty) {
            Type::Struct(id) => self.s.world.structs[*id].name.as_str() == "cython.pymutex",
            _ => false,
        }
    }

    /// `lock.acquire()` and the other methods of locks; None if the value is no lock.
    pub fn lock_method(
        &mut self,
        object: &Expr,
        name: &str,
        args: &[ast::Expr],
        keywords: &[ast::Keyword],
        at: FileSpan,
    ) -> Option<Expr> {
        let ty = self.lock_type(object, true)?;
        let mutex = self.is_pymutex(&ty);
        let op = match name {
            "acquire" if mutex => ops::CY_MUTEX_TAKE,
            "acquire" => ops::CY_LOCK_TAKE,
            "release" if mutex => ops::CY_MUTEX_GIVE,
            "release" => ops::CY_LOCK_GIVE,
            "locked" if mutex => ops::CY_MUTEX_TAKEN,
            "locked" => ops::CY_LOCK_TAKEN,
            "can_check_locked" => ops::CY_LOCK_KNOWN,
            _ => return None,
        };
        if !args.is_empty() || !keywords.is_empty() {
            self.s.error(&rules::WRONG_ARGUMENTS, at, format!("`{name}` of a lock takes no arguments"));
        }
        let result = if matches!(name, "acquire" | "release") { Type::Void } else { Type::Bint };
        let address = self.lock_address(object.clone());
        Some(Expr::new(result, at, ExprKind::Op { op, args: vec![address] }))
    }

    /// `with lock:`; gives the value back if it is no lock, and nothing was done.
    pub fn lock_block(
        &mut self,
        value: Expr,
        item: &'a ast::WithItem,
        rest: &'a [ast::WithItem],
        body: &'a [ast::Stmt],
        out: &mut Vec<Stmt>,
    ) -> Result<(), Expr> {
        let at = value.at;
        let Some(ty) = self.lock_type(&value, false) else { return Err(value) };
        if let Some(target) = &item.target {
            let at = self.at(target.span);
            self.s.error(&rules::TYPE_MISMATCH, at, "`with` of a lock gives no value that could be stored");
        }
        let mut place = self.expr_place(value);
        // The same lock is freed, whatever the body does to the names that led to it.
        if let PlaceKind::ClassField { object, .. } = &mut place.kind
            && !self.fr().nogil
        {
            let holder = self.temp(object.ty.clone(), at);
            let to = Place { ty: object.ty.clone(), at, kind: PlaceKind::Local(holder) };
            let read = Expr::new(object.ty.clone(), at, ExprKind::Local(holder));
            let value = std::mem::replace(&mut **object, read);
            out.push(Stmt::new(at, StmtKind::Assign(to, value)));
        }
        let fixed = match &place.kind {
            PlaceKind::Local(_) | PlaceKind::CVar(_) => true,
            PlaceKind::ClassField { object, .. } => matches!(object.kind, ExprKind::Local(_)),
            _ => false,
        };
        let mut address = self.address_of_lock(place, at);
        if !fixed {
            let held = self.temp(address.ty.clone(), at);
            let to = Place { ty: address.ty.clone(), at, kind: PlaceKind::Local(held) };
            let read = Expr::new(address.ty.clone(), at, ExprKind::Local(held));
            let value = std::mem::replace(&mut address, read);
            out.push(Stmt::new(at, StmtKind::Assign(to, value)));
        }
        let (take, give) = if self.is_pymutex(&ty) {
            (ops::CY_MUTEX_TAKE, ops::CY_MUTEX_GIVE)
        } else {
            (ops::CY_LOCK_TAKE, ops::CY_LOCK_GIVE)
        };
        let step = |op, address: Expr| {
            let e = Expr::new(Type::Void, at, ExprKind::Op { op, args: vec![address] });
            Stmt::new(at, StmtKind::Expr(e))
        };
        out.push(step(take, address.clone()));
        let mut inner = Vec::new();
        self.with_stmt(at, rest, body, false, &mut inner);
        out.push(Stmt::new(
            at,
            StmtKind::Try(Box::new(Try {
                body: inner,
                handlers: Vec::new(),
                orelse: Vec::new(),
                finalbody: vec![step(give, address)],
                is_star: false,
            })),
        ));
        Ok(())
    }

    /// Whether an expression has the form of a lock.
    pub fn may_be_lock(&self, e: &ast::Expr) -> bool {
        if !self.s.has_locks() {
            return false;
        }
        matches!(
            e.kind,
            ast::ExprKind::Name(_) | ast::ExprKind::Attribute { .. } | ast::ExprKind::Subscript { .. }
        )
    }

    /// A variable of a function that is a lock begins as a free one.
    pub fn free_lock(&mut self, place: Place, at: FileSpan, out: &mut Vec<Stmt>) {
        if !self.s.is_mutex(&place.ty) {
            return;
        }
        let op = if self.is_pymutex(&place.ty) { ops::CY_MUTEX_INIT } else { ops::CY_LOCK_INIT };
        let address = self.address_of_lock(place, at);
        let e = Expr::new(Type::Void, at, ExprKind::Op { op, args: vec![address] });
        out.push(Stmt::new(at, StmtKind::Expr(e)));
    }
}
