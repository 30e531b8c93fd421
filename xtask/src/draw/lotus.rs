//! A lotus pond: leaves on and over the water, flowers, a bank with trees.

use super::Shape;
use super::boats;
use super::buildings;
use super::canvas::{Canvas, Rgb, hex, mix, scale};
use super::noise::{Random, fbm, step};
use super::outdoors::{Outdoors, Spot, camera};
use super::paddy;
use super::plants;
use super::sky::{Hour, Weather};
use super::sprite::Sprite;
use super::vector::unit;
use super::water::Water;

pub fn draw(random: &mut Random, shape: Shape, width: u32) -> Canvas {
    let hours = [Hour::Dawn, Hour::Morning, Hour::Overcast, Hour::Afternoon, Hour::Noon];
    let mut weather = Weather::new(random, &hours);
    weather.density *= random.range(2.0, 4.0);
    weather.mist = (random.range(0.4, 2.0), 6.0);
    let eye = random.range(1.3, 2.6);
    let camera = camera(shape, width, random.range(0.22, 0.40), random.range(0.9, 1.5), eye);
    let (offset, far) = (random.offset(), random.range(70.0, 150.0));
    let height = move |x: f32, z: f32| {
        let beyond = z - far - fbm(x / 30.0 + offset, 2.0, 3) * 12.0;
        let grove = paddy::grove(x, z * 1.4, offset) * step(4.0, 12.0, beyond);
        (beyond * 0.12).clamp(-1.2, 0.9) + grove * 0.9
    };
    let ground = move |spot: &Spot| {
        if spot.p[1] > 1.4 { paddy::foliage(spot, offset) } else { plants::meadow(spot, offset, 0.1) }
    };
    let mut sprites = Vec::new();
    for _ in 0..40 {
        let (x, z) = (random.range(-0.8, 0.8) * far, far + random.range(14.0, 50.0));
        sprites.push(plants::any(random, x, 0.7, z, 1.1));
    }
    if random.chance(0.5) {
        sprites.push(buildings::house(random, random_side(far, offset), 0.8, far + 40.0));
    }
    let open = random.range(-0.1, 0.35);
    let green = mix(hex(0x567f3d), hex(0x7c9a4c), random.unit());
    let pink = random.chance(0.88);
    for _ in 0..2600 {
        let z = 2.4 + (far - 6.0) * random.unit().powf(2.1);
        let x = random.range(-0.7, 0.7) * z;
        if fbm(x / 9.0 + offset, z / 13.0, 3) < open - 0.2 - 6.0 / (z + 8.0) {
            continue;
        }
        leaf(&mut sprites, random, (x, z), green);
        if random.chance(0.075) {
            flower(&mut sprites, random, (x + 0.1, z - 0.1), pink);
        }
    }
    if random.chance(0.35) {
        let (z, seed) = (random.range(20.0, 36.0), random.next());
        let x = random.range(-0.2, 0.2) * z;
        sprites.push(Sprite::new(x, 0.0, z, move |brush| boats::sampan(brush, &mut Random::new(seed), 3.6)));
    }
    let water = Water { color: hex(0x39452f), rough: random.range(0.003, 0.009), wave: 0.5, offset };
    Outdoors {
        camera,
        weather,
        height: &height,
        ground: &ground,
        water: Some(water),
        range: (1.0, 900.0, 0.003),
        shadows: 0.0,
        sprites,
    }
    .paint()
}

fn random_side(far: f32, offset: f32) -> f32 {
    far * 0.3 * offset.signum()
}

