//! Every kind of route, loaded from the bundled content in both languages.

use ban_tin::page::{Content, Page};
use ban_tin::route::Route;
use ban_tin::view::{Current, LanguageLink, MenuEntry, Site, site_frame};

use crate::content::{LANGUAGES, albums, summaries};
use crate::outline::{Element, elements};
use crate::sample::{self, Portal};

fn html(portal: &Portal, page: &Page) -> Vec<Element> {
    elements(&page.view(portal.here()).to_html())
}

fn labels(page: &Page) -> Vec<&str> {
    page.crumbs.iter().map(|crumb| crumb.label.as_str()).collect()
}

fn gallery() -> Route {
    Route::Gallery { category: None }
}

/// Every address that a reader of one language can come to.
fn routes(language: &str) -> Vec<Route> {
    let mut routes = vec![Route::Home, Route::News { page: 0 }, gallery(), Route::SiteMap];
    routes.push(Route::Search { words: "khoa học".into(), page: 0 });
    routes.extend(summaries(language).into_iter().map(|summary| Route::Article { slug: summary.slug }));
    for album in albums(language) {
        routes.extend([1, album.photos.len()].map(|number| Route::Album { slug: album.slug.clone() }.photo(number)));
        routes.push(Route::Album { slug: album.slug });
    }
    for summary in summaries(language) {
        if let Some(term) = summary.category {
            routes.push(Route::Gallery { category: Some(term.slug.clone()) });
            routes.push(Route::Category { slug: term.slug, page: 0 });
        }
        routes.extend(summary.tags.into_iter().map(|term| Route::Tag { slug: term.slug, page: 0 }));
    }
    let mut seen = std::collections::HashSet::new();
    routes.retain(|route| seen.insert(route.clone()));
    routes
}

#[test]
fn every_address_of_the_sample_has_a_whole_page() {
    let mut problems = vec![];
    for (language, base) in [("vi", "/"), ("en", "/tin/")] {
        let portal = Portal::new(base, language);
        for route in routes(language) {
            let page = portal.load(&route);
            let all = html(&portal, &page);
            let n_headings = all.iter().filter(|element| element.name == "h1").count();
            let is_titled = !page.head.title.trim().is_empty() || route == Route::Home;
            let ends_here = page.crumbs.last().is_none_or(|crumb| crumb.route.is_none());
            let is_marked = page.section.is_some() || matches!(route, Route::Home | Route::Search { .. });
            let is_whole = n_headings == 1
                && is_titled
                && ends_here
                && is_marked
                && !matches!(page.content, Content::NotFound { .. });
            let is_described =
                page.head.description.as_ref().is_some_and(|words| !words.is_empty()) || route == Route::SiteMap;
            if !is_whole || !is_described {
                problems.push(format!("{language} {route:?}: {:?}", page.head));
            }
            let outside =
                |e: &&Element| e.attribute("href").is_some_and(|href| href.starts_with('/') && !href.starts_with(base));
            problems.extend(
                all.iter().filter(outside).map(|e| format!("{language} {route:?}: {e:?} is outside of {base}")),
            );
        }
    }
    assert_eq!(sample::reported(), [""; 0]);
    crate::corpus::none(problems);
}

#[test]
fn every_link_of_every_page_leads_to_a_page() {
    let mut problems = vec![];
    for language in LANGUAGES {
        let portal = Portal::new("/", language);
        let mut known: std::collections::HashMap<Route, bool> = Default::default();
        for route in routes(language) {
            for element in html(&portal, &portal.load(&route)) {
                let Some(href) = element.attribute("href").filter(|href| href.starts_with('/')) else { continue };
                let (path, query) = href.split_once('?').unwrap_or((href, ""));
                let (to_language, to) = portal.links.parse(path, query).unwrap();
                if matches!(to, Route::Unknown { .. }) {
                    let file = crate::corpus::root().join(format!("public{}", ban_tin::url::decode(path)));
                    if !file.is_file() {
                        problems.push(format!("{route:?} links {href}, which is neither page nor file"));
                    }
                } else if to_language == language {
                    let is_there = known
                        .entry(to.clone())
                        .or_insert_with(|| !matches!(portal.load(&to).content, Content::NotFound { .. }));
                    if !*is_there {
                        problems.push(format!("{language} {route:?} links {href}, which is not found"));
                    }
                }
            }
        }
    }
    problems.sort();
    problems.dedup();
    crate::corpus::none(problems);
}

