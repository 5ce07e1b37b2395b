//! Random loops over views do the same after all passes as before: results, stores, and which check fails when.
#![expect(clippy::unwrap_used, clippy::cast_precision_loss, clippy::cast_sign_loss, reason = "a test")]
#![expect(clippy::format_push_string, reason = "code is made line by line")]

mod machine;

use cyrus_index::Idx;
use cyrus_ir::text::{print_function, read};
use cyrus_ir::verify::verify;
use cyrus_ir::{FuncId, Module};

use machine::{V, View, run};

/// Knuth's multiplicative generator: the same programs in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }
    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

struct Make {
    random: Random,
    locals: String,
    temps: usize,
    labels: usize,
}

impl Make {
    fn temp(&mut self, ty: &str) -> String {
        self.temps += 1;
        self.locals.push_str(&format!("  local %t{}: {ty} temp\n", self.temps));
        format!("%t{}", self.temps)
    }

    /// An index as the source has it, a `Py_ssize_t`.
    fn raw(&mut self, indices: &[(String, bool)]) -> String {
        let pick = self.random.below(indices.len() + 2);
        let base = match indices.get(pick) {
            Some((i, true)) => format!("cast(ssize, {i})"),
            Some((i, false)) => i.clone(),
            None => "%k".to_owned(),
        };
        match self.random.below(5) {
            0 => format!("({base} + {}:ssize)", self.random.below(3)),
            1 => format!("({base} - {}:ssize)", 1 + self.random.below(2)),
            _ => base,
        }
    }

    /// An element with its wrap-around and check, as lowering writes it.
    fn element(&mut self, indices: &[(String, bool)], code: &mut String, indent: &str) -> String {
        let (view, axes) = [("%v", 1), ("%w", 1), ("%m", 2)][self.random.below(3)];
        let mut at = Vec::new();
        for axis in 0..axes {
            let raw = self.raw(indices);
            let len = format!("shape({view}, {axis})");
            let a = self.temp("ssize");
            code.push_str(&format!("{indent}{a} = {raw}\n"));
            let b = self.temp("ssize");
            let value = match self.random.below(2) {
                0 => format!("select(({a} < 0:ssize), ({a} + {len}), {a})"),
                _ => a,
            };
            code.push_str(&format!("{indent}{b} = {value}\n"));
            code.push_str(&format!(
                "{indent}check (cast(size, {b}) < cast(size, {len})) else cy_view_range({axis}:int) index({b}, {len})\n"
            ));
            at.push(b);
        }
        format!("item({view}, {})", at.join(", "))
    }

    fn body(&mut self, indices: &[(String, bool)], label: usize, depth: usize, indent: &str) -> String {
        let mut code = String::new();
        for _ in 0..=self.random.below(3) {
            match self.random.below(10) {
                0..4 => {
                    let e = self.element(indices, &mut code, indent);
                    let x = self.temp("double");
                    code.push_str(&format!("{indent}{x} = {e}\n{indent}%t = (%t + {x})\n"));
                }
                4 | 5 => {
                    let e = self.element(indices, &mut code, indent);
                    code.push_str(&format!("{indent}lvalue({e}, double) = (%t * 0.5:double)\n"));
                }
                6 => {
                    let jump = self.random.of(&["continue", "continue", "break"]);
                    code.push_str(&format!(
                        "{indent}if (%t > 30.0:double) {{\n{indent}  {jump} L{label}\n{indent}}}\n"
                    ));
                }
                7 if self.random.below(3) == 0 => {
                    let what = self.random.of(&["%k = (%k + 1:ssize)", "%n = (%n - 1:ssize)", "%v = %w"]);
                    code.push_str(&format!("{indent}{what}\n"));
                }
                8 | 9 if depth < 2 => {
                    let inner = self.counted(indices, depth + 1, indent);
                    code.push_str(&inner);
                }
                _ => code.push_str(&format!("{indent}%t = (%t + 1.0:double)\n")),
            }
        }
        code
    }

