//! An album's photos laid out, whatever their shapes are: each stands once, no row is too wide, and none could be cheaper.

use ban_tin::gallery::rows::{Frame, Kind, Layout, Place, cost};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// Any shape, now and then one that is none.
fn ratio() -> impl Strategy<Value = f64> {
    let hostile = [0.0, -1.0, f64::INFINITY, f64::NEG_INFINITY, f64::NAN, 1e9, 1e-9, f64::MIN_POSITIVE, f64::MAX];
    prop_oneof![8 => 0.4..2.5f64, 1 => 0.05..20.0f64, 1 => prop::sample::select(hostile.to_vec())]
}

fn kind() -> impl Strategy<Value = Kind> {
    prop::sample::select(vec![Kind::Rows, Kind::Masonry, Kind::Tiles])
}

fn lay(kind: Kind, ratios: &[f64], frame: Frame) -> Layout {
    kind.lay(ratios, frame, Layout::default())
}

/// What a way of breaking photos into rows costs, as the module's documentation has it; `None` where it may not be.
fn cost_of(ratios: &[f64], ends: &[usize], frame: Frame) -> Option<f64> {
    let mut first = 0;
    let mut total = 0.0;
    for &end in ends {
        let sum: f64 = ratios[first..end].iter().sum();
        let height = (frame.width - frame.gap * (end - first - 1) as f64) / sum;
        if end - first > 1 && height < frame.target / 2.0 {
            return None;
        }
        total += cost(height, frame.target, end == ratios.len());
        first = end;
    }
    Some(total)
}

/// The cheapest of all 2ⁿ⁻¹ ways.
fn cheapest(ratios: &[f64], frame: Frame) -> f64 {
    let n = ratios.len();
    let ways = (0..1u32 << (n - 1)).filter_map(|breaks| {
        let ends: Vec<usize> = (1..=n).filter(|end| *end == n || breaks >> (end - 1) & 1 == 1).collect();
        cost_of(ratios, &ends, frame)
    });
    ways.fold(f64::INFINITY, f64::min)
}

