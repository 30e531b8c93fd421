//! What is on the stage: the photo that is shown and its neighbours, each fitted, and what is loaded ahead.

use std::rc::Rc;

use web_sys::HtmlImageElement;

use super::Viewer;
use super::dom::{animate, number, place, px};
use super::slide::Slide;
use crate::browser::connection;
use crate::gallery::ahead::ahead;
use crate::gallery::gesture::Direction;
use crate::gallery::set::Shot;
use crate::gallery::zoom::Zoom;

/// Between two photos, in px.
const GAP: f64 = 32.0;
/// How long a step takes, in ms.
const STEP: f64 = 280.0;

#[derive(Default)]
pub struct Stage {
    slides: Vec<Slide>,
    pub zoom: Option<Zoom>,
    /// Photos that no slide shows yet, on their way into the browser's store.
    coming: Vec<(usize, HtmlImageElement)>,
    /// How far the track is drawn aside and down, in px.
    pub drawn: (f64, f64),
}

impl Viewer {
    /// The shown photo's zoom is looked at or changed, and what follows of it is shown.
    pub fn zoom<T>(&self, change: impl FnOnce(&mut Zoom) -> T) -> Option<T> {
        let mut stage = self.stage.borrow_mut();
        let zoom = stage.zoom.as_mut()?;
        let result = change(zoom);
        if self.is_film() {
            zoom.fit();
        }
        let Stage { slides, zoom: Some(zoom), .. } = &*stage else { return Some(result) };
        if let Some(slide) = slides.iter().find(|slide| slide.at == self.at.get()) {
            show_zoom(slide, zoom, self.window.device_pixel_ratio());
        }
        let class = self.parts.dialog.class_list();
        // A name of ours is none that is refused.
        let _ = class.toggle_with_force("viewer--zoomed", zoom.is_zoomed());
        Some(result)
    }

    /// As [`Viewer::zoom`], moving there in so many milliseconds.
    pub fn zoom_slowly(&self, milliseconds: f64, change: impl FnOnce(&mut Zoom)) {
        if self.is_film() {
            return;
        }
        let before = self.stage.borrow().zoom.as_ref().map(transform);
        let after = self.zoom(|zoom| {
            change(zoom);
            transform(zoom)
        });
        let frame = self.slide(self.at.get(), |slide| slide.frame.clone());
        if let (Some(frame), Some(before), Some(after)) = (frame, before, after) {
            animate(&frame, &[("transform", &before)], &[("transform", &after)], milliseconds, || {});
        }
    }

    pub fn slide<T>(&self, at: usize, look: impl FnOnce(&Slide) -> T) -> Option<T> {
        self.stage.borrow().slides.iter().find(|slide| slide.at == at).map(look)
    }

    /// Puts the shown photo on the stage; `by`: how many photos the reader went on.
    pub fn set_stage(&self, by: f64) {
        let at = self.at.get();
        self.stage.borrow_mut().slides.retain(|slide| {
            let is_kept = slide.at + 1 >= at && slide.at <= at + 1;
            if !is_kept {
                slide.element.remove();
            }
            is_kept
        });
        self.add_slide(at);
        self.arrange();
        if by.abs() == 1.0 {
            let drawn = self.stage.borrow().drawn.0;
            self.slide_in(by * self.slot(1.0) + drawn);
        } else {
            self.draw(0.0, 0.0);
        }
    }

    /// Puts one of the photos before and after the shown one beside it; whether the other one is lacking still.
    pub fn add_neighbour(&self) -> bool {
        let at = self.at.get();
        let mut lacking =
            (at.saturating_sub(1)..self.count().min(at + 2)).filter(|near| self.slide(*near, |_| ()).is_none());
        if let Some(first) = lacking.next() {
            self.add_slide(first);
            self.line_up();
            // The shown one stays as it is: the reader may look closely already.
            self.fit_neighbours();
        }
        lacking.next().is_some()
    }

