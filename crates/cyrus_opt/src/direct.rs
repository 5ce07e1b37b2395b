//! The pass `direct`: calls of functions that the module defines itself go to their code, not through the protocol of calls.
//!
//! ```text
//! %1 = cy_global(k0)                     %1 = cy_global(k0)
//! %2 = cy_call1(%1, %x)            ->    %2 = call direct d0 f.d_f(%1, %x) -> object null
//! ```
//!
//! The name is looked up when Python looks it up, before the arguments; what is found then decides at run time which way
//! the call goes. So it may be bound anew, deleted or shadowed at any time, and nothing has to be watched. A name is worth
//! this if one statement of the module binds it, to a function that takes as many arguments as the call has. Those that are
//! called so are split: the code becomes a function of C (`d_f`), and the one that Python calls does nothing but call it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use cyrus_index::BitSet;
use cyrus_ir::{
    Abi, Arg, Binding, CallTarget, ConstId, DescId, Expr, FuncId, Function, Local, LocalId, LocalType,
    Module, Place, Region, Role, Signal, Stmt, StmtKind, Value,
};
use cyrus_ops::{self as op, OpId};
use cyrus_source::Name;
use cyrus_types::Type;

/// Runs the pass.
pub fn run(module: &mut Module) {
    let names = names(module);
    let mut wanted: BTreeSet<DescId> = BTreeSet::new();
    for func in &module.functions {
        let found = callees(func, &names);
        func.body.walk(&mut |s| wanted.extend(s.value().and_then(|v| site(module, &found, v))));
    }
    if wanted.is_empty() {
        return;
    }
    let code: BTreeMap<DescId, FuncId> = wanted.into_iter().map(|d| (d, split(module, d))).collect();
    for id in module.functions.ids().collect::<Vec<_>>() {
        let found = callees(&module.functions[id], &names);
        if found.is_empty() {
            continue;
        }
        let mut body = std::mem::take(&mut module.functions[id].body);
        rewrite(module, &found, &code, &mut body);
        module.functions[id].body = body;
    }
}

/// Global names that one statement of the module binds, to a function that can be called directly.
fn names(module: &Module) -> BTreeMap<ConstId, DescId> {
    let mut bound: BTreeMap<ConstId, Option<DescId>> = BTreeMap::new();
    for func in &module.functions {
        let mut made: BTreeMap<LocalId, DescId> = BTreeMap::new();
        func.body.walk(&mut |s| match &s.kind {
            StmtKind::Set(Place::Local(l), Value::Op { op: op::CY_FUNCTION, args, .. }) => {
                if let [Arg::Expr(Expr::Desc(d))] = &args[..] {
                    made.insert(*l, *d);
                }
            }
            StmtKind::Eval(Value::Op { op: op::CY_SET_GLOBAL, args, .. }) => {
                let [Arg::Expr(Expr::Const(name)), Arg::Expr(value)] = &args[..] else { return };
                let desc = match value.peel() {
                    Expr::Local(l) => made.get(l).copied().filter(|d| is_plain(module, *d)),
                    _ => None,
                };
                bound.entry(*name).and_modify(|d| *d = None).or_insert(desc);
            }
            _ => {}
        });
    }
    bound.into_iter().filter_map(|(name, desc)| Some((name, desc?))).collect()
}

/// Whether the code needs nothing but its arguments, which come one by one.
fn is_plain(module: &Module, desc: DescId) -> bool {
    let (d, func) = (&module.descs[desc], &module.functions[module.descs[desc].func]);
    let Abi::Python { self_, .. } = func.abi else { return false };
    let objects =
        func.params.iter().all(|p| func.type_of(*p).is_some_and(|t| module.world.resolve(t).is_object()));
    let few = func.params.len() <= 60;
    let plain =
        few && d.binding == Binding::Function && !d.vararg && !d.kwarg && d.nkwonly == 0 && !d.closure;
    plain && objects && func.params.len() == d.params.len() && !func.body.mentions(self_)
}

