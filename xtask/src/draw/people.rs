//! People, as bodies described by a distance function: soft where parts join, clothed, unnamed.

use super::noise::{Random, space};
use super::solids::{Hit, Ray, Solid, turned};
use super::vector::{V3, along, dot, length, plus, sub, unit};

/// How somebody holds themselves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pose {
    Seated,
    Standing,
}

#[derive(Clone, Debug)]
pub struct Person {
    pub foot: V3,
    /// Sine and cosine of the turn; unturned, a person looks away from the camera (along z).
    pub turn: (f32, f32),
    pub size: f32,
    pub pose: Pose,
    /// The head's turn and nod.
    head: (f32, f32),
    pub long_hair: bool,
    pub hat: bool,
    broad: f32,
    /// Hands for the left and the right arm, from the chest.
    hands: [V3; 2],
    wrinkle: f32,
    /// How far one foot is before the other.
    stride: f32,
}

impl Person {
    pub fn new(random: &mut Random, foot: V3, angle: f32, pose: Pose) -> Person {
        let woman = random.chance(0.48);
        let mut hands = [[-0.26, -0.55, 0.12], [0.26, -0.55, 0.12]];
        if pose == Pose::Seated {
            hands = [[-0.16, -0.38, 0.36], [0.16, -0.38, 0.36]];
        }
        for hand in &mut hands {
            *hand = plus(*hand, [random.bell() * 0.03, random.bell() * 0.04, random.bell() * 0.05]);
        }
        // Some hold something before them: a phone, a sheet of paper.
        if random.chance(0.22) {
            hands[1] = [0.14, random.range(-0.2, 0.05), 0.34];
        }
        Person {
            foot,
            turn: (angle.sin(), angle.cos()),
            size: random.range(0.92, 1.06) * if woman { 0.95 } else { 1.0 },
            pose,
            head: (random.bell() * 0.28, random.range(-0.06, 0.16)),
            long_hair: woman && random.chance(0.85),
            hat: false,
            broad: random.range(0.92, 1.1) * if woman { 0.9 } else { 1.0 },
            hands,
            wrinkle: random.offset(),
            stride: random.bell() * 0.08,
        }
    }

    /// Where the hips are above the foot: a chair's seat, or the length of the legs.
    fn hips(&self) -> f32 {
        if self.pose == Pose::Seated { 0.50 } else { 0.90 }
    }

    pub fn bounds(&self) -> (V3, V3) {
        let s = self.size;
        let wide = if self.pose == Pose::Seated { 0.52 } else { 0.44 };
        let r = [wide * s, 0.0, wide * s];
        (sub(self.foot, r), plus(self.foot, [r[0], (self.hips() + 0.92) * s, r[2]]))
    }

    /// The same body in a few plain solids: enough for shadows and for light thrown back.
    pub fn meet_coarsely(&self, ray: &Ray, near: f32, far: f32) -> Option<Hit> {
        let hips = self.hips() * self.size;
        let up = |y: f32| plus(self.foot, [0.0, hips + y * self.size, 0.0]);
        let s = self.size;
        let side = turned([0.15 * s * self.broad, 0.0, 0.0], (-self.turn.0, self.turn.1));
        // Thinner than the real body, so that it never shades what it stands for.
        let parts = [
            (Solid::Ball { c: up(0.67), r: [0.066 * s, 0.10 * s, 0.07 * s] }, 1),
            (Solid::Rod { a: up(0.05), b: up(0.40), r: 0.078 * s }, 2),
            (Solid::Rod { a: sub(up(0.44), side), b: plus(up(0.44), side), r: 0.05 * s }, 2),
            (Solid::Rod { a: up(0.0), b: self.knee(), r: 0.075 * s }, 3),
        ];
        let mut best: Option<Hit> = None;
        for (solid, part) in parts {
            let limit = best.map_or(far, |hit| hit.t);
            if let Some(hit) = solid.meet(ray, near, limit) {
                best = Some(Hit { part, ..hit });
            }
        }
        best
    }

    fn knee(&self) -> V3 {
        if self.pose == Pose::Standing {
            return plus(self.foot, [0.0, 0.1, 0.0]);
        }
        plus(self.foot, turned([0.0, self.hips() * self.size, 0.42 * self.size], (-self.turn.0, self.turn.1)))
    }

    /// Distance to the nearest part, which is named as in `Hit::part`. `p` from the hips.
    fn distance(&self, p: V3) -> (f32, usize) {
        // Far above or below the shoulders the other half of the body cannot be the nearest.
        let crown = length(sub(p, [0.0, 0.63, 0.0])) - 0.24;
        if p[1] > 0.66 {
            return self.head_distance(p, (p[1] - 0.53, 2));
        }
        let best = self.trunk_distance(p);
        if crown > best.0.min(0.10) { best } else { self.head_distance(p, best) }
    }

