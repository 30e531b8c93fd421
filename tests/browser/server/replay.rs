//! A backend on another host, played back: its captures in `tests/corpus/<backend>/`, answered by path and query, with
//! its cross-origin headers, as `replay.json` there says. What no capture answers is a 404, and is noted.

use std::collections::BTreeMap;

use serde_json::Value;

use super::rules::Answer;
use super::site::{decode, not_found};

/// A picture of one grey pixel, for every picture of the backend.
const PIXEL: &[u8] = include_bytes!("pixel.png");

pub struct Replay {
    folder: String,
    plan: Value,
    entries: Vec<Entry>,
}

struct Entry {
    path: String,
    /// These pairs, and no others but those named in `free`.
    query: BTreeMap<String, String>,
    free: Vec<String>,
    file: String,
}

impl Replay {
    /// `Replay::read("wordpress", "replay.json")`
    pub fn read(backend: &str, plan: &str) -> Replay {
        let folder = format!("{}/tests/corpus/{backend}", env!("CARGO_MANIFEST_DIR"));
        let plan: Value =
            serde_json::from_str(&text(&format!("{folder}/{plan}"))).expect("expected JSON in replay.json");
        let entries =
            plan["requests"].as_array().expect("expected requests in replay.json").iter().map(|entry| Entry {
                path: word(&entry["path"]),
                query: entry["query"].as_object().into_iter().flatten().map(|(k, v)| (k.clone(), word(v))).collect(),
                free: entry["free"].as_array().into_iter().flatten().map(word).collect(),
                file: word(&entry["file"]),
            });
        Replay { entries: entries.collect(), folder, plan }
    }

    /// An entry of the plan.
    pub fn plan(&self, pointer: &str) -> Option<&Value> {
        self.plan.pointer(pointer)
    }

    /// What the portal's settings say of it, once its address is known.
    pub fn source(&self, base: &str) -> Value {
        let text = self.plan["source"].to_string().replace("{base}", &format!("{base}/"));
        serde_json::from_str(&text).expect("a source with another address is JSON")
    }

    /// The headers that let pages of other hosts read an answer.
    pub fn headers(&self, origin: &str) -> String {
        let allowed = match self.plan["cors"].as_str() {
            Some("echo") if !origin.is_empty() => origin,
            Some("any") => "*",
            _ => return String::new(),
        };
        let mut headers = format!("Access-Control-Allow-Origin: {allowed}\r\n");
        if let Some(names) = self.plan["expose"].as_str().filter(|names| !names.is_empty()) {
            headers += &format!("Access-Control-Expose-Headers: {names}\r\n");
        }
        headers
    }

    /// `base` is where the server really is; `None` where nothing was captured.
    pub fn answer(&self, target: &str, is_for_picture: bool, base: &str) -> Option<Answer> {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let (path, query) = (decode(path), pairs(query));
        if let Some(entry) = self.entries.iter().find(|entry| entry.fits(&path, &query)) {
            return Some(self.capture(&entry.file, base));
        }
        is_for_picture.then(|| Answer { body: PIXEL.to_vec(), ..Answer::new(200, "image/png") })
    }

    fn capture(&self, file: &str, base: &str) -> Answer {
        let headers = text(&format!("{}/{file}.headers", self.folder));
        let (_, answered) = headers.split_once("\n\n").expect("expected an empty line in a capture's headers");
        let status = answered.split_whitespace().nth(1).and_then(|status| status.parse().ok());
        let values = answered.lines().filter_map(|line| line.split_once(':'));
        let value = |wanted: &str| {
            values.clone().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value.trim().to_owned())
        };
        // Only these matter to a page; a length or an encoding would be another text's.
        let kept = ["X-WP-Total", "X-WP-TotalPages", "Link"];
        let kept = kept.iter().filter_map(|name| Some(format!("{name}: {}\r\n", value(name)?))).collect::<String>();
        let captured = word(&self.plan["captured"]);
        let (old, new) = (captured.trim_end_matches('/'), base.trim_end_matches('/'));
        let body = text(&format!("{}/{file}.json", self.folder));
        // JSON may have its slashes escaped.
        let body = body.replace(old, new).replace(&old.replace('/', "\\/"), &new.replace('/', "\\/"));
        let content_type = value("content-type").unwrap_or_else(|| "application/json".into());
        Answer {
            headers: kept.replace(old, new),
            body: body.into_bytes(),
            ..Answer::new(status.expect("expected a status in a capture's headers"), content_type)
        }
    }

    /// Whether something of this form is answered, for other values: what was not captured, rather than what the
    /// backend does not have.
    pub fn has_form(&self, target: &str) -> bool {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let (path, query) = (decode(path), pairs(query));
        self.entries.iter().any(|entry| entry.has_form(&path, &query))
    }

    /// Beside its answers a backend has nothing.
    pub fn nothing() -> Answer {
        not_found()
    }
}

impl Entry {
    fn fits(&self, path: &str, query: &BTreeMap<String, String>) -> bool {
        self.path == path
            && self.query.iter().all(|(name, value)| query.get(name) == Some(value))
            && self.knows_all(query)
    }

    /// One part of the path may differ, and values of the query may.
    fn has_form(&self, path: &str, query: &BTreeMap<String, String>) -> bool {
        let (own, other) = (self.path.split('/'), path.split('/'));
        own.clone().count() == other.clone().count()
            && own.zip(other).filter(|(one, two)| one != two).count() <= 1
            && self.knows_all(query)
    }

    fn knows_all(&self, query: &BTreeMap<String, String>) -> bool {
        query.keys().all(|name| self.query.contains_key(name) || self.free.contains(name))
    }
}

fn pairs(query: &str) -> BTreeMap<String, String> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(&name.replace('+', " ")), decode(&value.replace('+', " ")))
        })
        .collect()
}

fn word(json: &Value) -> String {
    json.as_str().unwrap_or_else(|| panic!("expected a text in replay.json, found {json}")).to_owned()
}

fn text(file: &str) -> String {
    std::fs::read_to_string(file).unwrap_or_else(|error| panic!("expected to read {file}, found: {error}"))
}
