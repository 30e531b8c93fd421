//! The other languages of a page.

use super::{Here, list};
use crate::html::{Element, el, link};

/// A language and where its version of the page is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageLink {
    /// BCP 47.
    pub code: String,
    /// Its own name for itself.
    pub name: String,
    /// This page's translation, or that language's front page.
    pub href: String,
}

/// The languages; `None` where there is one.
pub fn language_switch(here: Here, languages: &[LanguageLink]) -> Option<Element> {
    let item = |LanguageLink { code, name, href }: &LanguageLink| {
        let item = if *code == here.links.language {
            el("span", "language-switch__current").set("aria-current", "true")
        } else {
            link("language-switch__link", href.clone()).set("lang", code.as_str()).set("hreflang", code.as_str())
        };
        el("li", "").with(item.with(name.as_str()))
    };
    (languages.len() > 1).then(|| {
        el("nav", "")
            .set("aria-label", here.word("languages"))
            .with(list("language-switch__list").each(languages.iter().map(item)))
    })
}
