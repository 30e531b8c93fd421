//! A conference hall from behind: rows of people, a lit stage, a red banner.

use super::Shape;
use super::canvas::{Canvas, Rgb, hex, mix, scale};
use super::furniture::{flag, plant_pot};
use super::lens::Lens;
use super::letters::Line;
use super::noise::{Random, at, plane, step};
use super::people::{Person, Pose};
use super::solids::Hit;
use super::stage::{Paint, Stage};

/// Clothes, hair and skin of one person, as one paint: parts are told apart by the hit.
pub fn clothed(random: &mut Random, formal: bool) -> Paint {
    let formal_colors: [u32; 10] =
        [0xe8e8e6, 0xdfe6ee, 0xd9dde2, 0x2b3038, 0x1f2733, 0x394657, 0xc7d3de, 0x8c2f39, 0xe9e2d3, 0x5b6e86];
    let free_colors: [u32; 12] = [
        0xe8e6e0, 0x2f4d73, 0x9a3a36, 0x3d6650, 0xc9a14b, 0x5a5f66, 0x1f2329, 0xd7a7a0, 0x7d94ad, 0x6d4d73, 0xb9c4c9,
        0x8a7a5f,
    ];
    let shirt = if formal { random.pick(&formal_colors) } else { random.pick(&free_colors) };
    let shirt = scale(hex(shirt.unwrap_or(0xe8e8e6)), random.range(0.8, 1.0));
    let skin = mix(hex(0xc99472), hex(0x8f6246), random.unit());
    let grey = random.chance(0.08);
    let hair = if grey { hex(0x46423f) } else { mix(hex(0x0d0b0a), hex(0x2a211b), random.unit()) };
    let legs: [u32; 7] = [0x1c2026, 0x3a4a66, 0x2d3440, 0x8a7a5e, 0x53402f, 0x6d7682, 0x24262b];
    let trousers = if formal {
        mix(hex(0x1c2026), hex(0x3d4450), random.unit())
    } else {
        hex(random.pick(&legs).unwrap_or(0x1c2026))
    };
    let checks = random.chance(0.22);
    let straw = hex(0xd6c595);
    let colors: [Rgb; 5] = [skin, hair, shirt, trousers, straw];
    Paint::from(move |hit: &Hit| {
        let color = colors[hit.part.min(4)];
        if hit.part == 1 {
            let strand = plane(hit.p[0] * 260.0 + hit.p[2] * 120.0, hit.p[1] * 40.0);
            return scale(color, 1.25 + 0.6 * strand);
        }
        if checks && hit.part == 2 {
            let line = |v: f32| step(0.35, 0.5, ((v * 26.0).fract() - 0.5).abs());
            return scale(color, 1.0 - 0.18 * (line(hit.p[0]) + line(hit.p[1])));
        }
        color
    })
}

pub fn draw(random: &mut Random, shape: Shape, width: u32) -> Canvas {
    let mut stage = Stage::new(|_| [0.02; 3]);
    let wide = random.range(6.5, 10.5);
    let deep = random.range(15.0, 23.0);
    let high = random.range(4.4, 6.0);
    let warm = random.unit();
    let wall = mix(hex(0xd9cfbb), hex(0xb98f5f), random.unit());
    shell(&mut stage, random, (wide, high, deep), wall);
    podium(&mut stage, random, (wide, high, deep));
    let lamp = scale(mix([1.0, 0.95, 0.88], [1.0, 0.83, 0.62], warm), 1.0);
    // Rows of flat lamps in the ceiling, brighter over the stage.
    let rows = 4;
    for k in 0..rows {
        let z = 2.0 + (deep - 4.0) * k as f32 / (rows - 1) as f32;
        let power = if k == rows - 1 { 20.0 } else { random.range(1.5, 6.0) };
        for side in [-1.0f32, 0.0, 1.0] {
            let x = side * wide * 0.6;
            stage.lamp(
                [x - 0.9, high - 0.04, z + 0.35],
                [1.8, 0.0, 0.0],
                [0.0, 0.0, -0.7],
                scale(lamp, -power).map(f32::abs),
            );
        }
    }
    let first = crowd(&mut stage, random, (wide, deep));
    stage.ambient = scale(mix([0.16, 0.15, 0.14], [0.2, 0.16, 0.12], warm), 0.7);
    let eye = [random.range(-0.45, 0.45) * wide, random.range(1.55, 2.5), -random.range(0.2, 1.2)];
    let at = [random.range(-0.25, 0.25) * wide, random.range(1.15, 1.9), deep];
    let focus = if random.chance(0.65) { deep * random.range(0.6, 0.95) } else { first + random.range(1.0, 3.0) };
    let lens =
        Lens { eye, at, focal: random.range(0.72, 1.25), open: random.range(0.004, 0.011), focus, rays: 6, key: 0.95 };
    lens.shoot(&mut stage, random, shape, width)
}

