//! A real server filled with the sample content: `cargo xtask live wordpress`, `cargo xtask live ghost`. Without one
//! these journeys say that they were skipped.

use serde_json::{Value, json};

use super::backends::{allow_parsing, until_headlines, walk};
use super::sample::{ALBUM, ALBUM_TITLE, ARTICLE, HEADLINE, change, json_file};
use crate::browser::Browser;
use crate::journeys;
use crate::server::Server;

/// The server's `source` for site.json, as `cargo xtask live` names it.
fn source() -> Option<Value> {
    let base = std::env::var("BANTIN_LIVE_BASE").ok()?;
    let mut source = json!({ "profile": std::env::var("BANTIN_LIVE").unwrap(), "base": base });
    if let Ok(key) = std::env::var("BANTIN_LIVE_KEY") {
        source["key"] = key.into();
        // As docs/backends/ghost.md has it for a site whose albums have a tag of their own.
        source["albums"] =
            "{api}posts/?key={key}&include=tags&filter=tag:thu-vien-anh&order=published_at%20desc&limit=30".into();
    }
    Some(source)
}

/// What every list of the server shows, newest first: headline, time, category.
fn everything() -> Vec<(String, String, String)> {
    let mut all = vec![];
    let mut file = "feed.json".to_owned();
    loop {
        let feed = json_file(&format!("content/vi/{file}"));
        all.extend(feed["items"].as_array().unwrap().iter().map(entry));
        let Some(next) = feed["next_url"].as_str() else { break };
        next.clone_into(&mut file);
    }
    // Albums are articles there.
    all.extend(json_file("content/vi/albums.json")["items"].as_array().unwrap().iter().map(entry));
    all.sort_by(|one, other| other.1.cmp(&one.1));
    all
}

fn entry(item: &Value) -> (String, String, String) {
    let text = |pointer: &str| item.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
    (text("/title"), text("/date_published"), text("/_bantin/category/slug"))
}

fn expected() -> Value {
    let all = everything();
    let titles = |from: usize| all.iter().skip(from).take(12).map(|(title, ..)| title.clone()).collect::<Vec<_>>();
    let of_it = all.iter().filter(|(.., category)| category == "do-luong").map(|(title, ..)| title.clone());
    json!({
        "page1": titles(0),
        "page2": titles(12),
        "category": {
            "path": "/category/do-luong/",
            "title": "Tiêu chuẩn, đo lường, chất lượng",
            "headlines": of_it.take(12).collect::<Vec<_>>(),
        },
        "article": {
            "path": ARTICLE,
            "title": HEADLINE,
            "says": "./.",
        },
        "album": {
            "path": ALBUM,
            "title": ALBUM_TITLE,
            "photos": 8,
        },
    })
}

/// The portal reads the server; `None` where there is none.
fn connect(b: &Browser, server: &Server) -> Option<()> {
    allow_parsing(b);
    // Pictures that are still on their way are given up by the browser when a document is left.
    b.allow_console("resource: <img>");
    let Some(source) = source() else {
        use std::io::Write;
        drop(writeln!(
            std::io::stderr(),
            "skipped: no live server (cargo xtask live wordpress, cargo xtask live ghost)"
        ));
        return None;
    };
    change(server, "site.json", |site| {
        site["source"] = source;
        site["languages"] = json!([{ "code": "vi", "name": "Tiếng Việt" }]);
        site["menu"] = json!([{ "label": "Tin tức", "to": "/news/" }, { "label": "Thư viện ảnh", "to": "/gallery/" }]);
    });
    Some(())
}

async fn found(b: &Browser, words: &str) -> Vec<String> {
    b.open(&format!("/search/?q={words}")).await;
    b.until_h1("Tìm kiếm").await;
    b.wait_until("results", async || b.inside("main", "").names("heading").await.len() > 1).await;
    let mut found: Vec<String> = b.inside("main", "").names("heading").await.into_iter().skip(1).collect();
    found.sort();
    found
}

journeys! {
    fn live_the_portal_reads_it_whole in [chromium, firefox, webkit] (b, server) {
        if connect(b, server).is_some() {
            walk(b, &expected()).await;
        }
    }

    fn live_words_are_found_with_and_without_diacritics in [chromium] (b, server) {
        if connect(b, server).is_some() {
            let with = found(b, "%C4%91o%20l%C6%B0%E1%BB%9Dng").await;
            assert!(with.len() >= 3, "{with:#?}");
            assert_eq!(found(b, "do%20luong").await, with);
            assert_eq!(found(b, "%C4%90O%20L%C6%AF%E1%BB%9CNG").await, with);
        }
    }

    fn live_a_tag_a_month_and_files_are_there in [chromium] (b, server) {
        if connect(b, server).is_some() {
            let all = everything();
            let of_month = all.iter().filter(|(_, date, _)| date.starts_with("2026-09-")).map(|(title, ..)| title.clone());
            b.open("/archive/2026/09/").await;
            b.until_h1("Tháng 9/2026").await;
            until_headlines(b, &of_month.collect::<Vec<_>>()).await;
            b.open(ARTICLE).await;
            b.until_h1(HEADLINE).await;
            b.inside("main", "").by_role("link", "Quyết định số 14/2021/QĐ-UBND*").await;
            b.inside("main", "").click("link", "hội nghị").await;
            b.until_h1("hội nghị").await;
            b.inside("main", "").by_role("link", HEADLINE).await;
            b.open("/page/site-map/").await;
            b.until_h1("Sơ đồ trang").await;
            b.until_text("Tiêu chuẩn, đo lường, chất lượng").await;
        }
    }
}
