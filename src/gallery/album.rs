//! An album's list taken over: each photo has its place in pixels, and of a long album a part is in the document.
//!
//! The list that the portal has rendered stands as it is without this. Here its photos are laid out by
//! [`super::rows`], which gives each an exact place, so the list is as high as all of them whatever is in it; those
//! that [`super::window`] wants are put in and the others taken out. Nothing that the reader looks at moves: not when
//! the window is resized, and not when the size of a photo is found out.

mod captions;
mod items;

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, HtmlElement, HtmlImageElement, ResizeObserver, Window};

use self::captions::Captions;
use self::items::{Items, pixels};
use super::listener::Listener;
use super::rows::{Frame, Kind, Layout};
use super::set::Shot;
use super::window::{Screen, photos_of, window};
use crate::html::el;

/// Albums of up to so many photos are in the document as a whole.
const WHOLE: usize = 60;
/// How many elements the document may have, all that is around the album included.
const ELEMENTS: usize = 390;
/// Of each photo: its item, its link, its picture.
const ELEMENTS_OF_PHOTO: usize = 3;
/// Photos that stay beside those of the window: the first, the last, and three around the focus.
const STAYING: usize = 5;

/// What the module cannot know by itself.
#[derive(Clone, Debug)]
pub struct Options {
    /// What a photo is called by its number: `Photo {n}`, in the page's language.
    pub label: String,
}

/// A list that is taken over. When this is dropped it is again as the portal had it.
pub struct Album {
    state: Rc<RefCell<State>>,
    observer: Option<ResizeObserver>,
    _resized: Closure<dyn Fn()>,
    _listeners: Vec<Listener>,
}

struct State {
    page: Window,
    document: Document,
    list: HtmlElement,
    /// As wide as the list and of no height: what is observed must not change its size by being told of it.
    probe: Element,
    kind: Kind,
    shots: Vec<Shot>,
    /// Width divided by height; 0 where it is not known.
    ratios: Vec<f64>,
    frame: Frame,
    layout: Layout,
    /// The rows that are in the document.
    rows: Range<usize>,
    items: Items,
    captions: Captions,
    /// A photo at the screen's upper edge and how far it is from there, once the reader has scrolled into the list.
    anchor: Option<(usize, f64)>,
    /// Whether sizes have been found out that the next frame lays out.
    is_waiting: bool,
}

/// Takes over a `.album-rows` that the portal has rendered, with all photos of its album.
///
/// `None` where there is nothing to lay out: no photos, or no document.
pub fn take_over(list: &Element, shots: Vec<Shot>, options: Options) -> Option<Album> {
    let page = web_sys::window()?;
    let document = page.document()?;
    let list: HtmlElement = list.clone().dyn_into().ok().filter(|_| !shots.is_empty())?;
    let probe = el("li", "album-rows__probe").set("aria-hidden", "true").build(&document)?;
    let is_long = shots.len() > WHOLE;
    let items = Items::of(&list, &probe, options.label, is_long.then_some(shots.len()));
    let _ = list.append_child(&probe);
    let captions = if is_long { Captions::new(&list, &document, &shots) } else { Captions::default() };

    let kind = Kind::named(&list.get_attribute("data-layout").unwrap_or_default());
    let ratio = |shot: &Shot| if shot.height == 0 { 0.0 } else { f64::from(shot.width) / f64::from(shot.height) };
    let ratios = shots.iter().map(ratio).collect();
    let frame = Frame { width: 0.0, gap: 0.0, target: 0.0 };
    let (layout, rows, anchor, is_waiting) = (Layout::default(), 0..0, None, false);
    let mut state = State {
        page,
        document,
        list,
        probe,
        kind,
        shots,
        ratios,
        frame,
        layout,
        rows,
        items,
        captions,
        anchor,
        is_waiting,
    };
    state.learn_what_is_there();
    state.anchor = state.items.first_seen();
    state.reflow();
    Some(listen(state))
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
        Listener::new(&page, "resize", with(|state, _| state.look())),
        Listener::new(&list, "focusin", with(|state, _| state.look())),
        Listener::new(&list, "beforematch", with(|state, event| state.captions.leave_only(event))),
        Listener::new(&list, "load", move |event| load(&loaded, &event)),
    ];
    let narrowed = state.clone();
    let resized = Closure::<dyn Fn()>::new(move || {
        if let Ok(mut state) = narrowed.try_borrow_mut() {
            state.resize();
        }
    });
    // Only what is no function is refused.
    let observer = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok();
    if let Some(observer) = &observer {
        observer.observe(&probe);
    }
    Album { state, observer, _resized: resized, _listeners: listeners }
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
        if let Some(state) = state.upgrade()
            && let Ok(mut state) = state.try_borrow_mut()
        {
            state.settle();
        }
    });
    let _ = held.page.request_animation_frame(settle.unchecked_ref());
}

impl Album {
    /// Which photo an element belongs to, counted from 0.
    pub fn photo_at(&self, element: &Element) -> Option<usize> {
        self.state.try_borrow().ok()?.items.photo_at(element)
    }

