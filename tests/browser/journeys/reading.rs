//! Reading the news: from the front page to an article, back and forward, and by addresses from elsewhere.

use serde_json::json;

use super::sample::{ARTICLE, HEADLINE, NAME, change, scroll_to_link};
use crate::browser::Browser;
use crate::journeys;
use crate::server::{Server, Site};

/// Front page, category, its second page, an article, and all the way back and forth.
async fn there_and_back(b: &Browser, server: &Server) {
    // A category of the sample fits on one page; with shorter pages it has three.
    change(server, "site.json", |site| site["page_size"] = json!(4));
    b.resize(1280, 800).await;
    b.open("/").await;
    b.until_h1(NAME).await;

    b.inside("navigation", "Menu").click("link", "Tiêu chuẩn đo lường").await;
    b.until_h1("Tiêu chuẩn, đo lường, chất lượng").await;
    assert_eq!(b.path().await, "/category/do-luong/");
    assert_eq!(
        b.attribute(".menu__link[aria-current]", "href")
            .await
            .as_deref()
            .map(|href| href.ends_with("/category/do-luong/")),
        Some(true)
    );
    let first_page = b.inside("main", "").names("link").await;

    b.inside("navigation", "Các trang").click("link", "Trang 2").await;
    b.until_path("/category/do-luong/page/2/").await;
    b.until_text("Trang 2 / 3").await;
    b.until_scroll_y(0).await;
    let second_page = b.inside("main", "").names("link").await;
    assert_ne!(second_page, first_page);

    let name = "Hộ kinh doanh muốn có mã vạch trên bao bì: bảy bước và ba chỗ hay nhầm";
    let y = scroll_to_link(b, name).await;
    assert!(y > 100, "expected a page long enough to scroll, found {y}");
    b.inside("main", "").click("link", name).await;
    b.until_h1(name).await;
    b.until_path("/article/dang-ky-ma-so-ma-vach-cho-ho-kinh-doanh/").await;
    b.until_scroll_y(0).await;
    b.until_focused("heading", name).await;

    b.back().await;
    b.until_path("/category/do-luong/page/2/").await;
    b.until_h1("Tiêu chuẩn, đo lường, chất lượng").await;
    b.until_scroll_y(y).await;
    b.until_focused("link", name).await;
    assert_eq!(b.inside("main", "").names("link").await, second_page);

    b.back().await;
    b.until_path("/category/do-luong/").await;
    b.until("the second page's link", "link \"Trang 2\"", async || b.focused().await).await;
    assert_eq!(b.inside("main", "").names("link").await, first_page);

    b.back().await;
    b.until_path("/").await;
    b.until_h1(NAME).await;

    for path in
        ["/category/do-luong/", "/category/do-luong/page/2/", "/article/dang-ky-ma-so-ma-vach-cho-ho-kinh-doanh/"]
    {
        b.forward().await;
        b.until_path(path).await;
    }
    b.until_h1(name).await;
    assert_eq!(server.strays(), [""; 0]);
}

