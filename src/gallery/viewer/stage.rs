//! What is on the stage: the photo that is shown and its neighbours, each fitted, and what is loaded ahead.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{HtmlImageElement, ResizeObserver};

use super::Viewer;
use super::dom::{animate, number, place, px};
use super::slide::Slide;
use crate::gallery::ahead::{Connection, ahead};
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
    zoom: Option<Zoom>,
    /// Photos that no slide shows yet, on their way into the browser's store.
    coming: Vec<(usize, HtmlImageElement)>,
    /// How far the track is drawn aside, in px.
    drawn: f64,
}

impl Viewer {
    pub fn stage_size(&self) -> (f64, f64) {
        let stage = &self.parts.stage;
        (stage.client_width().into(), stage.client_height().into())
    }

    /// The shown photo's zoom is looked at or changed, and what follows of it is shown.
    pub fn zoom<T>(&self, change: impl FnOnce(&mut Zoom) -> T) -> Option<T> {
        let mut stage = self.stage.borrow_mut();
        let result = change(stage.zoom.as_mut()?);
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
        let before = self.zoom(|zoom| transform(zoom));
        self.zoom(change);
        let after = self.zoom(|zoom| transform(zoom));
        let frame = self.slide(self.at.get(), |slide| slide.frame.clone());
        if let (Some(frame), Some(before), Some(after)) = (frame, before, after) {
            animate(&frame, &[("transform", &before)], &[("transform", &after)], milliseconds, || {});
        }
    }

    pub fn slide<T>(&self, at: usize, look: impl FnOnce(&Slide) -> T) -> Option<T> {
        self.stage.borrow().slides.iter().find(|slide| slide.at == at).map(look)
    }

    /// Puts the shown photo and its neighbours on the stage; `by`: how many photos the reader went on.
    pub fn set_stage(self: &Rc<Viewer>, by: f64) {
        let at = self.at.get();
        let is_wanted = |slide: usize| slide + 1 >= at && slide <= at + 1;
        let mut stage = self.stage.borrow_mut();
        stage.slides.retain(|slide| {
            let is_kept = is_wanted(slide.at);
            if !is_kept {
                slide.element.remove();
            }
            is_kept
        });
        for neighbour in at.saturating_sub(1)..=(at + 1).min(self.shots.len() - 1) {
            if stage.slides.iter().all(|slide| slide.at != neighbour) {
                let thumb = self.on_page(neighbour).map(|image| image.current_src()).unwrap_or_default();
                let slide = Slide::build(&self.document, &self.words, neighbour, &self.shots[neighbour], &thumb);
                if let Some(slide) = slide {
                    // A track of ours takes a slide of ours.
                    let _ = self.parts.track.append_child(&slide.element);
                    stage.slides.push(slide);
                }
            }
        }
        let size = self.stage_size();
        let way = if self.is_rtl { -1.0 } else { 1.0 };
        for slide in &stage.slides {
            let slot = (slide.at as f64 - at as f64) * way;
            place(&slide.element, &[("transform", &["translateX(", &px(slot * (size.0 + GAP)), ")"].concat())]);
            // Only the one that is shown is there for screen readers and keys.
            let _ = slide.element.toggle_attribute_with_force("inert", slide.at != at);
        }
        drop(stage);
        self.fit();
        self.load();
        if by.abs() == 1.0 {
            let drawn = self.stage.borrow().drawn;
            self.slide_in(by * way * (size.0 + GAP) + drawn);
        } else {
            self.draw(0.0, 0.0);
        }
    }

    /// Has something done whenever the stage has another size, while the viewer is open.
    pub fn observe_stage(&self, then: impl Fn() + 'static) {
        let closure = Closure::<dyn Fn()>::new(then);
        if let Ok(observer) = ResizeObserver::new(closure.as_ref().unchecked_ref()) {
            observer.observe(&self.parts.stage);
            self.observer.replace(Some((observer, closure)));
        }
    }

    /// The stage has another size. Who looks closely goes on looking at the same spot.
    pub fn resize(&self) {
        let size = self.stage_size();
        match self.zoom(|zoom| zoom.is_zoomed()) {
            Some(true) => {
                let fitted = self.zoom(|zoom| {
                    zoom.resize(size);
                    zoom.fitted()
                });
                if let Some((width, height)) = fitted {
                    self.slide(self.at.get(), |slide| slide.fit(width, height));
                }
            }
            _ => self.fit(),
        }
    }