    /// The picture of a photo, which is scrolled to the middle of the screen if it is not wholly on it.
    pub fn reveal(&self, photo: usize) -> Option<Element> {
        let mut state = self.state.try_borrow_mut().ok()?;
        let place = *state.layout.places.get(photo)?;
        let screen = state.screen();
        let (top, height) = (f64::from(place.y) - screen.top, f64::from(place.height));
        if top < 0.0 || top + height > screen.height {
            state.page.scroll_by_with_x_and_y(0.0, top + (height - screen.height) / 2.0);
        }
        state.look();
        state.items.picture(photo)
    }
}

impl Drop for Album {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
        let Ok(mut state) = self.state.try_borrow_mut() else { return };
        state.items.restore();
        state.captions.remove();
        state.probe.remove();
        let _ = state.list.remove_attribute("data-laid");
        let _ = state.list.style().remove_property("--block");
    }
}

impl State {
    fn screen(&self) -> Screen {
        let height = self.document.document_element().map_or(0, |root| root.client_height());
        Screen { top: -self.list.get_bounding_client_rect().top(), height: f64::from(height) }
    }

    /// The list's width, and what its style sheet says of gap and height of rows.
    fn measure(&self) -> Option<Frame> {
        let style = self.page.get_computed_style(&self.list).ok().flatten()?;
        let length = |name| style.get_property_value(name).ok().and_then(|length| pixels(&length));
        let (gap, row) = (length("column-gap").unwrap_or(6), length("grid-auto-columns").unwrap_or(200));
        // A column shows most photos smaller than a row of its width would.
        let target = if self.kind == Kind::Masonry { row + row / 3 } else { row };
        let width = self.list.get_bounding_client_rect().width();
        Some(Frame { width, gap: f64::from(gap), target: f64::from(target) })
    }

    fn resize(&mut self) {
        // Also told when it is first observed, and while the list is not shown.
        if self.measure().is_some_and(|frame| frame != self.frame) {
            self.reflow();
        }
    }

    /// Lays all photos out; the one at the screen's upper edge stays there.
    fn reflow(&mut self) {
        let Some(frame) = self.measure().filter(|frame| frame.width >= 1.0) else { return };
        self.frame = frame;
        self.layout = self.kind.lay(&self.ratios, frame, Layout::default());
        self.rows = 0..0;
        self.stretch();
        let place = self.anchor.and_then(|(photo, off)| Some((self.layout.places.get(photo)?.y, off)));
        if let Some((y, off)) = place {
            let moved = f64::from(y) - self.screen().top - off;
            if moved.abs() >= 1.0 {
                self.page.scroll_by_with_x_and_y(0.0, moved);
            }
        }
        self.look();
    }

    /// Lays out what is below the screen, now that more sizes are known. What is on it and above stays as it is.
    fn settle(&mut self) {
        self.is_waiting = false;
        let screen = self.screen();
        let kept = self.layout.rows.partition_point(|row| f64::from(row.top) < screen.top + screen.height);
        let layout = std::mem::take(&mut self.layout).cut(kept);
        self.layout = self.kind.lay(&self.ratios, self.frame, layout);
        self.stretch();
        self.look();
    }

    /// Gives the list the height of all rows.
    fn stretch(&self) {
        let _ = self.list.set_attribute("data-laid", "");
        let _ = self.list.style().set_property("--block", &items::px(self.layout.height()));
        self.captions.place(&self.layout);
    }

    /// Puts in what the reader comes near to, and takes out what is far away.
    fn look(&mut self) {
        let screen = self.screen();
        let rows = &self.layout.rows;
        self.rows = match self.captions.is_empty() {
            true => 0..rows.len(),
            false => window(rows, screen, self.rows.clone(), self.most()),
        };
        let focus = self.document.active_element().and_then(|element| self.items.photo_at(&element));
        self.items.show(&photos_of(rows, &self.rows), focus, &self.layout, &self.shots, &self.document);
        let at_edge = rows.partition_point(|row| f64::from(row.top) + f64::from(row.height) <= screen.top);
        let row = rows.get(at_edge).filter(|_| screen.top > 0.0);
        self.anchor = row.map(|row| (row.first, f64::from(row.top) - screen.top));
    }

    /// How many photos the window may have, so that the document stays small.
    fn most(&self) -> usize {
        let count = |found: Result<web_sys::NodeList, _>| found.map_or(0, |found| found.length() as usize);
        let all = count(self.document.query_selector_all("*"));
        let others = all.saturating_sub(self.items.len() * ELEMENTS_OF_PHOTO);
        (ELEMENTS.saturating_sub(others) / ELEMENTS_OF_PHOTO).saturating_sub(STAYING)
    }

    /// Takes a picture's own size where nobody said it. `false` where that is nothing new.
    fn learn(&mut self, photo: usize, picture: &HtmlImageElement) -> bool {
        let (width, height) = (picture.natural_width(), picture.natural_height());
        let (Some(shot), Some(ratio)) = (self.shots.get_mut(photo), self.ratios.get_mut(photo)) else { return false };
        if *ratio > 0.0 || width == 0 || height == 0 {
            return false;
        }
        (shot.width, shot.height) = (width, height);
        *ratio = f64::from(width) / f64::from(height);
        true
    }

    fn learn_what_is_there(&mut self) {
        for photo in 0..self.items.len() {
            let picture = self.items.picture(photo).and_then(|picture| picture.dyn_into::<HtmlImageElement>().ok());
            if let Some(picture) = picture {
                self.learn(photo, &picture);
            }
        }
    }
}
