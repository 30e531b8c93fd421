//! The edges of the browser: fetching, the console, the window.

mod console;
mod fetch;
mod page;
mod policy;
mod task;

pub use console::{error, notice_panics, problem, warn};
pub use fetch::get;
pub use page::{base_path, focus, font_and_colors, query, set_attribute, set_title, window_and_document};
pub use policy::{narrow, origin};
pub use task::{after_effects, spawn};
