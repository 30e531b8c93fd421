//! A room or a square: solids, what they are made of, and lamps.

use super::canvas::Rgb;
use super::people::Person;
use super::solids::{Hit, Ray, Solid};
use super::tree::Tree;
use super::vector::{V3, cross, length, plus, times};

type Color = Box<dyn Fn(&Hit) -> Rgb + Sync + Send>;

/// What a solid is made of.
pub struct Paint {
    pub color: Color,
    /// Light that it gives off by itself.
    pub light: Color,
    /// Share of light thrown back as by a mirror, seen straight on, and how blurred.
    pub gloss: f32,
    pub rough: f32,
    /// Share of light let through: glass and liquids.
    pub clear: f32,
}

impl Paint {
    pub fn matt(color: Rgb) -> Paint {
        Paint::from(move |_| color)
    }

    pub fn from(color: impl Fn(&Hit) -> Rgb + Sync + Send + 'static) -> Paint {
        Paint { color: Box::new(color), light: Box::new(|_| [0.0; 3]), gloss: 0.0, rough: 0.3, clear: 0.0 }
    }

    pub fn shiny(mut self, gloss: f32, rough: f32) -> Paint {
        (self.gloss, self.rough) = (gloss, rough);
        self
    }

    pub fn glass(color: Rgb, clear: f32) -> Paint {
        Paint { clear, ..Paint::matt(color).shiny(0.05, 0.0) }
    }

    pub fn glowing(light: impl Fn(&Hit) -> Rgb + Sync + Send + 'static) -> Paint {
        Paint { light: Box::new(light), ..Paint::matt([0.02; 3]) }
    }
}

/// A parallelogram that gives light on the side its normal (u × v) points to.
#[derive(Clone, Copy, Debug)]
pub struct Lamp {
    pub a: V3,
    pub u: V3,
    pub v: V3,
    pub light: Rgb,
}

impl Lamp {
    /// Normal, its length being the area.
    pub fn normal(&self) -> V3 {
        cross(self.u, self.v)
    }

    pub fn middle(&self) -> V3 {
        plus(self.a, times(plus(self.u, self.v), 0.5))
    }
}

/// Far light: the sun's direction, colour and apparent radius.
#[derive(Clone, Copy, Debug)]
pub struct Sun {
    pub d: V3,
    pub light: Rgb,
    pub wide: f32,
}

pub struct Stage {
    solids: Vec<(Solid, usize)>,
    pub paints: Vec<Paint>,
    pub lamps: Vec<Lamp>,
    pub sun: Option<Sun>,
    /// Light from where no solid stands.
    pub sky: Box<dyn Fn(V3) -> Rgb + Sync + Send>,
    /// What light remains after the bounces that are followed.
    pub ambient: Rgb,
    /// Air: its colour and how much of it a metre adds.
    pub air: (Rgb, f32),
    tree: Tree,
}

impl Stage {
    pub fn new(sky: impl Fn(V3) -> Rgb + Sync + Send + 'static) -> Stage {
        Stage {
            solids: Vec::new(),
            paints: Vec::new(),
            lamps: Vec::new(),
            sun: None,
            sky: Box::new(sky),
            ambient: [0.0; 3],
            air: ([0.0; 3], 0.0),
            tree: Tree::default(),
        }
    }

    pub fn paint(&mut self, paint: Paint) -> usize {
        self.paints.push(paint);
        self.paints.len() - 1
    }

    pub fn matt(&mut self, color: Rgb) -> usize {
        self.paint(Paint::matt(color))
    }

    pub fn put(&mut self, solid: Solid, paint: usize) {
        self.solids.push((solid, paint));
    }

    /// A box by its middle and half sizes.
    pub fn block(&mut self, c: V3, half: V3, angle: f32, paint: usize) {
        self.put(Solid::Block { c, half, turn: (angle.sin(), angle.cos()) }, paint);
    }

