//! Universal functions of NumPy out of C functions (`@cython.ufunc`): a loop for each specialisation, and the statement that
//! makes the object.
//!
//! ```text
//! void loop(char **args, const Py_ssize_t *dimensions, const Py_ssize_t *steps, void *data) except *:
//!     if an earlier part of the array raised: return
//!     item0, item1 = args[0], args[1]
//!     for i in range(dimensions[0]):
//!         *(double *)item1 = f(*(int *)item0)
//!         item0 += steps[0]; item1 += steps[1]
//! ```
//!
//! Where all items are numbers there are two such loops: one for arguments whose items lie side by side, where the C
//! compiler sees arrays, `((double *)item1)[i] = f(((int *)item0)[i])`.
//!
//! NumPy calls loops over numbers without the GIL, if there is enough to do: a function that is not `nogil` takes it once for all items.

use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_hir::{
    BinaryOp, Callee, CompareOp, Expr, ExprKind, FunctionKind, LocalId, Param, Place, PlaceKind, Range, Stmt,
    StmtKind, Storage,
};
use cyrus_ops::{self as ops, OpId};
use cyrus_source::{FileSpan, Name};
use cyrus_types::{CFuncDecl, CFuncId, Except, FuncParam, FuncType, Linkage, Sign, Type};

use super::Body;
use super::coerce::int_expr;
use super::frame::FrameKind;

/// The items that one loop goes over: inputs, then outputs.
struct Items {
    /// Where the current item of each argument is: a `char *`.
    pointers: Vec<LocalId>,
    /// How many bytes there are from one item to the next.
    steps: Vec<LocalId>,
}

