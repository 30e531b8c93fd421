//! A photo with its caption.

use super::{Load, picture};
use crate::article::Photo;
use crate::html::{Element, Node, el};

/// A figure. `caption` is what is written under the photo; its credit follows.
pub fn figure(photo: &Photo, caption: impl Into<Node>, load: Load) -> Element {
    let caption = caption.into();
    let has_words = caption != Node::Many(vec![]) || photo.credit.is_some();
    let credit = photo.credit.as_deref().map(|credit| el("span", "figure__credit").with(credit));
    let words = has_words.then(|| el("figcaption", "figure__caption").with(caption).with(" ").with(credit));
    el("figure", "figure").with(picture(photo, "(min-width: 48em) 42rem, 94vw", load)).with(words)
}
