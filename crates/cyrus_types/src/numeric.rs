//! Arithmetic on C types: which type the result of an operation has.

use crate::{Float, Int, IntRank, Linkage, Sign, Type, World};

/// Types of headers that everybody has which are narrower than `int`.
const NARROW: &[&str] = &[
    "int8_t",
    "uint8_t",
    "int16_t",
    "uint16_t",
    "npy_bool",
    "npy_byte",
    "npy_ubyte",
    "npy_short",
    "npy_ushort",
    "npy_int8",
    "npy_uint8",
    "npy_int16",
    "npy_uint16",
];

impl World {
    /// Whether values are C numbers: integers, `bint`, floats, complex, enums.
    pub fn is_numeric(&self, ty: &Type) -> bool {
        matches!(
            self.resolve(ty),
            Type::Int(_) | Type::Bint | Type::Float(_) | Type::Complex(_) | Type::Enum(_)
        )
    }
    /// Whether values are C integers (enums and `bint` are).
    pub fn is_integral(&self, ty: &Type) -> bool {
        matches!(self.resolve(ty), Type::Int(_) | Type::Bint | Type::Enum(_))
    }
    /// Whether values are C floats.
    pub fn is_float(&self, ty: &Type) -> bool {
        matches!(self.resolve(ty), Type::Float(_))
    }
    /// Whether values are C pointers (arrays decay to them).
    pub fn is_pointer(&self, ty: &Type) -> bool {
        matches!(self.resolve(ty), Type::Ptr(_) | Type::Array(..))
    }
    /// Whether an integer type has no sign, as far as can be known here.
    pub fn is_unsigned(&self, ty: &Type) -> bool {
        matches!(self.resolve(ty), Type::Int(Int { sign: Sign::Unsigned, .. }))
    }
    /// Whether this is a Unicode code point type.
    pub fn is_ucs4(&self, ty: &Type) -> bool {
        matches!(self.resolve(ty), Type::Int(Int { rank: IntRank::Ucs4 | IntRank::PyUnicode, .. }))
    }

    /// Whether this is `Py_UNICODE *`.
    pub fn is_py_unicode_pointer(&self, ty: &Type) -> bool {
        let Type::Ptr(item) = self.resolve(ty) else { return false };
        matches!(self.resolve(item.unqualified()), Type::Int(Int { rank: IntRank::PyUnicode, .. }))
    }

    /// The common type of two C numbers, as C's usual arithmetic conversions (C11 6.3.1.8) have it, except that a
    /// typedef's name is kept where it decides, because only the C compiler knows its width.
    pub fn common_numeric(&self, a: &Type, b: &Type) -> Option<Type> {
        let (ra, rb) = (self.resolve(a), self.resolve(b));
        Some(match (ra, rb) {
            (Type::Complex(x), Type::Complex(y)) => Type::Complex(*x.max(y)),
            (Type::Complex(x), Type::Float(y)) | (Type::Float(y), Type::Complex(x)) => {
                Type::Complex(*x.max(y))
            }
            (Type::Complex(x), t) | (t, Type::Complex(x)) if self.is_integral(t) => {
                Type::Complex((*x).max(Float::Double))
            }
            (Type::Float(x), Type::Float(y)) => {
                if x >= y {
                    a.unqualified().clone()
                } else {
                    b.unqualified().clone()
                }
            }
            (Type::Float(_), t) if self.is_integral(t) => a.unqualified().clone(),
            (t, Type::Float(_)) if self.is_integral(t) => b.unqualified().clone(),
            (x, y) if self.is_integral(x) && self.is_integral(y) => self.common_integer(a, b),
            _ => return None,
        })
    }

    fn common_integer(&self, a: &Type, b: &Type) -> Type {
        let (pa, pb) = (self.promote(a), self.promote(b));
        if pa == pb {
            return pa;
        }
        let (Type::Int(x), Type::Int(y)) = (self.resolve(&pa).clone(), self.resolve(&pb).clone()) else {
            return Type::INT;
        };
        // An extern typedef may be wider than its declared base, so it wins over a plain type of no higher rank.
        match (matches!(pa, Type::Typedef(_)), matches!(pb, Type::Typedef(_))) {
            (true, false) if x.rank >= y.rank || y.rank <= IntRank::Int => return pa,
            (false, true) if y.rank >= x.rank || x.rank <= IntRank::Int => return pb,
            _ => {}
        }
        match x.rank.cmp(&y.rank) {
            std::cmp::Ordering::Equal if x.sign == Sign::Unsigned => pa,
            std::cmp::Ordering::Greater => pa,
            std::cmp::Ordering::Equal | std::cmp::Ordering::Less => pb,
        }
    }

    /// C's integer promotion: what is narrower than `int` becomes `int`. An extern typedef may be wider than it says,
    /// unless it is known.
    pub fn promote(&self, ty: &Type) -> Type {
        match ty.unqualified() {
            t @ Type::Typedef(id) => match self.resolve(t) {
                Type::Int(i) => {
                    let decl = &self.typedefs[*id];
                    let known = match decl.linkage {
                        Linkage::Extern => i.rank < IntRank::Int && NARROW.contains(&decl.cname.as_str()),
                        Linkage::Own | Linkage::Imported(_) => self.promote(&decl.base) == Type::INT,
                    };
                    if known { Type::INT } else { t.clone() }
                }
                other => self.promote(&other.clone()),
            },
            Type::Int(i) if i.rank < IntRank::Int => Type::INT,
            Type::Bint | Type::Enum(_) => Type::INT,
            t => t.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_types_follow_c() {
        let w = World::new("m".into());
        let short = Type::Int(Int { rank: IntRank::Short, sign: Sign::Signed });
        let uint = Type::Int(Int { rank: IntRank::Int, sign: Sign::Unsigned });
        assert_eq!(w.common_numeric(&short, &Type::CHAR), Some(Type::INT));
        assert_eq!(w.common_numeric(&Type::INT, &uint), Some(uint));
        assert_eq!(
            w.common_numeric(&Type::LONG, &Type::Float(Float::Float)),
            Some(Type::Float(Float::Float))
        );
        assert_eq!(w.common_numeric(&Type::Object, &Type::INT), None);
        assert_eq!(w.common_numeric(&Type::INT, &Type::SSIZE), Some(Type::SSIZE));
    }
}
