//! The figures of a visit, their medians, and the table for docs/performance.md.

use std::fmt;

use serde_json::Value;

use crate::bench::number::median;
use crate::dist::bytes;

/// What one visit cost. Times in milliseconds since the visit's start.
#[derive(Debug, Clone, PartialEq)]
pub struct Visit {
    first_paint: f64,
    largest_paint: f64,
    shown: f64,
    /// What tasks took beyond 50 ms each, until five seconds after all was loaded and the app had taken the page over.
    blocked: f64,
    /// The sum of all layout shifts; 0 is still.
    shift: f64,
    /// Begun before the headline stood there, the document's own among them, pictures' not.
    requests: f64,
    /// The document's bytes, as sent.
    document: f64,
    /// What had come down the line when the headline stood there, with headers and pictures.
    bytes: f64,
}

impl Visit {
    /// From what the page noted itself; none if the headline never came, or the visit never ended.
    pub fn read(seen: &Value) -> Option<Self> {
        let number = |key: &str| seen.get(key).and_then(Value::as_f64);
        let is_over = seen.get("over").and_then(Value::as_bool)?;
        is_over.then_some(())?;
        Some(Self {
            first_paint: number("paint")?,
            largest_paint: number("largest")?,
            shown: number("shown")?,
            blocked: number("blocked")?,
            shift: number("shift")?,
            requests: number("requests")?,
            document: number("document")?,
            bytes: number("bytes")?,
        })
    }
}

impl fmt::Display for Visit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "first paint {}, largest {}, shown at {}, {} requests, {}; blocked {}, shift {:.3}",
            seconds(self.first_paint),
            seconds(self.largest_paint),
            seconds(self.shown),
            self.requests,
            size(self.bytes),
            milliseconds(self.blocked),
            self.shift,
        )
    }
}

/// A page as somebody makes it, and its visits.
pub struct Page {
    pub name: String,
    pub visits: Vec<Visit>,
}

impl Page {
    fn median(&self, figure: impl Fn(&Visit) -> f64) -> f64 {
        median(self.visits.iter().map(figure))
    }
}

fn seconds(milliseconds: f64) -> String {
    format!("{:.2} s", milliseconds / 1000.0)
}

fn milliseconds(count: f64) -> String {
    format!("{count:.0} ms")
}

fn size(count: f64) -> String {
    // Never negative, and far below 2⁵³.
    bytes(count as u64)
}

/// The table with the conditions under which it was measured. `pair`: the pages of which the first is set beside the second.
pub fn markdown(pages: &[Page], pair: Option<[usize; 2]>, browser: &str, first_visit: u64) -> String {
    let runs = pages.first().map_or(0, |page| page.visits.len());
    let mut text = format!(
        "`cargo xtask bench page` in headless {browser}, 412 × 823 px, 150 ms round trip, 1.6 Mbit/s down, processor slowed 4 \
         times, nothing cached, brotli, all from the same server.\n\
         Medians of {runs} visits, the pages in turns, each visit in a new browser; the last row has the medians of each \
         round's ratios.\n\
         Blocked is what tasks took beyond 50 ms each after the first paint (Total Blocking Time), until 5 s after all \
         was loaded and, of a pressed page, the app had taken it over; requests are those begun before the headline stood \
         there, pictures not counted.\n\
         HTML, CSS, JS and wasm of a first visit without pressing weigh {}.\n\n\
         | page | first paint | largest paint | headline stands | blocked | layout shift | requests | document | downloaded \
         until the headline |\n\
         | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n",
        bytes(first_visit)
    );
    for page in pages {
        let row = format!(
            "| {} | {} | {} | {} | {} | {:.3} | {} | {} | {} |\n",
            page.name,
            seconds(page.median(|visit| visit.first_paint)),
            seconds(page.median(|visit| visit.largest_paint)),
            seconds(page.median(|visit| visit.shown)),
            milliseconds(page.median(|visit| visit.blocked)),
            page.median(|visit| visit.shift),
            page.median(|visit| visit.requests),
            size(page.median(|visit| visit.document)),
            size(page.median(|visit| visit.bytes)),
        );
        text.push_str(&row);
    }
    if let Some([first, second]) = pair
        && let (Some(first), Some(second)) = (pages.get(first), pages.get(second))
    {
        let ratio = |figure: fn(&Visit) -> f64| {
            let rounds = first.visits.iter().zip(&second.visits);
            format!("{:.2}", median(rounds.map(|(first, second)| figure(first) / figure(second))))
        };
        let other = second.name.rsplit(", ").next().unwrap_or_default();
        text.push_str(&format!(
            "| {} : {other} | {} | {} | {} | | | | {} | {} |\n",
            first.name,
            ratio(|visit| visit.first_paint),
            ratio(|visit| visit.largest_paint),
            ratio(|visit| visit.shown),
            ratio(|visit| visit.document),
            ratio(|visit| visit.bytes),
        ));
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn seen(paint: f64) -> Value {
        json!({
            "paint": paint, "largest": 2000, "shift": 0, "shown": 1800.4, "blocked": 12.6, "requests": 1,
            "document": 14_012, "bytes": 93_100, "over": true,
        })
    }

    fn page(name: &str, paints: [f64; 3]) -> Page {
        Page { name: name.into(), visits: paints.iter().filter_map(|&paint| Visit::read(&seen(paint))).collect() }
    }

    #[test]
    fn the_table_shows_medians_and_their_ratio() {
        let pages = [
            page("article, app", [3000.0, 3000.0, 3000.0]),
            page("article, pressed", [1900.0, 1000.0, 1100.0]),
            page("article, Hugo 1", [1900.0, 500.0, 1000.0]),
        ];
        let table = markdown(&pages, Some([1, 2]), "Chromium 1", 81_200);
        let row = "| article, pressed | 1.10 s | 2.00 s | 1.80 s | 13 ms | 0.000 | 1 | 14.0 kB | 93.1 kB |";
        assert!(table.contains(row), "{table}");
        // Of the rounds' ratios, 1.00, 2.00 and 1.10.
        assert!(table.contains("| article, pressed : Hugo 1 | 1.10 | 1.00 | 1.00 | | | | 1.00 | 1.00 |"), "{table}");
        assert!(table.contains("Medians of 3 visits") && table.contains("weigh 81.2 kB"), "{table}");
        assert!(!markdown(&pages[..2], None, "Chromium 1", 0).contains(" : "));
    }

    #[test]
    fn a_visit_without_its_headline_or_its_end_does_not_count() {
        let with = |key: &str, value: Value| {
            let mut seen = seen(1.0);
            seen[key] = value;
            Visit::read(&seen)
        };
        assert!(with("shown", json!(5)).is_some());
        assert_eq!(with("shown", Value::Null), None);
        assert_eq!(with("over", json!(false)), None);
    }
}
