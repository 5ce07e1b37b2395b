//! A program that uses all that a bundled file declares.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use cyrus_ast::{
    CDeclarator, CDeclaratorKind, CEnumDef, CFuncDef, CFunctionDeclarator, CParam, CStructDef, CStructKind,
    CTypeKind, CVarDecl, Stmt, StmtKind,
};
use cyrus_library::LibraryFile;
use cyrus_parser::{ParseOptions, SourceKind, parse};
use cyrus_source::FileId;

/// What stands for the parameters of templates, and for the names of nested types.
type Names = BTreeMap<String, String>;

/// The program; names in `known` are left out.
pub fn program(file: &LibraryFile, known: &BTreeSet<&str>) -> String {
    let parsed = parse(file.text, ParseOptions::new(SourceKind::Pxd, FileId::default()));
    let cpp = file.module.starts_with("libcpp");
    let mut uses = Uses {
        module: file.module,
        text: file.text,
        known,
        objects: BTreeSet::new(),
        structs: BTreeSet::new(),
        private: BTreeSet::new(),
        lines: Vec::new(),
    };
    for name in
        ["object", "list", "dict", "tuple", "str", "unicode", "bytes", "bytearray", "type", "slice", "set"]
    {
        uses.objects.insert(name.to_owned());
    }
    for name in ["frozenset", "memoryview", "frozendict"] {
        uses.objects.insert(name.to_owned());
    }
    uses.structs.insert("PyTypeObject".to_owned());
    uses.names_of(&parsed.module.body);
    uses.block(&parsed.module.body);
    let mut out = format!("from {} cimport *\n", file.module);
    for name in &uses.private {
        let _ = writeln!(out, "from {} cimport {name}", file.module);
    }
    if cpp {
        out.push_str(CPP);
    }
    for (n, line) in uses.lines.iter().enumerate() {
        let _ = write!(
            out,
            "\ncdef int use{n}(object x, void *p, Py_ssize_t n) except -1:\n    {line}\n    return 0\n"
        );
    }
    out
}

/// Stands for a type that the program cannot name.
const UNKNOWN: &str = "UNKNOWN";

const CPP: &str = "\
from cython.operator cimport dereference, postdecrement, postincrement, predecrement, preincrement
from libcpp.functional cimport greater
from libcpp.mutex cimport mutex
from libcpp.random cimport mt19937
from libcpp.shared_mutex cimport shared_mutex
from libcpp.typeinfo cimport type_info
from libcpp.vector cimport vector
";

/// What of the C compiler's errors is worth reading.
pub fn lines(errors: &str) -> String {
    errors
        .lines()
        .filter(|line| line.contains(" error: ") || line.contains(" | "))
        .take(40)
        .collect::<Vec<_>>()
        .join("\n")
}

struct Uses<'a> {
    module: &'a str,
    text: &'a str,
    known: &'a BTreeSet<&'a str>,
    /// Types whose values are Python objects.
    objects: BTreeSet<String>,
    /// Types whose values have no number.
    structs: BTreeSet<String>,
    /// Types whose names begin with an underscore, which a star leaves out.
    private: BTreeSet<String>,
    lines: Vec<String>,
}

