//! Sampans, barges and the people on them.

use super::canvas::{Rgb, hex, mix, scale};
use super::noise::Random;
use super::sprite::{Brush, Sprite};
use super::vector::unit;

/// A person seen from afar: legs, coat and a conical hat.
pub fn person(brush: &mut Brush, random: &mut Random, (x, y): (f32, f32), height: f32, hat: bool) {
    let coats: [u32; 7] = [0x2f4a6d, 0x7d3b34, 0x454a4f, 0xa9a393, 0x356055, 0x6b4a6e, 0x8b8f96];
    let coat = mix(hex(random.pick(&coats).unwrap_or(0x454a4f)), hex(0x6f6a62), 0.3);
    let n = unit([-0.3, 0.3, -0.9]);
    let (legs, body) = (brush.lit(hex(0x26282c), n, 0.7), brush.lit(coat, n, 0.8));
    let skin = brush.lit(hex(0x9a7053), n, 0.7);
    let h = height;
    let step = random.range(0.03, 0.09) * h;
    brush.stroke((x - step, y, h * 0.07), (x - h * 0.02, y + h * 0.5, h * 0.1), legs, 1.0);
    brush.stroke((x + step, y, h * 0.07), (x + h * 0.02, y + h * 0.5, h * 0.1), legs, 1.0);
    brush.stroke((x, y + h * 0.46, h * 0.17), (x, y + h * 0.8, h * 0.2), body, 1.0);
    let arm = random.range(-0.02, 0.07) * h;
    for side in [-1.0, 1.0] {
        let hand = (x + side * (h * 0.1 + arm), y + h * random.range(0.42, 0.55), h * 0.04);
        brush.stroke((x + side * h * 0.1, y + h * 0.78, h * 0.07), hand, scale(body, 0.9), 1.0);
    }
    brush.oval((x, y + h * 0.9), (h * 0.05, h * 0.065), skin, 1.0);
    if hat {
        let straw = brush.lit(hex(0xd6c595), unit([-0.3, 0.8, -0.5]), 1.0);
        let shade = brush.lit(hex(0xa8976a), unit([0.5, 0.4, -0.6]), 0.7);
        let top = (x, y + h * 1.04);
        brush.face(&[(x - h * 0.15, y + h * 0.9), top, (x + h * 0.15, y + h * 0.9)], shade, 1.0);
        brush.face(&[(x - h * 0.15, y + h * 0.9), top, (x + h * 0.03, y + h * 0.89)], straw, 1.0);
    } else {
        let hair = brush.lit(hex(0x17140f), n, 0.6);
        brush.oval((x, y + h * 0.93), (h * 0.05, h * 0.045), hair, 1.0);
    }
}

/// A person bent over the rice.
pub fn bent(brush: &mut Brush, random: &mut Random, h: f32) {
    let coats: [u32; 5] = [0x35507a, 0x8a3d3a, 0x5d5a52, 0x2f6a5a, 0x8a6a8d];
    let n = unit([-0.2, 0.7, -0.7]);
    let coat = brush.lit(hex(random.pick(&coats).unwrap_or(0x35507a)), n, 0.9);
    let legs = brush.lit(hex(0x25272b), n, 0.6);
    let straw = brush.lit(hex(0xd6c595), unit([-0.3, 0.8, -0.5]), 1.0);
    let side = if random.chance(0.5) { 1.0 } else { -1.0 };
    brush.stroke((-0.08 * h, 0.0, h * 0.08), (0.0, h * 0.48, h * 0.12), legs, 1.0);
    brush.stroke((0.08 * h, 0.0, h * 0.08), (0.02 * h, h * 0.48, h * 0.12), legs, 1.0);
    brush.stroke((0.0, h * 0.5, h * 0.19), (side * h * 0.3, h * 0.56, h * 0.19), coat, 1.0);
    brush.stroke((side * h * 0.28, h * 0.52, h * 0.07), (side * h * 0.36, h * 0.18, h * 0.05), coat, 1.0);
    let at = side * h * 0.42;
    brush.face(&[(at - h * 0.13, h * 0.46), (at + side * h * 0.06, h * 0.66), (at + h * 0.13, h * 0.44)], straw, 1.0);
}

/// A white egret, standing.
pub fn egret(brush: &mut Brush, side: f32) {
    let white = brush.lit(hex(0xf2f2ee), unit([-0.2, 0.6, -0.75]), 1.0);
    let leg = brush.lit(hex(0x3a3a34), [0.0, 0.3, -0.95], 0.7);
    brush.stroke((0.0, 0.0, 0.015), (0.0, 0.22, 0.015), leg, 0.9);
    brush.oval((0.0, 0.3), (0.13, 0.07), white, 1.0);
    brush.stroke((side * 0.09, 0.33, 0.05), (side * 0.14, 0.52, 0.03), white, 1.0);
    brush.stroke((side * 0.13, 0.53, 0.035), (side * 0.25, 0.51, 0.01), white, 1.0);
}

