//! The page for an address that leads nowhere.

use super::{Here, headline, search_form};
use crate::html::{Element, el, link};
use crate::route::Route;

/// Says so, and offers the address' words to search for; `words` may be empty.
pub fn not_found(here: Here, words: &str) -> Element {
    let way = |key: &str, route: Route| el("li", "").with(link("", here.to(&route)).with(here.word(key)));
    let ways = [("home", Route::Home), ("news", Route::News { page: 0 }), ("site_map", Route::SiteMap)];
    el("div", "not-found")
        .with(headline("not-found__title").with(here.word("not_found")))
        .with(el("p", "").with(here.word("not_found_advice")))
        .with(search_form(here, words, "search_title"))
        .with(el("ul", "not-found__ways").each(ways.map(|(key, route)| way(key, route))))
}
