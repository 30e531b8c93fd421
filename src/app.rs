//! The running portal: the current route, its page, and what every component reads.

mod edition;
mod frame;
mod policy;
mod start;
mod visit;

pub use crate::edition::Edition;
pub use start::start;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::task::Waker;

use leptos::prelude::*;

use crate::article::Moment;
use crate::json::Problem;
use crate::page::Page;
use crate::route::Route;
use crate::settings::Settings;
use crate::view::Photos;

/// The portal while it runs. There is one.
pub struct App {
    settings: Settings,
    base: String,
    /// The language that the document was opened in.
    first_language: String,
    editions: RefCell<Vec<Rc<Edition>>>,
    /// The one signal: two would weigh 2 kB more, and one in Leptos' arena 1 kB.
    screen: ArcRwSignal<Screen>,
    /// Counts the places gone to: an answer for an earlier one changes nothing any more.
    turn: Cell<u32>,
    /// What waits for the next turn, or for the line to come back.
    waiting: RefCell<Vec<Waker>>,
}

/// What is on the screen.
#[derive(Clone, Debug, Default)]
struct Screen {
    /// `None` until the first page is there.
    shown: Option<Arc<Shown>>,
    status: Status,
}

/// A page on the screen and where it belongs.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    pub language: String,
    pub route: Route,
    pub page: Box<Page>,
}

/// How it is going with the page that was asked for last.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Status {
    #[default]
    Ready,
    /// It takes so long that a skeleton stands in its place; `is_text` gives its shape.
    Loading { is_text: bool },
    /// The last page stays, with a notice above it.
    Failed { advice: &'static str },
    /// The page is of an earlier time, with a line above it that says of which. `is_bundled`: of the files that stand in
    /// for a source that does not answer.
    Kept { at: Option<Moment>, is_bundled: bool },
}

/// How a place was come to, and so what happens to the scroll place and the focus.
#[derive(Clone, Debug, PartialEq)]
pub enum Arrival {
    /// The document was opened here.
    First,
    /// The document was opened here and holds the page already: it is taken over where it stands.
    Pressed,
    /// A link or a form was followed.
    Link,
    /// Back or Forward.
    History,
    /// Another try at the same place.
    Retry,
}

impl App {
    fn new(settings: Settings, base: String, first_language: String) -> App {
        App {
            settings,
            base,
            first_language,
            editions: RefCell::default(),
            screen: ArcRwSignal::new(Screen::default()),
            turn: Cell::default(),
            waiting: RefCell::default(),
        }
    }

    /// The language and route of an address on this host; `None` where it is not the portal's.
    pub fn find(&self, path: &str, query: &str) -> Option<(String, Route)> {
        crate::edition::links(&self.base, &self.settings, "").parse(path, query)
    }

    /// The place that is on the screen.
    pub fn place(&self) -> Option<(String, Route)> {
        let shown = self.screen.with_untracked(|screen| screen.shown.clone());
        shown.map(|shown| (shown.language.clone(), shown.route.clone()))
    }

    /// The photos of the page on the screen, where they are a set.
    pub fn photos(&self) -> Option<Photos> {
        self.screen.with_untracked(|screen| screen.shown.as_ref().and_then(|shown| shown.page.photos()))
    }

    /// The words and links of the page on the screen.
    pub fn edition_shown(&self) -> Option<Rc<Edition>> {
        self.known_edition(&self.place()?.0)
    }

    /// The portal's name in a language.
    pub fn name(&self, language: &str) -> String {
        self.settings.name.in_language(language)
    }

    /// The path of the portal's root.
    pub fn base(&self) -> &str {
        &self.base
    }

    fn change(&self, change: &mut dyn FnMut(&mut Screen)) {
        self.screen.update(change);
    }

    /// A language's words and articles, read once.
    async fn edition(&self, language: &str) -> Result<Rc<Edition>, Vec<Problem>> {
        if let Some(known) = self.known_edition(language) {
            return Ok(known);
        }
        let edition = Rc::new(edition::read(language, &self.base, &self.settings).await?);
        self.editions.borrow_mut().push(edition.clone());
        Ok(edition)
    }

    /// Words of a language that was read.
    pub fn word(&self, language: &str, key: &str) -> String {
        self.known_edition(language).map(|edition| edition.locale.word(key)).unwrap_or_default()
    }

    /// The edition of a page that is shown, which was read for it.
    fn known_edition(&self, language: &str) -> Option<Rc<Edition>> {
        self.editions.borrow().iter().find(|edition| edition.links.language == language).cloned()
    }
}
