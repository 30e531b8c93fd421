//! The medians of all journeys, ours beside theirs.

use super::journey::Journey;
use super::photoswipe::VERSION;
use crate::bench::number::{count, median};
use crate::dist::bytes;

/// An album and the journeys through it.
pub struct Album {
    pub count: usize,
    pub ours: Vec<Journey>,
    pub theirs: Vec<Journey>,
}

/// How a figure is written.
#[derive(Clone, Copy)]
enum Unit {
    Milliseconds,
    /// Milliseconds, 0 for less than 50: shorter frames and tasks are not told of.
    Long,
    Count,
    Bytes,
}

type Figure = (&'static str, Unit, fn(&Journey) -> f64);

const FIGURES: [Figure; 12] = [
    ("click to first frame", Unit::Milliseconds, |journey| journey.opened),
    ("the same, second time", Unit::Milliseconds, |journey| journey.opened_again),
    ("longest gap between frames, opening", Unit::Milliseconds, |journey| journey.opening_gap),
    ("longest gap between frames, stepping", Unit::Milliseconds, |journey| journey.stepping_gap),
    ("longest frame, opening", Unit::Long, |journey| journey.opening_frame),
    ("longest frame, stepping", Unit::Long, |journey| journey.stepping_frame),
    ("longest task, opening", Unit::Long, |journey| journey.opening_task),
    ("longest task, stepping", Unit::Long, |journey| journey.stepping_task),
    ("elements, album", Unit::Count, |journey| journey.page_elements),
    ("elements, viewer open", Unit::Count, |journey| journey.elements),
    ("JavaScript heap and wasm memory", Unit::Bytes, |journey| journey.heap),
    ("the browser's own heap for the page", Unit::Bytes, |journey| journey.browser_heap),
];

/// The table with the conditions under which it was measured. `sent`: bytes that our and their viewer add to a page.
pub fn markdown(albums: &[Album], browser: &str, sent: (u64, u64)) -> String {
    let rounds = albums.first().map_or(0, |album| album.ours.len());
    let mut text = format!(
        "`cargo xtask bench gallery` in headless {browser}, 1280 × 800 px, processor slowed 4 times once the album stands, \
         files from the same machine.\n\
         Medians of {rounds} journeys, each in a new browser, in turns with PhotoSwipe {VERSION} on a page of the same \
         photos: the third photo is clicked, → pressed ten times, Escape, the same photo clicked again.\n\
         Elements with the viewer open and memory are taken after the ten steps.\n\
         A frame without delay comes after 16.7 ms; the gap between two is what the reader waits, whatever held the \
         second one up. A frame is as long as the page works for it: Chromium tells of frames \
         (`long-animation-frame`) and tasks from 50 ms on.\n\
         PhotoSwipe fetches most of its code at the first click, as its documentation has it; ours is fetched when an \
         album is shown.\n\n\
         | | photos | ours | PhotoSwipe | ratio |\n\
         | --- | ---: | ---: | ---: | ---: |\n\
         | code and styles, brotli | | {} | {} | {} |\n",
        bytes(sent.0),
        bytes(sent.1),
        ratio(sent.0 as f64, sent.1 as f64),
    );
    for (name, unit, figure) in FIGURES {
        for album in albums {
            let [ours, theirs] = [&album.ours, &album.theirs].map(|journeys| median(journeys.iter().map(figure)));
            text.push_str(&format!(
                "| {name} | {} | {} | {} | {} |\n",
                count(album.count),
                unit.show(ours),
                unit.show(theirs),
                ratio(ours, theirs)
            ));
        }
    }
    text
}

/// Nothing where one of them is too small to be known.
fn ratio(ours: f64, theirs: f64) -> String {
    if ours > 0.0 && theirs > 0.0 { format!("{:.2}", ours / theirs) } else { "–".into() }
}

impl Unit {
    fn show(self, figure: f64) -> String {
        match self {
            Unit::Long if figure <= 0.0 => "< 50 ms".into(),
            Unit::Milliseconds | Unit::Long => format!("{figure:.0} ms"),
            // Never negative, and far below 2⁵³.
            Unit::Count => count(figure as usize),
            Unit::Bytes => format!("{:.1} MB", figure / 1e6),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_shows_medians_and_their_ratio() {
        let journey = |opened: f64| Journey { opened, elements: 12_345.0, heap: 2_500_000.0, ..Journey::default() };
        let album = Album {
            count: 1_000,
            ours: [90.0, 30.0, 20.0].map(journey).to_vec(),
            theirs: [60.0, 50.0, 60.4].map(journey).to_vec(),
        };
        let table = markdown(&[album], "Chromium 1.2", (10_000, 20_000));
        assert!(table.contains("Medians of 3 journeys"), "{table}");
        assert!(table.contains("| code and styles, brotli | | 10.0 kB | 20.0 kB | 0.50 |\n"), "{table}");
        assert!(table.contains("| click to first frame | 1,000 | 30 ms | 60 ms | 0.50 |\n"), "{table}");
        assert!(table.contains("| longest task, opening | 1,000 | < 50 ms | < 50 ms | – |\n"), "{table}");
        assert!(table.contains("| elements, viewer open | 1,000 | 12,345 | 12,345 | 1.00 |\n"), "{table}");
        assert!(table.contains("| JavaScript heap and wasm memory | 1,000 | 2.5 MB | 2.5 MB | 1.00 |\n"), "{table}");
    }
}
