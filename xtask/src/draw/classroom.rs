//! A classroom or a training room: desks in rows, a green board, daylight from one side.

use super::Shape;
use super::canvas::{Canvas, hex, mix, scale};
use super::furniture::outlook;
use super::hall::clothed;
use super::lens::Lens;
use super::letters::Line;
use super::noise::{Random, fbm, step};
use super::people::{Person, Pose};
use super::stage::{Lamp, Paint, Stage};

pub fn draw(random: &mut Random, shape: Shape, width: u32) -> Canvas {
    let mut stage = Stage::new(|_| [0.3; 3]);
    let (wide, high, deep) = (random.range(3.4, 4.4), 3.4, random.range(7.5, 10.0));
    let side = if random.chance(0.5) { 1.0 } else { -1.0 };
    room(&mut stage, random, (wide, high, deep), side);
    board(&mut stage, random, deep);
    let computers = random.chance(0.4);
    let near = desks(&mut stage, random, (wide, deep), computers);
    let teacher = clothed(random, true);
    let teacher = stage.paint(teacher);
    let x = random.range(0.4, 0.8) * wide * if random.chance(0.5) { 1.0 } else { -1.0 };
    let angle = std::f32::consts::PI + x.signum() * random.range(0.2, 0.9);
    let person = Person::new(random, [x, 0.0, deep - 0.9], angle, Pose::Standing);
    stage.person(person, teacher);
    stage.ambient = [0.2, 0.2, 0.19];
    let eye = [-side * random.range(-0.1, 0.45) * wide, random.range(1.45, 2.0), -random.range(0.0, 0.5)];
    let at = [side * random.range(-0.1, 0.25) * wide, random.range(1.15, 1.45), deep];
    let focus = if random.chance(0.5) { near + 2.0 } else { deep - 2.0 };
    let lens =
        Lens { eye, at, focal: random.range(0.72, 1.1), open: random.range(0.004, 0.012), focus, rays: 8, key: 1.15 };
    lens.shoot(&mut stage, random, shape, width)
}

fn room(stage: &mut Stage, random: &mut Random, (wide, high, deep): (f32, f32, f32), side: f32) {
    let wall = mix(hex(0xe8dfb9), hex(0xd5e0dd), random.unit());
    let low = mix(hex(0x6f9a8b), hex(0xb7a888), random.unit());
    let paint = stage.paint(Paint::from(move |hit| {
        let stain = 1.0 + 0.06 * fbm(hit.p[0] * 0.8 + hit.p[2], hit.p[1] * 0.8, 4);
        scale(if hit.p[1] < 1.15 { low } else { wall }, stain)
    }));
    let tile = hex(0xbcb2a2);
    let floor = stage.paint(
        Paint::from(move |hit| {
            let seam = |v: f32| step(0.47, 0.5, ((v / 0.4 - (v / 0.4).floor()) - 0.5).abs());
            scale(tile, 1.0 - 0.2 * seam(hit.p[0]).max(seam(hit.p[2])))
        })
        .shiny(0.06, 0.12),
    );
    let white = stage.matt(hex(0xe6e4dc));
    stage.block([0.0, -0.1, deep * 0.5], [wide, 0.1, deep], 0.0, floor);
    stage.block([0.0, high + 0.1, deep * 0.5], [wide, 0.1, deep], 0.0, white);
    stage.block([-side * (wide + 0.1), high * 0.5, deep * 0.5], [0.1, high * 0.5, deep], 0.0, paint);
    stage.block([0.0, high * 0.5, deep + 0.1], [wide, high * 0.5, 0.1], 0.0, paint);
    stage.block([0.0, high * 0.5, -2.0], [wide, high * 0.5, 0.1], 0.0, paint);
    // The window wall: sill, lintel, posts, and daylight between them.
    let x = side * (wide + 0.1);
    stage.block([x, 0.5, deep * 0.5], [0.1, 0.5, deep], 0.0, paint);
    stage.block([x, high - 0.25, deep * 0.5], [0.1, 0.25, deep], 0.0, paint);
    let frame = stage.matt(mix(hex(0x3f6f5c), hex(0x7d5a3a), random.unit()));
    let n = 4;
    for k in 0..=n {
        let z = deep * k as f32 / n as f32;
        stage.block([x, high * 0.5, z], [0.1, high * 0.5, 0.22], 0.0, paint);
        let middle = z + deep / n as f32 * 0.5;
        for dz in [-0.35, 0.0, 0.35] {
            stage.block([x, 1.95, middle + dz], [0.02, 0.98, 0.018], 0.0, frame);
        }
        stage.block([x, 2.3, middle], [0.02, 0.02, deep / n as f32 * 0.5], 0.0, frame);
    }
    let (seed, bright) = (random.offset(), random.range(1.5, 2.4));
    let glow = stage.paint(Paint::glowing(move |hit| outlook(hit.uv.0 * 5.0, hit.uv.1, seed, bright)));
    stage.face([x + side * 0.5, 0.8, -1.0], [0.0, 0.0, deep + 2.0], [0.0, 2.6, 0.0], glow);
    let light = scale([0.97, 1.0, 1.04], bright * 3.0);
    let (a, u) = ([side * wide, 1.0, 0.0], [0.0, 0.0, deep]);
    let (u, a) = if side > 0.0 { ([0.0, 0.0, -deep], [a[0], 1.0, deep]) } else { (u, a) };
    stage.lamps.push(Lamp { a, u: [0.0, 1.9, 0.0], v: u, light });
    for k in 0..3 {
        let z = deep * (0.2 + 0.3 * k as f32);
        stage.lamp([-0.6, high - 0.25, z + 0.05], [1.2, 0.0, 0.0], [0.0, 0.0, -0.1], [16.0, 16.4, 15.6]);
        fan(stage, random, [wide * 0.5, high, z + 0.9]);
        fan(stage, random, [-wide * 0.5, high, z + 0.9]);
    }
}

