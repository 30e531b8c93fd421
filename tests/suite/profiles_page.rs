//! The page that teaches profiles: what it builds from scratch is put together from its pieces, and must do what it says.

use std::rc::Rc;

use ban_tin::body;
use ban_tin::json::Json;
use ban_tin::source::{Filter, Place, Profile, Response};
use serde_json::{Map, Value};

use crate::corpus;

/// The pieces of JSON in "One from scratch", in their order.
fn pieces() -> Vec<String> {
    let page = corpus::read("docs/backends/profiles.md");
    let (_, page) = page.split_once("## One from scratch\n").unwrap();
    let (lesson, _) = page.split_once("\n## ").unwrap();
    lesson.split("```json\n").skip(1).map(|piece| piece.split("\n```").next().unwrap().to_owned()).collect()
}

/// A piece as an object; what it leaves out is said by "…".
fn object(piece: &str) -> Map<String, Value> {
    let whole = piece.replace("…, ", "");
    let text = if whole.starts_with('{') { whole } else { format!("{{{whole}}}") };
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("expected JSON, found {error} in {text}"))
}

fn lay_over(target: &mut Map<String, Value>, piece: Map<String, Value>) {
    for (key, value) in piece {
        match (target.get_mut(&key), value) {
            (Some(Value::Object(old)), Value::Object(new)) => lay_over(old, new),
            (_, value) => drop(target.insert(key, value)),
        }
    }
}

/// The answer that the page begins with, and the profile that it comes to.
fn lesson() -> (String, Value) {
    let pieces = pieces();
    let [answer, start, parts @ ..] = pieces.as_slice() else { panic!("expected pieces of JSON, found {pieces:?}") };
    let mut profile = object(start);
    for part in parts.iter().map(|part| object(part)) {
        // What belongs to a request stands at the top; all else says how an item is read.
        let is_top = ["article", "list", "term"].iter().any(|key| part.contains_key(*key));
        match profile.get_mut("fields") {
            Some(Value::Object(fields)) if !is_top => lay_over(fields, part),
            _ => lay_over(&mut profile, part),
        }
    }
    (answer.clone(), Value::Object(profile))
}

fn profile() -> Rc<Profile> {
    let file = Json::parse(&lesson().1.to_string()).unwrap();
    let own = Json::parse(r#"{"base": "https://cms.example.vn/"}"#).unwrap();
    Rc::new(Profile::new(&file, &own, "/", "vi", "Asia/Ho_Chi_Minh"))
}

#[test]
fn what_the_page_builds_is_a_profile_by_its_schema() {
    let schema: Value = serde_json::from_str(&corpus::read("public/schema/profile.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let problems: Vec<String> =
        schema.iter_errors(&lesson().1).map(|error| format!("{}: {error}", error.instance_path)).collect();
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn what_the_page_builds_reads_the_answer_that_it_begins_with() {
    let profile = profile();
    let url = "https://cms.example.vn/v1/stories?page=1&count=2".to_owned();
    let content_type = "application/json".to_owned();
    let answer = Response { url, status: 200, content_type, header: None, text: lesson().0 };
    let answer = profile.decode("list", &answer).unwrap();
    assert_eq!((answer.total, answer.problems.len()), (Some(41), 0));
    let [story] = answer.summaries.as_slice() else { panic!("expected one story, found {:?}", answer.summaries) };
    assert_eq!((&*story.slug, &*story.title), ("hoi-nghi-do-luong", "Hội nghị “Đo lường”"));
    assert_eq!(story.standfirst.as_deref(), Some("Hơn 120 đại biểu…"));
    assert_eq!(story.published.unwrap().to_rfc3339(), "2026-11-20T02:30:00Z", "half past nine in Vietnam");
    assert_eq!(story.authors, ["Minh Hạnh"]);
    let titles = |terms: &[ban_tin::article::Term]| terms.iter().map(|term| term.title.clone()).collect::<Vec<_>>();
    assert_eq!((titles(story.category.as_slice()), titles(&story.tags)), (vec!["Đo lường".into()], vec!["Chợ".into()]));
    let image = story.image.as_ref().unwrap();
    assert_eq!(
        (image.src.as_str(), image.size, &*image.alt),
        ("https://cms.example.vn/media/812.jpg", Some((1600, 1067)), "Hội trường")
    );
    let widths: Vec<(&str, u32)> = image.renditions.iter().map(|one| (one.src.as_str(), one.width)).collect();
    assert_eq!(widths.first(), Some(&("https://cms.example.vn/media/812.jpg?w=480", 480)));
    assert_eq!(widths.len(), 3);
    let article = answer.article("hoi-nghi-do-luong", &profile).unwrap();
    let (text, warnings) = body::parse(&article.body_html, &article.read_from);
    let html = body::html(&text, &str::to_owned);
    assert!(warnings.is_empty(), "{warnings:?}");
    for part in
        ["<p>Sáng 20/11…</p>", "Cân đúng", "<cite>Giám đốc Sở</cite>", "https://cms.example.vn/media/1.jpg", "Quả cân"]
    {
        assert!(html.contains(part), "expected {part} in {html}");
    }
}

#[test]
fn what_the_page_builds_asks_where_the_page_says() {
    let profile = profile();
    let list = |filter: &Filter, values| profile.list(filter, Place { page: 2, size: 12 }, values).unwrap().url;
    const ALL: &str = "https://cms.example.vn/v1/stories?page=2&count=12";
    assert_eq!(list(&Filter::All, &[]), ALL);
    let category = [("slug", "do-luong".to_owned())];
    assert_eq!(list(&Filter::Category("do-luong".into()), &category), format!("{ALL}&label=do-luong"));
    let words = [("words", "cân đúng".to_owned())];
    let search = list(&Filter::Search("cân đúng".into()), &words);
    assert_eq!(search, format!("{ALL}&q=c%C3%A2n%20%C4%91%C3%BAng"));
    let article = profile.request("article", &[("slug", "hoi-nghi-do-luong".into())]).unwrap().unwrap();
    assert_eq!(article.url, "https://cms.example.vn/v1/stories/by-path/hoi-nghi-do-luong");
    let labels = profile.request("categories", &[]).unwrap().unwrap();
    assert_eq!(labels.url, "https://cms.example.vn/v1/labels?group=section");
}
