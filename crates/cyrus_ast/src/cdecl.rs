//! C types and declarators as Cython writes them.

use crate::{Expr, Ident, Name, NodeId, Span, Stmt};

/// A base type: what stands in front of the declarators.
#[derive(Clone, Debug, PartialEq)]
pub struct CTypeExpr {
    /// Key for facts about it.
    pub id: NodeId,
    /// All of its text.
    pub span: Span,
    /// What it is.
    pub kind: CTypeKind,
}

/// What a base type is.
#[derive(Clone, Debug, PartialEq)]
pub enum CTypeKind {
    /// Nothing could be read here; a diagnostic says why.
    Error,
    /// No type was written (`cdef x`, an untyped parameter): `object`, or inferred, or the declarator's *name* is really
    /// the type (`cdef f(int)` in a `.pxd`: an unnamed parameter), which only the scope can tell.
    Implicit,
    /// `unsigned long long`, `double complex`, `signed char`, `short`, `bint`, `Py_ssize_t`, `ssize_t`, `size_t`, `void`, `float`: a C type
    /// spelled with keywords of the language of C.
    Basic(CBasic),
    /// `module.sub.Name` or `Name`: any declared type, `object`, `list`, ...
    Name {
        /// All but the last part.
        module: Vec<Ident>,
        /// The last part.
        name: Ident,
    },
    /// `vector[int]`, `np.ndarray[double, ndim=2]`, `f[T]`, `list[int]`: template or buffer arguments.
    Template {
        /// In front of the brackets.
        base: Box<CTypeExpr>,
        /// Positional arguments, types where they read as types; anything else as an expression.
        args: Vec<TemplateArg>,
        /// `ndim=2`
        keywords: Vec<(Ident, Expr)>,
    },
    /// `vector[int].iterator`, `A[T].B`: a type nested in a template.
    Nested {
        /// In front of the dot.
        base: Box<CTypeExpr>,
        /// Behind it.
        name: Ident,
    },
    /// `double[:, ::1]`: a memoryview; one slice an axis.
    MemoryView {
        /// Element type.
        base: Box<CTypeExpr>,
        /// Slices with optional parts, as expressions: `::view.contiguous`.
        axes: Vec<MemoryViewAxis>,
    },
    /// `const T`, `volatile T`
    Qualified {
        /// `const`
        is_const: bool,
        /// `volatile`
        is_volatile: bool,
        /// `T`
        base: Box<CTypeExpr>,
    },
    /// `(int, double)`
    CTuple(Vec<CTypeArg>),
    /// `int[10]`, `int[N][M]` in front of the name: Cython's other spelling of arrays. `T[N]` with names in both
    /// places reads as a [`CTypeKind::Template`], which only the scope can tell apart.
    Array {
        /// Element type.
        base: Box<CTypeExpr>,
        /// Size.
        size: Option<Box<Expr>>,
    },
    /// `T*` where the star belongs to the base: inside templates and tuples.
    Pointer(Box<CTypeExpr>),
    /// `T&`
    Reference(Box<CTypeExpr>),
    /// `int (int, double)` or `int (*)(int)` inside a template argument: a function type. Also `(T*)` in parentheses
    /// as a base type, where the declarator is more than pointers.
    Function(Box<CTypeArg>),
}

/// A base type with a declarator that has no name: a member of a ctuple, a template argument.
#[derive(Clone, Debug, PartialEq)]
pub struct CTypeArg {
    /// Base type.
    pub base: CTypeExpr,
    /// Declarator without a name.
    pub declarator: CDeclarator,
}

/// An argument in the brackets of a [`CTypeKind::Template`].
#[derive(Clone, Debug, PartialEq)]
pub enum TemplateArg {
    /// `int`, `const T*`, `vector[T]`, `int (*)(int)`
    Type(CTypeArg),
    /// `3`, `"c"`
    Expr(Expr),
}

/// A C type made of C's own type words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CBasic {
    /// The main word.
    pub word: CBasicWord,
    /// `signed`/`unsigned`, if written.
    pub sign: Option<CSign>,
    /// Number of `long` (`short` is -1), e.g. 2 for `long long`; 1 with `double` for `long double`.
    pub longs: i8,
    /// `complex` was written.
    pub complex: bool,
}

