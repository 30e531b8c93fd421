//! What stands at the end of every page.

use super::{Here, MenuEntry, Site, list};
use crate::html::{Element, el, link};

/// The address block, links, and who is responsible.
pub fn site_footer(here: Here, site: &Site) -> Element {
    let line = |line: &String| el("div", "").with(line.as_str());
    let to = |MenuEntry { label, href }: &MenuEntry| {
        el("li", "").with(link("site-footer__link", href.clone()).with(label.as_str()))
    };
    let links = (!site.footer_links.is_empty()).then(|| {
        let links = list("site-footer__links").each(site.footer_links.iter().map(to));
        el("nav", "").set("aria-label", here.word("footer_links")).with(links)
    });
    let who = el("div", "")
        .with(el("p", "site-footer__name").with(site.name.as_str()))
        .with(el("address", "").each(site.address.iter().map(line)));
    let note = el("p", "site-footer__note").with(site.note.as_str());
    el("footer", "site-footer").with(el("div", "site-footer__inner").with(who).with(links).with(note))
}
