//! Constant expressions as C text: where C must compute what is not known here (sizes of arrays, values of enums,
//! exception values).

use cyrus_ast as ast;
use cyrus_source::FileId;
use cyrus_types::{ModuleId, Type};

use crate::Sema;
use crate::scope::{ConstValue, Symbol};

impl Sema<'_> {
    /// A constant expression as C, in parentheses where they matter. Nothing if it is not constant for C.
    pub(crate) fn c_text(&mut self, module: ModuleId, file: FileId, expr: &ast::Expr) -> Option<Box<str>> {
        self.c_piece(module, file, expr).map(String::into_boxed_str)
    }

    fn c_piece(&mut self, module: ModuleId, file: FileId, expr: &ast::Expr) -> Option<String> {
        use ast::ExprKind as K;
        match &expr.kind {
            K::Bool(b) => Some(u8::from(*b).to_string()),
            K::Int { value, suffix } => {
                let mut text = super::const_eval::int_value(value).to_string();
                if suffix.unsigned {
                    text.push('U');
                }
                for _ in 0..suffix.longs {
                    text.push('L');
                }
                Some(text)
            }
            K::Float(f) if f.is_finite() => Some(format!("{f:?}")),
            K::CChar(c) => Some(c.to_string()),
            // A one-character byte string counts as its C character.
            K::Bytes(bytes) if bytes.len() == 1 => Some(bytes[0].to_string()),
            K::Name(name) if name == "NULL" && self.c_symbol(module, name).is_none() => {
                Some("NULL".to_owned())
            }
            K::Name(_) | K::Attribute { .. } => match self.symbol_of(module, expr)? {
                Symbol::Const(value) => const_text(&value),
                Symbol::EnumItem(id, at) => {
                    self.world.enums[id].items.get(at).map(|item| item.cname.to_string())
                }
                Symbol::CVar(id) => {
                    let var = &self.world.cvars[id];
                    // Only what headers define can be a macro or a constant of C.
                    (var.linkage == cyrus_types::Linkage::Extern).then(|| var.cname.to_string())
                }
                Symbol::Cython(path) if path == "NULL" => Some("NULL".to_owned()),
                Symbol::Module(_)
                | Symbol::Type(_)
                | Symbol::Class(_)
                | Symbol::CFunc(_)
                | Symbol::Cython(_) => None,
            },
            K::Unary { op, operand } => {
                let operand = self.c_piece(module, file, operand)?;
                let op = match op {
                    ast::UnaryOp::Invert => "~",
                    ast::UnaryOp::Not => "!",
                    ast::UnaryOp::UAdd => return Some(operand),
                    ast::UnaryOp::USub => "-",
                };
                let simple = operand.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'_');
                Some(if simple { format!("{op}{operand}") } else { format!("{op}({operand})") })
            }
            K::Binary { left, op, right } => {
                use ast::BinaryOp as O;
                let op = match op {
                    O::Add => "+",
                    O::Sub => "-",
                    O::Mult => "*",
                    O::Div | O::FloorDiv => "/",
                    O::Mod => "%",
                    O::LShift => "<<",
                    O::RShift => ">>",
                    O::BitOr => "|",
                    O::BitXor => "^",
                    O::BitAnd => "&",
                    O::Pow | O::MatMult => return None,
                };
                let left = self.c_piece(module, file, left)?;
                let right = self.c_piece(module, file, right)?;
                Some(format!("({left} {op} {right})"))
            }
            K::Cast { ty, operand, checked: false } => {
                let ty = self.type_name(module, file, ty);
                let operand = self.c_piece(module, file, operand)?;
                Some(format!("(({})({operand}))", self.c_spelling(&ty)?))
            }
            K::SizeOf(arg) => {
                let ty = match &**arg {
                    ast::SizeOfArg::Type(name) => self.type_name(module, file, name),
                    ast::SizeOfArg::Expr(expr) => self.type_from_expr(module, file, expr)?,
                };
                Some(format!("sizeof({})", self.c_spelling(&ty)?))
            }
            // `int(x)`-like casts of pure-Python mode.
            K::Call { func, args, keywords } if keywords.is_empty() => {
                let path = self.cython_path(module, func)?;
                match (path.as_str(), &args[..]) {
                    ("cast", [ty, operand]) => {
                        let ty = self.type_from_expr(module, file, ty)?;
                        let operand = self.c_piece(module, file, operand)?;
                        Some(format!("(({})({operand}))", self.c_spelling(&ty)?))
                    }
                    ("sizeof", [ty]) => {
                        let ty = self.type_from_expr(module, file, ty)?;
                        Some(format!("sizeof({})", self.c_spelling(&ty)?))
                    }
                    _ => None,
                }
            }
            _ => {
                let value = self.const_eval(module, file, expr)?;
                const_text(&value)
            }
        }
    }

    /// A type in C, without a name; nothing for types whose declarator would have to go around the name.
    pub(crate) fn c_spelling(&self, ty: &Type) -> Option<String> {
        Some(match ty {
            Type::Void => "void".to_owned(),
            Type::Int(i) => match i.rank {
                cyrus_types::IntRank::PyUnicode => "wchar_t".to_owned(),
                _ => i.spelling().to_owned(),
            },
            Type::Bint => "int".to_owned(),
            Type::Float(f) => f.spelling().to_owned(),
            Type::Enum(id) => self.world.enums[*id].cname.to_string(),
            Type::Typedef(id) => self.world.typedefs[*id].cname.to_string(),
            Type::Struct(id) => self.world.structs[*id].cname.to_string(),
            Type::Cpp(id, args) => {
                if args.iter().any(|t| self.c_spelling(t).is_none()) {
                    return None;
                }
                self.world.cpp_spelling(*id, args, &|t| self.c_spelling(t).unwrap_or_default())
            }
            Type::Ptr(t) => format!("{} *", self.c_spelling(t)?),
            Type::Const(t) => format!("{} const", self.c_spelling(t)?),
            Type::Volatile(t) => format!("{} volatile", self.c_spelling(t)?),
            t if t.is_object() => "PyObject *".to_owned(),
            Type::TypeParam(name) => name.to_string(),
            _ => return None,
        })
    }
}

/// A value as a C constant.
pub(crate) fn const_text(value: &ConstValue) -> Option<String> {
    match value {
        ConstValue::Bool(b) => Some(u8::from(*b).to_string()),
        ConstValue::Int(n) => Some(n.to_string()),
        ConstValue::Float(f) if f.is_finite() => Some(format!("{f:?}")),
        ConstValue::Bytes(bytes) if bytes.len() == 1 => Some(bytes[0].to_string()),
        ConstValue::Str(text) if text.0.len() == 1 => Some(text.0[0].to_string()),
        _ => None,
    }
}
