//! JSON values in the browser, by its own parser.

use js_sys::{Array, JSON, JsString, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::unescape;
use crate::cut;
use crate::list::ToList;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = JSON, js_name = parse, catch)]
    fn parse(text: &JsString) -> Result<JsValue, JsValue>;
}

/// What JSON is read from, on JavaScript's side.
pub type Text = JsString;

/// So much of a text comes over at once, in units of UTF-16.
const PIECE: u32 = 1 << 14;

/// A text's first 200 characters, but for white space before them.
pub fn beginning(text: &Text) -> String {
    // JavaScript's white space has the byte order mark in it (ECMA-262, "WhiteSpace").
    text.trim_start().slice(0, 200).into()
}

/// Goes through all of a text in pieces, with what came of those before each, 0 at first. A character that is cut in two
/// counts as an unknown one on both sides.
pub fn fold(text: &Text, with: fn(u64, &str) -> u64) -> u64 {
    let starts = (0..text.length()).step_by(PIECE as usize);
    starts.fold(0, |before, at| with(before, &String::from(text.slice(at, at + PIECE))))
}

/// A JSON value. `null` inside an object or array counts as not there.
#[derive(Clone, Debug)]
pub struct Json(JsValue);

impl Json {
    /// # Errors
    /// The parser's own words.
    pub fn parse(text: &str) -> Result<Json, String> {
        Json::read(&text.into())
    }

    /// The same of an answer's text.
    ///
    /// # Errors
    /// The parser's own words.
    pub fn read(text: &Text) -> Result<Json, String> {
        parse(&text.trim_start()).map(Json).map_err(|error| {
            Reflect::get(&error, &"message".into()).ok().and_then(|m| m.as_string()).unwrap_or_default()
        })
    }

    /// An object with these keys.
    pub fn object(pairs: Vec<(String, Json)>) -> Json {
        let object = Object::new();
        for (key, value) in pairs {
            // A new object refuses nothing.
            let _ = Reflect::set(&object, &key.as_str().into(), &value.0);
        }
        Json(object.into())
    }

    pub fn get(&self, key: &str) -> Option<Json> {
        let key = self.is_object().then(|| JsValue::from(key))?;
        // An object's own keys alone: `constructor` is not data. Asked first, for most keys that are looked for are not
        // there, and an exception takes twenty times as long.
        let value =
            Object::has_own(self.0.unchecked_ref::<Object>(), &key).then(|| Reflect::get(&self.0, &key).ok())??;
        (!value.is_null()).then_some(Json(value))
    }

    /// The value at an RFC 6901 pointer: `/items/0/title`; the value itself for an empty one.
    pub fn at(&self, pointer: &str) -> Option<Json> {
        let mut here = self.clone();
        for part in pointer.split('/').skip(1) {
            here = here.step(part)?;
        }
        Some(here)
    }

    /// What one part of a pointer leads to, still escaped: a key, or an index of an array.
    pub fn step(&self, part: &str) -> Option<Json> {
        if self.is_array() {
            return self.items().into_iter().nth(part.parse().ok()?);
        }
        if cut::has_any(part, "~") { self.get(&unescape(part)) } else { self.get(part) }
    }

    pub fn as_text(&self) -> Option<String> {
        self.0.as_string()
    }

    pub fn as_number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    /// The value, a number most of all, as JSON writes it. The browser prints it: Rust's code for that weighs 15 kB.
    pub fn printed(&self) -> String {
        JSON::stringify(&self.0).map(String::from).unwrap_or_default()
    }

    pub fn as_bool(&self) -> Option<bool> {
        self.0.as_bool()
    }

    /// The items of an array; none for any other kind.
    pub fn items(&self) -> Vec<Json> {
        self.0.dyn_ref::<Array>().map(|array| array.iter().map(Json).list()).unwrap_or_default()
    }

    /// The keys of an object in their order; none for any other kind.
    pub fn keys(&self) -> Vec<String> {
        match self.is_object() {
            true => Object::keys(self.0.unchecked_ref::<Object>()).iter().filter_map(|key| key.as_string()).list(),
            false => vec![],
        }
    }

    pub fn is_array(&self) -> bool {
        Array::is_array(&self.0)
    }

    pub fn is_object(&self) -> bool {
        self.0.is_object() && !self.is_array()
    }

    /// What kind of value it is, with its article, for messages.
    pub fn kind(&self) -> &'static str {
        if self.0.is_null() {
            "null"
        } else if self.0.as_bool().is_some() {
            "true or false"
        } else if self.0.as_f64().is_some() {
            "a number"
        } else if self.0.is_string() {
            "a text"
        } else if Array::is_array(&self.0) {
            "an array"
        } else {
            "an object"
        }
    }
}
