//! Room and size: no sideways scroll, targets that a thumb hits, nothing that jumps.

use serde_json::{Value, json};

use super::sample::{
    ALBUM, ALBUM_TITLE, ARTICLE, HEADLINE, LISTS, NAME, OTHERS, TEXTS, View, open, views, without_viewer,
};
use crate::browser::Browser;
use crate::journeys;
use crate::server::{Rule, Server};

async fn stays_within(b: &Browser, width: u32, height: u32) {
    b.resize(width, height).await;
    let mut wide = Vec::new();
    for view in views() {
        open(b, view).await;
        let found = b.js("return page.sideways()", vec![]).await;
        if found != json!([]) {
            wide.push(format!("{}: {found}", view.0));
        }
    }
    assert_eq!(wide, [""; 0], "expected no sideways scroll at {width} px");
}

/// What a thumb could miss, see WCAG 2.2, 2.5.8: a target is as high as a thumb (44 px, more than the 24 that 2.5.8
/// asks for), or nothing else to touch is within 22 px of its middle (its exception for spacing). Links within running
/// text (its exception "inline") and what is only for the keyboard don't count.
const MISSED: &str = "
    const boxes = [...document.querySelectorAll('a[href], button, input, select, summary')]
        .filter((it) => page.shown(it) && !it.closest('.prose, .visually-hidden') && !it.matches('.visually-hidden, .skip-link'))
        // The label around a field is touched as the field is.
        .map((it) => ({ it, all: [it, ...(it.labels || [])].map((one) => one.getBoundingClientRect()) }));
    const high = ({ it, all }) => {
        if (all.some((box) => box.height >= 43.5)) return true;
        // What is stretched over its card by a pseudo-element answers there too.
        const box = it.getBoundingClientRect(), x = box.left + Math.min(box.width / 2, 40);
        it.scrollIntoView({ block: 'center', behavior: 'instant' });
        const now = it.getBoundingClientRect(), middle = now.top + now.height / 2;
        const reach = (step) => {
            let n = 0;
            for (; n < 44; n++) {
                const hit = document.elementFromPoint(x, middle + n * step);
                if (!hit || !it.contains(hit)) break;
            }
            return n;
        };
        return reach(1) + reach(-1) >= 44;
    };
    const apart = ({ it }) => {
        const box = it.getBoundingClientRect(), x = box.left + box.width / 2, y = box.top + box.height / 2;
        return box.height >= 23.5 && boxes.every(({ it: other }) => {
            if (other === it || other.contains(it) || it.contains(other)) return true;
            const near = other.getBoundingClientRect();
            const dx = Math.max(near.left - x, 0, x - near.right), dy = Math.max(near.top - y, 0, y - near.bottom);
            return Math.hypot(dx, dy) >= 22;
        });
    };
    return boxes.filter((box) => !high(box) && !apart(box)).map(({ it }) => {
        const box = it.getBoundingClientRect();
        return `${page.words(it)} .${it.className} in .${it.parentElement.className}: ${Math.round(box.width)} × ${Math.round(box.height)}`;
    });";

async fn thumbs_hit(b: &Browser, views: &[View]) {
    b.resize(360, 740).await;
    let mut missed = Vec::new();
    for view in views {
        open(b, *view).await;
        b.click("button", "Menu").await;
        let found = b.js(MISSED, vec![]).await;
        let found: Vec<&str> = found.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        if !found.is_empty() {
            missed.push(format!("{}: {} such as {:#?}", view.0, found.len(), &found[..found.len().min(6)]));
        }
    }
    assert!(missed.is_empty(), "expected targets of 44 px or with room around them, found {}", missed.join("\n"));
}

/// What of the menu the portal's name lies over: its lines, since its box may be wider. The name may be another one.
const OVERLAPPED: &str = "
    const name = document.querySelector('.masthead__name');
    name.textContent = arguments[0] || name.textContent;
    const lines = document.createRange();
    lines.selectNodeContents(document.querySelector('.masthead__words'));
    const overlaps = (one, other) =>
        one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
    const all = [...document.querySelectorAll('.masthead nav :is(a, button, input, [aria-current])')].filter(page.shown);
    if (all.length < 10) throw new Error(`expected a menu, found ${all.length} things in it`);
    return all.filter((it) => [...lines.getClientRects()].some((line) => overlaps(line, it.getBoundingClientRect())))
        .map(page.words);";

/// As such portals are called.
const LONG_NAME: &str = "Cổng thông tin điện tử Sở Khoa học và Công nghệ tỉnh Thừa Thiên Huế và các đơn vị trực thuộc";

