//! People, as bodies described by a distance function: soft where parts join, clothed, unnamed.

use super::noise::{Random, space};
use super::solids::{Hit, Ray, turned};
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
    long_hair: bool,
    pub hat: bool,
    broad: f32,
    /// Hands for the left and the right arm, from the chest.
    hands: [V3; 2],
    wrinkle: f32,
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
        }
    }

    /// Where the hips are above the foot: a chair's seat, or the length of the legs.
    fn hips(&self) -> f32 {
        if self.pose == Pose::Seated { 0.50 } else { 0.90 }
    }

    pub fn bounds(&self) -> (V3, V3) {
        let s = self.size;
        let r = [0.52 * s, 0.0, 0.52 * s];
        (sub(self.foot, r), plus(self.foot, [r[0], (self.hips() + 0.92) * s, r[2]]))
    }

    /// Distance to the nearest part, which is named as in `Hit::part`. `p` from the hips.
    fn distance(&self, p: V3) -> (f32, usize) {
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
            rod(mirror, [0.085, 0.02, 0.0], [0.10, -0.86, 0.0], 0.095, 0.06)
        };
        keep(smooth(legs, rod(flat, [0.0, 0.05, 0.0], [0.0, 0.0, 0.0], 0.14, 0.14) * 0.72, 0.05), 3);
        // Neck and head; the head turns about the neck's top.
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
        let (low, high) = self.bounds();
        let (mut t, mut end) = (near, far);
        for n in 0..3 {
            let inverse = 1.0 / ray.d[n];
            let (a, b) = ((low[n] - ray.o[n]) * inverse, (high[n] - ray.o[n]) * inverse);
            t = t.max(a.min(b));
            end = end.min(a.max(b));
        }
        for _ in 0..48 {
            if t >= end {
                return None;
            }
            let p = along(ray.o, ray.d, t);
            let (d, part) = self.distance(self.local(p));
            if d < 0.0012 {
                let n = self.normal(p, part);
                return Some(Hit { t, p, n, uv: (0.0, 0.0), part, paint: 0 });
            }
            t += d * self.size * 0.88;
        }
        None
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