fn fan(stage: &mut Stage, random: &mut Random, at: [f32; 3]) {
    let metal = stage.matt(hex(0xd9d6cc));
    stage.rod(at, [at[0], at[1] - 0.5, at[2]], 0.015, metal);
    stage.tube([at[0], at[1] - 0.56, at[2]], 0.1, (0.08, 0.06), metal);
    let start = random.unit() * 2.1;
    for k in 0..3 {
        let angle = start + k as f32 * 2.094;
        let c = [at[0] + angle.cos() * 0.36, at[1] - 0.52, at[2] - angle.sin() * 0.36];
        stage.block(c, [0.32, 0.006, 0.06], angle, metal);
    }
}

fn board(stage: &mut Stage, random: &mut Random, deep: f32) {
    let seed = random.offset();
    let titles = [
        "BÀI 3: CẢM BIẾN ĐO NƯỚC",
        "TRA CỨU SÁNG CHẾ",
        "AN TOÀN THÔNG TIN",
        "CHỮ KÝ SỐ",
        "KHOA HỌC QUANH EM",
        "ĐO LƯỜNG VÀ SAI SỐ",
    ];
    let head = Line::new(random.pick(&titles).unwrap_or("KHOA HỌC"));
    let rows: Vec<Line> =
        ["1- NÊU VẤN ĐỀ", "2- CÁCH LÀM", "3- ĐO VÀ GHI", "4- KẾT QUẢ"].iter().map(|row| Line::new(row)).collect();
    let green = if random.chance(0.7) { hex(0x23493c) } else { hex(0xe9ecea) };
    let chalk = if green[0] > 0.5 { hex(0x27457f) } else { hex(0xdfe6de) };
    let paint = stage.paint(Paint::from(move |hit| {
        let (u, v) = (hit.uv.0 / 1.8, hit.uv.1 / 0.62);
        let smear = 0.09 * fbm(hit.uv.0 * 1.2 + seed, hit.uv.1 * 2.0, 4).max(0.0);
        let mut on = head.on(u * 1.1, (v - 0.68) * 4.0, 1.8 / 0.62 * 4.0);
        for (k, row) in rows.iter().enumerate() {
            let y = 0.3 - 0.36 * k as f32;
            on |= row.on((u + 0.45) * 2.2, (v - y) * 6.0, 1.8 / 0.62 * 6.0 / 2.2);
        }
        // A curve of measurements on the right.
        let x = (u - 0.15) / 0.7;
        let curve = -0.6 + 0.9 * x * x + 0.06 * (x * 30.0).sin();
        on |= (0.0..1.0).contains(&x) && (v - curve).abs() < 0.03;
        on |= x.abs() < 0.012 && (-0.7..0.4).contains(&v) || (v + 0.7).abs() < 0.02 && (0.0..1.05).contains(&x);
        mix(mix(green, [0.6; 3], smear), chalk, if on { 0.85 } else { 0.0 })
    }));
    let frame = stage.matt(hex(0x9b7a52));
    stage.block([0.0, 1.62, deep - 0.03], [1.86, 0.68, 0.03], 0.0, frame);
    stage.block([0.0, 1.62, deep - 0.06], [1.8, 0.62, 0.02], 0.0, paint);
}

