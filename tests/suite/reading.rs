//! What the words of a profile do, one at a time, each with the smallest profile and answer that show it.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use ban_tin::json::Json;
use ban_tin::source::{Answer, Error, Filter, Profile, Response};
use ban_tin::store::Store;

use crate::sample;

fn profile(text: &str) -> Rc<Profile> {
    let json = Json::parse(text).unwrap();
    Rc::new(Profile::new(&json, &json, "/", "vi", "Asia/Ho_Chi_Minh"))
}

fn response(url: &str, status: u16, text: &str) -> Response {
    Response { url: url.into(), status, content_type: "application/json".into(), header: None, text: text.into() }
}

fn decode(profile: &Profile, part: &str, text: &str) -> Answer {
    profile.decode(part, &response("https://a.vn/api/x", 200, text)).unwrap()
}

const BY_NUMBER: &str = r#"{"base": "https://a.vn/api/", "list": {"url": "list?page={page}", "items": ["/value", "/d/results"]},
    "article": {"url": "one?n={number}", "items": "/value"}, "fields": {"id": "/id", "title": "/title",
    "slug": {"at": "{/id} {/title}", "as": "slug"}}}"#;

#[test]
fn a_slug_is_made_of_a_number_and_the_words_of_a_headline() {
    let answer = decode(&profile(BY_NUMBER), "list", r#"{"value": [{"id": 7, "title": "Đo lường: \"R&D\" 2026"}]}"#);
    assert_eq!(answer.summaries[0].slug, "7-do-luong-r-d-2026");
}

#[test]
fn an_article_that_is_asked_for_by_its_number_is_found_under_an_older_headline_too() {
    let profile = profile(BY_NUMBER);
    let one = decode(&profile, "article", r#"{"value": [{"id": 7, "title": "Mới"}]}"#);
    assert_eq!(one.article("7-cu", &profile).unwrap().summary.slug, "7-moi");
    let two = decode(&profile, "article", r#"{"value": [{"id": 7, "title": "Mới"}, {"id": 8, "title": "Khác"}]}"#);
    assert!(two.article("7-cu", &profile).is_none(), "of several it cannot be told which is meant");
    let list = decode(&profile, "list", r#"{"value": [{"id": 7, "title": "Mới"}]}"#);
    assert!(list.article("7-cu", &profile).is_none(), "a list was asked for all of its articles");
}

#[test]
fn the_list_may_stand_at_one_of_several_places() {
    let profile = profile(BY_NUMBER);
    let older = decode(&profile, "list", r#"{"d": {"results": [{"id": 1, "title": "Một"}]}}"#);
    assert_eq!(older.summaries[0].title, "Một");
    let error = profile.decode("list", &response("https://a.vn/api/x", 200, r#"{"rows": []}"#)).unwrap_err();
    assert!(matches!(error, Error::Decode { .. }), "{error}");
}

#[test]
fn files_of_a_photo_are_relative_to_the_base_that_is_named() {
    let profile = profile(
        r#"{"base": "https://a.vn/", "list": {"items": ""}, "fields": {"id": "/id", "image": {"src": "{/id}/{/file}",
            "renditions": {"base": "{/id}/", "each": "/files/*", "src": "/file", "width": "/width"}}}}"#,
    );
    let answer = profile.decode(
        "article",
        &response(
            "https://a.vn/++api++/@search?x",
            200,
            r#"[{"id": "https://a.vn/tin/bai", "file": "@@images/a.jpg", "files": [
                {"file": "@@images/b.jpg", "width": 400}, {"file": "https://b.vn/c.jpg", "width": 800}]}]"#,
        ),
    );
    let photo = answer.unwrap().summaries[0].image.clone().unwrap();
    let files: Vec<&str> = photo.renditions.iter().map(|rendition| rendition.src.as_str()).collect();
    assert_eq!(photo.src.as_str(), "https://a.vn/tin/bai/@@images/a.jpg");
    assert_eq!(files, ["https://a.vn/tin/bai/@@images/b.jpg", "https://b.vn/c.jpg"]);
}

#[test]
fn what_sharepoint_says_of_its_refusal_is_found() {
    for text in [
        r#"{"odata.error": {"message": {"value": "Cấm."}}}"#,
        r#"{"error": {"code": "1", "message": {"value": "Cấm."}}}"#,
    ] {
        let error = response("https://a.vn/x", 403, text).json().unwrap_err();
        assert!(matches!(&error, Error::Status { says, .. } if says == "Cấm."), "{error}");
    }
}

/// A backend that goes on by next links alone: five answers of two articles.
fn chained() -> (Store, Rc<RefCell<Vec<String>>>) {
    let profile = profile(
        r#"{"base": "https://a.vn/api/", "list": {"url": "list?top={size}", "items": "/value", "next": "/next", "most": 2,
            "category": "&c={slug}"}, "fields": {"id": "/id", "slug": "/id", "title": "/id"}}"#,
    );
    let url =
        |n: usize| format!("https://a.vn/api/list?top=2{}", if n == 0 { String::new() } else { format!("&t={n}") });
    let answer = |n: usize| {
        let next = if n < 4 { format!(r#", "next": "list?top=2&t={}""#, n + 1) } else { String::new() };
        let text = format!(r#"{{"value": [{{"id": "a-{}"}}, {{"id": "a-{}"}}]{next}}}"#, 2 * n, 2 * n + 1);
        (url(n), response(&url(n), 200, &text))
    };
    let answers: HashMap<String, Response> = (0..5).map(answer).collect();
    let asked = Rc::new(RefCell::new(vec![]));
    (Store::new(vec![profile], sample::outside(sample::from_map(answers, asked.clone()))), asked)
}

#[test]
fn a_page_of_a_live_list_of_next_links_asks_for_no_more_than_it_needs() {
    let (store, asked) = chained();
    let list = |number: usize| sample::ask(&store, |store| store.list(&Filter::All, number, 3));
    let slugs = |number: usize| list(number).unwrap().items.into_iter().map(|item| item.slug).collect::<Vec<_>>();
    assert!(store.is_live());
    assert_eq!(slugs(2), ["a-3", "a-4", "a-5"]);
    assert_eq!(asked.borrow().len(), 3);
    let page = list(2).unwrap();
    assert_eq!((page.total, page.has_next, page.pages()), (None, true, 3), "how many there are is not known yet");
    let last = list(4).unwrap();
    assert_eq!((last.items.len(), last.total, last.has_next), (1, Some(10), false), "what was counted is known");
    assert!(matches!(list(5), Err(Error::Missing { .. })));
    assert_eq!(asked.borrow().len(), 5, "each answer is asked for once");
}

#[test]
fn seconds_of_a_cameras_clock_are_the_portals_local_time_and_0_is_no_date() {
    let profile = sample::profile("wordpress", r#"{"base": "https://a.vn/"}"#, "/", "vi");
    let taken = |seconds: &str| {
        let photo = format!(
            r#"{{"source_url": "/1.jpg", "media_details": {{"image_meta": {{"created_timestamp": {seconds}}}}}}}"#
        );
        let text =
            format!(r#"[{{"id": 1, "title": {{"rendered": "Một"}}, "_embedded": {{"wp:featuredmedia": [{photo}]}}}}]"#);
        let taken = decode(&profile, "list", &text).summaries[0].image.as_ref().unwrap().taken;
        taken.map(|taken| (taken.at.to_rfc3339(), taken.is_day))
    };
    // A clock in Việt Nam that shows 09:30, as WordPress reads it from the file.
    assert_eq!(taken("\"1716024600\""), Some(("2024-05-18T02:30:00Z".into(), false)));
    for none in ["\"0\"", "0", "\"\"", "null", "\"hôm qua\"", "\"99999999999999999999\"", "\"9999999999999\""] {
        assert_eq!(taken(none), None, "{none}");
    }
}
