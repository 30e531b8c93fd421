//! The interface's words in one language, and how it writes dates and numbers.
//!
//! A language is one file, `public/locales/<code>.json`; nothing here knows a language by name.

#[cfg_attr(target_arch = "wasm32", path = "locale/browser.rs")]
#[cfg_attr(not(target_arch = "wasm32"), path = "locale/native.rs")]
mod platform;

use crate::article::{Civil, Moment, Taken};
use crate::cut::{digits, padded};
use crate::json::{Json, Problem};
use crate::list::ToList;
use crate::url::fill;

/// A language's words and forms.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Locale {
    /// BCP 47.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// IANA name of the zone that dates are shown in: `Asia/Ho_Chi_Minh`.
    pub zone: String,
    /// Keys and words. A page asks for some dozens of a hundred: a list is as quick as a map, and smaller.
    words: Vec<(String, String)>,
}

impl Locale {
    /// Reads a locale file. Nested objects are plural forms and become `key.one`, `key.other` …
    ///
    /// # Errors
    /// Every entry that is no text; a file that is no object.
    pub fn read(json: &Json, file: &str, zone: &str) -> Result<Locale, Vec<Problem>> {
        let mut problems = vec![];
        let mut words = vec![];
        let mut problem = |at: String, expected: &str, found: String| {
            problems.push(Problem { file: file.into(), at, expected: expected.into(), found });
        };
        if !json.is_object() {
            problem(String::new(), "an object", json.shown());
        }
        for key in json.keys() {
            let Some(value) = json.get(&key) else { continue };
            match (value.as_text(), value.kind()) {
                (Some(text), _) => words.push((key, text)),
                (None, "an object") => {
                    for form in value.keys() {
                        match value.get(&form).and_then(|v| v.as_text()) {
                            Some(text) => words.push(([key.as_str(), ".", &form].concat(), text)),
                            None => problem(["/", &key, "/", &form].concat(), "a text", "something else".into()),
                        }
                    }
                }
                _ => problem(["/", &key].concat(), "a text or plural forms", value.shown()),
            }
        }
        for needed in ["language", "date", "date_time"] {
            if words.iter().all(|(key, _)| key != needed) {
                problem(["/", needed].concat(), "a text", "nothing".into());
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut locale = Locale { zone: zone.into(), words, ..Locale::default() };
        locale.language = locale.word("language");
        locale.direction = locale.known("direction").unwrap_or("ltr").to_owned();
        Ok(locale)
    }

    /// The words for a key; the key itself where the file has none, so that a gap is seen and nothing breaks.
    pub fn word(&self, key: &str) -> String {
        self.known(key).unwrap_or(key).to_owned()
    }

    /// All keys that a test holds for, with their words.
    pub fn words(&self, is_wanted: fn(&str) -> bool) -> Vec<(&str, &str)> {
        let wanted = self.words.iter().filter(|(key, _)| is_wanted(key));
        wanted.map(|(key, words)| (key.as_str(), words.as_str())).list()
    }

    fn known(&self, key: &str) -> Option<&str> {
        self.words.iter().find(|(known, _)| known == key).map(|(_, words)| words.as_str())
    }

    /// Words with `{name}` places filled in.
    pub fn phrase(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(&self.word(key), |name| values.iter().find(|(known, _)| *known == name).map(|(_, v)| (*v).to_owned()))
    }

    /// Words for a number of things: the file's plural form for `n`, with `{n}` filled in.
    pub fn plural(&self, key: &str, n: usize) -> String {
        let form = [key, ".", &platform::plural_form(&self.language, n)].concat();
        let key = if self.known(&form).is_some() { form } else { [key, ".other"].concat() };
        self.phrase(&key, &[("n", &self.number(n as u64))])
    }

    /// `1.234` or `1,234`.
    pub fn number(&self, n: u64) -> String {
        let digits = digits(n as u32);
        let mark = self.known("thousands").unwrap_or_default();
        let mut out = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push_str(mark);
            }
            out.push(digit);
        }
        out
    }

    /// A file's size as people say it: `48 kB`, `1,2 MB`.
    pub fn bytes(&self, bytes: u64) -> String {
        let mark = self.known("decimal").unwrap_or(".");
        match bytes {
            0..1_000 => digits(bytes as u32) + " B",
            1_000..1_000_000 => digits(((bytes + 500) / 1_000) as u32) + " kB",
            _ => {
                let tenths = ((bytes + 50_000) / 100_000) as u32;
                [&digits(tenths / 10), mark, &digits(tenths % 10), " MB"].concat()
            }
        }
    }

    /// The day alone.
    pub fn date(&self, moment: Moment) -> String {
        self.civil("date", self.local(moment))
    }

    /// Day and time: `30/12/2021, 14:05`.
    pub fn date_time(&self, moment: Moment) -> String {
        self.civil("date_time", self.local(moment))
    }

    /// When a photo was taken: the day, and the time where it is known.
    pub fn taken(&self, taken: Taken) -> String {
        if taken.is_day { self.date(taken.at) } else { self.date_time(taken.at) }
    }

