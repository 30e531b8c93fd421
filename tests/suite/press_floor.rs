//! A pressed portal without script and without style: everything is read, and everything is come to by links.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::press_site::{Portal, text};
use crate::text_browser::Reading;

const ARTICLES: usize = 70;

/// What a text may have that needs more than words: it stands at the end of the oldest article's first paragraph.
const MORE: &str = "</p><h2 id=\"so-lieu\">Số liệu</h2><table><tr><th>Năm</th><th>Sáng kiến</th></tr><tr><td>2025</td>\
    <td>57</td></tr></table><p><a href=\"https://www.youtube.com/watch?v=abcdefghijk\">Phim về lúa</a></p>\
    <figure><iframe src=\"https://www.youtube.com/embed/abcdefghijk\" title=\"Một ngày ở trạm bơm\"></iframe></figure>\
    <video src=\"/content/phim.mp4\" controls></video><p>Xem <a href=\"https://khac.example.vn/\">trang khác</a>.";

/// The pages of a portal, by their files.
fn pages(files: &BTreeMap<String, Vec<u8>>) -> Vec<(&String, &str)> {
    let pages = files.iter().filter(|(name, _)| name.ends_with(".html") && *name != "shell.html");
    pages
        .map(|(name, html)| (name, std::str::from_utf8(html).unwrap()))
        .filter(|page| page.1.contains("<main"))
        .collect()
}