    fn trunk_distance(&self, p: V3) -> (f32, usize) {
        let mirror = [p[0].abs(), p[1], p[2]];
        let b = self.broad;
        // The trunk: a flattened stack of round shapes.
        let flat = [p[0], p[1], p[2] * 1.45];
        let chest = rod(flat, [0.0, 0.36, 0.0], [0.0, 0.10, 0.0], 0.150 * b, 0.132 * b) * 0.72;
        let shoulder = rod(mirror, [0.0, 0.475, -0.005], [0.165 * b, 0.445, 0.0], 0.062, 0.058);
        let mut shirt = smooth(chest, shoulder, 0.09);
        let side = usize::from(p[0] > 0.0);
        for (n, hand) in self.hands.iter().enumerate() {
            if n != side && hand[0].abs() > 0.2 {
                continue;
            }
            let sign = if n == 0 { -1.0 } else { 1.0 };
            let joint = [0.195 * b * sign, 0.43, 0.0];
            let hand = plus([0.0, 0.47, 0.0], *hand);
            let elbow = [0.255 * b * sign, (joint[1] + hand[1]) * 0.5 - 0.03, (hand[2]) * 0.35 - 0.05];
            let arm = rod(p, joint, elbow, 0.058, 0.046).min(rod(p, elbow, hand, 0.045, 0.034));
            shirt = smooth(shirt, arm, 0.035);
        }
        let mut best = (shirt, 2);
        let mut keep = |d: f32, part: usize| {
            if d < best.0 {
                best = (d, part);
            }
        };
        for hand in &self.hands {
            let at = plus([0.0, 0.47, 0.02], *hand);
            keep(length(sub(p, at)) - 0.048, 0);
        }
        let legs = if self.pose == Pose::Seated {
            let thigh = rod(mirror, [0.085, 0.02, 0.0], [0.11, 0.03, 0.42], 0.088, 0.065);
            thigh.min(rod(mirror, [0.11, 0.03, 0.42], [0.11, -0.46, 0.40], 0.06, 0.045))
        } else {
            let ahead = self.stride * p[0].signum();
            let knee = [0.095, -0.42, ahead * 0.5 + 0.02];
            let thigh = rod(mirror, [0.085, 0.02, 0.0], knee, 0.092, 0.066);
            let shin = rod(mirror, knee, [0.10, -0.84, ahead], 0.064, 0.048);
            let shoe = rod(mirror, [0.10, -0.85, ahead], [0.105, -0.87, ahead + 0.12], 0.05, 0.04);
            smooth(thigh, shin, 0.03).min(shoe)
        };
        keep(smooth(legs, rod(flat, [0.0, 0.05, 0.0], [0.0, 0.0, 0.0], 0.14, 0.14) * 0.72, 0.05), 3);
        best
    }

    /// Neck and head; the head turns about the neck's top.
    fn head_distance(&self, p: V3, mut best: (f32, usize)) -> (f32, usize) {
        let mut keep = |d: f32, part: usize| {
            if d < best.0 {
                best = (d, part);
            }
        };
        keep(rod(p, [0.0, 0.46, -0.012], [0.0, 0.60, 0.008], 0.052, 0.048), 0);
        let (turn, nod) = self.head;
        let q = turned(sub(p, [0.0, 0.66, 0.012]), (turn.sin(), turn.cos()));
        let q = [q[0], q[1] * nod.cos() + q[2] * nod.sin(), q[2] * nod.cos() - q[1] * nod.sin()];
        let face = egg(sub(q, [0.0, 0.0, 0.012]), [0.072, 0.108, 0.088]);
        let ear = egg(sub([q[0].abs(), q[1], q[2]], [0.076, -0.012, -0.002]), [0.012, 0.028, 0.018]);
        keep(smooth(face, ear, 0.012), 0);
        let strands = if self.long_hair { 0.0035 * (q[0] * 230.0).sin() } else { 0.0 };
        let cap = egg(sub(q, [0.0, 0.026, -0.014]), [0.083, 0.105, 0.096]) + strands;
        // The face is left free of hair.
        let cut = q[2] * 0.8 - q[1] * 0.75 - 0.028;
        let mut hair = cap.max(cut);
        if self.long_hair {
            let fall = rod([q[0] * 0.72, q[1], q[2]], [0.0, 0.0, -0.045], [0.0, -0.20, -0.062], 0.062, 0.046);
            hair = smooth(hair, fall + strands, 0.03);
        }
        keep(hair, 1);
        if self.hat {
            let cone = (length([q[0], 0.0, q[2]]) * 0.62 + (q[1] - 0.185) * 0.78).max(0.045 - q[1]);
            keep(cone, 4);
        }
        best
    }

