//! Compile-time evaluation: `DEF`, `IF`, array sizes, enum values, options of buffers and decorators.
//!
//! The values are those of Python; what is not constant, or would raise, gives nothing, and the caller says so.

use std::cmp::Ordering;

use cyrus_ast as ast;
use cyrus_source::{FileId, Name};
use cyrus_types::ModuleId;
use num_bigint::{BigInt, Sign};

use crate::Sema;
use crate::scope::{ConstValue as V, Symbol};

/// Results longer than this are not computed at compile time.
const MAX_LEN: usize = 1 << 20;

impl Sema<'_> {
    /// The value of a constant expression. The file is where its place would be, for those who report it.
    #[expect(
        clippy::only_used_in_recursion,
        reason = "the same shape as the other questions about expressions"
    )]
    pub fn const_eval(&mut self, module: ModuleId, file: FileId, expr: &ast::Expr) -> Option<V> {
        use ast::ExprKind as K;
        match &expr.kind {
            K::None => Some(V::None),
            K::Ellipsis => Some(V::Ellipsis),
            K::Bool(b) => Some(V::Bool(*b)),
            K::Int { value, .. } => Some(V::Int(int_value(value))),
            K::Float(f) => Some(V::Float(*f)),
            K::Imaginary(f) => Some(V::Complex(0.0, *f)),
            K::Str { value, raw_bytes, .. } => Some(match raw_bytes {
                Some(bytes) => V::Bytes(bytes.clone()),
                None => V::Str(value.clone()),
            }),
            K::Bytes(bytes) => Some(V::Bytes(bytes.clone())),
            K::CChar(c) => Some(V::Int(BigInt::from(*c))),
            K::Name(_) | K::Attribute { .. } => self.const_symbol(module, expr),
            K::Tuple(items) | K::List(items) => {
                let mut out = Vec::new();
                for item in items {
                    out.push(self.const_eval(module, file, item)?);
                }
                Some(V::Tuple(out))
            }
            K::Unary { op, operand } => {
                let value = self.const_eval(module, file, operand)?;
                unary(*op, &value)
            }
            K::Binary { left, op, right } => {
                let left = self.const_eval(module, file, left)?;
                let right = self.const_eval(module, file, right)?;
                let ints = matches!((&left, &right), (V::Int(_), V::Int(_)));
                let op = match op {
                    // Division at language level 2.
                    ast::BinaryOp::Div if ints && self.input.main.level2 => ast::BinaryOp::FloorDiv,
                    op => *op,
                };
                binary(op, &left, &right)
            }
            K::BoolOp { op, values } => {
                let mut last = None;
                for value in values {
                    let value = self.const_eval(module, file, value)?;
                    let stop = truth(&value) == (*op == ast::BoolOp::Or);
                    last = Some(value);
                    if stop {
                        break;
                    }
                }
                last
            }
            K::Compare { left, rest } => {
                let mut left = self.const_eval(module, file, left)?;
                for (op, right) in rest {
                    let right = self.const_eval(module, file, right)?;
                    if !compare(*op, &left, &right)? {
                        return Some(V::Bool(false));
                    }
                    left = right;
                }
                Some(V::Bool(true))
            }
            K::Conditional { test, body, orelse } => {
                let test = self.const_eval(module, file, test)?;
                self.const_eval(module, file, if truth(&test) { body } else { orelse })
            }
            K::Subscript { value, index } => {
                let value = self.const_eval(module, file, value)?;
                match &index.kind {
                    K::Slice { lower, upper, step } => {
                        let mut parts = [const { None }; 3];
                        for (slot, part) in parts.iter_mut().zip([lower, upper, step]) {
                            if let Some(part) = part {
                                *slot = Some(self.const_eval(module, file, part)?);
                            }
                        }
                        slice(&value, &parts)
                    }
                    _ => item(&value, &self.const_eval(module, file, index)?),
                }
            }
            K::Call { func, args, keywords } if keywords.is_empty() => {
                if let K::Attribute { value, attr } = &func.kind {
                    let value = self.const_eval(module, file, value)?;
                    return method(&value, &attr.name, args);
                }
                let K::Name(name) = &func.kind else { return None };
                if self.scopes.get(module).is_some_and(|s| s.symbols.contains_key(name)) {
                    return None;
                }
                let mut values = Vec::new();
                for arg in args {
                    values.push(self.const_eval(module, file, arg)?);
                }
                call(name, &values)
            }
            _ => None,
        }
    }

    fn const_symbol(&self, module: ModuleId, expr: &ast::Expr) -> Option<V> {
        match self.symbol_of(module, expr) {
            Some(Symbol::Const(value)) => Some(value),
            Some(Symbol::EnumItem(id, at)) => {
                self.world.enums[id].items.get(at)?.value.map(|v| V::Int(BigInt::from(v)))
            }
            Some(_) => None,
            None => match &expr.kind {
                ast::ExprKind::Name(name) => platform_name(name),
                _ => None,
            },
        }
    }

    /// `-E` names and what `DEF` made, as the constant that a name is.
    pub(crate) fn declare_compile_time_env(&mut self) {
        let at = cyrus_source::FileSpan::default();
        for (name, text) in self.input.compile_time_env {
            let symbol = Symbol::Const(literal_text(text));
            if let Some(scope) = self.scopes.get_mut(Sema::MAIN) {
                scope.declare(name.clone(), symbol, at);
            }
        }
    }
}

