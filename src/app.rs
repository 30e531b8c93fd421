//! The running portal: the current route, its page, and what every component reads.

mod edition;
mod frame;
mod policy;
mod start;

pub use edition::Edition;
pub use start::start;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use crate::json::Problem;
use crate::page::{self, Desk, Page};
use crate::route::Route;
use crate::settings::Settings;
use crate::source::Error;
use crate::{browser, navigation};

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
}

/// How a place was come to, and so what happens to the scroll place and the focus.
#[derive(Clone, Debug, PartialEq)]
pub enum Arrival {
    /// The document was opened here.
    First,
    /// A link or a form was followed.
    Link,
    /// Back or Forward.
    History,
    /// Another try at the same place.
    Retry,
}

/// An answer that is there sooner than this shows without a skeleton in between.
const PATIENCE: std::time::Duration = std::time::Duration::from_millis(300);

impl App {
    fn new(settings: Settings, base: String, first_language: String) -> App {
        App {
            settings,
            base,
            first_language,
            editions: RefCell::default(),
            screen: ArcRwSignal::new(Screen::default()),
            turn: Cell::default(),
        }
    }

    /// The language and route of an address on this host; `None` where it is not the portal's.
    pub fn find(&self, path: &str, query: &str) -> Option<(String, Route)> {
        edition::links(&self.base, &self.settings, "").parse(path, query)
    }

    /// The place that is on the screen.
    pub fn place(&self) -> Option<(String, Route)> {
        let shown = self.screen.with_untracked(|screen| screen.shown.clone());
        shown.map(|shown| (shown.language.clone(), shown.route.clone()))
    }

    fn change(&self, change: &mut dyn FnMut(&mut Screen)) {
        self.screen.update(change);
    }

    /// Reads a place's page and shows it. What was shown before stays until then.
    pub fn show(self: Rc<App>, language: String, route: Route, arrival: Arrival) {
        let turn = self.turn.get().wrapping_add(1);
        self.turn.set(turn);
        let is_current = {
            let app = self.clone();
            move || app.turn.get() == turn
        };
        let done = Rc::new(Cell::new(false));
        let waits = {
            let (app, done, is_current) = (self.clone(), done.clone(), is_current.clone());
            let is_text = Page::is_text(&route);
            move || {
                if is_current() && !done.get() {
                    app.change(&mut |screen| screen.status = Status::Loading { is_text });
                }
            }
        };
        set_timeout(waits, if arrival == Arrival::First { std::time::Duration::ZERO } else { PATIENCE });
        browser::spawn(Box::pin(async move {
            let page = self.load(&language, &route).await;
            if !is_current() {
                return;
            }
            done.set(true);
            match page {
                Ok((edition, page)) => {
                    let shown = Arc::new(Shown { language, route, page });
                    navigation::head::write(&shown, &edition, &self.settings);
                    self.change(&mut |screen| {
                        *screen = Screen { shown: Some(shown.clone()), status: Status::Ready };
                    });
                    browser::after_effects().await;
                    navigation::arrive(&arrival);
                }
                Err(failure) => self.fail(&failure).await,
            }
        }));
    }

    /// Tells of a failure above the page that is kept, or in its place.
    async fn fail(&self, failure: &Failure) {
        let advice = match failure {
            Failure::Source(error) => {
                browser::error(&error.to_string());
                advice(error)
            }
            Failure::Files(problems) => {
                problems.iter().for_each(|problem| browser::error(&problem.to_string()));
                "failed_server"
            }
        };
        self.change(&mut |screen| screen.status = Status::Failed { advice });
        browser::after_effects().await;
        let language = self.place().map_or_else(|| self.first_language.clone(), |(language, _)| language);
        navigation::arrive_at_failure(&self.word(&language, "failed"));
    }

    async fn load(&self, language: &str, route: &Route) -> Result<(Rc<Edition>, Box<Page>), Failure> {
        let edition = self.edition(language).await.map_err(Failure::Files)?;
        let desk =
            Desk { store: &edition.store, settings: &self.settings, locale: &edition.locale, links: &edition.links };
        let page = page::load(route, &desk).await.map_err(Failure::Source)?;
        Ok((edition, page))
    }

    /// A language's words and articles, read once.
    async fn edition(&self, language: &str) -> Result<Rc<Edition>, Vec<Problem>> {
        if let Some(known) = self.known_edition(language) {
            return Ok(known);
        }
        let edition = Rc::new(Edition::read(language, &self.base, &self.settings).await?);
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

enum Failure {
    Source(Error),
    /// The locale file of a language that is gone to.
    Files(Vec<Problem>),
}

/// What a reader is told of an error: a key of the locale file.
fn advice(error: &Error) -> &'static str {
    match error {
        Error::Unreachable { .. } => "failed_offline",
        Error::Late { .. } => "failed_late",
        Error::Status { .. } => "failed_server",
        Error::NotJson { .. } | Error::Decode { .. } | Error::Missing { .. } | Error::Unread { .. } => "failed_content",
    }
}
