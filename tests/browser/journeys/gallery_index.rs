//! The gallery's index: albums and articles with photos together, and one category of them.

use super::sample::{ALBUM_TITLE, NAME, open};
use crate::browser::Browser;
use crate::journeys;
use crate::server::Rule;

const GALLERY: &str = "Thư viện ảnh";
const CATEGORY: &str = "Khoa học cho nông thôn";
const STORY: &str = "Sen về chân ruộng trũng: một mẫu sen lãi bằng ba mẫu lúa";

/// The cards' titles, without the page's own.
async fn titles(b: &Browser) -> Vec<String> {
    b.inside("main", "").names("heading").await.into_iter().skip(1).collect()
}

/// The category that is marked as shown.
async fn chosen(b: &Browser) -> String {
    let script = "return [...document.querySelectorAll('main nav [aria-current=page]')].map(page.name).join()";
    b.js(script, vec![]).await.as_str().unwrap_or_default().to_owned()
}

journeys! {
    fn the_gallery_is_narrowed_to_a_category_and_back_returns_to_all in [chromium, firefox, webkit] (b, server) {
        b.resize(1280, 800).await;
        open(b, ("/", NAME)).await;
        b.inside("navigation", "Menu").click("link", GALLERY).await;
        b.until_h1(GALLERY).await;
        let all = titles(b).await;
        assert_eq!(all.len(), 9, "six albums and three articles: {all:#?}");
        assert!(all.iter().any(|title| title == ALBUM_TITLE) && all.iter().any(|title| title == STORY), "{all:#?}");
        assert_eq!(chosen(b).await, "Tất cả");
        assert_eq!(server.count("/content/vi/feed.json"), 1, "the list is there since the front page");
        b.assert_axe().await;

        b.inside("navigation", "Chuyên mục").click("link", CATEGORY).await;
        b.until_path("/gallery/category/nong-thon/").await;
        let of_category = format!("{GALLERY}: {CATEGORY}");
        b.until_h1(&of_category).await;
        b.until_title(&format!("{of_category} – {NAME}")).await;
        let some = titles(b).await;
        assert_eq!(some.len(), 2, "{some:#?}");
        assert_eq!(some[0], STORY);
        assert_eq!(chosen(b).await, CATEGORY);
        b.until_text("Bài viết · 3 ảnh").await;
        let canonical = b.attribute("link[rel=canonical]", "href").await.unwrap_or_default();
        assert!(canonical.ends_with("/gallery/category/nong-thon/"), "{canonical}");
        let other = b.attribute("link[rel=alternate][hreflang=en]", "href").await.unwrap_or_default();
        assert!(other.ends_with("/en/gallery/category/rural/"), "{other}");
        b.assert_axe().await;

        b.inside("main", "").click("link", STORY).await;
        b.until_h1(STORY).await;
        b.until_path("/article/sen-tren-dat-trung-thanh-liem/").await;
        b.back().await;
        b.until_h1(&of_category).await;
        b.until_focused("link", STORY).await;
        b.back().await;
        b.until_h1(GALLERY).await;
        b.until_path("/gallery/").await;
        assert_eq!(titles(b).await, all);
        assert_eq!(chosen(b).await, "Tất cả");
    }

    fn a_category_has_an_address_in_each_language_and_an_unknown_one_leads_back in [chromium, as_pages] (b, server) {
        b.resize(320, 640).await;
        open(b, ("/en/gallery/category/rural/", "Photo gallery: *")).await;
        b.assert_no_sideways_scroll().await;
        assert_eq!(titles(b).await.len(), 2);
        b.until_text("Article · 3 photos").await;
        open(b, ("/gallery/category/khong-co/", GALLERY)).await;
        b.until_text("Chưa có bộ ảnh nào.").await;
        b.assert_axe().await;
        b.click("link", "Xem cả thư viện ảnh").await;
        b.until_path("/gallery/").await;
        b.until_text("Bài viết · 4 ảnh").await;
        b.assert_no_sideways_scroll().await;
    }

    fn of_albums_and_articles_one_is_shown_without_the_other in [chromium] (b, server) {
        b.allow_console("albums.json");
        server.rule("/content/vi/albums.json", Rule::missing());
        open(b, ("/gallery/", GALLERY)).await;
        assert_eq!(titles(b).await.len(), 3);
        // What was read before would stand in for the list: the other language's was not.
        b.allow_console("feed.json");
        server.rule("/content/en/feed.json", Rule::missing());
        open(b, ("/en/gallery/", "Photo gallery")).await;
        assert_eq!(titles(b).await.len(), 6);
    }
}
