//! A pressed page: read before the portal is there, taken over without anybody noticing, and whole without it.

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use serde_json::json;

use super::sample::{ARTICLE, HEADLINE, NAME, views};
use super::viewer::{until_closed, until_photo};
use crate::browser::Browser;
use crate::journeys;
use crate::server::{Fallback, Rule, Server, Site};

/// The sample portal, pressed once for all journeys.
pub fn pressed() -> Site {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let app = std::env::var_os("BANTIN_DIST").map_or_else(|| PathBuf::from("dist"), PathBuf::from);
        let out = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pressed");
        let mut press = Command::new(env!("CARGO_BIN_EXE_press"));
        press.args(["build", "--images", "link", "--compress", "none", "--app"]).arg(app).arg("--out").arg(&out);
        let output = press.output().expect("expected to run press");
        assert!(output.status.success(), "expected a pressed site, found {}", String::from_utf8_lossy(&output.stderr));
        out
    });
    Site::folder(folder).fallback(Fallback::Nothing)
}

/// Remembers every element of the page and what it says, so that it is seen what of it is there afterwards.
async fn mark(b: &Browser) {
    let script = "window.marked = [...document.querySelectorAll('body > div *')];
        window.said = () => {
            const copy = document.querySelector('body > div').cloneNode(true);
            // The portal marks the text that it left alone, and names places on the page in full.
            copy.querySelectorAll('[data-adopted]').forEach((it) => it.removeAttribute('data-adopted'));
            copy.querySelectorAll('a[href*=\"#\"]').forEach((it) => it.removeAttribute('href'));
            return copy.outerHTML;
        };
        window.before = window.said();
        return 'pressed' in document.documentElement.dataset";
    assert_eq!(b.js(script, vec![]).await, true, "nobody has taken the page over yet");
}

async fn until_taken_over(b: &Browser) {
    let script = "return 'pressed' in document.documentElement.dataset ? 'a pressed page' : 'the portal'";
    b.until("the page taken over by", "the portal", async || {
        b.js(script, vec![]).await.as_str().unwrap_or_default().to_owned()
    })
    .await;
}

/// The elements that were marked and are gone, and those that came.
async fn changed(b: &Browser) -> serde_json::Value {
    let script = "const now = [...document.querySelectorAll('body > div *')];
        const name = (it) => it.outerHTML.slice(0, 120);
        return [window.marked.filter((it) => !it.isConnected).map(name), now.filter((it) => !window.marked.includes(it)).map(name)]";
    b.js(script, vec![]).await
}

/// Opens a page while the portal's code is kept back.
async fn open_held(b: &Browser, server: &Server, path: &str) {
    server.rule("/*.wasm", Rule::Hold);
    b.open(path).await;
    mark(b).await;
}

