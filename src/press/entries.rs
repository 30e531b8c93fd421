//! JSON that is made to be written: what is known, in its order, without what nobody said.

use std::borrow::Cow;

use memchr::memchr;
use serde::{Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

/// A value. `serde_json::Value` copies each text and each key, and hashes the keys; in an archive's pages there are some
/// million of them. So texts are borrowed here where they stand already, and keys are the program's own.
#[derive(Clone, Debug)]
pub enum Data<'a> {
    Text(Cow<'a, str>),
    Number(u64),
    List(Vec<Data<'a>>),
    Object(Vec<(&'a str, Data<'a>)>),
    /// What was written before, as many pages have it.
    Written(&'a RawValue),
}

/// What an object has at a key, where that is known.
pub type Entry<'a> = (&'a str, Option<Data<'a>>);

impl Data<'_> {
    /// The same as a value that can be changed.
    pub fn to_value(&self) -> Value {
        // Only a map whose keys are no texts is refused, and this has none.
        serde_json::to_value(self).unwrap_or_default()
    }
}

impl Serialize for Data<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Data::Text(text) => serializer.serialize_str(text),
            Data::Number(number) => serializer.serialize_u64(*number),
            Data::List(items) => serializer.collect_seq(items),
            Data::Object(entries) => serializer.collect_map(entries.iter().map(|(key, value)| (key, value))),
            Data::Written(written) => written.serialize(serializer),
        }
    }
}

impl<'a> From<&'a str> for Data<'a> {
    fn from(text: &'a str) -> Data<'a> {
        Data::Text(text.into())
    }
}

impl<'a> From<&'a String> for Data<'a> {
    fn from(text: &'a String) -> Data<'a> {
        Data::Text(text.into())
    }
}

impl From<String> for Data<'_> {
    fn from(text: String) -> Self {
        Data::Text(text.into())
    }
}

impl<'a> From<Cow<'a, str>> for Data<'a> {
    fn from(text: Cow<'a, str>) -> Data<'a> {
        Data::Text(text)
    }
}

impl From<u32> for Data<'_> {
    fn from(number: u32) -> Self {
        Data::Number(number.into())
    }
}

impl From<u64> for Data<'_> {
    fn from(number: u64) -> Self {
        Data::Number(number)
    }
}

impl From<usize> for Data<'_> {
    fn from(number: usize) -> Self {
        Data::Number(number as u64)
    }
}

/// `None` where there is nothing in it.
pub fn list<'a>(values: impl IntoIterator<Item = Data<'a>>) -> Option<Data<'a>> {
    let values: Vec<Data> = values.into_iter().collect();
    (!values.is_empty()).then_some(Data::List(values))
}

/// An object of the entries that have a value.
pub fn object<'a>(entries: impl IntoIterator<Item = Entry<'a>>) -> Data<'a> {
    Data::Object(entries.into_iter().filter_map(|(key, value)| Some((key, value?))).collect())
}

/// As one line. `Value`'s own `to_string` takes the way of `format!`, which takes twice as long.
pub fn printed(value: &impl Serialize) -> String {
    // Only a map whose keys are no texts is refused, and neither kind of value has any.
    serde_json::to_string(value).unwrap_or_default()
}

/// The same, to be part of others.
pub fn written(value: &Data) -> Box<RawValue> {
    // As above.
    serde_json::value::to_raw_value(value).unwrap_or_default()
}

/// JSON as it may stand in a script. There `<` is in texts alone, which may have it by its number: neither `</script` nor
/// `<!--` is left (HTML, 4.12.1.3).
pub fn in_script(json: &str) -> String {
    by_numbers(json, |json| memchr(b'<', json))
}

/// JSON with the signs by their numbers that `find` finds: of those that stand in texts alone.
pub fn by_numbers(json: &str, find: impl Fn(&[u8]) -> Option<usize>) -> String {
    let mut out = String::with_capacity(json.len() + 64);
    let mut rest = json;
    while let Some(at) = find(rest.as_bytes()) {
        let (before, from) = rest.split_at(at);
        let sign = from.chars().next().unwrap_or_default();
        out.push_str(before);
        out.push_str(&format!("\\u{:04x}", u32::from(sign)));
        rest = &from[sign.len_utf8()..];
    }
    out + rest
}
