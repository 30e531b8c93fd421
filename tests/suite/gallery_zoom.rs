//! Zoom and pan: the photo never gets lost, whatever is done to it.

use ban_tin::gallery::zoom::{Place, Zoom};
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Operation {
    Fit,
    Actual,
    Rotate,
    Settle,
    Toggle(f64, f64),
    Zoom(f64, f64, f64),
    Pinch(f64, f64, f64),
    Pan(f64, f64),
    Fling(f64, f64),
    Resize(f64, f64),
    Natural(f64, f64),
    Hold(f64, f64, f64),
}

impl Operation {
    fn run(&self, zoom: &mut Zoom) {
        match *self {
            Operation::Fit => zoom.fit(),
            Operation::Actual => zoom.to_actual(),
            Operation::Rotate => zoom.rotate(),
            Operation::Settle => zoom.settle(),
            Operation::Toggle(x, y) => zoom.toggle((x, y)),
            Operation::Zoom(factor, x, y) => zoom.zoom_by(factor, (x, y)),
            Operation::Pinch(factor, x, y) => zoom.pinch_by(factor, (x, y)),
            Operation::Pan(dx, dy) => zoom.pan_by(dx, dy),
            Operation::Fling(vx, vy) => {
                let ms = zoom.fling(vx, vy);
                assert!((0.0..=1000.0).contains(&ms), "{ms} ms");
            }
            Operation::Resize(width, height) => zoom.resize((width, height)),
            Operation::Natural(width, height) => zoom.set_natural((width, height)),
            Operation::Hold(scale, x, y) => zoom.hold(Place { scale, x, y }),
        }
    }
}

/// What fingers say, and now and then any number there is.
fn number() -> impl Strategy<Value = f64> {
    prop_oneof![6 => -2000.0..2000.0, 1 => any::<f64>(), 1 => Just(f64::NAN), 1 => Just(f64::INFINITY)]
}

fn side() -> impl Strategy<Value = f64> {
    prop_oneof![8 => 1.0..6000.0, 1 => any::<f64>(), 1 => Just(0.0)]
}

fn factor() -> impl Strategy<Value = f64> {
    prop_oneof![8 => 0.2..5.0, 1 => any::<f64>(), 1 => Just(0.0)]
}

fn operation() -> impl Strategy<Value = Operation> {
    prop_oneof![
        Just(Operation::Fit),
        Just(Operation::Actual),
        Just(Operation::Rotate),
        Just(Operation::Settle),
        (number(), number()).prop_map(|(x, y)| Operation::Toggle(x, y)),
        (factor(), number(), number()).prop_map(|(factor, x, y)| Operation::Zoom(factor, x, y)),
        (factor(), number(), number()).prop_map(|(factor, x, y)| Operation::Pinch(factor, x, y)),
        (number(), number()).prop_map(|(dx, dy)| Operation::Pan(dx, dy)),
        (number(), number()).prop_map(|(vx, vy)| Operation::Fling(vx / 200.0, vy / 200.0)),
        (side(), side()).prop_map(|(width, height)| Operation::Resize(width, height)),
        (side(), side()).prop_map(|(width, height)| Operation::Natural(width, height)),
        (factor(), number(), number()).prop_map(|(scale, x, y)| Operation::Hold(scale, x, y)),
    ]
}

/// Width and height of what is on the screen.
fn shown(zoom: &Zoom) -> (f64, f64) {
    let (scale, (width, height)) = (zoom.place().scale, zoom.fitted());
    if zoom.turns() % 2 == 1 { (height * scale, width * scale) } else { (width * scale, height * scale) }
}

/// The spot of the photo at a point of the stage, in parts of the photo from its middle.
fn spot(zoom: &Zoom, stage: (f64, f64), at: (f64, f64)) -> (f64, f64) {
    let (place, size) = (zoom.place(), shown(zoom));
    ((at.0 - stage.0 / 2.0 - place.x) / size.0, (at.1 - stage.1 / 2.0 - place.y) / size.1)
}

