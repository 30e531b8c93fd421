//! Structured data: the properties that search engines ask for, and nothing that nobody said.

use std::sync::Arc;

use ban_tin::article::{Album, Moment, Photo, Rendition, Summary, Taken, Term};
use ban_tin::json::Json;
use ban_tin::press::entries::object;
use ban_tin::press::schema_org::{Publisher, Site, document, script};
use ban_tin::settings::{self, Settings};
use ban_tin::url::SafeUrl;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::corpus;

const HOME: &str = "https://khcn.example.vn/";

fn sample() -> Settings {
    settings::read(&Json::parse(&corpus::read("public/site.json")).unwrap(), "site.json").0.unwrap()
}

fn settings(name: &str, address: Value) -> Settings {
    let json = json!({ "name": name, "source": { "profile": "ghost" }, "footer": { "address": address } });
    settings::read(&Json::from(json), "site.json").0.unwrap()
}

fn with<T>(settings: &Settings, language: &str, home: &str, then: impl FnOnce(&Site) -> T) -> T {
    let absolute = |address: &str| match address.strip_prefix('/') {
        Some(path) => format!("{home}{path}"),
        None if address.contains("://") => address.to_owned(),
        None => format!("{home}{address}"),
    };
    then(&Site { settings, language, home, absolute: &absolute, publisher: &Publisher::default() })
}

fn organization(settings: &Settings, language: &str, home: &str) -> Value {
    with(settings, language, home, |site| site.organization().to_value())
}

fn url(text: &str) -> SafeUrl {
    SafeUrl::parse(text).unwrap()
}

fn photo(name: &str) -> Photo {
    Photo {
        alt: "Các gian hàng".into(),
        caption: Some("(Quang cảnh)".into()),
        credit: Some("Ảnh: Trần Đức".into()),
        size: Some((3000, 2000)),
        renditions: [480, 1440].map(|width| Rendition { src: url(&format!("/{name}-{width}.jpg")), width }).into(),
        taken: Some(Taken { at: Moment::parse("2026-05-17T17:00:00Z").unwrap(), is_day: true }),
        place: Some("Phủ Lý".into()),
        ..Photo::new(url(&format!("/{name}.jpg")))
    }
}

fn summary() -> Summary {
    Summary {
        slug: "ngay-hoi".into(),
        title: "Ngày hội khoa học".into(),
        standfirst: Some("Một buổi sáng.".into()),
        published: Moment::parse("2026-05-18T02:00:00Z"),
        modified: Moment::parse("2026-05-19T02:00:00Z"),
        authors: vec!["Nguyễn Thu Hằng".into()],
        category: Some(Term { slug: "su-kien".into(), title: "Sự kiện".into() }),
        tags: vec![Term { slug: "a".into(), title: "ngày hội".into() }],
        ..Summary::default()
    }
}

/// Every property is there and not empty; a path in it leads into objects and first items.
fn has(value: &Value, paths: &[&str]) {
    for path in paths {
        let mut here = value;
        for step in path.split('.') {
            here = if here.is_array() { &here[0] } else { here };
            here = here.get(step).unwrap_or_else(|| panic!("no {path} in {value:#}"));
        }
        assert!(!matches!(here, Value::Null) && here != "" && here != &json!([]), "{path} in {value:#}");
    }
}

/// Every address is absolute.
fn is_absolute(value: &Value) {
    match value {
        Value::Array(items) => items.iter().for_each(is_absolute),
        Value::Object(entries) => entries.iter().for_each(|(key, value)| {
            let is_address = key.ends_with("url") || key.ends_with("Url") || key == "@id";
            assert!(!is_address || value.as_str().is_some_and(|text| text.starts_with("https://")), "{key}: {value}");
            is_absolute(value);
        }),
        _ => {}
    }
}

