//! What a page says of itself: title, description, addresses, pictures, languages.

use super::sample::{ALBUM, ALBUM_TITLE, ARTICLE, HEADLINE, NAME, open, until_view, views};
use crate::browser::Browser;
use crate::journeys;

const SITE: &str = "https://khcn.example.vn";

#[derive(Debug, PartialEq)]
struct Head {
    title: String,
    description: Option<String>,
    robots: Option<String>,
    canonical: Option<String>,
    og: [Option<String>; 4],
    languages: Vec<String>,
}

async fn head(b: &Browser) -> Head {
    let meta = async |selector: &str| b.attribute(selector, "content").await;
    let script = "return [...document.querySelectorAll('link[rel=alternate][hreflang]')].map((it) => it.hreflang + ' ' + it.href)";
    let mut languages: Vec<String> = serde_json::from_value(b.js(script, vec![]).await).unwrap();
    languages.sort();
    Head {
        title: b.title().await,
        description: meta("meta[name=description]").await,
        robots: meta("meta[name=robots]").await,
        canonical: b.attribute("link[rel=canonical]", "href").await,
        og: [
            meta("meta[property='og:title']").await,
            meta("meta[property='og:type']").await,
            meta("meta[property='og:url']").await,
            meta("meta[property='og:image']").await,
        ],
        languages,
    }
}

