//! The nodes of a text in one vector, tied by numbers, so that nothing recurses when they are dropped.

use std::ops::{Index, IndexMut};
use std::rc::Rc;

use html5ever::QualName;
use html5ever::tendril::StrTendril;

use super::super::build::Attributes;

/// The number of no node.
pub const NONE: u32 = u32::MAX;

/// The document's number.
pub const DOCUMENT: u32 = 0;

/// All nodes, in the order in which they were made. The document is the first.
pub struct Nodes(Vec<Tied>);

/// A node and those around it.
pub struct Tied {
    pub node: Node,
    pub parent: u32,
    pub first: u32,
    pub next: u32,
    last: u32,
    previous: u32,
    /// How many elements stand around it, as far as is known: when elements are moved, those in them are not told.
    pub depth: u32,
}

pub enum Node {
    Text(StrTendril),
    Element {
        name: Rc<QualName>,
        attributes: Attributes,
        /// MathML's `annotation-xml` may hold HTML.
        holds_html: bool,
    },
    /// The document, a comment, or what is in a template.
    Other,
}

impl Index<u32> for Nodes {
    type Output = Tied;

    fn index(&self, id: u32) -> &Tied {
        &self.0[id as usize]
    }
}

impl IndexMut<u32> for Nodes {
    fn index_mut(&mut self, id: u32) -> &mut Tied {
        &mut self.0[id as usize]
    }
}

impl Default for Nodes {
    fn default() -> Nodes {
        let mut nodes = Nodes(vec![]);
        nodes.add(Node::Other);
        nodes
    }
}

impl Nodes {
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn get(&self, id: u32) -> Option<&Tied> {
        self.0.get(id as usize)
    }

    /// The document's `<body>`. A page of frames has none.
    pub fn body(&self) -> Option<u32> {
        self.child(self.child(DOCUMENT, "html")?, "body")
    }

    fn child(&self, parent: u32, wanted: &str) -> Option<u32> {
        let mut id = self[parent].first;
        while let Some(child) = self.get(id) {
            if matches!(&child.node, Node::Element { name, .. } if &*name.local == wanted) {
                return Some(id);
            }
            id = child.next;
        }
        None
    }

    pub fn add(&mut self, node: Node) -> u32 {
        let id = self.0.len() as u32;
        self.0.push(Tied { node, parent: NONE, first: NONE, next: NONE, last: NONE, previous: NONE, depth: 0 });
        id
    }

    /// Puts text before a node or, with [`NONE`], at the end. Two texts side by side are one.
    pub fn insert_text(&mut self, parent: u32, text: StrTendril, next: u32) {
        let previous = if next == NONE { self[parent].last } else { self[next].previous };
        if previous != NONE
            && let Node::Text(before) = &mut self[previous].node
        {
            before.push_tendril(&text);
        } else {
            let text = self.add(Node::Text(text));
            self.insert(parent, text, next);
        }
    }

    /// Takes a node from where it is, and puts it before another or, with [`NONE`], at the end.
    pub fn insert(&mut self, parent: u32, id: u32, next: u32) {
        self.detach(id);
        let previous = if next == NONE { self[parent].last } else { self[next].previous };
        let depth = self[parent].depth + 1;
        let tied = &mut self[id];
        (tied.parent, tied.previous, tied.next, tied.depth) = (parent, previous, next, depth);
        if previous == NONE {
            self[parent].first = id;
        } else {
            self[previous].next = id;
        }
        if next == NONE {
            self[parent].last = id;
        } else {
            self[next].previous = id;
        }
    }

    pub fn detach(&mut self, id: u32) {
        let Tied { parent, previous, next, .. } = self[id];
        if parent == NONE {
            return;
        }
        if previous == NONE {
            self[parent].first = next;
        } else {
            self[previous].next = next;
        }
        if next == NONE {
            self[parent].last = previous;
        } else {
            self[next].previous = previous;
        }
        let tied = &mut self[id];
        (tied.parent, tied.previous, tied.next) = (NONE, NONE, NONE);
    }
}
