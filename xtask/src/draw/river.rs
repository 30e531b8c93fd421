//! A wide river of the plain: dyke, far bank, sampans and barges.

use super::Shape;
use super::boats;
use super::buildings;
use super::canvas::{Canvas, hex, mix};
use super::noise::{Random, fbm, plane, step};
use super::outdoors::{Outdoors, Spot, camera};
use super::paddy;
use super::plants;
use super::sky::{Hour, Weather};
use super::sprite::Sprite;
use super::water::Water;

pub fn draw(random: &mut Random, shape: Shape, width: u32) -> Canvas {
    let hours = [Hour::Dawn, Hour::Morning, Hour::Overcast, Hour::Afternoon, Hour::Dusk, Hour::Noon];
    let mut weather = Weather::new(random, &hours);
    weather.density *= random.range(1.4, 2.8);
    weather.mist = (random.range(0.1, 1.4), 10.0);
    let eye = random.range(3.0, 11.0);
    let camera = camera(shape, width, random.range(0.38, 0.56), random.range(0.8, 1.5), eye);
    let offset = random.offset();
    let (far, lean) = (random.range(190.0, 420.0), random.range(-0.35, 0.35));
    let near_bank = random.chance(0.95);
    let side = if random.chance(0.5) { 1.0 } else { -1.0 };
    let height = move |x: f32, z: f32| {
        let rough = fbm(x / 46.0 + offset, z / 46.0, 3);
        let beyond = z - far - lean * x + rough * 22.0;
        let bank = (beyond * 0.06).min(2.2) + (beyond * 0.012 - 1.2).clamp(0.0, 2.6);
        let grove = paddy::grove(x, z, offset) * step(8.0, 40.0, beyond) * 1.2;
        let mut y = bank + grove;
        if near_bank {
            // The dyke on one side of the picture, its foot in the water.
            let foot = side * x - 2.5 - z * 0.22 - rough * 3.0;
            y = y.max((foot * 0.42).min(eye * 0.62) + plane(x * 0.9, z * 0.9) * 0.07);
        }
        y.max(-1.5)
    };
    let ground = move |spot: &Spot| {
        let [x, y, z] = spot.p;
        let beyond = z - far - lean * x;
        if beyond > -30.0 && y > 5.0 {
            return paddy::foliage(spot, offset);
        }
        let mut grass = plants::meadow(spot, offset, 0.1);
        let wet = step(0.9, 0.1, y + plane(x * 1.3, z * 1.3) * 0.2);
        grass.albedo = mix(grass.albedo, hex(0x7d6a50), wet * 0.9);
        // Stone facing on the dyke's slope.
        if near_bank && beyond < -60.0 && y > eye * 0.6 {
            grass.albedo = mix(grass.albedo, hex(0xa09a8e), 0.7);
        }
        grass
    };
    let (nearest, n) = (random.range(5.0, 8.0) * eye.max(4.0), 2 + random.below(3));
    let mut sprites = boats::fleet(random, &height, (nearest, far * 0.8), n);
    if random.chance(0.6) {
        let z = far * random.range(0.35, 0.7);
        let x = random.range(-0.3, 0.3) * z;
        let (seed, long) = (random.next(), random.range(24.0, 36.0));
        if height(x, z) < 0.0 {
            sprites.push(Sprite::new(x, 0.0, z, move |brush| boats::barge(brush, &mut Random::new(seed), long)));
        }
    }
    for _ in 0..90 {
        let x = random.range(-0.8, 0.8) * far;
        let z = far + lean * x + random.range(12.0, 70.0);
        if fbm(x / 60.0 + offset, z / 60.0, 2) > -0.15 {
            sprites.push(plants::any(random, x, 1.2, z, 1.25));
        }
        if random.chance(0.14) {
            sprites.push(buildings::house(random, x + 7.0, 2.0, z + 9.0));
        }
    }
    if random.chance(0.3) {
        sprites.push(buildings::bridge(random, far * 0.8));
    }
    let silt = mix(hex(0x8a6a4c), hex(0x67705a), random.unit());
    let water = Water { color: silt, rough: random.range(0.02, 0.05), wave: random.range(1.2, 2.6), offset };
    Outdoors {
        camera,
        weather,
        height: &height,
        ground: &ground,
        water: Some(water),
        range: (1.5, 2600.0, 0.0028),
        shadows: 30.0,
        sprites,
    }
    .paint()
}
