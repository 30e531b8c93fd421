//! Photos as a body's HTML has them.

use super::context::{Attributes, get};
use crate::article::{Photo, Rendition};
use crate::body::policy::has_word;
use crate::url::{self, SafeUrl};

/// A photo, and where it leads if that is not a larger file of it. `None` without a usable address.
///
/// Pages that load their photos late have a placeholder in `src` and the address elsewhere.
pub fn read(attributes: &Attributes, base: &str, link: Option<SafeUrl>) -> Option<(Photo, Option<SafeUrl>)> {
    let address = |name: &str| get(attributes, name).and_then(|src| SafeUrl::parse_in(src, base));
    let src = address("data-src").or_else(|| address("data-lazy-src")).or_else(|| address("src"))?;
    let mut photo = Photo::new(src);
    photo.alt = get(attributes, "alt").unwrap_or_default().trim().to_owned();
    photo.credit = get(attributes, "data-credit").map(str::to_owned);
    photo.has_formats = get(attributes, "data-formats").is_some();
    photo.size = size(attributes);
    let srcset = get(attributes, "srcset").or(get(attributes, "data-srcset"));
    renditions(&mut photo, srcset.unwrap_or_default(), base);
    let (larger, link) = match link {
        Some(link) if is_picture(link.as_str()) => (SafeUrl::parse_in(link.as_str(), base), None),
        other => (None, other),
    };
    let larger = larger.or_else(|| address("data-full-url")).filter(|_| photo.renditions.is_empty());
    if let Some(larger) = larger.filter(|larger| *larger != photo.src) {
        // A square is most often a cut-out of a photo that is none.
        photo.size = photo.size.filter(|(width, height)| width != height);
        photo.src = larger;
    }
    Some((photo, link))
}

pub fn size(attributes: &Attributes) -> Option<(u32, u32)> {
    let pixels = |name: &str| {
        let text = get(attributes, name)?.trim();
        text.strip_suffix("px").unwrap_or(text).parse::<u32>().ok().filter(|&n| n > 0)
    };
    pixels("width").zip(pixels("height"))
}

/// Reads `a.jpg 480w, b.jpg 960w`. A comma may be part of an address: an entry ends at one that follows a width.
fn renditions(photo: &mut Photo, srcset: &str, base: &str) {
    let mut entry = String::new();
    for piece in srcset.split(',') {
        entry.push_str(piece);
        let words = entry.trim().rsplit_once(' ');
        let Some((address, width)) = words.and_then(|(a, w)| Some((a, w.strip_suffix('w')?.parse().ok()?))) else {
            entry.push(',');
            continue;
        };
        if let Some(src) = SafeUrl::parse_in(address, base) {
            Rendition::insert(&mut photo.renditions, Rendition { src, width });
        }
        entry.clear();
    }
}

/// Whether an address is that of a picture's file.
fn is_picture(address: &str) -> bool {
    let path = url::path(address);
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    matches!(ending.as_str(), "jpg" | "jpeg" | "png" | "webp" | "gif" | "avif")
}

/// Whether a picture stands for a sign in a line: an emoji, a formula, an icon.
pub fn is_sign(classes: &str, attributes: &Attributes) -> bool {
    let is_small = size(attributes).is_some_and(|(width, height)| width <= 32 && height <= 32);
    is_small || is_formula(classes) || has_word(classes, "emoji") || has_word(classes, "wp-smiley")
}

pub fn is_formula(classes: &str) -> bool {
    has_word(classes, "latex")
}
