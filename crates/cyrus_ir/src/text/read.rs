//! Reading: the token cursor, code and statements.

use std::collections::BTreeMap;
use std::sync::Arc;

use cyrus_index::Idx;
use cyrus_ops::{Op, OpId};
use cyrus_source::{FileId, FileSpan, Name, Span};
use cyrus_types::{CppExcept, World};

use super::lex::{Token, tokens};
use super::print::BINARY;
use super::read_decl;
use crate::{
    Abi, BinOp, CheckKind, CountedFor, DescId, FuncId, Function, Hints, Label, Local, LocalId, LocalType,
    Module, ModuleOptions, Parallel, Place, Region, Role, Signal, Stmt, StmtKind, Worksharing,
};

/// Why a text could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// Line, from 1.
    pub line: u32,
    /// What is wrong.
    pub message: String,
}

impl ReadError {
    pub(super) fn new(line: u32, message: impl Into<String>) -> Self {
        Self { line, message: message.into() }
    }
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

pub(super) type Read<T> = Result<T, ReadError>;

/// Reads a module. The world has what the text declares and nothing else.
pub fn read(text: &str) -> Read<Module> {
    let tokens = tokens(text)?;
    let mut r = Reader {
        tokens,
        at: 0,
        ids: BTreeMap::new(),
        locals: BTreeMap::new(),
        labels: 0,
        world: World::default(),
    };
    read_decl::module(&mut r)
}

pub(super) struct Reader {
    tokens: Vec<(Token, u32)>,
    pub(super) at: usize,
    /// Position of each declared thing, by its kind's keyword and its name.
    pub(super) ids: BTreeMap<(&'static str, String), usize>,
    locals: BTreeMap<String, LocalId>,
    labels: u32,
    pub(super) world: World,
}

impl Reader {
    pub(super) fn peek(&self) -> &Token {
        &self.tokens[self.at].0
    }
    pub(super) fn next(&mut self) -> Token {
        let token = self.tokens[self.at].0.clone();
        if self.at + 1 < self.tokens.len() {
            self.at += 1;
        }
        token
    }
    pub(super) fn error<T>(&self, message: impl Into<String>) -> Read<T> {
        Err(ReadError::new(self.tokens[self.at].1, message))
    }
    fn error_before<T>(&self, message: impl Into<String>) -> Read<T> {
        Err(ReadError::new(self.tokens[self.at.saturating_sub(1)].1, message))
    }
    pub(super) fn is(&self, p: &str) -> bool {
        matches!(self.peek(), Token::Punct(t) if *t == p)
    }
    pub(super) fn is_word(&self, w: &str) -> bool {
        matches!(self.peek(), Token::Word(t) if t == w)
    }
    pub(super) fn eat(&mut self, p: &str) -> bool {
        let found = self.is(p);
        if found {
            self.next();
        }
        found
    }
    pub(super) fn eat_word(&mut self, w: &str) -> bool {
        let found = self.is_word(w);
        if found {
            self.next();
        }
        found
    }
    pub(super) fn expect(&mut self, p: &str) -> Read<()> {
        if self.eat(p) { Ok(()) } else { self.error(format!("expected `{p}`, found {:?}", self.peek())) }
    }
    pub(super) fn expect_word(&mut self, w: &str) -> Read<()> {
        if self.eat_word(w) { Ok(()) } else { self.error(format!("expected `{w}`, found {:?}", self.peek())) }
    }
    pub(super) fn word(&mut self) -> Read<String> {
        match self.next() {
            Token::Word(w) => Ok(w),
            t => self.error_before(format!("expected a word, found {t:?}")),
        }
    }
    pub(super) fn bytes(&mut self) -> Read<Vec<u8>> {
        match self.next() {
            Token::Str(s) => Ok(s),
            t => self.error_before(format!("expected a quoted text, found {t:?}")),
        }
    }
    pub(super) fn string(&mut self) -> Read<String> {
        let bytes = self.bytes()?;
        String::from_utf8(bytes).or_else(|_| self.error_before("this is not UTF-8"))
    }
    pub(super) fn int(&mut self) -> Read<i128> {
        match self.next() {
            Token::Int(i) => Ok(i),
            t => self.error_before(format!("expected an integer, found {t:?}")),
        }
    }
    pub(super) fn number<T: TryFrom<i128>>(&mut self) -> Read<T> {
        let i = self.int()?;
        T::try_from(i).or_else(|_| self.error_before("this integer is out of range"))
    }
    /// An id written as a letter and its position: `k3`.
    pub(super) fn numbered<I: Idx>(&mut self, prefix: &str) -> Read<I> {
        let w = self.word()?;
        match w.strip_prefix(prefix).and_then(|n| n.parse().ok()) {
            Some(n) => Ok(I::new(n)),
            None => self.error_before(format!("expected `{prefix}` and a number, found `{w}`")),
        }
    }
    pub(super) fn is_numbered(&self, prefix: &str) -> bool {
        matches!(self.peek(), Token::Word(w) if w.strip_prefix(prefix).is_some_and(|n| n.parse::<u32>().is_ok()))
    }
    /// A reference to something declared: `class.Point`.
    pub(super) fn named<I: Idx>(&mut self, kind: &'static str) -> Read<I> {
        let w = self.word()?;
        self.lookup(kind, &w)
    }
    pub(super) fn lookup<I: Idx>(&self, kind: &'static str, w: &str) -> Read<I> {
        let name = w.strip_prefix(kind).and_then(|n| n.strip_prefix('.'));
        match name.and_then(|n| self.ids.get(&(kind, n.to_owned()))) {
            Some(n) => Ok(I::new(*n)),
            None => self.error_before(format!("`{w}` is no declared {kind}")),
        }
    }
    /// `f.name` or `f.#3`
    pub(super) fn func_ref(&mut self) -> Read<FuncId> {
        let w = self.word()?;
        if let Some(n) = w.strip_prefix("f.#").and_then(|n| n.parse().ok()) {
            return Ok(FuncId::new(n));
        }
        self.lookup("f", &w)
    }
    pub(super) fn op(&mut self) -> Read<OpId> {
        let w = self.word()?;
        match Op::by_name(&w) {
            Some(op) => Ok(op),
            None => self.error_before(format!("`{w}` is no operation")),
        }
    }
    pub(super) fn local(&mut self) -> Read<LocalId> {
        match self.next() {
            Token::Local(name) => match self.locals.get(&name) {
                Some(l) => Ok(*l),
                None => self.error_before(format!("`%{name}` is not declared")),
            },
            t => self.error_before(format!("expected a local, found {t:?}")),
        }
    }
    fn local_names(&mut self) -> Vec<String> {
        let mut out = Vec::new();
        while let Token::Local(name) = self.peek() {
            out.push(name.clone());
            self.next();
        }
        out
    }
    pub(super) fn locals(&mut self) -> Read<Vec<LocalId>> {
        let mut out = Vec::new();
        while matches!(self.peek(), Token::Local(_)) {
            out.push(self.local()?);
        }
        Ok(out)
    }
    fn label(&mut self) -> Read<Label> {
        let l: Label = self.numbered("L")?;
        self.labels = self.labels.max(l.as_u32() + 1);
        Ok(l)
    }
    fn local_name(&mut self) -> Read<String> {
        match self.next() {
            Token::Local(name) => Ok(name),
            t => self.error_before(format!("expected a local, found {t:?}")),
        }
    }

