//! Requests that fail, hang, come late or bring rubbish while a reader goes about.

use std::time::Duration;

use super::sample::{ARTICLE, HEADLINE, NAME, json_file, open, scroll_to_link};
use crate::browser::Browser;
use crate::journeys;
use crate::server::{Rule, Server};

const FAILED: &str = "Không tải được trang này";

/// Slug and headline of an article on the first page of the news.
fn story(n: usize) -> (String, String) {
    let feed = json_file("content/vi/feed.json");
    let text = |pointer: &str| feed["items"][n].pointer(pointer).unwrap().as_str().unwrap().to_owned();
    (text("/_bantin/slug"), text("/title"))
}

fn file(slug: &str) -> String {
    format!("/content/vi/article/{slug}.json")
}

/// What the browser and the portal say of it in the console.
fn expect_trouble(b: &Browser) {
    b.allow_console("Bản Tin: expected");
    b.allow_console("Failed to load resource");
    b.allow_console("resource: <link>");
}

/// The skeleton says that it waits; beside it the last page's announcement may stand.
async fn until_skeleton(b: &Browser) {
    b.wait_for("\"Đang tải…\"", async || {
        let found = b.announced().await;
        if found.starts_with("Đang tải…") { Ok(()) } else { Err(format!("{found:?}")) }
    })
    .await;
}

/// The notice stands above what was there; with the fault gone, trying again leads on.
async fn notice_and_retry(b: &Browser, server: &Server, n: usize, rule: Rule, advice: &str) {
    let (slug, headline) = story(n);
    open(b, ("/news/", "Tin tức")).await;
    server.rule(&file(&slug), rule.clone());
    b.inside("main", "").click("link", &headline).await;
    b.until_focused("heading", FAILED).await;
    let notice = b.text("alert", "").await;
    assert!(notice.contains(advice), "after {rule:?}: expected {advice:?}, found {notice:?}");
    assert_eq!(b.h1().await, "Tin tức", "after {rule:?}: what was there stays");
    assert_eq!(b.inside("main", "").inside("list", "").count("heading", "").await, 12);
    assert_eq!(b.path().await, format!("/article/{slug}/"));
    assert!(b.title().await.contains(FAILED), "after {rule:?}: found {:?}", b.title().await);

    // Once more in vain, by the keyboard, until that is told too: before that the portal itself still asks again.
    server.forget_requests();
    b.press_until_focused("Tab", "button", "Thử lại").await;
    b.press("Enter").await;
    b.until_focused("heading", FAILED).await;
    assert!(server.count(&file(&slug)) > 0, "after {rule:?}: expected to be asked again");
    // Then for good.
    server.release(&file(&slug));
    b.click("button", "Thử lại").await;
    b.until_h1(&headline).await;
    b.until_focused("heading", &headline).await;
    b.until_gone("button", "Thử lại").await;
    b.back().await;
    b.until_h1("Tin tức").await;
    assert_eq!(b.path().await, "/news/");
}

