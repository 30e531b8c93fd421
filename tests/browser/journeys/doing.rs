//! What a reader does with a page: copies its link, prints it, loads it anew, jumps within it.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;

use super::sample::{ARTICLE, HEADLINE, NAME, change, open, scroll_to_link, views};
use crate::journeys;
use crate::pressed;

/// A link that leaves the portal, and a film of another site, as a pressed page has them.
const LINKS: &str = r#"<p><a class="prose__leaving" href="https://ban-do.example/">Bản đồ</a></p><figure class="figure embed-card">
    <div class="embed-card__frame"><button class="embed-card__open" type="button" data-action="embed"><span
    class="embed-card__title">Một ngày ở trạm đo</span><span class="embed-card__show">Hiện phim</span></button></div></figure>"#;

journeys! {
    fn the_link_is_copied_and_that_is_told in [chromium, firefox, webkit, as_pages] (b, server) {
        b.resize(1280, 800).await;
        open(b, (ARTICLE, HEADLINE)).await;
        b.js("Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
            writeText: (text) => { window.testCopied = text; return Promise.resolve(); } } })", vec![]).await;
        b.click("button", "Sao chép liên kết").await;
        b.until("what was announced", "Đã sao chép liên kết.", async || b.announced().await).await;
        assert_eq!(b.js("return window.testCopied", vec![]).await, format!("{}{ARTICLE}", server.url()));
        assert_eq!(b.focused().await, "button \"Sao chép liên kết\"", "the focus stays");
        let shown = b.page_text().await;
        assert!(shown.contains("Đã sao chép liên kết."), "who sees is told too");
    }

    fn a_refused_clipboard_is_told_with_another_way in [chromium, as_pages] (b, server) {
        b.resize(1280, 800).await;
        let refused = "Trình duyệt không cho sao chép. Hãy chép địa chỉ trên thanh địa chỉ.";
        for clipboard in ["{ writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) }", "undefined"] {
            open(b, (ARTICLE, HEADLINE)).await;
            b.js(&format!("Object.defineProperty(navigator, 'clipboard', {{ configurable: true, value: {clipboard} }})"), vec![]).await;
            b.click("button", "Sao chép liên kết").await;
            b.until("what was announced", refused, async || b.announced().await).await;
        }
    }

    fn the_browsers_own_clipboard_is_used in [chromium, as_pages] (b, server) {
        let grant = json!({ "origin": server.url(), "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        b.driver.cdp().send_raw("Browser.grantPermissions", grant).await.unwrap();
        b.resize(1280, 800).await;
        open(b, (ARTICLE, HEADLINE)).await;
        b.click("button", "Sao chép liên kết").await;
        b.until("what was announced", "Đã sao chép liên kết.", async || b.announced().await).await;
    }

    fn an_article_is_printed_without_what_paper_cannot_do in [chromium, as_pages] (b, server) {
        b.resize(1280, 800).await;
        open(b, (ARTICLE, HEADLINE)).await;
        b.js("window.testPrinted = 0; window.print = () => { window.testPrinted += 1; }", vec![]).await;
        b.click("button", "In bài").await;
        assert_eq!(b.js("return window.testPrinted", vec![]).await, 1);
        b.driver.cdp().send_raw("Emulation.setEmulatedMedia", json!({ "media": "print" })).await.unwrap();
        let paper = b.page_text().await;
        for part in [HEADLINE, "30/12/2021, 14:05", "Nguyễn Thu Hằng", "Tập thể lao động xuất sắc”./.", "Tệp đính kèm"] {
            assert!(paper.contains(part), "expected {part:?} on paper, found {paper:?}");
        }
        for part in ["Sao chép liên kết", "Tin liên quan", "Tin cũ hơn", "Bỏ qua"] {
            assert!(!paper.contains(part), "expected no {part:?} on paper, found {paper:?}");
        }
        b.assert_no_sideways_scroll().await;
    }

    fn a_pressed_page_on_paper_is_white_and_says_where_it_is in [chromium] with (pressed::site()) (b, server) {
        b.resize(1280, 800).await;
        server.edit(ARTICLE, |page| page.replacen("<div class=\"prose\">", &["<div class=\"prose\">", LINKS].concat(), 1));
        open(b, (ARTICLE, HEADLINE)).await;
        let media = json!({ "media": "print", "features": [{ "name": "prefers-color-scheme", "value": "dark" }] });
        b.driver.cdp().send_raw("Emulation.setEmulatedMedia", media).await.unwrap();
        let script = "const of = (selector, pseudo) => getComputedStyle(document.querySelector(selector), pseudo);
            const box = (selector) => document.querySelector(selector).getBoundingClientRect();
            return [of('body').backgroundColor, of('.prose p').color, of('.figure__caption').color,
                of('link[rel=canonical]', '::before').content, of('.prose__leaving', '::after').content,
                box('link[rel=canonical]').top >= box('.site-footer__name').bottom,
                [...document.querySelectorAll('.figure .picture:not([data-unsized])')].every((it) => it.getBoundingClientRect().height < 345),
                [...document.querySelectorAll('button')].filter((it) => it.checkVisibility()).map((it) => it.className),
                document.querySelectorAll('iframe, audio, nav').values().filter((it) => it.checkVisibility()).toArray().length]";
        let found = b.js(script, vec![]).await;
        let address = format!("\"https://khcn.example.vn{ARTICLE}\"");
        let expected = json!(["rgb(255, 255, 255)", "rgb(0, 0, 0)", "rgb(68, 68, 68)", address,
            "\" (https://ban-do.example/)\"", true, true, ["embed-card__open"], 0]);
        assert_eq!(found, expected);
        let words = b.page_text().await;
        assert!(words.contains("Một ngày ở trạm đo"), "of a frame its title is left: {words}");
        // What the printer gets: A4, in points.
        let pdf = b.driver.cdp().send_raw("Page.printToPDF", json!({ "preferCSSPageSize": true })).await.unwrap();
        let pdf = BASE64_STANDARD.decode(pdf["data"].as_str().unwrap()).unwrap();
        let pdf = String::from_utf8_lossy(&pdf);
        let sizes: Vec<&str> = pdf.split("/MediaBox [").skip(1).map(|rest| rest.split(']').next().unwrap()).collect();
        assert!(!sizes.is_empty() && sizes.iter().all(|size| size.starts_with("0 0 594.9") && size.contains(" 841.9")), "{sizes:?}");
    }

    fn loading_anew_keeps_the_place in [chromium, firefox, webkit, as_pages] (b, server) {
        b.resize(1280, 700).await;
        open(b, ("/news/", "Tin tức")).await;
        b.scroll_to(700).await;
        b.reload().await;
        b.until_h1("Tin tức").await;
        b.until_scroll_y(700).await;

        // Also Back from a page that was loaded anew.
        let headline = "Gia hạn nộp hồ sơ sáng kiến năm 2026";
        let y = scroll_to_link(b, headline).await;
        b.inside("main", "").click("link", headline).await;
        b.until_h1(headline).await;
        b.until_scroll_y(0).await;
        b.reload().await;
        b.until_h1(headline).await;
        b.back().await;
        b.until_h1("Tin tức").await;
        b.until_scroll_y(y).await;
    }

    fn back_from_another_site_returns_to_the_place in [chromium, as_pages] (b, server) {
        b.resize(1280, 700).await;
        // Pictures that are still on their way are given up by the browser when the document is left.
        b.allow_console("resource: <img>");
        open(b, ("/news/", "Tin tức")).await;
        b.scroll_to(500).await;
        b.driver.goto("data:text/html,<title>elsewhere</title><h1>elsewhere").await.unwrap();
        b.until_h1("elsewhere").await;
        b.back().await;
        b.until_h1("Tin tức").await;
        b.until_scroll_y(500).await;
        // And from there on places are kept as before.
        let headline = "Gia hạn nộp hồ sơ sáng kiến năm 2026";
        let y = scroll_to_link(b, headline).await;
        b.inside("main", "").click("link", headline).await;
        b.until_h1(headline).await;
        b.back().await;
        b.until_h1("Tin tức").await;
        b.until_scroll_y(y).await;
    }

    fn an_address_with_a_part_of_the_page_opens_there in [chromium, firefox, webkit, as_pages] (b, server) {
        b.resize(1280, 700).await;
        b.open(&format!("{ARTICLE}#attachments")).await;
        b.until_h1(HEADLINE).await;
        b.wait_for("the attachments in view", async || {
            let top = b.js("return document.querySelector('#attachments').getBoundingClientRect().top", vec![]).await;
            match top.as_f64() {
                Some(top) if (-2.0..400.0).contains(&top) => Ok(()),
                _ => Err(top.to_string()),
            }
        })
        .await;
        assert!(b.scroll_y().await > 300);
    }

    fn a_link_to_a_part_of_another_page_leads_there in [chromium] (b, server) {
        b.resize(1280, 700).await;
        change(server, "content/vi/article/gia-han-nop-ho-so-sang-kien-2026.json", |feed| {
            feed["items"][0]["content_html"] = json!(format!("<p><a href=\"{ARTICLE}#attachments\">Tệp đính kèm của hội nghị</a></p>"));
        });
        open(b, ("/article/gia-han-nop-ho-so-sang-kien-2026/", "Gia hạn nộp hồ sơ sáng kiến năm 2026")).await;
        b.click("link", "Tệp đính kèm của hội nghị").await;
        b.until_h1(HEADLINE).await;
        b.until_path(&format!("{ARTICLE}#attachments")).await;
        b.wait_until("the attachments in view", async || {
            b.js("return document.querySelector('#attachments').getBoundingClientRect().top < 400", vec![]).await == true
        })
        .await;
    }

    fn attachments_are_the_browsers_to_load in [chromium, as_pages] (b, server) {
        b.resize(1280, 800).await;
        open(b, (ARTICLE, HEADLINE)).await;
        let script = "const it = page.find('link', 'Quyết định số 14/2021/QĐ-UBND*')[0];
            const click = new MouseEvent('click', { bubbles: true, cancelable: true });
            let ours;
            addEventListener('click', (event) => { ours = event.defaultPrevented; event.preventDefault(); }, { once: true });
            it.dispatchEvent(click);
            const answer = await fetch(it.href);
            return [it.hasAttribute('download'), ours, answer.status, answer.headers.get('content-type')]";
        assert_eq!(b.js(script, vec![]).await, json!([true, false, 200, "application/pdf"]));
        assert_eq!(b.path().await, ARTICLE);
    }

    fn clicks_with_a_key_held_stay_the_browsers in [chromium] (b, server) {
        b.resize(1280, 800).await;
        open(b, ("/", NAME)).await;
        let script = "const link = page.find('link', 'Tin mới nhất')[0];
            return [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { altKey: true }, { button: 1 }, {}].map((more) => {
                const click = new MouseEvent('click', { bubbles: true, cancelable: true, ...more });
                let ours;
                addEventListener('click', (event) => { ours = event.defaultPrevented; event.preventDefault(); }, { once: true });
                link.dispatchEvent(click);
                return ours;
            })";
        assert_eq!(b.js(script, vec![]).await, json!([false, false, false, false, false, true]));
        b.until_h1("Tin tức").await;
    }

    fn everything_asked_early_is_used_and_nothing_is_asked_for_twice in [chromium] (b, server) {
        let paths = async |script: &str| -> Vec<String> { serde_json::from_value(b.js(script, vec![]).await).unwrap() };
        let mut odd = Vec::new();
        for view in views() {
            server.forget_requests();
            open(b, view).await;
            // The app takes an answer by putting nothing in its place.
            let early = paths("return Object.keys(window.early)").await;
            let left = paths("return Object.keys(window.early).filter((url) => window.early[url])").await;
            assert!(early.len() >= 3, "{}: {early:?}", view.0);
            odd.extend(left.iter().map(|url| format!("{}: {url} is asked for early and not used", view.0)));
            let mut asked: Vec<_> = server.requests().into_iter().map(|request| request.path).collect();
            asked.sort();
            asked.dedup();
            // Pictures are the browser's own business: it drops one and asks again while the page comes to rest.
            // The logo is the tab's icon too.
            let is_picture = |path: &str| path.ends_with(".jpg") || path == "/logo.svg";
            let twice = asked.iter().filter(|path| server.count(path) > 1 && !is_picture(path));
            odd.extend(twice.map(|path| format!("{}: {path} is asked for {} times", view.0, server.count(path))));
        }
        assert_eq!(odd, [""; 0]);
    }
}
