//! Reading types, values and expressions.

use std::sync::Arc;

use cyrus_index::Idx;
use cyrus_source::Name;
use cyrus_types::{
    Access, ArraySize, Axis, BufferType, Except, FuncParam, FuncType, Int, Packing, Type, ViewType,
};

use super::lex::Token;
use super::read::{Read, Reader};
use super::ty::{BUILTINS, FLOATS, INTS};
use crate::{Arg, CallTarget, Expr, LocalId, Signal, Singleton, UnOp, Value};

impl Reader {
    /// A type.
    pub(super) fn ty(&mut self) -> Read<Type> {
        let w = self.word()?;
        if let Some((_, rank, sign)) = INTS.iter().find(|(name, ..)| *name == w) {
            return Ok(Type::Int(Int { rank: *rank, sign: *sign }));
        }
        if let Some((_, f)) = FLOATS.iter().find(|(name, _)| *name == w) {
            return Ok(Type::Float(*f));
        }
        if let Some(name) = w.strip_prefix("py.") {
            return match BUILTINS.iter().find(|b| b.name() == name) {
                Some(b) => Ok(Type::Builtin(*b)),
                None => self.error(format!("`{name}` is no builtin type")),
            };
        }
        let (kind, name) = w.split_once('.').unwrap_or((&w, ""));
        Ok(match kind {
            "error" => Type::Error,
            "void" => Type::Void,
            "bint" => Type::Bint,
            "half" => Type::Half,
            "object" => Type::Object,
            "enum" => Type::Enum(self.lookup("enum", &w)?),
            "typedef" => Type::Typedef(self.lookup("typedef", &w)?),
            "struct" => Type::Struct(self.lookup("struct", &w)?),
            "class" => Type::Ext(self.lookup("class", &w)?),
            "fused" => Type::Fused(self.lookup("fused", &w)?),
            "param" => Type::TypeParam(name.into()),
            "cpp" => {
                let id = match self.ids.get(&("cppclass", name.to_owned())) {
                    Some(n) => Idx::new(*n),
                    None => return self.error(format!("`{name}` is no declared cppclass")),
                };
                Type::Cpp(id, if self.is("<") { self.type_list()?.into() } else { Arc::from([]) })
            }
            "complex" => match self.inner()? {
                Type::Float(f) => Type::Complex(f),
                _ => return self.error("complex has float parts"),
            },
            "ptr" => self.inner()?.ptr(),
            "ref" => Type::Ref(Arc::new(self.inner()?)),
            "rref" => Type::RvalueRef(Arc::new(self.inner()?)),
            "const" => Type::Const(Arc::new(self.inner()?)),
            "volatile" => Type::Volatile(Arc::new(self.inner()?)),
            "ctuple" => Type::CTuple(self.type_list()?.into()),
            "array" => {
                self.expect("<")?;
                let t = Arc::new(self.ty()?);
                let size = if !self.eat(",") {
                    ArraySize::Unknown
                } else if matches!(self.peek(), Token::Str(_)) {
                    ArraySize::C(self.string()?.into())
                } else {
                    ArraySize::Known(self.number()?)
                };
                self.close()?;
                Type::Array(t, size)
            }
            "view" => Type::View(Arc::new(self.view()?)),
            "buffer" => {
                self.expect("<")?;
                let object = self.ty()?;
                self.expect(",")?;
                self.expect_word("view")?;
                let view = self.view()?;
                let (mut negative_indices, mut cast) = (true, false);
                while self.eat(",") {
                    match &*self.word()? {
                        "nonnegative" => negative_indices = false,
                        "cast" => cast = true,
                        w => return self.error(format!("`{w}` says nothing about a buffer")),
                    }
                }
                self.close()?;
                Type::Buffer(Arc::new(BufferType { object, view, negative_indices, cast, fortran: false }))
            }
            "func" => Type::Func(Arc::new(self.func_type()?)),
            _ => return self.error(format!("`{w}` is no type")),
        })
    }

    /// `>`, also as the first half of `>>`.
    fn close(&mut self) -> Read<()> {
        if self.is(">>") {
            self.split_shift();
        }
        self.expect(">")
    }

    fn inner(&mut self) -> Read<Type> {
        self.expect("<")?;
        let t = self.ty()?;
        self.close()?;
        Ok(t)
    }

    fn type_list(&mut self) -> Read<Vec<Type>> {
        self.expect("<")?;
        let mut out = Vec::new();
        while !self.is(">") && !self.is(">>") {
            out.push(self.ty()?);
            if !self.eat(",") {
                break;
            }
        }
        self.close()?;
        Ok(out)
    }

