//! What is on the stage and around it: the way there and back, what is loaded and when, the strip, words that are long.

use serde_json::{Value, json};

use super::albums::{MANY, edit, lengthen, open_album, until_laid};
use super::sample::ALBUM;
use super::viewer::{LONG, LONG_COUNT, REPORT, REPORT_TITLE, until_closed, until_photo};
use crate::browser::Browser;
use crate::journeys;
use crate::server::Server;

/// Opens a photo at its own address, in a window that a file of 960 px fills.
async fn enter(b: &Browser, set: &str, number: u32, count: u32) {
    b.resize(700, 600).await;
    b.open(&format!("{set}{number}/")).await;
    until_photo(b, set, number, count).await;
}

/// What the photos on the stage show, of those that are asked for.
async fn asked_for(b: &Browser) -> Vec<String> {
    let script = "return [...document.querySelectorAll('.viewer__slide')].filter((it) => it.querySelector('.viewer__photo').hasAttribute('src'))
        .map((it) => it.querySelector('.viewer__photo').getAttribute('alt')).sort()";
    let found = b.js(script, vec![]).await;
    found.as_array().unwrap().iter().map(|alt| alt.as_str().unwrap_or_default().to_owned()).collect()
}

async fn file_shown(b: &Browser) -> String {
    let script =
        "return document.querySelector('.viewer__slide--loaded:not([inert]) .viewer__photo')?.currentSrc ?? ''";
    let found = b.js(script, vec![]).await.as_str().unwrap_or_default().to_owned();
    found.rsplit('/').next().unwrap_or_default().to_owned()
}

/// The photo that the strip marks and how many thumbnails it has.
async fn strip(b: &Browser) -> (String, u64) {
    let script = "const all = [...document.querySelectorAll('.viewer__strip button')], shown = all.find((it) => it.ariaCurrent === 'true' || it.getAttribute('aria-current') === 'true');
        const box = shown?.getBoundingClientRect(), room = document.querySelector('.viewer__strip').getBoundingClientRect();
        const is_seen = !!box && box.left >= room.left && box.right <= room.right;
        return [is_seen ? shown.getAttribute('aria-label').split(':')[0] : 'none', all.length]";
    let found = b.js(script, vec![]).await;
    (found[0].as_str().unwrap_or_default().to_owned(), found[1].as_u64().unwrap_or_default())
}

fn lengthen_caption(server: &Server) {
    edit(server, &|photos: &mut Vec<Value>| photos[1]["caption"] = json!("Hội trường kín chỗ. ".repeat(200)));
}

