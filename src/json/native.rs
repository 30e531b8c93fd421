//! JSON values natively, by serde_json.

use std::sync::Arc;

use serde_json::Value;

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
        serde_json::from_str::<Value>(text).map(Json::from).map_err(|error| error.to_string())
    }

    /// An object with these keys.
    pub fn object(pairs: Vec<(String, Json)>) -> Json {
        Json(Tree::Object(pairs.into()))
    }

    pub fn get(&self, key: &str) -> Option<Json> {
        let Tree::Object(pairs) = &self.0 else { return None };
        pairs.iter().find(|(known, _)| known == key).map(|(_, value)| value).filter(|value| !value.is_null()).cloned()
    }

    pub fn as_text(&self) -> Option<String> {
        let Tree::Text(text) = &self.0 else { return None };
        Some(text.to_string())
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
