//! One place gone to: its page is read and shown, brought up to date, and sought again where it could not be had.

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::sync::Arc;
use std::task::Poll;

use leptos::prelude::*;

use super::{App, Arrival, Screen, Shown, Status};
use crate::article::Moment;
use crate::edition::Edition;
use crate::json::Problem;
use crate::page::{self, Desk, Page};
use crate::route::Route;
use crate::source::{Error, Filter};
use crate::store::{Refreshed, Store};
use crate::{browser, navigation};

/// An answer that is there sooner than this shows without a skeleton in between.
const PATIENCE: std::time::Duration = std::time::Duration::from_millis(300);
/// What a page shows is called old from so many seconds on, while newer answers are on their way.
const OLD: i64 = 3600;
/// A source that does not answer is asked again after so many milliseconds, and then each time after twice as many.
const AGAIN: i32 = 15_000;
const AGAIN_AT_MOST: i32 = 240_000;

/// A place, and the turn in which it was gone to.
struct Visit {
    app: Rc<App>,
    turn: u32,
    language: String,
    route: Route,
}

enum Failure {
    Source(Error),
    /// The files of a language that is gone to.
    Files(Vec<Problem>),
}

impl App {
    /// Reads a place's page and shows it. What was shown before stays until then.
    pub fn show(self: Rc<App>, language: String, route: Route, arrival: Arrival) {
        let turn = self.turn.get().wrapping_add(1);
        self.turn.set(turn);
        // Whatever still waits for the last place leaves off, and its requests with it.
        self.wake();
        let done = Rc::new(Cell::new(false));
        let waits = {
            let (app, done) = (self.clone(), done.clone());
            let is_text = Page::is_text(&route);
            move || {
                if app.turn.get() == turn && !done.get() {
                    app.change(&mut |screen| screen.status = Status::Loading { is_text });
                }
            }
        };
        set_timeout(waits, if arrival == Arrival::First { std::time::Duration::ZERO } else { PATIENCE });
        let visit = Visit { app: self, turn, language, route };
        browser::spawn(Box::pin(async move {
            // Nothing of a visit that is over is shown: it ends where it waits.
            until_over(&visit, Box::pin(visit.go(&arrival, &done))).await;
        }));
    }

    /// What waits goes on now: the line is back, or somebody went elsewhere.
    pub fn wake(&self) {
        self.waiting.take().into_iter().for_each(std::task::Waker::wake);
    }

    /// Reads what a place needs before anybody goes there.
    pub fn fetch_ahead(self: Rc<App>, language: String, route: Route) {
        browser::spawn(Box::pin(async move {
            if let Some(edition) = self.known_edition(&language) {
                let desk = Desk { store: &edition.store, ..self.desk(&edition) };
                page::fetch_ahead(&route, &desk).await;
            }
        }));
    }

    fn desk<'a>(&'a self, edition: &'a Edition) -> Desk<'a> {
        edition.desk(&self.settings)
    }
}

impl Visit {
    async fn go(&self, arrival: &Arrival, done: &Cell<bool>) {
        navigation::look_ahead(&self.app, &self.route);
        let edition = self.app.edition(&self.language).await;
        let is_pressed = *arrival == Arrival::Pressed;
        if let (true, Ok(edition)) = (is_pressed, &edition) {
            // The page is being read: what is to be done comes in pieces, with room for the reader in between.
            page::read_first(&self.route, &self.app.desk(edition)).await;
            browser::delay(0).await;
        }
        let page = match &edition {
            Ok(edition) => page::load(&self.route, &self.app.desk(edition)).await.map_err(Failure::Source),
            Err(problems) => Err(Failure::Files(problems.clone())),
        };
        navigation::be_ready(&self.app, &self.route).await;
        done.set(true);
        let failure = match (page, &edition) {
            (Ok(page), Ok(edition)) => {
                if is_pressed {
                    browser::delay(0).await;
                }
                let old = edition.store.age().filter(|at| at.0 + OLD < browser::now().0);
                self.put(
                    page,
                    edition,
                    old.map_or(Status::Ready, |at| Status::Kept { at: Some(at), is_bundled: false }),
                );
                if is_pressed {
                    browser::delay(0).await;
                    super::start::run(&self.app);
                    // Whoever comes back here gets the text as the source has it, not as it stood in the page.
                    edition.store.forget();
                }
                browser::after_effects().await;
                navigation::arrive(&self.app, arrival);
                self.fetch_next_page(edition);
                return self.keep_fresh(edition).await;
            }
            (Err(failure), _) => failure,
            _ => return,
        };
        if is_pressed {
            // The page in the document stays as it is: its links are links.
            return edition.iter().for_each(|edition| failure.tell(edition));
        }
        let Ok(edition) = &edition else { return self.fail(&failure).await };
        match self.stand_in(edition).await {
            Some((page, at)) => {
                failure.tell(edition);
                self.put(page, edition, Status::Kept { at, is_bundled: true });
                browser::after_effects().await;
                navigation::arrive(&self.app, arrival);
            }
            None => self.fail_with(&failure, edition).await,
        }
        // What only an administrator can mend is asked for again when somebody goes there.
        if !matches!(&failure, Failure::Source(error) if !error.is_passing()) {
            self.go_on_trying(edition).await;
        }
    }