/// Nothing moves while the app takes over and its content comes, be it at once or late.
async fn nothing_jumps(b: &Browser, server: &Server, view: View) {
    for (width, height) in [(360, 740), (1280, 800)] {
        b.resize(width, height).await;
        open(b, view).await;
        b.wait_until("the pictures on the screen", async || {
            let script = "return [...document.images].every((it) => it.complete || it.getBoundingClientRect().top > innerHeight)";
            b.js(script, vec![]).await == true
        })
        .await;
        let quick = b.layout_shift().await;
        assert!(quick.total < 0.005, "{} at {width} px: {quick:#?}", view.0);

        // A reader who was never here: nothing is kept that could show at once.
        b.before_every_page("CacheStorage.prototype.open = () => Promise.reject(new Error('nothing is kept'))").await;
        server.rule("/content/vi/*.json", Rule::Hold);
        b.open(view.0).await;
        b.until("what is said meanwhile", "Đang tải…", async || b.announced().await).await;
        b.layout_shift().await;
        server.release("/content/vi/*.json");
        b.until_h1(view.1).await;
        let slow = b.layout_shift().await;
        assert!(slow.total < 0.005, "{} at {width} px, its content late: {slow:#?}", view.0);
    }
}

journeys! {
    fn nothing_is_wider_than_320_px in [chromium, as_pages] (b, server) {
        stays_within(b, 320, 640).await;
    }

    fn nothing_is_wider_than_768_px in [chromium, as_pages] (b, server) {
        stays_within(b, 768, 1024).await;
    }

    fn nothing_is_wider_than_1280_px in [chromium, as_pages] (b, server) {
        stays_within(b, 1280, 800).await;
    }

    fn nothing_is_wider_than_the_window_at_400_percent in [chromium, as_pages] (b, server) {
        // 1280 px wide at four times the size is 320 px: WCAG 1.4.10.
        let zoomed = json!({ "width": 320, "height": 256, "deviceScaleFactor": 4, "mobile": false });
        b.driver.cdp().send_raw("Emulation.setDeviceMetricsOverride", zoomed).await.unwrap();
        for view in views() {
            open(b, view).await;
            b.assert_no_sideways_scroll().await;
        }
        open(b, ("/", NAME)).await;
        b.click("button", "Menu").await;
        b.assert_no_sideways_scroll().await;
        b.inside("navigation", "Menu").click("link", "Nông thôn").await;
        b.until_h1("Khoa học cho nông thôn").await;
    }

    fn a_reader_who_needs_larger_text_has_room_for_it in [chromium, as_pages] (b, server) {
        b.resize(360, 740).await;
        for view in [("/", NAME), (ARTICLE, HEADLINE), (ALBUM, ALBUM_TITLE), ("/news/page/2/", "Tin tức")] {
            open(b, view).await;
            b.js("document.documentElement.style.fontSize = '200%'", vec![]).await;
            b.assert_no_sideways_scroll().await;
            // Spacing after WCAG 1.4.12.
            b.js("document.documentElement.style.fontSize = '';
                const sheet = new CSSStyleSheet();
                sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }');
                document.adoptedStyleSheets = [sheet]", vec![]).await;
            b.assert_no_sideways_scroll().await;
        }
    }

    fn a_thumb_hits_what_lists_offer in [chromium, as_pages] (b, server) {
        thumbs_hit(b, &LISTS[..7]).await;
    }

    fn a_thumb_hits_what_articles_offer in [chromium, as_pages] (b, server) {
        thumbs_hit(b, &TEXTS).await;
    }

    fn a_thumb_hits_what_the_gallery_and_the_rest_offer in [chromium, as_pages] (b, server) {
        without_viewer(b, server);
        thumbs_hit(b, &OTHERS).await;
    }

    fn nothing_jumps_on_the_front_page in [chromium] (b, server) {
        nothing_jumps(b, server, ("/", NAME)).await;
    }

    fn nothing_jumps_in_an_article in [chromium] (b, server) {
        nothing_jumps(b, server, (ARTICLE, HEADLINE)).await;
    }

    fn nothing_jumps_in_an_album in [chromium] (b, server) {
        nothing_jumps(b, server, (ALBUM, ALBUM_TITLE)).await;
    }

    fn nothing_jumps_in_a_list in [chromium] (b, server) {
        nothing_jumps(b, server, ("/news/", "Tin tức")).await;
    }

    fn the_portal_s_name_keeps_clear_of_the_menu in [chromium, firefox, webkit, as_pages] (b, server) {
        for width in [1024, 1280, 1920] {
            b.resize(width, 800).await;
            for view in [LISTS[0], LISTS[7]] {
                open(b, view).await;
                for name in ["", LONG_NAME] {
                    let found = b.js(OVERLAPPED, vec![name.into()]).await;
                    assert_eq!(found, json!([]), "{} at {width} px, {name:?}", view.0);
                }
            }
            // Both can be clicked on.
            b.inside("banner", "").click("link", "Tiếng Việt").await;
            b.until_h1(NAME).await;
            open(b, ("/news/", "Tin tức")).await;
            b.inside("banner", "").click("link", "Sở Khoa học*").await;
            b.until_h1(NAME).await;
        }
    }

    fn on_a_wide_screen_text_stays_readable in [chromium, as_pages] (b, server) {
        b.resize(1920, 1080).await;
        open(b, (ARTICLE, HEADLINE)).await;
        let width = b.js("return document.querySelector('.prose p').getBoundingClientRect().width / parseFloat(getComputedStyle(document.querySelector('.prose p')).fontSize)", vec![]).await;
        assert!(width.as_f64().is_some_and(|width| width < 45.0), "expected lines of at most 45 em, found {width}");
        b.assert_no_sideways_scroll().await;
    }
}
