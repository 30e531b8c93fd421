//! The viewer's place among the pages: when its module is brought, and what opening, stepping and closing mean for the
//! history. What it looks like is the module's own (`gallery`).

mod module;
mod record;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use wasm_bindgen::prelude::*;

use self::module::{Module, bring};
use self::record::record;
use super::{Address, places};
use crate::app::{App, Arrival};
use crate::browser;
use crate::gallery::course::{Course, Effect, Event};
use crate::gallery::words;
use crate::route::Route;
use crate::view::{Photos, numbered};

/// How long a click waits for the module before the photo's plain page is shown in its stead.
const PATIENCE: i32 = 1500;
/// How long an album waits for it before it is shown as the portal lays it out.
const SHORT: i32 = 400;

thread_local! {
    static COURSE: Cell<Course> = const { Cell::new(Course::Closed) };
    /// The document's title before the viewer was opened.
    static TITLE: RefCell<Option<String>> = const { RefCell::new(None) };
    /// The set that the module has been handed, and the language of the words beside it.
    static HELD: RefCell<Option<(Photos, String)>> = const { RefCell::new(None) };
}

/// A page is on the screen. Where it is an album or a photo, the module has work at once.
pub fn arrived(app: &Rc<App>, arrival: &Arrival) {
    let (Some(photos), Some((_, route))) = (app.photos(), app.place()) else { return };
    if !needs_module(&route) {
        return;
    }
    // Before anything is painted, where it can be.
    if let Some(module) = module::known() {
        return put_to_work(&module, app, &route, &photos, arrival);
    }
    let (app, place, arrival) = (app.clone(), app.place(), arrival.clone());
    browser::spawn(Box::pin(async move {
        // The reader may be elsewhere by then.
        let is_here = || app.place() == place;
        if let Some(module) = bring(&app).await.filter(|_| is_here()) {
            put_to_work(&module, &app, &route, &photos, &arrival);
        }
    }));
}

fn put_to_work(module: &Module, app: &Rc<App>, route: &Route, photos: &Photos, arrival: &Arrival) {
    // Of a pressed page nothing moves and nothing is covered.
    let is_read = *arrival == Arrival::Pressed;
    if let Route::Photo { number, .. } = route {
        if !is_read {
            run(app, Event::Enter, *number, photos);
        }
    } else if let Some(list) = browser::query(".album-rows") {
        hand_over(module, app, photos);
        if !is_read || (list.child_element_count() as usize) < photos.photos.len() {
            module.album(&list);
        }
        // Whichever is opened first: the code is ready then.
        module.prepare(1);
        if matches!(arrival, Arrival::First | Arrival::History) {
            // A long album has its whole height only now.
            places::restore_known();
        }
    }
}

/// Brings the module for whoever goes to a place that needs it, or points at a photo, which it then has ready.
pub fn look_ahead(app: &Rc<App>, route: &Route) {
    if !needs_module(route) {
        return;
    }
    let (app, route) = (app.clone(), route.clone());
    browser::spawn(Box::pin(async move {
        if let (Some(module), Route::Photo { of, number }) = (bring(&app).await, route)
            && let Some(photos) = app.photos().filter(|photos| photos.of == *of)
        {
            hand_over(&module, &app, &photos);
            module.prepare(number as u32);
        }
    }));
}

/// Gives the module the set of the page on the screen, if it has not got it.
fn hand_over(module: &Module, app: &Rc<App>, photos: &Photos) {
    let Some(edition) = app.edition_shown() else { return };
    let is_held = |(held, language): &(Photos, String)| {
        Arc::ptr_eq(&held.photos, &photos.photos) && held.of == photos.of && *language == edition.links.language
    };
    if HELD.with_borrow(|held| held.as_ref().is_some_and(is_held)) {
        return;
    }
    HELD.set(Some((photos.clone(), edition.links.language.clone())));
    let mut sizes = vec![];
    for photo in photos.photos.iter() {
        let (width, height) = photo.size.unwrap_or_default();
        sizes.push(width);
        sizes.push(height);
    }
    let handed = edition
        .locale
        .words(|key| key.starts_with("viewer_") || key.contains("photo") || key.starts_with("film") || key == "retry");
    let words = words::write(&handed);
    let photos = photos.clone();
    let source = Closure::<dyn Fn(u32) -> String>::new(move |at| record(&photos, &edition, at as usize));
    // The module holds it until it is handed another set.
    module.hold(&sizes, source.into_js_value().unchecked_ref(), &words);
}

/// Waits a little for the module before such a place is shown: photos that are laid out once do not move.
pub async fn be_ready(app: &App, route: &Route) {
    if needs_module(route) {
        browser::within(SHORT, Box::pin(bring(app))).await;
    }
}

fn needs_module(route: &Route) -> bool {
    matches!(route, Route::Photo { .. } | Route::Album { .. })
}

