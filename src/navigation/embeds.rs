//! The cards of what other sites have: a frame in the button's place, once the reader asked for it.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::browser;
use crate::view::embed_frame;

/// Puts the frame that a card's button names in the button's place.
pub fn show(button: &Element) {
    let of = |name: &str| button.get_attribute(name).unwrap_or_default();
    let frame = embed_frame(&of("data-frame"), &of("data-title"));
    let frame = browser::window_and_document().and_then(|(_, document)| frame?.build(&document));
    if let (Some(frame), Some(card)) = (frame, button.parent_element()) {
        if let Some(card) = card.dyn_ref::<HtmlElement>() {
            // Where words made it higher than a film is, it stays so, and nothing below it moves.
            let _ = card.style().set_property("min-block-size", &format!("{}px", card.client_height()));
        }
        // Refused only where it would be put into itself.
        let _ = card.replace_child(&frame, button);
        browser::focus(&frame);
    }
}
