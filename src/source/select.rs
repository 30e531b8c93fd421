//! Paths into an answer: RFC 6901 pointers, and what the backends' shapes need beyond them.
//!
//! | in a path | leads to |
//! |---|---|
//! | `/title/rendered`, `/0` | a key, an item of a list |
//! | `*` as a part: `/tags/*/name` | every item of a list, every value of an object |
//! | `1+` as a part: `/rows/1+` | the items of a list from this one on |
//! | `[taxonomy=category]`, `[status!=draft]`, `[type^=image/]`, `[image]` | only those where the path in it is, is not, begins so, or has a value |
//! | `@` as a part: `/relationships/uid/data/@` | the resource in the answer's `/included` that is meant (JSON:API) |
//! | `(…)` as a part: `/blocks/(/layout/*)` | the keys that another path of the item names, in its order |
//! | `^` in front: `^/authors/*` | from the whole answer rather than from the item |
//!
//! A path is walked step by step over a list of values. Its steps are counted by its own text, each visits what the
//! one before found, so the work is bounded by both sizes, and no answer makes it go on for ever.

use crate::cut;
use crate::json::Json;
use crate::list;

/// Everything that a path leads to, in order.
pub fn select(path: &str, item: &Json, root: &Json) -> Vec<Json> {
    let (mut rest, start) = match path.strip_prefix('^') {
        Some(rest) => (rest, root),
        None => (path, item),
    };
    let mut here = vec![start.clone()];
    while !rest.is_empty() && !here.is_empty() {
        let (step, tail) = first_step(rest);
        let mut there = vec![];
        for json in &here {
            walk(step, json, item, root, &mut there);
        }
        (here, rest) = (there, tail);
    }
    here
}

/// The first text or number that a path leads to.
pub fn word(path: &str, item: &Json, root: &Json) -> Option<String> {
    // Most paths are pointers, which lead to one thing.
    if !path.bytes().any(|byte| matches!(byte, b'*' | b'@' | b'+' | b'(' | b'[' | b'^')) {
        return item.at(path)?.word();
    }
    select(path, item, root).iter().find_map(Json::word)
}

/// Whether a path leads to something that is neither empty nor false nor 0.
pub fn is_there(path: &str, item: &Json, root: &Json) -> bool {
    let is_full = |json: &Json| match json.word() {
        Some(word) => word != "0",
        None => json.as_bool().unwrap_or_else(|| !json.items().is_empty() || !json.keys().is_empty()),
    };
    select(path, item, root).iter().any(is_full)
}

/// `/name`, `/(path)` or `[condition]`, and what follows.
fn first_step(path: &str) -> (&str, &str) {
    let mut depth = 0_i32;
    for (at, byte) in path.bytes().enumerate() {
        match byte {
            b'/' | b'[' if at > 0 && depth == 0 => return cut::at(path, at),
            b'[' | b'(' => depth += 1,
            b']' | b')' => depth -= 1,
            _ => {}
        }
    }
    (path, "")
}

fn walk(step: &str, json: &Json, item: &Json, root: &Json, there: &mut Vec<Json>) {
    if let Some(condition) = step.strip_prefix('[') {
        if condition.strip_suffix(']').is_some_and(|condition| holds(condition, json, root)) {
            there.push(json.clone());
        }
        return;
    }
    let Some(name) = step.strip_prefix('/') else { return };
    match name {
        "*" if json.is_array() => list::add(there, json.items()),
        "*" => list::add(there, json.keys().iter().filter_map(|key| json.get(key))),
        "@" => list::add(there, included(json, root)),
        name => match name.strip_prefix('(').and_then(|path| path.strip_suffix(')')) {
            Some(path) => {
                let keys = select(path, item, root);
                list::add(there, keys.iter().filter_map(Json::word).filter_map(|key| json.get(&key)));
            }
            None => match name.strip_suffix('+').and_then(|from| from.parse().ok()) {
                Some(from) => list::add(there, json.items().into_iter().skip(from)),
                None => list::add(there, json.step(name)),
            },
        },
    }
}