#[test]
fn every_translation_that_a_page_names_is_there() {
    let portals = LANGUAGES.map(|language| Portal::new("/", language));
    let mut problems = vec![];
    let mut count = 0;
    for (portal, other) in [(&portals[0], &portals[1]), (&portals[1], &portals[0])] {
        for route in routes(&portal.links.language) {
            for (language, to) in portal.load(&route).head.translations {
                count += 1;
                assert_eq!(language, other.links.language, "{route:?} is its own translation");
                if matches!(other.load(&to).content, Content::NotFound { .. }) {
                    problems.push(format!("{route:?} has a translation {language} {to:?}, which is not found"));
                }
            }
        }
    }
    assert!(count > 30, "{count}");
    crate::corpus::none(problems);
}

#[test]
fn pages_stand_where_the_breadcrumb_says() {
    let portal = Portal::new("/", "vi");
    let crumbs = |route: Route| labels(&portal.load(&route)).join(" › ");
    assert_eq!(crumbs(Route::Home), "");
    assert_eq!(crumbs(Route::News { page: 0 }), "Tin tức");
    assert_eq!(crumbs(Route::News { page: 2 }), "Tin tức › Trang 2");
    assert_eq!(crumbs(Route::Category { slug: "su-kien".into(), page: 0 }), "Tin tức › Tin tức sự kiện");
    let article = crumbs(Route::Article { slug: "hoi-nghi-tong-ket-2021-nhiem-vu-2022".into() });
    assert!(article.starts_with("Tin tức › Tin tức sự kiện › Sở Khoa học và Công nghệ Hà Nam tổ chức"), "{article}");
    assert_eq!(crumbs(gallery()), "Thư viện ảnh");
    let album = albums("vi").remove(0);
    let photo = crumbs(Route::Album { slug: album.slug }.photo(2));
    assert_eq!(photo, format!("Thư viện ảnh › {} › Ảnh 2", album.title));
}

#[test]
fn an_article_is_marked_in_its_section_and_says_what_it_is() {
    let portal = Portal::new("/tin/", "vi");
    let page = portal.load(&Route::Article { slug: "hoi-nghi-tong-ket-2021-nhiem-vu-2022".into() });
    assert_eq!(page.section, Some(Route::Category { slug: "su-kien".into(), page: 0 }));
    assert!(page.head.is_article && !page.head.is_hidden);
    assert!(
        page.head.image.as_ref().is_some_and(|image| image.starts_with("/tin/content/images/")),
        "{:?}",
        page.head.image
    );
    assert_eq!(page.head.translations, [("en".into(), Route::Article { slug: "year-end-conference-2021".into() })]);
    assert!(portal.load(&Route::Search { words: "a".into(), page: 0 }).head.is_hidden);
}

#[test]
fn an_article_without_a_summary_is_described_by_its_first_words() {
    let portal = Portal::new("/", "vi");
    let bare = summaries("vi").into_iter().find(|summary| summary.standfirst.is_none()).unwrap();
    let words = portal.load(&Route::Article { slug: bare.slug }).head.description.unwrap();
    assert!((40..=160).contains(&words.chars().count()), "{words}");
}

