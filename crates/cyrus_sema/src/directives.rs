//! Compiler directives: which exist, their values, where they may stand, how they nest.
//!
//! Names, defaults and scopes are those of Cython 3.3 (its documentation, page "Compiler directives").

use cyrus_hir as hir;
use cyrus_source::Name;

use crate::Input;
use crate::body::annotation::has_future;

/// A directive's value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Not set: the directive's own default rule applies.
    Unset,
    /// `True`, `False`
    Bool(bool),
    /// A number (`freelist`).
    Int(i64),
    /// A word or text.
    Str(Name),
}

/// What values a directive takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `True` or `False`.
    Bool,
    /// `True`, `False` or `None`.
    OptionalBool,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Any text.
    Text,
    /// A number.
    Int,
    /// Only as a decorator, with arguments that its user reads (`locals`, `returns`, `exceptval`, ...).
    Decorator,
    /// Support for tests of the reference implementation: accepted everywhere, without effect.
    TestSupport,
}

/// Where a directive may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Anywhere.
    Any,
    /// Only at the top of a file or on the command line.
    Module,
    /// On functions (and above).
    Function,
    /// On extension types (and above).
    Class,
    /// On classes and functions only as a decorator, or as a `with` block.
    Local,
}

macro_rules! directives {
    ($($variant:ident $name:literal $kind:expr, $default:expr, $scope:ident;)*) => {
        /// A directive.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "each variant is the directive of that name")]
        pub enum Directive { $($variant),* }

        impl Directive {
            /// All of them, in the order of the enum.
            pub const ALL: &'static [Directive] = &[$(Directive::$variant),*];
            /// The name in source.
            pub fn name(self) -> &'static str { match self { $(Directive::$variant => $name),* } }
            /// What values it takes.
            pub fn kind(self) -> Kind { match self { $(Directive::$variant => $kind),* } }
            /// Where it may stand.
            pub fn scope(self) -> Scope { match self { $(Directive::$variant => Scope::$scope),* } }
            fn default(self) -> Value { match self { $(Directive::$variant => $default),* } }
        }
    };
}

const T: Value = Value::Bool(true);
const F: Value = Value::Bool(false);
const U: Value = Value::Unset;
const fn empty() -> Value {
    Value::Str(Name::const_new(""))
}
const fn word(text: &'static str) -> Value {
    Value::Str(Name::const_new(text))
}

