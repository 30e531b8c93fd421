//! A page of a list of articles.

use super::{CardSize, Here, Load, article_card, headline, list, pagination};
use crate::article::Summary;
use crate::html::{Element, el};
use crate::route::Route;
use crate::source::Page;

/// Heading, number of results, cards and page links; words in place of the cards where there are none.
///
/// `intro` stands under the heading: a search form, a sentence. The list's other pages are linked from `route`.
pub fn article_list(here: Here, title: &str, intro: Option<Element>, page: &Page<Summary>, route: &Route) -> Element {
    let head = el("div", "").with(headline("article-list__title").with(title)).with(intro);
    if matches!(route, Route::Search { words, .. } if words.is_empty()) {
        // Nobody has looked for anything yet.
        return head;
    }
    let count = page.total.map(|total| el("p", "article-list__count").with(here.locale.plural("results", total)));
    let card = |(n, article): (usize, &Summary)| {
        let load = if n < 3 { Load::Eager } else { Load::Lazy };
        el("li", "").with(article_card(here, article, CardSize::Full(load), "h2"))
    };
    let content = match page.items.is_empty() {
        true => el("p", "article-list__empty").with(here.word("no_results")),
        false => list("article-list__cards").each(page.items.iter().enumerate().map(card)),
    };
    head.with(count).with(content).with(pagination(here, route, page))
}
