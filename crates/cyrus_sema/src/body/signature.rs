//! Signatures in docstrings: what `embedsignature` puts in front of them, in the form that `embedsignature.format` names.
//!
//! `c` is for people: `Class.name(int x, y=2) -> str`, with C types as they were declared. `python` writes types as
//! annotations: `name(self, x: int, y=2) -> str`. `clinic` is what CPython takes out of the docstrings of builtin
//! functions to make `__text_signature__` of it: `name($self, x, y=2)`, a line `--`, and the rest; functions with
//! `binding` have a signature of their own and need none.

use cyrus_ast as ast;
use cyrus_hir::FuncId;
use cyrus_types::{Builtin, CFuncId, Type};

use super::Body;
use super::frame::FrameKind;
use super::function::function_declarator;
use crate::directives::{Directive as D, Directives, Scope};
use crate::expression_text::{expression_text, plain_expression_text};

/// How signatures are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// As they were declared.
    C,
    /// With annotations.
    Python,
    /// For `__text_signature__`.
    Clinic,
}

/// What is put into the first parameter when a method is called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Receiver {
    /// It is a parameter like others.
    No,
    /// An instance.
    Instance,
    /// The class.
    Class,
}

/// What a signature is made of.
pub struct Signature<'e> {
    /// The class that the function stands in.
    pub class: Option<&'e str>,
    /// The function.
    pub name: &'e str,
    /// In order; positional-only ones first, keyword-only ones last.
    pub params: Vec<Shown<'e>>,
    /// How many are positional-only.
    pub posonly: usize,
    /// How many are keyword-only.
    pub kwonly: usize,
    /// `*args`
    pub vararg: Option<Shown<'e>>,
    /// `**kwargs`
    pub kwarg: Option<Shown<'e>>,
    /// What the first parameter is.
    pub receiver: Receiver,
    /// `-> T`
    pub returns: Option<&'e ast::Expr>,
    /// What a C function returns.
    pub result: Option<Type>,
}

/// A parameter.
pub struct Shown<'e> {
    /// Its name.
    pub name: String,
    /// The type of a variable of it.
    pub ty: Type,
    /// `: T`
    pub annotation: Option<&'e ast::Expr>,
    /// `= e`
    pub default: Option<&'e ast::Expr>,
}

impl<'e> Shown<'e> {
    /// A parameter of a `def` function.
    pub fn of(p: &'e ast::Parameter, ty: Type) -> Self {
        Self {
            name: p.name.name.to_string(),
            ty,
            annotation: p.annotation.as_ref(),
            default: p.default.as_ref(),
        }
    }
}

/// The form in force, if signatures are wanted.
pub fn form(directives: &Directives) -> Option<Form> {
    directives.is(D::EmbedSignature).then(|| match directives.text(D::EmbedSignatureFormat) {
        "python" => Form::Python,
        "clinic" => Form::Clinic,
        _ => Form::C,
    })
}

/// What CPython says of a slot that this method fills, for methods that are in a type's dictionary and say nothing
/// themselves.
pub fn slot_text(name: &str) -> Option<Box<[u8]>> {
    let text: &[u8] = match name {
        "__init__" => b"Initialize self.  See help(type(self)) for accurate signature.",
        "__call__" => b"Call self as a function.",
        _ => return None,
    };
    Some(text.into())
}

/// `__name__`
pub fn is_dunder(name: &str) -> bool {
    name.len() > 4 && name.starts_with("__") && name.ends_with("__")
}

/// A docstring with a line in front of it.
pub fn with_signature(line: &str, form: Form, doc: Option<&[u8]>) -> Box<[u8]> {
    let mut out = line.as_bytes().to_vec();
    if form == Form::Clinic {
        out.extend(b"\n--\n\n");
    } else if doc.is_some() {
        out.extend(b"\n\n");
    }
    out.extend(doc.map(clean).unwrap_or_default());
    out.into()
}

