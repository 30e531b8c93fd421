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

/// An `<img>` in the width that its place needs: `sizes` is the place's CSS width, for the choice among renditions. Where
/// there are smaller files it stands in a `<picture>` beside them.
///
/// The place is kept before the photo is there, in the photo's own colour. Where the words beside it say all, `alt` is
/// empty.
pub fn picture(photo: &Photo, alt: &str, sizes: &'static str, load: Load) -> Element {
    let source = |ending: &str, kind: &'static str| {
        el("source", "").set("type", kind).set("sizes", sizes).maybe("srcset", photo.srcset_of(ending))
    };
    let srcset = photo.srcset_of("");
    let has_formats = photo.has_formats && srcset.is_some();
    let mut img = el("img", "picture").set("alt", alt).set("decoding", "async");
    if srcset.is_some() {
        img = img.set("sizes", sizes);
    }
    img = img
        .maybe("srcset", srcset)
        .flag("data-formats", has_formats)
        .maybe("fetchpriority", (load == Load::First).then_some("high"))
        .set("loading", if load == Load::Lazy { "lazy" } else { "eager" });
    img = match photo.size {
        Some((width, height)) => img.set("width", digits(width)).set("height", digits(height)),
        None => img.set("data-unsized", ""),
    };
    // `src` comes last: a browser begins to load as soon as it has it.
    let img = img.style("background-color", photo.color.clone()).set("src", photo.src.as_str());
    if !has_formats {
        return img;
    }
    // The smallest first.
    el("picture", "").with(source("avif", "image/avif")).with(source("webp", "image/webp")).with(img)
}
