//! A factory hall: machines in rows under a high roof, people in helmets.

use super::Shape;
use super::canvas::{Canvas, hex, mix, scale};
use super::hall::clothed;
use super::lens::Lens;
use super::noise::{Random, at, fbm, step};
use super::people::{Person, Pose};
use super::stage::{Lamp, Paint, Stage};
use super::vector::{V3, plus};

pub fn draw(random: &mut Random, shape: Shape, width: u32) -> Canvas {
    let mut stage = Stage::new(|d| scale([0.85, 0.92, 1.0], 0.5 + d[1].max(0.0)));
    let (wide, high, deep) = (random.range(8.0, 12.0), random.range(6.5, 8.5), random.range(30.0, 46.0));
    hall(&mut stage, random, (wide, high, deep));
    let colors: [u32; 6] = [0x3d6e8f, 0x4f7d5b, 0xd9dcda, 0xa8b4b8, 0xc97f2b, 0x355070];
    let main = random.pick(&colors).unwrap_or(0x3d6e8f);
    let lane = random.range(1.7, 2.6);
    for side in [-1.0, 1.0] {
        let mut z = random.range(2.4, 3.6);
        while z < deep - 3.0 {
            let code = if random.chance(0.75) { main } else { random.pick(&colors).unwrap_or(main) };
            let long = machine(&mut stage, random, [side * (lane + 1.5), 0.0, z], side, code);
            z += long + random.range(0.9, 1.8);
        }
    }
    for _ in 0..5 + random.below(5) {
        let z = random.range(4.0, 20.0);
        let side = if random.chance(0.5) { 1.0 } else { -1.0 };
        let x = side * lane * random.range(0.35, 0.95);
        let overall = if random.chance(0.6) { hex(0x2f5d94) } else { hex(0x5a646b) };
        let mut paint = clothed(random, false);
        let under = paint.color;
        let helmet = if random.chance(0.6) { hex(0xe3b428) } else { hex(0xe9eaea) };
        paint.color = Box::new(move |hit| match hit.part {
            1 => helmet,
            2 | 3 => overall,
            _ => under(hit),
        });
        let paint = stage.paint(paint);
        let angle = side * (1.4 + random.bell() * 0.4);
        let mut person = Person::new(random, [x, 0.0, z], angle, Pose::Standing);
        person.long_hair = false;
        stage.person(person, paint);
    }
    stage.ambient = [0.2, 0.21, 0.22];
    stage.air = ([0.30, 0.32, 0.34], 0.006);
    let eye = [random.range(-0.6, 0.6) * lane, random.range(1.5, 2.7), -random.range(0.2, 1.0)];
    let at = [random.range(-0.8, 0.8), random.range(1.3, 1.9), 14.0];
    let focus = random.range(4.5, 8.0);
    let lens =
        Lens { eye, at, focal: random.range(0.75, 1.2), open: random.range(0.008, 0.018), focus, rays: 8, key: 1.05 };
    lens.shoot(&mut stage, random, shape, width)
}

