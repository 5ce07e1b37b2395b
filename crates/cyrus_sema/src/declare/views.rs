//! Types with axes: memoryviews (`double[:, ::1]`) and buffers (`np.ndarray[double, ndim=2]`).

use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_diagnostics::Diagnostic;
use cyrus_source::{FileId, FileSpan, Name, Span};
use cyrus_types::{Access, Axis, BufferType, ModuleId, Packing, Type, ViewType};

use crate::Sema;
use crate::rules;
use crate::scope::ConstValue;

/// How many axes a buffer can have (a limit of the layout that compiled modules exchange).
const MAX_AXES: usize = 8;

impl Sema<'_> {
    /// `np.ndarray[double, ndim=2, mode="c"]`
    pub(crate) fn buffer_type(
        &mut self,
        module: ModuleId,
        file: FileId,
        object: Type,
        args: &[ast::TemplateArg],
        keywords: &[(ast::Ident, ast::Expr)],
        at: FileSpan,
    ) -> Type {
        const NAMES: [&str; 5] = ["dtype", "ndim", "mode", "negative_indices", "cast"];
        let mut element = None;
        let mut ndim = 1_usize;
        let mut mode = Name::new("full");
        if let Type::Ext(id) = object
            && let Some((_, n, m)) = self.declare.buffer_defaults.iter().find(|(class, ..)| *class == id)
        {
            (ndim, mode) = (*n, m.clone());
        }
        let mut negative_indices = true;
        let mut cast = false;
        let mut ok = true;
        let mut seen: Vec<&str> = Vec::new();
        if args.len() > NAMES.len() {
            self.error(&rules::WRONG_ARGUMENTS, at, "too many buffer options");
            return Type::Error;
        }
        for (i, arg) in args.iter().enumerate() {
            seen.push(NAMES[i]);
            match (i, arg) {
                (0, arg) => element = Some(self.template_arg(module, file, arg)),
                (i, ast::TemplateArg::Expr(value)) => {
                    ok &= self.buffer_option(
                        module,
                        file,
                        NAMES[i],
                        value,
                        (&mut ndim, &mut mode, &mut negative_indices, &mut cast),
                    );
                }
                (i, ast::TemplateArg::Type(arg)) => {
                    let message = format!("`{}` must be given as a constant", NAMES[i]);
                    self.error(&rules::WRONG_ARGUMENTS, arg.base.span.in_file(file), message);
                    ok = false;
                }
            }
        }
        for (name, value) in keywords {
            let at = name.span.in_file(file);
            if seen.contains(&name.name.as_str()) {
                self.error(
                    &rules::WRONG_ARGUMENTS,
                    at,
                    format!("buffer option `{}` is given twice", name.name),
                );
                ok = false;
                continue;
            }
            if name.name == "dtype" {
                element = self.type_from_expr(module, file, value);
                if element.is_none() {
                    self.error(&rules::UNKNOWN_TYPE, value.span.in_file(file), "`dtype` must be a type");
                    ok = false;
                }
            } else if NAMES.contains(&name.name.as_str()) {
                ok &= self.buffer_option(
                    module,
                    file,
                    &name.name,
                    value,
                    (&mut ndim, &mut mode, &mut negative_indices, &mut cast),
                );
            } else {
                let message = format!("`{}` is not a buffer option", name.name);
                self.report(
                    Diagnostic::new(&rules::WRONG_ARGUMENTS, at, message)
                        .help(format!("there are {}", NAMES.join(", "))),
                );
                ok = false;
            }
            seen.push(name.name.as_str());
        }
        let Some(element) = element else {
            if ok {
                self.error(&rules::WRONG_ARGUMENTS, at, "a buffer type needs the type of its items first");
            }
            return Type::Error;
        };
        if element.is_error() || !ok {
            return Type::Error;
        }
        if !self.valid_buffer_element(&element) {
            let shown = self.world.show(&element);
            self.error(
                &rules::INVALID_DECLARATION,
                at,
                format!("`{shown}` cannot be the item type of a buffer"),
            );
            return Type::Error;
        }
        let view = ViewType { element, axes: buffer_axes(ndim, &mode) };
        let fortran = mode == "fortran";
        Type::Buffer(Arc::new(BufferType { object, view, negative_indices, cast, fortran }))
    }

    fn buffer_option(
        &mut self,
        module: ModuleId,
        file: FileId,
        name: &str,
        value: &ast::Expr,
        (ndim, mode, negative_indices, cast): (&mut usize, &mut Name, &mut bool, &mut bool),
    ) -> bool {
        let at = value.span.in_file(file);
        let found = self.const_eval(module, file, value);
        let text = match &found {
            Some(ConstValue::Str(text)) => text.as_str().map(Name::from),
            Some(ConstValue::Bytes(bytes)) => std::str::from_utf8(bytes).ok().map(Name::from),
            _ => None,
        };
        match (name, found) {
            ("ndim", Some(ConstValue::Int(n))) => match usize::try_from(&n) {
                Ok(n) if (1..=MAX_AXES).contains(&n) => *ndim = n,
                _ => {
                    self.error(
                        &rules::WRONG_ARGUMENTS,
                        at,
                        format!("`ndim` must be 1 to {MAX_AXES}, not {n}"),
                    );
                    return false;
                }
            },
            ("mode", Some(_)) if text.is_some() => {
                let text = text.unwrap_or_default();
                if !["c", "fortran", "full", "strided"].contains(&text.as_str()) {
                    self.error(
                        &rules::WRONG_ARGUMENTS,
                        at,
                        format!("`mode` must be \"c\", \"fortran\", \"full\" or \"strided\", not \"{text}\""),
                    );
                    return false;
                }
                *mode = text;
            }
            ("negative_indices", Some(ConstValue::Bool(b))) => *negative_indices = b,
            ("cast", Some(ConstValue::Bool(b))) => *cast = b,
            ("ndim" | "mode" | "negative_indices" | "cast", _) => {
                let wants = match name {
                    "ndim" => "a number",
                    "mode" => "a word in quotes",
                    _ => "True or False",
                };
                self.error(
                    &rules::WRONG_ARGUMENTS,
                    at,
                    format!("`{name}` must be {wants}, known at compile time"),
                );
                return false;
            }
            _ => {
                self.error(&rules::WRONG_ARGUMENTS, at, format!("`{name}` is not a buffer option"));
                return false;
            }
        }
        true
    }

    /// The type of a variable, argument, attribute or result: a number of half precision is none.
    pub(crate) fn refuse_half(&mut self, ty: Type, at: FileSpan) -> Type {
        if *self.world.resolve(&ty) != Type::Half {
            return ty;
        }
        let message = "`cython.float16` is only for the items of memoryviews, buffers, arrays and structs";
        self.report(
            Diagnostic::new(&rules::INVALID_DECLARATION, at, message)
                .help("write `float`: such items are read as floats, and rounded when they are stored"),
        );
        Type::Error
    }

    /// Whether values of this type can be the items of a buffer.
    pub(crate) fn valid_buffer_element(&self, ty: &Type) -> bool {
        match self.world.resolve(ty) {
            Type::Error
            | Type::Int(_)
            | Type::Bint
            | Type::Float(_)
            | Type::Half
            | Type::Complex(_)
            | Type::Enum(_)
            | Type::Object
            | Type::Builtin(_)
            | Type::Ext(_)
            | Type::TypeParam(_) => true,
            Type::Fused(id) => self.world.fused[*id].types.iter().all(|ty| self.valid_buffer_element(ty)),
            Type::Struct(id) => {
                let decl = &self.world.structs[*id];
                !decl.is_union
                    && decl
                        .fields
                        .as_ref()
                        .is_none_or(|fields| fields.iter().all(|f| self.valid_buffer_element(&f.ty)))
            }
            Type::Array(item, _) => self.valid_buffer_element(item),
            _ => false,
        }
    }

    /// `T[:, ::1]`: `axes` are the places and the three parts of each slice.
    pub(crate) fn view_type(
        &mut self,
        module: ModuleId,
        file: FileId,
        element: Type,
        axes: &[(Span, [Option<&ast::Expr>; 3])],
        at: FileSpan,
    ) -> Type {
        if element.is_error() {
            return Type::Error;
        }
        if !self.valid_buffer_element(&element) {
            let shown = self.world.show(&element);
            self.error(
                &rules::INVALID_DECLARATION,
                at,
                format!("`{shown}` cannot be the item type of a memoryview"),
            );
            return Type::Error;
        }
        if axes.len() > MAX_AXES {
            let message = format!("a memoryview can have {MAX_AXES} axes at most, not {}", axes.len());
            self.error(&rules::INVALID_DECLARATION, at, message);
            return Type::Error;
        }
        let mut specs = Vec::new();
        for (span, [start, stop, step]) in axes {
            let at = span.in_file(file);
            if start.is_some() || stop.is_some() {
                self.report(
                    Diagnostic::new(
                        &rules::INVALID_DECLARATION,
                        at,
                        "an axis of a memoryview type has no bounds",
                    )
                    .help("write `:` for any layout, `::1` for contiguous items, or `::view.indirect`"),
                );
                return Type::Error;
            }
            match self.axis(module, file, *step) {
                Some(axis) => specs.push(axis),
                None => return Type::Error,
            }
        }
        match finish_axes(&mut specs) {
            Ok(()) => Type::View(Arc::new(ViewType { element, axes: specs })),
            Err((axis, message)) => {
                let at = axes.get(axis).map_or(at, |(span, _)| span.in_file(file));
                self.error(&rules::INVALID_DECLARATION, at, message);
                Type::Error
            }
        }
    }

    fn axis(&mut self, module: ModuleId, file: FileId, step: Option<&ast::Expr>) -> Option<Axis> {
        let Some(step) = step else { return Some(Axis::default()) };
        let at = step.span.in_file(file);
        if let ast::ExprKind::Int { value, .. } = &step.kind {
            if *value == ast::IntValue::Small(1) {
                return Some(Axis { access: Access::Direct, packing: Packing::Contiguous });
            }
            self.report(
                Diagnostic::new(&rules::INVALID_DECLARATION, at, "the step of an axis can only be 1")
                    .help("write `::1` for contiguous items and `:` for any layout"),
            );
            return None;
        }
        let path = self.cython_path(module, step);
        let word = path.as_deref().and_then(|p| p.strip_prefix("view."));
        let (access, packing) = match word {
            Some("generic") => (Access::Generic, Packing::Strided),
            Some("strided") => (Access::Direct, Packing::Strided),
            Some("indirect") => (Access::Indirect, Packing::Strided),
            Some("contiguous") => (Access::Direct, Packing::Contiguous),
            Some("indirect_contiguous") => (Access::Indirect, Packing::Contiguous),
            Some("generic_contiguous") => (Access::Generic, Packing::Contiguous),
            _ => {
                self.report(
                    Diagnostic::new(
                        &rules::INVALID_DECLARATION,
                        at,
                        "this does not say how an axis is laid out",
                    )
                    .help("write `1`, or a word from `cython.view`: strided, indirect, generic, contiguous"),
                );
                return None;
            }
        };
        Some(Axis { access, packing })
    }
}

