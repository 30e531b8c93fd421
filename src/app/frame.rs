//! The root of the view: signals decide what is shown, a tree says what it looks like.

use std::rc::Rc;

use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::edition::{Edition, translation};
use super::{App, Screen, Shown, Status};
use crate::html::{Element, Tree, el};
use crate::list::ToList;
use crate::view::{Current, Failure, Here, LanguageLink, failure, kept_notice, site_frame, skeleton};

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
    let here = edition.here();
    let translations = shown.map(|shown| shown.page.head.translations.as_slice()).unwrap_or_default();
    let languages = app.settings.languages.iter().map(|language| LanguageLink {
        href: translation(&edition.links, translations, &language.code),
        code: language.code.clone(),
        name: language.name.clone(),
    });
    let languages: Vec<LanguageLink> = languages.list();
    let current = shown.map(|shown| current(&edition, shown)).unwrap_or_default();
    let page = shown.map(|shown| shown.page.view(here).key(edition.links.to(&shown.route)));
    let is_loading = matches!(status, Status::Loading { .. });
    site_frame(
        here,
        &edition.site(&app.settings),
        &current,
        &languages,
        notice(here, status, shown.is_some()),
        page,
        is_loading,
    )
}

fn current(edition: &Edition, shown: &Shown) -> Current {
    let section = shown.page.section.as_ref().map(|route| edition.links.to(route));
    Current { page: edition.links.to(&shown.route), section }
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
