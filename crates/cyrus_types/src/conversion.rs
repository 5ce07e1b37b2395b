//! Which values can become which, and by what kind of step.

use crate::{ArraySize, Builtin, Except, FuncType, Type, World};

/// A step from one type to another. Source and target types stand beside it in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Conversion {
    /// Same representation and nothing to check: upcasts, adding `const`, typedefs.
    Same,
    /// Between C numbers, or pointer to pointer where C converts implicitly; a C cast writes it.
    Numeric,
    /// Pointer to pointer (`T*` to `void*`, array decay, NULL, function to function pointer).
    Pointer,
    /// A C value becomes a Python object. Can raise.
    ToObject,
    /// A Python object becomes a C value. Can raise.
    FromObject,
    /// A Python object becomes a truth value. Can raise.
    Truth,
    /// A C number or pointer becomes a truth value (`!= 0`).
    CTruth,
    /// An object must be of the target's type, or None. Can raise.
    Check,
    /// An object gives its buffer to a view. Can raise.
    ToView,
    /// A view becomes a Python object. Can raise.
    ViewToObject,
    /// A view of another layout, element constness or rank-compatible kind; can need a check.
    ViewToView,
    /// C tuple to C tuple, item by item.
    CTuple,
    /// C++ implicit conversion: the C++ compiler does it.
    Cpp,
}

/// How a value of type `from` becomes one of type `to` where it is assigned, passed or returned; `None` if it cannot.
pub fn conversion(world: &World, from: &Type, to: &Type) -> Option<Conversion> {
    if from.is_error() || to.is_error() || from == to {
        return Some(Conversion::Same);
    }
    let (f, t) = (world.resolve(from), world.resolve(to));
    if f == t {
        return Some(Conversion::Same);
    }
    // A half is a float that is stored shorter.
    if *f == Type::Half || *t == Type::Half {
        let float = |ty: &Type| if *world.resolve(ty) == Type::Half { Type::FLOAT } else { ty.clone() };
        return conversion(world, &float(from), &float(to))
            .map(|step| if step == Conversion::Same { Conversion::Numeric } else { step });
    }
    if let Type::Ref(inner) | Type::RvalueRef(inner) = f {
        return conversion(world, inner, to);
    }
    if let Type::Ref(inner) | Type::RvalueRef(inner) = t {
        return conversion(world, from, inner)
            .map(|c| if c == Conversion::Same { Conversion::Cpp } else { c });
    }
    if f.is_object() && t.is_object() {
        return Some(object_to_object(world, f, t));
    }
    if t.is_object() {
        return to_object(world, f, t);
    }
    if f.is_object() {
        return from_object(world, f, t);
    }
    match (f, t) {
        (Type::Bint, Type::Bint) => Some(Conversion::Same),
        (_, Type::Bint) if world.is_numeric(f) || world.is_pointer(f) => Some(Conversion::CTruth),
        (Type::Complex(_), Type::Int(_) | Type::Float(_) | Type::Enum(_)) => None,
        _ if world.is_numeric(f) && world.is_numeric(t) => Some(Conversion::Numeric),
        (Type::Array(a, _), Type::Ptr(b)) => pointer(world, a, b),
        (Type::Ptr(a), Type::Ptr(b)) => pointer(world, a, b),
        (Type::Func(a), Type::Ptr(b)) => match world.resolve(b) {
            Type::Func(b) if functions_agree(world, a, b) => Some(Conversion::Pointer),
            Type::Void => Some(Conversion::Pointer),
            _ => None,
        },
        (Type::View(a), Type::View(b)) if a.rank() == b.rank() => {
            let (ea, eb) = (world.resolve(&a.element), world.resolve(&b.element));
            (ea == eb && (!a.element.is_const() || b.element.is_const())).then_some(Conversion::ViewToView)
        }
        (Type::CTuple(a), Type::CTuple(b)) if a.len() == b.len() => a
            .iter()
            .zip(b.iter())
            .all(|(a, b)| conversion(world, a, b).is_some())
            .then_some(Conversion::CTuple),
        (Type::Array(a, n), Type::Array(b, m)) if world.resolve(a) == world.resolve(b) => match (n, m) {
            (ArraySize::Known(n), ArraySize::Known(m)) if n != m => None,
            _ => Some(Conversion::Same),
        },
        (Type::Cpp(a, args), Type::Cpp(b, _)) => {
            (a == b || world.cpp_becomes(*a, args, *b)).then_some(Conversion::Cpp)
        }
        (Type::Cpp(..), _) | (_, Type::Cpp(..)) => Some(Conversion::Cpp),
        (Type::TypeParam(_), _) | (_, Type::TypeParam(_)) => Some(Conversion::Cpp),
        _ => None,
    }
}

