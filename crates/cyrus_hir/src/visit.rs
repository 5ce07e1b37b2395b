//! What is in a node of the typed tree: one step down, in the order of evaluation as far as that matters to readers.

use crate::{Arg, AxisIndex, Callee, Expr, ExprKind, Item, Place, PlaceKind, Stmt, StmtKind};

/// A node.
#[derive(Clone, Copy, Debug)]
pub enum Node<'a> {
    /// An expression.
    Expr(&'a Expr),
    /// Where something is stored.
    Place(&'a Place),
    /// A statement.
    Stmt(&'a Stmt),
}

impl<'a> Node<'a> {
    /// Calls `f` with each node right below this one. The code of other functions is not below it.
    pub fn children(self, f: &mut dyn FnMut(Node<'a>)) {
        match self {
            Node::Expr(e) => of_expr(&e.kind, f),
            Node::Place(p) => of_place(&p.kind, f),
            Node::Stmt(s) => of_stmt(&s.kind, f),
        }
    }

    /// This node and everything below it, outer before inner.
    pub fn walk(self, f: &mut dyn FnMut(Node<'a>)) {
        f(self);
        self.children(&mut |child| child.walk(f));
    }
}

fn all<'a>(list: impl IntoIterator<Item = &'a Expr>, f: &mut dyn FnMut(Node<'a>)) {
    list.into_iter().for_each(|e| f(Node::Expr(e)));
}

fn body<'a>(list: &'a [Stmt], f: &mut dyn FnMut(Node<'a>)) {
    list.iter().for_each(|s| f(Node::Stmt(s)));
}

fn arguments<'a>(list: &'a [Arg], f: &mut dyn FnMut(Node<'a>)) {
    for arg in list {
        let (Arg::Positional(e) | Arg::Star(e) | Arg::Keyword(_, e) | Arg::StarStar(e)) = arg;
        f(Node::Expr(e));
    }
}

fn axes<'a>(list: &'a [AxisIndex], f: &mut dyn FnMut(Node<'a>)) {
    for axis in list {
        match axis {
            AxisIndex::Index(e) => f(Node::Expr(e)),
            AxisIndex::Slice(parts) => all(parts.iter().flatten(), f),
            AxisIndex::New => {}
        }
    }
}

fn of_expr<'a>(kind: &'a ExprKind, f: &mut dyn FnMut(Node<'a>)) {
    use ExprKind as K;
    match kind {
        K::Error
        | K::None
        | K::Bool(_)
        | K::Ellipsis
        | K::NotImplemented
        | K::Int(_)
        | K::Float(_)
        | K::Imaginary(_)
        | K::Str(_)
        | K::Bytes(_)
        | K::Null
        | K::ConstTuple(_)
        | K::Local(_)
        | K::Global(_)
        | K::Builtin(_)
        | K::ClassName { .. }
        | K::CVar(_)
        | K::CFunc(_)
        | K::ClassObject(_)
        | K::BuiltinType(_)
        | K::EnumItem(..)
        | K::Text(_)
        | K::Globals
        | K::Namespace
        | K::Arg(_)
        | K::PlaceValue
        | K::SizeOf(_) => {}
        K::Locals(items) => all(items.iter().map(|(_, e)| e), f),
        K::Binary { left, right, .. }
        | K::Compare { left, right, .. }
        | K::Is { left, right, .. }
        | K::CBinary { left, right, .. }
        | K::CCompare { left, right, .. }
        | K::PointerArith { left, right, .. } => all([&**left, &**right], f),
        K::In { item, container, .. } => all([&**item, &**container], f),
        K::Unary { operand: e, .. }
        | K::CUnary { operand: e, .. }
        | K::Not(e)
        | K::Attr { object: e, .. }
        | K::Field { object: e, .. }
        | K::ClassField { object: e, .. }
        | K::Deref(e)
        | K::ViewAttr { view: e, .. }
        | K::MakeGenerator { iter: e, .. }
        | K::YieldFrom(e)
        | K::Await(e)
        | K::Coerce(_, e)
        | K::Cast(e)
        | K::Narrow(e)
        | K::TypeCheck { value: e, .. }
        | K::NotNone { value: e, .. } => f(Node::Expr(e)),
        K::And(items)
        | K::Or(items)
        | K::Op { args: items, .. }
        | K::Join(items)
        | K::CppNew { args: items, .. } => all(items, f),
        K::Conditional { test, body, orelse } => all([&**test, &**body, &**orelse], f),
        K::Block { stmts, value } => {
            body(stmts, f);
            f(Node::Expr(value));
        }
        K::Call { func, args } => {
            f(Node::Expr(func));
            arguments(args, f);
        }
        K::MethodCall { object, args, .. } => {
            f(Node::Expr(object));
            arguments(args, f);
        }
        K::CCall { callee, args, optional } => {
            match callee {
                Callee::Pointer(e) => f(Node::Expr(e)),
                Callee::CFunc(_) | Callee::Method { .. } | Callee::Text(..) => {}
            }
            all(args.iter().chain(optional.iter().flatten()), f);
        }
        K::Super { class, object } => all([&**class, &**object], f),
        K::Item { object, index } | K::ItemInt { object, index, .. } => all([&**object, &**index], f),
        K::CIndex { base, index } => all([&**base, &**index], f),
        K::SliceInt { object: base, start, stop } | K::CSlice { base, start, stop } => {
            f(Node::Expr(base));
            all(start.iter().chain(stop).map(|e| &**e), f);
        }
        K::Slice(parts) => all(parts.iter().flatten(), f),
        K::AddressOf(place) => f(Node::Place(place)),
        K::ViewItem { view, indices, .. } => {
            f(Node::Expr(view));
            all(indices, f);
        }
        K::ViewSlice { view, axes: list, .. } => {
            f(Node::Expr(view));
            axes(list, f);
        }
        K::Tuple(items) | K::List(items) | K::Set(items) => {
            all(items.iter().map(|(Item::One(e) | Item::Star(e))| e), f);
        }
        K::Dict(items) => items.iter().for_each(|(key, value)| all(key.iter().chain([value]), f)),
        K::Aggregate(items) => all(items.iter().map(|(_, e)| e), f),
        K::Format { value, spec, .. } => all([&**value].into_iter().chain(spec.as_deref()), f),
        K::MakeFunction(made) => {
            all(&made.defaults, f);
            all(made.kwdefaults.iter().map(|(_, e)| e), f);
            all(made.annotations.iter().map(|(_, e)| e).chain(&made.type_params), f);
        }
        K::MakeClass(made) => arguments(&made.args, f),
        K::Yield(e) => all(e.as_deref(), f),
        K::ArrayOver { pointer, shape, .. } => all([&**pointer].into_iter().chain(shape), f),
    }
}

fn of_place<'a>(kind: &'a PlaceKind, f: &mut dyn FnMut(Node<'a>)) {
    use PlaceKind as K;
    match kind {
        K::Error | K::Local(_) | K::Global(_) | K::ClassName(_) | K::CVar(_) => {}
        K::Attr { object: e, .. }
        | K::Field { object: e, .. }
        | K::ClassField { object: e, .. }
        | K::Deref(e) => {
            f(Node::Expr(e));
        }
        K::Item { object, index } | K::ItemInt { object, index, .. } | K::CIndex { base: object, index } => {
            all([&**object, &**index], f);
        }
        K::SliceInt { object, start, stop } => {
            all([&**object].into_iter().chain(start.iter().chain(stop).map(|e| &**e)), f);
        }
        K::ViewItem { view, indices, .. } => all([&**view].into_iter().chain(indices), f),
        K::ViewSlice { view, axes: list, .. } => {
            f(Node::Expr(view));
            axes(list, f);
        }
        K::Text { args, .. } => all(args, f),
    }
}

fn of_stmt<'a>(kind: &'a StmtKind, f: &mut dyn FnMut(Node<'a>)) {
    use StmtKind as K;
    match kind {
        K::Expr(e) | K::Unpack { value: e, .. } | K::ListAppend(_, e) | K::SetAdd(_, e) => f(Node::Expr(e)),
        K::DictSet(_, key, value) => all([key, value], f),
        K::Assign(place, value) | K::AugAssign(place, value) => {
            f(Node::Expr(value));
            f(Node::Place(place));
        }
        K::Delete(place) | K::Import { place, .. } => f(Node::Place(place)),
        K::ImportFrom { names, .. } => names.iter().for_each(|(_, place)| f(Node::Place(place))),
        K::Return(e) => all(e, f),
        K::If { test, body: then, orelse } | K::While { test, body: then, orelse } => {
            f(Node::Expr(test));
            body(then, f);
            body(orelse, f);
        }
        K::For(l) => {
            f(Node::Expr(&l.iter));
            body(&l.body, f);
            body(&l.orelse, f);
        }
        K::Range(l) => {
            all([&l.start, &l.stop, &l.step], f);
            if let Some(p) = &l.parallel {
                all(p.chunksize.iter().chain(&p.num_threads).chain(&p.only_if), f);
            }
            body(&l.body, f);
            body(&l.orelse, f);
        }
        K::Raise { exc, cause } => all(exc.iter().chain(cause), f),
        K::Assert { test, message } => all([test].into_iter().chain(message), f),
        K::Try(t) => {
            body(&t.body, f);
            for h in &t.handlers {
                all(&h.ty, f);
                h.place.iter().for_each(|place| f(Node::Place(place)));
                body(&h.body, f);
            }
            body(&t.orelse, f);
            body(&t.finalbody, f);
        }
        K::With(w) => {
            f(Node::Expr(&w.context));
            body(&w.body, f);
        }
        K::Region { body: list, .. } | K::Nogil(list) | K::WithGil(list) => body(list, f),
        K::Parallel { num_threads, only_if, body: list } => {
            all(num_threads.iter().chain(only_if), f);
            body(list, f);
        }
        K::Break | K::Continue | K::ImportStar { .. } | K::DefineClass(_) | K::Leave(_) => {}
    }
}
