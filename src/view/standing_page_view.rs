//! A page that is no news: about, contact.

use super::{Here, attachments, body_text, day, headline};
use crate::article::StandingPage;
use crate::body::Body;
use crate::html::{Element, el};

/// Title, text, attachments, and when it was last changed.
pub fn standing_page_view(here: Here, page: &StandingPage, body: &Body) -> Element {
    let updated = page
        .modified
        .map(|moment| el("p", "article-view__facts").with(here.word("updated")).with(" ").with(day(here, moment)));
    let head = el("header", "article-view__head")
        .with(headline("article-view__headline").with(page.title.as_str()))
        .with(page.standfirst.as_deref().map(|text| el("p", "article-view__standfirst").with(text)));
    el("article", "article-view")
        .with(head)
        .with(body_text(here, body))
        .with(attachments(here, &page.attachments))
        .with(updated)
}
