//! A laboratory: a bench with glassware, a window behind, sometimes somebody in a white coat.

use super::Shape;
use super::canvas::{Canvas, Rgb, hex, mix, scale};
use super::furniture::{leaves, outlook};
use super::hall::clothed;
use super::lens::Lens;
use super::noise::{Random, at, plane, step};
use super::people::{Person, Pose};
use super::stage::{Paint, Stage};
use super::vector::{V3, plus};

pub fn draw(random: &mut Random, shape: Shape, width: u32) -> Canvas {
    let mut stage = Stage::new(|_| [0.3, 0.33, 0.36]);
    let (wide, high, deep) = (random.range(3.2, 5.0), 3.0, random.range(4.5, 7.5));
    room(&mut stage, random, (wide, high, deep));
    window(&mut stage, random, (wide, high, deep));
    let top = 0.92;
    let near = random.range(1.0, 1.5);
    bench(&mut stage, random, [0.0, top, near], wide * 0.9);
    let colors: [u32; 7] = [0x2f7dbb, 0xd8852c, 0x3c9a5f, 0xc23b4c, 0xe0c245, 0x7a57a8, 0x59b7b3];
    let main = random.pick(&colors).unwrap_or(0x2f7dbb);
    let mut x = -1.15;
    while x < 1.15 {
        let z = near + random.range(-0.2, 0.22);
        let code = if random.chance(0.55) { main } else { random.pick(&colors).unwrap_or(main) };
        x += glassware(&mut stage, random, [x, top, z], hex(code));
    }
    if random.chance(0.5) {
        let x = random.range(-0.6, 0.6);
        microscope(&mut stage, random, [x, top, near + 0.25]);
    }
    // A second bench and its people behind, out of focus.
    bench(&mut stage, random, [0.0, top, near + 2.0], wide * 0.9);
    for k in 0..10 {
        let at = [(k as f32 / 9.0 - 0.5) * wide * 1.5, top, near + 2.0 + random.range(-0.2, 0.2)];
        let code = random.pick(&colors).unwrap_or(main);
        glassware(&mut stage, random, at, hex(code));
    }
    for _ in 0..1 + random.below(2) {
        let x = random.range(-0.75, 0.75) * wide * 0.7;
        let angle = std::f32::consts::PI + random.bell() * 0.7;
        let mut paint = clothed(random, true);
        let under = paint.color;
        paint.color = Box::new(move |hit| if hit.part >= 2 { hex(0xe9edf0) } else { under(hit) });
        let paint = stage.paint(paint);
        let person = Person::new(random, [x, 0.0, near + 2.75], angle, Pose::Standing);
        stage.person(person, paint);
    }
    stage.ambient = [0.24, 0.25, 0.26];
    let eye = [random.range(-0.35, 0.35), random.range(1.10, 1.42), -random.range(0.15, 0.65)];
    let at = [random.range(-0.2, 0.2), random.range(1.06, 1.16), near];
    let focus = near - eye[2] - 0.05;
    let lens =
        Lens { eye, at, focal: random.range(0.85, 1.35), open: random.range(0.006, 0.013), focus, rays: 8, key: 1.25 };
    lens.shoot(&mut stage, random, shape, width)
}

fn room(stage: &mut Stage, random: &mut Random, (wide, high, deep): (f32, f32, f32)) {
    let wall = mix(hex(0xe7ebe8), hex(0xd3dde0), random.unit());
    let paint = stage.paint(Paint::from(move |hit| {
        // Tiles up to the height of a hand, paint above.
        let seam = |v: f32| step(0.47, 0.49, ((v / 0.3).fract().abs() - 0.5).abs());
        let along = if hit.n[0].abs() > 0.5 { hit.p[2] } else { hit.p[0] };
        let lines = if hit.p[1] < 1.5 { (seam(along) + seam(hit.p[1])).min(1.0) * 0.14 } else { 0.0 };
        scale(wall, 1.0 - lines)
    }));
    let floor = stage.paint(Paint::matt(hex(0xa9b0ae)).shiny(0.05, 0.1));
    let white = stage.matt(hex(0xeceeec));
    stage.block([0.0, -0.1, deep * 0.5], [wide, 0.1, deep], 0.0, floor);
    stage.block([0.0, high + 0.1, deep * 0.5], [wide, 0.1, deep], 0.0, white);
    for side in [-1.0, 1.0] {
        stage.block([side * (wide + 0.1), high * 0.5, deep * 0.5], [0.1, high * 0.5, deep], 0.0, paint);
    }
    stage.block([0.0, high * 0.5, -deep * 0.45], [wide, high * 0.5, 0.1], 0.0, white);
    stage.block([0.0, 0.45, deep + 0.1], [wide, 0.45, 0.1], 0.0, paint);
    stage.block([0.0, high - 0.15, deep + 0.1], [wide, 0.15, 0.1], 0.0, paint);
    for k in 0..2 {
        let z = 0.8 + 2.2 * k as f32;
        stage.lamp([-0.9, high - 0.02, z + 0.3], [1.8, 0.0, 0.0], [0.0, 0.0, -0.3], [9.0, 9.4, 9.6]);
    }
    // A shelf with bottles along one wall, and cupboards.
    let side = if random.chance(0.5) { 1.0 } else { -1.0 };
    let cupboard = stage.matt(mix(hex(0xc9d4d6), hex(0x8fa9b3), random.unit()));
    stage.block([side * (wide - 0.22), 1.1, deep * 0.6], [0.22, 1.1, deep * 0.3], 0.0, cupboard);
    let brown = stage.paint(Paint::matt(hex(0x5f3317)).shiny(0.1, 0.08));
    for k in 0..14 {
        let at = [side * (wide - 0.25), 2.2, deep * (0.33 + 0.04 * k as f32)];
        stage.tube(at, random.range(0.16, 0.28), (0.06, 0.055), brown);
    }
}

