//! `press connect` against captures on the loopback address: every backend found, shown and written.

use serde_json::Value;

use crate::corpus;
use crate::press_run::{Folder, LINK, WORDPRESS, connect, row, says, source, wordpress};
use crate::press_server::{Place, Server, capture, page};

#[test]
fn a_wordpress_is_found_by_its_link_and_written_into_the_settings() {
    let mut places = vec![page("/", "<title>Sở</title>").header("Link", LINK)];
    places.extend(wordpress("/wp-json/", "/wp-json/wp/v2/"));
    let server = Server::new(WORDPRESS, places);
    let run = connect(&[&server.origin, "--yes"]);
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
    assert_eq!((menu.len(), to[0], *to.last().unwrap()), (6, "/", "/gallery/"), "{}", run.site);
    assert!(to[1].starts_with("/category/") && to[4].starts_with("/category/"), "{to:?}");
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

pub fn ghost(front_page: &str) -> Vec<Place> {
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

pub const GHOST: &str = "http://127.0.0.1:8103";

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

/// What each backend answers at its place, and the profiles that are looked for then.
#[test]
fn every_backend_is_known_by_its_place() {
    let plone = r#"{"@id":"x","items":[],"items_total":0}"#;
    let old = r#"{"data":[{"id":1,"attributes":{}}],"meta":{"pagination":{"total":1}}}"#;
    for (path, json, profiles) in [
        ("/wp-json/", r#"{"namespaces":[]}"#, vec!["wordpress"]),
        ("/jsonapi", r#"{"jsonapi":{},"links":{}}"#, vec!["drupal"]),
        ("/feed.json", r#"{"version":"https://jsonfeed.org/version/1.1","items":[]}"#, vec!["jsonfeed"]),
        ("/ghost/api/content/settings/", r#"{"settings":{}}"#, vec!["ghost"]),
        ("/api/v2/pages/", r#"{"meta":{"total_count":0},"items":[]}"#, vec!["wagtail"]),
        ("/api/articles", r#"{"data":[],"meta":{"pagination":{}}}"#, vec!["strapi"]),
        ("/api/articles", old, vec!["strapi4"]),
        ("/server/ping", "pong", vec!["directus"]),
        ("/items/posts", r#"{"data":[]}"#, vec!["directus"]),
        ("/++api++/@search", plone, vec!["plone"]),
        ("/_api/web", r#"{"Title":"x"}"#, vec!["sharepoint", "sharepoint-news"]),
    ] {
        let folder = Folder::new();
        std::fs::remove_dir_all(folder.0.join("sources")).unwrap();
        let headers = vec![("Content-Type".into(), "application/json".into())];
        let server = Server::new("", vec![page("/", ""), Place { headers, ..page(path, json) }]);
        let run = folder.run(&[&server.origin]);
        for profile in profiles {
            says(&run, &format!("passed over {profile}: "));
        }
        let n = run.text.matches("passed over").count();
        assert!(n <= 2, "{path}: {}", run.text);
    }
}

#[test]
fn a_list_of_a_program_of_its_own_is_read_once_its_fields_are_named() {
    let text = corpus::read("tests/corpus/feed/home-made-static.json");
    let headers = vec![("Content-Type".into(), "application/json".into())];
    let server = Server::new("", vec![Place { headers, ..page("/tin/news.json", &text) }]);
    let (folder, address) = (Folder::new(), format!("{}/tin/news.json", server.origin));
    // As little as this test needs of the general profile.
    let profile =
        r#"{"name": "JSON", "list": {"url": "news.json", "items": "/items"}, "article": {"items": "/items"}}"#;
    std::fs::write(folder.0.join("sources/generic.json"), profile).unwrap();
    let run = folder.run(&[&address, "--yes"]);
    assert_eq!(run.code, 1, "{}", run.text);
    says(&run, "at \"/danhSach\" with the fields ma, tieuDe");
    let list = r#"list={"url": "news.json", "items": "/danhSach"}"#;
    let fields = r#"fields={"id": "/ma", "title": "/tieuDe", "standfirst": "/tomTat", "body": "/noiDung"}"#;
    let run = folder.run(&[&address, "--yes", "--set", list, "--set", fields]);
    assert_eq!(run.code, 0, "{}", run.text);
    assert_eq!(source(&run)["list"]["items"], "/danhSach");
    assert!(row(&run, "headlines").starts_with("Hội nghị"), "{}", run.text);
}
