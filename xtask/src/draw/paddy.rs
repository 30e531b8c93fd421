//! Rice fields: plots with low banks, and the groves between them.

use super::canvas::{hex, mix, scale};
use super::noise::{Random, at, cells, fbm, fbm3, plane, step};
use super::outdoors::{Spot, Surface};
use super::plants::{detail, tuft};
use super::sprite::Sprite;
use super::vector::{plus, unit};

/// How a plain is parcelled out, and its season.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    turn: (f32, f32),
    plot: (f32, f32),
    offset: f32,
    /// 0 flooded and newly planted, 0.5 lush, 1 ripe.
    pub season: f32,
}

impl Layout {
    pub fn new(random: &mut Random) -> Layout {
        let angle = random.range(-0.5, 0.5);
        Layout {
            turn: (angle.sin(), angle.cos()),
            plot: (random.range(20.0, 36.0), random.range(34.0, 70.0)),
            offset: random.offset(),
            season: random.unit(),
        }
    }

    /// The plot's number, the way to its nearest bank, and the place along its rows.
    fn plot(&self, x: f32, z: f32) -> ((i32, i32), f32, f32) {
        let (s, c) = self.turn;
        let sway = plane(x / 90.0 + self.offset, z / 90.0) * 5.0;
        let (u, v) = (x * c - z * s + sway, x * s + z * c + sway * 0.6);
        let row = (v / self.plot.1).floor();
        let shift = at(row as i32, 7, 3) * self.plot.0;
        let column = ((u + shift) / self.plot.0).floor();
        let inside = |a: f32, size: f32| {
            let f = a / size - (a / size).floor();
            f.min(1.0 - f) * size
        };
        let away = inside(u + shift, self.plot.0).min(inside(v, self.plot.1));
        ((column as i32, row as i32), away, u)
    }
}

/// Height of the banks between plots.
pub fn bund(x: f32, z: f32, layout: &Layout) -> f32 {
    let (_, away, _) = layout.plot(x, z);
    0.2 * step(0.6, 0.2, away)
}

/// What grows in a plot.
pub fn ground(spot: &Spot, layout: &Layout) -> Surface {
    let [x, _, z] = spot.p;
    let (id, away, along) = layout.plot(x, z);
    let fine = detail(x, z, spot.long, 3.0);
    let wide = fbm(x / 30.0 + layout.offset, z / 30.0, 3);
    let chance = at(id.0, id.1, 11);
    let stage = (layout.season + (chance - 0.5) * 0.35).clamp(0.0, 1.0);
    let rows = if spot.pixel < 0.08 { 0.5 + 0.5 * (along * 25.0).sin() } else { 0.5 };
    let tone = 0.9 + 0.12 * wide + 0.2 * fine + 0.18 * (at(id.0, id.1, 17) - 0.5);
    let n = unit(plus(spot.n, [fine * 0.35, 0.0, detail(x + 40.0, z, spot.long, 3.0) * 0.35]));
    if away < 0.62 {
        let grass = mix(hex(0x6b7a3a), hex(0x8d7b55), step(-0.3, 0.5, wide + fine));
        return Surface { albedo: scale(grass, tone), n, wet: 0.0 };
    }
    let (mud, young, lush, gold) = (hex(0x6e6049), hex(0x95ab62), hex(0x6c8849), hex(0xc2a868));
    let full = step(0.1, 0.35, stage);
    let mut albedo = mix(mix(mud, young, 0.25 + 0.75 * full * (0.6 + 0.4 * rows)), lush, step(0.3, 0.5, stage));
    albedo = mix(albedo, gold, step(0.6, 0.9, stage));
    // Some ripe plots are cut already.
    if stage > 0.7 && at(id.0, id.1, 23) > 0.8 {
        albedo = mix(hex(0xb59d6b), mud, 0.35);
    }
    let wet = step(0.34, 0.08, stage) * (0.9 - 0.5 * full * rows);
    let n = if wet > 0.3 { unit(plus([0.0, 1.0, 0.0], [fine * 0.02, 0.0, 0.0])) } else { n };
    Surface { albedo: scale(albedo, tone), n, wet }
}

/// Rice and grass standing before the camera, as single tufts.
pub fn tufts(random: &mut Random, layout: &Layout, free: &dyn Fn(f32, f32) -> bool, eye: f32) -> Vec<Sprite> {
    let mut sprites = Vec::new();
    if eye > 7.0 {
        return sprites;
    }
    for _ in 0..9000 {
        let z = 1.8 + 24.0 * random.unit().powf(1.3);
        let x = random.range(-0.75, 0.75) * z;
        if !free(x, z) {
            continue;
        }
        let (id, away, _) = layout.plot(x, z);
        let stage = (layout.season + (at(id.0, id.1, 11) - 0.5) * 0.35).clamp(0.0, 1.0);
        let (green, tall) = if away < 0.7 {
            (mix(hex(0x6b7a3a), hex(0x93855a), random.unit()), 0.22)
        } else {
            let lush = mix(hex(0x95ab62), hex(0x6c8849), step(0.3, 0.5, stage));
            (mix(lush, hex(0xc2a868), step(0.6, 0.9, stage)), 0.25 + 0.4 * stage.min(0.8))
        };
        // Young plants stand apart in the water.
        if away > 0.7 && random.unit() > 0.25 + stage * 1.6 {
            continue;
        }
        sprites.push(tuft(random, (x, 0.3, z), tall, green));
    }
    sprites
}

/// Height of tree crowns where groves stand; 0 between them.
pub fn grove(x: f32, z: f32, offset: f32) -> f32 {
    let where_ = fbm(x / 130.0 + offset, z / 48.0 - offset, 3);
    let stand = step(0.22, 0.42, where_);
    if stand <= 0.0 {
        return 0.0;
    }
    let (away, id) = cells(x / 5.5 + offset, z / 5.5);
    let crown = (1.0 - away * away).max(0.0).sqrt() * (3.0 + 5.5 * id);
    stand * (crown + 1.5 + fbm(x / 1.3, z / 1.3, 3) * 1.1)
}

/// Leaves of a grove.
pub fn foliage(spot: &Spot, offset: f32) -> Surface {
    let [x, y, z] = spot.p;
    let (_, id) = cells(x / 5.5 + offset, z / 5.5);
    let clump = fbm3(x / 1.5, y / 1.3, z / 1.5, 4);
    let green = mix(hex(0x2c401d), hex(0x6b7f3c), id * 0.6 + 0.2 + 0.3 * clump);
    let n = unit(plus(spot.n, [clump * 0.8, 0.25 + clump * 0.3, fbm3(x / 1.1, y, z / 1.1, 2) * 0.8]));
    Surface { albedo: scale(green, 0.55 + 0.45 * step(-0.6, 0.5, clump)), n, wet: 0.0 }
}
