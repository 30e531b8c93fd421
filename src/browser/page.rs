//! The window and its document, as far as the portal touches them.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, Window};

use crate::connection::Connection;
use crate::cut;
use crate::settings::Theme;

/// `None` only where there is no window at all, as in a worker.
pub fn window_and_document() -> Option<(Window, Document)> {
    let window = web_sys::window()?;
    let document = window.document()?;
    Some((window, document))
}

/// The first element that a selector finds.
pub fn query(selector: &str) -> Option<Element> {
    window_and_document()?.1.query_selector(selector).ok().flatten()
}

pub fn set_attribute(selector: &str, name: &str, value: &str) {
    if let Some(element) = query(selector) {
        // Only a name that is no attribute's name is refused, and ours are.
        let _ = element.set_attribute(name, value);
    }
}

/// Moves the keyboard's focus. Scrolling is the caller's business.
pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // An element that cannot have the focus leaves it where it was.
        let _ = element.focus_with_options(&options);
    }
}

/// What the document's relative addresses are meant from.
pub fn base_uri() -> String {
    window_and_document().and_then(|(_, document)| document.base_uri().ok().flatten()).unwrap_or_default()
}

/// The path that the portal lives under, as `<base>` says it: with a slash at both ends.
pub fn base_path() -> String {
    let path = web_sys::Url::new(&base_uri()).map(|url| url.pathname()).unwrap_or_default();
    let end = path.rfind('/').map_or(0, |at| at + 1);
    if end == 0 { "/".into() } else { cut::to(&path, end).to_owned() }
}

/// The words on the browser's tab.
pub fn set_title(title: &str) {
    if let Some((_, document)) = window_and_document() {
        document.set_title(title);
    }
}

/// Puts the settings' colours and fonts where the style sheets look for them.
pub fn font_and_colors(theme: &Theme) {
    let Some(root) = query("html").and_then(|root| root.dyn_into::<HtmlElement>().ok()) else { return };
    let set = |name: &str, value: &str| {
        // A value that is no CSS is ignored by the browser, and the style sheet's own stays.
        let _ = root.style().set_property(name, value);
    };
    let colors = [("--site-accent", &theme.accent), ("--site-masthead", &theme.masthead)];
    for (name, color) in colors {
        if let Some((light, dark)) = color {
            set(name, light);
            set(&[name, "-dark"].concat(), dark);
        }
    }
    let fonts = [("--site-font", &theme.font), ("--site-font-headline", &theme.font_headline)];
    for (name, font) in fonts {
        if let Some(font) = font {
            set(name, font);
        }
    }
}

/// What the browser says of the reader's line.
pub fn connection() -> Connection {
    let of = |object: &JsValue, key: &str| Reflect::get(object, &key.into()).unwrap_or_default();
    let line = web_sys::window().map(|window| of(&window.navigator(), "connection")).filter(JsValue::is_object);
    let Some(line) = line else { return Connection::Fast };
    Connection::of(&of(&line, "effectiveType").as_string().unwrap_or_default(), of(&line, "saveData").is_truthy())
}

/// Whether more may be asked for than the reader asked: the line is good, and nobody saves data.
pub fn is_line_good() -> bool {
    connection() == Connection::Fast
}
