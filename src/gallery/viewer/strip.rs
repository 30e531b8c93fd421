//! The strip of thumbnails: only those near the shown one are in the document.

use std::rc::Rc;

use web_sys::Element;

use super::Viewer;
use super::dom::{place, px};
use crate::gallery::set::Shot;
use crate::html::{Element as Tree, el};

/// From one thumbnail to the next, in px: as style/viewer.css has it.
const PITCH: f64 = 72.0;
/// Thumbnails on either side of the shown one, or of what the reader has scrolled to.
const NEAR: usize = 15;

impl Viewer {
    /// Marks the shown photo, and brings it into the strip's middle.
    pub fn set_strip(self: &Rc<Viewer>) {
        if self.shots.len() < 2 {
            return;
        }
        let at = self.at.get();
        self.fill_strip(at);
        let strip = &self.parts.strip;
        let middle = PITCH * (at as f64 + 0.5) - f64::from(strip.client_width()) / 2.0;
        strip.set_scroll_left((if self.is_rtl { -middle } else { middle }) as i32);
    }

    /// The reader scrolls through the strip.
    pub fn scroll_strip(self: &Rc<Viewer>) {
        let strip = &self.parts.strip;
        let middle = f64::from(strip.scroll_left().abs()) + f64::from(strip.client_width()) / 2.0;
        self.fill_strip((middle / PITCH) as usize);
    }

    fn fill_strip(&self, middle: usize) {
        let strip = &self.parts.strip;
        let last = self.shots.len() - 1;
        let first = middle.min(last).saturating_sub(NEAR);
        let end = (middle + NEAR).min(last);
        let before = px(first as f64 * PITCH);
        let after = px((last - end) as f64 * PITCH);
        let thumbs = strip.query_selector_all("li").ok();
        let is_there =
            |element: &Element, n: usize| element.get_attribute("data-at").as_deref() == Some(&*n.to_string());
        // What is there and still near stays, so that neither focus nor pictures are lost.
        let mut kept = vec![];
        for thumb in thumbs.iter().flat_map(|all| (0..all.length()).filter_map(|n| all.get(n))) {
            let thumb: Element = wasm_bindgen::JsCast::unchecked_into(thumb);
            match (first..=end).find(|&n| is_there(&thumb, n)) {
                Some(n) => kept.push((n, thumb)),
                None => thumb.remove(),
            }
        }
        place(strip, &[("--before", &before), ("--after", &after)]);
        let mut next: Option<&Element> = None;
        let mut made: Vec<Element> = vec![];
        for n in (first..=end).rev() {
            let known = kept.iter().find(|(known, _)| *known == n).map(|(_, thumb)| thumb.clone());
            let thumb = known.or_else(|| {
                let thumb = self.thumb(n, &self.shots[n]).build(&self.document)?;
                // A list of ours takes an item of ours.
                let _ = strip.insert_before(&thumb, next.map(AsRef::as_ref));
                Some(thumb)
            });
            if let Some(thumb) = thumb {
                if let Some(button) = thumb.first_element_child() {
                    let _ = match n == self.at.get() {
                        true => button.set_attribute("aria-current", "true"),
                        false => button.remove_attribute("aria-current"),
                    };
                }
                made.push(thumb);
            }
            next = made.last();
        }
    }

    fn thumb(&self, n: usize, shot: &Shot) -> Tree {
        let number = (n + 1).to_string();
        let label = self.words.get("photo_n").replace("{n}", &number);
        let label = if shot.alt.is_empty() { label } else { [&label, ": ", &shot.alt].concat() };
        let srcset = (!shot.srcset.is_empty()).then_some(shot.srcset.as_str());
        let image = el("img", "viewer__thumbnail")
            .set("alt", "")
            .set("decoding", "async")
            .set("sizes", "68px")
            .maybe("srcset", srcset)
            .style("background-color", Some(shot.color.clone()).filter(|color| !color.is_empty()))
            .set("src", shot.src.as_str());
        let button = el("button", "viewer__jump").set("type", "button").set("aria-label", label);
        el("li", "").set("data-at", n.to_string()).with(button.with(image))
    }
}

/// Which photo a thumbnail is of.
pub fn thumb_at(element: &Element) -> Option<usize> {
    element.closest("li[data-at]").ok()??.get_attribute("data-at")?.parse().ok()
}
