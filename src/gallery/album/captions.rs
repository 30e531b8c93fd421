//! The words of a long album's captions, for a reader who looks for them with the browser's own search.
//!
//! Of such an album most photos are not in the document, so their captions stand there by themselves: invisible lines in
//! a few elements, each as high as the rows of its photos, and each line beside the row of its photo. An element that is
//! `hidden="until-found"` (HTML, 6.1) is searched; where something is found the browser shows it and scrolls there, and
//! the photos come as they do for any scrolling.

use wasm_bindgen::JsCast;
use web_sys::{Document, Event, HtmlElement, Node};

use super::items::put;
use crate::gallery::rows::Layout;
use crate::gallery::set::Shot;
use crate::html::el;

/// How many photos have their captions in one element, at least.
const LEAST: usize = 100;
/// How many such elements an album has, at most: they count among those of the document.
const MOST: usize = 24;

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
                parts.push(Part { first, end: n_photos.min(first + size), element, placed: (0, 0) });
            }
        }
        Captions(parts)
    }

    /// Whether all photos of the album are in the document anyway.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts each where its photos are, and in it the words of each photo beside its row.
    pub fn place(&mut self, layout: &Layout, shots: &[Shot]) {
        for Part { first, end, element, placed } in &mut self.0 {
            let (Some(row), Some(last)) = (layout.row_of(*first), layout.row_of(*end - 1)) else { continue };
            let now = (row.top, last.top.saturating_add(last.height).saturating_sub(row.top));
            if *placed == now {
                continue;
            }
            *placed = now;
            put(element, "--y", now.0);
            put(element, "--h", now.1);
            let (mut text, mut line) = (String::new(), 0);
            let photos = shots.iter().zip(&layout.places).take(*end).skip(*first);
            for (shot, place) in photos {
                while line < place.y.saturating_sub(now.0) / LINE {
                    text.push('\n');
                    line += 1;
                }
                let caption = if shot.caption.is_empty() { &shot.alt } else { &shot.caption };
                // One line each, or the ones after it would stand too low.
                let space = |c: char| if c.is_whitespace() { ' ' } else { c };
                text.extend(caption.chars().chain(" ".chars()).chain(shot.credit.chars()).map(space));
                text.push('\n');
                line += 1;
            }
            element.set_text_content(Some(&text));
        }
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
