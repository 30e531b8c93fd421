//! Which of a photo's formats this browser shows: the one that it has chosen for a picture of the page.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::HtmlImageElement;

thread_local!(static CHOSEN: Cell<&'static str> = const { Cell::new("") });

/// How the addresses of the files end that this browser shows; empty where it shows the photos as they are, and as long
/// as it has not chosen.
pub fn ending() -> &'static str {
    if CHOSEN.get().is_empty() {
        CHOSEN.set(chosen().unwrap_or_default());
    }
    CHOSEN.get()
}

fn chosen() -> Option<&'static str> {
    let pictures = web_sys::window()?.document()?.query_selector_all("picture img").ok()?;
    (0..pictures.length()).find_map(|n| {
        let file = pictures.item(n)?.dyn_into::<HtmlImageElement>().ok()?.current_src();
        ["avif", "webp"].into_iter().find(|ending| file.ends_with(ending))
    })
}
