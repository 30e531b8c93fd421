//! The gallery's index: albums and articles with photos in one list, and what of it is in a category.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use ban_tin::page::Page;
use ban_tin::route::Route;
use ban_tin::source::Response;
use ban_tin::store::Store;

use crate::content::{LANGUAGES, articles, summaries};
use crate::outline::{Element, elements};
use crate::sample::{self, Portal};

const OWN: &str = r#"{"list": "/feed.json", "albums": "/albums.json"}"#;
const FEED: &str = r#"{"items": [
    {"id": "moi", "title": "Bài mới", "date_published": "2026-05-03T00:00:00Z",
        "_bantin": {"photo_count": 4, "category": {"slug": "su-kien", "title": "Sự kiện"}, "image": {"src": "/moi.jpg"}}},
    {"id": "it", "title": "Bài ít ảnh", "date_published": "2026-05-02T12:00:00Z",
        "_bantin": {"photo_count": 2, "category": {"slug": "su-kien", "title": "Sự kiện"}}},
    {"id": "khong", "title": "Bài không đếm", "date_published": "2026-05-02T12:00:00Z"},
    {"id": "cu", "title": "Bài cũ", "date_published": "2026-05-01T00:00:00Z", "_bantin": {"photo_count": 3}}]}"#;
const ALBUMS: &str = r#"{"items": [
    {"id": "xua", "title": "Album không ngày", "_bantin": {"photos": [{"src": "/x.jpg"}]}},
    {"id": "giua", "title": "Album giữa", "date_published": "2026-05-02T00:00:00Z", "_bantin": {"cover": 1,
        "category": {"slug": "do-luong", "title": "Đo lường"}, "photos": [{"src": "/1.jpg"}, {"src": "/2.jpg"}]}},
    {"id": "chung", "title": "Album chung", "date_published": "2026-05-01T12:00:00Z", "_bantin": {"photos": [{"src": "/3.jpg"}]}}]}"#;

/// A portal whose sources are these, and what it asks for.
fn portal(sources: &[(&str, &str)], answers: &[(&str, &str)]) -> (Portal, Rc<RefCell<Vec<String>>>) {
    let answer = |(url, text): &(&str, &str)| {
        let (url, text) = ((*url).to_owned(), (*text).to_owned());
        (url.clone(), Response { url, status: 200, content_type: "application/json".into(), header: None, text })
    };
    let asked = Rc::new(RefCell::new(vec![]));
    let fetch = sample::from_map(answers.iter().map(answer).collect::<HashMap<_, _>>(), asked.clone());
    let profiles = sources.iter().map(|(name, own)| sample::profile(name, own, "/tin/", "vi")).collect();
    let store = Store::new(profiles, sample::outside(fetch));
    (Portal { store, ..Portal::new("/tin/", "vi") }, asked)
}

fn gallery(category: Option<&str>) -> Route {
    Route::Gallery { category: category.map(str::to_owned) }
}

fn html(portal: &Portal, category: Option<&str>) -> Vec<Element> {
    elements(&portal.load(&gallery(category)).view(portal.here()).to_html())
}

fn texts(all: &[Element], name: &str) -> Vec<String> {
    all.iter().filter(|element| element.name == name).map(|element| element.text.clone()).collect()
}

/// The cards' titles.
fn titles(portal: &Portal, category: Option<&str>) -> Vec<String> {
    texts(&html(portal, category), "h2")
}

/// The links to categories, the shown one in brackets.
fn choice(all: &[Element]) -> Vec<String> {
    let links = all.iter().filter(|it| it.attribute("class") == Some("gallery__category"));
    let shown = |it: &Element| match it.attribute("aria-current") {
        Some("page") => format!("[{}]", it.text),
        _ => it.text.clone(),
    };
    links.map(shown).collect()
}

fn both() -> Portal {
    portal(&[("jsonfeed", OWN)], &[("/feed.json", FEED), ("/albums.json", ALBUMS)]).0
}

