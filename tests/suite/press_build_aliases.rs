//! `press build` and the paths that articles and pages had before: redirects that come and go with them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::press_build_again::{again, article, write};
use crate::press_site::{Portal, text};

fn with(slug: &str, aliases: &[&str]) -> Value {
    article(slug, "<p>Một.</p>", json!({ "aliases": aliases }))
}

/// The lines of `_redirects` but for the one of the settings.
fn lines(files: &BTreeMap<String, Vec<u8>>) -> Vec<&str> {
    text(files, "_redirects").lines().filter(|line| !line.starts_with("/cu/1.aspx ")).collect()
}

fn problems(portal: &Portal) -> Vec<String> {
    let output = portal.press("out");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    told["problems"].as_array().unwrap().iter().map(|problem| problem.as_str().unwrap().to_owned()).collect()
}

#[test]
fn old_paths_lead_to_an_article_as_long_as_it_says_so() {
    let portal = Portal::new("aliases", 0);
    write(
        &portal,
        &[with("mot", &["/Pages/mot.aspx", "/2021/05/mot.html", "/article/cu/"])],
        &[with("one", &["/old"])],
    );
    let files = again(&portal);
    let expected = [
        "/2021/05/mot.html /article/mot/ 301",
        "/Pages/mot.aspx /article/mot/ 301",
        "/article/cu /article/mot/ 301",
        "/old /en/article/one/ 301",
    ];
    assert_eq!(lines(&files), expected);
    let page = text(&files, "Pages/mot.aspx/index.html");
    assert!(
        page.contains("url=/article/mot/\"") && page.contains("href=\"https://mau.example.vn/article/mot/\""),
        "{page}"
    );
    assert!(text(&files, "old/index.html").starts_with("<!DOCTYPE html>\n<html lang=\"en\""));
    assert!(files.contains_key("2021/05/mot.html") && files.contains_key("article/cu/index.html"));
    assert_eq!(again(&portal), files);
    // One goes, one comes, and an article comes to be where a redirect was.
    let next = [with("mot", &["/2021/05/mot.html", "/moi/mot", "/article/cu/"]), with("cu", &[])];
    write(&portal, &next, &[]);
    let files = again(&portal);
    assert_eq!(lines(&files), ["/2021/05/mot.html /article/mot/ 301", "/moi/mot /article/mot/ 301"]);
    assert!(text(&files, "article/cu/index.html").contains("Tin cu"), "the article's own page");
    assert!(!portal.folder.join("out/Pages").exists(), "the folder has gone with the page");
    let told = problems(&portal);
    let expected = "expected /article/cu to be the old address of one thing, found what is there already (of /article/mot/); \
        it is left out";
    assert_eq!(told, [expected]);
    write(&portal, &next[..1], &[]);
    assert!(text(&again(&portal), "article/cu/index.html").contains("url=/article/mot/"));
    write(&portal, &[with("mot", &[])], &[]);
    assert_eq!(lines(&again(&portal)), [""; 0]);
}

#[test]
fn what_cannot_lead_to_one_thing_is_told_and_left_out() {
    let portal = Portal::new("aliases-told", 0);
    let mot = [
        // The settings know better.
        "/cu/1.aspx",
        // It has this path now.
        "/article/mot",
        "/Default.aspx",
        "/tin.aspx?id=3",
        "tin.aspx",
        "/a/../b",
        "/news/page/7/",
        "/logo.svg",
        "/logo.svg/x",
        "/content/vi/feed",
        "/pressed.json",
        "/x.html",
        "/x.html/y",
        "/Văn bản/Số 3.aspx",
        "/a%20b",
        "/a b/",
    ];
    write(
        &portal,
        &[with("mot", &mot), with("hai", &["/Default.aspx"]), with("ba", &["/default.aspx/", "/Default.aspx"])],
        &[],
    );
    let files = again(&portal);
    let expected = [
        "/V%C4%83n%20b%E1%BA%A3n/S%E1%BB%91%203.aspx /article/mot/ 301",
        "/a%20b /article/mot/ 301",
        "/content/vi/feed /article/mot/ 301",
        "/default.aspx /article/ba/ 301",
        "/x.html /article/mot/ 301",
    ];
    assert_eq!(lines(&files), expected);
    assert!(text(&files, "cu/1.aspx/index.html").contains("/article/tin-1/"));
    assert!(files.contains_key("Văn bản/Số 3.aspx/index.html"));
    let told = problems(&portal);
    let about = |part: &str| told.iter().filter(|problem| problem.contains(part)).count();
    for part in [
        "\"/tin.aspx?id=3\"",
        "\"tin.aspx\"",
        "\"/a/../b\"",
        "/Default.aspx to be the old address of one thing, found that of /article/mot/, of /article/hai/ and of 1 more;",
        "/news/page/7 to be the old address of one thing, found what is there already",
        "/logo.svg to be",
        "/logo.svg/x to be the old address of one thing, found the file /logo.svg above it",
        "/pressed.json to be",
        "/x.html/y to be the old address of one thing, found the file /x.html above it",
    ] {
        assert_eq!(about(part), 1, "{part}: {told:#?}");
    }
    assert_eq!(told.len(), 9, "{told:#?}");
}

#[test]
fn a_standing_page_has_old_paths_too() {
    let portal = Portal::new("aliases-page", 1);
    let page = json!({
        "id": "p", "title": "Giới thiệu", "content_html": "<p>Sở Mẫu là một sở.</p>",
        "_bantin": { "slug": "gioi-thieu", "aliases": ["/Pages/gioi-thieu.aspx"] },
    });
    let feed = json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Tin", "items": [page] });
    portal.put("public/content/vi/pages.json", &feed.to_string());
    let files = again(&portal);
    assert_eq!(lines(&files), ["/Pages/gioi-thieu.aspx /page/gioi-thieu/ 301"]);
    assert!(text(&files, "Pages/gioi-thieu.aspx/index.html").contains("url=/page/gioi-thieu/"));
}