fn is_near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * (1.0 + a.abs())
}

/// The photo covers the stage, or stands in its middle, along one axis.
fn stays(size: f64, stage: f64, offset: f64) -> bool {
    if size > stage { offset.abs() <= (size - stage) / 2.0 + 0.5 } else { offset.abs() <= 0.5 }
}

proptest! {
    #[test]
    fn the_photo_is_never_lost(
        stage in (side(), side()),
        natural in (side(), side()),
        operations in proptest::collection::vec(operation(), 0..40),
    ) {
        let mut zoom = Zoom::new(stage, natural);
        for operation in &operations {
            operation.run(&mut zoom);
            let place = zoom.place();
            prop_assert!([place.scale, place.x, place.y].iter().all(|number| number.is_finite()), "{place:?}");
            prop_assert!(place.scale > 0.0);
        }
        // A stage that is known at last, so that the test knows it too.
        let stage = (800.0, 600.0);
        zoom.resize(stage);
        for operation in operations.iter().filter(|operation| !matches!(operation, Operation::Resize(..))) {
            operation.run(&mut zoom);
        }
        zoom.settle();
        let (place, size, (min, max)) = (zoom.place(), shown(&zoom), zoom.scales());
        prop_assert!(place.scale >= min * 0.999_999 && place.scale <= max * 1.000_001, "{place:?} in {min}..{max}");
        prop_assert!(stays(size.0, stage.0, place.x) && stays(size.1, stage.1, place.y), "{place:?} of {size:?}");
        zoom.settle();
        let again = zoom.place();
        prop_assert!(is_near(place.scale, again.scale) && is_near(place.x, again.x) && is_near(place.y, again.y));
        prop_assert!(zoom.needed_width(2.0) >= 1);
    }

    #[test]
    fn what_is_under_the_finger_stays_there(
        natural in (2000.0..6000.0, 2000.0..6000.0),
        from in 1.5..2.0,
        by in 0.8..1.6,
        at in (0.0..800.0, 0.0..600.0),
        turns in 0..4,
    ) {
        let stage = (800.0, 600.0);
        let mut zoom = Zoom::new(stage, natural);
        (0..turns).for_each(|_| zoom.rotate());
        zoom.pinch_by(from, (400.0, 300.0));
        let before = spot(&zoom, stage, at);
        zoom.pinch_by(by, at);
        let pinched = zoom.place();
        zoom.settle();
        // At an edge the edge is stronger.
        if !(is_near(pinched.x, zoom.place().x) && is_near(pinched.y, zoom.place().y)) {
            return Ok(());
        }
        let after = spot(&zoom, stage, at);
        prop_assert!(is_near(before.0, after.0) && is_near(before.1, after.1), "{before:?} became {after:?}");
    }

    #[test]
    fn a_resize_keeps_what_is_in_the_middle(width in 300.0..1200.0, height in 300.0..1200.0, dx in -200.0..200.0) {
        let mut zoom = Zoom::new((800.0, 600.0), (6000.0, 6000.0));
        zoom.to_actual();
        zoom.pan_by(dx, -dx);
        let before = zoom.place();
        zoom.resize((width, height));
        prop_assert_eq!((zoom.place().x, zoom.place().y), (before.x, before.y));
        zoom.resize((800.0, 600.0));
        prop_assert!(is_near(zoom.place().scale, before.scale));
    }

    #[test]
    fn a_photo_that_is_caught_stays_where_it_is(factor in 1.5..3.0, dx in -50.0..50.0, turns in 0..4) {
        let mut zoom = Zoom::new((800.0, 600.0), (4000.0, 3000.0));
        (0..turns).for_each(|_| zoom.rotate());
        zoom.zoom_by(factor, (400.0, 300.0));
        zoom.pan_by(dx, dx);
        zoom.settle();
        let before = zoom.place();
        zoom.hold(before);
        prop_assert!(is_near(before.scale, zoom.place().scale) && before.x == zoom.place().x);
    }
}

