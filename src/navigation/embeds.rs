//! What another site has, in a frame of its own, once the reader asked for it.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

use crate::body::policy::FRAME_HOSTS;
use crate::browser;

/// Puts the frame that a card's button names in the button's place.
pub fn show(button: &Element) {
    let frame = browser::window_and_document().and_then(|(_, document)| make(&document, button));
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

fn make(document: &Document, button: &Element) -> Option<Element> {
    let src = button.get_attribute("data-frame")?;
    let is_known = |host: &&str| src.strip_prefix(*host).is_some_and(|path| path.starts_with('/'));
    FRAME_HOSTS.into_iter().find(is_known)?;
    let frame = document.create_element("iframe").ok()?;
    let title = button.get_attribute("data-title").unwrap_or_default();
    // It may run and know its own visitors, which players need; it may not lead this window elsewhere. Films are
    // refused to who does not say from which host they are shown.
    let sandbox = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation \
        allow-forms";
    let attributes = [
        ("title", &*title),
        ("sandbox", sandbox),
        ("allow", "encrypted-media; picture-in-picture"),
        ("allowfullscreen", ""),
        ("referrerpolicy", "strict-origin-when-cross-origin"),
        ("src", &src),
    ];
    for (name, value) in attributes {
        frame.set_attribute(name, value).ok()?;
    }
    Some(frame)
}