    /// Nothing is on the stage, and nothing loads for it.
    pub fn clear_stage(&self) {
        self.draw(0.0, 0.0);
        self.stage.take();
        self.parts.track.set_text_content(None);
        for name in ["viewer--zoomed", "viewer--bare", "viewer--leaving"] {
            // Names of ours are no names that are refused.
            let _ = self.parts.dialog.class_list().remove_1(name);
        }
    }

    fn add_slide(&self, at: usize) {
        if self.slide(at, |_| ()).is_some() {
            return;
        }
        let thumb = self.on_page(at).map(|image| image.current_src()).unwrap_or_default();
        if let Some(slide) = Slide::build(&self.document, &self.words, at, &self.shot(at), &thumb) {
            // A track of ours takes a slide of ours.
            let _ = self.parts.track.append_child(&slide.element);
            self.stage.borrow_mut().slides.push(slide);
        }
    }

    /// Where a photo stands that is so many after the shown one, in px.
    fn slot(&self, after: f64) -> f64 {
        after * (self.room.get().width + GAP) * if self.is_rtl { -1.0 } else { 1.0 }
    }

    /// Gives each photo its place and its size.
    pub fn arrange(&self) {
        self.line_up();
        self.fit();
    }

    fn line_up(&self) {
        let at = self.at.get();
        for slide in &self.stage.borrow().slides {
            let x = px(self.slot(slide.at as f64 - at as f64));
            place(&slide.element, &[("transform", &["translateX(", &x, ")"].concat())]);
            // Only the one that is shown is there for screen readers and keys.
            let _ = slide.element.toggle_attribute_with_force("inert", slide.at != at);
        }
    }

    /// Fits all photos into the stage, which may have another size now.
    pub fn fit(&self) {
        self.fit_neighbours();
        let fitted = self.slide(self.at.get(), |slide| self.fit_slide(slide));
        if let Some(fitted) = fitted {
            self.stage.borrow_mut().zoom = Some(fitted);
        }
        self.zoom(|_| ());
    }

    fn fit_neighbours(&self) {
        let ratio = self.window.device_pixel_ratio();
        for slide in self.stage.borrow().slides.iter().filter(|slide| slide.at != self.at.get()) {
            show_zoom(slide, &self.fit_slide(slide), ratio);
        }
    }

    fn fit_slide(&self, slide: &Slide) -> Zoom {
        let fitted = self.fitting(slide);
        let (width, height) = fitted.fitted();
        slide.fit(width, height);
        fitted
    }

    fn fitting(&self, slide: &Slide) -> Zoom {
        Zoom::new(self.room.get().size(), natural(&self.shot(slide.at), slide))
    }

    /// Loads the shown photo, before all others.
    pub fn load_shown(&self) {
        let at = self.at.get();
        self.slide(at, |slide| self.load(slide));
    }

    fn load(&self, slide: &Slide) {
        if slide.photo.get_attribute("src").is_none() {
            slide.load(&self.shot(slide.at), self.fitting(slide).fitted().0);
        }
    }

    /// Loads what the reader most likely sees next, as far as the line is good enough for it.
    pub fn load_ahead(&self) {
        let travel = if self.is_forward.get() { Direction::Forward } else { Direction::Back };
        let wanted = ahead(self.at.get(), self.count(), travel, connection());
        let mut stage = self.stage.borrow_mut();
        let Stage { slides, coming, .. } = &mut *stage;
        slides.iter().filter(|slide| wanted.contains(&slide.at)).for_each(|slide| self.load(slide));
        coming.retain(|(known, _)| wanted.contains(known));
        let sizes = px(self.room.get().width);
        for wanted in wanted {
            let is_known = slides.iter().any(|slide| slide.at == wanted) || coming.iter().any(|(at, _)| *at == wanted);
            if let (false, Ok(image)) = (is_known, HtmlImageElement::new()) {
                let shot = self.shot(wanted);
                image.set_sizes(&sizes);
                image.set_srcset(&shot.srcset);
                image.set_src(&shot.src);
                coming.push((wanted, image));
            }
        }
    }

