//! The files that come with an article.

use leptos::prelude::*;

use super::here;
use crate::article::Attachment;

/// Links to files, each with its type and size; nothing where there are none.
#[component]
pub fn Attachments(attachments: Vec<Attachment>) -> impl IntoView {
    if attachments.is_empty() {
        return ().into_any();
    }
    let here = here();
    let item = |file: Attachment| {
        let size = file.bytes.map(|bytes| format!(", {}", here.locale.bytes(bytes)));
        let facts = format!("{}{}", file.kind(), size.unwrap_or_default());
        view! {
            <li>
                <a class="attachments__link" href=file.url.to_string() download="">
                    <span class="attachments__title">{file.title}</span>
                    " "
                    <span class="attachments__facts">"(" {facts} ")"</span>
                </a>
            </li>
        }
    };
    let items = attachments.into_iter().map(item).collect_view();
    view! {
        <section class="attachments" aria-labelledby="attachments">
            <h2 class="attachments__heading" id="attachments">{here.word("attachments")}</h2>
            <ul class="attachments__list" role="list">{items}</ul>
        </section>
    }
    .into_any()
}
