//! Something failed: what, and one thing to do.

use super::{Here, headline};
use crate::html::{Element, el};

/// What to say of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Failure {
    pub title: String,
    pub advice: String,
    /// For the developer: file, place, expected, found.
    pub details: Vec<String>,
    /// Whether it stands above a page that was kept, and is told at once; else it has the page's `h1`.
    pub is_above: bool,
}

/// A notice in plain words with a button to try again.
pub fn failure(here: Here, failure: &Failure) -> Element {
    let title = match failure.is_above {
        true => el("h2", "failure__title").set("tabindex", "-1"),
        false => headline("failure__title"),
    };
    let retry = el("button", "button").set("type", "button").set("data-action", "retry").with(here.word("retry"));
    let line = |line: &String| el("li", "").with(line.as_str());
    let has_details = !failure.details.is_empty();
    el("div", "failure")
        .maybe("role", failure.is_above.then_some("alert"))
        .with(title.with(failure.title.as_str()))
        .with(el("p", "").with(failure.advice.as_str()))
        .with(el("p", "").with(retry))
        .with(has_details.then(|| el("ul", "failure__details").each(failure.details.iter().map(line))))
}
