//! The links between the pages of a list.

use super::{Here, list};
use crate::html::{Element, el, link};
use crate::route::Route;

/// "Trang 2 / 5" with links to the first, last and neighbouring pages; `None` where there is one page.
pub fn pagination(here: Here, route: &Route, number: usize, pages: usize) -> Option<Element> {
    if pages < 2 {
        return None;
    }
    let step = |key: &str, to: Option<usize>, rel: &'static str| {
        let to = to.filter(|to| (1..=pages).contains(to))?;
        Some(link("pagination__step", here.to(&route.on_page(to))).set("rel", rel).with(here.word(key)))
    };
    let mut links = list("pagination__pages");
    let mut last = 0;
    for n in (1..=pages).filter(|&n| n == 1 || n == pages || n.abs_diff(number) <= 1) {
        if n > last + 1 {
            links = links.with(el("li", "pagination__gap").set("aria-hidden", "true").with("…"));
        }
        let name = here.locale.phrase("page_n", &[("n", &n.to_string())]);
        let page = link("pagination__page", here.to(&route.on_page(n))).set("aria-label", name);
        let page = page.maybe("aria-current", (n == number).then_some("page")).with(n.to_string());
        links = links.with(el("li", "").with(page));
        last = n;
    }
    let place = here.locale.phrase("page_of", &[("n", &number.to_string()), ("pages", &pages.to_string())]);
    Some(
        el("nav", "pagination")
            .set("aria-label", here.word("pages"))
            .with(el("p", "pagination__place").with(place))
            .with(step("previous_page", number.checked_sub(1), "prev"))
            .with(links)
            .with(step("next_page", Some(number + 1), "next")),
    )
}
