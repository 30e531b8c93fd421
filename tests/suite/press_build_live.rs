//! `press build` from a live backend: what it asks for, and what it does not ask for again.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use crate::press_site::{Portal, text};

/// A backend with a list of pages and articles by themselves.
struct Backend {
    origin: String,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    /// Slugs and the days on which they were changed.
    articles: Vec<(String, u32)>,
    /// Whether lists say these days.
    tells: bool,
    /// Statuses and further headers of the answers for an article that come before the true one.
    failing: Vec<(String, u16, &'static str)>,
    /// Paths, and whether the request named what it knows.
    asked: Vec<(String, bool)>,
}

impl Backend {
    fn new(articles: usize, tells: bool) -> Backend {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}/", listener.local_addr().unwrap());
        let articles = (1..=articles).map(|n| (format!("tin-{n}"), 1)).collect();
        let state = Arc::new(Mutex::new(State { articles, tells, ..State::default() }));
        let backend = Backend { origin, state: state.clone() };
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = state.clone();
                std::thread::spawn(move || answer(stream, &state));
            }
        });
        backend
    }

    /// A portal that reads it.
    fn portal(&self, name: &str) -> Portal {
        let portal = Portal::new(name, 0);
        let site = json!({
            "name": "Sở Mẫu", "languages": [{ "code": "vi", "name": "Tiếng Việt" }], "timezone": "Asia/Ho_Chi_Minh",
            "source": {
                "profile": "jsonfeed", "base": self.origin, "list": { "url": "list/{page}", "most": 10 },
                "article": "article/{slug}", "albums": null, "pages": null,
            },
        });
        portal.put("public/site.json", &site.to_string());
        portal
    }

    /// What was asked for since this was called last.
    fn asked(&self) -> Vec<(String, bool)> {
        let mut asked = std::mem::take(&mut self.state.lock().unwrap().asked);
        asked.sort();
        asked
    }
}

fn answer(mut stream: TcpStream, state: &Mutex<State>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let path = lines.next().unwrap_or_default().split(' ').nth(1).unwrap_or_default().to_owned();
    let tag = lines
        .take_while(|line| !line.is_empty())
        .find_map(|line| line.to_lowercase().strip_prefix("if-none-match:").map(|tag| tag.trim().to_owned()));
    let mut state = state.lock().unwrap();
    state.asked.push((path.clone(), tag.is_some()));
    let (status, more, body) = state.answer(&path, tag.as_deref());
    let length = body.len();
    let head = format!("HTTP/1.1 {status} -\r\nConnection: close\r\nContent-Type: application/json\r\n{more}");
    let _ = write!(stream, "{head}Content-Length: {length}\r\n\r\n{body}");
}

impl State {
    fn answer(&mut self, path: &str, tag: Option<&str>) -> (u16, String, String) {
        if let Some(at) = self.failing.iter().position(|(failing, ..)| failing == path) {
            let (_, status, more) = self.failing.remove(at);
            return (status, more.into(), String::new());
        }
        let item = |(slug, day): &(String, u32), tells: bool| {
            let number: i64 = slug.rsplit('-').next().unwrap().parse().unwrap();
            let date = ban_tin::article::Moment(1_700_000_000 + number * 60).to_rfc3339();
            let mut item = json!({ "id": slug, "title": format!("Tin {slug}"), "date_published": date, "_bantin": { "slug": slug } });
            if tells {
                item["date_modified"] = format!("2026-01-{day:02}T00:00:00Z").into();
            }
            item
        };
        let feed = |items: Vec<Value>, total: usize| {
            json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Tin", "items": items, "_bantin": { "total": total } }).to_string()
        };
        if let Some(page) = path.strip_prefix("/list/").and_then(|page| page.parse::<usize>().ok()) {
            let newest: Vec<Value> = self.articles.iter().rev().map(|article| item(article, self.tells)).collect();
            let items = newest.chunks(10).nth(page - 1).unwrap_or_default().to_vec();
            return (200, String::new(), feed(items, self.articles.len()));
        }
        let found = path.strip_prefix("/article/").and_then(|slug| self.articles.iter().find(|known| known.0 == slug));
        let Some(article) = found else { return (404, String::new(), "{}".into()) };
        let own = format!("\"{}-{}\"", article.0, article.1);
        if tag == Some(&own) {
            return (304, String::new(), String::new());
        }
        let mut item = item(article, true);
        item["content_html"] = format!("<p>Văn bản của {} ngày {}</p>", article.0, article.1).into();
        (200, format!("ETag: {own}\r\n"), feed(vec![item], 1))
    }
}

