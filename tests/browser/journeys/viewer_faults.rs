//! The viewer where something cannot be had: a photo, or the viewer itself.

use serde_json::json;

use super::albums::until_laid;
use super::sample::{ALBUM, ALBUM_TITLE, open};
use super::viewer::{until_closed, until_on_thumbnail, until_photo};
use crate::browser::Browser;
use crate::journeys;
use crate::server::{Rule, Server};

const FAILED: &str = "Không tải được ảnh này.";
const GONE: &str = "Máy chủ không có ảnh này.";
/// The portal's own line for a module that it cannot have.
const NO_MODULE: &str = "to show photos with, found none";

/// Whether the page behind the viewer is inert by itself, and not by the dialog.
const IS_INERT: &str = "return document.querySelector('[inert] main') !== null";

/// What the browser says of files that are refused.
fn expect_trouble(b: &Browser) {
    for part in ["resource: <img>", "Failed to load resource", "net::ERR_"] {
        b.allow_console(part);
    }
}

/// Whether the photo in the viewer is there, or why it is not.
async fn state(b: &Browser) -> String {
    let script = "const slide = document.querySelector('dialog .viewer__slide:not([inert])');
        const photo = slide.querySelector('.viewer__photo'), notice = slide.querySelector('.viewer__failed');
        if (page.shown(notice)) return page.tidy(notice.innerText);
        return photo.complete && photo.naturalWidth > 0 && page.shown(photo) ? 'a photo' : 'nothing yet'";
    b.js(script, vec![]).await.as_str().unwrap_or_default().to_owned()
}

async fn until_state(b: &Browser, expected: &str) {
    b.until("on the stage", expected, async || state(b).await).await;
}

/// A photo is opened without the module: its plain page shows, as without script.
async fn plain_page(b: &Browser, number: u32) {
    b.inside("main", "").click("link", &format!("Ảnh {number}: *")).await;
    b.until_h1(&format!("{ALBUM_TITLE} Ảnh {number} / 8")).await;
    assert_eq!(b.path().await, format!("{ALBUM}{number}/"));
    assert_eq!(b.count("dialog", "").await, 0);
}

/// How often the portal has said that it lacks the module. Forgets what the browser says beside it.
async fn told(b: &Browser, lines: &mut Vec<String>) -> usize {
    lines.extend(b.take_console().await);
    lines.iter().filter(|line| line.contains(NO_MODULE)).count()
}

/// A photo is opened whose files are not to be had, which is told with its cause; then they are, and are tried again.
async fn fails_and_comes(b: &Browser, server: &Server, rule: Rule, cause: &str) {
    expect_trouble(b);
    const FILES: &str = "/content/images/cuoc-thi-robot-hoc-sinh-2025-02-*";
    server.rule(FILES, rule);
    b.resize(1280, 800).await;
    b.open(&format!("{ALBUM}2/")).await;
    until_photo(b, ALBUM, 2, 8).await;
    until_state(b, &format!("{FAILED} {cause} Thử lại")).await;
    server.release(FILES);
    b.inside("dialog", "").click("button", "Thử lại").await;
    until_state(b, "a photo").await;
}

