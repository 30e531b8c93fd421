//! The trees of bodies as a browser's own parser makes them: a module for the page of `trees.rs`, in no test itself.
//!
//! `cargo xtask test` builds it for wasm, and wasm-bindgen makes a script of it that any page can import.

#![cfg(target_arch = "wasm32")]

use ban_tin::body;
use wasm_bindgen::prelude::wasm_bindgen;

// The native tests' own printer: two of them could differ where the trees don't.
#[path = "../../suite/body_tree.rs"]
mod printed;

/// A body's tree as text, as it stands in `tests/corpus/body/`.
#[wasm_bindgen]
pub fn tree(html: &str, base: &str) -> String {
    let (body, warnings) = body::parse(html, base);
    printed::tree(&body, &warnings)
}