/// Works out which axes follow the contiguous one.
pub(crate) fn finish_axes(axes: &mut [Axis]) -> Result<(), (usize, &'static str)> {
    let first = axes.iter().rposition(|a| a.access != Access::Direct).map_or(0, |i| i + 1);
    let contiguous: Vec<usize> = axes
        .iter()
        .enumerate()
        .filter(|(_, a)| a.access == Access::Direct && a.packing == Packing::Contiguous)
        .map(|(i, _)| i)
        .collect();
    match contiguous[..] {
        [] => Ok(()),
        [at] if at + 1 == axes.len() => {
            for axis in &mut axes[first..at] {
                axis.packing = Packing::Follow;
            }
            Ok(())
        }
        [at] if at == first => {
            for axis in &mut axes[at + 1..] {
                axis.packing = Packing::Follow;
            }
            Ok(())
        }
        [at] => Err((at, "only the first or the last axis can be contiguous")),
        [_, second, ..] => Err((second, "only one axis can be contiguous")),
    }
}

fn buffer_axes(ndim: usize, mode: &str) -> Vec<Axis> {
    let mut axes = vec![Axis::default(); ndim];
    let contiguous = Axis { access: Access::Direct, packing: Packing::Contiguous };
    let follow = Axis { access: Access::Direct, packing: Packing::Follow };
    match mode {
        "c" => {
            axes.fill(follow);
            if let Some(last) = axes.last_mut() {
                *last = contiguous;
            }
        }
        "fortran" => {
            axes.fill(follow);
            if let Some(first) = axes.first_mut() {
                *first = contiguous;
            }
        }
        "full" => axes.fill(Axis { access: Access::Generic, packing: Packing::Strided }),
        _ => {}
    }
    axes
}
