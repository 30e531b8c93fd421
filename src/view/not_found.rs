//! The page for an address that leads nowhere.

use leptos::prelude::*;

use super::{SearchForm, here};
use crate::route::Route;

/// Says so, and offers the address' words to search for.
#[component]
pub fn NotFound(
    /// Words found in the address; may be empty.
    words: String,
) -> impl IntoView {
    let here = here();
    let home = here.to(&Route::Home);
    let news = here.to(&Route::News { page: 1 });
    let map = here.to(&Route::SiteMap);
    view! {
        <div class="not-found">
            <h1 class="not-found__title" tabindex="-1">{here.word("not_found")}</h1>
            <p>{here.word("not_found_advice")}</p>
            <SearchForm words />
            <ul class="not-found__ways">
                <li><a href=home>{here.word("home")}</a></li>
                <li><a href=news>{here.word("news")}</a></li>
                <li><a href=map>{here.word("site_map")}</a></li>
            </ul>
        </div>
    }
    .into_any()
}
