//! Any JSON against any profile: nothing panics, and the work is bounded by the sizes of both.

use std::rc::Rc;
use std::time::{Duration, Instant};

use ban_tin::body;
use ban_tin::source::{Profile, Response};
use proptest::prelude::*;

use crate::corpus;
use crate::sample;

const PARTS: [&str; 11] =
    ["list", "article", "albums", "categories", "category", "tags", "tag", "months", "pages", "page", "index"];

/// All that can be read off an answer.
fn read_all(profile: &Rc<Profile>, part: &str, text: &str) {
    let response = Response {
        url: "https://a.vn/api/x?y".into(),
        status: 200,
        content_type: "application/json".into(),
        header: None,
        text: text.into(),
    };
    let Ok(answer) = profile.decode(part, &response) else { return };
    answer.terms("categories", profile);
    answer.terms(part, profile);
    answer.months(profile);
    answer.albums(profile);
    for summary in answer.summaries.iter().take(20) {
        assert!(!summary.slug.is_empty(), "an article has an address");
        // What is fetched to complete it may be anything, too.
        let joins = answer.joins(&summary.slug, profile);
        let whole = joins.iter().fold(answer.clone(), |whole, (place, _)| whole.with(place, &answer));
        let article = whole.article(&summary.slug, profile).unwrap();
        let _ = body::parse(&article.body_html, &article.read_from);
    }
}

fn profiles() -> Vec<Rc<Profile>> {
    let name = |file: &String| file.trim_start_matches("public/sources/").trim_end_matches(".json").to_owned();
    let files = corpus::files("public/sources", ".json");
    files.iter().map(|file| sample::profile(&name(file), r#"{"base": "https://a.vn/"}"#, "/", "vi")).collect()
}

/// JSON of the keys and shapes that profiles look for.
fn json() -> impl Strategy<Value = serde_json::Value> {
    let keys = keys();
    let word = prop_oneof![
        Just("published".to_owned()),
        Just("category".to_owned()),
        Just("2021-12-30T14:05:00".to_owned()),
        Just("0001-01-01T00:00:00Z".to_owned()),
        Just("https://a.vn/x.jpg".to_owned()),
        Just("<p>Một <b>hai</b></p><img src=a.jpg>".to_owned()),
        Just("{/title}".to_owned()),
        any::<String>(),
    ];
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        word.prop_map(Into::into),
    ];
    leaf.prop_recursive(6, 96, 6, move |inner| {
        let key = prop::sample::select(keys.clone());
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(serde_json::Value::from),
            prop::collection::vec((key, inner), 0..8).prop_map(|pairs| pairs.into_iter().collect()),
        ]
    })
}

/// Every word of the profiles that may be a key of an answer.
fn keys() -> Vec<String> {
    let texts = corpus::files("public/sources", ".json").into_iter().map(corpus::read).collect::<Vec<_>>().join(" ");
    let mut keys: Vec<String> = texts
        .split(|c: char| !(c.is_alphanumeric() || "_:@.-".contains(c)))
        .filter(|word| (2..24).contains(&word.len()))
        .map(str::to_owned)
        .collect();
    keys.sort();
    keys.dedup();
    keys
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn any_json_is_read_by_any_profile(value in json(), n in 0..100_usize, part in 0..PARTS.len()) {
        let all = profiles();
        read_all(&all[n % all.len()], PARTS[part], &value.to_string());
    }

    #[test]
    fn items_of_any_shape_are_read_in_the_place_of_items(items in prop::collection::vec(json(), 0..4), n in 0..100_usize) {
        let all = profiles();
        let profile = &all[n % all.len()];
        let list = serde_json::Value::from(items);
        for key in ["items", "posts", "data", "value", "tags", "pages"] {
            read_all(profile, "list", &serde_json::json!({ key: list }).to_string());
            read_all(profile, "article", &serde_json::json!({ key: list }).to_string());
        }
        read_all(profile, "list", &list.to_string());
    }
}

fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(300)
}

/// Real answers with one thing in them turned into something else.
#[test]
fn captures_with_one_value_gone_wrong_are_read_all_the_same() {
    let wrong = [
        serde_json::json!(null),
        serde_json::json!([]),
        serde_json::json!({}),
        serde_json::json!("x"),
        serde_json::json!(-1.5),
    ];
    for file in corpus::files("tests/corpus", "/cases.json") {
        let folder = file.trim_end_matches("/cases.json");
        let cases: serde_json::Value = serde_json::from_str(&corpus::read(&file)).unwrap();
        let profile = sample::profile(cases["profile"].as_str().unwrap(), &cases["own"].to_string(), "/", "vi");
        for case in cases["cases"].as_array().unwrap().iter().take(6) {
            let text = corpus::read(format!("{folder}/{}.json", case["file"].as_str().unwrap()));
            let Ok(whole) = serde_json::from_str::<serde_json::Value>(&text) else { continue };
            let mut pointers = vec![];
            collect(&whole, String::new(), &mut pointers);
            let step = pointers.len().div_ceil(60).max(1);
            for (n, pointer) in pointers.iter().step_by(step).enumerate() {
                let mut changed = whole.clone();
                *changed.pointer_mut(pointer).unwrap() = wrong[n % wrong.len()].clone();
                read_all(&profile, case["part"].as_str().unwrap(), &changed.to_string());
            }
        }
    }
}

fn collect(json: &serde_json::Value, at: String, found: &mut Vec<String>) {
    found.push(at.clone());
    let below: Vec<(String, &serde_json::Value)> = match json {
        serde_json::Value::Array(items) => items.iter().enumerate().map(|(n, item)| (n.to_string(), item)).collect(),
        serde_json::Value::Object(map) => {
            map.iter().map(|(key, item)| (key.replace('~', "~0").replace('/', "~1"), item)).collect()
        }
        _ => vec![],
    };
    for (key, item) in below {
        collect(item, format!("{at}/{key}"), found);
    }
}

#[test]
fn a_huge_or_deep_answer_ends_in_time() {
    let start = Instant::now();
    let deep = "[".repeat(100) + &"]".repeat(100);
    let wide = format!(r#"{{"items": [{}]}}"#, vec![r#"{"id": "a"}"#; 20_000].join(","));
    let keys =
        format!("{{{}}}", (0..20_000).map(|n| format!(r#""k{n}": {{"id": {n}}}"#)).collect::<Vec<_>>().join(","));
    for profile in profiles() {
        for text in [&deep, &wide, &keys] {
            read_all(&profile, "list", text);
            read_all(&profile, "article", text);
        }
    }
    assert!(start.elapsed() < Duration::from_secs(180), "found {:?}", start.elapsed());
}
