//! What a page means to someone who does not see it: roles, names, addresses, languages. Read off its HTML.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// One element, flat, in document order.
#[derive(Clone, Debug)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    /// All text in it, white space as it is read.
    pub text: String,
    /// The nearest `lang` at or above it.
    pub language: Option<String>,
}

/// All elements of a page.
pub fn elements(html: &str) -> Vec<Element> {
    let mut found = vec![];
    for (node, language) in all(&parse(html)) {
        let Some(name) = name(&node) else { continue };
        let attributes = attributes(&node);
        found.push(Element { name, attributes, text: text(&node), language });
    }
    found
}

/// The page by roles, one line each. Text outside of what names itself by its content stands alone.
pub fn outline(html: &str) -> String {
    let mut writer = Writer { out: String::new(), text: String::new() };
    writer.children(&parse(html), 0, true);
    writer.flush(0);
    writer.out
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

struct Writer {
    out: String,
    text: String,
}

impl Writer {
    fn children(&mut self, node: &Handle, depth: usize, with_text: bool) {
        for child in node.children.borrow().iter() {
            self.node(child, depth, with_text);
        }
    }

    fn node(&mut self, node: &Handle, depth: usize, with_text: bool) {
        if let NodeData::Text { contents } = &node.data {
            if with_text {
                self.text.push_str(&contents.borrow());
            }
            return;
        }
        let Some(name) = name(node) else { return };
        let get = |wanted: &str| attributes(node).into_iter().find(|(key, _)| key == wanted).map(|(_, value)| value);
        if get("aria-hidden").as_deref() == Some("true") {
            return;
        }
        let role = get("role").filter(|role| role != "list").or_else(|| role(&name));
        let is_block = matches!(name.as_str(), "p" | "div" | "li" | "td" | "th" | "figcaption" | "pre" | "address");
        let Some(role) = role else {
            if is_block {
                self.flush(depth);
            }
            self.children(node, depth, with_text);
            if is_block {
                self.flush(depth);
            }
            return;
        };
        self.flush(depth);
        let names_itself = matches!(role.as_str(), "link" | "button") || role.starts_with("heading");
        let mut line = role.clone();
        let label = get("aria-label").or_else(|| get("alt")).or_else(|| names_itself.then(|| name_of(node)));
        if let Some(label) = label {
            line.push_str(&format!(" \"{label}\""));
        }
        for key in ["href", "src", "srcset", "action", "value", "start", "colspan", "rowspan", "aria-current", "lang"] {
            if let Some(value) = get(key) {
                line.push_str(&format!(" {key}={value}"));
            }
        }
        self.out.push_str(&format!("{}{line}\n", "  ".repeat(depth)));
        self.children(node, depth + 1, with_text && !names_itself);
        self.flush(depth + 1);
    }

    fn flush(&mut self, depth: usize) {
        let text = std::mem::take(&mut self.text);
        let words: Vec<&str> = text.split_whitespace().collect();
        if !words.is_empty() {
            self.out.push_str(&format!("{}{}\n", "  ".repeat(depth), words.join(" ")));
        }
    }
}

fn role(name: &str) -> Option<String> {
    let role = match name {
        "a" => "link",
        "nav" => "navigation",
        "header" => "header",
        "footer" => "footer",
        "main" | "article" | "section" | "button" | "form" | "figure" | "table" | "blockquote" | "time" | "input" => {
            name
        }
        "img" => "image",
        "ul" | "ol" => "list",
        "th" => "columnheader",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => return Some(format!("heading {}", &name[1..])),
        _ => return None,
    };
    Some(role.to_owned())
}

fn parse(html: &str) -> Handle {
    parse_document(RcDom::default(), ParseOpts::default()).one(html).document
}

/// Every node with the language it is in.
fn all(root: &Handle) -> Vec<(Handle, Option<String>)> {
    let mut found = vec![];
    let mut waiting = vec![(root.clone(), None)];
    while let Some((node, language)) = waiting.pop() {
        let own = attributes(&node).into_iter().find(|(key, _)| key == "lang").map(|(_, value)| value);
        let language = own.or(language);
        waiting.extend(node.children.borrow().iter().rev().map(|child| (child.clone(), language.clone())));
        found.push((node, language));
    }
    found
}

fn name(node: &Handle) -> Option<String> {
    match &node.data {
        NodeData::Element { name, .. } => Some(name.local.to_string()),
        _ => None,
    }
}

fn attributes(node: &Handle) -> Vec<(String, String)> {
    match &node.data {
        NodeData::Element { attrs, .. } => {
            attrs.borrow().iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect()
        }
        _ => vec![],
    }
}

/// The text below a node, white space collapsed.
fn text(node: &Handle) -> String {
    words(node, &|_| None)
}

/// What a link, a button or a heading is called: its text, and what its pictures say.
fn name_of(node: &Handle) -> String {
    words(node, &|node| attributes(node).into_iter().find(|(key, _)| key == "alt").map(|(_, value)| value))
}

fn words(node: &Handle, beside: &dyn Fn(&Handle) -> Option<String>) -> String {
    let mut out = String::new();
    let mut waiting = vec![node.clone()];
    while let Some(node) = waiting.pop() {
        if let NodeData::Text { contents } = &node.data {
            out.push_str(&contents.borrow());
        }
        out.push_str(&beside(&node).unwrap_or_default());
        waiting.extend(node.children.borrow().iter().rev().cloned());
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}
