//! Which photos of a long album are in the document, wherever a reader scrolls.

use std::ops::Range;

use ban_tin::gallery::rows::{Frame, Kind, Layout, Row};
use ban_tin::gallery::window::{Screen, photos_of, window};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn album() -> impl Strategy<Value = (Layout, f64)> {
    let kind = prop::sample::select(vec![Kind::Rows, Kind::Masonry, Kind::Tiles]);
    let ratios = prop::collection::vec(0.3..4.0f64, 1..400);
    (kind, ratios, 280.0..2000.0f64, 300.0..1500.0f64).prop_map(|(kind, ratios, width, screen)| {
        (kind.lay(&ratios, Frame { width, gap: 6.0, target: 180.0 }, Layout::default()), screen)
    })
}

/// Whether a row can be seen.
fn is_seen(row: &Row, screen: Screen) -> bool {
    let (top, foot) = (f64::from(row.top), f64::from(row.top + row.height));
    foot > screen.top && top < screen.top + screen.height
}

/// The same cases each time, so that a change is judged by the change alone.
fn config() -> ProptestConfig {
    ProptestConfig { cases: 500, failure_persistence: None, rng_seed: RngSeed::Fixed(20_211_230), ..Default::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_seen_is_there_and_no_more_than_may_be(
        (layout, height) in album(),
        steps in prop::collection::vec((-0.2..1.2f64, 1..200usize), 1..30),
    ) {
        let rows = &layout.rows;
        let mut held = Range::default();
        for (share, most) in steps {
            let screen = Screen { top: f64::from(layout.height()) * share, height };
            let next = window(rows, screen, held, most);
            prop_assert!(!next.is_empty() && next.end <= rows.len());
            let mut n_seen = 0;
            for (n, row) in rows.iter().enumerate().filter(|(_, row)| is_seen(row, screen)) {
                prop_assert!(next.contains(&n), "{row:?} of {screen:?} is not in {next:?}");
                n_seen += row.end - row.first;
            }
            let photos = photos_of(rows, &next);
            // Columns overlap: a row between two that are seen is there, seen or not.
            let may_be = if layout.rows.windows(2).all(|pair| pair[0].top + pair[0].height <= pair[1].top) {
                most.max(n_seen).max(rows[next.start].end - rows[next.start].first)
            } else {
                usize::MAX
            };
            prop_assert!(photos.len() <= may_be, "{photos:?} of {most}");
            // Asked again at the same place it says the same.
            prop_assert_eq!(window(rows, screen, next.clone(), most), next.clone());
            held = next;
        }
    }

    #[test]
    fn a_row_scrolled_to_and_fro_changes_nothing((layout, height) in album(), share in 0.0..1.0f64, way in -0.5..0.5f64) {
        let at = |top: f64| Screen { top, height };
        let top = f64::from(layout.height()) * share;
        let there = window(&layout.rows, at(top), 0..0, 10_000);
        prop_assert_eq!(window(&layout.rows, at(top + way * height), there.clone(), 10_000), there);
    }

    #[test]
    fn scrolling_down_brings_every_row((layout, height) in album(), most in 1..100usize) {
        let mut held = Range::default();
        let mut seen = vec![false; layout.rows.len()];
        let mut top = -height;
        while top < f64::from(layout.height()) {
            held = window(&layout.rows, Screen { top, height }, held, most);
            seen[held.clone()].fill(true);
            top += height * 0.9;
        }
        prop_assert!(seen.iter().all(|seen| *seen));
    }
}
