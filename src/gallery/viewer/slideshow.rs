//! Photos that follow each other by themselves.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::Viewer;
use super::bar::press;
use super::facts::chosen;
use crate::gallery::keys::Command;
use crate::gallery::slides::{DEFAULT_SECONDS, Scene, Slides, Turn};

pub struct Slideshow {
    slides: RefCell<Slides>,
    timer: Cell<Option<i32>>,
}

impl Default for Slideshow {
    fn default() -> Slideshow {
        Slideshow { slides: RefCell::new(Slides::new(chosen().unwrap_or(DEFAULT_SECONDS))), timer: Cell::default() }
    }
}

impl Slideshow {
    pub fn toggle(&self, viewer: &Rc<Viewer>) {
        self.slides.borrow_mut().toggle();
        self.look(viewer);
    }

    pub fn seconds(&self) -> u32 {
        self.slides.borrow().seconds()
    }

    pub fn set_seconds(&self, seconds: u32) {
        self.slides.borrow_mut().set_seconds(seconds);
    }

    pub fn stop(&self, viewer: &Viewer) {
        self.slides.borrow_mut().pause();
        self.wait(viewer, None);
        press(viewer.parts.tool(Command::Slideshow), false);
    }

    /// The scene is another one: whose turn is it?
    pub fn look(&self, viewer: &Rc<Viewer>) {
        let at = viewer.at.get();
        let scene = Scene {
            photo: at,
            is_last: at + 1 == viewer.count(),
            is_loaded: viewer.slide(at, |slide| slide.is_done()).unwrap_or_default(),
            is_held: viewer.document.hidden()
                || viewer.is_playing()
                || viewer.zoom(|zoom| zoom.is_zoomed()).unwrap_or_default(),
        };
        let turn = self.slides.borrow_mut().turn(js_sys::Date::now(), scene);
        press(viewer.parts.tool(Command::Slideshow), self.slides.borrow().is_playing());
        match turn {
            Turn::Wait(milliseconds) => {
                let this = viewer.clone();
                // A little later rather than a little too early, which would ask twice.
                let then = Closure::once_into_js(move || this.slideshow.look(&this));
                let timer = viewer.window.set_timeout_with_callback_and_timeout_and_arguments_0(
                    then.unchecked_ref(),
                    milliseconds as i32 + 1,
                );
                self.wait(viewer, timer.ok());
            }
            Turn::Next => viewer.go(at + 1),
            Turn::First => viewer.go(0),
            Turn::Paused | Turn::Held | Turn::Ended => self.wait(viewer, None),
        }
        if matches!(turn, Turn::Next | Turn::First) {
            self.look(viewer);
        }
    }

    fn wait(&self, viewer: &Viewer, timer: Option<i32>) {
        if let Some(old) = self.timer.replace(timer) {
            viewer.window.clear_timeout_with_handle(old);
        }
    }
}
