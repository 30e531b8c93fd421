//! A backend and settings that mean ill: whatever they send comes out as text.

use std::sync::Arc;

use ban_tin::body;
use ban_tin::html::{Node, el};
use ban_tin::json::Json;
use ban_tin::route::Route;
use ban_tin::settings;
use ban_tin::source::Page;
use ban_tin::view::*;

use crate::outline::elements;
use crate::values::{self, HOSTILE};
use crate::views::here;

/// What may stand in a page of ours. Anything else came from outside.
const ATTRIBUTES: &str = "class id lang href src srcset sizes alt width height loading decoding fetchpriority style role \
    tabindex rel datetime download type name value action method enterkeyhint start scope colspan rowspan data-key hreflang \
    data-action data-formats data-frame data-title data-unsized dir title controls preload playsinline poster aria-describedby aria-busy hidden aria-label aria-labelledby aria-current aria-hidden aria-controls aria-expanded aria-live";
const ELEMENTS: &str = "html head body a address article blockquote br button caption code div em figcaption figure footer form \
    h1 h2 h3 h4 header hr img input label li main nav ol p pre section span strong sub sup table tbody td th thead time tr ul \
    abbr aside audio dd del dl dt ins kbd mark picture small source video";

fn check(name: &str, view: impl Into<Node>) {
    let html = view.into().to_html();
    let known = |list: &str, word: &str| list.split_whitespace().any(|known| known == word);
    let mut texts = String::new();
    for element in elements(&html) {
        assert!(known(ELEMENTS, &element.name), "{name}: an element <{}>", element.name);
        texts.push_str(&element.text);
        for (key, value) in &element.attributes {
            assert!(known(ATTRIBUTES, key), "{name}: an attribute {key}=\"{value}\" of <{}>", element.name);
            if matches!(key.as_str(), "href" | "src" | "action" | "poster" | "data-frame") {
                let address: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
                let address = address.to_lowercase();
                let is_bad =
                    ["javascript:", "data:", "vbscript:", "blob:"].iter().any(|scheme| address.starts_with(scheme));
                assert!(!is_bad, "{name}: {key}=\"{value}\"");
            }
            if key == "style" {
                assert!(!value.contains("url(") && value.matches(';').count() <= 1, "{name}: style=\"{value}\"");
            }
        }
    }
    let squeezed: String = HOSTILE.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(texts.contains(&squeezed), "{name}: the words themselves are to be read");
}

#[test]
fn a_hostile_article_is_text() {
    let article = values::hostile_article();
    let (body, _) = body::parse(&article.body_html, &article.read_from);
    check("article", article_view(here(), &article, &body));
}

#[test]
fn a_hostile_text_is_text() {
    let article = values::hostile_article();
    let (body, _) = body::parse(&article.body_html, "https://x.vn/");
    check("body", body_text(here(), &body));
}

#[test]
fn a_hostile_list_is_text() {
    let summary = values::hostile_article().summary;
    let page = Page {
        items: vec![summary.clone(), summary],
        total: Some(99),
        number: 2,
        size: 2,
        has_next: true,
        steps: None,
    };
    let route = Route::Tag { slug: HOSTILE.into(), page: 2 };
    check("list", article_list(here(), HOSTILE, None, &page, &route));
}

#[test]
fn a_hostile_front_page_is_text() {
    let summary = values::hostile_article().summary;
    let category = summary.category.clone().unwrap();
    let sections = vec![Section { category, articles: vec![summary.clone()] }];
    let latest = vec![summary.clone(), summary];
    let home = Home { name: HOSTILE.into(), latest, sections, albums: vec![values::hostile_album()] };
    check("home", home_view(here(), &home));
}

#[test]
fn a_hostile_album_is_text() {
    let album = values::hostile_album();
    check("album card", album_card(here(), &album, "h2"));
    check("photo", photo_view(here(), &Photos::of_album(album.clone()), 1));
    let rows = elements(&album_rows(here(), &album, "rows").to_html());
    assert!(rows.iter().all(|element| element.name != "script" && element.attribute("onerror").is_none()));
}

#[test]
fn a_hostile_standing_page_and_address_are_text() {
    let page = values::hostile_page();
    let (body, _) = body::parse(&page.body_html, &page.read_from);
    check("standing page", standing_page_view(here(), &page, &body));
    let html = not_found(here(), HOSTILE).to_html();
    let field = elements(&html).into_iter().find(|element| element.name == "input").unwrap();
    assert_eq!(field.attribute("value"), Some(HOSTILE));
    assert!(elements(&html).iter().all(|element| element.name != "script" && element.name != "img"));
    let notice =
        Failure { title: HOSTILE.into(), advice: HOSTILE.into(), details: vec![HOSTILE.into()], is_above: false };
    check("failure", failure(here(), &notice));
}