fn paths(asked: &[(String, bool)]) -> Vec<&str> {
    asked.iter().map(|(path, _)| path.as_str()).collect()
}

#[test]
fn what_the_list_says_to_be_as_it_was_is_not_asked_for() {
    let backend = Backend::new(13, true);
    let portal = backend.portal("live-dated");
    let first = portal.pressed("out");
    assert!(text(&first, "article/tin-13/index.html").contains("Văn bản của tin-13 ngày 1"));
    assert_eq!(backend.asked().len(), 2 + 13);
    let again = portal.pressed("out");
    assert_eq!(paths(&backend.asked()), ["/list/1", "/list/2"]);
    assert!(first == again, "the same as before");
    backend.state.lock().unwrap().articles[4].1 = 2;
    let after = portal.pressed("out");
    assert_eq!(paths(&backend.asked()), ["/article/tin-5", "/list/1", "/list/2"]);
    assert!(text(&after, "article/tin-5/index.html").contains("ngày 2"));
    assert!(after == portal.pressed("clean"), "the same as a clean build");
}

#[test]
fn where_lists_say_nothing_of_changes_articles_are_asked_for_with_conditions() {
    let backend = Backend::new(3, false);
    let portal = backend.portal("live-tagged");
    let first = portal.pressed("out");
    assert!(backend.asked().iter().all(|(_, knows)| !knows));
    backend.state.lock().unwrap().articles[1].1 = 2;
    let after = portal.pressed("out");
    let asked = backend.asked();
    assert!(asked.iter().filter(|(path, _)| path.starts_with("/article/")).all(|(_, knows)| *knows), "{asked:?}");
    let changed = |name: &str| first.get(name) != after.get(name);
    assert!(changed("article/tin-2/index.html") && !changed("article/tin-3/index.html"));
}

#[test]
fn a_build_that_broke_off_goes_on_where_it_was_and_leaves_the_last_site() {
    let backend = Backend::new(9, true);
    let portal = backend.portal("live-broken");
    let failing = (0..4).map(|_| ("/article/tin-1".to_owned(), 500, "")).collect();
    backend.state.lock().unwrap().failing = failing;
    let output = portal.press("out");
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(!portal.folder.join("out").exists());
    let before = backend.asked();
    backend.state.lock().unwrap().failing.clear();
    let files = portal.pressed("out");
    assert!(files.contains_key("article/tin-1/index.html"));
    let had = before.iter().filter(|(path, _)| path.starts_with("/article/") && path != "/article/tin-1").count();
    let asked = backend.asked();
    let again = asked.iter().filter(|(path, _)| path.starts_with("/article/")).count();
    assert!(had > 3 && again == 9 - had, "{had} were there, {again} were asked for");
}

#[test]
fn a_backend_that_is_only_tired_is_asked_again() {
    let backend = Backend::new(2, true);
    let portal = backend.portal("live-tired");
    backend.state.lock().unwrap().failing = vec![("/article/tin-1".into(), 503, "Retry-After: 0\r\n")];
    let files = portal.pressed("out");
    assert!(files.contains_key("article/tin-1/index.html") && files.contains_key("article/tin-2/index.html"));
}