    /// A month of a year, for archives.
    pub fn month(&self, year: i32, month: u32) -> String {
        self.civil("month", Civil { year, month, day: 1, hour: 0, minute: 0 })
    }

    /// What the calendar and clock of the locale's zone show.
    pub fn local(&self, moment: Moment) -> Civil {
        civil(moment, &self.zone)
    }

    fn civil(&self, pattern: &str, civil: Civil) -> String {
        fill(&self.word(pattern), |name| {
            Some(match name {
                "d" => digits(civil.day),
                "dd" => padded(civil.day, 2),
                "M" => digits(civil.month),
                "MM" => padded(civil.month, 2),
                "MMMM" => self.word(&["months.", &digits(civil.month)].concat()),
                "yyyy" => padded(civil.year.unsigned_abs(), 4),
                "HH" => padded(civil.hour, 2),
                "mm" => padded(civil.minute, 2),
                _ => return None,
            })
        })
    }
}

/// What the calendar and clock of a zone show.
pub fn civil(moment: Moment, zone: &str) -> Civil {
    platform::civil(moment, zone)
}

/// The moment at which a clock of a zone shows what a clock at UTC shows at `moment`.
///
/// Twice: near a change of the clocks the first guess may have the offset of the other side.
pub fn in_zone(moment: Moment, zone: &str) -> Moment {
    let ahead = |at: Moment| Moment::from_civil(platform::civil(at, zone)).0 - (at.0 - at.0.rem_euclid(60));
    let guess = Moment(moment.0 - ahead(moment));
    Moment(moment.0 - ahead(guess))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale(json: &str) -> Locale {
        Locale::read(&Json::parse(json).unwrap(), "locales/x.json", "Asia/Ho_Chi_Minh").unwrap()
    }

    const VI: &str = r#"{"language":"vi","date":"{dd}/{MM}/{yyyy}","date_time":"{dd}/{MM}/{yyyy}, {HH}:{mm}",
        "month":"Tháng {M}/{yyyy}","thousands":".","decimal":",","results":{"other":"{n} tin"}}"#;
    const EN: &str = r#"{"language":"en","date":"{d} {MMMM} {yyyy}","date_time":"{d} {MMMM} {yyyy}, {HH}:{mm}",
        "months":{"12":"December"},"thousands":",","results":{"one":"{n} story","other":"{n} stories"}}"#;

    #[test]
    fn dates_are_shown_in_the_zone_of_the_department() {
        let moment = Moment::parse("2021-12-30T18:05:00Z").unwrap();
        assert_eq!(locale(VI).date_time(moment), "31/12/2021, 01:05");
        assert_eq!(locale(EN).date(moment), "31 December 2021");
        assert_eq!(locale(VI).month(2021, 9), "Tháng 9/2021");
    }

    #[test]
    fn a_clock_of_a_zone_is_read_at_its_own_time() {
        let at = |text: &str, zone: &str| in_zone(Moment::parse(text).unwrap(), zone).to_rfc3339();
        assert_eq!(at("2026-01-15T09:30:07", "Asia/Ho_Chi_Minh"), "2026-01-15T02:30:07Z");
        assert_eq!(at("2026-07-01T09:30:00", "Europe/Paris"), "2026-07-01T07:30:00Z");
        assert_eq!(at("2026-03-29T03:30:00", "Europe/Paris"), "2026-03-29T01:30:00Z", "an hour after the change");
        assert_eq!(at("2026-01-15T09:30:00", "Mars/Olympus"), "2026-01-15T09:30:00Z");
    }

    #[test]
    fn numbers_and_plurals_follow_the_file() {
        assert_eq!(locale(VI).plural("results", 1_234_567), "1.234.567 tin");
        assert_eq!(locale(EN).plural("results", 1), "1 story");
        assert_eq!(locale(EN).plural("results", 1234), "1,234 stories");
        assert_eq!(locale(VI).bytes(1_249_000), "1,2 MB");
        assert_eq!(locale(EN).bytes(48_300), "48 kB");
    }

    #[test]
    fn an_unknown_zone_is_utc_and_no_panic() {
        let mut locale = locale(VI);
        locale.zone = "Mars/Olympus".into();
        assert_eq!(locale.date_time(Moment(0)), "01/01/1970, 00:00");
    }

    #[test]
    fn a_broken_file_lists_every_problem() {
        let json = Json::parse(r#"{"language":"vi","date":7,"results":{"other":[]}}"#).unwrap();
        let problems = Locale::read(&json, "locales/vi.json", "UTC").unwrap_err();
        let at: Vec<&str> = problems.iter().map(|p| p.at.as_str()).collect();
        assert_eq!(at, ["/date", "/results/other", "/date", "/date_time"]);
    }

    #[test]
    fn places_without_a_value_stay() {
        assert_eq!(locale(VI).phrase("a {b} {c", &[("b", "x{c}")]), "a x{c} {c");
    }
}