fn window(stage: &mut Stage, random: &mut Random, (wide, high, deep): (f32, f32, f32)) {
    let seed = random.offset();
    let bright = random.range(1.6, 2.6);
    let (low, tall) = (0.9, high - 1.2);
    let glow = stage.paint(Paint::glowing(move |hit| outlook(hit.uv.0 * 2.0, hit.uv.1, seed, bright)));
    stage.face([-wide, low, deep + 0.25], [2.0 * wide, 0.0, 0.0], [0.0, tall, 0.0], glow);
    // Its light, toward the room.
    let lamp = super::stage::Lamp {
        a: [wide, low, deep + 0.02],
        u: [-2.0 * wide, 0.0, 0.0],
        v: [0.0, tall, 0.0],
        light: scale([0.95, 1.0, 1.06], bright * 2.4),
    };
    stage.lamps.push(lamp);
    let frame = stage.matt(hex(0xdfe3e2));
    let n = 3 + random.below(4);
    for k in 0..=n {
        let x = -wide + 2.0 * wide * k as f32 / n as f32;
        stage.block([x, low + tall * 0.5, deep + 0.08], [0.04, tall * 0.5, 0.05], 0.0, frame);
    }
    stage.block([0.0, low + tall * 0.68, deep + 0.08], [wide, 0.03, 0.04], 0.0, frame);
    stage.block([0.0, low, deep], [wide, 0.03, 0.14], 0.0, frame);
    let green = stage.matt(hex(0x4e7a3a));
    for _ in 0..2 {
        let x = random.range(-0.8, 0.8) * wide;
        leaves(stage, random, [x, low + 0.03, deep - 0.05], (0.22, 0.45), 26, green);
    }
}

fn bench(stage: &mut Stage, random: &mut Random, at: V3, half: f32) {
    let tops: [u32; 3] = [0x2c3032, 0xd9dbd6, 0x51443a];
    let top = hex(random.pick(&tops).unwrap_or(0x2c3032));
    let grain = random.offset();
    let top = stage.paint(
        Paint::from(move |hit| scale(top, 1.0 + 0.08 * plane(hit.p[0] * 30.0 + grain, hit.p[2] * 30.0)))
            .shiny(0.06, 0.05),
    );
    let body = stage.matt(hex(0xc3ccd0));
    stage.block([at[0], at[1] - 0.02, at[2]], [half, 0.02, 0.42], 0.0, top);
    stage.block([at[0], at[1] * 0.5 - 0.05, at[2]], [half * 0.98, at[1] * 0.5 - 0.03, 0.36], 0.0, body);
}