fn hall(stage: &mut Stage, random: &mut Random, (wide, high, deep): (f32, f32, f32)) {
    let tint = mix(hex(0x7f8a86), hex(0x9a938a), random.unit());
    let lane = 1.5;
    let floor = stage.paint(
        Paint::from(move |hit| {
            let worn = 1.0 + 0.22 * fbm(hit.p[0] * 0.35, hit.p[2] * 0.35, 5);
            let line = step(0.07, 0.05, (hit.p[0].abs() - lane).abs());
            mix(scale(tint, worn), hex(0xd9ab2c), line * 0.75)
        })
        .shiny(0.07, 0.10),
    );
    let wall = stage.paint(Paint::from(|hit| {
        let rib = ((hit.p[2] + hit.p[0]) * 20.0).sin() * 0.06;
        scale(hex(0xc5cbcb), 1.0 + rib)
    }));
    let steel = stage.matt(mix(hex(0x59636b), hex(0x7d5b3d), random.unit()));
    stage.block([0.0, -0.1, deep * 0.5], [wide, 0.1, deep], 0.0, floor);
    stage.block([0.0, high * 0.5, deep + 0.1], [wide, high * 0.8, 0.1], 0.0, wall);
    let roof = stage.matt(hex(0xb4babc));
    for side in [-1.0f32, 1.0] {
        stage.block([side * (wide + 0.1), high * 0.35, deep * 0.5], [0.1, high * 0.35, deep], 0.0, wall);
        // High windows in a band along each wall.
        let bright = random.range(1.4, 2.4);
        let glow = stage.paint(Paint::glowing(move |hit| {
            let bar = step(0.44, 0.48, ((hit.p[2] / 1.2).fract() - 0.5).abs());
            scale([0.92, 0.98, 1.05], bright * (1.0 - 0.8 * bar))
        }));
        stage.face([side * wide, high * 0.7, -2.0], [0.0, 0.0, deep + 2.0], [0.0, high * 0.24, 0.0], glow);
        let (u, v) = ([0.0, 0.0, deep], [0.0, high * 0.24, 0.0]);
        let (u, v) = if side > 0.0 { (u, v) } else { (v, u) };
        let lamp =
            Lamp { a: [side * (wide - 0.05), high * 0.7, 0.0], u, v, light: scale([0.92, 0.98, 1.05], bright * 3.2) };
        stage.lamps.push(Lamp { u: lamp.v, v: lamp.u, ..lamp });
        // A sloping roof from eaves to ridge.
        stage.face([side * wide, high * 0.94, -4.0], [-side * wide, high * 0.28, 0.0], [0.0, 0.0, deep + 8.0], roof);
        stage.rod([side * (wide - 1.2), high * 0.82, -2.0], [side * (wide - 1.2), high * 0.82, deep], 0.14, steel);
    }
    let mut z = 1.0;
    while z < deep {
        for side in [-1.0f32, 1.0] {
            stage.block([side * (wide - 0.2), high * 0.47, z], [0.14, high * 0.47, 0.14], 0.0, steel);
            stage.rod([side * wide, high * 0.92, z], [0.0, high * 1.2, z], 0.09, steel);
            for k in 0..5 {
                let x = |k: f32| side * wide * (1.0 - k / 5.0);
                let y = high * (0.92 + 0.28 * k as f32 / 5.0);
                stage.rod([x(k as f32), high * 0.92, z], [x(k as f32 + 0.5), y + 0.12, z], 0.04, steel);
                stage.rod([x(k as f32 + 1.0), high * 0.92, z], [x(k as f32 + 0.5), y + 0.12, z], 0.04, steel);
            }
        }
        stage.rod([-wide, high * 0.92, z], [wide, high * 0.92, z], 0.07, steel);
        for x in [-0.45, 0.0, 0.45] {
            let at = [x * wide, high * 0.86, z + 1.6];
            stage.lamp([at[0] - 0.3, at[1], at[2] + 0.3], [0.6, 0.0, 0.0], [0.0, 0.0, -0.6], [60.0, 60.0, 56.0]);
        }
        z += 5.0;
    }
}

