//! The sample portal as other generators are told of it: what stands around its pages, in one language.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::dist::tags;
use crate::run::{self, Doing, Result, fail};

/// `public/site.json`
pub fn settings() -> Result<Value> {
    let path = run::root().join("public/site.json");
    let text = fs::read_to_string(&path).doing(|| format!("read {}", path.display()))?;
    serde_json::from_str(&text).doing(|| format!("read {}", path.display()))
}

/// Name, menu, footer and styles, by the names that Hugo has for them.
pub fn around(settings: &Value, language: &str, style: &str) -> Value {
    let of = |value: &Value| in_language(value, language);
    let menu = |entries: &Value| -> Vec<Value> {
        let entry = |(n, entry): (usize, &Value)| {
            // An entry that leads nowhere in this language is not in its menu.
            Some(json!({ "name": of(&entry["label"])?, "url": of(&entry["to"])?, "weight": n + 1 }))
        };
        entries.as_array().into_iter().flatten().enumerate().filter_map(entry).collect()
    };
    let address: Vec<String> = settings["footer"]["address"].as_array().into_iter().flatten().filter_map(of).collect();
    json!({
        "title": of(&settings["name"]),
        "baseURL": settings["url"],
        "languageCode": language,
        "params": {
            "tagline": of(&settings["tagline"]),
            "address": address,
            "note": of(&settings["footer"]["note"]),
            "style": style,
        },
        "menu": { "main": menu(&settings["menu"]), "footer": menu(&settings["footer"]["links"]) },
    })
}

/// A text that is one for all languages, or has one for each.
fn in_language(value: &Value, language: &str) -> Option<String> {
    value.as_str().or_else(|| value.get(language)?.as_str()).map(str::to_owned)
}

/// All styles that stand in a page, but those for browsers without script.
pub fn style(html: &str) -> Result<String> {
    let mut style = String::new();
    for tag in tags::read(html)? {
        if tag.name == "style" && !html[..tag.place.start].ends_with("<noscript>") {
            style.push_str(tag.text.unwrap_or_default());
        }
    }
    match style.is_empty() {
        true => fail!("expected styles in the page, found none"),
        false => Ok(style),
    }
}

/// The styles of a built app.
pub fn style_of(app: &Path) -> Result<String> {
    let path = ["shell.html", "index.html"].map(|name| app.join(name)).into_iter().find(|path| path.is_file());
    let Some(path) = path else { fail!("expected index.html in {}, found none", app.display()) };
    style(&fs::read_to_string(&path).doing(|| format!("read {}", path.display()))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_around_a_page_are_those_of_its_language() {
        let settings = json!({
            "name": { "vi": "Tin", "en": "News" }, "tagline": "x", "url": "https://a.example/",
            "menu": [
                { "label": { "vi": "Đo", "en": "Measure" }, "to": { "vi": "/do/" } },
                { "label": { "vi": "Nhà", "en": "Home" }, "to": "/" },
            ],
            "footer": { "address": ["a", { "vi": "b" }], "links": [], "note": { "vi": "c" } },
        });
        let site = around(&settings, "vi", "p{}");
        assert_eq!(site["title"], "Tin");
        assert_eq!(site["menu"]["main"][0], json!({ "name": "Đo", "url": "/do/", "weight": 1 }));
        assert_eq!(site["params"]["address"], json!(["a", "b"]));
        // What is written in the other language alone is left out, as in the portal.
        let site = around(&settings, "en", "");
        assert_eq!(site["menu"]["main"], json!([{ "name": "Home", "url": "/", "weight": 2 }]));
        assert_eq!(site["params"]["address"], json!(["a"]));
    }

    #[test]
    fn styles_for_browsers_without_script_are_left_out() {
        let html = "<head><style>a{}</style><style>b{}</style><noscript><style>c{}</style></noscript></head>";
        assert_eq!(style(html).unwrap(), "a{}b{}");
        assert!(style("<head></head>").is_err());
    }
}
