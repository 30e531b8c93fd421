//! How large a photo is shown and where: zoom and pan as a state machine.
//!
//! Points are CSS pixels from the stage's top left corner, offsets lie between the photo's centre and the stage's.
//! The photo's box is laid out once, upright, as large as [`Zoom::fitted`], in the stage's middle; all else is
//! `translate(x, y) rotate(turns × 90deg) scale(scale)` of that box around its centre.
//!
//! No number that a browser reports can lose the photo: what is not finite is as if it had not been said.

/// How much of an overshoot is shown at its beginning; it becomes less and less as the edge is pulled further.
const SOFTNESS: f64 = 0.55;
/// A throw goes as far as its speed takes it in this time, in ms: friction that halves the speed every 225 ms.
const GLIDE: f64 = 325.0;

/// What is shown: the numbers of a CSS transform of the box that [`Zoom::fitted`] describes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    pub scale: f64,
    pub x: f64,
    pub y: f64,
}

/// What a drag needs to know of the zoom when it begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    pub is_zoomed: bool,
    /// The photo's left edge is in sight: it can't be drawn further to the right.
    pub left: bool,
    /// The same of its right edge.
    pub right: bool,
}

/// One photo on its stage.
#[derive(Clone, Debug)]
pub struct Zoom {
    stage: (f64, f64),
    /// Pixels of the largest rendition, upright; (0, 0) where nobody knows.
    natural: (f64, f64),
    /// Quarter turns clockwise. They only ever grow, so that a transition never turns back.
    turns: u32,
    /// CSS pixels for one of the photo's pixels, and the offset, as the fingers say: limits are applied in showing them.
    scale: f64,
    offset: (f64, f64),
    /// Where it was last zoomed: this point stays when too large a scale settles.
    focus: (f64, f64),
}

impl Zoom {
    /// A photo as large as fits. `natural` are the pixels of its largest rendition; without them ((0, 0)) it is taken to
    /// fill the stage, until [`Zoom::set_natural`].
    pub fn new(stage: (f64, f64), natural: (f64, f64)) -> Zoom {
        let (stage, natural, zero) = (pair(stage, 1.0), pair(natural, 0.0), (0.0, 0.0));
        let mut zoom = Zoom { stage, natural, turns: 0, scale: 1.0, offset: zero, focus: zero };
        zoom.fit();
        zoom
    }

    /// The stage has another size. A fitted photo is fitted again; of a zoomed one the same spot stays in the middle.
    pub fn resize(&mut self, stage: (f64, f64)) {
        let was_zoomed = self.is_zoomed();
        self.stage = pair(stage, 1.0);
        self.focus = (self.stage.0 / 2.0, self.stage.1 / 2.0);
        if was_zoomed { self.settle() } else { self.fit() }
    }

    /// The photo's pixels are known, or a larger rendition is. What is shown stays as large as it is where it may.
    pub fn set_natural(&mut self, natural: (f64, f64)) {
        let (was_zoomed, width) = (self.is_zoomed(), self.size().0 * self.scale);
        self.natural = pair(natural, 0.0);
        if was_zoomed {
            self.scale = width / self.size().0;
            self.settle();
        } else {
            self.fit();
        }
    }

    /// A quarter turn clockwise; the whole photo is shown.
    pub fn rotate(&mut self) {
        self.turns = self.turns.wrapping_add(1);
        self.fit();
    }

    /// Shows the whole photo: in the middle, contained, never above 1:1.
    pub fn fit(&mut self) {
        (self.scale, self.offset) = (self.limits().0, (0.0, 0.0));
    }

    /// Shows one of the photo's pixels as one CSS pixel, around the stage's middle.
    pub fn to_actual(&mut self) {
        self.zoom_to(1.0, (self.stage.0 / 2.0, self.stage.1 / 2.0));
    }

    /// From the whole photo to 1:1 around a point, and back. Where 1:1 is hardly larger than the whole, 2.5 times that.
    pub fn toggle(&mut self, at: (f64, f64)) {
        let fitted = self.limits().0;
        if self.is_zoomed() {
            self.fit();
        } else {
            self.zoom_to(if fitted * 1.5 <= 1.0 { 1.0 } else { fitted * 2.5 }, at);
        }
    }

