//! The portal before every backend that it knows: a list, its second page, a category, a search, an article, an album,
//! and Back. The backends are on another host than the portal, as they are for readers.

use std::sync::Arc;

use serde_json::{Value, json};

use super::sample::{NAME, change, open, scroll_to_link};
use crate::browser::Browser;
use crate::engine::Engine;
use crate::journeys;
use crate::server::{Replay, Rule, Server, Site};

/// A backend that is played back, and a portal that reads it.
pub fn connect(server: &Server, backend: &str, plan: &str) -> (Arc<Server>, Value) {
    let replay = Replay::read(backend, plan);
    let journey = replay.plan("/journey").cloned().unwrap_or_default();
    let page_size = replay.plan("/page_size").cloned().unwrap_or(json!(12));
    let shown = Replay::read(backend, plan);
    let backend = server.beside(Site::replay(replay));
    change(server, "site.json", |site| {
        site["source"] = shown.source(&backend.url());
        site["page_size"] = page_size;
        site["languages"] = json!([{ "code": "vi", "name": "Tiếng Việt" }]);
        site["menu"] = json!([{ "label": "Tin tức", "to": "/news/" }, { "label": "Thư viện ảnh", "to": "/gallery/" }]);
    });
    (backend, journey)
}

fn words(json: &Value) -> Vec<String> {
    json.as_array().into_iter().flatten().map(|word| text(word).to_owned()).collect()
}

fn text(json: &Value) -> &str {
    json.as_str().unwrap_or_else(|| panic!("expected a text in replay.json, found {json}"))
}

/// The headlines of the list on the screen, once they are these.
pub async fn until_headlines(b: &Browser, expected: &[String]) {
    b.wait_for(&format!("the headlines {expected:#?}"), async || {
        let found = b.inside("main", "").names("heading").await.into_iter().skip(1).collect::<Vec<_>>();
        if found == expected { Ok(()) } else { Err(format!("{found:#?}")) }
    })
    .await;
}

/// The whole way; what a backend cannot do has no entry.
pub async fn walk(b: &Browser, journey: &Value) {
    b.resize(1280, 800).await;
    open(b, ("/news/", "Tin tức")).await;
    let page1 = words(&journey["page1"]);
    until_headlines(b, &page1).await;

    if journey["page2"].is_array() {
        b.inside("navigation", "Các trang").click("link", "Trang 2").await;
        b.until_path("/news/page/2/").await;
        until_headlines(b, &words(&journey["page2"])).await;
        b.back().await;
        b.until_path("/news/").await;
        until_headlines(b, &page1).await;
    }

    // An article out of the list, and Back to where it stood.
    scroll_to_link(b, &page1[0]).await;
    b.inside("main", "").click("link", &page1[0]).await;
    b.until_h1(&page1[0]).await;
    b.back().await;
    b.until_focused("link", &page1[0]).await;

    let category = &journey["category"];
    if category.is_object() {
        b.open(text(&category["path"])).await;
        b.until_h1(text(&category["title"])).await;
        until_headlines(b, &words(&category["headlines"])).await;
    }
    for search in journey["searches"].as_array().into_iter().flatten() {
        b.inside("banner", "").click("searchbox", "Từ cần tìm").await;
        b.js("const field = document.activeElement; if (field.select) field.select()", vec![]).await;
        b.type_text(text(&search["words"])).await;
        b.press("Enter").await;
        // The title changes with the results, which may be the same as those of the last words.
        b.until_title(&format!("Tìm kiếm: {} – {NAME}", text(&search["words"]))).await;
        until_headlines(b, &words(&search["headlines"])).await;
    }
    let article = &journey["article"];
    b.open(text(&article["path"])).await;
    b.until_h1(text(&article["title"])).await;
    b.until_text(text(&article["says"])).await;
    if let Some(file) = article["attachment"].as_str() {
        b.inside("main", "").by_role("link", &format!("{file}*")).await;
    }
    let album = &journey["album"];
    if album.is_object() {
        open(b, ("/gallery/", "Thư viện ảnh")).await;
        b.inside("main", "").click("link", text(&album["title"])).await;
        b.until_h1(text(&album["title"])).await;
        b.until_path(text(&album["path"])).await;
        let photos = b.inside("main", "").names("link").await.iter().filter(|name| name.starts_with("Ảnh ")).count();
        assert_eq!(photos as u64, album["photos"].as_u64().unwrap(), "photos of {}", album["title"]);
        b.back().await;
        b.until_h1("Thư viện ảnh").await;
    }
    // The front page is made of the same answers.
    b.inside("navigation", "Menu").click("link", "Tin tức").await;
    until_headlines(b, &page1).await;
    b.open("/").await;
    b.until_text(&page1[0]).await;
}

