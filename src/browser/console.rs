//! What a developer is told, and what a reader sees when the program itself breaks.

use wasm_bindgen::JsValue;
use web_sys::console;

use super::page;
use crate::json::Problem;

/// Something that the reader is told of as well.
pub fn error(message: &str) {
    console::error_1(&JsValue::from_str(&format!("Bản Tin: {message}")));
}

/// Something that was left out.
pub fn warn(message: &str) {
    console::warn_1(&JsValue::from_str(&format!("Bản Tin: {message}")));
}

/// One bad place in a file.
pub fn problem(problem: &Problem) {
    warn(&problem.to_string());
}

/// A panic leaves a notice that `index.html` carries, instead of a page that no longer answers.
pub fn notice_panics() {
    std::panic::set_hook(Box::new(|info| {
        error(&info.to_string());
        page::set_attribute("html", "data-state", "broken");
    }));
}