/// Whether the runtime converts this C++ class to and from objects: strings, containers, pairs and complex numbers of
/// what can be converted.
fn cpp_converts(world: &World, class: crate::CppClassId, args: &[Type]) -> bool {
    let items = match world.cpp_classes[class].cname.as_str() {
        "std::string" | "std::string_view" => 0,
        "std::vector" | "std::list" | "std::set" | "std::unordered_set" | "std::complex" => 1,
        "std::map" | "std::unordered_map" | "std::pair" => 2,
        _ => return false,
    };
    args.iter().take(items).all(|item| cpp_item_converts(world, item))
}

/// Whether a value of this type converts where it is an item of a C++ container, or a field of such an item.
fn cpp_item_converts(world: &World, item: &Type) -> bool {
    match world.resolve(item) {
        Type::Struct(id) => world.structs[*id].fields.as_ref().is_some_and(|fields| {
            // every member of a union is read: a number is no address of a string
            let texts = fields.iter().filter(|f| matches!(world.resolve(&f.ty), Type::Ptr(_))).count();
            let readable = !world.structs[*id].is_union || texts == 0 || texts == fields.len();
            readable && fields.iter().all(|f| cpp_item_converts(world, &f.ty))
        }),
        Type::CTuple(items) => items.iter().all(|item| cpp_item_converts(world, item)),
        Type::Ptr(item) => *world.resolve(item) == Type::CHAR,
        Type::Array(item, ArraySize::Known(_)) => {
            !is_char(world, item) && !world.is_ucs4(item) && cpp_item_converts(world, item)
        }
        Type::View(_) | Type::Array(..) | Type::Func(_) => false,
        item => to_object(world, item, &Type::Object).is_some(),
    }
}

fn object_to_object(world: &World, from: &Type, to: &Type) -> Conversion {
    match (from, to) {
        (_, Type::Object) => Conversion::Same,
        (Type::Builtin(Builtin::NoneType), _) => Conversion::Same,
        (Type::Builtin(a), Type::Builtin(b)) if a == b => Conversion::Same,
        (Type::Ext(a), Type::Ext(b)) if world.derives(*a, *b) => Conversion::Same,
        (Type::Buffer(b), t) if b.object == *t => Conversion::Same,
        _ => Conversion::Check,
    }
}

