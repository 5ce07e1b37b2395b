//! The frame of a module: what all functions share while they are made, and the file that they become.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use cyrus_c::{CFile, Expr as C, LineMap, Section, string};
use cyrus_index::Idx;
use cyrus_ir::query::{has_loops, late_place};
use cyrus_ir::{
    Abi, ConstId, ConstObject, DescId, Expr, Flavour, FuncDesc, FuncId, Function, LocalType, Module, StateId,
    StateKind,
};
use cyrus_runtime::contract::Effort;
use cyrus_runtime::{Needed, Table, enter, leave};
use cyrus_source::{FileId, FileSpan, FileTable};
use cyrus_types::{CFuncId, CVarId, ClassDecl, ClassId, Headless, Include, Linkage, Type};

use crate::class::ClassText;
use crate::consts::{Consts, wrap};
use crate::debug::DebugInfo;
use crate::decls::declarations;
use crate::func::{function, head, is_long_and_straight};
use crate::header::public_types;
use crate::locals::Locals;
use crate::names::{Namer, mangle};
use crate::nests::may_nest;
use crate::resume::Generator;
use crate::types::{ctype, late_type, place_type};

/// Longest body, in bytes, that is built for several processors.
const LONGEST_CLONE: usize = 8_000;

/// How much longer the C of functions is than its source, at most: room that is made at once is never copied.
const GROWTH: usize = 12;

/// What a module becomes.
#[derive(Clone, Debug)]
pub struct Output {
    /// The C or C++ file.
    pub text: String,
    /// Where its lines come from.
    pub line_map: LineMap,
    /// Headers for C code of others: file name and text.
    pub headers: Vec<(String, String)>,
    /// What debuggers want to know, where it is asked for.
    pub debug: DebugInfo,
}

/// What the functions of a module share while they are made.
pub(crate) struct Cx<'m> {
    pub(crate) module: &'m Module,
    pub(crate) files: &'m FileTable,
    /// The line that was asked for last: file, first byte, byte behind its end, number.
    last_line: Cell<(FileId, u32, u32, u32)>,
    pub(crate) consts: Consts,
    /// Source lines by error position; position 0 stands for "no entry".
    pub(crate) lines: Vec<u32>,
    /// Functions as tracebacks name them, with the index of their file.
    scopes: Vec<(String, usize, u32)>,
    file_ids: Vec<FileId>,
    cnames: BTreeMap<FuncId, String>,
    state_names: Vec<String>,
    cvar_names: BTreeMap<CVarId, String>,
    /// Functions that some code or table names.
    used: BTreeSet<FuncId>,
    /// Code that is called directly where a function with this descriptor is found.
    directs: BTreeMap<FuncId, DescId>,
    /// Global names that functions look up, in the order of their places in `cy_names_known`.
    known: Vec<ConstId>,
    /// Functions that make struct values: name and text.
    pub(crate) makers: BTreeMap<String, String>,
    /// Functions between modules with views in their signatures: name and text.
    pub(crate) adapters: BTreeMap<String, String>,
    /// Functions of slots whose counting entry is written.
    pub(crate) counted: BTreeSet<FuncId>,
    /// Classes of other modules whose vtable is asked by the name of the class.
    pub(crate) used_vtables: BTreeSet<ClassId>,
    /// Descriptors of element types that the runtime does not have: name and text.
    pub(crate) dtypes: Vec<(String, String)>,
    /// What converts items of C++ containers: name and text.
    pub(crate) faces: Vec<(String, String)>,
    /// Some call reports C++ exceptions.
    pub(crate) uses_cpp: bool,
    /// Bodies of generators.
    pub(crate) generators: BTreeMap<FuncId, Generator>,
    /// Types, functions and variables of other modules that the code uses.
    pub(crate) used_classes: BTreeSet<ClassId>,
    pub(crate) used_cfuncs: BTreeSet<CFuncId>,
    pub(crate) used_cvars: BTreeSet<CVarId>,
    /// Where their locals are, for those who reach into a frame.
    pub(crate) frames: BTreeMap<FuncId, Locals>,
    pub(crate) debug: DebugInfo,
    /// Functions that tell profilers and tracers of themselves and call what has the code.
    pub(crate) watchers: BTreeMap<FuncId, String>,
}

