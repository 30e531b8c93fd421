//! The viewer: one photo of a set over the page, in a native `<dialog>`.
//!
//! Its only state that outlives it is the address, which is the portal's to change: the viewer tells its host what it
//! shows, and that the reader closes it.

mod bar;
mod dom;
mod facts;
mod flight;
mod input;
mod parts;
mod slide;
mod slideshow;
mod stage;
mod strip;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlElement, HtmlImageElement, ResizeObserver, Window};

use self::parts::Parts;
use self::slideshow::Slideshow;
use self::stage::Stage;
use super::album;
use super::listener::Listener;
use super::set::Shot;

/// The interface's words by their keys.
pub struct Words(Vec<(String, String)>);

impl Words {
    /// The words for a key; the key itself where the portal's locale has none, so that a gap is seen.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.iter().find(|(known, _)| known == key).map_or(key, |(_, words)| words)
    }
}

/// What tells of the stage's size, and what it calls.
type Observer = (ResizeObserver, Closure<dyn Fn()>);

/// An open viewer.
pub struct Viewer {
    window: Window,
    document: Document,
    parts: Parts,
    shots: Vec<Shot>,
    words: Words,
    host: Function,
    /// Which photo is shown, from 0.
    at: Cell<usize>,
    /// Which way the reader went last.
    is_forward: Cell<bool>,
    is_rtl: bool,
    /// The last tap was a finger's or a pen's.
    is_tapped: Cell<bool>,
    /// The dialog is on its way out.
    is_closing: Cell<bool>,
    stage: RefCell<Stage>,
    slideshow: Slideshow,
    listeners: RefCell<Vec<Listener>>,
    observer: RefCell<Option<Observer>>,
}

thread_local! {
    static OPEN: RefCell<Option<Rc<Viewer>>> = const { RefCell::new(None) };
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = HtmlElement)]
    type Dialog;
    #[wasm_bindgen(method, catch, js_name = showModal)]
    fn show_modal(this: &Dialog) -> Result<(), JsValue>;
    #[wasm_bindgen(method)]
    fn close(this: &Dialog);
}

/// Shows photo `number` of a set, counted from 1. `host` is called with the number of each photo that is shown after it,
/// and with 0 where the reader closes the viewer.
pub fn open(shots: Vec<Shot>, words: Vec<(String, String)>, number: u32, host: Function) {
    if let Some(viewer) = OPEN.take() {
        viewer.remove();
    }
    let Some((window, document)) = web_sys::window().and_then(|window| Some((window.clone(), window.document()?)))
    else {
        return;
    };
    let words = Words(words);
    let Some(parts) = Parts::build(&document, &words, words.get("viewer_label")) else { return };
    let direction = document.document_element().and_then(|root| root.get_attribute("dir"));
    let at = (number as usize).clamp(1, shots.len().max(1)) - 1;
    let viewer = Rc::new(Viewer {
        is_rtl: direction.as_deref() == Some("rtl"),
        stage: RefCell::new(Stage::default()),
        slideshow: Slideshow::default(),
        at: Cell::new(at),
        is_forward: Cell::new(true),
        is_tapped: Cell::new(false),
        is_closing: Cell::new(false),
        listeners: RefCell::default(),
        observer: RefCell::default(),
        window,
        document,
        parts,
        shots,
        words,
        host,
    });
    viewer.enter();
    OPEN.set(Some(viewer));
}

/// Shows another photo of the set.
pub fn show(number: u32) {
    if let Some(viewer) = OPEN.with_borrow(Clone::clone) {
        viewer.put(number as usize - 1);
    }
}

/// Closes the viewer: the photo goes back into its place on the page.
pub fn close() {
    if let Some(viewer) = OPEN.take() {
        viewer.leave();
    }
}

impl Viewer {
    /// Into the document, and the photo out of its place on the page.
    fn enter(self: &Rc<Viewer>) {
        adopt_styles(&self.document);
        let Some(body) = self.document.body() else { return };
        // An element of ours is taken in.
        let _ = body.append_child(&self.parts.dialog);
        let from = self.on_page(self.at.get()).map(|image| image.get_bounding_client_rect());
        // Only a dialog that is open or outside of a document is refused.
        let _ = self.parts.dialog.unchecked_ref::<Dialog>().show_modal();
        bar::remember(self);
        self.listen();
        self.put(self.at.get());
        // Not its first button, which would be announced in the photo's place.
        let _ = self.parts.dialog.focus();
        if let Some(from) = from {
            self.grow(&from);
        }
    }

