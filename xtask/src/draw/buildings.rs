//! Houses, towers, bridges and masts, painted as flat faces in light.

use super::canvas::{Rgb, add, hex, mix, scale};
use super::noise::{Random, at, fbm};
use super::sky::Hour;
use super::sprite::{Brush, Sprite};
use super::vector::unit;

/// A village house: one or two storeys, tiled or flat roof.
pub fn house(random: &mut Random, x: f32, y: f32, z: f32) -> Sprite {
    let seed = random.next();
    Sprite::new(x, y, z, move |brush| paint_house(brush, &mut Random::new(seed)))
}

fn paint_house(brush: &mut Brush, random: &mut Random) {
    let (w, storeys) = (random.range(3.2, 5.5), if random.chance(0.3) { 2.0 } else { 1.0 });
    let h = 2.9 * storeys;
    if !brush.visible(w * 1.6, h + 4.0) {
        return;
    }
    let walls: [u32; 6] = [0xe4dcc6, 0xd9c79a, 0xc9d3cf, 0xe0d2bd, 0xbfae94, 0xe9e6dd];
    let wall = hex(random.pick(&walls).unwrap_or(0xe4dcc6));
    let side = if random.chance(0.5) { 1.0 } else { -1.0 };
    let front = brush.lit(wall, unit([-side * 0.3, 0.0, -0.95]), 0.9);
    let flank = brush.lit(wall, unit([side, 0.0, -0.3]), 0.75);
    let depth = w * 0.55 * side;
    let dark = brush.lit(hex(0x2f2b28), [0.0, 0.0, -1.0], 0.5);
    let grime = random.offset();
    brush.shaded_face(&[(-w, 0.0), (-w, h), (w, h), (w, 0.0)], 1.0, |x, y| {
        scale(front, 0.93 + 0.12 * fbm(x * 0.9 + grime, y * 0.5, 3) + 0.05 * (y / h))
    });
    let edge = side * w;
    brush.face(&[(edge, 0.0), (edge, h), (edge + depth, h * 0.96), (edge + depth, 0.12)], flank, 1.0);
    let glow = lit_window(brush);
    for storey in 0..storeys as i32 {
        for k in 0..3 {
            let (x, y) = ((k as f32 - 1.0) * w * 0.62, storey as f32 * 2.9);
            let door = storey == 0 && k == 1;
            let (low, high) = if door { (0.0, 2.2) } else { (0.9, 2.15) };
            let pane = if random.chance(0.4) { glow.unwrap_or(dark) } else { dark };
            brush.face(
                &[(x - 0.55, y + low), (x - 0.55, y + high), (x + 0.55, y + high), (x + 0.55, y + low)],
                pane,
                0.95,
            );
        }
    }
    let tiles = mix(hex(0x7f5342), hex(0x5f4a42), random.unit());
    let n = unit([0.0, 0.75, -0.65]);
    if storeys < 1.5 || random.chance(0.5) {
        let roof = brush.lit(tiles, n, 1.0);
        let shade = brush.lit(tiles, unit([side, 0.5, 0.1]), 0.7);
        let rise = w * random.range(0.38, 0.55);
        let eave = 0.5;
        let ridge = (edge * 0.15 + depth * 0.5, h + rise);
        brush.face(&[(edge, h), ridge, (edge + depth, h * 0.96)], shade, 1.0);
        let corners = [
            (-w - eave, h - 0.15),
            (w + eave, h - 0.15),
            (w * 0.86 + depth * 0.4, h + rise),
            (-w * 0.86 + depth * 0.4, h + rise),
        ];
        brush.shaded_face(&corners, 1.0, |x, y| {
            let course = 0.92 + 0.1 * (y * 14.0).sin() + 0.06 * (x * 17.0).sin();
            scale(roof, course + 0.14 * fbm(x * 1.2 + grime, y * 1.7, 3))
        });
    } else {
        let slab = brush.lit(hex(0xbdb7ab), n, 1.0);
        brush.face(&[(-w - 0.2, h), (-w - 0.2, h + 0.4), (w + 0.2, h + 0.4), (w + 0.2, h)], slab, 1.0);
        let tank = brush.lit(hex(0xb9c1c6), unit([-0.4, 0.3, -0.8]), 1.0);
        brush.oval((w * 0.4, h + 1.1), (0.9, 0.45), tank, 1.0);
    }
}