/// A leaf on the water or on its stem, seen aslant, with its veins.
fn leaf(sprites: &mut Vec<Sprite>, random: &mut Random, (x, z): (f32, f32), green: Rgb) {
    let lift = if random.chance(0.45) { 0.0 } else { random.range(0.1, 0.75) };
    let r = random.range(0.16, 0.36);
    let (lean, open, seed) = (random.bell() * 0.25, random.range(0.22, 0.5), random.next());
    let tone = mix(scale(green, random.range(0.75, 1.2)), hex(0xa3a052), random.unit().powi(4) * 0.7);
    sprites.push(Sprite::new(x, 0.0, z, move |brush| {
        if !brush.visible(0.8, 1.6) {
            return;
        }
        let mut random = Random::new(seed);
        // On the water a leaf is as flat as the view is low.
        let tilt = if lift == 0.0 { (1.6 / z).clamp(0.05, 0.5) } else { open };
        let (up, down) = (unit([lean, 0.95, -0.3]), unit([lean, 0.5, -0.85]));
        let (top, low) = (brush.lit(tone, up, 1.0), brush.lit(scale(tone, 0.7), down, 0.7));
        let stem = brush.lit(hex(0x5f7040), [0.0, 0.2, -0.95], 0.6);
        if lift > 0.0 {
            brush.stroke((random.bell() * 0.1, -0.02, 0.016), (0.0, lift, 0.012), stem, 0.9);
        }
        let y = lift + 0.02;
        brush.oval((0.0, y - r * tilt * 0.12), (r, r * tilt), low, 1.0);
        brush.oval((-lean * 0.05, y), (r * 0.97, r * tilt * 0.93), top, 1.0);
        if brush.scale * r > 14.0 {
            let vein = brush.lit(mix(tone, hex(0xc9d39a), 0.4), up, 1.0);
            for k in 0..13 {
                let angle = k as f32 * 0.483 + lean;
                let end = (angle.cos() * r * 0.9, y + angle.sin() * r * tilt * 0.86, 0.002);
                brush.stroke((0.0, y - r * tilt * 0.1, 0.006), end, vein, 0.55);
            }
            let heart = scale(top, 0.8);
            brush.oval((0.0, y - r * tilt * 0.1), (r * 0.22, r * tilt * 0.2), heart, 0.5);
        }
    }));
}

/// A flower: a cup of petals, darker at their tips, or a bud.
fn flower(sprites: &mut Vec<Sprite>, random: &mut Random, (x, z): (f32, f32), pink: bool) {
    let (tall, seed) = (random.range(0.55, 1.05), random.next());
    sprites.push(Sprite::new(x, 0.0, z, move |brush| {
        if !brush.visible(0.5, 1.6) {
            return;
        }
        let mut random = Random::new(seed);
        let stem = brush.lit(hex(0x61733f), [0.0, 0.2, -0.95], 0.8);
        let lean = random.bell() * 0.05;
        brush.stroke((0.0, 0.0, 0.014), (lean, tall, 0.012), stem, 1.0);
        let tip = if pink { hex(0xd9688f) } else { hex(0xf0ece4) };
        let base = if pink { hex(0xf1cdd3) } else { hex(0xf4f1e0) };
        let bud = random.chance(0.35);
        let n: i32 = if bud { 3 } else { 11 };
        let size = random.range(0.11, 0.16);
        for row in 0..2 {
            for k in 0..n {
                let t = if n > 1 { k as f32 / (n - 1) as f32 * 2.0 - 1.0 } else { 0.0 };
                let spread = if bud { 0.25 } else { 1.05 - 0.3 * row as f32 };
                let angle = t * spread * 1.25;
                let long = size * (1.0 - 0.18 * t.abs()) * (0.92 + 0.1 * row as f32);
                let n = unit([t * 0.7, 0.4, -0.7]);
                let (a, b) = (brush.lit(base, n, 1.0), brush.lit(mix(base, tip, 0.85), n, 1.0));
                for s in 0..6 {
                    let f = (s as f32 + 0.5) / 6.0;
                    let at = (lean + angle.sin() * long * f, tall + angle.cos() * long * f);
                    let wide = size * 0.3 * (f * std::f32::consts::PI * 0.86 + 0.25).sin();
                    brush.oval(
                        at,
                        (wide, wide * 0.9),
                        scale(mix(a, b, f * f), 0.84 + 0.16 * ((k + row) % 2) as f32),
                        0.85,
                    );
                }
            }
        }
        if !bud {
            let heart = brush.lit(hex(0xd8b83f), [0.0, 0.8, -0.5], 1.0);
            brush.oval((lean, tall + size * 0.3), (size * 0.16, size * 0.1), heart, 0.7);
        }
    }));
}
