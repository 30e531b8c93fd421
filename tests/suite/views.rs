//! Components rendered natively and checked by what they mean: their outlines stand in `tests/corpus/view/`.

use std::sync::Arc;

use ban_tin::article::{Album, StandingPage, Summary};
use ban_tin::body;
use ban_tin::html::Node;
use ban_tin::route::{Links, Route};
use ban_tin::source::Page;
use ban_tin::view::*;

use crate::corpus;
use crate::outline::{Element, elements, outline};
use crate::{sample, values};

/// Vietnamese, under `/tin/`, with the real words; for as long as the tests run.
pub fn here() -> Here<'static> {
    let links = Links { base: "/tin/".into(), language: "vi".into(), languages: vec!["vi".into(), "en".into()] };
    Here { locale: Box::leak(Box::new(sample::locale("vi"))), links: Box::leak(Box::new(links)) }
}

/// A view's elements, read back from its HTML.
fn shown(view: impl Into<Node>) -> Vec<Element> {
    elements(&view.into().to_html())
}

/// Renders, holds to what every page has to keep, and compares with the outline of that name.
fn check(name: &str, view: impl Into<Node>) -> Vec<Element> {
    let html = view.into().to_html();
    let all = elements(&html);
    let headings: Vec<&Element> = all.iter().filter(|element| element.name == "h1").collect();
    assert_eq!(headings.len(), 1, "{name}: a page has one h1: {headings:#?}");
    assert_eq!(headings[0].attribute("tabindex"), Some("-1"), "{name}: the focus moves to the h1");
    assert!(!all.iter().any(|element| element.name == "script"), "{name}");
    for (n, element) in all.iter().enumerate() {
        // A picture names the link around it.
        let picture = all.get(n + 1).filter(|inside| inside.name == "img").and_then(|inside| inside.attribute("alt"));
        let has_name = !element.text.is_empty()
            || element.attribute("aria-label").is_some()
            || picture.is_some_and(|alt| !alt.is_empty());
        let is_hidden = element.attribute("aria-hidden") == Some("true");
        assert!(
            !matches!(element.name.as_str(), "a" | "button") || has_name || is_hidden,
            "{name}: {element:?} has no name"
        );
        assert!(element.name != "img" || element.attribute("alt").is_some(), "{name}: {element:?}");
    }
    if let Some(differs) = corpus::differs(&format!("tests/corpus/view/{name}.outline"), &outline(&html)) {
        panic!("{differs}");
    }
    all
}

fn list(n: usize, number: usize, total: usize) -> Page<Summary> {
    let items = (0..n).map(|n| values::summary(&format!("tin-{n}"))).collect();
    Page { items, total: Some(total), number, size: 12, has_next: number * 12 < total, steps: None }
}

#[test]
fn an_article_shows_all_that_is_known_of_it() {
    let article = values::article();
    let (body, _) = body::parse(&article.body_html, &article.read_from);
    let all = check("article", article_view(here(), &article, &body));
    let time: Vec<Option<&str>> = all.iter().filter(|e| e.name == "time").map(|e| e.attribute("datetime")).collect();
    assert_eq!(time[..2], [Some("2021-12-30T07:05:00Z"), Some("2021-12-31T01:00:00Z")]);
    let image = all.iter().find(|element| element.name == "img").unwrap();
    assert_eq!((image.attribute("width"), image.attribute("height")), (Some("960"), Some("640")));
    assert_eq!(image.attribute("fetchpriority"), Some("high"), "the lead photo is the page's largest");
}

#[test]
fn an_article_of_which_little_is_known_has_no_empty_places() {
    let article = ban_tin::article::Article { summary: values::bare(), ..Default::default() };
    let all = check("bare_article", article_view(here(), &article, &body::Body::default()));
    let is_gap = |element: &&Element| {
        matches!(element.name.as_str(), "p" | "li" | "ul" | "nav" | "section" | "h2" | "h3" | "figcaption")
    };
    let gaps: Vec<&Element> = all.iter().filter(is_gap).filter(|element| element.text.is_empty()).collect();
    assert!(gaps.is_empty(), "{gaps:#?}");
}

