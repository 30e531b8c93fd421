//! The photos of an album that are in the document.

use std::ops::Range;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, Node};

use crate::cut;
use crate::gallery::held::Set;
use crate::gallery::rows::{Layout, Place};
use crate::gallery::set::{Shot, in_format};
use crate::gallery::words::Words;
use crate::html::{el, link};

pub struct Items {
    list: HtmlElement,
    /// Stands after the last item.
    end: Element,
    /// What the portal has rendered: the album's first photos.
    originals: Vec<HtmlElement>,
    /// What is in the document, in the order of the album.
    shown: Vec<Item>,
    words: Rc<Words>,
    /// How many photos the album has where not all are in the document, which a list then has to say.
    total: Option<usize>,
}

struct Item {
    photo: usize,
    element: HtmlElement,
    place: Option<Place>,
}

impl Items {
    /// Those that the portal has rendered.
    pub fn of(list: &HtmlElement, end: &Element, words: Rc<Words>, total: Option<usize>) -> Items {
        let mut originals = vec![];
        let children = list.children();
        for n in 0..children.length() {
            let child = children.item(n).and_then(|child| child.dyn_into::<HtmlElement>().ok());
            originals.extend(child);
        }
        let item = |(photo, element): (usize, &HtmlElement)| Item { photo, element: element.clone(), place: None };
        let shown = originals.iter().enumerate().map(item).collect();
        Items { list: list.clone(), end: end.clone(), originals, shown, words, total }
    }

    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// Which photo an element belongs to.
    pub fn photo_at(&self, element: &Element) -> Option<usize> {
        // Most elements that are asked for are none of the list.
        if !self.list.contains(Some(element)) {
            return None;
        }
        self.shown.iter().find(|item| item.element.contains(Some(element))).map(|item| item.photo)
    }

    pub fn picture(&self, photo: usize) -> Option<Element> {
        self.shown.iter().find(|item| item.photo == photo)?.picture()
    }

    /// Before anything is laid out: the first photo that is on the screen and how far it is from its upper edge, where
    /// there are others above.
    pub fn first_seen(&self) -> Option<(usize, f64)> {
        let rect = |item: &Item| item.element.get_bounding_client_rect();
        let first = self.shown.iter().find(|item| rect(item).bottom() > 0.0)?;
        (self.list.get_bounding_client_rect().top() < 0.0).then(|| (first.photo, rect(first).top()))
    }

    /// Brings the document to these photos, each in its place. The first, the last, and those around the focus are
    /// there too: the focus is never lost, and Tab goes from one to the next as if all were there.
    pub fn show(
        &mut self,
        window: &Range<usize>,
        focus: Option<usize>,
        layout: &Layout,
        set: &Set,
        document: &Document,
    ) {
        let around = focus.map_or(0..0, |photo| photo.saturating_sub(1)..photo + 2);
        let mut wanted: Vec<usize> = vec![0];
        let mut want = |photos: Range<usize>| {
            for photo in photos {
                if wanted.last().is_some_and(|last| *last < photo) && photo < set.len() {
                    wanted.push(photo);
                }
            }
        };
        // What is around the focus stands before the window, or in it, or after.
        want(around.start..around.end.min(window.start));
        want(window.clone());
        want(around);
        want(set.len().saturating_sub(1)..set.len());

        let mut old = std::mem::take(&mut self.shown).into_iter().peekable();
        for photo in wanted {
            while let Some(gone) = old.next_if(|item| item.photo < photo) {
                gone.element.remove();
            }
            let item = old.next_if(|item| item.photo == photo).or_else(|| {
                let element = self.element(photo, set, document)?;
                let next: &Node = old.peek().map_or(&self.end, |item| &item.element);
                let _ = self.list.insert_before(&element, Some(next));
                Some(Item { photo, element, place: None })
            });
            if let (Some(mut item), Some(place)) = (item, layout.places.get(photo)) {
                let is_first_row = layout.rows.first().is_some_and(|row| photo < row.end);
                item.put(*place, set.size(photo), is_first_row, self.total);
                self.shown.push(item);
            }
        }
        for gone in old {
            gone.element.remove();
        }
    }

