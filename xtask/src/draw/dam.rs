//! A reservoir and its dam: gates between piers, hills around.

use super::Shape;
use super::boats;
use super::canvas::{Canvas, Rgb, hex, mix, scale};
use super::noise::{Random, at, fbm, step};
use super::outdoors::{Outdoors, Spot, camera};
use super::paddy;
use super::plants;
use super::sky::{Hour, Weather};
use super::sprite::{Brush, Sprite};
use super::vector::unit;
use super::water::Water;

pub fn draw(random: &mut Random, shape: Shape, width: u32) -> Canvas {
    let hours = [Hour::Morning, Hour::Overcast, Hour::Afternoon, Hour::Dawn, Hour::Noon];
    let mut weather = Weather::new(random, &hours);
    weather.density *= random.range(1.6, 3.0);
    weather.mist = (random.range(0.1, 0.8), 30.0);
    let eye = random.range(4.0, 13.0);
    let camera = camera(shape, width, random.range(0.42, 0.58), random.range(0.9, 1.5), eye);
    let (offset, wall) = (random.offset(), random.range(90.0, 170.0));
    let (half, rise) = (wall * random.range(0.42, 0.62), random.range(9.0, 15.0));
    let middle = random.range(-0.15, 0.15) * wall;
    let height = move |x: f32, z: f32| {
        let fold = fbm(x / 110.0 + offset, z / 110.0, 4);
        let ahead = (z - wall * 0.7) / wall;
        let flank = ((x - middle).abs() - half * (0.85 + 0.3 * (1.0 - ahead).max(0.0))) * 0.42 + fold * 9.0;
        let behind = (z - wall - 120.0) * 0.18 + fold * 40.0;
        let land = flank.max(if z > wall + 60.0 { behind.min(120.0) } else { -2.0 });
        if land <= 0.3 {
            return land.max(-2.0);
        }
        let trees =
            step(1.5, 4.5, land) * (paddy::grove(x * 1.4, z * 1.4, offset) + 1.6 + fbm(x / 4.0, z / 4.0, 3) * 1.6);
        land.min(60.0 + fold * 40.0) + trees
    };
    let ground = move |spot: &Spot| {
        let y = spot.p[1];
        if y > 3.4 {
            return paddy::foliage(spot, offset);
        }
        let mut shore = plants::meadow(spot, offset, 0.3);
        // Bare earth between high and low water.
        shore.albedo = mix(hex(0x9d7d5c), shore.albedo, step(0.8, 2.4, y + fbm(spot.p[0], spot.p[2], 2) * 0.6));
        shore
    };
    let (gates, seed) = (3 + random.below(5), random.next());
    let spill = random.chance(0.45);
    let mut sprites = vec![Sprite::new(middle, 0.0, wall, move |brush| {
        dam(brush, &mut Random::new(seed), (half, rise), gates, spill);
    })];
    sprites.extend(boats::fleet(random, &height, (eye * 6.0, wall * 0.7), 1));
    let water = Water { color: hex(0x4a6358), rough: random.range(0.010, 0.03), wave: random.range(0.8, 1.8), offset };
    Outdoors {
        camera,
        weather,
        height: &height,
        ground: &ground,
        water: Some(water),
        range: (2.0, 2600.0, 0.0026),
        shadows: 90.0,
        sprites,
    }
    .paint()
}

/// Weathered concrete: streaks under the crest, lift joints, stains.
fn concrete(x: f32, y: f32, rise: f32, base: Rgb) -> Rgb {
    let streak = step(0.1, 0.7, fbm(x * 0.9, y * 0.05, 3)) * (1.0 - y / rise).clamp(0.0, 1.0);
    let joint = if (y / 1.5).fract() < 0.05 { 0.9 } else { 1.0 };
    let tide = if y < 1.6 { 0.62 } else { 1.0 };
    scale(base, (1.0 - 0.22 * streak) * joint * tide * (0.94 + 0.12 * fbm(x * 0.3, y * 0.3, 4)))
}