/// Temps that hold what one of these names stands for.
fn callees(func: &Function, names: &BTreeMap<ConstId, DescId>) -> BTreeMap<LocalId, DescId> {
    let mut found = BTreeMap::new();
    let mut again: BitSet<LocalId> = BitSet::new();
    func.body.walk(&mut |s| {
        let StmtKind::Set(Place::Local(l), value) = &s.kind else { return };
        if let Value::Op { op: op::CY_GLOBAL, args, .. } = value
            && let [Arg::Expr(Expr::Const(name))] = &args[..]
            && let Some(desc) = names.get(name)
            && func.locals[*l].role == Role::Temp
            && !again.contains(*l)
        {
            found.insert(*l, *desc);
        } else {
            found.remove(l);
        }
        again.insert(*l);
    });
    found
}

/// The function that this value is probably a call of, with all its arguments.
fn site(module: &Module, callees: &BTreeMap<LocalId, DescId>, value: &Value) -> Option<DescId> {
    let (callee, args) = call(value)?;
    let Expr::Local(l) = callee.peel() else { return None };
    let desc = *callees.get(l)?;
    (args.len() == module.descs[desc].params.len()).then_some(desc)
}

/// A call with positional arguments alone.
fn call(value: &Value) -> Option<(&Expr, Vec<&Expr>)> {
    const COUNTED: [OpId; 5] = [op::CY_CALL0, op::CY_CALL1, op::CY_CALL2, op::CY_CALL3, op::CY_CALL4];
    let Value::Op { op, args, .. } = value else { return None };
    let (Arg::Expr(callee), rest) = args.split_first()? else { return None };
    if *op == op::CY_CALLV {
        let [Arg::Objects(items), _] = rest else { return None };
        return Some((callee, items.iter().collect()));
    }
    if !COUNTED.contains(op) {
        return None;
    }
    let mut plain = Vec::new();
    for arg in rest {
        let Arg::Expr(e) = arg else { return None };
        plain.push(e);
    }
    Some((callee, plain))
}

/// Makes the code of a Python function a function of C, which it calls. Gives that.
fn split(module: &mut Module, desc: DescId) -> FuncId {
    let id = module.descs[desc].func;
    let whole = module.functions[id].clone();
    let mut entry = Function {
        body: Region::new(),
        locals: Arc::default(),
        no_traceback: true,
        // what it calls tells of itself
        watch: cyrus_types::Watch::default(),
        hot: false,
        tight: false,
        ..whole.clone()
    };
    let param = |func: &mut Function, of: &Local| func.add_local(Local { role: Role::Param, ..of.clone() });
    let object = |name: Name, role| Local { name, ty: LocalType::Type(Type::Object), role };
    let self_ = entry.add_local(object(Name::default(), Role::Param));
    entry.abi = Abi::Python { desc, self_ };
    entry.params = whole.params.iter().map(|p| param(&mut entry, &whole.locals[*p])).collect();
    let result = entry.add_local(object(Name::default(), Role::Temp));

    let mut inner = Function { abi: Abi::C, ret: Type::Object, signal: Signal::Null, ..whole };
    inner.cname = Name::from(format!("d_{}", inner.cname.strip_prefix("f_").unwrap_or(&inner.cname)));
    let (at, args) = (inner.at, entry.params.iter().map(|p| Expr::Local(*p)).collect());
    let code = module.functions.push(inner);
    let call = Value::Call { target: CallTarget::Func(code), args, signal: Signal::Null, ret: Type::Object };
    entry.body.0.push(Stmt::new(StmtKind::Set(Place::Local(result), call), at));
    entry.body.0.push(Stmt::new(StmtKind::Return(Some(Expr::Local(result))), at));
    module.functions[id] = entry;
    code
}

fn rewrite(
    module: &Module,
    callees: &BTreeMap<LocalId, DescId>,
    code: &BTreeMap<DescId, FuncId>,
    r: &mut Region,
) {
    for s in &mut r.0 {
        if let StmtKind::Set(_, value) | StmtKind::Eval(value) = &mut s.kind
            && let Some(desc) = site(module, callees, value)
            && let Some((callee, args)) = call(value)
            && let Some(code) = code.get(&desc)
        {
            let args = std::iter::once(callee).chain(args).cloned().collect();
            let target = CallTarget::Direct(desc, *code);
            *value = Value::Call { target, args, signal: Signal::Null, ret: Type::Object };
        }
        s.regions_mut(&mut |r| rewrite(module, callees, code, r));
    }
}
