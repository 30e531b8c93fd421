//! Search through whole texts in a pressed portal: by its index where that comes, through the headlines where it does not.

use super::finding::{results, search, until_results};
use super::sample::NAME;
use crate::browser::Browser;
use crate::journeys;
use crate::pressed;
use crate::server::{Rule, Server};

/// `giun đất` stands in one text alone, and in no headline, standfirst or tag.
const EARTHWORMS: &str = "Lúa hữu cơ trên đồng chiêm Bình Lục: năm thứ ba, ốc và cá đã trở lại";

async fn begin(b: &Browser) {
    b.resize(1280, 800).await;
    b.open("/").await;
    b.until_h1(NAME).await;
}

/// Searches for words that are in headlines, too.
async fn finds_by_headlines(b: &Browser, server: &Server) {
    begin(b).await;
    search(b, "do luong").await;
    b.wait_until("results from headlines", async || results(b).await.len() >= 9).await;
    assert!(server.count("/content/vi/index/newest.json") > 0, "the headlines were gone through");
    assert_eq!(b.js("return 'pressed' in document.documentElement.dataset", vec![]).await, false);
}

journeys! {
    fn words_that_stand_in_a_text_alone_are_found in [chromium, firefox, webkit] with (pressed::searched()) (b, server) {
        begin(b).await;
        assert_eq!(server.count("/pagefind/*") + server.count("/search.js"), 0, "nobody has searched yet");
        search(b, "giun đất").await;
        until_results(b, &[EARTHWORMS.to_owned()]).await;
        b.until_text("1 tin").await;
        // The words around those that were found, with the text's own letters.
        let excerpt = b.js("return document.querySelector('.article-card__standfirst').textContent", vec![]).await;
        let excerpt = excerpt.as_str().unwrap_or_default();
        assert!(excerpt.contains("giun đất") && excerpt.contains('…') && !excerpt.contains('ḓ'), "{excerpt}");
        assert!(b.js("return document.querySelector('.article-card time').dateTime", vec![]).await.as_str().is_some());

        begin(b).await;
        search(b, "GIUN DAT").await;
        until_results(b, &[EARTHWORMS.to_owned()]).await;
        // The letters of a keyboard that writes marks by themselves.
        b.open("/search/?q=giun%20%C4%91a%CC%82%CC%81t").await;
        until_results(b, &[EARTHWORMS.to_owned()]).await;
        b.inside("main", "").click("link", EARTHWORMS).await;
        b.until_h1(EARTHWORMS).await;
        b.back().await;
        b.until_h1("Tìm kiếm").await;
        b.until_focused("link", EARTHWORMS).await;
        until_results(b, &[EARTHWORMS.to_owned()]).await;
        assert_eq!(server.count("/content/vi/index/newest.json"), 0, "the headlines were not needed");
        assert_eq!(server.missed(), Vec::<String>::new());
    }

    fn the_other_edition_is_searched_in_its_own_texts in [chromium, firefox, webkit] with (pressed::searched()) (b, server) {
        begin(b).await;
        search(b, "giun đất").await;
        until_results(b, &[EARTHWORMS.to_owned()]).await;
        // Without a document between, so that both indexes are there.
        b.inside("banner", "").click("link", "English").await;
        b.until_h1("Search").await;
        b.inside("banner", "").click("searchbox", "Words to search for").await;
        b.type_text("ripening wrapping").await;
        b.press("Enter").await;
        b.until_text("1 story").await;
        let found = results(b).await;
        assert!(found.len() == 1 && found[0].contains("banana"), "a word is found by its stem: {found:?}");
        b.inside("main", "").click("link", &found[0]).await;
        b.until_path("/en/article/dai-hoang-royal-banana/").await;
    }

    fn standing_pages_are_found_and_opened in [chromium] with (pressed::searched()) (b, server) {
        begin(b).await;
        search(b, "điện thoại đời cũ sóng yếu").await;
        // All the words stand in other texts, too, though not together.
        let first = async || results(b).await.first().cloned().unwrap_or_default();
        b.until("the first result", "Tuyên bố về khả năng tiếp cận", first).await;
        b.inside("main", "").click("link", "Tuyên bố về khả năng tiếp cận").await;
        b.until_h1("Tuyên bố về khả năng tiếp cận").await;
        assert!(b.path().await.starts_with("/page/"));
        b.reload().await;
        b.until_h1("Tuyên bố về khả năng tiếp cận").await;
    }

    fn results_have_pages in [chromium] with (pressed::searched()) (b, server) {
        begin(b).await;
        search(b, "khoa học").await;
        b.until_text("Trang 1 / ").await;
        let first = results(b).await;
        assert_eq!(first.len(), 12);
        b.click("link", "Trang sau").await;
        b.until_path("/search/page/2/?q=khoa%20h%E1%BB%8Dc").await;
        b.until_text("Trang 2 / ").await;
        let second = results(b).await;
        assert!(!second.is_empty() && second.iter().all(|title| !first.contains(title)), "{second:?}");
        b.back().await;
        until_results(b, &first).await;
    }

    fn without_the_index_the_headlines_are_searched in [chromium, firefox, webkit] with (pressed::searched()) (b, server) {
        for part in ["Failed to load", "404", "pagefind", "Pagefind"] {
            b.allow_console(part);
        }
        server.rule("/pagefind/*", Rule::missing());
        finds_by_headlines(b, server).await;
        // The next search tries again.
        server.rule("/pagefind/*", Rule::Close);
        b.open("/search/?q=giun+%C4%91%E1%BA%A5t").await;
        b.until_text("Không có tin nào ở đây.").await;
    }

    fn an_index_that_comes_in_part_is_none in [chromium, firefox] with (pressed::searched()) (b, server) {
        for part in ["Failed to load", "404", "pagefind", "Pagefind"] {
            b.allow_console(part);
        }
        server.rule("/pagefind/wasm*", Rule::missing());
        finds_by_headlines(b, server).await;
    }

    fn an_index_that_does_not_come_is_waited_for_and_then_left_alone in [chromium] with (pressed::searched()) (b, server) {
        server.rule("/pagefind/pagefind.js", Rule::Never);
        finds_by_headlines(b, server).await;
    }

    fn without_the_script_the_headlines_are_searched in [chromium] with (pressed::searched()) (b, server) {
        b.allow_console("Failed to load");
        server.rule("/search.js", Rule::missing());
        finds_by_headlines(b, server).await;
    }
}
