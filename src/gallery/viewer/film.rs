//! Films of a set: on the stage over their poster, by the browser's own player or in the frame of another site.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, Event, KeyboardEvent};

use super::Viewer;
use crate::gallery::keys::Command;
use crate::gallery::set::Shot;
use crate::gallery::words::Words;
use crate::html::{Element as Tree, el};
use crate::view::embed_frame;

#[wasm_bindgen]
extern "C" {
    /// `HTMLMediaElement`, of which this much is needed.
    type Player;
    #[wasm_bindgen(method, getter)]
    fn paused(this: &Player) -> bool;
    #[wasm_bindgen(method, catch)]
    fn play(this: &Player) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method)]
    fn pause(this: &Player);
    #[wasm_bindgen(method)]
    fn load(this: &Player);
}

/// What plays a film: nothing of it is asked for before the reader wants it. `None` for a photo.
pub fn player(shot: &Shot) -> Option<Tree> {
    if shot.film.is_empty() {
        return None;
    }
    if !shot.embed.is_empty() {
        let button = el("button", "button viewer__play").set("type", "button");
        return Some(button.with(shot.embed.as_str()));
    }
    let name = if shot.alt.is_empty() { &shot.name } else { &shot.alt };
    let video = el("video", "viewer__film")
        .set("aria-label", name.as_str())
        .set("controls", "")
        .set("playsinline", "")
        .set("preload", "none")
        .set("poster", shot.src.as_str());
    Some(video.set("src", shot.film.as_str()))
}

/// Words for what could not be loaded.
pub fn failed<'a>(words: &'a Words, shot: &Shot) -> &'a str {
    words.get(if shot.film.is_empty() { "viewer_failed" } else { "viewer_film_failed" })
}

/// The file that the reader may take along: none of a film on another site.
pub fn file(shot: &Shot) -> &str {
    match (shot.film.is_empty(), shot.embed.is_empty()) {
        (true, _) => &shot.original,
        (_, true) => &shot.film,
        _ => "",
    }
}

/// Asks once more for a film that failed.
pub fn load(slide: &Element) {
    if let Some(video) = slide.query_selector("video").ok().flatten() {
        // Names of ours are no names that are refused.
        let _ = video.set_attribute("preload", "auto");
        video.unchecked_ref::<Player>().load();
    }
}

/// The space bar plays and pauses the film that has the focus, in browsers that would not do so by themselves, too.
pub fn key(event: &KeyboardEvent) -> bool {
    let film = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(film) = film.filter(|film| film.tag_name() == "VIDEO" && event.key() == " ") else { return false };
    event.prevent_default();
    event.stop_propagation();
    let film = film.unchecked_ref::<Player>();
    if !film.paused() {
        film.pause();
    } else if let Ok(begun) = film.play() {
        spawn_local(async move {
            // That it can't be had is told by an event as well.
            let _ = JsFuture::from(Promise::resolve(&begun)).await;
        });
    }
    true
}

impl Viewer {
    pub fn is_film(&self) -> bool {
        !self.shot(self.at.get()).film.is_empty()
    }

    /// The reader presses the button of a film on another site: its frame comes, and takes the focus.
    pub fn play(&self, element: &Element) -> bool {
        let Some(button) = element.closest(".viewer__play").ok().flatten() else { return false };
        let shot = self.shot(self.at.get());
        let title = if shot.alt.is_empty() { &shot.name } else { &shot.alt };
        let frame = embed_frame(&shot.film, title).and_then(|frame| frame.build(&self.document));
        if let (Some(frame), Some(to)) = (frame, button.parent_element()) {
            hide(Some(&button), true);
            let _ = frame.set_attribute("class", "viewer__film viewer__film--begun");
            // A box of ours takes a frame of ours.
            let _ = to.append_child(&frame);
            let _ = frame.unchecked_ref::<web_sys::HtmlElement>().focus();
        }
        true
    }

    /// Whether one is playing; of a frame nobody knows.
    pub fn is_playing(&self) -> bool {
        self.begun().is_some_and(|film| film.tag_name() != "VIDEO" || !film.unchecked_ref::<Player>().paused())
    }

    /// The reader goes elsewhere: a film pauses, a frame goes.
    pub fn rest(&self) {
        let Some(film) = self.begun() else { return };
        if film.tag_name() == "VIDEO" {
            film.unchecked_ref::<Player>().pause();
            let _ = film.class_list().remove_1("viewer__film--begun");
            return;
        }
        hide(film.previous_element_sibling().as_ref(), false);
        film.remove();
    }

    /// The film that was begun on the photo's turn: no two are.
    fn begun(&self) -> Option<Element> {
        self.parts.track.query_selector(".viewer__film--begun").ok().flatten()
    }

    /// Films are neither zoomed nor turned, and what is on another site is no file.
    pub fn set_film(&self, shot: &Shot) {
        let (class, is_film, file) = (self.parts.dialog.class_list(), !shot.film.is_empty(), file(shot));
        let _ = self.parts.download.set_attribute("href", file);
        // Nothing of it is asked for where photos follow each other.
        if !is_film && !class.contains("viewer--film") {
            return;
        }
        self.rest();
        let _ = class.toggle_with_force("viewer--film", is_film);
        for command in [Command::ZoomActual, Command::Rotate] {
            hide(self.parts.tool(command), is_film);
        }
        hide(Some(&self.parts.download), file.is_empty());
    }

    /// A film plays, stops, or could not be had.
    pub fn film_event(self: &std::rc::Rc<Viewer>, event: &Event) {
        let Some(film) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
        if film.tag_name() != "VIDEO" {
            return;
        }
        match event.type_().as_str() {
            // What the reader has left meanwhile stays as it is.
            "play" if film.closest("[inert]").ok().flatten().is_some() => film.unchecked_ref::<Player>().pause(),
            "play" => drop(film.class_list().add_1("viewer__film--begun")),
            "error" => drop(
                self.slide(self.at.get(), |slide| slide.element.contains(Some(&film)).then(|| slide.show_notice(true))),
            ),
            _ => {}
        }
        self.slideshow.look(self);
    }
}

fn hide(element: Option<&Element>, is_hidden: bool) {
    if let Some(element) = element {
        let _ = element.toggle_attribute_with_force("hidden", is_hidden);
    }
}
