//! Error exits: labels that drop exactly what is live where a statement failed.
//!
//! The cleanup lists of one scope (a function, or the body of a `Try`) form a tree: the label for `[a, b, c]` drops `a`
//! and goes on at the label for `[b, c]`; the root is the scope's exit. Lists that end alike share their labels, and each
//! label falls into the next where it can.
//!
//! ```c
//! E2: Py_DECREF(t1);
//! E1: Py_DECREF(t0);
//! E0: cy_trace(0, e);
//! ```

use std::rc::Rc;

use cyrus_c::{Stmt, Text};

/// The exits of one scope.
#[derive(Debug)]
pub(crate) struct Exits {
    prefix: String,
    nodes: Vec<Node>,
    /// Whether any of the statements that leave here adds a traceback entry.
    pub(crate) traced: bool,
}

#[derive(Debug)]
struct Node {
    /// The label.
    name: Text,
    /// Position of the exit that follows.
    parent: usize,
    /// What is dropped here; nothing at the root.
    drop: Rc<[Stmt]>,
    children: Vec<usize>,
    /// Some statement jumps here.
    used: bool,
}

impl Exits {
    /// A scope without exits; its labels begin with `prefix`.
    pub(crate) fn new(prefix: String) -> Self {
        let name = format!("{prefix}0").into();
        let root = Node { name, parent: 0, drop: Rc::new([]), children: vec![], used: false };
        Exits { prefix, nodes: vec![root], traced: false }
    }

    /// The label to jump to where these drops are needed, in order.
    pub(crate) fn label(&mut self, drops: Vec<Rc<[Stmt]>>) -> Text {
        let mut at = 0;
        for drop in drops.into_iter().rev() {
            let found = self.nodes[at].children.iter().copied().find(|c| self.nodes[*c].drop == drop);
            at = found.unwrap_or_else(|| {
                let new = self.nodes.len();
                let name = format!("{}{new}", self.prefix).into();
                self.nodes.push(Node { name, parent: at, drop, children: vec![], used: false });
                self.nodes[at].children.push(new);
                new
            });
        }
        self.nodes[at].used = true;
        self.nodes[at].name.clone()
    }

    /// Whether any statement leaves here.
    pub(crate) fn is_used(&self) -> bool {
        self.nodes.iter().any(|n| n.used)
    }

    /// Labels and drops; control comes out at the end, which is the scope's exit.
    pub(crate) fn code(&self) -> Vec<Stmt> {
        let mut out = Vec::new();
        self.write(0, &mut out);
        out
    }

    fn write(&self, at: usize, out: &mut Vec<Stmt>) {
        let node = &self.nodes[at];
        let mut jumped = node.used;
        for (i, child) in node.children.iter().enumerate() {
            self.write(*child, out);
            if i + 1 < node.children.len() {
                out.push(Stmt::Goto(node.name.clone()));
                jumped = true;
            }
        }
        if jumped {
            out.push(Stmt::Label(node.name.clone()));
        }
        debug_assert!(at == 0 || node.parent < at);
        out.extend(node.drop.iter().cloned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cyrus_c::block;

    fn drops(names: &[&str]) -> Vec<Rc<[Stmt]>> {
        names.iter().map(|n| Rc::from([Stmt::Line(format!("Py_DECREF({n});").into())])).collect()
    }

    #[test]
    fn lists_that_end_alike_share() {
        let mut exits = Exits::new("E".into());
        assert_eq!(exits.label(drops(&["b", "a"])), "E2");
        assert_eq!(exits.label(drops(&[])), "E0");
        assert_eq!(exits.label(drops(&["c", "a"])), "E3");
        assert_eq!(exits.label(drops(&["b", "a"])), "E2");
        assert_eq!(
            block(1, &exits.code()),
            "E2:\n    Py_DECREF(b);\n    goto E1;\nE3:\n    Py_DECREF(c);\nE1:\n    Py_DECREF(a);\nE0:;\n"
        );
    }
}
