//! A tree as HTML text.

use super::{Element, Node, Parts};

/// Elements that have no end tag (HTML, 13.1.2).
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

impl Element {
    /// The element as HTML.
    pub fn to_html(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    /// Adds the element's HTML to a text.
    pub fn write(&self, out: &mut String) {
        let Parts { tag, key: _, attributes, style, children } = &*self.0;
        out.push('<');
        out.push_str(tag);
        for (name, value) in attributes {
            attribute(out, name, value);
        }
        if !style.is_empty() {
            let rules: Vec<String> = style.iter().map(|(name, value)| format!("{name}:{value}")).collect();
            attribute(out, "style", &rules.join(";"));
        }
        out.push('>');
        if VOID.contains(tag) {
            return;
        }
        children.iter().for_each(|child| child.write(out));
        out.push_str("</");
        out.push_str(tag);
        out.push('>');
    }
}

impl Node {
    /// The node as HTML.
    pub fn to_html(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        match self {
            Node::Element(element) => element.write(out),
            Node::Text(text) => escape(out, text),
            Node::Many(nodes) => nodes.iter().for_each(|node| node.write(out)),
        }
    }
}

fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    if !value.is_empty() {
        out.push_str("=\"");
        escape(out, value);
        out.push('"');
    } else if name == "alt" || name == "value" {
        out.push_str("=\"\"");
    }
}

/// Text as it stands in HTML, in content and in attributes.
pub fn escape(out: &mut String, text: &str) {
    // Whole pieces are copied: nearly all of a text needs nothing.
    let mut done = 0;
    let mut look = |out: &mut String, from: usize, bytes: &[u8]| {
        for (at, byte) in (from..).zip(bytes) {
            let reference = match byte {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                _ => continue,
            };
            out.push_str(&text[done..at]);
            out.push_str(reference);
            done = at + 1;
        }
    };
    // A block of a known length without a branch in it is looked at by vector instructions.
    let (blocks, rest) = text.as_bytes().as_chunks::<BLOCK>();
    for (n, block) in blocks.iter().enumerate() {
        if block.iter().fold(false, |is_found, &byte| is_found | needs_reference(byte)) {
            look(out, n * BLOCK, block);
        }
    }
    look(out, text.len() - rest.len(), rest);
    out.push_str(&text[done..]);
}

const BLOCK: usize = 16;

fn needs_reference(byte: u8) -> bool {
    (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"')
}

#[cfg(test)]
mod tests {
    use super::super::{Node, el};

    #[test]
    fn foreign_text_is_text_in_content_and_in_attributes() {
        let hostile = r#""><script>alert(1)</script>&amp;"#;
        let html = el("p", "x").set("title", hostile).with(hostile).to_html();
        let escaped = "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;";
        assert_eq!(html, format!(r#"<p class="x" title="{escaped}">{escaped}</p>"#));
    }

    #[test]
    fn signs_are_escaped_wherever_they_stand() {
        for before in [0, 1, 31, 32, 33, 64, 70] {
            let letters = "ấ".repeat(before);
            let html = el("p", "").with(format!("{letters}<{letters}&{letters}")).to_html();
            assert_eq!(html, format!("<p>{letters}&lt;{letters}&amp;{letters}</p>"));
        }
    }

    #[test]
    fn empty_children_leave_nothing_and_texts_run_together() {
        let none: Option<&str> = None;
        let html = el("p", "").with(none).with("a").with("").with(vec![Node::from("b"), el("br", "").into()]).to_html();
        assert_eq!(html, "<p>ab<br></p>");
    }
}