impl Uses<'_> {
    fn names_of(&mut self, body: &[Stmt]) {
        for stmt in body {
            match &stmt.kind {
                StmtKind::CExtern(block) => self.names_of(&block.body),
                StmtKind::CBlock(body) => self.names_of(body),
                StmtKind::CClass(class) => _ = self.objects.insert(class.name.name.to_string()),
                StmtKind::CStruct(class) => {
                    let name = class.name.name.to_string();
                    if name.starts_with('_') {
                        self.private.insert(name.clone());
                    }
                    self.structs.insert(name);
                }
                _ => {}
            }
        }
    }
    fn block(&mut self, body: &[Stmt]) {
        for stmt in body {
            match &stmt.kind {
                StmtKind::CExtern(block) => self.block(&block.body),
                StmtKind::CBlock(body) => self.block(body),
                StmtKind::CVar(var) => self.variables(var, None, &Names::new()),
                StmtKind::CFunc(function) => self.inline_function(function),
                StmtKind::CEnum(def) => self.enumeration(def, None),
                StmtKind::CStruct(def) => self.structure(def, None, &Names::new()),
                StmtKind::CTypedef { ty, declarator, .. } => {
                    if let Some(name) =
                        declarator.name().filter(|name| !self.objects.contains(name.name.as_str()))
                    {
                        let name = &name.name;
                        // Complex numbers have operators that are functions here.
                        let complex = matches!(&ty.kind, CTypeKind::Basic(basic) if basic.complex);
                        let number = format!("(<{name} *>p)[0]");
                        let line = if complex {
                            format!("x = {number} * {number}")
                        } else {
                            format!("n = sizeof({name})")
                        };
                        self.add(name, line);
                    }
                }
                _ => {}
            }
        }
    }
    fn add(&mut self, name: &str, line: String) {
        if !self.known.contains(name) {
            self.lines.push(line);
        }
    }

    fn enumeration(&mut self, def: &CEnumDef, inside: Option<&str>) {
        for item in &def.items {
            let scope = match (&def.name, def.scoped, inside) {
                (Some(name), true, _) => format!("{}.", name.name),
                (_, _, Some(class)) => format!("{class}."),
                _ => String::new(),
            };
            let line = format!("n = <Py_ssize_t>{scope}{}", item.name.name);
            self.add(&item.name.name, line);
        }
    }

    /// Variables and functions; `inside` is the class or struct that they are members of.
    fn variables(&mut self, var: &CVarDecl, inside: Option<&str>, names: &Names) {
        for (declarator, _) in &var.declarators {
            if let Some(function) = function_of(declarator) {
                let name = declarator.name().map_or(String::new(), |name| name.name.to_string());
                self.function(&name, function, var, inside, names);
                continue;
            }
            let Some(name) = declarator.name() else { continue };
            let is_static = !var.decorators.is_empty();
            let target = match inside {
                Some(class) if is_static => format!("{class}.{}", name.name),
                Some(class) => format!("(<{class} *>p).{}", name.name),
                None => name.name.to_string(),
            };
            let key = inside.map_or_else(|| name.name.to_string(), |class| format!("{class}.{}", name.name));
            let line = match &declarator.kind {
                CDeclaratorKind::Array { .. } => format!("p = <void *>{target}"),
                _ if inside.is_some_and(|class| class.starts_with("numeric_limits")) => {
                    format!("n = <Py_ssize_t>{}.{}", inside.unwrap_or_default(), name.name)
                }
                _ if inside.is_some() => format!("p = <void *>&{target}"),
                CDeclaratorKind::Pointer { .. } => format!("p = <void *>{target}"),
                _ => match type_name(&var.ty.kind) {
                    Some(ty) if self.structs.contains(&ty) => format!("p = <void *>&{target}"),
                    Some(ty) if ty.ends_with("sighandler_t") || ty == "nullptr_t" => {
                        format!("p = <void *>{target}")
                    }
                    _ => format!("n = <Py_ssize_t>{target}"),
                },
            };
            self.add(&key, line);
        }
    }

    fn inline_function(&mut self, function: &CFuncDef) {
        let Some(declarator) = function_of(&function.declarator) else { return };
        let Some(name) = function.declarator.name() else { return };
        let Some(arguments) = self.arguments(&declarator.params, &Names::new(), true) else { return };
        self.add(&name.name, format!("{}({})", name.name, arguments.join(", ")));
    }

    fn function(
        &mut self,
        name: &str,
        function: &CFunctionDeclarator,
        var: &CVarDecl,
        inside: Option<&str>,
        names: &Names,
    ) {
        let mut names = names.clone();
        for template in &function.templates {
            let Some(stand_in) = self.stand_in(&template.name, inside) else { return };
            names.insert(template.name.to_string(), stand_in);
        }
        let Some(arguments) = self.arguments(&function.params, &names, false) else { return };
        let all = arguments.join(", ");
        let key = inside.map_or_else(|| name.to_owned(), |class| format!("{}.{name}", plain(class)));
        let is_static = !var.decorators.is_empty();
        let Some(class) = inside else {
            let brackets = if deduced(function, self.text) {
                String::new()
            } else {
                let given: Vec<&str> =
                    function.templates.iter().map(|t| names[t.name.as_str()].as_str()).collect();
                format!("[{}]", given.join(", "))
            };
            self.add(&key, format!("{name}{brackets}({all})"));
            return;
        };
        let this = if is_static { class.to_owned() } else { format!("(<{class} *>p)[0]") };
        let line = if name.is_empty() || name == plain(class).rsplit('.').next().unwrap_or("") {
            if class.contains('.') {
                return;
            }
            format!("p = new {class}({all})")
        } else if let Some(operator) = name.strip_prefix("operator") {
            match (operator.trim(), arguments.as_slice()) {
                ("()", _) => format!("{this}({all})"),
                ("[]", _) => format!("{this}[{all}]"),
                ("=", [argument]) => format!("{this} = {argument}"),
                ("bool", _) => format!("n = 1 if {this} else 0"),
                ("!", _) => format!("n = 0 if {this} else 1"),
                ("*", []) => format!("dereference({this})"),
                ("++", []) => format!("preincrement({this})"),
                ("--", []) => format!("predecrement({this})"),
                ("++", _) => format!("postincrement({this})"),
                ("--", _) => format!("postdecrement({this})"),
                (op, []) => format!("{op}{this}"),
                (op, [argument]) => format!("{this} {op} {argument}"),
                (op, [left, right]) => format!("{left} {op} {right}"),
                _ => return,
            }
        } else {
            format!("{this}.{name}({all})")
        };
        self.add(&key, line);
    }

    /// A value of each parameter's type; nothing where a type is known to the class alone. In a function `with_body` a
    /// lone word is the name of an object.
    fn arguments(&self, params: &[CParam], names: &Names, with_body: bool) -> Option<Vec<String>> {
        let required = params.iter().filter(|param| param.default.is_none());
        required
            .map(|param| self.argument(param, names, with_body).filter(|text| !text.contains(UNKNOWN)))
            .collect()
    }
    fn argument(&self, param: &CParam, names: &Names, with_body: bool) -> Option<String> {
        if with_body && matches!(param.ty.kind, CTypeKind::Implicit) {
            return Some("x".to_owned());
        }
        let base = &self.text[param.ty.span.start as usize..param.ty.span.end as usize];
        let whole = &self.text[param.span.start as usize..param.span.end as usize];
        let unnamed = match (&param.ty.kind, param.declarator.name()) {
            (CTypeKind::Implicit, _) | (_, None) => whole.to_owned(),
            (_, Some(name)) => {
                let start = (name.span.start - param.span.start) as usize;
                let end = (name.span.end - param.span.start) as usize;
                format!("{}{}", &whole[..start], &whole[end..])
            }
        };
        let ty = substitute(unnamed.trim(), names);
        let base = if base.is_empty() { ty.clone() } else { base.to_owned() };
        Some(match &param.declarator.kind {
            _ if ty.contains("(*)") && ty.contains('&') => UNKNOWN.to_owned(),
            _ if ty.contains("(*)") => format!("<{ty}>NULL"),
            CDeclaratorKind::Reference(inner) | CDeclaratorKind::RvalueReference(inner)
                if inner.is_empty() =>
            {
                let ty = ty.trim_end_matches(['&', ' ']).to_owned();
                format!("(<{ty} *>p)[0]")
            }
            CDeclaratorKind::Function(_) | CDeclaratorKind::Array { .. } => format!("<{ty}>NULL"),
            CDeclaratorKind::Pointer { .. } => format!("(<{ty} *>p)[0]"),
            _ if self.objects.contains(base.trim()) || param.declarator.is_empty() && base.is_empty() => {
                if base.trim() == "object" {
                    "x".to_owned()
                } else {
                    format!("<{}>x", base.trim())
                }
            }
            _ if ty == "object" => "x".to_owned(),
            _ => format!("(<{ty} *>p)[0]"),
        })
    }

    /// What stands for a parameter of a function template, by its name; nothing for what cannot be tried here.
    fn stand_in(&self, parameter: &str, inside: Option<&str>) -> Option<String> {
        let text = match parameter.trim_end_matches(char::is_numeric) {
            "It" | "In" | "Out" => return Some(format!("{}.iterator", inside.unwrap_or("vector[int]"))),
            "C" => "vector[int]",
            "T" | "From" | "To" if self.module == "libcpp.bit" => "unsigned int",
            "Size" | "Distance" | "T" | "U" | "From" | "To" | "Item" | "Other" => "int",
            "Real" => "double",
            "Pred" => "bint (*)(int)",
            "Eq" | "Less" => "bint (*)(int, int)",
            "Op" => "int (*)(int, int)",
            "Fn" => "int (*)(int)",
            "Gen" => "int (*)()",
            "URBG" | "Engine" => "mt19937",
            "Mutex" | "Lock" if self.module == "libcpp.shared_mutex" => "shared_mutex",
            "Mutex" | "Lock" => "mutex",
            _ => return None,
        };
        Some(text.to_owned())
    }

    fn structure(&mut self, def: &CStructDef, outer: Option<&str>, outer_names: &Names) {
        let Some(body) = &def.body else { return };
        let name = def.name.name.to_string();
        let mut names = outer_names.clone();
        let mut class = outer.map_or_else(|| name.clone(), |outer| format!("{outer}.{name}"));
        let required: Vec<&str> =
            def.templates.iter().filter(|(_, optional)| !*optional).map(|(n, _)| n.name.as_str()).collect();
        // a parameter that is always left out is nothing that an argument could be of; `less[T=*]` and its like are tried
        let optional: Vec<&str> = def.templates.iter().map(|(n, _)| n.name.as_str()).collect();
        let required = if optional == ["T"] { optional.clone() } else { required };
        for name in &optional {
            names.insert((*name).to_owned(), UNKNOWN.to_owned());
        }
        if !required.is_empty() {
            let Some(given) = instance(&name, &required) else { return };
            for (template, given) in required.iter().zip(&given) {
                names.insert((*template).to_owned(), given.clone());
            }
            class = format!("{class}[{}]", given.join(", "));
        }
        if def.kind == CStructKind::CppClass {
            names.insert(name.clone(), class.clone());
            for stmt in body {
                match &stmt.kind {
                    StmtKind::CStruct(inner) => {
                        names.insert(inner.name.name.to_string(), format!("{class}.{}", inner.name.name));
                    }
                    StmtKind::CTypedef { declarator, .. } => {
                        if let Some(inner) = declarator.name() {
                            names.insert(inner.name.to_string(), format!("{class}.{}", inner.name));
                        }
                    }
                    _ => {}
                }
            }
        }
        for stmt in body {
            match &stmt.kind {
                StmtKind::CVar(var) => self.variables(var, Some(&class), &names),
                StmtKind::CStruct(inner) => self.structure(inner, Some(&class), &names),
                StmtKind::CEnum(inner) => self.enumeration(inner, Some(&class)),
                _ => {}
            }
        }
    }
}