    /// Out of the document, and the photo into its place on the page.
    fn leave(self: &Rc<Viewer>) {
        if self.is_closing.replace(true) {
            return;
        }
        self.slideshow.stop(self);
        self.stop_listening();
        // The photo that the reader has come to may not have been on the screen.
        album::reveal(self.at.get());
        let thumb = self.on_page(self.at.get());
        if self.document.fullscreen_element().is_some() {
            self.document.exit_fullscreen();
        }
        let link = thumb.as_ref().and_then(|thumb| thumb.closest("a").ok().flatten());
        let this = self.clone();
        let end = move || {
            this.remove();
            if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
                let options = web_sys::FocusOptions::new();
                options.set_prevent_scroll(true);
                // A link that is there takes the focus.
                let _ = link.focus_with_options(&options);
            }
        };
        match thumb {
            Some(thumb) => self.shrink(&thumb, end),
            None => end(),
        }
    }

    fn stop_listening(&self) {
        self.listeners.take();
        if let Some((observer, _)) = self.observer.take() {
            observer.disconnect();
        }
    }

    fn remove(&self) {
        self.stop_listening();
        self.slideshow.stop(self);
        self.parts.dialog.unchecked_ref::<Dialog>().close();
        self.parts.dialog.remove();
    }

    /// The photo's picture on the page behind, where it is in the document.
    fn on_page(&self, at: usize) -> Option<HtmlImageElement> {
        let href = &self.shots.get(at)?.href;
        let links = self.document.query_selector_all(".page__shown a[href]").ok()?;
        let mut links = (0..links.length()).filter_map(|n| links.get(n)?.dyn_into::<Element>().ok());
        let link = links.find(|link| link.get_attribute("href").as_ref() == Some(href))?;
        link.query_selector("img").ok()??.dyn_into().ok()
    }

    /// The reader goes to another photo. The host is told.
    fn go(self: &Rc<Viewer>, at: usize) {
        if at != self.at.get() && at < self.shots.len() && !self.is_closing.get() {
            self.put(at);
            self.tell(at as u32 + 1);
        }
    }

    /// Shows a photo, and says which it is.
    fn put(self: &Rc<Viewer>, at: usize) {
        let Some(shot) = self.shots.get(at) else { return };
        self.is_forward.set(at >= self.at.get());
        let by = at as f64 - self.at.replace(at) as f64;
        let numbers = [at + 1, self.shots.len()].map(|number| number.to_string());
        let place = self.words.get("photo_of").replace("{n}", &numbers[0]).replace("{total}", &numbers[1]);
        self.parts.counter.set_text_content(Some(&[&numbers[0], " / ", &numbers[1]].concat()));
        self.parts.live.set_text_content(Some(&sentences(&[&place, &shot.caption, &shot.credit])));
        self.set_words(shot);
        self.set_strip();
        // The words above have their height, so the stage has its own.
        self.set_stage(by);
    }

    /// 0: the reader closes the viewer.
    fn tell(&self, number: u32) {
        // Whatever the portal does with it, the viewer goes on.
        let _ = self.host.call1(&JsValue::NULL, &number.into());
    }
}

/// Parts of what is said, each with an end that is heard as one.
fn sentences(parts: &[&str]) -> String {
    let mut text = String::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        if !text.is_empty() {
            text.push_str(if text.ends_with(['.', '!', '?', '…']) { " " } else { ". " });
        }
        text.push_str(part);
    }
    text
}

/// The viewer's styles come with it: as a sheet that a script makes, which a strict Content-Security-Policy allows.
fn adopt_styles(document: &Document) {
    #[wasm_bindgen]
    extern "C" {
        type CSSStyleSheet;
        #[wasm_bindgen(constructor, catch)]
        fn new() -> Result<CSSStyleSheet, JsValue>;
        #[wasm_bindgen(method, js_name = replaceSync)]
        fn replace_sync(this: &CSSStyleSheet, text: &str);
        type Styled;
        #[wasm_bindgen(method, getter, js_name = adoptedStyleSheets)]
        fn adopted(this: &Styled) -> js_sys::Array;
    }
    thread_local!(static IS_DONE: Cell<bool> = const { Cell::new(false) });
    if IS_DONE.replace(true) {
        return;
    }
    if let Ok(sheet) = CSSStyleSheet::new() {
        sheet.replace_sync(include_str!("../../style/viewer.css"));
        document.unchecked_ref::<Styled>().adopted().push(&sheet);
    }
}
