//! Every way into the portal on one page.

use super::{Here, MenuEntry, headline, list};
use crate::html::{Element, el, link};

/// A heading and its links.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    pub title: String,
    pub links: Vec<MenuEntry>,
}

/// Lists of links under headings; an empty one is left out.
pub fn site_map(here: Here, branches: &[Branch]) -> Element {
    let to = |MenuEntry { label, href }: &MenuEntry| {
        el("li", "").with(link("site-map__link", href.clone()).with(label.as_str()))
    };
    let branch = |Branch { title, links }: &Branch| {
        let heading = el("h2", "site-map__heading").with(title.as_str());
        el("section", "").with(heading).with(list("").each(links.iter().map(to)))
    };
    let branches = branches.iter().filter(|branch| !branch.links.is_empty()).map(branch);
    el("div", "")
        .with(headline("site-map__title").with(here.word("site_map")))
        .with(el("div", "site-map__branches").each(branches))
}