fn to_object(world: &World, from: &Type, to: &Type) -> Option<Conversion> {
    let step = match from {
        Type::View(_) => Conversion::ViewToObject,
        Type::Int(_) | Type::Bint | Type::Float(_) | Type::Complex(_) | Type::Enum(_) => Conversion::ToObject,
        Type::Struct(id) => {
            let decl = &world.structs[*id];
            let fields = decl.fields.as_ref()?;
            let text = |ty: &Type| matches!(world.resolve(ty), Type::Ptr(_));
            // Every member of a union is read: a number is no address of a string.
            if decl.is_union && fields.iter().any(|f| text(&f.ty)) && fields.iter().any(|f| !text(&f.ty)) {
                return None;
            }
            if fields.iter().any(|f| conversion(world, &f.ty, &Type::Object).is_none()) {
                return None;
            }
            Conversion::ToObject
        }
        Type::Array(item, _) => {
            conversion(world, item, &Type::Object)?;
            Conversion::ToObject
        }
        Type::Ptr(item) if is_char(world, item) || world.is_ucs4(item) => Conversion::ToObject,
        Type::CTuple(items) => {
            for item in items.iter() {
                conversion(world, item, &Type::Object)?;
            }
            Conversion::ToObject
        }
        Type::Func(f) => {
            if f.params.iter().any(|p| conversion(world, &Type::Object, &p.ty).is_none()) {
                return None;
            }
            Conversion::ToObject
        }
        Type::Cpp(class, args) if cpp_converts(world, *class, args) => Conversion::ToObject,
        Type::TypeParam(_) => Conversion::ToObject,
        Type::Object | Type::Builtin(_) | Type::Ext(_) | Type::Buffer(_) => Conversion::Same,
        _ => return None,
    };
    match (from, to) {
        // What comes out of the conversion is known to be of the target type, or a check must follow it.
        (_, Type::Object) => Some(step),
        (Type::View(_), _) => Some(step),
        (_, Type::Buffer(b)) if b.object == Type::Object => Some(step),
        (_, Type::Builtin(b)) if Some(*b) == boxed(world, from) => Some(step),
        (_, Type::Builtin(_)) => match (boxed(world, from), to) {
            (
                Some(Builtin::Bytes | Builtin::Str | Builtin::ByteArray),
                Type::Builtin(Builtin::Bytes | Builtin::Str | Builtin::ByteArray),
            ) if !matches!(from, Type::Int(_)) => Some(step),
            (Some(Builtin::List), Type::Builtin(Builtin::Tuple)) => Some(step),
            // one byte
            (Some(Builtin::Int), Type::Builtin(Builtin::Bytes)) => Some(step),
            (Some(Builtin::Int), Type::Builtin(Builtin::Float | Builtin::Complex)) => Some(step),
            (Some(Builtin::Float), Type::Builtin(Builtin::Complex)) => Some(step),
            (None, _) => Some(step),
            _ => None,
        },
        _ => None,
    }
}

/// The builtin type that a C value has as an object, where it is always the same.
pub fn boxed(world: &World, ty: &Type) -> Option<Builtin> {
    Some(match world.resolve(ty) {
        Type::Bint => Builtin::Bool,
        Type::Int(_) if world.is_ucs4(ty) => Builtin::Str,
        Type::Int(_) => Builtin::Int,
        Type::Float(_) => Builtin::Float,
        Type::Complex(_) => Builtin::Complex,
        Type::Struct(_) => Builtin::Dict,
        Type::CTuple(_) => Builtin::Tuple,
        Type::Ptr(item) | Type::Array(item, _) if is_char(world, item) => {
            world.c_string.unwrap_or(Builtin::Bytes)
        }
        Type::Ptr(item) | Type::Array(item, _) if world.is_ucs4(item) => Builtin::Str,
        Type::Array(..) => Builtin::List,
        _ => return None,
    })
}

fn from_object(world: &World, from: &Type, to: &Type) -> Option<Conversion> {
    let none = matches!(from, Type::Builtin(Builtin::NoneType));
    match to {
        Type::Bint => Some(Conversion::Truth),
        Type::Int(_) | Type::Float(_) | Type::Complex(_) | Type::Enum(_) => {
            (!none).then_some(Conversion::FromObject)
        }
        Type::View(_) => Some(Conversion::ToView),
        Type::Ptr(item) if is_char(world, item) || world.is_ucs4(item) => Some(Conversion::FromObject),
        Type::Struct(id) => {
            let fields = world.structs[*id].fields.as_ref()?;
            fields
                .iter()
                .all(|f| conversion(world, &Type::Object, &f.ty).is_some())
                .then_some(Conversion::FromObject)
        }
        Type::Array(item, _) => conversion(world, &Type::Object, item).map(|_| Conversion::FromObject),
        Type::CTuple(items) => items
            .iter()
            .all(|item| conversion(world, &Type::Object, item).is_some())
            .then_some(Conversion::FromObject),
        Type::Cpp(class, args) => cpp_converts(world, *class, args).then_some(Conversion::FromObject),
        Type::TypeParam(_) => Some(Conversion::FromObject),
        _ => None,
    }
}

