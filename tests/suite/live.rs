//! The store against a live backend: what it asks for, how often, and what it does with answers that are old, late or
//! from several places.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use ban_tin::article::Moment;
use ban_tin::source::{Error, Filter, Profile, Request, Response};
use ban_tin::store::{Fetch, Keep, Outside, Refreshed, Store};

use crate::sample;
use crate::wait::block_on;

thread_local! {
    static NOW: Cell<i64> = const { Cell::new(1_800_000_000) };
    static KEPT: RefCell<HashMap<String, (Response, Moment)>> = RefCell::default();
}

/// A backend in the form of `generic` lists: pages of numbered articles, which a test may change or switch off.
#[derive(Clone, Default)]
struct Backend {
    articles: Rc<RefCell<Vec<String>>>,
    asked: Rc<RefCell<Vec<String>>>,
    is_down: Rc<Cell<bool>>,
    /// An answer waits until this is false.
    is_slow: Rc<Cell<bool>>,
}

const OWN: &str = r#"{"name": "Thử", "base": "https://a.vn/api", "label": "A",
    "list": {"url": "list?page={page}&n={size}", "items": "/items", "total": "/total", "most": 10,
        "category": "&c={slug}", "search": "&q={words}", "month": "&from={from}&to={to}"},
    "article": {"url": "one/{slug}", "items": "/items"},
    "fields": {"id": "/id", "slug": "/slug", "title": "/title", "published": "/date", "url": "/url",
        "category": {"each": "", "title": "/category"}, "body": "/body"}}"#;

impl Backend {
    /// Articles `from` to `to`, the newest first: number 9 of `a` is called `a-9` and is of second 9.
    fn new(name: &str, from: usize, to: usize) -> Backend {
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

    fn fetch(&self) -> Fetch {
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

    fn store(&self) -> Store {
        Store::new(vec![profile("a", "")], self.outside(None))
    }

    fn outside(&self, keep: Option<Keep>) -> Outside {
        let keep = keep.map(Rc::new);
        Outside { fetch: self.fetch(), keep, now: || Moment(NOW.get()), report: sample::report }
    }

    fn n_asked(&self) -> usize {
        self.asked.borrow().len()
    }
}

fn item(name: &str, n: usize, title: &str) -> String {
    let date = Moment(n as i64).to_rfc3339();
    let category = if n.is_multiple_of(2) { "Chẵn" } else { "Lẻ" };
    format!(
        r#"{{"id": "{name}-{n}", "slug": "{name}-{n}", "title": "{title}", "date": "{date}", "category": "{category}",
            "url": "https://{name}.vn/{n}", "body": "<p>{title}</p>"}}"#
    )
}

fn profile(name: &str, id: &str) -> Rc<Profile> {
    let json = ban_tin::json::Json::parse(&OWN.replace("a.vn", &format!("{name}.vn"))).unwrap();
    let mut profile = Profile::new(&json, &json, "/", "vi", "Asia/Ho_Chi_Minh");
    profile.id = id.into();
    profile.label = name.to_uppercase();
    Rc::new(profile)
}

fn slugs(store: &Store, filter: &Filter, number: usize, size: usize) -> Vec<String> {
    let page = sample::ask(store, |store| store.list(filter, number, size)).unwrap();
    page.items.into_iter().map(|summary| summary.slug).collect()
}

#[test]
fn a_page_of_a_list_is_one_request_and_is_not_asked_for_twice() {
    let backend = Backend::new("a", 0, 25);
    let store = backend.store();
    assert_eq!(slugs(&store, &Filter::All, 3, 10), ["a-4", "a-3", "a-2", "a-1", "a-0"]);
    let page = sample::ask(&store, |store| store.list(&Filter::All, 1, 10)).unwrap();
    assert_eq!((page.total, page.pages(), page.has_next), (Some(25), 3, true));
    slugs(&store, &Filter::All, 1, 10);
    assert_eq!(*backend.asked.borrow(), ["https://a.vn/api/list?page=3&n=10", "https://a.vn/api/list?page=1&n=10"]);
    let past = sample::ask(&store, |store| store.list(&Filter::All, 4, 10));
    assert!(matches!(past, Err(Error::Missing { .. })), "{past:?}");
}