/// A vessel or a rack of tubes; gives the room that it takes.
fn glassware(stage: &mut Stage, random: &mut Random, at: V3, color: Rgb) -> f32 {
    let glass = stage.paint(Paint::glass(hex(0xe9f3f2), 0.94));
    let liquid = stage.paint(Paint::glass(mix(color, [1.0; 3], random.range(0.0, 0.25)), 0.6));
    let white = stage.matt(hex(0xeef0ee));
    match random.below(6) {
        // A flask: a cone and its neck.
        0 | 1 => {
            let s = random.range(0.8, 1.25);
            let (r, h) = (0.075 * s, 0.13 * s);
            let full = random.range(0.3, 0.75);
            stage.tube(plus(at, [0.0, 0.003, 0.0]), h * full, (r * 0.96, r * 0.96 * (1.0 - full * 0.72)), liquid);
            stage.tube(at, h, (r, r * 0.27), glass);
            stage.tube(plus(at, [0.0, h, 0.0]), 0.06 * s, (r * 0.27, r * 0.27), glass);
            stage.tube(plus(at, [0.0, h + 0.06 * s, 0.0]), 0.006, (r * 0.36, r * 0.36), glass);
            0.22 * s
        }
        // A beaker.
        2 => {
            let (r, h) = (random.range(0.045, 0.075), random.range(0.10, 0.17));
            stage.tube(plus(at, [0.0, 0.003, 0.0]), h * random.range(0.3, 0.8), (r * 0.96, r * 0.96), liquid);
            stage.tube(at, h, (r, r), glass);
            0.2
        }
        // Test tubes in a rack.
        3 => {
            let n = 5 + random.below(4);
            let half = n as f32 * 0.0175;
            for y in [0.02, 0.11] {
                stage.block(plus(at, [half, y, 0.0]), [half + 0.02, 0.006, 0.035], 0.0, white);
            }
            for side in [-1.0, 1.0] {
                stage.block(plus(at, [half + side * (half + 0.02), 0.06, 0.0]), [0.006, 0.06, 0.035], 0.0, white);
            }
            for k in 0..n {
                let foot = plus(at, [0.0175 + 0.035 * k as f32, 0.025, 0.0]);
                let full = 0.05 + 0.05 * at_of(k, at[0]);
                stage.tube(foot, full, (0.0105, 0.0105), liquid);
                stage.tube(foot, 0.15, (0.012, 0.012), glass);
            }
            half * 2.0 + 0.12
        }
        // A round flask on a ring.
        4 => {
            let r = random.range(0.06, 0.09);
            let metal = stage.paint(Paint::matt(hex(0x7d8488)).shiny(0.3, 0.15));
            stage.block(plus(at, [0.0, 0.006, 0.05]), [0.08, 0.006, 0.06], 0.0, metal);
            stage.rod(plus(at, [0.0, 0.0, 0.1]), plus(at, [0.0, 0.5, 0.1]), 0.006, metal);
            stage.rod(plus(at, [0.0, 0.2 + r, 0.1]), plus(at, [0.0, 0.2 + r, 0.0]), 0.004, metal);
            stage.ball(plus(at, [0.0, 0.2, 0.0]), [r * 0.93, r * 0.7, r * 0.93], liquid);
            stage.ball(plus(at, [0.0, 0.2, 0.0]), [r, r, r], glass);
            stage.tube(plus(at, [0.0, 0.2 + r * 0.95, 0.0]), 0.09, (0.016, 0.016), glass);
            0.24
        }
        // A bottle with a cap.
        _ => {
            let h = random.range(0.14, 0.22);
            let amber =
                stage.paint(Paint::matt(mix(hex(0x4a2510), hex(0xd4d9d6), random.unit().round())).shiny(0.09, 0.06));
            let label = stage.matt(hex(0xf1efe6));
            let cap = stage.matt(mix(color, hex(0x1f2d4a), 0.4));
            stage.tube(at, h, (0.045, 0.045), amber);
            stage.tube(plus(at, [0.0, h * 0.25, 0.0]), h * 0.4, (0.0458, 0.0458), label);
            stage.tube(plus(at, [0.0, h, 0.0]), 0.02, (0.045, 0.02), amber);
            stage.tube(plus(at, [0.0, h + 0.02, 0.0]), 0.03, (0.022, 0.022), cap);
            0.17
        }
    }
}

fn at_of(k: usize, x: f32) -> f32 {
    at(k as i32, (x * 100.0) as i32, 4)
}

fn microscope(stage: &mut Stage, random: &mut Random, foot: V3) {
    let white = stage.paint(Paint::matt(hex(0xdfe3e4)).shiny(0.05, 0.15));
    let black = stage.paint(Paint::matt(hex(0x1b1d20)).shiny(0.06, 0.1));
    let s = if random.chance(0.5) { 1.0 } else { -1.0 };
    let at = |x: f32, y: f32| plus(foot, [s * x, y, 0.0]);
    stage.block(at(0.0, 0.02), [0.11, 0.02, 0.08], 0.0, white);
    stage.block(at(-0.08, 0.16), [0.025, 0.14, 0.035], 0.0, white);
    stage.block(at(0.02, 0.13), [0.08, 0.008, 0.07], 0.0, black);
    stage.rod(at(-0.08, 0.3), at(0.04, 0.31), 0.035, white);
    stage.rod(at(0.03, 0.30), at(0.03, 0.17), 0.016, black);
    stage.rod(at(0.05, 0.33), at(-0.07, 0.44), 0.018, black);
    stage.rod(at(-0.06, 0.43), at(-0.085, 0.453), 0.024, black);
    stage.ball(at(-0.08, 0.09), [0.03, 0.03, 0.055], black);
}
