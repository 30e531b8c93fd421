//! A page that is no news: about, contact.

use leptos::prelude::*;

use super::{Attachments, BodyText, Day, here};
use crate::article::StandingPage;
use crate::body::Body;

/// Title, text, attachments, and when it was last changed.
#[component]
pub fn StandingPageView(page: StandingPage, body: Body) -> impl IntoView {
    let here = here();
    let standfirst = page.standfirst.map(|text| view! { <p class="article-view__standfirst">{text}</p> });
    let modified = page.modified.map(|moment| {
        view! { <p class="article-view__facts">{here.word("updated")} " " <Day moment /></p> }
    });
    view! {
        <article class="article-view">
            <header class="article-view__head">
                <h1 class="article-view__headline" tabindex="-1">{page.title}</h1>
                {standfirst}
            </header>
            <BodyText body />
            <Attachments attachments=page.attachments />
            {modified}
        </article>
    }
    .into_any()
}
