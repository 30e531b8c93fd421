//! Takes from html5ever what it builds. Only what a body is made of is kept: no words of comments, no doctype.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use html5ever::interface::ElementFlags;
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, ExpandedName, QualName, ns};

use super::super::build::Attributes;
use super::super::policy;
use super::nodes::{DOCUMENT, NONE, Node, Nodes};

/// A node as html5ever holds it. It carries its name because html5ever asks for hardly anything else.
#[derive(Clone)]
pub struct Handle {
    pub id: u32,
    pub name: Rc<QualName>,
}

/// The tree while it is built.
pub struct Tree {
    nodes: RefCell<Nodes>,
    nameless: Rc<QualName>,
    asked: Cell<u32>,
}

impl Default for Tree {
    fn default() -> Tree {
        let nameless = Rc::new(QualName::new(None, ns!(), "".into()));
        Tree { nodes: RefCell::default(), nameless, asked: Cell::new(NONE) }
    }
}

impl Tree {
    pub fn into_nodes(self) -> Nodes {
        self.nodes.into_inner()
    }

    pub fn len(&self) -> usize {
        self.nodes.borrow().len()
    }

    /// Forgets which element's name was asked for.
    pub fn forget_asked(&self) {
        self.asked.set(NONE);
    }

    /// The depth of the element whose name was asked for last; with its number and its name.
    pub fn asked(&self) -> Option<(u32, Handle)> {
        let id = self.asked.get();
        let nodes = self.nodes.borrow();
        let tied = nodes.get(id)?;
        match &tied.node {
            Node::Element { name, .. } => Some((tied.depth, Handle { id, name: name.clone() })),
            _ => None,
        }
    }

    fn nameless(&self, id: u32) -> Handle {
        Handle { id, name: self.nameless.clone() }
    }

    fn other(&self) -> Handle {
        self.nameless(self.nodes.borrow_mut().add(Node::Other))
    }
}

impl TreeSink for Tree {
    type Handle = Handle;
    type Output = Nodes;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Nodes {
        self.into_nodes()
    }

    fn get_document(&self) -> Handle {
        self.nameless(DOCUMENT)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        self.asked.set(target.id);
        target.name.expanded()
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.id == other.id
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let name = Rc::new(name);
        let holds_html = flags.mathml_annotation_xml_integration_point;
        let element = Node::Element { name: name.clone(), attributes: kept(attributes), holds_html };
        let mut nodes = self.nodes.borrow_mut();
        let id = nodes.add(element);
        if flags.template {
            nodes.add(Node::Other);
        }
        Handle { id, name }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        // It has a place in the tree all the same: the text before it is not one with the text after it.
        self.other()
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.other()
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        insert(&mut self.nodes.borrow_mut(), parent.id, child, NONE);
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let mut nodes = self.nodes.borrow_mut();
        let parent = nodes[sibling.id].parent;
        if parent != NONE {
            insert(&mut nodes, parent, child, sibling.id);
        }
    }

    fn append_based_on_parent_node(&self, table: &Handle, around: &Handle, child: NodeOrText<Handle>) {
        let has_parent = self.nodes.borrow()[table.id].parent != NONE;
        if has_parent { self.append_before_sibling(table, child) } else { self.append(around, child) }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.nodes.borrow_mut().detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut nodes = self.nodes.borrow_mut();
        while nodes[node.id].first != NONE {
            let child = nodes[node.id].first;
            nodes.insert(new_parent.id, child, NONE);
        }
    }

    fn get_template_contents(&self, template: &Handle) -> Handle {
        let mut nodes = self.nodes.borrow_mut();
        // They were made right after it.
        let contents = template.id + 1;
        nodes[contents].depth = nodes[template.id].depth;
        self.nameless(contents)
    }

    fn is_mathml_annotation_xml_integration_point(&self, target: &Handle) -> bool {
        matches!(self.nodes.borrow()[target.id].node, Node::Element { holds_html: true, .. })
    }

    /// Only in a page that is loaded do templates become the insides of elements.
    fn allow_declarative_shadow_roots(&self, _: &Handle) -> bool {
        false
    }

    /// Only `<html>` and `<body>` get attributes later, and none of theirs is asked for.
    fn add_attrs_if_missing(&self, _: &Handle, _: Vec<Attribute>) {}

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn set_quirks_mode(&self, _: QuirksMode) {}
}

/// Of an element's attributes those that are read at all.
fn kept(attributes: Vec<Attribute>) -> Attributes {
    attributes.into_iter().filter_map(|a| Some((known(&a)?, a.value.to_string()))).collect()
}

/// By the name that it was written with: a drawing's `xlink:href` is not `href`.
fn known(attribute: &Attribute) -> Option<&'static str> {
    match &attribute.name.prefix {
        None => policy::attribute(&attribute.name.local),
        Some(prefix) => policy::attribute(&format!("{prefix}:{}", attribute.name.local)),
    }
}

fn insert(nodes: &mut Nodes, parent: u32, child: NodeOrText<Handle>, next: u32) {
    match child {
        NodeOrText::AppendNode(child) => nodes.insert(parent, child.id, next),
        NodeOrText::AppendText(text) => nodes.insert_text(parent, text, next),
    }
}
