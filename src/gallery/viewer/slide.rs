//! One photo on the stage: its thumbnail at once, itself when it has come, or why it has not.

use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement, HtmlImageElement};

use super::film;
use crate::gallery::set::Shot;
use crate::gallery::viewer::dom::{place, px};
use crate::gallery::words::Words;
use crate::html::el;

/// A photo on the stage.
pub struct Slide {
    /// Which of the set, from 0.
    pub at: usize,
    pub element: HtmlElement,
    /// Both images: what zooming and turning transforms.
    pub frame: HtmlElement,
    pub photo: HtmlImageElement,
    thumb: HtmlImageElement,
    is_film: bool,
}

impl Slide {
    /// Builds a slide and begins to load its photo. `thumb`: a file of it that the page has loaded already.
    pub fn build(document: &Document, words: &Words, at: usize, shot: &Shot, thumb: &str) -> Option<Slide> {
        let failed = el("div", "viewer__failed")
            .set("hidden", "")
            .set("role", "alert")
            .with(el("p", "").with(film::failed(words, shot)))
            .with(el("button", "button").set("type", "button").with(words.get("retry")));
        let player = film::player(shot);
        let is_film = player.is_some();
        // Its player has its name.
        let alt = if is_film { "" } else { &shot.alt };
        let photo = el("img", "viewer__photo").set("alt", alt).set("decoding", "async");
        let thumb_tree = el("img", "viewer__thumb").set("alt", "").set("draggable", "false");
        let frame = el("div", "viewer__box").with(thumb_tree).with(photo.set("draggable", "false")).with(player);
        let tree = el("div", "viewer__slide").with(frame).with(failed);
        let element = tree.build(document)?.dyn_into::<HtmlElement>().ok()?;
        let image = |selector: &str| element.query_selector(selector).ok()??.dyn_into::<HtmlImageElement>().ok();
        let frame = element.query_selector(".viewer__box").ok()??.dyn_into::<HtmlElement>().ok()?;
        let slide =
            Slide { at, frame, photo: image(".viewer__photo")?, thumb: image(".viewer__thumb")?, is_film, element };
        match thumb.is_empty() {
            true => slide.thumb.set_hidden(true),
            false => slide.thumb.set_src(thumb),
        }
        if !shot.color.is_empty() {
            place(&slide.frame, &[("background-color", &shot.color)]);
        }
        Some(slide)
    }

    /// Loads the photo in the width that it is shown in, or once more where it has failed. Browsers choose the file.
    pub fn load(&self, shot: &Shot, width: f64) {
        self.set_failed(false);
        self.photo.set_sizes(&px(width));
        // Of a film's poster there is the one file that its player shows too.
        if !self.is_film && self.photo.get_attribute("srcset").is_none() && !shot.srcset.is_empty() {
            self.photo.set_srcset(&shot.srcset);
        }
        if self.is_film && self.photo.has_attribute("src") {
            self.show_notice(false);
            film::load(&self.element);
        }
        self.photo.set_src(&shot.src);
    }

    /// Says in how many CSS pixels the photo is shown: where that is more, a larger file comes.
    pub fn want(&self, width: f64) {
        let sizes = px(width);
        // Browsers choose anew at each change, also while there is nothing to choose from.
        if self.photo.has_attribute("src") && self.photo.sizes() != sizes {
            self.photo.set_sizes(&sizes);
        }
    }

    /// Gives the photo its place: a box of this size in the middle of the stage.
    pub fn fit(&self, width: f64, height: f64) {
        place(&self.frame, &[("width", &px(width)), ("height", &px(height))]);
    }

    /// Pixels of the file that has come; `None` before.
    pub fn natural(&self) -> Option<(u32, u32)> {
        let size = (self.photo.natural_width(), self.photo.natural_height());
        (self.photo.complete() && size.0 > 0 && size.1 > 0).then_some(size)
    }

    /// The photo has come, or has failed.
    pub fn is_done(&self) -> bool {
        self.photo.complete() && self.photo.has_attribute("src")
    }

    /// The photo has come: it covers its thumbnail.
    pub fn set_loaded(&self) {
        self.set_failed(false);
        place(&self.frame, &[("background-color", "")]);
        // Names of ours are no names that are refused.
        let _ = self.element.class_list().add_1("viewer__slide--loaded");
    }

    /// Whether the photo has failed, and the reader sees it.
    pub fn is_failed(&self) -> bool {
        !self.is_film && self.photo.hidden()
    }

    /// Says why it has failed.
    pub fn say(&self, why: &str) {
        if let Some(words) = self.element.query_selector(".viewer__failed p").ok().flatten() {
            words.set_text_content(Some(why));
        }
    }

    pub fn set_failed(&self, is_failed: bool) {
        // A film can be shown without its poster, and may have failed before that comes.
        if !self.is_film {
            self.show_notice(is_failed);
        }
        self.photo.set_hidden(is_failed);
    }

    /// Says that the photo or the film could not be loaded.
    pub fn show_notice(&self, is_failed: bool) {
        let notice = self.element.query_selector(".viewer__failed").ok().flatten();
        if let Some(notice) = notice.and_then(|notice| notice.dyn_into::<HtmlElement>().ok()) {
            notice.set_hidden(!is_failed);
        }
    }
}
