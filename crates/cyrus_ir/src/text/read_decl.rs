//! Reading what stands around the code.

use std::collections::BTreeMap;
use std::sync::Arc;

use cyrus_index::{Idx, IndexVec};
use cyrus_source::{FileSpan, Name};
use cyrus_types::{
    CFuncDecl, CVarDecl, ClassDecl, ClassFlags, CppClassDecl, EnumDecl, FieldDecl, FusedDecl, Linkage,
    MethodDecl, ModuleDecl, ModuleId, StructDecl, TypedefDecl, Visibility,
};

use super::lex::Token;
use super::read::{Read, Reader};
use crate::{
    Binding, ConstId, ConstObject, DescId, Flavour, FuncDesc, FuncId, MethodKind, Module, Singleton,
    StateKind, StateSlot, TypeDef, TypeMethod,
};

/// Keywords of declarations that are referred to by name, and the prefix of such a reference.
const DECLARED: [(&str, &str); 10] = [
    ("typedef", "typedef"),
    ("enum", "enum"),
    ("cppclass", "cppclass"),
    ("fused", "fused"),
    ("struct", "struct"),
    ("cfunc", "cfunc"),
    ("class", "class"),
    ("cvar", "cvar"),
    ("state", "state"),
    ("func", "f"),
];

/// Finds all declared names first, so that the order of declarations does not matter.
fn register(r: &mut Reader) {
    let mut depth = 0usize;
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    let start = r.at;
    loop {
        match r.next() {
            Token::End => break,
            Token::Punct("{") => depth += 1,
            Token::Punct("}") => depth = depth.saturating_sub(1),
            Token::Word(w) if depth == 0 => {
                if let Some((_, kind)) = DECLARED.iter().find(|(k, _)| *k == w)
                    && let Token::Word(name) = r.peek().clone()
                {
                    let n = count.entry(kind).or_default();
                    r.ids.insert((kind, name), *n);
                    *n += 1;
                }
            }
            Token::Word(_)
            | Token::Local(_)
            | Token::Int(_)
            | Token::Float(_)
            | Token::Str(_)
            | Token::Punct(_) => {}
        }
    }
    r.at = start;
}

pub(super) fn module(r: &mut Reader) -> Read<Module> {
    register(r);
    r.expect_word("module")?;
    let name: Name = r.word()?.into();
    let file_name = r.string()?.into_boxed_str();
    r.world.modules.push(ModuleDecl { name: name.clone() });
    let mut m = Module {
        name,
        file_name,
        world: Arc::default(),
        functions: IndexVec::new(),
        exec: FuncId::new(0),
        consts: IndexVec::new(),
        descs: IndexVec::new(),
        states: IndexVec::new(),
        types: IndexVec::new(),
        cfuncs: BTreeMap::new(),
        doc: None,
        cplus: r.eat_word("cplus"),
        options: Reader::options(),
    };
    if r.eat_word("doc") {
        m.doc = Some(r.numbered("k")?);
    }
    if r.eat_word("exec") {
        m.exec = r.func_ref()?;
    }
    while !matches!(r.peek(), Token::End) {
        let w = r.word()?;
        match &*w {
            "const" => {
                let _: ConstId = r.numbered("k")?;
                r.expect("=")?;
                let c = constant(r)?;
                m.consts.push(c);
            }
            "state" => {
                let name = r.word()?.into();
                let kind = if r.eat_word("builtin") {
                    StateKind::Builtin(r.string()?.into())
                } else {
                    r.expect_word("code")?;
                    StateKind::Code
                };
                m.states.push(StateSlot { name, kind });
            }
            "desc" => {
                let d = desc(r)?;
                m.descs.push(d);
            }
            "define" => {
                let c = r.named("cfunc")?;
                m.cfuncs.insert(c, r.func_ref()?);
            }
            "func" => {
                let f = r.function()?;
                m.functions.push(f);
            }
            "type" => {
                let t = type_def(r)?;
                m.types.push(t);
            }
            w => declaration(r, w)?,
        }
    }
    m.world = r.take_world();
    Ok(m)
}

fn constant(r: &mut Reader) -> Read<ConstObject> {
    let ids = |r: &mut Reader| {
        let mut out = Vec::new();
        while r.is_numbered("k") {
            out.push(r.numbered("k")?);
        }
        Ok(out)
    };
    Ok(match &*r.word()? {
        "str" => ConstObject::Str(r.bytes()?.into()),
        "bytes" => ConstObject::Bytes(r.bytes()?.into()),
        // a plain number is welcome in tests
        "int" if matches!(r.peek(), Token::Int(_)) => ConstObject::Int(r.int()?.to_string().into()),
        "int" => ConstObject::Int(r.string()?.into()),
        "float" => ConstObject::Float(r.number()?),
        "complex" => ConstObject::Complex(r.number()?, r.number()?),
        "tuple" => ConstObject::Tuple(ids(r)?),
        "frozenset" => ConstObject::FrozenSet(ids(r)?),
        "slice" => ConstObject::Slice([r.numbered("k")?, r.numbered("k")?, r.numbered("k")?]),
        "None" => ConstObject::Singleton(Singleton::None),
        "True" => ConstObject::Singleton(Singleton::True),
        "False" => ConstObject::Singleton(Singleton::False),
        "Ellipsis" => ConstObject::Singleton(Singleton::Ellipsis),
        "NotImplemented" => ConstObject::Singleton(Singleton::NotImplemented),
        w => return r.error(format!("`{w}` is no kind of constant")),
    })
}

