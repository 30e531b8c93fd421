//! Opening and closing: what a click has done at once, what waits for the frames after it, and the way back.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::behind::{self, Behind};
use super::{State, Viewer, dialog};
use crate::gallery::album;
use crate::gallery::later::after_frame;

impl Viewer {
    /// Has a photo ready, unseen.
    pub fn prepare(self: &Rc<Viewer>, number: usize) {
        let at = number.clamp(1, self.count().max(1)) - 1;
        if self.at.get() != at || self.slide(at, |_| ()).is_none() {
            self.put_photo(at);
        }
    }

    /// Goes once, unseen, through what a click has done: browsers compile code when it is called first, and have no time
    /// for that in a click.
    pub fn rehearse(self: &Rc<Viewer>) {
        if self.is_rehearsed.replace(true) {
            return;
        }
        self.listen_outside();
        self.outside.take();
        self.measure_anew();
        if let Some(from) = self.place_on_page() {
            self.grow(&from);
        }
    }

    /// Over the page, and the photo out of its place there.
    pub fn enter(self: &Rc<Viewer>, number: usize) {
        if self.state.get() != State::Closed {
            self.end();
        }
        self.prepare(number);
        self.state.set(State::Open);
        self.opening.set(self.opening.get().wrapping_add(1));
        // Before anything moves: as long as nothing has, the browser knows it by heart.
        self.from.replace(self.place_on_page());
        self.before.replace(self.document.active_element());
        dialog::show(&self.parts.dialog);
        self.measure_anew();
        self.listen_outside();
        self.become_modal();
    }

    /// Becomes a modal dialog once the photo is on its way: the reader is let in, and the page behind becomes inert; with
    /// the focus comes what is around the photo. Each is much for a frame, so the first comes after one that has little
    /// else to do.
    fn become_modal(self: &Rc<Viewer>) {
        self.next(|viewer| viewer.next(Viewer::let_in));
    }

    fn let_in(self: &Rc<Viewer>) {
        let was_inert = dialog::let_in(&self.parts.dialog);
        self.next(move |viewer| {
            dialog::hold(&viewer.document, true);
            if was_inert {
                return viewer.next(|viewer| viewer.set_apart(Behind::of(&viewer.document)));
            }
            dialog::show_modal(&viewer.document, &viewer.parts.dialog);
            viewer.be_modal();
        });
    }

    /// Makes the page behind inert, a part in each frame. The focus comes last: there is no way out any more then.
    fn set_apart(self: &Rc<Viewer>, mut behind: Behind) {
        if behind.set_apart(&mut self.apart.borrow_mut()) {
            return self.next(|viewer| viewer.set_apart(behind));
        }
        dialog::take_focus(&self.document, &self.parts.dialog);
        self.be_modal();
    }

    fn be_modal(self: &Rc<Viewer>) {
        self.is_modal.set(true);
        self.put_off(Viewer::surround);
    }

    /// Does something once the frame that is being made is seen, unless the viewer has been closed by then.
    pub fn next(self: &Rc<Viewer>, then: impl FnOnce(&Rc<Viewer>) + 'static) {
        let (this, opening) = (self.clone(), self.opening.get());
        after_frame(move || {
            if this.state.get() == State::Open && this.opening.get() == opening {
                then(&this);
            }
        });
    }

    /// The reader has closed it: the photo goes back into its place on the page.
    pub fn leave(self: &Rc<Viewer>) {
        self.state.set(State::Leaving);
        self.slideshow.stop(self);
        self.rest();
        self.outside.take();
        // The photo that the reader has come to may not have been on the screen.
        album::reveal(self.at.get());
        let thumb = self.on_page(self.at.get());
        if self.document.fullscreen_element().is_some() {
            self.document.exit_fullscreen();
        }
        let link = thumb.as_ref().and_then(|thumb| thumb.closest("a").ok().flatten());
        let back_to = link.or(self.before.take()).and_then(|element| element.dyn_into::<HtmlElement>().ok());
        let (this, turn) = (self.clone(), self.turn.get());
        let end = move || {
            // It may have been opened again while the photo flew.
            if this.turn.get() != turn || this.state.get() != State::Leaving {
                return;
            }
            this.end();
            if let Some(back_to) = back_to {
                let options = web_sys::FocusOptions::new();
                options.set_prevent_scroll(true);
                // What is no longer there does not take it.
                let _ = back_to.focus_with_options(&options);
            }
        };
        match thumb {
            Some(thumb) => self.shrink(&thumb, end),
            None => end(),
        }
    }

    /// The page is as it was before.
    pub fn end(&self) {
        self.state.set(State::Closed);
        self.is_modal.set(false);
        self.turn.set(self.turn.get().wrapping_add(1));
        self.outside.take();
        self.slideshow.stop(self);
        dialog::close(&self.document, &self.parts.dialog);
        behind::release(self.apart.take());
        self.set_information(false);
        self.clear_stage();
        self.clear_strip();
    }

    /// Out of the document, for good.
    pub fn remove(&self) {
        self.end();
        self.listeners.take();
        if let Some((observer, _)) = self.observer.take() {
            observer.disconnect();
        }
        self.parts.dialog.remove();
    }
}