fn dam(brush: &mut Brush, random: &mut Random, (half, rise): (f32, f32), gates: usize, spill: bool) {
    let wide = half * 1.7;
    let n = unit([-0.15, 0.25, -0.95]);
    let base = brush.lit(hex(0xb3ada0), n, 1.0);
    let dark = brush.lit(hex(0x6d6860), n, 0.6);
    // Earth dam on both sides, faced with stone; concrete in the middle.
    let stone = brush.lit(hex(0x918a7c), unit([0.0, 0.6, -0.8]), 1.0);
    let shift = random.offset();
    brush.shaded_face(&[(-wide, -1.0), (-wide, rise), (wide, rise), (wide, -1.0)], 1.0, |x, y| {
        let cell = at((x * 1.4) as i32, (y * 2.4) as i32, 6);
        scale(stone, 0.8 + 0.28 * cell + 0.14 * fbm(x * 0.2 + shift, y * 0.4, 3) - if y < 1.4 { 0.25 } else { 0.0 })
    });
    let bay = 9.0f32;
    let span = bay * gates as f32 * 0.5 + 2.0;
    let body = [(-span, -1.0), (-span, rise + 0.6), (span, rise + 0.6), (span, -1.0)];
    brush.shaded_face(&body, 1.0, |x, y| concrete(x, y, rise, base));
    let steel = brush.lit(mix(hex(0x3d6a8a), hex(0x9a3f2d), random.unit().round()), n, 0.9);
    let water = brush.lit(hex(0xdfe6e6), n, 1.0);
    for k in 0..gates {
        let x = (k as f32 - (gates - 1) as f32 * 0.5) * bay;
        let (low, high) = (rise * 0.28, rise * 0.86);
        let corners = |a: f32, b: f32| [(x - 3.0, a), (x - 3.0, b), (x + 3.0, b), (x + 3.0, a)];
        brush.face(&corners(low, high), dark, 1.0);
        let open = if spill && random.chance(0.6) { random.range(0.25, 0.5) } else { 0.0 };
        let lift = low + (high - low) * open;
        brush.shaded_face(&corners(lift, high * 0.93), 1.0, |_, y| {
            scale(steel, if (y / 0.9).fract() < 0.16 { 0.7 } else { 1.0 })
        });
        if open > 0.0 {
            brush.shaded_face(&[(x - 2.9, -0.3), (x - 2.8, lift), (x + 2.8, lift), (x + 2.9, -0.3)], 0.95, |x, y| {
                scale(water, 0.8 + 0.35 * fbm(x * 4.0, y * 0.5 + shift, 4))
            });
            for _ in 0..160 {
                let (dx, dy) = (random.bell() * 3.2, random.unit().powi(2) * 1.6);
                brush.dot(x + dx, dy, random.range(0.2, 0.6), water, 0.12);
            }
        }
    }
    // Piers, the bridge over the gates, its lifting gear and railing.
    for k in 0..=gates {
        let x = (k as f32 - gates as f32 * 0.5) * bay;
        let pier = [(x - 1.1, -1.0), (x - 1.1, rise + 4.4), (x + 1.1, rise + 4.4), (x + 1.1, -1.0)];
        brush.shaded_face(&pier, 1.0, |x, y| scale(concrete(x, y, rise, base), 1.06));
        let shade = [(x + 1.1, -1.0), (x + 1.1, rise + 4.4), (x + 1.7, rise + 4.2), (x + 1.7, -1.0)];
        brush.face(&shade, dark, 0.85);
    }
    brush.face(&[(-span, rise + 4.2), (-span, rise + 5.2), (span, rise + 5.2), (span, rise + 4.2)], base, 1.0);
    let white = brush.lit(hex(0xe2ded2), n, 1.0);
    let roof = brush.lit(hex(0x8d4a38), unit([0.0, 0.7, -0.7]), 1.0);
    let house =
        [(-span * 0.25, rise + 5.2), (-span * 0.25, rise + 8.4), (span * 0.25, rise + 8.4), (span * 0.25, rise + 5.2)];
    brush.face(&house, white, 1.0);
    let gable =
        [(-span * 0.28, rise + 8.3), (-span * 0.2, rise + 9.9), (span * 0.2, rise + 9.9), (span * 0.28, rise + 8.3)];
    brush.face(&gable, roof, 1.0);
    for k in 0..5 {
        let x = (k as f32 - 2.0) * span * 0.09;
        brush.face(
            &[(x - 0.6, rise + 6.0), (x - 0.6, rise + 7.6), (x + 0.6, rise + 7.6), (x + 0.6, rise + 6.0)],
            dark,
            0.9,
        );
    }
    brush.stroke((-wide, rise + 1.1, 0.1), (wide, rise + 1.1, 0.1), white, 0.9);
    let mut x = -wide;
    while x < wide {
        brush.stroke((x, rise, 0.1), (x, rise + 1.1, 0.1), white, 0.9);
        x += 2.0;
    }
}
