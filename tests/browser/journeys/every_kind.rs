//! A text with everything in it that a text can have: how it is set, and what in it can be used.

use serde_json::{Value, json};

use super::sample::{ARTICLE, HEADLINE, change, open};
use crate::browser::Browser;
use crate::engine::Engine;
use crate::journeys;
use crate::server::{Rule, Server};

/// Every kind of block and of words, in the model article's place.
const TEXT: &str = include_str!("../../corpus/view/every_kind.html");
const FILM: &str = "Phim ngắn: một ngày ở trạm đo nước ngầm Kim Bảng, từ lúc hạ đầu đo đến lúc đọc số";
/// The picture of which the text does not say the size: 480 × 720.
const UNSIZED: &str = "/content/images/cuoc-thi-robot-hoc-sinh-2025-05-480.jpg";

/// Opens the text. Chromium takes its `style` attributes for styles of the page, though they are only read.
pub async fn open_text(b: &Browser, server: &Server) {
    b.allow_console("style-src-attr inline");
    b.allow_console("Applying inline style");
    change(server, &format!("content/vi{}.json", ARTICLE.trim_end_matches('/')), |feed| {
        feed["items"][0]["content_html"] = json!(TEXT);
    });
    open(b, (ARTICLE, HEADLINE)).await;
}

fn at(place: &str) -> String {
    format!("{ARTICLE}#{place}")
}

async fn until_at(b: &Browser, place: &str) {
    b.until_path(&at(place)).await;
}

/// Without a window manager WebKit's window is never the active one, and nothing in it is `:focus`.
fn has_active_window(b: &Browser) -> bool {
    b.engine != Engine::WebKit
}

/// The distance of an element's upper edge from the screen's.
async fn top(b: &Browser, selector: &str) -> i64 {
    let script = "return Math.round(document.querySelector(arguments[0]).getBoundingClientRect().top)";
    b.js(script, vec![json!(selector)]).await.as_i64().unwrap_or(-9999)
}

async fn card(b: &Browser) -> Value {
    let script = "const box = document.querySelector('.embed-card__frame').getBoundingClientRect();
        return [document.querySelectorAll('iframe').length, Math.round(box.width), Math.round(box.height),
            performance.getEntriesByType('resource').filter((it) => !it.name.startsWith(location.origin)).length]";
    b.js(script, vec![]).await
}

