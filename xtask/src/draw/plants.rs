//! Trees, bamboo, palms and grass.

use super::canvas::{Rgb, hex, mix, scale};
use super::noise::{Random, fbm, plane, step};
use super::outdoors::{Spot, Surface};
use super::sprite::{Brush, Sprite};
use super::vector::{plus, unit};

/// Grass between hills and water.
pub fn meadow(spot: &Spot, offset: f32, ripe: f32) -> Surface {
    let [x, _, z] = spot.p;
    let patch = fbm(x / 22.0 + offset, z / 22.0, 4);
    let tuft = detail(x, z, spot.long, 5.0);
    let fresh = mix(hex(0x5f7a35), hex(0x8c9a4c), 0.5 + 0.6 * patch);
    let albedo = mix(fresh, hex(0xa89a58), step(0.1, 0.9, patch + ripe * 0.5 - 0.2) * 0.7);
    let n = unit(plus(spot.n, [tuft * 0.4, 0.0, detail(x + 70.0, z, spot.long, 5.0) * 0.4]));
    Surface { albedo: scale(albedo, 0.85 + 0.4 * tuft), n, wet: 0.0 }
}

/// Noise of many sizes from `wide` metres down to what a pixel can still show: nothing flickers
/// far away, nothing is smooth near by.
pub fn detail(x: f32, z: f32, long: f32, wide: f32) -> f32 {
    let (mut size, mut gain, mut sum) = (wide, 1.0, 0.0);
    for octave in 0..8 {
        let seen = (1.0 - long * 1.5 / size).clamp(0.0, 1.0);
        if seen <= 0.0 {
            break;
        }
        let o = octave as f32 * 17.3;
        sum += gain * seen * plane((0.8 * x + 0.6 * z) / size + o, (0.8 * z - 0.6 * x) / size - o);
        gain *= 0.9;
        size *= 0.5;
    }
    sum * 0.45
}

/// A crown: many small clumps of leaves over a darker heart, lit from the sun's side.
fn crown(brush: &mut Brush, random: &mut Random, (x, y): (f32, f32), (rx, ry): (f32, f32), leaf: Rgb) {
    let pixels = rx * ry * brush.scale * brush.scale;
    let n = (pixels * 0.55).clamp(10.0, 1500.0) as usize;
    let size = (rx * ry).sqrt() * (1.1 / (n as f32).sqrt()).clamp(0.055, 0.32);
    let dark = brush.lit(scale(leaf, 0.5), [0.0, 0.3, -0.9], 0.5);
    // A small tuft has no heart to speak of.
    if n > 60 {
        brush.oval((x, y), (rx * 0.74, ry * 0.74), dark, 0.95);
    }
    for _ in 0..n {
        let angle = random.range(0.0, std::f32::consts::TAU);
        let r = random.unit().powf(0.55) * (1.0 + 0.16 * (angle * 5.0 + x).sin());
        let (dx, dy) = (angle.cos() * r, angle.sin() * r);
        let depth = (1.0 - r * r).max(0.0).sqrt();
        let n = unit([dx + random.bell() * 0.35, dy + random.bell() * 0.35, -depth]);
        // Leaves deep inside and low down see less of the sky.
        let open = (0.52 + 0.34 * dy + random.bell() * 0.16).clamp(0.16, 1.0);
        let tone = scale(leaf, random.range(0.75, 1.3));
        let color = brush.lit(mix(tone, hex(0xb9c76a), random.unit() * 0.14), n, open);
        brush.dot(x + dx * rx, y + dy * ry, size * random.range(0.6, 1.3), color, 0.85);
    }
}

/// A broad-leaved tree.
pub fn tree(brush: &mut Brush, random: &mut Random, height: f32) {
    if !brush.visible(height, height * 1.2) {
        return;
    }
    let leaf = mix(hex(0x33471f), hex(0x61743a), random.unit());
    let wood = brush.lit(hex(0x4b4136), [-0.4, 0.1, -0.9], 0.7);
    let lean = random.bell() * 0.05 * height;
    let width = height * 0.045;
    brush.stroke((0.0, 0.0, width * 1.3), (lean, height * 0.55, width * 0.6), wood, 1.0);
    let wide = height * random.range(0.30, 0.46);
    for _ in 0..3 {
        // Shrubs around the foot.
        let (r, x) = (height * random.range(0.1, 0.2), random.bell() * wide * 0.8);
        crown(brush, random, (x, r * 0.55), (r * 1.4, r * 0.7), scale(leaf, 0.85));
    }
    let n = 5 + random.below(4);
    for k in 0..n {
        let t = k as f32 / n as f32;
        let at = (lean + random.bell() * wide * 0.42, height * (0.38 + 0.46 * t) + random.bell() * height * 0.03);
        let r = wide * (0.72 - 0.3 * t) * random.range(0.75, 1.15);
        let flat = r * random.range(0.62, 0.85);
        crown(brush, random, at, (r, flat), leaf);
    }
}