/// The C text of a module. It must have gone through the pass `own`.
pub fn generate(module: &Module, files: &FileTable, runtime: &Table) -> Output {
    let mut cx = Cx::new(module, files);
    let mut file = CFile::new();
    file.reserve(Section::Functions, GROWTH * files.get(FileId(0)).map_or(0, |f| f.text().len()));
    file.text(Section::Functions, "/* functions */\n");
    let (mut hot, mut tight) = (String::new(), false);
    for (id, func) in module.functions.iter_enumerated() {
        let mut f = function(&mut cx, id);
        if !(func.hot && module.options.vectorize) {
            let section = if id == module.exec && is_long_and_straight(func) {
                Section::Once
            } else {
                Section::Functions
            };
            if func.tight && module.options.vectorize {
                tight = true;
                f.head.insert_str(0, "CY_LOOPS ");
            }
            file.text(section, guard_begin(&func.guard));
            file.function(section, &f);
            if let Some(watcher) = cx.watchers.get(&id) {
                file.text(section, watcher);
            }
            file.text(section, guard_end(&func.guard));
            continue;
        }
        let body = cyrus_c::block(1, &f.body);
        // a long function three times over costs more than its loop gives; what has none becomes part of others' loops
        if body.len() < LONGEST_CLONE && has_loops(&func.body) {
            f.head.insert_str(0, "CY_CLONES ");
        }
        hot.push_str(&body);
        file.text(Section::Functions, guard_begin(&func.guard));
        file.text(Section::Functions, crate::hot::BEGIN);
        file.function(Section::Functions, &f);
        file.text(Section::Functions, crate::hot::END);
        if let Some(watcher) = cx.watchers.get(&id) {
            file.text(Section::Functions, watcher);
        }
        file.text(Section::Functions, guard_end(&func.guard));
    }
    cx.used.insert(module.exec);
    let classes: Vec<ClassText> = module.types.iter().map(|t| cx.class_text(t)).collect();
    let calls: Vec<String> = classes.iter().map(|c| c.start.clone()).collect();
    let builtins = cx.builtins();
    let start = cx.start(&builtins, &calls);
    let tables = cx.tables();
    let prototypes = cx.prototypes();
    if !hot.is_empty() {
        let prelude = crate::hot::prelude(&hot, file.section_text(Section::Functions));
        file.text(Section::Prototypes, prelude);
    }
    if tight {
        file.text(Section::Prototypes, crate::hot::LOOPS);
    }
    file.text(Section::Types, declarations(module, &cx.used_classes));
    for text in cx.makers.values() {
        file.text(Section::Types, text.clone());
    }
    let globals = cx.globals();
    file.text(Section::Types, cx.frame_structs());
    file.text(Section::Types, globals);
    for (_, text) in &cx.faces {
        file.text(Section::Prototypes, text.clone());
    }
    file.text(Section::Prototypes, prototypes);
    file.text(Section::Prototypes, crate::cpp_class::methods(module));
    for (_, text) in &cx.dtypes {
        file.text(Section::Tables, text.clone());
    }
    for text in cx.adapters.values() {
        file.text(Section::Tables, text.clone());
    }
    file.text(Section::Tables, tables);
    file.text(Section::Tables, cx.direct_calls());
    for class in &classes {
        file.text(Section::Tables, class.text.clone());
    }
    let debug = cx.debug_info();
    cx.finish(&mut file, runtime, &start, &builtins);
    let (text, line_map) = file.print();
    Output { text, line_map, headers: crate::header::headers(module), debug }
}

/// What stands around the C of a function that only some builds have.
fn guard_begin(guard: &str) -> String {
    if guard.is_empty() { String::new() } else { format!("#if {guard}\n") }
}

fn guard_end(guard: &str) -> &'static str {
    if guard.is_empty() { "" } else { "\n#endif\n" }
}

