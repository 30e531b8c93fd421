//! Time zones and plural rules in the browser, from `Intl`.

use js_sys::{Date, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::article::{Civil, Moment};

#[wasm_bindgen]
extern "C" {
    /// `Date.prototype.toLocaleString`, which throws for a zone that it does not know.
    type Clock;
    #[wasm_bindgen(method, catch, js_name = toLocaleString)]
    fn shown(this: &Clock, locale: &str, options: &Object) -> Result<String, JsValue>;

    /// `Intl.PluralRules`, which throws for a language tag that is none.
    #[wasm_bindgen(js_namespace = Intl)]
    type PluralRules;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(language: &str) -> Result<PluralRules, JsValue>;
    #[wasm_bindgen(method)]
    fn select(this: &PluralRules, n: f64) -> String;
}

/// UTC where the zone is not known.
pub fn civil(moment: Moment, zone: &str) -> Civil {
    let date = Date::new(&JsValue::from_f64(moment.0 as f64 * 1000.0));
    let options = Object::new();
    let clock: &Clock = date.unchecked_ref();
    // Swedish writes a date-time as ISO 8601 does: 2021-12-30 14:05:00.
    let shown = Reflect::set(&options, &"timeZone".into(), &zone.into())
        .and_then(|_| clock.shown("sv-SE", &options))
        .unwrap_or_else(|_| String::from(date.to_iso_string()));
    let mut numbers = shown.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse::<u32>().ok());
    let mut next = || numbers.next().unwrap_or_default();
    Civil { year: next().cast_signed(), month: next(), day: next(), hour: next(), minute: next() }
}

/// A CLDR plural category; the one that every language has where the language is not known.
pub fn plural_form(language: &str, n: usize) -> String {
    PluralRules::new(language).map_or_else(|_| "other".into(), |rules| rules.select(n as f64))
}