/// Names that are always known at compile time: the system that the compiler runs on.
fn platform_name(name: &str) -> Option<V> {
    let text = |s: &str| Some(V::Str(s.into()));
    match name {
        "UNAME_SYSNAME" => text(match std::env::consts::OS {
            "macos" => "Darwin",
            "windows" => "Windows",
            "freebsd" => "FreeBSD",
            _ => "Linux",
        }),
        "UNAME_MACHINE" => text(match std::env::consts::ARCH {
            "aarch64" if std::env::consts::OS == "macos" => "arm64",
            arch => arch,
        }),
        "UNAME_NODENAME" | "UNAME_RELEASE" | "UNAME_VERSION" => text(""),
        _ => None,
    }
}

/// A value given as text on the command line: a Python literal, or a plain word.
fn literal_text(text: &str) -> V {
    match text {
        "True" => V::Bool(true),
        "False" => V::Bool(false),
        "None" => V::None,
        _ => {
            if let Ok(int) = text.parse::<BigInt>() {
                return V::Int(int);
            }
            if let Ok(float) = text.parse::<f64>() {
                return V::Float(float);
            }
            let bare = text
                .strip_prefix('"')
                .and_then(|t| t.strip_suffix('"'))
                .or_else(|| text.strip_prefix('\'').and_then(|t| t.strip_suffix('\'')))
                .unwrap_or(text);
            V::Str(bare.into())
        }
    }
}

/// The value of an integer literal.
pub(crate) fn int_value(value: &ast::IntValue) -> BigInt {
    match value {
        ast::IntValue::Small(n) => BigInt::from(*n),
        ast::IntValue::Big(n) => BigInt::from((**n).clone()),
    }
}

/// Python's truth of a value.
pub(crate) fn truth(value: &V) -> bool {
    match value {
        V::None => false,
        V::Ellipsis => true,
        V::Bool(b) => *b,
        V::Int(n) => n.sign() != Sign::NoSign,
        V::Float(f) => *f != 0.0,
        V::Complex(re, im) => *re != 0.0 || *im != 0.0,
        V::Str(s) => !s.0.is_empty(),
        V::Bytes(b) => !b.is_empty(),
        V::Tuple(items) => !items.is_empty(),
    }
}

/// As an integer, if it is one (`True` is 1).
fn as_int(value: &V) -> Option<BigInt> {
    match value {
        V::Bool(b) => Some(BigInt::from(u8::from(*b))),
        V::Int(n) => Some(n.clone()),
        _ => None,
    }
}

fn as_index(value: &V) -> Option<i64> {
    as_int(value).and_then(|n| i64::try_from(n).ok())
}

fn as_float(value: &V) -> Option<f64> {
    match value {
        V::Float(f) => Some(*f),
        _ => as_int(value)?.to_string().parse().ok(),
    }
}

fn unary(op: ast::UnaryOp, value: &V) -> Option<V> {
    use ast::UnaryOp as O;
    Some(match (op, value) {
        (O::Not, v) => V::Bool(!truth(v)),
        (O::UAdd, V::Float(f)) => V::Float(*f),
        (O::USub, V::Float(f)) => V::Float(-*f),
        (O::USub, V::Complex(re, im)) => V::Complex(-re, -im),
        (O::UAdd, V::Complex(re, im)) => V::Complex(*re, *im),
        (O::UAdd, v) => V::Int(as_int(v)?),
        (O::USub, v) => V::Int(-as_int(v)?),
        (O::Invert, v) => V::Int(-as_int(v)? - 1),
    })
}