impl<'m> Cx<'m> {
    fn new(module: &'m Module, files: &'m FileTable) -> Self {
        let mut namer = Namer::default();
        let cnames =
            module.functions.iter_enumerated().map(|(id, f)| (id, namer.name(&mangle(&f.cname)))).collect();
        let mut namer = Namer::default();
        let state_names = module
            .states
            .iter()
            .map(|s| {
                namer.name(&match &s.kind {
                    StateKind::Builtin(name) => format!("b_{}", mangle(name)),
                    StateKind::Code => format!("o_{}", mangle(&s.name)),
                })
            })
            .collect();
        let mut namer = Namer::default();
        let world = &module.world;
        let cvar_names = world
            .cvars
            .iter_enumerated()
            .filter(|(_, v)| v.linkage != Linkage::Extern)
            .map(|(id, v)| (id, namer.name(&mangle(&v.name))))
            .collect();
        Cx {
            module,
            files,
            last_line: Cell::new((FileId(0), 0, 0, 1)),
            consts: Consts::new(module),
            lines: vec![0],
            scopes: vec![],
            file_ids: vec![FileId(0)],
            cnames,
            state_names,
            cvar_names,
            used: BTreeSet::new(),
            directs: BTreeMap::new(),
            known: vec![],
            makers: BTreeMap::new(),
            adapters: BTreeMap::new(),
            counted: BTreeSet::new(),
            used_vtables: BTreeSet::new(),
            dtypes: vec![],
            faces: vec![],
            uses_cpp: false,
            generators: BTreeMap::new(),
            used_classes: BTreeSet::new(),
            used_cfuncs: BTreeSet::new(),
            used_cvars: BTreeSet::new(),
            frames: BTreeMap::new(),
            debug: DebugInfo::default(),
            watchers: BTreeMap::new(),
        }
    }

    // ---- names

    pub(crate) fn cname(&self, id: FuncId) -> &str {
        self.cnames.get(&id).map_or("", String::as_str)
    }

    /// A function of the module, by its name in C.
    pub(crate) fn function(&mut self, id: FuncId) -> C {
        self.used.insert(id);
        C::atom(self.cnames[&id].clone())
    }

    /// A function as Python calls it: where its calls may nest, what counts them comes first.
    pub(crate) fn entry(&mut self, id: FuncId) -> C {
        self.used.insert(id);
        let name = &self.cnames[&id];
        C::atom(if may_nest(self.module, &self.module.functions[id]) {
            format!("in_{name}")
        } else {
            name.clone()
        })
    }

    pub(crate) fn state(&self, id: StateId) -> C {
        C::atom("S").member(self.state_names[id.index()].clone())
    }

    pub(crate) fn cvar_name(&self, id: CVarId) -> String {
        self.cvar_names.get(&id).cloned().unwrap_or_default()
    }

    /// The variable that holds the pointer to an imported C function.
    pub(crate) fn cfunc_pointer(&self, id: CFuncId) -> String {
        format!("cy_f_{}_{}", id.as_u32(), mangle(&self.module.world.cfuncs[id].name))
    }

    pub(crate) fn class_object(&mut self, id: ClassId) -> C {
        let decl = &self.module.world.classes[id];
        if let (Some(name), true) = (&decl.type_object, decl.linkage == Linkage::Extern) {
            return C::atom(name.clone()).unary(cyrus_c::Unary::Address).cast("PyObject *");
        }
        if decl.linkage != Linkage::Own {
            self.used_classes.insert(id);
        }
        C::atom("S").member(self.class_slot(id))
    }

    /// The field of the state that holds the type object of an extension type.
    pub(crate) fn class_slot(&self, id: ClassId) -> String {
        format!("t{}_{}", id.as_u32(), mangle(&self.module.world.classes[id].name))
    }

    /// The object whose signature binds the arguments of a call.
    pub(crate) fn binder(&mut self, desc: DescId) -> String {
        if self.is_table_method(desc) { format!("S.d[{}]", desc.as_u32()) } else { "self".to_owned() }
    }

    /// The place where the value of a global name is remembered.
    pub(crate) fn known(&mut self, name: ConstId) -> C {
        let at = self.known.iter().position(|k| *k == name).unwrap_or_else(|| {
            self.known.push(name);
            self.known.len() - 1
        });
        C::atom("cy_names_known").index(C::atom(at.to_string())).unary(cyrus_c::Unary::Address)
    }

    /// The function that calls an object which is probably a function of the module with this code.
    pub(crate) fn direct(&mut self, desc: DescId, id: FuncId) -> String {
        self.used.insert(id);
        self.directs.insert(id, desc);
        format!("cy_call_{}", self.cnames[&id])
    }