    /// A photo has come, or has not.
    pub fn came(self: &Rc<Viewer>, image: &HtmlImageElement, is_there: bool) {
        let at = {
            let stage = self.stage.borrow();
            let Some(slide) = stage.slides.iter().find(|slide| slide.photo == *image) else {
                // A thumbnail, in whose place is its colour: browsers would draw a sign for it.
                return image.set_hidden(!is_there);
            };
            match is_there {
                true => slide.set_loaded(),
                false => slide.set_failed(true),
            }
            if slide.is_failed() {
                self.explain(slide.at, image.current_src());
            }
            slide.at
        };
        // Nobody had said how large it is.
        if is_there && self.set.borrow().size(at).0 == 0 {
            match at == self.at.get() {
                true if self.zoom(|zoom| !zoom.is_zoomed()) == Some(true) => self.fit(),
                true => {}
                false => drop(self.slide(at, |slide| self.fit_slide(slide))),
            }
        }
        if at == self.at.get() {
            self.slideshow.look(self);
        }
    }

    /// Once more for a photo that has failed.
    pub fn try_again(&self) {
        let at = self.at.get();
        self.slide(at, |slide| slide.load(&self.shot(at), self.room.get().width));
        // Its button is gone.
        let _ = self.parts.dialog.focus();
    }

    /// Draws the track aside or down, following a finger.
    pub fn draw(&self, dx: f64, dy: f64) {
        if std::mem::replace(&mut self.stage.borrow_mut().drawn, (dx, dy)) == (dx, dy) {
            return;
        }
        let offset = ["translate(", &px(dx), ",", &px(dy), ")"].concat();
        place(&self.parts.track, &[("transform", &offset)]);
        let faded = (1.0 - dy.abs() / self.room.get().height.max(1.0)).max(0.3);
        place(&self.parts.room, &[("opacity", &number(faded))]);
    }

    /// Lets the track go: to its place, from where the finger left it.
    pub fn let_go(&self) {
        let before = self.parts.track.style().get_property_value("transform").unwrap_or_default();
        self.draw(0.0, 0.0);
        animate(&self.parts.track, &[("transform", &before)], &[("transform", "none")], STEP, || {});
    }

    fn slide_in(&self, from: f64) {
        self.draw(0.0, 0.0);
        let from = ["translateX(", &px(from), ")"].concat();
        animate(&self.parts.track, &[("transform", &from)], &[("transform", "none")], STEP, || {});
    }
}

fn show_zoom(slide: &Slide, zoom: &Zoom, ratio: f64) {
    place(&slide.frame, &[("transform", &transform(zoom))]);
    // Browsers multiply by the screen's ratio themselves.
    slide.want(f64::from(zoom.needed_width(ratio)) / ratio.max(0.1));
}

fn transform(zoom: &Zoom) -> String {
    let at = zoom.place();
    let turned = (zoom.turns() * 90).to_string();
    let (x, y, scale) = (px(at.x), px(at.y), number(at.scale));
    ["translate(", &x, ",", &y, ") rotate(", &turned, "deg) scale(", &scale, ")"].concat()
}

/// Pixels of a photo's largest file: what the set says, else what the file that came says.
pub fn natural(shot: &Shot, slide: &Slide) -> (f64, f64) {
    let (width, height) = match (shot.width, shot.height) {
        (0, _) | (_, 0) => slide.natural().unwrap_or_default(),
        known => known,
    };
    let largest = shot.files().fold(width, |largest, (_, pixels)| largest.max(pixels));
    let (width, height) = (f64::from(width), f64::from(height));
    // A film fills the stage, however small its poster is.
    let largest = f64::from(largest) * if shot.film.is_empty() { 1.0 } else { 16.0 };
    if width > 0.0 { (largest, height * largest / width) } else { (0.0, 0.0) }
}
