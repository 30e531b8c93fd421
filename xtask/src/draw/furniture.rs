//! What stands in many rooms: flags, plants, leaves and what is seen through windows.

use super::canvas::{hex, mix, scale};
use super::noise::{Random, plane, step};
use super::solids::Solid;
use super::stage::{Paint, Stage};
use super::vector::{V3, plus};

/// A national flag on a stand: red with a yellow star, hanging in folds.
pub fn flag(stage: &mut Stage, random: &mut Random, foot: V3) {
    let pole = stage.paint(Paint::matt(hex(0xb9a36a)).shiny(0.2, 0.2));
    let red = hex(0xc8141b);
    let shift = random.offset();
    let cloth = stage.paint(Paint::from(move |hit| {
        let fold = (hit.uv.0 * 22.0 + hit.uv.1 * 3.0 + shift).sin();
        let (x, y) = (hit.uv.0 - 0.5, hit.uv.1 - 0.62);
        let star = if x * x * 1.6 + y * y * 2.2 < 0.03 { 1.0 } else { 0.0 };
        scale(mix(red, hex(0xf2c81f), star), 0.75 + 0.3 * fold)
    }));
    stage.rod(foot, plus(foot, [0.0, 2.5, 0.0]), 0.025, pole);
    stage.face(plus(foot, [0.02, 0.9, -0.02]), [0.62, -0.12, -0.12], [0.0, 1.5, 0.0], cloth);
}

/// A plant in a pot: leaves on all sides.
pub fn plant_pot(stage: &mut Stage, random: &mut Random, foot: V3, size: f32) {
    let pot = stage.matt(mix(hex(0x8d5a3f), hex(0xcfcac0), random.unit()));
    stage.tube(foot, 0.3 * size, (0.14 * size, 0.19 * size), pot);
    let green = mix(hex(0x2f5426), hex(0x5b8540), random.unit());
    let leaf = stage.paint(Paint::from(move |hit| scale(green, 1.0 + 0.35 * hit.uv.1.abs())).shiny(0.03, 0.3));
    leaves(stage, random, plus(foot, [0.0, 0.3 * size, 0.0]), (0.34 * size, 0.75 * size), 34, leaf);
    if random.chance(0.5) {
        let colors: [u32; 4] = [0xc83a4a, 0xe3b12f, 0xe8e2e0, 0xd86f9c];
        let flower = stage.matt(hex(random.pick(&colors).unwrap_or(0xc83a4a)));
        for _ in 0..9 {
            let at = [random.bell() * 0.17 * size, (0.75 + random.unit() * 0.35) * size, random.bell() * 0.17 * size];
            stage.ball(plus(foot, at), [0.05 * size; 3], flower);
        }
    }
}

/// Leaves that spring from a point, outward and up.
pub fn leaves(stage: &mut Stage, random: &mut Random, from: V3, (wide, tall): (f32, f32), n: usize, paint: usize) {
    for _ in 0..n {
        let angle = random.unit() * std::f32::consts::TAU;
        let (s, c) = (angle.sin(), angle.cos());
        let up = random.unit().powf(0.7);
        let reach = wide * random.range(0.4, 1.0);
        let middle = plus(from, [c * reach * 0.55, tall * up * 0.62, s * reach * 0.55]);
        let u = [c * reach * 0.5, tall * 0.22 * random.range(-0.6, 1.0), s * reach * 0.5];
        let k = reach * random.range(0.14, 0.24);
        let v = [-s * k, random.bell() * k * 0.3, c * k];
        stage.put(Solid::Leaf { c: middle, u, v, tip: true }, paint);
    }
}

/// Daylight outside a window: sky above, blurred trees below.
pub fn outlook(u: f32, v: f32, seed: f32, bright: f32) -> [f32; 3] {
    let tree =
        step(-0.15, 0.25, 0.38 + 0.22 * plane(u * 4.0 + seed, v * 4.0) - v + 0.12 * plane(u * 11.0, v * 11.0 + seed));
    let sky = mix(hex(0xeef3f6), hex(0xc9dff2), v);
    let green = mix(hex(0x7f9a62), hex(0xb9c99a), 0.5 + 0.5 * plane(u * 9.0 + seed, v * 9.0));
    scale(mix(sky, green, tree * 0.75), bright)
}
