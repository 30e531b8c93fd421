//! What the reader can have done: by a button or by a key.

use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, Storage};

use super::Viewer;
use super::parts::Parts;
use crate::gallery::keys::{Command, PAGE};
use crate::gallery::set::Shot;
use crate::html::el;

#[wasm_bindgen]
extern "C" {
    type Root;
    /// A promise, which a browser may break.
    #[wasm_bindgen(method, catch, js_name = requestFullscreen)]
    fn request_fullscreen(this: &Root) -> Result<JsValue, JsValue>;
}

/// How far an arrow key moves a zoomed photo, in px, and how much a key zooms.
const PAN: f64 = 80.0;
const ZOOM: f64 = 1.5;
/// How long a key's zooming takes, in ms.
const SOON: f64 = 200.0;
/// Where it is remembered that a reader hides captions.
const MEMORY: &str = "viewer captions";

impl Viewer {
    /// Does what a button or a key asks for.
    pub fn obey(self: &Rc<Viewer>, command: Command) {
        let (at, last) = (self.at.get(), self.count() - 1);
        if !matches!(command, Command::Slideshow | Command::Captions | Command::Information | Command::Fullscreen) {
            self.slideshow.stop(self);
        }
        let (width, height) = self.room.get().size();
        let middle = (width / 2.0, height / 2.0);
        match command {
            Command::Next => self.go((at + 1).min(last)),
            Command::Previous => self.go(at.saturating_sub(1)),
            Command::First => self.go(0),
            Command::Last => self.go(last),
            Command::PageForward => self.go((at + PAGE).min(last)),
            Command::PageBack => self.go(at.saturating_sub(PAGE)),
            Command::Close => self.ask_to_close(),
            Command::ZoomIn => self.zoom_slowly(SOON, |zoom| zoom.zoom_by(ZOOM, middle)),
            Command::ZoomOut => self.zoom_slowly(SOON, |zoom| zoom.zoom_by(1.0 / ZOOM, middle)),
            Command::ZoomFit => self.zoom_slowly(SOON, |zoom| zoom.fit()),
            Command::ZoomActual => self.zoom_slowly(SOON, |zoom| zoom.toggle(middle)),
            Command::Rotate => self.zoom_slowly(SOON, |zoom| zoom.rotate()),
            Command::PanLeft => self.pan(PAN, 0.0),
            Command::PanRight => self.pan(-PAN, 0.0),
            Command::PanUp => self.pan(0.0, PAN),
            Command::PanDown => self.pan(0.0, -PAN),
            Command::Fullscreen => self.toggle_fullscreen(),
            Command::Slideshow => self.slideshow.toggle(self),
            Command::Captions => self.toggle_captions(),
            Command::Information => {
                let is_shown = self.parts.information.has_attribute("hidden");
                self.set_information(is_shown);
            }
            Command::Share => self.share(),
        }
    }

    fn pan(&self, dx: f64, dy: f64) {
        self.zoom_slowly(SOON, |zoom| {
            zoom.pan_by(dx, dy);
            zoom.settle();
        });
    }

    /// The words under the photo, what is known of it, and its file.
    pub fn set_words(&self, shot: &Shot) {
        let words = &self.parts.words;
        let line = |class: &str, text: &str| (!text.is_empty()).then(|| el("p", class).with(text));
        let lines = [line("", &shot.caption), line("viewer__credit", &shot.credit)];
        words.set_text_content(None);
        for line in lines.into_iter().flatten().filter_map(|line| line.build(&self.document)) {
            // An element of ours takes a child of ours.
            let _ = words.append_child(&line);
        }
        words.set_hidden(shot.caption.is_empty() && shot.credit.is_empty());
        // Asked for only where it is needed: it makes the browser lay the page out at once.
        if self.is_read_on.take() {
            words.set_scroll_top(0);
        }
        let last = self.count() - 1;
        for (step, is_off) in [(&self.parts.previous, self.at.get() == 0), (&self.parts.next, self.at.get() == last)] {
            // Not `disabled`: the focus would be lost on the last step.
            let _ = step.set_attribute("aria-disabled", if is_off { "true" } else { "false" });
        }
        self.set_film(shot);
        if !self.parts.information.has_attribute("hidden") {
            self.set_information(true);
        }
    }