    fn local(&self, p: V3) -> V3 {
        let q = turned(sub(p, self.foot), self.turn);
        [q[0] / self.size, q[1] / self.size - self.hips(), q[2] / self.size]
    }

    /// Steps along the ray by the distance to the body (Hart 1996), inside its box.
    pub fn meet(&self, ray: &Ray, near: f32, far: f32) -> Option<Hit> {
        let (mut t, end) = self.span(ray, near, far)?;
        for _ in 0..32 {
            if t >= end {
                return None;
            }
            let p = along(ray.o, ray.d, t);
            let (d, part) = self.distance(self.local(p));
            // Finer than a pixel is fine enough.
            if d < 0.0012f32.max(t * 3e-4) {
                let n = self.normal(p, part);
                return Some(Hit { t, p, n, uv: (0.0, 0.0), part, paint: 0 });
            }
            t += d * self.size * 0.85;
        }
        None
    }

    /// The stretch of a ray near head, trunk or legs; most rays through the box touch none.
    fn span(&self, ray: &Ray, near: f32, far: f32) -> Option<(f32, f32)> {
        let s = self.size;
        let hips = self.hips() * s;
        let at = |y: f32| plus(self.foot, [0.0, hips + y * s, 0.0]);
        let legs = if self.pose == Pose::Seated {
            let ahead = turned([0.0, hips * 0.6, 0.26 * s], (-self.turn.0, self.turn.1));
            (plus(self.foot, ahead), [0.42 * s, 0.62 * hips + 0.08, 0.42 * s])
        } else {
            (at(-0.42), [0.36 * s, 0.78 * s, 0.42 * s])
        };
        let head = if self.hat { [0.32 * s, 0.3 * s, 0.32 * s] } else { [0.15 * s, 0.27 * s, 0.17 * s] };
        let parts = [(at(0.62), head), (at(0.22), [0.42 * s, 0.50 * s, 0.44 * s]), legs];
        let (mut first, mut last) = (f32::MAX, f32::MIN);
        for (c, r) in parts {
            let o = [0, 1, 2].map(|n| (ray.o[n] - c[n]) / r[n]);
            let d = [0, 1, 2].map(|n| ray.d[n] / r[n]);
            let (a, b, c) = (dot(d, d), dot(o, d), dot(o, o) - 1.0);
            let root = b * b - a * c;
            if root > 0.0 {
                first = first.min((-b - root.sqrt()) / a);
                last = last.max((-b + root.sqrt()) / a);
            }
        }
        let (first, last) = (first.max(near), last.min(far));
        (first < last).then_some((first, last))
    }

    fn normal(&self, p: V3, part: usize) -> V3 {
        let e = 0.0025;
        let mut n = [0.0; 3];
        for k in [[1.0, -1.0, -1.0], [-1.0, -1.0, 1.0], [-1.0, 1.0, -1.0], [1.0, 1.0, 1.0]] {
            n = along(n, k, self.distance(self.local(along(p, k, e))).0);
        }
        let n = unit(n);
        if part < 2 {
            return n;
        }
        // Folds of cloth run slantwise across the back and the arms.
        let q = self.local(p);
        let fold = |o: f32| space(q[0] * 9.0 + q[1] * 4.0 + o, q[1] * 13.0 - q[0] * 5.0, q[2] * 7.0 + self.wrinkle);
        unit(plus(n, [fold(0.0) * 0.3, fold(31.0) * 0.26, fold(57.0) * 0.22]))
    }
}

/// Distance to a rod whose radius changes along it.
fn rod(p: V3, a: V3, b: V3, ra: f32, rb: f32) -> f32 {
    let (pa, ba) = (sub(p, a), sub(b, a));
    let t = (dot(pa, ba) / dot(ba, ba).max(1e-9)).clamp(0.0, 1.0);
    length(along(pa, ba, -t)) - (ra + (rb - ra) * t)
}

/// Distance to an ellipsoid, first order (Quilez): exact on the surface, fair near it.
fn egg(p: V3, r: V3) -> f32 {
    let a = length([p[0] / r[0], p[1] / r[1], p[2] / r[2]]);
    let b = length([p[0] / (r[0] * r[0]), p[1] / (r[1] * r[1]), p[2] / (r[2] * r[2])]);
    if b > 0.0 { a * (a - 1.0) / b } else { -r[0] }
}

/// The smaller of two distances, rounded over `k` where they meet (Quilez, quadratic).
fn smooth(a: f32, b: f32, k: f32) -> f32 {
    let h = (k - (a - b).abs()).max(0.0) / k;
    a.min(b) - h * h * k * 0.25
}