journeys! {
    fn every_view_has_one_h1_and_a_head_of_its_own in [chromium, as_pages] (b, server) {
        let mut titles = Vec::new();
        let mut addresses = Vec::new();
        b.resize(1280, 800).await;
        for (path, h1) in views() {
            open(b, (path, h1)).await;
            let head = head(b).await;
            let is_hidden = path.starts_with("/search") || path.starts_with("/khong-co");
            assert!(head.title.contains(NAME) || head.title.contains("Hà Nam Department"), "{path}: {head:?}");
            assert_eq!(head.robots.as_deref(), is_hidden.then_some("noindex"), "{path}");
            assert_eq!(head.canonical, (!is_hidden).then(|| format!("{SITE}{path}")), "{path}");
            assert!(head.og[2] == Some(format!("{SITE}{path}")) || is_hidden, "{path}: {head:?}");
            assert!(head.og[0].as_deref().is_some_and(|title| !title.is_empty()), "{path}: {head:?}");
            let is_described = head.description.as_deref().is_some_and(|text| text.chars().count() > 10);
            assert!(is_described || is_hidden, "{path}: expected a description, found {head:?}");
            let lang = b.attribute("html", "lang").await;
            assert_eq!(lang.as_deref(), Some(if path.starts_with("/en/") { "en" } else { "vi" }), "{path}");
            titles.push(head.title);
            addresses.extend(head.canonical);
        }
        let n = titles.len();
        titles.sort();
        titles.dedup();
        assert_eq!(titles.len(), n, "every view has its own title: {titles:#?}");
    }

    fn the_head_follows_the_reader in [chromium, firefox, webkit, as_pages] (b, server) {
        b.resize(1280, 800).await;
        open(b, ("/", NAME)).await;
        assert_eq!(b.title().await, NAME);
        let front = head(b).await;
        assert_eq!(front.og[1].as_deref(), Some("website"));
        assert_eq!(front.languages, [format!("en {SITE}/en/"), format!("vi {SITE}/")]);

        b.inside("contentinfo", "").click("link", "Sơ đồ trang").await;
        b.until_title(&format!("Sơ đồ trang – {NAME}")).await;
        let map = head(b).await;
        assert_eq!((map.canonical.as_deref(), map.og[3].as_deref()), (Some("https://khcn.example.vn/page/site-map/"), None));

        b.open(ARTICLE).await;
        b.until_title(&format!("{HEADLINE} – {NAME}")).await;
        let article = head(b).await;
        assert!(article.description.as_deref().is_some_and(|text| text.starts_with("Giữa hai đợt giãn cách")), "{article:?}");
        assert_eq!(article.og, [
            Some(HEADLINE.to_owned()),
            Some("article".to_owned()),
            Some(format!("{SITE}{ARTICLE}")),
            Some(format!("{SITE}/content/images/hoi-nghi-tong-ket-2021-nhiem-vu-2022-960.jpg")),
        ]);
        assert_eq!(article.languages, [format!("en {SITE}/en/article/year-end-conference-2021/"), format!("vi {SITE}{ARTICLE}")]);

        b.inside("navigation", "Từ khóa").click("link", "ISO 9001").await;
        b.until_title(&format!("ISO 9001 – {NAME}")).await;
        let tag = head(b).await;
        assert_eq!((tag.og[1].as_deref(), tag.og[3].as_deref()), (Some("website"), None), "nothing of the article stays");
        assert_eq!(tag.languages, [""; 0]);

        b.back().await;
        b.until_title(&format!("{HEADLINE} – {NAME}")).await;
        assert_eq!(head(b).await, article, "Back brings the head back as it was");
        b.open("/search/?q=iso").await;
        b.until_h1("Tìm kiếm").await;
        b.inside("main", "").click("link", HEADLINE).await;
        b.until_h1(HEADLINE).await;
        assert_eq!(head(b).await, article, "noindex went with the search");
    }

    fn pages_of_a_list_have_titles_and_addresses_of_their_own in [chromium] (b, server) {
        open(b, ("/news/page/2/", "Tin tức")).await;
        let second = head(b).await;
        assert_eq!(second.title, format!("Tin tức – Trang 2 – {NAME}"));
        assert_eq!(second.canonical.as_deref(), Some("https://khcn.example.vn/news/page/2/"));
        open(b, ("/news/page/1/", "Không tìm thấy trang")).await;
    }

    fn a_photo_is_shared_with_itself in [chromium, as_pages] (b, server) {
        open(b, ("/gallery/cuoc-thi-robot-hoc-sinh-2025/2/", "Cuộc thi robot dành cho học sinh năm 2025 Ảnh 2 / 8")).await;
        let photo = head(b).await;
        assert_eq!(photo.title, format!("Ảnh 2 – {ALBUM_TITLE} – {NAME}"));
        assert!(photo.og[3].as_deref().is_some_and(|image| image.contains("cuoc-thi-robot-hoc-sinh-2025-02")), "{photo:?}");
        open(b, (ALBUM, ALBUM_TITLE)).await;
        assert!(head(b).await.og[3].as_deref().is_some_and(|image| image.contains("cuoc-thi-robot-hoc-sinh-2025-03")), "the cover");
    }

    fn every_view_is_reached_by_clicking in [chromium] (b, server) {
        b.resize(1280, 800).await;
        let ways: [(&str, &[&str], &str); 9] = [
            ("/", &["Tin mới nhất"], "Tin tức"),
            ("/", &["Tin mới nhất", "Trang 2"], "Tin tức"),
            ("/", &["Tiêu chuẩn đo lường"], "Tiêu chuẩn, đo lường, chất lượng"),
            ("/", &["Ngày Tiêu chuẩn thế giới 14/10*"], "Ngày Tiêu chuẩn thế giới 14/10*"),
            ("/", &["Sơ đồ trang", "Tháng 9/2026 (2)"], "Tháng 9/2026"),
            ("/", &["Sơ đồ trang", "Tìm kiếm"], "Tìm kiếm"),
            // Behind the viewer the album stays.
            ("/", &["Thư viện ảnh", ALBUM_TITLE, "Ảnh 1: *"], ALBUM_TITLE),
            ("/", &["Giới thiệu"], "Giới thiệu Sở Khoa học và Công nghệ"),
            ("/", &["English", "Research"], "Research projects"),
        ];
        for (from, links, h1) in ways {
            open(b, (from, NAME)).await;
            for link in links {
                let before = b.path().await;
                b.click("link", link).await;
                b.wait_until("another page", async || b.path().await != before).await;
            }
            until_view(b, h1).await;
        }
    }
}
