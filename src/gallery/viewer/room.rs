//! The stage's place and size: measured when it has another one, and at no other time.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{DomRect, ResizeObserver, Window};

use super::{State, Viewer};
use crate::gallery::zoom::Zoom;

/// Where the stage is on the screen, and how large, in px.
#[derive(Clone, Copy, Default, PartialEq)]
pub struct Room {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

/// What the bars take of the screen's height before anybody has measured it, in px.
const BARS: f64 = 180.0;

impl Room {
    pub fn of(rect: &DomRect) -> Room {
        Room { left: rect.left(), top: rect.top(), width: rect.width(), height: rect.height() }
    }

    /// What it will be, more or less, in a window of this size.
    pub fn guess(window: &Window) -> Room {
        let length = |length: Result<JsValue, JsValue>| length.ok().and_then(|length| length.as_f64());
        let width = length(window.inner_width()).unwrap_or_default();
        let height = length(window.inner_height()).unwrap_or_default();
        Room { width, height: (height - BARS).max(1.0), ..Room::default() }
    }

    pub fn size(self) -> (f64, f64) {
        (self.width, self.height)
    }
}

impl Viewer {
    /// Has something done whenever the stage has another size.
    pub fn observe_stage(&self, then: impl Fn() + 'static) {
        let closure = Closure::<dyn Fn()>::new(then);
        if let Ok(observer) = ResizeObserver::new(closure.as_ref().unchecked_ref()) {
            observer.observe(&self.parts.stage);
            self.observer.replace(Some((observer, closure)));
        }
    }

    /// Has the stage's size told with the next frame, also where it is what it was before the viewer was opened.
    pub fn measure_anew(&self) {
        if let Some((observer, _)) = &*self.observer.borrow() {
            // What is observed already is not told anew.
            observer.unobserve(&self.parts.stage);
            observer.observe(&self.parts.stage);
        }
    }

    /// The stage has another size. Who looks closely goes on looking at the same spot.
    pub fn resize(self: &Rc<Viewer>) {
        let rect = self.parts.stage.get_bounding_client_rect();
        // Where browsers make no sheets for scripts, a closed dialog has none.
        if rect.width() == 0.0 {
            return;
        }
        let room = Room::of(&rect);
        let before = self.room.replace(room);
        if before != room {
            let is_zoomed = self.stage.borrow().zoom.as_ref().is_some_and(Zoom::is_zoomed);
            let fitted = is_zoomed.then(|| {
                self.zoom(|zoom| {
                    zoom.resize(room.size());
                    zoom.fitted()
                })
            });
            match fitted.flatten() {
                Some((width, height)) => drop(self.slide(self.at.get(), |slide| slide.fit(width, height))),
                None => self.arrange(),
            }
        }
        if self.state.get() == State::Closed {
            return;
        }
        // Of a viewer that is being opened, the strip comes later.
        if before.width != room.width && self.is_modal.get() {
            self.refill_strip();
        }
        if let Some(from) = self.from.take() {
            self.grow(&from);
        }
        // Of a photo that is only now on the screen; another one has its file.
        self.put_off(|viewer| viewer.load_shown());
    }
}
