//! Texts in Markdown. Few backends write them: in a browser their reader is a module of its own, asked for when needed
//! (docs/adr/0014).

#[cfg_attr(target_arch = "wasm32", path = "markdown/browser.rs")]
#[cfg_attr(not(target_arch = "wasm32"), path = "markdown/native.rs")]
mod platform;
pub mod reader;

pub use platform::{html, load};
