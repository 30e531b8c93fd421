//! The figures of a visit, their medians, and the table for docs/performance.md.

use std::fmt;

use serde_json::Value;

use crate::dist::bytes;

/// What one visit cost. Times in milliseconds since the visit's start.
#[derive(Debug, Clone, PartialEq)]
pub struct Visit {
    first_paint: f64,
    largest_paint: f64,
    /// Cumulative layout shift, as web.dev/cls defines a single score; 0 is still.
    shift: f64,
    shown: f64,
    /// What had come down the line when the headline stood there, with headers and pictures.
    bytes: f64,
}

impl Visit {
    /// From what the page noted itself; none if the headline never came.
    pub fn read(seen: &Value) -> Option<Self> {
        let number = |key: &str| seen.get(key).and_then(Value::as_f64);
        Some(Self {
            first_paint: number("paint")?,
            largest_paint: number("largest")?,
            shift: number("shift")?,
            shown: number("shown")?,
            bytes: number("bytes")?,
        })
    }
}

impl fmt::Display for Visit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "first paint {}, largest {}, shift {:.3}, shown at {} after {}",
            seconds(self.first_paint),
            seconds(self.largest_paint),
            self.shift,
            seconds(self.shown),
            size(self.bytes),
        )
    }
}

/// A page and its visits.
pub struct Page {
    pub name: &'static str,
    pub visits: Vec<Visit>,
}

/// The middle one; of an even number the upper of the two in the middle.
fn median(visits: &[Visit], figure: impl Fn(&Visit) -> f64) -> f64 {
    let mut figures: Vec<f64> = visits.iter().map(figure).collect();
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}

fn seconds(milliseconds: f64) -> String {
    format!("{:.2} s", milliseconds / 1000.0)
}

fn size(count: f64) -> String {
    // Never negative, and far below 2⁵³.
    bytes(count as u64)
}

/// The table with the conditions under which it was measured.
pub fn markdown(pages: &[Page], browser: &str, first_visit: u64) -> String {
    let runs = pages.first().map_or(0, |page| page.visits.len());
    let mut text = format!(
        "Headless {browser}, 412 × 823 px, 150 ms round trip, 1.6 Mbit/s down, processor slowed 4 times, \
         nothing cached, brotli.\nMedians of {runs} visits.\n\
         HTML, CSS, JS and wasm of a first visit weigh {}.\n\n\
         | page | first paint | largest paint | headline stands | downloaded until then | layout shift |\n\
         | --- | --- | --- | --- | --- | --- |\n",
        bytes(first_visit)
    );
    for Page { name, visits } in pages {
        let row = format!(
            "| {name} | {} | {} | {} | {} | {:.3} |\n",
            seconds(median(visits, |visit| visit.first_paint)),
            seconds(median(visits, |visit| visit.largest_paint)),
            seconds(median(visits, |visit| visit.shown)),
            size(median(visits, |visit| visit.bytes)),
            median(visits, |visit| visit.shift),
        );
        text.push_str(&row);
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_table_shows_medians() {
        let visit = |paint: f64| {
            Visit::read(&json!({"paint": paint, "largest": 2000, "shift": 0, "shown": 1800.4, "bytes": 93_100}))
        };
        let visits: Vec<_> = [1900.0, 1000.0, 1100.0].into_iter().filter_map(visit).collect();
        let table = markdown(&[Page { name: "article", visits }], "Chromium 1", 81_200);
        assert!(table.contains("| article | 1.10 s | 2.00 s | 1.80 s | 93.1 kB | 0.000 |"), "{table}");
        assert!(table.contains("Medians of 3 visits") && table.contains("weigh 81.2 kB"), "{table}");
    }

    #[test]
    fn a_visit_without_its_headline_does_not_count() {
        assert_eq!(Visit::read(&json!({"paint": 1, "largest": 2, "shift": 0, "shown": null, "bytes": 1})), None);
    }
}
