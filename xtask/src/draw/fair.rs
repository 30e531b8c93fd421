//! A science fair in the open: tents with stalls, bunting, and people walking among them.

use super::Shape;
use super::canvas::{Canvas, Rgb, hex, mix, scale};
use super::furniture::plant_pot;
use super::hall::clothed;
use super::lens::Lens;
use super::letters::Line;
use super::noise::{Random, at, fbm, step};
use super::people::{Person, Pose};
use super::sky::{Hour, Weather};
use super::solids::Solid;
use super::stage::{Paint, Stage, Sun};
use super::vector::{V3, plus};

pub fn draw(random: &mut Random, shape: Shape, width: u32) -> Canvas {
    let weather = Weather::new(random, &[Hour::Morning, Hour::Overcast, Hour::Afternoon, Hour::Noon, Hour::Overcast]);
    let air = weather.haze;
    let (sun, sunlight) = (weather.sun, weather.sunlight);
    let mut stage = Stage::new(move |d| if d[1] > -0.02 { weather.sky(d) } else { scale(weather.haze, 0.4) });
    stage.sun = Some(Sun { d: sun, light: scale(sunlight, 0.9), wide: if sunlight[0] < 0.6 { 0.3 } else { 0.03 } });
    stage.ambient = scale(air, 0.22);
    stage.air = (air, 0.004);
    ground(&mut stage, random);
    let lane = random.range(2.6, 4.0);
    let far = random.range(26.0, 40.0);
    let tents: [u32; 6] = [0xe9ebea, 0xe9ebea, 0x2f64a8, 0xb8262d, 0x2f7d58, 0xe0a93a];
    let main = random.pick(&tents).unwrap_or(0xe9ebea);
    for side in [-1.0, 1.0] {
        let mut z = random.range(2.5, 4.5);
        while z < far {
            let code = if random.chance(0.7) { main } else { random.pick(&tents).unwrap_or(main) };
            stall(&mut stage, random, [side * (lane + 1.6), 0.0, z], side, hex(code));
            z += random.range(3.3, 3.8);
        }
    }
    bunting(&mut stage, random, lane, far);
    for k in 0..14 {
        let x = (k as f32 - 6.5) * random.range(3.0, 4.5);
        let z = far + random.range(0.0, 12.0);
        tree(&mut stage, random, [x, 0.0, z]);
    }
    crowd(&mut stage, random, lane, far);
    if random.chance(0.7) {
        gate(&mut stage, random, lane, far * 0.8);
    }
    let eye = [random.range(-0.5, 0.5) * lane, random.range(1.5, 2.6), -random.range(0.4, 1.4)];
    let at = [random.range(-0.5, 0.5), random.range(1.3, 1.8), 12.0];
    let focus = random.range(4.5, 9.0);
    let lens =
        Lens { eye, at, focal: random.range(0.75, 1.3), open: random.range(0.008, 0.018), focus, rays: 7, key: 1.1 };
    lens.shoot(&mut stage, random, shape, width)
}

fn ground(stage: &mut Stage, random: &mut Random) {
    let base = mix(hex(0x8f8b83), hex(0xa9927a), random.unit());
    let size = random.range(0.35, 0.6);
    let paint = stage.paint(
        Paint::from(move |hit| {
            let (x, z) = (hit.p[0] / size, hit.p[2] / size);
            let seam = |v: f32| step(0.44, 0.5, ((v - v.floor()) - 0.5).abs());
            let tone =
                0.86 + 0.2 * at(x.floor() as i32, z.floor() as i32, 3) + 0.14 * fbm(hit.p[0] * 0.5, hit.p[2] * 0.5, 4);
            scale(base, tone * (1.0 - 0.25 * seam(x).max(seam(z))))
        })
        .shiny(0.025, 0.25),
    );
    stage.face([-120.0, 0.0, -20.0], [0.0, 0.0, 300.0], [240.0, 0.0, 0.0], paint);
}

