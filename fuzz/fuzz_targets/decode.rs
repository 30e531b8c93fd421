//! Any answer, read by any shipped profile: nothing panics, and every article has an address.
//!
//! The first two bytes choose the profile and the kind of request; the rest is the answer's text.

#![no_main]

use std::cell::RefCell;
use std::rc::Rc;

use ban_tin::body;
use ban_tin::json::Json;
use ban_tin::source::{Profile, Response};
use libfuzzer_sys::fuzz_target;

const PARTS: [&str; 11] =
    ["list", "article", "albums", "categories", "category", "tags", "tag", "months", "pages", "page", "index"];

thread_local! {
    static PROFILES: RefCell<Vec<Rc<Profile>>> = RefCell::new(profiles());
}

/// All of `public/sources/`, in the order of their names.
fn profiles() -> Vec<Rc<Profile>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../public/sources");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let own = Json::parse(r#"{"base": "https://a.vn/", "key": "k"}"#).unwrap();
    let read = |file: &std::path::PathBuf| Json::parse(&std::fs::read_to_string(file).unwrap()).unwrap();
    files.iter().map(|file| Rc::new(Profile::new(&read(file), &own, "/", "vi", "Asia/Ho_Chi_Minh"))).collect()
}

fuzz_target!(|data: &[u8]| {
    let [profile, part, text @ ..] = data else { return };
    let Ok(text) = std::str::from_utf8(text) else { return };
    PROFILES.with_borrow(|profiles| {
        let profile = &profiles[usize::from(*profile) % profiles.len()];
        let part = PARTS[usize::from(*part) % PARTS.len()];
        let response = Response {
            url: "https://a.vn/api/x?y".into(),
            status: 200,
            content_type: "application/json".into(),
            header: None,
            text: text.into(),
        };
        let Ok(answer) = profile.decode(part, &response) else { return };
        answer.terms(part, profile);
        answer.terms("categories", profile);
        answer.months(profile);
        answer.albums(profile);
        for summary in &answer.summaries {
            assert!(!summary.slug.is_empty());
            // What is fetched to complete it may be anything, too.
            let joins = answer.joins(&summary.slug, profile);
            let whole = joins.iter().fold(answer.clone(), |whole, (place, _)| whole.with(place, &answer));
            let article = whole.article(&summary.slug, profile).unwrap();
            let _ = body::parse(&article.body_html, &article.read_from);
        }
    });
});
