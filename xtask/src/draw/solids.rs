//! Solids that a ray can meet, each in the cheapest exact form.

use super::people::Person;
use super::vector::{V3, along, cross, dot, length, plus, sub, times, unit};

#[derive(Clone, Copy, Debug)]
pub struct Ray {
    pub o: V3,
    pub d: V3,
}

/// Where a ray meets a solid.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    pub t: f32,
    pub p: V3,
    /// Outward, not yet turned toward the ray.
    pub n: V3,
    /// Place on the solid: across and up a face from 0 to 1, or metres for other solids.
    pub uv: (f32, f32),
    /// Which part of a person: 0 skin, 1 hair, 2 shirt, 3 trousers, 4 hat.
    pub part: usize,
    pub paint: usize,
}

#[derive(Clone, Debug)]
pub enum Solid {
    /// An ellipsoid along the axes.
    Ball {
        c: V3,
        r: V3,
    },
    /// A box turned about the vertical; `turn` is sine and cosine.
    Block {
        c: V3,
        half: V3,
        turn: (f32, f32),
    },
    /// A rod with round ends.
    Rod {
        a: V3,
        b: V3,
        r: f32,
    },
    /// An upright cylinder, or a cone where the radii differ.
    Tube {
        base: V3,
        h: f32,
        r: (f32, f32),
    },
    /// A parallelogram.
    Face {
        a: V3,
        u: V3,
        v: V3,
    },
    /// An ellipse, or a leaf where `tip` is true.
    Leaf {
        c: V3,
        u: V3,
        v: V3,
        tip: bool,
    },
    Triangle {
        a: V3,
        b: V3,
        c: V3,
    },
    Person(Box<Person>),
}

/// A point in a frame turned about the vertical.
pub fn turned(p: V3, (s, c): (f32, f32)) -> V3 {
    [p[0] * c - p[2] * s, p[1], p[0] * s + p[2] * c]
}

impl Solid {
    /// Lowest and highest corner of a box around it.
    pub fn bounds(&self) -> (V3, V3) {
        let around = |c: V3, r: V3| (sub(c, r), plus(c, r));
        let of = |points: &[V3]| {
            points.iter().fold(([f32::MAX; 3], [f32::MIN; 3]), |(low, high), p| {
                ([0, 1, 2].map(|n| low[n].min(p[n])), [0, 1, 2].map(|n| high[n].max(p[n])))
            })
        };
        match self {
            Solid::Ball { c, r } => around(*c, *r),
            Solid::Block { c, half, turn } => {
                let (s, k) = (turn.0.abs(), turn.1.abs());
                around(*c, [half[0] * k + half[2] * s, half[1], half[0] * s + half[2] * k])
            }
            Solid::Rod { a, b, r } => {
                let (low, high) = of(&[*a, *b]);
                (low.map(|v| v - r), high.map(|v| v + r))
            }
            Solid::Tube { base, h, r } => {
                let r = r.0.max(r.1);
                ([base[0] - r, base[1], base[2] - r], [base[0] + r, base[1] + h, base[2] + r])
            }
            Solid::Face { a, u, v } => of(&[*a, plus(*a, *u), plus(*a, *v), plus(plus(*a, *u), *v)]),
            Solid::Leaf { c, u, v, .. } => around(*c, [0, 1, 2].map(|n| u[n].abs() + v[n].abs())),
            Solid::Triangle { a, b, c } => of(&[*a, *b, *c]),
            Solid::Person(person) => person.bounds(),
        }
    }

    /// The first meeting after `near` and before `far`.
    pub fn meet(&self, ray: &Ray, near: f32, far: f32) -> Option<Hit> {
        let at = |t: f32, n: V3, uv: (f32, f32)| {
            (t > near && t < far).then(|| Hit { t, p: along(ray.o, ray.d, t), n, uv, part: 0, paint: 0 })
        };
        match self {
            Solid::Ball { c, r } => {
                let o = [0, 1, 2].map(|n| (ray.o[n] - c[n]) / r[n]);
                let d = [0, 1, 2].map(|n| ray.d[n] / r[n]);
                let t = quadratic(dot(d, d), dot(o, d), dot(o, o) - 1.0, near)?;
                let q = along(o, d, t);
                let n = unit([0, 1, 2].map(|n| q[n] / r[n]));
                at(t, n, (q[0], q[1]))
            }
            Solid::Block { c, half, turn } => block(ray, *c, *half, *turn, near, far),
            Solid::Rod { a, b, r } => rod(ray, *a, *b, *r, near).and_then(|(t, n)| at(t, n, (0.0, 0.0))),
            Solid::Tube { base, h, r } => tube(ray, *base, *h, *r, near).and_then(|(t, n, uv)| at(t, n, uv)),
            Solid::Face { a, u, v } => {
                let (t, n, s, k) = plane(ray, *a, *u, *v)?;
                let inside = (0.0..=1.0).contains(&s) && (0.0..=1.0).contains(&k);
                if inside { at(t, n, (s, k)) } else { None }
            }
            Solid::Leaf { c, u, v, tip } => {
                let (t, n, s, k) = plane(ray, *c, *u, *v)?;
                let wide = if *tip { (1.0 - s * s) * (1.05 - 0.35 * s) } else { (1.0 - s * s).max(0.0).sqrt() };
                if s.abs() <= 1.0 && k.abs() <= wide { at(t, n, (s, k)) } else { None }
            }
            Solid::Triangle { a, b, c } => {
                let (t, n, s, k) = plane(ray, *a, sub(*b, *a), sub(*c, *a))?;
                if s >= 0.0 && k >= 0.0 && s + k <= 1.0 { at(t, n, (s, k)) } else { None }
            }
            Solid::Person(person) => person.meet(ray, near, far),
        }
    }
}

