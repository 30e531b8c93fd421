//! What a reader does with an article: copy its link, print it.

use super::Here;
use crate::html::{Element, el};

/// Two buttons. What came of it is told by the page's live region.
pub fn share(here: Here) -> Element {
    let button = |action: &str, key: &str| {
        el("button", "button button--quiet").set("type", "button").set("data-action", action).with(here.word(key))
    };
    el("p", "share").with(button("copy-link", "copy_link")).with(button("print", "print"))
}
