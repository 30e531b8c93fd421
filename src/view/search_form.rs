//! The search form: a plain GET form, so that it works before and without script.

use super::Here;
use crate::html::{Element, el};
use crate::route::Route;

/// A field and a button; `words` is what the field holds at first, `name` tells two forms of a page apart.
pub fn search_form(here: Here, words: &str, name: &str) -> Element {
    let action = here.to(&Route::Search { words: String::new(), page: 0 });
    let field = el("input", "search-form__field")
        .set("type", "search")
        .set("name", "q")
        .set("value", words)
        .set("enterkeyhint", "search");
    let label = el("span", "search-form__words").with(here.word("search_words"));
    el("form", "search-form")
        .set("role", "search")
        .set("aria-label", here.word(name))
        .set("action", action)
        .set("method", "get")
        .with(el("label", "search-form__label").with(label).with(field))
        .with(el("button", "button").set("type", "submit").with(here.word("search")))
}
