//! Bản Tin: a news portal that runs in the reader's browser.
//!
//! The modules in reading order: what an article is, how it is read from a backend, how it is kept,
//! how it is shown, and how a reader moves about. ARCHITECTURE.md is the map.

// Deeply nested view types need more room than rustc's default.
#![recursion_limit = "256"]

pub mod article;
pub mod connection;
pub mod cut;
pub mod join;
pub mod list;
pub mod url;

pub mod json;

pub mod body;

pub mod locale;
pub mod markdown;
pub mod route;
pub mod search;
pub mod settings;

pub mod source;
pub mod store;

pub mod html;
pub mod page;
pub mod view;

pub mod edition;

pub mod gallery;

#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod navigation;

#[cfg(not(target_arch = "wasm32"))]
pub mod press;