    fn span(&mut self) -> Read<FileSpan> {
        if !self.eat("@") {
            return Ok(FileSpan::NOWHERE);
        }
        let file: u32 = self.number()?;
        self.expect(":")?;
        let start: u32 = self.number()?;
        // `12-15` reads as two integers, the second with a sign
        let end: i128 = self.int()?;
        match u32::try_from(-end) {
            Ok(end) => Ok(Span::new(start, end).in_file(FileId(file))),
            Err(_) => self.error_before("this is no place"),
        }
    }

    pub(super) fn cpp_except(&mut self) -> Read<CppExcept> {
        Ok(if self.eat_word("class") {
            CppExcept::PyClass(self.string()?.into())
        } else if self.eat_word("handler") {
            CppExcept::Handler(self.string()?.into())
        } else if self.eat_word("star") {
            CppExcept::Star
        } else {
            CppExcept::Standard
        })
    }

    pub(super) fn signal(&mut self) -> Read<Signal> {
        Ok(match &*self.word()? {
            "never" => Signal::Never,
            "null" => Signal::Null,
            "neg" => Signal::Negative,
            "zero" => Signal::Zero,
            "value" => Signal::Value(self.string()?.into()),
            "maybe" => Signal::Maybe(self.string()?.into()),
            "occurred" => Signal::Occurred,
            "cpp" => Signal::Cpp(self.cpp_except()?),
            w => return self.error_before(format!("`{w}` is no signal")),
        })
    }