/// An album may have thousands of photos: the pages that show any of them share them.
#[test]
fn an_album_is_read_once_for_all_pages() {
    let portal = both();
    portal.load(&gallery(None));
    let (first, again) = (portal.store.albums().unwrap(), portal.store.albums().unwrap());
    let alone = portal.store.album("giua").unwrap();
    assert_eq!((first.len(), alone.photos.len()), (3, 2));
    for (one, other) in [(&first[1], &again[1]), (&first[1], &alone)] {
        assert_eq!((&one.slug, one), (&"giua".to_owned(), other));
        assert!(Arc::ptr_eq(&one.photos, &other.photos));
    }
}

#[test]
fn albums_and_articles_with_three_photos_stand_in_one_list_newest_first() {
    let portal = both();
    let all = html(&portal, None);
    let expected = ["Bài mới", "Album giữa", "Album chung", "Bài cũ", "Album không ngày"];
    assert_eq!(texts(&all, "h2"), expected);
    let facts: Vec<String> = texts(&all, "p");
    assert_eq!(facts[..2], ["Bài viết · 4 ảnh · 03/05/2026", "Bộ ảnh · 2 ảnh · 02/05/2026"]);
    assert_eq!(facts[4], "Bộ ảnh · 1 ảnh");
    let links = all.iter().filter(|it| it.attribute("class") == Some("album-card__link"));
    let hrefs: Vec<&str> = links.filter_map(|it| it.attribute("href")).collect();
    let expected = ["article/moi", "gallery/giua", "gallery/chung", "article/cu", "gallery/xua"];
    assert_eq!(hrefs, expected.map(|path| format!("/tin/{path}/")));
    let covers: Vec<&str> = all.iter().filter(|it| it.name == "img").filter_map(|it| it.attribute("src")).collect();
    assert_eq!(covers, ["/moi.jpg", "/2.jpg", "/3.jpg", "/x.jpg"]);
}

#[test]
fn only_categories_that_occur_are_offered_and_each_shows_its_own() {
    let portal = both();
    assert_eq!(choice(&html(&portal, None)), ["[Tất cả]", "Sự kiện", "Đo lường"]);
    assert_eq!(titles(&portal, Some("su-kien")), ["Bài mới"]);
    assert_eq!(titles(&portal, Some("do-luong")), ["Album giữa"]);
    let all = html(&portal, Some("do-luong"));
    assert_eq!(choice(&all), ["Tất cả", "Sự kiện", "[Đo lường]"]);
    let nav = all.iter().find(|it| it.name == "nav" && it.attribute("aria-label") == Some("Chuyên mục"));
    assert!(nav.is_some());
    let page: Page = portal.load(&gallery(Some("do-luong")));
    assert_eq!(page.head.title, "Thư viện ảnh: Đo lường");
    let crumbs: Vec<(&str, Option<Route>)> =
        page.crumbs.iter().map(|crumb| (crumb.label.as_str(), crumb.route.clone())).collect();
    assert_eq!(crumbs, [("Thư viện ảnh", Some(gallery(None))), ("Đo lường", None)]);
    assert_eq!(page.section, Some(gallery(None)));
    assert!(!page.head.is_hidden);
}