#[test]
fn an_attachment_of_unknown_kind_has_no_empty_brackets() {
    let links: Vec<String> = shown(attachments(here(), &values::article().attachments))
        .into_iter()
        .filter(|element| element.name == "a")
        .map(|link| link.text)
        .collect();
    assert_eq!(links, ["Quyết định số 14/2021/QĐ-UBND (PDF, 48 kB)", "Tệp không rõ loại"]);
}

#[test]
fn a_page_of_a_list_has_its_place_and_its_neighbours() {
    let route = Route::Category { slug: "su-kien".into(), page: 2 };
    let all = check("list_page_2_of_5", article_list(here(), "Tin tức sự kiện", None, &list(3, 2, 54), &route));
    let current: Vec<&Element> =
        all.iter().filter(|element| element.attribute("aria-current") == Some("page")).collect();
    assert_eq!(current.len(), 1);
    let rel =
        |rel: &str| all.iter().find(|e| e.attribute("rel") == Some(rel)).and_then(|e| e.attribute("href")).unwrap();
    assert_eq!((rel("prev"), rel("next")), ("/tin/category/su-kien/", "/tin/category/su-kien/page/3/"));
}

#[test]
fn an_empty_list_says_so() {
    check("list_empty", article_list(here(), "Tin tức", None, &list(0, 1, 0), &Route::News { page: 0 }));
}

#[test]
fn pagination_leads_to_every_page_within_a_few_steps_and_nowhere_else() {
    for (pages, number) in [(1, 1), (2, 1), (5, 5), (9, 5), (400, 200)] {
        let view = pagination(here(), &Route::News { page: number }, &list(1, number, pages * 12));
        let links: Vec<Element> = shown(view).into_iter().filter(|element| element.name == "a").collect();
        let page = |link: &Element| {
            link.attribute("href").unwrap().trim_matches('/').rsplit('/').next().unwrap().parse().unwrap_or(1)
        };
        let to: Vec<usize> = links.iter().map(page).collect();
        assert!(to.iter().all(|to| (1..=pages).contains(to)), "{to:?}");
        assert_eq!(pages > 1, to.contains(&1) && to.contains(&pages), "{number} of {pages}: {to:?}");
        assert!(to.len() <= 9, "{to:?}");
    }
}

#[test]
fn the_front_page_has_a_lead_the_latest_sections_and_albums() {
    let latest = (0..4).map(|n| values::summary(&format!("moi-{n}"))).collect();
    let articles = vec![values::summary("a"), values::bare()];
    let sections = vec![Section { category: values::term("su-kien", "Tin tức sự kiện"), articles }];
    let home = Home { name: "Sở".into(), latest, sections, albums: vec![values::album()] };
    check("home", home_view(here(), &home));
    let home = Home { name: "Sở".into(), latest: vec![], sections: vec![], albums: vec![] };
    check("home_empty", home_view(here(), &home));
}

#[test]
fn an_album_is_a_row_of_links_to_its_photos() {
    let html = album_rows(here(), &values::album(), "rows").to_html();
    let differs = corpus::differs("tests/corpus/view/album_rows.outline", &outline(&html));
    assert!(differs.is_none(), "{}", differs.unwrap_or_default());
}