    fn counted(&mut self, indices: &[(String, bool)], depth: usize, indent: &str) -> String {
        let label = self.labels;
        self.labels += 1;
        let narrow = self.random.below(3) == 0;
        let ty = if narrow { "int" } else { "ssize" };
        let index = format!("%i{label}");
        self.locals.push_str(&format!("  local {index}: {ty} user\n"));
        let bound = |e: &str| if narrow { format!("cast(int, {e})") } else { e.to_owned() };
        let high = self.random.of(&[
            "shape(%v, 0)",
            "shape(%w, 0)",
            "shape(%m, 0)",
            "shape(%m, 1)",
            "%n",
            "(shape(%v, 0) - 1:ssize)",
        ]);
        let low = self.random.of(&["0", "0", "0", "1", "2"]);
        // the bounds are what they were before the loop, as lowering makes them
        let to = self.temp(ty);
        let (setup, head) = if self.random.below(4) == 0 {
            let from = format!("({} - 1:{ty})", bound(high));
            let (relation, low) = (self.random.of(&[">", ">="]), low);
            (format!("{to} = {low}:{ty}"), format!("{index} = {from} while {relation} {to} step -1:{ty}"))
        } else {
            let step = self.random.of(&["1", "1", "1", "2"]);
            let relation = self.random.of(&["<", "<", "<", "<="]);
            let setup = format!("{to} = {}", bound(high));
            (setup, format!("{index} = {low}:{ty} while {relation} {to} step {step}:{ty}"))
        };
        let mut inner = indices.to_vec();
        inner.push((index, narrow));
        let body = self.body(&inner, label, depth, &format!("{indent}  "));
        format!("{indent}{setup}\n{indent}for L{label} {head} {{\n{body}{indent}}}\n")
    }
}

fn module(seed: u64) -> (String, Module) {
    let mut m = Make { random: Random(seed), locals: String::new(), temps: 0, labels: 0 };
    let mut code = String::from("  %t = 0.0:double\n");
    for _ in 0..=m.random.below(2) {
        code.push_str(&m.counted(&[], 0, "  "));
    }
    let text = format!(
        "module m \"m.pyx\" exec f.f\nfunc f double maybe \"-1\" (%v, %w, %m, %n, %k) {{\n  \
         local %v: view<double; s> param\n  local %w: view<double; s> param\n  local %m: view<double; s s> param\n  \
         local %n: ssize param\n  local %k: ssize param\n  local %t: double user\n{}{code}  return (%t + cast(double, %k))\n}}\n",
        m.locals
    );
    let module = read(&text).unwrap_or_else(|e| panic!("{e}\n{text}"));
    (text, module)
}

fn view(n: &[i128], s: &[i128]) -> View {
    let mut start = 0;
    let mut last = 0;
    for (n, s) in n.iter().zip(s) {
        let reach = (n - 1).max(0) * s;
        if reach < 0 {
            start -= reach;
        } else {
            last += reach;
        }
    }
    let empty = n.contains(&0);
    let len = if empty { 0 } else { usize::try_from((start + last) / 8 + 1).unwrap() };
    View { data: (0..len).map(|i| i as f64 + 0.25).collect(), start, n: n.to_vec(), s: s.to_vec() }
}

#[test]
fn random_loops_do_the_same() {
    let inputs: Vec<(Vec<View>, i128, i128)> = vec![
        (vec![view(&[5], &[8]), view(&[5], &[8]), view(&[5, 5], &[40, 8])], 5, 0),
        (vec![view(&[6], &[16]), view(&[4], &[8]), view(&[4, 6], &[48, 8])], 4, 1),
        (vec![view(&[4], &[-8]), view(&[7], &[8]), view(&[3, 4], &[8, 24])], 7, -1),
        (vec![view(&[0], &[8]), view(&[3], &[8]), view(&[0, 3], &[24, 8])], 3, 2),
        (vec![view(&[3], &[8]), view(&[2], &[24]), view(&[2, 2], &[64, 16])], -2, -7),
        (vec![view(&[9], &[8]), view(&[9], &[8]), view(&[9, 9], &[72, 8])], 9, 8),
    ];
    let (mut versions, mut removed) = (0, 0);
    let count = |m: &Module, what: &str| print_function(m, FuncId::new(0)).matches(what).count();
    for seed in 0..400 {
        let (text, before) = module(seed);
        assert_eq!(verify(&before), [], "{text}");
        let mut after = before.clone();
        for pass in cyrus_opt::PASSES.iter().take_while(|p| !p.owned) {
            (pass.run)(&mut after);
            assert_eq!(verify(&after), [], "seed {seed} after {}\n{text}", pass.name);
        }
        versions += count(&after, "vectorizable");
        removed += count(&before, "check").saturating_sub(count(&after, "check"));
        for (views, n, k) in &inputs {
            let args = [V::View(0), V::View(1), V::View(2), V::I(*n), V::I(*k)];
            let is = |m: &Module| run(&m.functions[FuncId::new(0)], &args, views.clone());
            let (a, b) = (is(&before), is(&after));
            assert_eq!(a, b, "seed {seed}, n {n}, k {k}\n{text}\n{}", print_function(&after, FuncId::new(0)));
        }
    }
    // the passes did something
    assert!(versions > 50 && removed > 50, "{versions} fast loops, {removed} checks less");
}
