//! Addresses: every route's path leads back to it, and nothing else leads anywhere.

use ban_tin::route::{Links, Route};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// Slugs as backends make them: folded, with diacritics, spaces, signs.
fn slug() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "hội-nghị",
        "Đo lường",
        "100%",
        "%20",
        "a",
        "2021",
        "page",
        "en",
        "tin",
        "c++",
        "a&b=c",
        "hỏi?",
        "#1",
        "ảnh.jpg",
        "site",
        "index.html",
        "\u{1f33e}",
        "e\u{301}",
        "'\"<>",
        "x;y,z",
        "~",
        "_",
    ]);
    let words = prop::collection::vec(part, 1..4).prop_map(|parts| parts.join("-"));
    prop_oneof![words, "[^/\u{0}-\u{1f}]{1,20}"].prop_filter("a way up the path is no name", |slug| {
        !matches!(slug.as_str(), "." | "..") && !slug.trim().is_empty()
    })
}

fn route() -> impl Strategy<Value = Route> {
    let page = || 1_usize..999_999;
    prop_oneof![
        Just(Route::Home),
        Just(Route::Gallery { category: None }),
        slug().prop_map(|slug| Route::Gallery { category: Some(slug) }),
        Just(Route::SiteMap),
        page().prop_map(|page| Route::News { page }),
        (slug(), page()).prop_map(|(slug, page)| Route::Category { slug, page }),
        (slug(), page()).prop_map(|(slug, page)| Route::Tag { slug, page }),
        (1000..9999_i32, 1..=12_u32, page()).prop_map(|(year, month, page)| Route::Month { year, month, page }),
        slug().prop_map(|slug| Route::Article { slug }),
        slug().prop_map(|slug| Route::Album { slug }),
        (slug(), page())
            .prop_filter("stands before a category", |(slug, _)| slug != "category")
            .prop_map(|(slug, number)| Route::Album { slug }.photo(number)),
        (slug(), page()).prop_map(|(slug, number)| Route::Article { slug }.photo(number)),
        (slug(), page()).prop_map(|(words, page)| Route::Search { words: words.trim().into(), page }),
        slug().prop_filter("the portal's own", |s| s != "site-map").prop_map(|slug| Route::Page { slug }),
    ]
}

fn links(base: &str) -> Links {
    Links { base: base.into(), language: "vi".into(), languages: vec!["vi".into(), "en".into(), "zh-Hant".into()] }
}

fn parse(links: &Links, href: &str) -> Option<(String, Route)> {
    let (path, query) = href.split_once('?').unwrap_or((href, ""));
    links.parse(path, query)
}

/// The same cases each time, so that a change is judged by the change alone.
fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 2000,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_211_230),
        ..Default::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_route_is_found_again_by_its_link(
        route in route(),
        base in prop::sample::select(vec!["/", "/tin/", "/a/b/"]),
        language in prop::sample::select(vec!["vi", "en", "zh-Hant"]),
    ) {
        let links = links(base);
        let href = links.to_in(language, &route);
        let expected = Some((language.to_owned(), route));
        prop_assert_eq!(parse(&links, &href), expected.clone(), "{}", href);
        // A host or a reader that drops the last slash leads to the same place.
        let (path, query) = href.split_once('?').map_or((href.as_str(), ""), |(path, query)| (path, query));
        let bare = path.strip_suffix('/').filter(|bare| !bare.is_empty()).unwrap_or(path);
        prop_assert_eq!(links.parse(bare, query), expected, "{}", bare);
    }

    #[test]
    fn a_link_is_an_address_that_needs_no_more_encoding(route in route()) {
        let href = links("/tin/").to(&route);
        let plain = href.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-._~%?=".contains(&b));
        prop_assert!(plain && !href.contains("//"), "{}", href);
    }

    #[test]
    fn a_link_of_the_portal_is_the_same_written_by_hand(route in route(), base in prop::sample::select(vec!["/", "/tin/"])) {
        let links = links(base);
        prop_assert_eq!(links.to_path(&format!("/{}", route.path())), Some(links.to(&route)));
    }

    #[test]
    fn no_path_makes_it_panic(path in "\\PC{0,60}", query in "\\PC{0,30}") {
        for base in ["/", "/tin/"] {
            let links = links(base);
            let _ = links.parse(&path, &query);
            let _ = links.to_path(&path);
            let _ = links.to_path(&format!("/{path}?{query}#{path}"));
            if let Some((_, route)) = links.parse(&format!("{base}{path}"), &query) {
                let _ = route.path();
            }
        }
    }

    #[test]
    fn an_unknown_address_stays_unknown_when_it_is_asked_for_again(path in "[a-z0-9/._ đ-]{0,30}") {
        let route = Route::parse(&path, "");
        if matches!(route, Route::Unknown { .. }) {
            prop_assert_eq!(Route::parse(&route.path(), ""), route);
        }
    }
}

