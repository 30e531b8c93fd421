//! A turn to another photo: what is done at once, and what waits for the frames after it.

use std::rc::Rc;

use wasm_bindgen::JsValue;

use super::{State, Viewer};

impl Viewer {
    /// The reader goes to another photo. The host is told.
    pub fn go(self: &Rc<Viewer>, at: usize) {
        if at != self.at.get() && at < self.count() && self.state.get() == State::Open {
            self.put(at);
        }
    }

    /// Shows a photo, then all that is around it.
    pub fn put(self: &Rc<Viewer>, at: usize) {
        if at < self.count() {
            self.put_photo(at);
            self.load_shown();
            self.put_off(Viewer::surround);
        }
    }

    /// The photo, its number and its words.
    pub fn put_photo(self: &Rc<Viewer>, at: usize) {
        self.turn.set(self.turn.get().wrapping_add(1));
        self.is_forward.set(at >= self.at.get());
        let by = at as f64 - self.at.replace(at) as f64;
        let numbers = [at + 1, self.count()].map(|number| number.to_string());
        self.parts.counter.set_text_content(Some(&[&numbers[0], " / ", &numbers[1]].concat()));
        self.set_words(&self.shot(at));
        self.set_stage(if self.state.get() == State::Open { by } else { 0.0 });
    }

    /// What is said of the photo, its neighbours, and what is loaded ahead; then the host is told, then comes the strip,
    /// each in a frame of its own.
    pub fn surround(self: &Rc<Viewer>) {
        let (shot, numbers) = (self.shot(self.at.get()), [self.at.get() + 1, self.count()]);
        let [number, total] = numbers.map(|number| number.to_string());
        let place = self.words.phrase(shot.place_key(), &[("n", &number), ("total", &total)]);
        self.parts.live.set_text_content(Some(&sentences(&[&place, &shot.caption, &shot.credit])));
        self.load_shown();
        self.put_off(Viewer::add_neighbours);
    }

    fn add_neighbours(self: &Rc<Viewer>) {
        match self.add_neighbour() {
            true => self.put_off(Viewer::add_neighbours),
            false => self.put_off(|viewer| {
                viewer.load_ahead();
                viewer.put_off(|viewer| {
                    viewer.tell();
                    viewer.put_off(Viewer::set_strip);
                });
            }),
        }
    }

    /// Does something once the frame that is being made is seen, unless another photo is shown by then.
    pub fn put_off(self: &Rc<Viewer>, then: fn(&Rc<Viewer>)) {
        let turn = self.turn.get();
        self.next(move |viewer| {
            if viewer.turn.get() == turn {
                then(viewer);
            }
        });
    }

    /// Tells the host which photo is shown.
    fn tell(&self) {
        self.call(self.at.get() as u32 + 1);
    }

    /// The reader closes the viewer.
    pub fn ask_to_close(&self) {
        self.call(0);
    }

    fn call(&self, number: u32) {
        let host = self.host.borrow().clone();
        if let Some(host) = host {
            // Whatever the portal does with it, the viewer goes on.
            let _ = host.call1(&JsValue::NULL, &number.into());
        }
    }
}

/// Parts of what is said, each with an end that is heard as one.
fn sentences(parts: &[&str]) -> String {
    let mut text = String::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        if !text.is_empty() {
            text.push_str(if text.ends_with(['.', '!', '?', '…']) { " " } else { ". " });
        }
        text.push_str(part);
    }
    text
}