/// Whether a pointer of type `to` can write what a pointer of type `from` may only read.
pub fn drops_const(world: &World, from: &Type, to: &Type) -> bool {
    match (world.resolve(from), world.resolve(to)) {
        (Type::Ptr(a) | Type::Array(a, _), Type::Ptr(b)) => a.is_const() && !b.is_const(),
        _ => false,
    }
}

/// Whether this is one of the `char` types, whose pointers are byte strings.
pub fn is_char(world: &World, ty: &Type) -> bool {
    matches!(world.resolve(ty), Type::Int(i) if i.rank == crate::IntRank::Char)
}

fn pointer(world: &World, from: &Type, to: &Type) -> Option<Conversion> {
    let (f, t) = (world.resolve(from), world.resolve(to));
    if f == t {
        return Some(Conversion::Pointer);
    }
    match (f, t) {
        (_, Type::Void) | (Type::Void, _) => Some(Conversion::Pointer),
        (Type::Func(a), Type::Func(b)) => functions_agree(world, a, b).then_some(Conversion::Pointer),
        // Signed and unsigned bytes are used for each other all over C libraries.
        (Type::Int(a), Type::Int(b)) if a.rank == b.rank && a.rank == crate::IntRank::Char => {
            Some(Conversion::Pointer)
        }
        (Type::Ptr(a), Type::Ptr(b)) => pointer(world, a, b),
        (Type::Cpp(..), Type::Cpp(..)) => Some(Conversion::Cpp),
        _ => None,
    }
}

/// Whether a caller of `b` reads every exception that `a` reports, and takes no ordinary result of it for one.
fn exceptions_agree(a: &Except, b: &Except) -> bool {
    match (a, b) {
        (a, b) if a == b => true,
        (Except::Cpp(_), _) | (_, Except::Cpp(_)) => false,
        // These callers ask `PyErr_Occurred` before they believe in an exception.
        (_, Except::Always) | (Except::Never, Except::Maybe(_)) => true,
        (Except::Value(a), Except::Maybe(b)) => a == b,
        (Except::Never | Except::Null | Except::Value(_) | Except::Maybe(_) | Except::Always, _) => false,
    }
}

fn functions_agree(world: &World, a: &FuncType, b: &FuncType) -> bool {
    a.params.len() == b.params.len()
        && (a.nogil || !b.nogil)
        && exceptions_agree(&a.except, &b.except)
        && a.varargs == b.varargs
        && world.resolve(&a.ret) == world.resolve(&b.ret)
        && a.params.iter().zip(&b.params).all(|(p, q)| world.resolve(&p.ty) == world.resolve(&q.ty))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_and_c_values() {
        let w = World::new("m".into());
        let c = |a: &Type, b: &Type| conversion(&w, a, b);
        assert_eq!(c(&Type::INT, &Type::Object), Some(Conversion::ToObject));
        assert_eq!(c(&Type::Object, &Type::DOUBLE), Some(Conversion::FromObject));
        assert_eq!(c(&Type::Object, &Type::Bint), Some(Conversion::Truth));
        assert_eq!(c(&Type::LIST, &Type::DICT), Some(Conversion::Check));
        assert_eq!(c(&Type::LIST, &Type::Object), Some(Conversion::Same));
        assert_eq!(c(&Type::INT.ptr(), &Type::Object), None);
        assert_eq!(c(&Type::CHAR.ptr(), &Type::BYTES), Some(Conversion::ToObject));
        assert_eq!(c(&Type::INT.ptr(), &Type::Void.ptr()), Some(Conversion::Pointer));
        assert_eq!(c(&Type::INT.ptr(), &Type::DOUBLE.ptr()), None);
        // A warning, as in C: libraries leave `const` out everywhere.
        assert_eq!(c(&Type::CHAR.constant().ptr(), &Type::CHAR.ptr()), Some(Conversion::Pointer));
    }
}