/// `taxonomy=category`, `/meta/state!=draft`, `type^=image/`, `image`.
fn holds(condition: &str, json: &Json, root: &Json) -> bool {
    let Some((left, value)) = condition.split_once('=') else { return is_there(&as_path(condition), json, root) };
    let path = left.trim_end_matches(['!', '^']);
    let (is_not, is_start) = (left.ends_with('!'), left.ends_with('^'));
    let found = select(&as_path(path), json, root);
    let fits = |word: String| if is_start { word.starts_with(value) } else { word == value };
    let word = |json: &Json| json.word().or_else(|| Some(if json.as_bool()? { "true" } else { "false" }.to_owned()));
    found.iter().filter_map(word).any(fits) != is_not
}

/// A single key may stand without its slash.
fn as_path(text: &str) -> String {
    let is_path = text.is_empty() || text.starts_with(['/', '^', '[']);
    if is_path { text.to_owned() } else { "/".to_owned() + text }
}

/// The resource of a compound document that a resource identifier names (JSON:API 1.1, "Compound Documents").
fn included(identifier: &Json, root: &Json) -> Option<Json> {
    let (kind, id) = (identifier.text("type")?, identifier.get("id")?.word()?);
    let is_it = |json: &Json| {
        json.text("type").as_ref() == Some(&kind) && json.get("id").and_then(|id| id.word()).as_ref() == Some(&id)
    };
    root.list("included").into_iter().find(|json| is_it(json))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWER: &str = r#"{"site": "S", "included": [{"type": "file", "id": "7", "url": "/a.jpg"}, {"type": "user", "id": 7}],
        "items": [{"terms": [[{"taxonomy": "category", "name": "Tin"}], [{"taxonomy": "tag", "name": "ISO"}, {"taxonomy": "tag"}]],
            "image": {"type": "file", "id": "7"}, "sizes": {"b": {"w": 2}, "a": {"w": 1}}, "odd/key": "x", "empty": [], "no": false,
            "blocks": {"x": {"t": "2"}, "y": {"t": "1"}}, "layout": ["y", "x", "z"]}]}"#;

    fn words(path: &str) -> Vec<String> {
        let root = Json::parse(ANSWER).unwrap();
        let item = root.at("/items/0").unwrap();
        select(path, &item, &root).iter().filter_map(Json::word).collect()
    }

    #[test]
    fn every_form_of_a_path_leads_where_it_says() {
        assert_eq!(words("/terms/*/*[taxonomy=tag]/name"), ["ISO"]);
        assert_eq!(words("/terms/*/*[taxonomy!=tag]/name"), ["Tin"]);
        assert_eq!(words("/terms/*/*[taxonomy^=cat]/name"), ["Tin"]);
        assert_eq!(words("/layout/1+"), ["x", "z"]);
        assert_eq!(words("/terms/1/0/name"), ["ISO"]);
        assert_eq!(words("/terms/*/*[name][/taxonomy=tag]/name"), ["ISO"]);
        assert_eq!(words("/image/@/url"), ["/a.jpg"]);
        assert_eq!(words("/sizes/*/w").len(), 2);
        assert_eq!(words("/blocks/(/layout/*)/t"), ["1", "2"]);
        assert_eq!(words("^/site"), ["S"]);
        assert_eq!(words("/odd~1key"), ["x"]);
        assert_eq!(words("/odd~1key[=x]"), ["x"]);
    }

    #[test]
    fn what_is_not_there_is_nothing() {
        for path in
            ["/none", "/terms/9", "/terms/x/y", "/image/url/@", "/site/@", "/(/layout)", "/*[", "[", "]", "/(", "*"]
        {
            assert_eq!(words(path), [""; 0], "{path}");
        }
        let root = Json::parse(ANSWER).unwrap();
        let item = root.at("/items/0").unwrap();
        for (path, there) in [("/empty", false), ("/no", false), ("/image", true), ("/terms", true), ("/nope", false)] {
            assert_eq!(is_there(path, &item, &root), there, "{path}");
        }
    }
}
