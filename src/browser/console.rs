//! What a developer is told.

use wasm_bindgen::JsValue;
use web_sys::console;

use crate::json::Problem;

/// Something that the reader is told of as well.
pub fn error(message: &str) {
    console::error_1(&JsValue::from_str(&["Bản Tin: ", message].concat()));
}

/// Something that was left out.
pub fn warn(message: &str) {
    console::warn_1(&JsValue::from_str(&["Bản Tin: ", message].concat()));
}

/// One bad place in a file.
pub fn problem(problem: &Problem) {
    warn(&problem.to_string());
}

/// A panic's message, which a release build does not have. That the program has ended `index.html` notices itself.
pub fn tell_panics() {
    std::panic::set_hook(Box::new(|info| error(&info.to_string())));
}