/// A tent of three metres with a table of goods; `side` is where it stands from the lane.
fn stall(stage: &mut Stage, random: &mut Random, at: V3, side: f32, color: Rgb) {
    let cloth = stage.matt(color);
    let inner = stage.matt(scale(mix(color, hex(0xd8d4cc), 0.5), 0.8));
    let pole = stage.paint(Paint::matt(hex(0xb9bdc0)).shiny(0.1, 0.3));
    let corner = |x: f32, y: f32, z: f32| plus(at, [x * 1.5, y, z * 1.5]);
    let peak = corner(0.0, 3.5, 0.0);
    let edges = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)];
    for (n, a) in edges.iter().enumerate() {
        let b = edges[(n + 1) % 4];
        let (a, b) = (corner(a.0, 2.45, a.1), corner(b.0, 2.45, b.1));
        stage.put(Solid::Triangle { a, b, c: peak }, cloth);
        let drop = [0.0, -0.28, 0.0];
        stage.face(a, [b[0] - a[0], 0.0, b[2] - a[2]], drop, cloth);
    }
    for (x, z) in edges {
        stage.rod(corner(x, 0.0, z), corner(x, 2.45, z), 0.03, pole);
    }
    // Back and side walls, then a board with the stall's name toward the lane.
    stage.block(corner(side, 1.2, 0.0), [0.02, 1.2, 1.5], 0.0, inner);
    stage.block(corner(0.0, 1.2, 1.0), [1.5, 1.2, 0.015], 0.0, inner);
    let names = ["KHOA HỌC", "SÁNG TẠO", "NÔNG SẢN SẠCH", "TRẺ SÁNG TẠO", "CHUYỂN ĐỔI SỐ", "ĐO LƯỜNG", "CÔNG NGHỆ"];
    let line = Line::new(random.pick(&names).unwrap_or("KHOA HỌC"));
    let colors: [u32; 4] = [0xb01f26, 0x1f5a9a, 0x20744a, 0xd58a1d];
    let board = hex(random.pick(&colors).unwrap_or(0xb01f26));
    let sign = stage.paint(Paint::from(move |hit| {
        // Read from the lane: to the right is farther on the left side, nearer on the right.
        if line.on(-side * hit.uv.0 / 1.2, hit.uv.1 / 0.22, 1.2 / 0.22) { hex(0xf4f1e4) } else { board }
    }));
    stage.block(corner(-side * 1.03, 2.72, 0.0), [0.02, 0.22, 1.2], 0.0, sign);
    let poster = hex(random.pick(&colors).unwrap_or(0x1f5a9a));
    let shade = random.unit();
    let wall = stage.paint(Paint::from(move |hit| {
        let block = at_step(hit.uv.0 * 3.0, hit.uv.1 * 4.0, shade);
        mix(mix(poster, hex(0xeef2f2), 0.55), poster, block)
    }));
    stage.block(corner(side * 0.97, 1.5, 0.0), [0.02, 0.62, 1.0], 0.0, wall);
    let skirt = stage.matt(mix(board, hex(0xe6e2da), random.unit().round()));
    stage.block(corner(-side * 0.55, 0.4, 0.0), [0.3, 0.4, 1.3], 0.0, skirt);
    for k in 0..12 {
        let spot = corner(-side * 0.55 + random.bell() * 0.08, 0.8, -0.8 + 1.6 * k as f32 / 11.0);
        goods(stage, random, spot);
    }
    for _ in 0..1 + random.below(2) {
        let foot = corner(side * 0.2, 0.0, random.range(-0.6, 0.6));
        let paint = clothed(random, false);
        let paint = stage.paint(paint);
        let angle = -side * 1.57 + random.bell() * 0.4;
        let person = Person::new(random, foot, angle, Pose::Standing);
        stage.person(person, paint);
    }
}

fn at_step(u: f32, v: f32, shade: f32) -> f32 {
    let seen = at(u.floor() as i32, v.floor() as i32, (shade * 900.0) as i32);
    if seen > 0.45 { seen } else { 0.0 }
}

fn goods(stage: &mut Stage, random: &mut Random, at: V3) {
    let colors: [u32; 8] = [0xc9a23a, 0xa8322b, 0x5b8a3c, 0xe8e4da, 0x3b6ea5, 0xd9772b, 0x7a4c2c, 0xd5cf5a];
    let paint = stage.matt(hex(random.pick(&colors).unwrap_or(0xe8e4da)));
    match random.below(4) {
        0 => stage.block(plus(at, [0.0, 0.09, 0.0]), [0.09, 0.09, 0.06], random.bell(), paint),
        1 => stage.tube(at, random.range(0.14, 0.28), (0.045, 0.035), paint),
        2 => {
            for _ in 0..5 {
                let spot = plus(at, [random.bell() * 0.06, random.range(0.05, 0.1), random.bell() * 0.06]);
                stage.ball(spot, [0.05; 3], paint);
            }
        }
        _ => plant_pot(stage, random, at, 0.45),
    }
}