journeys! {
    fn a_reader_goes_from_the_front_page_to_an_article_and_back in [chromium, firefox, webkit] (b, server) {
        there_and_back(b, server).await;
    }

    fn under_a_sub_path_a_reader_goes_the_same_way in [chromium, firefox, webkit] with (Site::dist().under("/tin/")) (b, server) {
        there_and_back(b, server).await;
    }

    fn all_news_stand_on_five_pages in [chromium] (b, server) {
        b.resize(1280, 800).await;
        b.open("/").await;
        b.click("link", "Tin mới nhất").await;
        b.until_path("/news/").await;
        b.until_text("54 tin").await;
        let mut seen = Vec::new();
        for n in 1..=5 {
            b.until_text(&format!("Trang {n} / 5")).await;
            let headlines = b.inside("main", "").inside("list", "").names("heading").await;
            assert_eq!(headlines.len(), if n < 5 { 12 } else { 6 });
            seen.extend(headlines);
            if n < 5 {
                b.inside("navigation", "Các trang").click("link", "Trang sau").await;
            }
        }
        assert_eq!(b.inside("navigation", "Các trang").count("link", "Trang sau").await, 0);
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 54, "no article stands twice");
        b.inside("navigation", "Các trang").click("link", "Trang trước").await;
        b.until_path("/news/page/4/").await;
    }

    fn an_article_is_whole in [chromium, firefox, webkit, as_pages] (b, server) {
        b.resize(1280, 800).await;
        b.open(ARTICLE).await;
        b.until_h1(HEADLINE).await;
        assert_eq!(b.inside("navigation", "Đường dẫn").names("link").await, ["Trang chủ", "Tin tức", "Tin tức sự kiện"]);
        let story = b.text("article", "").await;
        for part in [
            "Đăng lúc 30/12/2021, 14:05", "Cập nhật 04/01/2022, 08:30", "Nguyễn Thu Hằng", "8 hội đồng thẩm định",
            "(Toàn cảnh Hội nghị tổng kết công tác khoa học và công nghệ năm 2021)", "Ảnh: Trần Minh Đức", "49 cơ sở",
            "Tập thể lao động xuất sắc”./.", "Tệp đính kèm", "(PDF, 48 kB)",
        ] {
            assert!(story.contains(part), "expected {part:?}, found {story:?}");
        }
        assert_eq!(b.inside("navigation", "Từ khóa").names("link").await, ["hội nghị", "tổng kết", "ISO 9001", "giải thưởng"]);
        b.inside("navigation", "Tin trước và sau").click("link", "Tin cũ hơn*").await;
        b.until_h1("Trao giấy chứng nhận nhãn hiệu tập thể cho cá kho Nhân Hậu").await;
        b.inside("navigation", "Tin trước và sau").click("link", "Tin mới hơn*").await;
        b.until_h1(HEADLINE).await;
        b.inside("navigation", "Từ khóa").click("link", "ISO 9001").await;
        b.until_path("/tag/iso-9001/").await;
        b.until_h1("ISO 9001").await;
        b.back().await;
        b.until_h1(HEADLINE).await;
        assert!(b.inside("region", "Tin liên quan").count("article", "").await > 0);
    }

    fn an_address_may_end_without_its_slash in [chromium, firefox, webkit, as_pages] (b, server) {
        for path in ["/article/hoi-nghi-tong-ket-2021-nhiem-vu-2022", ARTICLE] {
            b.open(path).await;
            b.until_h1(HEADLINE).await;
            let canonical = b.attribute("link[rel=canonical]", "href").await;
            assert_eq!(canonical.as_deref(), Some("https://khcn.example.vn/article/hoi-nghi-tong-ket-2021-nhiem-vu-2022/"));
        }
        for (path, h1) in [("/news/page/2", "Tin tức"), ("/gallery", "Thư viện ảnh"), ("/en", "Hà Nam Department of Science and Technology")] {
            b.open(path).await;
            b.until_h1(h1).await;
        }
    }

    fn under_a_sub_path_addresses_work_and_nothing_is_asked_for_beside_it in [chromium, firefox, webkit] with (Site::dist().under("/tin/")) (b, server) {
        b.resize(1280, 800).await;
        for path in [ARTICLE, "/article/hoi-nghi-tong-ket-2021-nhiem-vu-2022"] {
            b.open(path).await;
            b.until_h1(HEADLINE).await;
        }
        b.inside("navigation", "Đường dẫn").click("link", "Trang chủ").await;
        // The address changes at once, the page when it has come; until then its links are those of the last page.
        b.until_h1(NAME).await;
        assert_eq!(b.path().await, "/");
        b.inside("navigation", "Ngôn ngữ").click("link", "English").await;
        b.until_path("/en/").await;
        b.until_h1("Hà Nam Department of Science and Technology").await;
        b.inside("navigation", "Menu").click("link", "Gallery").await;
        b.until_path("/en/gallery/").await;
        b.wait_for("the photos to come", async || {
            let script = "const all = [...document.images].filter((it) => it.loading !== 'lazy');
                return all.every((it) => it.complete && it.naturalWidth > 0)";
            if b.js(script, vec![]).await == true { Ok(()) } else { Err("one is missing".to_owned()) }
        })
        .await;
        assert_eq!(server.strays(), [""; 0]);
    }

    fn every_way_into_the_sections_is_marked_in_the_menu in [chromium, as_pages] (b, server) {
        b.resize(1280, 800).await;
        b.open("/").await;
        b.until_h1(NAME).await;
        for name in b.inside("navigation", "Menu").inside("list", "").names("link").await {
            b.inside("navigation", "Menu").click("link", &name).await;
            b.until("the menu's mark", &name, async || {
                let marked = "return [...document.querySelectorAll('.menu__link[aria-current]')].map(page.name).join()";
                b.js(marked, vec![]).await.as_str().unwrap_or_default().to_owned()
            })
            .await;
        }
        b.open(ARTICLE).await;
        b.until_h1(HEADLINE).await;
        assert_eq!(b.attribute(".menu__link[aria-current=true]", "href").await.as_deref(), Some("/category/su-kien/"));
    }
}
