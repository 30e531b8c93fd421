//! The store against a live backend: what it asks for, how often, and what it does with answers that are old, late or
//! from several places.

use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Waker};

use ban_tin::article::Moment;
use ban_tin::source::{Error, Filter, Request, Response};
use ban_tin::store::{Fetch, Keep, Refreshed, Store};

use crate::live_backend::{Backend, KEPT, NOW, OWN, item, profile, profile_of, slugs};
use crate::sample;
use crate::wait::block_on;

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
            KEPT.with_borrow_mut(|kept| kept.insert(request.url.clone(), (response, at)));
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

/// An address with the time in it was another one at every visit, so that nothing was found again.
#[test]
fn an_answer_is_found_again_whatever_time_its_address_names() {
    KEPT.take();
    let backend = Backend::new("a", 0, 3);
    let timed = || profile_of(&OWN.replace("n={size}", "n={size}&before={now}"), "a", "");
    let first = Store::new(vec![timed()], backend.outside(Some(kept())));
    assert_eq!(slugs(&first, &Filter::All, 1, 10).len(), 3);
    NOW.set(NOW.get() + 86_400);
    backend.is_down.set(true);
    let second = Store::new(vec![timed()], backend.outside(Some(kept())));
    assert_eq!(slugs(&second, &Filter::All, 1, 10).len(), 3);
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
