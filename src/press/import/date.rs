//! Dates as people and programs write them into files.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::article::Moment;

/// A date with or without a time: RFC 3339, the same without an offset in the portal's zone, `30/12/2021 14:05` as
/// Vietnamese pages have it, or RFC 2822.
pub fn read(text: &str, zone: &str) -> Option<Moment> {
    let text = text.trim();
    if let Some(rest) = text.get(10..) {
        let clock = rest.trim_start_matches(['T', 't', ' ']);
        if clock.ends_with(['Z', 'z']) || clock.contains(['+', '-']) {
            // YAML has a space in front of the offset.
            let joined = [text.get(..10)?, "T", &clock.replace(' ', "")].concat();
            if let Some(moment) = Moment::parse(&joined) {
                return Some(moment);
            }
        }
    }
    if let Ok(zoned) = jiff::fmt::rfc2822::parse(text) {
        return Some(Moment(zoned.timestamp().as_second()));
    }
    let plain = text.replacen(' ', "T", 1);
    // A year before 1000 is how WordPress and SharePoint say that there is none.
    let civil = plain.parse::<DateTime>().ok().or_else(|| of_day_month(text)).filter(|civil| civil.year() > 999)?;
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    Some(Moment(zone.to_zoned(civil).ok()?.timestamp().as_second()))
}

/// `30/12/2021`, `30-12-2021 14:05`, `14:05 30.12.2021`.
fn of_day_month(text: &str) -> Option<DateTime> {
    let words = text.split([' ', ',', '|', '\u{a0}']).filter(|word| !word.is_empty());
    let (mut day, mut clock) = (None, (0, 0));
    for word in words {
        let parts: Vec<&str> = word.split(['/', '-', '.']).collect();
        if let [d, m, y] = parts.as_slice()
            && y.len() == 4
        {
            day = Some((y.parse().ok()?, m.parse().ok()?, d.parse().ok()?));
        } else if let Some((hour, minute)) = word.split_once([':', 'h'])
            && let (Ok(hour), Ok(minute)) = (hour.parse(), minute.get(..2).unwrap_or(minute).parse())
        {
            clock = (hour, minute);
        }
    }
    let (year, month, day) = day?;
    // Sites that were never told of their country have the month first.
    let of = |month, day| DateTime::new(year, month, day, clock.0, clock.1, 0, 0).ok();
    of(month, day).or_else(|| of(day, month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_moment_in_all_its_forms() {
        let same = [
            "2021-12-30T14:05:00+07:00",
            "2021-12-30 14:05:00 +07:00",
            "2021-12-30 07:05:00Z",
            "2021-12-30T14:05:00",
            "2021-12-30 14:05",
            "30/12/2021 14:05",
            "14:05, 30-12-2021",
            "30.12.2021 | 14h05",
            "12/30/2021 14:05",
            "Thu, 30 Dec 2021 14:05:00 +0700",
        ];
        for text in same {
            let found = read(text, "Asia/Ho_Chi_Minh").map(Moment::to_rfc3339);
            assert_eq!(found.as_deref(), Some("2021-12-30T07:05:00Z"), "{text}");
        }
        let day = read("2021-12-30", "Asia/Ho_Chi_Minh").map(Moment::to_rfc3339);
        assert_eq!(day.as_deref(), Some("2021-12-29T17:00:00Z"));
        for none in ["", "hôm qua", "0000-00-00 00:00:00", "0001-01-01T00:00:00", "31/02/2021", "2021"] {
            assert_eq!(read(none, "Asia/Ho_Chi_Minh"), None, "{none}");
        }
    }
}
