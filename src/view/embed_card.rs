//! Something of another site in an article's text.

use super::Here;
use super::body_line::body_line;
use crate::body::Embed;
use crate::html::{Element, el, link};

/// A card that says what there is and where. Nothing is asked of the other site until the reader wants it: then
/// `navigation` puts the frame of `data-frame` in the button's place.
pub fn embed_card(here: Here, embed: &Embed) -> Element {
    let service = [("service", embed.service)];
    let title = if embed.title.is_empty() { here.locale.phrase("embed_title", &service) } else { embed.title.clone() };
    let button = el("button", "embed-card__open")
        .set("type", "button")
        .set("data-action", "embed")
        .set("data-frame", embed.frame.as_str())
        .set("data-title", title.as_str())
        .with(el("span", "embed-card__title").with(title.as_str()))
        .with(el("span", "embed-card__show").with(here.locale.phrase("embed_show", &service)));
    let page = link("embed-card__page", embed.page.as_str().to_owned())
        .set("rel", "noopener")
        .with(here.locale.phrase("embed_page", &service));
    let note = el("p", "embed-card__note").with(here.locale.phrase("embed_note", &service)).with(" ").with(page);
    let caption =
        (!embed.caption.is_empty()).then(|| el("figcaption", "figure__caption").with(body_line(here, &embed.caption)));
    el("figure", "figure embed-card").with(el("div", "embed-card__frame").with(button)).with(note).with(caption)
}
