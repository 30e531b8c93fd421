//! The root of the view: the frame around whatever page is shown.

use std::rc::Rc;

use leptos::prelude::*;

use super::edition::{Edition, translation};
use super::{App, Shown, Status};
use crate::html::{Tree, el};
use crate::view::{Current, Failure, LanguageLink, failure, masthead, site_footer, skeleton};

/// The app as a handle that reactive closures may keep: it stays in the browser's one thread.
type Handle = StoredValue<Rc<App>, LocalStorage>;

/// The whole portal: signals decide what is shown, trees say what it looks like.
pub fn root(app: Rc<App>) -> impl IntoView {
    let (shown, status) = (app.shown, app.status);
    let app: Handle = StoredValue::new_local(app);
    let language = Memo::new(move |_| app.with_value(|app| app.language(shown.read().as_ref())));
    let is_hidden = move || matches!(status.get(), Status::Loading { .. });
    view! {
        {move || app.with_value(|app| skip_link(app, &language.get()))}
        {move || app.with_value(|app| head(app, shown.read().as_ref()))}
        <div class="page">
            {move || app.with_value(|app| notice(app, &status.read(), shown.with(Option::is_some)))}
            <div class="page__shown" hidden=is_hidden aria-busy=move || is_hidden().to_string()>
                {move || app.with_value(|app| page(app, shown.read().as_ref()))}
            </div>
        </div>
        {move || app.with_value(|app| foot(app, &language.get()))}
        <p class="visually-hidden" id="announcer" role="status" aria-live="polite"></p>
    }
}

fn skip_link(app: &App, language: &str) -> Tree {
    let words = app.word(language, "skip");
    Tree::new(language, el("a", "skip-link").set("href", "#main").with(words))
}

fn head(app: &App, shown: Option<&Shown>) -> Tree {
    let language = app.language(shown);
    let Some(edition) = app.known_edition(&language) else { return Tree::nothing() };
    let (current, translations) = match shown {
        Some(shown) => (current(&edition, shown), shown.page.head.translations.as_slice()),
        None => (Current::default(), [].as_slice()),
    };
    let languages = app.settings.languages.iter().map(|language| LanguageLink {
        href: translation(&edition.links, translations, &language.code),
        code: language.code.clone(),
        name: language.name.clone(),
    });
    let languages: Vec<LanguageLink> = languages.collect();
    Tree::new(language, masthead(edition.here(), &edition.site(&app.settings), &current, &languages))
}

fn current(edition: &Edition, shown: &Shown) -> Current {
    let section = shown.page.section.as_ref().map(|route| edition.links.to(route));
    Current { page: edition.links.to(&shown.route), section }
}

fn foot(app: &App, language: &str) -> Tree {
    match app.known_edition(language) {
        Some(edition) => Tree::new(language, site_footer(edition.here(), &edition.site(&app.settings))),
        None => Tree::nothing(),
    }
}

fn page(app: &App, shown: Option<&Shown>) -> Tree {
    let edition = shown.and_then(|shown| app.known_edition(&shown.language));
    match shown.zip(edition) {
        Some((shown, edition)) => Tree::new(edition.links.to(&shown.route), shown.page.view(edition.here())),
        None => Tree::nothing(),
    }
}

/// What stands above a page that is kept, or in the place of one that is not there yet.
fn notice(app: &App, status: &Status, is_kept: bool) -> Tree {
    let language = match status {
        Status::Ready => return Tree::nothing(),
        Status::Loading { language, .. } | Status::Failed { language, .. } => language,
    };
    let Some(edition) = app.known_edition(language) else { return Tree::nothing() };
    let here = edition.here();
    let notice = match status {
        Status::Failed { advice, .. } => {
            let (title, advice) = (here.word("failed"), here.word(advice));
            failure(here, &Failure { title, advice, details: vec![], is_above: is_kept })
        }
        Status::Loading { is_text, .. } => skeleton(here, *is_text),
        Status::Ready => return Tree::nothing(),
    };
    let is_main = !is_kept || matches!(status, Status::Loading { .. });
    let place = el(if is_main { "main" } else { "div" }, "").maybe("id", (!is_kept).then_some("main"));
    Tree::new(format!("{status:?}"), place.with(notice))
}
