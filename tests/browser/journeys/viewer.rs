//! The viewer and the history: a photo's address is its only state.

use serde_json::{Value, json};

use super::albums::until_laid;
use super::sample::{ALBUM, ALBUM_TITLE, NAME, change, open, scroll_to_link};
use crate::browser::Browser;
use crate::journeys;

/// An album that fills several screens, and how many photos it has.
pub const LONG: &str = "/gallery/tuan-le-khoa-hoc-cong-nghe-2024/";
pub const LONG_TITLE: &str = "Tuần lễ khoa học và công nghệ năm 2024";
pub const LONG_COUNT: u32 = 24;

/// An article with a photo of its own and three in its text.
pub const REPORT: &str = "/article/bao-cao-chuyen-doi-so-5-nam/";
pub const REPORT_TITLE: &str = "Năm năm chuyển đổi số ở Hà Nam: việc đã làm, việc còn dang dở";

/// What the viewer says of itself: its counter and its address, once nothing of it moves.
async fn look(b: &Browser) -> String {
    let script = "const it = document.querySelector('dialog[open]');
        if (!it) return 'no viewer';
        if (it.matches('.viewer--leaving')) return 'a viewer on its way out';
        const moves = it.getAnimations({ subtree: true }).filter((one) => one.playState === 'running').length;
        return page.tidy(it.querySelector('.viewer__counter').textContent) + (moves ? ', moving' : '')";
    format!("{} at {}", b.js(script, vec![]).await.as_str().unwrap_or_default(), b.path().await)
}

/// Waits until the viewer shows this photo of a set at its own address.
pub async fn until_photo(b: &Browser, set: &str, number: u32, count: u32) {
    b.until("the viewer with", &format!("{number} / {count} at {set}{number}/"), async || look(b).await).await;
}

/// Waits until the viewer is gone and the address is this.
pub async fn until_closed(b: &Browser, path: &str) {
    b.until("the page again:", &format!("no viewer at {path}"), async || look(b).await).await;
}

/// Opens an album and one of its photos; says where the page is scrolled to.
pub async fn open_photo(b: &Browser, number: u32) -> i64 {
    b.resize(1280, 800).await;
    open(b, (LONG, LONG_TITLE)).await;
    until_laid(b).await;
    let y = scroll_to_link(b, &format!("Ảnh {number}: *")).await;
    b.inside("main", "").click("link", &format!("Ảnh {number}: *")).await;
    until_photo(b, LONG, number, LONG_COUNT).await;
    y
}

/// Waits until the focus is on the page's link to a photo.
pub async fn until_on_thumbnail(b: &Browser, number: u32) {
    b.wait_for(&format!("the focus on the page's photo {number}"), async || {
        let found = b.focused().await;
        if found.starts_with(&format!("link \"Ảnh {number}: ")) { Ok(()) } else { Err(found) }
    })
    .await;
}

async fn history(b: &Browser) -> i64 {
    b.js("return history.length", vec![]).await.as_i64().unwrap_or_default()
}

/// Closes an open viewer in one of the ways.
async fn close(b: &Browser, way: &str) {
    match way {
        "button" => b.inside("dialog", "").click("button", "Đóng").await,
        "twice" => {
            let script = "const it = page.find('button', 'Đóng', [['dialog', '']])[0]; it.click(); it.click()";
            b.js(script, vec![]).await;
        }
        "back" => b.back().await,
        keys => b.press(keys).await,
    }
}

/// The files that the viewer shows, one photo after the other.
async fn files(b: &Browser, set: &str, count: u32) -> Vec<String> {
    let mut files = vec![];
    for number in 1..=count {
        b.press(if number == 1 { "Home" } else { "ArrowRight" }).await;
        until_photo(b, set, number, count).await;
        let script = "return document.querySelector('dialog .viewer__slide:not([inert]) .viewer__photo').getAttribute('src').split('/').pop()";
        files.push(b.js(script, vec![]).await.as_str().unwrap_or_default().to_owned());
    }
    files
}

