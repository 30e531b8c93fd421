//! A film or a recording in an article's text.

use super::Here;
use super::body_line::body_line;
use crate::body::{Media, MediaKind};
use crate::cut::digits;
use crate::html::{Element, el, link};
use crate::url::SafeUrl;

/// A film or a recording with its caption.
pub fn media_player(here: Here, media: &Media) -> Element {
    let caption =
        (!media.caption.is_empty()).then(|| el("figcaption", "figure__caption").with(body_line(here, &media.caption)));
    let player = player(here, media.kind, &media.src, media.poster.as_ref(), media.size);
    el("figure", "figure").with(player).with(caption)
}

/// The browser's own player. Nothing is fetched before it is wanted; where the browser cannot play it, it is a link.
pub fn player(
    here: Here,
    kind: MediaKind,
    src: &SafeUrl,
    poster: Option<&SafeUrl>,
    size: Option<(u32, u32)>,
) -> Element {
    let is_film = kind == MediaKind::Video;
    let (width, height) = size.map(|(width, height)| (digits(width), digits(height))).unzip();
    el(if is_film { "video" } else { "audio" }, "media-player__player")
        .flag("controls", true)
        .set("preload", "none")
        .flag("playsinline", is_film)
        .maybe("width", width)
        .maybe("height", height)
        .maybe("poster", poster.map(|poster| poster.as_str()))
        .set("src", src.as_str())
        .with(link("", src.as_str().to_owned()).with(here.word(if is_film { "video" } else { "audio" })))
}
