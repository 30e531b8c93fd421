//! Which photos of a long album are in the document: those on the screen, and some above and below it.
//!
//! The list keeps the height of all its rows and each photo its own place, so the scrollbar is right whatever is there.

use std::ops::Range;

use super::rows::Row;

/// How far above and below the screen photos are there, in screens.
const AHEAD: f64 = 1.0;
/// How near the screen something must be lacking before anything changes, in screens: less than `AHEAD`, so that a row
/// scrolled to and fro does not come and go.
const NEEDED: f64 = 0.25;

/// What is seen of the list, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Screen {
    /// The screen's upper edge, counted from the top of the list: negative where the list begins below it.
    pub top: f64,
    pub height: f64,
}

/// The rows to have in the document, as indices into `rows`, whose tops never go back.
///
/// `held` are those that are there now. They stay as long as they hold what is needed and no more photos than `most`.
/// What is on the screen is there in any case.
pub fn window(rows: &[Row], screen: Screen, held: Range<usize>, most: usize) -> Range<usize> {
    let wanted = wanted(rows, screen, most);
    let needed = meeting(rows, screen, NEEDED * screen.height);
    // Where there may not be as many as are needed, as many as there may be will do.
    let (start, end) = (needed.start.max(wanted.start), needed.end.min(wanted.end));
    let is_enough = held.start <= start && end <= held.end && held.end <= rows.len();
    if is_enough && !held.is_empty() && photos(rows, &held) <= most { held } else { wanted }
}

/// The photos of some rows.
pub fn photos_of(rows: &[Row], window: &Range<usize>) -> Range<usize> {
    let rows = rows.get(window.clone()).unwrap_or_default();
    rows.first().map_or(0, |row| row.first)..rows.last().map_or(0, |row| row.end)
}

fn photos(rows: &[Row], window: &Range<usize>) -> usize {
    photos_of(rows, window).len()
}

/// From the rows on the screen on outward, below and above in turn, while there may be more.
fn wanted(rows: &[Row], screen: Screen, most: usize) -> Range<usize> {
    let mut window = meeting(rows, screen, 0.0);
    let ahead = meeting(rows, screen, AHEAD * screen.height);
    loop {
        let before = window.clone();
        if window.end < ahead.end && photos(rows, &(window.start..window.end + 1)) <= most {
            window.end += 1;
        }
        if window.start > ahead.start && photos(rows, &(window.start - 1..window.end)) <= most {
            window.start -= 1;
        }
        if window == before {
            return window;
        }
    }
}

/// The rows that meet the screen and so much above and below it; the nearest one where none does.
fn meeting(rows: &[Row], screen: Screen, margin: f64) -> Range<usize> {
    let (from, to) = (screen.top - margin, screen.top + screen.height + margin);
    let ends_below = |row: &Row| f64::from(row.top) + f64::from(row.height) > from;
    let last = rows.len().saturating_sub(1);
    let start = rows.iter().position(ends_below).unwrap_or(last);
    let end = rows.partition_point(|row| f64::from(row.top) < to);
    start..end.max(start + 1).min(rows.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of five photos, 200 px high with 10 px between them.
    fn album(n_rows: usize) -> Vec<Row> {
        (0..n_rows).map(|n| Row { first: n * 5, end: n * 5 + 5, top: n as u32 * 210, height: 200 }).collect()
    }

    fn at(top: f64) -> Screen {
        Screen { top, height: 840.0 }
    }

    #[test]
    fn a_screen_above_and_one_below_are_there() {
        assert_eq!(window(&album(100), at(8400.0), 0..0, 1000), 36..48);
        assert_eq!(photos_of(&album(100), &(36..48)), 180..240);
    }

    #[test]
    fn nothing_changes_for_the_next_few_rows() {
        let rows = album(100);
        assert_eq!(window(&rows, at(8900.0), 36..48, 1000), 36..48);
        assert_eq!(window(&rows, at(9300.0), 36..48, 1000), 40..53);
    }

    #[test]
    fn no_more_than_there_may_be_but_the_screen_is_whole() {
        assert_eq!(window(&album(100), at(8400.0), 0..0, 30), 39..45);
        assert_eq!(window(&album(100), at(8400.0), 0..0, 1), 40..44);
    }

    #[test]
    fn a_list_that_is_not_on_the_screen_holds_its_nearest_row() {
        assert_eq!(window(&album(100), at(-5000.0), 0..0, 1000), 0..1);
        assert_eq!(window(&album(100), at(99_000.0), 0..0, 1000), 99..100);
        assert_eq!(window(&[], at(0.0), 0..0, 1000), 0..0);
    }
}
