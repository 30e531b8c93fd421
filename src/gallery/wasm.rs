//! The gallery as a module of its own: Trunk makes `gallery.js` and its wasm of it (see index.html).

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[cfg(target_arch = "wasm32")]
mod exports {
    use ban_tin::gallery::album::{self, Options};
    use ban_tin::gallery::{set, viewer};
    use wasm_bindgen::prelude::*;

    /// Shows photo `number` of a set, counted from 1. `host` is called with the number of each photo that is shown after
    /// it, and with 0 where the reader closes the viewer.
    #[wasm_bindgen]
    pub fn open(set: &str, words: &str, number: u32, host: js_sys::Function) {
        viewer::open(set::read(set), set::read_words(words), number, host);
    }

    /// Shows another photo of the set.
    #[wasm_bindgen]
    pub fn show(number: u32) {
        viewer::show(number);
    }

    /// Closes the viewer.
    #[wasm_bindgen]
    pub fn close() {
        viewer::close();
    }

    /// Lays an album's list of photos out. `label` is what a photo is called by its number: `Photo {n}`.
    #[wasm_bindgen]
    pub fn album(list: web_sys::Element, set: &str, label: String) {
        album::show(&list, set::read(set), Options { label });
    }
}

/// Nothing happens until the portal asks for it.
fn main() {}
