//! A control room with a wall of screens, or an aisle between racks of servers.

use super::Shape;
use super::canvas::{Canvas, Rgb, add, hex, mix, scale};
use super::hall::clothed;
use super::lens::Lens;
use super::noise::{Random, at, fbm, plane, step};
use super::people::{Person, Pose};
use super::stage::{Lamp, Paint, Stage};

pub fn draw(random: &mut Random, shape: Shape, width: u32) -> Canvas {
    if random.chance(0.2) { racks(random, shape, width) } else { screens(random, shape, width) }
}

/// What a screen shows: a chart, bars, a map, a camera's picture or rows of numbers.
pub fn shown(kind: usize, (u, v): (f32, f32), seed: f32, hue: Rgb) -> Rgb {
    let ground = scale(hue, 0.05);
    let s = (seed * 13.7) as i32;
    let grid = |k: f32| {
        step(0.44, 0.5, ((u * k).fract().abs() - 0.5).abs()).max(step(
            0.44,
            0.5,
            ((v * k * 0.6).fract().abs() - 0.5).abs(),
        ))
    };
    match kind {
        0 => {
            let mut color = add(ground, scale(hue, 0.06 * grid(6.0)));
            for line in 0..3 {
                let curve = 0.25 + 0.2 * line as f32 + 0.16 * fbm(u * 5.0 + seed + line as f32 * 9.0, 1.0, 4);
                let near = (v - curve).abs();
                let tone = [hue, [1.0, 0.72, 0.25], [0.4, 0.95, 0.55]][line];
                color = add(color, scale(tone, 1.1 * step(0.022, 0.006, near) + if v < curve { 0.06 } else { 0.0 }));
            }
            color
        }
        1 => {
            let n = (u * 14.0).floor();
            let tall = 0.15 + 0.7 * at(n as i32, s, 1);
            let on = (u * 14.0).fract() < 0.62 && v < tall && v > 0.08;
            if on { scale(mix(hue, [0.3, 0.9, 0.8], v), 0.75) } else { add(ground, scale(hue, 0.03 * grid(5.0))) }
        }
        2 => {
            // A map: land, a river, points with a glow.
            let land = fbm(u * 3.0 + seed, v * 3.0 - seed, 5);
            let river = (fbm(u * 1.6 - seed, v * 1.6 + 4.0, 3) - 0.04).abs();
            let border = step(0.02, 0.0, (land - 0.1).abs());
            let mut color = mix(scale(hue, 0.10), scale([0.22, 0.42, 0.30], 0.6), step(-0.2, 0.3, land));
            color = mix(color, scale([0.35, 0.7, 1.0], 0.8), step(0.05, 0.015, river));
            color = add(color, scale(hue, 0.35 * border));
            for k in 0..9 {
                let (x, y) = (at(k, s, 2), at(k, s, 3));
                let d = ((u - x).powi(2) * 2.2 + (v - y).powi(2)).sqrt();
                let tone = if k % 4 == 0 { [1.0, 0.35, 0.2] } else { [1.0, 0.8, 0.3] };
                color = add(color, scale(tone, 1.2 * step(0.02, 0.008, d) + 0.25 * step(0.08, 0.0, d)));
            }
            color
        }
        3 => {
            // A camera over water and banks.
            let horizon = 0.62 + 0.04 * plane(u * 3.0, seed);
            let sky = mix(hex(0xc8d6df), hex(0x8fabc4), (v - horizon) * 2.0);
            let trees = hex(0x43573a);
            let water = mix(hex(0x6e7d78), hex(0xa9b8bb), 0.5 + 0.5 * plane(u * 6.0, v * 40.0 + seed));
            let color = if v > horizon + 0.03 + 0.06 * fbm(u * 9.0, seed, 3) {
                sky
            } else if v > horizon - 0.06 {
                trees
            } else {
                water
            };
            scale(color, 0.8)
        }
        _ => {
            let row = (v * 16.0).floor() as i32;
            let word = fbm((u * 22.0).floor() + seed, row as f32 * 3.1, 1);
            let on = (v * 16.0).fract() > 0.4 && u < 0.3 + 0.65 * at(row, s, 7) && word > -0.35 && u > 0.04;
            let tone = if at(row, s, 9) > 0.85 { [1.0, 0.6, 0.3] } else { mix(hue, [0.9; 3], 0.4) };
            if on { scale(tone, 0.45) } else { ground }
        }
    }
}

