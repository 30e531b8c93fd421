//! Fields in steps up the hills.

use super::Shape;
use super::buildings;
use super::canvas::{Canvas, hex, mix, scale};
use super::noise::{Random, at, fbm, plane, step};
use super::outdoors::{Outdoors, Spot, Surface, camera};
use super::paddy;
use super::plants::{self, detail};
use super::sky::{Hour, Weather};
use super::vector::{plus, unit};

pub fn draw(random: &mut Random, shape: Shape, width: u32) -> Canvas {
    let hours = [Hour::Dawn, Hour::Morning, Hour::Afternoon, Hour::Overcast, Hour::Afternoon];
    let mut weather = Weather::new(random, &hours);
    weather.density *= random.range(1.6, 3.0);
    weather.mist = (random.range(0.2, 0.9), 60.0);
    let offset = random.offset();
    let (rise, level) = (random.range(0.16, 0.26), random.range(2.2, 3.6));
    let season = random.unit();
    let side = if random.chance(0.5) { 1.0 } else { -1.0 };
    let slope = move |x: f32, z: f32| {
        let fold = fbm(x / 150.0 + offset, z / 150.0, 4);
        let valley = (side * x * 0.22 + (z - 60.0) * rise * 0.8).max(0.0) * 0.75;
        let back = step(250.0, 900.0, z) * 160.0 * (0.6 + 0.5 * fbm(x / 420.0 + offset, z / 420.0, 3));
        4.0 + valley.min(95.0) + fold * (14.0 + z * 0.03) + back
    };
    let height = move |x: f32, z: f32| {
        let raw = slope(x, z);
        let steps = raw / level;
        let (whole, part) = (steps.floor(), steps - steps.floor());
        // Flat for most of a step, then a steep earth bank.
        let tread = (whole + step(0.72, 0.98, part)) * level;
        // Far steps are finer than a pixel and only seen as a slope.
        let far = step(170.0, 320.0, z);
        let tread = tread * (1.0 - far) + raw * far;
        let wild = step(0.05, 0.3, fbm(x / 190.0 - offset, z / 190.0, 3) + (z - 420.0) / 500.0);
        let trees =
            wild * (paddy::grove(x * 1.3, z * 1.3, offset + 5.0) * 0.7 + 1.2 * (0.5 + 0.5 * plane(x / 3.0, z / 3.0)));
        tread * (1.0 - wild) + raw * wild + trees
    };
    let ground = move |spot: &Spot| {
        let [x, _, z] = spot.p;
        let wild = step(0.05, 0.3, fbm(x / 190.0 - offset, z / 190.0, 3) + (z - 420.0) / 500.0);
        let raw = slope(x, z) / level;
        let (whole, part) = (raw.floor(), raw - raw.floor());
        let plot = at(whole as i32, (fbm(x / 60.0, z / 60.0, 2) * 3.0) as i32, 9);
        let fine = detail(x, z, spot.long, 2.0);
        let stage = (season + (plot - 0.5) * 0.5).clamp(0.0, 1.0);
        let mut albedo = mix(hex(0x95ab62), hex(0x6a8748), step(0.2, 0.5, stage));
        albedo = mix(albedo, hex(0xc2a868), step(0.6, 0.85, stage));
        let wet = if stage < 0.15 { 0.8 } else { 0.0 };
        if wet > 0.0 {
            albedo = hex(0x7a6a50);
        }
        let bank = step(0.68, 0.78, part) * (1.0 - 0.6 * step(150.0, 320.0, z));
        albedo = mix(albedo, mix(hex(0x5f6a36), hex(0x7d6c48), plot * 0.7 + 0.2 * fine), bank * 0.85);
        let field = Surface {
            albedo: scale(albedo, 0.92 + 0.18 * fine),
            n: unit(plus(spot.n, [fine * 0.3, 0.0, detail(x + 9.0, z, spot.long, 2.0) * 0.3])),
            wet: wet * (1.0 - bank),
        };
        if wild < 0.4 {
            return field;
        }
        paddy::foliage(spot, offset)
    };
    let eye = slope(0.0, 2.0).max(0.0) + random.range(16.0, 34.0);
    let camera = camera(shape, width, random.range(0.24, 0.36), random.range(0.9, 1.5), eye);
    let mut sprites = Vec::new();
    for _ in 0..24 {
        let z = random.range(70.0, 330.0);
        let x = random.range(-0.5, 0.5) * z;
        let y = height(x, z) - 0.3;
        if random.chance(0.12) && z > 170.0 {
            sprites.push(buildings::house(random, x, y, z));
        } else {
            sprites.push(plants::any(random, x, y, z, 0.9));
        }
    }
    Outdoors {
        camera,
        weather,
        height: &height,
        ground: &ground,
        water: None,
        range: (2.0, 3200.0, 0.0016),
        shadows: 120.0,
        sprites,
    }
    .paint()
}
