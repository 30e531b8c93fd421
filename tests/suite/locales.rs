//! The interface's words: none missing, none left over, the same in every language.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::corpus;
use crate::tidy::{code, literals};

/// Each locale file's keys with their values.
fn locales() -> BTreeMap<String, BTreeMap<String, Value>> {
    let read = |file: String| {
        let json: BTreeMap<String, Value> = serde_json::from_str(&corpus::read(&file)).unwrap();
        (file, json)
    };
    let locales: BTreeMap<_, _> = corpus::files("public/locales", ".json").into_iter().map(read).collect();
    assert!(locales.len() >= 2);
    locales
}

/// All of the program's own code, without comments and tests.
fn sources() -> Vec<(String, String)> {
    corpus::files("src", ".rs").into_iter().map(|file| (file.clone(), code(&file))).collect()
}

/// The key that follows each of these beginnings of a call.
fn keys_after(text: &str, calls: &[&str]) -> Vec<String> {
    let rests = calls.iter().flat_map(|call| {
        let call = format!("{call}(\"");
        text.split(&call).skip(1).map(str::to_owned).collect::<Vec<_>>()
    });
    rests.map(|rest| rest.split('"').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn every_word_that_is_asked_for_is_in_every_file() {
    let locales = locales();
    let mut asked = BTreeMap::new();
    for (file, text) in sources().into_iter().filter(|(file, _)| file != "src/locale.rs") {
        let mut keys = keys_after(&text, &["word", "phrase", "plural", "step", "branch"]);
        // Keys that travel through a value: what a reader is told of an error, of a copied link, of neighbours.
        let indirect = |literal: &String| {
            ["failed_", "link_copied", "link_not_copied", "previous_", "next_"]
                .iter()
                .any(|start| literal.starts_with(start))
        };
        keys.extend(literals(&text).into_iter().filter(indirect).filter(|literal| literal != "next_url"));
        for key in keys {
            asked.entry(key).or_insert(file.clone());
        }
    }
    assert!(asked.len() > 30, "{asked:?}");
    let mut problems = vec![];
    for (locale, words) in &locales {
        for (key, file) in &asked {
            // A key that is filled in while running, `months.{}`, is looked at below.
            if !key.contains(['{', '.']) && !words.contains_key(key) {
                problems.push(format!("{locale} has no {key}, which {file} asks for"));
            }
        }
    }
    corpus::none(problems);
}

#[test]
fn every_word_is_asked_for_somewhere() {
    let used: BTreeSet<String> = sources().iter().flat_map(|(_, text)| literals(text)).collect();
    let mut problems = vec![];
    for (locale, words) in locales() {
        // The months' names are asked for by number, where a date's form has `{MMMM}`.
        let left_over = words.keys().filter(|key| !used.contains(*key) && *key != "months");
        problems.extend(left_over.map(|key| format!("{locale}: nobody asks for {key}")));
    }
    corpus::none(problems);
}

#[test]
fn every_language_has_the_same_keys_and_the_same_places_in_its_words() {
    let locales = locales();
    let (first_file, first) = locales.iter().next().unwrap();
    let places = |value: &Value| -> BTreeSet<String> {
        let text = value.as_str().or_else(|| value["other"].as_str()).unwrap_or_default();
        text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name.to_owned()).collect()
    };
    let mut problems = vec![];
    for (file, words) in &locales {
        let keys = |words: &BTreeMap<String, Value>| -> BTreeSet<String> {
            // Only a language that writes a month's name needs their names.
            words.keys().filter(|key| *key != "months").cloned().collect()
        };
        let (own, others) = (keys(words), keys(first));
        problems
            .extend(own.symmetric_difference(&others).map(|key| format!("{key} is in one of {file} and {first_file}")));
        let is_date = |key: &str| matches!(key, "date" | "date_time" | "month");
        for key in own.intersection(&others).filter(|key| !is_date(key)) {
            if places(&words[key]) != places(&first[key]) {
                problems.push(format!("{key} has other places in {file} than in {first_file}"));
            }
        }
    }
    corpus::none(problems);
}

#[test]
fn forms_of_dates_and_numbers_are_whole() {
    for (file, words) in locales() {
        for key in ["date", "date_time", "month"] {
            let form = words[key].as_str().unwrap();
            if form.contains("{MMMM}") {
                for month in 1..=12 {
                    assert!(words["months"][month.to_string()].is_string(), "{file} has no name for month {month}");
                }
            }
        }
        assert!(words["date_time"].as_str().unwrap().contains("{HH}:{mm}"), "{file}");
        for (key, value) in words.iter().filter(|(key, _)| *key != "months") {
            assert!(value.is_string() || value["other"].is_string(), "{file}: {key} has no form `other`");
            assert!(value.as_str().is_none_or(|text| !text.trim().is_empty()), "{file}: {key} is empty");
        }
    }
}

#[test]
fn languages_that_single_out_one_have_a_form_for_it() {
    for (file, words) in locales().into_iter().filter(|(file, _)| !file.ends_with("/vi.json")) {
        for (key, value) in words.iter().filter(|(key, value)| value.is_object() && *key != "months") {
            assert!(value["one"].is_string(), "{file}: {key} has no form `one`");
        }
    }
}
