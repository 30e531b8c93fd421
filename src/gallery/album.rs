//! An album's list taken over: each photo has its place in pixels, and of a long album a part is in the document.
//!
//! The list that the portal has rendered stands as it is without this. Here its photos are laid out by
//! [`super::rows`], which gives each an exact place, so the list is as high as all of them whatever is in it; those
//! that [`super::window`] wants are put in and the others taken out. Nothing that the reader looks at moves: not when
//! the window is resized, and not when the size of a photo is found out.

mod captions;
mod items;
mod state;

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlImageElement, ResizeObserver};

use self::state::State;
use super::held::{Held, held};
use super::later::when_idle;
use super::listener::Listener;

/// A list that is taken over. When this is dropped it is again as the portal had it.
pub struct Album {
    state: Rc<RefCell<State>>,
    observer: Option<ResizeObserver>,
    _resized: Closure<dyn Fn()>,
    _listeners: Vec<Listener>,
}

thread_local! {
    /// The list of the page on the screen.
    static SHOWN: RefCell<Option<Album>> = const { RefCell::new(None) };
}

/// Takes over the list of the page on the screen; that of the page before goes back to what it was.
pub fn show(list: &Element) {
    // Given back before the next is taken: it may be the same list.
    SHOWN.set(None);
    SHOWN.set(held().and_then(|held| take_over(list, held)));
}

/// Brings a photo of the list on the screen into the document and to where it is seen.
pub fn reveal(photo: usize) {
    SHOWN.with_borrow(|album| {
        if let Some(album) = album.as_ref().filter(|album| album.is_shown()) {
            album.reveal(photo);
        }
    });
}

/// Takes over a `.album-rows` that the portal has rendered, with all photos of its album.
///
/// `None` where there is nothing to lay out: no photos, no document, or a list that is taken over already.
fn take_over(list: &Element, held: Held) -> Option<Album> {
    State::new(list, held).map(listen)
}

fn listen(state: State) -> Album {
    let (page, list, probe) = (state.page.clone(), state.list.clone(), state.probe.clone());
    let state = Rc::new(RefCell::new(state));
    // What an event finds while another one is being answered is seen by that one.
    let with = |act: fn(&mut State, &Event)| {
        let state = state.clone();
        move |event: Event| {
            if let Ok(mut state) = state.try_borrow_mut() {
                act(&mut state, &event);
            }
        }
    };
    let loaded = state.clone();
    let listeners = vec![
        Listener::new(&page, "scroll", with(|state, _| state.look())),
        Listener::new(&page, "resize", with(|state, _| state.resize())),
        Listener::new(&list, "focusin", with(|state, _| state.look())),
        Listener::new(&list, "beforematch", with(|state, event| state.captions.leave_only(event))),
        Listener::new(&list, "load", move |event| load(&loaded, &event)),
    ];
    let narrowed = state.clone();
    let resized = Closure::<dyn Fn()>::new(move || {
        if let Ok(mut state) = narrowed.try_borrow_mut() {
            state.resize();
        }
        fill(&narrowed);
    });
    // Only what is no function is refused.
    let observer = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok();
    if let Some(observer) = &observer {
        observer.observe(&probe);
    }
    fill(&state);
    Album { state, observer, _resized: resized, _listeners: listeners }
}

/// Writes the captions that lack, some at a time: no reader looks for one in the first second.
fn fill(state: &Rc<RefCell<State>>) {
    if state.try_borrow_mut().is_ok_and(|mut state| state.begins_filling()) {
        fill_on(Rc::downgrade(state));
    }
}

fn fill_on(state: Weak<RefCell<State>>) {
    when_idle(move || {
        let held = state.upgrade();
        // Where something else is at it just now, once more.
        let lacks = held.is_some_and(|state| state.try_borrow_mut().map_or(true, |mut state| state.fill_captions()));
        if lacks {
            fill_on(state);
        }
    });
}

/// A picture has come. Sizes that are found out in one frame are laid out together.
fn load(state: &Rc<RefCell<State>>, event: &Event) {
    let Ok(mut held) = state.try_borrow_mut() else { return };
    let picture = event.target().and_then(|target| target.dyn_into::<HtmlImageElement>().ok());
    let is_news = picture.is_some_and(|picture| held.items.photo_at(&picture).is_some_and(|n| held.learn(n, &picture)));
    if !is_news || std::mem::replace(&mut held.is_waiting, true) {
        return;
    }
    let state = Rc::downgrade(state);
    let settle = Closure::once_into_js(move || {
        let Some(state) = state.upgrade() else { return };
        if let Ok(mut state) = state.try_borrow_mut() {
            state.settle();
        }
        fill(&state);
    });
    let _ = held.page.request_animation_frame(settle.unchecked_ref());
}

impl Album {
    /// Its page is the one on the screen.
    fn is_shown(&self) -> bool {
        self.state.try_borrow().is_ok_and(|state| state.list.is_connected())
    }

    /// Which photo an element belongs to, counted from 0.
    pub fn photo_at(&self, element: &Element) -> Option<usize> {
        self.state.try_borrow().ok()?.items.photo_at(element)
    }

    /// The picture of a photo, which is scrolled to the middle of the screen if it is not wholly on it.
    pub fn reveal(&self, photo: usize) -> Option<Element> {
        self.state.try_borrow_mut().ok()?.reveal(photo)
    }
}

impl Drop for Album {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
        if let Ok(mut state) = self.state.try_borrow_mut() {
            state.give_back();
        }
    }
}
