//! The browser helpers: what they find, hear, press and measure.

use serde_json::json;

use crate::journeys;
use crate::server::Site;

const PAGE: &str = r##"<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Trang thử</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>.far { position: absolute; left: -999px } @media (prefers-color-scheme: dark) { body { background: rgb(1, 2, 3); color: #fff } a { color: #9cf } }</style></head><body>
<a class="far" href="#main">Bỏ qua</a>
<header><nav aria-label="Menu chính"><a href="/one">Tin
   tức</a> <a href="/two" aria-label="Về chúng tôi"><span>?</span></a></nav></header>
<main id="main"><h1 tabindex="-1">Trang <em>thử</em></h1>
<nav aria-labelledby="n"><h2 id="n">Đường dẫn</h2><a href="/one#crumb">Tin tức</a></nav>
<p>Có <button type="button" id="b">Thử lại<span aria-hidden="true"> ↻</span></button></p>
<button type="button" hidden>Ẩn</button>
<img alt="" src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E"><img alt="Cánh đồng" src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E">
<label for="q">Từ khoá</label> <input id="q" type="search">
<p role="status" id="says"></p></main><footer>Địa chỉ</footer>
<script>document.getElementById("b").onclick = () => { document.getElementById("says").textContent = "Đã bấm"; };</script>
</body></html>"##;

fn page() -> Site {
    Site::files(&[("index.html", PAGE)])
}

