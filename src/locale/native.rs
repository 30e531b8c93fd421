//! Time zones and plural rules natively.

use jiff::{Timestamp, tz::TimeZone};

use crate::article::{Civil, Moment};

/// UTC where the zone is not known.
pub fn civil(moment: Moment, zone: &str) -> Civil {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let time = zone.to_datetime(Timestamp::from_second(moment.0).unwrap_or_default());
    Civil {
        year: time.year().into(),
        month: time.month().unsigned_abs().into(),
        day: time.day().unsigned_abs().into(),
        hour: time.hour().unsigned_abs().into(),
        minute: time.minute().unsigned_abs().into(),
    }
}

/// A CLDR plural category. The browser asks `Intl.PluralRules`; the native side knows the two groups of languages
/// that the shipped locales belong to: those without plural forms, and those that single out 1.
pub fn plural_form(language: &str, n: usize) -> String {
    let primary = language.split('-').next().unwrap_or_default();
    let no_plural = matches!(primary, "vi" | "zh" | "ja" | "ko" | "th" | "lo" | "km" | "id" | "ms");
    if n == 1 && !no_plural { "one".into() } else { "other".into() }
}
