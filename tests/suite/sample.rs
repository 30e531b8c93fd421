//! The sample portal as the tests see it: `public/` read from the disk in place of the network.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use ban_tin::article::Moment;
use ban_tin::json::{Json, Problem};
use ban_tin::locale::Locale;
use ban_tin::page::{self, Desk, Page};
use ban_tin::route::{Links, Route};
use ban_tin::settings::{self, Settings};
use ban_tin::source::{Error, Profile, Request, Response};
use ban_tin::store::{Fetch, Outside, Store};
use ban_tin::view::Here;

use crate::corpus;
use crate::wait::block_on;

/// One language of the sample portal under a base path.
pub struct Portal {
    pub settings: Settings,
    pub locale: Locale,
    pub links: Links,
    pub store: Store,
}

thread_local! {
    /// What a store reported on this test's thread.
    static REPORTED: RefCell<Vec<String>> = const { RefCell::new(vec![]) };
}

/// The `report` of the tests' stores.
pub fn report(problem: &Problem) {
    REPORTED.with_borrow_mut(|all| all.push(problem.to_string()));
}

/// What was reported since the last call.
pub fn reported() -> Vec<String> {
    REPORTED.with_borrow_mut(std::mem::take)
}

/// The sample's settings; a test says that they have no problems.
pub fn settings() -> Settings {
    let json = Json::parse(&corpus::read("public/site.json")).unwrap();
    settings::read(&json, "site.json").0.unwrap()
}

pub fn locale(language: &str) -> Locale {
    let file = format!("locales/{language}.json");
    let json = Json::parse(&corpus::read(format!("public/{file}"))).unwrap();
    Locale::read(&json, &file, "Asia/Ho_Chi_Minh").unwrap()
}

/// A profile of `public/sources/` with a source's own entries over it, for a portal at `root`.
pub fn profile(name: &str, own: &str, root: &str, language: &str) -> Rc<Profile> {
    let file = Json::parse(&corpus::read(format!("public/sources/{name}.json"))).unwrap();
    Rc::new(Profile::new(&file, &Json::parse(own).unwrap(), root, language, "Asia/Ho_Chi_Minh"))
}

/// The profile of plain feeds.
pub fn jsonfeed() -> Rc<Profile> {
    profile("jsonfeed", "{}", "/", "vi")
}

/// The world of the tests' stores: nothing is kept, and the clock stands.
pub fn outside(fetch: Fetch) -> Outside {
    Outside { fetch, keep: None, now: || Moment(1_800_000_000), report, is_patient: false }
}

/// Answers from `public/`, as a static host under `base` does; 404 for what is not there.
pub fn from_disk(base: &str) -> Fetch {
    let base = base.to_owned();
    Rc::new(move |request: Request| {
        let below = request.url.strip_prefix(&base).unwrap_or_else(|| panic!("{} is outside {base}", request.url));
        let path = corpus::root().join("public").join(ban_tin::url::decode(below));
        let (status, text) = match std::fs::read_to_string(&path) {
            Ok(text) => (200, text),
            Err(_) => (404, "not found".into()),
        };
        let content_type = "application/json".into();
        let response = Response { url: request.url, status, content_type, header: None, text };
        Box::pin(std::future::ready(Ok(response)))
    })
}

/// Answers from a map; each request is written down.
pub fn from_map(answers: HashMap<String, Response>, asked: Rc<RefCell<Vec<String>>>) -> Fetch {
    Rc::new(move |request: Request| {
        asked.borrow_mut().push(request.url.clone());
        let url = request.url.clone();
        let answer = answers.get(&url).cloned();
        Box::pin(std::future::ready(answer.ok_or(Error::Unreachable { url, cause: "nobody there".into() })))
    })
}

/// Looks something up as a page does: what is not read yet is asked for, and looked up again.
pub fn ask<T>(store: &Store, look: impl Fn(&Store) -> Result<T, Error>) -> Result<T, Error> {
    store.begin();
    for _ in 0..1000 {
        match look(store) {
            Err(Error::Unread) => block_on(store.read_wanted()),
            found => return found,
        }
    }
    panic!("expected an answer after some files, found that ever more are asked for")
}

impl Portal {
    pub fn new(base: &str, language: &str) -> Portal {
        let settings = settings();
        let source = &settings.sources[0];
        let file = Json::parse(&corpus::read(format!("public/{}", source.file.as_ref().unwrap()))).unwrap();
        let profile = Profile::new(&file, &source.own, base, language, &settings.timezone);
        let store = Store::new(vec![Rc::new(profile)], outside(from_disk(base)));
        let links = Links { base: base.into(), language: language.into(), languages: settings.language_codes() };
        Portal { locale: locale(language), links, store, settings }
    }

    pub fn load(&self, route: &Route) -> Page {
        let Portal { settings, locale, links, store } = self;
        let page = block_on(page::load(route, &Desk { store, settings, locale, links })).unwrap();
        Page::clone(&page)
    }

    pub fn here(&self) -> Here<'_> {
        Here { locale: &self.locale, links: &self.links }
    }
}
