//! C types and their declarators.

use crate::Text;

/// A C type, as far as its spelling around a name depends on its structure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CType {
    /// Anything that stands in front of the name: `int`, `struct a`, `std::vector<int>`.
    Name(Text),
    /// `T *`
    Ptr(Box<CType>),
    /// `T &`
    Ref(Box<CType>),
    /// `T &&`
    RvalueRef(Box<CType>),
    /// `const T`
    Const(Box<CType>),
    /// `volatile T`
    Volatile(Box<CType>),
    /// `T [n]`; the text may be empty.
    Array(Box<CType>, String),
    /// A function: result, parameters, `...`.
    Func(Box<CType>, Vec<CType>, bool),
}

impl CType {
    /// A type that is spelled in front of the name.
    pub fn name(text: impl Into<Text>) -> CType {
        CType::Name(text.into())
    }
    /// `self *`
    pub fn ptr(self) -> CType {
        CType::Ptr(Box::new(self))
    }
    /// `self` as the type of `name`: `int *a[3]`, `void (*f)(int)`. An empty name gives the type alone.
    pub fn declare(&self, name: &str) -> String {
        match self {
            CType::Name(text) => join(text, name),
            CType::Ptr(inner) => match &**inner {
                CType::Name(text) => [text.as_str(), " *", name].concat(),
                inner => inner.declare(&inner.wrap(format!("*{name}"))),
            },
            CType::Ref(inner) => inner.declare(&inner.wrap(format!("&{name}"))),
            CType::RvalueRef(inner) => inner.declare(&inner.wrap(format!("&&{name}"))),
            CType::Const(inner) => inner.qualified("const", name),
            CType::Volatile(inner) => inner.qualified("volatile", name),
            CType::Array(item, size) => item.declare(&format!("{name}[{size}]")),
            CType::Func(ret, params, varargs) => {
                let mut list: Vec<String> = params.iter().map(|p| p.declare("")).collect();
                if *varargs {
                    list.push("...".to_owned());
                }
                let list = if list.is_empty() { "void".to_owned() } else { list.join(", ") };
                ret.declare(&format!("{name}({list})"))
            }
        }
    }

    /// The type alone.
    pub fn text(&self) -> String {
        self.declare("")
    }

    /// A pointer to an array or function needs parentheses around it.
    fn wrap(&self, declarator: String) -> String {
        if matches!(self, CType::Array(..) | CType::Func(..)) {
            format!("({declarator})")
        } else {
            declarator
        }
    }

    fn qualified(&self, word: &str, name: &str) -> String {
        match self {
            CType::Ptr(inner) => inner.declare(&inner.wrap(format!("*{}", join(word, name)))),
            // qualifiers of an array are those of its items
            CType::Array(item, size) => item.qualified(word, &format!("{name}[{size}]")),
            other => format!("{word} {}", other.declare(name)),
        }
    }
}

fn join(a: &str, b: &str) -> String {
    if b.is_empty() { a.to_owned() } else { [a, " ", b].concat() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarators() {
        let int = || CType::name("int");
        let f = CType::Func(Box::new(CType::name("void")), vec![int(), CType::name("char").ptr()], false);
        for (ty, text) in [
            (int(), "int x"),
            (int().ptr(), "int *x"),
            (CType::Array(Box::new(int().ptr()), "3".into()), "int *x[3]"),
            (CType::Array(Box::new(int()), "3".into()).ptr(), "int (*x)[3]"),
            (f.clone().ptr(), "void (*x)(int, char *)"),
            (CType::Const(Box::new(int())).ptr(), "const int *x"),
            (CType::Const(Box::new(int().ptr())), "int *const x"),
            (CType::Array(Box::new(f.ptr()), "2".into()), "void (*x[2])(int, char *)"),
            (CType::Func(Box::new(int()), vec![], false), "int x(void)"),
        ] {
            assert_eq!(ty.declare("x"), text);
        }
        assert_eq!(CType::name("PyObject").ptr().text(), "PyObject *");
    }
}