#[test]
fn the_pages_of_a_list_hold_every_article_once() {
    let portal = Portal::new("/", "vi");
    let mut seen = vec![];
    for number in [0, 2, 3, 4, 5] {
        let page = portal.load(&Route::News { page: number });
        let cards = html(&portal, &page).into_iter().filter(|element| element.name == "h2");
        seen.extend(cards.map(|heading| heading.text));
        assert_eq!(page.head.title.contains("Trang"), number > 0, "{}", page.head.title);
    }
    let all: Vec<String> =
        summaries("vi").into_iter().map(|s| s.title.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(seen, all);
}

#[test]
fn what_is_not_there_is_the_not_found_page_with_words_to_search_for() {
    let portal = Portal::new("/", "vi");
    let slug = || "do-luong-2021.html".to_owned();
    let cases = [
        (Route::Unknown { path: "tin-tuc/Đo-lường-2021.aspx".into() }, "do luong 2021"),
        (Route::Article { slug: slug() }, "do luong 2021"),
        // Counted from the newest, the first page has no number in its address.
        (Route::News { page: 1 }, ""),
        (Route::Category { slug: slug(), page: 0 }, "do luong 2021"),
        (Route::Tag { slug: slug(), page: 0 }, "do luong 2021"),
        (Route::Album { slug: slug() }, "do luong 2021"),
        (Route::Page { slug: slug() }, "do luong 2021"),
        (Route::Album { slug: "do-luong-2021".into() }.photo(1), "do luong 2021"),
        (Route::Tag { slug: "do-luong".into(), page: 99 }, "do luong"),
        (Route::Search { words: "đo lường".into(), page: 99 }, "do luong"),
        (Route::Month { year: 1999, month: 1, page: 0 }, ""),
        (Route::News { page: 99 }, ""),
    ];
    let mut problems = vec![];
    for (route, expected) in cases {
        let page = portal.load(&route);
        assert!(page.head.is_hidden, "{route:?}");
        match page.content {
            Content::NotFound { words } if words == expected => {}
            Content::NotFound { words } => {
                problems.push(format!("{route:?}: expected the words {expected:?}, found {words:?}"))
            }
            other => panic!("{route:?} is {other:?}"),
        }
    }
    crate::corpus::none(problems);
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    let portal = Portal::new("/", "vi");
    let mut problems = std::collections::BTreeSet::new();
    for route in routes("vi") {
        let mut last = 0;
        for element in html(&portal, &portal.load(&route)) {
            let Some(level) = element.name.strip_prefix('h').and_then(|digit| digit.parse::<usize>().ok()) else {
                continue;
            };
            if level > last + 1 {
                let kind = format!("{route:?}").split([' ', '(']).next().unwrap_or_default().to_owned();
                problems.insert(format!("{kind}: from h{last} to h{level}"));
            }
            last = level;
        }
    }
    crate::corpus::none(problems.into_iter().collect());
}

#[test]
fn landmarks_of_one_kind_have_names_of_their_own() {
    let portal = Portal::new("/", "vi");
    let site = Site { footer_links: vec![MenuEntry { label: "A".into(), href: "/".into() }], ..Site::default() };
    let languages = LANGUAGES.map(|code| LanguageLink { code: code.into(), name: code.into(), href: "/".into() });
    let mut problems = std::collections::BTreeSet::new();
    for route in routes("vi").into_iter().chain([Route::Unknown { path: "x".into() }]) {
        let page = portal.load(&route).view(portal.here());
        let frame = site_frame(portal.here(), &site, &Current::default(), &languages, None, Some(page), false);
        let mut seen = std::collections::BTreeSet::new();
        for element in elements(&frame.to_html()) {
            let role = element.attribute("role").unwrap_or(&element.name);
            let name = element.attribute("aria-label").or(element.attribute("aria-labelledby")).unwrap_or_default();
            if matches!(role, "nav" | "search" | "main" | "region") && !seen.insert((role.to_owned(), name.to_owned()))
            {
                let kind = format!("{route:?}").split([' ', '(']).next().unwrap_or_default().to_owned();
                problems.insert(format!("{kind}: two of {role} named {name:?}"));
            }
        }
    }
    crate::corpus::none(problems.into_iter().collect());
}

fn found(portal: &Portal, words: &str) -> Vec<String> {
    let page = portal.load(&Route::Search { words: words.into(), page: 0 });
    html(portal, &page).into_iter().filter(|element| element.name == "h2").map(|heading| heading.text).collect()
}

#[test]
fn a_search_finds_the_same_with_and_without_diacritics() {
    let portal = Portal::new("/", "vi");
    let with = found(&portal, "đo lường");
    assert!(with.len() >= 3, "{with:?}");
    for words in ["do luong", "ĐO  LƯỜNG!", "\"do\" luong", "Đo lươ\u{300}ng"] {
        assert_eq!(found(&portal, words), with, "{words}");
    }
    assert_eq!(found(&portal, "xyzzy"), [""; 0]);
    assert!(found(&portal, "tổng kết 2021")[0].contains("tổng kết"));
}

#[test]
fn a_search_for_nothing_does_not_say_that_nothing_was_found() {
    let portal = Portal::new("/", "vi");
    let page = portal.load(&Route::Search { words: String::new(), page: 0 });
    let all = html(&portal, &page);
    assert!(!all.iter().any(|element| element.text.contains("Không có tin nào")), "nobody has searched yet");
}
