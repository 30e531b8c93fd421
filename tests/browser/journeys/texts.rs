//! Texts with all that a text may have: notes, places, frames of other sites, tables wider than the screen.

use serde_json::json;

use super::sample::{ARTICLE, HEADLINE, change};
use crate::browser::Browser;
use crate::engine::Engine;
use crate::journeys;
use crate::server::Server;

const BODY: &str = r##"<p>Lúa chịu mặn<a href="#fn1" id="fnref1"><sup>1</sup></a> đã được công nhận.</p>
<h2 id="ket-qua">Kết quả năm 2021</h2><p>Xem <a href="#phu-luc">phụ lục</a> và <a href="https://khac.example/">trang khác</a>.</p>
<table><tr><th>Địa bàn</th><th>Mộtcộtrấtdàikhôngcódấucách</th><th>Haicộtrấtdàikhôngcódấucách</th><th>Bacộtrấtdàikhôngcódấucách</th></tr>
<tr><td>Phủ Lý</td><td>12</td><td>64</td><td>0</td></tr></table>
<iframe src="https://www.youtube.com/embed/aqz-KE-bpKQ" title="Phóng sự một cửa"></iframe>
<div class="notice"><p>Sở không thu lệ phí.</p></div><p dir="rtl" lang="ar">شكرا لكم على حسن الضيافة.</p>
<dl><dt>TCVN</dt><dd>Tiêu chuẩn quốc gia.</dd></dl><p><img src="/content/images/khong-co-kich-thuoc.jpg" alt="Ảnh không có cỡ"></p>
<p id="phu-luc">Phụ lục của bài./.</p><ol><li id="fn1">Độ mặn 4‰. <a href="#fnref1">↩</a></li></ol>"##;

async fn open(b: &Browser, server: &Server) {
    b.allow_console("khong-co-kich-thuoc");
    change(server, &format!("content/vi{}.json", ARTICLE.trim_end_matches('/')), |feed| {
        feed["items"][0]["content_html"] = json!(BODY);
    });
    b.open(ARTICLE).await;
    b.until_h1(HEADLINE).await;
}

async fn hash(b: &Browser) -> String {
    b.js("return location.hash", vec![]).await.as_str().unwrap_or_default().to_owned()
}

async fn focused_id(b: &Browser) -> String {
    b.js("return document.activeElement.id", vec![]).await.as_str().unwrap_or_default().to_owned()
}

