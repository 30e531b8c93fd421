//! A live backend for the tests of the store: pages of numbered articles, which a test may change, slow down or switch
//! off, and a clock that a test sets.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::task::Poll;

use ban_tin::article::Moment;
use ban_tin::source::{Error, Filter, Profile, Request, Response};
use ban_tin::store::{Fetch, Keep, Outside, Store};

use crate::sample;

thread_local! {
    pub static NOW: Cell<i64> = const { Cell::new(1_800_000_000) };
    pub static KEPT: RefCell<HashMap<String, (Response, Moment)>> = RefCell::default();
}

/// A backend in the form of `generic` lists: pages of numbered articles, which a test may change or switch off.
#[derive(Clone, Default)]
pub struct Backend {
    pub articles: Rc<RefCell<Vec<String>>>,
    pub asked: Rc<RefCell<Vec<String>>>,
    pub is_down: Rc<Cell<bool>>,
    /// An answer waits until this is false.
    pub is_slow: Rc<Cell<bool>>,
}

pub const OWN: &str = r#"{"name": "Thử", "base": "https://a.vn/api", "label": "A",
    "list": {"url": "list?page={page}&n={size}", "items": "/items", "total": "/total", "most": 10,
        "category": "&c={slug}", "search": "&q={words}", "month": "&from={from}&to={to}"},
    "article": {"url": "one/{slug}", "items": "/items"},
    "fields": {"id": "/id", "slug": "/slug", "title": "/title", "published": "/date", "url": "/url",
        "category": {"each": "", "title": "/category"}, "body": "/body"}}"#;

impl Backend {
    /// Articles `from` to `to`, the newest first: number 9 of `a` is called `a-9` and is of second 9.
    pub fn new(name: &str, from: usize, to: usize) -> Backend {
        let backend = Backend::default();
        backend.articles.replace((from..to).rev().map(|n| item(name, n, &format!("Tin {name} {n}"))).collect());
        backend
    }

    fn answer(&self, request: &Request) -> Result<Response, Error> {
        self.asked.borrow_mut().push(request.url.clone());
        if self.is_down.get() {
            return Err(Error::Unreachable { url: request.url.clone(), cause: "nobody there".into() });
        }
        let articles = self.articles.borrow();
        let (path, query) = request.url.split_once('?').unwrap_or((&request.url, ""));
        let value = |name: &str| {
            let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs.into_iter().find(|(key, _)| *key == name).map(|(_, value)| value.parse::<usize>().unwrap_or(0))
        };
        let text = match path.rsplit_once("/one/") {
            Some((_, slug)) => {
                let found: Vec<&String> = articles.iter().filter(|item| item.contains(&format!("{slug:?}"))).collect();
                format!(r#"{{"items": [{}]}}"#, found.iter().map(|item| item.as_str()).collect::<Vec<_>>().join(","))
            }
            None => {
                let (page, size) = (value("page").unwrap_or(1), value("n").unwrap_or(10));
                let items: Vec<&str> = articles.iter().skip((page - 1) * size).take(size).map(String::as_str).collect();
                format!(r#"{{"total": {}, "items": [{}]}}"#, articles.len(), items.join(","))
            }
        };
        let content_type = "application/json".into();
        Ok(Response { url: request.url.clone(), status: 200, content_type, header: None, text })
    }

    pub fn fetch(&self) -> Fetch {
        let backend = self.clone();
        Rc::new(move |request: Request| {
            let backend = backend.clone();
            let answer = backend.answer(&request);
            let mut answer = Some(answer);
            Box::pin(std::future::poll_fn(move |_| match backend.is_slow.get() {
                true => Poll::Pending,
                false => Poll::Ready(answer.take().unwrap()),
            }))
        })
    }

    pub fn store(&self) -> Store {
        Store::new(vec![profile("a", "")], self.outside(None))
    }

    pub fn outside(&self, keep: Option<Keep>) -> Outside {
        let keep = keep.map(Rc::new);
        Outside { fetch: self.fetch(), keep, now: || Moment(NOW.get()), report: sample::report, is_patient: false }
    }

    pub fn n_asked(&self) -> usize {
        self.asked.borrow().len()
    }
}

pub fn item(name: &str, n: usize, title: &str) -> String {
    let date = Moment(n as i64).to_rfc3339();
    let category = if n.is_multiple_of(2) { "Chẵn" } else { "Lẻ" };
    format!(
        r#"{{"id": "{name}-{n}", "slug": "{name}-{n}", "title": "{title}", "date": "{date}", "category": "{category}",
            "url": "https://{name}.vn/{n}", "body": "<p>{title}</p>"}}"#
    )
}

pub fn profile(name: &str, id: &str) -> Rc<Profile> {
    profile_of(OWN, name, id)
}

pub fn profile_of(own: &str, name: &str, id: &str) -> Rc<Profile> {
    let json = ban_tin::json::Json::parse(&own.replace("a.vn", &format!("{name}.vn"))).unwrap();
    let mut profile = Profile::new(&json, &json, "/", "vi", "Asia/Ho_Chi_Minh");
    profile.id = id.into();
    profile.label = name.to_uppercase();
    Rc::new(profile)
}

pub fn slugs(store: &Store, filter: &Filter, number: usize, size: usize) -> Vec<String> {
    let page = sample::ask(store, |store| store.list(filter, number, size)).unwrap();
    page.items.into_iter().map(|summary| summary.slug).collect()
}
