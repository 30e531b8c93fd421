//! Reads one TOML table: every wrong, missing or unknown key becomes a problem of its own.

use super::problem::Problems;
use toml::value::{Datetime, Offset};
use toml::{Table, Value};

/// A moment as written in a source, with what lists need of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// RFC 3339, with the offset it was written with.
    pub text: String,
    /// Minutes since 1970 in UTC and the seconds' part, for ordering.
    pub order: i64,
}

impl Moment {
    /// `2026-03`, in the offset it was written with.
    pub fn month(&self) -> &str {
        self.text.get(..7).unwrap_or(&self.text)
    }

    /// Takes a TOML date only where it says day, time and offset: a feed needs all three.
    pub fn from_toml(datetime: &Datetime) -> Option<Moment> {
        let (date, time) = (datetime.date?, datetime.time?);
        let minutes = match datetime.offset? {
            Offset::Z => 0,
            Offset::Custom { minutes } => i64::from(minutes),
        };
        let days = days_from_civil(i64::from(date.year), i64::from(date.month), i64::from(date.day));
        let clock = i64::from(time.hour) * 3600 + i64::from(time.minute) * 60;
        let seconds = time.second.map_or(0, i64::from);
        Some(Moment {
            text: datetime.to_string().replace(' ', "T"),
            order: days * 86_400 + clock + seconds - minutes * 60,
        })
    }
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar.
///
/// Counts eras of 400 years (146,097 days) from 1 March, so that the leap day is a year's last:
/// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". 2000-03-01 gives 11,017.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// A table being read. `finish` reports the keys that nobody asked for.
pub struct Fields<'a> {
    file: &'a str,
    place: String,
    table: Table,
}

impl<'a> Fields<'a> {
    pub fn new(file: &'a str, place: impl Into<String>, table: Table) -> Fields<'a> {
        Fields { file, place: place.into(), table }
    }

    /// Parses a whole TOML text; a syntax error is one problem and gives an empty table.
    pub fn parse(file: &'a str, text: &str, first_line: usize, problems: &mut Problems) -> Fields<'a> {
        let table = text.parse::<Table>().unwrap_or_else(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            let line = first_line + before.matches('\n').count();
            problems.add(file, format!("line {line}"), "valid TOML", error.message());
            Table::new()
        });
        Fields::new(file, "", table)
    }

    /// Where a key stands, for messages: `photo.scene`.
    pub fn at(&self, key: &str) -> String {
        if self.place.is_empty() { key.to_owned() } else { format!("{}.{key}", self.place) }
    }

    pub fn wrong(&self, key: &str, expected: &str, found: &str, problems: &mut Problems) {
        problems.add(self.file, self.at(key), expected, found);
    }

    fn take(&mut self, key: &str) -> Option<Value> {
        self.table.remove(key)
    }

    pub fn optional_text(&mut self, key: &str, problems: &mut Problems) -> Option<String> {
        match self.take(key)? {
            Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            other => {
                self.wrong(key, "a text that is not empty", &said(&other), problems);
                None
            }
        }
    }

    pub fn text(&mut self, key: &str, problems: &mut Problems) -> String {
        if !self.table.contains_key(key) {
            self.wrong(key, "a text", "nothing", problems);
        }
        self.optional_text(key, problems).unwrap_or_default()
    }

    pub fn optional_moment(&mut self, key: &str, problems: &mut Problems) -> Option<Moment> {
        let value = self.take(key)?;
        let moment = match &value {
            Value::Datetime(datetime) => Moment::from_toml(datetime),
            _ => None,
        };
        if moment.is_none() {
            let expected = "a date, time and offset such as 2024-05-18T09:00:00+07:00 without quotes";
            self.wrong(key, expected, &said(&value), problems);
        }
        moment
    }

    /// A day, with or without a time and an offset, as RFC 3339 has them.
    pub fn optional_day(&mut self, key: &str, problems: &mut Problems) -> Option<String> {
        let value = self.take(key)?;
        let day = match &value {
            Value::Datetime(day) if day.date.is_some() && day.time.is_none() => Some(day.to_string()),
            Value::Datetime(datetime) => Moment::from_toml(datetime).map(|moment| moment.text),
            _ => None,
        };
        if day.is_none() {
            let expected = "a day such as 2024-05-18, or one with time and offset, without quotes";
            self.wrong(key, expected, &said(&value), problems);
        }
        day
    }

    pub fn moment(&mut self, key: &str, problems: &mut Problems) -> Option<Moment> {
        if !self.table.contains_key(key) {
            self.wrong(key, "a date", "nothing", problems);
        }
        self.optional_moment(key, problems)
    }

    pub fn number(&mut self, key: &str, problems: &mut Problems) -> Option<usize> {
        let value = self.take(key)?;
        let number = value.as_integer().and_then(|number| usize::try_from(number).ok());
        if number.is_none() {
            self.wrong(key, "a whole number", &said(&value), problems);
        }
        number
    }

    pub fn texts(&mut self, key: &str, problems: &mut Problems) -> Vec<String> {
        let items = match self.take(key) {
            None => return Vec::new(),
            Some(Value::Array(items)) => items,
            Some(other) => {
                self.wrong(key, "a list of texts", &said(&other), problems);
                return Vec::new();
            }
        };
        let mut texts = Vec::new();
        for (n, item) in items.into_iter().enumerate() {
            match item {
                Value::String(text) if !text.trim().is_empty() => texts.push(text.trim().to_owned()),
                other => {
                    self.wrong(&format!("{key}[{n}]"), "a text", &said(&other), problems);
                }
            }
        }
        texts
    }

    pub fn table(&mut self, key: &str, problems: &mut Problems) -> Option<Fields<'a>> {
        match self.take(key)? {
            Value::Table(table) => Some(Fields::new(self.file, self.at(key), table)),
            other => {
                self.wrong(key, "a table", &said(&other), problems);
                None
            }
        }
    }

