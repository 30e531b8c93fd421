//! The links between the pages of a list.

use leptos::prelude::*;

use super::here;
use crate::route::Route;

/// "Trang 2 / 5" with links to the first, last and neighbouring pages; nothing where there is one page.
#[component]
pub fn Pagination(route: Route, number: usize, pages: usize) -> impl IntoView {
    if pages < 2 {
        return ().into_any();
    }
    let here = here();
    let step = |key: &str, to: usize, rel: &'static str| {
        let href = here.to(&route.on_page(to));
        (1..=pages).contains(&to).then(|| view! { <a class="pagination__step" href=href rel=rel>{here.word(key)}</a> })
    };
    let link = |n: usize| {
        let href = here.to(&route.on_page(n));
        let name = here.locale.phrase("page_n", &[("n", &n.to_string())]);
        let current = (n == number).then_some("page");
        view! { <li><a class="pagination__page" href=href aria-label=name aria-current=current>{n}</a></li> }.into_any()
    };
    let gap = || view! { <li class="pagination__gap" aria-hidden="true">"…"</li> }.into_any();
    let mut links = vec![];
    let mut last = 0;
    for n in (1..=pages).filter(|&n| n == 1 || n == pages || n.abs_diff(number) <= 1) {
        if n > last + 1 {
            links.push(gap());
        }
        links.push(link(n));
        last = n;
    }
    let values = [("n", number.to_string()), ("pages", pages.to_string())];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    let place = here.locale.phrase("page_of", &values);
    view! {
        <nav class="pagination" aria-label=here.word("pages")>
            <p class="pagination__place">{place}</p>
            {step("previous_page", number.wrapping_sub(1), "prev")}
            <ul class="pagination__pages" role="list">{links}</ul>
            {step("next_page", number + 1, "next")}
        </nav>
    }
    .into_any()
}
