//! `press connect` as a person types it, against captures on the loopback address.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

use crate::corpus;
use crate::press_server::{Place, Server, capture, page};

/// A folder with the sample's settings and the profiles.
struct Folder(PathBuf);

struct Run {
    code: i32,
    text: String,
    /// The settings after it.
    site: String,
}

impl Folder {
    fn new() -> Folder {
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

    fn run(&self, args: &[&str]) -> Run {
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

fn connect(args: &[&str]) -> Run {
    Folder::new().run(args)
}

/// The value of a line of the table.
fn row<'a>(run: &'a Run, name: &str) -> &'a str {
    let start = format!("  {name} ");
    let line = run.text.lines().find(|line| line.starts_with(&start));
    line.unwrap_or_else(|| panic!("no line {name} in\n{}", run.text)).trim_start_matches(&start).trim()
}

fn source(run: &Run) -> Value {
    serde_json::from_str::<Value>(&run.site).unwrap().get("source").unwrap().clone()
}

fn says(run: &Run, words: &str) {
    assert!(run.text.contains(words), "expected {words:?} in\n{}", run.text);
}

/// What a WordPress has below a path, by its REST API's address in front of the route.
fn wordpress(root: &'static str, front: &str) -> Vec<Place> {
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

const WORDPRESS: &str = "http://127.0.0.1:8101";
const LINK: &str = r#"<{origin}/wp-json/>; rel="https://api.w.org/""#;

#[test]
fn a_wordpress_is_found_by_its_link_and_written_into_the_settings() {
    let mut places = vec![page("/", "<title>Sở</title>").header("Link", LINK)];
    places.extend(wordpress("/wp-json/", "/wp-json/wp/v2/"));
    let server = Server::new(WORDPRESS, places);
    let run = connect(&[&server.origin, "--yes"]);
    if std::env::var_os("SHOW").is_some() {
        println!("{}\n{:#?}", run.text, server.paths());
    }
    assert_eq!(run.code, 0, "{}", run.text);
    says(&run, &format!("Found WordPress at {}/ by the link to its API.", server.origin));
    assert_eq!(row(&run, "articles"), "6 on the first page, 25 in all");
    assert!(row(&run, "headlines").starts_with("Hội nghị triển khai"), "{}", run.text);
    assert!(row(&run, "images").contains("in several widths"), "{}", run.text);
    assert!(row(&run, "categories").starts_with("5: "), "{}", run.text);
    assert!(row(&run, "albums").contains("photos)"), "{}", run.text);
    assert!(row(&run, "search").starts_with("\"Hội nghị\" finds "), "{}", run.text);
    assert!(row(&run, "text").contains(" blocks, "), "{}", run.text);
    assert_eq!(row(&run, "CORS"), "open to any site that asks");
    let base = format!("{}/", server.origin);
    assert_eq!(source(&run), serde_json::json!({"profile": "wordpress", "base": base}));
    // All else is as it was, letter by letter.
    let sample = corpus::read("public/site.json");
    let (before, after) = (sample.split_once("\"source\"").unwrap().0, sample.split_once("\"page_size\"").unwrap().1);
    assert!(run.site.starts_with(before) && run.site.ends_with(after), "{}", run.site);
    says(&run, "With --menu it becomes");
    assert!(server.paths().len() <= 12, "{:?}", server.paths());
}

#[test]
fn the_menu_gets_the_largest_categories_where_that_is_asked_for() {
    let mut places = vec![page("/", "").header("Link", LINK)];
    places.extend(wordpress("/wp-json/", "/wp-json/wp/v2/"));
    let run = connect(&[&Server::new(WORDPRESS, places).origin, "--yes", "--menu"]);
    let site: Value = serde_json::from_str(&run.site).unwrap();
    let menu = site["menu"].as_array().unwrap();
    let to: Vec<&str> = menu.iter().filter_map(|entry| entry["to"].as_str()).collect();
    assert_eq!((menu.len(), to[0], *to.last().unwrap()), (7, "/", "/gallery/"), "{}", run.site);
    assert!(to[1].starts_with("/category/") && to[5].starts_with("/category/"), "{to:?}");
}

#[test]
fn without_a_terminal_and_without_yes_nothing_is_written() {
    let mut places = vec![page("/", "").header("Link", LINK)];
    places.extend(wordpress("/wp-json/", "/wp-json/wp/v2/"));
    let run = connect(&[&Server::new(WORDPRESS, places).origin]);
    assert_eq!((run.code, run.site.as_str()), (0, corpus::read("public/site.json").as_str()));
    says(&run, "+ \"source\": {");
    says(&run, "run this again with --yes");
}

#[test]
fn a_wordpress_below_a_path_is_found_from_one_of_its_pages_and_by_its_places_alone() {
    let mut places = vec![page("/tin/bai-viet.html", "<meta name='generator' content='WordPress 6.1'>")];
    places.extend(wordpress("/tin/wp-json/", "/tin/wp-json/wp/v2/"));
    let server = Server::new(WORDPRESS, places);
    let run = connect(&[&format!("{}/tin/bai-viet.html", server.origin), "--yes"]);
    assert_eq!(source(&run)["base"], format!("{}/tin/", server.origin), "{}", run.text);
}

#[test]
fn plain_permalinks_get_the_other_address_of_the_api() {
    let link = r#"<{origin}/?rest_route=/>; rel="https://api.w.org/""#;
    let mut places = wordpress("/", "/?rest_route=/wp/v2/");
    places.push(page("/", "").header("Link", link));
    let run = connect(&[&Server::new(WORDPRESS, places).origin, "--yes"]);
    assert_eq!(source(&run)["api"], "?rest_route=/wp/v2/", "{}", run.text);
    assert_eq!(row(&run, "articles"), "6 on the first page, 25 in all");
}

#[test]
fn a_redirect_is_followed_and_its_end_is_the_base() {
    let mut places = vec![
        page("/", "").status(301).header("Location", "{origin}/moi/"),
        page("/moi/", "<link rel='https://api.w.org/' href='/moi/wp-json/'>"),
    ];
    places.extend(wordpress("/moi/wp-json/", "/moi/wp-json/wp/v2/"));
    let server = Server::new(WORDPRESS, places);
    let run = connect(&[server.origin.trim_start_matches("http://"), "--yes"]);
    assert_eq!(source(&run)["base"], format!("{}/moi/", server.origin), "{}", run.text);
}

#[test]
fn closed_cors_says_which_header_is_missing_and_what_to_do() {
    let places = |gone: &str| -> Vec<Place> {
        let mut places = vec![page("/", "").header("Link", LINK)];
        places.extend(wordpress("/wp-json/", "/wp-json/wp/v2/").into_iter().map(|place| place.without(gone)));
        places
    };
    let closed = connect(&[&Server::new(WORDPRESS, places("Access-Control-Allow-Origin")).origin]);
    assert!(row(&closed, "CORS").starts_with("closed: "), "{}", closed.text);
    says(&closed, "Before readers can read it: WordPress allows other sites by itself");
    let half = connect(&[&Server::new(WORDPRESS, places("Access-Control-Expose-Headers")).origin]);
    assert!(row(&half, "CORS").contains("X-WP-Total is missing in Access-Control-Expose-Headers"), "{}", half.text);
}

fn ghost(front_page: &str) -> Vec<Place> {
    let posts = "/ghost/api/content/posts/";
    let slug = "/ghost/api/content/posts/slug/hoi-nghi-trien-khai-nhiem-vu-2026/";
    vec![
        page("/", front_page),
        capture(posts, &[("key", "9cd51aa4100ac40f8ea417bff8")], "ghost/posts-page1"),
        capture(slug, &[], "ghost/post-by-slug-gallery12"),
        capture("/ghost/api/content/tags/", &[("key", "9cd51aa4100ac40f8ea417bff8")], "ghost/tags"),
        capture("/ghost/api/content/search-index/posts/", &[], "ghost/search-index"),
        capture("/ghost/api/content/settings/", &[], "ghost/no-key-403"),
    ]
}

const GHOST: &str = "http://127.0.0.1:8103";

#[test]
fn a_ghost_is_read_with_the_key_in_its_page() {
    let server = Server::new(
        GHOST,
        ghost(
            "<meta name=generator content='Ghost 6.65'><script data-key='9cd51aa4100ac40f8ea417bff8' data-sodo-search='/'></script>",
        ),
    );
    let run = connect(&[&server.origin, "--yes"]);
    assert_eq!(run.code, 0, "{}", run.text);
    let base = format!("{}/", server.origin);
    let expected = serde_json::json!({"profile": "ghost", "base": base, "key": "9cd51aa4100ac40f8ea417bff8"});
    assert_eq!(source(&run), expected);
    assert_eq!(row(&run, "CORS"), "open to every site");
    assert!(row(&run, "search").ends_with("is searched for by the portal itself"), "{}", run.text);
}

#[test]
fn a_ghost_without_a_key_says_where_to_get_one_and_takes_it_from_the_command() {
    let server = Server::new(GHOST, ghost("<meta name=generator content='Ghost 6.65'>"));
    let run = connect(&[&server.origin, "--yes"]);
    assert_eq!(run.code, 1, "{}", run.text);
    says(&run, "Settings, Integrations");
    says(&run, "--set key=");
    let run = connect(&[&server.origin, "--yes", "--set", "key=9cd51aa4100ac40f8ea417bff8"]);
    assert_eq!((run.code, source(&run)["key"].as_str()), (0, Some("9cd51aa4100ac40f8ea417bff8")), "{}", run.text);
}

#[test]
fn a_wagtail_gets_its_own_type_and_fields() {
    let pages = "/api/v2/pages/";
    let slug = &[("slug", "hoi-nghi-trien-khai-nhiem-vu-2026")];
    let places = vec![
        page("/", "<title>Sở</title>"),
        capture(pages, slug, "wagtail/page-by-slug"),
        capture(pages, &[("search", "Hội nghị")], "wagtail/search-accented"),
        capture(pages, &[("search", "hoi nghi")], "wagtail/search-unaccented"),
        capture(pages, &[], "wagtail/pages-list1"),
    ];
    let server = Server::new("http://127.0.0.1:8102", places);
    let run = connect(&[&server.origin, "--yes"]);
    if std::env::var_os("SHOW").is_some() {
        println!("{}\n{:#?}", run.text, server.paths());
    }
    assert_eq!(run.code, 0, "{}", run.text);
    let source = source(&run);
    assert_eq!((source["profile"].as_str(), source["type"].as_str()), (Some("wagtail"), Some("news.NewsPage")));
    assert_eq!(source["order"], "-date");
    assert!(source["of_list"].as_str().unwrap().starts_with("date,excerpt,"), "{source}");
    assert_eq!(row(&run, "articles"), "6 on the first page, 24 in all");
    assert_eq!(row(&run, "search"), "\"Hội nghị\" finds 2, \"hoi nghi\" is searched for by the portal itself");
}

fn feed(path: &'static str, file: &str) -> Place {
    let text = corpus::read(format!("tests/corpus/feed/{file}.json"));
    Place { headers: vec![("Content-Type".into(), "application/feed+json".into())], ..page(path, &text) }
}

#[test]
fn a_feed_is_found_by_its_link_and_by_its_own_address() {
    let html = "<link rel=alternate type='application/feed+json' href='/tin/feed.json'>";
    let places = vec![page("/", html), feed("/tin/feed.json", "feed-page1"), feed("/feed-2.json", "feed-page2")];
    let server = Server::new("http://127.0.0.1:8107", places);
    for address in [server.origin.clone(), format!("{}/tin/feed.json", server.origin)] {
        let run = connect(&[&address, "--yes"]);
        let base = format!("{}/tin/", server.origin);
        let expected = serde_json::json!({"profile": "jsonfeed", "base": base, "list": "feed.json"});
        assert_eq!(source(&run), expected, "{}", run.text);
        assert!(row(&run, "CORS").starts_with("closed: "), "{}", run.text);
    }
}

#[test]
fn a_program_gets_one_object() {
    let server = Server::new(
        "http://127.0.0.1:8107",
        vec![feed("/feed.json", "feed-page1"), feed("/feed-2.json", "feed-page2")],
    );
    let run = connect(&[&format!("{}/feed.json", server.origin), "--json"]);
    let found: Value = serde_json::from_str(&run.text).unwrap();
    assert_eq!((found["found"].as_bool(), found["profile"].as_str()), (Some(true), Some("jsonfeed")));
    assert_eq!((found["written"].as_bool(), found["findings"]["cors"]["open"].as_bool()), (Some(false), Some(false)));
    let nothing = connect(&[&Server::new("", vec![page("/", "<p>x")]).origin, "--json"]);
    let nothing_found: Value = serde_json::from_str(&nothing.text).unwrap();
    assert_eq!((nothing.code, nothing_found["found"].as_bool()), (1, Some(false)));
}

#[test]
fn where_nothing_fits_every_place_that_was_tried_is_named() {
    let server = Server::new("", vec![page("/", "<meta name=generator content='Joomla!'>")]);
    let run = connect(&[&server.origin, "--yes"]);
    assert_eq!((run.code, run.site.as_str()), (1, corpus::read("public/site.json").as_str()));
    for path in ["/wp-json/", "/?rest_route=/", "/jsonapi", "/feed.json", "/api/v2/pages/", "/_api/web"] {
        assert!(run.text.contains(&format!(" at {}{path}", server.origin)), "{path}:\n{}", run.text);
    }
    says(&run, "found status 404");
    assert!(server.paths().len() <= 20, "{:?}", server.paths());
}

#[test]
fn a_log_in_page_a_closed_site_and_a_loop_are_sentences() {
    let html = "<title>Đăng nhập</title><form><input type=password></form>";
    let run = connect(&[&Server::new("", vec![page("/", html)]).origin]);
    says(&run, "found a log-in page (Đăng nhập)");
    says(&run, "give an address that opens without signing in");
    let run = connect(&[&Server::new("", vec![page("/", "x").status(401)]).origin]);
    says(&run, "without signing in");
    let loops = vec![page("/", "").status(302).header("Location", "/")];
    let run = connect(&[&Server::new("", loops).origin]);
    assert_eq!(run.code, 1);
    says(&run, "redirects");
    says(&run, "round in circles");
}

#[test]
fn a_login_page_in_front_of_the_api_is_told_from_a_wrong_answer() {
    let places = vec![page("/", "").header("Link", LINK), page("/wp-json/wp/v2/posts", "<html><input type=password>")];
    let run = connect(&[&Server::new("", places).origin]);
    assert_eq!(run.code, 1);
    says(&run, "found an HTML page");
    says(&run, "a log-in page or a firewall's page stands before the API");
}

#[test]
fn tls_where_there_is_none_and_hosts_that_are_none_are_sentences() {
    let server = Server::new("", vec![]);
    let run = connect(&[&server.origin.replace("http:", "https:")]);
    assert_eq!(run.code, 1);
    says(&run, "no secure connection");
    let run = connect(&["http://127.0.0.1:1/"]);
    says(&run, "no connection");
}

#[test]
fn a_profile_that_is_not_there_is_passed_over_with_a_word() {
    let folder = Folder::new();
    let _ = std::fs::remove_file(folder.0.join("sources/drupal.json"));
    let text = r#"{"jsonapi":{"version":"1.0"},"data":[]}"#;
    let json =
        Place { headers: vec![("Content-Type".into(), "application/vnd.api+json".into())], ..page("/jsonapi", text) };
    let server = Server::new("", vec![page("/", "").header("X-Generator", "Drupal 11"), json]);
    let run = folder.run(&[&server.origin]);
    assert_eq!(run.code, 1);
    says(&run, "passed over drupal: expected the profile");
}

#[test]
fn a_wrong_command_or_file_is_another_kind_of_failure() {
    assert_eq!(connect(&["http://127.0.0.1:1/", "--set", "key"]).code, 2);
    let folder = Folder::new();
    std::fs::write(folder.0.join("site.json"), "[]").unwrap();
    assert_eq!(folder.run(&["http://127.0.0.1:1/"]).code, 2);
    assert_eq!(Folder::new().run(&[]).code, 2);
}