/// Google Search Central, "Article structured data": recommended properties; the rest is what schema.org's NewsArticle
/// and the issue ask for.
#[test]
fn a_news_article_has_what_search_engines_recommend() {
    let lead = photo("a");
    let article = with(&sample(), "vi", HOME, |site| {
        site.news_article(&summary(), "https://khcn.example.vn/article/ngay-hoi/", &[lead]).to_value()
    });
    let google = ["headline", "image", "datePublished", "dateModified", "author.@type", "author.name"];
    let more = [
        "description",
        "publisher.name",
        "publisher.url",
        "publisher.logo.url",
        "articleSection",
        "keywords",
        "inLanguage",
        "mainEntityOfPage.@id",
        "url",
    ];
    has(&article, &google);
    has(&article, &more);
    is_absolute(&article);
    assert_eq!(article["@type"], "NewsArticle");
    assert_eq!(article["datePublished"], "2026-05-18T02:00:00Z");
    // The file of 1,440 pixels, with its own height.
    let image = &article["image"][0];
    assert_eq!(
        (&image["url"], &image["width"], &image["height"]),
        (&json!("https://khcn.example.vn/a-1440.jpg"), &json!(1440), &json!(960))
    );
}

#[test]
fn an_article_of_which_little_is_known_says_little() {
    let bare = Summary { slug: "x".into(), title: "Một".into(), ..Summary::default() };
    let article = with(&sample(), "vi", HOME, |site| {
        site.news_article(&bare, "https://khcn.example.vn/article/x/", &[]).to_value()
    });
    for property in ["image", "datePublished", "dateModified", "description", "articleSection", "keywords"] {
        assert!(article.get(property).is_none(), "{property}: {article:#}");
    }
    assert_eq!(article["author"][0]["@type"], "GovernmentOrganization", "its publisher is its author: {article:#}");
}

/// Google Search Central, "Breadcrumb (BreadcrumbList) structured data": required properties.
#[test]
fn breadcrumbs_are_counted_from_one() {
    let steps = [("Trang chủ".to_owned(), HOME.to_owned()), ("Tin tức".to_owned(), format!("{HOME}news/"))];
    let crumbs = with(&sample(), "vi", HOME, |site| site.breadcrumbs(steps).to_value());
    has(&crumbs, &["itemListElement.position", "itemListElement.name", "itemListElement.item"]);
    assert_eq!(
        crumbs["itemListElement"][1],
        json!({ "@type": "ListItem", "position": 2, "name": "Tin tức", "item": "https://khcn.example.vn/news/" })
    );
}

/// Google Search Central, "Image metadata" (contentUrl, and one of creator, creditText …) and "Video (VideoObject)"
/// (name, thumbnailUrl, uploadDate, contentUrl or embedUrl).
#[test]
fn an_album_names_each_photo_and_each_film() {
    let film = |address: &str| Photo { film: Some(url(address)), ..photo("f") };
    let album = Album {
        slug: "ngay-hoi".into(),
        title: "Ngày hội".into(),
        published: Moment::parse("2026-05-18T02:00:00Z"),
        photos: Arc::new(vec![photo("a"), film("/video/a.mp4"), film("https://www.youtube.com/watch?v=abcdefghijk")]),
        ..Album::default()
    };
    let page = |n: usize| format!("{HOME}gallery/ngay-hoi/{n}/");
    let gallery = with(&sample(), "vi", HOME, |site| {
        site.image_gallery(&album, "https://khcn.example.vn/gallery/ngay-hoi/", &page).to_value()
    });
    has(&gallery, &["name", "url", "datePublished", "inLanguage", "primaryImageOfPage.url", "publisher.name"]);
    is_absolute(&gallery);
    let media = gallery["associatedMedia"].as_array().unwrap();
    assert_eq!(media.len(), 3);
    has(&media[0], &["contentUrl", "creditText", "caption", "width", "height", "thumbnailUrl"]);
    assert_eq!((&media[0]["@type"], &media[0]["mainEntityOfPage"]), (&json!("ImageObject"), &json!(page(1))));
    // A day in the portal's zone, not the hour at which it begins in another.
    assert_eq!(
        (&media[0]["dateCreated"], &media[0]["contentLocation"]["name"]),
        (&json!("2026-05-18"), &json!("Phủ Lý"))
    );
    for (film, address) in [(&media[1], "contentUrl"), (&media[2], "embedUrl")] {
        assert_eq!(film["@type"], "VideoObject");
        has(film, &["name", "thumbnailUrl", "uploadDate", address]);
    }
    assert_eq!(media[1]["contentUrl"], "https://khcn.example.vn/video/a.mp4");
}