journeys! {
    fn a_server_in_trouble_leaves_what_was_there_and_a_way_to_try_again in [chromium, firefox, webkit] (b, server) {
        expect_trouble(b);
        b.resize(1280, 800).await;
        notice_and_retry(b, server, 0, Rule::status(503), "Máy chủ đang gặp sự cố").await;
    }

    fn a_broken_connection_leaves_what_was_there_and_a_way_to_try_again in [chromium, firefox, webkit] (b, server) {
        expect_trouble(b);
        b.resize(1280, 800).await;
        notice_and_retry(b, server, 1, Rule::Close, "Không nối được với máy chủ").await;
    }

    fn rubbish_leaves_what_was_there_and_a_way_to_try_again in [chromium] (b, server) {
        expect_trouble(b);
        b.resize(1280, 800).await;
        for (n, body) in ["@#$ %", "", "[]", "{\"version\": 1, \"items\": 5}", "null"].into_iter().enumerate() {
            notice_and_retry(b, server, n + 2, Rule::json(body), "Nội dung nhận được không đọc được").await;
        }
    }

    fn an_answer_cut_short_leaves_what_was_there_and_a_way_to_try_again in [chromium] (b, server) {
        expect_trouble(b);
        b.resize(1280, 800).await;
        notice_and_retry(b, server, 8, Rule::Cut(100), "").await;
    }

    fn a_page_in_place_of_a_list_is_no_list in [chromium] (b, server) {
        expect_trouble(b);
        server.rule("/content/vi/feed.json", Rule::answer(200, "text/html", "<!doctype html><h1>Đăng nhập mạng</h1>"));
        b.open("/news/").await;
        b.until_h1(FAILED).await;
        assert!(!b.page_text().await.contains("Đăng nhập mạng"));
        server.release("/content/vi/feed.json");
        b.click("button", "Thử lại").await;
        b.until_h1("Tin tức").await;
    }

    fn a_page_in_place_of_an_article_is_a_wrong_address in [chromium] (b, server) {
        // Hosts made for apps answer every unknown path with the app's own page.
        server.rule(&file("khong-co"), Rule::answer(200, "text/html", "<!doctype html><title>Sở</title>"));
        open(b, ("/article/khong-co/", "Không tìm thấy trang")).await;
    }

    fn a_slow_article_shows_a_skeleton_and_then_comes in [chromium, firefox, webkit] (b, server) {
        let (slug, headline) = story(0);
        b.resize(1280, 800).await;
        open(b, ("/news/", "Tin tức")).await;
        server.rule(&file(&slug), Rule::Hold);
        b.inside("main", "").click("link", &headline).await;
        until_skeleton(b).await;
        assert_eq!(b.count("main", "").await, 1);
        server.release(&file(&slug));
        b.until_h1(&headline).await;
        b.until_focused("heading", &headline).await;
        b.until_scroll_y(0).await;
    }

    fn a_server_that_never_answers_is_given_up_after_ten_seconds in [chromium] (b, server) {
        expect_trouble(b);
        let (slug, headline) = story(0);
        b.resize(1280, 800).await;
        open(b, ("/news/", "Tin tức")).await;
        // The clock runs forty times as fast.
        b.js("const real = window.setTimeout;
            window.setTimeout = (task, time, ...more) => {
                const isLimit = time === 10000;
                if (isLimit) window.testLimit = time;
                return real(task, isLimit ? time / 40 : time, ...more);
            }", vec![]).await;
        server.rule(&file(&slug), Rule::Never);
        b.inside("main", "").click("link", &headline).await;
        b.until_focused("heading", FAILED).await;
        assert!(b.text("alert", "").await.contains("Máy chủ trả lời quá chậm"));
        assert_eq!(b.js("return window.testLimit", vec![]).await, 10_000);
        assert_eq!(b.h1().await, "Tin tức");
        server.release(&file(&slug));
        b.click("button", "Thử lại").await;
        b.until_h1(&headline).await;
    }

    fn a_first_visit_that_fails_can_be_tried_again in [chromium, firefox, webkit] (b, server) {
        expect_trouble(b);
        b.resize(1280, 800).await;
        let file = file("hoi-nghi-tong-ket-2021-nhiem-vu-2022");
        for rule in [Rule::status(503), Rule::Close, Rule::json("{\"items\":")] {
            server.rule(&file, rule);
            b.open(ARTICLE).await;
            b.until_h1(FAILED).await;
            assert_eq!(b.count("main", "").await, 1);
            // The frame stands, so there are other ways than to try again.
            assert!(b.inside("navigation", "Menu").count("link", "").await >= 8);
            server.release(&file);
            b.click("button", "Thử lại").await;
            b.until_h1(HEADLINE).await;
            b.until_focused("heading", HEADLINE).await;
            b.until_title(&format!("{HEADLINE} – {NAME}")).await;
            // Kept answers would make the next one no first visit.
            b.js("return caches.delete('ban-tin')", vec![]).await;
        }
    }

    fn after_a_failure_other_links_and_back_work in [chromium] (b, server) {
        expect_trouble(b);
        let (slug, headline) = story(0);
        b.resize(1280, 800).await;
        open(b, ("/news/", "Tin tức")).await;
        server.rule(&file(&slug), Rule::status(500));
        b.inside("main", "").click("link", &headline).await;
        b.by_role("button", "Thử lại").await;
        b.inside("navigation", "Menu").click("link", "Thư viện ảnh").await;
        b.until_h1("Thư viện ảnh").await;
        assert_eq!(b.count("alert", "").await, 0);
        b.back().await;
        b.by_role("button", "Thử lại").await;
        assert_eq!(b.path().await, format!("/article/{slug}/"));
        b.back().await;
        b.until_gone("button", "Thử lại").await;
        b.until_h1("Tin tức").await;
        assert_eq!(b.path().await, "/news/");
        b.until_title(&format!("Tin tức – {NAME}")).await;
    }

    fn an_answer_that_comes_after_the_reader_has_moved_on_changes_nothing in [chromium, firefox, webkit] (b, server) {
        let (slug, headline) = story(0);
        b.resize(1280, 800).await;
        open(b, ("/news/", "Tin tức")).await;
        server.rule(&file(&slug), Rule::Hold);
        b.inside("main", "").click("link", &headline).await;
        server.until_requested(&file(&slug), 1).await;
        b.inside("navigation", "Menu").click("link", "Nông thôn").await;
        b.until_focused("heading", "Khoa học cho nông thôn").await;
        server.release(&file(&slug));
        b.wait_until("the late answer", async || {
            let script = "return performance.getEntriesByType('resource').some((it) => it.name.endsWith(arguments[0]) && it.responseEnd > 0)";
            b.js(script, vec![file(&slug).into()]).await == true
        })
        .await;
        // Long enough for whatever the answer sets going.
        tokio::time::sleep(Duration::from_millis(400)).await;
        assert_eq!(b.h1().await, "Khoa học cho nông thôn");
        assert_eq!(b.path().await, "/category/nong-thon/");
        assert_eq!(b.title().await, format!("Khoa học cho nông thôn – {NAME}"));
        assert_eq!(b.focused().await, "heading \"Khoa học cho nông thôn\"");
        b.back().await;
        b.until_h1(&headline).await;
        b.back().await;
        b.until_h1("Tin tức").await;
    }

    fn back_before_an_answer_comes_leads_back in [chromium] (b, server) {
        let (slug, headline) = story(5);
        b.resize(1280, 800).await;
        open(b, ("/news/", "Tin tức")).await;
        let y = scroll_to_link(b, &headline).await;
        server.rule(&file(&slug), Rule::Hold);
        b.inside("main", "").click("link", &headline).await;
        until_skeleton(b).await;
        b.back().await;
        b.until_path("/news/").await;
        b.until_h1("Tin tức").await;
        b.until_scroll_y(y).await;
        b.until_focused("link", &headline).await;
        server.release(&file(&slug));
        tokio::time::sleep(Duration::from_millis(500)).await;
        assert_eq!((b.h1().await.as_str(), b.path().await.as_str()), ("Tin tức", "/news/"));
    }

    fn a_second_click_on_the_same_link_does_nothing_odd in [chromium, firefox, webkit] (b, server) {
        let (slug, headline) = story(0);
        b.resize(1280, 800).await;
        open(b, ("/", NAME)).await;
        let entries = async || b.js("return history.length", vec![]).await.as_u64().unwrap();
        let before = entries().await;
        let link = b.inside("navigation", "Menu").by_role("link", "Đề tài, dự án").await;
        b.driver.action_chain().double_click_element(&link).perform().await.unwrap();
        b.until_h1("Đề tài, dự án").await;
        b.scroll_to(300).await;
        b.inside("navigation", "Menu").click("link", "Đề tài, dự án").await;
        b.until_scroll_y(0).await;
        b.until_focused("heading", "Đề tài, dự án").await;
        assert_eq!(entries().await, before + 1);
        b.back().await;
        b.until_h1(NAME).await;

        // The same while the answer is still on its way.
        server.rule(&file(&slug), Rule::Hold);
        let before = entries().await;
        let link = b.inside("main", "").by_role("link", &headline).await;
        b.driver.action_chain().double_click_element(&link).perform().await.unwrap();
        until_skeleton(b).await;
        server.release(&file(&slug));
        b.until_h1(&headline).await;
        assert_eq!(entries().await, before, "one entry, in the place of the one that Back had left ahead");
        b.back().await;
        b.until_h1(NAME).await;
    }
}
