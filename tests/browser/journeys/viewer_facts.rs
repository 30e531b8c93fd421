//! What is known of a photo: in the viewer's list, and on the photo's plain page.

use serde_json::json;

use super::viewer::{LONG, LONG_COUNT, LONG_TITLE, until_photo};
use crate::browser::Browser;
use crate::engine::Engine;
use crate::journeys;
use crate::server::Rule;

/// The list's terms and what they say.
async fn facts(b: &Browser) -> Vec<(String, String)> {
    let script = "return [...document.querySelectorAll('.viewer__information dt')]
        .map((it) => [page.tidy(it.textContent), page.tidy(it.nextElementSibling.textContent)])";
    let found = b.js(script, vec![]).await;
    let text = |found: &serde_json::Value| found.as_str().unwrap_or_default().to_owned();
    found.as_array().unwrap().iter().map(|pair| (text(&pair[0]), text(&pair[1]))).collect()
}

/// The fact under a term; empty where there is none.
async fn fact(b: &Browser, term: &str) -> String {
    facts(b).await.into_iter().find(|(known, _)| known == term).unwrap_or_default().1
}

journeys! {
    fn the_list_says_when_and_where_a_photo_was_taken_where_that_is_known in [chromium, firefox, webkit] (b, server) {
        b.resize(1280, 800).await;
        b.open(&format!("{LONG}1/")).await;
        until_photo(b, LONG, 1, LONG_COUNT).await;
        b.press("i").await;
        b.until("when it was taken", "18/05/2024, 08:05", async || fact(b, "Ngày chụp").await).await;
        assert_eq!(fact(b, "Nơi chụp").await, "Quảng trường tỉnh, Phủ Lý");
        assert_eq!(facts(b).await[0].0, "Ngày chụp", "it comes first");
        b.assert_axe().await;
        // Of one the day alone is known, of another nothing.
        for (number, taken) in [(17, "20/05/2024"), (16, "")] {
            b.open(&format!("{LONG}{number}/")).await;
            until_photo(b, LONG, number, LONG_COUNT).await;
            b.press("i").await;
            b.wait_until("the list", async || !facts(b).await.is_empty()).await;
            assert_eq!((fact(b, "Ngày chụp").await, fact(b, "Nơi chụp").await), (taken.to_owned(), String::new()));
        }
        b.open(&format!("/en{LONG}1/")).await;
        until_photo(b, &format!("/en{LONG}"), 1, LONG_COUNT).await;
        b.press("i").await;
        b.until("the same in English", "The provincial square, Phủ Lý", async || fact(b, "Place").await).await;
        assert_ne!(fact(b, "Taken").await, "");
    }

    fn a_photos_plain_page_says_it_on_one_line in [chromium, firefox, webkit] (b, server) {
        for part in ["to show photos with, found none", "Failed to load resource"] {
            b.allow_console(part);
        }
        server.rule("/gallery.js", Rule::missing());
        // Other engines have no window as narrow.
        let widths: &[u32] = if b.engine == Engine::Chromium { &[1280, 360] } else { &[1280] };
        for &width in widths {
            b.resize(width, 800).await;
            b.open(&format!("{LONG}17/")).await;
            b.until_h1(&format!("{LONG_TITLE} Ảnh 17 / {LONG_COUNT}")).await;
            let line = "const it = document.querySelector('.photo-view__facts');
                return [page.tidy(it.innerText), it.querySelector('time').dateTime]";
            assert_eq!(b.js(line, vec![]).await, json!(["20/05/2024", "2024-05-20"]));
            b.open(&format!("{LONG}1/")).await;
            b.until_h1(&format!("{LONG_TITLE} Ảnh 1 / {LONG_COUNT}")).await;
            assert_eq!(b.js(line, vec![]).await[1], "2024-05-18T01:05:00Z");
            assert!(b.text("main", "").await.contains("18/05/2024, 08:05 · Quảng trường tỉnh, Phủ Lý"));
            b.assert_axe().await;
        }
    }
}