    /// These functions. What they call counts as a call of Python where it would if Python called it.
    fn direct_calls(&self) -> String {
        let mut out = String::new();
        for (id, desc) in &self.directs {
            let (name, func) = (&self.cnames[id], &self.module.functions[*id]);
            let n = func.params.len();
            let args: Vec<String> = (0..n).map(|i| format!("a{i}")).collect();
            let list = args.join(", ");
            let params: Vec<String> = args.iter().map(|a| format!(", PyObject *{a}")).collect();
            let _ = writeln!(out, "static PyObject *cy_call_{name}(PyObject *f{})\n{{", params.concat());
            let nests = may_nest(self.module, func);
            if nests {
                out.push_str("    PyThreadState *here;\n    PyObject *r;\n");
            }
            let test = format!("CY_IS_FUNCTION(f, cy_functions + {})", desc.as_u32());
            let words = func.params.iter().any(|p| func.locals[*p].ty == LocalType::Word);
            let _ = match n {
                0 => writeln!(out, "    if (CY_UNLIKELY(!{test})) return cy_call0(f, 0);"),
                1..=4 if !words => {
                    writeln!(out, "    if (CY_UNLIKELY(!{test})) return cy_call{n}(f, {list}, 0);")
                }
                _ => {
                    let _ = writeln!(out, "    if (CY_UNLIKELY(!{test})) {{");
                    let _ = writeln!(out, "        PyObject *v[{}];", n + 1);
                    for (i, a) in args.iter().enumerate() {
                        let _ = writeln!(out, "        v[{}] = {a};", i + 1);
                    }
                    let call = if words { "cy_call_words" } else { "cy_callv" };
                    let own = if words { "" } else { ", 0" };
                    writeln!(out, "        return {call}(f, v + 1, {n}{own});\n    }}")
                }
            };
            if nests {
                let _ = writeln!(
                    out,
                    "    here = cy_thread_here();\n    if (CY_UNLIKELY(cy_enter(here))) return NULL;"
                );
                let _ = writeln!(out, "    r = {name}({list});\n    cy_leave(here);\n    return r;\n}}");
            } else {
                let _ = writeln!(out, "    return {name}({list});\n}}");
            }
        }
        out
    }

    // ---- source places

    pub(crate) fn line(&self, at: FileSpan) -> u32 {
        // most questions are about the line of the one before
        let (file, first, end, line) = self.last_line.get();
        if file == at.file && (first..end).contains(&at.span.start) {
            return line;
        }
        let Some(f) = self.files.get(at.file) else { return 1 };
        let line = f.lines().line(at.span.start);
        self.last_line.set((at.file, f.lines().line_start(line), f.lines().line_start(line + 1), line));
        line
    }

