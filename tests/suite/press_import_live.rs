//! `press import` from live backends, played by a server of our own.

use serde_json::json;

use crate::corpus;
use crate::press_import_run::Portal;
use crate::press_run::{LINK, WORDPRESS, wordpress};
use crate::press_server::{Place, Server, page};

fn json_page(path: &'static str, text: String) -> Place {
    Place { headers: vec![("Content-Type".into(), "application/json".into())], ..page(path, &text) }
}

#[test]
fn a_backend_is_found_by_its_address_and_read_page_after_page() {
    let item = |n: usize, body: bool| {
        let mut item = json!({
            "id": format!("{{origin}}/bai-{n}/"), "url": format!("{{origin}}/bai-{n}/"), "title": format!("Bài {n}"),
            "date_published": format!("2026-01-{:02}T09:00:00+07:00", 30 - n), "_bantin": {"slug": format!("bai-{n}"),
            "category": {"slug": "tin", "title": "Tin"}}
        });
        if body {
            item["content_html"] = format!("<p>Chữ {n} <a href='{{origin}}/bai-1/'>một</a></p>").into();
        }
        item
    };
    let list = |from: usize, next: Option<&str>| {
        let mut feed = json!({"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": (from..from + 10).map(|n| item(n, true)).collect::<Vec<_>>()});
        next.into_iter().for_each(|next| feed["next_url"] = next.into());
        feed.to_string()
    };
    let places = vec![
        page("/", "<link rel=alternate type='application/feed+json' href='/feed.json'>"),
        json_page("/feed.json", list(1, Some("feed-2.json"))),
        json_page("/feed-2.json", list(11, None)),
    ];
    let (portal, server) = (Portal::new(), Server::new("{origin}", places));
    let run = portal.import(&server.origin, &[]);
    assert_eq!(
        (run.code, run.object["kind"].as_str(), run.count("articles")),
        (0, Some("backend"), 20),
        "{:#}",
        run.object
    );
    portal.is_sound();
    assert_eq!(portal.slugs()[19], "bai-20");
    assert_eq!(portal.article("bai-20").body_html, r#"<p>Chữ 20 <a href="/article/bai-1/">một</a></p>"#);
    let before = portal.files();
    assert_eq!(portal.import(&server.origin, &[]).count("written"), 0);
    assert!(portal.files() == before);
    let newest = Portal::new();
    assert_eq!(newest.import(&server.origin, &["--limit", "3"]).count("articles"), 3);
}

#[test]
fn a_wordpress_that_lists_an_article_and_does_not_give_it_is_told_of() {
    let mut places = vec![page("/", "<title>Sở</title>").header("Link", LINK)];
    places.extend(wordpress("/wp-json/", "/wp-json/wp/v2/"));
    let (portal, server) = (Portal::new(), Server::new(WORDPRESS, places));
    let run = portal.import(&server.origin, &["--limit", "3", "--images", "link"]);
    assert_eq!(run.code, 0, "{:#}", run.object);
    portal.is_sound();
    assert_eq!(run.object["kind"], "backend");
    let article = portal.article("hoi-nghi-trien-khai-nhiem-vu-2026");
    assert!(article.body_html.len() > 500 && article.summary.image.is_some(), "{article:#?}");
    assert!(
        run.object["warnings"].to_string().contains("the backend lists it and does not give it"),
        "{:#}",
        run.object
    );
}

#[test]
fn the_source_of_a_site_json_is_copied() {
    let portal = Portal::new();
    // The sample portal's own content, albums and pages as well: the files lie beside its settings.
    let run = portal.import("public/site.json", &["--limit", "5"]);
    assert_eq!((run.code, run.count("articles"), run.count("albums")), (0, 5, 6), "{:#}", run.object);
    portal.is_sound();
    let sample: serde_json::Value = serde_json::from_str(&corpus::read("public/content/vi/pages.json")).unwrap();
    assert_eq!(run.count("pages") as usize, sample["items"].as_array().unwrap().len());
    let album = portal.store();
    let albums = crate::sample::ask(&album, ban_tin::store::Store::albums).unwrap();
    assert!(albums.len() == 6 && albums.iter().all(|album| album.photos.iter().all(|photo| photo.size.is_some())));
}

#[test]
fn a_backend_that_breaks_off_leaves_the_old_content() {
    let list = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "x", "next_url": "feed-2.json",
        "items": [{"id": "1", "title": "Một", "content_html": "<p>a</p>", "date_published": "2026-01-01T00:00:00Z"}]}"#;
    let broken =
        Server::new("", vec![json_page("/feed.json", list.into()), json_page("/feed-2.json", "{".into()).status(503)]);
    let portal = Portal::new();
    portal.import("tests/corpus/import/jekyll", &[]);
    let before = portal.files();
    let run = portal.import_aloud(&format!("{}/feed.json", broken.origin), &["--prune"]);
    assert!(run.code == 1 && run.text.contains("503") && run.text.contains("is as it was"), "{}", run.text);
    assert!(portal.files() == before);
    let nobody = portal.import_aloud("http://127.0.0.1:9/", &[]);
    assert!(nobody.code == 1 && nobody.text.contains("expected a backend or a feed at"), "{}", nobody.text);
}
