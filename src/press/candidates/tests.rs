//! What addresses and answers are taken for.

use super::*;

fn address(text: &str) -> (&'static str, String) {
    let candidate = of_address(text).unwrap();
    let own: Vec<String> = candidate.own.iter().map(|(name, value)| format!("{name}={value}")).collect();
    (candidate.profile, own.join(" "))
}

#[test]
fn an_address_of_an_api_names_its_backend_and_its_base() {
    for (text, profile, own) in [
        ("https://a.vn/tin/wp-json/wp/v2/posts?page=1", "wordpress", "base=https://a.vn/tin/"),
        ("https://a.vn/wp-json/wp/v2/su-kien", "wordpress", "base=https://a.vn/ type=su-kien"),
        ("https://a.vn/?rest_route=/wp/v2/posts", "wordpress", "base=https://a.vn/ api=?rest_route=/wp/v2/"),
        ("https://a.vn/ghost/api/content/posts/?key=0a", "ghost", "base=https://a.vn/ key=0a"),
        ("https://a.vn/jsonapi/node/news", "drupal", "base=https://a.vn/ type=news"),
        ("https://a.vn/api/v2/pages/?type=news.NewsPage", "wagtail", "base=https://a.vn/ type=news.NewsPage"),
        ("https://a.vn/++api++/@search", "plone", "base=https://a.vn/"),
        ("https://a.vn/so/_api/web/lists", "sharepoint", "base=https://a.vn/so/"),
        ("https://a.vn/items/news", "directus", "base=https://a.vn/ type=news"),
        ("https://a.vn/api/articles", "strapi", "base=https://a.vn/ type=articles"),
    ] {
        assert_eq!(address(text), (profile, own.to_owned()), "{text}");
    }
    assert_eq!(of_address("https://a.vn/tin-tuc"), None);
}

#[test]
fn the_root_of_an_api_may_have_any_name() {
    assert_eq!(wordpress("https://a.vn/b/wp-json/", "").own, [("base".into(), "https://a.vn/b/".into())]);
    let own = wordpress("https://a.vn/api/", "").own;
    assert_eq!(own, [("base".into(), "https://a.vn/api/".into()), ("api".to_owned(), "wp/v2/".to_owned())]);
}

#[test]
fn what_a_site_names_itself_is_asked_for_first() {
    let clues = Clues { names: vec!["plone - https://plone.org/".into()], ..Clues::default() };
    let order = order(&clues);
    assert_eq!((order[0].profile, order[1].profile, order.len()), ("plone", "wordpress", PROBES.len()));
}

#[test]
fn folders_are_found_with_and_without_a_slash() {
    assert_eq!(folder("https://a.vn"), "https://a.vn/");
    assert_eq!(folder("https://a.vn/tin"), "https://a.vn/tin/");
    assert_eq!(folder("https://a.vn/tin/index.php?x=1"), "https://a.vn/tin/");
}

fn answer(status: u16, text: &str) -> Answer {
    let headers = vec![("content-type".into(), "application/json".into())];
    Answer { url: "https://a.vn/api".into(), status, headers, text: text.into() }
}

#[test]
fn refusals_are_told_from_other_peoples_errors() {
    let of = |profile: &str| *PROBES.iter().find(|probe| probe.profile == profile).unwrap();
    let judged = |profile: &str, status: u16, text: &str| {
        judge(&of(profile), "https://a.vn/", &answer(status, text), &Clues::default())
    };
    let refusal = r#"{"code":"rest_disabled","message":"x","data":{"status":401}}"#;
    assert_eq!(judged("wordpress", 401, refusal), Verdict::Closed);
    assert_eq!(judged("wordpress", 403, "{}"), Verdict::No);
    assert!(matches!(judged("ghost", 403, r#"{"errors":[{"message":"x"}]}"#), Verdict::Fits(_)));
    let old = r#"{"data":[{"id":1,"attributes":{"title":"x"}}],"meta":{"pagination":{"total":1}}}"#;
    match judged("strapi", 200, old) {
        Verdict::Fits(candidates) => assert_eq!(candidates[0].profile, "strapi4"),
        other => panic!("{other:?}"),
    }
    assert_eq!(judged("strapi", 404, r#"{"detail":"Not found."}"#), Verdict::No);
}

#[test]
fn a_wagtails_own_fields_are_asked_for() {
    let pages = r#"{"items":[{"meta":{"type":"home.HomePage"}},{"meta":{"type":"news.NewsIndexPage"}},{"meta":{"type":"news.NewsPage"}}]}"#;
    assert_eq!(wagtail_type(&Json::parse(pages).unwrap()).as_deref(), Some("news.NewsPage"));
    let page = Json::parse(r#"{"date":"2026-01-01","intro":"x","body":[]}"#).unwrap();
    let own = wagtail_fields(&page);
    assert_eq!(own[0], ("order".into(), "-date".into()));
    assert_eq!(own[1].1, "date,intro,first_published_at");
}

#[test]
fn a_drupal_without_articles_has_news_of_another_name() {
    let index = |names: &str| Json::parse(&format!(r#"{{"jsonapi":{{}},"links":{{{names}}}}}"#)).unwrap();
    let kind = |names: &str| drupal_type(&index(names));
    assert_eq!(kind(r#""node--article":{},"node--tin_tuc":{}"#), None);
    assert_eq!(kind(r#""file--file":{},"node--page":{},"node--tin_tuc":{}"#).as_deref(), Some("tin_tuc"));
    assert_eq!(kind(""), None);
}

#[test]
fn a_list_is_found_under_any_name() {
    let json = Json::parse(r#"{"tongSo":"24","muc":[],"danhSach":[{"ma":"1","tieuDe":"x"}]}"#).unwrap();
    assert_eq!(list_in(&json), Some(("/danhSach".into(), vec!["ma".into(), "tieuDe".into()])));
    assert_eq!(list_in(&Json::parse(r#"[{"id":1}]"#).unwrap()).unwrap().0, "");
    assert_eq!(list_in(&Json::parse(r#"{"message":"x"}"#).unwrap()), None);
}