fn screens(random: &mut Random, shape: Shape, width: u32) -> Canvas {
    let mut stage = Stage::new(|_| [0.01; 3]);
    let (wide, high, deep) = (random.range(4.5, 6.5), 3.6, random.range(6.0, 9.0));
    let dark = stage.matt(mix(hex(0x2a2f38), hex(0x4b535c), random.unit()));
    let floor = stage.paint(Paint::matt(hex(0x3a3d44)).shiny(0.07, 0.14));
    let ceiling = stage.matt(hex(0x2f3238));
    stage.block([0.0, -0.1, deep * 0.5], [wide, 0.1, deep], 0.0, floor);
    stage.block([0.0, high + 0.1, deep * 0.5], [wide, 0.1, deep], 0.0, ceiling);
    for side in [-1.0, 1.0] {
        stage.block([side * (wide + 0.1), high * 0.5, deep * 0.5], [0.1, high * 0.5, deep], 0.0, dark);
    }
    stage.block([0.0, high * 0.5, deep + 0.1], [wide, high * 0.5, 0.1], 0.0, dark);
    let hues: [u32; 4] = [0x3a86e8, 0x35a6c8, 0x5f74e0, 0x4fae8c];
    let hue = hex(random.pick(&hues).unwrap_or(0x4aa3ff));
    let (columns, rows) = (3 + random.below(3), 2 + random.below(2));
    let (half, tall) = (wide * 0.86 / columns as f32, 2.2 / rows as f32 * 0.5);
    let big = random.below(columns.saturating_sub(1).max(1));
    for row in 0..rows {
        for column in 0..columns {
            let c = [
                (column as f32 - (columns - 1) as f32 * 0.5) * half * 2.0,
                1.0 + tall + row as f32 * tall * 2.0,
                deep - 0.06,
            ];
            screen(&mut stage, random, c, (half * 0.985, tall * 0.975), hue, big == column);
        }
    }
    // The wall's light on the room.
    let light = scale(mix(hue, [0.8; 3], 0.45), random.range(0.7, 1.2));
    stage.lamps.push(Lamp {
        a: [wide * 0.86, 1.0, deep - 0.1],
        u: [-wide * 1.72, 0.0, 0.0],
        v: [0.0, 2.2, 0.0],
        light,
    });
    let strip = random.range(2.0, 7.0);
    for side in [-1.0f32, 1.0] {
        stage.lamp(
            [side * wide * 0.55 - 0.15, high - 0.02, deep * 0.7],
            [0.3, 0.0, 0.0],
            [0.0, 0.0, -deep * 0.5],
            scale([0.9, 0.95, 1.0], strip),
        );
    }
    let near = desks(&mut stage, random, (wide, deep), hue);
    stage.ambient = scale(mix(hue, [0.7; 3], 0.6), 0.06);
    let eye = [random.range(-0.45, 0.45) * wide, random.range(1.5, 2.1), -random.range(0.3, 0.9)];
    let at = [random.range(-0.2, 0.2) * wide, random.range(1.35, 1.7), deep];
    let focus = if random.chance(0.6) { deep - 1.0 } else { near + 1.0 };
    let lens =
        Lens { eye, at, focal: random.range(0.75, 1.15), open: random.range(0.005, 0.014), focus, rays: 7, key: 0.8 };
    lens.shoot(&mut stage, random, shape, width)
}

fn screen(stage: &mut Stage, random: &mut Random, c: [f32; 3], (half, tall): (f32, f32), hue: Rgb, map: bool) {
    let black = stage.matt(hex(0x0d0e10));
    let (kind, seed) = (if map { 2 } else { random.below(5) }, random.offset());
    // Screens outshine a dim room, but must not burn out when it is exposed for its middle tones.
    let bright = 0.16;
    let glow = stage.paint(Paint::glowing(move |hit| {
        let (u, v) = (hit.uv.0 / half * 0.5 + 0.5, hit.uv.1 / tall * 0.5 + 0.5);
        scale(shown(kind, (u, v), seed, hue), bright)
    }));
    stage.block([c[0], c[1], c[2] + 0.01], [half * 1.015, tall * 1.025, 0.01], 0.0, black);
    stage.block(c, [half, tall, 0.008], 0.0, glow);
}

fn desks(stage: &mut Stage, random: &mut Random, (wide, deep): (f32, f32), hue: Rgb) -> f32 {
    let top = stage.paint(Paint::matt(mix(hex(0x6d6f73), hex(0xa98e6e), random.unit())).shiny(0.05, 0.12));
    let black = stage.matt(hex(0x16181b));
    let first = random.range(1.5, 2.3);
    let mut z = first;
    while z < deep - 2.0 {
        stage.block([0.0, 0.74, z + 0.55], [wide * 0.8, 0.02, 0.35], 0.0, top);
        stage.block([0.0, 0.4, z + 0.85], [wide * 0.8, 0.36, 0.02], 0.0, black);
        let n = (wide * 1.6 / 1.35) as usize;
        for k in 0..n {
            let x = (k as f32 - (n - 1) as f32 * 0.5) * 1.35;
            for side in [-1.0, 1.0] {
                screen(stage, random, [x + side * 0.29, 1.06, z + 0.72], (0.27, 0.17), hue, false);
                stage.block([x + side * 0.29, 0.82, z + 0.74], [0.04, 0.08, 0.02], 0.0, black);
            }
            stage.block([x, 0.765, z + 0.42], [0.2, 0.008, 0.07], 0.0, black);
            if random.chance(0.7) {
                let seat = x + random.bell() * 0.08;
                stage.block([seat, 0.78, z - 0.24], [0.23, 0.28, 0.035], random.bell() * 0.2, black);
                stage.block([seat, 0.44, z], [0.23, 0.04, 0.22], 0.0, black);
                let paint = clothed(random, true);
                let paint = stage.paint(paint);
                let angle = random.bell() * 0.3;
                let person = Person::new(random, [seat, 0.0, z], angle, Pose::Seated);
                stage.person(person, paint);
            }
        }
        z += 1.9;
    }
    first
}

