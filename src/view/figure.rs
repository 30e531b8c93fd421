//! A photo with its caption.

use super::body_line::body_line;
use super::{Here, Load, picture};
use crate::article::Photo;
use crate::body::{Align, Figure};
use crate::html::{Element, Node, el, link};

/// A figure of a text.
pub fn figure(here: Here, figure: &Figure, load: Load) -> Element {
    let caption = Node::Many(body_line(here, &figure.caption));
    let photo = picture(&figure.photo, &figure.photo.alt, SIZES, load);
    let photo = match &figure.link {
        Some(href) => {
            let own = here.links.to_path(href.as_str());
            let rel = (own.is_none() && href.is_web()).then_some("noopener");
            // A picture without words gives its link no name.
            let name = (own.is_some() && figure.photo.alt.is_empty()).then(|| here.word("open_photo"));
            let to = link("figure__link", own.unwrap_or_else(|| href.as_str().to_owned()));
            to.maybe("rel", rel).maybe("aria-label", name).with(photo)
        }
        None => photo,
    };
    around(photo, &figure.photo, caption).class("figure--center", figure.align == Align::Center)
}

/// The photo that stands for an article, with its own caption. `href`: its own page.
pub fn lead_figure(here: Here, photo: &Photo, href: String) -> Element {
    let caption = photo.caption.as_deref().map_or(Node::Many(vec![]), Node::from);
    let name = photo.alt.is_empty().then(|| here.word("open_photo"));
    let shown =
        link("figure__link", href).maybe("aria-label", name).with(picture(photo, &photo.alt, SIZES, Load::First));
    around(shown, photo, caption).class("figure--lead", true)
}

const SIZES: &str = "(min-width: 48em) 42rem, 94vw";

/// `caption` is what is written under the photo; its credit follows.
fn around(shown: Element, photo: &Photo, caption: Node) -> Element {
    let has_words = caption != Node::Many(vec![]) || photo.credit.is_some();
    let credit = photo.credit.as_deref().map(|credit| el("span", "figure__credit").with(credit));
    let words = has_words.then(|| el("figcaption", "figure__caption").with(caption).with(" ").with(credit));
    el("figure", "figure").with(shown).with(words)
}
