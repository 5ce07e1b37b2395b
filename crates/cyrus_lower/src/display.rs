//! Tuples, lists, sets, dicts, f-strings; what comprehensions add to.

use cyrus_hir as hir;
use cyrus_ir::{self as ir, Arg, Expr};
use cyrus_ops as op;
use cyrus_types::Type;

use crate::func::{FuncCx, by_value, size};
use crate::order::Held;

/// Longer displays are built in pieces, so that no C array on the stack gets long.
const PIECE: usize = 32;
/// CPython inserts pairs of dict displays in groups of this size.
const DICT_PIECE: usize = 15;
/// From this many constant items on, a list is made from a constant tuple.
const FROM_TUPLE: usize = 3;

impl<'h> FuncCx<'_, 'h> {
    /// A tuple of these values.
    pub fn tuple_of(&mut self, values: Vec<Expr>) -> Expr {
        let fixed = match values.len() {
            0 => return Expr::Const(self.cx.constant(ir::ConstObject::Tuple(Vec::new()))),
            1 => op::CY_TUPLE1,
            2 => op::CY_TUPLE2,
            3 => op::CY_TUPLE3,
            n => {
                let args = vec![Arg::Objects(values), Arg::Expr(size(n))];
                return self.op(&Type::TUPLE, op::CY_TUPLE, args);
            }
        };
        self.op(&Type::TUPLE, fixed, by_value(values))
    }

    /// A new list of these values.
    pub fn list_of(&mut self, values: Vec<Expr>) -> Expr {
        let n = size(values.len());
        if values.is_empty() {
            return self.op(&Type::LIST, op::CY_LIST_NEW, by_value([n]));
        }
        self.op(&Type::LIST, op::CY_LIST, vec![Arg::Objects(values), Arg::Expr(n)])
    }

    /// `(a, *b)`
    pub fn tuple(&mut self, items: &'h [hir::Item]) -> Expr {
        if items.len() <= PIECE
            && let Some(values) = plain(items)
        {
            if let Some(all) = self.constants(&values) {
                return Expr::Const(self.cx.constant(ir::ConstObject::Tuple(all)));
            }
            let values = self.operand_list(values);
            return self.tuple_of(values);
        }
        let list = self.list(items);
        self.op(&Type::TUPLE, op::CY_TUPLE_OF_LIST, by_value([list]))
    }

    /// `[a, *b]`
    pub fn list(&mut self, items: &'h [hir::Item]) -> Expr {
        if let Some(values) = plain(items)
            && values.len() >= FROM_TUPLE
            && let Some(all) = self.constants(&values)
        {
            let tuple = Expr::Const(self.cx.constant(ir::ConstObject::Tuple(all)));
            return self.op(&Type::LIST, op::CY_MAKE_LIST, by_value([tuple]));
        }
        let (first, rest) = first_piece(items);
        let values = self.operand_list(first);
        let list = self.list_of(values);
        for item in rest {
            let (add, e) = match item {
                hir::Item::One(e) => (op::CY_LIST_APPEND, e),
                hir::Item::Star(e) => (op::CY_LIST_STAR, e),
            };
            let value = self.expr(e);
            self.run(add, by_value([list.clone(), value]));
        }
        list
    }

    /// `{a, *b}`
    pub fn set_display(&mut self, items: &'h [hir::Item]) -> Expr {
        let (first, rest) = first_piece(items);
        let values = self.operand_list(first);
        let set = if values.is_empty() {
            self.op(&Type::SET, op::CY_SET_NEW, Vec::new())
        } else {
            let n = size(values.len());
            self.op(&Type::SET, op::CY_SET, vec![Arg::Objects(values), Arg::Expr(n)])
        };
        for item in rest {
            let (add, e) = match item {
                hir::Item::One(e) => (op::CY_SET_ADD, e),
                hir::Item::Star(e) => (op::CY_SET_UPDATE, e),
            };
            let value = self.expr(e);
            self.run(add, by_value([set.clone(), value]));
        }
        set
    }

    /// `{k: v, **m}`
    pub fn dict(&mut self, items: &'h [(Option<hir::Expr>, hir::Expr)]) -> Expr {
        let first = items.iter().take(DICT_PIECE).take_while(|(k, _)| k.is_some()).count();
        let (pairs, rest) = items.split_at(first);
        let values = self.operand_list(pairs.iter().flat_map(|(k, v)| k.iter().chain([v])));
        let dict = if values.is_empty() {
            self.op(&Type::DICT, op::CY_DICT_NEW, Vec::new())
        } else {
            let n = size(values.len());
            self.op(&Type::DICT, op::CY_DICT, vec![Arg::Objects(values), Arg::Expr(n)])
        };
        for (key, value) in rest {
            match key {
                Some(key) => {
                    let [key, value] = self.operands([key, value]);
                    self.run(op::CY_DICT_PUT, by_value([dict.clone(), key, value]));
                }
                None => {
                    let value = self.expr(value);
                    self.run(op::CY_DICT_UPDATE, by_value([dict.clone(), value]));
                }
            }
        }
        dict
    }

    fn constants(&mut self, items: &[&'h hir::Expr]) -> Option<Vec<ir::ConstId>> {
        let found: Option<Vec<_>> = items.iter().map(|e| self.const_object(e)).collect();
        Some(found?.into_iter().map(|c| self.const_item(c)).collect())
    }

    /// The pieces of an f-string.
    pub fn join(&mut self, parts: &'h [hir::Expr]) -> Expr {
        if let [part] = parts {
            return self.expr(part);
        }
        let mut held: Vec<Held> = Vec::with_capacity(parts.len());
        for part in parts {
            let piece = match &part.kind {
                hir::ExprKind::Format { value, conversion: hir::FormatConversion::None, spec: None } => {
                    let value = self.operand(value);
                    let piece = self.op(&Type::Object, op::CY_TEXT_PIECE, by_value([value.value]));
                    self.hold(piece, &Type::Object)
                }
                _ => self.operand(part),
            };
            held.push(piece);
        }
        self.settle(&mut held);
        let values: Vec<Expr> = held.into_iter().map(|h| h.value).collect();
        match values.len() {
            0 => self.name(""),
            n => self.op(&Type::STR, op::CY_JOIN, vec![Arg::Objects(values), Arg::Expr(size(n))]),
        }
    }

    /// `{value!r:spec}`
    pub fn format(
        &mut self,
        value: &'h hir::Expr,
        conversion: hir::FormatConversion,
        spec: Option<&'h hir::Expr>,
    ) -> Expr {
        let mut value = self.operand(value);
        let convert = match conversion {
            hir::FormatConversion::None => None,
            hir::FormatConversion::Str => Some(op::CY_STR),
            hir::FormatConversion::Repr => Some(op::CY_REPR),
            hir::FormatConversion::Ascii => Some(op::CY_ASCII),
        };
        if let Some(convert) = convert {
            let text = self.op(&Type::STR, convert, by_value([value.value]));
            if spec.is_none() {
                return text;
            }
            value = self.hold(text, &Type::STR);
        }
        let Some(spec) = spec else {
            return self.op(&Type::STR, op::CY_FORMAT_SIMPLE, by_value([value.value]));
        };
        let spec = self.operand(spec);
        let mut held = [value, spec];
        self.settle(&mut held);
        self.op(&Type::STR, op::CY_FORMAT, by_value(held.map(|h| h.value)))
    }

    /// An item for a list comprehension.
    pub fn list_append(&mut self, list: hir::LocalId, value: &'h hir::Expr) {
        let value = self.expr(value);
        let list = self.read_local(list);
        self.run(op::CY_LIST_APPEND, by_value([list, value]));
    }
    /// An item for a set comprehension.
    pub fn set_add(&mut self, set: hir::LocalId, value: &'h hir::Expr) {
        let value = self.expr(value);
        let set = self.read_local(set);
        self.run(op::CY_SET_ADD, by_value([set, value]));
    }
    /// An item for a dict comprehension.
    pub fn dict_set(&mut self, dict: hir::LocalId, key: &'h hir::Expr, value: &'h hir::Expr) {
        let [key, value] = self.operands([key, value]);
        let dict = self.read_local(dict);
        self.run(op::CY_DICT_PUT, by_value([dict, key, value]));
    }
}

/// The items, if none is starred.
fn plain(items: &[hir::Item]) -> Option<Vec<&hir::Expr>> {
    items
        .iter()
        .map(|i| match i {
            hir::Item::One(e) => Some(e),
            hir::Item::Star(_) => None,
        })
        .collect()
}

/// The items that the display starts with, and those that are added.
fn first_piece(items: &[hir::Item]) -> (Vec<&hir::Expr>, &[hir::Item]) {
    let first: Vec<&hir::Expr> = items
        .iter()
        .take(PIECE)
        .map_while(|i| match i {
            hir::Item::One(e) => Some(e),
            hir::Item::Star(_) => None,
        })
        .collect();
    let n = first.len();
    (first, &items[n..])
}
