//! A photo with its caption.

use super::body_line::body_line;
use super::{Here, Load, picture};
use crate::article::Photo;
use crate::body::{Align, Figure};
use crate::html::{Element, Node, el, link};

/// A figure of a text.
pub fn figure(here: Here, figure: &Figure, load: Load) -> Element {
    let caption = Node::Many(body_line(here, &figure.caption));
    let photo = picture(&figure.photo, SIZES, load);
    let photo = match &figure.link {
        Some(href) => {
            let own = here.links.to_path(href.as_str());
            let rel = (own.is_none() && href.is_web()).then_some("noopener");
            link("figure__link", own.unwrap_or_else(|| href.to_string())).maybe("rel", rel).with(photo)
        }
        None => photo,
    };
    around(photo, &figure.photo, caption).class("figure--center", figure.align == Align::Center)
}

/// The photo that stands for an article, with its own caption.
pub fn lead_figure(photo: &Photo) -> Element {
    let caption = photo.caption.as_deref().map_or(Node::Many(vec![]), Node::from);
    around(picture(photo, SIZES, Load::First), photo, caption).class("figure--lead", true)
}

const SIZES: &str = "(min-width: 48em) 42rem, 94vw";

/// `caption` is what is written under the photo; its credit follows.
fn around(shown: Element, photo: &Photo, caption: Node) -> Element {
    let has_words = caption != Node::Many(vec![]) || photo.credit.is_some();
    let credit = photo.credit.as_deref().map(|credit| el("span", "figure__credit").with(credit));
    let words = has_words.then(|| el("figcaption", "figure__caption").with(caption).with(" ").with(credit));
    el("figure", "figure").with(shown).with(words)
}