fn racks(random: &mut Random, shape: Shape, width: u32) -> Canvas {
    let mut stage = Stage::new(|_| [0.01; 3]);
    let (half, deep, high) = (random.range(0.75, 1.1), random.range(9.0, 14.0), 2.9);
    let floor = stage.paint(
        Paint::from(|hit| {
            let seam = |v: f32| step(0.46, 0.5, ((v / 0.6 - (v / 0.6).floor()) - 0.5).abs());
            scale(hex(0xa4abb0), 1.0 - 0.5 * seam(hit.p[0] + 0.3).max(seam(hit.p[2])))
        })
        .shiny(0.10, 0.06),
    );
    let white = stage.matt(hex(0xc9ced2));
    stage.block([0.0, -0.1, deep * 0.5], [4.0, 0.1, deep], 0.0, floor);
    stage.block([0.0, high + 0.1, deep * 0.5], [4.0, 0.1, deep], 0.0, white);
    stage.block([0.0, high * 0.5, deep + 0.1], [4.0, high * 0.5, 0.1], 0.0, white);
    let hue = if random.chance(0.6) { hex(0x3aa0ff) } else { hex(0x37d49a) };
    let metal = stage.paint(Paint::matt(hex(0x1b1e22)).shiny(0.06, 0.2));
    let seed = random.next() as i32;
    let front = stage.paint(Paint {
        light: Box::new(move |hit| {
            // Rows of small lamps: most steady, some another colour.
            let (y, z) = (hit.p[1] / 0.045, hit.p[2] / 0.028);
            let (row, lamp) = (y.floor() as i32, z.floor() as i32);
            let on = (y.fract() - 0.5).abs() < 0.13 && (z.fract() - 0.5).abs() < 0.2 && (hit.p[2] / 0.6).fract() > 0.12;
            let chance = at(row, lamp, seed);
            if !on || chance < 0.78 || at(row, (hit.p[2] / 0.6) as i32, seed + 5) < 0.35 {
                return [0.0; 3];
            }
            let tone = if chance > 0.985 {
                [1.0, 0.45, 0.1]
            } else if chance > 0.92 {
                [0.3, 1.0, 0.45]
            } else {
                hue
            };
            scale(tone, 0.5)
        }),
        ..Paint::from(move |hit| {
            let unit = (hit.p[1] / 0.09).fract();
            let vent = step(0.3, 0.5, ((hit.p[2] / 0.012).fract() - 0.5).abs());
            scale(hex(0x23272c), if unit < 0.12 { 0.4 } else { 1.0 - 0.45 * vent })
        })
        .shiny(0.05, 0.25)
    });
    for side in [-1.0, 1.0] {
        let mut z = 0.6;
        while z < deep - 0.4 {
            let recess = if random.chance(0.06) { 0.04 } else { 0.0 };
            stage.block([side * (half + 0.5 + recess), 1.08, z], [0.5, 1.06, 0.27], 0.0, front);
            stage.block([side * (half + 0.5), 1.1, z + 0.29], [0.52, 1.1, 0.02], 0.0, metal);
            z += 0.6;
        }
        // A cable tray over each row.
        stage.block([side * (half + 0.2), high - 0.35, deep * 0.5], [0.16, 0.03, deep * 0.5], 0.0, metal);
    }
    for k in 0..6 {
        let z = 1.0 + deep * k as f32 / 6.0;
        stage.lamp([-0.12, high - 0.02, z + 1.0], [0.24, 0.0, 0.0], [0.0, 0.0, -1.0], [13.0, 14.0, 15.0]);
    }
    // Screens on the end wall watch over the cabinets.
    for (x, y) in [(-0.62, 1.95), (0.62, 1.95), (-0.62, 1.22), (0.62, 1.22)] {
        screen(&mut stage, random, [x, y, deep - 0.05], (0.6, 0.35), hue, false);
    }
    if random.chance(0.6) {
        let paint = clothed(random, true);
        let paint = stage.paint(paint);
        let (z, angle) = (random.range(3.5, 6.0), random.range(0.7, 1.4) * if random.chance(0.5) { 1.0 } else { -1.0 });
        let x = random.bell() * 0.1;
        let person = Person::new(random, [x, 0.0, z], angle, Pose::Standing);
        stage.person(person, paint);
    }
    stage.ambient = [0.06, 0.065, 0.075];
    let eye = [random.range(-0.35, 0.35) * half, random.range(1.1, 1.75), -0.4];
    let at = [random.range(-0.2, 0.2), random.range(1.1, 1.35), deep];
    let focus = random.range(3.5, 5.5);
    let lens =
        Lens { eye, at, focal: random.range(0.8, 1.2), open: random.range(0.003, 0.008), focus, rays: 7, key: 0.8 };
    lens.shoot(&mut stage, random, shape, width)
}
