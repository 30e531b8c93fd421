//! From the opened document to the first page.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::tachys::view::{Mountable, Render};

use super::edition::file_json;
use super::{App, Arrival, frame, policy};
use crate::html::{PRESSED, Tree, el};
use crate::json::{Json, Problem};
use crate::list::ToList;
use crate::locale::Locale;
use crate::route::Links;
use crate::settings::{self, Settings};
use crate::view::{Failure, Here, failure};
use crate::{browser, navigation};

/// Reads the settings, opens the page that the address names, and takes the place of `index.html`'s skeleton.
pub fn start() {
    if cfg!(debug_assertions) {
        browser::tell_panics();
    }
    // It drives the reactive system by the browser's own microtasks. An error says that it runs already.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    browser::spawn(Box::pin(async {
        let base = browser::base_path();
        match read_settings(&base).await {
            Ok(settings) => open(settings, base).await,
            Err(problems) => show_broken(&problems),
        }
    }));
}

async fn read_settings(base: &str) -> Result<Settings, Vec<Problem>> {
    let file = settings_file();
    let json = file_json(base, &file).await?;
    let (settings, problems) = settings::read(&json, &file);
    match settings {
        Some(settings) => {
            problems.iter().for_each(browser::problem);
            Ok(settings)
        }
        None => Err(problems),
    }
}

/// `site.json`; on a development build `?site=<path>` names another file.
fn settings_file() -> String {
    let asked = if cfg!(debug_assertions) { navigation::parameter("site") } else { None };
    asked.unwrap_or_else(|| "site.json".into())
}

async fn open(settings: Settings, base: String) {
    policy::narrow(&settings, &base);
    browser::font_and_colors(&settings.theme);
    let links = crate::edition::links(&base, &settings, "");
    let Some((language, route)) = navigation::here(&links) else { return };
    let app = Rc::new(App::new(settings, base, language.clone()));
    if browser::is_pressed() {
        return app.show(language, route, Arrival::Pressed);
    }
    // The frame needs the language's words; the page may come later.
    if let Err(problems) = app.edition(&language).await {
        return show_broken(&problems);
    }
    app.clone().show(language, route, Arrival::First);
    run(&app);
}

/// Puts a view where the skeleton of `index.html` stands. In a pressed page the view's element stands there already.
///
/// This is `leptos::mount::mount_to`, which can only append to an element, and which warns on a development build
/// that a page that could be hydrated was not.
fn mount<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) {
    let Some(body) = browser::query("body") else { return };
    let skeleton = browser::query("#app");
    let owner = Owner::new();
    let mut view = owner.with(move || view().into_view().build());
    match browser::query(PRESSED) {
        // Taken over where it stands; only a name that is no attribute's name is refused.
        Some(_) => {
            browser::query("html").map(|html| html.remove_attribute("data-pressed"));
        }
        None => view.mount(&body, skeleton.as_deref()),
    }
    if let Some(skeleton) = skeleton {
        skeleton.remove();
    }
    // The view lives as long as the document.
    std::mem::forget((owner, view));
}

/// Shows the portal, and follows from then on what a reader does.
pub fn run(app: &Rc<App>) {
    navigation::listen(app);
    let app = app.clone();
    mount(move || frame::root(app));
}

/// A page in plain words, with every problem for the developer. It needs no file to be readable.
pub fn show_broken(problems: &[Problem]) {
    let details: Vec<String> = problems.iter().map(ToString::to_string).list();
    details.iter().for_each(|line| browser::error(line));
    // A pressed page is readable as it is.
    if browser::is_pressed() {
        return;
    }
    let words = r#"{"language": "vi", "date": "", "date_time": "", "retry": "Thử lại · Try again"}"#;
    let locale =
        Json::parse(words).map_err(|_| vec![]).and_then(|json| Locale::read(&json, "", "UTC")).unwrap_or_default();
    let links = Links { base: browser::base_path(), language: "vi".into(), languages: vec![] };
    let title = "Trang chưa sẵn sàng";
    let advice = "Một tệp cài đặt của trang đang thiếu hoặc hỏng. Hãy thử lại sau ít phút. \
        (A settings file of this site is missing or broken. Please try again in a few minutes.)";
    let failed = Failure { title: title.into(), advice: advice.into(), details, is_above: false };
    let notice = failure(Here { locale: &locale, links: &links }, &failed);
    browser::set_title(title);
    navigation::listen_for_reload();
    mount(move || Tree(el("main", "page").set("id", "main").with(notice)));
}
