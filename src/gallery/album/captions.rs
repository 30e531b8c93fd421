//! The words of a long album's captions, for a reader who looks for them with the browser's own search.
//!
//! Of such an album most photos are not in the document, so their captions stand there by themselves: invisible lines in
//! a few elements, each as high as the rows of its photos, and each line beside the row of its photo. An element that is
//! `hidden="until-found"` (HTML, 6.1) is searched; where something is found the browser shows it and scrolls there, and
//! the photos come as they do for any scrolling.

use wasm_bindgen::JsCast;
use web_sys::{Document, Event, HtmlElement, Node};

use super::items::put;
use crate::gallery::held::Set;
use crate::gallery::rows::Layout;
use crate::html::el;

/// How many photos have their captions in one element, at least.
const LEAST: usize = 100;
/// How many such elements an album has, at most: they count among those of the document.
const MOST: usize = 24;

/// How many captions are written in one go: the reader must not feel it.
const AT_ONCE: usize = 40;

/// The height of a line in px, as in the style sheet. Rows have room for a line for each of their photos.
const LINE: u32 = 20;

#[derive(Default)]
pub struct Captions(Vec<Part>);

struct Part {
    /// Its first photo, and the first one after it.
    first: usize,
    end: usize,
    element: HtmlElement,
    /// Its top and its height.
    placed: (u32, u32),
    /// The captions that are to be its text, and the photo whose turn is next.
    text: String,
    line: u32,
    next: usize,
}

impl Captions {
    /// At the list's end, still without words.
    pub fn new(list: &Node, document: &Document, n_photos: usize) -> Captions {
        let mut parts = vec![];
        let size = n_photos.div_ceil(MOST).max(LEAST);
        for first in (0..n_photos).step_by(size) {
            let element = el("li", "album-rows__captions")
                .set("hidden", "until-found")
                // Whoever listens to the page hears them with the photos.
                .set("aria-hidden", "true")
                .build(document)
                .and_then(|element| element.dyn_into::<HtmlElement>().ok());
            if let Some(element) = element {
                let _ = list.append_child(&element);
                let end = n_photos.min(first + size);
                parts.push(Part { first, end, element, placed: (0, 0), text: String::new(), line: 0, next: end });
            }
        }
        Captions(parts)
    }

    /// Whether all photos of the album are in the document anyway.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts each where its photos are. Those whose place is a new one lack their words from now on.
    pub fn place(&mut self, layout: &Layout) {
        for part in &mut self.0 {
            let (Some(row), Some(last)) = (layout.row_of(part.first), layout.row_of(part.end - 1)) else { continue };
            let now = (row.top, last.top.saturating_add(last.height).saturating_sub(row.top));
            if part.placed != now {
                part.placed = now;
                put(&part.element, "--y", now.0);
                put(&part.element, "--h", now.1);
                (part.text, part.line, part.next) = (String::new(), 0, part.first);
            }
        }
    }

    /// Whether words lack.
    pub fn lack(&self) -> bool {
        self.0.iter().any(|part| part.next < part.end)
    }

    /// Writes some of the words that lack, those of each photo beside its row. `false` when none lack any more.
    pub fn fill(&mut self, layout: &Layout, set: &Set) -> bool {
        let Some(part) = self.0.iter_mut().find(|part| part.next < part.end) else { return false };
        let until = part.end.min(part.next + AT_ONCE);
        for photo in part.next..until {
            let y = layout.places.get(photo).map_or(0, |place| place.y.saturating_sub(part.placed.0));
            while part.line < y / LINE {
                part.text.push('\n');
                part.line += 1;
            }
            let shot = set.ask(photo);
            let caption = if shot.caption.is_empty() { &shot.alt } else { &shot.caption };
            // One line each, or the ones after it would stand too low.
            let space = |c: char| if c.is_whitespace() { ' ' } else { c };
            part.text.extend(caption.chars().chain(" ".chars()).chain(shot.credit.chars()).map(space));
            part.text.push('\n');
            part.line += 1;
        }
        part.next = until;
        if until == part.end {
            part.element.set_text_content(Some(&std::mem::take(&mut part.text)));
        }
        self.lack()
    }

    /// Before the browser shows the one in which something was found: the one that it has shown before is hidden again.
    pub fn leave_only(&self, event: &Event) {
        let found = event.target();
        for Part { element, .. } in &self.0 {
            if found.as_ref() != Some(element) && !element.has_attribute("hidden") {
                let _ = element.set_attribute("hidden", "until-found");
            }
        }
    }

    pub fn remove(&mut self) {
        for part in std::mem::take(&mut self.0) {
            part.element.remove();
        }
    }
}
