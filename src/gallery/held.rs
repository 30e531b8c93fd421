//! The set that the portal has handed over: the sizes of all its photos at once, and each photo when it is asked for.
//!
//! An album may have ten thousand photos, and the portal has them in its own memory already: a second copy would cost
//! the phone more than all the photos it looks at.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsValue;

use super::format;
use super::set::{self, Shot};
use super::words::Words;

/// Photos that have been asked for lately, and are likely to be asked for again.
const REMEMBERED: usize = 128;

/// A set of photos.
pub struct Set {
    /// Pixels of each photo, width and height; 0 where nobody knows.
    sizes: RefCell<Vec<(u32, u32)>>,
    /// Gives the record of a photo by its index, as [`set::write`] writes it.
    source: js_sys::Function,
    /// The oldest first.
    lately: RefCell<Vec<(usize, Rc<Shot>)>>,
}

impl Set {
    /// `sizes`: width and height of each photo, one after the other.
    pub fn new(sizes: &[u32], source: js_sys::Function) -> Set {
        let sizes = RefCell::new(sizes.chunks_exact(2).map(|size| (size[0], size[1])).collect());
        Set { sizes, source, lately: RefCell::default() }
    }

    pub fn len(&self) -> usize {
        self.sizes.borrow().len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The photo at an index inside of the set; outside of it, one of which nothing is known.
    pub fn shot(&self, at: usize) -> Rc<Shot> {
        // In which format the browser shows a photo, it may have chosen by now.
        let is_it = |(known, shot): &&(usize, Rc<Shot>)| *known == at && !shot.has_formats;
        let known = self.lately.borrow().iter().find(is_it).map(|(_, shot)| shot.clone());
        known.unwrap_or_else(|| {
            let shot = Rc::new(self.ask(at));
            let mut lately = self.lately.borrow_mut();
            if lately.len() == REMEMBERED {
                lately.remove(0);
            }
            lately.push((at, shot.clone()));
            shot
        })
    }

    /// As [`Set::shot`], for who looks at all of them once.
    pub fn ask(&self, at: usize) -> Shot {
        let record = self.source.call1(&JsValue::NULL, &(at as u32).into()).ok().and_then(|record| record.as_string());
        let (width, height) = self.size(at);
        Shot { width, height, ..record.map(|record| set::read(&record, format::ending)).unwrap_or_default() }
    }

    /// Pixels of a photo: (0, 0) where nobody knows.
    pub fn size(&self, at: usize) -> (u32, u32) {
        self.sizes.borrow().get(at).copied().unwrap_or_default()
    }

    /// The size of a photo has been found out.
    pub fn learn(&self, at: usize, size: (u32, u32)) {
        if let Some(known) = self.sizes.borrow_mut().get_mut(at) {
            *known = size;
        }
        self.lately.borrow_mut().retain(|(known, _)| *known != at);
    }
}

/// What the portal has handed over last.
#[derive(Clone)]
pub struct Held {
    pub set: Rc<Set>,
    pub words: Rc<Words>,
}

thread_local! {
    static HELD: RefCell<Option<Held>> = const { RefCell::new(None) };
}

/// Takes a set. What is on the screen of the one before stays until it is left. Words that are the same as before stay
/// the same ones, and with them the dialog that they are written in.
pub fn hold(sizes: &[u32], source: js_sys::Function, words: &str) {
    let words = Words::read(words);
    let known = held().map(|held| held.words).filter(|known| **known == words);
    let words = known.unwrap_or_else(|| Rc::new(words));
    HELD.set(Some(Held { set: Rc::new(Set::new(sizes, source)), words }));
}

pub fn held() -> Option<Held> {
    HELD.with_borrow(Clone::clone)
}