/// The main word of a basic type. `long` alone has `Int`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the word itself")]
pub enum CBasicWord {
    Void,
    Char,
    Int,
    Float,
    Double,
    Bint,
    PySsizeT,
    SsizeT,
    SizeT,
    PtrdiffT,
    PyHashT,
    PyUcs4,
    PyUnicode,
}

/// Explicit sign of an integer type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the word itself")]
pub enum CSign {
    Signed,
    Unsigned,
}

/// One axis of a memoryview type: `:`, `::1`, `::view.indirect`.
#[derive(Clone, Debug, PartialEq)]
pub struct MemoryViewAxis {
    /// All of it.
    pub span: Span,
    /// Before the first colon (an error unless absent).
    pub start: Option<Expr>,
    /// Between the colons (`view.generic` or similar may stand here).
    pub stop: Option<Expr>,
    /// Behind the second colon: `1` or a name from `cython.view`.
    pub step: Option<Expr>,
}

/// A declarator: what C wraps around the name. The outermost node is what was written outermost.
#[derive(Clone, Debug, PartialEq)]
pub struct CDeclarator {
    /// All of it.
    pub span: Span,
    /// What it is.
    pub kind: CDeclaratorKind,
}

impl CDeclarator {
    /// The name that is declared, if there is one.
    pub fn name(&self) -> Option<&Ident> {
        match &self.kind {
            CDeclaratorKind::Name { name, .. } => name.as_ref(),
            CDeclaratorKind::Pointer { inner, .. }
            | CDeclaratorKind::Reference(inner)
            | CDeclaratorKind::RvalueReference(inner)
            | CDeclaratorKind::Array { inner, .. } => inner.name(),
            CDeclaratorKind::Function(function) => function.inner.name(),
        }
    }
    /// Whether nothing at all was written.
    pub fn is_empty(&self) -> bool {
        matches!(self.kind, CDeclaratorKind::Name { name: None, cname: None })
    }
}

/// What a declarator is.
#[derive(Clone, Debug, PartialEq)]
pub enum CDeclaratorKind {
    /// `x "c_name" = 3`, or nothing at all (an abstract declarator has no name). Operators (`operator+`) of C++
    /// classes are names too, spelled `operator+`, and destructors `~T`.
    Name {
        /// The name.
        name: Option<Ident>,
        /// The name in C, if given.
        cname: Option<Box<str>>,
    },
    /// `*d`, `* const d`
    Pointer {
        /// What is declared as a pointer.
        inner: Box<CDeclarator>,
        /// `* const`
        is_const: bool,
        /// `* volatile`
        is_volatile: bool,
        /// `* restrict`
        is_restrict: bool,
    },
    /// `&d` (C++)
    Reference(Box<CDeclarator>),
    /// `&&d` (C++)
    RvalueReference(Box<CDeclarator>),
    /// `d[10]`, `d[]`
    Array {
        /// What is declared as an array.
        inner: Box<CDeclarator>,
        /// Size.
        size: Option<Box<Expr>>,
    },
    /// `d(int a, double b) except -1 nogil`
    Function(Box<CFunctionDeclarator>),
}

/// The function part of a declarator.
#[derive(Clone, Debug, PartialEq)]
pub struct CFunctionDeclarator {
    /// What is declared as a function.
    pub inner: CDeclarator,
    /// `f[T, U](...)`: template parameters of an extern C++ function.
    pub templates: Vec<Ident>,
    /// Parameters.
    pub params: Vec<CParam>,
    /// `...` at the end.
    pub has_varargs: bool,
    /// What is known about exceptions.
    pub exception: ExceptionClause,
    /// `nogil`
    pub nogil: bool,
    /// `with gil`
    pub with_gil: bool,
    /// `const` behind a C++ method.
    pub is_const: bool,
    /// `__stdcall` and the like in front of the declarator inside.
    pub convention: Option<CallingConvention>,
}

/// A calling convention of Windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the word itself")]
pub enum CallingConvention {
    Cdecl,
    Stdcall,
    Fastcall,
}

/// A parameter of a C function, and of a `def` function in Cython source with types (see `Parameter`).
#[derive(Clone, Debug, PartialEq)]
pub struct CParam {
    /// All of it.
    pub span: Span,
    /// Type.
    pub ty: CTypeExpr,
    /// Name and what is around it.
    pub declarator: CDeclarator,
    /// `= expr`; `=*` and `=?` in a `.pxd` are [`DefaultValue::Unknown`].
    pub default: Option<DefaultValue>,
    /// `not None` / `or None`
    pub not_none: Option<bool>,
    /// `name: annotation`
    pub annotation: Option<Expr>,
}

