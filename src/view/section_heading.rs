//! The heading of a part of a page.

use crate::html::{Element, Node, el, link};

/// A heading under a rule. `href` is where all of the part is.
pub fn section_heading(id: &str, title: &str, href: Option<String>) -> Element {
    let title: Node = match href {
        Some(href) => link("section-heading__link", href).with(title).into(),
        None => title.into(),
    };
    el("h2", "section-heading").set("id", id).with(title)
}
