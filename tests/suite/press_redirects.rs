//! Old addresses: which can be followed, and what is written for hosts of each kind.

use ban_tin::json::Json;
use ban_tin::locale::Locale;
use ban_tin::press::redirects::{Redirect, host_file, pages, read};
use ban_tin::route::Links;
use ban_tin::settings;
use serde_json::{Value, json};

use crate::corpus;

fn of(redirects: Value) -> (Vec<(String, String)>, Vec<String>) {
    let (redirects, problems) = read(&json!({ "redirects": redirects }), "site.json");
    let pairs = redirects.into_iter().map(|redirect| (redirect.from, redirect.to));
    (pairs.collect(), problems.iter().map(ToString::to_string).collect())
}

fn links(base: &str) -> Links {
    Links { base: base.into(), language: "vi".into(), languages: vec!["vi".into(), "en".into()] }
}

fn locale(language: &str) -> Locale {
    let file = format!("public/locales/{language}.json");
    Locale::read(&Json::parse(&corpus::read(&file)).unwrap(), &file, "UTC").unwrap()
}

fn pair(from: &str, to: &str) -> (String, String) {
    (from.into(), to.into())
}

#[test]
fn old_paths_are_read_in_their_order_however_they_are_encoded() {
    let (redirects, problems) = of(json!({
        "/tin-tuc/123.aspx": "/article/ngay-hoi/",
        "/tin-t%E1%BB%A9c/": "/news/",
        "/Văn bản/Quyết định.aspx": "https://vanban.example.vn/?a=1",
    }));
    assert_eq!(problems, [""; 0]);
    let expected = [
        pair("tin-tuc/123.aspx", "/article/ngay-hoi/"),
        pair("tin-tức", "/news/"),
        pair("Văn bản/Quyết định.aspx", "https://vanban.example.vn/?a=1"),
    ];
    assert_eq!(redirects, expected);
    assert_eq!(read(&json!({}), "site.json"), (vec![], vec![]));
}

#[test]
fn what_cannot_be_followed_is_left_out_and_named() {
    let (redirects, problems) = of(json!({
        "/": "/news/",
        "tin.aspx": "/news/",
        "/tin.aspx?id=3": "/news/",
        "/tin/*": "/news/",
        "/../x": "/news/",
        "/a/%2e%2e/x": "/news/",
        "/a%2Fb": "/news/",
        "/a//b": "/news/",
        "/a\u{1}b": "/news/",
        "/to/nothing": null,
        "/to/number": 3,
        "/to/script": "javascript:alert(1)",
        "/to/mail": "mailto:a@b.vn",
        "/to/host": "//evil.example/",
        "/to/name": "news",
        "/good": "/news/",
    }));
    assert_eq!(redirects, [pair("good", "/news/")]);
    assert_eq!(problems.len(), 15, "{problems:#?}");
    let mail = "site.json: expected a path from the portal's root, or an http or https address at /redirects/~1to~1mail, \
                found \"mailto:a@b.vn\"";
    assert!(problems.iter().any(|problem| problem == mail), "{problems:#?}");
    assert_eq!(of(json!("/news/")).1.len(), 1);
}

