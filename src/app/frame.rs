//! The root of the view: signals decide what is shown, a tree says what it looks like.

use std::rc::Rc;

use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::{App, Screen, Shown, Status};
use crate::edition::At;
use crate::html::{Element, Tree, el};
use crate::view::{Failure, Here, failure, kept_notice, skeleton};

/// The whole portal. One closure follows the signals: the tree is brought up to date where it differs.
pub fn root(app: Rc<App>) -> impl IntoView {
    let screen = app.screen.clone();
    // Leptos asks of a closure that it may be sent to other threads; the app stays in the browser's one.
    let app = SendWrapper::new(app);
    move || {
        let Screen { shown, status } = screen.get();
        Tree(frame(&app, shown.as_deref(), &status))
    }
}

fn frame(app: &App, shown: Option<&Shown>, status: &Status) -> Element {
    let language = shown.map_or(&app.first_language, |shown| &shown.language);
    let Some(edition) = app.known_edition(language) else { return el("div", "") };
    let is_loading = matches!(status, Status::Loading { .. });
    let notice = notice(edition.here(), status, shown.is_some());
    edition.frame(&app.settings, shown.map(|shown| At { route: &shown.route, page: &shown.page }), notice, is_loading)
}

/// What stands above a page that is kept, or in the place of one that is not there yet.
fn notice(here: Here, status: &Status, is_kept: bool) -> Option<Element> {
    let (key, notice, is_main) = match status {
        Status::Ready => return None,
        Status::Loading { is_text } => ("loading", skeleton(here, *is_text), true),
        Status::Kept { at, is_bundled } => {
            let key = if *is_bundled { "kept_bundled" } else { "kept" };
            let date = at.map(|at| if *is_bundled { here.locale.date(at) } else { here.locale.date_time(at) });
            let words = here.locale.phrase(key, &[("date", &date.unwrap_or_default())]);
            return Some(kept_notice(here, &words).key("kept"));
        }
        Status::Failed { advice } => {
            let (title, advice) = (here.word("failed"), here.word(advice));
            ("failed", failure(here, &Failure { title, advice, details: vec![], is_above: is_kept }), !is_kept)
        }
    };
    let place = el(if is_main { "main" } else { "div" }, "").key(key);
    Some(place.maybe("id", (!is_kept).then_some("main")).with(notice))
}