    /// The text of the line where a span begins, without the space around it.
    pub(crate) fn line_text(&self, at: FileSpan) -> Option<&'m str> {
        let file = self.files.get(at.file)?;
        let text = file.lines().line_text(file.text(), file.lines().line(at.span.start)).trim();
        (!text.is_empty()).then_some(text)
    }

    pub(crate) fn file_name(&self, id: FileId) -> String {
        if id == FileId(0) {
            return self.module.file_name.to_string();
        }
        self.files
            .get(id)
            .map_or_else(|| self.module.file_name.to_string(), |f| f.path().display().to_string())
    }

    /// File and line of a function, for the comment at its top.
    pub(crate) fn place(&self, at: FileSpan) -> Option<(String, u32)> {
        self.files.get(at.file)?;
        Some((self.file_name(at.file), self.line(at)))
    }

    pub(crate) fn file_index(&mut self, id: FileId) -> usize {
        let id = if self.files.get(id).is_some() { id } else { FileId(0) };
        if let Some(at) = self.file_ids.iter().position(|f| *f == id) {
            return at;
        }
        self.file_ids.push(id);
        self.file_ids.len() - 1
    }

    /// The row of a function in the table that tracebacks are made from, for those of its lines that are in this file.
    pub(crate) fn scope(&mut self, func: &Function, file: FileId) -> usize {
        let first = if func.at.file == file { self.line(func.at) } else { 1 };
        let row = (func.name.to_string(), self.file_index(file), first);
        if let Some(at) = self.scopes.iter().position(|s| *s == row) {
            return at;
        }
        self.scopes.push(row);
        self.scopes.len() - 1
    }

    // ---- values of structs

    /// A function that makes a value of a struct type from its fields; the others are zero.
    pub(crate) fn maker(&mut self, ty: &Type, fields: &[Option<&str>]) -> String {
        let world = &*self.module.world;
        let spelled = ctype(world, ty.unqualified());
        let (all, names): (usize, Vec<(String, Type)>) = match world.resolve(ty) {
            Type::Struct(id) => {
                let list = world.structs[*id].fields.as_deref().unwrap_or(&[]);
                (list.len(), list.iter().map(|f| (f.cname.to_string(), f.ty.clone())).collect())
            }
            Type::CTuple(items) => {
                (items.len(), items.iter().enumerate().map(|(i, t)| (format!("f{i}"), t.clone())).collect())
            }
            _ => (0, vec![]),
        };
        let mut chosen: Vec<(String, Type)> = Vec::new();
        for (i, field) in fields.iter().enumerate() {
            let found = match field {
                Some(name) => names.iter().find(|(n, _)| n == name).or_else(|| {
                    // the name in the source, where C has another
                    let Type::Struct(id) = world.resolve(ty) else { return None };
                    let list = world.structs[*id].fields.as_deref()?;
                    names.get(list.iter().position(|f| f.name == *name)?)
                }),
                None => names.get(i),
            };
            chosen.extend(found.cloned());
        }
        let key: Vec<&str> = chosen.iter().map(|(n, _)| n.as_str()).collect();
        let short = mangle(spelled.text().trim_start_matches("struct ").trim_start_matches("__pyx_"));
        let in_order = chosen.iter().zip(&names).all(|(a, b)| a.0 == b.0);
        let name = if chosen.len() == all && in_order {
            format!("cy_new_{short}")
        } else {
            format!("cy_new_{short}_{}", key.join("_"))
        };
        if !self.makers.contains_key(&name) {
            let params: Vec<String> = chosen
                .iter()
                .enumerate()
                .map(|(i, (_, t))| ctype(world, t.unqualified()).declare(&format!("a{i}")))
                .collect();
            let params = if params.is_empty() { "void".to_owned() } else { params.join(", ") };
            let mut body = format!("    {};\n", spelled.declare("r"));
            if world.is_cpp_object(ty) {
                body = format!("    {} = {}();\n", spelled.declare("r"), spelled.text());
            } else if chosen.len() < all || all == 0 {
                body.push_str("    memset(&r, 0, sizeof r);\n");
            }
            for (i, (field, ty)) in chosen.iter().enumerate() {
                let _ = match world.resolve(ty) {
                    // arrays have no values in C, and arrive as pointers
                    Type::Array(..) => writeln!(body, "    memcpy(r.{field}, a{i}, sizeof r.{field});"),
                    _ => writeln!(body, "    r.{field} = a{i};"),
                };
            }
            let text = format!(
                "CY_UNUSED static inline {}\n{{\n{body}    return r;\n}}\n",
                spelled.declare(&format!("{name}({params})"))
            );
            self.makers.insert(name.clone(), text);
        }
        name
    }

    /// A zero value of a struct type.
    pub(crate) fn zero_of(&mut self, ty: &Type) -> String {
        let world = &self.module.world;
        if let Type::Cpp(..) | Type::TypeParam(_) = world.resolve(ty) {
            return format!("{}()", ctype(world, ty.unqualified()).text());
        }
        let name = self.maker(ty, &[]);
        format!("{name}()")
    }

    pub(crate) fn zero(&mut self, spelled: &str) -> String {
        let name = format!("cy_zero_{}", mangle(spelled));
        self.makers.entry(name.clone()).or_insert_with(|| {
            format!(
                "CY_UNUSED static inline {spelled} {name}(void)\n{{\n    {spelled} r;\n    memset(&r, 0, sizeof r);\n    return r;\n}}\n"
            )
        });
        format!("{name}()")
    }

    // ---- tables

    pub(crate) fn text_of(&self, id: ConstId) -> Vec<u8> {
        match &self.module.consts[id] {
            ConstObject::Str(bytes) | ConstObject::Bytes(bytes) => bytes.to_vec(),
            _ => vec![],
        }
    }

    /// Tables of functions, lines, scopes and files.
    fn tables(&mut self) -> String {
        let module = self.module;
        for desc in &module.descs {
            self.consts.need(module, desc.name);
            self.consts.need(module, desc.qualname);
            desc.params.iter().chain(&desc.free).for_each(|p| self.consts.need(module, *p));
        }
        self.consts.lay_out(module);
        let mut out = self.generator_table();
        if !module.descs.is_empty() {
            let mut names: Vec<String> = Vec::new();
            let mut rows = String::new();
            for desc in &module.descs {
                let row = self.row(desc, &mut names);
                let _ = write!(rows, "\n    {row},");
            }
            if names.is_empty() {
                names.push("0".to_owned());
            }
            out.push_str(&wrap("static const unsigned short cy_arg_names[] = {", &names, "};\n"));
            let _ = writeln!(out, "static const cy_def cy_functions[] = {{{rows}}};");
        }
        if !self.scopes.is_empty() {
            let lines: Vec<String> = self.lines.iter().map(ToString::to_string).collect();
            out.push_str(&wrap("static const unsigned cy_lines[] = {", &lines, "};\n"));
            let rows: Vec<String> = self
                .scopes
                .iter()
                .map(|(name, file, line)| format!("{{{}, {file}, {line}}}", string(name.as_bytes())))
                .collect();
            out.push_str(&wrap("static const struct cy_scope cy_scopes[] = {", &rows, "};\n"));
        }
        if !self.scopes.is_empty() || !module.descs.is_empty() || !self.generators.is_empty() {
            let files: Vec<String> =
                self.file_ids.iter().map(|f| string(self.file_name(*f).as_bytes())).collect();
            out.push_str(&wrap("static const char *const cy_files[] = {", &files, "};\n"));
        }
        out
    }

    fn row(&mut self, desc: &FuncDesc, names: &mut Vec<String>) -> String {
        let module = self.module;
        let call = self.entry(desc.func).to_string();
        let doc = match desc.doc {
            Some(id) if module.options.docstrings => string(&self.text_of(id)),
            _ => "NULL".to_owned(),
        };
        let first = names.len();
        names.extend(desc.params.iter().chain(&desc.free).map(|p| self.consts.place(*p).to_string()));
        let flavour = match desc.flavour {
            Flavour::Plain => 0,
            Flavour::Generator => 0x20,
            Flavour::Coroutine => 0x80,
            Flavour::AsyncGenerator => 0x200,
            Flavour::IterableCoroutine => 0x120,
        };
        let plain = if module.options.plain_python { 0x1000 } else { 0 };
        let plain = if desc.binding == cyrus_ir::Binding::Builtin { plain | 0x2000 } else { plain };
        let plain = if desc.no_keywords { plain | 0x4000 } else { plain };
        let flags = flavour | plain | if desc.vararg { 4 } else { 0 } | if desc.kwarg { 8 } else { 0 };
        let (name, qualname) = (self.consts.place(desc.name), self.consts.place(desc.qualname));
        let (file, line) = (self.file_index(desc.at.file), self.line(desc.at));
        let own = if desc.varnames.is_empty() { "NULL".to_owned() } else { string(desc.varnames.as_bytes()) };
        format!(
            "{{{call}, {doc}, {own}, {name}, {qualname}, {file}, {line}, {first}, {}, {}, {}, {flags}, {}}}",
            desc.npos,
            desc.nposonly,
            desc.nkwonly,
            desc.free.len()
        )
    }

    /// What is extern and in no header.
    fn headless(&self) -> String {
        let world = &self.module.world;
        let mut out = String::new();
        for headless in &world.headless {
            let text = match headless {
                Headless::Func(id) => {
                    let decl = &world.cfuncs[*id];
                    ctype(world, &Type::Func(Arc::clone(&decl.ty))).declare(&decl.cname)
                }
                Headless::Var(id) => {
                    let decl = &world.cvars[*id];
                    ctype(world, &decl.ty).declare(&decl.cname)
                }
            };
            let _ = writeln!(out, "CY_FOREIGN {text};");
        }
        out
    }

    /// Prototypes of all functions.
    fn prototypes(&self) -> String {
        let mut entries = Vec::new();
        let mut out = self.headless();
        for (id, func) in self.module.functions.iter_enumerated() {
            match func.abi {
                Abi::Python { .. } => entries.push(self.cnames[&id].clone()),
                Abi::C | Abi::Resume { .. } => {
                    // whoever declares a function and does not call it gets no warning
                    let unused = if self.used.contains(&id) || func.public { "" } else { "CY_UNUSED " };
                    let head = head(self, id, &|_| String::new());
                    let unused = if head.starts_with("template ") { "" } else { unused };
                    let _ = writeln!(
                        out,
                        "{}{unused}{head};{}",
                        guard_begin(&func.guard),
                        guard_end(&func.guard).trim_end()
                    );
                }
            }
        }
        if !self.known.is_empty() {
            let _ = writeln!(out, "static cy_known cy_names_known[{}];", self.known.len());
        }
        if !entries.is_empty() {
            out.push_str("typedef PyObject *cy_entry(CY_CALL);\n");
            out.push_str(&wrap("static cy_entry ", &entries, ";\n"));
        }
        for (id, func) in self.module.functions.iter_enumerated() {
            if matches!(func.abi, Abi::Python { .. }) && may_nest(self.module, func) {
                let name = &self.cnames[&id];
                // what makes an instance is called by those who hold what they hand it
                let special = func
                    .name
                    .rsplit('.')
                    .next()
                    .is_some_and(|n| n.starts_with("__") && n.ends_with("__") && n != "__init__");
                let held = if special { "_HELD" } else { "" };
                let _ = writeln!(out, "CY_ENTRY{held}(in_{name}, {name})");
            }
        }
        out
    }

    /// C variables of the module.
    fn globals(&self) -> String {
        let world = &self.module.world;
        let mut fields = String::new();
        let mut out = String::new();
        for (id, var) in world.cvars.iter_enumerated() {
            let ty = place_type(world, var.ty.unqualified(), world.is_shared_var(id));
            let ty = late_type(ty, late_place(world, &Expr::CVar(id)).is_some());
            match var.linkage {
                Linkage::Own if var.public => {
                    let _ = writeln!(out, "CY_DATA {};", ty.declare(&var.cname));
                }
                Linkage::Own if self.used_cvars.contains(&id) => {
                    let _ = writeln!(fields, "    {};", ty.declare(&self.cvar_name(id)));
                }
                Linkage::Imported(_) if self.used_cvars.contains(&id) => {
                    let _ = writeln!(out, "static {};", ty.ptr().declare(&self.cvar_name(id)));
                }
                Linkage::Own | Linkage::Imported(_) | Linkage::Extern => {}
            }
        }
        if !fields.is_empty() {
            let _ = writeln!(out, "static struct {{\n{fields}}} G;");
        }
        for (symbol, _) in public_types(self.module) {
            let _ = writeln!(out, "CY_DATA PyTypeObject *{symbol};");
        }
        out.push_str(&self.imported_pointers());
        out.push_str(&self.vtable_pointers());
        out
    }

    // ---- the file

    /// Slots of builtins: field and name.
    fn builtins(&self) -> Vec<(String, String)> {
        let states = self.module.states.iter().enumerate();
        states
            .filter_map(|(i, state)| match &state.kind {
                StateKind::Builtin(name) => Some((self.state_names[i].clone(), name.to_string())),
                StateKind::Code => None,
            })
            .collect()
    }

    fn finish(mut self, file: &mut CFile, runtime: &Table, start: &str, builtins: &[(String, String)]) {
        let module = self.module;
        let mut slots = Vec::new();
        for (i, state) in module.states.iter().enumerate() {
            if state.kind == StateKind::Code {
                slots.push(self.state_names[i].clone());
            }
        }
        slots.extend(module.types.iter().map(|t| self.class_slot(t.class)));
        slots.extend(self.used_classes.iter().map(|c| self.class_slot(*c)));
        // What the tables that exec makes need can only be said once the runtime's strings are known; they are made by
        // the functions that `consts` names.
        let (mut early, mut late) = (Needed::default(), Needed::default());
        for name in
            ["cy_make_names", "cy_module_begin", "cy_module_create", "cy_module_failed", "cy_module_runs"]
        {
            runtime.need(&mut late, name);
        }
        if module.options.cleanup > 0 {
            for name in ["cy_at_exit", "cy_give_back", "cy_forget"] {
                runtime.need(&mut late, name);
            }
        }
        let written = [Section::Types, Section::Prototypes, Section::Tables, Section::Functions]
            .map(|section| file.section_text(section));
        let own = self.consts.own_tables(module);
        for text in written.into_iter().chain([&*own.data]) {
            runtime.need_all(&mut early, text);
        }
        for text in [file.section_text(Section::Once), start, &own.make] {
            runtime.need_all(&mut late, text);
        }
        let verbatim = module.world.includes.iter().filter_map(|include| match include {
            Include::Verbatim(text) => Some(&**text),
            Include::Header(_) => None,
        });
        let macros =
            crate::abi::macros(&written.into_iter().chain([start]).chain(verbatim).collect::<Vec<_>>());
        let amalgam = runtime.amalgamate(&early, &late);
        let consts = self.consts.tables(module, &amalgam.strings, own);

        let mut begin = String::new();
        let has = |name: &str| amalgam.state.iter().any(|(_, n)| n == name);
        for (field, value) in [
            ("strings", "S.s"),
            ("files", "cy_files"),
            ("scopes", "cy_scopes"),
            ("lines", "cy_lines"),
            ("codes", "S.code_cache"),
            ("functions", "cy_functions"),
            ("arg_names", "cy_arg_names"),
        ] {
            // without functions of Python's kind there are no tables of them, though the runtime would read them
            let absent = module.descs.is_empty() && matches!(field, "functions" | "arg_names");
            if has(field) && !absent {
                let _ = writeln!(begin, "    CY({field}) = {value};");
            }
        }
        let mut inits = String::new();
        for init in &amalgam.inits {
            let _ = writeln!(inits, "    if ({init}()) return -1;");
        }

        let mut state = consts.places.clone();
        state.push_str("static struct {\n");
        let _ = writeln!(state, "    PyObject *s[{}];", consts.total.max(1));
        if has("codes") {
            let _ = writeln!(state, "    PyObject *code_cache[{}];", self.lines.len());
        }
        for (ty, name) in &amalgam.state {
            let _ = writeln!(state, "    {};", crate::types::spelled(ty).declare(name));
        }
        if !self.binders().is_empty() {
            let _ = writeln!(state, "    PyObject *d[{}];", module.descs.len());
        }
        let mut pointers: Vec<String> = builtins.iter().map(|(n, _)| format!("*{n}")).collect();
        pointers.extend(slots.iter().map(|n| format!("*{n}")));
        if !pointers.is_empty() {
            state.push_str(&wrap("    PyObject ", &pointers, ";\n"));
        }
        state.push_str("} S;\n#define CY(name) (S.name)\n#define CY_S(name) (S.s[cy_s_##name])\n#define CY_K(name) (S.s[cy_k_##name])\n");

        let what = if module.cplus { "C++" } else { "C" };
        file.text(
            Section::Prelude,
            format!(
                "/* {} made from {} by Cyrus {}. */\n",
                what,
                module.file_name,
                env!("CARGO_PKG_VERSION")
            ),
        );
        file.text(Section::Prelude, amalgam.head.clone());
        let has_members = |t: &cyrus_ir::TypeDef| {
            let flags = &module.world.classes[t.class].flags;
            flags.dict_at.is_some() || flags.weakref_at.is_some()
        };
        if module.types.iter().any(has_members) {
            file.text(Section::Prelude, "#include <structmember.h>\n");
        }
        file.text(Section::Prelude, crate::words::macros(module));
        file.text(Section::Prelude, macros);
        if module.functions.iter().any(|func| !func.callspec.is_empty()) {
            file.text(Section::Prelude, crate::abi::CALLING_MACROS);
        }
        if !crate::header::headers(module).is_empty() {
            // the module has what its own headers declare
            let name = mangle(&module.name);
            file.text(
                Section::Prelude,
                format!("#define __PYX_HAVE__{name}\n#define __PYX_HAVE_API__{name}\n"),
            );
        }
        let has_cpp_field =
            |decl: &ClassDecl| decl.fields.iter().any(|field| module.world.is_cpp_object(&field.ty));
        if self.uses_cpp || module.world.classes.iter().any(has_cpp_field) {
            file.text(
                Section::Prelude,
                "#include <ios>\n#include <new>\n#include <stdexcept>\n#include <typeinfo>\n",
            );
        }
        let quoted = |i: &Include| matches!(i, Include::Header(name) if !name.starts_with('<'));
        if module.world.includes.iter().any(quoted) {
            file.text(Section::Prelude, crate::abi::HEADER_MACROS);
        }
        for include in &module.world.includes {
            file.text(
                Section::Includes,
                match include {
                    Include::Header(name) if name.starts_with('<') => format!("#include {name}\n"),
                    Include::Header(name) => format!("#include \"{name}\"\n"),
                    Include::Verbatim(text) => text.to_string(),
                },
            );
        }
        file.text(Section::State, state);
        if !amalgam.text.is_empty() {
            let mut text = amalgam.text;
            text.insert_str(0, "/* runtime */\n");
            file.lines(Section::Runtime, text);
        }
        file.text(Section::Tables, consts.data);
        file.text(Section::Rare, format!("/* start */\n{}", enter(Effort::Cold)));
        file.text(Section::Rare, amalgam.rare);
        file.text(Section::Start, self.cleanup(builtins, &slots, has("codes")));
        let start =
            start.replace("@BEGIN@", &begin).replace("@CONSTANTS@", &consts.make).replace("@INITS@", &inits);
        file.text(Section::Start, start);
        file.text(Section::Start, leave(Effort::Cold));
    }
}
