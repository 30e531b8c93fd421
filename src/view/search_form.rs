//! The search form: a plain GET form, so that it works before and without script.

use leptos::prelude::*;

use super::here;
use crate::route::Route;

/// A field and a button.
#[component]
pub fn SearchForm(
    /// What the field holds at first.
    #[prop(optional)]
    words: String,
) -> impl IntoView {
    let here = here();
    let action = here.to(&Route::Search { words: String::new(), page: 1 });
    view! {
        <form class="search-form" role="search" action=action method="get">
            <label class="search-form__label">
                <span class="search-form__words">{here.word("search_words")}</span>
                <input class="search-form__field" type="search" name="q" value=words enterkeyhint="search" />
            </label>
            <button class="button" type="submit">{here.word("search")}</button>
        </form>
    }
    .into_any()
}