/// A link was followed. `true` where it leads to a photo of the page on the screen, which the viewer shows.
pub fn follow(app: &Rc<App>, language: &str, route: &Route) -> bool {
    let Some(photos) = app.photos().filter(|_| app.place().is_some_and(|(here, _)| here == *language)) else {
        return false;
    };
    let number = match route {
        Route::Photo { of, number } if **of == photos.of => *number,
        // Out of the viewer to the page behind, or to somewhere else.
        route if *route == photos.of && COURSE.get() != Course::Closed => {
            return run(app, Event::Close, 0, &photos);
        }
        _ => {
            run(app, Event::Elsewhere, 0, &photos);
            return false;
        }
    };
    // On a photo's own page, which shows where there is no viewer, photos are pages.
    if app.place().is_none_or(|(_, here)| here != photos.of) || number > photos.photos.len() {
        return false;
    }
    if module::known().is_some() {
        return run(app, Event::Follow, number, &photos);
    }
    let app = app.clone();
    let (language, place) = (language.to_owned(), app.place());
    browser::spawn(Box::pin(async move {
        let module = browser::within(PATIENCE, Box::pin(bring(&app))).await.flatten();
        // The reader may be elsewhere by now.
        if app.place() != place {
            return;
        }
        match module {
            Some(_) => {
                run(&app, Event::Follow, number, &photos);
            }
            None => {
                let to = photos.of.photo(number);
                let href = app.edition_shown().map(|edition| edition.links.to(&to)).unwrap_or_default();
                super::go_to(&app, language, to, &href);
            }
        }
    }));
    true
}

/// The history went somewhere. `true` where the viewer is all that changes.
pub fn went(app: &Rc<App>) -> bool {
    let address = Address::current();
    let Some((language, route)) = app.find(&address.path, &address.query) else { return false };
    // What stands on the screen, behind the viewer or without it.
    let place = app.place().filter(|(known, _)| *known == language).map(|(_, place)| place);
    let photos = app.photos();
    let number = match (&route, &photos) {
        (Route::Photo { of, number }, Some(photos)) if **of == photos.of => Some(*number),
        _ => None,
    };
    let event = match number {
        Some(_) if place.is_some() => Event::ToPhoto,
        _ if place.as_ref() == Some(&route) => Event::ToPage,
        _ => Event::Elsewhere,
    };
    // Closed, and at a photo's plain page or where the module never came: a place as any other.
    let is_plain = COURSE.get() == Course::Closed
        && (module::known().is_none() || place.as_ref() != photos.as_ref().map(|photos| &photos.of));
    if is_plain {
        return false;
    }
    places::leave();
    run(app, event, number.unwrap_or_default(), &photos.unwrap_or_else(nothing))
}

/// Does what an event of the viewer's asks for. `true` where the portal has nothing more to do.
fn run(app: &Rc<App>, event: Event, number: usize, photos: &Photos) -> bool {
    let (course, effects) = COURSE.get().after(event);
    COURSE.set(course);
    let to = |route: &Route| app.edition_shown().map(|edition| edition.links.to(route)).unwrap_or_default();
    let address = || to(&photos.of.photo(number));
    let mut is_done = true;
    for effect in effects {
        match effect {
            Effect::Push => {
                places::leave();
                places::enter(&address(), false);
                places::arrived();
            }
            // Also told of the first one, which is there by its address already.
            Effect::Replace if Address::current().path == address() => {}
            Effect::Replace => places::rename(&address()),
            Effect::ToPage => {
                places::leave();
                places::rename(&to(&photos.of));
                super::go(app, Arrival::Link);
            }
            Effect::Back => places::back(),
            Effect::Open => open(app, number, photos),
            Effect::Show => {
                if let Some(module) = module::known() {
                    module.show(number as u32);
                }
                places::arrived();
            }
            Effect::Hide => hide(),
            Effect::Leave => is_done = false,
        }
    }
    is_done
}

fn open(app: &Rc<App>, number: usize, photos: &Photos) {
    let Some(module) = module::known() else { return };
    let title = browser::window_and_document().map(|(_, document)| document.title()).unwrap_or_default();
    TITLE.set(Some(title));
    let host = Closure::<dyn Fn(u32)>::new({
        let (app, photos) = (app.clone(), photos.clone());
        move |number: u32| match number as usize {
            0 => {
                run(&app, Event::Close, 0, &photos);
            }
            number => {
                run(&app, Event::Step, number, &photos);
                entitle(&app, number, &photos);
            }
        }
    });
    hand_over(&module, app, photos);
    // The module holds it until the viewer is opened anew.
    module.open(number as u32, host.into_js_value().unchecked_ref());
    places::arrived();
}

fn hide() {
    if let Some(module) = module::known() {
        module.close();
    }
    if let Some(title) = TITLE.take() {
        browser::set_title(&title);
    }
    places::arrived();
}

/// The document's title says which photo is on the screen, for the history's list and for bookmarks.
fn entitle(app: &App, number: usize, photos: &Photos) {
    if let Some(edition) = app.edition_shown() {
        let Some(photo) = photos.photos.get(number - 1).map(|photo| numbered(&edition.locale, photo, number)) else {
            return;
        };
        let name = app.name(&edition.links.language);
        browser::set_title(&[&photo, " – ", &photos.title, " – ", &name].concat());
    }
}

/// For events that are about no photo.
fn nothing() -> Photos {
    Photos { of: Route::Home, title: String::new(), photos: Arc::default() }
}
