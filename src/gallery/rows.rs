//! Where an album's photos stand: in justified rows, in columns, or as equal tiles.
//!
//! Rows are broken as Knuth and Plass break lines (Software: Practice and Experience 11, 1981) and as the rows layout of
//! react-photo-album does: each possible row is a step from one break to a later one, a step costs (height − target)²,
//! and the cheapest way from the first photo to the last is taken. A row's height follows from its photos: of ratios
//! (width / height) r₁ … rₙ, with gaps g in a width W, it is (W − (n − 1) g) / (r₁ + … + rₙ).
//!
//! By hand, for five photos of 3:2 in 1000 px, without gaps, aiming at 200 px: a row of two is 333 px high, of three
//! 222, of four 167. Three and two cost 22² + 50² (what a last row that is not filled costs, see [`cost`]), four and one
//! 33² + 50², two and three 133² + 22²: the first is taken, and its last row is left at 200 px.
//!
//! Places are in whole pixels: no browser rounds them, so no row is a hair wider than its list.

mod columns;

use columns::columns;

/// Width divided by height of a photo of unknown size.
pub const UNKNOWN: f64 = 1.5;

/// A row of several photos is at least this share of the target height. A panorama that would push a row below it so
/// gets a row of its own, and a row can only have so many photos, which makes the search linear.
const LOWEST: f64 = 0.5;
/// A photo alone is at least this share of the target height: what is wider is cropped at its ends.
const LOWEST_ALONE: f64 = 0.375;
/// A row is at most this many target heights: one that would be higher does not reach the end of the line.
const HIGHEST: f64 = 2.0;
/// The same for the last row, which is then as high as the target: where few photos are left they are not blown up.
const HIGHEST_LAST: f64 = 1.25;
/// The least width divided by height: what is taller is cropped at top and foot.
const NARROWEST: f64 = 0.25;

/// What photos are laid out in, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// What there is, from the start of a line to its end.
    pub width: f64,
    /// Between photos, in both directions.
    pub gap: f64,
    /// The height that rows should have; of columns and tiles the width.
    pub target: f64,
}

/// Where a photo stands, in whole CSS pixels from the start of the line and the top of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
}

/// Photos beside each other, `first` to before `end`. In columns they overlap the rows above and below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    pub first: usize,
    pub end: usize,
    /// Never less than that of the row before.
    pub top: u32,
    pub height: u32,
}

/// The places of all photos in their order, and the rows that they make.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    pub places: Vec<Place>,
    pub rows: Vec<Row>,
}

/// A setting of the portal: how albums are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    #[default]
    Rows,
    Masonry,
    Tiles,
}

impl Kind {
    /// By the name that it has in the settings; rows for any other.
    pub fn named(name: &str) -> Kind {
        match name {
            "masonry" => Kind::Masonry,
            "tiles" => Kind::Tiles,
            _ => Kind::Rows,
        }
    }

    /// Lays photos out, of which only width divided by height counts: what is no such number is [`UNKNOWN`].
    ///
    /// `kept` stays as it is, and the photos after it are laid out below; an empty layout where all of them are.
    pub fn lay(self, ratios: &[f64], frame: Frame, kept: Layout) -> Layout {
        let frame = Frame {
            width: within(frame.width, 0.0, 100_000.0).floor(),
            gap: f64::from(whole(within(frame.gap, 0.0, 1000.0))),
            target: within(frame.target, 1.0, 10_000.0),
        };
        match self {
            Kind::Rows => rows(ratios, frame, kept),
            Kind::Masonry => columns(ratios, frame, kept, false),
            Kind::Tiles => columns(ratios, frame, kept, true),
        }
    }
}

impl Layout {
    /// From the top of the list to its foot.
    pub fn height(&self) -> u32 {
        // Columns end at different heights, and the longest may have ended rows ago.
        self.rows.iter().map(|row| row.top.saturating_add(row.height)).max().unwrap_or_default()
    }

    /// The first `n_rows` rows alone.
    pub fn cut(mut self, n_rows: usize) -> Layout {
        self.rows.truncate(n_rows);
        self.places.truncate(self.rows.last().map_or(0, |row| row.end));
        self
    }

    /// The row that a photo stands in.
    pub fn row_of(&self, photo: usize) -> Option<Row> {
        self.rows.get(self.rows.partition_point(|row| row.end <= photo)).copied()
    }
}

/// What a row of some height costs. A last row that is too high is not filled, and costs no more for being shorter.
pub fn cost(height: f64, target: f64, is_last: bool) -> f64 {
    let off = height - target;
    let off = if is_last { off.min((HIGHEST_LAST - 1.0) * target) } else { off };
    off * off
}