/// A sampan, four to seven metres long, with a rower and sometimes guests.
pub fn sampan(brush: &mut Brush, random: &mut Random, long: f32) {
    if !brush.visible(long, 3.0) {
        return;
    }
    let woods: [u32; 4] = [0x6e5a46, 0x5c6a62, 0x7b6650, 0x5a554c];
    let wood = hex(random.pick(&woods).unwrap_or(0x4e3f30));
    let flip = if random.chance(0.5) { 1.0 } else { -1.0 };
    let half = long * 0.5;
    let edge = |t: f32| 0.30 + 0.42 * t.abs().powi(3);
    let (mut top, mut bottom) = (Vec::new(), Vec::new());
    for k in 0..=16 {
        let t = k as f32 / 8.0 - 1.0;
        top.push((t * half, edge(t)));
        bottom.push((t * half * 0.9, (edge(t) - 0.42).max(-0.08)));
    }
    bottom.reverse();
    let rim: Vec<(f32, f32)> = top.clone();
    let hull: Vec<(f32, f32)> = top.into_iter().chain(bottom).collect();
    let inside = brush.lit(scale(wood, 0.6), [0.0, 0.9, -0.4], 0.5);
    let far: Vec<(f32, f32)> = rim.iter().map(|(x, y)| (*x * 0.97, y + 0.14)).collect();
    let well: Vec<(f32, f32)> = rim.iter().copied().chain(far.into_iter().rev()).collect();
    brush.face(&well, inside, 1.0);
    let (low, high) = (brush.lit(scale(wood, 0.7), [0.0, -0.1, -1.0], 0.6), brush.lit(wood, [0.0, 0.35, -0.94], 0.9));
    for _ in 0..random.below(4) {
        let x = random.range(-0.5, 0.45) * half * flip;
        person(brush, random, (x, -0.2), 1.1, true);
    }
    person(brush, random, (flip * half * 0.62, 0.12), 1.6, true);
    let oar = brush.lit(hex(0x6d5a40), [0.0, 0.6, -0.8], 0.9);
    brush.stroke((flip * half * 0.62, 1.35, 0.05), (flip * half * 1.15, -0.05, 0.07), oar, 1.0);
    brush.shaded_face(&hull, 1.0, |_, y| mix(low, high, (y + 0.1) / 0.5));
    for pair in rim.windows(2) {
        let color: Rgb = scale(high, 1.35);
        brush.stroke((pair[0].0, pair[0].1, 0.06), (pair[1].0, pair[1].1, 0.06), color, 0.9);
    }
}

/// A river barge low in the water, with its wheelhouse aft.
pub fn barge(brush: &mut Brush, random: &mut Random, long: f32) {
    if !brush.visible(long, 8.0) {
        return;
    }
    let flip = if random.chance(0.5) { 1.0 } else { -1.0 };
    let half = long * 0.5;
    let n = [-0.2, 0.2, -0.95];
    let hull = brush.lit(mix(hex(0x5d3a30), hex(0x3f4b55), random.unit()), n, 0.9);
    let (white, glass) = (brush.lit(hex(0xcfccc2), n, 0.9), brush.lit(hex(0x2b3640), n, 0.6));
    let sand = brush.lit(hex(0x9d8a66), unit([0.0, 0.7, -0.6]), 1.0);
    let bow = [(half, 1.9), (half * 0.93, -0.1), (-half * 0.96, -0.1), (-half, 1.5), (half * 0.8, 1.25)];
    let heap = [(-half * 0.45, 1.2), (-half * 0.2, 2.3), (half * 0.35, 2.5), (half * 0.7, 1.2)];
    let turned = |points: &[(f32, f32)]| points.iter().map(|(x, y)| (x * flip, *y)).collect::<Vec<_>>();
    brush.face(&turned(&heap), sand, 1.0);
    brush.face(&turned(&bow), hull, 1.0);
    let house = [(-half * 0.92, 1.3), (-half * 0.92, 4.4), (-half * 0.66, 4.4), (-half * 0.62, 1.3)];
    brush.face(&turned(&house), white, 1.0);
    let panes = [(-half * 0.89, 3.2), (-half * 0.89, 4.0), (-half * 0.69, 4.0), (-half * 0.68, 3.2)];
    brush.face(&turned(&panes), glass, 1.0);
    let roof = [(-half * 0.95, 4.4), (-half * 0.95, 4.65), (-half * 0.62, 4.65), (-half * 0.62, 4.4)];
    brush.face(&turned(&roof), hull, 1.0);
    brush.stroke((-half * 0.8 * flip, 4.6, 0.12), (-half * 0.8 * flip, 7.2, 0.08), white, 1.0);
    let red = brush.lit(hex(0xb5261e), n, 1.0);
    let flag = [(-half * 0.8, 7.1), (-half * 0.8, 6.3), (-half * 0.8 - 1.3, 6.35), (-half * 0.8 - 1.2, 7.05)];
    brush.face(&turned(&flag), red, 1.0);
}

/// Sampans on open water, one of them near enough to be the picture's subject.
pub fn fleet(
    random: &mut Random,
    height: &(dyn Fn(f32, f32) -> f32 + Sync),
    (near, far): (f32, f32),
    n: usize,
) -> Vec<Sprite> {
    let mut sprites = Vec::new();
    for k in 0..n * 30 {
        if sprites.len() >= n {
            break;
        }
        let z = if sprites.is_empty() { near * random.range(0.9, 1.4) } else { random.range(near * 1.3, far) };
        let x = random.range(-0.4, 0.4) * z;
        if height(x, z) < 0.0 && (k > 0 || x.abs() > z * 0.08) {
            let (seed, long) = (random.next(), random.range(4.2, 6.5));
            sprites.push(Sprite::new(x, 0.0, z, move |brush| sampan(brush, &mut Random::new(seed), long)));
        }
    }
    sprites
}