directives! {
    Binding "binding" Kind::Bool, T, Any;
    BoundsCheck "boundscheck" Kind::Bool, T, Any;
    NoneCheck "nonecheck" Kind::Bool, F, Any;
    InitializedCheck "initializedcheck" Kind::Bool, T, Any;
    FreethreadingCompatible "freethreading_compatible" Kind::Bool, F, Module;
    SubinterpretersCompatible "subinterpreters_compatible" Kind::Word(&["no", "shared_gil", "own_gil"]), word("no"), Module;
    EmbedSignature "embedsignature" Kind::Bool, F, Any;
    EmbedSignatureFormat "embedsignature.format" Kind::Word(&["c", "python", "clinic"]), word("c"), Any;
    AutoCpdef "auto_cpdef" Kind::Bool, F, Any;
    AutoPickle "auto_pickle" Kind::OptionalBool, U, Class;
    Cdivision "cdivision" Kind::Bool, F, Any;
    CdivisionWarnings "cdivision_warnings" Kind::Bool, F, Any;
    Cpow "cpow" Kind::OptionalBool, U, Any;
    CApiBinopMethods "c_api_binop_methods" Kind::Bool, F, Any;
    OverflowCheck "overflowcheck" Kind::Bool, F, Any;
    OverflowCheckFold "overflowcheck.fold" Kind::Bool, T, Any;
    AlwaysAllowKeywords "always_allow_keywords" Kind::Bool, T, Any;
    AllowNoneForExtensionArgs "allow_none_for_extension_args" Kind::Bool, T, Any;
    WrapAround "wraparound" Kind::Bool, T, Any;
    Ccomplex "ccomplex" Kind::Bool, F, Module;
    CallSpec "callspec" Kind::Text, empty(), Any;
    Nogil "nogil" Kind::Bool, F, Local;
    Gil "gil" Kind::Bool, F, Local;
    WithGil "with_gil" Kind::Bool, F, Function;
    Profile "profile" Kind::Bool, F, Any;
    LineTrace "linetrace" Kind::Bool, F, Any;
    EmitCodeComments "emit_code_comments" Kind::Bool, T, Module;
    AnnotationTyping "annotation_typing" Kind::Bool, T, Any;
    InferTypes "infer_types" Kind::OptionalBool, U, Any;
    InferTypesVerbose "infer_types.verbose" Kind::Bool, F, Any;
    AutoTestDict "autotestdict" Kind::Bool, T, Module;
    AutoTestDictCdef "autotestdict.cdef" Kind::Bool, F, Module;
    AutoTestDictAll "autotestdict.all" Kind::Bool, F, Module;
    LanguageLevel "language_level" Kind::Word(&["2", "3", "3str"]), U, Module;
    FastGetattr "fast_getattr" Kind::Bool, F, Any;
    Py2Import "py2_import" Kind::Bool, F, Any;
    LateIncludes "preliminary_late_includes_cy28" Kind::Bool, F, Module;
    IterableCoroutine "iterable_coroutine" Kind::Bool, F, Any;
    CStringType "c_string_type" Kind::Word(&["bytes", "bytearray", "str", "unicode"]), word("bytes"), Module;
    CStringEncoding "c_string_encoding" Kind::Text, empty(), Module;
    TypeVersionTag "type_version_tag" Kind::Bool, T, Class;
    UnraisableTracebacks "unraisable_tracebacks" Kind::Bool, T, Any;
    OldStyleGlobals "old_style_globals" Kind::Bool, F, Module;
    NpPythran "np_pythran" Kind::Bool, F, Module;
    FastGil "fast_gil" Kind::Bool, F, Module;
    CppLocals "cpp_locals" Kind::Bool, F, Any;
    LegacyImplicitNoexcept "legacy_implicit_noexcept" Kind::Bool, F, Module;
    CCompileGuard "c_compile_guard" Kind::Text, empty(), Function;
    SetInitialPath "set_initial_path" Kind::Text, U, Module;
    WarnUndeclared "warn.undeclared" Kind::Bool, F, Any;
    WarnUnreachable "warn.unreachable" Kind::Bool, T, Any;
    WarnMaybeUninitialized "warn.maybe_uninitialized" Kind::Bool, F, Any;
    WarnUnused "warn.unused" Kind::Bool, F, Any;
    WarnUnusedArg "warn.unused_arg" Kind::Bool, F, Any;
    WarnUnusedResult "warn.unused_result" Kind::Bool, F, Any;
    WarnMultipleDeclarators "warn.multiple_declarators" Kind::Bool, T, Any;
    WarnDeprecatedDef "warn.deprecated.DEF" Kind::Bool, F, Any;
    WarnDeprecatedIf "warn.deprecated.IF" Kind::Bool, T, Any;
    ShowPerformanceHints "show_performance_hints" Kind::Bool, T, Any;
    InlineDefnodeCalls "optimize.inline_defnode_calls" Kind::Bool, T, Any;
    UnpackMethodCalls "optimize.unpack_method_calls" Kind::Bool, T, Any;
    UnpackMethodCallsInPyinit "optimize.unpack_method_calls_in_pyinit" Kind::Bool, F, Any;
    UseSwitch "optimize.use_switch" Kind::Bool, T, Any;
    RemoveUnreachable "remove_unreachable" Kind::Bool, T, Any;
    DotOutput "control_flow.dot_output" Kind::Text, empty(), Module;
    DotAnnotateDefs "control_flow.dot_annotate_defs" Kind::Bool, F, Module;
    TestAssertPath "test_assert_path_exists" Kind::TestSupport, U, Any;
    TestFailPath "test_fail_if_path_exists" Kind::TestSupport, U, Any;
    TestBodyNeeds "test_body_needs_exception_handling" Kind::TestSupport, U, Any;
    TestAssertC "test_assert_c_code_has" Kind::TestSupport, U, Any;
    TestFailC "test_fail_if_c_code_has" Kind::TestSupport, U, Any;
    FormalGrammar "formal_grammar" Kind::Bool, F, Module;
    Locals "locals" Kind::Decorator, U, Local;
    Final "final" Kind::Bool, F, Local;
    CollectionType "collection_type" Kind::Word(&["sequence", "mapping"]), U, Local;
    CriticalSection "critical_section" Kind::Decorator, U, Local;
    Internal "internal" Kind::Bool, F, Local;
    Cfunc "cfunc" Kind::Bool, F, Local;
    Ccall "ccall" Kind::Bool, F, Local;
    Ufunc "ufunc" Kind::Bool, F, Local;
    Inline "inline" Kind::Bool, F, Local;
    StaticMethod "staticmethod" Kind::Bool, F, Local;
    Cclass "cclass" Kind::Bool, F, Local;
    NoGcClear "no_gc_clear" Kind::Bool, F, Local;
    NoGc "no_gc" Kind::Bool, F, Local;
    Returns "returns" Kind::Decorator, U, Local;
    ExceptVal "exceptval" Kind::Decorator, U, Local;
    FreeList "freelist" Kind::Int, Value::Int(0), Local;
    Trashcan "trashcan" Kind::OptionalBool, U, Local;
    TotalOrdering "total_ordering" Kind::Bool, F, Local;
    Dataclass "dataclasses.dataclass" Kind::Decorator, U, Local;
    DataclassField "dataclasses.field" Kind::Decorator, U, Local;
}