fn desc(r: &mut Reader) -> Read<FuncDesc> {
    let _: DescId = r.numbered("d")?;
    let func = r.func_ref()?;
    let (name, qualname) = (r.numbered("k")?, r.numbered("k")?);
    let doc = if r.eat_word("doc") { Some(r.numbered("k")?) } else { None };
    r.expect_word("params")?;
    r.expect("[")?;
    let mut params = Vec::new();
    while !r.eat("]") {
        params.push(r.numbered("k")?);
    }
    r.expect_word("pos")?;
    let npos = r.number()?;
    r.expect_word("posonly")?;
    let nposonly = r.number()?;
    r.expect_word("kwonly")?;
    let nkwonly = r.number()?;
    let (vararg, kwarg, closure) = (r.eat_word("vararg"), r.eat_word("kwarg"), r.eat_word("closure"));
    let mut free = Vec::new();
    if closure && r.eat("[") {
        while !r.eat("]") {
            free.push(r.numbered("k")?);
        }
    }
    let no_keywords = r.eat_word("nokeywords");
    let varnames = if r.eat_word("vars") { r.string()? } else { String::new() };
    let flavour = match &*r.word()? {
        "plain" => Flavour::Plain,
        "generator" => Flavour::Generator,
        "coroutine" => Flavour::Coroutine,
        "asyncgenerator" => Flavour::AsyncGenerator,
        "iterablecoroutine" => Flavour::IterableCoroutine,
        w => return r.error(format!("`{w}` is no flavour")),
    };
    let binding = match &*r.word()? {
        "function" => Binding::Function,
        "builtin" => Binding::Builtin,
        w => return r.error(format!("`{w}` is no binding")),
    };
    Ok(FuncDesc {
        name,
        qualname,
        doc,
        params,
        npos,
        nposonly,
        nkwonly,
        vararg,
        kwarg,
        no_keywords,
        flavour,
        closure,
        free,
        varnames,
        binding,
        func,
        at: FileSpan::NOWHERE,
    })
}

fn type_def(r: &mut Reader) -> Read<TypeDef> {
    let mut t = TypeDef {
        class: r.named("class")?,
        doc: None,
        slots: Vec::new(),
        slot_docs: Vec::new(),
        getattr: None,
        methods: Vec::new(),
        properties: Vec::new(),
        vtable: Vec::new(),
        cinit: None,
        dealloc: None,
        at: FileSpan::NOWHERE,
    };
    if r.eat_word("doc") {
        t.doc = Some(r.numbered("k")?);
    }
    r.expect("{")?;
    while !r.eat("}") {
        match &*r.word()? {
            "cinit" => t.cinit = Some(r.func_ref()?),
            "getattr" => t.getattr = Some(r.func_ref()?),
            "dealloc" => t.dealloc = Some(r.func_ref()?),
            // slot names are literals of the compiler; those of a text that is read stay for good
            "slot" => t.slots.push((Box::leak(r.string()?.into_boxed_str()), r.func_ref()?)),
            "slotdoc" => t.slot_docs.push((r.string()?.into(), r.numbered("k")?)),
            "method" => {
                let desc = r.numbered("d")?;
                let kind = match &*r.word()? {
                    "instance" => MethodKind::Instance,
                    "static" => MethodKind::Static,
                    "class" => MethodKind::Class,
                    w => return r.error(format!("`{w}` is no kind of method")),
                };
                t.methods.push(TypeMethod { desc, kind });
            }
            "property" => {
                let name = r.numbered("k")?;
                let get = if r.eat_word("get") { Some(r.func_ref()?) } else { None };
                let set = if r.eat_word("set") { Some(r.func_ref()?) } else { None };
                let doc = if r.eat_word("doc") { Some(r.numbered("k")?) } else { None };
                t.properties.push((name, get, set, doc));
            }
            "vtable" => t.vtable.push((r.named("class")?, r.number()?, r.func_ref()?)),
            w => return r.error(format!("`{w}` says nothing about a type")),
        }
    }
    Ok(t)
}

fn linkage(r: &mut Reader) -> Linkage {
    if r.eat_word("extern") {
        Linkage::Extern
    } else if r.eat_word("imported") {
        let id = ModuleId::from_u32(1);
        if r.world.modules.get(id).is_none() {
            r.world.modules.push(ModuleDecl { name: "other".into() });
        }
        Linkage::Imported(id)
    } else {
        Linkage::Own
    }
}

