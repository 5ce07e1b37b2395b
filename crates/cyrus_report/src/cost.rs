//! How much Python a line of C still is: the operations of the runtime and of the C API that need the interpreter.

use std::collections::BTreeMap;

use cyrus_ops::Op;

/// The operations on one line of source.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cost {
    /// How often each operation stands there.
    pub operations: BTreeMap<String, u32>,
}

impl Cost {
    /// Adds what one line of C does.
    pub fn add(&mut self, line: &str) {
        for word in calls(line) {
            if is_python(word) {
                *self.operations.entry(word.to_owned()).or_default() += 1;
            }
        }
    }

    /// How many operations there are.
    pub fn count(&self) -> u32 {
        self.operations.values().sum()
    }

    /// From 0 (pure C) to 5.
    pub fn heat(&self) -> u8 {
        match self.count() {
            0 => 0,
            1 => 1,
            2..=3 => 2,
            4..=6 => 3,
            7..=12 => 4,
            _ => 5,
        }
    }
}

/// Whether a function needs the interpreter. What the runtime's table says, or the C API's name.
pub fn is_python(name: &str) -> bool {
    if let Some(id) = Op::by_name(name) {
        let op = id.op();
        return !op.nogil && !op.cold;
    }
    name.starts_with("Py") && !FREE.contains(&name)
}

/// Names of the C API that cost next to nothing.
const FREE: [&str; 8] = [
    "PyErr_Occurred",
    "PyFloat_AS_DOUBLE",
    "PyList_GET_ITEM",
    "PyList_GET_SIZE",
    "PyTuple_GET_ITEM",
    "PyTuple_GET_SIZE",
    "Py_SIZE",
    "Py_TYPE",
];

/// The names in front of an opening parenthesis.
fn calls(line: &str) -> impl Iterator<Item = &str> {
    let pieces = line.split('(');
    let count = pieces.clone().count();
    pieces.take(count - 1).filter_map(|before| {
        let name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let start = before.rfind(|c| !name(c)).map_or(0, |at| at + 1);
        before.get(start..).filter(|word| !word.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_of_the_interpreter_count() {
        let mut cost = Cost::default();
        cost.add("  if ((x = PyNumber_Add(a, PyNumber_Negative(b))) == NULL && PyErr_Occurred()) goto fail;");
        cost.add("  y = sqrt(a * a) + (b);");
        assert_eq!(
            cost.operations.keys().map(String::as_str).collect::<Vec<_>>(),
            ["PyNumber_Add", "PyNumber_Negative"]
        );
        assert_eq!((cost.count(), cost.heat()), (2, 2));
        assert_eq!(Cost::default().heat(), 0);
    }

    #[test]
    fn the_runtimes_own_operations_are_known_by_its_table() {
        let (mut with, mut without) = (0, 0);
        for op in Op::all() {
            if is_python(op.name) { with += 1 } else { without += 1 }
        }
        assert!(with > 0 && without > 0, "{with} {without}");
    }
}
