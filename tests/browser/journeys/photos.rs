//! The gallery as plain pages: albums, an album, its photos one by one. The viewer has journeys of its own.

use super::sample::{ALBUM, ALBUM_TITLE, without_viewer};
use crate::journeys;

fn place(n: u32) -> String {
    format!("{ALBUM_TITLE} Ảnh {n} / 8")
}

journeys! {
    fn photos_are_gone_through_by_links_and_by_keys in [chromium, firefox, webkit, as_pages] (b, server) {
        without_viewer(b, server);
        b.resize(1280, 800).await;
        b.open("/").await;
        b.inside("navigation", "Menu").click("link", "Thư viện ảnh").await;
        b.until_h1("Thư viện ảnh").await;
        assert_eq!(b.inside("main", "").count("article", "").await, 9);
        b.inside("main", "").click("link", ALBUM_TITLE).await;
        b.until_path(ALBUM).await;
        b.until_h1(ALBUM_TITLE).await;
        b.until_text("8 ảnh").await;
        b.click("link", "Ảnh 2: *").await;
        b.until_h1(&place(2)).await;
        assert_eq!(b.path().await, format!("{ALBUM}2/"));

        b.click("link", "Ảnh sau").await;
        b.until_h1(&place(3)).await;
        b.click("link", "Ảnh trước").await;
        b.until_h1(&place(2)).await;

        for (key, n) in [("ArrowRight", 3), ("ArrowLeft", 2), ("End", 8), ("ArrowRight", 8), ("Home", 1), ("ArrowLeft", 1)] {
            b.press(key).await;
            b.until_h1(&place(n)).await;
            b.until_path(&format!("{ALBUM}{n}/")).await;
        }
        assert_eq!(b.count("link", "Ảnh trước").await, 0);
        for n in 2..=4 {
            b.press("ArrowRight").await;
            b.until_h1(&place(n)).await;
        }

        b.press("Escape").await;
        b.until_path(ALBUM).await;
        b.until_h1(ALBUM_TITLE).await;
        b.back().await;
        b.until_h1(&place(4)).await;
        b.click("link", "Về bộ ảnh").await;
        b.until_h1(ALBUM_TITLE).await;
    }

    fn a_photo_has_its_own_address in [chromium, as_pages] (b, server) {
        without_viewer(b, server);
        b.open(&format!("{ALBUM}5/")).await;
        b.until_h1(&place(5)).await;
        let figure = b.text("figure", "").await;
        assert!(figure.contains("sân trường thành hội chợ") && figure.contains("Nguyễn Bá Lâm"), "{figure:?}");
        b.wait_until("the photo", async || {
            let script = "const it = document.querySelector('.photo-view img');
                return it.complete && it.naturalWidth > 0 && it.alt.length > 10";
            b.js(script, vec![]).await == true
        })
        .await;
        let image = b.attribute("meta[property=\"og:image\"]", "content").await.unwrap_or_default();
        assert!(image.contains("cuoc-thi-robot-hoc-sinh-2025-05"), "{image}");
        for wrong in ["0", "9", "x", "-1"] {
            b.open(&format!("{ALBUM}{wrong}/")).await;
            b.until_h1("Không tìm thấy trang").await;
        }
    }

    fn the_page_keys_stay_the_browsers_while_typing in [chromium, as_pages] (b, server) {
        without_viewer(b, server);
        b.resize(1280, 800).await;
        b.open(&format!("{ALBUM}2/")).await;
        b.until_h1(&place(2)).await;
        b.click("searchbox", "Từ cần tìm").await;
        b.type_text("ab").await;
        b.press("ArrowLeft Home End ArrowLeft").await;
        b.type_text("c").await;
        assert_eq!(b.js("return document.querySelector('input').value", vec![]).await, "acb");
        assert_eq!(b.h1().await, place(2));
    }

    fn an_albums_rows_are_filled_and_no_photo_is_cropped in [chromium, as_pages] (b, server) {
        for width in [360, 768, 1280] {
            b.resize(width, 800).await;
            b.open("/gallery/tuan-le-khoa-hoc-cong-nghe-2024/").await;
            b.until_h1("Tuần lễ khoa học và công nghệ năm 2024").await;
            let script = "return [...document.querySelectorAll('.album-rows img')].map((it) => {
                const box = it.getBoundingClientRect();
                return Math.abs(box.width / box.height / (it.getAttribute('width') / it.getAttribute('height')) - 1) })";
            let off = b.js(script, vec![]).await;
            let off: Vec<f64> = off.as_array().into_iter().flatten().filter_map(serde_json::Value::as_f64).collect();
            assert_eq!(off.len(), 24);
            assert!(off.iter().all(|off| *off < 0.03), "expected each photo in its own shape at {width} px, found off by {off:?}");
        }
    }
}
