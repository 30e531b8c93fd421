//! The portal's menu.

use super::{Here, list};
use crate::html::{Element, el, link};

/// One link of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuEntry {
    pub label: String,
    pub href: String,
}

/// The links that are marked: of the page itself, and of the section it belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Current {
    pub page: String,
    pub section: Option<String>,
}

/// The menu with what else it holds. On a narrow screen a button opens it: `navigation` turns its `aria-expanded`.
pub fn menu(here: Here, entries: &[MenuEntry], current: &Current, tools: Element) -> Element {
    let item = |MenuEntry { label, href }: &MenuEntry| {
        let mark = if *href == current.page {
            Some("page")
        } else {
            (current.section.as_ref() == Some(href)).then_some("true")
        };
        el("li", "").with(link("menu__link", href.clone()).maybe("aria-current", mark).with(label.as_str()))
    };
    let button = el("button", "menu__button")
        .set("type", "button")
        .set("data-action", "menu")
        .set("aria-expanded", "false")
        .set("aria-controls", "menu")
        .with(el("span", "menu__icon").set("aria-hidden", "true"))
        .with(here.word("menu"));
    let panel =
        el("div", "menu__panel").set("id", "menu").with(list("menu__list").each(entries.iter().map(item))).with(tools);
    el("nav", "menu").set("aria-label", here.word("menu")).with(button).with(panel)
}