/// `vector[int]` without its arguments.
fn plain(class: &str) -> String {
    let mut depth = 0;
    let keep = class.chars().filter(|c| {
        let inside = depth > 0;
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        !(inside || *c == '[')
    });
    keep.collect()
}

/// The arguments with which a class template is tried; nothing where none of ours fit.
fn instance(class: &str, parameters: &[&str]) -> Option<Vec<String>> {
    let given: &[&str] = match class {
        "function" | "iterator" => return None,
        "lock_guard" | "unique_lock" => &["mutex"],
        "shared_lock" => &["shared_mutex"],
        "stop_callback" => &["void (*)() noexcept"],
        "back_insert_iterator" | "front_insert_iterator" | "insert_iterator" => &["vector[int]"],
        "complex" | "numeric_limits" => &["double"],
        name if name.ends_with("_distribution")
            && !["uniform_int", "binomial", "geometric", "negative_binomial", "poisson"]
                .iter()
                .any(|kind| name.trim_end_matches("_distribution") == *kind) =>
        {
            &["double"]
        }
        _ => return Some(parameters.iter().map(|_| "int".to_owned()).collect()),
    };
    Some(given.iter().map(|text| (*text).to_owned()).collect())
}

/// Whether all parameters of a function template follow from its arguments.
fn deduced(function: &CFunctionDeclarator, text: &str) -> bool {
    let in_arguments = |name: &str| {
        function.params.iter().any(|param| {
            let text = &text[param.span.start as usize..param.span.end as usize];
            text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == name)
        })
    };
    function.templates.iter().all(|template| in_arguments(&template.name))
}

fn function_of(declarator: &CDeclarator) -> Option<&CFunctionDeclarator> {
    match &declarator.kind {
        CDeclaratorKind::Function(function)
            if matches!(function.inner.kind, CDeclaratorKind::Name { .. }) =>
        {
            Some(function)
        }
        CDeclaratorKind::Pointer { inner, .. }
        | CDeclaratorKind::Reference(inner)
        | CDeclaratorKind::RvalueReference(inner) => function_of(inner),
        _ => None,
    }
}

fn type_name(kind: &CTypeKind) -> Option<String> {
    match kind {
        CTypeKind::Name { name, .. } => Some(name.name.to_string()),
        CTypeKind::Qualified { base, .. } => type_name(&base.kind),
        _ => None,
    }
}

/// The text with every name that stands for something replaced.
fn substitute(text: &str, names: &Names) -> String {
    let mut out = String::new();
    let mut word = String::new();
    let mut before = ' ';
    for c in text.chars().chain([' ']) {
        if c.is_alphanumeric() || c == '_' {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            match names.get(&word) {
                Some(known) if before != '.' => out.push_str(known),
                _ => out.push_str(&word),
            }
            word.clear();
        }
        out.push(c);
        before = c;
    }
    out.trim().to_owned()
}