journeys! {
    fn a_pressed_page_is_taken_over_and_nothing_of_a_reader_is_lost in [chromium, firefox, webkit] with (pressed()) (b, server) {
        b.resize(1280, 800).await;
        open_held(b, server, ARTICLE).await;
        b.until_h1(HEADLINE).await;
        // Somewhere in the text, half a word typed, a piece of text selected, the focus on a link.
        let script = "document.querySelector('.search-form__field').value = 'do lu';
            scrollTo(0, 700);
            document.querySelector('.neighbours__link').focus({ preventScroll: true });
            const words = document.querySelector('.prose p').firstChild;
            getSelection().setBaseAndExtent(words, 0, words, 9);
            return Math.round(scrollY)";
        assert_eq!(b.js(script, vec![]).await, 700);
        let state = "return [document.querySelector('.search-form__field').value, Math.round(scrollY),
            getSelection().toString(), document.activeElement.className]";
        // Whether a selection takes the focus away is each browser's own way.
        let before = b.js(state, vec![]).await;
        assert!(before[0] == "do lu" && before[2].as_str().is_some_and(|words| words.len() >= 9), "{before}");
        server.release_all();
        until_taken_over(b).await;
        assert_eq!(b.js(state, vec![]).await, before);
        assert_eq!(changed(b).await, json!([[], []]));
        assert_eq!(server.count("/content/vi/article/*"), 0, "the page held its article already");
        // From here on it is the portal: a link is followed without a document.
        b.js("window.here = 1", vec![]).await;
        b.click("link", "Tin cũ hơn*").await;
        b.until_h1("Trao giấy chứng nhận nhãn hiệu tập thể cho cá kho Nhân Hậu").await;
        assert_eq!(b.js("return window.here", vec![]).await, 1);
        b.back().await;
        b.until_h1(HEADLINE).await;
    }

    fn every_pressed_view_is_taken_over_as_it_stands in [chromium] with (pressed()) (b, server) {
        b.resize(1280, 800).await;
        for (path, _) in views().filter(|(path, _)| !path.contains('?') && !path.starts_with("/khong-co")) {
            let path = path.replace("/news/page/2/", "/news/page/1/");
            open_held(b, server, &path).await;
            server.release_all();
            until_taken_over(b).await;
            assert_eq!(changed(b).await, json!([[], []]), "{path}");
            let differs = "const [one, other] = [window.before, window.said()];
                const at = [...one].findIndex((letter, n) => letter !== other[n]);
                return one === other ? '' : one.slice(at - 60, at + 60) + ' became ' + other.slice(at - 60, at + 60)";
            assert_eq!(b.js(differs, vec![]).await, "", "{path}");
            let shift = b.layout_shift().await;
            // A page that is painted while it is still coming may move by a hair; nothing moves when it is taken over.
            assert!(shift.total < 0.01, "{path}: {} by {:?}", shift.total, shift.by);
        }
    }

    fn without_the_portal_a_pressed_page_has_links_and_a_menu in [chromium, firefox, webkit] with (pressed()) (b, server) {
        let width = if b.engine == crate::engine::Engine::Chromium { 360 } else { 500 };
        b.resize(width, 740).await;
        b.allow_console("wasm");
        b.allow_console("Failed to load resource");
        server.rule("/*.wasm", Rule::missing());
        b.open(ARTICLE).await;
        b.until_h1(HEADLINE).await;
        assert_eq!(b.count("button", "In bài").await, 0, "what needs the portal is not there");
        b.click("button", "Menu").await;
        b.click("link", "Đề tài, dự án").await;
        b.until_h1("Đề tài, dự án").await;
        assert_eq!(b.path().await, "/category/nghien-cuu/");
        b.back().await;
        b.until_h1(HEADLINE).await;
    }

    fn pressed_lists_go_on_to_older_and_newer_news in [chromium] with (pressed()) (b, server) {
        b.resize(1280, 800).await;
        b.open("/news/").await;
        until_taken_over(b).await;
        b.click("link", "Cũ hơn").await;
        b.until_path("/news/page/2/").await;
        b.click("link", "Cũ hơn").await;
        b.until_path("/news/page/1/").await;
        b.until_gone("link", "Cũ hơn").await;
        b.click("link", "Mới hơn").await;
        b.until_path("/news/page/2/").await;
        b.click("link", "Mới hơn").await;
        b.until_path("/news/").await;
        b.until_h1("Tin tức").await;
        b.back().await;
        b.until_path("/news/page/2/").await;
    }

    fn photos_of_a_pressed_article_open_in_the_viewer in [chromium, firefox] with (pressed()) (b, server) {
        b.resize(1280, 800).await;
        b.open(ARTICLE).await;
        until_taken_over(b).await;
        b.inside("main", "").click("link", "Hội trường kín chỗ*").await;
        until_photo(b, ARTICLE, 1, 1).await;
        b.back().await;
        until_closed(b, ARTICLE).await;
        assert_eq!(server.count("/content/vi/article/*"), 0);
    }

    fn an_address_that_is_nowhere_says_so in [chromium] with (pressed().fallback(Fallback::NotFound)) (b, server) {
        b.allow_console("Failed to load resource");
        b.open("/tin-tuc/cu.aspx").await;
        until_taken_over(b).await;
        b.until_h1("Không tìm thấy trang").await;
        b.click("link", "Trang chủ").await;
        b.until_h1(NAME).await;
    }
}
