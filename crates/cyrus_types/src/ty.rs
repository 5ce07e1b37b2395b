//! `Type` and its parts.

use std::sync::Arc;

use crate::world::{ClassId, CppClassId, EnumId, FusedId, StructId, TypedefId};
use cyrus_source::Name;

/// A type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// A diagnostic was reported; fits everywhere.
    Error,
    /// C `void`.
    Void,
    /// A C integer type (not `bint`).
    Int(Int),
    /// C `int` that stands for a truth value; becomes `True` or `False` as an object.
    Bint,
    /// A C floating-point type.
    Float(Float),
    /// A number of half precision (`cython.float16`): what items are stored as. Every value that is read of one is a
    /// `float`, so nothing computes with it.
    Half,
    /// A C complex type over this part.
    Complex(Float),
    /// A declared enum.
    Enum(EnumId),
    /// A declared C name for a type; see [`World::resolve`].
    Typedef(TypedefId),
    /// A struct or union.
    Struct(StructId),
    /// A C++ class with its template arguments.
    Cpp(CppClassId, Arc<[Type]>),
    /// `T*`
    Ptr(Arc<Type>),
    /// `T&`
    Ref(Arc<Type>),
    /// `T&&`
    RvalueRef(Arc<Type>),
    /// `const T`
    Const(Arc<Type>),
    /// `volatile T`
    Volatile(Arc<Type>),
    /// `T[n]`
    Array(Arc<Type>, ArraySize),
    /// A C function (always behind a pointer, or the type of a C function's name).
    Func(Arc<FuncType>),
    /// Any Python object.
    Object,
    /// An object known to be of this builtin type (or None, where a variable may hold None).
    Builtin(Builtin),
    /// An instance of an extension type (or None).
    Ext(ClassId),
    /// A typed memoryview.
    View(Arc<ViewType>),
    /// `np.ndarray[T, ndim=n]`: an object of this class whose buffer is accessed with this layout.
    Buffer(Arc<BufferType>),
    /// `(int, double)`
    CTuple(Arc<[Type]>),
    /// A fused type that is not specialised yet.
    Fused(FusedId),
    /// A template parameter inside the declaration of a C++ class or function.
    TypeParam(Name),
}

/// Size of a C array.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ArraySize {
    /// `[10]`
    Known(u64),
    /// `[]`
    Unknown,
    /// `[N]` where `N` is only known to the C compiler: its spelling in C.
    C(Box<str>),
}

/// A C integer type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Int {
    /// Which.
    pub rank: IntRank,
    /// Sign. [`Sign::Plain`] only for `char`, whose sign C leaves open.
    pub sign: Sign,
}

/// C integer types without their sign, in order of conversion rank (C11 6.3.1.1) as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each variant is the C type of that name")]
pub enum IntRank {
    Char,
    Short,
    Int,
    /// `Py_UCS4`, an unsigned 32-bit code point; becomes a one-character `str`.
    Ucs4,
    /// `Py_UNICODE` (`wchar_t`), likewise.
    PyUnicode,
    Long,
    /// `Py_hash_t`
    Hash,
    /// `ptrdiff_t`
    Ptrdiff,
    /// `Py_ssize_t`; converts with `__index__`.
    PySsize,
    /// `ssize_t`
    Ssize,
    /// `size_t`
    Size,
    LongLong,
}

/// Sign of a C integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "plain words")]
pub enum Sign {
    Signed,
    Unsigned,
    Plain,
}

/// C floating-point types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each variant is the C type of that name")]
pub enum Float {
    Float,
    Double,
    LongDouble,
}

/// Builtin Python types that code generation knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each variant is the Python type of that name")]
pub enum Builtin {
    /// The type of `None` itself.
    NoneType,
    Type,
    Bool,
    Int,
    Float,
    Complex,
    Str,
    Bytes,
    ByteArray,
    List,
    Tuple,
    Dict,
    Set,
    FrozenSet,
    Slice,
    MemoryView,
    Range,
    /// `BaseException` and everything below it.
    Exception,
}

