//! JSON of what is known: lists and objects without what nobody said, and how they are written.

use serde_json::{Map, Value};

/// As one line. `Value`'s own `to_string` takes the way of `format!`, which takes twice as long.
pub fn printed(value: &Value) -> String {
    // Only a map whose keys are no texts is refused, and a value has none.
    serde_json::to_string(value).unwrap_or_default()
}

/// JSON as it may stand in a script. There `<` is in texts alone, which may have it by its number: neither `</script` nor
/// `<!--` is left (HTML, 4.12.1.3).
pub fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// `None` where there is nothing in it.
pub fn list(values: impl Iterator<Item = Value>) -> Option<Value> {
    let values: Vec<Value> = values.collect();
    (!values.is_empty()).then(|| values.into())
}

/// An object of the entries that have a value.
pub fn object(entries: Vec<(&str, Option<Value>)>) -> Value {
    let mut known = Map::with_capacity(entries.len());
    known.extend(entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))));
    Value::Object(known)
}
