//! A backend on another host that is down: what was read before stands in, or the bundled files, and the portal goes on
//! trying.

use serde_json::{Value, json};

use super::backends::{allow_parsing, connect, until_headlines};
use super::faults::{FAILED, expect_trouble, titles};
use super::sample::{ALBUM, ALBUM_TITLE, ARTICLE, HEADLINE, change};
use crate::journeys;
use crate::server::{Replay, Rule};

journeys! {
    fn a_backend_that_is_down_at_the_first_visit_is_tried_until_it_is_there in [chromium] (b, server) {
        expect_trouble(b);
        let (backend, journey) = connect(server, "wordpress", "replay.json");
        b.resize(1280, 800).await;
        let text = |pointer: &str| journey.pointer(pointer).and_then(Value::as_str).expect("a text of the journey");
        for (path, h1) in [
            ("/news/", "Tin tức"),
            (text("/article/path"), text("/article/title")),
            ("/gallery/", "Thư viện ảnh"),
            (text("/album/path"), text("/album/title")),
        ] {
            backend.rule("/*", Rule::Close);
            b.open(path).await;
            b.until_h1(FAILED).await;
            assert!(b.inside("navigation", "Menu").count("link", "").await >= 2, "the frame of {path} stands");
            backend.release("/*");
            b.click("button", "Thử lại").await;
            b.until_h1(h1).await;
            b.until_gone("button", "Thử lại").await;
            b.js("return caches.delete('ban-tin')", vec![]).await;
        }
    }

    fn the_bundled_files_stand_in_for_a_backend_that_is_down in [chromium, firefox, webkit] (b, server) {
        expect_trouble(b);
        b.allow_console("resource: ");
        b.allow_console("Cross-Origin Request Blocked");
        let (backend, _) = connect(server, "wordpress", "replay.json");
        let source = Replay::read("wordpress", "replay.json").source(&backend.url());
        change(server, "site.json", |site| {
            site["fallback"] = std::mem::replace(&mut site["source"], source);
            site["page_size"] = json!(6);
        });
        backend.rule("/*", Rule::Close);
        b.resize(1280, 800).await;
        b.open("/news/").await;
        b.until_text("Chưa nối được với nguồn tin. Đây là bản lưu sẵn").await;
        b.until_h1("Tin tức").await;
        assert!(b.inside("main", "").names("heading").await.len() > 3);
        for (path, h1) in [(ARTICLE, HEADLINE), ("/gallery/", "Thư viện ảnh"), (ALBUM, ALBUM_TITLE), ("/news/", "Tin tức")] {
            b.open(path).await;
            b.until_h1(h1).await;
            b.until_text("Đây là bản lưu sẵn").await;
        }
        // The portal goes on trying; the button asks at once.
        backend.release("/*");
        b.click("button", "Thử lại").await;
        b.until_gone("button", "Thử lại").await;
        assert!(!b.page_text().await.contains("bản lưu sẵn"));
    }

    fn a_reader_whose_browser_keeps_nothing_reads_all_the_same in [chromium] (b, server) {
        let (_backend, journey) = connect(server, "wordpress", "replay.json");
        allow_parsing(b);
        b.resize(1280, 800).await;
        // Every way of keeping an answer fails, as on a full disk or in a window that may keep nothing.
        for script in ["Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))",
            "CacheStorage.prototype.open = () => Promise.reject(new DOMException('no', 'SecurityError'))"] {
            b.before_every_page(script).await;
            b.open("/news/").await;
            b.until_h1("Tin tức").await;
            let first = journey["page1"][0].as_str().unwrap();
            b.inside("main", "").click("link", first).await;
            b.until_h1(first).await;
            let album = journey["album"]["title"].as_str().unwrap();
            b.inside("navigation", "Menu").click("link", "Thư viện ảnh").await;
            b.until_h1("Thư viện ảnh").await;
            b.inside("main", "").click("link", album).await;
            b.until_h1(album).await;
        }
    }

    fn what_was_read_before_is_there_when_the_backend_is_down in [chromium, firefox] (b, server) {
        expect_trouble(b);
        b.allow_console("Cross-Origin Request Blocked");
        let (backend, journey) = connect(server, "wordpress", "replay.json");
        let first = journey["page1"][0].as_str().unwrap();
        b.resize(1280, 800).await;
        b.open("/news/").await;
        b.until_h1("Tin tức").await;
        b.inside("main", "").click("link", first).await;
        b.until_h1(first).await;
        b.wait_until("both answers kept", async || {
            b.js("return caches.open('ban-tin').then((kept) => kept.keys()).then((keys) => keys.length)", vec![]).await.as_u64() >= Some(2)
        })
        .await;
        backend.rule("/*", Rule::Close);
        b.reload().await;
        b.until_h1(first).await;
        b.until_text("Bản lưu lúc").await;
        backend.release("/*");
        b.click("button", "Thử lại").await;
        b.until_gone("button", "Thử lại").await;
        b.until_h1(first).await;
    }

    fn the_oldest_answers_go_where_there_are_too_many in [chromium] (b, server) {
        let (_backend, journey) = connect(server, "wordpress", "replay.json");
        b.resize(1280, 800).await;
        b.open("/news/").await;
        until_headlines(b, &titles(&journey)).await;
        // How large an answer is stands in the address that it is kept under, so two of them can be said to be 15 MB.
        let keep = "const name = '/kept/' + arguments[0] + '?15728640';
            return caches.open('ban-tin').then((kept) => kept.put(name, new Response('{}'))).then(() => true)";
        let names = "return caches.open('ban-tin').then((kept) => kept.keys()).then((keys) => keys.map((it) => new URL(it.url).pathname).join(' '))";
        b.js(keep, vec!["old".into()]).await;
        b.js(keep, vec!["young".into()]).await;
        let first = &titles(&journey)[0];
        b.inside("main", "").click("link", first).await;
        b.until_h1(first).await;
        b.wait_for("the young and the new answer alone", async || {
            let found = b.js(names, vec![]).await.as_str().unwrap_or_default().to_owned();
            if found.contains("/kept/young") && !found.contains("/kept/old") && found.contains("slug") { Ok(()) } else { Err(found) }
        })
        .await;
    }

    fn a_backend_that_is_gone_leaves_what_was_there in [chromium, firefox, webkit] (b, server) {
        expect_trouble(b);
        b.allow_console("resource: ");
        b.allow_console("Cross-Origin Request Blocked");
        let (backend, journey) = connect(server, "wordpress", "replay.json");
        b.resize(1280, 800).await;
        b.open("/news/").await;
        until_headlines(b, &titles(&journey)).await;
        backend.stop();
        b.inside("navigation", "Menu").click("link", "Thư viện ảnh").await;
        b.until_focused("heading", FAILED).await;
        assert!(b.text("alert", "").await.contains("Không nối được với máy chủ"));
        assert_eq!(b.h1().await, "Tin tức");
        b.back().await;
        b.until_gone("alert", "").await;
        until_headlines(b, &titles(&journey)).await;
    }
}
