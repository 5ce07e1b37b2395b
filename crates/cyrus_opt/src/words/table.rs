//! Which operations on objects have one on words, and what statements do to locals, as far as that matters here.

use cyrus_ir::{
    Arg, BinOp, CallTarget, ConstId, ConstObject, Expr, FuncId, Function, LocalId, Module, Place, Singleton,
    Stmt, StmtKind, Value,
};
use cyrus_ops::{self as op, Mode, OpId};
use cyrus_types::{Builtin, Type};

/// An operation on words in the place of one on objects.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct WordOp {
    /// The operation on words.
    pub(super) op: OpId,
    /// The arguments that may be words, as a mask.
    pub(super) words: u32,
    /// The one of them that is passed by address, so that it can become an object where it lies.
    pub(super) address: Option<usize>,
    /// What comes out.
    pub(super) gives: Gives,
}

/// The result of an operation on words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Gives {
    /// A word, of ints an int.
    Int,
    /// A word that is an object.
    Object,
    /// No word.
    Other,
}

/// What happens to a local in a statement.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    /// An operand of arithmetic.
    Operand,
    /// An index, which becomes an object where what it is for is no list or tuple.
    Index,
    /// A comparison or a test of truth.
    Test,
    /// Copied into another local.
    CopyTo(LocalId),
    /// An argument, with this index, of code that is called directly.
    Pass(FuncId, usize),
    /// The result of the function.
    Return,
    /// It has to be an object.
    Object,
    /// It has to be an object, in a place where it cannot be made one.
    Ban,
    /// Set to an int that arithmetic or a conversion makes.
    Int,
    /// Set to the result of code that is called directly.
    Result(FuncId),
    /// Set to another local.
    CopyOf(LocalId),
}

/// The operation on words for this value, if its operands could be ints.
pub(super) fn word_op(module: &Module, func: &Function, value: &Value) -> Option<WordOp> {
    let Value::Op { op, args, .. } = value else { return None };
    let found = match *op {
        op::CY_ADD => arith(op::CY_W_ADD),
        op::CY_IADD => arith(op::CY_W_IADD),
        op::CY_SUB => arith(op::CY_W_SUB),
        op::CY_ISUB => arith(op::CY_W_ISUB),
        op::CY_MUL => arith(op::CY_W_MUL),
        op::CY_IMUL => arith(op::CY_W_IMUL),
        op::CY_FLOORDIV => arith(op::CY_W_FLOORDIV),
        op::CY_IFLOORDIV => arith(op::CY_W_IFLOORDIV),
        op::CY_MOD => arith(op::CY_W_MOD),
        op::CY_IMOD => arith(op::CY_W_IMOD),
        op::CY_AND => arith(op::CY_W_AND),
        op::CY_IAND => arith(op::CY_W_IAND),
        op::CY_OR => arith(op::CY_W_OR),
        op::CY_IOR => arith(op::CY_W_IOR),
        op::CY_XOR => arith(op::CY_W_XOR),
        op::CY_IXOR => arith(op::CY_W_IXOR),
        op::CY_LSHIFT => arith(op::CY_W_LSHIFT),
        op::CY_ILSHIFT => arith(op::CY_W_ILSHIFT),
        op::CY_RSHIFT => arith(op::CY_W_RSHIFT),
        op::CY_IRSHIFT => arith(op::CY_W_IRSHIFT),
        op::CY_DIV => WordOp { gives: Gives::Object, ..arith(op::CY_W_DIV) },
        op::CY_IDIV => WordOp { gives: Gives::Object, ..arith(op::CY_W_IDIV) },
        op::CY_NEG => WordOp { words: 1, ..arith(op::CY_W_NEG) },
        op::CY_TEXT_PIECE => WordOp { words: 1, ..arith(op::CY_W_TEXT_PIECE) },
        op::CY_FORMAT_SIMPLE => WordOp { words: 1, gives: Gives::Other, ..arith(op::CY_W_FORMAT) },
        op::CY_STR => WordOp { words: 1, gives: Gives::Other, ..arith(op::CY_W_STR) },
        op::CY_TO_INT => WordOp { words: 1, gives: Gives::Other, ..arith(op::CY_W_TO_INT) },
        op::CY_TO_LONG => WordOp { words: 1, gives: Gives::Other, ..arith(op::CY_W_TO_LONG) },
        op::CY_TO_LONGLONG => WordOp { words: 1, gives: Gives::Other, ..arith(op::CY_W_TO_LONGLONG) },
        op::CY_TO_SSIZE => WordOp { words: 1, gives: Gives::Other, ..arith(op::CY_W_TO_SSIZE) },
        op::CY_TEST => WordOp { gives: Gives::Other, ..arith(op::CY_W_TEST) },
        op::CY_TRUTH => WordOp { words: 1, gives: Gives::Other, ..arith(op::CY_W_TRUTH) },
        op::CY_FROM_LONG | op::CY_FROM_SSIZE | op::CY_FROM_LONGLONG => {
            WordOp { words: 0, ..arith(op::CY_W_OF) }
        }
        op::CY_GETITEM => {
            WordOp { words: 2, address: Some(1), gives: Gives::Other, ..arith(op::CY_W_GETITEM) }
        }
        op::CY_SETITEM => {
            WordOp { words: 2, address: Some(1), gives: Gives::Other, ..arith(op::CY_W_SETITEM) }
        }
        op::CY_SLICE_GET | op::CY_SLICE_SET => WordOp { words: 14, gives: Gives::Other, ..arith(*op) },
        _ => return None,
    };
    let mut gives = found.gives;
    for (_, arg) in args.iter().enumerate().filter(|(i, _)| found.words >> i & 1 == 1) {
        let Arg::Expr(e) = arg else { return None };
        // a missing bound
        if matches!(e.peel(), Expr::Singleton(Singleton::None)) && found.words == 14 {
            continue;
        }
        match number(module, func, e) {
            None => return None,
            Some(false) if gives == Gives::Int => gives = Gives::Object,
            Some(_) => {}
        }
    }
    Some(WordOp { gives, ..found })
}

