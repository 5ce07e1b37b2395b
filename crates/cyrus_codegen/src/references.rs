//! References: what holding and giving up a value is in C.

use cyrus_c::{Expr as C, Stmt as S};
use cyrus_ir::{Expr, LocalType};
use cyrus_types::Type;

use crate::func::FuncGen;

impl FuncGen<'_, '_> {
    pub(crate) fn incref(&mut self, e: &Expr) -> Vec<S> {
        let ty = match e {
            Expr::Local(l) => Some(self.func.locals[*l].ty.clone()),
            e => cyrus_ir::query::type_of(self.cx.module, self.func, e).map(LocalType::Type),
        };
        let may_be_null = matches!(e, Expr::Local(l) if self.maybe_null.contains(*l));
        let place = self.expr(e);
        self.incref_place(&ty.unwrap_or(LocalType::Type(Type::Object)), &place, may_be_null)
    }

    /// Holds what a place holds once more.
    pub(crate) fn incref_place(&mut self, ty: &LocalType, place: &C, may_be_null: bool) -> Vec<S> {
        let ty = match ty {
            LocalType::Type(ty) => ty,
            LocalType::Word => return vec![S::Line(format!("cy_w_ref({place});").into())],
            _ => return vec![],
        };
        match self.cx.module.world.resolve(ty) {
            Type::View(_) => {
                let nogil = if self.nogil { "_nogil" } else { "" };
                vec![S::Line(format!("cy_view_retain{nogil}(&{});", place.clone().member("h")).into())]
            }
            Type::CTuple(items) => {
                let managed = self.managed_items(items);
                let each = managed.into_iter().map(|(name, item)| (place.clone().member(name), item));
                each.flat_map(|(place, item)| self.incref_place(&item, &place, true)).collect()
            }
            _ => vec![S::Line(format!("Py_{}INCREF({place});", if may_be_null { "X" } else { "" }).into())],
        }
    }

    /// The items of a C tuple that have to be given back, with the members that hold them.
    fn managed_items(&self, items: &[Type]) -> Vec<(String, LocalType)> {
        let items = items.iter().enumerate();
        let items = items.map(|(i, item)| (format!("f{i}"), LocalType::Type(item.clone())));
        items.filter(|(_, item)| self.cx.module.is_managed(item)).collect()
    }

    /// Gives up what a place holds on an error's way out, where it may be null: by a call, as the code of such ways is
    /// long and seldom runs.
    pub(crate) fn drop_failed(&mut self, ty: &LocalType, place: C) -> Vec<S> {
        let line = match ty {
            LocalType::Word => format!("cy_w_lose({place});"),
            LocalType::Pending => format!("cy_lose({place});"),
            LocalType::Type(t) if self.cx.module.world.resolve(t).is_object() => format!("cy_lose({place});"),
            _ => return self.drop_place(ty, place, true),
        };
        vec![S::Line(line.into())]
    }

    /// Gives up what a place holds. Around the loops of a function that has some it is done by calls: most of the time goes
    /// by inside them, and C compilers take long over many small branches.
    pub(crate) fn drop_place(&mut self, ty: &LocalType, place: C, may_be_null: bool) -> Vec<S> {
        let by_call = self.has_loops && self.loops == 0;
        let line = match ty {
            LocalType::Word if by_call => format!("cy_w_let({place});"),
            LocalType::Type(t) if by_call && self.cx.module.world.resolve(t).is_object() => {
                format!("cy_let({place});")
            }
            LocalType::C(_) => return vec![],
            LocalType::Word => format!("cy_w_drop({place});"),
            LocalType::Caught => format!("cy_uncatch({place});"),
            LocalType::Pending => format!("Py_{}DECREF({place});", if may_be_null { "X" } else { "" }),
            // a function that needs no GIL may have had none to let go of
            LocalType::NoGil if self.func.nogil && !self.func.with_gil => {
                format!("if ({place}) PyEval_RestoreThread({place});")
            }
            LocalType::NoGil => format!("PyEval_RestoreThread({place});"),
            LocalType::WithGil => format!("PyGILState_Release({place});"),
            LocalType::Type(ty) => match self.cx.module.world.resolve(ty) {
                Type::View(_) => {
                    let nogil = if self.nogil { "_nogil" } else { "" };
                    format!("cy_view_release{nogil}(&{});", place.member("h"))
                }
                Type::CTuple(items) => {
                    let managed = self.managed_items(items);
                    let each = managed.into_iter().map(|(name, item)| (place.clone().member(name), item));
                    return each.flat_map(|(place, item)| self.drop_place(&item, place, true)).collect();
                }
                t if t.is_object() => format!("Py_{}DECREF({place});", if may_be_null { "X" } else { "" }),
                _ => return vec![],
            },
        };
        vec![S::Line(line.into())]
    }
}
