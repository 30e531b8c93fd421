//! The document's head: title, description, canonical address, pictures for sharing, translations.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element};

use crate::app::{Edition, Shown};
use crate::browser;
use crate::settings::Settings;
use crate::url::resolve;

/// Makes the head say what the page is. What a page has nothing to say of is taken out.
pub fn write(shown: &Shown, edition: &Edition, settings: &Settings) {
    let Some((window, document)) = browser::window_and_document() else { return };
    let head = &shown.page.head;
    let name = settings.name.in_language(&shown.language);
    let title = if head.title.is_empty() { name.clone() } else { [&head.title, " – ", &name].concat() };
    document.set_title(&title);
    browser::set_attribute("html", "lang", &edition.locale.language);
    browser::set_attribute("html", "dir", &edition.locale.direction);

    // Published addresses are below the settings' url; before it is known, below where the page was opened.
    let origin = window.location().origin().unwrap_or_default();
    let root = settings.url.clone().unwrap_or_else(|| format!("{origin}{}", edition.links.base));
    let public = |href: String| match href.strip_prefix(edition.links.base.as_str()) {
        Some(below) => [&root, below].concat(),
        None => resolve(&origin, &href),
    };
    let url = public(edition.links.to(&shown.route));
    let image = head.image.clone().map(public);
    let (description, is_public) = (head.description.as_deref(), !head.is_hidden);
    let og_title = if head.title.is_empty() { &name } else { &head.title };
    let said = [
        ("meta[name=description]", description),
        ("meta[name=robots]", head.is_hidden.then_some("noindex")),
        ("link[rel=canonical]", is_public.then_some(&*url)),
        ("meta[property='og:title']", Some(og_title)),
        ("meta[property='og:description']", description),
        ("meta[property='og:type']", Some(if head.is_article { "article" } else { "website" })),
        ("meta[property='og:url']", Some(&url)),
        ("meta[property='og:site_name']", Some(&name)),
        ("meta[property='og:image']", image.as_deref()),
    ];
    said.iter().for_each(|(selector, value)| set(&document, selector, *value));
    for language in &edition.links.languages {
        let translation = head.translations.iter().find(|(code, _)| code == language);
        let mut href = translation.map(|(_, route)| public(edition.links.to_in(language, route)));
        if *language == shown.language && !head.translations.is_empty() {
            href = Some(url.clone());
        }
        set(&document, &format!("link[rel=alternate][hreflang='{language}']"), href.as_deref());
    }
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