const fn arith(op: OpId) -> WordOp {
    WordOp { op, words: 3, address: None, gives: Gives::Int }
}

/// Whether an operand may be an int: nothing if it is something that is no number.
fn number(module: &Module, func: &Function, e: &Expr) -> Option<bool> {
    match e.peel() {
        Expr::Const(k) => match &module.consts[*k] {
            ConstObject::Int(_) => Some(true),
            ConstObject::Float(_) => Some(false),
            _ => None,
        },
        Expr::Local(l) => match func.type_of(*l).map(|t| module.world.resolve(t)) {
            None | Some(Type::Object | Type::Builtin(Builtin::Int)) => Some(true),
            Some(Type::Builtin(Builtin::Float)) => Some(false),
            Some(_) => None,
        },
        Expr::Singleton(_) => None,
        _ => Some(true),
    }
}

/// A constant that is an int between these bounds.
pub(super) fn small(module: &Module, e: &Expr, least: i128, most: i128) -> Option<i128> {
    let Expr::Const(k) = e.peel() else { return None };
    int(module, *k).filter(|n| (least..=most).contains(n))
}

fn int(module: &Module, k: ConstId) -> Option<i128> {
    match &module.consts[k] {
        ConstObject::Int(text) => text.parse().ok(),
        _ => None,
    }
}

/// Ints that the interpreter has one object each of.
pub(super) const SHARED: (i128, i128) = (-5, 256);