journeys! {
    fn one_dialog_serves_album_after_album in [chromium, firefox, webkit] (b, server) {
        open_photo(b, 3).await;
        b.js("document.querySelector('dialog').testMark = 1", vec![]).await;
        close(b, "button").await;
        until_closed(b, LONG).await;
        b.inside("navigation", "Menu").click("link", "Thư viện ảnh").await;
        b.until_h1("Thư viện ảnh").await;
        b.inside("main", "").click("link", ALBUM_TITLE).await;
        b.until_h1(ALBUM_TITLE).await;
        b.inside("main", "").click("link", "Ảnh 2: *").await;
        until_photo(b, ALBUM, 2, 8).await;
        assert_eq!(b.js("return [...document.querySelectorAll('dialog')].map((it) => it.testMark)", vec![]).await, json!([1]));
    }

    fn back_closes_a_photo_once_and_forward_opens_it_again in [chromium, firefox, webkit] (b, server) {
        let y = open_photo(b, 14).await;
        let length = history(b).await;
        for (key, number) in [("ArrowRight", 15), ("ArrowRight", 16), ("ArrowLeft", 15)] {
            b.press(key).await;
            until_photo(b, LONG, number, LONG_COUNT).await;
        }
        assert_eq!(history(b).await, length, "a step adds nothing to the history");
        assert!(b.title().await.starts_with("Ảnh 15 – "), "found {:?}", b.title().await);
        b.back().await;
        until_closed(b, LONG).await;
        until_on_thumbnail(b, 15).await;
        b.until_scroll_y(y).await;
        assert!(b.title().await.starts_with(LONG_TITLE), "found {:?}", b.title().await);
        b.forward().await;
        until_photo(b, LONG, 15, LONG_COUNT).await;
        b.back().await;
        until_closed(b, LONG).await;
        b.until_scroll_y(y).await;
    }

    fn a_photo_adds_one_entry_to_the_history_and_the_next_back_leaves_the_album in [chromium, firefox, webkit] (b, server) {
        b.resize(1280, 800).await;
        open(b, ("/gallery/", "Thư viện ảnh")).await;
        b.inside("main", "").click("link", ALBUM_TITLE).await;
        b.until_h1(ALBUM_TITLE).await;
        let length = history(b).await;
        b.inside("main", "").click("link", "Ảnh 2: *").await;
        until_photo(b, ALBUM, 2, 8).await;
        assert_eq!(history(b).await, length + 1);
        b.back().await;
        until_closed(b, ALBUM).await;
        b.back().await;
        b.until_h1("Thư viện ảnh").await;
        until_closed(b, "/gallery/").await;
    }

    fn the_button_and_escape_close_as_back_does_and_twice_is_once in [chromium, firefox, webkit] (b, server) {
        b.resize(1280, 800).await;
        open(b, ("/gallery/", "Thư viện ảnh")).await;
        b.inside("main", "").click("link", LONG_TITLE).await;
        b.until_h1(LONG_TITLE).await;
        for (way, number) in [("button", 9), ("Escape", 5), ("twice", 12), ("Escape Escape", 7), ("back", 8)] {
            let y = scroll_to_link(b, &format!("Ảnh {number}: *")).await;
            b.inside("main", "").click("link", &format!("Ảnh {number}: *")).await;
            until_photo(b, LONG, number, LONG_COUNT).await;
            b.press("ArrowRight").await;
            until_photo(b, LONG, number + 1, LONG_COUNT).await;
            let length = history(b).await;
            close(b, way).await;
            until_closed(b, LONG).await;
            until_on_thumbnail(b, number + 1).await;
            b.until_scroll_y(y).await;
            assert_eq!(history(b).await, length, "after {way}");
            // Had it gone back twice, this would be the album.
            b.forward().await;
            until_photo(b, LONG, number + 1, LONG_COUNT).await;
            b.back().await;
            until_closed(b, LONG).await;
        }
        b.back().await;
        b.until_h1("Thư viện ảnh").await;
    }

    fn entered_by_its_address_a_photo_closes_onto_its_album in [chromium, firefox, webkit] (b, server) {
        b.resize(1280, 800).await;
        for way in ["button", "Escape", "twice", "Escape Escape"] {
            open(b, ("/", NAME)).await;
            b.open(&format!("{ALBUM}5/")).await;
            until_photo(b, ALBUM, 5, 8).await;
            if way.len() % 2 == 0 {
                b.press("ArrowRight").await;
                until_photo(b, ALBUM, 6, 8).await;
            }
            let length = history(b).await;
            close(b, way).await;
            until_closed(b, ALBUM).await;
            b.until_h1(ALBUM_TITLE).await;
            assert_eq!(history(b).await, length, "after {way}");
            b.back().await;
            b.until_path("/").await;
            b.until_h1(NAME).await;
        }
    }

    fn entered_by_its_address_a_photo_is_left_by_back in [chromium, firefox, webkit] (b, server) {
        b.resize(1280, 800).await;
        open(b, ("/", NAME)).await;
        b.open(&format!("{ALBUM}5/")).await;
        until_photo(b, ALBUM, 5, 8).await;
        b.press("ArrowRight").await;
        until_photo(b, ALBUM, 6, 8).await;
        b.back().await;
        b.until_h1(NAME).await;
        until_closed(b, "/").await;
        b.forward().await;
        until_photo(b, ALBUM, 6, 8).await;
    }

    // It once came without a flight, which then began with the next change of the window's size.
    fn opened_again_on_its_way_back_a_photo_comes_out_of_its_place in [chromium, firefox, webkit] (b, server) {
        open_photo(b, 14).await;
        b.js("const real = Element.prototype.animate;
            window.testMoved = [];
            window.testSlowness = 60;
            Element.prototype.animate = function (frames, how) {
                window.testMoved.push(this.className);
                return real.call(this, frames, { ...how, duration: how.duration * window.testSlowness });
            }", vec![]).await;
        b.back().await;
        b.until("the viewer", &format!("a viewer on its way out at {LONG}"), async || look(b).await).await;
        b.js("window.testMoved = []; window.testSlowness = 1", vec![]).await;
        b.forward().await;
        until_photo(b, LONG, 14, LONG_COUNT).await;
        b.wait_until("a flight", async || b.js("return window.testMoved.join()", vec![]).await == "viewer__box").await;
        b.resize(1000, 700).await;
        b.press("ArrowRight").await;
        until_photo(b, LONG, 15, LONG_COUNT).await;
        assert_eq!(b.js("return window.testMoved", vec![]).await, json!(["viewer__box", "viewer__track"]));
    }

    // It once was asked for two frames later than a photo that was clicked.
    fn entered_by_its_address_a_photo_is_asked_for_in_the_first_frame in [chromium] (b, server) {
        b.before_every_page("const real = HTMLElement.prototype.focus;
            HTMLElement.prototype.focus = function (how) {
                const photo = this.matches('dialog') && this.querySelector('.viewer__slide:not([inert]) .viewer__photo');
                if (photo) window.testAsked ??= photo.hasAttribute('src');
                return real.call(this, how);
            }").await;
        b.resize(1280, 800).await;
        b.open(&format!("{ALBUM}5/")).await;
        until_photo(b, ALBUM, 5, 8).await;
        b.wait_until("the focus in the viewer", async || b.js("return 'testAsked' in window", vec![]).await == true).await;
        assert_eq!(b.js("return window.testAsked", vec![]).await, true);
    }

    fn a_reload_shows_the_same_photo in [chromium, firefox, webkit] (b, server) {
        open_photo(b, 3).await;
        b.press("ArrowRight").await;
        until_photo(b, LONG, 4, LONG_COUNT).await;
        b.reload().await;
        until_photo(b, LONG, 4, LONG_COUNT).await;
        b.press("ArrowRight").await;
        until_photo(b, LONG, 5, LONG_COUNT).await;
        b.press("Escape").await;
        until_closed(b, LONG).await;
        b.until_h1(LONG_TITLE).await;
    }

    fn an_articles_photos_are_one_set_in_reading_order in [chromium, firefox, webkit] (b, server) {
        b.resize(1280, 800).await;
        // Its own photo stands in the text once more, narrower; and so does another, twice.
        change(server, &format!("content/vi{}.json", REPORT.trim_end_matches('/')), |feed| {
            let text = feed["items"][0]["content_html"].as_str().unwrap_or_default();
            let figure = |file: &str| format!("<figure><img src=\"../../images/bao-cao-chuyen-doi-so-5-nam{file}\" width=\"480\" height=\"270\" alt=\"một lần nữa\"></figure>");
            let text = format!("{}{text}{}", figure("-960.jpg?w=480"), figure("-body-2-960.jpg"));
            feed["items"][0]["content_html"] = json!(text);
        });
        open(b, (REPORT, REPORT_TITLE)).await;
        let links = "return [...document.querySelectorAll('main figure a')].map((it) => it.getAttribute('href'))";
        let hrefs = b.js(links, vec![]).await;
        let expected: Vec<Value> = [1, 1, 2, 3, 4, 3].map(|number| json!(format!("{REPORT}{number}/"))).into();
        assert_eq!(hrefs, json!(expected));

        b.inside("main", "").click("link", "Lớp học với những dãy bàn và bảng").await;
        until_photo(b, REPORT, 4, 4).await;
        let found = files(b, REPORT, 4).await;
        let expected = ["", "-body-1", "-body-2", "-body-3"].map(|part| format!("bao-cao-chuyen-doi-so-5-nam{part}-960.jpg"));
        assert_eq!(found, expected);
        b.press("Home").await;
        until_photo(b, REPORT, 1, 4).await;
        b.back().await;
        until_closed(b, REPORT).await;
        b.until_focused("link", "Thành phố tỉnh lỵ bên sông với cây cầu và những dãy nhà thấp tầng").await;

        b.open(&format!("{REPORT}3/")).await;
        until_photo(b, REPORT, 3, 4).await;
        b.press("Escape").await;
        until_closed(b, REPORT).await;
        b.until_h1(REPORT_TITLE).await;
    }
}
