//! Chance that can be repeated: a generator of numbers, and noise over the plane and space.

/// SplitMix64 (Steele, Lea and Flood 2014): every seed, also 0, gives a good sequence.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// Evenly from 0 up to 1.
    pub fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }

    pub fn range(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.unit()
    }

    /// From 0 up to `n`, which is left out.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    pub fn chance(&mut self, probability: f32) -> bool {
        self.unit() < probability
    }

    /// Around 0, with a spread of about 1: the sum of four even numbers, widened.
    pub fn bell(&mut self) -> f32 {
        (self.unit() + self.unit() + self.unit() + self.unit() - 2.0) * 1.73
    }

    /// An offset into noise, so that no two pictures see the same part of it.
    pub fn offset(&mut self) -> f32 {
        self.range(-500.0, 500.0)
    }

    pub fn pick<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        list.get(self.below(list.len())).copied()
    }
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A number from 0 up to 1 for a lattice point.
pub fn at(x: i32, y: i32, z: i32) -> f32 {
    let mut h = (x as u32).wrapping_mul(0x8da6_b343)
        ^ (y as u32).wrapping_mul(0xd816_3841)
        ^ (z as u32).wrapping_mul(0xcb1a_b31f);
    h = (h ^ (h >> 15)).wrapping_mul(0x2c1b_3c6d);
    h = (h ^ (h >> 12)).wrapping_mul(0x297a_2d39);
    (((h ^ (h >> 15)) >> 8) as f32) / (1u32 << 24) as f32
}

fn fade(t: f32) -> f32 {
    t * t * t * (t * (t * 6.0 - 15.0) + 10.0)
}

fn lerp(a: f32, b: f32, t: f32) -> f32 {
    a + (b - a) * t
}

/// Value noise over the plane, -1 to 1: lattice values joined by Perlin's quintic, so that
/// neither slope nor bend jumps.
pub fn plane(x: f32, y: f32) -> f32 {
    let (fx, fy) = (x.floor(), y.floor());
    let (ix, iy) = (fx as i32, fy as i32);
    let (u, v) = (fade(x - fx), fade(y - fy));
    let top = lerp(at(ix, iy, 0), at(ix + 1, iy, 0), u);
    let bottom = lerp(at(ix, iy + 1, 0), at(ix + 1, iy + 1, 0), u);
    lerp(top, bottom, v) * 2.0 - 1.0
}

/// The same over space.
pub fn space(x: f32, y: f32, z: f32) -> f32 {
    let (fx, fy, fz) = (x.floor(), y.floor(), z.floor());
    let (ix, iy, iz) = (fx as i32, fy as i32, fz as i32);
    let (u, v, w) = (fade(x - fx), fade(y - fy), fade(z - fz));
    let layer = |iz| {
        let top = lerp(at(ix, iy, iz), at(ix + 1, iy, iz), u);
        let bottom = lerp(at(ix, iy + 1, iz), at(ix + 1, iy + 1, iz), u);
        lerp(top, bottom, v)
    };
    lerp(layer(iz), layer(iz + 1), w) * 2.0 - 1.0
}

/// Fractal sum over the plane: each octave is turned (so that no lattice shows), twice as fine
/// and half as strong. About -1 to 1.
pub fn fbm(x: f32, y: f32, octaves: u32) -> f32 {
    let (mut x, mut y, mut sum, mut gain, mut total) = (x, y, 0.0, 1.0, 0.0);
    for _ in 0..octaves {
        sum += gain * plane(x, y);
        total += gain;
        gain *= 0.5;
        (x, y) = (1.6 * x + 1.2 * y + 17.3, -1.2 * x + 1.6 * y - 9.1);
    }
    if total > 0.0 { sum / total * 1.4 } else { 0.0 }
}

/// Fractal sum over space.
pub fn fbm3(x: f32, y: f32, z: f32, octaves: u32) -> f32 {
    let (mut p, mut sum, mut gain, mut total) = ([x, y, z], 0.0, 1.0, 0.0);
    for _ in 0..octaves {
        sum += gain * space(p[0], p[1], p[2]);
        total += gain;
        gain *= 0.5;
        p = [1.6 * p[0] + 1.2 * p[2] + 17.3, 2.03 * p[1] - 5.7, -1.2 * p[0] + 1.6 * p[2] - 9.1];
    }
    if total > 0.0 { sum / total * 1.4 } else { 0.0 }
}

/// Distance to the nearest of scattered points and that point's number (Worley 1996).
pub fn cells(x: f32, y: f32) -> (f32, f32) {
    let (fx, fy) = (x.floor() as i32, y.floor() as i32);
    let (mut nearest, mut id) = (9.0f32, 0.0);
    for j in -1..=1 {
        for i in -1..=1 {
            let (cx, cy) = (fx + i, fy + j);
            let (px, py) = (cx as f32 + at(cx, cy, 7), cy as f32 + at(cx, cy, 13));
            let d = (px - x) * (px - x) + (py - y) * (py - y);
            if d < nearest {
                (nearest, id) = (d, at(cx, cy, 29));
            }
        }
    }
    (nearest.sqrt(), id)
}

/// 0 below `a`, 1 above `b`, smooth between (Hermite).
pub fn step(a: f32, b: f32, x: f32) -> f32 {
    let t = ((x - a) / (b - a)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}
