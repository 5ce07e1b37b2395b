//! A page from a made-up translation, to look at: `cargo run -p cyrus_report --example sample > sample.html`.

use cyrus_parser::SourceKind;
use cyrus_report::{Remark, ReportInput, render};
use cyrus_source::SourceFile;

fn main() -> Result<(), std::fmt::Error> {
    let source = SourceFile::from_text(
        "examples/talk/fast_stuff.pyx",
        include_str!("../../../examples/talk/fast_stuff.pyx"),
    );
    let mut c = String::from("/* Generated. */\n");
    let mut origins = vec![None];
    for (at, line) in source.text().lines().enumerate() {
        let (number, text) = (at as u32 + 1, line.trim());
        let made: &[&str] = match text {
            "" => &[],
            _ if text.starts_with("def") => &[
                "static PyObject *f_primes(PyObject *self, PyObject *const *args, size_t n)",
                "{",
                "  int nb_primes = cy_as_int(args[0]);",
                "  if (nb_primes == -1 && PyErr_Occurred()) goto exit_0;",
            ],
            _ if text.contains("n % i") => &[
                "  if (CY_UNLIKELY(i == 0)) {",
                "    cy_zero_division();",
                "    goto exit_1;",
                "  }",
                "  if (cy_mod_int(n, i) == 0) {",
            ],
            _ if text.contains("result_as_list =") => &[
                "  t0 = PyList_New(0);",
                "  if (!t0) goto exit_1;",
                "  for (int *p = v_p; p < v_p + len_p; p++) {",
                "    t1 = PyLong_FromLong(*p);",
                "    if (!t1 || PyList_Append(t0, t1) < 0) goto exit_2;",
                "  }",
            ],
            _ if text.starts_with("return") => &["  Py_INCREF(result_as_list);", "  return result_as_list;"],
            _ if text.contains('=') || text.starts_with("for") || text.starts_with("while") => {
                &["  n = n + 1; /* and so on */"]
            }
            _ => &[],
        };
        for made in made {
            c.push_str(made);
            c.push('\n');
            origins.push(Some(number));
        }
    }
    let remarks = [
        Remark {
            line: 5,
            text: "the argument `nb_primes` is converted from a Python object once a call".into(),
        },
        Remark {
            line: 25,
            text: "the check for zero is kept: `i` is an element of `p`, which may hold anything".into(),
        },
        Remark { line: 34, text: "boxes `prime`: the list holds Python objects".into() },
    ];
    let input = ReportInput {
        module: "fast_stuff",
        source: &source,
        kind: SourceKind::Pyx,
        c_text: &c,
        c_name: "fast_stuff.c",
        origins: &origins,
        remarks: &remarks,
        runs: &std::collections::BTreeMap::new(),
        whole_c: true,
    };
    print!("{}", render(&input)?);
    Ok(())
}
