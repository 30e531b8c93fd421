//! The strip of thumbnails: only those near the shown one are in the document.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlImageElement};

use super::Viewer;
use crate::browser::connection;
use crate::connection::Connection;
use crate::gallery::later::after_frame;
use crate::gallery::set::Shot;
use crate::html::{Element as Tree, el};

/// From one thumbnail to the next, in px: as style/viewer.css has it.
const PITCH: f64 = 72.0;
/// How wide a thumbnail is, in px.
const WIDTH: f64 = 68.0;
/// Thumbnails beyond either edge of the strip.
const SPARE: usize = 3;
/// How long a frame is held up by thumbnails that come, in ms: on a slow phone each takes several.
const AT_ONCE: f64 = 8.0;

/// What of the strip is in the document.
#[derive(Default)]
pub struct Strip {
    /// One after the other, none left out.
    thumbs: Vec<Thumb>,
    /// Where they begin as long as there are none.
    start: usize,
    /// The first that is to be there, and the one after the last.
    wanted: (usize, usize),
    marked: Option<usize>,
    /// The photo that it is filled around.
    around: usize,
    /// More of it comes with the next frame.
    is_coming: bool,
}

impl Strip {
    /// The first that is there, and the one after the last.
    fn range(&self) -> (usize, usize) {
        let start = self.thumbs.first().map_or(self.start, |thumb| thumb.at);
        (start, start + self.thumbs.len())
    }
}

struct Thumb {
    at: usize,
    item: Element,
    button: Option<HtmlElement>,
}

impl Thumb {
    fn mark(&self, is_shown: bool) {
        if let Some(button) = &self.button {
            // Names of ours are no names that are refused.
            let _ = match is_shown {
                true => button.set_attribute("aria-current", "true"),
                false => button.remove_attribute("aria-current"),
            };
        }
        self.set_stop(is_shown);
    }

    /// Whether Tab comes to it: to one of the strip, as to one of the buttons that choose.
    fn set_stop(&self, is_stop: bool) {
        if let Some(button) = &self.button {
            button.set_tab_index(if is_stop { 0 } else { -1 });
        }
    }
}

impl Viewer {
    /// Marks the shown photo, and brings it into the strip's middle.
    pub fn set_strip(self: &Rc<Viewer>) {
        if self.count() < 2 {
            return;
        }
        let at = self.at.get();
        self.fill_strip(at);
        let middle = PITCH * (at as f64 + 0.5) - self.room.get().width / 2.0;
        self.parts.strip.set_scroll_left((if self.is_rtl { -middle } else { middle }) as i32);
    }

    /// The strip is wider or narrower than it was.
    pub fn refill_strip(self: &Rc<Viewer>) {
        if !self.strip.borrow().thumbs.is_empty() {
            self.set_strip();
        }
    }

    /// The reader scrolls through the strip.
    pub fn scroll_strip(self: &Rc<Viewer>) {
        let middle = f64::from(self.parts.strip.scroll_left().abs()) + self.room.get().width / 2.0;
        self.fill_strip((middle / PITCH) as usize);
    }

    pub fn clear_strip(&self) {
        self.strip.take();
        self.parts.strip.set_text_content(None);
    }

    /// Fills the strip around a photo. What is there and still near stays, so that neither focus nor pictures are lost;
    /// what is lacking comes by a few in each frame.
    fn fill_strip(self: &Rc<Viewer>, around: usize) {
        let half = (self.room.get().width / PITCH / 2.0) as usize + 1;
        // At either end of a set the strip's middle is not the photo that is shown.
        let middle = around.min(self.count().saturating_sub(half)).max(half);
        let near = half + SPARE;
        let first = middle.saturating_sub(near);
        let end = (middle + near + 1).min(self.count());
        let focused = self.document.active_element();
        let has_focus = focused.is_some_and(|focused| thumb_at(&focused).is_some());
        let mut strip = self.strip.borrow_mut();
        strip.around = around;
        let mut is_whole = true;
        if strip.wanted != (first, end) || strip.range() != strip.wanted {
            strip.wanted = (first, end);
            strip.thumbs.retain(|thumb| {
                let is_near = first <= thumb.at && thumb.at < end;
                if !is_near {
                    thumb.item.remove();
                }
                is_near
            });
            is_whole = self.add_thumbs(&mut strip, around.clamp(first, end.saturating_sub(1)));
            // New ones may be the one.
            strip.marked = None;
        }
        let shown = Some(self.at.get());
        if strip.marked != shown {
            strip.marked = shown;
            strip.thumbs.iter().for_each(|thumb| thumb.mark(Some(thumb.at) == shown));
            match strip.thumbs.iter().find(|thumb| Some(thumb.at) == shown) {
                // Whoever steps on by a key from a thumbnail goes on from the one that is shown.
                // What is in the document takes it.
                Some(thumb) if has_focus => thumb.button.iter().for_each(|button| drop(button.focus())),
                Some(_) => {}
                // It has been scrolled away, and the strip is to be reached all the same.
                None => strip.thumbs.first().into_iter().for_each(|thumb| thumb.set_stop(true)),
            }
        }
        if !is_whole && !std::mem::replace(&mut strip.is_coming, true) {
            let this = self.clone();
            after_frame(move || this.go_on_filling());
        }
    }

