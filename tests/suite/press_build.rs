//! `press build`: what it writes, and that it writes it again only where something has changed.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::{Value, json};

use crate::press_site::{Portal, files, text};

/// Every address that the pages lead to on their own host.
fn links(files: &BTreeMap<String, Vec<u8>>) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with("index.html") || *name == "404.html") {
        let html = std::str::from_utf8(bytes).unwrap();
        for mark in [" href=\"", " src=\""] {
            for rest in html.split(mark).skip(1) {
                let address = rest.split('"').next().unwrap().split(['?', '#']).next().unwrap();
                assert!(!address.starts_with("//"), "{name}: {address}");
                if let Some(path) = address.strip_prefix('/') {
                    all.insert(path.to_owned());
                }
            }
        }
    }
    all
}

#[test]
fn every_link_and_every_file_of_a_pressed_site_is_there() {
    let portal = Portal::new("links", 40);
    let files = portal.pressed("out");
    let links = links(&files);
    assert!(links.len() > 60, "{links:?}");
    let lacking: Vec<&String> = links
        .iter()
        .filter(|path| {
            let name = ban_tin::url::decode(path);
            !files.contains_key(&name) && !files.contains_key(&format!("{name}index.html"))
        })
        .collect();
    assert_eq!(lacking, Vec::<&String>::new());
    for name in [
        "index.html",
        "en/index.html",
        "news/index.html",
        "news/page/1/index.html",
        "category/su-kien/index.html",
        "tag/do-luong/index.html",
        "archive/2023/11/index.html",
        "article/tin-1/index.html",
        "article/tin-1/1/index.html",
        "gallery/index.html",
        "gallery/ngay-hoi/2/index.html",
        "page/gioi-thieu/index.html",
        "page/site-map/index.html",
        "search/index.html",
        "404.html",
        "feed.xml",
        "category/su-kien/atom.xml",
        "feed.json",
        "sitemap.xml",
        "robots.txt",
        "_redirects",
        "cu/1.aspx/index.html",
        "app-1.js",
        "content/images/a.jpg",
        "content/vi/list/newest.json",
    ] {
        assert!(files.contains_key(name), "no {name}");
    }
}

#[test]
fn a_page_is_whole_without_script_and_sends_its_text_once() {
    let portal = Portal::new("whole", 3);
    let files = portal.pressed("out");
    let html = text(&files, "article/tin-2/index.html");
    for part in [
        "<html lang=\"vi\" dir=\"ltr\" data-pressed>",
        "<title>Tin số 2 – Sở Mẫu</title>",
        "<link rel=\"canonical\" href=\"https://mau.example.vn/article/tin-2/\">",
        "<meta property=\"og:image\"",
        "<figcaption class=\"figure__caption\">Chú thích 2",
        "\"@type\":\"NewsArticle\"",
        "\"@type\":\"BreadcrumbList\"",
        "style-src-attr 'unsafe-inline'",
    ] {
        assert_eq!(html.matches(part).count(), 1, "{part} in {html}");
    }
    assert_eq!(html.matches("Văn bản số 2").count(), 1, "the text is sent once");
    let (_, data) = html.split_once("id=page-data>").unwrap();
    let data: Value = serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
    let item = &data["answers"]["content/vi/article/tin-2.json"]["items"][0];
    assert_eq!((&item["title"], &item["content_html"]), (&json!("Tin số 2"), &json!("")));
    // A link to the portal's own public address leads to the page here.
    assert!(html.contains("href=\"/article/tin-1/\""), "{html}");
    let feed = feed_rs::parser::parse(files["feed.xml"].as_slice()).unwrap();
    let titles: Vec<&str> = feed.entries.iter().map(|entry| entry.title.as_ref().unwrap().content.as_str()).collect();
    assert_eq!(titles, ["Tin số 3", "Tin số 2", "Tin số 1"]);
    assert!(text(&files, "sitemap.xml").contains("<loc>https://mau.example.vn/article/tin-2/</loc>"));
    assert!(text(&files, "robots.txt").contains("Sitemap: https://mau.example.vn/sitemap.xml"));
}

#[test]
fn the_same_again_is_the_same_and_a_change_gives_what_a_clean_build_gives() {
    let portal = Portal::new("again", 33);
    let first = portal.pressed("out");
    assert_eq!(names_that_differ(&first, &portal.pressed("out")), Vec::<&String>::new());
    let told: Value = serde_json::from_slice(&portal.press("out").stdout).unwrap();
    assert!(told["kept"].as_u64().unwrap() > 60, "{told}");
    for (articles, more) in [(33, " Đính chính."), (34, ""), (32, "")] {
        portal.write(articles, more);
        let after = portal.pressed("out");
        assert_eq!(names_that_differ(&after, &portal.pressed(&format!("clean-{articles}"))), Vec::<&String>::new());
    }
    assert!(!files(&portal.folder.join("out")).contains_key("article/tin-33/index.html"), "what is gone has no page");
}