    fn view(&mut self) -> Read<ViewType> {
        self.expect("<")?;
        let element = self.ty()?;
        self.expect(";")?;
        let mut axes = Vec::new();
        while let Token::Word(w) = self.peek().clone() {
            self.next();
            let (access, packing) = match w.len() {
                1 => (Access::Direct, &*w),
                _ if w.starts_with('i') => (Access::Indirect, &w[1..]),
                _ => (Access::Generic, &w[1..]),
            };
            let packing = match packing {
                "s" => Packing::Strided,
                "c" => Packing::Contiguous,
                "f" => Packing::Follow,
                _ => return self.error(format!("`{w}` is no axis")),
            };
            axes.push(Axis { access, packing });
        }
        self.close()?;
        Ok(ViewType { element, axes })
    }

    /// After the word `func`.
    pub(super) fn func_type(&mut self) -> Read<FuncType> {
        self.expect("<")?;
        self.expect("(")?;
        let (mut params, mut varargs) = (Vec::new(), false);
        while !self.eat(")") {
            if self.eat_word("varargs") {
                varargs = true;
            } else {
                let ty = self.ty()?;
                params.push(FuncParam { name: Name::default(), ty, not_none: self.eat_word("notnone") });
            }
            self.eat(",");
        }
        self.expect("->")?;
        let ret = self.ty()?;
        self.expect(";")?;
        let except = match self.signal()? {
            Signal::Never => Except::Never,
            Signal::Null => Except::Null,
            Signal::Value(v) => Except::Value(v),
            Signal::Maybe(v) => Except::Maybe(v),
            Signal::Occurred => Except::Always,
            Signal::Cpp(c) => Except::Cpp(c),
            Signal::Negative | Signal::Zero => return self.error("no C function says so"),
        };
        let nogil = self.eat_word("nogil");
        let with_gil = self.eat_word("withgil");
        let optional = if self.eat_word("optional") { self.number()? } else { 0 };
        self.close()?;
        Ok(FuncType { ret, params, optional, varargs, except, nogil, with_gil })
    }

    /// What a `Set` or `Eval` computes.
    pub(super) fn value(&mut self) -> Read<Value> {
        if self.eat_word("call") {
            let target = match self.peek().clone() {
                Token::Str(_) => CallTarget::Text(self.string()?.into()),
                Token::Punct(_) => {
                    self.expect("(")?;
                    let e = self.expr()?;
                    self.expect(")")?;
                    CallTarget::Pointer(Box::new(e))
                }
                Token::Word(w) if w == "method" => {
                    self.next();
                    CallTarget::Method(self.named("class")?, self.number()?)
                }
                Token::Word(w) if w == "direct" => {
                    self.next();
                    CallTarget::Direct(self.numbered("d")?, self.func_ref()?)
                }
                Token::Word(w) if w.starts_with("cfunc.") => CallTarget::CFunc(self.named("cfunc")?),
                _ => CallTarget::Func(self.func_ref()?),
            };
            let args = self.parenthesised()?;
            self.expect("->")?;
            let ret = self.ty()?;
            return Ok(Value::Call { target, args, signal: self.signal()?, ret });
        }
        if matches!(self.peek(), Token::Word(w) if cyrus_ops::Op::by_name(w).is_some()) {
            let op = self.op()?;
            self.expect("(")?;
            let mut args = Vec::new();
            while !self.eat(")") {
                args.push(self.arg()?);
                self.eat(",");
            }
            let own = if self.eat_word("own") { self.number()? } else { 0 };
            return Ok(Value::Op { op, args, own });
        }
        Ok(Value::Expr(self.expr()?))
    }

    fn arg(&mut self) -> Read<Arg> {
        if self.eat("&") {
            return Ok(Arg::Address(self.local()?));
        }
        if self.eat_word("type") {
            return Ok(Arg::CType(self.ty()?));
        }
        if self.eat_word("outs") {
            self.expect("[")?;
            let locals = self.locals()?;
            self.expect("]")?;
            return Ok(Arg::Outs(locals));
        }
        if self.eat("[") {
            let mut items = Vec::new();
            while !self.eat("]") {
                items.push(self.expr()?);
                self.eat(",");
            }
            return Ok(Arg::Objects(items));
        }
        Ok(Arg::Expr(self.expr()?))
    }

    /// `(a, b)`
    pub(super) fn parenthesised(&mut self) -> Read<Vec<Expr>> {
        self.expect("(")?;
        let mut out = Vec::new();
        while !self.eat(")") {
            out.push(self.expr()?);
            self.eat(",");
        }
        Ok(out)
    }

    fn boxed(&mut self) -> Read<Box<Expr>> {
        Ok(Box::new(self.expr()?))
    }

