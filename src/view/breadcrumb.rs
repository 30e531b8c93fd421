//! Where a page stands.

use leptos::prelude::*;

use super::here;
use crate::route::Route;

/// A step of the way; the last one is the page itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Crumb {
    pub label: String,
    pub route: Option<Route>,
}

/// The way from the front page; nothing on the front page.
#[component]
pub fn Breadcrumb(crumbs: Vec<Crumb>) -> impl IntoView {
    if crumbs.is_empty() {
        return ().into_any();
    }
    let here = here();
    let home = Crumb { label: here.word("home"), route: Some(Route::Home) };
    let step = |Crumb { label, route }: Crumb| {
        let label = match route {
            Some(route) => view! { <a class="breadcrumb__link" href=here.to(&route)>{label}</a> }.into_any(),
            None => view! { <span aria-current="page">{label}</span> }.into_any(),
        };
        view! { <li class="breadcrumb__step">{label}</li> }
    };
    let steps = std::iter::once(home).chain(crumbs).map(step).collect_view();
    view! {
        <nav class="breadcrumb" aria-label=here.word("breadcrumb")>
            <ol class="breadcrumb__steps" role="list">{steps}</ol>
        </nav>
    }
    .into_any()
}