fn names_that_differ<'a>(one: &'a BTreeMap<String, Vec<u8>>, other: &'a BTreeMap<String, Vec<u8>>) -> Vec<&'a String> {
    one.keys().chain(other.keys()).filter(|name| one.get(*name) != other.get(*name)).collect()
}

#[test]
fn one_more_article_rewrites_few_files_at_any_size() {
    for articles in [36, 108] {
        let portal = Portal::new(&format!("more-{articles}"), articles);
        let before = portal.pressed("out");
        portal.write(articles + 1, "");
        let after = portal.pressed("out");
        let mut changed = names_that_differ(&before, &after);
        changed.retain(|name| after.contains_key(*name));
        changed.sort();
        changed.dedup();
        assert!(changed.len() <= 40, "{} of {}: {changed:?}", changed.len(), after.len());
    }
}

#[test]
fn a_source_that_fails_leaves_the_site_as_it_was() {
    let portal = Portal::new("fails", 3);
    let before = portal.pressed("out");
    portal.put("public/content/vi/feed.json", "{ \"items\": [");
    let output = portal.press("out");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("feed.json"), "{said}");
    assert_eq!(names_that_differ(&before, &files(&portal.folder.join("out"))), Vec::<&String>::new());
    assert!(!portal.folder.join(".out.press/unfinished").exists(), "nothing is left beside it");
}

#[test]
fn the_app_may_lie_where_the_site_is_written() {
    let portal = Portal::new("same", 2);
    portal.put("public/old.pdf", "to be withdrawn");
    portal.put("app/site.json", "{}");
    let press = || {
        let mut press = Command::new(env!("CARGO_BIN_EXE_press"));
        press.current_dir(&portal.folder).args([
            "build",
            "--images",
            "link",
            "--app",
            "app",
            "--compress",
            "none",
            "--out",
            "app",
        ]);
        let output = press.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        files(&portal.folder.join("app"))
    };
    let first = press();
    assert!(text(&first, "index.html").contains("data-pressed") && first.contains_key("old.pdf"));
    std::fs::remove_file(portal.folder.join("public/old.pdf")).unwrap();
    let second = press();
    let lacking: Vec<&String> = first.keys().filter(|name| !second.contains_key(*name)).collect();
    assert_eq!(lacking, ["old.pdf"], "what is withdrawn is withdrawn, and the app is still there");
}

#[test]
fn other_peoples_folders_are_not_replaced() {
    let portal = Portal::new("others", 1);
    portal.put("papers/thesis.txt", "years of work");
    let output = portal.press("papers");
    assert_eq!(output.status.code(), Some(2));
    assert!(portal.folder.join("papers/thesis.txt").is_file());
    let output = portal.press("public");
    assert_eq!(output.status.code(), Some(2), "the settings' own folder is no place for the site");
    assert!(portal.folder.join("public/content/vi/feed.json").is_file());
    let output = Command::new(env!("CARGO_BIN_EXE_press"))
        .current_dir(&portal.folder)
        .args(["build", "--app", "papers", "--out", "out"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cargo xtask dist"));
}

#[test]
fn a_portal_below_a_path_leads_nowhere_else() {
    let portal = Portal::under("below", 14, "/tin/");
    let files = portal.pressed("out");
    let outside: Vec<String> = links(&files).into_iter().filter(|path| !path.starts_with("tin/")).collect();
    // Pictures that the texts themselves name from the host's root.
    assert_eq!(outside, ["content/images/a.jpg"]);
    assert!(text(&files, "index.html").contains("<base href=\"/tin/\">"));
    assert!(text(&files, "index.html").contains("import(\"/tin/app-1.js\""));
}

#[test]
fn slugs_that_are_no_part_of_an_address_or_one_file_with_another_are_told() {
    let portal = Portal::new("slugs", 0);
    let item =
        |slug: &str| json!({ "id": slug, "title": slug, "content_html": "<p>Tin.</p>", "_bantin": { "slug": slug } });
    let feed = |slugs: &[&str]| {
        let items: Vec<Value> = slugs.iter().map(|slug| item(slug)).collect();
        json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Tin", "items": items }).to_string()
    };
    portal.put("public/content/vi/feed.json", &feed(&["tin", "Tin", "a/b", "khac"]));
    portal.put("public/content/vi/pages.json", &feed(&["c/d", "gioi-thieu"]));
    for _ in 0..2 {
        let output = portal.press("out");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let told: Value = serde_json::from_slice(&output.stdout).unwrap();
        let problems = told["problems"].to_string();
        for part in [
            "expected a slug without / for an article, found a/b: give it another",
            "expected a slug for the page c/d without / that is not one",
            "expected slugs that differ by more than capitals, found Tin and tin: give one another",
        ] {
            assert!(problems.contains(part), "{part}: {problems}");
        }
        let files = files(&portal.folder.join("out"));
        assert!(files.contains_key("article/khac/index.html") && files.contains_key("article/tin/index.html"));
        assert!(!files.keys().any(|name| name.contains("a/b") || name.contains("c/d")));
    }
}
