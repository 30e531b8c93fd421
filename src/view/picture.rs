//! A photo's file on the page.

use crate::article::Photo;
use crate::cut::{self, digits};
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

/// Smaller files than those that every browser shows, the smallest first.
const FORMATS: [(&str, &str); 2] = [("avif", "image/avif"), ("webp", "image/webp")];

/// An `<img>` in the width that its place needs: `sizes` is the place's CSS width, for the choice among renditions. Where
/// there are smaller files it stands in a `<picture>` beside them.
///
/// The place is kept before the photo is there, in the photo's own colour. Where the words beside it say all, `alt` is
/// empty.
pub fn picture(photo: &Photo, alt: &str, sizes: &'static str, load: Load) -> Element {
    let srcset = photo.srcset();
    let (width, height) = photo.size.map(|(width, height)| (digits(width), digits(height))).unzip();
    let sizes = srcset.as_ref().map(|_| sizes);
    // `src` comes last: a browser begins to load as soon as it has it.
    let img = el("img", "picture")
        .set("alt", alt)
        .flag("data-unsized", photo.size.is_none())
        .maybe("width", width)
        .maybe("height", height)
        .set("loading", if load == Load::Lazy { "lazy" } else { "eager" })
        .maybe("fetchpriority", (load == Load::First).then_some("high"))
        .set("decoding", "async")
        .maybe("sizes", sizes)
        .maybe("srcset", srcset)
        .maybe("data-formats", photo.formats.as_deref())
        .style("background-color", photo.color.clone())
        .set("src", photo.src.as_str());
    let (Some(formats), Some(sizes)) = (&photo.formats, sizes) else { return img };
    let mut all = el("picture", "");
    for (ending, kind) in FORMATS {
        if cut::find(formats, ending).is_some() {
            let files = photo.srcset_of(ending);
            all = all.with(el("source", "").set("type", kind).set("sizes", sizes).maybe("srcset", files));
        }
    }
    all.with(img)
}