    /// After the word `func`.
    pub(super) fn function(&mut self) -> Read<Function> {
        self.locals.clear();
        self.labels = 0;
        let cname: Name = self.word()?.into();
        let ret = self.ty()?;
        let signal = self.signal()?;
        let mut f = Function {
            name: cname.clone(),
            cname,
            abi: Abi::C,
            params: Vec::new(),
            ret,
            signal,
            locals: Arc::default(),
            body: Region::new(),
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
            at: FileSpan::NOWHERE,
            hot: false,
            tight: false,
            words: false,
        };
        let mut python: Option<(DescId, String)> = None;
        let mut resume: Option<(String, String)> = None;
        while let Token::Word(w) = self.peek() {
            let w = w.clone();
            self.next();
            match &*w {
                "python" => python = Some((self.numbered("d")?, self.local_name()?)),
                "resume" => resume = Some((self.local_name()?, self.local_name()?)),
                "nogil" => f.nogil = true,
                "withgil" => f.with_gil = true,
                "inline" => f.inline = true,
                "public" => f.public = true,
                "notrace" => f.no_traceback = true,
                "hot" => f.hot = true,
                "tight" => f.tight = true,
                "words" => f.words = true,
                "name" => f.name = self.string()?.into(),
                "callspec" => f.callspec = self.string()?.into(),
                "guard" => f.guard = self.string()?.into(),
                w => return self.error_before(format!("`{w}` says nothing about a function")),
            }
        }
        f.at = self.span()?;
        self.expect("(")?;
        let mut params = self.local_names();
        while self.eat(",") {
            params.extend(self.local_names());
        }
        self.expect(")")?;
        self.expect("{")?;
        while self.eat_word("local") {
            let shown = self.local_name()?;
            self.expect(":")?;
            let ty = self.local_type()?;
            let role = match &*self.word()? {
                "param" => Role::Param,
                "user" => Role::User,
                "temp" => Role::Temp,
                "slot" => Role::Slot,
                w => return self.error_before(format!("`{w}` is no role")),
            };
            let name = match self.peek() {
                Token::Str(_) => self.string()?,
                _ if shown.starts_with(|c: char| c.is_ascii_digit()) => String::new(),
                _ => shown.clone(),
            };
            let id = f.add_local(Local { name: name.into(), ty, role });
            if self.locals.insert(shown.clone(), id).is_some() {
                return self.error_before(format!("`%{shown}` is declared twice"));
            }
        }
        let find = |r: &Self, name: &str| match r.locals.get(name) {
            Some(l) => Ok(*l),
            None => r.error(format!("`%{name}` is not declared")),
        };
        f.params = params.iter().map(|p| find(self, p)).collect::<Read<_>>()?;
        if let Some((desc, name)) = python {
            f.abi = Abi::Python { desc, self_: find(self, &name)? };
        }
        if let Some((a, b)) = resume {
            f.abi = Abi::Resume { self_: find(self, &a)?, sent: find(self, &b)? };
        }
        while !self.eat("}") {
            let s = self.stmt()?;
            f.body.0.push(s);
        }
        f.labels = self.labels;
        Ok(f)
    }

