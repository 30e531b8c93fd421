//! The menu of a narrow screen: opened and closed by its button, closed by Esc and by going somewhere.

use web_sys::Element;

use crate::browser;

/// Opens the menu, or closes it.
pub fn toggle() {
    if let Some(button) = button() {
        let next = if is_open(&button) { "false" } else { "true" };
        browser::set_attribute(".menu__button", "aria-expanded", next);
    }
}

/// Closes the menu. `true` where it was open.
pub fn close() -> bool {
    let was_open = button().is_some_and(|button| is_open(&button));
    if was_open {
        browser::set_attribute(".menu__button", "aria-expanded", "false");
    }
    was_open
}

/// Closes the menu by a key: the focus stays in its place, on what opens it again.
pub fn close_by_key() -> bool {
    let was_open = close();
    if let Some(button) = button().filter(|_| was_open) {
        browser::focus(&button);
    }
    was_open
}

fn is_open(button: &Element) -> bool {
    button.get_attribute("aria-expanded").as_deref() == Some("true")
}

fn button() -> Option<Element> {
    browser::query(".menu__button")
}
