//! Finding something: by search, by the site map, after a wrong address, in the other language.

use super::sample::{ARTICLE, HEADLINE, NAME, View, open, without_viewer};
use crate::browser::Browser;
use crate::journeys;

const NOT_FOUND: &str = "Không tìm thấy trang";

/// Types words into the masthead's search field and sends them by the keyboard.
pub async fn search(b: &Browser, words: &str) {
    b.inside("banner", "").click("searchbox", "Từ cần tìm").await;
    b.type_text(words).await;
    b.press("Enter").await;
    b.until_title(&format!("Tìm kiếm: {words} – {NAME}")).await;
    b.until_h1("Tìm kiếm").await;
}

/// The headlines of the results, without the page's own.
pub async fn results(b: &Browser) -> Vec<String> {
    b.inside("main", "").names("heading").await.into_iter().skip(1).collect()
}

pub async fn until_results(b: &Browser, expected: &[String]) {
    b.until("the results", &format!("{expected:?}"), async || format!("{:?}", results(b).await)).await;
}

journeys! {
    fn words_are_found_with_and_without_diacritics in [chromium, firefox, webkit, as_pages] (b, server) {
        b.resize(1280, 800).await;
        b.open("/").await;
        b.until_h1(NAME).await;
        search(b, "đo lường").await;
        assert_eq!(b.path().await, "/search/?q=%C4%91o%20l%C6%B0%E1%BB%9Dng");
        let found = results(b).await;
        assert!(found.len() >= 9, "expected at least the category's nine articles, found {found:#?}");
        assert!(b.page_text().await.contains("tin"));

        b.open("/").await;
        b.until_h1(NAME).await;
        search(b, "do luong").await;
        until_results(b, &found).await;
        b.open("/search/?q=%C4%90O+L%C6%AF%E1%BB%9CNG").await;
        b.until_h1("Tìm kiếm").await;
        until_results(b, &found).await;

        // From the results to an article, and Back to the same results.
        b.inside("main", "").click("link", &found[1]).await;
        b.until_h1(&found[1]).await;
        b.back().await;
        b.until_h1("Tìm kiếm").await;
        b.until_focused("link", &found[1]).await;
        assert_eq!(results(b).await, found);
    }

    fn a_search_without_results_says_so_and_a_search_for_nothing_asks_for_words in [chromium, as_pages] (b, server) {
        b.open("/search/?q=khong-co-tu-nay").await;
        b.until_h1("Tìm kiếm").await;
        b.until_text("0 tin").await;
        b.until_text("Không có tin nào ở đây.").await;
        let words = "return document.querySelector('main input').value";
        assert_eq!(b.js(words, vec![]).await, "khong-co-tu-nay");
        b.open("/search/").await;
        b.until_h1("Tìm kiếm").await;
        assert_eq!(b.js(words, vec![]).await, "");
        assert_eq!(results(b).await, [""; 0]);
        assert!(!b.page_text().await.contains("Không có tin nào ở đây."), "nothing was searched for, so nothing is missing");
    }

    fn words_with_signs_of_their_own_are_searched_for_as_typed in [chromium, as_pages] (b, server) {
        b.resize(1280, 800).await;
        b.open("/").await;
        b.until_h1(NAME).await;
        search(b, "\"Robot & Nhà nông\" 100% <b>+?#").await;
        assert_eq!(b.js("return document.querySelector('main input').value", vec![]).await, "\"Robot & Nhà nông\" 100% <b>+?#");
        b.reload().await;
        b.until_title(&format!("Tìm kiếm: \"Robot & Nhà nông\" 100% <b>+?# – {NAME}")).await;
        b.open("/search/?q=robot").await;
        b.until_text("Robot & Nhà nông").await;
    }

    fn a_wrong_address_offers_its_words_to_search_for in [chromium, firefox, webkit, as_pages] (b, server) {
        b.resize(1280, 800).await;
        open(b, ("/tin-cu/Kiem-dinh_do-luong", NOT_FOUND)).await;
        let words = "return document.querySelector('main input').value";
        let value = async || b.js(words, vec![]).await.as_str().unwrap_or_default().to_owned();
        b.until("the words in the field", "kiem dinh do luong", value).await;
        assert_eq!(b.attribute("meta[name=robots]", "content").await.as_deref(), Some("noindex"));
        b.inside("main", "").click("button", "Tìm").await;
        b.until_h1("Tìm kiếm").await;
        assert_eq!(b.path().await, "/search/?q=kiem%20dinh%20do%20luong");
        assert!(!results(b).await.is_empty());
        b.back().await;
        b.until_h1(NOT_FOUND).await;
        b.inside("main", "").click("link", "Trang chủ").await;
        b.until_h1(NAME).await;
    }

    fn unknown_slugs_and_pages_past_the_end_are_not_found in [chromium, as_pages] (b, server) {
        b.allow_console("404");
        for path in [
            "/article/khong-co-bai-nay/", "/category/khong-co/", "/tag/khong-co/", "/archive/1999/01/", "/archive/2026/13/",
            "/news/page/6/", "/news/page/0/", "/news/page/x/", "/gallery/khong-co/", "/page/khong-co/", "/article/", "/x/y/z/",
            "/en/article/khong-co/", "/article/%E0%A4%A/", "/article/a%2Fb/", "/search/page/9/?q=do+luong",
        ] {
            open(b, (path, if path.starts_with("/en/") { "Page not found" } else { NOT_FOUND })).await;
            assert_eq!(b.attribute("meta[name=robots]", "content").await.as_deref(), Some("noindex"), "{path}");
            assert_eq!(b.attribute("link[rel=canonical]", "href").await, None, "{path}");
        }
    }

    fn the_site_map_leads_everywhere in [chromium, firefox, webkit, as_pages] (b, server) {
        b.resize(1280, 800).await;
        // The footer comes to rest when the content is there.
        open(b, ("/", NAME)).await;
        b.inside("contentinfo", "").click("link", "Sơ đồ trang").await;
        b.until_h1("Sơ đồ trang").await;
        let headings = b.inside("main", "").names("heading").await;
        assert_eq!(headings, ["Sơ đồ trang", "Trang chính", "Chuyên mục", "Thư viện ảnh", "Từ khóa", "Lưu trữ theo tháng"]);
        let ways: [View; 5] = [
            ("Giới thiệu Sở Khoa học và Công nghệ", "Giới thiệu Sở Khoa học và Công nghệ"),
            ("Tiêu chuẩn, đo lường, chất lượng (9)", "Tiêu chuẩn, đo lường, chất lượng"),
            ("Bên trong các phòng đo lường", "Bên trong các phòng đo lường"),
            ("cảm biến (4)", "cảm biến"),
            ("Tháng 9/2026 (2)", "Tháng 9/2026"),
        ];
        for (link, h1) in ways {
            b.inside("main", "").click("link", link).await;
            b.until_h1(h1).await;
            b.back().await;
            b.until_h1("Sơ đồ trang").await;
        }
    }

    fn a_standing_page_is_read_and_leads_on in [chromium, firefox, webkit, as_pages] (b, server) {
        b.resize(1280, 800).await;
        // The footer comes to rest when the content is there.
        open(b, ("/", NAME)).await;
        b.inside("contentinfo", "").click("link", "Liên hệ").await;
        b.until_path("/page/lien-he/").await;
        b.until_h1("Liên hệ").await;
        assert!(b.text("article", "").await.len() > 500);
        b.inside("navigation", "Ngôn ngữ").click("link", "English").await;
        b.until_path("/en/page/contact/").await;
        b.until_h1("Contact").await;
    }

    fn the_language_switch_leads_to_the_translation_and_back in [chromium, firefox, webkit, as_pages] (b, server) {
        b.resize(1280, 800).await;
        open(b, (ARTICLE, HEADLINE)).await;
        assert_eq!(b.attribute("html", "lang").await.as_deref(), Some("vi"));
        b.inside("navigation", "Ngôn ngữ").click("link", "English").await;
        b.until_path("/en/article/year-end-conference-2021/").await;
        b.inside("navigation", "Language").by_role("link", "Tiếng Việt").await;
        assert_eq!(b.attribute("html", "lang").await.as_deref(), Some("en"));
        assert!(b.h1().await.starts_with("Hà Nam Department of Science and Technology holds"));
        assert_eq!(b.count("link", "Skip to main content").await, 1);
        b.inside("navigation", "Language").click("link", "Tiếng Việt").await;
        b.until_path(ARTICLE).await;
        b.until_h1(HEADLINE).await;
        assert_eq!(b.attribute("html", "lang").await.as_deref(), Some("vi"));
        b.back().await;
        b.until_path("/en/article/year-end-conference-2021/").await;
        b.until("the language", "en", async || b.attribute("html", "lang").await.unwrap_or_default()).await;
    }

    fn without_a_translation_the_switch_leads_to_the_other_front_page in [chromium, as_pages] (b, server) {
        b.resize(1280, 800).await;
        open(b, ("/article/gia-han-nop-ho-so-sang-kien-2026/", "Gia hạn nộp hồ sơ sáng kiến năm 2026")).await;
        b.inside("navigation", "Ngôn ngữ").click("link", "English").await;
        b.until_path("/en/").await;
        b.until_h1("Hà Nam Department of Science and Technology").await;
    }

    fn lists_and_albums_keep_their_place_in_the_other_language in [chromium, as_pages] (b, server) {
        without_viewer(b, server);
        b.resize(1280, 800).await;
        for (from, to) in [
            ("/", "/en/"), ("/category/nghien-cuu/", "/en/category/research/"), ("/gallery/", "/en/gallery/"), ("/gallery/category/nong-thon/", "/en/gallery/category/rural/"), ("/news/", "/en/news/"),
            ("/gallery/cuoc-thi-robot-hoc-sinh-2025/2/", "/en/gallery/cuoc-thi-robot-hoc-sinh-2025/2/"),
            ("/page/site-map/", "/en/page/site-map/"), ("/search/?q=iso", "/en/search/?q=iso"),
        ] {
            b.open(from).await;
            b.inside("main", "").by_role("heading", "*").await;
            b.inside("navigation", "Ngôn ngữ").click("link", "English").await;
            b.until_path(to).await;
            b.inside("navigation", "Language").click("link", "Tiếng Việt").await;
            b.until_path(from).await;
        }
    }
}