    /// Zooms by wheel or key. What is at the point stays there, but for limits and edges, which hold at once.
    pub fn zoom_by(&mut self, factor: f64, at: (f64, f64)) {
        self.zoom_to(self.shown_scale() * positive(factor), at);
    }

    /// Zooms by two fingers, of which `at` is the middle: beyond limits and edges softly, until [`Zoom::settle`].
    pub fn pinch_by(&mut self, factor: f64, at: (f64, f64)) {
        let (min, max) = self.limits();
        self.go(between(self.scale * positive(factor), min / 8.0, max * 8.0), at);
    }

    /// Moves the photo with the pointer, beyond its edges softly, until [`Zoom::settle`].
    pub fn pan_by(&mut self, dx: f64, dy: f64) {
        self.put((self.offset.0 + finite(dx), self.offset.1 + finite(dy)));
    }

    /// Goes to the nearest place that may stay: within the limits, covering the stage where the photo is larger than it and
    /// centred where it is smaller. To be called when all fingers are up.
    pub fn settle(&mut self) {
        self.zoom_to(self.shown_scale(), self.focus);
    }

    /// The pointer left the photo at this speed, in px/ms: goes to where it comes to rest, within the edges.
    ///
    /// Gives the ms that it takes, 0 where it stands still. With the curve `cubic-bezier(0.215, 0.61, 0.355, 1)`, whose
    /// beginning is three times as fast as the whole, it leaves the pointer at the pointer's own speed.
    pub fn fling(&mut self, vx: f64, vy: f64) -> f64 {
        let (vx, vy) = within((finite(vx), finite(vy)), (10.0, 10.0));
        let from = self.place();
        self.pan_by(vx * GLIDE, vy * GLIDE);
        self.settle();
        let to = self.place();
        let (dx, dy) = ((to.x - from.x).abs(), (to.y - from.y).abs());
        if dx + dy < 0.5 && to.scale == from.scale {
            return 0.0;
        }
        // The axis that goes further is the one that is looked at.
        let (way, speed) = if dx > dy { (dx, vx.abs()) } else { (dy, vy.abs()) };
        between(3.0 * way / speed.max(0.01), 200.0, 3.0 * GLIDE)
    }

    /// A pointer caught the photo while it was moving: this is what is on the screen.
    pub fn hold(&mut self, place: Place) {
        let (min, max) = self.limits();
        self.scale = between(positive(place.scale) * self.upright(), min, max);
        self.put((finite(place.x), finite(place.y)));
    }

    /// What to show now.
    pub fn place(&self) -> Place {
        let scale = self.shown_scale();
        let edges = self.edges(scale);
        let shown = |offset: f64, edge: f64, stage: f64| {
            let inside = between(offset, -edge, edge);
            inside + soft(offset - inside, stage)
        };
        Place {
            scale: scale / self.upright(),
            x: shown(self.offset.0, edges.0, self.stage.0),
            y: shown(self.offset.1, edges.1, self.stage.1),
        }
    }

    /// Quarter turns clockwise so far.
    pub fn turns(&self) -> u32 {
        self.turns
    }

    /// Width and height of the photo's box before the transform: the whole photo, upright.
    pub fn fitted(&self) -> (f64, f64) {
        let (natural, upright) = (self.known(), self.upright());
        (natural.0 * upright, natural.1 * upright)
    }

    /// The scales of [`Place`] between which it settles.
    pub fn scales(&self) -> (f64, f64) {
        let (min, max) = self.limits();
        (min / self.upright(), max / self.upright())
    }

    /// It is larger than the whole photo fits.
    pub fn is_zoomed(&self) -> bool {
        self.scale > self.limits().0 * 1.001
    }

    /// What [`Gestures`](crate::gallery::gesture::Gestures) asks for.
    pub fn reach(&self) -> Reach {
        let edge = self.edges(self.shown_scale()).0;
        // Half a pixel is nothing that a finger feels.
        Reach { is_zoomed: self.is_zoomed(), left: self.offset.0 > edge - 0.5, right: self.offset.0 < 0.5 - edge }
    }

