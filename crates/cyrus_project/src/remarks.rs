//! What the annotated report says of lines: which objects are used there, why they are objects, which checks are left.

use std::collections::BTreeMap;

use cyrus_hir::visit::Node;
use cyrus_hir::{
    Arg, Expr, ExprKind, Function, FunctionKind, LocalId, Module, Place, PlaceKind, StmtKind, Storage,
};
use cyrus_opt::checks::{Kept, Remaining};
use cyrus_source::{FileId, FileSpan, SourceFile};
use cyrus_types::{Conversion, Type};

/// Longest piece of source that is quoted.
const LONGEST: usize = 40;

/// A line of the main file, and a sentence about it.
pub type Remark = (u32, String);

/// What the typed tree tells, in the order of the tree.
pub fn of_tree(module: &Module, main: &SourceFile) -> Vec<Remark> {
    let mut found = Vec::new();
    for func in &module.functions {
        let mut r = Remarks { module, main, func, reasons: BTreeMap::new(), found: &mut found };
        r.find_reasons();
        for stmt in &func.body {
            r.node(Node::Stmt(stmt), Use::Other);
        }
    }
    found
}

/// What the checks tell that no pass could remove.
pub fn of_checks(kept: &[Remaining], main: &SourceFile) -> Vec<Remark> {
    let in_main = kept.iter().filter(|kept| kept.at.file == FileId(0));
    in_main.map(|kept| (main.lines().line(kept.at.span.start), sentence(kept).to_owned())).collect()
}

fn sentence(kept: &Remaining) -> &'static str {
    match (kept.what, kept.hoisted) {
        (Kept::Index, false) => {
            "bounds check kept: the index is not provably in range (`boundscheck=False` leaves it out)"
        }
        (Kept::Index, true) => "bounds check made once, before the loop",
        (Kept::Bound, _) => "check kept: the variable may have no value here",
        (Kept::None, _) => {
            "`None` check kept: the value may be `None` here (`nonecheck=False` leaves it out)"
        }
        (Kept::Zero, _) => "zero check kept: the divisor may be zero (`cdivision=True` leaves it out)",
        (Kept::Overflow, _) => "overflow check kept: the result may not fit its C type",
        (Kept::Initialized, _) => {
            "check kept: the view may have no buffer here (`initializedcheck=False` leaves it out)"
        }
    }
}

/// What a value is for, if that is why it must be an object.
#[derive(Clone, Copy)]
enum Use<'a> {
    /// The operand beside it is an object.
    Beside(&'a Expr),
    /// An argument of a Python call.
    Argument,
    /// Stored in this variable.
    Stored(LocalId),
    /// Returned to Python.
    Returned,
    /// Stored in an attribute, an item, a variable of the module.
    Kept,
    Other,
}

struct Remarks<'a> {
    module: &'a Module,
    main: &'a SourceFile,
    func: &'a Function,
    /// Why a variable is an object.
    reasons: BTreeMap<LocalId, String>,
    found: &'a mut Vec<Remark>,
}

impl<'a> Remarks<'a> {
    fn say(&mut self, at: FileSpan, text: String) {
        if at.file == FileId(0) {
            self.found.push((self.main.lines().line(at.span.start), text));
        }
    }

    fn is_object(&self, ty: &Type) -> bool {
        self.module.world.resolve(ty).is_object()
    }

    /// The source of a node, on one line.
    fn quote(&self, at: FileSpan) -> Option<String> {
        if at.file != FileId(0) {
            return None;
        }
        let text = self.main.text().get(at.span.start as usize..at.span.end as usize)?;
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let short: String = text.chars().take(LONGEST).collect();
        let dots = if short.len() < text.len() { "..." } else { "" };
        (!text.is_empty() && !text.contains('`')).then(|| format!("`{short}{dots}`"))
    }

    fn shown(&self, e: &Expr) -> String {
        self.quote(e.at).unwrap_or_else(|| "a value".to_owned())
    }

    // ---- why variables are objects

