//! JSON of what is known: lists and objects without what nobody said.

use serde_json::{Map, Value};

/// `None` where there is nothing in it.
pub fn list(values: impl Iterator<Item = Value>) -> Option<Value> {
    let values: Vec<Value> = values.collect();
    (!values.is_empty()).then(|| values.into())
}

/// An object of the entries that have a value.
pub fn object(entries: Vec<(&str, Option<Value>)>) -> Value {
    let known = entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    Value::Object(known.collect::<Map<String, Value>>())
}