/// Colour of a lit window, once the light outside is low enough to switch on.
fn lit_window(brush: &Brush) -> Option<Rgb> {
    let lamp = match brush.weather.hour {
        Hour::Dusk => 1.1,
        Hour::Night => 0.9,
        _ => return None,
    };
    Some(brush.aired(scale([1.0, 0.72, 0.38], lamp), 2.0))
}

/// A block of a town: an office, a hotel or a row house of several storeys.
pub fn tower(random: &mut Random, x: f32, z: f32, tall: f32, wide: f32) -> Sprite {
    let seed = random.next();
    Sprite::new(x, 0.0, z, move |brush| paint_tower(brush, &mut Random::new(seed), tall, wide))
}

fn paint_tower(brush: &mut Brush, random: &mut Random, h: f32, w: f32) {
    if !brush.visible(w * 2.0, h * 1.2) {
        return;
    }
    let walls: [u32; 7] = [0xd8cfbd, 0xc7cdd0, 0xe2dccf, 0xb7a48a, 0xa9b7bd, 0xcbb7a0, 0xdfe3e3];
    let wall = hex(random.pick(&walls).unwrap_or(0xd8cfbd));
    let side = if random.chance(0.5) { 1.0 } else { -1.0 };
    let front = brush.lit(wall, unit([-side * 0.25, 0.1, -0.95]), 0.95);
    let flank = brush.lit(wall, unit([side, 0.1, -0.3]), 0.7);
    let glass = brush.lit(hex(0x3d4a55), [0.0, 0.0, -1.0], 0.8);
    let glass = add(glass, brush.aired(scale(brush.weather.sky([0.1, 0.6, -0.8]), 0.18), h * 0.5));
    let lamp = lit_window(brush);
    let night = brush.weather.hour == Hour::Night;
    let (storey, bay) = (random.range(3.1, 3.6), random.range(2.2, 3.6));
    let (shop, id) = (random.range(0.5, 0.85), random.next() as i32);
    let ribbon = random.chance(0.35);
    let window = move |u: f32, y: f32| {
        let (fy, fx) = ((y / storey).fract(), (u / bay).fract());
        let opening = (0.28..0.82).contains(&fy) && (ribbon || (0.2..shop + 0.05).contains(&fx));
        opening.then(|| at((u / bay).floor() as i32, (y / storey).floor() as i32, id))
    };
    let share = if night { 0.26 } else { 0.18 };
    let color = move |wall: Rgb, u: f32, y: f32| match (window(u, y), lamp) {
        (Some(chance), Some(lamp)) if chance < share => {
            let cool = if (chance * 97.0).fract() > 0.7 { [0.75, 0.95, 1.3] } else { [1.0; 3] };
            [0, 1, 2].map(|n| lamp[n] * cool[n] * (0.25 + chance * 2.6))
        }
        (Some(chance), _) => mix(scale(glass, 0.75 + 0.5 * chance), wall, 0.25),
        (None, _) => {
            let slab = if (y / storey).fract() < 0.09 { 0.86 } else { 1.0 };
            scale(wall, slab * (0.9 + 0.12 * fbm(u * 0.25, y * 0.12, 3) + 0.06 * (y / h)))
        }
    };
    brush.shaded_face(&[(-w, 0.0), (-w, h), (w, h), (w, 0.0)], 1.0, |x, y| color(front, x + 100.0, y));
    let (edge, depth) = (side * w, side * w * random.range(0.35, 0.7));
    let corners = [(edge, 0.0), (edge, h), (edge + depth, h * 0.985), (edge + depth, 0.0)];
    brush.shaded_face(&corners, 1.0, |x, y| color(flank, x * 2.2 + 300.0, y));
    let top = brush.lit(scale(wall, 0.9), [0.0, 0.4, -0.9], 1.0);
    brush.face(&[(-w * 0.4, h), (-w * 0.4, h + 2.6), (w * 0.2, h + 2.6), (w * 0.2, h)], top, 1.0);
    if h > 24.0 {
        brush.stroke((0.0, h + 2.0, 0.25), (0.0, h + h * 0.16 + 3.0, 0.1), top, 0.9);
    }
}

