//! Items and slices of objects and of C pointers.

use cyrus_hir as hir;
use cyrus_ir::Expr;
use cyrus_ops as op;
use cyrus_types::{Builtin, Type};

use crate::func::{FuncCx, NONE, by_value, int, size};
use crate::place::{HAS_START, HAS_STOP};

/// The flags of the operations with a C index: bit 0 wrap-around, bit 1 check.
pub fn flags(mode: hir::IndexMode) -> i64 {
    i64::from(mode.wraparound) | i64::from(mode.boundscheck) << 1
}

impl<'h> FuncCx<'_, 'h> {
    /// `object[index]` with a C index.
    pub fn item_int(
        &mut self,
        object: &'h hir::Expr,
        index: &'h hir::Expr,
        mode: hir::IndexMode,
        ty: &Type,
    ) -> Expr {
        let [value, index] = self.operands([object, index]);
        self.get_item_int(value, &object.ty, index, mode, ty)
    }

    /// The same with ready operands.
    pub fn get_item_int(
        &mut self,
        object: Expr,
        object_ty: &Type,
        index: Expr,
        mode: hir::IndexMode,
        ty: &Type,
    ) -> Expr {
        let object = self.subscripted(object, object_ty);
        let args = by_value([object, index, int(flags(mode))]);
        let get = match (object_ty, ty.is_object()) {
            (Type::Builtin(Builtin::List), true) => op::CY_LIST_GETINDEX,
            (Type::Builtin(Builtin::Tuple), true) => op::CY_TUPLE_GETINDEX,
            (Type::Builtin(Builtin::Str), false) => {
                return self.op(&Type::UCS4, op::CY_STR_GETINDEX, args);
            }
            (Type::Builtin(Builtin::Bytes), false) => return self.byte(op::CY_BYTES_GETINDEX, args, ty),
            (Type::Builtin(Builtin::ByteArray), false) => {
                return self.byte(op::CY_BYTEARRAY_GETINDEX, args, ty);
            }
            _ => op::CY_GETINDEX,
        };
        self.op(ty, get, args)
    }

    fn byte(&mut self, op: op::OpId, args: Vec<cyrus_ir::Arg>, ty: &Type) -> Expr {
        let value = self.op(&Type::INT, op, args);
        if *ty == Type::INT { value } else { Expr::Cast(ty.clone(), Box::new(value)) }
    }

    /// A container that direct paths look into: not None.
    pub fn subscripted(&mut self, object: Expr, ty: &Type) -> Expr {
        let direct = matches!(
            ty,
            Type::Builtin(
                Builtin::List
                    | Builtin::Tuple
                    | Builtin::Str
                    | Builtin::Bytes
                    | Builtin::ByteArray
                    | Builtin::Dict
            )
        );
        if direct && matches!(object, Expr::Local(_)) {
            self.check_not_none(&object, &hir::NoneReason::Operation("subscriptable"));
        }
        object
    }

    /// `object[index] = value` with a C index.
    pub fn set_item_int(
        &mut self,
        object: Expr,
        object_ty: &Type,
        index: Expr,
        mode: hir::IndexMode,
        value: Expr,
        value_ty: &Type,
    ) {
        let object = self.subscripted(object, object_ty);
        let flags = int(flags(mode));
        if !value_ty.is_object() {
            let value = Expr::Cast(Type::INT, Box::new(value));
            return self.run(op::CY_BYTEARRAY_SETINDEX, by_value([object, index, value, flags]));
        }
        let set = match object_ty {
            Type::Builtin(Builtin::List) => op::CY_LIST_SETINDEX,
            _ => op::CY_SETINDEX,
        };
        self.run(set, by_value([object, index, value, flags]));
    }

    /// `object[start:stop]` with C bounds.
    pub fn slice_int(
        &mut self,
        object: &'h hir::Expr,
        start: Option<&'h hir::Expr>,
        stop: Option<&'h hir::Expr>,
        ty: &Type,
    ) -> Expr {
        let mut has = 0;
        let mut held = vec![self.operand(object)];
        for (bound, bit) in [(start, HAS_START), (stop, HAS_STOP)] {
            match bound {
                Some(e) => {
                    held.push(self.operand(e));
                    has |= bit;
                }
                None => held.push(self.hold(size(0), &Type::SSIZE)),
            }
        }
        self.settle(&mut held);
        let mut args: Vec<Expr> = held.into_iter().map(|h| h.value).collect();
        args.push(int(has));
        self.op(ty, op::CY_GETSLICE, by_value(args))
    }

    /// `slice(a, b, c)`
    pub fn slice_object(&mut self, parts: &'h [Option<hir::Expr>; 3]) -> Expr {
        let mut held = Vec::new();
        let mut constants = Vec::new();
        for part in parts {
            let constant = match part {
                Some(e) => self.const_object(e),
                None => Some(crate::expr::Constant::Singleton(cyrus_ir::Singleton::None)),
            };
            constants.extend(constant);
            match part {
                Some(e) => held.push(self.operand(e)),
                None => held.push(self.hold(NONE, &Type::Object)),
            }
        }
        if let [a, b, c] = constants[..] {
            let items = [self.const_item(a), self.const_item(b), self.const_item(c)];
            return Expr::Const(self.cx.constant(cyrus_ir::ConstObject::Slice(items)));
        }
        self.settle(&mut held);
        self.object_op(op::CY_SLICE, by_value(held.into_iter().map(|h| h.value)))
    }
}
