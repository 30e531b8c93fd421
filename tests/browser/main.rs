//! The portal in real browsers: the harness, and the journeys of its readers.
//!
//! `cargo xtask test` installs the browsers and runs this. By hand: `BANTIN_DIST=dist BANTIN_AXE=…/axe.min.js
//! BANTIN_TOOLS=<folders with the drivers> cargo test --test browser`, with `BANTIN_ENGINES=chromium` for one engine.
//! `BANTIN_TREES` is the folder of the module that `bodies/wasm.rs` becomes, target/test-trees.
//! Pictures go to target/screenshots, the drivers' logs to target/browser.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// The harness has more words than the journeys of the day need.
#![allow(dead_code, unused_imports)]

mod bodies;
mod browser;
mod driver;
mod engine;
mod harness;
mod journey;
mod journeys;
mod pressed;
mod server;
