//! A photo's file on the page.

use crate::article::Photo;
use crate::cut::digits;
use crate::html::{Element, el};

/// When a photo is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Load {
    /// The page's largest: before all others. One a page.
    First,
    /// On the first screen.
    Eager,
    /// When it comes near the screen.
    Lazy,
}

/// An `<img>` in the width that its place needs: `sizes` is the place's CSS width, for the choice among renditions.
///
/// The place is kept before the photo is there, in the photo's own colour. Where the words beside it say all, the
/// caller sets an empty `alt`.
pub fn picture(photo: &Photo, sizes: &'static str, load: Load) -> Element {
    let srcset = photo.srcset();
    let (width, height) = photo.size.map(|(width, height)| (digits(width), digits(height))).unzip();
    let sizes = srcset.as_ref().map(|_| sizes);
    // `src` comes last: a browser begins to load as soon as it has it.
    el("img", "picture")
        .set("alt", photo.alt.as_str())
        .flag("data-unsized", photo.size.is_none())
        .maybe("width", width)
        .maybe("height", height)
        .set("loading", if load == Load::Lazy { "lazy" } else { "eager" })
        .maybe("fetchpriority", (load == Load::First).then_some("high"))
        .set("decoding", "async")
        .maybe("sizes", sizes)
        .maybe("srcset", srcset)
        .style("background-color", photo.color.clone())
        .set("src", photo.src.as_str())
}
