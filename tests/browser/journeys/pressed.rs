//! A pressed page: read before the portal is there, taken over without anybody noticing, and whole without it.

use serde_json::json;

use super::sample::{ARTICLE, HEADLINE, NAME, views};
use super::viewer::{until_closed, until_photo};
use super::viewer_films::film;
use crate::browser::Browser;
use crate::engine::Engine;
use crate::journeys;
use crate::pressed;
use crate::server::{Fallback, Rule, Server};

const FILM: &str = "/content/video/phim.wav";
/// What a reader may have opened or be looking at: the one as no text of the portal's has it, the other as all have.
const USED: &str = r#"<details><summary>Toàn văn</summary><p>Nghị quyết số 12.</p></details>
    <figure class="figure"><video class="media-player__player" controls preload="none" playsinline
    src="/content/video/phim.wav"><a href="/content/video/phim.wav">Phim</a></video></figure>"#;

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
    fn a_pressed_page_is_taken_over_and_nothing_of_a_reader_is_lost in [chromium, firefox, webkit] with (pressed::site()) (b, server) {
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

    fn what_a_reader_opened_and_plays_goes_on_while_a_page_is_taken_over in [chromium, firefox, webkit] with (pressed::site()) (b, server) {
        b.resize(1280, 800).await;
        server.rule(FILM, film(60));
        server.edit(ARTICLE, |page| page.replacen("<div class=\"prose\">", &["<div class=\"prose\">", USED].concat(), 1));
        open_held(b, server, ARTICLE).await;
        b.click("button", "Toàn văn").await;
        // A film without sound may begin by itself.
        let play = "window.film = document.querySelector('.prose video');
            window.told = [];
            for (const what of ['pause', 'emptied', 'ended', 'seeking']) film.addEventListener(what, () => told.push(what));
            film.muted = true;
            film.play().catch((why) => told.push(String(why)))";
        b.js(play, vec![]).await;
        let goes_on = "return film.currentTime > arguments[0] && !film.paused && film.isConnected";
        b.wait_until("the film playing", async || b.js(goes_on, vec![json!(0)]).await == true).await;
        server.release("/*.wasm");
        until_taken_over(b).await;
        let then = b.js("return film.currentTime", vec![]).await;
        b.wait_until("the film going on", async || b.js(goes_on, vec![then.clone()]).await == true).await;
        assert_eq!(b.js("return told", vec![]).await, json!([]));
        assert_eq!(b.js("return document.querySelector('.prose details').open", vec![]).await, true);
        assert_eq!(changed(b).await, json!([[], []]));
    }

    /// A slow line's pieces end where they like: here in the masthead, before the button of its search.
    fn a_page_that_comes_in_two_pieces_stays_where_the_first_put_it in [chromium] with (pressed::site()) (b, server) {
        b.resize(1280, 800).await;
        server.rule(ARTICLE, Rule::Pause("<button class=\"button\" type=\"submit\""));
        b.start_opening(ARTICLE).await;
        let is_half = "return performance.getEntriesByName('first-contentful-paint').length === 1
            && !!document.querySelector('.search-form__field') && !document.querySelector('.search-form .button')";
        b.wait_until("the first piece on the screen", async || b.js(is_half, vec![]).await == true).await;
        server.release(ARTICLE);
        b.until_h1(HEADLINE).await;
        until_taken_over(b).await;
        let shift = b.layout_shift().await;
        assert!(shift.total < 0.01, "{} by {:?}", shift.total, shift.by);
    }

    fn a_picture_that_did_not_come_is_in_words_before_and_after in [chromium, firefox, webkit] with (pressed::site()) (b, server) {
        server.rule("/content/images/*", Rule::missing());
        b.allow_console("/content/images/");
        open_held(b, server, ARTICLE).await;
        let in_words = "const it = document.querySelector('.figure--lead img');
            return it.complete && getComputedStyle(it, '::after').content !== 'none'";
        b.wait_until("words in its place", async || b.js(in_words, vec![]).await == true).await;
        server.release("/*.wasm");
        until_taken_over(b).await;
        b.wait_until("words in its place", async || b.js(in_words, vec![]).await == true).await;
    }

    fn a_menu_that_was_opened_stays_open_and_closes in [chromium, firefox, webkit] with (pressed::site()) (b, server) {
        b.resize(500, 740).await;
        open_held(b, server, ARTICLE).await;
        b.click("button", "Menu").await;
        let is_open = async || b.attribute("nav button", "aria-expanded").await;
        assert_eq!(is_open().await.as_deref(), Some("true"));
        server.release_all();
        until_taken_over(b).await;
        assert_eq!(is_open().await.as_deref(), Some("true"));
        assert_eq!(changed(b).await, json!([[], []]));
        b.click("button", "Menu").await;
        b.until("the menu", "false", async || is_open().await.unwrap_or_default()).await;
    }

    fn a_second_visit_brings_nothing_that_the_browser_may_keep in [chromium, firefox, webkit] with (pressed::site()) (b, server) {
        b.resize(1280, 800).await;
        b.open(ARTICLE).await;
        until_taken_over(b).await;
        let asked = server.requests();
        let code = asked.iter().map(|request| &request.path).filter(|path| path.ends_with(".wasm") || path.ends_with(".js"));
        code.for_each(|path| server.keep(path));
        b.reload().await;
        until_taken_over(b).await;
        server.forget_requests();
        b.reload().await;
        until_taken_over(b).await;
        b.until_h1(HEADLINE).await;
        assert_eq!(server.count("/content/vi/article/*"), 0, "the page holds its article");
        // Whether a reload asks again for what is kept is each browser's own way; another page does not.
        server.forget_requests();
        b.open("/page/gioi-thieu/").await;
        until_taken_over(b).await;
        b.until_h1("Giới thiệu Sở Khoa học và Công nghệ").await;
        if b.engine == Engine::Chromium {
            assert_eq!((server.count("*.wasm"), server.count("*.js")), (0, 0));
            let shift = b.layout_shift().await;
            assert!(shift.total < 0.01, "{} by {:?}", shift.total, shift.by);
        }
    }

    fn back_counts_while_a_page_is_taken_over in [chromium, firefox, webkit] with (pressed::site()) (b, server) {
        b.resize(1280, 800).await;
        b.open("/news/").await;
        until_taken_over(b).await;
        let headline = "Gia hạn nộp hồ sơ sáng kiến năm 2026";
        b.inside("main", "").click("link", headline).await;
        b.until_h1(headline).await;
        // The portal has begun, and waits for its words.
        server.rule("/locales/*", Rule::Hold);
        b.reload().await;
        let has_begun = "return performance.getEntriesByType('resource').some((file) =>
            file.name.endsWith('.wasm') && file.responseEnd > 0)";
        b.wait_until("the portal's code", async || b.js(has_begun, vec![]).await == true).await;
        b.back().await;
        server.release_all();
        b.until_h1("Tin tức").await;
    }

    fn every_pressed_view_is_taken_over_as_it_stands in [chromium] with (pressed::site()) (b, server) {
        b.resize(1280, 800).await;
        for (path, _) in views().filter(|(path, _)| !path.contains('?') && !path.starts_with("/khong-co")) {
            let path = path.replace("/news/page/2/", "/news/page/1/");
            open_held(b, server, &path).await;
            let folded = "return document.querySelectorAll('body > div :is(script, noscript)').length";
            assert_eq!(b.js(folded, vec![]).await, 0, "{path}: what is for readers without script is gone by now");
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

    fn without_the_portal_a_pressed_page_has_links_and_a_menu in [chromium, firefox, webkit] with (pressed::site()) (b, server) {
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

    fn a_portal_that_did_not_come_is_sought_again_at_the_next_touch in [chromium, firefox, webkit] with (pressed::site()) (b, server) {
        b.resize(1280, 800).await;
        for part in ["wasm", "Failed to load resource", "module", ".js"] {
            b.allow_console(part);
        }
        for missing in ["/*.wasm", "/ban-tin-*.js"] {
            server.rule(missing, Rule::missing());
            server.forget_requests();
            b.open(ARTICLE).await;
            server.until_requested(missing, 1).await;
            server.release_all();
            assert_eq!(b.js("return 'pressed' in document.documentElement.dataset", vec![]).await, true, "{missing}");
            // The first may come before the failure is known.
            b.wait_until("the page taken over", async || {
                b.js("dispatchEvent(new Event('online'))", vec![]).await;
                b.js("return 'pressed' in document.documentElement.dataset", vec![]).await == false
            })
            .await;
            b.click("link", "Tin cũ hơn*").await;
            b.until_h1("Trao giấy chứng nhận nhãn hiệu tập thể cho cá kho Nhân Hậu").await;
        }
    }

    fn pressed_lists_go_on_to_older_and_newer_news in [chromium] with (pressed::site()) (b, server) {
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

    fn photos_of_a_pressed_article_open_in_the_viewer in [chromium, firefox] with (pressed::site()) (b, server) {
        b.resize(1280, 800).await;
        b.open(ARTICLE).await;
        until_taken_over(b).await;
        b.inside("main", "").click("link", "Hội trường kín chỗ*").await;
        until_photo(b, ARTICLE, 1, 1).await;
        b.back().await;
        until_closed(b, ARTICLE).await;
        assert_eq!(server.count("/content/vi/article/*"), 0);
    }

    fn an_address_that_is_nowhere_says_so in [chromium] with (pressed::site().fallback(Fallback::NotFound)) (b, server) {
        b.allow_console("Failed to load resource");
        b.open("/tin-tuc/cu.aspx").await;
        until_taken_over(b).await;
        b.until_h1("Không tìm thấy trang").await;
        b.click("link", "Trang chủ").await;
        b.until_h1(NAME).await;
    }
}
