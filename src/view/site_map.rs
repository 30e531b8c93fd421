//! Every way into the portal on one page.

use leptos::prelude::*;

use super::MenuEntry;

/// A heading and its links.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    pub title: String,
    pub links: Vec<MenuEntry>,
}

/// Lists of links under headings; an empty one is left out.
#[component]
pub fn SiteMap(title: String, branches: Vec<Branch>) -> impl IntoView {
    let branch = |Branch { title, links }: Branch| {
        let link = |MenuEntry { label, href }: MenuEntry| view! { <li><a class="site-map__link" href=href>{label}</a></li> };
        let links = links.into_iter().map(link).collect_view();
        view! {
            <section class="site-map__branch">
                <h2 class="site-map__heading">{title}</h2>
                <ul class="site-map__links" role="list">{links}</ul>
            </section>
        }
    };
    let branches = branches.into_iter().filter(|branch| !branch.links.is_empty()).map(branch).collect_view();
    view! {
        <div class="site-map">
            <h1 class="site-map__title" tabindex="-1">{title}</h1>
            <div class="site-map__branches">{branches}</div>
        </div>
    }
    .into_any()
}
