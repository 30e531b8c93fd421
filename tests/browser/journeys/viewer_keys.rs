//! The viewer by keyboard and screen reader: where the focus is, what is told, what each key does.

use serde_json::{Value, json};

use super::sample::{ALBUM, ALBUM_TITLE, change, json_file, open};
use super::viewer::{LONG, LONG_COUNT, LONG_TITLE, open_photo, until_closed, until_photo};
use crate::browser::Browser;
use crate::engine::Engine;
use crate::journeys;

/// Opens an album at a photo's own address.
async fn enter(b: &Browser, number: u32) {
    b.resize(1280, 800).await;
    b.open(&format!("{LONG}{number}/")).await;
    until_photo(b, LONG, number, LONG_COUNT).await;
}

/// Waits until a script says `true`.
async fn until_true(b: &Browser, what: &str, script: &str) {
    b.wait_until(what, async || b.js(&format!("return !!({script})"), vec![]).await == true).await;
}

/// How large the shown photo is once it is at rest, in hundredths of the stage's height, and how it is turned.
async fn size(b: &Browser) -> (i64, String) {
    let script = "const box = document.querySelector('dialog .viewer__slide:not([inert]) .viewer__box');
        const stage = document.querySelector('.viewer__stage').clientHeight;
        if (document.getAnimations().length) throw new Error('it moves');
        const turn = /rotate\\((\\w+)\\)/.exec(box.style.transform)[1];
        return [Math.round(box.getBoundingClientRect().height / stage * 100), turn]";
    let found = b.js(script, vec![]).await;
    (found[0].as_i64().unwrap_or_default(), found[1].as_str().unwrap_or_default().to_owned())
}

/// Presses a key and waits for a size of the photo.
async fn until_size(b: &Browser, key: &str, is_wanted: impl Fn(i64) -> bool) -> i64 {
    b.press(key).await;
    b.wait_for(&format!("another size after {key}"), async || {
        let (found, _) = size(b).await;
        if is_wanted(found) { Ok(found) } else { Err(format!("{found} % of the stage's height")) }
    })
    .await
}

async fn pressed(b: &Browser, name: &str) -> Value {
    let script = "return page.find('button', arguments[0], [['dialog', '']])[0].getAttribute('aria-pressed')";
    b.js(script, vec![json!(name)]).await
}

async fn until_pressed(b: &Browser, name: &str, is_pressed: bool) {
    let wanted = json!(is_pressed.to_string());
    b.wait_until(&format!("{name} pressed: {wanted}"), async || pressed(b, name).await == wanted).await;
}

/// What is told of the photo.
async fn told(b: &Browser) -> String {
    let script = "return page.tidy([...document.querySelectorAll('dialog [aria-live=polite]')].map((it) => it.textContent).join('|'))";
    b.js(script, vec![]).await.as_str().unwrap_or_default().to_owned()
}

