//! Gestures: what a sequence of pointer events is taken for, and that every sequence comes to rest.

use ban_tin::gallery::gesture::{Direction, Gesture, Gestures, Kind, Pointer};
use ban_tin::gallery::zoom::Reach;
use proptest::prelude::*;

const WHOLE: Reach = Reach { is_zoomed: false, left: true, right: true };
const INSIDE: Reach = Reach { is_zoomed: true, left: false, right: false };
const AT_RIGHT_EDGE: Reach = Reach { is_zoomed: true, left: false, right: true };

fn finger(id: i32, x: f64, y: f64, time: f64) -> Pointer {
    Pointer { id, kind: Kind::Touch, x, y, time }
}

fn stage() -> Gestures {
    Gestures::new((400.0, 600.0), false)
}

/// One finger along these points, `ms` from one to the next; what is told at the end.
fn drag(gestures: &mut Gestures, reach: Reach, points: &[(f64, f64)], ms: f64) -> Option<Gesture> {
    let at = |i: usize| finger(1, points[i].0, points[i].1, i as f64 * ms);
    gestures.down(at(0), reach);
    for i in 1..points.len() {
        gestures.moved(at(i));
    }
    let end = gestures.up(at(points.len() - 1));
    assert!(gestures.is_at_rest());
    end
}

#[test]
fn a_swipe_follows_the_finger_and_steps_from_a_quarter_of_the_width() {
    let mut gestures = stage();
    gestures.down(finger(1, 300.0, 300.0, 0.0), WHOLE);
    assert_eq!(gestures.moved(finger(1, 296.0, 300.0, 50.0)), None, "a finger trembles");
    assert_eq!(gestures.moved(finger(1, 280.0, 300.0, 400.0)), Some(Gesture::Swipe { dx: -12.0 }));
    assert_eq!(gestures.moved(finger(1, 180.0, 340.0, 900.0)), Some(Gesture::Swipe { dx: -112.0 }));
    assert_eq!(gestures.up(finger(1, 180.0, 340.0, 1200.0)), Some(Gesture::Step(Direction::Forward)));
    let short = drag(&mut gestures, WHOLE, &[(100.0, 300.0), (180.0, 300.0), (180.0, 300.0)], 500.0);
    assert_eq!(short, Some(Gesture::Rest));
}

#[test]
fn a_flick_steps_however_short_and_one_back_does_not() {
    let step = drag(&mut stage(), WHOLE, &[(200.0, 300.0), (230.0, 300.0)], 40.0);
    assert_eq!(step, Some(Gesture::Step(Direction::Back)));
    let back = drag(&mut stage(), WHOLE, &[(390.0, 300.0), (100.0, 300.0), (200.0, 300.0)], 90.0);
    assert_eq!(back, Some(Gesture::Rest), "the finger took it back");
}

#[test]
fn directions_are_swapped_from_right_to_left() {
    let mut gestures = Gestures::new((400.0, 600.0), true);
    let step = drag(&mut gestures, WHOLE, &[(300.0, 300.0), (100.0, 300.0)], 300.0);
    assert_eq!(step, Some(Gesture::Step(Direction::Back)));
}

#[test]
fn a_drag_down_closes_and_one_up_does_nothing() {
    let mut gestures = stage();
    gestures.down(finger(1, 200.0, 200.0, 0.0), WHOLE);
    assert_eq!(gestures.moved(finger(1, 220.0, 308.0, 500.0)).map(is_down), Some(true));
    assert_eq!(gestures.up(finger(1, 220.0, 308.0, 900.0)), Some(Gesture::Close));
    assert_eq!(drag(&mut gestures, WHOLE, &[(200.0, 500.0), (200.0, 100.0)], 40.0), Some(Gesture::Rest));
}

fn is_down(gesture: Gesture) -> bool {
    matches!(gesture, Gesture::DragDown { dy } if dy > 90.0)
}

