//! The viewer: one photo of a set over the page, in a native `<dialog>`.
//!
//! Its only state that outlives it is the address, which is the portal's to change: the viewer tells its host what it
//! shows, and that the reader closes it.
//!
//! A cheap phone makes a frame in time only where little is done for it. So the dialog is built before anybody clicks
//! and stays in the document, closed; a step shows its photo, and all else waits for the frames after it. Nobody asks for
//! a size in between: the stage's is told when it changes.

mod bar;
mod behind;
mod catch;
mod cause;
mod dialog;
mod dom;
mod facts;
mod film;
mod flight;
mod input;
mod opening;
mod parts;
mod room;
mod slide;
mod slideshow;
mod stage;
mod strip;
mod turn;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::{Document, DomRect, Element, HtmlElement, ResizeObserver, Window};

use self::dom::place;
use self::parts::Parts;
use self::room::Room;
use self::slideshow::Slideshow;
use self::stage::Stage;
use self::strip::Strip;
use super::held::{Held, Set, held};
use super::later::{soon, when_idle};
use super::listener::Listener;
use super::set::Shot;
use super::words::Words;

/// What tells of the stage's size, and what it calls.
type Observer = (ResizeObserver, Closure<dyn Fn()>);

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Closed,
    Open,
    /// The photo is on its way back to its place on the page.
    Leaving,
}

/// The viewer of a document, open or not.
pub struct Viewer {
    window: Window,
    document: Document,
    parts: Parts,
    words: Rc<Words>,
    is_rtl: bool,
    set: RefCell<Rc<Set>>,
    host: RefCell<Option<Function>>,
    state: Cell<State>,
    /// Which photo is shown, from 0.
    at: Cell<usize>,
    /// Another one with each photo: what was put off for an earlier one is not done any more.
    turn: Cell<u32>,
    /// Another one each time that the viewer is opened, likewise.
    opening: Cell<u32>,
    /// Which way the reader went last.
    is_forward: Cell<bool>,
    /// The last tap was a finger's or a pen's.
    is_tapped: Cell<bool>,
    /// How far the track was drawn aside, in px, when a pointer stopped what was moving.
    grip: Cell<Option<f64>>,
    /// The words under the photo have been scrolled.
    is_read_on: Cell<bool>,
    /// It has taken the focus, and the page behind stands still.
    is_modal: Cell<bool>,
    /// It has been gone through unseen.
    is_rehearsed: Cell<bool>,
    /// What is inert behind it.
    apart: RefCell<Vec<HtmlElement>>,
    /// What had the focus before.
    before: RefCell<Option<Element>>,
    /// Where the stage is, and how large.
    room: Cell<Room>,
    /// The place on the page that the photo comes out of, as soon as the stage's size is known.
    from: RefCell<Option<DomRect>>,
    stage: RefCell<Stage>,
    strip: RefCell<Strip>,
    slideshow: Slideshow,
    /// Of the dialog, and of the document while the viewer is open.
    listeners: RefCell<Vec<Listener>>,
    outside: RefCell<Vec<Listener>>,
    observer: RefCell<Option<Observer>>,
}

thread_local! {
    /// The photo that was last said to be opened soon.
    static WANTED: Cell<u32> = const { Cell::new(0) };
    static VIEWER: RefCell<Option<Rc<Viewer>>> = const { RefCell::new(None) };
}

/// Photo `number` of the set that is held, counted from 1, may be opened soon: it is got ready. What is around it is not:
/// whatever stands in the dialog is styled and painted for the first frame.
pub fn prepare(number: u32) {
    WANTED.set(number);
    let get_ready = move || {
        let known = VIEWER.with_borrow(Clone::clone);
        // The pointer may have gone on.
        if WANTED.get() == number
            && known.is_none_or(|known| known.state.get() == State::Closed)
            && let Some(viewer) = viewer()
        {
            viewer.prepare(number as usize);
            viewer.rehearse();
        }
    };
    // To build the viewer is much work; and who points at a photo may click at once.
    match VIEWER.with_borrow(Option::is_some) {
        true => soon(get_ready),
        false => when_idle(get_ready),
    }
}

/// Shows photo `number` of the set that is held. `host` is called with the number of each photo that is shown, and with
/// 0 where the reader closes the viewer.
pub fn open(number: u32, host: Function) {
    if let Some(viewer) = viewer() {
        viewer.host.replace(Some(host));
        viewer.enter(number as usize);
    }
}

/// Shows another photo of the set.
pub fn show(number: u32) {
    if let Some(viewer) = opened() {
        viewer.put(number as usize - 1);
    }
}

/// Closes the viewer: the photo goes back into its place on the page.
pub fn close() {
    if let Some(viewer) = opened() {
        viewer.leave();
    }
}

fn opened() -> Option<Rc<Viewer>> {
    VIEWER.with_borrow(Clone::clone).filter(|viewer| viewer.state.get() == State::Open)
}

/// The document's viewer, with the set that is held.
fn viewer() -> Option<Rc<Viewer>> {
    let Held { set, words } = held()?;
    let known = VIEWER.with_borrow(Clone::clone).filter(|known| Rc::ptr_eq(&known.words, &words));
    let viewer = known.or_else(|| {
        let viewer = Viewer::build(words, set.clone())?;
        if let Some(old) = VIEWER.replace(Some(viewer.clone())) {
            old.remove();
        }
        Some(viewer)
    })?;
    if !Rc::ptr_eq(&viewer.set.borrow(), &set) {
        viewer.end();
        viewer.take(set);
    }
    Some(viewer)
}

impl Viewer {
    /// Into the document, where nobody sees it yet.
    fn build(words: Rc<Words>, set: Rc<Set>) -> Option<Rc<Viewer>> {
        let window = web_sys::window()?;
        let document = window.document()?;
        dialog::adopt_styles(&document);
        let parts = Parts::build(&document, &words)?;
        let direction = document.document_element().and_then(|root| root.get_attribute("dir"));
        dialog::keep_out(&document, &parts.dialog);
        document.body()?.append_child(&parts.dialog).ok()?;
        let viewer = Rc::new(Viewer {
            is_rtl: direction.as_deref() == Some("rtl"),
            set: RefCell::new(set.clone()),
            host: RefCell::default(),
            state: Cell::new(State::Closed),
            at: Cell::default(),
            turn: Cell::default(),
            opening: Cell::default(),
            is_forward: Cell::new(true),
            is_tapped: Cell::default(),
            grip: Cell::default(),
            is_read_on: Cell::default(),
            is_modal: Cell::default(),
            is_rehearsed: Cell::default(),
            apart: RefCell::default(),
            before: RefCell::default(),
            room: Cell::new(Room::guess(&window)),
            from: RefCell::default(),
            stage: RefCell::default(),
            strip: RefCell::default(),
            slideshow: Slideshow::default(),
            listeners: RefCell::default(),
            outside: RefCell::default(),
            observer: RefCell::default(),
            window,
            document,
            parts,
            words,
        });
        bar::remember(&viewer);
        viewer.listen();
        viewer.take(set);
        Some(viewer)
    }

    fn take(&self, set: Rc<Set>) {
        bar::set_single(self, set.len() < 2);
        place(&self.parts.strip, &[("--count", &set.len().to_string())]);
        self.set.replace(set);
    }

    fn count(&self) -> usize {
        self.set.borrow().len()
    }

    fn shot(&self, at: usize) -> Rc<Shot> {
        self.set.borrow().shot(at)
    }
}
