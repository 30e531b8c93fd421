//! A language's edition, read over the network.

use std::cell::RefCell;
use std::rc::Rc;

use crate::browser;
use crate::cut::digits;
use crate::edition::{self, Edition};
use crate::join::{self, Task};
use crate::json::{Json, Problem};
use crate::list::{self, ToList};
use crate::locale::Locale;
use crate::markdown;
use crate::settings::Settings;
use crate::source::{Error, Profile, Request};
use crate::store::Store;
use crate::url::resolve;

/// Reads what a language needs.
///
/// # Errors
/// What is wrong with the language's locale file or with the profiles of its sources.
pub async fn read(language: &str, base: &str, settings: &Settings) -> Result<Edition, Vec<Problem>> {
    let file = ["locales/", language, ".json"].concat();
    let sources = || settings.sources.iter().chain(&settings.fallback);
    // All of them at once: they do not need each other.
    let mut files = vec![&file];
    list::add(&mut files, sources().filter_map(|source| source.file.as_ref()));
    let read: Vec<_> = files.iter().map(|_| RefCell::new(Err(vec![]))).list();
    let tasks = files
        .iter()
        .zip(&read)
        .map(|(file, place)| Box::pin(async move { *place.borrow_mut() = file_json(base, file).await }) as Task);
    join::all(tasks.list()).await;
    let mut read = read.into_iter().map(RefCell::into_inner);
    let locale = Locale::read(&read.next().unwrap_or(Err(vec![]))?, &file, &settings.timezone)?;
    let mut next = |_: &str| read.next().unwrap_or(Err(vec![]));
    let mut profiles = edition::profiles(settings, base, language, &mut next)?;
    if profiles.iter().any(|profile| profile.has_markdown())
        && let Err(file) = markdown::load(base).await
    {
        browser::warn(&["expected ", &file, " to read Markdown with, found none: it is shown as it is typed"].concat());
    }
    let fallback = profiles.split_off(settings.sources.len());
    let store = |profiles: Vec<Rc<Profile>>| Store::new(profiles, browser::outside());
    let fallback = (!fallback.is_empty()).then(|| store(fallback));
    Ok(Edition::new(settings, locale, edition::links(base, settings, language), store(profiles), fallback))
}

/// A JSON file beside the app.
///
/// # Errors
/// The one problem that kept it from being read.
pub async fn file_json(base: &str, file: &str) -> Result<Json, Vec<Problem>> {
    let json = match browser::get(Request { url: resolve(base, file), ..Request::default() }).await {
        Ok(response) => response.json(),
        Err(error) => Err(error),
    };
    json.map_err(|error| {
        let found = match error {
            Error::NotJson { found, .. } => found,
            Error::Status { code, .. } => "status ".to_owned() + &digits(code.into()),
            Error::Unreachable { cause, .. } => ["no answer (", &cause, ")"].concat(),
            other => other.to_string(),
        };
        vec![Problem { file: file.into(), at: String::new(), expected: "a JSON file".into(), found }]
    })
}