/// What a statement does to locals, in no order; regions in it are left to the caller.
pub(super) fn events(
    module: &Module,
    func: &Function,
    direct: &dyn Fn(FuncId) -> bool,
    s: &Stmt,
    sink: &mut dyn FnMut(LocalId, Event),
) {
    match &s.kind {
        StmtKind::Set(place, value) => {
            let target = match place {
                Place::Local(l) => Some(*l),
                Place::Lvalue(e, _) => {
                    objects(e, Event::Object, sink);
                    None
                }
                Place::CVar(_) | Place::State(_) => None,
            };
            value_events(module, func, direct, value, target, sink);
        }
        StmtKind::Eval(value) => value_events(module, func, direct, value, None, sink),
        StmtKind::Return(Some(e)) => match e.peel() {
            Expr::Local(l) => sink(*l, Event::Return),
            _ => objects(e, Event::Object, sink),
        },
        StmtKind::If { .. } | StmtKind::Check { .. } | StmtKind::Yield(_) => {
            s.exprs(&mut |e| objects(e, Event::Object, sink));
        }
        _ => s.exprs(&mut |e| objects(e, Event::Ban, sink)),
    }
}

fn value_events(
    module: &Module,
    func: &Function,
    direct: &dyn Fn(FuncId) -> bool,
    value: &Value,
    target: Option<LocalId>,
    sink: &mut dyn FnMut(LocalId, Event),
) {
    match value {
        Value::Expr(e) => match (e.peel(), target) {
            (Expr::Local(from), Some(to)) => {
                sink(*from, Event::CopyTo(to));
                sink(to, Event::CopyOf(*from));
            }
            (_, Some(to)) if small(module, e, SHARED.0, SHARED.1).is_some() => sink(to, Event::Int),
            _ => objects(e, Event::Object, sink),
        },
        Value::Op { op, args, .. } => {
            let found = word_op(module, func, value);
            for (i, arg) in args.iter().enumerate() {
                match arg {
                    Arg::Expr(e) => match e.peel() {
                        Expr::Local(l) if found.is_some_and(|w| w.words >> i & 1 == 1) => {
                            let event = match found {
                                Some(WordOp { address: Some(_), .. }) => Event::Index,
                                Some(WordOp { gives: Gives::Other, .. }) => Event::Test,
                                _ => Event::Operand,
                            };
                            sink(*l, event);
                        }
                        _ => objects(e, Event::Object, sink),
                    },
                    // a piece of text is never made an object: it would be the int
                    Arg::Objects(items) => {
                        let event = if *op == op::CY_JOIN { Event::Operand } else { Event::Object };
                        items.iter().for_each(|e| objects(e, event, sink));
                    }
                    Arg::Address(l) => {
                        if op.op().params.get(i).is_none_or(|p| p.mode != Mode::Out) {
                            sink(*l, Event::Ban);
                        }
                    }
                    Arg::CType(_) | Arg::Outs(_) => {}
                }
            }
            if let (Some(to), Some(WordOp { gives: Gives::Int, .. })) = (target, found) {
                sink(to, Event::Int);
            }
        }
        Value::Call { target: callee, args, .. } => {
            let (code, skip) = match callee {
                CallTarget::Direct(_, f) => (Some(*f), 1),
                CallTarget::Func(f) if direct(*f) => (Some(*f), 0),
                _ => (None, 0),
            };
            for (i, e) in args.iter().enumerate() {
                match (e.peel(), code) {
                    (Expr::Local(l), Some(f)) if i >= skip => sink(*l, Event::Pass(f, i - skip)),
                    _ => objects(e, Event::Object, sink),
                }
            }
            if let CallTarget::Pointer(e) = callee {
                objects(e, Event::Ban, sink);
            }
            if let (Some(to), Some(f)) = (target, code) {
                sink(to, Event::Result(f));
            }
        }
    }
}

/// Locals that an expression reads, but for comparisons with NULL, None and the like, which are of pointers and no objects.
pub(super) fn objects(e: &Expr, event: Event, sink: &mut dyn FnMut(LocalId, Event)) {
    match e {
        Expr::Local(l) => sink(*l, event),
        Expr::Binary(BinOp::Eq | BinOp::Ne, a, b)
            if matches!((a.peel(), b.peel()), (Expr::Local(_), Expr::Null(_) | Expr::Singleton(_))) => {}
        Expr::AddressOf(a) => objects(a, Event::Ban, sink),
        e => e.children(&mut |e| objects(e, event, sink)),
    }
}
