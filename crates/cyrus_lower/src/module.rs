//! What belongs to the whole module: constants, state slots, descriptors, code.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use cyrus_hir as hir;
use cyrus_index::IndexVec;
use cyrus_ir as ir;
use cyrus_source::Name;
use cyrus_types::{CFuncId, Type, World};
use num_bigint::BigInt;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::func::FuncCx;
use crate::signature::Extra;

/// The module under construction.
pub struct ModuleCx<'h> {
    pub hir: &'h hir::Module,
    pub world: Arc<World>,
    consts: IndexVec<ir::ConstId, ir::ConstObject>,
    const_ids: FxHashMap<ir::ConstObject, ir::ConstId>,
    states: IndexVec<ir::StateId, ir::StateSlot>,
    state_ids: FxHashMap<Name, ir::StateId>,
    pub descs: IndexVec<ir::DescId, ir::FuncDesc>,
    pub functions: IndexVec<ir::FuncId, ir::Function>,
    pub types: IndexVec<ir::TypeDefId, ir::TypeDef>,
    /// The IR function of each HIR function: for generators, the one that makes the generator object.
    pub code: IndexVec<hir::FuncId, ir::FuncId>,
    /// The descriptor of each HIR function that Python can call.
    pub desc_of: BTreeMap<u32, ir::DescId>,
    /// The resume function of each generator.
    pub resume_of: BTreeMap<u32, ir::FuncId>,
    /// What signatures of C functions have beside their parameters.
    pub extras: IndexVec<CFuncId, Extra>,
    /// Functions that only slots, getters and setters call.
    pub direct: BTreeSet<u32>,
    cnames: FxHashSet<Name>,
}

/// See [`crate::lower`].
pub fn lower(hir: &hir::Module) -> ir::Module {
    let mut world = hir.world.clone();
    let extras = crate::signature::extras(&mut world);
    let mut cx = ModuleCx {
        hir,
        world: Arc::new(world),
        extras,
        consts: IndexVec::new(),
        const_ids: FxHashMap::default(),
        states: IndexVec::new(),
        state_ids: FxHashMap::default(),
        descs: IndexVec::new(),
        functions: IndexVec::new(),
        types: IndexVec::new(),
        code: IndexVec::new(),
        desc_of: BTreeMap::new(),
        resume_of: BTreeMap::new(),
        direct: BTreeSet::new(),
        cnames: FxHashSet::default(),
    };
    cx.find_direct();
    for (id, function) in hir.functions.iter_enumerated() {
        let shell = cx.shell(id, function);
        cx.code.push(shell);
    }
    for id in hir.functions.ids() {
        FuncCx::lower(&mut cx, id);
    }
    cx.build_types();
    let doc = hir.doc.as_ref().filter(|_| hir.settings.docstrings).map(|d| cx.str_const(d));
    ir::Module {
        name: hir.name.clone(),
        file_name: hir.file_name.clone(),
        exec: cx.code[hir.init],
        cfuncs: hir.cfuncs.iter().map(|(&c, &f)| (c, cx.code[f])).collect(),
        world: cx.world,
        functions: cx.functions,
        consts: cx.consts,
        descs: cx.descs,
        states: cx.states,
        types: cx.types,
        doc,
        cplus: hir.settings.cplus,
        options: ir::ModuleOptions {
            code_comments: hir.settings.code_comments,
            freethreading: hir.settings.freethreading,
            docstrings: hir.settings.docstrings,
            plain_python: hir.settings.plain_python,
            c_string_type: Some(&*hir.settings.c_string_type)
                .filter(|t| matches!(*t, "str" | "unicode" | "bytearray"))
                .map(Into::into),
            c_string_encoding: Some(&*hir.settings.c_string_encoding)
                .filter(|e| !e.is_empty())
                .map(Into::into),
            ..ir::ModuleOptions::default()
        },
    }
}

impl ModuleCx<'_> {
    /// The id of a constant; equal constants share one.
    pub fn constant(&mut self, value: ir::ConstObject) -> ir::ConstId {
        if let Some(&id) = self.const_ids.get(&value) {
            return id;
        }
        let id = self.consts.push(value.clone());
        self.const_ids.insert(value, id);
        id
    }
    /// A `str` constant; WTF-8.
    pub fn str_const(&mut self, text: &[u8]) -> ir::ConstId {
        self.constant(ir::ConstObject::Str(text.into()))
    }
    /// An `int` constant.
    pub fn int_const(&mut self, value: &BigInt) -> ir::ConstId {
        self.constant(ir::ConstObject::Int(value.to_string().into()))
    }
    /// The state slot of a builtin.
    pub fn builtin(&mut self, name: &Name) -> ir::StateId {
        self.state(name, ir::StateKind::Builtin(name.clone()))
    }
    /// The state slot of this name; one name has one kind.
    pub fn state(&mut self, name: &Name, kind: ir::StateKind) -> ir::StateId {
        if let Some(&id) = self.state_ids.get(name) {
            return id;
        }
        let id = self.states.push(ir::StateSlot { name: name.clone(), kind });
        self.state_ids.insert(name.clone(), id);
        id
    }

    /// A C name that no other function has: `prefix_` and the qualified name.
    pub fn cname(&mut self, prefix: &str, qualname: &str) -> Name {
        let mut base = Name::from(prefix);
        base.push('_');
        for c in qualname.replace("<locals>.", "").chars() {
            match c {
                'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => base.push(c),
                '<' | '>' => {}
                '.' | ' ' | '[' | ']' | ',' => base.push('_'),
                c => base.push_str(&format!("u{:x}", u32::from(c))),
            }
        }
        let mut name = base.clone();
        let mut n = 1;
        while !self.cnames.insert(name.clone()) {
            n += 1;
            name = Name::from(format!("{base}_{n}"));
        }
        name
    }

    /// An empty function.
    pub fn empty_function(&mut self, name: Name, cname: Name, abi: ir::Abi) -> ir::Function {
        ir::Function {
            name,
            cname,
            abi,
            params: Vec::new(),
            ret: Type::Object,
            signal: ir::Signal::Null,
            locals: Arc::default(),
            body: ir::Region::new(),
            cpp_locals: false,
            watch: cyrus_types::Watch::default(),
            nogil: false,
            with_gil: false,
            inline: false,
            public: false,
            no_traceback: false,
            callspec: Name::default(),
            guard: Name::default(),
            labels: 0,
            at: cyrus_source::FileSpan::default(),
            hot: false,
            tight: false,
            words: false,
        }
    }
}