/// A clump of bamboo: arching canes with feathery tops.
pub fn bamboo(brush: &mut Brush, random: &mut Random, height: f32) {
    if !brush.visible(height, height * 1.2) {
        return;
    }
    let leaf = mix(hex(0x4d6128), hex(0x7f8d47), random.unit());
    for _ in 0..(7 + random.below(6)) {
        let lean = random.bell() * height * 0.28;
        let tall = height * random.range(0.7, 1.05);
        let cane = brush.lit(hex(0x6f7a48), [-0.3, 0.1, -0.9], random.range(0.4, 0.9));
        let mut last = (random.bell() * height * 0.05, 0.0, height * 0.012);
        let foot = last.0;
        for k in 1..=8 {
            let t = k as f32 / 8.0;
            let next = (foot + lean * t * t, tall * (t - 0.12 * t * t * t), height * 0.012 * (1.0 - t * 0.8));
            brush.stroke(last, next, cane, 0.9);
            last = next;
            if t > 0.3 {
                let r = height * 0.085 * random.range(0.7, 1.2);
                let at = (next.0 + random.bell() * r * 0.6, next.1);
                crown(brush, random, at, (r * 1.15, r * 0.75), leaf);
            }
        }
    }
}

/// An areca or coconut palm: a bare stem and drooping fronds.
pub fn palm(brush: &mut Brush, random: &mut Random, height: f32) {
    if !brush.visible(height * 0.6, height * 1.2) {
        return;
    }
    let wood = brush.lit(hex(0x6b6255), [-0.5, 0.1, -0.85], 0.9);
    let lean = random.bell() * height * 0.05;
    let mut last = (0.0, 0.0, height * 0.028);
    for k in 1..=5 {
        let t = k as f32 / 5.0;
        let next = (lean * t * t, height * 0.8 * t, height * (0.026 - 0.01 * t));
        brush.stroke(last, next, wood, 1.0);
        last = next;
    }
    let leaf = mix(hex(0x3f5524), hex(0x6f8440), random.unit());
    for k in 0..17 {
        let angle = k as f32 / 17.0 * std::f32::consts::TAU + random.bell() * 0.2;
        let (side, lift) = (angle.cos(), angle.sin() * 0.55 + 0.25);
        let long = height * random.range(0.26, 0.36);
        let open = 0.45 + 0.5 * lift.clamp(0.0, 1.0);
        let color = brush.lit(scale(leaf, random.range(0.7, 1.25)), unit([side, 0.6, -0.6]), open);
        let mut last = (last.0, last.1);
        let start = last;
        for s in 1..=14 {
            let t = s as f32 / 14.0;
            let next = (start.0 + side * long * t, start.1 + long * (lift * t * 1.5 - 0.95 * t * t));
            brush.stroke((last.0, last.1, height * 0.008), (next.0, next.1, height * 0.006), color, 0.9);
            let leaflet = long * 0.34 * (1.0 - t * 0.7);
            for drop in [-1.0, 1.0] {
                let end =
                    (next.0 + side * leaflet * 0.35 + drop * leaflet * 0.12, next.1 - leaflet * (0.55 + 0.3 * drop));
                brush.stroke((next.0, next.1, height * 0.014), (end.0, end.1, height * 0.004), color, 0.8);
            }
            last = next;
        }
    }
}

/// A tuft of rice or grass before the camera.
pub fn tuft(random: &mut Random, (x, y, z): (f32, f32, f32), height: f32, green: Rgb) -> Sprite {
    let seed = random.next();
    Sprite::new(x, y, z, move |brush| {
        if !brush.visible(height, height * 1.3) {
            return;
        }
        let mut random = Random::new(seed);
        for _ in 0..7 {
            let (foot, lean) = (random.bell() * 0.07, random.bell() * 0.22 * height);
            let tall = height * random.range(0.55, 1.1);
            let tone = scale(green, random.range(0.6, 1.35));
            let color = brush.lit(tone, unit([random.bell() * 0.5, 0.7, -0.5]), random.range(0.55, 1.0));
            let mut last = (foot, 0.0, 0.011);
            for k in 1..=4 {
                let t = k as f32 / 4.0;
                let next = (foot + lean * t * t * 1.4, tall * (t - 0.22 * t * t), 0.011 * (1.0 - t * 0.8));
                brush.stroke(last, next, color, 0.85);
                last = next;
            }
        }
    })
}

/// Trees where ground just rises out of the water, nearer ones rarer.
pub fn along_shore(
    random: &mut Random,
    height: &(dyn Fn(f32, f32) -> f32 + Sync),
    (near, far): (f32, f32),
    n: usize,
) -> Vec<Sprite> {
    let mut sprites = Vec::new();
    for _ in 0..n * 12 {
        if sprites.len() >= n {
            break;
        }
        let z = near + (far - near) * random.unit();
        let x = random.range(-0.6, 0.6) * z;
        let y = height(x, z);
        let grove = plane(x / 55.0, z / 55.0) > -0.1;
        if (0.35..3.0).contains(&y) && grove {
            sprites.push(any(random, x, y - 0.2, z, 1.0));
        }
    }
    sprites
}

/// One plant of the country, at a place.
pub fn any(random: &mut Random, x: f32, y: f32, z: f32, size: f32) -> Sprite {
    let (kind, seed) = (random.unit(), random.next());
    let tall = size * random.range(5.0, 10.0);
    Sprite::new(x, y, z, move |brush| {
        let mut random = Random::new(seed);
        match kind {
            k if k < 0.55 => tree(brush, &mut random, tall),
            k if k < 0.82 => bamboo(brush, &mut random, tall * 1.05),
            _ => palm(brush, &mut random, tall * 1.15),
        }
    })
}
