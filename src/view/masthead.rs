//! What stands at the head of every page: the portal's name, and its menu.

use super::{Current, Here, LanguageLink, MenuEntry, language_switch, menu, search_form};
use crate::html::{Element, el, link};
use crate::route::Route;

/// The words around every page, in one language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Site {
    pub name: String,
    pub tagline: String,
    pub logo: Option<String>,
    pub menu: Vec<MenuEntry>,
    pub address: Vec<String>,
    pub footer_links: Vec<MenuEntry>,
    pub note: String,
}

/// The masthead. `languages` lead to this page's translations.
pub fn masthead(here: Here, site: &Site, current: &Current, languages: &[LanguageLink]) -> Element {
    let logo = |src: &String| {
        el("img", "masthead__logo").set("alt", "").set("width", "56").set("height", "56").set("src", src.as_str())
    };
    let tagline = (!site.tagline.is_empty()).then(|| el("span", "masthead__tagline").with(site.tagline.as_str()));
    let name = el("div", "masthead__name").with(site.name.as_str());
    let home = link("masthead__home", here.to(&Route::Home))
        .with(site.logo.as_ref().map(logo))
        .with(el("div", "masthead__words").with(name).with(tagline));
    let tools = el("div", "menu__tools").with(language_switch(here, languages)).with(search_form(here, "", "search"));
    let inner = el("div", "masthead__inner").with(home).with(menu(here, &site.menu, current, tools));
    el("header", "masthead").with(inner)
}
