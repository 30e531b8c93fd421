//! A photo's place on the page, its way out of it and back into it.

use wasm_bindgen::JsCast;
use web_sys::{DomRect, HtmlElement, HtmlImageElement};

use super::Viewer;
use super::dom::{animate, number, place, px};

/// How long it takes, in ms.
const FLIGHT: f64 = 320.0;

impl Viewer {
    /// The photo's picture on the page behind, where it is in the document.
    pub fn on_page(&self, at: usize) -> Option<HtmlImageElement> {
        // An address has no quotation marks: they are encoded in it.
        let selector = [".page__shown a[href=\"", &self.shot(at).href, "\"] img"].concat();
        self.document.query_selector(&selector).ok()??.dyn_into().ok()
    }

    /// Where the shown photo is on the page behind.
    pub fn place_on_page(&self) -> Option<DomRect> {
        Some(self.on_page(self.at.get())?.get_bounding_client_rect())
    }

    /// The photo comes out of its place on the page.
    pub fn grow(&self, from: &DomRect) {
        let Some((frame, transform)) = self.flight(from) else { return };
        animate(&frame, &[("transform", &transform)], &[("transform", "none")], FLIGHT, || {});
    }

    /// The photo goes back into its place on the page, then something is done.
    pub fn shrink(&self, thumb: &HtmlImageElement, then: impl FnOnce() + 'static) {
        let rect = thumb.get_bounding_client_rect();
        let height = self.window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
        // What is off the screen is no place to fly to.
        let is_seen = rect.bottom() > 0.0 && rect.top() < height && rect.width() > 0.0;
        // Names of ours are no names that are refused.
        let _ = self.parts.dialog.class_list().add_1("viewer--leaving");
        match self.flight(&rect).filter(|_| is_seen) {
            Some((frame, to)) => {
                let from = frame.style().get_property_value("transform").unwrap_or_default();
                let last = frame.clone();
                animate(&frame, &[("transform", &from)], &[("transform", &to)], FLIGHT, move || {
                    // Until the dialog is gone, it stays where it flew to.
                    place(&last, &[("visibility", "hidden")]);
                    then();
                });
            }
            None => animate(&self.parts.track, &[("opacity", "1")], &[("opacity", "0")], FLIGHT, then),
        }
    }

    /// The transform that lays the shown photo over a place on the screen.
    fn flight(&self, place: &DomRect) -> Option<(HtmlElement, String)> {
        let frame = self.slide(self.at.get(), |slide| slide.frame.clone())?;
        let (width, height) = self.zoom(|zoom| zoom.fitted())?;
        let room = self.room.get();
        let middle = |start: f64, length: f64| start + length / 2.0;
        let x = middle(place.left(), place.width()) - middle(room.left, room.width);
        let y = middle(place.top(), place.height()) - middle(room.top, room.height);
        let scale = (place.width() / width.max(1.0)).max(place.height() / height.max(1.0));
        Some((frame, ["translate(", &px(x), ",", &px(y), ") scale(", &number(scale), ")"].concat()))
    }
}