fn binary(op: ast::BinaryOp, left: &V, right: &V) -> Option<V> {
    use ast::BinaryOp as O;
    if let (Some(a), Some(b)) = (as_int(left), as_int(right)) {
        if let (V::Bool(x), V::Bool(y)) = (left, right) {
            match op {
                O::BitOr => return Some(V::Bool(x | y)),
                O::BitXor => return Some(V::Bool(x ^ y)),
                O::BitAnd => return Some(V::Bool(x & y)),
                _ => {}
            }
        }
        return int_binary(op, &a, &b);
    }
    match (op, left, right) {
        (O::Add, V::Str(a), V::Str(b)) => Some(V::Str(ast::StrValue(joined(&a.0, &b.0)))),
        (O::Add, V::Bytes(a), V::Bytes(b)) => Some(V::Bytes(joined(a, b))),
        (O::Add, V::Tuple(a), V::Tuple(b)) => Some(V::Tuple(a.iter().chain(b).cloned().collect())),
        (_, V::Complex(..), _) | (_, _, V::Complex(..)) => complex_binary(op, left, right),
        (O::Mult, V::Str(_) | V::Bytes(_) | V::Tuple(_), n) => repeat(left, as_index(n)?),
        (O::Mult, n, V::Str(_) | V::Bytes(_) | V::Tuple(_)) => repeat(right, as_index(n)?),
        _ => {
            let (a, b) = (as_float(left)?, as_float(right)?);
            float_binary(op, a, b).map(V::Float)
        }
    }
}

fn complex_binary(op: ast::BinaryOp, left: &V, right: &V) -> Option<V> {
    use ast::BinaryOp as O;
    let parts = |v: &V| match v {
        V::Complex(re, im) => Some((*re, *im)),
        v => as_float(v).map(|re| (re, 0.0)),
    };
    let ((a, b), (c, d)) = (parts(left)?, parts(right)?);
    match op {
        O::Add => Some(V::Complex(a + c, b + d)),
        O::Sub => Some(V::Complex(a - c, b - d)),
        O::Mult => Some(V::Complex(a * c - b * d, a * d + b * c)),
        _ => None,
    }
}

fn joined(a: &[u8], b: &[u8]) -> Box<[u8]> {
    a.iter().chain(b).copied().collect()
}

fn repeat(value: &V, times: i64) -> Option<V> {
    let times = usize::try_from(times.max(0)).ok()?;
    let fits = |len: usize| len.checked_mul(times).is_some_and(|n| n <= MAX_LEN);
    match value {
        V::Str(s) if fits(s.0.len()) => Some(V::Str(ast::StrValue(s.0.repeat(times).into()))),
        V::Bytes(b) if fits(b.len()) => Some(V::Bytes(b.repeat(times).into())),
        V::Tuple(items) if fits(items.len()) => {
            Some(V::Tuple(std::iter::repeat_n(items, times).flatten().cloned().collect()))
        }
        _ => None,
    }
}

fn int_binary(op: ast::BinaryOp, a: &BigInt, b: &BigInt) -> Option<V> {
    use ast::BinaryOp as O;
    let zero = b.sign() == Sign::NoSign;
    Some(match op {
        O::Add => V::Int(a + b),
        O::Sub => V::Int(a - b),
        O::Mult => V::Int(a * b),
        O::Div if zero => return None,
        O::Div => V::Float(as_float(&V::Int(a.clone()))? / as_float(&V::Int(b.clone()))?),
        O::FloorDiv | O::Mod if zero => return None,
        O::FloorDiv => V::Int(floor_div(a, b).0),
        O::Mod => V::Int(floor_div(a, b).1),
        O::Pow => match u32::try_from(b) {
            Ok(exponent) if u64::from(exponent).saturating_mul(a.bits()) < 1 << 16 => V::Int(a.pow(exponent)),
            Ok(_) => return None,
            Err(_) if b.sign() == Sign::Minus => {
                V::Float(as_float(&V::Int(a.clone()))?.powf(as_float(&V::Int(b.clone()))?))
            }
            Err(_) => return None,
        },
        O::LShift => V::Int(a << u16::try_from(b).ok()?),
        O::RShift => V::Int(a >> u32::try_from(b).ok()?),
        O::BitOr => V::Int(a | b),
        O::BitXor => V::Int(a ^ b),
        O::BitAnd => V::Int(a & b),
        O::MatMult => return None,
    })
}