/// Small flags on lines across the lane.
fn bunting(stage: &mut Stage, random: &mut Random, lane: f32, far: f32) {
    let colors: [u32; 5] = [0xc8202a, 0xe8c12f, 0x2f6fb5, 0x2f8a57, 0xe9e6df];
    let paints = colors.map(|code| stage.matt(hex(code)));
    let line = stage.matt(hex(0xcfccc4));
    let mut z = random.range(3.0, 6.0);
    while z < far {
        let (mut last, mut k) = ([-lane - 1.0, 3.3, z], 0);
        let n = 26;
        for s in 1..=n {
            let t = s as f32 / n as f32;
            let sag = 4.0 * t * (1.0 - t) * 0.55;
            let next =
                [-lane - 1.0 + 2.0 * (lane + 1.0) * t, 3.3 - sag + random.bell() * 0.008, z + random.bell() * 0.02];
            stage.rod(last, next, 0.008, line);
            let paint = paints[k % 5];
            k += 1;
            let tip = [(last[0] + next[0]) * 0.5 + random.bell() * 0.03, next[1] - 0.3, z + random.bell() * 0.08];
            stage.put(Solid::Triangle { a: last, b: next, c: tip }, paint);
            last = next;
        }
        z += random.range(3.5, 6.0);
    }
}

/// A broad tree: stem and a crown of leaf clumps.
pub fn tree(stage: &mut Stage, random: &mut Random, foot: V3) {
    let bark = stage.matt(hex(0x54473a));
    let green = mix(hex(0x36521f), hex(0x6a7f3a), random.unit());
    let leaf = stage.paint(Paint::from(move |hit| {
        scale(green, 0.8 + 0.4 * at((hit.p[0] * 9.0) as i32, (hit.p[1] * 9.0) as i32, 2))
    }));
    let tall = random.range(5.0, 9.0);
    stage.rod(foot, plus(foot, [random.bell() * 0.3, tall * 0.6, 0.0]), 0.16, bark);
    for _ in 0..420 {
        let (a, r) = (random.unit() * std::f32::consts::TAU, random.unit().powf(0.4));
        let lift = random.unit();
        let wide = tall * 0.36 * r * (1.0 - (lift - 0.45).powi(2) * 1.6);
        let c = plus(foot, [a.cos() * wide, tall * (0.42 + 0.58 * lift), a.sin() * wide]);
        let s = random.range(0.18, 0.42);
        let u = [s, random.bell() * s * 0.5, random.bell() * s * 0.4];
        let v = [random.bell() * s * 0.3, s * 0.4, random.bell() * s];
        stage.put(Solid::Leaf { c, u, v, tip: false }, leaf);
    }
}

fn crowd(stage: &mut Stage, random: &mut Random, lane: f32, far: f32) {
    for _ in 0..90 {
        let z = 2.6 + (far - 2.6) * random.unit().powf(1.25);
        let x = random.bell() * lane * 0.62;
        if x.abs() > lane * 0.95 || (z < 4.5 && x.abs() < 0.5) {
            continue;
        }
        // Most walk away or turn to the stalls on their side.
        let angle = match random.unit() {
            a if a < 0.45 => random.bell() * 0.35,
            a if a < 0.8 => x.signum() * (1.35 + random.bell() * 0.3),
            _ => std::f32::consts::PI + random.bell() * 0.4,
        };
        let angle = if z < 9.0 && angle > 2.0 { random.bell() * 0.4 } else { angle };
        let paint = clothed(random, false);
        let paint = stage.paint(paint);
        let mut person = Person::new(random, [x, 0.0, z], angle, Pose::Standing);
        person.hat = random.chance(0.1);
        person.size *= if random.chance(0.12) { 0.75 } else { 1.0 };
        stage.person(person, paint);
    }
}

/// An arch over the lane with the fair's name.
fn gate(stage: &mut Stage, random: &mut Random, lane: f32, z: f32) {
    let red = hex(if random.chance(0.6) { 0xb51d24 } else { 0x1f5fa0 });
    let line = Line::new("NGÀY HỘI KHOA HỌC VÀ CÔNG NGHỆ");
    let half = lane + 0.6;
    let sign = stage.paint(Paint::from(move |hit| {
        if line.on(hit.uv.0 / half, hit.uv.1 / 0.55, half / 0.55) { hex(0xf6eec2) } else { red }
    }));
    stage.block([0.0, 4.4, z], [half, 0.55, 0.12], 0.0, sign);
    let post = stage.matt(red);
    for side in [-1.0, 1.0] {
        stage.block([side * half, 2.4, z], [0.22, 2.5, 0.2], 0.0, post);
    }
}