#[test]
fn of_a_long_album_the_first_photos_are_rendered() {
    let n_links = |n_photos: usize| {
        let photos = Arc::new((0..n_photos).map(|n| values::photo(&n.to_string())).collect());
        let html = album_rows(here(), &Album { photos, ..values::album() }, "tiles").to_html();
        assert!(html.starts_with(r#"<ul class="album-rows" role="list" data-layout="tiles">"#), "{html}");
        html.matches("<a ").count()
    };
    assert_eq!((n_links(200), n_links(201)), (200, 60));
}

#[test]
fn an_album_without_a_date_ends_with_its_count() {
    let album = Album { published: None, ..values::album() };
    let facts = shown(album_card(here(), &album, "h2")).into_iter().find(|element| element.name == "p").unwrap();
    assert_eq!(facts.text, "Bộ ảnh · 3 ảnh");
}

#[test]
fn a_photo_has_its_caption_its_neighbours_and_the_way_back() {
    let all = check("photo", photo_view(here(), &Photos::of_album(values::album()), 2));
    let keys: Vec<&str> = all.iter().filter_map(|element| element.attribute("data-key")).collect();
    assert_eq!(keys, ["ArrowLeft", "Escape", "ArrowRight", "Home", "End"]);
}

#[test]
fn smaller_files_of_a_photo_stand_beside_it_and_a_browser_chooses() {
    let mut album = values::album();
    let cover = album.cover;
    Arc::make_mut(&mut album.photos)[cover].has_formats = true;
    let all = shown(album_card(here(), &album, "h2"));
    let sources: Vec<&Element> = all.iter().filter(|element| element.name == "source").collect();
    let kinds: Vec<Option<&str>> = sources.iter().map(|source| source.attribute("type")).collect();
    assert_eq!(kinds, [Some("image/avif"), Some("image/webp")]);
    let image = all.iter().find(|element| element.name == "img").unwrap();
    let srcset = image.attribute("srcset").unwrap();
    assert_eq!(sources[1].attribute("srcset"), Some(srcset.replace(".jpg", ".webp").as_str()));
    assert!(sources.iter().all(|source| source.attribute("sizes") == image.attribute("sizes")));
    assert_eq!(image.attribute("alt"), Some(""));
}

#[test]
fn the_site_map_leaves_empty_branches_out() {
    let entry = MenuEntry { label: "Tin tức".into(), href: "/tin/news/".into() };
    let branches =
        vec![Branch { title: "Trang chính".into(), links: vec![entry] }, Branch { title: "Thẻ".into(), links: vec![] }];
    check("site_map", site_map(here(), &branches));
}

#[test]
fn an_unknown_address_offers_a_search_and_ways_on() {
    let all = check("not_found", not_found(here(), "hoi nghi"));
    let field = all.iter().find(|element| element.name == "input").unwrap();
    assert_eq!((field.attribute("name"), field.attribute("value")), (Some("q"), Some("hoi nghi")));
}

#[test]
fn a_failure_says_what_and_one_thing_to_do() {
    let details = vec!["site.json: expected a text at /name, found 4".to_owned()];
    let notice =
        Failure { title: "Không tải được".into(), advice: "Hãy thử lại.".into(), details, is_above: false };
    check("failure", failure(here(), &notice));
    let above = shown(failure(here(), &Failure { is_above: true, ..notice }));
    assert!(above.iter().any(|element| element.attribute("role") == Some("alert")));
    assert!(!above.iter().any(|element| element.name == "h1"), "the page that is kept has its own");
}

#[test]
fn a_standing_page_shows_its_text() {
    let page = StandingPage { slug: "lien-he".into(), title: "Liên hệ".into(), ..StandingPage::default() };
    let (body, _) = body::parse("<p>Số 1 đường Minh Họa</p>", "/");
    check("standing_page", standing_page_view(here(), &page, &body));
}

#[test]
fn a_foreign_article_is_marked_and_an_own_one_is_not() {
    let language_of = |language: Option<&str>| {
        let article = Summary { language: language.map(str::to_owned), ..values::summary("a") };
        shown(article_card(here(), &article, CardSize::Full(Load::Lazy), "h2"))
            .into_iter()
            .find(|element| element.name == "h2")
            .unwrap()
            .language
    };
    assert_eq!(language_of(Some("en")).as_deref(), Some("en"));
    assert_eq!(language_of(Some("vi")), None);
    assert_eq!(language_of(None), None);
}

#[test]
fn a_standing_page_among_the_results_leads_to_its_own_address() {
    let href = |slug: &str| {
        let all = shown(article_card(here(), &values::summary(slug), CardSize::Full(Load::Lazy), "h2"));
        all.iter().find_map(|element| element.attribute("href").map(str::to_owned)).unwrap()
    };
    assert_eq!(href("page/lien-he"), "/tin/page/lien-he/");
    assert_eq!(href("lien-he"), "/tin/article/lien-he/");
}

#[test]
fn words_of_the_portal_around_a_foreign_article_are_not_marked_as_foreign() {
    let mut article = values::article();
    article.summary.language = Some("en".into());
    let all = shown(article_view(here(), &article, &body::Body::default()));
    let in_language = |text: &str| all.iter().rev().find(|e| e.text.contains(text)).unwrap().language.as_deref();
    assert_eq!(in_language("Tin hoi-nghi"), Some("en"));
    for own in ["In bài", "Tệp đính kèm", "Cập nhật"] {
        assert_ne!(in_language(own), Some("en"), "{own} is Vietnamese");
    }
}