journeys! {
    fn a_photo_that_fails_says_so_and_can_be_tried_again in [chromium, firefox, webkit] (b, server) {
        expect_trouble(b);
        const FILES: &str = "/content/images/cuoc-thi-robot-hoc-sinh-2025-03-*";
        server.rule(FILES, Rule::missing());
        b.resize(1280, 800).await;
        b.open(&format!("{ALBUM}2/")).await;
        until_photo(b, ALBUM, 2, 8).await;
        until_state(b, "a photo").await;
        b.press("ArrowRight").await;
        until_photo(b, ALBUM, 3, 8).await;
        until_state(b, &format!("{FAILED} {GONE} Thử lại")).await;
        let broken = "return page.shown(document.querySelectorAll('.viewer__strip button')[2].querySelector('img'))";
        b.wait_until("no sign of a broken picture in the strip", async || b.js(broken, vec![]).await == false).await;
        b.press("ArrowRight").await;
        until_photo(b, ALBUM, 4, 8).await;
        until_state(b, "a photo").await;
        b.press("ArrowLeft").await;
        until_photo(b, ALBUM, 3, 8).await;
        until_state(b, &format!("{FAILED} {GONE} Thử lại")).await;
        // Once more in vain, for another reason, then for good.
        server.forget_requests();
        b.inside("dialog", "").click("button", "Thử lại").await;
        server.until_requested(FILES, 1).await;
        until_state(b, &format!("{FAILED} {GONE} Thử lại")).await;
        server.rule(FILES, Rule::status(503));
        b.inside("dialog", "").click("button", "Thử lại").await;
        until_state(b, &format!("{FAILED} Máy chủ báo lỗi 503. Thử lại")).await;
        server.release(FILES);
        b.inside("dialog", "").click("button", "Thử lại").await;
        until_state(b, "a photo").await;
        b.press("ArrowLeft").await;
        until_photo(b, ALBUM, 2, 8).await;
        b.press("Escape").await;
        until_closed(b, ALBUM).await;
    }

    // Firefox keeps such a file for as long as the page is open, and does not ask for it again.
    fn a_file_that_is_no_photo_is_told_as_such in [chromium, webkit] (b, server) {
        let rule = Rule::answer(200, "image/jpeg", "none");
        fails_and_comes(b, server, rule, "Tệp nhận được không phải là ảnh mà trình duyệt đọc được.").await;
    }

    fn a_connection_that_breaks_under_a_photo_is_told_the_same_way in [chromium] (b, server) {
        fails_and_comes(b, server, Rule::Close, "Máy chủ không trả lời.").await;
    }

    fn without_the_viewers_module_photos_have_plain_pages in [chromium, firefox, webkit] (b, server) {
        for (path, rule) in [("/gallery.js", Rule::missing()), ("/gallery_bg.wasm", Rule::missing()), ("/gallery.js", Rule::Close)] {
            server.rule(path, rule.clone());
            b.resize(1280, 800).await;
            open(b, (ALBUM, ALBUM_TITLE)).await;
            plain_page(b, 2).await;
            b.click("link", "Ảnh sau").await;
            b.until_h1(&format!("{ALBUM_TITLE} Ảnh 3 / 8")).await;
            b.back().await;
            b.until_h1(&format!("{ALBUM_TITLE} Ảnh 2 / 8")).await;
            b.back().await;
            b.until_h1(ALBUM_TITLE).await;
            let mut lines = vec![];
            // It is said a second late, lest a document that is being left says it.
            b.wait_until("a line in the console", async || told(b, &mut lines).await > 0).await;
            assert_eq!(told(b, &mut lines).await, 1, "after {rule:?} for {path}: {lines:#?}");
            server.release(path);
        }
    }

    fn a_module_that_never_comes_holds_a_photo_up_for_a_moment_only in [chromium, firefox, webkit] (b, server) {
        b.allow_console(NO_MODULE);
        server.rule("/gallery_bg.wasm", Rule::Hold);
        b.resize(1280, 800).await;
        open(b, (ALBUM, ALBUM_TITLE)).await;
        plain_page(b, 2).await;
        b.back().await;
        b.until_h1(ALBUM_TITLE).await;
        // Late, but here.
        server.release("/gallery_bg.wasm");
        b.inside("main", "").click("link", "Ảnh 3: *").await;
        until_photo(b, ALBUM, 3, 8).await;
        b.press("ArrowRight").await;
        until_photo(b, ALBUM, 4, 8).await;
        assert_eq!(server.count("/gallery_bg.wasm"), 1, "whoever waits for the module waits for the same one");
        b.back().await;
        until_closed(b, ALBUM).await;
    }

    // Chromium before version 102 and Firefox before 112.
    fn where_a_page_cannot_be_made_inert_the_dialog_is_the_browsers_own_modal_one in [chromium, firefox, webkit] (b, server) {
        b.resize(1280, 800).await;
        // The viewer is built where an album is.
        open(b, ("/gallery/", "Thư viện ảnh")).await;
        b.js("delete HTMLElement.prototype.inert", vec![]).await;
        b.inside("main", "").click("link", ALBUM_TITLE).await;
        b.until_h1(ALBUM_TITLE).await;
        for _ in 0..2 {
            b.inside("main", "").click("link", "Ảnh 2: *").await;
            until_photo(b, ALBUM, 2, 8).await;
            b.wait_until("a modal dialog", async || b.js("return !!document.querySelector('dialog:modal')", vec![]).await == true).await;
            assert_eq!(b.js(IS_INERT, vec![]).await, false);
            b.until_focused("dialog", "Xem ảnh").await;
            b.press("ArrowRight").await;
            until_photo(b, ALBUM, 3, 8).await;
            b.press("Escape").await;
            until_closed(b, ALBUM).await;
            until_on_thumbnail(b, 3).await;
        }
    }

    fn the_page_behind_can_be_used_again_when_the_viewer_is_gone in [chromium, firefox, webkit] (b, server) {
        b.resize(1280, 800).await;
        open(b, (ALBUM, ALBUM_TITLE)).await;
        let behind = "const link = document.querySelector('main a'); link.focus(); return document.activeElement === link";
        for _ in 0..2 {
            b.inside("main", "").click("link", "Ảnh 2: *").await;
            until_photo(b, ALBUM, 2, 8).await;
            b.wait_until("a page that takes no focus", async || b.js(behind, vec![]).await == false).await;
            // The focus is still in the viewer.
            b.press("ArrowRight").await;
            until_photo(b, ALBUM, 3, 8).await;
            b.back().await;
            until_closed(b, ALBUM).await;
            b.wait_until("a page that takes the focus", async || b.js(behind, vec![]).await == true).await;
        }
    }

    fn closed_as_soon_as_it_is_seen_it_leaves_the_page_as_it_was in [chromium, firefox, webkit] (b, server) {
        b.resize(1280, 800).await;
        open(b, (ALBUM, ALBUM_TITLE)).await;
        until_laid(b).await;
        for n_frames in 0..4 {
            let script = "const [href, after] = arguments, escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true });
                const wait = (n) => n ? requestAnimationFrame(() => wait(n - 1)) : document.body.dispatchEvent(escape);
                document.querySelector(`main a[href='${href}']`).click();
                wait(after)";
            b.js(script, vec![json!(format!("{ALBUM}2/")), json!(n_frames)]).await;
            until_closed(b, ALBUM).await;
            // What it had put off would be done by then.
            b.js("return new Promise((done) => { const wait = (n) => n ? requestAnimationFrame(() => wait(n - 1)) : done(); wait(20) })", vec![]).await;
            let script = "const link = document.querySelector('main a'); link.focus();
                const inert = [...document.querySelectorAll('[inert]')].map((it) => it.localName).join();
                return [document.activeElement === link, inert, getComputedStyle(document.documentElement).overflowY]";
            assert_eq!(b.js(script, vec![]).await, json!([true, "dialog", "visible"]), "after {n_frames} frames");
        }
        b.inside("main", "").click("link", "Ảnh 3: *").await;
        until_photo(b, ALBUM, 3, 8).await;
        b.until_focused("dialog", "Xem ảnh").await;
    }

    fn a_double_click_on_a_photo_of_the_page_opens_it_once in [chromium, firefox, webkit] (b, server) {
        b.resize(1280, 800).await;
        open(b, (ALBUM, ALBUM_TITLE)).await;
        until_laid(b).await;
        let link = b.inside("main", "").by_role("link", "Ảnh 2: *").await;
        b.driver.action_chain().double_click_element(&link).perform().await.unwrap();
        until_photo(b, ALBUM, 2, 8).await;
        b.until_focused("dialog", "Xem ảnh").await;
        b.back().await;
        until_closed(b, ALBUM).await;
        b.until_h1(ALBUM_TITLE).await;
    }

    fn a_viewer_that_has_failed_leaves_the_way_to_load_the_page_again in [chromium, firefox, webkit] (b, server) {
        b.allow_console("nreachable");
        b.resize(1280, 800).await;
        open(b, (ALBUM, ALBUM_TITLE)).await;
        b.inside("main", "").click("link", "Ảnh 2: *").await;
        until_photo(b, ALBUM, 2, 8).await;
        b.wait_until("an inert page", async || b.js(IS_INERT, vec![]).await == true).await;
        // What a wasm module does that cannot go on.
        let stop = "new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0,
            1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11]))).exports.f()";
        server.rule("/stop.js", Rule::answer(200, "text/javascript", stop));
        b.js("window.testStopped = true;
            document.head.append(Object.assign(document.createElement('script'), { src: '/stop.js' }))", vec![]).await;
        b.until_text("Trang gặp lỗi và không chạy tiếp được.").await;
        b.click("button", "Tải lại trang · Reload").await;
        b.wait_until("the page anew", async || b.js("return window.testStopped === undefined", vec![]).await == true).await;
        until_photo(b, ALBUM, 2, 8).await;
    }

    fn a_focus_that_leaves_the_viewer_before_the_page_is_inert_comes_back in [chromium, firefox, webkit] (b, server) {
        b.resize(1280, 800).await;
        open(b, (ALBUM, ALBUM_TITLE)).await;
        b.js("window.testLeft = 0;
            addEventListener('focusin', (event) => {
                if (event.target.matches('dialog')) setTimeout(() => window.testLeft++ || document.querySelector('main a').focus());
            })", vec![]).await;
        b.inside("main", "").click("link", "Ảnh 2: *").await;
        until_photo(b, ALBUM, 2, 8).await;
        b.wait_until("an inert page", async || b.js(IS_INERT, vec![]).await == true).await;
        b.until_focused("dialog", "Xem ảnh").await;
        assert_ne!(b.js("return window.testLeft", vec![]).await, 0);
    }
}