    fn toggle_captions(&self) {
        let class = self.parts.dialog.class_list();
        let is_hidden = class.toggle("viewer--plain").unwrap_or_default();
        press(self.parts.tool(Command::Captions), !is_hidden);
        if let Some(storage) = storage() {
            // A full storage forgets, nothing more.
            let _ = storage.set_item(MEMORY, if is_hidden { "hidden" } else { "shown" });
        }
        self.fit();
    }

    fn toggle_fullscreen(&self) {
        match self.document.fullscreen_element() {
            Some(_) => self.document.exit_fullscreen(),
            // No dialog may; the page may, with the dialog over it.
            None => {
                let root = self.document.document_element();
                let asked = root.map(|root| root.unchecked_into::<Root>().request_fullscreen());
                // A browser that refuses stays as it is.
                spawn_local(async move {
                    if let Some(Ok(asked)) = asked {
                        let _ = JsFuture::from(Promise::resolve(&asked)).await;
                    }
                });
            }
        }
    }

    /// By the system's own sheet where there is one, else into the clipboard.
    fn share(self: &Rc<Viewer>) {
        let navigator = self.window.navigator();
        let address = self.window.location().href().unwrap_or_default();
        let share = Reflect::get(&navigator, &"share".into()).ok().and_then(|share| share.dyn_into::<Function>().ok());
        let Some(share) = share else {
            let clipboard = Reflect::get(&navigator, &"clipboard".into()).unwrap_or_default();
            // Only pages that came safely have one.
            let copied = clipboard.is_object().then(|| navigator.clipboard().write_text(&address));
            let this = self.clone();
            return spawn_local(async move {
                let is_copied = match copied {
                    Some(copied) => JsFuture::from(copied).await.is_ok(),
                    None => false,
                };
                this.say(this.words.get(if is_copied { "viewer_copied" } else { "viewer_not_copied" }));
            });
        };
        let data = js_sys::Object::new();
        let shot = self.shot(self.at.get());
        for (name, value) in [("url", address.as_str()), ("title", &shot.caption)] {
            // A new object takes any property.
            let _ = Reflect::set(&data, &name.into(), &value.into());
        }
        // The reader may close the sheet without sharing: that is no error.
        let shared = share.call1(&navigator, &data);
        spawn_local(async move {
            if let Ok(promise) = shared {
                let _ = JsFuture::from(Promise::from(promise)).await;
            }
        });
    }

    /// Tells a screen reader, and shows for a while.
    pub fn say(&self, words: &str) {
        self.parts.live.set_text_content(Some(words));
        let class = self.parts.live.class_list();
        // To begin the animation anew, the name has to be gone for a frame's layout.
        let _ = class.remove_1("viewer__live--shown");
        let _ = self.parts.live.get_bounding_client_rect();
        let _ = class.add_1("viewer__live--shown");
    }
}

/// What a reader chose at an earlier time, and what this browser can't do.
pub fn remember(viewer: &Viewer) {
    let hides = storage().and_then(|storage| storage.get_item(MEMORY).ok().flatten()).as_deref() == Some("hidden");
    if hides {
        let _ = viewer.parts.dialog.class_list().add_1("viewer--plain");
    }
    press(viewer.parts.tool(Command::Captions), !hides);
    press(viewer.parts.tool(Command::Information), false);
    if let (false, Some(tool)) = (viewer.document.fullscreen_enabled(), viewer.parts.tool(Command::Fullscreen)) {
        tool.remove();
    }
}

/// One photo needs no way to others.
pub fn set_single(viewer: &Viewer, is_single: bool) {
    let Parts { previous, next, counter, strip, .. } = &viewer.parts;
    for element in [previous, next].into_iter().chain(viewer.parts.tool(Command::Slideshow)) {
        // Attributes and names of ours are none that are refused.
        let _ = element.toggle_attribute_with_force("hidden", is_single);
    }
    strip.set_hidden(is_single);
    // "1 / 1" tells nobody anything.
    let _ = counter.class_list().toggle_with_force("visually-hidden", is_single);
}

/// A button that is on or off.
pub fn press(button: Option<&Element>, is_on: bool) {
    if let Some(button) = button {
        let _ = button.set_attribute("aria-pressed", if is_on { "true" } else { "false" });
    }
}

pub fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