    /// The page out of the bundled files, and the date of the newest article there.
    async fn stand_in(&self, edition: &Edition) -> Option<(Box<Page>, Option<Moment>)> {
        let store: &Store = edition.fallback.as_ref()?;
        let desk = Desk { store, ..self.app.desk(edition) };
        let page = page::load(&self.route, &desk).await.ok()?;
        page::fetch_ahead(&Route::Home, &desk).await;
        let newest = store.list(&Filter::All, 0, 1).ok().and_then(|newest| newest.items.first()?.published);
        Some((page, newest))
    }

    fn put(&self, page: Box<Page>, edition: &Rc<Edition>, status: Status) {
        let shown = Arc::new(Shown { language: self.language.clone(), route: self.route.clone(), page });
        navigation::head::write(&shown, edition, &self.app.settings);
        self.app.change(&mut |screen| *screen = Screen { shown: Some(shown.clone()), status: status.clone() });
    }

    /// Asks again for what is shown where that is old, and shows what has changed. What cannot be had newer stays, with
    /// a word of its age.
    async fn keep_fresh(&self, edition: &Rc<Edition>) {
        let mut wait = AGAIN;
        loop {
            let at = edition.store.age();
            match edition.store.refresh().await {
                Refreshed::Changed => {
                    if let Ok(page) = page::reload(&self.route, &self.app.desk(edition)).await {
                        self.put(page, edition, Status::Ready);
                    }
                    return;
                }
                Refreshed::Same => {
                    self.app.change(&mut |screen| screen.status = Status::Ready);
                    return;
                }
                Refreshed::Failed(error) => {
                    if wait == AGAIN {
                        Failure::Source(error).tell(edition);
                    }
                    self.app.change(&mut |screen| screen.status = Status::Kept { at, is_bundled: false });
                }
            }
            self.pause(&mut wait).await;
        }
    }

    /// Seeks a page that could not be had, until it is there or nobody wants it any more.
    async fn go_on_trying(&self, edition: &Rc<Edition>) {
        let mut wait = AGAIN;
        loop {
            self.pause(&mut wait).await;
            if let Ok(page) = page::load(&self.route, &self.app.desk(edition)).await {
                return self.put(page, edition, Status::Ready);
            }
        }
    }

    /// Waits for a while, or until the line is back.
    async fn pause(&self, wait: &mut i32) {
        let mut over = pin!(browser::delay(*wait));
        let mut is_first = true;
        poll_fn(|context| {
            if !std::mem::take(&mut is_first) && self.app.waiting.borrow().is_empty() {
                return Poll::Ready(());
            }
            self.app.waiting.borrow_mut().push(context.waker().clone());
            over.as_mut().poll(context)
        })
        .await;
        *wait = (*wait * 2).min(AGAIN_AT_MOST);
    }

    /// Whoever reads a list most likely goes on to its next page.
    fn fetch_next_page(&self, edition: &Edition) {
        let shown = self.app.screen.with_untracked(|screen| screen.shown.clone());
        if let Some(older) = shown.and_then(|shown| shown.page.older())
            && (edition.store.is_live() || edition.store.counts_from_oldest())
            && browser::is_line_good()
        {
            self.app.clone().fetch_ahead(self.language.clone(), self.route.on_page(older));
        }
    }

    /// Tells of a failure above the page that is kept, or in its place.
    async fn fail(&self, failure: &Failure) {
        if let Failure::Files(problems) = failure {
            problems.iter().for_each(|problem| browser::error(&problem.to_string()));
        }
        let advice = failure.advice();
        self.app.change(&mut |screen| screen.status = Status::Failed { advice });
        browser::after_effects().await;
        let language = self.app.place().map_or_else(|| self.app.first_language.clone(), |(language, _)| language);
        navigation::arrive_at_failure(&self.app.word(&language, "failed"));
    }

    async fn fail_with(&self, failure: &Failure, edition: &Edition) {
        failure.tell(edition);
        self.fail(failure).await;
    }
}

impl Failure {
    /// The cause, for the developer, and what an administrator can do about it.
    fn tell(&self, edition: &Edition) {
        if let Failure::Source(error) = self {
            let advice = edition.store.advice(error).map(|advice| [". ", &advice].concat()).unwrap_or_default();
            browser::error(&[error.to_string(), advice].concat());
        }
    }

    /// What a reader is told: a key of the locale file.
    fn advice(&self) -> &'static str {
        let Failure::Source(error) = self else { return "failed_server" };
        match error {
            Error::Unreachable { .. } => "failed_offline",
            Error::Late { .. } => "failed_late",
            Error::Status { code: 401 | 403, .. } | Error::Forbidden { .. } => "failed_closed",
            Error::Status { code: 429, .. } => "failed_busy",
            Error::Status { .. } => "failed_server",
            _ => "failed_content",
        }
    }
}

/// Polls a task for as long as the visit is the latest. When it is over, the task is dropped with all that it asked for.
async fn until_over(visit: &Visit, mut task: Pin<Box<dyn Future<Output = ()> + '_>>) {
    poll_fn(|context| {
        if visit.app.turn.get() != visit.turn {
            return Poll::Ready(());
        }
        let state = task.as_mut().poll(context);
        if state.is_pending() {
            let mut waiting = visit.app.waiting.borrow_mut();
            if !waiting.iter().any(|waker| waker.will_wake(context.waker())) {
                waiting.push(context.waker().clone());
            }
        }
        state
    })
    .await;
}