/// Desks for two, their people; gives the depth of the first row.
fn desks(stage: &mut Stage, random: &mut Random, (wide, deep): (f32, f32), computers: bool) -> f32 {
    let wood = stage.paint(Paint::matt(mix(hex(0x9c6b3c), hex(0xc9a877), random.unit())).shiny(0.04, 0.2));
    let dark = stage.matt(hex(0x4a4038));
    let paper = stage.matt(hex(0xe9e7df));
    let pupils = random.chance(0.55);
    let first = random.range(1.4, 1.9);
    let columns = [-0.62, 0.0, 0.62];
    let mut z = first;
    while z < deep - 2.2 {
        for column in columns {
            let x = column * wide;
            stage.block([x, 0.73, z + 0.48], [0.62, 0.015, 0.22], 0.0, wood);
            stage.block([x, 0.50, z + 0.66], [0.58, 0.20, 0.01], 0.0, wood);
            stage.block([x, 0.44, z], [0.58, 0.015, 0.15], 0.0, wood);
            for side in [-1.0, 1.0] {
                stage.block([x + side * 0.56, 0.36, z + 0.3], [0.015, 0.36, 0.28], 0.0, dark);
                let seat = x + side * 0.29;
                stage.block([seat, 0.75, z + 0.44], [0.1, 0.006, 0.14], random.bell() * 0.2, paper);
                if computers {
                    monitor(stage, random, [seat, 0.75, z + 0.52]);
                }
                if random.chance(0.88) {
                    let mut paint = clothed(random, pupils);
                    if pupils {
                        let under = paint.color;
                        paint.color = Box::new(move |hit| if hit.part == 2 { hex(0xe6e9ea) } else { under(hit) });
                    }
                    let paint = stage.paint(paint);
                    let angle = random.bell() * 0.22;
                    let mut person = Person::new(random, [seat, -0.03, z], angle, Pose::Seated);
                    person.size *= if pupils { 0.86 } else { 0.98 };
                    stage.person(person, paint);
                }
            }
        }
        z += 1.15;
    }
    first
}

fn monitor(stage: &mut Stage, random: &mut Random, at: [f32; 3]) {
    let black = stage.matt(hex(0x1a1c1f));
    let (kind, seed) = ([0, 1, 4, 4].get(random.below(4)).copied().unwrap_or(4), random.offset());
    let paper = random.chance(0.5);
    let screen = stage.paint(Paint::glowing(move |hit| {
        let place = (hit.uv.0 / 0.41 + 0.5, hit.uv.1 / 0.25 + 0.5);
        let ink = super::control::shown(kind, place, seed, hex(0x6fa8e8));
        if paper { [0, 1, 2].map(|n| (0.62 - ink[n] * 0.9).max(0.08)) } else { scale(ink, 0.8) }
    }));
    stage.block([at[0], at[1] + 0.26, at[2]], [0.22, 0.14, 0.015], 0.0, black);
    stage.block([at[0], at[1] + 0.26, at[2] - 0.014], [0.205, 0.125, 0.003], 0.0, screen);
    stage.block([at[0], at[1] + 0.06, at[2]], [0.03, 0.06, 0.02], 0.0, black);
}