    /// Fits all photos into the stage, which may have another size now.
    pub fn fit(&self) {
        let size = self.stage_size();
        let at = self.at.get();
        let mut stage = self.stage.borrow_mut();
        let ratio = self.window.device_pixel_ratio();
        for slide in &stage.slides {
            let zoom = Zoom::new(size, natural(&self.shots[slide.at], slide));
            let (width, height) = zoom.fitted();
            slide.fit(width, height);
            slide.want(width);
            show_zoom(slide, &zoom, ratio);
        }
        let natural = stage.slides.iter().find(|slide| slide.at == at).map(|slide| natural(&self.shots[at], slide));
        stage.zoom = natural.map(|natural| Zoom::new(size, natural));
        drop(stage);
        self.zoom(|_| ());
    }

    /// Loads the shown photo first, then those that the line is good enough for.
    pub fn load(&self) {
        let at = self.at.get();
        let travel = if self.is_forward.get() { Direction::Forward } else { Direction::Back };
        let wanted = ahead(at, self.shots.len(), travel, connection());
        let size = self.stage_size();
        let width = |slide: &Slide| Zoom::new(size, natural(&self.shots[slide.at], slide)).fitted().0;
        let mut stage = self.stage.borrow_mut();
        let Stage { slides, coming, .. } = &mut *stage;
        for slide in slides.iter().filter(|slide| slide.at == at || wanted.contains(&slide.at)) {
            if slide.photo.get_attribute("src").is_none() {
                slide.load(&self.shots[slide.at], width(slide));
            }
        }
        coming.retain(|(known, _)| wanted.contains(known));
        let sizes = px(size.0);
        for wanted in wanted {
            let is_known = slides.iter().any(|slide| slide.at == wanted) || coming.iter().any(|(at, _)| *at == wanted);
            if let (false, Ok(image)) = (is_known, HtmlImageElement::new()) {
                image.set_sizes(&sizes);
                image.set_srcset(&self.shots[wanted].srcset);
                image.set_src(&self.shots[wanted].src);
                coming.push((wanted, image));
            }
        }
    }

    /// A photo has come, or has not.
    pub fn came(self: &Rc<Viewer>, image: &HtmlImageElement, is_there: bool) {
        let at = {
            let stage = self.stage.borrow();
            let Some(slide) = stage.slides.iter().find(|slide| slide.photo == *image) else { return };
            match is_there {
                true => slide.set_loaded(),
                false => slide.set_failed(true),
            }
            slide.at
        };
        // Nobody had said how large it is.
        if is_there
            && self.shots[at].width == 0
            && at == self.at.get()
            && self.zoom(|zoom| !zoom.is_zoomed()) == Some(true)
        {
            self.fit();
        } else if is_there && self.shots[at].width == 0 && at != self.at.get() {
            self.slide(at, |slide| {
                let (width, height) = Zoom::new(self.stage_size(), natural(&self.shots[at], slide)).fitted();
                slide.fit(width, height);
            });
        }
        if at == self.at.get() {
            self.slideshow.look(self);
        }
    }

    /// Once more for a photo that has failed.
    pub fn try_again(&self) {
        let at = self.at.get();
        self.slide(at, |slide| slide.load(&self.shots[at], self.stage_size().0));
        // Its button is gone.
        let _ = self.parts.dialog.focus();
    }

    /// Draws the track aside or down, following a finger.
    pub fn draw(&self, dx: f64, dy: f64) {
        let offset = ["translate(", &px(dx), ",", &px(dy), ")"].concat();
        place(&self.parts.track, &[("transform", &offset)]);
        self.stage.borrow_mut().drawn = dx;
        let height = self.stage_size().1.max(1.0);
        let faded = (1.0 - dy.abs() / height).max(0.3);
        place(&self.parts.dialog, &[("--backdrop", &number(faded))]);
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
    let widths = shot.srcset.split(", ").filter_map(|file| file.rsplit_once(' ')?.1.strip_suffix('w')?.parse().ok());
    let largest: u32 = widths.fold(width, u32::max);
    let (width, height) = (f64::from(width), f64::from(height));
    if width > 0.0 { (f64::from(largest), height * f64::from(largest) / width) } else { (0.0, 0.0) }
}

/// What the browser says of the reader's line.
fn connection() -> Connection {
    let of = |object: &JsValue, key: &str| js_sys::Reflect::get(object, &key.into()).unwrap_or_default();
    let navigator = web_sys::window().map(|window| window.navigator());
    let line = navigator.map(|navigator| of(&navigator, "connection")).filter(JsValue::is_object);
    let Some(line) = line else { return Connection::of("", false) };
    Connection::of(&of(&line, "effectiveType").as_string().unwrap_or_default(), of(&line, "saveData").is_truthy())
}