fn overlap(a: Place, b: Place) -> bool {
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

/// The same cases each time, so that a change is judged by the change alone.
fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 1000,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_211_230),
        ..Default::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn each_photo_stands_once_in_its_order_and_inside_the_list(
        kind in kind(),
        ratios in prop::collection::vec(ratio(), 0..60),
        width in prop_oneof![Just(0.0), Just(f64::NAN), 0.0..3000.0f64],
        gap in 0.0..24.0f64,
        target in prop_oneof![Just(0.0), Just(f64::NAN), 40.0..400.0f64],
    ) {
        let layout = lay(kind, &ratios, Frame { width, gap, target });
        prop_assert_eq!(layout.places.len(), ratios.len());
        let mut next = 0;
        let mut top = 0;
        for row in &layout.rows {
            prop_assert_eq!(row.first, next);
            prop_assert!(row.end > row.first && row.top >= top);
            for place in &layout.places[row.first..row.end] {
                prop_assert!(place.y >= row.top && place.y + place.height <= row.top + row.height);
                // A photo wider than a list of no width has nowhere else to go.
                prop_assert!(f64::from(place.x + place.width) <= width.max(0.0) || place.width == 0, "{place:?}");
            }
            (next, top) = (row.end, row.top);
        }
        prop_assert_eq!(next, ratios.len());
        for (n, place) in layout.places.iter().enumerate() {
            let before = &layout.places[n.saturating_sub(12)..n];
            prop_assert!(before.iter().all(|other| !overlap(*other, *place)), "{before:?} and {place:?}");
        }
        prop_assert_eq!(layout.height(), layout.places.iter().map(|place| place.y + place.height).max().unwrap_or(0));
    }

    #[test]
    fn rows_fill_the_width_to_the_pixel_unless_they_would_be_too_high(
        ratios in prop::collection::vec(ratio(), 1..60),
        width in 200.0..3000.0f64,
        gap in 0.0..24.0f64,
        target in 100.0..200.0f64,
    ) {
        let layout = lay(Kind::Rows, &ratios, Frame { width, gap, target });
        let (whole, gap) = (width.floor() as u32, gap.round() as u32);
        for (n, row) in layout.rows.iter().enumerate() {
            let places = &layout.places[row.first..row.end];
            let taken: u32 = places.iter().map(|place| place.width).sum::<u32>() + gap * (places.len() as u32 - 1);
            let height = f64::from(row.height);
            prop_assert!((0.375 * target - 1.0..=2.0 * target + 1.0).contains(&height), "{row:?}");
            prop_assert!(places.iter().all(|place| place.height == row.height && place.y == row.top));
            prop_assert!(places.windows(2).all(|pair| pair[1].x == pair[0].x + pair[0].width + gap));
            let may_end_early = if n + 1 == layout.rows.len() { 1.0 } else { 2.0 } * target;
            prop_assert!(taken == whole || (taken < whole && (height - may_end_early).abs() <= 1.0), "{taken} of {whole}, {row:?}");
        }
    }

    #[test]
    fn a_photo_has_its_own_shape_but_for_a_pixel(
        ratios in prop::collection::vec(0.3..4.0f64, 1..40),
        width in 400.0..3000.0f64,
    ) {
        for kind in [Kind::Rows, Kind::Masonry] {
            let layout = lay(kind, &ratios, Frame { width, gap: 6.0, target: 180.0 });
            for (place, ratio) in layout.places.iter().zip(&ratios) {
                let off = f64::from(place.width) - f64::from(place.height) * ratio;
                prop_assert!(off.abs() <= 1.0 + ratio.max(1.0), "{place:?} of {ratio}");
            }
        }
    }

    #[test]
    fn no_other_way_of_breaking_is_cheaper(
        ratios in prop::collection::vec(0.3..4.0f64, 1..11),
        width in 300..1600u32,
        gap in 0..12u32,
        target in 100.0..260.0f64,
    ) {
        let frame = Frame { width: f64::from(width), gap: f64::from(gap), target };
        let ends: Vec<usize> = lay(Kind::Rows, &ratios, frame).rows.iter().map(|row| row.end).collect();
        let (found, best) = (cost_of(&ratios, &ends, frame).unwrap(), cheapest(&ratios, frame));
        prop_assert!((found - best).abs() <= 1e-6 * best.max(1.0), "{ends:?} costs {found}, the cheapest way {best}");
    }

    #[test]
    fn what_is_kept_stays_where_it_is(
        kind in kind(),
        mut ratios in prop::collection::vec(ratio(), 1..60),
        others in prop::collection::vec(ratio(), 60),
        width in 200.0..2000.0f64,
        share in 0.0..1.0f64,
    ) {
        let frame = Frame { width, gap: 6.0, target: 180.0 };
        let before = lay(kind, &ratios, frame);
        let kept = before.clone().cut((before.rows.len() as f64 * share) as usize);
        for (ratio, other) in ratios.iter_mut().zip(&others).skip(kept.places.len()) {
            *ratio = *other;
        }
        let after = kind.lay(&ratios, frame, kept.clone());
        prop_assert_eq!(after.places.len(), ratios.len());
        prop_assert_eq!(&after.places[..kept.places.len()], &kept.places[..]);
        for (n, place) in after.places.iter().enumerate() {
            prop_assert!(after.places[..n].iter().all(|other| !overlap(*other, *place)));
        }
    }
}

#[test]
fn an_album_without_photos_has_no_rows_and_no_height() {
    for kind in [Kind::Rows, Kind::Masonry, Kind::Tiles] {
        let layout = lay(kind, &[], Frame { width: 900.0, gap: 6.0, target: 200.0 });
        assert_eq!((layout.rows.len(), layout.places.len(), layout.height()), (0, 0, 0));
    }
}