    fn local_type(&mut self) -> Read<LocalType> {
        Ok(if self.eat_word("c") {
            // the type of a local of the runtime's own is a literal of the compiler; a text that is read stays for good
            LocalType::C(Box::leak(self.string()?.into_boxed_str()))
        } else if self.eat_word("word") {
            LocalType::Word
        } else if self.eat_word("caught") {
            LocalType::Caught
        } else if self.eat_word("pending") {
            LocalType::Pending
        } else if self.eat_word("nogil") {
            LocalType::NoGil
        } else if self.eat_word("withgil") {
            LocalType::WithGil
        } else {
            LocalType::Type(self.ty()?)
        })
    }

    fn region(&mut self) -> Read<Region> {
        self.expect("{")?;
        let mut out = Region::new();
        while !self.eat("}") {
            out.0.push(self.stmt()?);
        }
        Ok(out)
    }

    fn stmt(&mut self) -> Read<Stmt> {
        let kind = self.stmt_kind()?;
        let mut s = Stmt::new(kind, FileSpan::NOWHERE);
        if self.eat("!") {
            s.cleanup = self.locals()?;
        }
        s.at = self.span()?;
        Ok(s)
    }

    fn stmt_kind(&mut self) -> Read<StmtKind> {
        let start = self.at;
        let Token::Word(w) = self.peek().clone() else {
            let place = Place::Local(self.local()?);
            self.expect("=")?;
            return Ok(StmtKind::Set(place, self.value()?));
        };
        self.next();
        Ok(match &*w {
            "eval" => StmtKind::Eval(self.value()?),
            "check" => {
                let ok = self.expr()?;
                self.expect_word("else")?;
                let fail = self.op()?;
                let args = self.parenthesised()?;
                StmtKind::Check { ok, fail, args, kind: self.check_kind()? }
            }
            "if" => {
                let (test, then) = (self.expr()?, self.region()?);
                let orelse = if self.eat_word("else") { self.region()? } else { Region::new() };
                StmtKind::If { test, then, orelse }
            }
            "switch" => {
                let on = self.expr()?;
                self.expect("{")?;
                let mut cases = Vec::new();
                while self.eat_word("case") {
                    let mut values = vec![self.int()?];
                    while self.eat(",") {
                        values.push(self.int()?);
                    }
                    cases.push((values, self.region()?));
                }
                self.expect_word("default")?;
                let default = self.region()?;
                self.expect("}")?;
                StmtKind::Switch { on, cases, default }
            }
            "block" => StmtKind::Block { label: self.label()?, body: self.region()? },
            "loop" => StmtKind::Loop { label: self.label()?, body: self.region()? },
            "while" => StmtKind::While { label: self.label()?, test: self.expr()?, body: self.region()? },
            "for" => StmtKind::For(Box::new(self.counted_for()?)),
            "break" => StmtKind::Break(self.label()?),
            "continue" => StmtKind::Continue(self.label()?),
            "return" => {
                let ends = self.is("}") || self.is("!") || self.is("@") || self.starts_line();
                StmtKind::Return(if ends { None } else { Some(self.expr()?) })
            }
            "fail" => StmtKind::Fail { traceback: !self.eat_word("notrace") },
            "try" => {
                let body = self.region()?;
                self.expect_word("handler")?;
                StmtKind::Try { body, handler: self.region()? }
            }
            "nogil" => StmtKind::Nogil(self.region()?),
            "withgil" => StmtKind::WithGil(self.region()?),
            "parallel" => {
                let num_threads = if self.eat_word("threads") { Some(self.expr()?) } else { None };
                let only_if = if self.eat_word("if") { Some(self.expr()?) } else { None };
                let private = if self.eat_word("private") { self.locals()? } else { Vec::new() };
                StmtKind::Parallel(Box::new(Parallel { num_threads, only_if, private, body: self.region()? }))
            }
            "yield" => StmtKind::Yield(self.expr()?),
            "incref" => StmtKind::IncRef(self.expr()?),
            "drop" => StmtKind::Drop(self.local()?),
            "comment" => StmtKind::Comment(self.string()?.into()),
            "lvalue" => {
                self.expect("(")?;
                let e = self.expr()?;
                self.expect(",")?;
                let ty = self.ty()?;
                self.expect(")")?;
                self.expect("=")?;
                StmtKind::Set(Place::Lvalue(Box::new(e), ty), self.value()?)
            }
            w if w.starts_with("cvar.") || w.starts_with("state.") => {
                self.at = start;
                let place = if w.starts_with("cvar.") {
                    Place::CVar(self.named("cvar")?)
                } else {
                    Place::State(self.named("state")?)
                };
                self.expect("=")?;
                StmtKind::Set(place, self.value()?)
            }
            w => return self.error_before(format!("`{w}` starts no statement")),
        })
    }

