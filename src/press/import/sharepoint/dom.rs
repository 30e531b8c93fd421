//! A page as a tree, for looking into it. What is taken out of it is HTML again, which the body's own reader cleans.

use html5ever::serialize::{SerializeOpts, TraversalScope, serialize};
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom, SerializableHandle};

const DEEPEST: usize = 100;

pub struct Page {
    /// Every element, in the document's order.
    elements: Vec<Handle>,
    comments: Vec<String>,
    /// The tree empties itself when it goes, whoever still holds a part of it.
    _dom: RcDom,
}

impl Page {
    pub fn read(html: &str) -> Page {
        let dom = parse_document(RcDom::default(), ParseOpts::default()).one(html);
        let (mut elements, mut comments) = (vec![], vec![]);
        // Its own stack: a page may be nested deeper than ours is.
        let mut stack = vec![dom.document.clone()];
        while let Some(node) = stack.pop() {
            match &node.data {
                NodeData::Element { .. } => elements.push(node.clone()),
                NodeData::Comment { contents } => comments.push(contents.to_string()),
                _ => {}
            }
            stack.extend(node.children.borrow().iter().rev().cloned());
        }
        Page { elements, comments, _dom: dom }
    }

    pub fn comments(&self) -> &[String] {
        &self.comments
    }

    pub fn all<'a>(&'a self, is_it: impl Fn(&Element) -> bool + 'a) -> impl Iterator<Item = Element> + 'a {
        self.elements.iter().map(|node| Element(node.clone())).filter(move |element| is_it(element))
    }

    pub fn first(&self, is_it: impl Fn(&Element) -> bool) -> Option<Element> {
        self.elements.iter().map(|node| Element(node.clone())).find(|element| is_it(element))
    }

    /// The content of `<meta name>` or `<meta property>`.
    pub fn meta(&self, name: &str) -> Option<String> {
        let is_it = |element: &Element| {
            element.name() == "meta"
                && [element.get("name"), element.get("property")].iter().flatten().any(|found| found == name)
        };
        self.first(is_it)?.get("content").map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    }
}

#[derive(Clone)]
pub struct Element(Handle);

impl Element {
    pub fn name(&self) -> String {
        match &self.0.data {
            NodeData::Element { name, .. } => name.local.to_string(),
            _ => String::new(),
        }
    }

    pub fn get(&self, name: &str) -> Option<String> {
        match &self.0.data {
            NodeData::Element { attrs, .. } => attrs
                .borrow()
                .iter()
                .find(|attribute| &*attribute.name.local == name)
                .map(|found| found.value.to_string()),
            _ => None,
        }
    }

    pub fn has_class(&self, name: &str) -> bool {
        self.get("class").is_some_and(|all| all.split_ascii_whitespace().any(|class| class.eq_ignore_ascii_case(name)))
    }

    pub fn id_has(&self, part: &str) -> bool {
        self.get("id").is_some_and(|id| id.contains(part))
    }

    /// What is inside of it, as HTML.
    pub fn inner(&self) -> String {
        let mut out = vec![];
        let options = SerializeOpts { traversal_scope: TraversalScope::ChildrenOnly(None), ..SerializeOpts::default() };
        let node = SerializableHandle::from(self.0.clone());
        match serialize(&mut out, &node, options) {
            Ok(()) => String::from_utf8_lossy(&out).into_owned(),
            Err(_) => String::new(),
        }
    }

    /// Its words, on one line.
    pub fn words(&self) -> String {
        let mut out = String::new();
        let mut stack = vec![self.0.clone()];
        while let Some(node) = stack.pop() {
            if let NodeData::Text { contents } = &node.data {
                out.push_str(&contents.borrow());
                out.push(' ');
            }
            stack.extend(node.children.borrow().iter().rev().cloned());
        }
        let seen: String = out.chars().filter(|c| !matches!(c, '\u{200b}' | '\u{feff}')).collect();
        seen.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether one of the elements around it is such a one, as far as any page layout is deep.
    pub fn is_inside(&self, is_it: impl Fn(&Element) -> bool) -> bool {
        let mut node = self.0.clone();
        for _ in 0..DEEPEST {
            let above = node.parent.take();
            node.parent.set(above.clone());
            match above.and_then(|above| above.upgrade()) {
                Some(above) if is_it(&Element(above.clone())) => return true,
                Some(above) => node = above,
                None => return false,
            }
        }
        false
    }

    pub fn first(&self, name: &str) -> Option<Element> {
        let mut stack = vec![self.0.clone()];
        while let Some(node) = stack.pop() {
            let element = Element(node.clone());
            if element.name() == name {
                return Some(element);
            }
            stack.extend(node.children.borrow().iter().rev().cloned());
        }
        None
    }
}
