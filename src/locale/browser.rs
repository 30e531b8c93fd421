//! Time zones and plural rules in the browser, from `Intl`.

use std::cell::RefCell;

use js_sys::JSON;
use wasm_bindgen::prelude::*;

use crate::article::{Civil, Moment};

#[wasm_bindgen]
extern "C" {
    /// `Intl.DateTimeFormat`, which throws for a zone that it does not know.
    #[wasm_bindgen(js_namespace = Intl, js_name = DateTimeFormat)]
    type Clock;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl, js_class = "DateTimeFormat")]
    fn new(locale: &str, options: &JsValue) -> Result<Clock, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &Clock, milliseconds: f64) -> String;

    /// `Intl.PluralRules`, which throws for a language tag that is none.
    #[wasm_bindgen(js_namespace = Intl)]
    type PluralRules;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(language: &str) -> Result<PluralRules, JsValue>;
    #[wasm_bindgen(method)]
    fn select(this: &PluralRules, n: f64) -> String;
}

/// What `Intl` has made for a zone or a language. On a cheap phone a new one takes 7 ms, and lists have many dates.
type Made = RefCell<Option<(String, JsValue)>>;

thread_local! {
    static CLOCK: Made = const { RefCell::new(None) };
    static RULES: Made = const { RefCell::new(None) };
}

/// The one that is known already, or another one in its place. `None` where the browser makes none.
fn made(last: &Made, name: &str, make: fn(&str) -> Option<JsValue>) -> Option<JsValue> {
    let mut last = last.borrow_mut();
    if last.as_ref().is_none_or(|(known, _)| known != name) {
        *last = make(name).map(|made| (name.to_owned(), made));
    }
    last.as_ref().map(|(_, made)| made.clone())
}

/// UTC where the zone is not known.
pub fn civil(moment: Moment, zone: &str) -> Civil {
    let clock = CLOCK.with(|last| made(last, zone, clock));
    let shown = clock.map(|clock| clock.unchecked_ref::<Clock>().format(moment.0 as f64 * 1000.0));
    shown.and_then(|shown| Moment::parse(&shown)).unwrap_or(moment).to_civil()
}

/// Swedish writes a date-time as ISO 8601 does: 2021-12-30 14:05.
fn clock(zone: &str) -> Option<JsValue> {
    let options = [r#"{"dateStyle":"short","timeStyle":"short","timeZone":""#, zone, "\"}"].concat();
    Some(Clock::new("sv-SE", &JSON::parse(&options).ok()?).ok()?.into())
}

/// A CLDR plural category; the one that every language has where the language is not known.
pub fn plural_form(language: &str, n: usize) -> String {
    let rules = RULES.with(|last| made(last, language, |language| Some(PluralRules::new(language).ok()?.into())));
    rules.map_or_else(|| "other".into(), |rules| rules.unchecked_ref::<PluralRules>().select(n as f64))
}
