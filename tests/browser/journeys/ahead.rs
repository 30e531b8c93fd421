//! What is asked for before a reader goes there, what is left off when they go elsewhere, and several backends at once.

use serde_json::json;

use super::backends::{allow_parsing, connect, until_headlines};
use super::faults::{expect_trouble, titles};
use super::sample::change;
use crate::journeys;
use crate::server::{Replay, Rule, Server, Site};

const PAGE_2: &str = "/wp-json/wp/v2/posts?page=2*";
const ARTICLE: &str = "/wp-json/wp/v2/posts?slug=*";

journeys! {
    fn the_next_page_and_an_article_pointed_at_are_fetched_ahead in [chromium] (b, server) {
        allow_parsing(b);
        let (backend, journey) = connect(server, "wordpress", "replay.json");
        b.resize(1280, 800).await;
        b.open("/news/").await;
        until_headlines(b, &titles(&journey)).await;
        backend.until_requested(PAGE_2, 1).await;
        let link = b.inside("main", "").by_role("link", &titles(&journey)[0]).await;
        b.driver.action_chain().move_to_element_center(&link).perform().await.unwrap();
        backend.until_requested(ARTICLE, 1).await;
        // Who then goes there asks no more.
        link.click().await.unwrap();
        b.until_h1(&titles(&journey)[0]).await;
        let asked = backend.requests();
        assert_eq!((backend.count(ARTICLE), backend.count(PAGE_2)), (1, 1), "among {asked:#?}");
    }

    fn a_reader_who_saves_data_gets_nothing_ahead in [chromium] (b, server) {
        allow_parsing(b);
        let (backend, journey) = connect(server, "wordpress", "replay.json");
        b.before_every_page("Object.defineProperty(Navigator.prototype, 'connection', { get: () => ({ saveData: true }) })").await;
        b.resize(1280, 800).await;
        b.open("/news/").await;
        until_headlines(b, &titles(&journey)).await;
        let link = b.inside("main", "").by_role("link", &titles(&journey)[0]).await;
        b.driver.action_chain().move_to_element_center(&link).perform().await.unwrap();
        // What would have been asked for ahead comes before what is asked for on a click elsewhere.
        b.inside("navigation", "Menu").click("link", "Thư viện ảnh").await;
        b.until_h1("Thư viện ảnh").await;
        assert_eq!((backend.count(ARTICLE), backend.count(PAGE_2)), (0, 0));
    }

    fn a_request_that_nobody_waits_for_any_more_is_ended in [chromium] (b, server) {
        allow_parsing(b);
        b.allow_console("Failed to load resource");
        let (backend, journey) = connect(server, "wordpress", "replay.json");
        b.before_every_page("const real = window.fetch; window.asked = [];
            window.fetch = (it, ...more) => {
                const one = { url: it.url || String(it), signal: it.signal, over: false };
                window.asked.push(one);
                return real(it, ...more).finally(() => { one.over = true; });
            }").await;
        b.resize(1280, 800).await;
        b.open("/news/").await;
        until_headlines(b, &titles(&journey)).await;
        backend.rule(ARTICLE, Rule::Hold);
        b.inside("main", "").click("link", &titles(&journey)[0]).await;
        backend.until_requested(ARTICLE, 1).await;
        b.inside("navigation", "Menu").click("link", "Thư viện ảnh").await;
        b.until_h1("Thư viện ảnh").await;
        b.wait_until("the article's own request ended", async || {
            let script = "return window.asked.filter((it) => it.url.includes('slug=') && it.signal.aborted).length";
            b.js(script, vec![]).await.as_u64() >= Some(1)
        })
        .await;
        backend.release(ARTICLE);
    }

    fn two_backends_are_one_list_and_one_may_fail in [chromium, firefox, webkit] (b, server) {
        allow_parsing(b);
        expect_trouble(b);
        b.allow_console("Cross-Origin Request Blocked");
        b.allow_console("resource: ");
        let (wordpress, journey) = connect(server, "wordpress", "replay.json");
        let ghost = server.beside(Site::replay(Replay::read("ghost", "replay.json")));
        change(server, "site.json", |site| {
            let of = |name: &str, label: &str, server: &Server| {
                let mut source = Replay::read(name, "replay.json").source(&server.url());
                source["label"] = json!(label);
                source["id"] = json!(name);
                source
            };
            site["source"] = json!([of("wordpress", "Sở", &wordpress), of("ghost", "Huyện", &ghost)]);
            site["page_size"] = json!(6);
            site["languages"] = json!([{ "code": "vi", "name": "Tiếng Việt" }]);
            site["menu"] = json!([{ "label": "Tin tức", "to": "/news/" }]);
        });
        b.resize(1280, 800).await;
        b.open("/news/").await;
        b.until_h1("Tin tức").await;
        // Both hold the same articles under the same headlines at the same times: each is there once.
        until_headlines(b, &titles(&journey)).await;
        b.until_text("Sở").await;

        ghost.rule("/*", Rule::Close);
        b.js("return caches.delete('ban-tin')", vec![]).await;
        b.open("/news/").await;
        until_headlines(b, &titles(&journey)).await;
        ghost.release("/*");
        wordpress.rule("/*", Rule::Close);
        b.js("return caches.delete('ban-tin')", vec![]).await;
        b.open("/news/").await;
        b.until_text("Huyện").await;
        assert_eq!(b.inside("main", "").names("heading").await.len(), 7);
        // An article of the second has an address that says so.
        let headline = b.inside("main", "").names("heading").await[1].clone();
        b.inside("main", "").click("link", &headline).await;
        b.until_h1(&headline).await;
        assert!(b.path().await.starts_with("/article/ghost~"), "{}", b.path().await);
    }
}
