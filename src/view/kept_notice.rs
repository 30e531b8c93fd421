//! A line above a page that is of an earlier time.

use super::Here;
use crate::html::{Element, el};

/// What is shown and since when, and a button to ask again.
pub fn kept_notice(here: Here, words: &str) -> Element {
    let retry = el("button", "button").set("type", "button").set("data-action", "retry").with(here.word("retry"));
    el("div", "kept-notice").set("role", "status").with(el("p", "").with(words)).with(retry)
}
