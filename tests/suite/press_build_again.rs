//! `press build` over an earlier build: what comes, goes and changes, and links that it changes elsewhere.

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Value, json};

use crate::press_site::{Portal, files, text};

/// A portal of these articles in each language.
pub fn write(portal: &Portal, vi: &[Value], en: &[Value]) {
    portal.write(0, "");
    for (language, items) in [("vi", vi), ("en", en)] {
        let feed = json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Tin", "items": items });
        portal.put(&format!("public/content/{language}/feed.json"), &feed.to_string());
    }
}

pub fn article(slug: &str, html: &str, own: Value) -> Value {
    let mut item = json!({
        "id": slug, "url": format!("https://cu.example.vn/{slug}.html"), "title": format!("Tin {slug}"),
        "content_html": html, "date_published": "2024-05-18T00:00:00Z", "_bantin": { "slug": slug },
    });
    for (key, value) in own.as_object().unwrap() {
        item["_bantin"][key] = value.clone();
    }
    item
}

/// Presses once more, and holds the result against that of a clean build.
pub fn again(portal: &Portal) -> BTreeMap<String, Vec<u8>> {
    let after = portal.pressed("out");
    let clean = portal.pressed("clean");
    let differ: Vec<&String> =
        after.keys().chain(clean.keys()).filter(|name| after.get(*name) != clean.get(*name)).collect();
    assert_eq!(differ, Vec::<&String>::new());
    fs::remove_dir_all(portal.folder.join("clean")).unwrap();
    fs::remove_dir_all(portal.folder.join(".clean.press")).unwrap();
    after
}

#[test]
fn links_to_an_article_follow_when_it_comes_and_goes() {
    let portal = Portal::new("follow", 0);
    let one = article("mot", "<p><a href='https://cu.example.vn/hai.html'>Hai</a></p>", json!({}));
    let two = article("hai", "<p>Hai.</p>", json!({}));
    write(&portal, std::slice::from_ref(&one), &[]);
    assert!(text(&again(&portal), "article/mot/index.html").contains("href=\"https://cu.example.vn/hai.html\""));
    write(&portal, &[two, one.clone()], &[]);
    assert!(text(&again(&portal), "article/mot/index.html").contains("href=\"/article/hai/\">Hai"));
    write(&portal, &[one], &[]);
    let last = again(&portal);
    assert!(text(&last, "article/mot/index.html").contains("href=\"https://cu.example.vn/hai.html\""));
    assert!(!last.contains_key("article/hai/index.html"));
    assert!(!portal.folder.join("out/article/hai").exists(), "the folder has gone with the page");
}

#[test]
fn what_is_not_there_is_not_led_to() {
    let portal = Portal::new("lead", 0);
    let related = json!([{ "slug": "hai", "title": "Hai" }]);
    let translations = json!([{ "language": "en", "slug": "one" }]);
    let one = article("mot", "<p>Một.</p>", json!({ "related": related, "translations": translations }));
    write(&portal, std::slice::from_ref(&one), &[]);
    let html = text(&again(&portal), "article/mot/index.html").to_owned();
    assert!(!html.contains("/article/hai/") && !html.contains("/en/article/one/"), "{html}");
    write(
        &portal,
        &[one.clone(), article("hai", "<p>Hai.</p>", json!({}))],
        &[article("one", "<p>One.</p>", json!({}))],
    );
    let files = again(&portal);
    let html = text(&files, "article/mot/index.html");
    assert!(html.contains("href=\"/article/hai/\"") && html.contains("href=\"/en/article/one/\""), "{html}");
    write(&portal, &[one], &[]);
    assert!(!text(&again(&portal), "article/mot/index.html").contains("/en/article/one/"));
}

#[test]
fn an_article_that_gets_another_name_or_category_leaves_nothing_behind() {
    let portal = Portal::new("rename", 0);
    let of = |slug: &str| json!({ "category": { "slug": slug, "title": slug } });
    let rest: Vec<Value> = (0..30).map(|n| article(&format!("tin-{n}"), "<p>Tin.</p>", of("chung"))).collect();
    let with = |one: Value| [&[one], &rest[..]].concat();
    write(&portal, &with(article("cu", "<p>Một.</p>", of("cu"))), &[]);
    assert!(again(&portal).contains_key("category/cu/index.html"));
    write(&portal, &with(article("moi", "<p>Một.</p>", of("moi"))), &[]);
    let files = again(&portal);
    let old: Vec<&String> = files.keys().filter(|name| name.contains("/cu/") && !name.starts_with("cu/")).collect();
    assert_eq!(old, Vec::<&String>::new());
    assert!(files.contains_key("category/moi/index.html") && files.contains_key("article/moi/index.html"));
}

#[test]
fn a_category_that_nothing_is_in_has_a_page() {
    let portal = Portal::new("empty", 0);
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "Tin", "items": [article("mot", "<p>Một.</p>", json!({}))],
        "_bantin": { "categories": [{ "slug": "trong", "title": "Chưa có gì", "total": 0 }] },
    });
    portal.put("public/content/vi/feed.json", &feed.to_string());
    let files = portal.pressed("out");
    assert!(
        text(&files, "category/trong/index.html")
            .contains("<h1 class=\"article-list__title\" tabindex=\"-1\">Chưa có gì</h1>")
    );
}

#[test]
fn an_album_is_in_a_file_of_its_own_and_the_gallery_reads_covers() {
    let portal = Portal::new("albums", 3);
    let files = portal.pressed("out");
    let json = |name: &str| -> Value { serde_json::from_str(text(&files, name)).unwrap() };
    let photos = |feed: &Value| feed["items"][0]["_bantin"]["photos"].as_array().unwrap().len();
    assert_eq!(photos(&json("content/vi/album/ngay-hoi.json")), 2);
    let covers = json("content/vi/albums.json");
    assert_eq!((photos(&covers), &covers["items"][0]["_bantin"]["photo_count"]), (1, &json!(2)));
    assert!(text(&files, "gallery/index.html").contains("2 ảnh"));
}

#[test]
fn a_change_that_was_interrupted_is_finished_by_the_next_build() {
    let portal = Portal::new("interrupted", 3);
    let before = portal.pressed("out");
    portal.write(4, "");
    let after = again(&portal);
    // As it is when the power fails after the first files were moved: the change lies there, and the site is between.
    let (out, change) = (portal.folder.join("out"), portal.folder.join(".out.press/change"));
    let mut moved: Vec<&String> = after.keys().filter(|name| before.get(*name) != after.get(*name)).collect();
    moved.sort_by_key(|name| *name == "pressed.json");
    for name in moved.iter().skip(3) {
        let file = change.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::rename(out.join(name), file).unwrap();
        if let Some(old) = before.get(*name) {
            fs::write(out.join(name), old).unwrap();
        }
    }
    fs::copy(portal.folder.join(".out.press/memory"), change.join(".memory")).unwrap();
    fs::write(change.join("change.json"), json!({ "moved": moved, "removed": [] }).to_string()).unwrap();
    assert!(portal.pressed("out") == after);
    assert!(!change.exists());
    assert!(files(&out) == after);
}

#[test]
fn two_builds_at_once_are_one_too_many() {
    let portal = Portal::new("locked", 1);
    portal.pressed("out");
    let lock = fs::File::open(portal.folder.join(".out.press/lock")).unwrap();
    lock.lock().unwrap();
    let output = portal.press("out");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no other build"));
    drop(lock);
    assert!(portal.press("out").status.success());
}
