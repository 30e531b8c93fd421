//! Vegetables in rows under an arched roof of film.

use super::Shape;
use super::canvas::{Canvas, hex, mix, scale};
use super::hall::clothed;
use super::lens::Lens;
use super::noise::{Random, fbm, plane, step};
use super::people::{Person, Pose};
use super::solids::Solid;
use super::stage::{Lamp, Paint, Stage};
use super::vector::{V3, plus};

pub fn draw(random: &mut Random, shape: Shape, width: u32) -> Canvas {
    let mut stage = Stage::new(|_| [0.9, 0.95, 0.98]);
    let (half, deep) = (random.range(3.6, 5.2), random.range(26.0, 40.0));
    let (eaves, ridge) = (2.2, random.range(3.6, 4.6));
    tunnel(&mut stage, random, (half, eaves, ridge, deep));
    let rows = 3 + random.below(3);
    let pitch = half * 2.0 / rows as f32;
    let tall = random.chance(0.45);
    let soil =
        stage.paint(Paint::from(|hit| scale(hex(0x6b5540), 1.0 + 0.35 * fbm(hit.p[0] * 6.0, hit.p[2] * 6.0, 4))));
    let film = stage.paint(Paint::matt(hex(0xc9cdcd)).shiny(0.04, 0.2));
    let bed = if random.chance(0.5) { soil } else { film };
    let tone = random.unit();
    for row in 0..rows {
        let x = (row as f32 - (rows - 1) as f32 * 0.5) * pitch;
        stage.block([x, 0.08, deep * 0.5], [pitch * 0.28, 0.10, deep * 0.5], 0.0, bed);
        let mut z = 0.9;
        while z < deep * 0.8 {
            let lod = if z < 7.0 { 1.0 } else { 0.42 };
            if tall {
                vine(&mut stage, random, [x, 0.18, z], lod, tone);
                z += 0.42;
            } else {
                for side in [-0.5, 0.5] {
                    let jitter = random.bell() * 0.03;
                    head(&mut stage, random, [x + side * pitch * 0.3 + jitter, 0.18, z], lod, tone);
                }
                z += 0.36;
            }
        }
    }
    if random.chance(0.75) {
        let mut paint = clothed(random, false);
        paint.gloss = 0.0;
        let paint = stage.paint(paint);
        let x = (random.below(rows.max(2) - 1) as f32 - (rows as f32 - 2.0) * 0.5) * pitch;
        let (z, angle) = (random.range(5.0, 9.0), random.range(0.6, 2.2) * if random.chance(0.5) { 1.0 } else { -1.0 });
        let mut person = Person::new(random, [x, 0.0, z], angle, Pose::Standing);
        person.hat = true;
        stage.person(person, paint);
    }
    stage.ambient = [0.62, 0.66, 0.58];
    stage.air = ([0.86, 0.90, 0.88], 0.005);
    let eye = [random.range(-0.5, 0.5) * pitch, random.range(0.9, 1.9), -0.6];
    let at = [random.range(-0.3, 0.3) * pitch, random.range(0.8, 1.2), 8.0];
    let focus = random.range(2.6, 5.5);
    let lens =
        Lens { eye, at, focal: random.range(0.75, 1.15), open: random.range(0.007, 0.016), focus, rays: 8, key: 1.5 };
    lens.shoot(&mut stage, random, shape, width)
}

fn tunnel(stage: &mut Stage, random: &mut Random, (half, eaves, ridge, deep): (f32, f32, f32, f32)) {
    let path = stage.paint(Paint::from(|hit| {
        let clod = fbm(hit.p[0] * 3.0, hit.p[2] * 3.0, 5);
        scale(mix(hex(0x8f7a60), hex(0xa89a84), 0.5 + 0.5 * clod), 0.9 + 0.2 * clod)
    }));
    stage.face([-half * 2.0, 0.0, -3.0], [0.0, 0.0, deep + 6.0], [half * 4.0, 0.0, 0.0], path);
    let steel = stage.paint(Paint::matt(hex(0xb7bcbd)).shiny(0.15, 0.25));
    let (seed, bright) = (random.offset(), random.range(0.85, 1.25));
    // Film in daylight: bright, uneven with dew and dust.
    let film = stage.paint(Paint::glowing(move |hit| {
        let dust = 1.0 + 0.14 * fbm(hit.p[2] * 0.7 + seed, hit.p[0] * 0.9 + hit.p[1], 4);
        let green = step(2.4, 0.6, hit.p[1]) * (0.5 + 0.5 * plane(hit.p[2] * 0.6, hit.p[1] * 1.5 + seed));
        scale(mix([0.93, 0.97, 0.98], [0.62, 0.78, 0.55], green * 0.55), bright * dust)
    }));
    let arch = |t: f32| {
        let angle = t * std::f32::consts::PI;
        [-half * angle.cos(), eaves + (ridge - eaves) * angle.sin(), 0.0]
    };
    let n = 12;
    for k in 0..n {
        let (a, b) = (arch(k as f32 / n as f32), arch((k + 1) as f32 / n as f32));
        stage.face([a[0], a[1], -3.0], [b[0] - a[0], b[1] - a[1], 0.0], [0.0, 0.0, deep + 3.0], film);
        let mut z = 0.5;
        while z < deep {
            stage.rod([a[0], a[1], z], [b[0], b[1], z], 0.025, steel);
            z += 2.0;
        }
    }
    for side in [-1.0, 1.0] {
        stage.face([side * half, 0.0, -3.0], [0.0, eaves, 0.0], [0.0, 0.0, deep + 3.0], film);
        let mut z = 0.5;
        while z < deep {
            stage.rod([side * half, 0.0, z], [side * half, eaves, z], 0.03, steel);
            z += 2.0;
        }
        stage.rod([side * half * 0.45, eaves + 0.1, -2.0], [side * half * 0.45, eaves + 0.1, deep], 0.015, steel);
    }
    stage.face([-half, 0.0, deep], [2.0 * half, 0.0, 0.0], [0.0, ridge, 0.0], film);
    let light = scale([0.97, 1.0, 1.0], bright * 4.5);
    let x = random.range(-0.3, 0.3) * half;
    stage.lamps.push(Lamp {
        a: [x - half * 0.6, ridge - 0.3, deep],
        u: [half * 1.2, 0.0, 0.0],
        v: [0.0, 0.0, -deep],
        light,
    });
}

