//! JSON values natively, by serde_json.

use std::rc::Rc;

use serde_json::Value;

/// A JSON value. `null` inside an object or array counts as not there.
#[derive(Clone, Debug)]
pub struct Json(Rc<Value>);

impl Json {
    /// # Errors
    /// The parser's own words, with line and column.
    pub fn parse(text: &str) -> Result<Json, String> {
        let text = text.trim_start_matches('\u{FEFF}');
        serde_json::from_str(text).map(|value| Json(Rc::new(value))).map_err(|error| error.to_string())
    }

    pub fn get(&self, key: &str) -> Option<Json> {
        self.0.as_object()?.get(key).filter(|value| !value.is_null()).map(|value| Json(Rc::new(value.clone())))
    }

    pub fn as_text(&self) -> Option<String> {
        self.0.as_str().map(str::to_owned)
    }

    pub fn as_number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    /// A number as JSON writes it.
    pub fn printed(&self) -> String {
        self.0.to_string()
    }

    pub fn as_bool(&self) -> Option<bool> {
        self.0.as_bool()
    }

    /// The items of an array; none for any other kind.
    pub fn items(&self) -> Vec<Json> {
        self.0.as_array().into_iter().flatten().map(|value| Json(Rc::new(value.clone()))).collect()
    }

    /// The keys of an object in their order; none for any other kind.
    pub fn keys(&self) -> Vec<String> {
        self.0.as_object().into_iter().flat_map(|map| map.keys().cloned()).collect()
    }

    /// What kind of value it is, with its article, for messages.
    pub fn kind(&self) -> &'static str {
        match &*self.0 {
            Value::Null => "null",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "a text",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        }
    }
}
