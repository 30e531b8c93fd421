//! `press check` over bundled content: links, words for pictures, files, dates, headings, slugs.

use serde_json::{Value, json};

use crate::press_check_run::Portal;

const ARTICLE: &str = "content/vi/article/a.json";
const BODY: &str = "content/vi/article/a.json /items/0/content_html";

#[test]
fn dead_links_are_found_with_the_words_around_them() {
    let cases = [
        ("/article/nothing/", "an article that is there in vi, found \"/article/nothing/\""),
        ("/article/fair/", "an article that is there in vi"),
        ("/en/article/a/", "an article that is there in en"),
        ("/category/do-luong/", "a category that is there in vi"),
        ("/tag/hoi-nghi/", "a tag that is there in vi"),
        ("/gallery/a/", "an album that is there in vi"),
        ("/gallery/anh/3/", "a photo that is there in vi"),
        ("/page/about/", "a standing page that is there in vi"),
        ("/tin-tuc/123.aspx", "a page of the portal, or a file that is there, found \"/tin-tuc/123.aspx\""),
        ("../../files/gone.pdf", "a page of the portal, or a file that is there, found \"../../files/gone.pdf\""),
        ("https://a.vn/article/nothing/", "an article that is there in vi"),
    ];
    let portal = Portal::new();
    let gap = "<p>Một đoạn dài đến mức không từ nào ở bên kia của nó còn được kể là ở gần liên kết này nữa.</p>";
    let texts = cases.map(|(address, _)| format!("{gap}<p>Xem <a href=\"{address}\">bài kia</a> nhé.</p>{gap}"));
    portal.write(&texts.concat());
    let found = portal.lines();
    assert_eq!(found.len(), cases.len(), "{found:#?}");
    for (address, expected) in cases {
        let is_it = |line: &&String| {
            line.contains(&format!(": expected {expected}")) && line.ends_with(&format!("found \"{address}\""))
        };
        let line = found.iter().find(is_it).unwrap_or_else(|| panic!("{address}: {found:#?}"));
        assert!(line.starts_with(&format!("error {BODY} [")) && line.contains("Xem bài kia"), "{line}");
    }
    let portal = Portal::new();
    portal.write("<p>Xem <a href=\"#nothing\">mục</a> và <a href=\"#phan-mot\">phần</a>.</p><h2>Phần một</h2>");
    portal.finds(&format!(
        "warning {BODY} [Xem mục và phần. Phần một]: expected a place of this name in the text, found #nothing"
    ));
}

#[test]
fn pictures_have_files_and_words() {
    let portal = Portal::new();
    portal.write(
        "<p>Một: <img src=\"../../images/a-480.jpg\"></p><p><img src=\"../../images/b.jpg\" alt=\"x\"></p>\
         <p><img src=\"../../images/a-480.jpg\" srcset=\"../../images/a-480.jpg 480w, ../../images/a-9.jpg 9w\" alt=\"\"></p>\
         <p><video src=\"../../video/gone.mp4\" poster=\"../../images/a-480.jpg\"></video>",
    );
    portal.spoil(ARTICLE, "/items/0/_bantin/image/alt", json!(" "));
    portal.spoil(ARTICLE, "/items/0/_bantin/image/renditions/0/src", json!("../../images/gone.jpg"));
    portal.spoil("content/vi/albums.json", "/items/0/_bantin/photos/0/alt", Value::Null);
    portal.spoil("content/vi/albums.json", "/items/0/_bantin/photos/1/src", json!("../images/gone.jpg"));
    portal.finds_all(&[
        &format!("warning {BODY} [Một:]: expected words for the picture (alt), found none"),
        &format!("error {BODY} [Một:]: expected a file that is there, found no file content/images/b.jpg"),
        &format!("error {BODY} [Một:]: expected a file that is there, found no file content/images/a-9.jpg"),
        &format!("error {BODY} [Một:]: expected a file that is there, found no file content/video/gone.mp4"),
        "warning content/vi/article/a.json /items/0/_bantin/image/alt: expected words for the photo, found none",
        "error content/vi/article/a.json /items/0/_bantin/image: expected a file that is there, found no file content/images/gone",
        "warning content/vi/albums.json /items/0/_bantin/photos/0/alt: expected words for the photo",
        "error content/vi/albums.json /items/0/_bantin/photos/1: expected a file that is there",
    ]);
    // A picture without a word around it is told by its file.
    let portal = Portal::new();
    portal.write("<p><img src=\"../../images/b.jpg\" alt=\"x\"></p>");
    portal.finds(&format!("error {BODY} [../../images/b.jpg]: expected a file that is there"));
}

