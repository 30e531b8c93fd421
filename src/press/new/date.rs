//! The date at an article's head: with the offset that the portal's zone has then.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// RFC 3339 to the second: what was typed, or now.
///
/// # Errors
/// In words: what was typed is no date, or the zone is not known.
pub fn written(typed: Option<&str>, zone: &str) -> Result<String, String> {
    let known = TimeZone::get(zone)
        .map_err(|_| format!("expected a time zone such as Asia/Ho_Chi_Minh in the settings, found {zone:?}"))?;
    let moment = match typed.map(str::trim) {
        None => Timestamp::now().to_zoned(known),
        Some(typed) => read(typed, known)
            .ok_or_else(|| format!("expected a date such as 2026-05-18 or 2026-05-18T09:00, found {typed:?}"))?,
    };
    Ok(moment.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

/// A moment with an offset of its own is written as the portal's clocks show it.
fn read(typed: &str, zone: TimeZone) -> Option<Zoned> {
    if let Ok(moment) = typed.parse::<Timestamp>() {
        return Some(moment.to_zoned(zone));
    }
    // jiff reads the day out of a date with a time, too.
    if typed.len() == 10 {
        return typed.parse::<Date>().ok()?.to_zoned(zone).ok();
    }
    typed.parse::<DateTime>().ok()?.to_zoned(zone).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_date_gets_the_offset_of_its_zone() {
        let written = |typed, zone| written(Some(typed), zone);
        let hanoi = "Asia/Ho_Chi_Minh";
        assert_eq!(written("2026-05-18", hanoi).as_deref(), Ok("2026-05-18T00:00:00+07:00"));
        assert_eq!(written("2026-05-18T09:30", hanoi).as_deref(), Ok("2026-05-18T09:30:00+07:00"));
        assert_eq!(written(" 2026-05-18 09:30 ", hanoi).as_deref(), Ok("2026-05-18T09:30:00+07:00"));
        assert_eq!(written("2026-05-18T02:30:00Z", hanoi).as_deref(), Ok("2026-05-18T09:30:00+07:00"));
        // In summer and in winter.
        assert_eq!(written("2026-07-01", "Europe/Berlin").as_deref(), Ok("2026-07-01T00:00:00+02:00"));
        assert_eq!(written("2026-12-01", "Europe/Berlin").as_deref(), Ok("2026-12-01T00:00:00+01:00"));
        for wrong in ["2026-02-30", "18/5/2026", "2026-13-01", "tomorrow", ""] {
            assert!(written(wrong, hanoi).unwrap_err().contains("2026-05-18T09:00"), "{wrong}");
        }
        assert!(written("2026-05-18", "Hanoi").unwrap_err().contains("\"Hanoi\""));
    }
}