/// Chromium tells of handlers and styles also where a text is only parsed, see `src/body/walk_browser.rs`.
pub fn allow_parsing(b: &Browser) {
    if b.engine == Engine::Chromium {
        b.allow_console("policy: ");
        b.allow_console("security: ");
    }
}

async fn walk_through(b: &Browser, server: &Server, name: &str, plan: &str) {
    let (backend, journey) = connect(server, name, plan);
    allow_parsing(b);
    // What is fetched ahead may be beyond what was captured; it is nothing that a reader sees.
    b.allow_console("Failed to load resource");
    // Pictures that are still on their way are given up by the browser when a document is left.
    b.allow_console("resource: <img>");
    walk(b, &journey).await;
    assert_eq!(backend.missed(), [""; 0], "the portal asks for nothing that {name} does not answer");
}

journeys! {
    fn a_portal_reads_wordpress in [chromium, firefox, webkit] (b, server) {
        walk_through(b, server, "wordpress", "replay.json").await;
    }

    fn a_portal_reads_wordpress_without_permalinks in [chromium] (b, server) {
        walk_through(b, server, "wordpress", "replay-plain.json").await;
    }

    fn a_portal_reads_ghost in [chromium, firefox, webkit] (b, server) {
        walk_through(b, server, "ghost", "replay.json").await;
    }

    fn a_portal_reads_wagtail in [chromium] (b, server) {
        walk_through(b, server, "wagtail", "replay.json").await;
    }

    fn a_portal_reads_a_feed_of_another_host in [chromium] (b, server) {
        walk_through(b, server, "feed", "replay.json").await;
    }

    fn a_portal_reads_drupal in [chromium] (b, server) {
        walk_through(b, server, "drupal", "replay.json").await;
    }

    fn a_portal_reads_plone in [chromium] (b, server) {
        walk_through(b, server, "plone", "replay.json").await;
    }

    fn a_portal_reads_sharepoint in [chromium] (b, server) {
        walk_through(b, server, "sharepoint", "replay.json").await;
    }

    fn a_portal_reads_sharepoints_news in [chromium] (b, server) {
        walk_through(b, server, "sharepoint-news", "replay.json").await;
    }

    fn a_portal_reads_strapi in [chromium] (b, server) {
        walk_through(b, server, "strapi", "replay.json").await;
    }

    fn a_portal_reads_strapi_4 in [chromium] (b, server) {
        walk_through(b, server, "strapi4", "replay.json").await;
    }

    fn a_portal_reads_directus in [chromium] (b, server) {
        walk_through(b, server, "directus", "replay.json").await;
    }

    fn a_portal_reads_a_plain_list in [chromium] (b, server) {
        walk_through(b, server, "generic", "replay.json").await;
    }

    fn what_a_profile_says_with_each_request_goes_along in [chromium, firefox, webkit] (b, server) {
        allow_parsing(b);
        let (backend, journey) = connect(server, "wordpress", "replay.json");
        let replay = Replay::read("wordpress", "replay.json");
        change(server, "site.json", |site| {
            site["source"] = replay.source(&backend.url());
            site["source"]["headers"] = json!({ "Accept-Language": "vi-AN", "accept": "application/json;an-son" });
            site["page_size"] = json!(6);
        });
        b.open("/news/").await;
        until_headlines(b, &words(&journey["page1"])).await;
        let asked = backend.requests().into_iter().filter(|request| request.path.contains("/wp-json/"));
        let said: Vec<_> = asked.map(|request| [request.header("accept-language"), request.header("accept")].concat()).collect();
        assert!(!said.is_empty() && said.iter().all(|said| said == "vi-ANapplication/json;an-son"), "{said:#?}");
    }

    fn a_text_in_markdown_is_there_without_its_reader in [chromium] (b, server) {
        let (_backend, journey) = connect(server, "strapi", "replay.json");
        b.allow_console("Failed to load resource");
        b.allow_console("markdown.js");
        server.rule("/markdown.js", Rule::missing());
        let article = &journey["article"];
        b.open(text(&article["path"])).await;
        b.until_h1(text(&article["title"])).await;
        b.until_text(text(&article["says"])).await;
        let told = b.take_console().await.join("\n");
        assert!(told.contains("Bản Tin: ") && told.contains("markdown.js"), "{told}");
    }
}