#[test]
fn hostile_settings_are_text_and_their_addresses_are_left_out() {
    let text = serde_json::to_string(HOSTILE).unwrap();
    let json = format!(
        r#"{{"name": {text}, "tagline": {text}, "logo": "javascript:alert(1)", "url": "data:x",
            "source": {{"profile": "jsonfeed"}}, "languages": [{{"code": "vi", "name": {text}}}, {{"code": "\" x", "name": "?"}},
                {{"code": "en", "name": {text}}}],
            "menu": [{{"label": {text}, "to": "/news/"}}, {{"label": "x", "to": "javascript:alert(2)"}},
                {{"label": "x", "to": {{"vi": "/", "en": " java\tscript:alert(3)"}}}}, {{"label": "x", "to": "data:text/html,x"}}],
            "footer": {{"address": [{text}], "links": [{{"label": {text}, "to": "vbscript:x"}}], "note": {text}}}}}"#
    );
    let (settings, problems) = settings::read(&Json::parse(&json).unwrap(), "site.json");
    let settings = settings.unwrap();
    assert_eq!((settings.menu.len(), settings.footer.links.len()), (1, 0));
    assert_eq!((settings.logo.clone(), settings.url.clone()), (None, None));
    assert_eq!(problems.len(), 7, "{problems:#?}");
    let words = |text: &settings::Text| text.in_language("vi");
    let site = Site {
        name: words(&settings.name),
        tagline: words(&settings.tagline),
        logo: settings.logo.clone(),
        menu: vec![MenuEntry { label: words(&settings.menu[0].label), href: words(&settings.menu[0].to) }],
        address: settings.footer.address.iter().map(words).collect(),
        footer_links: vec![],
        note: words(&settings.footer.note),
    };
    let crumbs = vec![Crumb { label: HOSTILE.into(), route: Some(Route::Tag { slug: HOSTILE.into(), page: 0 }) }];
    let link = |language: &settings::Language| LanguageLink {
        code: language.code.clone(),
        name: language.name.clone(),
        href: "/en/".into(),
    };
    let languages: Vec<LanguageLink> = settings.languages.iter().map(link).collect();
    let page = el("div", "").with(breadcrumb(here(), &crumbs));
    check("frame", site_frame(here(), &site, &Current::default(), &languages, None, Some(page), false));
}

#[test]
fn a_language_that_is_none_is_not_written_down() {
    // It does no harm, but a screen reader is told a language that does not exist.
    let feed = r#"{"items": [{"id": "a", "title": "Tin", "language": "\"><b onclick=x>", "content_html": "<span lang='x y'>chữ</span>"}]}"#;
    let (url, content_type) = ("https://x.vn/feed.json".to_owned(), "application/json".to_owned());
    let response = ban_tin::source::Response { url, status: 200, content_type, header: None, text: feed.into() };
    let profile = crate::sample::jsonfeed();
    let article = profile.decode("list", &response).unwrap().article("a", &profile).unwrap();
    let (body, _) = body::parse(&article.body_html, &article.read_from);
    let languages =
        elements(&article_view(here(), &article, &body).to_html()).into_iter().filter_map(|element| element.language);
    let is_language = |code: &String| code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let wrong: Vec<String> = languages.filter(|code| !is_language(code)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn a_colour_cannot_bring_a_style_of_its_own() {
    let mut album = values::album();
    album.cover = 0;
    Arc::make_mut(&mut album.photos)[0].color = Some("red;background:url(https://x.vn/pixel)".into());
    let image = elements(&album_card(here(), &album, "h2").to_html())
        .into_iter()
        .find(|element| element.name == "img")
        .unwrap();
    let style = image.attribute("style").unwrap_or_default();
    assert!(!style.contains("url("), "{style}");
}

#[test]
fn photos_addresses_cannot_break_out_of_a_srcset() {
    // A space or comma ends an address in a `srcset` (HTML, 4.8.4.2.1).
    let mut photo = values::photo("a");
    photo.renditions[0].src = values::url("/ảnh hội nghị, 1.jpg");
    let srcset = photo.srcset().unwrap();
    let entries: Vec<Vec<&str>> = srcset.split(", ").map(|entry| entry.split(' ').collect()).collect();
    assert!(entries.len() == 2 && entries.iter().all(|entry| entry.len() == 2), "{srcset}");
    assert_eq!(photo.srcset_of("avif").unwrap(), srcset.replace(".jpg", ".avif"));
}