    fn find_reasons(&mut self) {
        let func = self.func;
        for (local, l) in func.locals.iter_enumerated() {
            if l.name.is_empty() || !self.is_object(&l.ty) {
                continue;
            }
            let known = !matches!(self.module.world.resolve(&l.ty), Type::Object);
            let param = func.params.list.iter().any(|p| p.local == local);
            let reason = match l.storage {
                _ if known => format!("it is declared or inferred as `{}`", self.module.world.show(&l.ty)),
                Storage::Cell | Storage::Free(_) => "an inner function uses it".to_owned(),
                Storage::Param | Storage::Frame | Storage::Temp if param => {
                    "it is a parameter without a type".to_owned()
                }
                Storage::Param | Storage::Frame | Storage::Temp => continue,
            };
            self.reasons.insert(local, reason);
        }
        let mut stores: Vec<(LocalId, FileSpan, bool)> = Vec::new();
        for stmt in &func.body {
            Node::Stmt(stmt).walk(&mut |node| {
                let Node::Stmt(s) = node else { return };
                match &s.kind {
                    StmtKind::Assign(Place { kind: PlaceKind::Local(l), .. }, value)
                    | StmtKind::AugAssign(Place { kind: PlaceKind::Local(l), .. }, value) => {
                        stores.push((*l, s.at, is_number(value, *l)));
                    }
                    _ => {}
                }
            });
        }
        // what is surely an object is the better reason; of numbers the last store is the one that makes them grow
        let objects = stores.iter().filter(|(.., number)| !number);
        let numbers = stores.iter().filter(|(.., number)| *number);
        for (local, at, number) in objects.chain(numbers.rev()) {
            let l = &func.locals[*local];
            if l.name.is_empty()
                || !self.is_object(&l.ty)
                || self.reasons.contains_key(local)
                || at.file != FileId(0)
            {
                continue;
            }
            let line = self.main.lines().line(at.span.start);
            let reason = if *number {
                format!("untyped; the numbers that line {line} stores may outgrow every C type")
            } else {
                format!("untyped because of line {line}, which stores an object")
            };
            self.reasons.insert(*local, reason);
        }
    }

    /// Why an expression gives an object; nothing for what says it by itself.
    fn why(&self, e: &Expr) -> Option<String> {
        let text = self.quote(e.at)?;
        Some(match &e.kind {
            ExprKind::Local(l) => {
                let (name, reason) = (&self.func.locals[*l].name, self.reasons.get(l)?);
                format!("`{name}` is an object: {reason}")
            }
            ExprKind::Global(name) => {
                format!("`{name}` is a variable of the module, an object that any code may replace")
            }
            ExprKind::Attr { .. } => format!("{text} is an attribute of an object, itself an object"),
            ExprKind::Call { .. } | ExprKind::MethodCall { .. } => {
                format!("{text} is a Python call, which gives an object")
            }
            ExprKind::Item { .. } | ExprKind::ItemInt { .. } => {
                format!("{text} is an item of a Python container, an object")
            }
            ExprKind::Binary { left, right, .. } => return self.why(left).or_else(|| self.why(right)),
            ExprKind::Unary { operand: e, .. } | ExprKind::NotNone { value: e, .. } | ExprKind::Narrow(e) => {
                return self.why(e);
            }
            _ => return None,
        })
    }

    fn because(&self, operands: &[&Expr]) -> String {
        let reason = operands.iter().find_map(|e| self.why(e));
        reason.map(|reason| format!(": {reason}")).unwrap_or_default()
    }

    // ---- the walk

    fn node(&mut self, node: Node<'a>, used: Use<'a>) {
        match node {
            Node::Expr(e) => self.expr(e, used),
            Node::Stmt(s) => match &s.kind {
                StmtKind::Assign(place, value) | StmtKind::AugAssign(place, value) => {
                    let used = match &place.kind {
                        PlaceKind::Local(l) => Use::Stored(*l),
                        _ => Use::Kept,
                    };
                    self.expr(value, used);
                    self.node(Node::Place(place), Use::Other);
                }
                StmtKind::Return(Some(value)) => self.expr(value, Use::Returned),
                StmtKind::For(l) => {
                    let text = self.shown(&l.iter);
                    let because = match &l.iter.kind {
                        ExprKind::Local(_) | ExprKind::Global(_) => self.because(&[&l.iter]),
                        _ => String::new(),
                    };
                    self.say(l.iter.at, format!("iterates over the object {text}{because}"));
                    node.children(&mut |child| self.node(child, Use::Other));
                }
                _ => node.children(&mut |child| self.node(child, Use::Other)),
            },
            Node::Place(p) => {
                match &p.kind {
                    PlaceKind::Attr { object, name } => {
                        let because = self.because(&[object]);
                        self.say(p.at, format!("stores the attribute `{name}` by its name{because}"));
                    }
                    PlaceKind::Item { object, index } => {
                        let because = self.because(&[object, index]);
                        self.say(p.at, format!("stores an item by Python's rules{because}"));
                    }
                    PlaceKind::Global(name) if !matches!(self.func.kind, FunctionKind::Module) => {
                        self.say(p.at, format!("stores `{name}` in the module's dictionary"));
                    }
                    _ => {}
                }
                node.children(&mut |child| self.node(child, Use::Kept));
            }
        }
    }