#[test]
fn a_large_picture_is_noted_once_and_fails_nothing() {
    let portal = Portal::new();
    portal.0.write("content/images/a-960.jpg", &vec![0; 712_345]);
    portal.finds("note content/images/a-960.jpg : expected a picture of at most 500 kB, found 712 kB");
    assert_eq!(portal.run(&["--strict"]).code, 0);
}

#[test]
fn headings_go_down_step_by_step_and_have_words() {
    let portal = Portal::new();
    portal
        .write("<h3>Nhỏ</h3><h2>Một</h2><h4>Sâu</h4><h1>Đầu</h1><h1>Hai</h1><p>Trước.</p><h2> <b></b></h2><p>Sau.</p>");
    portal.finds_all(&[
        &format!("warning {BODY} [Nhỏ]: expected a heading of level 2 at most, after h1, found h3"),
        &format!("warning {BODY} [Sâu]: expected a heading of level 3 at most, after h2, found h4"),
        &format!("warning {BODY} [Hai]: expected one h1 at most, found h1 number 2"),
        &format!("warning {BODY} [Nhỏ Một Sâu Đầu Hai Trước. Sau.]: expected a heading with words, found an empty h2"),
    ]);
    let portal = Portal::new();
    portal.write("<h2>Một</h2><h3>Nhỏ</h3><h4>Nhỏ nữa</h4><h2>Hai</h2>");
    portal.finds_all(&[]);
}

#[test]
fn dates_that_cannot_be_are_found() {
    let at = |field: &str| format!("{ARTICLE} /items/0/{field}: expected ");
    let cases = [
        ("date_published", "1969-12-31T00:00:00Z", "error", "a date from 1970 on, found 1969"),
        ("date_modified", "2126-01-01T00:00:00Z", "warning", "a date that is not more than a year ahead, found 2126"),
        (
            "date_modified",
            "2026-05-18T08:59:59+07:00",
            "warning",
            "a date after 2026-05-18T09:00:00+07:00, found 2026-05-18T08:59:59",
        ),
        ("date_modified", "2026-02-30", "error", "an RFC 3339 date, found \"2026-02-30\""),
    ];
    for (field, date, severity, expected) in cases {
        let portal = Portal::new();
        portal.spoil(ARTICLE, &format!("/items/0/{field}"), json!(date));
        portal.finds(&format!("{severity} {}{expected}", at(field)));
    }
    let portal = Portal::new();
    portal.spoil("content/vi/feed.json", "/items/1/date_published", json!("hôm qua"));
    let found = portal.lines();
    assert!(
        found.iter().any(|line| line.starts_with("error content/vi/feed.json /items/1/date_published: ")),
        "{found:#?}"
    );
}

#[test]
fn no_two_articles_share_an_address() {
    let portal = Portal::new();
    portal.spoil("content/vi/feed.json", "/items/1/_bantin/slug", json!("a"));
    let found = portal.lines();
    assert!(
        found.iter().any(|line| line.contains("feed.json /items/1: expected an address of its own, found a")),
        "{found:#?}"
    );
    // On another list file it is as bad.
    let portal = Portal::new();
    portal.spoil("content/vi/feed.json", "/next_url", json!("feed-2.json"));
    let list = portal.read("content/vi/feed.json");
    let second = json!({"version": list["version"], "title": "Tin", "items": [list["items"][0]]});
    portal.save("content/vi/feed-2.json", &second);
    portal.finds("error content/vi/feed-2.json /items/0: expected an address of its own, found a");
}

