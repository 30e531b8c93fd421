//! The edges of the browser: fetching, the console, the window.

mod console;
mod fetch;
mod keep;
mod module;
mod page;
mod policy;
mod task;

pub use console::{error, problem, tell_panics, warn};
pub use fetch::get;
pub use module::module;
pub use page::{
    base_path, base_uri, connection, focus, font_and_colors, is_line_good, query, set_attribute, set_title,
    window_and_document,
};
pub use policy::{narrow, origin};
pub use task::{after_effects, delay, spawn, within};

use std::rc::Rc;

use crate::article::Moment;
use crate::store::{Keep, Outside};

/// What the store needs of the world.
pub fn outside() -> Outside {
    let keep = Keep { get: keep::get, put: keep::put };
    Outside { fetch: Rc::new(get), keep: Some(Rc::new(keep)), now, report: problem, is_patient: false }
}

/// Whether the document holds its page already, and nobody has taken it over yet.
pub fn is_pressed() -> bool {
    query("[data-pressed]").is_some()
}

/// This moment, by the reader's clock.
pub fn now() -> Moment {
    Moment((js_sys::Date::now() / 1000.0) as i64)
}
