//! A village at the end of the day: roofs among bamboo and palms, behind a pond or fields.

use super::Shape;
use super::boats;
use super::buildings;
use super::canvas::{Canvas, hex};
use super::noise::{Random, fbm, step};
use super::outdoors::{Outdoors, Spot, camera};
use super::paddy;
use super::plants;
use super::sky::{Hour, Weather};
use super::sprite::Sprite;
use super::water::Water;

pub fn draw(random: &mut Random, shape: Shape, width: u32) -> Canvas {
    let hours = [Hour::Dusk, Hour::Dusk, Hour::Dusk, Hour::Afternoon];
    let mut weather = Weather::new(random, &hours);
    weather.density *= random.range(2.5, 5.0);
    weather.mist = (random.range(0.6, 2.4), 9.0);
    let eye = random.range(2.0, 7.0);
    let camera = camera(shape, width, random.range(0.48, 0.62), random.range(1.0, 1.7), eye);
    let (offset, near) = (random.offset(), random.range(46.0, 80.0));
    let pond = random.chance(0.65);
    let layout = paddy::Layout::new(random);
    let height = move |x: f32, z: f32| {
        let beyond = z - near - fbm(x / 26.0 + offset, 1.0, 3) * 9.0;
        let grove = paddy::grove(x * 1.5, z * 1.2, offset) * step(90.0, 130.0, beyond);
        if pond {
            let side = fbm(x / 18.0 - offset, z / 18.0, 2);
            return (beyond * 0.14 + side * 0.3).clamp(-1.0, 0.9) + grove;
        }
        0.5 + paddy::bund(x, z, &layout) * step(6.0, -2.0, beyond) + grove
    };
    let ground = move |spot: &Spot| {
        if spot.p[1] > 1.9 {
            return paddy::foliage(spot, offset);
        }
        if pond || spot.p[2] > near { plants::meadow(spot, offset, 0.3) } else { paddy::ground(spot, &layout) }
    };
    let mut sprites = Vec::new();
    for k in 0..26 {
        let z = near + 14.0 + random.unit() * 60.0;
        let x = (k as f32 / 25.0 - 0.5) * z * 1.25 + random.bell() * 4.0;
        if random.chance(0.6) {
            sprites.push(buildings::house(random, x, 0.7, z));
        }
        for _ in 0..3 {
            let (dx, dz) = (random.bell() * 6.0, random.range(-7.0, 12.0));
            let size = random.range(0.8, 1.35);
            sprites.push(plants::any(random, x + dx, 0.6, z + dz, size));
        }
    }
    for _ in 0..3 + random.below(4) {
        let (x, z, seed) = (random.range(-0.35, 0.35) * near, near + random.range(5.0, 11.0), random.next());
        let hat = random.chance(0.6);
        let y = height(x, z).max(0.1);
        sprites.push(Sprite::new(x, y, z, move |brush| {
            boats::person(brush, &mut Random::new(seed), (0.0, 0.0), 1.6, hat);
        }));
    }
    if !pond {
        sprites.extend(paddy::tufts(random, &layout, &|_, _| true, eye));
    }
    smoke(&mut sprites, random, near);
    let water = Water { color: hex(0x4f553e), rough: random.range(0.003, 0.014), wave: 0.6, offset };
    Outdoors {
        camera,
        weather,
        height: &height,
        ground: &ground,
        water: pond.then_some(water),
        range: (1.2, 1800.0, 0.0028),
        shadows: 0.0,
        sprites,
    }
    .paint()
}

/// Smoke of a cooking fire, drifting.
fn smoke(sprites: &mut Vec<Sprite>, random: &mut Random, near: f32) {
    let (x, z, seed) = (random.range(-0.3, 0.3) * near, near + random.range(30.0, 50.0), random.next());
    sprites.push(Sprite::new(x, 4.0, z, move |brush| {
        let mut random = Random::new(seed);
        let color = brush.lit(hex(0xc9c9cc), [0.0, 0.6, -0.8], 1.0);
        let drift = random.range(-0.7, 0.7);
        for k in 0..420 {
            let t = k as f32 / 420.0;
            let wide = 0.25 + 2.4 * t;
            let at = (drift * t * t * 16.0 + random.bell() * wide * 0.6, t * 13.0 + random.bell() * 0.4);
            brush.dot(at.0, at.1, wide * 0.55, color, 0.022 * (1.0 - t));
        }
    }));
}
