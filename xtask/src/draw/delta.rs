//! Rice fields and canals of the plain, groves and villages on the skyline.

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
    let hours = [Hour::Morning, Hour::Afternoon, Hour::Dawn, Hour::Overcast, Hour::Noon, Hour::Dusk, Hour::Afternoon];
    let mut weather = Weather::new(random, &hours);
    weather.density *= random.range(1.4, 2.6);
    weather.mist = (random.range(0.2, 1.2), 14.0);
    let eye = if random.chance(0.4) { random.range(14.0, 30.0) } else { random.range(1.9, 5.5) };
    let camera = camera(shape, width, random.range(0.40, 0.58), random.range(0.75, 1.3), eye);
    let (layout, offset) = (paddy::Layout::new(random), random.offset());
    let canal = random.chance(0.92);
    let (start, lean, half) = (random.range(-9.0, 9.0), random.range(-0.35, 0.35), random.range(2.2, 5.0));
    let bend = random.range(4.0, 12.0);
    let middle = move |z: f32| start + lean * z + bend * ((z / 70.0 + offset).sin() - offset.sin());
    let height = move |x: f32, z: f32| {
        let field = 0.3 + paddy::bund(x, z, &layout);
        let grove = paddy::grove(x, z, offset) * step(150.0, 260.0, z);
        if !canal {
            return field + grove;
        }
        let away = (x - middle(z)).abs();
        let bank = 0.85 * step(half + 3.4, half + 2.6, away) + plane(x * 0.7, z * 0.7) * 0.08;
        let cut = step(half + 0.9, half - 0.5, away);
        (field + grove * step(half + 3.0, half + 9.0, away)).max(bank) - cut * 2.2
    };
    let ground = move |spot: &Spot| {
        let [x, y, z] = spot.p;
        if y > 1.8 {
            return paddy::foliage(spot, offset);
        }
        let away = (x - middle(z)).abs();
        if !canal || away > half + 3.3 {
            return paddy::ground(spot, &layout);
        }
        let mut grass = plants::meadow(spot, offset, 0.2);
        // A trodden path on the bank.
        let path = step(0.8, 0.4, (away - half - 1.9 + fbm(z / 5.0, x, 2) * 0.25).abs()) * 0.8;
        grass.albedo = mix(grass.albedo, hex(0xa58d6c), path);
        grass
    };
    let mut sprites = Vec::new();
    if canal && random.chance(0.75) {
        let z = random.range(14.0, 34.0);
        let (seed, x) = (random.next(), middle(z));
        sprites.push(Sprite::new(x, 0.0, z, move |brush| boats::sampan(brush, &mut Random::new(seed), 4.2)));
    }
    for _ in 0..70 {
        let z = random.range(60.0, 520.0);
        let x = random.range(-0.65, 0.65) * z;
        if (x - middle(z)).abs() > half + 6.0 && fbm(x / 90.0 - offset, z / 60.0, 2) > 0.12 {
            sprites.push(plants::any(random, x, 0.3, z, 1.0));
            if z > 170.0 && random.chance(0.3) {
                sprites.push(buildings::house(random, x + 5.0, 0.3, z + 4.0));
            }
        }
    }
    sprites.extend(paddy::tufts(random, &layout, &|x, z| !canal || (x - middle(z)).abs() > half + 3.6, eye));
    sprites.extend(workers(random, &|x, z| !canal || (x - middle(z)).abs() > half + 4.0));
    if random.chance(0.5) {
        sprites.extend(buildings::power_line(random));
    }
    let water = Water { color: hex(0x5c6246), rough: random.range(0.004, 0.018), wave: 0.7, offset };
    Outdoors {
        camera,
        weather,
        height: &height,
        ground: &ground,
        water: canal.then_some(water),
        range: (1.2, 2600.0, 0.0026),
        shadows: 40.0,
        sprites,
    }
    .paint()
}

/// People at work in the plots, some bent over the rice, and egrets.
pub fn workers(random: &mut Random, free: &dyn Fn(f32, f32) -> bool) -> Vec<Sprite> {
    let mut sprites = Vec::new();
    let (cx, cz) = (random.range(-0.25, 0.25), random.range(24.0, 60.0));
    for _ in 0..3 + random.below(5) {
        let z = cz + random.bell() * 6.0;
        let x = cx * z + random.bell() * 5.0;
        let (seed, bent) = (random.next(), random.chance(0.55));
        if free(x, z) {
            sprites.push(Sprite::new(x, 0.3, z, move |brush| {
                let mut random = Random::new(seed);
                if bent {
                    boats::bent(brush, &mut random, 1.55)
                } else {
                    boats::person(brush, &mut random, (0.0, 0.0), 1.55, true)
                }
            }));
        }
    }
    for _ in 0..random.below(9) {
        let z = random.range(22.0, 110.0);
        let x = random.range(-0.4, 0.4) * z;
        if free(x, z) {
            let side = if random.chance(0.5) { 1.0 } else { -1.0 };
            sprites.push(Sprite::new(x, 0.35, z, move |brush| boats::egret(brush, side)));
        }
    }
    sprites
}
