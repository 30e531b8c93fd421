//! What fingers, pen and mouse mean: pointer events in, gestures out.
//!
//! Points are CSS pixels from the stage's top left corner, times are ms of any one clock (`event.timeStamp`). Of a mouse
//! only the main button is to be told. One event gives one gesture at most; after all pointers are up, the last one told
//! what becomes of what was moved ([`Gesture::Rest`] puts it back), and everything is at rest.

mod trace;

use super::zoom::Reach;
use trace::Trace;

/// Two taps within this many ms are one double tap: who lets a tap do something slow waits for it.
pub const DOUBLE_TAP: f64 = 300.0;
/// And within this many px: a finger doesn't hit the same place twice.
const DOUBLE_TAP_REACH: f64 = 40.0;
/// A finger that lies longer, in ms, wants the browser's menu. A mouse may take its time.
const TAP: f64 = 500.0;
/// So far a pointer trembles; then it is a drag, and its direction decides which.
const LOCK: f64 = 8.0;
/// As fast as this, in px/ms, is a flick, however short.
const FLICK: f64 = 0.4;
/// Fingers that draw the whole photo together to less than this part of it close it.
const PINCHED_IN: f64 = 0.75;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Mouse,
    Touch,
    Pen,
}

/// One pointer event.
#[derive(Clone, Copy, Debug)]
pub struct Pointer {
    pub id: i32,
    pub kind: Kind,
    pub x: f64,
    pub y: f64,
    pub time: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Forward,
    Back,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gesture {
    /// The photos follow the finger, `dx` from their place.
    Swipe {
        dx: f64,
    },
    /// The end of a swipe: the next photo or the one before. At the set's end, the same as [`Gesture::Rest`].
    Step(Direction),
    /// The photo follows the finger down, `dy` (never below 0) from its place.
    DragDown {
        dy: f64,
    },
    /// The end of a drag down, or of a pinch that makes the whole photo small.
    Close,
    /// The zoomed photo moves on by this much.
    Pan {
        dx: f64,
        dy: f64,
    },
    /// The end of a pan, at so many px/ms.
    Fling {
        vx: f64,
        vy: f64,
    },
    /// Two fingers: the photo moves on by this much, and grows by the factor around the fingers' middle.
    Pinch {
        factor: f64,
        at: (f64, f64),
        dx: f64,
        dy: f64,
    },
    /// What was moved goes back to its place; a zoomed photo settles.
    Rest,
    Tap {
        at: (f64, f64),
        kind: Kind,
    },
    /// Instead of the second [`Gesture::Tap`]; the first one was told.
    DoubleTap {
        at: (f64, f64),
    },
}

/// What the pointers that are down are doing.
#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    /// Nothing; or it is decided, and the pointers that are still down do nothing more.
    Idle,
    Pressed,
    Swiping,
    Dragging,
    Panning,
    /// How far the photo has grown, and if it was whole before.
    Pinching {
        factor: f64,
        was_whole: bool,
    },
}

#[derive(Clone, Debug)]
pub struct Gestures {
    stage: (f64, f64),
    is_rtl: bool,
    state: State,
    reach: Reach,
    /// Those that are down, in the order in which they came.
    fingers: Vec<Pointer>,
    /// Where the drag began; after [`LOCK`], from where it is counted.
    origin: Pointer,
    /// Of the first finger.
    trace: Trace,
    tap: Option<Pointer>,
}

impl Gestures {
    /// `stage` is its width and height; in a right-to-left document the next photo is on the left.
    pub fn new(stage: (f64, f64), is_rtl: bool) -> Gestures {
        let origin = Pointer { id: 0, kind: Kind::Mouse, x: 0.0, y: 0.0, time: 0.0 };
        let (fingers, trace) = (Vec::new(), Trace::default());
        Gestures { stage, is_rtl, state: State::Idle, reach: Reach::default(), fingers, origin, trace, tap: None }
    }

    pub fn resize(&mut self, stage: (f64, f64)) {
        self.stage = stage;
    }

    /// No pointer is down, or the last one has told what comes of it.
    pub fn is_at_rest(&self) -> bool {
        self.state == State::Idle
    }

    /// `reach` is of the zoom as it is now.
    pub fn down(&mut self, pointer: Pointer, reach: Reach) -> Option<Gesture> {
        // One that is down already has lost its end somewhere outside.
        let lost = self.cancelled(pointer.id);
        if !is_sound(&pointer) {
            return lost;
        }
        self.fingers.push(pointer);
        let state = self.state;
        match self.fingers.len() {
            1 => {
                (self.state, self.reach, self.origin) = (State::Pressed, reach, pointer);
                self.trace.clear();
                self.trace.push(pointer);
                lost
            }
            2 if state != State::Idle => {
                self.state = State::Pinching { factor: 1.0, was_whole: !reach.is_zoomed };
                self.tap = None;
                lost.or(if matches!(state, State::Swiping | State::Dragging) { Some(Gesture::Rest) } else { None })
            }
            _ => lost,
        }
    }

    pub fn moved(&mut self, pointer: Pointer) -> Option<Gesture> {
        let place = self.fingers.iter().position(|finger| finger.id == pointer.id)?;
        if !is_sound(&pointer) {
            return None;
        }
        let before = self.pair();
        let last = std::mem::replace(self.fingers.get_mut(place)?, pointer);
        if let State::Pinching { factor, was_whole } = self.state {
            let ((from, from_width), (to, width)) = (before?, self.pair()?);
            // Fingers that were almost one say nothing of a factor.
            let by = width.max(LOCK) / from_width.max(LOCK);
            self.state = State::Pinching { factor: factor * by, was_whole };
            let pinch = Gesture::Pinch { factor: by, at: to, dx: to.0 - from.0, dy: to.1 - from.1 };
            return if place > 1 { None } else { Some(pinch) };
        }
        if place > 0 {
            return None;
        }
        self.trace.push(pointer);
        let by = (pointer.x - last.x, pointer.y - last.y);
        if self.state == State::Pressed { self.lock(pointer) } else { self.follow(pointer, by) }
    }