/// The smaller root of a·t² + 2·b·t + c = 0 beyond `near`, or the larger.
fn quadratic(a: f32, b: f32, c: f32, near: f32) -> Option<f32> {
    let root = b * b - a * c;
    if root < 0.0 || a == 0.0 {
        return None;
    }
    let root = root.sqrt();
    let (first, second) = ((-b - root) / a, (-b + root) / a);
    if first > near { Some(first) } else { (second > near).then_some(second) }
}

/// Depth, normal, and the place in the frame of two edges (Cramer's rule).
fn plane(ray: &Ray, a: V3, u: V3, v: V3) -> Option<(f32, V3, f32, f32)> {
    let n = cross(u, v);
    let slope = dot(n, ray.d);
    if slope.abs() < 1e-9 {
        return None;
    }
    let t = dot(n, sub(a, ray.o)) / slope;
    let q = sub(along(ray.o, ray.d, t), a);
    let area = dot(n, n);
    let s = dot(cross(q, v), n) / area;
    let k = dot(cross(u, q), n) / area;
    Some((t, unit(n), s, k))
}

/// Slabs (Kay and Kajiya 1986) in the block's own frame.
fn block(ray: &Ray, c: V3, half: V3, (s, k): (f32, f32), near: f32, far: f32) -> Option<Hit> {
    let o = turned(sub(ray.o, c), (s, k));
    let d = turned(ray.d, (s, k));
    let (mut first, mut last) = (f32::MIN, f32::MAX);
    let (mut enter, mut leave) = (0, 0);
    for n in 0..3 {
        let inverse = 1.0 / d[n];
        let (a, b) = ((-half[n] - o[n]) * inverse, (half[n] - o[n]) * inverse);
        if a.min(b) > first {
            (first, enter) = (a.min(b), n);
        }
        if a.max(b) < last {
            (last, leave) = (a.max(b), n);
        }
    }
    if first > last || last < near {
        return None;
    }
    let (t, axis) = if first > near { (first, enter) } else { (last, leave) };
    if t <= near || t >= far {
        return None;
    }
    let q = along(o, d, t);
    let mut n = [0.0; 3];
    n[axis] = q[axis].signum();
    let uv = match axis {
        0 => (q[2], q[1]),
        1 => (q[0], q[2]),
        _ => (q[0], q[1]),
    };
    Some(Hit { t, p: along(ray.o, ray.d, t), n: turned(n, (-s, k)), uv, part: axis, paint: 0 })
}

fn rod(ray: &Ray, a: V3, b: V3, r: f32, near: f32) -> Option<(f32, V3)> {
    let (ba, oa) = (sub(b, a), sub(ray.o, a));
    let (baba, bard, baoa) = (dot(ba, ba), dot(ba, ray.d), dot(ba, oa));
    let (rdoa, oaoa) = (dot(ray.d, oa), dot(oa, oa));
    let (qa, qb, qc) = (baba - bard * bard, baba * rdoa - baoa * bard, baba * oaoa - baoa * baoa - r * r * baba);
    let mut found: Option<f32> = None;
    if let Some(t) = quadratic(qa, qb, qc, near) {
        let y = baoa + t * bard;
        if y > 0.0 && y < baba {
            found = Some(t);
        }
    }
    for end in [a, b] {
        let o = sub(ray.o, end);
        if let Some(t) = quadratic(1.0, dot(o, ray.d), dot(o, o) - r * r, near) {
            found = Some(found.map_or(t, |best| best.min(t)));
        }
    }
    let t = found?;
    let p = along(ray.o, ray.d, t);
    let k = (dot(sub(p, a), ba) / baba).clamp(0.0, 1.0);
    Some((t, times(sub(p, along(a, ba, k)), 1.0 / r)))
}

fn tube(ray: &Ray, base: V3, h: f32, (r0, r1): (f32, f32), near: f32) -> Option<(f32, V3, (f32, f32))> {
    let o = sub(ray.o, base);
    let d = ray.d;
    let k = (r1 - r0) / h;
    // Radius grows with height: x² + z² = (r0 + k·y)².
    let (ro, rd) = (r0 + k * o[1], k * d[1]);
    let a = d[0] * d[0] + d[2] * d[2] - rd * rd;
    let b = o[0] * d[0] + o[2] * d[2] - ro * rd;
    let c = o[0] * o[0] + o[2] * o[2] - ro * ro;
    let mut best: Option<(f32, V3, (f32, f32))> = None;
    let root = b * b - a * c;
    if root >= 0.0 && a.abs() > 1e-9 {
        for t in [(-b - root.sqrt()) / a, (-b + root.sqrt()) / a] {
            let q = along(o, d, t);
            let closer = best.is_none_or(|(found, ..)| t < found);
            if t > near && closer && (0.0..=h).contains(&q[1]) && r0 + k * q[1] >= 0.0 {
                let n = unit([q[0], -k * length([q[0], 0.0, q[2]]), q[2]]);
                best = Some((t, n, (q[0].atan2(q[2]), q[1])));
            }
        }
    }
    for (y, r, up) in [(0.0, r0, -1.0), (h, r1, 1.0)] {
        let t = (y - o[1]) / d[1];
        let q = along(o, d, t);
        let closer = best.is_none_or(|(found, ..)| t < found);
        if t > near && closer && q[0] * q[0] + q[2] * q[2] <= r * r {
            best = Some((t, [0.0, up, 0.0], (q[0], q[2])));
        }
    }
    best
}