    /// An expression.
    pub(super) fn expr(&mut self) -> Read<Expr> {
        match self.peek().clone() {
            Token::Local(_) => return Ok(Expr::Local(self.local()?)),
            Token::Int(v) => {
                self.next();
                self.expect(":")?;
                return Ok(Expr::Int(v, self.ty()?));
            }
            Token::Float(v) => {
                self.next();
                self.expect(":")?;
                return Ok(Expr::Float(v, self.ty()?));
            }
            Token::Punct("-") => {
                self.next();
                return Ok(Expr::Unary(UnOp::Neg, self.boxed()?));
            }
            Token::Punct("!") => {
                self.next();
                return Ok(Expr::Unary(UnOp::Not, self.boxed()?));
            }
            Token::Punct("~") => {
                self.next();
                return Ok(Expr::Unary(UnOp::BitNot, self.boxed()?));
            }
            Token::Punct("(") => {
                self.next();
                let a = self.boxed()?;
                let op = self.binary()?;
                let b = self.boxed()?;
                self.expect(")")?;
                return Ok(Expr::Binary(op, a, b));
            }
            Token::Word(_) => {}
            t => return self.error(format!("{t:?} starts no expression")),
        }
        if self.is_numbered("k") {
            return Ok(Expr::Const(self.numbered("k")?));
        }
        if self.is_numbered("d") {
            return Ok(Expr::Desc(self.numbered("d")?));
        }
        let w = self.word()?;
        match &*w {
            "None" => return Ok(Expr::Singleton(Singleton::None)),
            "True" => return Ok(Expr::Singleton(Singleton::True)),
            "False" => return Ok(Expr::Singleton(Singleton::False)),
            "Ellipsis" => return Ok(Expr::Singleton(Singleton::Ellipsis)),
            "NotImplemented" => return Ok(Expr::Singleton(Singleton::NotImplemented)),
            "moduledict" => return Ok(Expr::ModuleDict),
            "bits" => {
                let bits: u64 = self.number()?;
                self.expect(":")?;
                return Ok(Expr::Float(f64::from_bits(bits), self.ty()?));
            }
            "pure" => {
                let op = self.op()?;
                return Ok(Expr::Pure(op, self.parenthesised()?));
            }
            w if w.starts_with("cvar.") => return Ok(Expr::CVar(self.lookup("cvar", w)?)),
            w if w.starts_with("state.") => return Ok(Expr::State(self.lookup("state", w)?)),
            _ => {}
        }
        self.expect("(")?;
        let e = self.call_like(&w)?;
        self.expect(")")?;
        Ok(e)
    }

    fn comma_expr(&mut self) -> Read<Box<Expr>> {
        self.expect(",")?;
        self.boxed()
    }

    fn comma_type(&mut self) -> Read<Type> {
        self.expect(",")?;
        self.ty()
    }

    fn call_like(&mut self, w: &str) -> Read<Expr> {
        Ok(match w {
            "null" => Expr::Null(self.ty()?),
            "cstr" => Expr::CStr(self.bytes()?.into()),
            "text" => Expr::Text(self.string()?.into(), self.comma_type()?),
            "addr_of_func" => Expr::FuncAddr(self.func_ref()?, self.comma_type()?),
            "addr_of_cfunc" => Expr::CFuncAddr(self.named("cfunc")?),
            "classobject" => Expr::ClassObject(self.named("class")?),
            "framelocal" => {
                let g = self.boxed()?;
                self.expect(",")?;
                let f = self.func_ref()?;
                self.expect(",")?;
                Expr::FrameLocal(g, f, LocalId::new(self.number()?))
            }
            "frame" => Expr::Frame(self.func_ref()?),
            "dtype" => Expr::Dtype(self.ty()?),
            "sizeof" => Expr::SizeOf(self.ty()?),
            "select" => Expr::Select(self.boxed()?, self.comma_expr()?, self.comma_expr()?),
            "cast" => Expr::Cast(self.ty()?, self.comma_expr()?),
            "field" => {
                let a = self.boxed()?;
                self.expect(",")?;
                Expr::Field(a, self.string()?.into())
            }
            "arrow" => {
                let a = self.boxed()?;
                self.expect(",")?;
                let name = self.string()?.into();
                let class = if self.eat(",") { Some(self.named("class")?) } else { None };
                Expr::Arrow(a, name, class)
            }
            "index" => Expr::Index(self.boxed()?, self.comma_expr()?),
            "deref" => Expr::Deref(self.boxed()?),
            "address" => Expr::AddressOf(self.boxed()?),
            "aggregate" => {
                let ty = self.ty()?;
                let mut items = Vec::new();
                while self.eat(",") {
                    let name = if matches!(self.peek(), Token::Str(_)) {
                        let name = self.string()?;
                        self.expect("=")?;
                        Some(name.into())
                    } else {
                        None
                    };
                    items.push((name, self.expr()?));
                }
                Expr::Aggregate(ty, items)
            }
            "item" => {
                let v = self.boxed()?;
                let mut at = Vec::new();
                while self.eat(",") {
                    at.push(self.expr()?);
                }
                Expr::ViewItem(v, at)
            }
            "shape" | "stride" => {
                let v = self.boxed()?;
                self.expect(",")?;
                let axis = self.number()?;
                if w == "shape" { Expr::ViewShape(v, axis) } else { Expr::ViewStride(v, axis) }
            }
            "isbound" => Expr::ViewBound(self.boxed()?),
            _ => return self.error(format!("`{w}` is no expression")),
        })
    }
}
