//! The other languages of a page.

use leptos::prelude::*;

use super::here;
use crate::settings::Language;

/// One link for each other language: to this page's translation, or to that language's front page.
#[component]
pub fn LanguageSwitch(
    languages: Vec<Language>,
    /// The link of a language's version of the page that is shown.
    #[prop(into)]
    href: Callback<String, String>,
) -> impl IntoView {
    let here = here();
    if languages.len() < 2 {
        return ().into_any();
    }
    let item = |Language { code, name }: Language| {
        if code == here.links.language {
            return view! { <li><span class="language-switch__current" aria-current="true">{name}</span></li> }.into_any();
        }
        let to = code.clone();
        view! {
            <li><a class="language-switch__link" href=move || href.run(to.clone()) lang=code.clone() hreflang=code>{name}</a></li>
        }
        .into_any()
    };
    let items = languages.into_iter().map(item).collect_view();
    view! {
        <nav class="language-switch" aria-label=here.word("languages")>
            <ul class="language-switch__list" role="list">{items}</ul>
        </nav>
    }
    .into_any()
}
