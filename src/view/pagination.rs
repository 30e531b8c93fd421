//! The links between the pages of a list.

use super::{Here, list};
use crate::article::Summary;
use crate::html::{Element, el, link};
use crate::route::Route;
use crate::source::Page;

/// "Trang 2 / 5" with links to the first, last and neighbouring pages; where pages are numbered from the oldest, links to
/// the neighbouring ones alone, for such a page does not change when there are more. `None` where there is one page.
pub fn pagination(here: Here, route: &Route, page: &Page<Summary>) -> Option<Element> {
    let step = |key: &str, to: Option<usize>, rel: &'static str| {
        let to = route.on_page(to?);
        Some(link("pagination__step", here.to(&to)).set("rel", rel).with(here.word(key)))
    };
    let frame = |place: String| {
        let place = el("p", "pagination__place").with(place);
        el("nav", "pagination").set("aria-label", here.word("pages")).with(place)
    };
    if let Some(steps) = page.steps {
        let place = if page.number > 0 { here.phrase_number("page_n", page.number) } else { here.word("page_newest") };
        let any = steps.newer.or(steps.older);
        return any.map(|_| {
            let newer = step("newer_page", steps.newer, "prev");
            frame(place).with(newer).with(" ").with(step("older_page", steps.older, "next"))
        });
    }
    let (number, pages) = (page.number, page.pages());
    if pages < 2 {
        return None;
    }
    // The first page's address has no number.
    let named = |n: usize| if n == 1 { 0 } else { n };
    let mut links = list("pagination__pages");
    let mut last = 0;
    for n in (1..=pages).filter(|&n| n == 1 || n == pages || n.abs_diff(number) <= 1) {
        if n > last + 1 {
            links = links.with(el("li", "pagination__gap").set("aria-hidden", "true").with("…"));
        }
        let name = here.phrase_number("page_n", n);
        let page = link("pagination__page", here.to(&route.on_page(named(n)))).set("aria-label", name);
        let page = page.maybe("aria-current", (n == number).then_some("page")).with(n.to_string());
        links = links.with(el("li", "").with(page));
        last = n;
    }
    let place = here.locale.phrase("page_of", &[("n", &number.to_string()), ("pages", &pages.to_string())]);
    let (newer, older) = ((number > 1).then(|| named(number - 1)), (number < pages).then_some(number + 1));
    Some(frame(place).with(step("previous_page", newer, "prev")).with(links).with(step("next_page", older, "next")))
}