impl Builtin {
    /// The Python name.
    pub fn name(self) -> &'static str {
        match self {
            Builtin::NoneType => "NoneType",
            Builtin::Type => "type",
            Builtin::Bool => "bool",
            Builtin::Int => "int",
            Builtin::Float => "float",
            Builtin::Complex => "complex",
            Builtin::Str => "str",
            Builtin::Bytes => "bytes",
            Builtin::ByteArray => "bytearray",
            Builtin::List => "list",
            Builtin::Tuple => "tuple",
            Builtin::Dict => "dict",
            Builtin::Set => "set",
            Builtin::FrozenSet => "frozenset",
            Builtin::Slice => "slice",
            Builtin::MemoryView => "memoryview",
            Builtin::Range => "range",
            Builtin::Exception => "BaseException",
        }
    }
    /// The builtin type with this Python name (`unicode` is `str`, `long` is `int`).
    pub fn from_name(name: &str) -> Option<Builtin> {
        Some(match name {
            "type" => Builtin::Type,
            "bool" => Builtin::Bool,
            "int" | "long" => Builtin::Int,
            "float" => Builtin::Float,
            "complex" => Builtin::Complex,
            "str" | "unicode" => Builtin::Str,
            "bytes" => Builtin::Bytes,
            "bytearray" => Builtin::ByteArray,
            "list" => Builtin::List,
            "tuple" => Builtin::Tuple,
            "dict" => Builtin::Dict,
            "set" => Builtin::Set,
            "frozenset" => Builtin::FrozenSet,
            "slice" => Builtin::Slice,
            "memoryview" => Builtin::MemoryView,
            "range" => Builtin::Range,
            "BaseException" => Builtin::Exception,
            _ => return None,
        })
    }
}

/// A C function's type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FuncType {
    /// Result.
    pub ret: Type,
    /// Parameters in order.
    pub params: Vec<FuncParam>,
    /// How many parameters at the end are optional (have defaults).
    pub optional: usize,
    /// `...`
    pub varargs: bool,
    /// What the result says about exceptions.
    pub except: Except,
    /// May be called without the GIL.
    pub nogil: bool,
    /// Takes the GIL itself.
    pub with_gil: bool,
}

/// A parameter of a C function.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FuncParam {
    /// Empty where not named.
    pub name: Name,
    /// Type.
    pub ty: Type,
    /// `None` is refused (`not None`), only for object and view types.
    pub not_none: bool,
}

/// How a C function reports a Python exception.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Except {
    /// It cannot: an exception inside is printed and dropped.
    Never,
    /// The result is NULL (object results).
    Null,
    /// The result equals this C expression: an exception is set.
    Value(Box<str>),
    /// The result equals this C expression: an exception may be set.
    Maybe(Box<str>),
    /// Always ask `PyErr_Occurred`.
    Always,
    /// A C++ exception is translated.
    Cpp(CppExcept),
}

/// Translation of C++ exceptions.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum CppExcept {
    /// The standard table.
    Standard,
    /// This Python exception class.
    PyClass(Name),
    /// This C++ function, which must set a Python exception.
    Handler(Box<str>),
    /// A Python exception is already set, or the standard table.
    Star,
}

/// A typed memoryview: element type and axes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ViewType {
    /// Element type (may be `Const`: then a read-only buffer is accepted).
    pub element: Type,
    /// One an axis, 1 to 8.
    pub axes: Vec<Axis>,
}

/// How an axis is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Axis {
    /// Through pointers or not.
    pub access: Access,
    /// Spacing of the items.
    pub packing: Packing,
}

/// Whether the items of an axis are pointers to the next axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[expect(missing_docs, reason = "named as in cython.view")]
pub enum Access {
    #[default]
    Direct,
    Indirect,
    Generic,
}

/// How the items of an axis are spaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Packing {
    /// Any stride.
    #[default]
    Strided,
    /// The stride is the item size: the fastest axis of a contiguous view (`::1`).
    Contiguous,
    /// Follows the contiguous axis in memory: the stride is what contiguity makes it.
    Follow,
}

