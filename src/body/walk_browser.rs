//! HTML in the browser, by its own parser. The document it makes is inert: nothing in it runs or is fetched.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomParser, Element, HtmlFormElement, Node, SupportedType, TreeWalker};

use super::build::{Attributes, Builder};
use super::policy;

/// Elements and texts (`NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT`).
const SHOWN: u32 = 1 | 4;

/// Tells the builder of every element and text, in document order, without recursion.
///
/// A text can name its elements so that they stand in the way of a document's and a form's own properties: after
/// `<img name=body>` that image is `document.body`, and a form's `parentNode` may be an `<input>`. So the steps are
/// those of a tree walker that our own document made, which nothing can stand in the way of.
pub fn walk(html: &str, builder: &mut Builder) {
    let parsed = DomParser::new().and_then(|parser| parser.parse_from_string(html, SupportedType::TextHtml));
    let own = web_sys::window().and_then(|window| window.document());
    let walker =
        own.zip(parsed.ok()).and_then(|(own, parsed)| own.create_tree_walker_with_what_to_show(&parsed, SHOWN).ok());
    let Some(walker) = walker else { return };
    let Some(mut here) = body(&walker).and_then(|()| walker.first_child().ok().flatten()) else { return };
    let mut depth = 0;
    loop {
        let is_element = here.node_type() == Node::ELEMENT_NODE;
        if is_element {
            begin(&here, builder);
            if let Ok(Some(child)) = walker.first_child() {
                depth += 1;
                here = child;
                continue;
            }
            builder.close();
        } else {
            builder.text(&here.node_value().unwrap_or_default());
        }
        loop {
            if let Ok(Some(sibling)) = walker.next_sibling() {
                here = sibling;
                break;
            }
            if depth == 0 {
                return;
            }
            depth -= 1;
            // The element that was gone into last.
            let _ = walker.parent_node();
            builder.close();
        }
    }
}

/// Goes to the document's body: the child of the root with that name, which the parser always makes.
fn body(walker: &TreeWalker) -> Option<()> {
    walker.first_child().ok()??;
    let mut child = walker.first_child().ok()??;
    while child.node_name() != "BODY" {
        child = walker.next_sibling().ok()??;
    }
    Some(())
}

fn begin(node: &Node, builder: &mut Builder) {
    match node.dyn_ref::<Element>() {
        // Its attributes tell nothing that is let in, and are not to be asked for.
        Some(_) if node.has_type::<HtmlFormElement>() => builder.open("form", Attributes::new()),
        Some(element) => builder.open(&element.local_name(), attributes(element)),
        None => builder.open("", Attributes::new()),
    }
}

/// The attributes that the policy knows, by the element's own names: most elements have one or two.
fn attributes(element: &Element) -> Attributes {
    let known = |name: JsValue| {
        let known = policy::attribute(&name.as_string()?)?;
        Some((known, element.get_attribute(known)?))
    };
    element.get_attribute_names().iter().filter_map(known).collect()
}