journeys! {
    fn a_photo_that_is_zoomed_before_its_neighbours_come_stays_so in [chromium, firefox, webkit] (b, server) {
        open_album(b, 1280).await;
        b.js("new MutationObserver((_, observer) => {
                if (!document.querySelector('dialog.viewer[open]')) return;
                observer.disconnect();
                document.dispatchEvent(new KeyboardEvent('keydown', { key: '+' }));
            }).observe(document.body, { subtree: true, attributeFilter: ['open'] })", vec![]).await;
        b.inside("main", "").click("link", "Ảnh 2: *").await;
        until_photo(b, LONG, 2, LONG_COUNT).await;
        b.wait_until("the photos beside it", async || {
            b.js("return document.querySelectorAll('.viewer__slide').length === 3", vec![]).await == true
        })
        .await;
        let scale = "const box = document.querySelector('.viewer__slide:not([inert]) .viewer__box');
            return Number(/scale\\(([\\d.]+)\\)/.exec(box.style.transform)[1])";
        let scale = b.js(scale, vec![]).await;
        assert!(scale.as_f64().is_some_and(|scale| scale > 1.4), "{scale}");
    }

    fn a_photo_flies_out_of_its_place_on_the_page_and_back_into_it in [chromium, firefox, webkit] (b, server) {
        b.resize(1280, 800).await;
        b.open(ALBUM).await;
        until_laid(b).await;
        b.js("window.testMoves = [];
            const real = Element.prototype.animate;
            Element.prototype.animate = function (frames, how) {
                // What is gone through before anybody opens it is no flight.
                if (this.closest('[open]')) window.testMoves.push([this.className, Object.keys(frames[0]).concat(Object.keys(frames[1])).join(), how.duration, frames[0].transform, frames[1].transform]);
                return real.call(this, frames, how);
            }", vec![]).await;
        b.inside("main", "").click("link", "Ảnh 2: *").await;
        until_photo(b, ALBUM, 2, 8).await;
        b.wait_until("a flight", async || b.js("return window.testMoves.length", vec![]).await == 1).await;
        b.press("Escape").await;
        until_closed(b, ALBUM).await;
        let moves = b.js("return window.testMoves", vec![]).await;
        let [there, back] = moves.as_array().unwrap().as_slice() else { panic!("expected two flights, found {moves}") };
        for flight in [there, back] {
            assert_eq!((flight[0].as_str(), flight[1].as_str()), (Some("viewer__box"), Some("transform,transform")), "{moves}");
            assert!((250.0..=350.0).contains(&flight[2].as_f64().unwrap()), "{moves}");
        }
        assert_eq!(there[3], back[4], "from its place, and into it");
        assert_eq!(there[4], "none");
        let is_small = there[3].as_str().unwrap().contains("scale(0.");
        assert!(is_small && there[3] != back[3], "{moves}");
    }

    fn the_photos_beside_it_are_loaded_before_they_are_asked_for in [chromium, firefox, webkit] (b, server) {
        enter(b, LONG, 4, LONG_COUNT).await;
        b.wait_for("three photos on the stage, each asked for", async || {
            let found = asked_for(b).await;
            if found.len() == 3 { Ok(()) } else { Err(format!("{found:?}")) }
        })
        .await;
        // The one after the next is on no stage.
        server.until_requested("/content/images/tuan-le-khoa-hoc-cong-nghe-2024-06-960.jpg", 1).await;
    }

    fn with_save_data_nothing_is_loaded_that_nobody_asked_for in [chromium] (b, server) {
        b.before_every_page("Object.defineProperty(Navigator.prototype, 'connection', { get: () => ({ saveData: true, effectiveType: '4g' }) })").await;
        enter(b, LONG, 4, LONG_COUNT).await;
        b.press("ArrowRight").await;
        until_photo(b, LONG, 5, LONG_COUNT).await;
        // The strip comes after all that is loaded ahead.
        b.until("the strip at", "Ảnh 5", async || strip(b).await.0).await;
        let shown = b.inside("dialog", "").names("img").await;
        assert_eq!(asked_for(b).await.iter().filter(|alt| !shown.contains(alt)).count(), 1, "the one before was looked at");
        assert_eq!(server.count("/content/images/tuan-le-khoa-hoc-cong-nghe-2024-06-960.jpg"), 0);
    }

    fn a_closer_look_brings_a_larger_file in [chromium, firefox, webkit] (b, server) {
        enter(b, LONG, 2, LONG_COUNT).await;
        b.until("the file", "tuan-le-khoa-hoc-cong-nghe-2024-02-960.jpg", async || file_shown(b).await).await;
        b.press("z").await;
        b.until("the file", "tuan-le-khoa-hoc-cong-nghe-2024-02-1600.jpg", async || file_shown(b).await).await;
    }

    fn the_strip_leads_to_any_photo_and_holds_only_those_near in [chromium, firefox, webkit] (b, server) {
        lengthen(server, MANY / 10);
        enter(b, LONG, 500, MANY / 10).await;
        b.until("the strip at", "Ảnh 500", async || strip(b).await.0).await;
        // They come by a few in each frame.
        b.wait_until("10 to 30 thumbnails", async || (10..=30).contains(&strip(b).await.1)).await;
        b.inside("dialog", "").click("button", "Ảnh 503: *").await;
        until_photo(b, LONG, 503, MANY / 10).await;
        b.until("the strip at", "Ảnh 503", async || strip(b).await.0).await;
        // By keyboard, and with no thumbnail lost that has the focus.
        b.inside("dialog", "").by_role("button", "Ảnh 505: *").await;
        b.js("page.find('button', 'Ảnh 505: *', [['dialog', '']])[0].focus()", vec![]).await;
        b.press("Enter").await;
        until_photo(b, LONG, 505, MANY / 10).await;
        assert!(b.focused().await.starts_with("button \"Ảnh 505: "), "{}", b.focused().await);
        // Scrolled, it has others.
        b.js("document.querySelector('.viewer__strip').scrollLeft = 72 * 900", vec![]).await;
        b.wait_until("thumbnails further on", async || {
            b.js("return page.find('button', 'Ảnh 905: *', [['dialog', '']]).length === 1", vec![]).await == true
        })
        .await;
        b.press("End").await;
        until_photo(b, LONG, MANY / 10, MANY / 10).await;
        b.until("the strip at", "Ảnh 1000", async || strip(b).await.0).await;
    }

    // At the beginning of a set it once ended in the middle of a wide screen.
    fn the_strip_is_filled_from_edge_to_edge_at_either_end_of_a_set in [chromium, firefox, webkit] (b, server) {
        enter(b, LONG, 1, LONG_COUNT).await;
        b.resize(1280, 800).await;
        let script = "const edges = [...document.querySelectorAll('.viewer__strip button')].map((it) => it.getBoundingClientRect());
            const first = Math.min(...edges.map((it) => it.left)), last = Math.max(...edges.map((it) => it.right));
            const room = document.querySelector('.viewer__strip').getBoundingClientRect();
            return first <= room.left + 8 && last >= room.right - 8";
        for (key, number) in [("ArrowRight", 2), ("End", 24), ("ArrowLeft", 23), ("Home", 1)] {
            b.press(key).await;
            until_photo(b, LONG, number, LONG_COUNT).await;
            b.until("the strip at", &format!("Ảnh {number}"), async || strip(b).await.0).await;
            b.wait_until("a strip from edge to edge", async || b.js(script, vec![]).await == true).await;
        }
    }

    fn a_long_caption_scrolls_and_leaves_the_photo_its_room in [chromium, firefox, webkit] (b, server) {
        lengthen_caption(server);
        enter(b, LONG, 1, LONG_COUNT).await;
        b.press("ArrowRight").await;
        until_photo(b, LONG, 2, LONG_COUNT).await;
        let script = "const words = document.querySelector('.viewer__words'), photo = document.querySelector('.viewer__slide:not([inert]) .viewer__box').getBoundingClientRect();
            return [words.scrollHeight > words.clientHeight + 100, photo.bottom <= words.getBoundingClientRect().top + 1, photo.height > innerHeight / 4, words.tabIndex, words.scrollTop]";
        b.until("a caption that scrolls below the photo", "[true,true,true,0,0]", async || b.js(script, vec![]).await.to_string()).await;
        b.js("document.querySelector('.viewer__words').scrollTop = 200", vec![]).await;
        b.press("ArrowLeft").await;
        until_photo(b, LONG, 1, LONG_COUNT).await;
        b.press("ArrowRight").await;
        until_photo(b, LONG, 2, LONG_COUNT).await;
        b.until("the caption from its beginning", "0", async || {
            b.js("return document.querySelector('.viewer__words').scrollTop", vec![]).await.to_string()
        })
        .await;
    }

    fn the_seconds_of_a_slideshow_are_chosen_and_remembered in [chromium, firefox, webkit] (b, server) {
        const SECONDS: &str = "return document.querySelector('.viewer__information select')?.value ?? ''";
        let seconds = async || b.js(SECONDS, vec![]).await.as_str().unwrap_or_default().to_owned();
        enter(b, LONG, 2, LONG_COUNT).await;
        b.press("i").await;
        b.until("the seconds", "5", seconds).await;
        let choose = "const list = document.querySelector('.viewer__information select');
            list.value = '15';
            list.dispatchEvent(new Event('change', { bubbles: true }));
            return [...list.options].map((it) => it.textContent).join()";
        let words = b.js(choose, vec![]).await;
        assert_eq!(words, "3 giây,5 giây,8 giây,15 giây,30 giây");
        b.reload().await;
        until_photo(b, LONG, 2, LONG_COUNT).await;
        b.press("i").await;
        b.until("the seconds", "15", seconds).await;
    }

    fn a_photo_of_an_article_leads_into_the_article in [chromium, firefox, webkit] (b, server) {
        enter(b, REPORT, 3, 4).await;
        b.press("i").await;
        b.inside("dialog", "").click("link", "Mở trong bài viết").await;
        until_closed(b, REPORT).await;
        b.until_h1(REPORT_TITLE).await;
        // One of an album is in none.
        enter(b, LONG, 2, LONG_COUNT).await;
        b.press("i").await;
        b.inside("dialog", "").by_role("combobox", "*").await;
        assert_eq!(b.inside("dialog", "").count("link", "Mở trong bài viết").await, 0);
    }

    fn the_systems_own_sheet_is_handed_the_photos_address in [chromium, firefox, webkit] (b, server) {
        enter(b, LONG, 3, LONG_COUNT).await;
        let script = "Object.defineProperty(navigator, 'share', { value: (what) => {
            window.testShared = [what.url, what.title]; return Promise.reject(new DOMException('closed', 'AbortError')) } })";
        b.js(script, vec![]).await;
        b.inside("dialog", "").click("button", "Chia sẻ ảnh này").await;
        b.wait_until("something shared", async || b.js("return !!window.testShared", vec![]).await == true).await;
        let shared = b.js("return window.testShared", vec![]).await;
        assert!(shared[0].as_str().unwrap().ends_with(&format!("{LONG}3/")), "{shared}");
        assert!(!shared[1].as_str().unwrap().is_empty(), "{shared}");
    }
}
