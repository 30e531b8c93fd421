//! Where a reader was on each page of the history: scroll place and focus.
//!
//! Each history entry carries a number; its place is kept under that number in the session's storage, so that it
//! outlives a reload. Where storage is forbidden, pages open at their top.

use std::cell::Cell;

use wasm_bindgen::JsValue;
use web_sys::{Document, Element, History, Storage};

use crate::browser;

thread_local! {
    /// The history entry whose page is on the screen; none while a page is on its way. `history.state` does not tell:
    /// when Back is heard of, it is the other entry's already.
    static SHOWN: Cell<Option<f64>> = const { Cell::new(None) };
    /// The entry whose page was left last.
    static HIDDEN: Cell<Option<f64>> = const { Cell::new(None) };
}

/// The page of the present entry is on the screen.
pub fn arrived() {
    number();
    SHOWN.set(current());
}

/// The page is on the screen again as it was left, without having been asked for.
pub fn returned() {
    HIDDEN.with(|hidden| {
        if hidden.take().is_some_and(|id| Some(id) == current()) {
            arrived();
        }
    });
}

/// Remembers where the reader is on the page that is left.
pub fn leave() {
    let Some((window, document)) = browser::window_and_document() else { return };
    // Whole pixels: the code that reads and prints floats weighs 20 kB.
    let y = window.scroll_y().unwrap_or_default() as i32;
    let focus = document.active_element().and_then(|element| element.get_attribute("href")).unwrap_or_default();
    let shown = SHOWN.take();
    HIDDEN.set(shown);
    if let Some((storage, id)) = storage().zip(shown) {
        // A full storage loses a scroll place, nothing more.
        let _ = storage.set_item(&key(id), &format!("{y} {focus}"));
    }
}

/// Makes a new history entry for an address, or, where it is the present one's, keeps that.
pub fn enter(href: &str, replace: bool) {
    let Some(history) = history() else { return };
    let state = JsValue::from_f64(js_sys::Date::now());
    // A browser refuses only after hundreds of entries in seconds; the page is shown all the same.
    let _ = match replace {
        true => history.replace_state_with_url(&state, "", Some(href)),
        false => history.push_state_with_url(&state, "", Some(href)),
    };
}

/// Gives the present history entry another address: the reader stays where they are.
pub fn rename(href: &str) {
    if let Some(history) = history() {
        let state = history.state().unwrap_or_default();
        // As in [`enter`].
        let _ = history.replace_state_with_url(&state, "", Some(href));
    }
}

/// Goes to the entry before, of which the `popstate` tells.
pub fn back() {
    if let Some(history) = history() {
        // A history always goes, or has nowhere to go.
        let _ = history.back();
    }
}

/// Scroll places are the portal's own from now on: the browser's would be restored before the page is there.
pub fn take_over() {
    let Some(history) = history() else { return };
    // Without it the browser restores, a little too early.
    let _ = history.set_scroll_restoration(web_sys::ScrollRestoration::Manual);
    number();
}

/// Gives the present entry its number, if the browser made it without one.
fn number() {
    if let Some(history) = history().filter(|_| current().is_none()) {
        // As in [`enter`].
        let _ = history.replace_state(&JsValue::from_f64(js_sys::Date::now()), "");
    }
}

/// Scrolls to where the reader was when this entry was left; to the top, and `false`, where nobody was.
pub fn restore_scroll() -> bool {
    let is_known = restore_known();
    if !is_known {
        super::scroll_to(0.0);
    }
    is_known
}

/// As [`restore_scroll`], but stays where nobody was.
pub fn restore_known() -> bool {
    let y = saved().and_then(|saved| saved.split(' ').next()?.parse::<u32>().ok());
    if let Some(y) = y {
        super::scroll_to(y.into());
    }
    y.is_some()
}

/// Links to places on this page get its address: by `<base>` a copied one, or one that is opened in another tab, would
/// lead to the front page.
pub fn name_in_full(document: &Document) {
    let super::Address { path, query, .. } = super::Address::current();
    let Ok(links) = document.query_selector_all(".prose a[href^='#']") else { return };
    for link in (0..links.length()).filter_map(|n| links.get(n)) {
        let link: Element = wasm_bindgen::JsCast::unchecked_into(link);
        let place = link.get_attribute("href").unwrap_or_default();
        // Only a name that is no attribute's name is refused.
        let _ = link.set_attribute("href", &[path.as_str(), &query, &place].concat());
    }
}

/// The link that was followed from this entry.
pub fn focus() -> Option<Element> {
    let saved = saved()?;
    let href = saved.split_once(' ')?.1;
    if href.is_empty() {
        return None;
    }
    let (_, document) = browser::window_and_document()?;
    let links = document.query_selector_all(".page__shown a[href]").ok()?;
    (0..links.length())
        .filter_map(|n| links.get(n))
        .map(wasm_bindgen::JsCast::unchecked_into::<Element>)
        .find(|link| link.get_attribute("href").as_deref() == Some(href))
}

fn saved() -> Option<String> {
    storage()?.get_item(&key(current()?)).ok().flatten()
}

fn key(id: f64) -> String {
    format!("place {}", id as u64)
}

fn current() -> Option<f64> {
    history()?.state().ok()?.as_f64()
}

fn history() -> Option<History> {
    browser::window_and_document()?.0.history().ok()
}

fn storage() -> Option<Storage> {
    browser::window_and_document()?.0.session_storage().ok().flatten()
}