#[test]
fn a_photo_is_contained_and_a_small_one_is_not_enlarged() {
    let large = Zoom::new((800.0, 600.0), (4000.0, 2000.0));
    assert_eq!((large.fitted(), large.place()), ((800.0, 400.0), Place { scale: 1.0, x: 0.0, y: 0.0 }));
    assert_eq!(Zoom::new((800.0, 600.0), (300.0, 200.0)).fitted(), (300.0, 200.0));
    assert_eq!(Zoom::new((800.0, 600.0), (0.0, 0.0)).fitted(), (800.0, 600.0));
}

#[test]
fn a_double_click_goes_to_one_to_one_and_back() {
    let mut zoom = Zoom::new((800.0, 600.0), (4000.0, 3000.0));
    zoom.toggle((0.0, 0.0));
    assert_eq!(zoom.place(), Place { scale: 5.0, x: 1600.0, y: 1200.0 });
    zoom.toggle((0.0, 0.0));
    assert_eq!(zoom.place(), Place { scale: 1.0, x: 0.0, y: 0.0 });
    let mut small = Zoom::new((800.0, 600.0), (900.0, 600.0));
    small.toggle((400.0, 300.0));
    assert!(is_near(small.place().scale, 2.5), "1:1 would be hardly larger than the whole");
}

#[test]
fn a_turned_photo_is_fitted_as_it_lies() {
    let mut zoom = Zoom::new((800.0, 600.0), (4000.0, 2000.0));
    zoom.rotate();
    assert_eq!(zoom.fitted(), (800.0, 400.0), "the box stays upright");
    assert!(zoom.turns() == 1 && is_near(zoom.place().scale, 0.75));
}

#[test]
fn an_overshoot_is_soft_and_springs_back() {
    let mut zoom = Zoom::new((800.0, 600.0), (4000.0, 3000.0));
    zoom.to_actual();
    zoom.pan_by(1600.0, 0.0);
    assert!(zoom.reach().left && !zoom.reach().right);
    zoom.pan_by(100.0, 0.0);
    let over = zoom.place().x - 1600.0;
    assert!((30.0..60.0).contains(&over), "{over}");
    zoom.pan_by(-100.0, 0.0);
    assert_eq!(zoom.place().x, 1600.0, "the photo is where the finger is");
    zoom.pan_by(300.0, 0.0);
    assert!(zoom.fling(0.0, 0.0) > 0.0);
    assert_eq!(zoom.place().x, 1600.0);
}

#[test]
fn a_throw_goes_on_as_fast_as_the_finger_was() {
    let mut zoom = Zoom::new((800.0, 600.0), (8000.0, 6000.0));
    zoom.to_actual();
    let ms = zoom.fling(-1.0, 0.2);
    assert_eq!(zoom.place().x, -325.0);
    assert!(is_near(ms, 3.0 * 325.0), "three times as fast as the mean at its beginning");
    assert_eq!(zoom.fling(0.0, 0.0), 0.0);
}

#[test]
fn larger_renditions_are_asked_for_as_zoom_needs_them() {
    let mut zoom = Zoom::new((800.0, 600.0), (4000.0, 3000.0));
    assert_eq!((zoom.needed_width(1.0), zoom.needed_width(2.0)), (800, 1600));
    zoom.to_actual();
    assert_eq!((zoom.needed_width(1.0), zoom.needed_width(3.0)), (4000, 4000), "there is none larger");
}

#[test]
fn what_is_not_a_number_moves_nothing() {
    let mut zoom = Zoom::new((800.0, 600.0), (4000.0, 3000.0));
    zoom.to_actual();
    let before = zoom.place();
    zoom.pan_by(f64::NAN, f64::INFINITY);
    zoom.zoom_by(f64::NAN, (400.0, 300.0));
    zoom.pinch_by(-1.0, (400.0, 300.0));
    assert_eq!((zoom.fling(f64::NEG_INFINITY, f64::NAN), zoom.place()), (0.0, before));
}
