//! Something failed: what, and one thing to do.

use leptos::prelude::*;

use super::{Action, act, here};

/// A notice in plain words. As a whole page it has the page's `h1`; above kept content it is an alert.
#[component]
pub fn Failure(
    title: String,
    advice: String,
    /// For the developer: file, place, expected, found.
    #[prop(optional)]
    details: Vec<String>,
    /// Whether it stands above a page that was kept.
    #[prop(optional)]
    above: bool,
) -> impl IntoView {
    let heading = if above {
        view! { <h2 class="failure__title" tabindex="-1">{title}</h2> }.into_any()
    } else {
        view! { <h1 class="failure__title" tabindex="-1">{title}</h1> }.into_any()
    };
    let details = (!details.is_empty()).then(|| {
        let items = details.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        view! { <ul class="failure__details">{items}</ul> }
    });
    view! {
        <div class="failure" role=above.then_some("alert")>
            {heading}
            <p class="failure__advice">{advice}</p>
            <p><button class="button" type="button" on:click=act(Action::Retry)>{here().word("retry")}</button></p>
            {details}
        </div>
    }
    .into_any()
}