fn field(r: &mut Reader) -> Read<FieldDecl> {
    let name: Name = if matches!(r.peek(), Token::Str(_)) { r.string()?.into() } else { r.word()?.into() };
    r.expect(":")?;
    let ty = r.ty()?;
    Ok(FieldDecl { cname: name.clone(), name, ty, visibility: Visibility::Private, at: FileSpan::NOWHERE })
}

/// The name in C, if it is given; else the name itself.
fn cname(r: &mut Reader, name: &Name) -> Read<Name> {
    Ok(if matches!(r.peek(), Token::Str(_)) { r.string()?.into() } else { name.clone() })
}

fn declaration(r: &mut Reader, kind: &str) -> Read<()> {
    let at = FileSpan::NOWHERE;
    let name: Name = r.word()?.into();
    let cname = cname(r, &name)?;
    match kind {
        "typedef" => {
            r.expect("=")?;
            let base = r.ty()?;
            r.world.typedefs.push(TypedefDecl { name, cname, base, linkage: Linkage::Own, at });
        }
        "enum" => {
            r.world.enums.push(EnumDecl {
                module: ModuleId::from_u32(0),
                name: Some(name),
                cname,
                scoped: false,
                python: false,
                underlying: None,
                linkage: Linkage::Own,
                items: Vec::new(),
                doc: None,
                at,
            });
        }
        "cppclass" => {
            let unknown = CppClassDecl::unknown(name, cname, Linkage::Extern, at);
            r.world.cpp_classes.push(CppClassDecl { complete: true, ..unknown });
        }
        "fused" => {
            r.expect("{")?;
            let mut types = Vec::new();
            while !r.eat("}") {
                types.push(r.ty()?);
                r.eat(",");
            }
            r.world.fused.push(FusedDecl { name, types, aliases: Vec::new() });
        }
        "struct" => {
            let is_union = r.eat_word("union");
            let fields = if r.eat_word("opaque") {
                None
            } else {
                r.expect("{")?;
                let mut fields = Vec::new();
                while !r.eat("}") {
                    fields.push(field(r)?);
                    r.eat(",");
                }
                Some(fields)
            };
            let linkage = Linkage::Own;
            r.world.structs.push(StructDecl { name, cname, is_union, packed: false, linkage, fields, at });
        }
        "cfunc" => {
            r.expect(":")?;
            r.expect_word("func")?;
            let ty = Arc::new(r.func_type()?);
            let linkage = linkage(r);
            r.world.cfuncs.push(CFuncDecl {
                name,
                cname,
                ty,
                linkage,
                overridable: false,
                inline: false,
                exported: false,
                public: false,
                api: false,
                at,
                specialisations: Vec::new(),
                fused_as: Vec::new(),
                templates: Vec::new(),
                class: None,
                opt_args: None,
                missing_body: false,
            });
        }
        "class" => class(r, name, cname)?,
        "cvar" => {
            r.expect(":")?;
            let ty = r.ty()?;
            let linkage = linkage(r);
            r.world.cvars.push(CVarDecl {
                name,
                cname,
                ty,
                linkage,
                exported: false,
                public: false,
                late: false,
                at,
            });
        }
        w => return r.error(format!("`{w}` declares nothing")),
    }
    Ok(())
}

fn class(r: &mut Reader, name: Name, object_struct: Name) -> Read<()> {
    let base = if r.eat_word("base") { Some(r.named("class")?) } else { None };
    let linkage = linkage(r);
    r.expect("{")?;
    let (mut fields, mut methods) = (Vec::new(), Vec::new());
    while !r.eat("}") {
        if r.eat_word("method") {
            let name = r.string()?.into();
            let func = r.named("cfunc")?;
            methods.push(MethodDecl {
                name,
                func,
                is_static: r.eat_word("static"),
                is_final: r.eat_word("final"),
                overrides: r.eat_word("overrides"),
            });
        } else {
            let visibility = match (r.eat_word("public"), r.eat_word("readonly")) {
                (true, _) => Visibility::Public,
                (false, true) => Visibility::Readonly,
                (false, false) => Visibility::Private,
            };
            fields.push(FieldDecl { visibility, ..field(r)? });
        }
        r.eat(",");
    }
    let vtab_struct = format!("struct cy_vtab_{name}").into();
    r.world.classes.push(ClassDecl {
        name,
        module: ModuleId::from_u32(0),
        linkage,
        object_struct,
        type_object: None,
        vtab_struct,
        base,
        builtin_base: None,
        fields,
        methods,
        c_properties: Vec::new(),
        c_setters: Vec::new(),
        flags: ClassFlags::default(),
        complete: true,
        at: FileSpan::NOWHERE,
    });
    Ok(())
}
