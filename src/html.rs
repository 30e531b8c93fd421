//! A piece of a page as a value: elements, attributes, text. What every view returns.
//!
//! Leptos' own view types are one Rust type for each shape of markup, which costs a portal of thirty views 170 kB of
//! wasm (docs/adr/0007). A tree is one type: small, comparable, the same in the browser and natively. Leptos holds the
//! signals and the page's frame, and takes a [`Tree`] wherever it takes a view.
//!
//! There is no variant for raw HTML. Names of elements and attributes are the program's own; all foreign text is text.

#[cfg(target_arch = "wasm32")]
mod dom;
mod text;
mod tree;

#[cfg(target_arch = "wasm32")]
pub use dom::PRESSED;
pub use text::escape;
pub use tree::Tree;

use crate::cut;

/// An element or a text, or several of them.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    Element(Element),
    Text(String),
    /// Stands for its nodes wherever it is put; an empty one for nothing.
    Many(Vec<Node>),
}

/// An element.
#[derive(Clone, Debug, PartialEq)]
pub struct Element(Box<Parts>);

// Boxed: views hand elements on in chains, and a pointer is handed on in fewer instructions than what it points to.
#[derive(Clone, Debug, Default, PartialEq)]
struct Parts {
    tag: &'static str,
    /// What the element is the view of: one with another key is made anew rather than brought up to date.
    key: String,
    /// In the order in which they were set; a name stands once.
    attributes: Vec<(&'static str, String)>,
    /// Custom properties and the like. They are set one by one, which a strict Content-Security-Policy allows.
    style: Vec<(&'static str, String)>,
    children: Vec<Node>,
}

const TEXT: &str = "text";

/// An element with a class, or without one where `class` is empty.
pub fn el(tag: &'static str, class: &str) -> Element {
    let element = Element(Box::new(Parts { tag, ..Parts::default() }));
    if class.is_empty() { element } else { element.set("class", class) }
}

/// A link.
pub fn link(class: &str, href: String) -> Element {
    el("a", class).set("href", href)
}

impl Element {
    /// Says what the element is the view of.
    pub fn key(mut self, key: impl Into<String>) -> Element {
        self.0.key = key.into();
        self
    }

    /// Says that the element holds an article's text, which a pressed page has sent already.
    pub fn text(self) -> Element {
        self.key(TEXT)
    }

    pub fn is_text(&self) -> bool {
        self.0.key == TEXT
    }

    /// Sets an attribute.
    pub fn set(mut self, name: &'static str, value: impl Into<String>) -> Element {
        let value = value.into();
        match self.0.attributes.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => *old = value,
            None => self.0.attributes.push((name, value)),
        }
        self
    }

    /// Sets an attribute where there is a value for it.
    pub fn maybe(self, name: &'static str, value: Option<impl Into<String>>) -> Element {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }

    /// Sets an attribute without a value, where it holds.
    pub fn flag(self, name: &'static str, holds: bool) -> Element {
        if holds { self.set(name, "") } else { self }
    }

    /// Adds a class, where it holds.
    pub fn class(mut self, class: &str, holds: bool) -> Element {
        if holds {
            match self.0.attributes.iter_mut().find(|(name, _)| *name == "class") {
                Some((_, classes)) => {
                    classes.push(' ');
                    classes.push_str(class);
                }
                None => self.0.attributes.push(("class", class.to_owned())),
            }
        }
        self
    }

    /// Sets one property of its style.
    pub fn style(mut self, name: &'static str, value: Option<String>) -> Element {
        // A value that ends one declaration and begins another is none.
        self.0.style.extend(value.filter(|value| !cut::has_any(value, ";(\"")).map(|value| (name, value)));
        self
    }

    /// Adds a child: an element, a text, several, or none.
    pub fn with(mut self, child: impl Into<Node>) -> Element {
        self.push(child.into());
        self
    }

    /// Adds a child for each item.
    pub fn each<T: Into<Node>>(mut self, children: impl IntoIterator<Item = T>) -> Element {
        children.into_iter().for_each(|child| self.push(child.into()));
        self
    }

    /// Its children alone.
    pub fn into_children(self) -> Vec<Node> {
        self.0.children
    }

    fn push(&mut self, child: Node) {
        match child {
            Node::Many(nodes) => nodes.into_iter().for_each(|node| self.push(node)),
            // Two texts side by side would be one after a page's HTML was read.
            Node::Text(text) => match self.0.children.last_mut() {
                Some(Node::Text(last)) => last.push_str(&text),
                _ if text.is_empty() => {}
                _ => self.0.children.push(Node::Text(text)),
            },
            element => self.0.children.push(element),
        }
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Node {
        Node::Element(element)
    }
}

impl From<String> for Node {
    fn from(text: String) -> Node {
        Node::Text(text)
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Node {
        Node::Text(text.to_owned())
    }
}

impl From<Vec<Node>> for Node {
    fn from(nodes: Vec<Node>) -> Node {
        Node::Many(nodes)
    }
}

impl<T: Into<Node>> From<Option<T>> for Node {
    fn from(node: Option<T>) -> Node {
        node.map_or(Node::Many(vec![]), Into::into)
    }
}