journeys! {
    fn the_focus_stays_in_the_viewer_and_the_page_behind_stands_still in [chromium, firefox, webkit] (b, server) {
        let y = open_photo(b, 14).await;
        until_true(b, "the focus in the viewer", "document.querySelector('dialog').contains(document.activeElement)").await;
        let mut seen = vec![];
        for chord in ["Tab"; 60].into_iter().chain(["Shift+Tab"; 10]) {
            b.press(chord).await;
            let script = "const it = document.activeElement, box = it.getBoundingClientRect();
                return [it === document.body || it.closest('dialog') !== null, page.words(it), box.width]";
            let found = b.js(script, vec![]).await;
            assert_eq!(found[0], true, "expected the focus in the viewer, found {found} after {seen:?}");
            let words = found[1].as_str().unwrap_or_default().to_owned();
            if !seen.contains(&words) {
                seen.push(words);
            }
        }
        for name in ["Đóng", "Ảnh trước", "Ảnh sau", "Phóng to", "Tự chuyển ảnh", "Thông tin ảnh"] {
            assert!(seen.contains(&format!("button {name:?}")), "expected {name} on the way, found {seen:?}");
        }
        let script = "const link = document.querySelector('main a'); link.focus(); return document.activeElement === link";
        assert_eq!(b.js(script, vec![]).await, false, "the page behind takes no focus");
        assert_eq!(b.js("return getComputedStyle(document.documentElement).overflowY", vec![]).await, "hidden");
        b.press("ArrowDown ArrowDown").await;
        assert_eq!(b.scroll_y().await, y);
        b.press("Escape").await;
        until_closed(b, LONG).await;
        b.until_scroll_y(y).await;
    }

    fn place_caption_and_credit_are_told_at_each_step in [chromium, firefox, webkit] (b, server) {
        enter(b, 1).await;
        let album = json_file("content/vi/albums.json");
        let items = album["items"].as_array().unwrap();
        let photos = items.iter().map(|item| &item["_bantin"]).find(|album| LONG.contains(album["slug"].as_str().unwrap())).unwrap();
        for number in 1..=3_u32 {
            let photo = &photos["photos"][number as usize - 1];
            let (caption, credit) = (photo["caption"].as_str().unwrap(), photo["credit"].as_str().unwrap());
            until_photo(b, LONG, number, LONG_COUNT).await;
            b.until("what is told", &format!("Ảnh {number} / {LONG_COUNT}. {caption} {credit}"), async || told(b).await).await;
            let alt = b.inside("dialog", "").names("img").await;
            assert_eq!(alt, [photo["alt"].as_str().unwrap()], "one photo is there for a screen reader");
            assert!(b.text("dialog", "").await.contains(caption));
            b.press("ArrowRight").await;
        }
    }

    fn every_button_has_a_name_and_room_for_a_finger in [chromium, firefox, webkit] (b, server) {
        let script = "return [...document.querySelectorAll('dialog button, dialog a')].filter(page.shown).map((it) => {
            const box = it.getBoundingClientRect();
            return [page.name(it), Math.min(box.width, box.height)] })";
        let widths: &[u32] = if b.engine == Engine::Chromium { &[1280, 360] } else { &[1280] };
        for width in widths {
            b.resize(*width, 800).await;
            for (path, close) in [(ALBUM, "Đóng"), ("/en/gallery/cuoc-thi-robot-hoc-sinh-2025/", "Close")] {
                b.open(&format!("{path}2/")).await;
                until_photo(b, path, 2, 8).await;
                until_true(b, "the strip", "document.querySelectorAll('.viewer__strip button').length === 8").await;
                let found = b.js(script, vec![]).await;
                let found = found.as_array().unwrap();
                assert!(found.len() >= 18, "{found:#?}");
                assert!(found.iter().any(|it| it[0] == close), "{found:#?}");
                for it in found {
                    let name = it[0].as_str().unwrap();
                    assert!(!name.is_empty() && !name.contains('_'), "{found:#?}");
                    assert!(it[1].as_f64().unwrap() >= 44.0, "expected 44 px at least, found {it} at {width}");
                }
            }
        }
    }

    fn axe_finds_nothing_in_the_viewer_nor_after_it in [chromium, firefox, webkit] (b, server) {
        open_photo(b, 14).await;
        b.assert_axe().await;
        b.press("i").await;
        until_pressed(b, "Thông tin ảnh", true).await;
        b.assert_axe().await;
        b.press("Escape").await;
        until_closed(b, LONG).await;
        b.assert_axe().await;
    }

    fn axe_finds_nothing_in_the_viewer_on_a_phone in [chromium] (b, server) {
        b.resize(360, 740).await;
        b.open(&format!("{LONG}2/")).await;
        until_photo(b, LONG, 2, LONG_COUNT).await;
        b.assert_axe().await;
    }

    fn keys_step_through_an_album in [chromium, firefox, webkit] (b, server) {
        enter(b, 3).await;
        let steps = [("ArrowRight", 4), ("ArrowLeft", 3), ("PageDown", 13), ("PageDown", 23), ("PageDown", 24), ("ArrowRight", 24),
            ("PageUp", 14), ("Home", 1), ("ArrowLeft", 1), ("PageUp", 1), ("End", 24)];
        for (key, number) in steps {
            b.press(key).await;
            until_photo(b, LONG, number, LONG_COUNT).await;
        }
    }

    fn keys_zoom_and_turn_a_photo in [chromium, firefox, webkit] (b, server) {
        enter(b, 2).await;
        let (whole, _) = size(b).await;
        assert!((60..=100).contains(&whole), "{whole} %");
        let larger = until_size(b, "Plus", |now| now > whole + 20).await;
        let largest = until_size(b, "Plus", |now| now > larger + 20).await;
        until_size(b, "-", |now| now < largest - 20 && (now - larger).abs() < 3).await;
        b.press("ArrowRight").await;
        until_photo(b, LONG, 2, LONG_COUNT).await;
        until_size(b, "0", |now| now == whole).await;
        until_size(b, "z", |now| now > whole + 20).await;
        until_size(b, "z", |now| now == whole).await;
        b.press("r").await;
        b.until("the photo turned", "90deg", async || size(b).await.1).await;
        b.wait_until("the whole photo", async || size(b).await.0 <= 100).await;
        b.press("ArrowRight").await;
        until_photo(b, LONG, 3, LONG_COUNT).await;
    }

    fn keys_show_and_hide_what_is_known_and_what_is_written in [chromium, firefox, webkit] (b, server) {
        enter(b, 2).await;
        b.press("i").await;
        until_pressed(b, "Thông tin ảnh", true).await;
        let known = b.text("definition list", "").await;
        for part in ["1600 × 900", "Lê Thu Trang", "tuan-le-khoa-hoc-cong-nghe-2024-02-1600.jpg", "Hội trường kín chỗ"] {
            assert!(known.contains(part), "expected {part}, found {known}");
        }
        b.press("i").await;
        until_pressed(b, "Thông tin ảnh", false).await;
        b.until_gone("definition list", "").await;

        let captions = async || b.inside("dialog", "").count("group", "Chú thích ảnh").await;
        assert_eq!((captions().await, pressed(b, "Chú thích").await), (1, json!("true")));
        b.press("c").await;
        until_pressed(b, "Chú thích", false).await;
        assert_eq!(captions().await, 0);
        b.reload().await;
        until_photo(b, LONG, 2, LONG_COUNT).await;
        assert_eq!((captions().await, pressed(b, "Chú thích").await), (0, json!("false")), "it is remembered");
        b.inside("dialog", "").click("button", "Chú thích").await;
        until_pressed(b, "Chú thích", true).await;
        assert_eq!(captions().await, 1);

        let script = "return document.querySelector('dialog a[download]').href";
        let file = b.js(script, vec![]).await;
        assert!(file.as_str().unwrap().ends_with("/content/images/tuan-le-khoa-hoc-cong-nghe-2024-02-1600.jpg"), "{file}");
    }

    fn the_space_bar_plays_and_pauses in [chromium, firefox, webkit] (b, server) {
        enter(b, 2).await;
        assert_eq!(pressed(b, "Tự chuyển ảnh").await, json!("false"));
        b.press("Space").await;
        until_pressed(b, "Tự chuyển ảnh", true).await;
        until_photo(b, LONG, 3, LONG_COUNT).await;
        assert_eq!(pressed(b, "Tự chuyển ảnh").await, json!("true"));
        b.press("Space").await;
        until_pressed(b, "Tự chuyển ảnh", false).await;
        b.press("Space").await;
        until_pressed(b, "Tự chuyển ảnh", true).await;
        b.press("ArrowRight").await;
        until_photo(b, LONG, 4, LONG_COUNT).await;
        until_pressed(b, "Tự chuyển ảnh", false).await;
    }

    fn sharing_copies_the_photos_address_and_says_whether_it_did in [chromium, firefox, webkit] (b, server) {
        enter(b, 2).await;
        let script = "Object.defineProperty(navigator, 'share', { value: undefined });
            Object.defineProperty(navigator, 'clipboard', { value: { writeText: (text) => {
                window.testCopied = text; return arguments[0] ? Promise.resolve() : Promise.reject(new Error('no')) } } })";
        for (works, words) in [(true, "Đã sao chép liên kết."), (false, "Trình duyệt không cho sao chép. Hãy sao chép địa chỉ ở thanh địa chỉ.")] {
            b.open(&format!("{LONG}3/")).await;
            until_photo(b, LONG, 3, LONG_COUNT).await;
            b.js(script, vec![json!(works)]).await;
            b.press("ArrowRight").await;
            until_photo(b, LONG, 4, LONG_COUNT).await;
            b.inside("dialog", "").click("button", "Chia sẻ ảnh này").await;
            b.until("what is told", words, async || told(b).await).await;
            let copied = b.js("return window.testCopied", vec![]).await;
            assert!(copied.as_str().unwrap().ends_with(&format!("{LONG}4/")), "{copied}");
        }
    }

    fn keys_work_where_nothing_has_the_focus in [chromium, firefox, webkit] (b, server) {
        // Behind is the photo's own page, which has keys of its own.
        enter(b, 2).await;
        b.js("document.activeElement.blur()", vec![]).await;
        b.press("ArrowRight").await;
        until_photo(b, LONG, 3, LONG_COUNT).await;
        b.press("Escape").await;
        until_closed(b, LONG).await;
    }

    fn a_key_fills_the_screen in [chromium, firefox, webkit] (b, server) {
        enter(b, 2).await;
        b.press("f").await;
        until_true(b, "the whole screen", "document.fullscreenElement !== null").await;
        until_pressed(b, "Toàn màn hình", true).await;
        b.press("f").await;
        until_true(b, "the page again", "document.fullscreenElement === null").await;
        until_pressed(b, "Toàn màn hình", false).await;
        until_photo(b, LONG, 2, LONG_COUNT).await;
    }

    fn from_right_to_left_arrows_and_buttons_change_places in [chromium, firefox, webkit] (b, server) {
        change(server, "locales/vi.json", |locale| locale["direction"] = json!("rtl"));
        enter(b, 2).await;
        assert_eq!(b.attribute("html", "dir").await.as_deref(), Some("rtl"));
        for (key, number) in [("ArrowLeft", 3), ("ArrowLeft", 4), ("ArrowRight", 3), ("End", 24), ("Home", 1)] {
            b.press(key).await;
            until_photo(b, LONG, number, LONG_COUNT).await;
        }
        let script = "const [back, on] = ['Ảnh trước', 'Ảnh sau'].map((name) => page.find('button', name, [['dialog', '']])[0].getBoundingClientRect().left);
            return back > on";
        assert_eq!(b.js(script, vec![]).await, true);
        let script = "const shown = document.querySelector('.viewer__slide:not([inert])'), next = document.querySelector('.viewer__slide[inert]');
            return next.getBoundingClientRect().right <= shown.getBoundingClientRect().left";
        assert_eq!(b.js(script, vec![]).await, true, "the next photo stands on the left");
    }

    fn without_motion_nothing_moves in [chromium] (b, server) {
        b.media(&[("prefers-reduced-motion", "reduce")]).await;
        b.before_every_page("window.testMoves = [];
            const real = Element.prototype.animate;
            Element.prototype.animate = function (...how) { window.testMoves.push(this.className); return real.apply(this, how) };
            for (const kind of ['animationstart', 'transitionrun'])
                addEventListener(kind, (event) => event.target.closest?.('dialog') && window.testMoves.push(`${kind} ${event.target.className}`), true)").await;
        open_photo(b, 14).await;
        assert_eq!(b.js("return document.getAnimations().length", vec![]).await, 0);
        b.press("ArrowRight").await;
        until_photo(b, LONG, 15, LONG_COUNT).await;
        b.press("z z i c c").await;
        until_true(b, "the photo itself", "document.querySelector('.viewer__slide--loaded:not([inert])')").await;
        b.press("Escape").await;
        until_closed(b, LONG).await;
        assert_eq!(b.js("return window.testMoves", vec![]).await, json!([]));
        open(b, (ALBUM, ALBUM_TITLE)).await;
    }
}