    pub fn ball(&mut self, c: V3, r: V3, paint: usize) {
        self.put(Solid::Ball { c, r }, paint);
    }

    pub fn rod(&mut self, a: V3, b: V3, r: f32, paint: usize) {
        self.put(Solid::Rod { a, b, r }, paint);
    }

    pub fn tube(&mut self, base: V3, h: f32, r: (f32, f32), paint: usize) {
        self.put(Solid::Tube { base, h, r }, paint);
    }

    pub fn face(&mut self, a: V3, u: V3, v: V3, paint: usize) {
        self.put(Solid::Face { a, u, v }, paint);
    }

    pub fn person(&mut self, person: Person, paint: usize) {
        self.put(Solid::Person(Box::new(person)), paint);
    }

    /// A lamp that is also seen. Its light counts once: on surfaces through `lamps`, for eyes
    /// through its paint.
    pub fn lamp(&mut self, a: V3, u: V3, v: V3, light: Rgb) {
        self.lamps.push(Lamp { a, u, v, light });
        let seen = light.map(|c| c.min(6.0));
        let paint = self.paint(Paint::glowing(move |_| seen));
        self.face(a, u, v, paint);
    }

    /// Sorts the solids, once all stand.
    pub fn build(&mut self) {
        let boxes: Vec<(V3, V3)> = self.solids.iter().map(|(solid, _)| solid.bounds()).collect();
        self.tree = Tree::new(&boxes);
    }

    /// The first solid on a ray.
    pub fn meet(&self, ray: &Ray, far: f32) -> Option<Hit> {
        self.search(ray, far, |_| true, (false, false))
    }

    /// The same with plain bodies, for light that is only felt.
    pub fn meet_coarsely(&self, ray: &Ray, far: f32) -> Option<Hit> {
        self.search(ray, far, |_| true, (false, true))
    }

    /// Whether something opaque stands within a distance.
    pub fn blocked(&self, ray: &Ray, far: f32) -> bool {
        self.search(ray, far, |paint| self.paints[paint].clear < 0.5, (true, true)).is_some()
    }

    fn search(&self, ray: &Ray, far: f32, counts: impl Fn(usize) -> bool, (any, coarse): (bool, bool)) -> Option<Hit> {
        let inverse = ray.d.map(|d| 1.0 / d);
        let (mut stack, mut top) = ([0usize; 64], 1);
        let (mut best, mut far) = (None, far);
        while top > 0 {
            top -= 1;
            let node = &self.tree.nodes[stack[top]];
            let (mut enter, mut leave) = (1e-4f32, far);
            for (n, k) in inverse.iter().enumerate() {
                let (a, b) = ((node.low[n] - ray.o[n]) * k, (node.high[n] - ray.o[n]) * k);
                enter = enter.max(a.min(b));
                leave = leave.min(a.max(b));
            }
            if enter > leave + 1e-4 {
                continue;
            }
            if node.n == 0 {
                if top + 2 <= stack.len() {
                    // The nearer half is looked at first.
                    let near = usize::from(ray.d[node.axis] < 0.0);
                    (stack[top], stack[top + 1]) = (node.first + 1 - near, node.first + near);
                    top += 2;
                }
                continue;
            }
            for k in &self.tree.order[node.first..node.first + node.n] {
                let (solid, paint) = &self.solids[*k];
                if !counts(*paint) {
                    continue;
                }
                let met = match solid {
                    Solid::Person(person) if coarse => person.meet_coarsely(ray, 1e-4, far),
                    _ => solid.meet(ray, 1e-4, far),
                };
                if let Some(hit) = met {
                    far = hit.t;
                    best = Some(Hit { paint: *paint, ..hit });
                    if any {
                        return best;
                    }
                }
            }
        }
        best
    }
}

/// Half the diagonal of a lamp, for judging how near is near.
pub fn reach(lamp: &Lamp) -> f32 {
    0.5 * length(plus(lamp.u, lamp.v))
}
