//! The store: how many files it asks for, and what it makes of a source that breaks.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use ban_tin::source::{Error, Filter, Response};
use ban_tin::store::Store;

use crate::corpus;
use crate::sample;

struct Source {
    store: Store,
    asked: Rc<RefCell<Vec<String>>>,
}

impl Source {
    fn new(answers: &[(&str, &str)]) -> Source {
        Source::with_entries(answers, r#"{"list": "/feed.json"}"#)
    }

    /// A JSON Feed with these entries of its own.
    fn with_entries(answers: &[(&str, &str)], own: &str) -> Source {
        let answer = |(url, text): &(&str, &str)| {
            let (status, content_type) = match *text {
                "404" => (404, "text/html"),
                text if text.starts_with("<!") => (200, "text/html"),
                _ => (200, "application/json"),
            };
            let (url, content_type, text) = ((*url).to_owned(), content_type.into(), (*text).into());
            (url.clone(), Response { url, status, content_type, header: None, text })
        };
        let asked = Rc::new(RefCell::new(vec![]));
        let fetch = sample::from_map(answers.iter().map(answer).collect::<HashMap<_, _>>(), asked.clone());
        sample::reported();
        let profile = sample::profile("jsonfeed", own, "/", "vi");
        Source { store: Store::new(vec![profile], sample::outside(fetch)), asked }
    }

    /// Looks something up, reading what it takes.
    fn ask<T>(&self, look: impl Fn(&Store) -> Result<T, Error>) -> Result<T, Error> {
        sample::ask(&self.store, look)
    }

    fn n_asked(&self) -> usize {
        self.asked.borrow().len()
    }
}

/// A file with some numbered articles: every even one is in the category `chan`.
fn file(from: usize, to: usize, next: Option<&str>, totals: &str) -> String {
    let item = |n: usize| {
        let category = if n.is_multiple_of(2) { "chan" } else { "le" };
        format!(
            r#"{{"id": "{n}", "title": "Tin {n}", "content_html": "<p>{n}</p>",
                "_bantin": {{"slug": "tin-{n}", "category": {{"slug": "{category}", "title": "{category}"}}}}}}"#
        )
    };
    let items: Vec<String> = (from..to).map(item).collect();
    let next = next.map(|next| format!(r#""next_url": "{next}","#)).unwrap_or_default();
    format!(r#"{{"title": "Tin", {next} "_bantin": {{{totals}}}, "items": [{}]}}"#, items.join(","))
}

const TOTALS: &str = r#""total": 30, "categories": [{"slug": "chan", "title": "chan", "total": 15}]"#;

fn three_files(totals: &str) -> Vec<(&'static str, String)> {
    vec![
        ("/feed.json", file(0, 10, Some("feed-2.json"), totals)),
        ("/feed-2.json", file(10, 20, Some("feed-3.json"), totals)),
        ("/feed-3.json", file(20, 30, None, totals)),
    ]
}

fn source_of(files: &[(&'static str, String)]) -> Source {
    let answers: Vec<(&str, &str)> = files.iter().map(|(url, text)| (*url, text.as_str())).collect();
    Source::new(&answers)
}

fn even() -> Filter {
    Filter::Category("chan".into())
}

#[test]
fn a_known_total_spares_the_files_that_a_page_does_not_need() {
    let source = source_of(&three_files(TOTALS));
    let page = source.ask(|store| store.list(&even(), 1, 5)).unwrap();
    assert_eq!((page.items.len(), page.total, page.pages(), page.has_next), (5, Some(15), 3, true));
    assert_eq!(source.n_asked(), 1, "five of the first ten are even");
    let page = source.ask(|store| store.list(&even(), 2, 5)).unwrap();
    assert_eq!((page.items[0].slug.as_str(), source.n_asked()), ("tin-10", 2));
    source.ask(|store| store.list(&even(), 1, 5)).unwrap();
    source.ask(|store| store.terms("categories")).unwrap();
    assert_eq!(source.n_asked(), 2, "what was read once is not asked for again");
}

#[test]
fn an_unknown_total_is_counted_over_all_files() {
    let source = source_of(&three_files(""));
    let page = source.ask(|store| store.list(&Filter::All, 3, 12)).unwrap();
    assert_eq!((page.items.len(), page.total, page.has_next), (6, Some(30), false));
    assert_eq!(source.n_asked(), 3);
    assert_eq!(source.ask(|store| store.all()).unwrap().len(), 30);
}

#[test]
fn a_page_past_the_end_is_missing_and_the_first_page_never_is() {
    for totals in ["", TOTALS] {
        let source = source_of(&three_files(totals));
        for number in [4, 999_999] {
            let page = source.ask(|store| store.list(&Filter::All, number, 12));
            assert!(matches!(page, Err(Error::Missing { .. })), "{page:?}");
        }
        let page = source.ask(|store| store.list(&Filter::Tag("x".into()), 1, 12)).unwrap();
        assert_eq!((page.items.len(), page.total, page.pages()), (0, Some(0), 1));
    }
}

#[test]
fn a_wrong_total_is_put_right_when_the_end_is_seen() {
    let source = source_of(&[("/feed.json", file(0, 10, None, r#""total": 500"#))]);
    let page = source.ask(|store| store.list(&Filter::All, 1, 12)).unwrap();
    assert_eq!((page.total, page.has_next), (Some(10), false));
}

#[test]
fn a_loop_of_next_links_ends_with_a_problem() {
    let next_of_second = ["feed.json", "feed-2.json", "/feed-2.json"];
    for next in next_of_second {
        let files =
            [("/feed.json", file(0, 10, Some("feed-2.json"), "")), ("/feed-2.json", file(10, 20, Some(next), ""))];
        let source = source_of(&files);
        assert_eq!(source.ask(|store| store.all()).unwrap().len(), 20, "{next}");
        assert_eq!(source.n_asked(), 2);
        let reported = sample::reported();
        assert!(
            reported.len() == 1 && reported[0].contains("/next_url") && reported[0].contains("loop"),
            "{reported:?}"
        );
    }
}

#[test]
fn a_failing_file_fails_the_page_that_needs_it_and_can_be_tried_again() {
    let mut files = three_files(TOTALS);
    files[1].1 = "404".into();
    let source = source_of(&files);
    assert_eq!(source.ask(|store| store.list(&Filter::All, 1, 10)).unwrap().items.len(), 10);
    for _ in 0..2 {
        let page = source.ask(|store| store.list(&Filter::All, 2, 10));
        assert!(matches!(page, Err(Error::Status { code: 404, .. })), "{page:?}");
    }
    assert_eq!(source.n_asked(), 3, "a failure is not kept");
}

#[test]
fn an_article_of_a_plain_feed_is_found_in_the_list_with_its_neighbours() {
    let source = source_of(&three_files(""));
    let neighbours = |slug: &str| {
        let article = source.ask(|store| store.article(slug)).unwrap();
        let slug = |term: Option<ban_tin::article::Term>| term.map(|term| term.slug).unwrap_or_default();
        (slug(article.next), slug(article.previous))
    };
    assert_eq!(neighbours("tin-5"), ("tin-4".into(), "tin-6".into()));
    assert_eq!(neighbours("tin-0"), (String::new(), "tin-1".into()));
    assert_eq!(neighbours("tin-10"), ("tin-9".into(), "tin-11".into()));
    assert_eq!(neighbours("tin-29"), ("tin-28".into(), String::new()));
    assert!(matches!(source.ask(|store| store.article("x")), Err(Error::Missing { .. })));
}

#[test]
fn the_last_article_of_a_file_knows_the_older_one_in_the_next_file() {
    let source = source_of(&three_files(""));
    let article = source.ask(|store| store.article("tin-9")).unwrap();
    assert_eq!(article.next.map(|term| term.slug).as_deref(), Some("tin-8"));
    assert_eq!(article.previous.map(|term| term.slug).as_deref(), Some("tin-10"));
}

#[test]
fn an_article_file_that_is_not_there_is_missing_however_the_host_says_it() {
    let own = r#"{"list": "/feed.json", "article": "/a/{slug}.json"}"#;
    let good = file(1, 2, None, "");
    let answers = [
        ("/a/tin-1.json", good.as_str()),
        ("/a/other.json", good.as_str()),
        ("/a/gone.json", "404"),
        ("/a/host.json", "<!doctype html><title>Tin</title>"),
        ("/a/cut.json", r#"{"items": [{"id":"#),
        ("/a/%C4%91o%20l%C6%B0%E1%BB%9Dng%2F.json", "404"),
    ];
    let source = Source::with_entries(&answers, own);
    let article = |slug: &str| source.ask(|store| store.article(slug));
    assert_eq!(article("tin-1").unwrap().body_html, "<p>1</p>");
    for slug in ["other", "gone", "host", "đo lường/"] {
        assert!(matches!(article(slug), Err(Error::Missing { .. })), "{slug}");
    }
    assert!(matches!(article("cut"), Err(Error::NotJson { .. })), "a broken file is no missing one");
    assert!(matches!(article("nobody"), Err(Error::Unreachable { .. })));
}

#[test]
fn the_captured_feed_is_read_through_its_two_files() {
    let first = corpus::read("tests/corpus/feed/feed-page1.json");
    let second = corpus::read("tests/corpus/feed/feed-page2.json");
    let answers = [("http://127.0.0.1:8107/feed.json", first.as_str()), ("http://127.0.0.1:8107/feed-2.json", &second)];
    let source = Source::with_entries(&answers, r#"{"base": "http://127.0.0.1:8107", "list": "feed.json"}"#);
    let page = source.ask(|store| store.list(&Filter::All, 2, 12)).unwrap();
    assert_eq!((page.items.len(), page.total), (12, Some(24)));
    assert_eq!(source.n_asked(), 2);
    let slug = "hoi-thao-gop-y-du-thao-ho-tro-doi-moi-cong-nghe";
    assert!(source.ask(|store| store.article(slug)).unwrap().body_html.contains("163 lượt ý kiến"));
    assert_eq!(source.ask(|store| store.albums()).unwrap(), []);
    assert!(matches!(source.ask(|store| store.standing_page("x")), Err(Error::Missing { .. })));
}

#[test]
fn a_search_of_pages_that_are_numbered_from_the_oldest_is_counted_from_the_best() {
    let own = r#"{"list": {"url": "/list/{page}.json", "newest": "newest", "newer": "/_bantin/newer", "older": "/_bantin/older",
        "search": {"url": "/search.json?words={words}&page={page}&size={size}"}}}"#;
    let (first, second) = (file(0, 9, None, r#""total": 11"#), file(9, 11, None, r#""total": 11"#));
    let answers = [
        ("/search.json?words=t%E1%BB%91t&page=1&size=9", first.as_str()),
        ("/search.json?words=t%E1%BB%91t&page=2&size=9", second.as_str()),
        ("/search.json?words=x&page=1&size=9", r#"{"items":[]}"#),
    ];
    let source = Source::with_entries(&answers, own);
    let search = |words: &str, number: usize| source.ask(|store| store.search(words, number, 9)).unwrap();
    let page = search("tốt", 0).unwrap();
    assert_eq!((page.items.len(), page.total, page.number, page.pages()), (9, Some(11), 1, 2));
    assert_eq!((page.steps, page.older()), (None, Some(2)));
    let page = search("tốt", 2).unwrap();
    assert_eq!((page.items.len(), page.older()), (2, None));
    assert!(search("x", 0).is_none(), "the portal goes through the headlines then");
}

#[test]
fn the_problems_of_a_file_are_told_once() {
    let source = Source::new(&[("/feed.json", r#"{"items": [{"title": "?"}, {"id": "a"}]}"#)]);
    for _ in 0..3 {
        assert_eq!(source.ask(|store| store.list(&Filter::All, 1, 9)).unwrap().items.len(), 1);
    }
    assert_eq!(sample::reported(), ["/feed.json: expected an id at /items/0/id, found nothing"]);
}
