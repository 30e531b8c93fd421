//! The site map of a portal that needs several files: made by `press build`, and made again where one article more comes.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::press_build_again::{again, article, write};
use crate::press_site::{Portal, text};
use crate::press_sitemap::texts;

/// An article of many pictures, whose addresses are so long that three such articles are too much for one file.
fn long(slug: &str) -> Value {
    let path = "x".repeat(340_000);
    let picture = |n| {
        format!(
            "<figure><img src='https://anh.example.vn/{slug}/{path}/{n}.jpg' alt='Ảnh' width='300' height='200'></figure>"
        )
    };
    article(slug, &(0..10).map(picture).collect::<String>(), json!({}))
}

fn places(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Vec<String> {
    texts(text(files, name), "loc")
}

const ROOT: &str = "https://mau.example.vn/";

/// The files that the site map consists of.
fn names(files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    places(files, "sitemap.xml").into_iter().map(|place| place.strip_prefix(ROOT).unwrap().to_owned()).collect()
}

/// The pages that they tell of.
fn told(files: &BTreeMap<String, Vec<u8>>) -> BTreeSet<String> {
    names(files).iter().flat_map(|part| places(files, part)).collect()
}

#[test]
fn one_article_more_is_told_in_the_last_file_of_its_kind() {
    let portal = Portal::new("site-map", 0);
    let olds = ["ba", "hai", "mot"].map(long);
    write(&portal, &olds, &[]);
    let before = portal.pressed("out");
    let parts: Vec<String> = names(&before);
    for part in
        ["sitemap-vi-article-1.xml", "sitemap-vi-article-2.xml", "sitemap-vi-page-1.xml", "sitemap-en-page-1.xml"]
    {
        assert!(parts.iter().any(|name| name == part), "expected {part} among {parts:?}");
    }
    for part in &parts {
        assert!(before[part].len() < 50_000_000, "{part} is too large for search engines");
    }
    for page in ["", "en/", "article/mot/", "article/ba/", "news/", "gallery/", "page/gioi-thieu/"] {
        assert!(told(&before).contains(&format!("{ROOT}{page}")), "{page} is in no file");
    }
    let new = article("bon", "<p>Bốn.</p>", json!({}));
    let all: Vec<Value> = std::iter::once(new).chain(olds).collect();
    write(&portal, &all, &[]);
    let after = again(&portal);
    let changed: Vec<&String> = parts.iter().filter(|part| before[*part] != after[*part]).collect();
    assert_eq!(changed, ["sitemap-vi-article-2.xml"]);
    assert_eq!(told(&after).difference(&told(&before)).collect::<Vec<_>>(), [&format!("{ROOT}article/bon/")]);
}