    fn go_on_filling(self: &Rc<Viewer>) {
        let mut strip = self.strip.borrow_mut();
        // Unless the viewer was closed meanwhile.
        if std::mem::take(&mut strip.is_coming) {
            let around = strip.around;
            drop(strip);
            self.fill_strip(around);
        }
    }

    /// Adds some of the thumbnails that are lacking, those nearest to a photo first; whether all are there now.
    fn add_thumbs(&self, strip: &mut Strip, around: usize) -> bool {
        let (first, end) = strip.wanted;
        if strip.thumbs.is_empty() {
            strip.start = around;
        }
        let begun = js_sys::Date::now();
        loop {
            let (low, high) = strip.range();
            let is_left = low > first && (high == end || around.abs_diff(low - 1) < around.abs_diff(high));
            let at = if is_left { low - 1 } else { high };
            if at >= end {
                return true;
            }
            let Some(item) = self.thumb(at, &self.shot(at)).build(&self.document) else { return true };
            let next = strip.thumbs.first().filter(|_| is_left).map(|thumb| thumb.item.as_ref());
            // A list of ours takes an item of ours.
            let _ = self.parts.strip.insert_before(&item, next);
            let button = item.first_element_child().and_then(|button| button.dyn_into().ok());
            let place = if is_left { 0 } else { strip.thumbs.len() };
            strip.thumbs.insert(place, Thumb { at, item, button });
            if js_sys::Date::now() - begun >= AT_ONCE {
                return strip.range() == strip.wanted;
            }
        }
    }

    fn thumb(&self, n: usize, shot: &Shot) -> Tree {
        let label = shot.title(self.words.phrase("photo_n", &[("n", &(n + 1).to_string())]));
        // The file that the page has already costs nothing; of the others, whoever saves data sees the colour.
        let loaded = self.on_page(n).filter(HtmlImageElement::complete).map(|image| image.current_src());
        let address = loaded.filter(|address| !address.is_empty()).or_else(|| {
            (connection() != Connection::SaveData)
                .then(|| file(shot, WIDTH * self.window.device_pixel_ratio()).to_owned())
        });
        let image = el(if address.is_some() { "img" } else { "span" }, "viewer__thumbnail")
            .maybe("alt", address.is_some().then_some(""))
            .maybe("decoding", address.is_some().then_some("async"))
            .style("background-color", Some(shot.color.clone()).filter(|color| !color.is_empty()))
            .maybe("src", address);
        let button = el("button", "viewer__jump")
            .class("viewer__jump--film", !shot.film.is_empty())
            .set("type", "button")
            .set("aria-label", label);
        let at = n.to_string();
        el("li", "").set("data-at", at.clone()).style("--at", Some(at)).with(button.with(image))
    }
}

/// The narrowest file of a photo that is so many pixels wide. Browsers could choose it, but take their time.
fn file(shot: &Shot, width: f64) -> &str {
    let wide = shot.files().find(|(_, pixels)| f64::from(*pixels) >= width);
    wide.map_or(&shot.src, |(address, _)| address)
}

/// Which photo a thumbnail is of.
pub fn thumb_at(element: &Element) -> Option<usize> {
    element.closest("li[data-at]").ok()??.get_attribute("data-at")?.parse().ok()
}