/// Quotient and remainder as Python has them: the remainder has the divisor's sign.
fn floor_div(a: &BigInt, b: &BigInt) -> (BigInt, BigInt) {
    let (q, r) = (a / b, a % b);
    if r.sign() != Sign::NoSign && r.sign() != b.sign() { (q - 1, r + b) } else { (q, r) }
}

fn float_binary(op: ast::BinaryOp, a: f64, b: f64) -> Option<f64> {
    use ast::BinaryOp as O;
    Some(match op {
        O::Add => a + b,
        O::Sub => a - b,
        O::Mult => a * b,
        O::Div | O::FloorDiv | O::Mod if b == 0.0 => return None,
        O::Div => a / b,
        O::FloorDiv => (a / b).floor(),
        O::Mod => a - b * (a / b).floor(),
        O::Pow => a.powf(b),
        O::MatMult | O::LShift | O::RShift | O::BitOr | O::BitXor | O::BitAnd => return None,
    })
}

fn order(left: &V, right: &V) -> Option<Ordering> {
    match (left, right) {
        (V::Str(a), V::Str(b)) => Some(a.0.cmp(&b.0)),
        (V::Bytes(a), V::Bytes(b)) => Some(a.cmp(b)),
        (V::Tuple(a), V::Tuple(b)) => {
            for (x, y) in a.iter().zip(b) {
                match order(x, y)? {
                    Ordering::Equal => {}
                    other => return Some(other),
                }
            }
            Some(a.len().cmp(&b.len()))
        }
        _ => match (as_int(left), as_int(right)) {
            (Some(a), Some(b)) => Some(a.cmp(&b)),
            _ => as_float(left)?.partial_cmp(&as_float(right)?),
        },
    }
}

fn equal(left: &V, right: &V) -> bool {
    match (left, right) {
        (V::None, V::None) => true,
        _ => order(left, right) == Some(Ordering::Equal),
    }
}

fn compare(op: ast::CompareOp, left: &V, right: &V) -> Option<bool> {
    use ast::CompareOp as O;
    Some(match op {
        O::Eq => equal(left, right),
        O::NotEq => !equal(left, right),
        O::Lt => order(left, right)? == Ordering::Less,
        O::LtE => order(left, right)? != Ordering::Greater,
        O::Gt => order(left, right)? == Ordering::Greater,
        O::GtE => order(left, right)? != Ordering::Less,
        O::Is | O::IsNot => {
            let same = match (left, right) {
                (V::None, V::None) => true,
                (V::Bool(a), V::Bool(b)) => a == b,
                (V::None | V::Bool(_), _) | (_, V::None | V::Bool(_)) => false,
                _ => return None,
            };
            same == (op == O::Is)
        }
        O::In | O::NotIn => {
            let found = match right {
                V::Tuple(items) => items.iter().any(|item| equal(item, left)),
                V::Str(text) => match left {
                    V::Str(part) => contains(&text.0, &part.0),
                    _ => return None,
                },
                V::Bytes(text) => match left {
                    V::Bytes(part) => contains(text, part),
                    _ => return None,
                },
                _ => return None,
            };
            found == (op == O::In)
        }
    })
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    part.is_empty() || text.windows(part.len()).any(|w| w == part)
}

fn position(index: i64, len: usize) -> Option<usize> {
    let len = i64::try_from(len).ok()?;
    let index = if index < 0 { index + len } else { index };
    (0..len).contains(&index).then(|| usize::try_from(index).ok())?
}

fn item(value: &V, index: &V) -> Option<V> {
    let index = as_index(index)?;
    match value {
        V::Tuple(items) => items.get(position(index, items.len())?).cloned(),
        V::Bytes(bytes) => bytes.get(position(index, bytes.len())?).map(|b| V::Int(BigInt::from(*b))),
        V::Str(text) => {
            let chars: Vec<char> = text.as_str()?.chars().collect();
            chars.get(position(index, chars.len())?).map(|c| V::Str(c.to_string().as_str().into()))
        }
        _ => None,
    }
}

