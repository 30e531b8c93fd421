//! The languages of the interface: a file for each, with all keys that the others have.

use serde_json::Value;

use super::finding::{Findings, Place};
use super::folder::Folder;
use super::profiles;
use super::schemas::{self, Schema};
use crate::json::Json;
use crate::locale::Locale;
use crate::settings::Settings;

/// The files of the portal's languages; all that are there where the settings name none.
pub fn check(folder: &Folder, settings: Option<&Settings>, findings: &mut Findings) {
    let names = match settings {
        Some(settings) => settings.language_codes().iter().map(|code| ["locales/", code, ".json"].concat()).collect(),
        None => folder.names("locales", ".json"),
    };
    let validator = Schema::Locale.validator();
    let mut languages: Vec<(String, Value)> = vec![];
    for name in names {
        let file = folder.shown(&name);
        let Some(value) = profiles::parse(folder, &name, findings) else { continue };
        if let Err(problems) = Locale::read(&Json::from(value.clone()), &file, "Asia/Ho_Chi_Minh") {
            let advice = "without it the portal refuses the whole language";
            problems.iter().for_each(|problem| findings.problem(&file, problem, advice));
        }
        if let Some(validator) = &validator {
            schemas::check(Schema::Locale, validator, &file, &value, findings);
        }
        languages.push((file, value));
    }
    compare(&languages, findings);
}

/// A key that one language has is one that the portal may ask for. The places in its words are those of the first.
fn compare(languages: &[(String, Value)], findings: &mut Findings) {
    for (n, (file, words)) in languages.iter().enumerate() {
        for (other_n, (other, known)) in languages.iter().enumerate().filter(|(other_n, _)| *other_n != n) {
            for (key, theirs) in known.as_object().into_iter().flatten() {
                let at = format!("/{}", key.replace('~', "~0").replace('/', "~1"));
                // Only a language that writes a month's name needs their names.
                if key == "months" || key == "$schema" || findings.has_at(file, &at) {
                    continue;
                }
                let place = Place::new(file, &at);
                match words.get(key) {
                    None => {
                        let advice = format!("translate {} of {other}", Json::from(theirs.clone()).shown());
                        findings.error(place, "the words that other languages have", "nothing", &advice);
                    }
                    Some(own) if other_n == 0 && !is_date(key) && places(own) != places(theirs) => {
                        let expected = format!("the places {} as in {other}", places(theirs).join(", "));
                        let advice = "write the names in braces as they are there: the portal fills them in";
                        findings.warning(place, &expected, &places(own).join(", "), advice);
                    }
                    Some(_) => {}
                }
            }
        }
    }
}

/// How a date is written differs from language to language.
fn is_date(key: &str) -> bool {
    matches!(key, "date" | "date_time" | "month")
}

/// The names in braces, sorted.
fn places(value: &Value) -> Vec<String> {
    let text = value.as_str().or_else(|| value["other"].as_str()).unwrap_or_default();
    let names = text.split('{').skip(1).filter_map(|part| part.split_once('}'));
    let mut names: Vec<String> = names.map(|(name, _)| format!("{{{name}}}")).collect();
    names.sort();
    names.dedup();
    names
}
