//! Runs `press connect` as a person does, over settings of its own, and reads what it printed.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

use crate::corpus;
use crate::press_server::{Place, capture, page};

/// A folder with the sample's settings and the profiles.
pub struct Folder(pub PathBuf);

pub struct Run {
    pub code: i32,
    pub text: String,
    /// The settings after it.
    pub site: String,
}

impl Folder {
    pub fn new() -> Folder {
        static N: AtomicUsize = AtomicUsize::new(0);
        let n = N.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("ban-tin-press-{}-{n}", std::process::id()));
        std::fs::create_dir_all(folder.join("sources")).unwrap();
        for file in corpus::files("public/sources", ".json") {
            let name = file.rsplit('/').next().unwrap();
            std::fs::write(folder.join("sources").join(name), corpus::read(&file)).unwrap();
        }
        std::fs::write(folder.join("site.json"), corpus::read("public/site.json")).unwrap();
        Folder(folder)
    }

    pub fn run(&self, args: &[&str]) -> Run {
        let site = self.0.join("site.json");
        let mut command = Command::new(env!("CARGO_BIN_EXE_press"));
        command.arg("connect").arg("--site").arg(&site).args(args).stdin(Stdio::null());
        let output = command.output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        let site = std::fs::read_to_string(site).unwrap_or_default();
        Run { code: output.status.code().unwrap(), text, site }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub fn connect(args: &[&str]) -> Run {
    Folder::new().run(args)
}

/// The value of a line of the table.
pub fn row<'a>(run: &'a Run, name: &str) -> &'a str {
    let start = format!("  {name} ");
    let line = run.text.lines().find(|line| line.starts_with(&start));
    line.unwrap_or_else(|| panic!("no line {name} in\n{}", run.text)).trim_start_matches(&start).trim()
}

pub fn source(run: &Run) -> Value {
    serde_json::from_str::<Value>(&run.site).unwrap().get("source").unwrap().clone()
}

pub fn says(run: &Run, words: &str) {
    assert!(run.text.contains(words), "expected {words:?} in\n{}", run.text);
}

/// What a WordPress has below a path, by its REST API's address in front of the route.
pub fn wordpress(root: &'static str, front: &str) -> Vec<Place> {
    let json = r#"{"name":"Sở","namespaces":["wp/v2"],"routes":{}}"#;
    let api = Place { headers: vec![("Content-Type".into(), "application/json".into())], ..page(root, json) };
    let at = |route: &str| -> (&'static str, &'static [(&'static str, &'static str)]) {
        match front.split_once('?') {
            // Plain permalinks: all routes are at one path, told apart by the query.
            Some(_) => (root, Box::leak(Box::new([("rest_route", &*format!("/wp/v2/{route}").leak())]))),
            None => (format!("{front}{route}").leak(), &[]),
        }
    };
    let (posts, posts_query) = at("posts");
    let with = |pair: (&'static str, &'static str)| [posts_query, &[pair]].concat().leak() as &'static [_];
    let mut places = vec![
        capture(posts, with(("slug", "hoi-nghi-trien-khai-nhiem-vu-2026")), "wordpress/post-by-slug-gallery"),
        capture(posts, with(("search", "gallery")), "wordpress/posts-page2-embed"),
        capture(posts, with(("search", "Hội nghị")), "wordpress/posts-search-unaccented"),
        capture(posts, with(("search", "hoi nghi")), "wordpress/posts-search-unaccented"),
        capture(posts, with(("page", "1")), "wordpress/posts-page1-embed"),
    ];
    for route in ["categories", "tags"] {
        let (path, query) = at(route);
        places.push(capture(path, query, &format!("wordpress/{route}")));
    }
    places.push(match front.contains('?') {
        true => Place { query: &[("rest_route", "/")], ..api },
        false => api,
    });
    places
}

pub const WORDPRESS: &str = "http://127.0.0.1:8101";
pub const LINK: &str = r#"<{origin}/wp-json/>; rel="https://api.w.org/""#;