/// Google Search Central, "Organization structured data": recommended properties that settings can know.
#[test]
fn the_publisher_is_what_the_settings_say_in_each_language() {
    let organization = |language| organization(&sample(), language, HOME);
    let vi = organization("vi");
    has(&vi, &["name", "url", "logo.url", "address", "telephone", "email"]);
    assert_eq!(vi["@type"], "GovernmentOrganization");
    assert_eq!(vi["address"], "số 1 đường Minh Họa, thành phố Phủ Lý, tỉnh Hà Nam");
    assert_eq!((&vi["telephone"], &vi["email"]), (&json!("(0226) 300 0000"), &json!("vanthu@khcn.example.vn")));
    let en = organization("en");
    assert_eq!(
        (&en["address"], &en["telephone"]),
        (&json!("1 Minh Họa Road, Phủ Lý, Hà Nam"), &json!("+84 226 300 0000"))
    );
}

#[test]
fn nothing_is_invented_about_the_publisher() {
    let lines = json!([
        "Giấy phép số 12/GP-TTĐT, ngày 3/4/2020",
        "Người chịu trách nhiệm: ông Trần Minh Đức, Phó Giám đốc",
        "Fax: 0226 3 851 111 (văn thư)",
        "Thư điện tử: vanthu@a.gov.vn; banbientap@a.gov.vn",
        "Điện thoại: đang cập nhật",
    ]);
    let found = organization(&settings("Tin Phủ Lý", lines), "vi", "https://a.vn/");
    let expected = json!({
        "@type": "Organization", "@id": "https://a.vn/#organization", "name": "Tin Phủ Lý", "url": "https://a.vn/",
        "faxNumber": "0226 3 851 111", "email": "vanthu@a.gov.vn"
    });
    assert_eq!(found, expected);
}

#[test]
fn an_office_of_the_state_is_known_by_its_name_or_its_host() {
    let cases = [
        ("Sở Y tế tỉnh Hà Nam", "https://a.vn/", true),
        ("UBND xã Thanh Hà", "https://a.vn/", true),
        ("Phủ Lý", "https://phuly.hanam.gov.vn/", true),
        ("Statistics", "https://stat.gov/", true),
        ("Sở thú Hà Nội", "https://a.vn/", false),
        ("Bộ sưu tập", "https://a.vn/", false),
        ("Báo Hà Nam", "https://gov.vn.example/", false),
    ];
    for (name, home, is_office) in cases {
        let found = organization(&settings(name, json!([])), "vi", home);
        assert_eq!(found["@type"] == "GovernmentOrganization", is_office, "{name} at {home}");
    }
}

/// Google Search Central, "Site name", and schema.org's SearchAction.
#[test]
fn the_portal_says_how_it_is_searched() {
    let site = with(&sample(), "vi", HOME, |site| site.web_site("https://khcn.example.vn/search/").to_value());
    has(&site, &["name", "url", "description", "publisher.address", "potentialAction.query-input"]);
    let target = &site["potentialAction"]["target"]["urlTemplate"];
    assert_eq!(target, "https://khcn.example.vn/search/?q={search_term_string}");
}

proptest! {
    #[test]
    fn no_text_ends_the_script_and_every_text_comes_back(text in "(</script>|<!--|<script|]]>|&|\u{2028}|\\\\|\"|chữ|.)*") {
        let thing = object([("@type", Some("Thing".into())), ("name", Some((&text).into()))]);
        let document = document(vec![thing]).to_value();
        let html = script(&document);
        let inside = html.strip_prefix("<script type=\"application/ld+json\">").unwrap().strip_suffix("</script>").unwrap();
        prop_assert!(!inside.contains(['<', '>', '&']), "{}", inside);
        prop_assert_eq!(serde_json::from_str::<Value>(inside).unwrap(), document);
    }
}
