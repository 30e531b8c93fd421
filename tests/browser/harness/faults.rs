//! The server's rules, seen from a browser.

use std::time::Duration;

use serde_json::json;

use crate::engine::Engine;
use crate::journeys;
use crate::server::{Rule, Site};

fn page() -> Site {
    let page = r#"<!doctype html><html lang="vi"><head><title>Tải</title><link rel="icon" href="data:,"></head><body><h1>Tải</h1><p role="status"></p>
        <script>window.load = async () => {
            const says = document.querySelector("[role=status]");
            says.textContent = "đang tải";
            try { const answer = await fetch("/data.json"); says.textContent = answer.status + " " + (await answer.text()); }
            catch { says.textContent = "lỗi mạng"; }
        };</script></body></html>"#;
    Site::files(&[("index.html", page), ("data.json", "{\"n\": 12345}")])
}

journeys! {
    fn a_request_goes_wrong_in_every_way in [chromium, firefox, webkit] with (page()) (b, server) {
        // Chromium's log tells of failed requests.
        b.allow_console("/data.json");
        b.open("/").await;
        let says = async || b.text("status", "").await;
        let load = async || { b.js("load()", vec![]).await };

        load().await;
        b.until("the page says", "200 {\"n\": 12345}", says).await;

        server.rule("/data.json", Rule::json("{\"n\": "));
        load().await;
        b.until("the page says", "200 {\"n\":", says).await;

        server.rule("/data.json", Rule::answer(503, "text/plain", "quá tải"));
        load().await;
        b.until("the page says", "503 quá tải", says).await;

        server.rule("/data.json", Rule::missing());
        load().await;
        b.wait_until("a 404", async || says().await.starts_with("404")).await;

        server.rule("/data.json", Rule::Close);
        load().await;
        b.until("when hung up on, the page says", "lỗi mạng", says).await;

        server.rule("/data.json", Rule::Cut(5));
        load().await;
        // WebKit takes a body that was cut short for a whole one.
        let expected = if b.engine == Engine::WebKit { "200 {\"n\":" } else { "lỗi mạng" };
        b.until("after a cut the page says", expected, says).await;

        for rule in [Rule::Hold, Rule::Drip] {
            server.rule("/data.json", rule.clone());
            server.forget_requests();
            load().await;
            server.until_requested("/data.json", 1).await;
            assert_eq!(says().await, "đang tải", "after {rule:?}");
            server.release("/data.json");
            b.until(&format!("after {rule:?} the page says"), "200 {\"n\": 12345}", says).await;
        }

        server.rule("/data.json", Rule::Never);
        server.forget_requests();
        load().await;
        server.until_requested("/data.json", 1).await;
        assert_eq!(says().await, "đang tải");
        // Not released but hung up on, again and again: Firefox asks once more.
        server.rule("/data.json", Rule::Close);
        b.until("when hung up on at last, the page says", "lỗi mạng", says).await;
    }

    fn a_document_that_never_comes_leaves_the_session_in_order in [chromium, firefox, webkit] with (page()) (b, server) {
        server.rule("/", Rule::Hold);
        b.start_opening("/").await;
        server.until_requested("/", 1).await;
        server.release("/");
        b.until_h1("Tải").await;
    }

    // The mark on the old page was once never set, and `open` came back before the new page was there.
    fn opening_does_not_take_the_old_page_for_the_new_one in [chromium, firefox, webkit] with (page()) (b, server) {
        b.open("/").await;
        server.rule("/two", Rule::Hold);
        let opened = tokio::time::timeout(Duration::from_millis(600), b.open("/two")).await;
        assert!(opened.is_err(), "expected to wait for a document that is held, found {}", b.path().await);
        server.release("/two");
        b.until_path("/two").await;
    }

    fn failures_are_told_and_do_not_hang in [chromium] with (page()) (b, server) {
        b.open("/").await;
        let waited = tokio::time::timeout(Duration::from_millis(300), b.by_role("button", "Không có")).await;
        assert!(waited.is_err());
        assert!(b.outline().await.contains("heading \"Tải\" 1"));
        assert!(b.report("a_report").await.contains("heading \"Tải\" 1"));
        assert_eq!(b.js("return [1, null, 'a']", vec![]).await, json!([1, null, "a"]));
    }
}