impl Directive {
    /// The directive of this name.
    pub fn from_name(name: &str) -> Option<Directive> {
        Directive::ALL.iter().copied().find(|d| d.name() == name)
    }

    /// The directives that `name` sets: itself, or with `prefix.all` every one below the prefix.
    pub fn matching(name: &str) -> Vec<Directive> {
        match name.strip_suffix(".all") {
            Some(prefix) if Directive::from_name(name).is_none() => Directive::ALL
                .iter()
                .copied()
                .filter(|d| d.name().strip_prefix(prefix).is_some_and(|rest| rest.starts_with('.')))
                .collect(),
            _ => Directive::from_name(name).into_iter().collect(),
        }
    }

    /// The name that the user may have meant.
    pub fn nearest(name: &str) -> Option<&'static str> {
        let best = Directive::ALL.iter().map(|d| (distance(name, d.name()), d.name())).min()?;
        (best.0 <= name.len().max(3) / 3).then_some(best.1)
    }

    /// Applies only to what it decorates, not to what is inside.
    pub fn is_immediate(self) -> bool {
        use Directive as D;
        matches!(
            self,
            D::AutoPickle
                | D::Ccall
                | D::Cclass
                | D::Cfunc
                | D::CollectionType
                | D::Dataclass
                | D::ExceptVal
                | D::Final
                | D::FreeList
                | D::Inline
                | D::Internal
                | D::NoGc
                | D::NoGcClear
                | D::Returns
                | D::TotalOrdering
                | D::TypeVersionTag
                | D::Ufunc
                | D::WithGil
                | D::StaticMethod
                | D::Locals
                | D::CriticalSection
        )
    }
}

