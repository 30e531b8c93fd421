//! Pictures keep the place that was held for them. One whose size nobody said takes its own shape once it has come,
//! where no reader sees it; one that does not come at all stays as large as it was said to be.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlImageElement};

use crate::browser;

/// A picture has come. What is on the screen, or moves what is there, keeps the place that was held for it.
pub fn come(picture: &Element) {
    let Some((_, document)) = browser::window_and_document() else { return };
    let screen = document.document_element().map_or(0, |root| root.client_height());
    if picture.get_bounding_client_rect().top() as i32 >= screen {
        settle(picture);
    }
}

/// A picture does not come: its words are shown. WebKit would give it a square, whatever its attributes say, and move
/// what is below.
pub fn fail(picture: &Element) {
    let Some(picture) = picture.dyn_ref::<HtmlImageElement>() else { return };
    // Only a name that is no attribute's name is refused.
    let _ = picture.set_attribute("data-lost", "");
    let (width, height) = (picture.get_attribute("width"), picture.get_attribute("height"));
    if let (Some(width), Some(height)) = (width, height) {
        // A value that is no CSS is ignored, as in a style sheet.
        let _ = picture.style().set_property("contain", "size");
        let _ = picture.style().set_property("aspect-ratio", &[&width, "/", &height].concat());
    }
}

/// Those that did not come while nobody listened.
pub fn fail_lost(document: &Document) {
    each(document, "img", |picture| {
        let image = picture.dyn_ref::<HtmlImageElement>();
        if image.is_some_and(|image| image.complete() && image.natural_width() == 0 && !image.current_src().is_empty())
        {
            fail(picture);
        }
    });
}

/// On a page that has not been painted yet nothing can be seen to move.
pub fn settle_all(document: &Document) {
    each(document, "img[data-unsized]", settle);
}

fn each(document: &Document, which: &str, with: fn(&Element)) {
    if let Ok(all) = document.query_selector_all(which) {
        (0..all.length()).filter_map(|n| all.get(n)).for_each(|picture| with(picture.unchecked_ref()));
    }
}

fn settle(picture: &Element) {
    let Some(picture) = picture.dyn_ref::<HtmlImageElement>() else { return };
    let (width, height) = (picture.natural_width(), picture.natural_height());
    if picture.has_attribute("data-unsized") && width > 0 && height > 0 {
        picture.set_width(width);
        picture.set_height(height);
        // Only a name that is no attribute's name is refused.
        let _ = picture.remove_attribute("data-unsized");
    }
}