#[test]
fn one_category_is_no_choice() {
    let feed = FEED.replace(r#""category": {"slug": "su-kien", "title": "Sự kiện"}, "#, "");
    let (portal, _) = portal(&[("jsonfeed", OWN)], &[("/feed.json", &feed), ("/albums.json", ALBUMS)]);
    assert_eq!(choice(&html(&portal, None)), [""; 0]);
}

#[test]
fn a_category_that_nothing_is_in_leads_back_to_the_whole_gallery() {
    let portal = both();
    let all = html(&portal, Some("khong-co"));
    assert_eq!(texts(&all, "h1"), ["Thư viện ảnh"]);
    assert_eq!(choice(&all), ["Tất cả", "Sự kiện", "Đo lường"]);
    let words = all.iter().find(|it| it.attribute("class") == Some("article-list__empty")).unwrap();
    assert_eq!(words.text, "Chưa có bộ ảnh nào. Xem cả thư viện ảnh");
    let back = all.iter().find(|it| it.name == "a" && it.text == "Xem cả thư viện ảnh").unwrap();
    assert_eq!(back.attribute("href"), Some("/tin/gallery/"));
    assert!(portal.load(&gallery(Some("khong-co"))).head.is_hidden);
}

#[test]
fn of_albums_and_articles_one_may_fail_without_the_other() {
    let (without_albums, _) = portal(&[("jsonfeed", OWN)], &[("/feed.json", FEED)]);
    assert_eq!(titles(&without_albums, None), ["Bài mới", "Bài cũ"]);
    let (without_list, _) = portal(&[("jsonfeed", OWN)], &[("/albums.json", ALBUMS)]);
    assert_eq!(titles(&without_list, None), ["Album giữa", "Album chung", "Album không ngày"]);
}

#[test]
fn nothing_is_told_from_nothing_that_could_be_had() {
    let empty = r#"{"items": []}"#;
    for answers in [vec![], vec![("/feed.json", empty)], vec![("/albums.json", empty)]] {
        let (Portal { store, settings, locale, links }, _) = portal(&[("jsonfeed", OWN)], &answers);
        let desk = ban_tin::page::Desk { store: &store, settings: &settings, locale: &locale, links: &links };
        let page = crate::wait::block_on(ban_tin::page::load(&gallery(None), &desk));
        assert!(page.is_err(), "{answers:?}: {page:?}");
    }
    let (portal, _) = portal(&[("jsonfeed", OWN)], &[("/feed.json", empty), ("/albums.json", empty)]);
    assert_eq!(texts(&html(&portal, None), "p"), ["Chưa có bộ ảnh nào."]);
}

#[test]
fn where_albums_are_articles_no_list_is_asked_for() {
    let post = r#"[{"id": 1, "slug": "bai", "date_gmt": "2026-05-03T00:00:00", "title": {"rendered": "Bài"}, "excerpt": {"rendered": ""},
        "content": {"rendered": "<img src='/a.jpg'><p>x</p><img src='/b.jpg'><p>x</p><img src='/c.jpg'>"}}]"#;
    let own = r#"{"base": "/", "albums": "/albums.json", "list": "/list.json"}"#;
    let (portal, asked) = portal(&[("wordpress", own)], &[("/albums.json", post), ("/list.json", post)]);
    assert_eq!(titles(&portal, None), ["Bài"]);
    assert_eq!(asked.borrow().len(), 1, "{asked:?}");
}

#[test]
fn sources_side_by_side_show_each_article_once() {
    let other = FEED.replace("\"moi\"", "\"moi-cung\"").replace("\"cu\"", "\"cu-cung\"");
    let sources = [("jsonfeed", OWN), ("jsonfeed", r#"{"list": "/other.json"}"#)];
    let (portal, _) = portal(&sources, &[("/feed.json", FEED), ("/albums.json", ALBUMS), ("/other.json", &other)]);
    let expected = ["Bài mới", "Album giữa", "Album chung", "Bài cũ", "Album không ngày"];
    assert_eq!(titles(&portal, None), expected);
}

#[test]
fn the_samples_lists_count_the_photos_that_its_articles_show() {
    for language in LANGUAGES {
        let portal = Portal::new("/", language);
        let listed = summaries(language);
        for article in articles(language) {
            let slug = &article.summary.slug;
            let page = portal.load(&Route::Article { slug: slug.clone() });
            let shown = page.photos().unwrap().photos.len();
            let said = listed.iter().find(|summary| summary.slug == *slug).unwrap().photo_count;
            assert_eq!((said, article.summary.photo_count), (Some(shown), Some(shown)), "{language} {slug}");
        }
        let many = listed.iter().take(20).filter(|summary| summary.photo_count >= Some(3)).count();
        assert!(many >= 2, "{language}: {many}");
        assert!(html(&portal, None).iter().any(|it| it.attribute("class") == Some("album-card album-card--article")));
    }
}

#[test]
fn a_category_of_the_gallery_leads_to_its_translation_in_the_menu() {
    let page = Portal::new("/", "vi").load(&gallery(Some("su-kien")));
    assert_eq!(page.head.translations, [("en".into(), gallery(Some("events")))]);
    let page = Portal::new("/", "en").load(&gallery(None));
    assert_eq!(page.head.translations, [("vi".into(), gallery(None))]);
}