    fn element(&self, photo: usize, set: &Set, document: &Document) -> Option<HtmlElement> {
        if let Some(original) = self.originals.get(photo) {
            return Some(original.clone());
        }
        let shot: &Shot = &set.shot(photo);
        let name = shot.title(self.words.phrase("photo_n", &[("n", &cut::digits(photo as u32 + 1))]));
        let filled = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let size = Some((shot.width, shot.height)).filter(|(width, height)| *width > 0 && *height > 0);
        let (width, height) = size.map(|(width, height)| (cut::digits(width), cut::digits(height))).unzip();
        let picture = el("img", "picture")
            .set("alt", name)
            .flag("data-unsized", size.is_none())
            .maybe("width", width)
            .maybe("height", height)
            .set("loading", "lazy")
            .set("decoding", "async")
            .maybe("srcset", filled(&shot.srcset))
            .style("background-color", filled(&shot.color))
            .set("src", shot.src.clone());
        // The portal's own items have them, too: see `view::picture`.
        let source = |ending: &str| {
            el("source", "").set("type", ["image/", ending].concat()).set("srcset", in_format(&shot.srcset, ending))
        };
        let picture = match shot.has_formats {
            true => el("picture", "").with(source("avif")).with(source("webp")).with(picture),
            false => picture,
        };
        let photo_link =
            link("album-rows__link", shot.href.clone()).class("album-rows__link--film", !shot.film.is_empty());
        let (width, height) = size.unwrap_or((3, 2));
        el("li", "album-rows__item")
            .style("--ratio", Some(cut::quotient(width, height)))
            .with(photo_link.with(picture))
            .build(document)?
            .dyn_into()
            .ok()
    }

    /// Puts the portal's own items back, and nothing else, as they were.
    pub fn restore(&mut self) {
        for item in std::mem::take(&mut self.shown) {
            item.element.remove();
        }
        for original in &self.originals {
            for name in ["--x", "--y", "--w", "--h"] {
                let _ = original.style().remove_property(name);
            }
            for name in ["aria-setsize", "aria-posinset"] {
                let _ = original.remove_attribute(name);
            }
            let _ = self.list.insert_before(original, Some(&self.end));
        }
    }
}

impl Item {
    fn picture(&self) -> Option<Element> {
        self.element.query_selector("img").ok().flatten()
    }

    fn put(&mut self, place: Place, size: (u32, u32), is_first_row: bool, total: Option<usize>) {
        if let (None, Some(total)) = (self.place, total) {
            let _ = self.element.set_attribute("aria-setsize", &cut::digits(total as u32));
            let _ = self.element.set_attribute("aria-posinset", &cut::digits(self.photo as u32 + 1));
        }
        let has_moved = self.place != Some(place);
        if has_moved {
            self.place = Some(place);
            put(&self.element, "--x", place.x);
            put(&self.element, "--y", place.y);
            put(&self.element, "--w", place.width);
            put(&self.element, "--h", place.height);
        }
        let Some(picture) = self.picture().filter(|_| has_moved) else { return };
        // Of a photo in several formats, each has its files.
        if let Ok(all) = self.element.query_selector_all("[srcset]") {
            for n in 0..all.length() {
                if let Some(files) = all.item(n).and_then(|files| files.dyn_into::<Element>().ok()) {
                    let _ = files.set_attribute("sizes", &px(place.width));
                }
            }
        }
        if is_first_row {
            let _ = picture.set_attribute("loading", "eager");
        }
        // A photo whose size was found out on the screen keeps its place there, and must not be cropped to it.
        let (width, height) = (u64::from(place.width), u64::from(place.height));
        let (across, along) = (width * u64::from(size.1), height * u64::from(size.0));
        if across > 0 && across.abs_diff(along) * 20 < across && picture.has_attribute("data-unsized") {
            let _ = picture.set_attribute("width", &cut::digits(size.0));
            let _ = picture.set_attribute("height", &cut::digits(size.1));
            let _ = picture.remove_attribute("data-unsized");
        }
    }
}

/// Sets a length that the style sheet reads.
pub fn put(element: &HtmlElement, name: &str, length: u32) {
    // Only what is no text is refused.
    let _ = element.style().set_property(name, &px(length));
}

/// A length as CSS writes it.
pub fn px(length: u32) -> String {
    [&cut::digits(length), "px"].concat()
}

/// The whole pixels of a length as CSS writes it: of `6.4px` 6. `None` for a word.
pub fn pixels(length: &str) -> Option<u32> {
    // The code that reads floats weighs 10 kB in the wasm.
    length.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}
