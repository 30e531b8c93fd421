//! A tree in the browser's document: built, and brought up to date.

use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement};

use super::{Element, Node};

impl Element {
    /// Makes the element and all below it. `None` only where the document is gone.
    pub fn build(&self, document: &Document) -> Option<web_sys::Element> {
        let made = document.create_element(self.tag).ok()?;
        for (name, value) in &self.attributes {
            // The names are the program's own, and none is refused.
            let _ = made.set_attribute(name, value);
        }
        if let Some(element) = made.dyn_ref::<HtmlElement>() {
            for (name, value) in &self.style {
                // A value that is no CSS is ignored, as in a style sheet.
                let _ = element.style().set_property(name, value);
            }
        }
        for child in &self.children {
            child.append(document, &made);
        }
        Some(made)
    }

    /// Brings a built element from `self` to `next`, touching what differs and nothing else: a menu that is open, a
    /// field with half a word in it and the focus stay. `None` where it has to be made anew.
    pub fn patch(&self, next: &Element, built: &web_sys::Element, document: &Document) -> Option<()> {
        if self.tag != next.tag || self.style != next.style {
            return None;
        }
        if self == next {
            return Some(());
        }
        for (name, value) in &next.attributes {
            if !self.attributes.contains(&(name, value.clone())) {
                let _ = built.set_attribute(name, value);
            }
        }
        for (name, _) in &self.attributes {
            if next.attributes.iter().all(|(kept, _)| kept != name) {
                let _ = built.remove_attribute(name);
            }
        }
        let same_places = self.children.len() == next.children.len();
        let patched = same_places.then(|| self.patch_children(next, built, document)).flatten();
        if patched.is_none() {
            built.set_text_content(None);
            next.children.iter().for_each(|child| child.append(document, built));
        }
        Some(())
    }

    fn patch_children(&self, next: &Element, built: &web_sys::Element, document: &Document) -> Option<()> {
        let nodes = built.child_nodes();
        for (n, (old, new)) in self.children.iter().zip(&next.children).enumerate() {
            let node = nodes.get(u32::try_from(n).ok()?)?;
            match (old, new) {
                (Node::Text(old), Node::Text(new)) if old == new => {}
                (Node::Text(_), Node::Text(new)) => node.set_node_value(Some(new)),
                (Node::Element(old), Node::Element(new)) => old.patch(new, node.dyn_ref()?, document)?,
                _ => return None,
            }
        }
        Some(())
    }
}

impl Node {
    fn append(&self, document: &Document, parent: &web_sys::Element) {
        // A new element takes any child that the document itself made.
        let _ = match self {
            Node::Text(text) => parent.append_child(&document.create_text_node(text)).map(drop),
            Node::Element(element) => match element.build(document) {
                Some(child) => parent.append_child(&child).map(drop),
                None => Ok(()),
            },
            Node::Many(nodes) => {
                nodes.iter().for_each(|node| node.append(document, parent));
                Ok(())
            }
        };
    }
}
