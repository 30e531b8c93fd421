//! HTML in the browser, by its own parser. The document it makes is inert: nothing in it runs or is fetched.

use wasm_bindgen::JsCast;
use web_sys::{DomParser, Element, Node, SupportedType};

use super::build::{Attributes, Builder};
use super::policy::ATTRIBUTES;

/// Tells the builder of every element and text, in document order, without recursion.
pub fn walk(html: &str, builder: &mut Builder) {
    let parsed = DomParser::new().and_then(|parser| parser.parse_from_string(html, SupportedType::TextHtml));
    let Some(root) = parsed.ok().and_then(|document| document.body()) else { return };
    let root: Node = root.into();
    let mut here = root.first_child();
    while let Some(node) = here {
        let element = node.dyn_ref::<Element>();
        match element {
            Some(element) => builder.open(&element.local_name(), attributes(element)),
            None if node.node_type() == Node::TEXT_NODE => builder.text(&node.node_value().unwrap_or_default()),
            None => {}
        }
        here = match element.and_then(|_| node.first_child()) {
            Some(child) => Some(child),
            None => {
                if element.is_some() {
                    builder.close();
                }
                after(node, &root, builder)
            }
        };
    }
}

/// The node that follows when a node and all below it are done; closes the elements that end on the way.
fn after(mut node: Node, root: &Node, builder: &mut Builder) -> Option<Node> {
    loop {
        if let Some(sibling) = node.next_sibling() {
            return Some(sibling);
        }
        node = node.parent_node().filter(|parent| !parent.is_same_node(Some(root)))?;
        builder.close();
    }
}

fn attributes(element: &Element) -> Attributes {
    ATTRIBUTES.iter().filter_map(|name| Some((*name, element.get_attribute(name)?))).collect()
}
