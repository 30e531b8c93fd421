//! HTML in the browser, by its own parser. The document it makes is inert: nothing in it runs or is fetched.

use wasm_bindgen::JsCast;
use web_sys::{DomParser, Element, HtmlFormElement, SupportedType, TreeWalker};

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
        // Not by its `nodeType`, which for a form may be an `<input>` too.
        if let Some(element) = here.dyn_ref::<Element>() {
            begin(element, builder);
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

fn begin(element: &Element, builder: &mut Builder) {
    if element.has_type::<HtmlFormElement>() {
        // Its attributes tell nothing that is let in, and are not to be asked for.
        builder.open("form", Attributes::new());
    } else {
        builder.open(&element.local_name(), attributes(element));
    }
}

/// The attributes that the policy knows, by the element's own names: most elements have one or two.
fn attributes(element: &Element) -> Attributes {
    let mut attributes = Attributes::new();
    let names = element.get_attribute_names();
    for n in 0..names.length() {
        let known = names.get(n).as_string().and_then(|name| policy::attribute(&name));
        if let Some((known, value)) = known.and_then(|known| Some((known, element.get_attribute(known)?))) {
            attributes.push((known, value));
        }
    }
    attributes
}
