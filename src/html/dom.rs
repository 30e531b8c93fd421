//! A tree in the browser's document: built, and brought up to date.

use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement};

use super::{Element, Node};

/// Marks a text that was taken over: what its tree is was not looked at, so that it can only be replaced as a whole.
const ADOPTED: &str = "data-adopted";
/// The portal's first element in a page that was pressed and that nobody has taken over yet. What a host or an extension
/// puts around the portal is not looked at.
pub const PRESSED: &str = "[data-pressed] .skip-link";

impl Element {
    /// Makes the element and all below it. `None` only where the document is gone.
    pub fn build(&self, document: &Document) -> Option<web_sys::Element> {
        let made = document.create_element(self.0.tag).ok()?;
        for (name, value) in &self.0.attributes {
            // The names are the program's own, and none is refused.
            let _ = made.set_attribute(name, value);
        }
        if let Some(element) = made.dyn_ref::<HtmlElement>() {
            for (name, value) in &self.0.style {
                // A value that is no CSS is ignored, as in a style sheet.
                let _ = element.style().set_property(name, value);
            }
        }
        for child in &self.0.children {
            child.append(document, &made);
        }
        Some(made)
    }

    /// Brings a built element from `self` to `next`, touching what differs and nothing else: a menu that is open, a
    /// field with half a word in it and the focus stay. `false` where it has to be made anew.
    pub fn patch(&self, next: &Element, built: &web_sys::Element, document: &Document) -> bool {
        let is_other = self.0.tag != next.0.tag || self.0.key != next.0.key || self.0.style != next.0.style;
        if is_other || built.has_attribute(ADOPTED) {
            return false;
        }
        for (name, value) in &next.0.attributes {
            if self.0.attributes.iter().all(|old| old.0 != *name || old.1 != *value) {
                let _ = built.set_attribute(name, value);
            }
        }
        for (name, _) in &self.0.attributes {
            if next.0.attributes.iter().all(|(kept, _)| kept != name) {
                let _ = built.remove_attribute(name);
            }
        }
        let nodes = built.child_nodes();
        let mut at = 0;
        for (n, child) in next.0.children.iter().enumerate() {
            let node = nodes.get(at);
            let (Some(node), Some(old)) = (node, self.0.children.get(n)) else {
                child.append(document, built);
                continue;
            };
            at += 1;
            let kept = match (old, child) {
                (Node::Text(old), Node::Text(new)) => {
                    if old != new {
                        node.set_node_value(Some(new));
                    }
                    true
                }
                (Node::Element(old), Node::Element(new)) => match node.dyn_ref() {
                    Some(element) => old == new || old.patch(new, element, document),
                    None => false,
                },
                _ => false,
            };
            if let Some(new) = (!kept).then(|| child.build(document)).flatten() {
                let _ = built.replace_child(&new, &node);
            }
        }
        for _ in next.0.children.len()..self.0.children.len() {
            if let Some(node) = nodes.get(at) {
                let _ = built.remove_child(&node);
            }
        }
        true
    }
}

impl Element {
    /// The tree's element in a pressed page. `None` in any other page.
    pub fn take_over(&self, document: &Document) -> Option<web_sys::Element> {
        let found = document.query_selector(PRESSED).ok()??.parent_element()?;
        self.adopt(&found, document).then_some(found)
    }

    /// Takes over an element that was written into the page as this tree, and mends what is not as the tree says. A text
    /// ([`Element::is_text`]) is left as it stands. `false` where the element is another one.
    fn adopt(&self, found: &web_sys::Element, document: &Document) -> bool {
        if found.local_name() != self.0.tag {
            return false;
        }
        if self.is_text() {
            let _ = found.set_attribute(ADOPTED, "");
            return true;
        }
        for (name, value) in &self.0.attributes {
            // The menu may have been opened by then.
            if *name != "aria-expanded" && found.get_attribute(name).as_ref() != Some(value) {
                let _ = found.set_attribute(name, value);
            }
        }
        let nodes = found.child_nodes();
        for (n, child) in self.0.children.iter().enumerate() {
            let Some(node) = nodes.get(n as u32) else {
                child.append(document, found);
                continue;
            };
            let is_it = match child {
                Node::Text(text) => node.node_value().as_ref() == Some(text),
                Node::Element(element) => node.dyn_ref().is_some_and(|found| element.adopt(found, document)),
                Node::Many(_) => true,
            };
            if let Some(new) = (!is_it).then(|| child.build(document)).flatten() {
                let _ = found.replace_child(&new, &node);
            }
        }
        while let Some(node) = nodes.get(self.0.children.len() as u32) {
            let _ = found.remove_child(&node);
        }
        true
    }
}

impl Node {
    fn append(&self, document: &Document, parent: &web_sys::Element) {
        if let Some(node) = self.build(document) {
            // A new element takes any child that the document itself made.
            let _ = parent.append_child(&node);
        }
    }

    /// `None` for several: [`Element::with`] lets none of those into an element.
    fn build(&self, document: &Document) -> Option<web_sys::Node> {
        match self {
            Node::Text(text) => Some(document.create_text_node(text).into()),
            Node::Element(element) => element.build(document).map(Into::into),
            Node::Many(_) => None,
        }
    }
}
