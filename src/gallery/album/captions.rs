//! The words of a long album's captions, for a reader who looks for them with the browser's own search.
//!
//! Of such an album most photos are not in the document, so their captions stand there by themselves: invisible lines in
//! a few elements, each as high as the rows of its photos, and each line about where its photo is. An element that is
//! `hidden="until-found"` (HTML, 6.1) is searched; where something is found the browser shows it and scrolls there, and
//! the photos come as they do for any scrolling.

use wasm_bindgen::JsCast;
use web_sys::{Document, Event, HtmlElement, Node};

use super::items::put;
use crate::cut::digits;
use crate::gallery::rows::Layout;
use crate::gallery::set::Shot;
use crate::html::el;

/// How many photos have their captions in one element, at least.
const LEAST: usize = 100;
/// How many such elements an album has, at most: they count among those of the document.
const MOST: usize = 24;

#[derive(Default)]
pub struct Captions(Vec<Part>);

struct Part {
    /// Its first photo, and the first one after it.
    first: usize,
    end: usize,
    element: HtmlElement,
}

impl Captions {
    /// At the list's end.
    pub fn new(list: &Node, document: &Document, shots: &[Shot]) -> Captions {
        let mut parts = vec![];
        let size = shots.len().div_ceil(MOST).max(LEAST);
        for (n, shots) in shots.chunks(size).enumerate() {
            let mut lines = String::new();
            for shot in shots {
                let caption = if shot.caption.is_empty() { &shot.alt } else { &shot.caption };
                // One line each, or the ones after it would stand too low.
                let space = |c: char| if c.is_whitespace() { ' ' } else { c };
                lines.extend(caption.chars().chain(" ".chars()).chain(shot.credit.chars()).map(space));
                lines.push('\n');
            }
            let element = el("li", "album-rows__captions")
                .set("hidden", "until-found")
                // Whoever listens to the page hears them with the photos.
                .set("aria-hidden", "true")
                .style("--n", Some(digits(shots.len() as u32)))
                .with(lines)
                .build(document)
                .and_then(|element| element.dyn_into::<HtmlElement>().ok());
            if let Some(element) = element {
                let _ = list.append_child(&element);
                parts.push(Part { first: n * size, end: n * size + shots.len(), element });
            }
        }
        Captions(parts)
    }

    /// Whether all photos of the album are in the document anyway.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts each where its photos are.
    pub fn place(&self, layout: &Layout) {
        for Part { first, end, element } in &self.0 {
            let top = layout.row_of(*first).map_or(0, |row| row.top);
            let foot = layout.row_of(*end).map_or(layout.height(), |row| row.top);
            put(element, "--y", top);
            put(element, "--h", foot.saturating_sub(top));
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