    fn expr(&mut self, e: &'a Expr, used: Use<'a>) {
        let text = self.shown(e);
        match &e.kind {
            ExprKind::Binary { left, right, .. } | ExprKind::Compare { left, right, .. } => {
                let because = self.because(&[left, right]);
                self.say(e.at, format!("{text} is computed with Python objects{because}"));
                self.expr(left, Use::Beside(right));
                self.expr(right, Use::Beside(left));
                return;
            }
            ExprKind::Unary { operand, .. } => {
                let because = self.because(&[operand]);
                self.say(e.at, format!("{text} is computed with Python objects{because}"));
            }
            ExprKind::Coerce(Conversion::ToObject, inner) if !is_constant(inner) => {
                let (inner, ty) = (self.shown(inner), self.module.world.show(&inner.ty));
                let why = match used {
                    Use::Beside(other) => {
                        self.why(other).unwrap_or_else(|| "the other operand is an object".to_owned())
                    }
                    Use::Argument => "a Python call takes objects".to_owned(),
                    Use::Stored(l) => match self.reasons.get(&l) {
                        Some(reason) => format!("`{}` is an object: {reason}", self.func.locals[l].name),
                        None => "the variable is an object".to_owned(),
                    },
                    Use::Returned => "what Python gets back is an object".to_owned(),
                    Use::Kept => "what it is stored in holds objects".to_owned(),
                    Use::Other => "an object is wanted here".to_owned(),
                };
                self.say(e.at, format!("boxes {inner} (C `{ty}`): {why}"));
            }
            ExprKind::Coerce(Conversion::FromObject, inner) => {
                let (because, ty) = (self.because(&[inner]), self.module.world.show(&e.ty));
                let inner = self.shown(inner);
                self.say(e.at, format!("unboxes {inner} into a C `{ty}`{because}"));
            }
            ExprKind::Coerce(Conversion::ToView, inner) => {
                let inner = self.shown(inner);
                self.say(e.at, format!("takes the buffer of {inner}"));
            }
            ExprKind::Global(name) => {
                self.say(e.at, format!("looks up `{name}` in the module's dictionary"));
            }
            ExprKind::Attr { object, name } => {
                let because = self.because(&[object]);
                self.say(e.at, format!("looks up the attribute `{name}` by its name{because}"));
            }
            ExprKind::Item { object, index } => {
                let because = self.because(&[object, index]);
                self.say(e.at, format!("{text} is looked up by Python's rules{because}"));
            }
            ExprKind::Call { func, args } => {
                let name = self.shown(func);
                self.say(e.at, format!("calls {name} as a Python object"));
                self.expr(func, Use::Other);
                return self.arguments(args);
            }
            ExprKind::MethodCall { object, name, args } => {
                let because = self.because(&[object]);
                self.say(e.at, format!("looks up the method `{name}` and calls it{because}"));
                self.expr(object, Use::Other);
                return self.arguments(args);
            }
            _ => {}
        }
        Node::Expr(e).children(&mut |child| self.node(child, Use::Other));
    }

    fn arguments(&mut self, args: &'a [Arg]) {
        for arg in args {
            let (Arg::Positional(e) | Arg::Star(e) | Arg::Keyword(_, e) | Arg::StarStar(e)) = arg;
            self.expr(e, Use::Argument);
        }
    }
}

/// Whether a value is made of C numbers, constants and the variable itself: an object only because integers have no end.
fn is_number(e: &Expr, itself: LocalId) -> bool {
    match &e.kind {
        ExprKind::Coerce(Conversion::ToObject, _) => true,
        ExprKind::Local(l) => *l == itself,
        ExprKind::PlaceValue => true,
        ExprKind::Binary { left, right, .. } => is_number(left, itself) && is_number(right, itself),
        ExprKind::Unary { operand, .. } => is_number(operand, itself),
        _ => is_constant(e),
    }
}

/// A constant costs nothing: it is made when the module starts.
fn is_constant(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::None
        | ExprKind::Bool(_)
        | ExprKind::Ellipsis
        | ExprKind::NotImplemented
        | ExprKind::Int(_)
        | ExprKind::Float(_)
        | ExprKind::Imaginary(_)
        | ExprKind::Str(_)
        | ExprKind::Bytes(_)
        | ExprKind::ConstTuple(_) => true,
        ExprKind::Coerce(_, inner) => is_constant(inner),
        _ => false,
    }
}
