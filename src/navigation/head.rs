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
    let title = if head.title.is_empty() { name.clone() } else { format!("{} – {name}", head.title) };
    document.set_title(&title);
    browser::set_attribute("html", "lang", &edition.locale.language);
    browser::set_attribute("html", "dir", &edition.locale.direction);

    // Published addresses are below the settings' url; before it is known, below where the page was opened.
    let origin = window.location().origin().unwrap_or_default();
    let root = settings.url.clone().unwrap_or_else(|| format!("{origin}{}", edition.links.base));
    let public = |href: String| match href.strip_prefix(edition.links.base.as_str()) {
        Some(below) => format!("{root}{below}"),
        None => resolve(&origin, &href),
    };
    let url = public(edition.links.to(&shown.route));
    let set = |selector: &str, attribute: &str, value: Option<&str>| set(&document, selector, attribute, value);
    let image = head.image.clone().map(public);
    let kind = if head.is_article { "article" } else { "website" };
    set(r#"meta[name="description"]"#, "content", head.description.as_deref());
    set(r#"meta[name="robots"]"#, "content", head.is_hidden.then_some("noindex"));
    set(r#"link[rel="canonical"]"#, "href", (!head.is_hidden).then_some(&url));
    set(r#"meta[property="og:title"]"#, "content", Some(if head.title.is_empty() { &name } else { &head.title }));
    set(r#"meta[property="og:description"]"#, "content", head.description.as_deref());
    set(r#"meta[property="og:type"]"#, "content", Some(kind));
    set(r#"meta[property="og:url"]"#, "content", Some(&url));
    set(r#"meta[property="og:site_name"]"#, "content", Some(&name));
    set(r#"meta[property="og:image"]"#, "content", image.as_deref());
    for language in edition.links.languages.iter().filter(|code| **code != shown.language) {
        let translation = head.translations.iter().find(|(code, _)| code == language);
        let href = translation.map(|(_, route)| public(edition.links.to_in(language, route)));
        set(&format!(r#"link[rel="alternate"][hreflang="{language}"]"#), "href", href.as_deref());
    }
    let own = format!(r#"link[rel="alternate"][hreflang="{}"]"#, shown.language);
    set(&own, "href", (!head.translations.is_empty()).then_some(&url));
}

/// Sets one attribute of the element that a selector of the form `name[key="value"]…` finds, or makes it.
fn set(document: &Document, selector: &str, attribute: &str, value: Option<&str>) {
    let found = document.query_selector(selector).ok().flatten();
    let Some(value) = value else {
        if let Some(element) = found {
            element.remove();
        }
        return;
    };
    if let Some(element) = found.or_else(|| make(document, selector)) {
        // The attributes' names are fixed above and none is refused.
        let _ = element.set_attribute(attribute, value);
    }
}

fn make(document: &Document, selector: &str) -> Option<Element> {
    let (name, pairs) = selector.split_once('[')?;
    let element = document.create_element(name).ok()?;
    for pair in pairs.trim_end_matches(']').split("][") {
        let (key, value) = pair.split_once('=')?;
        element.set_attribute(key, value.trim_matches('"')).ok()?;
    }
    document.head()?.append_child(element.unchecked_ref()).ok()?;
    Some(element)
}
