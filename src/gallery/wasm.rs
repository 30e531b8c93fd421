//! The gallery as a module of its own: Trunk makes `gallery.js` and its wasm of it (see index.html).

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[cfg(target_arch = "wasm32")]
mod exports {
    use ban_tin::gallery::{album, held, viewer};
    use wasm_bindgen::prelude::*;

    /// Takes the set that everything below is about. `sizes`: width and height of each photo in pixels, 0 where they are
    /// not known. `source` gives a photo's record by its index, `words` are the interface's: see `gallery::set`.
    #[wasm_bindgen]
    pub fn hold(sizes: &[u32], source: js_sys::Function, words: &str) {
        held::hold(sizes, source, words);
    }

    /// Photo `number` of the set, counted from 1, may be opened soon.
    #[wasm_bindgen]
    pub fn prepare(number: u32) {
        viewer::prepare(number);
    }

    /// Shows photo `number` of the set. `host` is called with the number of each photo that is shown after it, and with 0
    /// where the reader closes the viewer.
    #[wasm_bindgen]
    pub fn open(number: u32, host: js_sys::Function) {
        viewer::open(number, host);
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

    /// Lays the set's photos out in an album's list.
    #[wasm_bindgen]
    pub fn album(list: web_sys::Element) {
        album::show(&list);
    }
}

/// Nothing happens until the portal asks for it.
fn main() {}