/// In time n·k for n photos and at most k in a row.
fn rows(ratios: &[f64], frame: Frame, mut layout: Layout) -> Layout {
    let Frame { width, gap, target } = frame;
    let kept = layout.places.len();
    let widest = width / (LOWEST_ALONE * target);
    let mut bounded = Vec::with_capacity(ratios.len());
    bounded.extend(ratios.iter().skip(kept).map(|ratio| known(*ratio).min(widest).max(NARROWEST)));

    let n = bounded.len();
    let mut top = below(layout.height(), gap, kept);
    let mut first = 0;
    for end in ends(&bounded, frame) {
        let row = bounded.get(first..end).unwrap_or_default();
        let sum: f64 = row.iter().sum();
        let room = (width - gap * (row.len() as f64 - 1.0)).max(0.0);
        let natural = room / sum;
        let height = match end == n {
            true if natural > HIGHEST_LAST * target => target,
            _ => natural.min(HIGHEST * target),
        };
        let rounded = whole(height);
        let (mut reached, mut left, mut x) = (0.0, 0, 0);
        for ratio in row {
            reached += ratio;
            // Edges are rounded and not widths: so no error adds up, and the last edge is the end of the line.
            let right = whole(if height < natural { height * reached } else { room * reached / sum });
            layout.places.push(Place { x, y: top, width: right - left, height: rounded });
            x += right - left + gap as u32;
            left = right;
        }
        layout.rows.push(Row { first: kept + first, end: kept + end, top, height: rounded });
        top = below(top.saturating_add(rounded), gap, 1);
        first = end;
    }
    layout
}

/// Where the rows of the cheapest way end. A break's best way is known before any row that begins there is looked at.
fn ends(ratios: &[f64], frame: Frame) -> Vec<usize> {
    let Frame { width, gap, target } = frame;
    let n = ratios.len();
    // For each break the cost of the best way to it, and where that way's last row begins.
    let mut best = vec![(f64::INFINITY, 0); n + 1];
    if let Some(start) = best.first_mut() {
        start.0 = 0.0;
    }
    for first in 0..n {
        let (so_far, _) = best.get(first).copied().unwrap_or_default();
        let (mut sum, mut room) = (0.0, width + gap);
        let photos = ratios.get(first..).unwrap_or_default().iter();
        let breaks = best.get_mut(first + 1..).unwrap_or_default().iter_mut();
        for (end, (ratio, best)) in (first + 1..).zip(photos.zip(breaks)) {
            sum += ratio;
            room -= gap;
            if end > first + 1 && room < LOWEST * target * sum {
                break;
            }
            let whole = so_far + cost(room / sum, target, end == n);
            if whole < best.0 {
                *best = (whole, first);
            }
        }
    }
    let (mut ends, mut end) = (vec![], n);
    while end > 0 {
        ends.push(end);
        end = best.get(end).map_or(0, |(_, first)| *first);
    }
    ends.reverse();
    ends
}

/// Where the next row begins: right at the top where there is none yet.
fn below(foot: u32, gap: f64, n_above: usize) -> u32 {
    if n_above == 0 { 0 } else { foot.saturating_add(gap as u32) }
}

/// A ratio that can be reckoned with.
fn known(ratio: f64) -> f64 {
    if ratio > 0.0 && ratio.is_finite() { ratio } else { UNKNOWN }
}

/// Bounds a number; what is none is the lower bound.
fn within(number: f64, low: f64, high: f64) -> f64 {
    if number >= low { number.min(high) } else { low }
}

/// The nearest whole number.
fn whole(number: f64) -> u32 {
    (number + 0.5) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame { width: 1000.0, gap: 0.0, target: 200.0 };

    fn shape(kind: Kind, ratios: &[f64], frame: Frame) -> Vec<(usize, u32)> {
        let layout = kind.lay(ratios, frame, Layout::default());
        layout.rows.iter().map(|row| (row.end - row.first, row.height)).collect()
    }

    #[test]
    fn five_photos_stand_as_reckoned_by_hand() {
        assert_eq!(shape(Kind::Rows, &[1.5; 5], FRAME), [(3, 222), (2, 200)]);
    }

    #[test]
    fn a_panorama_has_a_row_of_its_own_and_is_never_a_thread() {
        assert_eq!(shape(Kind::Rows, &[1.5, 1.5, 1.5, 10.0, 1.5, 1.5, 1.5], FRAME), [(3, 222), (1, 100), (3, 222)]);
        assert_eq!(shape(Kind::Rows, &[1e9], FRAME), [(1, 75)]);
    }

    #[test]
    fn a_tall_photo_is_never_higher_than_two_rows() {
        assert_eq!(shape(Kind::Rows, &[10.0, 1e-9, 10.0], FRAME), [(1, 100), (1, 400), (1, 100)]);
    }

    #[test]
    fn a_photo_goes_below_the_shortest_column() {
        let layout = Kind::Masonry.lay(
            &[1.0, 0.5, 1.0, 1.0],
            Frame { width: 420.0, gap: 20.0, target: 200.0 },
            Layout::default(),
        );
        let places: Vec<_> = layout.places.iter().map(|place| (place.x, place.y, place.height)).collect();
        assert_eq!(places, [(0, 0, 200), (220, 0, 400), (0, 220, 200), (220, 420, 200)]);
        assert_eq!(layout.height(), 620);
    }

    #[test]
    fn tiles_are_squares_row_by_row() {
        assert_eq!(
            shape(Kind::Tiles, &[0.2, 3.0, f64::NAN, 1.0], Frame { width: 604.0, ..FRAME }),
            [(3, 201), (1, 201)]
        );
    }
}
