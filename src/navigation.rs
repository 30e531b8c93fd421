//! Going about: links, history, scroll places, focus, announcements, the document's head.

mod embeds;
pub mod head;
mod listeners;
mod menu;
mod pictures;
mod places;
mod viewer;

pub use listeners::{listen, listen_for_reload};
pub use viewer::{be_ready, look_ahead};

use std::rc::Rc;

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::app::{App, Arrival};
use crate::browser;
use crate::route::{Links, Route};

/// An address of this host.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Address {
    path: String,
    /// With its `?`, or empty.
    query: String,
    /// With its `#`, or empty.
    hash: String,
}

impl Address {
    fn current() -> Address {
        let location = browser::window_and_document().map(|(window, _)| window.location());
        let part = |part: Option<Result<String, JsValue>>| part.and_then(Result::ok).unwrap_or_default();
        Address {
            path: part(location.as_ref().map(web_sys::Location::pathname)),
            query: part(location.as_ref().map(web_sys::Location::search)),
            hash: part(location.as_ref().map(web_sys::Location::hash)),
        }
    }
}

/// The place that the document's address names.
pub fn here(links: &Links) -> Option<(String, Route)> {
    let address = Address::current();
    links.parse(&address.path, &address.query)
}

/// One value of the document's query.
pub fn parameter(name: &str) -> Option<String> {
    web_sys::UrlSearchParams::new_with_str(&Address::current().query).ok()?.get(name)
}

/// Follows a link within the portal. `false` where the address is not the portal's, so that the browser goes there.
fn follow(app: &Rc<App>, address: &Address) -> bool {
    let Some((language, route)) = app.find(&address.path, &address.query) else { return false };
    if matches!(route, Route::Unknown { .. }) {
        return false;
    }
    let present = Address::current();
    let is_here = (&present.path, &present.query) == (&address.path, &address.query);
    let Address { path, query, hash } = address;
    if viewer::follow(app, &language, &route) {
        return true;
    }
    if is_here && app.place() == Some((language.clone(), route.clone())) {
        // Already there: to its top, or to the place on it that is named, as browsers do.
        if present.hash != *hash {
            places::leave();
            places::enter(&[path.as_str(), query, hash].concat(), false);
            places::arrived();
        }
        if !listeners::jump_to_hash() {
            to_top();
        }
        return true;
    }
    go_to(app, language, route, &[path.as_str(), query, hash].concat());
    true
}

/// Shows a place of the portal: as a new entry of the history or, where it has the present one's address, as that.
fn go_to(app: &Rc<App>, language: String, route: Route, href: &str) {
    let present = Address::current();
    places::leave();
    places::enter(href, href.split('#').next() == Some(&*[present.path, present.query].concat()));
    // What was said of the last page is not true of this one.
    announce("");
    app.clone().show(language, route, Arrival::Link);
}

/// After a page is on the screen: scroll place, focus, announcement.
pub fn arrive(app: &Rc<App>, arrival: &Arrival) {
    // Of a page that is read already nothing moves.
    let is_read = *arrival == Arrival::Pressed;
    if !is_read {
        menu::close();
    }
    if let Some((_, document)) = browser::window_and_document() {
        places::name_in_full(&document);
        if is_read {
            pictures::fail_lost(&document);
        } else {
            pictures::settle_all(&document);
        }
    }
    match arrival {
        Arrival::Pressed => {
            // Whoever came back while nobody listened has come to the top.
            if browser::window_and_document().is_some_and(|(window, _)| window.scroll_y() == Ok(0.0)) {
                places::restore_known();
            }
        }
        Arrival::First => {
            if !places::restore_scroll() {
                listeners::jump_to_hash();
            }
        }
        Arrival::Link | Arrival::Retry => {
            to_top();
            listeners::jump_to_hash();
            announce_page();
        }
        Arrival::History => {
            let focus = places::focus().or_else(heading);
            if let Some(element) = focus {
                browser::focus(&element);
            }
            // Nobody was here where somebody wrote another place's name into the address.
            if !places::restore_scroll() {
                listeners::jump_to_hash();
            }
            announce_page();
        }
    }
    places::arrived();
    viewer::arrived(app, arrival);
}

/// After a notice is on the screen. Its role announces it.
pub fn arrive_at_failure(title: &str) {
    browser::set_title(title);
    if let Some(title) = browser::query(".failure__title") {
        browser::focus(&title);
    }
    scroll_to(0.0);
}

/// What a button of the page does: its `data-action`.
fn act(app: &Rc<App>, button: &web_sys::Element) {
    match button.get_attribute("data-action").unwrap_or_default().as_str() {
        "retry" => go(app, Arrival::Retry),
        "menu" => menu::toggle(),
        "copy-link" => copy_link(app),
        "embed" => embeds::show(button),
        "print" => {
            if let Some((window, _)) = browser::window_and_document() {
                // A browser that cannot print does nothing, as its own menu would.
                let _ = window.print();
            }
        }
        _ => {}
    }
}

/// Shows the place that the document's address names now.
fn go(app: &Rc<App>, arrival: Arrival) {
    let address = Address::current();
    if let Some((language, route)) = app.find(&address.path, &address.query) {
        app.clone().show(language, route, arrival);
    }
}

fn copy_link(app: &Rc<App>) {
    let Some((window, _)) = browser::window_and_document() else { return };
    let href = window.location().href().unwrap_or_default();
    let say = app.clone();
    browser::spawn(Box::pin(async move {
        // Outside a secure context there is no clipboard at all.
        let clipboard = js_sys::Reflect::get(&window.navigator(), &"clipboard".into()).unwrap_or(JsValue::UNDEFINED);
        let copied = match clipboard.is_undefined() {
            true => false,
            false => JsFuture::from(window.navigator().clipboard().write_text(&href)).await.is_ok(),
        };
        let language = say.place().unzip().0.unwrap_or_default();
        announce(&say.word(&language, if copied { "link_copied" } else { "link_not_copied" }));
    }));
}

fn to_top() {
    if let Some(heading) = heading() {
        browser::focus(&heading);
    }
    scroll_to(0.0);
}

fn heading() -> Option<web_sys::Element> {
    browser::query(".page__shown h1").or_else(|| browser::query("h1"))
}

fn scroll_to(y: f64) {
    if let Some((window, _)) = browser::window_and_document() {
        window.scroll_to_with_x_and_y(0.0, y);
    }
}

/// Says where the reader is: the title begins with the page's own.
fn announce_page() {
    if let Some((_, document)) = browser::window_and_document() {
        announce(&document.title());
    }
}

/// Tells a screen reader, and shows for a while what a button did.
fn announce(words: &str) {
    if let Some(announcer) = browser::query("#announcer") {
        announcer.set_text_content(Some(words));
    }
}
