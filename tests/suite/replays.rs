//! The readers' journeys through every backend of `tests/corpus/<backend>/replay.json`: what the portal asks for is
//! answered from the captures, and what nobody answers is a mistake.

use std::cell::RefCell;
use std::rc::Rc;

use ban_tin::html::escape;
use ban_tin::json::Json;
use ban_tin::route::{Links, Route};
use ban_tin::source::{Profile, Request, Response};
use ban_tin::store::{Fetch, Store};
use ban_tin::url;
use serde_json::Value;

use crate::backends;
use crate::corpus;
use crate::sample::{self, Portal};

/// What was asked for in vain.
type Unanswered = Rc<RefCell<Vec<String>>>;

#[test]
fn every_journey_is_answered_from_the_captures() {
    for file in corpus::files("tests/corpus", "/replay.json") {
        let folder = file.trim_end_matches("/replay.json");
        let replay: Value = serde_json::from_str(&corpus::read(&file)).unwrap();
        let unanswered = Unanswered::default();
        walk(folder, &replay, &portal(folder, &replay, &unanswered));
        assert_eq!(*unanswered.borrow(), [""; 0], "{folder}");
    }
}

fn portal(folder: &str, replay: &Value, unanswered: &Unanswered) -> Portal {
    let base = format!("{}/", replay["captured"].as_str().unwrap());
    let source = replay["source"].to_string().replace("{base}", &base);
    let name = format!("public/sources/{}.json", replay["source"]["profile"].as_str().unwrap());
    let (file, own) = (Json::parse(&corpus::read(name)).unwrap(), Json::parse(&source).unwrap());
    let profile = Rc::new(Profile::new(&file, &own, "/", "vi", "Asia/Ho_Chi_Minh"));
    let mut settings = sample::settings();
    settings.page_size = replay["page_size"].as_u64().unwrap() as usize;
    let links = Links { base: "/".into(), language: "vi".into(), languages: settings.language_codes() };
    let store = Store::new(vec![profile], sample::outside(fetch(folder, replay, unanswered)));
    Portal { locale: sample::locale("vi"), links, store, settings }
}

/// The first entry that a request fits answers it.
fn fetch(folder: &str, replay: &Value, unanswered: &Unanswered) -> Fetch {
    let (folder, unanswered) = (folder.to_owned(), unanswered.clone());
    let captured = replay["captured"].as_str().unwrap().to_owned();
    let entries = replay["requests"].as_array().unwrap().clone();
    Rc::new(move |request: Request| {
        let below = request.url.strip_prefix(&captured).unwrap_or(&request.url);
        let found = entries.iter().find(|entry| fits(entry, below));
        let response = match found {
            Some(entry) => {
                let name = entry["file"].as_str().unwrap();
                Response { url: request.url.clone(), ..backends::response(&folder, name) }
            }
            None => {
                unanswered.borrow_mut().push(url::decode(&request.url));
                Response { url: request.url.clone(), status: 404, ..Response::default() }
            }
        };
        Box::pin(std::future::ready(Ok(response)))
    })
}

fn fits(entry: &Value, asked: &str) -> bool {
    let (path, query) = asked.split_once('?').unwrap_or((asked, ""));
    let wanted = entry["query"].as_object().cloned().unwrap_or_default();
    let free = entry["free"].as_array().cloned().unwrap_or_default();
    let pairs: Vec<(String, String)> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (url::decode(&name.replace('+', " ")), url::decode(&value.replace('+', " "))))
        .collect();
    let has = |name: &String, value: &Value| pairs.iter().any(|(n, v)| n == name && value == v);
    url::decode(path) == entry["path"].as_str().unwrap()
        && wanted.iter().all(|(name, value)| has(name, value))
        && pairs.iter().all(|(name, _)| wanted.contains_key(name) || free.iter().any(|free| free == name))
}

fn walk(folder: &str, replay: &Value, portal: &Portal) {
    let journey = &replay["journey"];
    let see = |route: Route, said: &[&Value]| {
        let page = portal.load(&route).view(portal.here()).to_html().replace('\u{a0}', " ");
        let mut rest = page.as_str();
        for words in said {
            let mut escaped = String::new();
            escape(&mut escaped, words.as_str().unwrap());
            let found = rest.split_once(&escaped);
            rest = found.unwrap_or_else(|| panic!("{folder}: expected {words} at {}, found {page}", route.path())).1;
        }
        page
    };
    let list = |value: &Value| value.as_array().unwrap().clone();
    let at = |path: &Value| portal.links.parse(path.as_str().unwrap(), "").unwrap().1;
    let page1 = list(&journey["page1"]);
    see(Route::Home, &[&page1[0]]);
    see(Route::News { page: 0 }, &page1.iter().collect::<Vec<_>>());
    if let Some(page2) = journey.get("page2") {
        see(Route::News { page: 2 }, &list(page2).iter().collect::<Vec<_>>());
    }
    if let Some(category) = journey.get("category") {
        let headlines = list(&category["headlines"]);
        see(at(&category["path"]), &[vec![&category["title"]], headlines.iter().collect()].concat());
    }
    for search in journey.get("searches").map(list).unwrap_or_default() {
        let words = search["words"].as_str().unwrap().to_owned();
        see(Route::Search { words, page: 0 }, &list(&search["headlines"]).iter().collect::<Vec<_>>());
    }
    if let Some(article) = journey.get("article") {
        let said: Vec<&Value> = ["title", "says", "attachment"].iter().filter_map(|key| article.get(key)).collect();
        see(at(&article["path"]), &said);
    }
    if let Some(album) = journey.get("album") {
        let page = see(at(&album["path"]), &[&album["title"]]);
        assert!(page.matches("<img").count() as u64 >= album["photos"].as_u64().unwrap(), "{folder}: {page}");
        see(Route::Gallery { category: None }, &[&album["title"]]);
    }
}
