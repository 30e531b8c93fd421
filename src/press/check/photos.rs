//! Photos: whether their files are there, whether words stand for them, and whether they are larger than they need be.

use super::finding::{Findings, Place};
use super::links::Desk;
use crate::article::Photo;

/// From here on a file is looked at on a phone for longer than it is worth.
const LARGE: u64 = 500_000;

/// One photo that the content describes: `place` is its own, `alt` where its words are to stand.
pub fn check(desk: &Desk, photo: &Photo, place: &Place, alt: Place, findings: &mut Findings) {
    if photo.alt.trim().is_empty() {
        let advice = "say in a sentence what is seen, for those who do not see it";
        findings.warning(alt, "words for the photo", "none", advice);
    }
    let addresses = photo.renditions.iter().map(|rendition| rendition.src.as_str()).chain([photo.src.as_str()]);
    for address in addresses {
        file(desk, address, "/", place, findings);
    }
    if let Some(film) = &photo.film {
        file(desk, film.as_str(), "/", place, findings);
    }
}

/// A file that a page shows; what lies on another host is not looked at.
pub fn file(desk: &Desk, address: &str, from: &str, place: &Place, findings: &mut Findings) {
    if let Some(missing) = desk.missing_file(address, from) {
        findings.error(place.clone(), "a file that is there", &missing, "bring the file, or correct its name");
        return;
    }
    let path = crate::url::resolve(from, address);
    let is_picture = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"]
        .iter()
        .any(|ending| path.to_ascii_lowercase().ends_with(ending));
    if let Some(bytes) = desk.folder.bytes(&path).filter(|bytes| *bytes > LARGE && is_picture) {
        let advice = "no page needs more than 2560 pixels in width; AVIF and WebP take half of what JPEG takes";
        let found = format!("{} kB", bytes / 1000);
        findings.note(Place::new(&desk.folder.shown(&path), ""), "a picture of at most 500 kB", &found, advice);
    }
}