/// The default of a C parameter.
#[derive(Clone, Debug, PartialEq)]
pub enum DefaultValue {
    /// `= expr`
    Expr(Expr),
    /// `=*` or `=?`: there is one, elsewhere.
    Unknown,
}

/// What stands behind a C function's parameters about exceptions.
#[derive(Clone, Debug, PartialEq)]
pub enum ExceptionClause {
    /// Nothing written: the default of the language level.
    Default,
    /// `noexcept`
    NoExcept,
    /// `except -1`
    Value(Expr),
    /// `except? -1`
    Maybe(Expr),
    /// `except *`
    Always,
    /// `except +`, `except +MemoryError`, `except +handler`, `except +*`
    Cpp(CppHandler),
}

/// How a C++ exception becomes a Python one.
#[derive(Clone, Debug, PartialEq)]
pub enum CppHandler {
    /// `except +`: the standard translation.
    Standard,
    /// `except +name`: an exception class or a C++ function.
    Named(Expr),
    /// `except +*`: a Python exception is already set, or translate.
    Star,
}

/// `cdef`, `cpdef`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the word itself")]
pub enum CVisibility {
    Private,
    Public,
    Readonly,
    Extern,
}

/// Words between `cdef` and the declaration, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CModifiers {
    /// `public`, `readonly`, `extern`
    pub visibility: CVisibility,
    /// `api`
    pub api: bool,
    /// `inline`
    pub inline: bool,
    /// `cpdef` instead of `cdef`
    pub overridable: bool,
    /// Stands in `ctypedef`.
    pub typedef: bool,
    /// Inside `cdef extern from` (directly or in a class body there), or `cdef extern` in front.
    pub in_extern: bool,
    /// `nogil` on the enclosing block.
    pub nogil: bool,
}

impl Default for CModifiers {
    fn default() -> Self {
        Self {
            visibility: CVisibility::Private,
            api: false,
            inline: false,
            overridable: false,
            typedef: false,
            in_extern: false,
            nogil: false,
        }
    }
}

/// `cdef int x = 1, *p`, also a struct member and an extern variable or function.
#[derive(Clone, Debug, PartialEq)]
pub struct CVarDecl {
    /// Words in front.
    pub modifiers: CModifiers,
    /// Decorators (`@cython.locals(...)` on a function that a `.pxd` declares).
    pub decorators: Vec<Expr>,
    /// Base type.
    pub ty: CTypeExpr,
    /// Declarators with their initial values.
    pub declarators: Vec<(CDeclarator, Option<Expr>)>,
}

/// `cdef int f(int x) except -1: ...`
#[derive(Clone, Debug, PartialEq)]
pub struct CFuncDef {
    /// Words in front.
    pub modifiers: CModifiers,
    /// Decorators.
    pub decorators: Vec<Expr>,
    /// Return type.
    pub ty: CTypeExpr,
    /// The function's declarator.
    pub declarator: CDeclarator,
    /// The body.
    pub body: Vec<Stmt>,
}

/// `cdef struct S: ...`, `cdef union`, `cdef packed struct`, also `cdef cppclass`.
#[derive(Clone, Debug, PartialEq)]
pub struct CStructDef {
    /// Words in front.
    pub modifiers: CModifiers,
    /// Struct, union, C++ class.
    pub kind: CStructKind,
    /// `packed`
    pub packed: bool,
    /// The name.
    pub name: Ident,
    /// Name in C.
    pub cname: Option<Box<str>>,
    /// Template parameters of a C++ class; a defaulted one (`T=*`) is optional.
    pub templates: Vec<(Ident, bool)>,
    /// Base classes of a C++ class.
    pub bases: Vec<CTypeExpr>,
    /// Members; nothing for a forward declaration. Only declarations, `pass`, and (C++) functions, nested types.
    pub body: Option<Vec<Stmt>>,
    /// Decorators (C++ only).
    pub decorators: Vec<Expr>,
}

/// Which kind of struct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the word itself")]
pub enum CStructKind {
    Struct,
    Union,
    CppClass,
}