    pub fn up(&mut self, pointer: Pointer) -> Option<Gesture> {
        let place = self.fingers.iter().position(|finger| finger.id == pointer.id)?;
        // It may have gone on since the last move was told.
        self.moved(pointer);
        let pointer = self.fingers.remove(place);
        if let State::Pinching { factor, was_whole } = self.state {
            return self.part(place, was_whole && factor < PINCHED_IN);
        }
        if place > 0 {
            return None;
        }
        let state = std::mem::replace(&mut self.state, State::Idle);
        let (vx, vy) = self.trace.speed(pointer.time);
        let (dx, dy) = (pointer.x - self.origin.x, pointer.y - self.origin.y);
        match state {
            State::Idle | State::Pinching { .. } => None,
            State::Pressed => self.tapped(pointer),
            State::Swiping if is_meant(dx, vx, self.stage.0 / 4.0) => {
                Some(Gesture::Step(if (dx < 0.0) == self.is_rtl { Direction::Back } else { Direction::Forward }))
            }
            State::Dragging if dy > 0.0 && is_meant(dy, vy, self.stage.1 / 6.0) => Some(Gesture::Close),
            State::Panning if vx.abs().max(vy.abs()) > 0.1 => Some(Gesture::Fling { vx, vy }),
            State::Swiping | State::Dragging | State::Panning => Some(Gesture::Rest),
        }
    }

    /// The browser took the pointer away: what it did is undone.
    pub fn cancelled(&mut self, id: i32) -> Option<Gesture> {
        let place = self.fingers.iter().position(|finger| finger.id == id)?;
        self.fingers.remove(place);
        self.tap = None;
        if place > 1 || (place == 1 && !matches!(self.state, State::Pinching { .. })) {
            return None;
        }
        let state = std::mem::replace(&mut self.state, State::Idle);
        if matches!(state, State::Idle | State::Pressed) { None } else { Some(Gesture::Rest) }
    }

    /// The pointer has gone far enough to say what it wants.
    fn lock(&mut self, pointer: Pointer) -> Option<Gesture> {
        let (dx, dy) = (pointer.x - self.origin.x, pointer.y - self.origin.y);
        let way = (dx * dx + dy * dy).sqrt();
        if way < LOCK {
            return None;
        }
        self.tap = None;
        // From where it left the circle, so that nothing jumps.
        self.origin.x += dx * LOCK / way;
        self.origin.y += dy * LOCK / way;
        let Reach { is_zoomed, left, right } = self.reach;
        let is_level = dx.abs() > dy.abs();
        self.state = if is_level && (!is_zoomed || (dx > 0.0 && left) || (dx < 0.0 && right)) {
            State::Swiping
        } else if is_zoomed {
            State::Panning
        } else {
            State::Dragging
        };
        self.follow(pointer, (pointer.x - self.origin.x, pointer.y - self.origin.y))
    }

    fn follow(&self, pointer: Pointer, (dx, dy): (f64, f64)) -> Option<Gesture> {
        match self.state {
            State::Swiping => Some(Gesture::Swipe { dx: pointer.x - self.origin.x }),
            State::Dragging => Some(Gesture::DragDown { dy: (pointer.y - self.origin.y).max(0.0) }),
            State::Panning => Some(Gesture::Pan { dx, dy }),
            State::Idle | State::Pressed | State::Pinching { .. } => None,
        }
    }

    /// A finger of a pinch is up, the one that was at this place; a remaining one pans.
    fn part(&mut self, place: usize, closes: bool) -> Option<Gesture> {
        if place > 1 || (self.fingers.len() > 1 && !closes) {
            return None;
        }
        self.state = if closes { State::Idle } else { State::Panning };
        self.trace.clear();
        if closes { Some(Gesture::Close) } else { None }
    }

    fn tapped(&mut self, pointer: Pointer) -> Option<Gesture> {
        let (at, kind) = ((pointer.x, pointer.y), pointer.kind);
        let first = self.tap.take();
        if kind != Kind::Mouse && pointer.time - self.origin.time > TAP {
            return None;
        }
        let is_second = |first: Pointer| {
            let (dx, dy) = (pointer.x - first.x, pointer.y - first.y);
            pointer.time - first.time <= DOUBLE_TAP && dx * dx + dy * dy <= DOUBLE_TAP_REACH * DOUBLE_TAP_REACH
        };
        if first.is_some_and(is_second) {
            return Some(Gesture::DoubleTap { at });
        }
        self.tap = Some(pointer);
        Some(Gesture::Tap { at, kind })
    }

    /// The middle of the first two fingers and how far they are apart.
    fn pair(&self) -> Option<((f64, f64), f64)> {
        let [a, b, ..] = self.fingers.as_slice() else { return None };
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        Some((((a.x + b.x) / 2.0, (a.y + b.y) / 2.0), (dx * dx + dy * dy).sqrt()))
    }
}

/// Far enough, or fast, and not on the way back.
fn is_meant(way: f64, speed: f64, enough: f64) -> bool {
    if speed.abs() > FLICK { speed * way > 0.0 } else { way.abs() > enough }
}

/// Not a number, or beyond any screen: as if it had not been said.
fn is_sound(pointer: &Pointer) -> bool {
    [pointer.x, pointer.y].iter().all(|number| number.abs() < 1e6) && pointer.time.is_finite()
}