impl ViewType {
    /// Number of axes.
    pub fn rank(&self) -> usize {
        self.axes.len()
    }
    /// Whether no axis goes through pointers.
    pub fn is_direct(&self) -> bool {
        self.axes.iter().all(|a| a.access == Access::Direct)
    }
    /// Contiguous with the last axis fastest.
    pub fn is_c_contig(&self) -> bool {
        self.is_direct()
            && self.axes.last().is_some_and(|a| a.packing == Packing::Contiguous)
            && self.axes[..self.axes.len() - 1].iter().all(|a| a.packing == Packing::Follow)
    }
    /// Contiguous with the first axis fastest.
    pub fn is_f_contig(&self) -> bool {
        self.is_direct()
            && self.axes.first().is_some_and(|a| a.packing == Packing::Contiguous)
            && self.axes[1..].iter().all(|a| a.packing == Packing::Follow)
    }
}

/// `np.ndarray[T, ndim=n, mode="c", ...]`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BufferType {
    /// What kind of object: an extension type (`numpy.ndarray`) or a builtin.
    pub object: Type,
    /// How its buffer is seen.
    pub view: ViewType,
    /// `negative_indices=False` switches wrap-around off for this buffer.
    pub negative_indices: bool,
    /// `cast=True`: the element size must agree, the type need not.
    pub cast: bool,
    /// `mode="fortran"`, which one axis does not show.
    pub fortran: bool,
}

impl Type {
    /// C `int`.
    pub const INT: Type = Type::Int(Int { rank: IntRank::Int, sign: Sign::Signed });
    /// C `long`.
    pub const LONG: Type = Type::Int(Int { rank: IntRank::Long, sign: Sign::Signed });
    /// C `long long`.
    pub const LONGLONG: Type = Type::Int(Int { rank: IntRank::LongLong, sign: Sign::Signed });
    /// `Py_ssize_t`.
    pub const SSIZE: Type = Type::Int(Int { rank: IntRank::PySsize, sign: Sign::Signed });
    /// `size_t`.
    pub const SIZE: Type = Type::Int(Int { rank: IntRank::Size, sign: Sign::Unsigned });
    /// `Py_UCS4`.
    pub const UCS4: Type = Type::Int(Int { rank: IntRank::Ucs4, sign: Sign::Unsigned });
    /// `Py_hash_t`.
    pub const HASH: Type = Type::Int(Int { rank: IntRank::Hash, sign: Sign::Signed });
    /// C `char`.
    pub const CHAR: Type = Type::Int(Int { rank: IntRank::Char, sign: Sign::Plain });
    /// C `unsigned char`.
    pub const UCHAR: Type = Type::Int(Int { rank: IntRank::Char, sign: Sign::Unsigned });
    /// C `float`.
    pub const FLOAT: Type = Type::Float(Float::Float);
    /// C `double`.
    pub const DOUBLE: Type = Type::Float(Float::Double);
    /// Python `str`.
    pub const STR: Type = Type::Builtin(Builtin::Str);
    /// Python `bytes`.
    pub const BYTES: Type = Type::Builtin(Builtin::Bytes);
    /// Python `list`.
    pub const LIST: Type = Type::Builtin(Builtin::List);
    /// Python `tuple`.
    pub const TUPLE: Type = Type::Builtin(Builtin::Tuple);
    /// Python `dict`.
    pub const DICT: Type = Type::Builtin(Builtin::Dict);
    /// Python `set`.
    pub const SET: Type = Type::Builtin(Builtin::Set);

    /// `T*`
    pub fn ptr(self) -> Type {
        Type::Ptr(Arc::new(self))
    }
    /// `const T`
    pub fn constant(self) -> Type {
        if matches!(self, Type::Const(_)) { self } else { Type::Const(Arc::new(self)) }
    }
    /// Whether a value is a `PyObject*` that is reference-counted: any Python object type, buffers included.
    pub fn is_object(&self) -> bool {
        match self {
            Type::Object | Type::Builtin(_) | Type::Ext(_) | Type::Buffer(_) => true,
            Type::Const(t) | Type::Volatile(t) => t.is_object(),
            _ => false,
        }
    }
    /// Without `const` and `volatile` at the top.
    pub fn unqualified(&self) -> &Type {
        match self {
            Type::Const(t) | Type::Volatile(t) => t.unqualified(),
            t => t,
        }
    }
    /// Whether `const` stands at the top.
    pub fn is_const(&self) -> bool {
        matches!(self, Type::Const(_)) || matches!(self, Type::Volatile(t) if t.is_const())
    }
    /// Whether an earlier error made this type.
    pub fn is_error(&self) -> bool {
        matches!(self, Type::Error)
    }
}