/// `cdef enum E: A, B = 2`
#[derive(Clone, Debug, PartialEq)]
pub struct CEnumDef {
    /// Words in front (`cpdef` makes a Python face).
    pub modifiers: CModifiers,
    /// `enum class`
    pub scoped: bool,
    /// The name; anonymous without.
    pub name: Option<Ident>,
    /// Name in C.
    pub cname: Option<Box<str>>,
    /// `(unsigned char)` behind the name: the underlying type.
    pub underlying: Option<CTypeExpr>,
    /// Items with name in C and value.
    pub items: Vec<CEnumItem>,
    /// The docstring of a `cpdef enum`.
    pub doc: Option<Expr>,
    /// Whether items or `pass` were given (a forward declaration has none).
    pub has_body: bool,
}

/// An item of an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct CEnumItem {
    /// The name.
    pub name: Ident,
    /// Name in C.
    pub cname: Option<Box<str>>,
    /// `= expr`
    pub value: Option<Expr>,
}

/// `cdef class C(B): ...`, `ctypedef class m.C [object S, type T]: ...`
#[derive(Clone, Debug, PartialEq)]
pub struct CClassDef {
    /// Words in front.
    pub modifiers: CModifiers,
    /// Decorators.
    pub decorators: Vec<Expr>,
    /// `m.` in front of the name of an extern class.
    pub module: Vec<Ident>,
    /// The name.
    pub name: Ident,
    /// `as D`
    pub as_name: Option<Ident>,
    /// Bases; keywords (`metaclass=`) are refused later.
    pub bases: Vec<Expr>,
    /// Keyword arguments of the class.
    pub keywords: Vec<crate::Keyword>,
    /// `[object S, type T, check_size ignore]`
    pub options: CClassOptions,
    /// The body; nothing for a forward declaration.
    pub body: Option<Vec<Stmt>>,
}

/// What stands in the brackets of a `cdef class`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct CClassOptions {
    /// `object S`: name of the instance struct in C.
    pub object_struct: Option<Ident>,
    /// `type T`: name of the type object in C.
    pub type_object: Option<Ident>,
    /// `check_size ignore|warn|error`
    pub check_size: Option<Ident>,
}

/// `cdef extern from "x.h" namespace "n" nogil: ...`
#[derive(Clone, Debug, PartialEq)]
pub struct CExternBlock {
    /// The header without the angle brackets of `<x.h>`; nothing for `from *` and for plain `cdef extern:`.
    pub header: Option<Box<str>>,
    /// `from *`
    pub star: bool,
    /// The header is `<x.h>`.
    pub system: bool,
    /// `namespace "n"`
    pub namespace: Option<Box<str>>,
    /// Verbatim C text (the block's docstring).
    pub verbatim: Option<Box<str>>,
    /// Words in front and `nogil`.
    pub modifiers: CModifiers,
    /// The declarations.
    pub body: Vec<Stmt>,
}

/// `ctypedef fused T: int; double`
#[derive(Clone, Debug, PartialEq)]
pub struct FusedDef {
    /// Words in front.
    pub modifiers: CModifiers,
    /// The name.
    pub name: Ident,
    /// The types.
    pub types: Vec<CTypeArg>,
}

/// `property p: "doc" def __get__(self): ...` in a `cdef class`.
#[derive(Clone, Debug, PartialEq)]
pub struct PropertyDef {
    /// The name.
    pub name: Ident,
    /// Docstring and accessor functions.
    pub body: Vec<Stmt>,
}

/// `for i from 0 <= i < n by 2: ... else: ...`
#[derive(Clone, Debug, PartialEq)]
pub struct ForFrom {
    /// `i`
    pub target: Expr,
    /// `0`
    pub start: Expr,
    /// `<=` or `<` (ascending), `>=` or `>` (descending)
    pub relation1: crate::CompareOp,
    /// `<`
    pub relation2: crate::CompareOp,
    /// `n`
    pub stop: Expr,
    /// `2`
    pub step: Option<Expr>,
    /// The body.
    pub body: Vec<Stmt>,
    /// `else`
    pub orelse: Vec<Stmt>,
}

/// Dotted name of a module, for `cimport`.
pub type ModuleName = Vec<Ident>;

/// Text of a dotted name.
pub fn dotted(parts: &[Ident]) -> Name {
    let mut out = Name::default();
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            out.push('.');
        }
        out.push_str(&part.name);
    }
    out
}