impl<'a> Body<'_, 'a> {
    /// The statement that puts the ufunc over these functions into the module, if this is one.
    pub fn ufunc(&mut self, name: &ast::Ident, body: &'a [ast::Stmt], out: &mut Vec<Stmt>) -> bool {
        let at = self.at(name.span);
        let Some(ids) = self.s.ufuncs.get(&at).cloned() else { return false };
        let Some(first) = ids.first() else { return false };
        let ty = Arc::clone(&self.s.world.cfuncs[*first].ty);
        let (inputs, outputs) = (ty.params.len(), self.s.ufunc_results(&ty.ret).len());
        let sizes = [ids.len(), inputs, outputs].map(|n| int_expr(n as i64, Type::INT, at));
        let plan = op(Type::Void.ptr(), ops::CY_UFUNC_BEGIN, sizes.into(), at);
        let plan = self.to_temp(plan, out);
        for id in ids {
            let function = self.ufunc_loop(id, at);
            out.push(effect(ops::CY_UFUNC_ADD, vec![plan.clone(), function], at));
            let ty = Arc::clone(&self.s.world.cfuncs[id].ty);
            let results = self.s.ufunc_results(&ty.ret);
            for ty in ty.params.iter().map(|p| &p.ty).chain(&results) {
                let (op, further) = self.ufunc_type(ty, at);
                let args = [plan.clone()].into_iter().chain(further).collect();
                out.push(effect(op, args, at));
            }
        }
        let text = |bytes: &[u8]| Expr::new(Type::CHAR.constant().ptr(), at, ExprKind::Bytes(bytes.into()));
        let doc = super::docstring(body).filter(|_| self.s.input.docstrings);
        let doc =
            doc.map_or_else(|| Expr::new(Type::CHAR.constant().ptr(), at, ExprKind::Null), |doc| text(&doc));
        let args = vec![plan, text(name.name.as_bytes()), doc];
        let value = op(Type::Object, ops::CY_UFUNC_END, args, at);
        let place = Place { ty: Type::Object, at, kind: PlaceKind::Global(name.name.clone()) };
        out.push(Stmt::new(at, StmtKind::Assign(place, value)));
        true
    }

    /// What says which type of NumPy's an argument has, and with which values.
    fn ufunc_type(&self, ty: &Type, at: FileSpan) -> (OpId, Vec<Expr>) {
        let size = || Expr::new(Type::SIZE, at, ExprKind::SizeOf(ty.unqualified().clone()));
        match self.s.world.resolve(ty).unqualified() {
            Type::Float(_) => (ops::CY_UFUNC_FLOAT, vec![size()]),
            Type::Complex(_) => (ops::CY_UFUNC_COMPLEX, vec![size()]),
            Type::Int(_) => (ops::CY_UFUNC_INT, vec![size(), self.is_signed(ty, at)]),
            _ => (ops::CY_UFUNC_ANY, Vec::new()),
        }
    }

    /// Whether an integer type has a sign, which only C knows of `char` and of the typedefs of headers.
    fn is_signed(&self, ty: &Type, at: FileSpan) -> Expr {
        let known = match ty.unqualified() {
            Type::Typedef(id) if self.s.world.typedefs[*id].linkage == Linkage::Extern => None,
            Type::Typedef(id) => return self.is_signed(&self.s.world.typedefs[*id].base, at),
            Type::Int(int) => match int.sign {
                Sign::Signed => Some(true),
                Sign::Unsigned => Some(false),
                Sign::Plain => None,
            },
            _ => Some(true),
        };
        if let Some(known) = known {
            return int_expr(i64::from(known), Type::INT, at);
        }
        let value = |n| {
            let n = Box::new(int_expr(n, Type::INT, at));
            Box::new(Expr::new(ty.unqualified().clone(), at, ExprKind::Cast(n)))
        };
        let unsigned = ExprKind::CCompare { op: CompareOp::Gt, left: value(-1), right: value(0) };
        let unsigned = Expr::new(Type::Bint, at, unsigned);
        Expr::new(Type::Bint, at, ExprKind::Not(Box::new(unsigned)))
    }

    /// The loop over a function: a C function of its own, as a value.
    fn ufunc_loop(&mut self, id: CFuncId, at: FileSpan) -> Expr {
        let decl = self.s.world.cfuncs[id].clone();
        let results = self.s.ufunc_results(&decl.ty.ret);
        let objects = decl.ty.params.iter().map(|p| &p.ty).chain(&results).any(|t| {
            let ty = self.s.world.resolve(t);
            ty.is_object()
        });
        // Loops over objects are called with the GIL.
        let with_gil = !objects && (!decl.ty.nogil || decl.ty.with_gil);
        let ssizes = Type::SSIZE.constant().ptr();
        let types = [Type::CHAR.ptr().ptr(), ssizes.clone(), ssizes, Type::Void.ptr()];
        let param =
            |(name, ty): (&str, &Type)| FuncParam { name: name.into(), ty: ty.clone(), not_none: false };
        let names = ["args", "dimensions", "steps", "data"];
        let ty = FuncType {
            ret: Type::Void,
            params: names.into_iter().zip(&types).map(param).collect(),
            optional: 0,
            varargs: false,
            except: Except::Always,
            nogil: !objects,
            with_gil,
        };
        let cname = self.s.fresh_cname(format!("{}_loop", decl.cname));
        let own = self.s.world.cfuncs.push(CFuncDecl {
            cname,
            ty: Arc::new(ty),
            linkage: Linkage::Own,
            inline: false,
            exported: false,
            public: false,
            api: false,
            opt_args: None,
            ..decl.clone()
        });
        let func = self.reserve();
        self.s.cfuncs.insert(own, func);
        let directives = Arc::clone(&self.fr().directives);
        let frame = self.new_frame(
            FrameKind::Function,
            func,
            decl.name.clone(),
            decl.name.clone(),
            directives,
            at.span,
        );
        self.frames.push(frame);
        self.f().ret = Type::Void;
        self.f().nogil = !objects && !with_gil;
        self.f().is_c = true;
        let params = names.into_iter().zip(types).map(|(name, ty)| {
            let local = self.f().add_local(name.into(), ty.clone(), Storage::Param, at);
            self.f().params.list.push(Param { name: name.into(), local, convert: None, default: None, at });
            Expr::new(ty, at, ExprKind::Local(local))
        });
        let params: Vec<Expr> = params.collect();
        self.f().params.npos = params.len();
        let body = match <[Expr; 4]>::try_from(params) {
            Ok([args, dimensions, steps, _]) => {
                self.ufunc_body(id, &decl.ty, &results, [args, dimensions, steps], at)
            }
            Err(_) => Vec::new(),
        };
        if let Some(frame) = self.frames.pop() {
            self.finish_frame(frame, FunctionKind::C(own), body, None, false);
        }
        // the calls are those of the C function
        self.s.functions[func].watch = cyrus_types::Watch::default();
        self.s.functions[func].hot = !objects;
        let ty = Type::Func(Arc::clone(&self.s.world.cfuncs[own].ty));
        Expr::new(ty, at, ExprKind::CFunc(own))
    }

    fn ufunc_body(
        &mut self,
        id: CFuncId,
        ty: &FuncType,
        results: &[Type],
        params: [Expr; 3],
        at: FileSpan,
    ) -> Vec<Stmt> {
        let mut body = Vec::new();
        if ty.except != Except::Never {
            let failed = op(Type::Bint, ops::CY_UFUNC_FAILED, Vec::new(), at);
            let leave = vec![Stmt::new(at, StmtKind::Return(None))];
            body.push(Stmt::new(at, StmtKind::If { test: failed, body: leave, orelse: Vec::new() }));
        }
        let [args, dimensions, steps] = params;
        let mut items = Items { pointers: Vec::new(), steps: Vec::new() };
        for i in 0..ty.params.len() + results.len() {
            let name = Name::from(format!("item{i}"));
            let pointer = self.f().add_local(name, Type::CHAR.ptr(), Storage::Frame, at);
            body.push(self.set(pointer, indexed(&args, i, Type::CHAR.ptr(), at), at));
            items.pointers.push(pointer);
            let name = Name::from(format!("step{i}"));
            let step = self.f().add_local(name, Type::SSIZE, Storage::Frame, at);
            body.push(self.set(step, indexed(&steps, i, Type::SSIZE, at), at));
            items.steps.push(step);
        }
        let numbers = |ty: &&Type| {
            matches!(self.s.world.resolve(ty), Type::Int(_) | Type::Float(_) | Type::Complex(_) | Type::Bint)
        };
        let types: Vec<&Type> = ty.params.iter().map(|p| &p.ty).chain(results).collect();
        let packed =
            types.iter().all(numbers).then(|| self.packed_loop(id, ty, results, &items, &dimensions, at));
        let mut strided = Vec::new();
        let mut turn = Vec::new();
        self.ufunc_item(id, ty, results, &items, None, &mut turn, at);
        for (pointer, step) in items.pointers.iter().zip(&items.steps) {
            let kind = ExprKind::PointerArith {
                op: BinaryOp::Add,
                left: Box::new(self.local_value(*pointer, at)),
                right: Box::new(self.local_value(*step, at)),
            };
            turn.push(self.set(*pointer, Expr::new(Type::CHAR.ptr(), at, kind), at));
        }
        let index = self.temp(Type::SSIZE, at);
        strided.push(all_items(index, &dimensions, turn, at));
        match packed {
            Some(packed) => {
                let test = self.packed_test(&types, &items, at);
                body.push(Stmt::new(at, StmtKind::If { test, body: vec![packed], orelse: strided }));
            }
            None => body.extend(strided),
        }
        body
    }

    /// Whether the items of each argument lie side by side.
    fn packed_test(&self, types: &[&Type], items: &Items, at: FileSpan) -> Expr {
        let tests = types.iter().zip(&items.steps).map(|(ty, step)| {
            let size = Expr::new(Type::SIZE, at, ExprKind::SizeOf(ty.unqualified().clone()));
            let size = Expr::new(Type::SSIZE, at, ExprKind::Cast(Box::new(size)));
            let (left, right) = (Box::new(self.local_value(*step, at)), Box::new(size));
            Expr::new(Type::Bint, at, ExprKind::CCompare { op: CompareOp::Eq, left, right })
        });
        Expr::new(Type::Bint, at, ExprKind::And(tests.collect()))
    }

    /// The loop over items that lie side by side.
    fn packed_loop(
        &mut self,
        id: CFuncId,
        ty: &FuncType,
        results: &[Type],
        items: &Items,
        dimensions: &Expr,
        at: FileSpan,
    ) -> Stmt {
        let index = self.temp(Type::SSIZE, at);
        let mut turn = Vec::new();
        self.ufunc_item(id, ty, results, items, Some(index), &mut turn, at);
        all_items(index, dimensions, turn, at)
    }

    /// One call: the inputs of an item, and its results. With an index it is the item there, else the current one.
    #[expect(clippy::too_many_arguments, reason = "the parts of the loop")]
    fn ufunc_item(
        &mut self,
        id: CFuncId,
        ty: &FuncType,
        results: &[Type],
        items: &Items,
        index: Option<LocalId>,
        out: &mut Vec<Stmt>,
        at: FileSpan,
    ) {
        let mut args = Vec::new();
        for (param, pointer) in ty.params.iter().zip(&items.pointers) {
            let item = self.local_value(*pointer, at);
            let arg = if self.s.world.resolve(&param.ty).is_object() {
                let object = op(Type::Object, ops::CY_UFUNC_GET, vec![item], at);
                let object = self.coerce(object, &param.ty);
                self.to_temp(object, out)
            } else {
                let place = cast_item(item, &param.ty, at);
                let kind = match index {
                    Some(index) => {
                        let index = Box::new(self.local_value(index, at));
                        ExprKind::CIndex { base: Box::new(place), index }
                    }
                    None => ExprKind::Deref(Box::new(place)),
                };
                Expr::new(param.ty.clone(), at, kind)
            };
            args.push(arg);
        }
        let optional = (ty.optional > 0).then(|| args.split_off(ty.params.len() - ty.optional));
        let call = ExprKind::CCall { callee: Callee::CFunc(id), args, optional };
        let mut value = Expr::new(ty.ret.clone(), at, call);
        let outputs = &items.pointers[ty.params.len()..];
        let several = matches!(self.s.world.resolve(&ty.ret), Type::CTuple(_));
        if several {
            value = self.to_temp(value, out);
        }
        for (i, (ty, pointer)) in results.iter().zip(outputs).enumerate() {
            let value = if several {
                let kind = ExprKind::Field { object: Box::new(value.clone()), name: format!("f{i}").into() };
                Expr::new(ty.clone(), at, kind)
            } else {
                value.clone()
            };
            let item = self.local_value(*pointer, at);
            if self.s.world.resolve(ty).is_object() {
                out.push(effect(ops::CY_UFUNC_PUT, vec![item, value], at));
            } else {
                let item = cast_item(item, ty, at);
                let kind = match index {
                    Some(index) => {
                        let index = Box::new(self.local_value(index, at));
                        PlaceKind::CIndex { base: Box::new(item), index }
                    }
                    None => PlaceKind::Deref(Box::new(item)),
                };
                let place = Place { ty: ty.unqualified().clone(), at, kind };
                out.push(Stmt::new(at, StmtKind::Assign(place, value)));
            }
        }
    }

    fn set(&self, local: LocalId, value: Expr, at: FileSpan) -> Stmt {
        let ty = self.fr().locals[local].ty.clone();
        Stmt::new(at, StmtKind::Assign(Place { ty, at, kind: PlaceKind::Local(local) }, value))
    }
}

