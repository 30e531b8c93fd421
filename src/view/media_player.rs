//! A film or a recording in an article's text.

use super::Here;
use super::body_line::body_line;
use crate::body::{Media, MediaKind};
use crate::cut::digits;
use crate::html::{Element, el, link};

/// The browser's own player. Nothing is fetched before it is wanted; where the browser cannot play it, it is a link.
pub fn media_player(here: Here, media: &Media) -> Element {
    let is_film = media.kind == MediaKind::Video;
    let (width, height) = media.size.map(|(width, height)| (digits(width), digits(height))).unzip();
    let caption =
        (!media.caption.is_empty()).then(|| el("figcaption", "figure__caption").with(body_line(here, &media.caption)));
    let player = el(if is_film { "video" } else { "audio" }, "media-player__player")
        .flag("controls", true)
        .set("preload", "none")
        .flag("playsinline", is_film)
        .maybe("width", width)
        .maybe("height", height)
        .maybe("poster", media.poster.as_ref().map(|poster| poster.as_str()))
        .set("src", media.src.as_str())
        .with(link("", media.src.to_string()).with(here.word(if is_film { "video" } else { "audio" })));
    el("figure", "figure").with(player).with(caption)
}