/// A docstring without the indentation that its lines share and without blank lines around it, as `inspect.cleandoc`
/// has it.
fn clean(doc: &[u8]) -> Vec<u8> {
    let lines: Vec<&[u8]> = doc.split(|byte| *byte == b'\n').collect();
    let indent = |line: &[u8]| line.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let shared = lines.iter().skip(1).filter(|line| indent(line) < line.len()).map(|line| indent(line)).min();
    let mut out: Vec<&[u8]> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let cut = if i == 0 { indent(line) } else { shared.unwrap_or(0).min(line.len()) };
        out.push(&line[cut..]);
    }
    let blank = |line: &&[u8]| line.is_empty();
    while out.last().is_some_and(blank) {
        out.pop();
    }
    let first = out.iter().position(|line| !line.is_empty()).unwrap_or(0);
    out[first..].join(&b'\n')
}

impl<'a> Body<'_, 'a> {
    /// The docstring of a function for which signatures are wanted.
    pub fn signature_doc(
        &self,
        signature: &Signature<'_>,
        directives: &Directives,
        doc: Option<Box<[u8]>>,
    ) -> Option<Box<[u8]>> {
        let Some(form) = form(directives) else { return doc };
        if form == Form::Clinic && directives.is(D::Binding) {
            return doc;
        }
        Some(with_signature(&self.signature_line(signature, form), form, doc.as_deref()))
    }

    /// A signature, on one line.
    pub fn signature_line(&self, signature: &Signature<'_>, form: Form) -> String {
        let count = signature.params.len();
        let mut parts = Vec::new();
        for (i, p) in signature.params.iter().enumerate() {
            if i == count - signature.kwonly {
                parts.push(self.star(signature, form));
            }
            parts.push(match signature.receiver {
                Receiver::Instance if i == 0 && form == Form::Clinic => "$self".to_owned(),
                Receiver::Class if i == 0 && form == Form::Clinic => "$type".to_owned(),
                Receiver::Instance | Receiver::Class if i == 0 => self.receiver(p, form),
                Receiver::No | Receiver::Instance | Receiver::Class => self.parameter_text(p, form),
            });
            if i + 1 == signature.posonly {
                parts.push("/".to_owned());
            }
        }
        if signature.kwonly == 0 && signature.vararg.is_some() {
            parts.push(self.star(signature, form));
        }
        if let Some(p) = &signature.kwarg {
            parts.push(format!("**{}", self.star_text(p, form)));
        }
        let mut line = format!("{}({})", signature.name, parts.join(", "));
        if let (Form::C, Some(class)) = (form, signature.class) {
            line = format!("{class}.{line}");
        }
        if form != Form::Clinic {
            let result = match (signature.returns, &signature.result) {
                (Some(e), _) => Some(self.text_of(e)),
                (None, Some(ty)) => self.type_text(ty, form),
                (None, None) => None,
            };
            if let Some(result) = result {
                line.push_str(" -> ");
                line.push_str(&result);
            }
        }
        line
    }

    /// What stands in front of keyword-only parameters.
    fn star(&self, signature: &Signature<'_>, form: Form) -> String {
        signature.vararg.as_ref().map_or_else(|| "*".to_owned(), |p| format!("*{}", self.star_text(p, form)))
    }

    fn star_text(&self, p: &Shown<'_>, form: Form) -> String {
        match p.annotation {
            Some(a) if form != Form::Clinic => format!("{}: {}", p.name, self.text_of(a)),
            _ => p.name.clone(),
        }
    }

    fn receiver(&self, p: &Shown<'_>, form: Form) -> String {
        self.star_text(p, form)
    }

    fn parameter_text(&self, p: &Shown<'_>, form: Form) -> String {
        let mut text = match form {
            Form::C if p.ty != Type::Object => {
                let ty = self.display_type(&p.ty);
                let blank = if ty.ends_with('*') || ty.ends_with('&') { "" } else { " " };
                format!("{ty}{blank}{}", p.name)
            }
            Form::C | Form::Python | Form::Clinic => p.name.clone(),
        };
        let annotation = match (form, p.annotation) {
            (Form::Clinic, _) => None,
            (_, Some(a)) => Some(self.text_of(a)),
            (Form::Python, None) => self.type_text(&p.ty, form),
            (Form::C, None) => None,
        };
        let source = self.s.input.loader.text(self.fr().file);
        let default = p.default.map(|e| plain_expression_text(e, source).unwrap_or_else(|| "...".to_owned()));
        if let Some(annotation) = &annotation {
            text.push_str(": ");
            text.push_str(annotation);
        }
        if let Some(default) = default {
            text.push_str(if annotation.is_some() { " = " } else { "=" });
            text.push_str(&default);
        }
        text
    }

    /// An expression of the current file as text.
    pub fn text_of(&self, e: &ast::Expr) -> String {
        expression_text(e, self.s.input.loader.text(self.fr().file))
    }

    /// A type, unless it is `object`.
    pub fn type_text(&self, ty: &Type, form: Form) -> Option<String> {
        match form {
            Form::C => (*ty != Type::Object).then(|| self.display_type(ty)),
            Form::Python => self.python_type(ty),
            Form::Clinic => None,
        }
    }

    /// A C type as people read it.
    pub fn display_type(&self, ty: &Type) -> String {
        match ty.unqualified() {
            Type::Bint => "bool".to_owned(),
            ty => self.s.world.show(ty),
        }
    }

    /// What an annotation would say of a type.
    fn python_type(&self, ty: &Type) -> Option<String> {
        let word = match self.s.world.resolve(ty) {
            Type::Object => return None,
            Type::Bint => "bool",
            Type::Int(_) | Type::Enum(_) if self.s.world.is_ucs4(ty) => "str",
            Type::Int(_) | Type::Enum(_) => "int",
            Type::Float(_) => "float",
            Type::Complex(_) => "complex",
            Type::Ptr(item) | Type::Array(item, _)
                if cyrus_types::conversion::is_char(&self.s.world, item) =>
            {
                self.s.world.c_string.unwrap_or(Builtin::Bytes).name()
            }
            _ => return Some(self.s.world.show(ty).replace(' ', "_").replace('*', "p")),
        };
        Some(word.to_owned())
    }

    /// The signature of a `def` function that stands here; `types` are those of its parameters, in order.
    pub fn def_signature<'e>(
        &'e self,
        name: &'e str,
        params: &'e ast::Parameters,
        returns: Option<&'e ast::Expr>,
        types: Vec<Type>,
        receiver: Receiver,
    ) -> Signature<'e> {
        Signature {
            class: self.fr().class_name.as_deref().filter(|_| self.fr().kind == FrameKind::Class),
            name,
            params: params.list.iter().zip(types).map(|(p, ty)| Shown::of(p, ty)).collect(),
            posonly: params.posonly,
            kwonly: params.kwonly,
            vararg: params.vararg.as_deref().map(|p| Shown::of(p, Type::TUPLE)),
            kwarg: params.kwarg.as_deref().map(|p| Shown::of(p, Type::DICT)),
            receiver,
            returns,
            result: None,
        }
    }

    /// The docstring of an extension type with this constructor, in form `c`: there the constructor's signature is that
    /// of the class.
    pub fn constructor_doc(&self, f: &ast::FunctionDef, func: FuncId, doc: Option<&[u8]>) -> Box<[u8]> {
        let made = &self.s.functions[func];
        let types = made.params.list.iter().map(|p| made.locals[p.local].ty.clone()).collect();
        let name = self.fr().class_name.clone().unwrap_or_default();
        let mut signature = self.def_signature(&name, &f.params, f.returns.as_ref(), types, Receiver::No);
        signature.class = None;
        if !signature.params.is_empty() && signature.params.len() > signature.kwonly {
            signature.params.remove(0);
            signature.posonly = signature.posonly.saturating_sub(1);
        }
        with_signature(&self.signature_line(&signature, Form::C), Form::C, doc)
    }

    /// The docstring of a property of this type, or whose reader has this annotation.
    pub fn property_doc(
        &self,
        name: &str,
        ty: Option<&Type>,
        returns: Option<&ast::Expr>,
        doc: Option<Box<[u8]>>,
    ) -> Option<Box<[u8]>> {
        let Some(form) = form(&self.fr().directives).filter(|form| *form != Form::Clinic) else { return doc };
        let own = |ty: &Type| match (form, self.s.world.resolve(ty)) {
            (Form::C, Type::Ext(id)) => {
                let class = &self.s.world.classes[*id];
                let module = self.s.world.modules.get(class.module).map_or("", |module| &module.name);
                Some(format!("{module}.{}", class.name))
            }
            (Form::C, t) if t.is_object() => Some(self.display_type(ty)),
            (Form::C, _) => Some(format!("'{}'", self.display_type(ty))),
            (Form::Python | Form::Clinic, _) => self.type_text(ty, form),
        };
        let class = self.fr().class_name.as_ref().filter(|_| form == Form::C && ty.is_none());
        let name = class.map_or_else(|| name.to_owned(), |class| format!("{class}.{name}"));
        let shown = match ty {
            Some(ty) => own(ty),
            None => returns.map(|e| self.text_of(e)),
        };
        shown.map_or(doc.clone(), |shown| {
            Some(with_signature(&format!("{name}: {shown}"), form, doc.as_deref()))
        })
    }

    /// The docstring of the Python face of a C function.
    pub fn face_doc(
        &mut self,
        id: CFuncId,
        stmt: &'a ast::Stmt,
        receiver: Receiver,
        doc: Option<Box<[u8]>>,
    ) -> Option<Box<[u8]>> {
        let decorators: &[ast::Expr] = match &stmt.kind {
            ast::StmtKind::CFunc(f) => &f.decorators,
            ast::StmtKind::FunctionDef(f) => &f.decorators,
            _ => &[],
        };
        let (module, file) = (self.fr().module, self.fr().file);
        let base: Directives = (*self.fr().directives).clone();
        // what is wrong with them was said where the function was declared
        self.s.muted += 1;
        let (directives, ..) = self.s.decorator_directives(module, file, &base, decorators, Scope::Function);
        self.s.muted -= 1;
        if form(&directives).is_none() {
            return doc;
        }
        let decl = &self.s.world.cfuncs[id];
        let (annotations, defaults): (Vec<_>, Vec<_>) = match &stmt.kind {
            ast::StmtKind::CFunc(f) => function_declarator(&f.declarator)
                .map(|d| d.params.iter())
                .into_iter()
                .flatten()
                .map(|p| {
                    let default = match &p.default {
                        Some(ast::DefaultValue::Expr(e)) => Some(e),
                        Some(ast::DefaultValue::Unknown) | None => None,
                    };
                    (p.annotation.as_ref(), default)
                })
                .unzip(),
            ast::StmtKind::FunctionDef(f) => {
                f.params.list.iter().map(|p| (p.annotation.as_ref(), p.default.as_ref())).unzip()
            }
            _ => (Vec::new(), Vec::new()),
        };
        let names = self.cpdef_names(Some(stmt), &decl.ty);
        let params = decl.ty.params.iter().zip(names).enumerate().map(|(i, (p, name))| Shown {
            name: name.to_string(),
            ty: p.ty.clone(),
            annotation: annotations.get(i).copied().flatten(),
            default: defaults.get(i).copied().flatten(),
        });
        let class = self.fr().class_name.as_ref().filter(|_| self.fr().kind == FrameKind::Class);
        let signature = Signature {
            class: class.map(|name| name.as_str()),
            name: &decl.name,
            params: params.collect(),
            posonly: 0,
            kwonly: 0,
            vararg: None,
            kwarg: None,
            receiver,
            returns: None,
            result: Some(decl.ty.ret.clone()),
        };
        self.signature_doc(&signature, &directives, doc)
    }
}
