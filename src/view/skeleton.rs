//! What stands in a page's place while it is on its way: the same size, nothing to read.

use leptos::prelude::*;

use super::here;

/// `index.html` carries the same shapes, so that nothing changes when the app takes over.
#[component]
pub fn Skeleton(
    /// One column of text rather than a list of cards.
    #[prop(optional)]
    article: bool,
) -> impl IntoView {
    let cards = (0..6).map(|_| view! { <div class="skeleton__card"></div> }).collect_view();
    let lines = (0..8).map(|_| view! { <div class="skeleton__line"></div> }).collect_view();
    let rest = if article { view! { <div class="skeleton__photo"></div> {lines} }.into_any() } else { view! { <div class="skeleton__cards">{cards}</div> }.into_any() };
    view! {
        <div class="skeleton" class:skeleton--article=article>
            <p class="visually-hidden" role="status">{here().word("loading")}</p>
            <div class="skeleton__title"></div>
            {rest}
        </div>
    }
    .into_any()
}
