//! The document's events: one listener each, for links and forms that come and go.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{
    Element, Event, EventTarget, HtmlAnchorElement, HtmlElement, HtmlFormElement, HtmlInputElement, KeyboardEvent,
    MouseEvent,
};

use super::{Address, act, follow, go, menu, pictures, places, viewer};
use crate::app::{App, Arrival};
use crate::browser;
use crate::route::Route;
use crate::url;

/// Listens for as long as the document lives.
pub fn listen(app: &Rc<App>) {
    let Some((window, document)) = browser::window_and_document() else { return };
    places::take_over();
    let clicks = app.clone();
    on(&document, "click", move |event| click(&clicks, &event));
    let submits = app.clone();
    on(&document, "submit", move |event| submit(&submits, &event));
    on(&document, "keydown", |event| key(&event));
    on(&document, "load", |event| {
        if let Some(picture) = around(&event, "img[data-unsized]") {
            pictures::come(&picture);
        }
    });
    on(&document, "error", |event| {
        if let Some(picture) = around(&event, "img") {
            pictures::fail(&picture);
        }
    });
    let history = app.clone();
    on(&window, "popstate", move |_| {
        if viewer::went(&history) {
            return;
        }
        places::leave();
        go(&history, Arrival::History);
    });
    let line = app.clone();
    on(&window, "online", move |_| line.wake());
    for name in ["pointerover", "focusin", "touchstart"] {
        let ahead = app.clone();
        on(&document, name, move |event| look_ahead(&ahead, &event));
    }
    on(&window, "pagehide", |_| places::leave());
    // Back from elsewhere, to a page that the browser kept as it was.
    on(&window, "pageshow", |_| places::returned());
}

/// Where the portal could not start, its one button loads the document anew.
pub fn listen_for_reload() {
    let Some((window, document)) = browser::window_and_document() else { return };
    on(&document, "click", move |event| {
        if action(&event).is_some() {
            // Refused only while the document is being closed.
            let _ = window.location().reload();
        }
    });
}

fn on(target: &EventTarget, name: &str, listener: impl Fn(Event) + 'static) {
    let closure = Closure::<dyn Fn(Event)>::new(listener);
    // What becomes of a picture is told on the way down alone. Only a name that is no text is refused.
    let (listener, captures) = (closure.as_ref().unchecked_ref(), matches!(name, "load" | "error"));
    let _ = target.add_event_listener_with_callback_and_bool(name, listener, captures);
    closure.forget();
}

/// A plain click on a link of the portal is ours; every other click stays the browser's.
fn click(app: &Rc<App>, event: &Event) {
    let Some(mouse) = event.dyn_ref::<MouseEvent>() else { return };
    let wants_elsewhere = mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key() || mouse.alt_key();
    if event.default_prevented() || mouse.button() != 0 || wants_elsewhere {
        return;
    }
    if let Some(button) = action(event) {
        return act(app, &button);
    }
    let link = around(event, "a[href]");
    let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else { return };
    if let Some(id) = link.get_attribute("href").and_then(|href| href.strip_prefix('#').map(str::to_owned)) {
        event.prevent_default();
        jump(&id);
        return;
    }
    let is_plain = matches!(link.target().as_str(), "" | "_self") && !link.has_attribute("download");
    let is_own_host = browser::window_and_document().is_some_and(|(w, _)| w.location().origin() == Ok(link.origin()));
    let address = Address { path: link.pathname(), query: link.search(), hash: link.hash() };
    if is_plain && is_own_host && follow(app, &address) {
        event.prevent_default();
    }
}

/// Whoever points at a link to an article most likely opens it.
fn look_ahead(app: &Rc<App>, event: &Event) {
    let link = around(event, "a[href]").and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
    let Some(link) = link.filter(|_| browser::is_line_good()) else { return };
    match app.find(&link.pathname(), &link.search()) {
        Some((language, route @ Route::Article { .. })) => app.clone().fetch_ahead(language, route),
        Some((_, route)) => viewer::look_ahead(app, &route),
        None => {}
    }
}

/// The button that was clicked, if it names an action.
fn action(event: &Event) -> Option<Element> {
    around(event, "[data-action]")
}

/// The element around an event's target that a selector finds.
fn around(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok().flatten()
}

/// To a place on the page: `<base>` would make an address of `#main` that is not this page's.
fn jump(id: &str) -> bool {
    let element = browser::window_and_document().and_then(|(_, document)| document.get_element_by_id(id));
    if let Some(element) = &element {
        element.scroll_into_view();
        browser::focus(element);
    }
    element.is_some()
}

/// To the place that the address names after its `#`. `false` where it names none.
pub fn jump_to_hash() -> bool {
    let hash = browser::window_and_document().and_then(|(window, _)| window.location().hash().ok()).unwrap_or_default();
    jump(&url::decode(hash.trim_start_matches('#')))
}

/// A search form goes where it would go by itself, without loading the document anew.
fn submit(app: &Rc<App>, event: &Event) {
    let form = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
    let Some(form) = form.filter(|form| form.method() == "get") else { return };
    let field =
        form.query_selector("input[name=q]").ok().flatten().and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    let (Some(field), Ok(action)) = (field, web_sys::Url::new(&form.action())) else { return };
    let words = field.value();
    let query = if words.trim().is_empty() { String::new() } else { "?q=".to_owned() + &url::encode(words.trim()) };
    if follow(app, &Address { path: action.pathname(), query, hash: String::new() }) {
        event.prevent_default();
    }
}

/// A key follows the link that names it in `data-key`, unless something is being typed.
fn key(event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
    if event.default_prevented() || key.ctrl_key() || key.meta_key() || key.alt_key() || key.shift_key() {
        return;
    }
    if key.key() == "Escape" && menu::close_by_key() {
        return;
    }
    if around(event, "input, textarea, select, [contenteditable], .menu").is_some() {
        return;
    }
    if !matches!(key.key().as_str(), "ArrowLeft" | "ArrowRight" | "Home" | "End" | "Escape") {
        return;
    }
    let link = browser::query(&["[data-key=", &key.key(), "]"].concat());
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        link.click();
    }
}