/// A bridge on piers across the view, with an arch over its main span.
pub fn bridge(random: &mut Random, z: f32) -> Sprite {
    let (rise, arched) = (random.range(7.0, 11.0), random.chance(0.6));
    let middle = random.range(-0.3, 0.3) * z;
    Sprite::new(0.0, 0.0, z, move |brush| {
        let n = unit([-0.2, 0.3, -0.93]);
        let (concrete, under) = (brush.lit(hex(0xb9b6ae), n, 1.0), brush.lit(hex(0x77746d), [0.0, -0.5, -0.8], 0.5));
        let far = z * 1.2;
        let mut x = -far;
        while x < far {
            brush.face(&[(x - 1.2, -1.0), (x - 1.0, rise), (x + 1.0, rise), (x + 1.2, -1.0)], under, 1.0);
            brush.face(&[(x - 3.0, rise - 0.9), (x - 3.0, rise), (x + 3.0, rise), (x + 3.0, rise - 0.9)], under, 1.0);
            x += 33.0;
        }
        brush.face(&[(-far, rise), (-far, rise + 1.5), (far, rise + 1.5), (far, rise)], concrete, 1.0);
        brush.face(&[(-far, rise - 0.5), (-far, rise), (far, rise), (far, rise - 0.5)], under, 1.0);
        let lamp = lit_window(brush);
        let mut x = -far;
        while x < far {
            brush.stroke((x, rise + 1.5, 0.16), (x, rise + 8.5, 0.1), concrete, 0.9);
            if let Some(lamp) = lamp {
                brush.dot(x, rise + 8.6, 0.3, scale(lamp, 2.5), 1.0);
                brush.glow((x, rise + 8.5), 8.0, scale(lamp, 1.5));
            }
            x += 16.5;
        }
        if arched {
            let steel = brush.lit(mix(hex(0xa53a2c), hex(0xd8d9d6), 0.4), n, 1.0);
            let (mut last, half) = ((middle - 50.0, rise + 1.5), 50.0);
            for k in 1..=24 {
                let t = k as f32 / 12.0 - 1.0;
                let next = (middle + t * half, rise + 1.5 + 17.0 * (1.0 - t * t));
                brush.stroke((last.0, last.1, 1.1), (next.0, next.1, 1.1), steel, 1.0);
                brush.stroke((next.0, next.1, 0.16), (next.0, rise + 1.5, 0.16), steel, 0.9);
                last = next;
            }
        }
    })
}

/// Masts in a row going away, with their wires.
pub fn power_line(random: &mut Random) -> Vec<Sprite> {
    let (x, lean, start) = (random.range(-14.0, 14.0), random.range(-0.3, 0.3), random.range(28.0, 50.0));
    (0..9)
        .map(|k| {
            let z = start + 48.0 * k as f32;
            Sprite::new(x + lean * z, 0.3, z, move |brush| {
                let pole = brush.lit(hex(0x8d8b86), unit([-0.5, 0.2, -0.8]), 1.0);
                brush.stroke((0.0, 0.0, 0.3), (0.0, 8.4, 0.2), pole, 1.0);
                brush.stroke((-0.9, 7.8, 0.12), (0.9, 7.8, 0.12), pole, 1.0);
                brush.stroke((-0.7, 7.1, 0.1), (0.7, 7.1, 0.1), pole, 1.0);
            })
        })
        .collect()
}
