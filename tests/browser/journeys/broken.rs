//! Settings, words and feeds that are missing, broken, empty or hostile; an app that doesn't arrive.

use std::time::Duration;

use serde_json::{Value, json};

use super::sample::{ARTICLE, HEADLINE, NAME, change, open};
use crate::browser::Browser;
use crate::engine::Engine;
use crate::journeys;
use crate::server::{Fallback, Rule, Server, Site};

const NOT_READY: &str = "Trang chưa sẵn sàng";

/// The page in plain words with what a developer needs; with the fault gone, its button leads on.
async fn plain_words(b: &Browser, server: &Server, path: &str, rule: Rule, details: &[&str]) {
    b.allow_console("Bản Tin: ");
    b.allow_console("Failed to load resource");
    b.allow_console("resource: <link>");
    server.rule(path, rule.clone());
    b.open("/").await;
    b.until_h1(NOT_READY).await;
    assert_eq!(b.title().await, NOT_READY);
    b.until_text("Một tệp cài đặt của trang đang thiếu hoặc hỏng").await;
    let page = b.page_text().await;
    for part in details {
        assert!(page.contains(part), "after {rule:?}: expected {part:?}, found {page:?}");
    }
    b.assert_axe().await;
    server.release(path);
    b.click("button", "Thử lại*").await;
    b.until_h1(NAME).await;
}