/// Levenshtein distance, for suggestions.
pub fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = i;
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
        for (j, y) in b.iter().enumerate() {
            let cost = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = cost.min(corner + 1).min(row[j] + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}

/// A set of directive values.
#[derive(Clone, Debug, PartialEq)]
pub struct Directives {
    values: Vec<Value>,
}

impl Default for Directives {
    fn default() -> Self {
        Self { values: Directive::ALL.iter().map(|d| d.default()).collect() }
    }
}

impl Directives {
    /// The value of a directive.
    pub fn get(&self, directive: Directive) -> &Value {
        self.values.get(directive as usize).unwrap_or(&Value::Unset)
    }
    /// Sets a directive.
    pub fn set(&mut self, directive: Directive, value: Value) {
        if let Some(slot) = self.values.get_mut(directive as usize) {
            *slot = value;
        }
    }
    /// Whether a directive is on.
    pub fn is(&self, directive: Directive) -> bool {
        matches!(self.get(directive), Value::Bool(true))
    }
    /// The text of a directive, empty if it is unset.
    pub fn text(&self, directive: Directive) -> &str {
        match self.get(directive) {
            Value::Str(s) => s,
            _ => "",
        }
    }

    /// Sets from text as it stands in a comment. The error is what to tell the user.
    pub fn set_text(&mut self, name: &str, value: &str) -> Result<(), String> {
        let found = Directive::matching(name);
        if found.is_empty() {
            return Err(match Directive::nearest(name) {
                Some(near) => format!("unknown directive `{name}`; did you mean `{near}`?"),
                None => format!("unknown directive `{name}`"),
            });
        }
        for directive in found {
            let value = parse_value(directive, value)?;
            self.set(directive, value);
        }
        Ok(())
    }

    /// What is in force inside something that was decorated with these.
    pub fn for_inner(&self) -> Directives {
        let mut inner = self.clone();
        for d in Directive::ALL {
            if d.is_immediate() {
                inner.set(*d, d.default());
            }
        }
        inner
    }

    /// The settings of module scope that later stages need.
    pub fn settings(&self, input: &Input<'_>) -> hir::Settings {
        use Directive as D;
        let initial = self.text(D::SetInitialPath);
        let string = self.text(D::CStringType);
        hir::Settings {
            cplus: input.cplus,
            binding: self.is(D::Binding),
            level2: input.main.level2,
            old_imports: self.is(D::Py2Import)
                || (input.main.level2 && !has_future(&input.main.tree, "absolute_import")),
            code_comments: self.is(D::EmitCodeComments),
            docstrings: input.docstrings,
            plain_python: input.pure_python,
            c_string_type: if string == "unicode" { "str".into() } else { string.into() },
            c_string_encoding: self.text(D::CStringEncoding).to_ascii_lowercase().into(),
            freethreading: self.is(D::FreethreadingCompatible),
            subinterpreters: self.text(D::SubinterpretersCompatible).into(),
            initial_path: (!initial.is_empty()).then(|| initial.into()),
        }
    }
}

fn parse_value(directive: Directive, text: &str) -> Result<Value, String> {
    let name = directive.name();
    let boolean = |text: &str| match text {
        "True" => Some(true),
        "False" => Some(false),
        _ => None,
    };
    match directive.kind() {
        Kind::Bool => boolean(text)
            .map(Value::Bool)
            .ok_or_else(|| format!("`{name}` must be set to True or False, not `{text}`")),
        Kind::OptionalBool => match text {
            "None" => Ok(Value::Unset),
            _ => boolean(text)
                .map(Value::Bool)
                .ok_or_else(|| format!("`{name}` must be set to True, False or None, not `{text}`")),
        },
        Kind::Word(words) => {
            let bare = text.trim_matches(['"', '\'']);
            if words.contains(&bare) {
                Ok(Value::Str(bare.into()))
            } else {
                Err(format!("`{name}` must be one of {}, not `{text}`", words.join(", ")))
            }
        }
        Kind::Text => Ok(Value::Str(text.trim_matches(['"', '\'']).into())),
        Kind::Int => text
            .parse()
            .map(Value::Int)
            .map_err(|_| format!("`{name}` must be set to a number, not `{text}`")),
        Kind::Decorator => Err(format!("`{name}` can only be used as a decorator")),
        Kind::TestSupport => Ok(Value::Unset),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_suggestions() {
        let mut d = Directives::default();
        assert!(d.is(Directive::BoundsCheck));
        d.set_text("boundscheck", "False").unwrap();
        assert!(!d.is(Directive::BoundsCheck));
        assert_eq!(
            d.set_text("boundchek", "False").unwrap_err(),
            "unknown directive `boundchek`; did you mean `boundscheck`?"
        );
        assert!(d.set_text("boundscheck", "maybe").is_err());
        d.set_text("warn.all", "True").unwrap();
        assert!(d.is(Directive::WarnUnused));
        assert_eq!(d.set_text("c_string_type", "str"), Ok(()));
    }

    #[test]
    fn table_is_in_step() {
        for (i, d) in Directive::ALL.iter().enumerate() {
            assert_eq!(*d as usize, i);
        }
    }
}