    pub fn tables(&mut self, key: &str, problems: &mut Problems) -> Vec<Fields<'a>> {
        let items = match self.take(key) {
            None => return Vec::new(),
            Some(Value::Array(items)) => items,
            Some(other) => {
                self.wrong(key, "a list of tables", &said(&other), problems);
                return Vec::new();
            }
        };
        let mut tables = Vec::new();
        for (n, item) in items.into_iter().enumerate() {
            // Counted from 1, as people count photos.
            let place = format!("{}[{}]", self.at(key), n + 1);
            match item {
                Value::Table(table) => tables.push(Fields::new(self.file, place, table)),
                other => problems.add(self.file, place, "a table", said(&other)),
            }
        }
        tables
    }

    /// Reports every key that was not asked for: most often a misspelt one.
    pub fn finish(self, known: &str, problems: &mut Problems) {
        for (key, _) in &self.table {
            self.wrong(key, &format!("one of {known}"), "a key with this name", problems);
        }
    }
}

/// A value for a message: its kind and its start.
fn said(value: &Value) -> String {
    let text: String = value.to_string().chars().take(60).collect();
    format!("{} {text}", value.type_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(days_from_civil(1970, 1, 1), 0);
        assert_eq!(days_from_civil(2000, 3, 1), 11_017);
        assert_eq!(days_from_civil(2024, 2, 29) + 1, days_from_civil(2024, 3, 1));
    }

    #[test]
    fn moments_order_by_the_instant_and_keep_their_own_month() {
        let mut problems = Problems::default();
        let text = "a = 2026-03-01T00:30:00+07:00\nb = 2026-02-28T18:00:00Z\n";
        let mut fields = Fields::parse("x", text, 1, &mut problems);
        let (a, b) = (fields.moment("a", &mut problems), fields.moment("b", &mut problems));
        let (a, b) = (a.unwrap(), b.unwrap());
        assert_eq!((a.month(), b.month()), ("2026-03", "2026-02"));
        assert_eq!(b.order - a.order, 30 * 60);
        assert_eq!(a.text, "2026-03-01T00:30:00+07:00");
        assert!(problems.sorted().is_empty());
    }

    #[test]
    fn every_wrong_key_is_named_at_its_place() {
        let mut problems = Problems::default();
        let text = "date = \"yesterday\"\ntitel = \"x\"\ntags = [1]\n";
        let mut fields = Fields::parse("a.md", text, 1, &mut problems);
        fields.text("title", &mut problems);
        fields.moment("date", &mut problems);
        fields.texts("tags", &mut problems);
        fields.finish("title, date, tags", &mut problems);
        let places: Vec<String> = problems.sorted().into_iter().map(|problem| problem.place).collect();
        assert_eq!(places, ["date", "tags[0]", "titel", "title"]);
    }

    #[test]
    fn a_syntax_error_says_its_line() {
        let mut problems = Problems::default();
        Fields::parse("a.md", "a = 1\nb = = 2\n", 2, &mut problems);
        assert_eq!(problems.sorted()[0].place, "line 3");
    }
}
