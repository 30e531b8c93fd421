//! What things are called in addresses: told apart everywhere, and one part of a path.

use super::finding::Findings;
use super::shelf::{Kind, Shelf};
use crate::press::slugs::{alike, is_one_part};

pub fn check(shelf: &Shelf, findings: &mut Findings) {
    for kind in [Kind::Article, Kind::Page, Kind::Album] {
        let entries = || shelf.entries.iter().filter(move |entry| entry.kind == kind);
        for entry in entries().filter(|entry| !is_one_part(entry.slug())) {
            let advice = "give it another: no address leads to it, and nothing is pressed of it";
            findings.error(entry.at("slug"), "a slug without /", &format!("\"{}\"", entry.slug()), advice);
        }
        for (slug, other) in alike(entries().map(|entry| entry.slug())) {
            let Some(entry) = shelf.entry(kind, slug) else { continue };
            let expected = format!("a slug that differs from \"{other}\" by more than capitals");
            let advice = "give it another: on Windows, on macOS and on many hosts both are one file";
            findings.error(entry.at("slug"), &expected, &format!("\"{slug}\""), advice);
        }
    }
}
