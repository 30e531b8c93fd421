//! Work that is put off so that the next frame is not late.

use wasm_bindgen::prelude::*;

/// Does something when the browser has nothing better to do, soon at the latest.
pub fn when_idle(then: impl FnOnce() + 'static) {
    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_name = requestIdleCallback, catch)]
        fn request_idle_callback(then: &JsValue) -> Result<JsValue, JsValue>;
    }
    let then = Closure::once_into_js(then);
    // Safari has none.
    if request_idle_callback(&then).is_err() {
        timeout(&then, 50);
    }
}

/// Does something in a task of its own.
pub fn soon(then: impl FnOnce() + 'static) {
    timeout(&Closure::once_into_js(then), 0);
}

/// Does something when the frame that is being made is on the screen.
pub fn after_frame(then: impl FnOnce() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let then = Closure::once_into_js(then);
    // What is asked for in a frame's beginning would hold that frame up: it is done in a task of its own after it.
    let frame = Closure::once_into_js(move || timeout(&then, 0));
    // Only what is no function is refused.
    let _ = window.request_animation_frame(frame.unchecked_ref());
}

fn timeout(then: &JsValue, milliseconds: i32) {
    if let Some(window) = web_sys::window() {
        // As above.
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(then.unchecked_ref(), milliseconds);
    }
}
