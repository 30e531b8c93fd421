//! A provincial town on its river, by day or by night.

use super::Shape;
use super::boats;
use super::buildings;
use super::canvas::{Canvas, Rgb, hex, scale};
use super::noise::{Random, fbm, plane};
use super::outdoors::{Outdoors, Spot, Surface, camera};
use super::plants;
use super::sky::{Hour, Weather};
use super::sprite::Sprite;
use super::water::Water;

pub fn draw(random: &mut Random, shape: Shape, width: u32) -> Canvas {
    let hours = [Hour::Morning, Hour::Afternoon, Hour::Dusk, Hour::Noon, Hour::Overcast, Hour::Dusk];
    let weather = Weather::new(random, &hours);
    town(random, shape, width, weather)
}

/// The same town with its lamps lit, under stars.
pub fn night(random: &mut Random, shape: Shape, width: u32) -> Canvas {
    let mut weather = Weather::new(random, &[Hour::Night]);
    weather.density *= 0.6;
    town(random, shape, width, weather)
}

fn town(random: &mut Random, shape: Shape, width: u32, mut weather: Weather) -> Canvas {
    weather.density *= random.range(1.4, 2.6);
    let dark = weather.hour == Hour::Night;
    let lit = dark || weather.hour == Hour::Dusk;
    let eye = random.range(4.0, 16.0);
    let camera = camera(shape, width, random.range(0.50, 0.66), random.range(0.9, 1.6), eye);
    let (offset, near) = (random.offset(), random.range(150.0, 260.0));
    let height = move |x: f32, z: f32| {
        let quay = z - near - (x / 220.0 + offset).sin() * 12.0;
        if quay > 0.0 { 3.0 + plane(x * 0.05, z * 0.05) * 0.2 } else { -1.0 }
    };
    let ground = move |spot: &Spot| {
        let [x, y, z] = spot.p;
        let joint = 1.0 - 0.12 * ((x * 0.8).sin().abs() > 0.97) as i32 as f32;
        let base = if y < 2.7 { hex(0x8f8a80) } else { hex(0xa39c8d) };
        Surface { albedo: scale(base, joint * (1.0 + 0.15 * fbm(x / 3.0, z / 3.0 + y * 2.0, 3))), n: spot.n, wet: 0.0 }
    };
    let mut sprites = Vec::new();
    for _ in 0..70 {
        let z = near + 22.0 + random.unit() * 330.0;
        let x = random.range(-0.62, 0.62) * z;
        let peak = (fbm(x / 130.0 + offset, 1.0, 2) * 0.5 + 0.6).clamp(0.2, 1.2);
        let tall = if random.chance(0.2) { random.range(30.0, 62.0) * peak } else { random.range(9.0, 24.0) };
        let wide = random.range(5.0, 13.0);
        sprites.push(buildings::tower(random, x, z, tall + 3.0, wide));
    }
    for _ in 0..80 {
        let x = random.range(-0.65, 0.65) * near;
        let z = near + random.range(14.0, 21.0);
        sprites.push(plants::any(random, x, 3.0, z, 0.85));
    }
    let mut x = -near * 0.7;
    while x < near * 0.7 {
        sprites.push(lamp(x + random.bell(), near + 13.5, lit));
        x += 15.0;
    }
    let z = near * random.range(0.72, 0.86);
    sprites.push(buildings::bridge(random, z));
    sprites.extend(boats::fleet(random, &height, (50.0f32.max(eye * 7.0), near * 0.8), 2));
    let color = if dark { hex(0x10161c) } else { hex(0x66665a) };
    let water = Water { color, rough: random.range(0.016, 0.036), wave: random.range(1.0, 2.2), offset };
    Outdoors {
        camera,
        weather,
        height: &height,
        ground: &ground,
        water: Some(water),
        range: (4.0, 2200.0, 0.003),
        shadows: 0.0,
        sprites,
    }
    .paint()
}

/// A street lamp; its glow counts once it is dark.
fn lamp(x: f32, z: f32, lit: bool) -> Sprite {
    Sprite::new(x, 3.0, z, move |brush| {
        let pole = brush.lit(hex(0x6f7472), [-0.4, 0.2, -0.9], 0.9);
        brush.stroke((0.0, 0.0, 0.18), (0.0, 7.0, 0.1), pole, 0.9);
        if lit {
            let warm: Rgb = brush.aired([2.6, 1.75, 0.95], 8.0);
            brush.dot(0.0, 7.1, 0.3, warm, 1.0);
            brush.glow((0.0, 7.0), 9.0, scale(warm, 0.8));
        }
    })
}