#[test]
fn a_zoomed_photo_is_panned_and_thrown_and_steps_only_from_its_edge() {
    let mut gestures = stage();
    gestures.down(finger(1, 300.0, 300.0, 0.0), INSIDE);
    gestures.moved(finger(1, 280.0, 300.0, 20.0));
    assert_eq!(gestures.moved(finger(1, 260.0, 310.0, 40.0)), Some(Gesture::Pan { dx: -20.0, dy: 10.0 }));
    assert_eq!(gestures.up(finger(1, 260.0, 310.0, 40.0)), Some(Gesture::Fling { vx: -1.0, vy: 0.25 }));
    let paused = drag(&mut gestures, INSIDE, &[(300.0, 300.0), (200.0, 300.0), (200.0, 300.0)], 150.0);
    assert_eq!(paused, Some(Gesture::Rest), "whoever stops throws nothing");
    let out = drag(&mut gestures, AT_RIGHT_EDGE, &[(300.0, 300.0), (100.0, 300.0)], 40.0);
    assert_eq!(out, Some(Gesture::Step(Direction::Forward)));
    let inwards = drag(&mut gestures, AT_RIGHT_EDGE, &[(100.0, 300.0), (300.0, 300.0)], 40.0);
    assert!(matches!(inwards, Some(Gesture::Fling { .. })), "{inwards:?}");
}

#[test]
fn a_second_finger_makes_a_pinch_of_a_swipe_and_nothing_steps() {
    let mut gestures = stage();
    gestures.down(finger(1, 300.0, 300.0, 0.0), WHOLE);
    gestures.moved(finger(1, 100.0, 300.0, 100.0));
    assert_eq!(gestures.down(finger(2, 200.0, 300.0, 110.0), WHOLE), Some(Gesture::Rest));
    let pinch = Gesture::Pinch { factor: 2.0, at: (200.0, 300.0), dx: 50.0, dy: 0.0 };
    assert_eq!(gestures.moved(finger(2, 300.0, 300.0, 120.0)), Some(pinch));
    assert_eq!(gestures.up(finger(1, 100.0, 300.0, 130.0)), None);
    assert_eq!(gestures.moved(finger(2, 310.0, 300.0, 300.0)), Some(Gesture::Pan { dx: 10.0, dy: 0.0 }));
    assert_eq!(gestures.up(finger(2, 310.0, 300.0, 500.0)), Some(Gesture::Rest));
    assert!(gestures.is_at_rest());
}

#[test]
fn a_whole_photo_that_is_pinched_in_closes_and_a_zoomed_one_does_not() {
    for (reach, end) in [(WHOLE, Some(Gesture::Close)), (INSIDE, None)] {
        let mut gestures = stage();
        gestures.down(finger(1, 100.0, 300.0, 0.0), reach);
        gestures.down(finger(2, 300.0, 300.0, 0.0), reach);
        gestures.moved(finger(2, 200.0, 300.0, 100.0));
        assert_eq!(gestures.up(finger(2, 200.0, 300.0, 200.0)), end);
        gestures.moved(finger(1, 300.0, 300.0, 220.0));
        assert!(!matches!(gestures.up(finger(1, 300.0, 300.0, 230.0)), Some(Gesture::Step(_) | Gesture::Close)));
    }
}

#[test]
fn two_taps_are_a_double_tap_if_they_are_near_in_time_and_place() {
    let tap = |gestures: &mut Gestures, x: f64, time: f64| {
        gestures.down(finger(1, x, 300.0, time), WHOLE);
        gestures.up(finger(1, x, 300.0, time + 50.0))
    };
    let single = |x| Some(Gesture::Tap { at: (x, 300.0), kind: Kind::Touch });
    let mut gestures = stage();
    assert_eq!(tap(&mut gestures, 100.0, 0.0), single(100.0));
    assert_eq!(tap(&mut gestures, 130.0, 200.0), Some(Gesture::DoubleTap { at: (130.0, 300.0) }));
    assert_eq!(tap(&mut gestures, 130.0, 400.0), single(130.0), "a third one begins anew");
    assert_eq!(tap(&mut gestures, 200.0, 500.0), single(200.0), "too far");
    assert_eq!(tap(&mut gestures, 200.0, 900.0), single(200.0), "too late");
}

#[test]
fn a_mouse_that_has_moved_does_not_click_and_a_finger_that_rests_does_not_tap() {
    let mouse = |x, time| Pointer { kind: Kind::Mouse, ..finger(1, x, 300.0, time) };
    let mut gestures = stage();
    gestures.down(mouse(100.0, 0.0), WHOLE);
    assert_eq!(gestures.up(mouse(104.0, 2000.0)), Some(Gesture::Tap { at: (104.0, 300.0), kind: Kind::Mouse }));
    gestures.down(mouse(100.0, 3000.0), WHOLE);
    assert_eq!(gestures.up(mouse(130.0, 4000.0)), Some(Gesture::Rest));
    assert_eq!(drag(&mut gestures, WHOLE, &[(100.0, 300.0), (100.0, 300.0)], 900.0), None);
}

