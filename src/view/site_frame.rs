//! What stands around every page: skip link, masthead, footer, and a place to tell things.

use super::{Current, Here, LanguageLink, Site, masthead, site_footer};
use crate::html::{Element, el, link};

/// The frame around a page.
///
/// `notice` stands above the page, or in its place: while a page is on its way it is hidden and kept.
pub fn site_frame(
    here: Here,
    site: &Site,
    current: &Current,
    languages: &[LanguageLink],
    notice: Option<Element>,
    page: Option<Element>,
    is_loading: bool,
) -> Element {
    let language = here.links.language.as_str();
    let shown = el("div", "page__shown").flag("hidden", is_loading).set("aria-busy", is_loading.to_string()).with(page);
    let announcer = el("p", "visually-hidden").set("id", "announcer").set("role", "status").set("aria-live", "polite");
    // Read out with every link that leaves the portal, and seen nowhere.
    let leaving = el("span", "").set("id", "leaving").flag("hidden", true).with(here.word("leaving"));
    el("div", "")
        .key(language)
        .with(link("skip-link", "#main".into()).with(here.word("skip")))
        .with(masthead(here, site, current, languages))
        .with(el("div", "page").with(el("div", "").with(notice)).with(shown))
        .with(site_footer(here, site))
        .with(announcer)
        .with(leaving)
}
