//! What is asked for: the addresses that profiles make with a source's own entries over them.

use ban_tin::source::{Filter, Place};
use serde_json::Value;

use crate::corpus;
use crate::sample;

#[test]
fn a_custom_post_type_and_plain_permalinks_are_asked_for_where_wordpress_has_them() {
    let all: Vec<Value> = serde_json::from_str(&corpus::read("tests/corpus/wordpress/requests.json")).unwrap();
    assert!(!all.is_empty());
    for case in all {
        let profile = sample::profile("wordpress", &case["own"].to_string(), "/", "vi");
        let list = profile.list(&Filter::All, Place { page: 2, size: 12 }, &[]).unwrap();
        assert_eq!(list.url, case["list"].as_str().unwrap());
        for part in ["article", "tag"] {
            let request = profile.request(part, &[("slug", "hoi-nghi".into())]).unwrap().unwrap();
            assert_eq!(request.url, case[part].as_str().unwrap());
        }
    }
}

#[test]
fn strapi_and_directus_ask_for_what_is_published_and_not_of_a_coming_day() {
    let now = [("now", "2026-11-28T04:00:00Z".to_owned())];
    let asked = [
        (
            "strapi",
            r#"{"type": "bai-viet", "date": "ngay_dang"}"#,
            "api/bai-viet?status=published&filters[ngay_dang][$lte]=",
        ),
        ("strapi4", "{}", "api/articles?publicationState=live&filters[publishedAt][$lte]="),
    ];
    for (name, own, start) in asked {
        let own = own.replacen('{', r#"{"base": "https://a.vn/","#, 1).replace(",}", "}");
        let profile = sample::profile(name, &own, "/", "vi");
        let list = profile.list(&Filter::All, Place { page: 1, size: 12 }, &now).unwrap().url;
        let start = format!("https://a.vn/{start}2026-11-28T04%3A00%3A00Z&sort=");
        assert!(list.starts_with(&start) && list.contains("&pagination[page]=1&pagination[pageSize]=12&"), "{list}");
    }
    let own = r#"{"base": "https://a.vn/", "type": "tin", "date": "ngay", "published": "filter[duyet][_eq]=true"}"#;
    let list =
        sample::profile("directus", own, "/", "vi").list(&Filter::All, Place { page: 3, size: 5 }, &now).unwrap().url;
    assert!(list.starts_with("https://a.vn/items/tin?fields="), "{list}");
    let end = "&filter[duyet][_eq]=true&filter[ngay][_lte]=2026-11-28T04%3A00%3A00Z&sort=-ngay&limit=5&page=3&meta=filter_count";
    assert!(list.ends_with(end), "{list}");
}