fn read(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Reading {
    Reading::of(text(files, name))
}

/// The file that a page's address leads to.
fn file(href: &str) -> Option<String> {
    let path = href.split(['?', '#']).next().unwrap_or_default().strip_prefix('/')?;
    Some(ban_tin::url::decode(path) + if path.is_empty() || path.ends_with('/') { "index.html" } else { "" })
}

#[test]
fn no_page_has_a_dead_control_or_words_that_run_together_or_a_link_without_words() {
    let portal = Portal::new("floor", ARTICLES);
    portal.write(ARTICLES, MORE);
    let files = portal.pressed("out");
    let mut problems = vec![];
    for (name, html) in pages(&files) {
        let reading = Reading::of(html);
        let portal = if name.starts_with("en/") { "Sample Department" } else { "Sở Mẫu" };
        reading.places(&[portal, "Tin tức"]);
        problems.extend(reading.dead.iter().map(|control| format!("{name}: {control} does nothing")));
        problems.extend(reading.glued.iter().map(|words| format!("{name}: {words}")));
        let speechless = reading.links.iter().filter(|(words, href)| words.is_empty() && !href.contains("#at-"));
        problems.extend(speechless.map(|(_, href)| format!("{name}: no words lead to {href}")));
    }
    assert_eq!(problems, Vec::<String>::new());
}

#[test]
fn an_article_is_read_from_its_headline_to_its_neighbours() {
    let portal = Portal::new("floor-article", 3);
    let files = portal.pressed("out");
    let reading = read(&files, "article/tin-2/index.html");
    let places = reading.places(&[
        "Bỏ qua đến nội dung chính",
        "Sở Mẫu",
        "Tin tức",
        "Sự kiện",
        "Tin số 2",
        "Tóm tắt",
        "Đăng lúc 16/11/2023, 03:26",
        "Văn bản số 2, tin đầu.",
        "Ảnh",
        "Chú thích 2",
        "đo lường",
        "Tin cũ hơn",
        "Tin số 1",
        "Tin mới hơn",
        "Tin số 3",
    ]);
    assert!(places.is_sorted());
    assert_eq!(reading.text().matches("Văn bản số 2").count(), 1, "{}", reading.text());
    for (words, href) in [
        ("tin đầu", "/article/tin-1/"),
        ("Ảnh", "/article/tin-2/1/"),
        ("Tin cũ hơn Tin số 1", "/article/tin-1/"),
        ("Tin mới hơn Tin số 3", "/article/tin-3/"),
        ("đo lường", "/tag/do-luong/"),
        ("Sự kiện", "/category/su-kien/"),
    ] {
        assert_eq!(reading.link(words), Some(href), "{words} in {:?}", reading.links);
    }
}

#[test]
fn tables_films_and_what_is_on_other_sites_are_read_as_words_and_links() {
    let portal = Portal::new("floor-more", 2);
    portal.write(2, MORE);
    let reading = read(&portal.pressed("out"), "article/tin-1/index.html");
    reading.places(&["Số liệu", "Năm Sáng kiến", "2025 57", "Một ngày ở trạm bơm", "Xem tệp phim", "Xem trang khác."]);
    let own_line = reading.lines.iter().find(|line| line.contains("Số liệu"));
    assert_eq!(own_line.map(String::as_str), Some("Số liệu"), "no sign stands beside a heading");
    assert_eq!(reading.link("Mở ở YouTube"), Some("https://www.youtube.com/watch?v=abcdefghijk"));
    assert_eq!(reading.link("Xem tệp phim"), Some("/content/phim.mp4"));
    assert!(!reading.text().contains("Hiện nội dung"), "nobody would hear of it: {}", reading.text());
}

#[test]
fn lists_lead_from_the_newest_article_to_the_oldest_and_back() {
    let portal = Portal::new("floor-lists", ARTICLES);
    let files = portal.pressed("out");
    let (mut here, mut found, mut pages) = ("/news/".to_owned(), vec![], vec![]);
    loop {
        let reading = read(&files, &file(&here).unwrap());
        let articles = reading.links.iter().filter(|(_, href)| href.starts_with("/article/"));
        found.extend(articles.map(|(words, _)| words.clone()));
        reading.places(&["Tin tức", "Tóm tắt"]);
        pages.push(here);
        match reading.link("Cũ hơn") {
            Some(older) => here = older.to_owned(),
            None => break,
        }
        assert!(pages.len() < 10, "{pages:?}");
    }
    let expected: Vec<String> = (1..=ARTICLES).rev().map(|n| format!("Tin số {n}")).collect();
    assert_eq!(found, expected);
    assert!(pages.len() > 2, "{pages:?}");
    for (page, newer) in pages.iter().skip(1).zip(&pages) {
        assert_eq!(read(&files, &file(page).unwrap()).link("Mới hơn"), Some(newer.as_str()));
    }
}

#[test]
fn an_albums_photos_are_links_with_words_and_each_leads_to_the_next() {
    let portal = Portal::new("floor-album", 1);
    let files = portal.pressed("out");
    let album = read(&files, "gallery/ngay-hoi/index.html");
    album.places(&["Ngày hội", "2 ảnh · 18/05/2024", "Ảnh 1: Ảnh 1", "Ảnh 2: Ảnh 2"]);
    assert_eq!(album.link("Ảnh 1: Ảnh 1"), Some("/gallery/ngay-hoi/1/"));
    let photo = read(&files, "gallery/ngay-hoi/1/index.html");
    photo.places(&["Ngày hội Ảnh 1 / 2", "Ảnh 1", "Về bộ ảnh Ảnh sau"]);
    assert_eq!(photo.link("Ảnh sau"), Some("/gallery/ngay-hoi/2/"));
    assert_eq!(photo.link("Về bộ ảnh"), Some("/gallery/ngay-hoi/"));
    assert_eq!(read(&files, "gallery/ngay-hoi/2/index.html").link("Ảnh trước"), Some("/gallery/ngay-hoi/1/"));
}

#[test]
fn where_a_search_is_looked_for_the_way_without_script_is_told() {
    let portal = Portal::new("floor-search", 1);
    let files = portal.pressed("out");
    for (name, says, way, map) in [
        ("search/index.html", "Ô tìm kiếm cần JavaScript", "Sơ đồ trang", "/page/site-map/"),
        ("en/search/index.html", "Searching needs JavaScript", "Site map", "/en/page/site-map/"),
        ("404.html", "Ô tìm kiếm cần JavaScript", "Sơ đồ trang", "/page/site-map/"),
    ] {
        let reading = read(&files, name);
        reading.places(&[says, way]);
        assert_eq!(reading.link(way), Some(map));
        // The page goes on without it where there is script.
        let (_, main) = text(&files, name).split_once("<main").unwrap();
        assert!(main.split_once("</noscript></main>").is_some(), "{main}");
        assert!(text(&files, name).contains(".search-form{display:none}"));
    }
    assert!(!text(&files, "index.html").contains("JavaScript"));
}

#[test]
fn a_reader_comes_to_every_page_by_links_alone() {
    let portal = Portal::new("floor-links", ARTICLES);
    let site = portal.folder.join("public/site.json");
    let mut settings: Value = serde_json::from_slice(&std::fs::read(&site).unwrap()).unwrap();
    settings["footer"] = json!({ "links": [{ "label": "Sơ đồ", "to": "/page/site-map/" }] });
    portal.put("public/site.json", &settings.to_string());
    let files = portal.pressed("out");
    let (mut seen, mut waiting) = (BTreeSet::from(["index.html".to_owned()]), vec!["index.html".to_owned()]);
    while let Some(name) = waiting.pop() {
        for (_, href) in read(&files, &name).links {
            if let Some(next) = file(&href).filter(|next| next.ends_with("index.html"))
                && files.contains_key(&next)
                && seen.insert(next.clone())
            {
                waiting.push(next);
            }
        }
    }
    assert!(seen.len() > 2 * ARTICLES, "{seen:?}");
    // What search engines are to leave out has nothing to show: the page for no page, categories without photos.
    let never = pages(&files).into_iter().filter(|(name, html)| !seen.contains(*name) && !html.contains("\"noindex\""));
    assert_eq!(never.map(|(name, _)| name).collect::<Vec<_>>(), Vec::<&String>::new());
}