    /// Whether the next token is on another line than the one before.
    fn starts_line(&self) -> bool {
        self.tokens[self.at].1 != self.tokens[self.at - 1].1
    }

    fn check_kind(&mut self) -> Read<CheckKind> {
        Ok(match &*self.word()? {
            "bound" => CheckKind::Bound(self.local()?),
            "notnone" => CheckKind::NotNone,
            "index" => {
                self.expect("(")?;
                let index = self.expr()?;
                self.expect(",")?;
                let len = self.expr()?;
                self.expect(")")?;
                CheckKind::Index { index: Box::new(index), len: Box::new(len) }
            }
            "nonzero" => CheckKind::NonZero,
            "overflow" => CheckKind::Overflow,
            "initialized" => CheckKind::Initialized(self.local()?),
            "other" => CheckKind::Other,
            w => return self.error_before(format!("`{w}` is no kind of check")),
        })
    }

    fn counted_for(&mut self) -> Read<CountedFor> {
        let label = self.label()?;
        let index = self.local()?;
        self.expect("=")?;
        let from = self.expr()?;
        self.expect_word("while")?;
        let relation = self.binary()?;
        let to = self.expr()?;
        self.expect_word("step")?;
        let step = self.expr()?;
        let hints =
            Hints { independent: self.eat_word("independent"), vectorizable: self.eat_word("vectorizable") };
        let mut parallel = None;
        if self.eat_word("parallel") {
            let mut w =
                Worksharing { schedule: None, chunk: None, reductions: Vec::new(), lastprivate: Vec::new() };
            if self.eat_word("schedule") {
                w.schedule = Some(self.word()?.into());
            }
            if self.eat_word("chunk") {
                w.chunk = Some(self.expr()?);
            }
            while self.eat_word("reduction") {
                w.reductions.push((self.string()?.into(), self.local()?));
            }
            if self.eat_word("lastprivate") {
                w.lastprivate = self.locals()?;
            }
            parallel = Some(Box::new(w));
        }
        let body = self.region()?;
        Ok(CountedFor { label, index, from, to, step, relation, body, hints, parallel })
    }

    pub(super) fn binary(&mut self) -> Read<BinOp> {
        let token = self.next();
        let found = BINARY.iter().find(|(_, text)| matches!(&token, Token::Punct(p) if p == text));
        match found {
            Some((op, _)) => Ok(*op),
            None => self.error_before(format!("expected an operator, found {token:?}")),
        }
    }

    /// Makes of a `>>` two `>`, as two closing brackets of types may touch.
    pub(super) fn split_shift(&mut self) {
        let line = self.tokens[self.at].1;
        self.tokens.splice(self.at..=self.at, [(Token::Punct(">"), line), (Token::Punct(">"), line)]);
    }

    /// The finished world.
    pub(super) fn take_world(&mut self) -> Arc<World> {
        Arc::new(std::mem::take(&mut self.world))
    }

    /// Default options; the text does not carry them.
    pub(super) fn options() -> ModuleOptions {
        ModuleOptions::default()
    }
}
