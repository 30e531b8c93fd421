//! A list that is taken over: what is known of its photos, where each stands, and what of it is in the document.

use std::ops::Range;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, HtmlImageElement, Window};

use super::captions::Captions;
use super::items::{Items, pixels, px};
use crate::gallery::held::{Held, Set};
use crate::gallery::rows::{Frame, Kind, Layout};
use crate::gallery::window::{Screen, photos_of, window};
use crate::html::el;

/// Albums of up to so many photos are in the document as a whole.
const WHOLE: usize = 60;
/// How many elements the document may have, all that is around the album included.
const ELEMENTS: usize = 390;
/// Of each photo: its item, its link, its picture.
const ELEMENTS_OF_PHOTO: usize = 3;
/// Photos that stay beside those of the window: the first, the last, and three around the focus.
const STAYING: usize = 5;

pub struct State {
    pub page: Window,
    document: Document,
    pub list: HtmlElement,
    /// As wide as the list and of no height: what is observed must not change its size by being told of it.
    pub probe: Element,
    kind: Kind,
    set: Rc<Set>,
    /// Width divided by height; 0 where it is not known.
    ratios: Vec<f64>,
    frame: Frame,
    layout: Layout,
    /// The rows that are in the document.
    rows: Range<usize>,
    pub items: Items,
    pub captions: Captions,
    /// A photo at the screen's upper edge and how far it is from there, once the reader has scrolled into the list.
    anchor: Option<(usize, f64)>,
    /// Whether sizes have been found out that the next frame lays out.
    pub is_waiting: bool,
    /// Whether captions are being written.
    is_filling: bool,
}

impl State {
    pub fn new(list: &Element, Held { set, words }: Held) -> Option<State> {
        let page = web_sys::window()?;
        let document = page.document()?;
        let list: HtmlElement = list.clone().dyn_into().ok()?;
        if set.is_empty() || list.has_attribute("data-laid") {
            return None;
        }
        let probe = el("li", "album-rows__probe").set("aria-hidden", "true").build(&document)?;
        let is_long = set.len() > WHOLE;
        let items = Items::of(&list, &probe, words, is_long.then_some(set.len()));
        let _ = list.append_child(&probe);
        let captions = if is_long { Captions::new(&list, &document, set.len()) } else { Captions::default() };

        let kind = Kind::named(&list.get_attribute("data-layout").unwrap_or_default());
        let ratio = |(width, height)| if height == 0 { 0.0 } else { f64::from(width) / f64::from(height) };
        let ratios = (0..set.len()).map(|photo| ratio(set.size(photo))).collect();
        let frame = Frame { width: 0.0, gap: 0.0, target: 0.0 };
        let (layout, rows, anchor, is_waiting) = (Layout::default(), 0..0, None, false);
        let mut state = State {
            page,
            document,
            list,
            probe,
            kind,
            set,
            ratios,
            frame,
            layout,
            rows,
            items,
            captions,
            anchor,
            is_waiting,
            is_filling: false,
        };
        state.learn_what_is_there();
        state.anchor = state.items.first_seen();
        state.reflow();
        Some(state)
    }

    /// Makes the list what the portal had made of it.
    pub fn give_back(&mut self) {
        self.items.restore();
        self.captions.remove();
        self.probe.remove();
        let _ = self.list.remove_attribute("data-laid");
        let _ = self.list.style().remove_property("--block");
    }

    /// The picture of a photo, brought to the middle of the screen if it is not wholly on it.
    pub fn reveal(&mut self, photo: usize) -> Option<Element> {
        let place = *self.layout.places.get(photo)?;
        let screen = self.screen();
        let (top, height) = (f64::from(place.y) - screen.top, f64::from(place.height));
        if top < 0.0 || top + height > screen.height {
            self.page.scroll_by_with_x_and_y(0.0, top + (height - screen.height) / 2.0);
        }
        self.look();
        self.items.picture(photo)
    }

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

    /// The window or the list has another size, or is looked at for the first time. What stands above the list may have
    /// another height by now, so the photo at the screen's edge is the one of before.
    pub fn resize(&mut self) {
        match self.measure().is_some_and(|frame| frame != self.frame) {
            true => self.reflow(),
            false => self.look(),
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
    pub fn settle(&mut self) {
        self.is_waiting = false;
        let screen = self.screen();
        let kept = self.layout.rows.partition_point(|row| f64::from(row.top) < screen.top + screen.height);
        let layout = std::mem::take(&mut self.layout).cut(kept);
        self.layout = self.kind.lay(&self.ratios, self.frame, layout);
        self.stretch();
        self.look();
    }

    /// Gives the list the height of all rows.
    fn stretch(&mut self) {
        let _ = self.list.set_attribute("data-laid", "");
        let _ = self.list.style().set_property("--block", &px(self.layout.height()));
        self.captions.place(&self.layout);
    }

    /// Whether captions lack that nobody is writing yet.
    pub fn begins_filling(&mut self) -> bool {
        self.captions.lack() && !std::mem::replace(&mut self.is_filling, true)
    }

    /// Writes some captions; `false` when all are there.
    pub fn fill_captions(&mut self) -> bool {
        self.is_filling = self.captions.fill(&self.layout, &self.set);
        self.is_filling
    }

    /// Puts in what the reader comes near to, and takes out what is far away.
    pub fn look(&mut self) {
        let screen = self.screen();
        let rows = &self.layout.rows;
        self.rows = match self.captions.is_empty() {
            true => 0..rows.len(),
            false => window(rows, screen, self.rows.clone(), self.most()),
        };
        let focus = self.document.active_element().and_then(|element| self.items.photo_at(&element));
        self.items.show(&photos_of(rows, &self.rows), focus, &self.layout, &self.set, &self.document);
        // A row of which little is left to see would be gone where rows become lower.
        let at_edge = rows.partition_point(|row| f64::from(row.top) + f64::from(row.height) / 2.0 <= screen.top);
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
    pub fn learn(&mut self, photo: usize, picture: &HtmlImageElement) -> bool {
        let (width, height) = (picture.natural_width(), picture.natural_height());
        let Some(ratio) = self.ratios.get_mut(photo) else { return false };
        if *ratio > 0.0 || width == 0 || height == 0 {
            return false;
        }
        self.set.learn(photo, (width, height));
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
