//! `site.json`: its `source` and its menu replaced, every other letter as it was.

use serde_json::{Map, Value};

use super::super::candidates::Candidate;
use crate::source::Count;

/// What `source` is to say.
pub fn entry(candidate: &Candidate) -> Value {
    let mut entry = Map::new();
    entry.insert("profile".into(), candidate.profile.into());
    for (name, value) in &candidate.own {
        // Given on the command line, an entry may be an object or a list, too.
        let part = serde_json::from_str::<Value>(value).ok().filter(|part| part.is_object() || part.is_array());
        entry.insert(name.clone(), part.unwrap_or_else(|| value.as_str().into()));
    }
    Value::Object(entry)
}

/// A file's text with another value at a key of its top; the key is added at the end where it is not there.
///
/// # Errors
/// A text that is no JSON object.
pub fn replaced(text: &str, key: &str, value: &Value) -> Result<String, String> {
    let parsed: Value = serde_json::from_str(text.trim_start_matches('\u{FEFF}')).map_err(|error| error.to_string())?;
    let Value::Object(mut wanted) = parsed else { return Err("expected an object at the top".into()) };
    wanted.insert(key.to_owned(), value.clone());
    let printed = indented(value);
    if let Some((start, end)) = place(text, key) {
        let new = [&text[..start], &printed, &text[end..]].concat();
        // What is not understood letter by letter is written anew.
        if serde_json::from_str::<Value>(new.trim_start_matches('\u{FEFF}'))
            .is_ok_and(|new| new == Value::Object(wanted.clone()))
        {
            return Ok(new);
        }
    }
    serde_json::to_string_pretty(&Value::Object(wanted)).map(|text| text + "\n").map_err(|error| error.to_string())
}

/// The value as it is written one step inside.
pub fn indented(value: &Value) -> String {
    let Value::Array(items) = value else {
        return serde_json::to_string_pretty(value).unwrap_or_default().replace('\n', "\n  ");
    };
    // A menu's entries stand on a line each.
    let lines: Vec<String> = items.iter().map(|item| format!("    {}", line(item))).collect();
    format!("[\n{}\n  ]", lines.join(",\n"))
}

/// A value on one line, with spaces as people write it.
fn line(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let pairs: Vec<String> =
                map.iter().map(|(key, value)| format!("{}: {}", Value::from(key.as_str()), line(value))).collect();
            format!("{{ {} }}", pairs.join(", "))
        }
        other => other.to_string(),
    }
}

/// Where the value of a key of the top object stands in a text: its first byte, and the one after its last.
fn place(text: &str, key: &str) -> Option<(usize, usize)> {
    let (mut depth, mut at) = (0, 0);
    let bytes = text.as_bytes();
    let mut found = None;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                let end = string_end(bytes, at)?;
                let colon = end + bytes[end..].iter().take_while(|b| b.is_ascii_whitespace()).count();
                if depth == 1 && bytes.get(colon) == Some(&b':') && text.get(at + 1..end - 1) == Some(key) {
                    let after = colon + 1;
                    found = Some(after + bytes[after..].iter().take_while(|b| b.is_ascii_whitespace()).count());
                    at = found?;
                    continue;
                }
                at = end;
                continue;
            }
            b'{' | b'[' => depth += 1,
            b',' | b'}' | b']' => {
                if depth == 1
                    && let Some(start) = found
                {
                    return Some((start, text.get(..at)?.trim_end().len()));
                }
                depth -= i32::from(bytes[at] != b',');
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// The place after a string that begins at `start`.
fn string_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match bytes.get(at)? {
            b'\\' => at += 2,
            b'"' => return Some(at + 1),
            _ => at += 1,
        }
    }
}

/// The categories that the menu leads to and the backend does not have.
pub fn dead_ends(site: &Value, categories: &[Count]) -> Vec<String> {
    let entries = site.get("menu").and_then(Value::as_array).into_iter().flatten();
    let slugs = entries.flat_map(paths).filter_map(|path| slug(&path));
    slugs.filter(|slug| categories.iter().all(|known| known.term.slug != *slug)).collect()
}

fn paths(entry: &Value) -> Vec<String> {
    match entry.get("to") {
        Some(Value::String(path)) => vec![path.clone()],
        Some(Value::Object(all)) => all.values().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => vec![],
    }
}

fn slug(path: &str) -> Option<String> {
    let slug = path.trim_start_matches('/').strip_prefix("category/")?;
    slug.split('/').next().map(crate::url::decode)
}

/// The menu with the five largest categories in the place of those that it had.
pub fn menu(site: &Value, categories: &[Count]) -> Value {
    let entries: Vec<Value> = site.get("menu").and_then(Value::as_array).cloned().unwrap_or_default();
    let is_category = |entry: &Value| paths(entry).iter().any(|path| slug(path).is_some());
    let at = entries.iter().position(is_category).unwrap_or(entries.len());
    let mut menu: Vec<Value> = entries.iter().filter(|entry| !is_category(entry)).cloned().collect();
    let filled = categories.iter().filter(|count| count.total != Some(0));
    let five = filled.take(5).map(|count| {
        let path = format!("/category/{}/", crate::url::encode(&count.term.slug));
        serde_json::json!({ "label": count.term.title, "to": path })
    });
    menu.splice(at..at, five);
    Value::Array(menu)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: &str = "{\n  \"name\": \"Sở \\\"A\\\"\",\n  \"source\": { \"profile\": \"jsonfeed\", \"x\": [1, {\"source\": 2}] },\n  \"page_size\":   12\n}\n";

    #[test]
    fn only_the_value_changes() {
        let new = replaced(SITE, "source", &serde_json::json!({"profile": "ghost"})).unwrap();
        let expected =
            SITE.replace(r#"{ "profile": "jsonfeed", "x": [1, {"source": 2}] }"#, "{\n    \"profile\": \"ghost\"\n  }");
        assert_eq!(new, expected);
        let last = replaced(SITE, "page_size", &Value::from(20)).unwrap();
        assert_eq!(last, SITE.replace("12", "20"));
    }

    #[test]
    fn a_key_that_is_not_there_is_added_and_what_is_no_object_is_refused() {
        let new = replaced("{\"a\": 1}", "source", &Value::from("x")).unwrap();
        assert_eq!(new, "{\n  \"a\": 1,\n  \"source\": \"x\"\n}\n");
        assert!(replaced("[1]", "source", &Value::Null).is_err());
        assert!(replaced("{", "source", &Value::Null).is_err());
    }

    #[test]
    fn the_menus_categories_give_way_to_those_of_the_backend() {
        let site: Value = serde_json::from_str(
            r#"{"menu": [{"label": "Trang chủ", "to": "/"}, {"label": "A", "to": {"vi": "/category/a/"}},
                {"label": "Ảnh", "to": "/gallery/"}]}"#,
        )
        .unwrap();
        let term = crate::article::Term { slug: "b".into(), title: "B & C".into() };
        let categories = [Count { id: String::new(), term, total: Some(3) }];
        assert_eq!(dead_ends(&site, &categories), ["a"]);
        let lines = indented(&menu(&site, &categories));
        assert_eq!(lines.lines().nth(2), Some(r#"    { "label": "B & C", "to": "/category/b/" },"#));
        assert_eq!(lines.lines().count(), 5);
    }
}