fn op(ty: Type, op: OpId, args: Vec<Expr>, at: FileSpan) -> Expr {
    Expr::new(ty, at, ExprKind::Op { op, args })
}

fn effect(what: OpId, args: Vec<Expr>, at: FileSpan) -> Stmt {
    Stmt::new(at, StmtKind::Expr(op(Type::Void, what, args, at)))
}

/// `for index in range(dimensions[0])`
fn all_items(index: LocalId, dimensions: &Expr, body: Vec<Stmt>, at: FileSpan) -> Stmt {
    let range = Range {
        index,
        start: int_expr(0, Type::SSIZE, at),
        stop: indexed(dimensions, 0, Type::SSIZE, at),
        step: int_expr(1, Type::SSIZE, at),
        relation: Some(CompareOp::Lt),
        body,
        orelse: Vec::new(),
        parallel: None,
    };
    Stmt::new(at, StmtKind::Range(Box::new(range)))
}

/// `array[i]`
fn indexed(array: &Expr, i: usize, ty: Type, at: FileSpan) -> Expr {
    let index = Box::new(int_expr(i as i64, Type::SSIZE, at));
    Expr::new(ty, at, ExprKind::CIndex { base: Box::new(array.clone()), index })
}

/// `(T *)item`
fn cast_item(item: Expr, ty: &Type, at: FileSpan) -> Expr {
    Expr::new(ty.unqualified().clone().ptr(), at, ExprKind::Cast(Box::new(item)))
}
