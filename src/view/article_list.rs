//! A page of a list of articles.

use leptos::prelude::*;

use super::{ArticleCard, Pagination, here};
use crate::article::Summary;
use crate::route::Route;
use crate::source::Page;

/// Heading, number of results, cards and page links; words in place of the cards where there are none.
#[component]
pub fn ArticleList(
    title: String,
    /// What stands between the heading and the list: a search form, a sentence.
    #[prop(optional_no_strip)]
    intro: Option<AnyView>,
    page: Page<Summary>,
    /// The list's route: its other pages are linked from it.
    route: Route,
) -> impl IntoView {
    let here = here();
    let count = page.total.map(|total| view! { <p class="article-list__count">{here.locale.plural("results", total)}</p> });
    let pages = page.pages();
    let is_empty = page.items.is_empty();
    let empty = is_empty.then(|| view! { <p class="article-list__empty">{here.word("no_results")}</p> });
    let card = |(n, article): (usize, Summary)| view! { <li><ArticleCard article eager={n < 3} /></li> };
    let cards = page.items.into_iter().enumerate().map(card).collect_view();
    let list = (!is_empty).then(|| view! { <ul class="article-list__cards" role="list">{cards}</ul> });
    view! {
        <div class="article-list">
            <h1 class="article-list__title" tabindex="-1">{title}</h1>
            {intro}
            {count}
            {empty}
            {list}
            <Pagination route number=page.number pages />
        </div>
    }
    .into_any()
}