#[test]
fn what_is_no_route_is_unknown() {
    let paths = [
        "x",
        "news/2",
        "news/page",
        "news/page/x",
        "news/page/-1",
        "news/page/+2",
        "news/page/1e3",
        "news/page/0",
        "news/page/99999999999999999999",
        "category",
        "category/a/b",
        "tag",
        "archive",
        "archive/2021",
        "archive/2021/13",
        "archive/2021/0",
        "archive/21/09",
        "archive/năm/09",
        "article",
        "article/a/b",
        "article/a/page/2",
        "gallery/a/0",
        "gallery/a/x",
        "gallery/a/1/2",
        "gallery/category/a/b",
        "gallery/category/a/1",
        "gallery/categories/a",
        "page",
        "page/site-map/page/2",
        "search/x",
        "NEWS",
        "wp-login.php",
        "%2e%2e/%2e%2e/etc/passwd",
        "..",
        "article/%",
        "../article/x",
    ];
    for path in paths {
        let route = Route::parse(path, "");
        let is_article_of_percent = path == "article/%" && route == Route::Article { slug: "%".into() };
        assert!(matches!(route, Route::Unknown { .. }) || is_article_of_percent, "{path} is {route:?}");
    }
}

#[test]
fn a_lists_newest_page_has_no_number() {
    assert_eq!(Route::parse("news", ""), Route::News { page: 0 });
    // Whether the first by its number is another page is the source's business.
    assert_eq!(Route::parse("news/page/1", ""), Route::News { page: 1 });
    assert_eq!(Route::parse("category/a/page/1/", ""), Route::Category { slug: "a".into(), page: 1 });
    assert!(matches!(Route::parse("news/page/0", ""), Route::Unknown { .. }));
    assert_eq!(Route::News { page: 0 }.path(), "news/");
    assert_eq!(Route::News { page: 2 }.on_page(0).path(), "news/");
}

#[test]
fn the_gallery_has_an_address_for_each_category() {
    let of = |slug: &str| Route::Gallery { category: Some(slug.into()) };
    assert_eq!(Route::parse("/gallery/category/su-kien/", ""), of("su-kien"));
    assert_eq!(of("đo lường").path(), "gallery/category/%C4%91o%20l%C6%B0%E1%BB%9Dng/");
    // A category's name may be a number; an album may be called as the word before it.
    assert_eq!(Route::parse("gallery/category/2021", ""), of("2021"));
    assert_eq!(Route::parse("gallery/category", ""), Route::Album { slug: "category".into() });
}

#[test]
fn a_page_or_a_month_has_one_address_whatever_zeros_stand_before_it() {
    for path in ["news/page/002", "news/page/02", "gallery/a/01", "archive/02021/09", "archive/2021/009"] {
        let route = Route::parse(path, "");
        let is_same = matches!(route, Route::Unknown { .. }) || route.path().trim_matches('/') == path;
        assert!(is_same, "{path} is {}, a second address of the same page", route.path());
    }
    assert_eq!(Route::parse("archive/2021/09", ""), Route::Month { year: 2021, month: 9, page: 0 });
}

#[test]
fn a_language_has_its_folder_and_the_default_one_has_none() {
    let links = links("/tin/");
    assert_eq!(links.to(&Route::Home), "/tin/");
    assert_eq!(links.to_in("en", &Route::Gallery { category: None }), "/tin/en/gallery/");
    assert_eq!(links.parse("/tin", ""), Some(("vi".into(), Route::Home)));
    assert_eq!(links.parse("/tin/en", ""), Some(("en".into(), Route::Home)));
    assert_eq!(links.parse("/tin/en/", ""), Some(("en".into(), Route::Home)));
    // The default language has one address alone.
    assert!(matches!(links.parse("/tin/vi/news/", ""), Some((_, Route::Unknown { .. }))));
    for outside in ["/", "/news/", "/tinh/", "/tin-tuc/", "tin/", ""] {
        assert_eq!(links.parse(outside, ""), None, "{outside}");
    }
}

#[test]
fn paths_in_texts_become_links_and_files_do_not() {
    let links = links("/tin/");
    let cases = [
        ("/", Some("/tin/")),
        ("/news", Some("/tin/news/")),
        ("/en/gallery/", Some("/tin/en/gallery/")),
        ("/article/hội-nghị/#anh", Some("/tin/article/h%E1%BB%99i-ngh%E1%BB%8B/#anh")),
        ("/search/?q=do+luong", Some("/tin/search/?q=do%20luong")),
        ("/page/lien-he/", Some("/tin/page/lien-he/")),
        ("//khac.vn/news/", None),
        ("https://khac.vn/news/", None),
        ("/files/mau.pdf", None),
        ("news/", None),
        ("#chu-thich", None),
        ("mailto:a@b.vn", None),
    ];
    for (path, expected) in cases {
        assert_eq!(links.to_path(path).as_deref(), expected, "{path}");
    }
}

#[test]
fn search_words_are_read_as_a_form_writes_them() {
    let words = |query: &str| match Route::parse("search", query) {
        Route::Search { words, page: 0 } => words,
        other => panic!("{other:?}"),
    };
    assert_eq!(words("?q=%C4%91o+l%C6%B0%E1%BB%9Dng"), "đo lường");
    assert_eq!(words("x=1&q=100%25+%2B"), "100% +");
    assert_eq!(words(""), "");
    assert_eq!(words("?q="), "");
    assert_eq!(words("?q=%FF%"), "\u{FFFD}%");
}