journeys! {
    fn elements_are_found_by_role_and_name in [chromium, firefox, webkit] with (page()) (b, server) {
        b.open("/").await;
        assert_eq!((b.h1().await.as_str(), b.title().await.as_str()), ("Trang thử", "Trang thử"));
        assert_eq!(b.names("link").await, ["Bỏ qua", "Tin tức", "Về chúng tôi", "Tin tức"]);
        assert_eq!(b.names("button").await, ["Thử lại"], "hidden ones and hidden parts of names don't count");
        assert_eq!(b.names("img").await, ["Cánh đồng"]);
        assert_eq!(b.names("navigation").await, ["Menu chính", "Đường dẫn"]);
        assert_eq!(b.names("searchbox").await, ["Từ khoá"]);
        assert_eq!(b.count("link", "Tin*").await, 2);
        assert_eq!((b.count("banner", "").await, b.count("contentinfo", "").await), (1, 1));
        b.inside("navigation", "Đường dẫn").click("link", "Tin tức").await;
        b.until_path("/one#crumb").await;
        b.click("button", "Thử lại").await;
        b.until("what was announced", "Đã bấm", async || b.announced().await).await;
        assert_eq!(b.text("status", "").await, "Đã bấm");
        b.back().await;
        b.until_path("/").await;
        b.forward().await;
        b.until_path("/one#crumb").await;
        b.open("/one#other").await;
        b.until_path("/one#other").await;
        b.reload().await;
        assert_eq!(b.attribute("html", "lang").await.as_deref(), Some("vi"));
    }

    fn keys_move_the_focus_and_type in [chromium, firefox, webkit] with (page()) (b, server) {
        b.open("/").await;
        assert_eq!(b.focused().await, "body");
        b.press("Tab").await;
        b.until_focused("link", "Bỏ qua").await;
        b.press("Tab Tab").await;
        b.until_focused("link", "Về chúng tôi").await;
        b.press("Shift+Tab").await;
        b.until_focused("link", "Tin tức").await;
        b.press_until_focused("Tab", "button", "Thử lại").await;
        b.press("Enter").await;
        b.until("what was announced", "Đã bấm", async || b.announced().await).await;
        b.press("Tab").await;
        b.until_focused("searchbox", "Từ khoá").await;
        b.type_text("khoa học").await;
        assert_eq!(b.by_role("searchbox", "Từ khoá").await.prop("value").await.unwrap().as_deref(), Some("khoa học"));
    }

    fn the_console_is_heard_over_page_loads in [chromium, firefox, webkit] with (page()) (b, server) {
        b.open("/").await;
        b.assert_console_empty().await;
        b.js("console.error('first', { n: 1 }); console.log('not this')", vec![]).await;
        // As the page's own script: what a driver runs is muted as a stranger's.
        let own = "const own = document.createElement('script'); own.textContent = arguments[0]; document.head.append(own)";
        b.js(own, vec![json!("setTimeout(() => { throw new Error('second') }); Promise.reject(new Error('third'))")]).await;
        b.js("console.warn('fourth'); document.body.append(Object.assign(new Image(), { src: '/gone.png', alt: '' }))", vec![]).await;
        b.wait_for("all to be noted", async || {
            let noted = b.js("return sessionStorage.getItem('test-console')", vec![]).await.to_string();
            if ["second", "third", "gone.png"].iter().all(|part| noted.contains(part)) { Ok(()) } else { Err(noted) }
        })
        .await;
        b.open("/one").await;
        let told = b.take_console().await.join("\n");
        for part in ["error: first {\"n\":1}", "second", "third", "warn: fourth", "/gone.png"] {
            assert!(told.contains(part), "expected {part}, found {told}");
        }
        assert!(!told.contains("not this"), "{told}");
        b.assert_console_empty().await;
        b.js("console.error('as planned'); console.error('unplanned')", vec![]).await;
        b.allow_console("as planned");
        assert_eq!(b.console().await, ["error: unplanned"]);
    }

    fn the_viewport_has_the_size_asked_for in [chromium, firefox, webkit] with (page()) (b, server) {
        b.open("/").await;
        for width in [500, 768, 1280] {
            b.resize(width, 700).await;
            b.assert_no_sideways_scroll().await;
        }
        b.js("document.querySelector('main').style.width = '1400px'", vec![]).await;
        assert!(b.has_sideways_scroll().await);
        b.js("document.querySelector('main').style = 'height: 3000px'", vec![]).await;
        b.scroll_to(400).await;
        b.until_scroll_y(400).await;
        assert!(b.screenshot("harness").await.is_file());
    }

    fn a_phone_in_the_dark in [chromium] with (page()) (b, server) {
        b.resize(320, 640).await;
        b.open("/").await;
        assert_eq!(b.js("return innerWidth", vec![]).await, 320);
        let background = "return getComputedStyle(document.body).backgroundColor";
        assert_ne!(b.js(background, vec![]).await, "rgb(1, 2, 3)");
        b.color_scheme("dark").await;
        assert_eq!(b.js(background, vec![]).await, "rgb(1, 2, 3)");
    }

    fn what_moves_is_measured in [chromium] with (page()) (b, server) {
        b.open("/").await;
        assert!(b.layout_shift().await.total < f64::EPSILON);
        b.js("document.querySelector('h1').style.marginTop = '300px'", vec![]).await;
        b.wait_until("a shift", async || b.layout_shift().await.total > 0.01).await;
        let shift = b.layout_shift().await;
        assert!(shift.by.iter().any(|line| line.contains("main")), "{shift:?}");
    }

    fn axe_finds_what_is_wrong in [chromium, firefox, webkit] with (page()) (b, server) {
        b.open("/").await;
        b.assert_axe().await;
        b.js("document.querySelectorAll('img')[1].removeAttribute('alt')", vec![]).await;
        let found = b.axe().await;
        assert!(found.iter().any(|one| one.id == "image-alt" && one.elements[0].starts_with("img")), "{found:?}");
    }

    fn roles_and_names_are_as_chromium_computes_them in [chromium] with (page()) (b, server) {
        b.open("/").await;
        let tree = b.driver.cdp().send_raw("Accessibility.getFullAXTree", json!({})).await.unwrap();
        for role in ["link", "button", "heading", "navigation", "img", "searchbox", "banner", "contentinfo", "main"] {
            let theirs = if role == "img" { "image" } else { role };
            let nodes = tree["nodes"].as_array().unwrap().iter().filter(|node| node["role"]["value"] == theirs);
            let names = nodes.map(|node| node["name"]["value"].as_str().unwrap_or_default().to_owned());
            assert_eq!(b.names(role).await, names.collect::<Vec<_>>(), "{role}");
        }
    }
}