/// `value[lower:upper:step]`, each part present or not, as Python slices a sequence.
fn slice(value: &V, [lower, upper, step]: &[Option<V>; 3]) -> Option<V> {
    let index = |part: &Option<V>| match part {
        None | Some(V::None) => Some(None),
        Some(v) => as_index(v).map(Some),
    };
    let (lower, upper, step) = (index(lower)?, index(upper)?, index(step)?.unwrap_or(1));
    if step == 0 {
        return None;
    }
    let picked = |len: usize| -> Option<Vec<usize>> {
        let len = i64::try_from(len).ok()?;
        let (low, high) = if step > 0 { (0, len) } else { (-1, len - 1) };
        let bound = |at: i64| (if at < 0 { at + len } else { at }).clamp(low, high);
        let (first, last) = if step > 0 { (low, high) } else { (high, low) };
        let (mut at, end) = (lower.map_or(first, bound), upper.map_or(last, bound));
        let mut out = Vec::new();
        while (step > 0 && at < end) || (step < 0 && at > end) {
            out.push(usize::try_from(at).ok()?);
            at = at.checked_add(step)?;
        }
        Some(out)
    };
    match value {
        V::Tuple(items) => {
            Some(V::Tuple(picked(items.len())?.into_iter().filter_map(|i| items.get(i).cloned()).collect()))
        }
        V::Bytes(bytes) => {
            Some(V::Bytes(picked(bytes.len())?.into_iter().filter_map(|i| bytes.get(i).copied()).collect()))
        }
        V::Str(text) => {
            let chars: Vec<char> = text.as_str()?.chars().collect();
            let text: String = picked(chars.len())?.into_iter().filter_map(|i| chars.get(i)).collect();
            Some(V::Str(text.as_str().into()))
        }
        _ => None,
    }
}

/// `b.decode()` and `s.encode()` with an encoding in which each side is the other's bytes or code points.
fn method(value: &V, name: &str, args: &[ast::Expr]) -> Option<V> {
    let encoding = match args {
        [] => "utf8".to_owned(),
        [ast::Expr { kind: ast::ExprKind::Str { value, .. }, .. }] => value.as_str()?.to_ascii_lowercase(),
        _ => return None,
    };
    let encoding = encoding.replace(['-', '_'], "");
    match (name, value) {
        ("decode", V::Bytes(bytes)) => match encoding.as_str() {
            "utf8" => std::str::from_utf8(bytes).ok().map(|text| V::Str(text.into())),
            "ascii" if !bytes.is_ascii() => None,
            "ascii" | "latin1" | "iso88591" => {
                let text: String = bytes.iter().map(|b| char::from(*b)).collect();
                Some(V::Str(text.as_str().into()))
            }
            _ => None,
        },
        ("encode", V::Str(text)) => {
            let text = text.as_str()?;
            let limit = match encoding.as_str() {
                "utf8" => return Some(V::Bytes(text.as_bytes().into())),
                "ascii" => 0x7f,
                "latin1" | "iso88591" => 0xff,
                _ => return None,
            };
            let bytes: Option<Box<[u8]>> =
                text.chars().map(|c| u8::try_from(u32::from(c)).ok().filter(|b| *b <= limit)).collect();
            bytes.map(V::Bytes)
        }
        _ => None,
    }
}

