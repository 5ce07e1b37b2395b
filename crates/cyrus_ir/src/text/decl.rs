//! Printing what stands around the code: declarations, constants, state, descriptors, extension types.

use std::fmt::Write as _;

use cyrus_types::{Linkage, Type, Visibility};

use super::names::{Mentioned, Names};
use super::print::{func_name, singleton};
use super::ty::{func, quote, quote_bytes, show};
use crate::{Binding, ConstObject, Flavour, FuncId, MethodKind, Module, StateKind};

/// What the text mentions of the world.
pub(super) fn world(names: &Names<'_>, seen: &mut Mentioned) -> String {
    let w = names.world;
    let all = seen.clone();
    let mut out = String::new();
    for id in &all.typedefs {
        let d = &w.typedefs[*id];
        let (name, ty) = (names.typedef(seen, *id).to_owned(), show(names, seen, &d.base));
        let _ = writeln!(out, "typedef {name} {} = {ty}", quote(&d.cname));
    }
    for id in &all.enums {
        let _ = writeln!(out, "enum {} {}", names.enumeration(seen, *id), quote(&w.enums[*id].cname));
    }
    for id in &all.cpp {
        let _ = writeln!(out, "cppclass {} {}", names.cpp_class(seen, *id), quote(&w.cpp_classes[*id].cname));
    }
    for id in &all.fused {
        let name = names.fused_type(seen, *id).to_owned();
        let types: Vec<String> = w.fused[*id].types.iter().map(|t| show(names, seen, t)).collect();
        let _ = writeln!(out, "fused {name} {{ {} }}", types.join(", "));
    }
    for id in &all.structs {
        let d = &w.structs[*id];
        let name = names.strukt(seen, *id).to_owned();
        let _ = write!(out, "struct {name} {}{}", quote(&d.cname), if d.is_union { " union" } else { "" });
        match &d.fields {
            None => out.push_str(" opaque\n"),
            Some(fields) => {
                let fields: Vec<String> =
                    fields.iter().map(|f| field(names, seen, &f.cname, &f.ty)).collect();
                let _ = writeln!(out, " {{ {} }}", fields.join(", "));
            }
        }
    }
    for id in &all.cfuncs {
        let d = &w.cfuncs[*id];
        let (name, ty) = (names.cfunc(seen, *id).to_owned(), func(names, seen, &d.ty));
        let linkage = linkage(d.linkage);
        let _ = writeln!(out, "cfunc {name} {}: {ty}{linkage}", quote(&d.cname));
    }
    for id in &all.classes {
        let d = &w.classes[*id];
        let _ = write!(out, "class {} {}", names.class(seen, *id), quote(&d.object_struct));
        if let Some(base) = d.base {
            let _ = write!(out, " base class.{}", names.class(seen, base));
        }
        let mut parts: Vec<String> = Vec::new();
        for f in &d.fields {
            let word = match f.visibility {
                Visibility::Private => "",
                Visibility::Public => "public ",
                Visibility::Readonly => "readonly ",
            };
            parts.push(format!("{word}{}", field(names, seen, &f.cname, &f.ty)));
        }
        for m in &d.methods {
            let words = [(m.is_static, " static"), (m.is_final, " final"), (m.overrides, " overrides")];
            let words: String = words.iter().filter(|w| w.0).map(|w| w.1).collect();
            parts.push(format!("method {} cfunc.{}{words}", quote(&m.name), names.cfunc(seen, m.func)));
        }
        let _ = writeln!(out, "{} {{ {} }}", linkage(d.linkage), parts.join(", "));
    }
    for id in &all.cvars {
        let d = &w.cvars[*id];
        let (name, ty) = (names.cvar(seen, *id).to_owned(), show(names, seen, &d.ty));
        let _ = writeln!(out, "cvar {name} {}: {ty}{}", quote(&d.cname), linkage(d.linkage));
    }
    out
}

fn linkage(l: Linkage) -> &'static str {
    match l {
        Linkage::Own => "",
        Linkage::Extern => " extern",
        Linkage::Imported(_) => " imported",
    }
}

fn field(names: &Names<'_>, seen: &mut Mentioned, name: &str, ty: &Type) -> String {
    format!("{}: {}", quote(name), show(names, seen, ty))
}