#[test]
fn a_filter_stands_in_the_address_encoded_and_months_begin_in_the_portals_zone() {
    let backend = Backend::new("a", 0, 3);
    let store = backend.store();
    slugs(&store, &Filter::Category("đo lường".into()), 1, 10);
    slugs(&store, &Filter::Month { year: 2021, month: 12 }, 1, 10);
    sample::ask(&store, |store| store.search("a&b=c", 1, 10)).unwrap();
    let asked = backend.asked.borrow();
    assert!(asked[0].ends_with("&c=%C4%91o%20l%C6%B0%E1%BB%9Dng"), "{}", asked[0]);
    assert!(asked[1].ends_with("&from=2021-11-30T16%3A59%3A59Z&to=2021-12-31T17%3A00%3A00Z"), "{}", asked[1]);
    assert!(asked[2].ends_with("&q=a%26b%3Dc"), "{}", asked[2]);
}

#[test]
fn an_article_is_one_request_and_its_neighbours_are_those_of_a_list_that_was_read() {
    let backend = Backend::new("a", 0, 9);
    let store = backend.store();
    let alone = sample::ask(&store, |store| store.article("a-4")).unwrap();
    assert_eq!((alone.body_html.as_str(), alone.next, alone.previous), ("<p>Tin a 4</p>", None, None));
    slugs(&store, &Filter::All, 1, 10);
    let article = sample::ask(&store, |store| store.article("a-4")).unwrap();
    let slug = |term: Option<ban_tin::article::Term>| term.unwrap().slug;
    assert_eq!((slug(article.next), slug(article.previous)), ("a-5".into(), "a-3".into()));
    assert!(matches!(sample::ask(&store, |store| store.article("x")), Err(Error::Missing { .. })));
}

#[test]
fn equal_requests_in_flight_are_one() {
    let backend = Backend::new("a", 0, 9);
    backend.is_slow.set(true);
    let store = backend.store();
    let look = || store.list(&Filter::All, 1, 10);
    assert_eq!(look(), Err(Error::Unread));
    let mut first = pin!(store.read_wanted());
    let mut context = Context::from_waker(Waker::noop());
    assert!(first.as_mut().poll(&mut context).is_pending());
    assert_eq!(look(), Err(Error::Unread));
    let mut second = pin!(store.read_wanted());
    assert!(second.as_mut().poll(&mut context).is_pending());
    assert_eq!(backend.n_asked(), 1);
    backend.is_slow.set(false);
    assert!(first.as_mut().poll(&mut context).is_ready());
    assert!(second.as_mut().poll(&mut context).is_ready());
    assert_eq!(look().unwrap().items.len(), 9);
}

#[test]
fn whoever_waits_for_a_request_that_is_left_behind_asks_for_it_again() {
    let backend = Backend::new("a", 0, 9);
    backend.is_slow.set(true);
    let store = backend.store();
    let mut context = Context::from_waker(Waker::noop());
    let look = || store.list(&Filter::All, 1, 10);
    assert_eq!(look(), Err(Error::Unread));
    let mut left: std::pin::Pin<Box<dyn Future<Output = ()>>> = Box::pin(store.read_wanted());
    assert!(left.as_mut().poll(&mut context).is_pending());
    assert_eq!(look(), Err(Error::Unread));
    let mut waits = pin!(store.read_wanted());
    assert!(waits.as_mut().poll(&mut context).is_pending());
    drop(left);
    backend.is_slow.set(false);
    assert!(waits.as_mut().poll(&mut context).is_ready());
    assert_eq!((look().unwrap().items.len(), backend.n_asked()), (9, 2));
}

#[test]
fn what_is_old_is_asked_for_again_and_only_a_change_counts() {
    let backend = Backend::new("a", 0, 3);
    let store = backend.store();
    slugs(&store, &Filter::All, 1, 10);
    assert_eq!(block_on(store.refresh()), Refreshed::Same);
    assert_eq!((backend.n_asked(), store.age()), (1, None), "it is young");
    NOW.set(NOW.get() + 600);
    assert_eq!(store.age(), Some(Moment(1_800_000_000)));
    assert_eq!(block_on(store.refresh()), Refreshed::Same);
    assert_eq!(backend.n_asked(), 2);
    NOW.set(NOW.get() + 600);
    backend.articles.borrow_mut().insert(0, item("a", 3, "Tin mới"));
    assert_eq!(block_on(store.refresh()), Refreshed::Changed);
    assert_eq!(slugs(&store, &Filter::All, 1, 10), ["a-3", "a-2", "a-1", "a-0"]);
    NOW.set(NOW.get() + 600);
    backend.is_down.set(true);
    assert!(matches!(block_on(store.refresh()), Refreshed::Failed(Error::Unreachable { .. })));
    assert_eq!(slugs(&store, &Filter::All, 1, 10).len(), 4, "what was there is still there");
}