fn shell(stage: &mut Stage, random: &mut Random, (wide, high, deep): (f32, f32, f32), wall: Rgb) {
    let panel = random.range(0.5, 1.3);
    let walls = stage.paint(Paint::from(move |hit| {
        let along = if hit.part == 0 { hit.p[2] } else { hit.p[0] };
        let seam = step(0.0, 0.02, ((along / panel).fract() - 0.5).abs());
        let low = if hit.p[1] < 1.1 { 0.72 } else { 1.0 };
        scale(wall, (0.82 + 0.18 * seam) * low * (0.94 + 0.1 * at((along / panel).floor() as i32, 3, 1)))
    }));
    let dark = random.chance(0.5);
    let floor = stage.paint(
        Paint::from(move |hit| {
            let tile = at((hit.p[0] / 0.6).floor() as i32, (hit.p[2] / 0.6).floor() as i32, 5);
            let base = if dark { hex(0x5c4a3c) } else { hex(0xb3a794) };
            scale(base, 0.85 + 0.2 * tile)
        })
        .shiny(0.05, 0.12),
    );
    let white = stage.matt(hex(0xe4e0d8));
    stage.block([0.0, -0.1, deep * 0.5], [wide + 0.2, 0.1, deep * 0.5 + 3.0], 0.0, floor);
    stage.block([0.0, high + 0.1, deep * 0.5], [wide + 0.2, 0.1, deep * 0.5 + 3.0], 0.0, white);
    for side in [-1.0, 1.0] {
        stage.block([side * (wide + 0.1), high * 0.5, deep * 0.5], [0.1, high * 0.5, deep * 0.5 + 3.0], 0.0, walls);
    }
    stage.block([0.0, high * 0.5, deep + 0.1], [wide, high * 0.5, 0.1], 0.0, walls);
    // Beams across the ceiling give the depth a measure.
    for k in 1..6 {
        stage.block([0.0, high - 0.12, deep * k as f32 / 6.0], [wide, 0.12, 0.12], 0.0, white);
    }
}