journeys! {
    fn a_note_is_gone_to_and_come_back_from in [chromium, firefox, webkit] (b, server) {
        b.resize(1280, 800).await;
        open(b, server).await;
        b.click("doc-noteref", "Chú thích 1").await;
        b.until("the focus on the note", "note-1", async || focused_id(b).await).await;
        assert_eq!(hash(b).await, "#note-1");
        b.click("doc-backlink", "Về chỗ có chú thích 1").await;
        b.until("the focus on the reference", "note-ref-1", async || focused_id(b).await).await;
        b.until_h1(HEADLINE).await;
    }

    fn a_place_in_the_text_has_an_address_and_back_leaves_it in [chromium, firefox, webkit] (b, server) {
        b.resize(1280, 800).await;
        open(b, server).await;
        b.click("link", "phụ lục").await;
        b.until("the place in the address", "#at-phu-luc", async || hash(b).await).await;
        b.until("the focus", "at-phu-luc", async || focused_id(b).await).await;
        b.back().await;
        b.until("no place in the address", "", async || hash(b).await).await;
        b.until_h1(HEADLINE).await;
        // Sent to somebody else, the address leads to the heading.
        b.open(&format!("{ARTICLE}#at-ket-qua")).await;
        b.until_h1(HEADLINE).await;
        b.until("the focus", "at-ket-qua", async || focused_id(b).await).await;
    }

    fn nothing_of_another_site_is_there_until_it_is_asked_for in [chromium, firefox, webkit] (b, server) {
        b.resize(1280, 800).await;
        b.allow_console("youtube");
        b.allow_console("ERR_");
        open(b, server).await;
        assert_eq!(b.js("return document.querySelectorAll('iframe').length", vec![]).await, 0);
        assert_eq!(b.attribute(".embed-card a", "href").await.as_deref(), Some("https://www.youtube.com/watch?v=aqz-KE-bpKQ"));
        b.click("button", "Phóng sự một cửa*").await;
        b.until("the frame", "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ", async || {
            b.attribute(".embed-card iframe", "src").await.unwrap_or_default()
        })
        .await;
        assert_eq!(b.attribute(".embed-card iframe", "title").await.as_deref(), Some("Phóng sự một cửa"));
        assert_eq!(b.count("button", "Phóng sự một cửa*").await, 0);
    }

    fn a_text_with_everything_fits_a_narrow_screen_and_passes_axe in [chromium] (b, server) {
        for (width, scheme) in [(320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")] {
            b.resize(width, 800).await;
            b.color_scheme(scheme).await;
            open(b, server).await;
            b.assert_no_sideways_scroll().await;
            b.assert_axe().await;
        }
        b.resize(320, 800).await;
        let table = "const box = document.querySelector('.prose__table'); box.focus(); box.scrollLeft = 60;
            return [document.activeElement === box, box.scrollWidth > box.clientWidth, box.scrollLeft > 0]";
        assert_eq!(b.js(table, vec![]).await, json!([true, true, true]));
        let end = "return getComputedStyle(document.querySelector('.prose [dir=rtl] p')).direction";
        assert_eq!(b.js(end, vec![]).await, "rtl");
    }

    fn pictures_that_do_not_come_keep_their_places in [chromium, firefox, webkit] (b, server) {
        b.resize(1280, 800).await;
        b.allow_console("khong-den");
        change(server, &format!("content/vi{}.json", ARTICLE.trim_end_matches('/')), |feed| {
            feed["items"][0]["content_html"] = json!(
                "<p>Hai ảnh:</p><p><img src='/content/images/khong-den-1.jpg' alt='Chưa biết cỡ'></p><p>Giữa hai ảnh.</p>
                <p><img src='/content/images/khong-den-2.jpg' alt='Biết cỡ' width='960' height='320'></p><p>Hết./.</p>"
            );
        });
        b.open(ARTICLE).await;
        b.until_h1(HEADLINE).await;
        b.js("document.querySelectorAll('.prose img').forEach((it) => (it.loading = 'eager'))", vec![]).await;
        let failed = "return [...document.querySelectorAll('.prose img')].filter((it) => !it.complete).length";
        b.wait_until("both answers", async || b.js(failed, vec![]).await == 0).await;
        b.until("their shapes", "[1.5,3]", async || {
            let shapes = "return [...document.querySelectorAll('.prose img')].map((it) => it.getBoundingClientRect())
                .map(({ width, height }) => Math.round(width / height * 10) / 10)";
            b.js(shapes, vec![]).await.to_string()
        })
        .await;
        let in_words = "return [...document.querySelectorAll('.prose img')].map((it) => getComputedStyle(it, '::after').content !== 'none')";
        assert_eq!(b.js(in_words, vec![]).await, json!([true, true]));
    }

    fn a_picture_of_unknown_size_takes_its_shape_without_a_jump in [chromium, firefox, webkit] (b, server) {
        b.resize(1280, 800).await;
        change(server, &format!("content/vi{}.json", ARTICLE.trim_end_matches('/')), |feed| {
            let words = "<p>Hội nghị bàn nhiều việc.</p>".repeat(12);
            let picture = "<img src='/content/images/cuoc-thi-robot-hoc-sinh-2025-03-480.jpg' alt='Ảnh chưa biết cỡ'>";
            feed["items"][0]["content_html"] = json!(format!("{words}<p>{picture}</p>{words}"));
        });
        b.open(ARTICLE).await;
        b.until_h1(HEADLINE).await;
        // Near enough to be fetched, and still below the screen.
        let near = "return Math.round(document.querySelector('.prose img').getBoundingClientRect().top - innerHeight - 150)";
        let near = b.js(near, vec![]).await.as_i64().unwrap_or_default();
        assert!(near > 0, "expected the picture below the screen, found it {near} px from there");
        b.scroll_to(near).await;
        b.until("the picture's own width", "480", async || {
            b.attribute(".prose img", "width").await.unwrap_or_default()
        })
        .await;
        let place = "return document.querySelector('.prose img').getBoundingClientRect().top >= innerHeight";
        assert_eq!(b.js(place, vec![]).await, true, "it was seen to change its shape");
        if b.engine == Engine::Chromium {
            let shift = b.layout_shift().await;
            assert!(shift.total < 0.01, "{:?}", shift.by);
        }
    }
}