/// A machine tool, a tank, a conveyor or a stack of goods; gives its length along the lane.
fn machine(stage: &mut Stage, random: &mut Random, foot: V3, side: f32, code: u32) -> f32 {
    let body = stage.paint(Paint::matt(hex(code)).shiny(0.04, 0.2));
    let pale = stage.paint(Paint::matt(hex(0xd6dad8)).shiny(0.04, 0.2));
    let dark = stage.paint(Paint::matt(hex(0x23282c)).shiny(0.06, 0.1));
    let metal = stage.paint(Paint::matt(hex(0x9aa0a3)).shiny(0.25, 0.22));
    let at = |x: f32, y: f32, z: f32| plus(foot, [side * x, y, z]);
    match random.below(5) {
        // A machining centre: a cabin with a window, a panel on an arm.
        0 | 1 => {
            let (h, l) = (random.range(1.0, 1.25), random.range(1.0, 1.5));
            stage.block(at(0.0, h, l), [1.0, h, l], 0.0, pale);
            stage.block(at(0.0, h * 0.45, l), [1.03, h * 0.45, l * 1.01], 0.0, body);
            stage.block(at(-0.99, h * 1.3, l), [0.03, h * 0.42, l * 0.55], 0.0, dark);
            stage.block(at(-1.03, h * 1.3, l * 0.42), [0.02, 0.25, 0.02], 0.0, metal);
            stage.block(at(-1.12, h * 1.25, l * 1.75), [0.06, 0.3, 0.24], 0.0, dark);
            let tone = if random.chance(0.5) { [0.35, 0.65, 1.0] } else { [0.4, 0.9, 0.55] };
            let glow = stage.paint(Paint::glowing(move |hit| {
                let row = (hit.uv.1 * 40.0).floor();
                scale(tone, 0.25 + 0.5 * at_row(row, hit.uv.0))
            }));
            stage.block(at(-1.185, h * 1.3, l * 1.75), [0.005, 0.16, 0.2], 0.0, glow);
            let lights = [[1.0, 0.15, 0.1], [1.0, 0.7, 0.1], [0.1, 0.9, 0.3]];
            for (k, tone) in lights.into_iter().enumerate() {
                let on = if k == 2 { 1.3 } else { 0.12 };
                let lamp = stage.paint(Paint::glowing(move |_| scale(tone, on)));
                stage.tube(at(0.6, h * 2.0 + 0.1 * (2 - k) as f32, l * 0.3), 0.1, (0.04, 0.04), lamp);
            }
            l * 2.0
        }
        // Tanks of steel with pipes.
        2 => {
            for k in 0..2 {
                let z = 0.8 + 1.7 * k as f32;
                stage.tube(at(0.2, 0.45, z), 2.0, (0.72, 0.72), metal);
                stage.tube(at(0.2, 2.45, z), 0.3, (0.72, 0.18), metal);
                stage.tube(at(0.2, 0.1, z), 0.35, (0.2, 0.72), metal);
                for (x, dz) in [(-0.35, -0.45), (0.75, -0.45), (-0.35, 0.45), (0.75, 0.45)] {
                    stage.rod(at(x, 0.0, z + dz), at(x, 0.7, z + dz), 0.05, dark);
                }
                stage.rod(at(0.2, 2.75, z), at(0.2, 3.3, z), 0.06, body);
            }
            stage.rod(at(0.2, 3.3, 0.6), at(0.2, 3.3, 3.0), 0.06, body);
            stage.block(at(-0.75, 1.3, 1.65), [0.05, 0.3, 0.22], 0.0, dark);
            3.4
        }
        // A conveyor with boxes.
        3 => {
            stage.block(at(-0.35, 0.78, 2.2), [0.36, 0.05, 2.2], 0.0, dark);
            for k in 0..12 {
                stage.rod(at(-0.7, 0.85, 0.2 + 0.36 * k as f32), at(0.0, 0.85, 0.2 + 0.36 * k as f32), 0.03, metal);
            }
            for z in [0.3, 2.2, 4.1] {
                for x in [-0.65, -0.05] {
                    stage.block(at(x, 0.37, z), [0.04, 0.37, 0.04], 0.0, body);
                }
            }
            let card = stage.matt(hex(0xb08a5a));
            for k in 0..5 {
                if random.chance(0.8) {
                    let s = random.range(0.14, 0.22);
                    stage.block(at(-0.35, 0.88 + s, 0.4 + 0.85 * k as f32), [0.22, s, 0.2], random.bell() * 0.1, card);
                }
            }
            stage.block(at(0.9, 0.9, 2.2), [0.4, 0.9, 1.2], 0.0, body);
            4.4
        }
        // Goods on pallets.
        _ => {
            let wood = stage.matt(hex(0xa98352));
            let sack = stage.matt(mix(hex(0xd8d1bf), hex(0xb58f5e), random.unit()));
            for k in 0..2 {
                let z = 0.6 + 1.35 * k as f32;
                stage.block(at(0.1, 0.07, z), [0.6, 0.07, 0.58], 0.0, wood);
                let layers = 2 + random.below(4);
                for layer in 0..layers {
                    for (x, dz) in [(-0.28, -0.28), (0.28, -0.28), (-0.28, 0.28), (0.28, 0.28)] {
                        let turn = random.bell() * 0.04;
                        stage.block(at(0.1 + x, 0.32 + 0.36 * layer as f32, z + dz), [0.27, 0.17, 0.27], turn, sack);
                    }
                }
            }
            2.6
        }
    }
}

fn at_row(row: f32, u: f32) -> f32 {
    if u < 0.18 * at(row as i32, 4, 2) { 1.0 } else { 0.0 }
}
