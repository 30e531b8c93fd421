//! The few things of the browser that the viewer says often.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::cut;

/// A length in CSS: hundredths are as fine as screens are. Whole numbers, for printing floats weighs more than the strip.
pub fn px(value: f64) -> String {
    [&number(value), "px"].concat()
}

/// A number with three decimals at most.
pub fn number(value: f64) -> String {
    let thousandths = (value * 1000.0) as i64;
    let (whole, rest) = (thousandths.unsigned_abs() / 1000, thousandths.unsigned_abs() % 1000);
    let sign = if thousandths < 0 { "-" } else { "" };
    [sign, &cut::digits(whole as u32), ".", &cut::padded(rest as u32, 3)].concat()
}

/// Sets properties of an element's style.
pub fn place(element: &HtmlElement, properties: &[(&str, &str)]) {
    for (name, value) in properties {
        // A value that is no CSS is ignored, as in a style sheet.
        let _ = element.style().set_property(name, value);
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = HtmlElement)]
    type Animated;
    /// Web Animations: `Element.animate`.
    #[wasm_bindgen(method)]
    fn animate(this: &Animated, frames: &Array, options: &Object) -> Animation;

    type Animation;
    #[wasm_bindgen(method, setter, js_name = onfinish)]
    fn set_onfinish(this: &Animation, listener: &Function);
}

/// Whether the reader wants things to stand still.
pub fn is_still() -> bool {
    let query = web_sys::window().and_then(|window| window.match_media("(prefers-reduced-motion: reduce)").ok()?);
    query.is_some_and(|query| query.matches())
}

/// Moves an element from one look to another in so many milliseconds, then does something. At once, and without
/// moving, where the reader wants no motion.
pub fn animate(
    element: &HtmlElement,
    from: &[(&str, &str)],
    to: &[(&str, &str)],
    milliseconds: f64,
    then: impl FnOnce() + 'static,
) {
    if is_still() || milliseconds <= 0.0 {
        return then();
    }
    let frames = Array::new();
    for frame in [from, to] {
        let object = Object::new();
        for (name, value) in frame {
            // A new object takes any property.
            let _ = Reflect::set(&object, &(*name).into(), &(*value).into());
        }
        frames.push(&object);
    }
    let options = Object::new();
    let settings: [(&str, JsValue); 3] =
        [("duration", milliseconds.into()), ("easing", "cubic-bezier(0.2, 0, 0, 1)".into()), ("fill", "none".into())];
    for (name, value) in settings {
        let _ = Reflect::set(&options, &name.into(), &value);
    }
    let then = Closure::once_into_js(then);
    element.unchecked_ref::<Animated>().animate(&frames, &options).set_onfinish(then.unchecked_ref());
}
