//! Where a page stands.

use super::Here;
use crate::html::{Element, el, link};
use crate::route::Route;

/// A step of the way; the last one is the page itself and has no route.
#[derive(Clone, Debug, PartialEq)]
pub struct Crumb {
    pub label: String,
    pub route: Option<Route>,
}

/// The way from the front page; `None` on the front page.
pub fn breadcrumb(here: Here, crumbs: &[Crumb]) -> Option<Element> {
    if crumbs.is_empty() {
        return None;
    }
    let home = Crumb { label: here.word("home"), route: Some(Route::Home) };
    let step = |Crumb { label, route }: &Crumb| {
        let label = match route {
            Some(route) => link("breadcrumb__link", here.to(route)).with(label.as_str()),
            None => el("span", "").set("aria-current", "page").with(label.as_str()),
        };
        el("li", "breadcrumb__step").with(label)
    };
    let steps = el("ol", "breadcrumb__steps").set("role", "list").each(std::iter::once(&home).chain(crumbs).map(step));
    Some(el("nav", "breadcrumb").set("aria-label", here.word("breadcrumb")).with(steps))
}
