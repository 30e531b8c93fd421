//! JSON values natively, by serde_json.

use std::fmt;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::unescape;

/// What JSON is read from.
pub type Text = String;

/// A text's first 200 characters, but for white space before them.
pub fn beginning(text: &Text) -> String {
    text.trim_start_matches('\u{FEFF}').trim_start().chars().take(200).collect()
}

/// Goes through all of a text, in one piece.
pub fn fold(text: &Text, with: fn(u64, &str) -> u64) -> u64 {
    with(0, text)
}

/// A JSON value. `null` inside an object or array counts as not there.
///
/// A copy shares what it is a copy of: reading a list field by field must not copy the list each time.
#[derive(Clone, Debug)]
pub struct Json(Tree);

#[derive(Clone, Debug)]
enum Tree {
    /// `null`, true or false, a number.
    Plain(Value),
    Text(Arc<str>),
    Array(Arc<[Json]>),
    Object(Arc<[(String, Json)]>),
}

impl From<Value> for Json {
    fn from(value: Value) -> Json {
        Json(match value {
            Value::String(text) => Tree::Text(text.into()),
            Value::Array(items) => Tree::Array(items.into_iter().map(Json::from).collect()),
            Value::Object(map) => Tree::Object(map.into_iter().map(|(key, value)| (key, Json::from(value))).collect()),
            plain => Tree::Plain(plain),
        })
    }
}

impl Json {
    /// # Errors
    /// The parser's own words, with line and column.
    pub fn parse(text: &str) -> Result<Json, String> {
        let text = text.trim_start_matches('\u{FEFF}');
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    /// The same of an answer's text.
    ///
    /// # Errors
    /// As [`Json::parse`].
    pub fn read(text: &Text) -> Result<Json, String> {
        Json::parse(text)
    }

    /// An object with these keys.
    pub fn object(pairs: Vec<(String, Json)>) -> Json {
        Json(Tree::Object(pairs.into()))
    }

    /// The value at an RFC 6901 pointer: `/items/0/title`; the value itself for an empty one.
    pub fn at(&self, pointer: &str) -> Option<Json> {
        let mut here = self;
        for part in pointer.split('/').skip(1) {
            here = here.reach(part)?;
        }
        Some(here.clone())
    }

    /// What one part of a pointer leads to, still escaped: a key, or an index of an array.
    pub fn step(&self, part: &str) -> Option<Json> {
        self.reach(part).cloned()
    }

    fn reach(&self, part: &str) -> Option<&Json> {
        match &self.0 {
            Tree::Array(items) => items.get(part.parse::<usize>().ok()?),
            _ if part.contains('~') => self.find(&unescape(part)),
            _ => self.find(part),
        }
    }

    pub fn get(&self, key: &str) -> Option<Json> {
        self.find(key).cloned()
    }

    fn find(&self, key: &str) -> Option<&Json> {
        let Tree::Object(pairs) = &self.0 else { return None };
        // Of a key that is there twice the last one counts, as in a browser.
        let found = pairs.iter().rfind(|(known, _)| known == key).map(|(_, value)| value);
        found.filter(|value| !value.is_null())
    }

    pub fn as_text(&self) -> Option<String> {
        let Tree::Text(text) = &self.0 else { return None };
        // `to_string` takes the way of `format!`.
        Some(str::to_owned(text))
    }

    pub fn as_number(&self) -> Option<f64> {
        let Tree::Plain(value) = &self.0 else { return None };
        value.as_f64()
    }

    /// A number as JSON writes it; of anything else nothing, which natively nobody asks for.
    pub fn printed(&self) -> String {
        let Tree::Plain(value) = &self.0 else { return String::new() };
        value.to_string()
    }

    pub fn as_bool(&self) -> Option<bool> {
        let Tree::Plain(value) = &self.0 else { return None };
        value.as_bool()
    }

    /// The items of an array; none for any other kind.
    pub fn items(&self) -> Vec<Json> {
        let Tree::Array(items) = &self.0 else { return vec![] };
        items.to_vec()
    }

    /// The keys of an object in their order; none for any other kind.
    pub fn keys(&self) -> Vec<String> {
        let Tree::Object(pairs) = &self.0 else { return vec![] };
        pairs.iter().map(|(key, _)| key.clone()).collect()
    }

    fn is_null(&self) -> bool {
        matches!(self.0, Tree::Plain(Value::Null))
    }

    pub fn is_array(&self) -> bool {
        matches!(self.0, Tree::Array(_))
    }

    pub fn is_object(&self) -> bool {
        matches!(self.0, Tree::Object(_))
    }

    /// What kind of value it is, with its article, for messages.
    pub fn kind(&self) -> &'static str {
        match &self.0 {
            Tree::Plain(Value::Bool(_)) => "true or false",
            Tree::Plain(Value::Number(_)) => "a number",
            Tree::Plain(_) => "null",
            Tree::Text(_) => "a text",
            Tree::Array(_) => "an array",
            Tree::Object(_) => "an object",
        }
    }
}

/// Read into its own tree at once: an archive has some hundred thousand items.
impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(Reading)
    }
}

struct Reading;

impl<'de> Visitor<'de> for Reading {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any valid JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json(Tree::Plain(Value::Null)))
    }

    fn visit_bool<E: Error>(self, is: bool) -> Result<Json, E> {
        Ok(Json(Tree::Plain(is.into())))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Json, E> {
        Ok(Json(Tree::Plain(number.into())))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Json, E> {
        Ok(Json(Tree::Plain(number.into())))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Json, E> {
        Ok(Json(Tree::Plain(number.into())))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Json, E> {
        Ok(Json(Tree::Text(text.into())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json, A::Error> {
        let mut items = vec![];
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Json(Tree::Array(items.into())))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut pairs: Vec<(String, Json)> = vec![];
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Json(Tree::Object(pairs.into())))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Json;

    #[test]
    fn a_text_is_read_as_serde_json_reads_it() {
        let value = json!({ "a": [null, true, -3, 1.5, 18_446_744_073_709_551_615_u64, "đo\n\"\u{1F916}"], "b": { "": {} }, "c": [] });
        let read = Json::parse(&value.to_string()).unwrap();
        assert_eq!(format!("{read:?}"), format!("{:?}", Json::from(value)));
    }

    #[test]
    fn of_a_key_that_is_there_twice_the_last_one_counts() {
        let twice = Json::parse(r#"{"a": 1, "b": 2, "a": 3}"#).unwrap();
        assert_eq!(twice.get("a").unwrap().as_number(), Some(3.0));
        assert!(Json::parse(r#"{"a": 1, "a": null}"#).unwrap().get("a").is_none());
    }

    #[test]
    fn what_is_no_json_is_refused_in_words() {
        for text in ["", "{", "[1,]", "{\"a\" 1}", "nul", "\"a", "1 2"] {
            assert!(Json::parse(text).unwrap_err().contains("line 1"), "{text}");
        }
        assert!(Json::parse(&"[".repeat(100_000)).unwrap_err().contains("recursion"));
    }
}