/// A head of lettuce or cabbage: leaves around a heart.
fn head(stage: &mut Stage, random: &mut Random, foot: V3, lod: f32, tone: f32) {
    let green = mix(mix(hex(0x5f9a35), hex(0xa6cc5e), random.unit()), hex(0x5d7f6a), tone * 0.6);
    let leaf = stage.paint(Paint::from(move |hit| {
        let vein = step(0.08, 0.02, hit.uv.1.abs());
        scale(mix(green, hex(0xcfdc9a), vein * 0.4), 0.8 + 0.35 * (hit.uv.0 * 0.5 + 0.5))
    }));
    let size = random.range(0.15, 0.21);
    let n = (16.0 * lod) as usize;
    for k in 0..n {
        let angle = k as f32 * 2.399_963 + random.bell() * 0.2;
        let t = k as f32 / n as f32;
        let out = size * (0.35 + 0.75 * t);
        let (c, s) = (angle.cos(), angle.sin());
        let rise = size * (1.0 - 0.75 * t);
        let middle = plus(foot, [c * out * 0.6, rise * 0.75 + 0.02, s * out * 0.6]);
        let u = [c * out * 0.55, rise * 0.55 + 0.01, s * out * 0.55];
        let wide = size * (0.42 + 0.3 * t) / lod.sqrt();
        let v = [-s * wide, random.bell() * 0.02, c * wide];
        stage.put(Solid::Leaf { c: middle, u, v, tip: false }, leaf);
    }
}

/// A cucumber or tomato plant on a string.
fn vine(stage: &mut Stage, random: &mut Random, foot: V3, lod: f32, tone: f32) {
    let green = mix(mix(hex(0x4f8430), hex(0x8fbb50), random.unit()), hex(0x4d7a3a), tone);
    let leaf = stage.paint(Paint::from(move |hit| scale(green, 0.85 + 0.3 * hit.uv.1.abs())));
    let string = stage.matt(hex(0xd7d6cc));
    let fruit = stage.paint(Paint::matt(if tone > 0.5 { hex(0xc4301f) } else { hex(0x5f8f2e) }).shiny(0.05, 0.1));
    let tall = random.range(1.5, 2.1);
    stage.rod(foot, plus(foot, [0.0, 2.4, 0.0]), 0.005, string);
    let n = (30.0 * lod) as usize;
    for k in 0..n {
        let t = (k as f32 + random.unit()) / n as f32;
        let angle = random.unit() * std::f32::consts::TAU;
        let (c, s) = (angle.cos(), angle.sin());
        let reach = random.range(0.1, 0.26) * (1.15 - 0.5 * t) / lod.sqrt();
        let middle = plus(foot, [c * reach * 0.8, tall * t + 0.05, s * reach * 0.8]);
        let u = [c * reach * 0.6, -reach * 0.25, s * reach * 0.6];
        let v = [-s * reach * 0.55, random.bell() * 0.02, c * reach * 0.55];
        stage.put(Solid::Leaf { c: middle, u, v, tip: true }, leaf);
    }
    for _ in 0..(4.0 * lod) as usize {
        let at = plus(foot, [random.bell() * 0.1, tall * random.range(0.2, 0.7), random.bell() * 0.1]);
        if tone > 0.5 {
            stage.ball(at, [0.035; 3], fruit);
        } else {
            stage.rod(at, plus(at, [random.bell() * 0.01, -0.17, 0.0]), 0.019, fruit);
        }
    }
}