journeys! {
    fn without_settings_a_page_says_so_in_plain_words in [chromium, firefox, webkit] (b, server) {
        plain_words(b, server, "/site.json", Rule::missing(), &["site.json: expected a JSON file", "found status 404"]).await;
        plain_words(b, server, "/site.json", Rule::json("{\"name\": "), &["site.json: expected a JSON file", "found"]).await;
    }

    fn settings_with_wrong_values_are_told_all_at_once in [chromium] (b, server) {
        let site = json!({ "name": "", "languages": [], "source": { "profile": 7 }, "page_size": -1, "menu": 5, "nmae": "x" });
        let details = [
            "/languages", "a list with at least one language", "a profile's name, such as \"wordpress\" at /source/profile, found 7", "/page_size",
            "/menu", "/nmae",
        ];
        plain_words(b, server, "/site.json", Rule::json(site.to_string()), &details).await;
        let site = json!({ "name": "Sở", "source": { "profile": "wordpres" } });
        let no_profile = "sources/wordpres.json: expected a JSON file, found status 404";
        plain_words(b, server, "/site.json", Rule::json(site.to_string()), &[no_profile]).await;
        plain_words(b, server, "/site.json", Rule::json("[]"), &["expected an object", "found an array"]).await;
        let html = Rule::answer(200, "text/html", "<!doctype html><title>Sở</title>");
        plain_words(b, server, "/site.json", html, &["site.json: expected a JSON file", "an HTML page"]).await;
    }

    fn settings_with_a_small_mistake_still_make_a_portal in [chromium] (b, server) {
        change(server, "site.json", |site| {
            site["page_size"] = json!("many");
            site["menu"][2] = json!({ "label": "x" });
            site["theme"]["accent"] = json!(7);
        });
        b.resize(1280, 800).await;
        open(b, ("/", NAME)).await;
        assert_eq!(b.inside("navigation", "Menu").inside("list", "").count("link", "").await, 7);
        let told = b.take_console().await.join("\n");
        for place in ["/page_size", "/menu/2", "/theme/accent"] {
            assert!(told.contains(place), "expected {place}, found {told}");
        }
    }

    fn without_words_a_page_says_so_in_plain_words in [chromium] (b, server) {
        plain_words(b, server, "/locales/vi.json", Rule::missing(), &["locales/vi.json: expected a JSON file", "found status 404"]).await;
        plain_words(b, server, "/locales/vi.json", Rule::json("{}"), &["locales/vi.json: expected", "found"]).await;
    }

    fn the_other_languages_words_may_fail_later in [chromium] (b, server) {
        b.allow_console("Bản Tin: ");
        b.allow_console("Failed to load resource");
        b.resize(1280, 800).await;
        server.rule("/locales/en.json", Rule::status(503));
        open(b, (ARTICLE, HEADLINE)).await;
        b.inside("navigation", "Ngôn ngữ").click("link", "English").await;
        b.wait_for("a notice", async || {
            let text = b.page_text().await;
            let told = ["Thử lại", "Try again"].iter().any(|word| text.contains(word));
            if told { Ok(()) } else { Err(text) }
        })
        .await;
        assert_eq!(b.count("main", "").await, 1);
        assert!(b.page_text().await.contains(HEADLINE), "what was there stays");
        server.release("/locales/en.json");
        b.click("button", "Thử lại*").await;
        b.until_path("/en/article/year-end-conference-2021/").await;
        b.by_role("link", "Skip to main content").await;
    }

    fn a_feed_that_is_none_is_told_with_its_place in [chromium] (b, server) {
        b.allow_console("Bản Tin: expected");
        for (body, place) in [(r#"{"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": 5}"#, "/items"), ("[]", "/items")] {
            server.rule("/content/vi/feed.json", Rule::json(body));
            open(b, ("/", "Không tải được trang này")).await;
            let told = b.take_console().await.join("\n");
            assert!(told.contains("/content/vi/feed.json") && told.contains(place) && told.contains("found"), "{told}");
        }
        server.release("/content/vi/feed.json");
        b.click("button", "Thử lại").await;
        b.until_h1(NAME).await;
    }

    fn one_bad_item_is_left_out_and_told in [chromium] (b, server) {
        change(server, "content/vi/feed.json", |feed| {
            feed["items"][1] = json!({ "title": "Không có id" });
            feed["items"][3]["date_published"] = json!("hôm qua");
            feed["items"][5] = json!(7);
        });
        open(b, ("/news/", "Tin tức")).await;
        let headlines = b.inside("main", "").inside("list", "").names("heading").await;
        assert_eq!(headlines.len(), 12);
        assert!(headlines[0].starts_with("Ngày Tiêu chuẩn") && headlines[1].starts_with("Gia hạn"), "{headlines:#?}");
        assert!(!b.page_text().await.contains("Không có id"));
        let told = b.take_console().await;
        for place in ["/items/1/id", "/items/3/date_published", "/items/5"] {
            let n = told.iter().filter(|line| line.contains(place) && line.contains("feed.json: expected")).count();
            assert_eq!(n, 1, "expected one warning of {place}, found {told:#?}");
        }
        assert_eq!(told.len(), 3, "{told:#?}");
    }

    fn an_empty_feed_shows_an_empty_portal in [chromium] (b, server) {
        let empty = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": []}"#;
        server.rule("/content/vi/*.json", Rule::json(empty));
        open(b, ("/", NAME)).await;
        b.until_text("Không có tin nào ở đây.").await;
        for (path, h1, text) in [
            ("/news/", "Tin tức", "Không có tin nào ở đây."), ("/gallery/", "Thư viện ảnh", "Chưa có bộ ảnh nào."),
            ("/page/site-map/", "Sơ đồ trang", "Tin tức"), ("/search/?q=iso", "Tìm kiếm", "Không có tin nào ở đây."),
            ("/category/do-luong/", "Không tìm thấy trang", ""),
        ] {
            open(b, (path, h1)).await;
            b.until_text(text).await;
            b.assert_axe().await;
        }
    }

    fn with_one_language_there_is_no_switch in [chromium] (b, server) {
        change(server, "site.json", |site| site["languages"] = json!([{ "code": "vi", "name": "Tiếng Việt" }]));
        b.resize(1280, 800).await;
        open(b, (ARTICLE, HEADLINE)).await;
        assert_eq!(b.count("navigation", "Ngôn ngữ").await, 0);
        assert_eq!(b.attribute("link[hreflang]", "href").await, None);
        open(b, ("/", NAME)).await;
        assert_eq!(b.attribute("link[hreflang]", "href").await, None);
        open(b, ("/en/", "Không tìm thấy trang")).await;
    }

    fn hosts_that_answer_in_other_ways_serve_it_too in [chromium] with (Site::dist().fallback(Fallback::Everything)) (b, server) {
        open(b, (ARTICLE, HEADLINE)).await;
        open(b, ("/article/khong-co/", "Không tìm thấy trang")).await;
        open(b, ("/tin.aspx", "Không tìm thấy trang")).await;
    }

    fn without_the_app_a_notice_with_a_way_out_shows in [chromium, firefox, webkit] (b, server) {
        for part in ["wasm", "ban-tin", "Failed to load", "CompileError", "TypeError", "AbortError", "resource: <script>"] {
            b.allow_console(part);
        }
        let faults =
            [("/*.wasm", Rule::missing()), ("/ban-tin-*.js", Rule::missing()), ("/*.wasm", Rule::Cut(1000)), ("/*.wasm", Rule::Close)];
        // WebKit tells a page nothing of a module that fails: there the page's own clock runs out, so once is enough.
        let n = if b.engine == Engine::WebKit { 1 } else { faults.len() };
        for (path, rule) in &faults[..n] {
            server.rule(path, rule.clone());
            b.open("/search/?q=robot").await;
            b.wait_at_most(Duration::from_secs(25), "the notice", async || match b.count("alert", "").await {
                1 => Ok(()),
                n => Err(format!("{n}")),
            })
            .await;
            b.until_text("Trang gặp lỗi và không chạy tiếp được.").await;
            server.release(path);
            b.click("button", "Tải lại trang · Reload").await;
            b.until_h1("Tìm kiếm").await;
            let words = b.js("return document.querySelector('main input').value", vec![]).await;
            assert_eq!(words, Value::from("robot"), "after {rule:?} the address stays the same");
        }
    }
}
