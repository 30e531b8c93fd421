//! What a reader does with an article: copy its link, print it.

use leptos::prelude::*;

use super::{Action, act, here};

/// Two buttons. What came of it is told by the page's live region.
#[component]
pub fn Share() -> impl IntoView {
    let here = here();
    view! {
        <p class="share">
            <button class="button button--quiet" type="button" on:click=act(Action::CopyLink)>{here.word("copy_link")}</button>
            <button class="button button--quiet" type="button" on:click=act(Action::Print)>{here.word("print")}</button>
        </p>
    }
    .into_any()
}