#[test]
fn slugs_are_one_part_of_a_path_and_differ_by_more_than_capitals() {
    let portal = Portal::new();
    portal.spoil("content/vi/albums.json", "/items/0/_bantin/slug", json!("a/b"));
    let page = |slug: &str| json!({"id": slug, "title": slug, "content_html": "<p>Sở.</p>", "_bantin": {"slug": slug}});
    let pages = json!({"version": "https://jsonfeed.org/version/1.1", "title": "Tin", "items": [page("gioi-thieu"), page("Gioi-thieu")]});
    portal.save("content/vi/pages.json", &pages);
    let found = portal.lines();
    for part in [
        "error content/vi/albums.json /items/0/_bantin/slug: expected a slug without /, found \"a/b\"",
        "error content/vi/pages.json /items/1/_bantin/slug: expected a slug that differs from \"gioi-thieu\" by more than \
         capitals, found \"Gioi-thieu\"",
    ] {
        assert!(found.iter().any(|line| line.contains(part)), "{part}: {found:#?}");
    }
}

#[test]
fn what_a_list_names_is_there() {
    let portal = Portal::new();
    portal.spoil("content/vi/article/b.json", "/items/0/_bantin/slug", json!("c"));
    let found = portal.lines();
    assert!(
        found.iter().any(|line| line.starts_with("error content/vi/article/b.json : expected the article b, found c")),
        "{found:#?}"
    );
    let portal = Portal::new();
    std::fs::remove_file(portal.0.0.join("content/en/feed.json")).unwrap();
    let found = portal.lines();
    assert!(
        found.iter().any(|line| line.starts_with("error content/en/feed.json : expected a file that can be read")),
        "{found:#?}"
    );
}

#[test]
fn what_an_article_names_is_there() {
    let portal = Portal::new();
    for (pointer, value) in [("related/0/slug", "gone-1"), ("next/slug", "gone-2"), ("translations/0/slug", "gone-3")] {
        portal.spoil(ARTICLE, &format!("/items/0/_bantin/{pointer}"), json!(value));
    }
    portal.spoil(ARTICLE, "/items/0/attachments/0/url", json!("../../files/gone.pdf"));
    let there = "expected an article that is there, found";
    portal.finds_all(&[
        &format!("error {ARTICLE} /items/0/_bantin/related [gone-1]: {there} \"gone-1\""),
        &format!("error {ARTICLE} /items/0/_bantin/next/slug [gone-2]: {there} \"gone-2\""),
        &format!("error {ARTICLE} /items/0/_bantin/translations: expected a translation that is there in en, found \"gone-3\""),
        &format!("error {ARTICLE} /items/0/attachments/0: expected a file that is there, found no file content/files/gone.pdf"),
    ]);
}

#[test]
fn an_article_has_a_headline() {
    let portal = Portal::new();
    portal.spoil(ARTICLE, "/items/0/title", json!(" "));
    let found = portal.lines();
    assert!(
        found.iter().any(|line| line.contains("/items/0/title: expected a headline, found none; \"Một buổi sáng.\"")),
        "{found:#?}"
    );
}

#[test]
fn what_readers_do_not_see_of_a_text_is_noted() {
    let portal = Portal::new();
    portal.write("<p>Một.</p><script>x()</script>");
    portal.finds(&format!("note {BODY}: expected what a text may have, found left out <script>"));
}

#[test]
fn the_schema_of_feeds_is_held_to() {
    let portal = Portal::new();
    portal.spoil(ARTICLE, "/items/0/_bantin/photo_count", json!(-1));
    portal.finds(&format!("error {ARTICLE} /items/0/_bantin/photo_count: expected 0 or more, found -1"));
}