/// The builtin functions that count as constant.
fn call(name: &str, args: &[V]) -> Option<V> {
    let int = |n: usize| Some(V::Int(BigInt::from(n)));
    match (name, args) {
        ("len", [V::Tuple(items)]) => int(items.len()),
        ("len", [V::Bytes(bytes)]) => int(bytes.len()),
        ("len", [V::Str(text)]) => int(text.as_str()?.chars().count()),
        ("bool", [value]) => Some(V::Bool(truth(value))),
        ("int" | "long", [V::Float(f)]) if f.is_finite() => {
            format!("{:.0}", f.trunc()).parse().ok().map(V::Int)
        }
        ("int" | "long", [V::Str(text)]) => text.as_str()?.trim().parse().ok().map(V::Int),
        ("int" | "long", [value]) => as_int(value).map(V::Int),
        ("float", [V::Str(text)]) => text.as_str()?.trim().parse().ok().map(V::Float),
        ("float", [value]) => as_float(value).map(V::Float),
        ("str" | "unicode", [value]) => shown(value).map(|s| V::Str(s.as_str().into())),
        ("abs", [V::Float(f)]) => Some(V::Float(f.abs())),
        ("abs", [value]) => as_int(value).map(|n| V::Int(if n.sign() == Sign::Minus { -n } else { n })),
        ("ord", [V::Str(text)]) => {
            let mut chars = text.as_str()?.chars();
            let c = chars.next()?;
            chars.next().is_none().then(|| V::Int(BigInt::from(u32::from(c))))
        }
        ("ord", [V::Bytes(bytes)]) if bytes.len() == 1 => Some(V::Int(BigInt::from(bytes[0]))),
        ("chr", [value]) => {
            let c = char::from_u32(u32::try_from(as_int(value)?).ok()?)?;
            Some(V::Str(c.to_string().as_str().into()))
        }
        ("tuple" | "list", [V::Tuple(items)]) => Some(V::Tuple(items.clone())),
        ("reversed", [V::Tuple(items)]) => Some(V::Tuple(items.iter().rev().cloned().collect())),
        ("sorted", [V::Tuple(items)]) => {
            let mut items = items.clone();
            for pair in items.windows(2) {
                order(&pair[0], &pair[1])?;
            }
            items.sort_by(|a, b| order(a, b).unwrap_or(Ordering::Equal));
            Some(V::Tuple(items))
        }
        ("min" | "max", [V::Tuple(items)]) => extreme(name == "max", items),
        ("min" | "max", [_, _, ..]) => extreme(name == "max", args),
        ("sum", [V::Tuple(items)]) => {
            items.iter().try_fold(V::Int(BigInt::ZERO), |a, b| binary(ast::BinaryOp::Add, &a, b))
        }
        ("pow", [a, b]) => binary(ast::BinaryOp::Pow, a, b),
        ("divmod", [a, b]) => {
            Some(V::Tuple(vec![binary(ast::BinaryOp::FloorDiv, a, b)?, binary(ast::BinaryOp::Mod, a, b)?]))
        }
        ("hex", [value]) => based(value, "0x", 16),
        ("oct", [value]) => based(value, "0o", 8),
        ("bin", [value]) => based(value, "0b", 2),
        ("range" | "xrange", [stop]) => range(0, as_index(stop)?, 1),
        ("range" | "xrange", [start, stop]) => range(as_index(start)?, as_index(stop)?, 1),
        ("range" | "xrange", [start, stop, step]) => {
            range(as_index(start)?, as_index(stop)?, as_index(step)?)
        }
        ("round", [value @ V::Int(_)]) => Some(value.clone()),
        ("round", [V::Float(f)]) if f.is_finite() => {
            format!("{:.0}", f.round_ties_even()).parse().ok().map(V::Int)
        }
        _ => None,
    }
}

fn extreme(max: bool, items: &[V]) -> Option<V> {
    let mut best = items.first()?;
    for value in &items[1..] {
        let wanted = if max { Ordering::Greater } else { Ordering::Less };
        if order(value, best)? == wanted {
            best = value;
        }
    }
    Some(best.clone())
}

fn based(value: &V, prefix: &str, radix: u32) -> Option<V> {
    let n = as_int(value)?;
    let sign = if n.sign() == Sign::Minus { "-" } else { "" };
    let digits = n.magnitude().to_str_radix(radix);
    Some(V::Str(format!("{sign}{prefix}{digits}").as_str().into()))
}

fn range(start: i64, stop: i64, step: i64) -> Option<V> {
    let mut out = Vec::new();
    let mut at = start;
    while (step > 0 && at < stop) || (step < 0 && at > stop) {
        if out.len() >= MAX_LEN {
            return None;
        }
        out.push(V::Int(BigInt::from(at)));
        at = at.checked_add(step)?;
    }
    (step != 0).then_some(V::Tuple(out))
}

fn shown(value: &V) -> Option<Name> {
    Some(match value {
        V::None => "None".into(),
        V::Bool(true) => "True".into(),
        V::Bool(false) => "False".into(),
        V::Int(n) => Name::from(n.to_string()),
        V::Str(text) => text.as_str()?.into(),
        V::Ellipsis => "Ellipsis".into(),
        V::Float(_) | V::Complex(..) | V::Bytes(_) | V::Tuple(_) => return None,
    })
}