/// Constants, state slots, descriptors, and which C functions are defined where.
pub(super) fn tables(module: &Module, names: &Names<'_>, seen: &mut Mentioned) -> String {
    let mut out = String::new();
    for (id, c) in module.consts.iter_enumerated() {
        let ids = |items: &[crate::ConstId]| items.iter().fold(String::new(), |o, i| format!("{o} {i}"));
        let text = match c {
            ConstObject::Str(b) => format!("str {}", quote_bytes(b)),
            ConstObject::Bytes(b) => format!("bytes {}", quote_bytes(b)),
            ConstObject::Int(t) => format!("int {}", quote(t)),
            ConstObject::Float(b) => format!("float {b}"),
            ConstObject::Complex(a, b) => format!("complex {a} {b}"),
            ConstObject::Tuple(items) => format!("tuple{}", ids(items)),
            ConstObject::FrozenSet(items) => format!("frozenset{}", ids(items)),
            ConstObject::Slice(items) => format!("slice{}", ids(items)),
            ConstObject::Singleton(s) => singleton(*s).to_owned(),
        };
        let _ = writeln!(out, "const {id} = {text}");
    }
    for s in &module.states {
        let kind = match &s.kind {
            StateKind::Builtin(name) => format!("builtin {}", quote(name)),
            StateKind::Code => "code".to_owned(),
        };
        let _ = writeln!(out, "state {} {kind}", s.name);
    }
    for (id, d) in module.descs.iter_enumerated() {
        let _ = write!(out, "desc {id} {} {} {}", func_name(module, d.func), d.name, d.qualname);
        if let Some(doc) = d.doc {
            let _ = write!(out, " doc {doc}");
        }
        let params = d.params.iter().fold(String::new(), |o, i| format!("{o} {i}"));
        let _ = write!(
            out,
            " params [{}] pos {} posonly {} kwonly {}",
            params.trim(),
            d.npos,
            d.nposonly,
            d.nkwonly
        );
        let words =
            [(d.vararg, "vararg"), (d.kwarg, "kwarg"), (d.closure, "closure"), (d.no_keywords, "nokeywords")];
        for (on, word) in words {
            if on {
                let _ = write!(out, " {word}");
            }
            if word == "closure" && !d.free.is_empty() {
                let free: Vec<String> = d.free.iter().map(ToString::to_string).collect();
                let _ = write!(out, " [{}]", free.join(" "));
            }
        }
        if !d.varnames.is_empty() {
            let _ = write!(out, " vars {}", quote(&d.varnames));
        }
        let flavour = match d.flavour {
            Flavour::Plain => "plain",
            Flavour::Generator => "generator",
            Flavour::Coroutine => "coroutine",
            Flavour::AsyncGenerator => "asyncgenerator",
            Flavour::IterableCoroutine => "iterablecoroutine",
        };
        let binding = match d.binding {
            Binding::Function => "function",
            Binding::Builtin => "builtin",
        };
        let _ = writeln!(out, " {flavour} {binding}");
    }
    for (c, f) in &module.cfuncs {
        let _ = writeln!(out, "define cfunc.{} {}", names.cfunc(seen, *c), func_name(module, *f));
    }
    out
}

/// Extension types.
pub(super) fn types(module: &Module, names: &Names<'_>, seen: &mut Mentioned) -> String {
    let mut out = String::new();
    let f = |id: FuncId| func_name(module, id);
    for t in &module.types {
        let _ = write!(out, "\ntype class.{}", names.class(seen, t.class));
        if let Some(doc) = t.doc {
            let _ = write!(out, " doc {doc}");
        }
        out.push_str(" {\n");
        if let Some(id) = t.cinit {
            let _ = writeln!(out, "  cinit {}", f(id));
        }
        if let Some(id) = t.getattr {
            let _ = writeln!(out, "  getattr {}", f(id));
        }
        if let Some(id) = t.dealloc {
            let _ = writeln!(out, "  dealloc {}", f(id));
        }
        for (slot, id) in &t.slots {
            let _ = writeln!(out, "  slot {} {}", quote(slot), f(*id));
        }
        for (method, doc) in &t.slot_docs {
            let _ = writeln!(out, "  slotdoc {} {doc}", quote(method));
        }
        for m in &t.methods {
            let kind = match m.kind {
                MethodKind::Instance => "instance",
                MethodKind::Static => "static",
                MethodKind::Class => "class",
            };
            let _ = writeln!(out, "  method {} {kind}", m.desc);
        }
        for (name, get, set, doc) in &t.properties {
            let _ = write!(out, "  property {name}");
            for (word, id) in [("get", get), ("set", set)] {
                if let Some(id) = id {
                    let _ = write!(out, " {word} {}", f(*id));
                }
            }
            if let Some(doc) = doc {
                let _ = write!(out, " doc {doc}");
            }
            out.push('\n');
        }
        for (class, at, id) in &t.vtable {
            let _ = writeln!(out, "  vtable class.{} {at} {}", names.class(seen, *class), f(*id));
        }
        out.push_str("}\n");
    }
    out
}