journeys! {
    fn another_site_is_asked_for_a_film_when_the_reader_asks_for_it in [chromium, firefox, webkit] (b, server) {
        // There is no network: the frame stays empty, and the browsers say so.
        b.allow_console("youtube-nocookie.com");
        b.resize(500, 700).await;
        open_text(b, server).await;
        let before = card(b).await;
        assert_eq!((&before[0], &before[3]), (&json!(0), &json!(0)));
        let (width, height) = (before[1].as_i64().unwrap(), before[2].as_i64().unwrap());
        assert!((height - width * 9 / 16).abs() <= 1, "expected a place of 16 by 9, found {width} × {height}");
        b.press_until_focused("Tab", "button", &format!("{FILM} Hiện nội dung của YouTube")).await;
        b.press("Enter").await;
        b.wait_for("the film's frame", async || {
            let found = b.attribute(".embed-card__frame iframe", "src").await;
            let is_film = found.as_deref() == Some("https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ");
            if is_film { Ok(()) } else { Err(format!("{found:?}")) }
        })
        .await;
        b.until_focused("iframe", FILM).await;
        let after = card(b).await;
        assert_eq!((&after[0], &after[1], &after[2]), (&json!(1), &before[1], &before[2]));
        let sandbox = b.attribute("iframe", "sandbox").await.unwrap_or_default();
        assert!(!sandbox.contains("top-navigation") && sandbox.contains("allow-scripts"), "{sandbox}");
        assert_eq!(b.inside("article", "").count("button", "*OpenStreetMap").await, 1, "the map's card is left alone");
    }

    fn notes_lead_there_and_back in [chromium, firefox, webkit] (b, server) {
        b.resize(800, 700).await;
        open_text(b, server).await;
        b.press_until_focused("Tab", "doc-noteref", "Chú thích 2").await;
        let from = b.scroll_y().await;
        b.press("Enter").await;
        until_at(b, "note-2").await;
        b.until_focused("listitem", "").await;
        assert!(b.scroll_y().await > from + 2000, "expected the notes at the end, found {}", b.scroll_y().await);
        b.press("Tab").await;
        b.until_focused("doc-backlink", "Về chỗ có chú thích 2").await;
        b.press("Enter").await;
        until_at(b, "note-ref-2").await;
        b.until_focused("doc-noteref", "Chú thích 2").await;
        assert!((0..700).contains(&top(b, "#note-ref-2").await));

        b.back().await;
        until_at(b, "note-2").await;
        b.until_focused("doc-backlink", "Về chỗ có chú thích 2").await;
        b.back().await;
        b.until_path(ARTICLE).await;
        b.until_focused("doc-noteref", "Chú thích 2").await;
        b.until_scroll_y(from).await;
    }

    fn a_heading_has_an_address_of_its_own in [chromium, firefox, webkit] (b, server) {
        b.resize(800, 700).await;
        open_text(b, server).await;
        // What a reader copies leads here as well, not to the front page.
        let href = b.js("return document.querySelector('#at-dat-tram + .prose__anchor').href", vec![]).await;
        assert!(href.as_str().is_some_and(|href| href.ends_with(&at("at-dat-tram"))), "{href}");
        b.press_until_focused("Tab", "link", "Liên kết tới mục này").await;
        if has_active_window(b) {
            assert_eq!(b.js("return getComputedStyle(document.activeElement).opacity", vec![]).await, "1");
        }
        b.press("Enter").await;
        until_at(b, "at-dat-tram").await;
        b.until_focused("heading", "Đặt trạm: chọn giếng trước, chọn máy sau").await;
        assert!((0..100).contains(&top(b, "#at-dat-tram").await));

        b.inside("article", "").click("link", "bảng số liệu").await;
        until_at(b, "at-bang").await;
        b.until_focused("heading", "Bảng số liệu").await;
        b.reload().await;
        b.until_h1(HEADLINE).await;
        b.wait_for("the heading on the screen", async || {
            let top = top(b, "#at-bang").await;
            if (0..600).contains(&top) { Ok(()) } else { Err(top.to_string()) }
        })
        .await;
        b.back().await;
        until_at(b, "at-dat-tram").await;
        b.back().await;
        b.until_path(ARTICLE).await;

        // Sent to somebody else, it leads to the heading.
        b.open("/news/").await;
        b.until_h1("Tin tức").await;
        b.open(&at("at-bang")).await;
        b.until_focused("heading", "Bảng số liệu").await;
        assert!((0..600).contains(&top(b, "#at-bang").await));
    }

    fn a_wide_table_scrolls_in_its_own_box in [chromium, firefox, webkit] (b, server) {
        b.resize(500, 700).await;
        open_text(b, server).await;
        b.assert_no_sideways_scroll().await;
        b.press_until_focused("Tab", "group", "Bảng số liệu").await;
        let script = "const it = document.activeElement, style = getComputedStyle(it);
            return [it.scrollWidth > it.clientWidth + 100, it.scrollLeft > 0, style.outlineStyle === 'solid']";
        assert_eq!(b.js(script, vec![]).await, json!([true, false, has_active_window(b)]));
        b.press("ArrowRight ArrowRight").await;
        b.wait_until("the table to scroll", async || b.js(script, vec![]).await[1] == true).await;
        // Figures stand by their right ends, and so does what they are called.
        let aligned = "const [table] = document.querySelectorAll('.prose table');
            return [table.tHead.rows[0].cells[2], table.tBodies[0].rows[0].cells[2], table.tBodies[0].rows[0].cells[1]]
                .map((it) => getComputedStyle(it).textAlign)";
        assert_eq!(b.js(aligned, vec![]).await, json!(["end", "end", "start"]));
    }

    fn a_text_fits_where_there_is_little_room in [chromium] (b, server) {
        for width in [320, 360, 768] {
            b.resize(width, 640).await;
            open_text(b, server).await;
            b.assert_no_sideways_scroll().await;
            b.js("document.documentElement.style.fontSize = '200%'", vec![]).await;
            b.assert_no_sideways_scroll().await;
        }
        b.resize(1280, 800).await;
        open_text(b, server).await;
        let script = "const column = document.querySelector('.prose').getBoundingClientRect();
            const shown = (it) => it.getBoundingClientRect();
            const own = [...document.images].filter((it) => it.closest('.prose .figure') && !it.closest('.prose__gallery'));
            return [own.filter((it) => shown(it).right > column.right + 1 || shown(it).left < column.left - 1).length,
                shown(document.querySelector('.figure--center img')).width,
                document.querySelector('audio').getBoundingClientRect().height > 20]";
        assert_eq!(b.js(script, vec![]).await, json!([0, 240, true]));
        let right = "const p = document.querySelector('.prose [dir=rtl]'), range = document.createRange();
            range.selectNodeContents(p);
            const rows = [...range.getClientRects()].filter((it) => it.width > 0);
            const edge = document.querySelector('.prose').getBoundingClientRect().right;
            return Math.round(edge - Math.max(...rows.map((it) => it.right)))";
        assert_eq!(b.js(right, vec![]).await, 0, "what runs from right to left begins on the right");
        assert!(b.text("article", "").await.contains("phút đọc"));
    }

    fn a_text_breaks_no_rule in [chromium] (b, server) {
        for (scheme, width) in [("light", 1280), ("dark", 1280), ("light", 320), ("dark", 320)] {
            b.color_scheme(scheme).await;
            b.resize(width, 800).await;
            open_text(b, server).await;
            b.assert_axe().await;
        }
    }

    fn a_text_breaks_no_rule_in_other_engines in [firefox, webkit] (b, server) {
        open_text(b, server).await;
        b.assert_axe().await;
    }

    fn a_picture_of_unknown_size_moves_nothing in [chromium, firefox, webkit] (b, server) {
        b.resize(800, 700).await;
        let select = format!(".prose img[src$='{UNSIZED}']");
        let facts = format!(
            "const it = document.querySelector(\"{select}\"), box = it.getBoundingClientRect();
            return [it.complete && it.naturalWidth > 0, it.getAttribute('width'), it.getAttribute('height'),
                Math.round(box.width), Math.round(box.height)]"
        );
        let column = "return Math.round(document.querySelector('.prose').getBoundingClientRect().width)";

        // It comes while it is on the screen: its place stays as it is.
        server.rule(UNSIZED, Rule::Hold);
        open_text(b, server).await;
        let width = b.js(column, vec![]).await.as_i64().unwrap();
        b.js(&format!("document.querySelector(\"{select}\").scrollIntoView({{ block: 'center', behavior: 'instant' }})"), vec![]).await;
        server.until_requested(UNSIZED, 1).await;
        let before = b.js(&facts, vec![]).await;
        server.release(UNSIZED);
        b.wait_until("the picture", async || b.js(&facts, vec![]).await[0] == true).await;
        let after = b.js(&facts, vec![]).await;
        assert_eq!((&after[1], &after[3], &after[4]), (&Value::Null, &before[3], &before[4]));
        assert!((after[4].as_i64().unwrap() - width * 2 / 3).abs() <= 1, "{after}");

        // It comes while it is below the screen: it takes its own shape there.
        server.rule(UNSIZED, Rule::Hold);
        open_text(b, server).await;
        let near = format!(
            "const top = document.querySelector(\"{select}\").getBoundingClientRect().top + scrollY;
            window.scrollTo({{ top: top - innerHeight - 200, behavior: 'instant' }})"
        );
        b.js(&near, vec![]).await;
        server.forget_requests();
        server.release(UNSIZED);
        b.wait_until("the picture in its own shape", async || {
            let now = b.js(&facts, vec![]).await;
            (&now[1], &now[2], &now[3], &now[4]) == (&json!("480"), &json!("720"), &json!(480), &json!(720))
        })
        .await;
        if b.engine == Engine::Chromium {
            let shift = b.layout_shift().await;
            assert!(shift.total < 0.001, "{shift:#?}");
        }
    }
}