fn podium(stage: &mut Stage, random: &mut Random, (wide, high, deep): (f32, f32, f32)) {
    let wood = stage.paint(Paint::matt(mix(hex(0x6b4228), hex(0x8a5c36), random.unit())).shiny(0.05, 0.2));
    let curtain_color = if random.chance(0.7) { hex(0x6e1a20) } else { hex(0x1d3f6e) };
    let fold = random.range(5.0, 8.0);
    let curtain = stage.paint(Paint::from(move |hit| {
        let wave = (hit.p[0] * fold * 2.0).sin() * 0.6 + (hit.p[0] * fold * 4.7 + 1.0).sin() * 0.25;
        scale(curtain_color, 0.72 + 0.35 * wave)
    }));
    let half = wide * random.range(0.68, 0.92);
    stage.block([0.0, 0.35, deep - 1.8], [half, 0.35, 1.8], 0.0, wood);
    stage.block([0.0, high * 0.5, deep - 0.06], [half, high * 0.5, 0.05], 0.0, curtain);
    let red = hex(0xa8161c);
    let titles = [
        "KHOA HỌC VÀ CÔNG NGHỆ TỈNH HÀ NAM",
        "KHOA HỌC VÀ CÔNG NGHỆ VÌ NÔNG THÔN MỚI",
        "HỘI NGHỊ KHOA HỌC VÀ CÔNG NGHỆ",
    ];
    let line = Line::new(random.pick(&titles).unwrap_or("KHOA HỌC"));
    let lower = Line::new(random.pick(&titles).unwrap_or("KHOA HỌC"));
    let (banner_half, tall) = (half * random.range(0.62, 0.9), random.range(0.34, 0.5));
    let y = high - tall - random.range(0.25, 0.6);
    let banner = stage.paint(Paint::from(move |hit| {
        let (u, v) = (hit.uv.0 / banner_half, hit.uv.1 / tall);
        if line.on(u, v, banner_half / tall) { hex(0xf6e9a8) } else { red }
    }));
    stage.block([0.0, y, deep - 0.2], [banner_half, tall, 0.03], 0.0, banner);
    // A screen, or the backdrop's own picture.
    if random.chance(0.75) {
        let (w, h) = (random.range(1.5, 2.3), random.range(0.9, 1.2));
        let x = random.range(-0.35, 0.35) * half;
        let hue = random.unit();
        let screen = stage.paint(Paint::glowing(move |hit| {
            let (u, v) = (hit.uv.0 / w, hit.uv.1 / h);
            let row = (v * 2.5 + 0.5).floor();
            let on = row.abs() < 1.5 && lower.on(u * (1.1 + 0.3 * row.abs()), (v * 2.5 - row) * 2.0, w / h * 2.5);
            let text = if on { 1.0 } else { 0.0 };
            let ground = mix(hex(0xbcd6ee), hex(0xe9f0f2), 0.5 + 0.5 * v);
            let ground = mix(ground, hex(0xd8ead2), hue * 0.6);
            scale(mix(ground, hex(0x23416b), text * 0.8), 0.085)
        }));
        stage.block([x, y - tall - h - 0.25, deep - 0.25], [w, h, 0.04], 0.0, screen);
    }
    let white = stage.matt(hex(0xe9e4da));
    let cloth = stage.matt(if random.chance(0.5) { hex(0x2e6b4a) } else { hex(0xd6d0c4) });
    let side = if random.chance(0.5) { 1.0 } else { -1.0 };
    // A table for the chair, a lectern with its speaker, flowers and flags.
    let table_x = -side * half * 0.3;
    stage.block([table_x, 1.08, deep - 2.4], [1.7, 0.38, 0.35], 0.0, cloth);
    for k in 0..3 {
        let paint = clothed(random, true);
        let paint = stage.paint(paint);
        let person = Person::new(
            random,
            [table_x - 1.1 + 1.1 * k as f32, 0.62, deep - 1.75],
            std::f32::consts::PI,
            Pose::Seated,
        );
        stage.person(person, paint);
        stage.tube([table_x - 0.9 + 1.1 * k as f32, 1.46, deep - 2.5], 0.16, (0.03, 0.025), white);
    }
    let x = side * half * random.range(0.45, 0.7);
    stage.block([x, 1.25, deep - 2.7], [0.36, 0.55, 0.24], 0.0, wood);
    let paint = clothed(random, true);
    let paint = stage.paint(paint);
    let speaker = Person::new(random, [x, 0.7, deep - 2.15], std::f32::consts::PI - side * 0.3, Pose::Standing);
    stage.person(speaker, paint);
    for k in 0..2 {
        flag(stage, random, [-side * half * (0.72 + 0.1 * k as f32), 0.7, deep - 0.8]);
    }
    for k in 0..6 {
        let x = (k as f32 / 5.0 - 0.5) * half * 1.9 + random.bell() * 0.15;
        plant_pot(stage, random, [x, 0.0, deep - 3.9], 0.7);
    }
}

/// Rows of seated people with an aisle; gives the depth of the first row.
fn crowd(stage: &mut Stage, random: &mut Random, (wide, deep): (f32, f32)) -> f32 {
    let seat = if random.chance(0.5) { hex(0x5c2326) } else { hex(0x2c3e5c) };
    let seat = stage.matt(seat);
    let aisle = random.range(-0.4, 0.4) * wide;
    let first = random.range(1.3, 2.2);
    let (pitch, place) = (random.range(0.95, 1.15), random.range(0.62, 0.72));
    let full = random.range(0.8, 0.96);
    let mut z = first;
    let mut row = 0;
    while z < deep - 5.2 {
        let half = (wide * 0.92).min(2.5 + z * 0.85);
        let mut x = -half + if row % 2 == 0 { 0.0 } else { place * 0.5 };
        while x < half {
            if (x - aisle).abs() > 0.75 {
                stage.block([x, 0.66, z - 0.22], [place * 0.42, 0.30, 0.035], 0.0, seat);
                stage.block([x, 0.42, z + 0.02], [place * 0.42, 0.05, 0.22], 0.0, seat);
                if random.chance(full) {
                    let paint = clothed(random, true);
                    let paint = stage.paint(paint);
                    let foot = [x + random.bell() * 0.04, 0.0, z + random.bell() * 0.04];
                    let angle = random.bell() * 0.16;
                    let person = Person::new(random, foot, angle, Pose::Seated);
                    stage.person(person, paint);
                }
            }
            x += place;
        }
        z += pitch;
        row += 1;
    }
    first
}
