//! The gallery's module: an album's photos in rows, and the viewer.
//!
//! It is a wasm module of its own, brought where a page has photos, so that no text waits for it (docs/adr/0015). What
//! the portal itself renders, links and pictures, works without it.

pub mod ahead;
#[cfg(target_arch = "wasm32")]
pub mod album;
pub mod course;
#[cfg(target_arch = "wasm32")]
pub mod format;
pub mod gesture;
#[cfg(target_arch = "wasm32")]
pub mod held;
pub mod keys;
#[cfg(target_arch = "wasm32")]
pub mod later;
#[cfg(target_arch = "wasm32")]
pub mod listener;
pub mod rows;
pub mod set;
pub mod slides;
#[cfg(target_arch = "wasm32")]
pub mod viewer;
pub mod window;
pub mod words;
pub mod zoom;