#[test]
fn loops_are_left_out_and_chains_are_shortened_and_both_are_reported() {
    let (redirects, problems) = of(json!({
        "/a": "/b/?x=1",
        "/b": "/c",
        "/c": "/article/x/",
        "/d": "/e/",
        "/e": "/f",
        "/f": "/e",
        "/self": "/self/#top",
    }));
    let expected = [pair("a", "/article/x/"), pair("b", "/article/x/"), pair("c", "/article/x/")];
    assert_eq!(redirects, expected);
    let at = |path: &str| problems.iter().filter(|problem| problem.contains(&format!("/redirects/~1{path},"))).count();
    assert_eq!(
        [at("a"), at("b"), at("c"), at("d"), at("e"), at("f"), at("self")],
        [1, 1, 0, 1, 1, 1, 1],
        "{problems:#?}"
    );
    assert!(problems[0].contains(r#"the end of the chain, "/article/x/""#), "{problems:#?}");
}

#[test]
fn the_same_path_twice_and_a_file_that_would_be_a_folder_are_reported() {
    let (redirects, problems) =
        of(json!({ "/a": "/news/", "/a/": "/gallery/", "/b.html": "/news/", "/b.html/c": "/news/" }));
    assert_eq!(redirects, [pair("a", "/news/"), pair("b.html", "/news/")]);
    assert_eq!(problems.len(), 2, "{problems:#?}");
}

#[test]
fn ten_thousand_old_addresses_in_one_long_chain_are_read_while_nobody_waits() {
    let all: serde_json::Map<String, Value> =
        (0..10_000).map(|n| (format!("/tin/{n}.aspx"), format!("/article/tin-{n}/").into())).collect();
    let (redirects, problems) = of(Value::Object(all));
    assert_eq!((redirects.len(), problems.len()), (10_000, 0));
}

fn redirects() -> Vec<Redirect> {
    let of = |(from, to): (&str, &str)| Redirect { from: from.into(), to: to.into() };
    [
        ("tin tức/123.aspx", "/article/ngay-hoi/"),
        ("old.html", "/en/news/"),
        ("x", "https://b.vn/a b?c=\"<d>&e"),
        ("f", "/files/a.pdf"),
    ]
    .map(of)
    .into()
}

#[test]
fn the_hosts_file_has_one_line_each_below_the_portals_path() {
    let expected = "/tin/tin%20t%E1%BB%A9c/123.aspx /tin/article/ngay-hoi/ 301\n\
                    /tin/old.html /tin/en/news/ 301\n\
                    /tin/x https://b.vn/a%20b?c=%22%3Cd%3E&e 301\n\
                    /tin/f /tin/files/a.pdf 301\n";
    assert_eq!(host_file(&redirects(), &links("/tin/")), expected);
}

#[test]
fn a_plain_host_has_a_page_at_each_old_address_in_the_language_of_the_new_one() {
    let (vi, en) = (locale("vi"), locale("en"));
    let words = |language: &str| if language == "en" { &en } else { &vi };
    let pages = pages(&redirects(), &links("/"), &words, &|path| format!("https://a.vn{path}"));
    let paths: Vec<&str> = pages.iter().map(|page| page.path.as_str()).collect();
    assert_eq!(paths, ["tin tức/123.aspx/index.html", "old.html", "x/index.html", "f/index.html"]);
    let expected = r#"<!DOCTYPE html>
<html lang="vi" dir="ltr">
<meta charset="utf-8">
<title>Trang này đã chuyển sang địa chỉ mới.</title>
<meta name="viewport" content="width=device-width">
<link rel="canonical" href="https://a.vn/article/ngay-hoi/">
<meta http-equiv="refresh" content="0; url=/article/ngay-hoi/">
<p>Trang này đã chuyển sang địa chỉ mới. <a href="/article/ngay-hoi/">Mở trang mới</a></p>
</html>
"#;
    assert_eq!(pages[0].html, expected);
    assert!(pages[1].html.contains(r#"<html lang="en" dir="ltr">"#), "{}", pages[1].html);
    assert!(pages[2].html.contains(r#"href="https://b.vn/a%20b?c=%22%3Cd%3E&amp;e""#), "{}", pages[2].html);
    assert!(!pages[2].html.contains("<d>"), "{}", pages[2].html);
}

#[test]
fn the_portal_in_a_browser_passes_over_them_without_a_word() {
    let mut site: Value = serde_json::from_str(&corpus::read("public/site.json")).unwrap();
    site["redirects"] = json!({ "/tin.aspx": "/news/" });
    let (settings, problems) = settings::read(&Json::from(site), "site.json");
    assert!(settings.is_some() && problems.is_empty(), "{problems:?}");
}
