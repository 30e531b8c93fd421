//! The heading of a part of a page, with a link to all of it.

use leptos::prelude::*;

/// A heading over a rule.
#[component]
pub fn SectionHeading(
    #[prop(into)] id: String,
    title: String,
    /// Where all of it is.
    #[prop(optional)]
    href: Option<String>,
) -> impl IntoView {
    let title = match href {
        Some(href) => view! { <a class="section-heading__link" href=href>{title}</a> }.into_any(),
        None => title.into_any(),
    };
    view! { <h2 class="section-heading" id=id>{title}</h2> }.into_any()
}