fn kept() -> Keep {
    Keep {
        get: |request| {
            let found = KEPT.with_borrow(|kept| kept.get(&request.url).cloned());
            Box::pin(std::future::ready(found))
        },
        put: |request, response, at| {
            KEPT.with_borrow_mut(|kept| kept.insert(request.url.clone(), (response.clone(), at)));
        },
    }
}

#[test]
fn an_answer_of_an_earlier_visit_shows_at_once_and_is_brought_up_to_date() {
    let backend = Backend::new("a", 0, 3);
    let first = Store::new(vec![profile("a", "")], backend.outside(Some(kept())));
    slugs(&first, &Filter::All, 1, 10);
    backend.articles.borrow_mut().insert(0, item("a", 3, "Tin mới"));
    backend.is_down.set(true);
    let second = Store::new(vec![profile("a", "")], backend.outside(Some(kept())));
    assert_eq!(slugs(&second, &Filter::All, 1, 10).len(), 3);
    assert_eq!(backend.n_asked(), 1, "no request stood between the reader and the page");
    assert!(matches!(block_on(second.refresh()), Refreshed::Failed(_)), "also right after: it is of another visit");
    assert_eq!(second.age(), Some(Moment(NOW.get())));
    backend.is_down.set(false);
    assert_eq!(block_on(second.refresh()), Refreshed::Changed);
    assert_eq!(slugs(&second, &Filter::All, 1, 10).len(), 4);
    // What is kept and cannot be read any more is as good as nothing.
    let broken = Response { text: "{".into(), ..KEPT.with_borrow(|kept| kept.values().next().unwrap().0.clone()) };
    KEPT.with_borrow_mut(|kept| kept.values_mut().for_each(|(response, _)| *response = broken.clone()));
    let third = Store::new(vec![profile("a", "")], backend.outside(Some(kept())));
    assert_eq!(slugs(&third, &Filter::All, 1, 10).len(), 4);
}

/// Two backends behind one fetch: `a.vn` has the even seconds and `b.vn` the odd ones; one article is in both.
fn two() -> (Backend, Backend, Store) {
    let (a, b) = (Backend::new("a", 0, 0), Backend::new("b", 0, 0));
    a.articles.replace((0..20).rev().filter(|n| n % 2 == 0).map(|n| item("a", n, &format!("Tin {n}"))).collect());
    b.articles.replace((0..20).rev().filter(|n| n % 2 == 1).map(|n| item("b", n, &format!("Tin {n}"))).collect());
    b.articles.borrow_mut().push(item("b", 0, "Tin 0"));
    let store = of_both(&a, &b);
    (a, b, store)
}

fn of_both(a: &Backend, b: &Backend) -> Store {
    let (of_a, of_b) = (a.fetch(), b.fetch());
    let fetch: Fetch = Rc::new(move |request: Request| match request.url.starts_with("https://a.vn/") {
        true => of_a(request),
        false => of_b(request),
    });
    Store::new(vec![profile("a", ""), profile("b", "b~")], sample::outside(fetch))
}

#[test]
fn two_sources_are_one_list_by_date_and_an_article_of_both_is_there_once() {
    let (a, b, store) = two();
    assert_eq!(slugs(&store, &Filter::All, 1, 4), ["b~b-19", "a-18", "b~b-17", "a-16"]);
    assert_eq!((a.n_asked(), b.n_asked()), (1, 1));
    let mut all = vec![];
    for number in 1..=5 {
        all.extend(slugs(&store, &Filter::All, number, 4));
    }
    assert_eq!(all.len(), 20, "{all:?}");
    assert!(matches!(sample::ask(&store, |store| store.list(&Filter::All, 6, 4)), Err(Error::Missing { .. })));
    let last = sample::ask(&store, |store| store.list(&Filter::All, 5, 4)).unwrap();
    assert_eq!((last.total, last.has_next), (Some(20), false));
    let article = sample::ask(&store, |store| store.article("b~b-7")).unwrap();
    assert_eq!((article.body_html.as_str(), article.summary.source.as_str()), ("<p>Tin 7</p>", "B"));
    assert_eq!(slugs(&store, &Filter::Category("chan".into()), 1, 20).len(), 20, "each picks by itself");
}

#[test]
fn of_two_sources_one_may_fail() {
    let (a, b, store) = two();
    b.is_down.set(true);
    assert_eq!(slugs(&store, &Filter::All, 1, 3), ["a-18", "a-16", "a-14"]);
    assert!(matches!(sample::ask(&store, |store| store.article("b~b-7")), Err(Error::Unreachable { .. })));
    a.is_down.set(true);
    let store = of_both(&a, &b);
    assert!(matches!(sample::ask(&store, |store| store.list(&Filter::All, 1, 3)), Err(Error::Unreachable { .. })));
}
