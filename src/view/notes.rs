//! The footnotes of an article's text.

use super::Here;
use super::body_text::body_blocks;
use crate::body::Block;
use crate::cut::digits;
use crate::html::{Element, el, link};

/// A numbered list; each note leads back to where it was referred to first.
pub fn notes(here: Here, notes: &[Vec<Block>]) -> Element {
    let note = |(n, blocks): (usize, &Vec<Block>)| {
        let number = n + 1;
        let digits = digits(number as u32);
        let back = link("notes__back", ["#note-ref-", &digits].concat())
            .set("role", "doc-backlink")
            .set("aria-label", here.phrase_number("note_back", number))
            // As text: some fonts have a picture for it.
            .with("↩\u{fe0e}");
        el("li", "notes__note")
            .set("id", ["note-", &digits].concat())
            .set("tabindex", "-1")
            .with(body_blocks(here, blocks))
            .with(back)
    };
    el("section", "notes")
        .set("role", "doc-endnotes")
        .set("aria-label", here.word("notes"))
        .with(el("ol", "").each(notes.iter().enumerate().map(note)))
}
