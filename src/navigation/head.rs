//! The document's head, kept true to the page that is shown.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element};

use crate::app::{Edition, Shown};
use crate::browser;
use crate::page::Public;
use crate::settings::Settings;

/// Makes the head say what the page is. What a page has nothing to say of is taken out.
pub fn write(shown: &Shown, edition: &Edition, settings: &Settings) {
    let Some((window, document)) = browser::window_and_document() else { return };
    // Published addresses are below the settings' url; before it is known, below where the page was opened.
    let origin = window.location().origin().unwrap_or_default();
    let root = settings.url.clone().unwrap_or_else(|| [&origin, edition.links.base.as_str()].concat());
    let public = Public { root, origin };
    document.set_title(&shown.page.title(&settings.name.in_language(&shown.language)));
    browser::set_attribute("html", "lang", &edition.locale.language);
    browser::set_attribute("html", "dir", &edition.locale.direction);
    shown.page.say(&shown.route, &edition.links, settings, &public, &mut |selector, value| {
        set(&document, selector, value);
    });
}

/// Makes an element's value, the `href` of a link or the `content` of a meta, what it is to be.
///
/// `selector` has the form `name[key=value]…`: it finds the element, and says how to make it where there is none.
fn set(document: &Document, selector: &str, value: Option<&str>) {
    let found = document.query_selector(selector).ok().flatten();
    let Some(value) = value else {
        return found.iter().for_each(Element::remove);
    };
    let attribute = if selector.starts_with("link") { "href" } else { "content" };
    if let Some(element) = found.or_else(|| make(document, selector)) {
        // The attributes' names are fixed above and none is refused.
        let _ = element.set_attribute(attribute, value);
    }
}

fn make(document: &Document, selector: &str) -> Option<Element> {
    let mut parts = selector.split('[');
    let element = document.create_element(parts.next()?).ok()?;
    for pair in parts {
        let (key, value) = pair.trim_end_matches(']').split_once('=')?;
        element.set_attribute(key, value.trim_matches('\'')).ok()?;
    }
    document.head()?.append_child(element.unchecked_ref()).ok()?;
    Some(element)
}