    /// The width in pixels that a rendition should have for what is shown, on a screen of so many pixels per CSS pixel.
    /// Never more than the largest rendition has.
    pub fn needed_width(&self, dpr: f64) -> u32 {
        let width = self.known().0 * self.shown_scale() * positive(dpr);
        let most = if self.natural == self.known() { self.natural.0 } else { width };
        width.min(most).ceil() as u32
    }

    /// The photo's pixels, or the stage's where they are not known.
    fn known(&self) -> (f64, f64) {
        if self.natural.0 >= 1.0 && self.natural.1 >= 1.0 { self.natural } else { self.stage }
    }

    /// The photo's pixels as it lies.
    fn size(&self) -> (f64, f64) {
        let (width, height) = self.known();
        if self.turns % 2 == 1 { (height, width) } else { (width, height) }
    }

    fn contained(&self, size: (f64, f64)) -> f64 {
        (self.stage.0 / size.0).min(self.stage.1 / size.1).min(1.0)
    }

    /// The scale of the box before the transform.
    fn upright(&self) -> f64 {
        self.contained(self.known())
    }

    /// From the whole photo to twice 1:1, where each of its pixels covers four and nothing more is to be seen; a small
    /// photo, whole at 1:1, to four times that.
    fn limits(&self) -> (f64, f64) {
        let fitted = self.contained(self.size());
        (fitted, (fitted * 4.0).max(2.0))
    }

    /// Beyond the limits half as fast, and never further than half the smallest or once and a half the largest.
    fn shown_scale(&self) -> f64 {
        let (min, max) = self.limits();
        if self.scale < min {
            (self.scale + min) / 2.0
        } else if self.scale > max {
            max * (1.5 - 0.5 * max / self.scale)
        } else {
            self.scale
        }
    }

    /// How far the offset may be from 0 at this scale.
    fn edges(&self, scale: f64) -> (f64, f64) {
        let (width, height) = self.size();
        (((width * scale - self.stage.0) / 2.0).max(0.0), ((height * scale - self.stage.1) / 2.0).max(0.0))
    }

    fn zoom_to(&mut self, scale: f64, at: (f64, f64)) {
        let (min, max) = self.limits();
        self.go(between(scale, min, max), at);
        self.offset = within(self.offset, self.edges(self.scale));
    }

    /// Takes a scale so that what is shown at a point stays there.
    fn go(&mut self, scale: f64, at: (f64, f64)) {
        let at = (between(finite(at.0), 0.0, self.stage.0), between(finite(at.1), 0.0, self.stage.1));
        let from = self.shown_scale();
        self.scale = scale;
        let ratio = self.shown_scale() / from;
        self.focus = at;
        let (x, y) = (at.0 - self.stage.0 / 2.0, at.1 - self.stage.1 / 2.0);
        self.put((x - (x - self.offset.0) * ratio, y - (y - self.offset.1) * ratio));
    }

    /// Beyond four stages past its edge nothing is shown differently, and no sum may grow without end.
    fn put(&mut self, offset: (f64, f64)) {
        let edges = self.edges(self.shown_scale());
        self.offset = within(offset, (edges.0 + self.stage.0 * 4.0, edges.1 + self.stage.1 * 4.0));
    }
}

/// An overshoot as it is shown: it follows at first and never gets further than `size`, as if held by a rubber band.
pub fn soft(overshoot: f64, size: f64) -> f64 {
    SOFTNESS * overshoot / (1.0 + SOFTNESS * overshoot.abs() / size)
}

/// `f64::clamp` would bring the printing of floats for its panic.
fn between(value: f64, least: f64, most: f64) -> f64 {
    value.max(least).min(most)
}

fn within(offset: (f64, f64), edges: (f64, f64)) -> (f64, f64) {
    (between(offset.0, -edges.0, edges.0), between(offset.1, -edges.1, edges.1))
}

fn finite(value: f64) -> f64 {
    if value.is_finite() { value } else { 0.0 }
}

/// A factor; what can't be one changes nothing.
fn positive(factor: f64) -> f64 {
    if factor.is_finite() && factor > 0.0 { factor } else { 1.0 }
}

/// A width and a height in pixels; `least` where they can't be one.
fn pair(size: (f64, f64), least: f64) -> (f64, f64) {
    (between(finite(size.0), least, 1e6), between(finite(size.1), least, 1e6))
}
