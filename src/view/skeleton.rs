//! What stands in a page's place while it is on its way: the same size, nothing to read.

use super::Here;
use crate::html::{Element, Node, el};
use crate::list::ToList;

/// One column of text, or a list of cards. `index.html` carries the same shapes, so that nothing changes when the app
/// takes over.
pub fn skeleton(here: Here, is_text: bool) -> Element {
    let several = |class: &str, n: usize| -> Node { Node::Many((0..n).map(|_| el("div", class).into()).list()) };
    let shapes = match is_text {
        true => vec![el("div", "skeleton__photo").into(), several("skeleton__line", 8)],
        false => vec![el("div", "skeleton__cards").with(several("skeleton__card", 6)).into()],
    };
    el("div", "skeleton")
        .class("skeleton--article", is_text)
        .with(el("p", "visually-hidden").set("role", "status").with(here.word("loading")))
        .with(el("div", "skeleton__title"))
        .with(shapes)
}
