//! A point in time, and the date on a wall somewhere.

use crate::cut::{self, pad};

/// Seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

/// When a photo was taken, as exactly as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    pub at: Moment,
    /// Only the day was said, which begins at `at` in the portal's zone.
    pub is_day: bool,
}

/// What a calendar and a clock show at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
    pub hour: u32,
    pub minute: u32,
}

impl Moment {
    /// Reads an RFC 3339 date-time, `2021-12-30T14:05:00+07:00`; a fraction of a second is dropped.
    ///
    /// A date without a time is midnight; a time without an offset is UTC, as WordPress' `date_gmt` means it.
    pub fn parse(text: &str) -> Option<Moment> {
        let text = text.trim();
        let year = number(text, 0, 4)?;
        let month = number(text, 5, 7)?;
        let day = number(text, 8, 10)?;
        let bytes = text.as_bytes();
        let known_day = (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
        if bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') || !known_day {
            return None;
        }
        let midnight = days_from_civil(year, month, day) * 86_400;
        if bytes.len() == 10 {
            return Some(Moment(midnight));
        }
        if !matches!(bytes.get(10), Some(b'T' | b't' | b' ')) || bytes.get(13) != Some(&b':') {
            return None;
        }
        let (hour, minute) = (number(text, 11, 13)?, number(text, 14, 16)?);
        let (second, mut rest) = match bytes.get(16) {
            Some(b':') => (number(text, 17, 19)?, text.get(19..)?),
            _ => (0, text.get(16..)?),
        };
        if hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        if let Some(fraction) = rest.strip_prefix('.') {
            rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
        }
        Some(Moment(midnight + hour * 3600 + minute * 60 + second - offset(rest)?))
    }

    /// The moment at which a calendar and a clock at UTC show this.
    pub fn from_civil(civil: Civil) -> Moment {
        let days = days_from_civil(civil.year.into(), civil.month.into(), civil.day.into());
        Moment(days * 86_400 + i64::from(civil.hour) * 3600 + i64::from(civil.minute) * 60)
    }

    /// What a calendar and a clock at UTC show at the moment.
    pub fn to_civil(self) -> Civil {
        let (days, seconds) = (self.0.div_euclid(86_400), self.0.rem_euclid(86_400) as u32);
        let (year, month, day) = civil_from_days(days);
        let (hour, minute) = (seconds / 3600, seconds / 60 % 60);
        Civil { year: year as i32, month: month as u32, day: day as u32, hour, minute }
    }

    /// The seconds as text.
    pub fn to_seconds(self) -> String {
        // One kind of number is printed in all the wasm; nothing is filed before 1970.
        (self.0 as usize).to_string()
    }

    /// `2021-12-30T07:05:00Z`, for `<time datetime>`.
    pub fn to_rfc3339(self) -> String {
        let Civil { year, month, day, hour, minute } = self.to_civil();
        let mut out = String::with_capacity("2026-05-18T02:00:00Z".len());
        pad(&mut out, year.unsigned_abs(), 4);
        let second = self.0.rem_euclid(60) as u32;
        for (mark, number) in [("-", month), ("-", day), ("T", hour), (":", minute), (":", second)] {
            out.push_str(mark);
            pad(&mut out, number, 2);
        }
        out.push('Z');
        out
    }
}

/// Seconds that a written offset (`Z`, `+07:00`, nothing) is east of UTC.
fn offset(text: &str) -> Option<i64> {
    let (sign, rest) = match text.as_bytes().first() {
        None => return Some(0),
        Some(b'Z' | b'z') if text.len() == 1 => return Some(0),
        Some(b'+') => (1, cut::from(text, 1)),
        Some(b'-') => (-1, cut::from(text, 1)),
        Some(_) => return None,
    };
    let minutes_at = if cut::has_any(rest, ":") { 3 } else { 2 };
    if rest.len() != minutes_at + 2 {
        return None;
    }
    Some(sign * (number(rest, 0, 2)? * 3600 + number(rest, minutes_at, minutes_at + 2)? * 60))
}

fn number(text: &str, from: usize, to: usize) -> Option<i64> {
    let digits = text.get(from..to)?;
    if digits.bytes().all(|b| b.is_ascii_digit()) { digits.parse().ok() } else { None }
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar.
///
/// The year is taken to begin in March, so that the leap day is its last: a 400-year era then has 146,097 days,
/// and the months' lengths follow `(153 m + 2) / 5`. For 1970-01-01 that gives 719,468, hence the constant.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The inverse of [`days_from_civil`].
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_is_taken_off() {
        let moment = Moment::parse("2021-12-30T14:05:00+07:00").unwrap();
        assert_eq!(moment.to_rfc3339(), "2021-12-30T07:05:00Z");
    }

    #[test]
    fn the_forms_that_backends_write_are_read_alike() {
        let same = [
            "2024-02-29T00:00:00Z",
            "2024-02-29",
            "2024-02-29T00:00:00",
            "2024-02-29 00:00",
            "2024-02-29T00:00:00.000Z",
            "2024-02-29T07:00:00.123+0700",
        ];
        for text in same {
            assert_eq!(Moment::parse(text), Some(Moment(1_709_164_800)), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in
            ["", "yesterday", "2023-02-29", "2021-13-01", "2021-12-30T25:00:00Z", "2021-12-30T14:05:00+7", "ngày"]
        {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }

    #[test]
    fn days_go_there_and_back_over_eight_centuries() {
        for days in (-150_000..150_000).step_by(17) {
            let (year, month, day) = civil_from_days(days);
            assert_eq!(days_from_civil(year, month, day), days);
        }
    }
}
