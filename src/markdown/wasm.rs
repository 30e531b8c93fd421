//! The reader of Markdown as a module of its own: Trunk makes `markdown.js` and its wasm of it (see index.html).

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// A text as HTML.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn html(text: &str) -> String {
    ban_tin::markdown::reader::html(text)
}

/// Nothing happens until a text is handed over.
fn main() {}