#[test]
fn a_cancelled_pointer_puts_all_back() {
    let mut gestures = stage();
    gestures.down(finger(1, 300.0, 300.0, 0.0), WHOLE);
    gestures.moved(finger(1, 20.0, 300.0, 100.0));
    assert_eq!(gestures.cancelled(1), Some(Gesture::Rest));
    assert_eq!(gestures.up(finger(1, 20.0, 300.0, 110.0)), None);
    assert!(gestures.is_at_rest());
}

#[derive(Clone, Debug)]
enum Event {
    Down(Reach),
    Moved,
    Up,
    Cancelled,
}

fn event() -> impl Strategy<Value = (Event, i32, f64, f64, f64)> {
    let reach = proptest::sample::select(vec![WHOLE, INSIDE, AT_RIGHT_EDGE]);
    let event = prop_oneof![
        3 => reach.prop_map(Event::Down), 8 => Just(Event::Moved), 3 => Just(Event::Up), 1 => Just(Event::Cancelled)
    ];
    let number = || prop_oneof![9 => -100.0..700.0, 1 => any::<f64>()];
    (event, 0..4, number(), number(), prop_oneof![9 => 0.0..120.0, 1 => any::<f64>()])
}

proptest! {
    #[test]
    fn every_sequence_comes_to_rest_and_no_gesture_both_steps_and_closes(
        events in proptest::collection::vec(event(), 0..60),
    ) {
        let mut gestures = stage();
        let mut time = 0.0;
        // What was told since no pointer was down, and which are down.
        let (mut told, mut n_ends, mut down) = (None, 0, vec![]);
        let ends = (0..4).map(|id| (Event::Up, id, 0.0, 0.0, 16.0));
        for (event, id, x, y, ms) in events.into_iter().chain(ends) {
            time += ms;
            let pointer = finger(id, x, y, time);
            let gesture = match event {
                Event::Down(reach) => gestures.down(pointer, reach),
                Event::Moved => gestures.moved(pointer),
                Event::Up => gestures.up(pointer),
                Event::Cancelled => gestures.cancelled(id),
            };
            down.retain(|&other| other != id || matches!(event, Event::Moved));
            if matches!(event, Event::Down(_)) {
                if down.is_empty() {
                    (told, n_ends) = (None, 0);
                }
                // One that is nowhere is no pointer.
                if x.abs() < 1e6 && y.abs() < 1e6 && time.is_finite() {
                    down.push(id);
                }
            }
            if let Some(gesture) = gesture {
                let is_end = matches!(gesture, Gesture::Step(_) | Gesture::Close);
                n_ends += i32::from(is_end);
                prop_assert!(n_ends <= 1, "two ends in one gesture");
                if n_ends == 1 && !is_end {
                    prop_assert!(false, "{:?} after the end", gesture);
                }
                let numbers = match gesture {
                    Gesture::Swipe { dx } => vec![dx],
                    Gesture::DragDown { dy } => vec![dy],
                    Gesture::Pan { dx, dy } => vec![dx, dy],
                    Gesture::Fling { vx, vy } => vec![vx, vy],
                    Gesture::Pinch { factor, at, dx, dy } => vec![factor, at.0, at.1, dx, dy],
                    Gesture::Tap { at, .. } | Gesture::DoubleTap { at } => vec![at.0, at.1],
                    Gesture::Step(_) | Gesture::Close | Gesture::Rest => vec![],
                };
                prop_assert!(numbers.iter().all(|number| number.is_finite()));
                told = Some(gesture);
            }
            if down.is_empty() {
                prop_assert!(gestures.is_at_rest());
                // Whatever was moved was told what becomes of it.
                let is_open = matches!(
                    told,
                    Some(Gesture::Swipe { .. } | Gesture::DragDown { .. } | Gesture::Pan { .. } | Gesture::Pinch { .. })
                );
                prop_assert!(!is_open, "ends with {:?}", told);
            }
        }
    }
}
