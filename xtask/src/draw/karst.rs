//! Limestone hills rising out of mist, over a river or rice fields.

use super::Shape;
use super::boats;
use super::canvas::{Canvas, hex, mix, scale};
use super::noise::{Random, at, fbm, fbm3, plane, step};
use super::outdoors::{Outdoors, Spot, Surface, camera};
use super::paddy;
use super::plants;
use super::sky::{Hour, Weather};
use super::vector::{plus, unit};
use super::water::Water;

/// Heights of steep hills scattered over cells of the plane.
#[derive(Clone, Copy, Debug)]
pub struct Hills {
    /// Metres from hill to hill.
    pub cell: f32,
    pub tall: f32,
    /// Nothing stands nearer than this.
    pub from: f32,
    /// Half the width of the open valley, and how it bends.
    pub valley: f32,
    pub offset: f32,
    /// Share of cells with a hill.
    pub share: f32,
}

impl Hills {
    /// Height over the plain; 0 where no hill stands.
    ///
    /// A hill is a dome whose sides are steep: H·√(1 - d³), d being the distance from its middle
    /// in radii, warped by noise so that no outline is round.
    pub fn height(&self, x: f32, z: f32) -> f32 {
        if z < self.from * 0.7 {
            return 0.0;
        }
        let (gx, gz) = ((x + self.offset) / self.cell, (z + self.offset * 0.7) / self.cell);
        let (ix, iz) = (gx.floor() as i32, gz.floor() as i32);
        let warp = fbm(x / 60.0 + self.offset, z / 60.0, 3) * 0.3;
        let mut top = 0.0f32;
        for j in -1..=1 {
            for i in -1..=1 {
                let (cx, cz) = (ix + i, iz + j);
                if at(cx, cz, 1) > self.share {
                    continue;
                }
                let (px, pz) = (cx as f32 + 0.2 + 0.6 * at(cx, cz, 2), cz as f32 + 0.2 + 0.6 * at(cx, cz, 3));
                let (wx, wz) = (px * self.cell - self.offset, pz * self.cell - self.offset * 0.7);
                let bend = (wz / 420.0 + self.offset).sin() * self.valley * 0.8;
                if wz < self.from || (wx - bend).abs() < self.valley + wz * 0.06 {
                    continue;
                }
                let radius = 0.24 + 0.30 * at(cx, cz, 4);
                let long = 0.75 + 0.6 * at(cx, cz, 5);
                let (dx, dz) = ((gx - px) / radius * long, (gz - pz) / radius / long);
                let d = (dx * dx + dz * dz).sqrt() + warp;
                if d < 1.0 {
                    let rank = at(cx, cz, 6);
                    let h = self.tall * (0.35 + 0.65 * rank * rank);
                    let d = d.max(0.0);
                    top = top.max(h * (1.0 - d * d * d).sqrt() * (1.0 - 0.12 * d));
                }
            }
        }
        if top > 0.0 {
            let rough = fbm(x / 22.0, z / 22.0 + self.offset, 4);
            top += rough * self.tall * 0.085 * (top / self.tall).sqrt() + plane(x / 4.5, z / 4.5) * 1.6;
        }
        top.max(0.0)
    }
}

/// Limestone where it is steep, scrub where anything can hold on.
pub fn rock(spot: &Spot, offset: f32, green: f32) -> Surface {
    let [x, y, z] = spot.p;
    let fine = (1.0 - spot.pixel / 6.0).clamp(0.0, 1.0);
    let clump = fbm3(x / 11.0, y / 9.0, z / 11.0, 4);
    let streak = fbm3(x / 5.0, y / 34.0, z / 5.0 + offset, 3);
    let steep = step(0.62, 0.16, spot.n[1] + clump * 0.22);
    let bare = (steep * step(-0.25, 0.35, streak + fbm(x / 70.0, y / 45.0, 2) * 0.7 - green * 0.25)).min(1.0);
    let stone = mix(hex(0x6d6961), hex(0xaca595), step(-0.6, 0.7, streak + clump * 0.4));
    let leaf = mix(hex(0x22301a), hex(0x526233), step(-0.7, 0.8, clump + fbm3(x / 2.6, y / 2.6, z / 2.6, 2) * 0.6));
    let bump = [clump * 0.9 * fine, fbm3(x / 3.5, y / 3.5, z / 3.5, 2) * 0.5 * fine, streak * 0.55 * fine];
    let shade = 0.62 + 0.38 * step(-0.7, 0.5, clump);
    Surface { albedo: scale(mix(leaf, stone, bare * 0.85), shade), n: unit(plus(spot.n, bump)), wet: 0.0 }
}

pub fn draw(random: &mut Random, shape: Shape, width: u32) -> Canvas {
    let hours = [Hour::Dawn, Hour::Morning, Hour::Overcast, Hour::Afternoon, Hour::Dawn, Hour::Overcast];
    let mut weather = Weather::new(random, &hours);
    weather.density *= random.range(1.2, 2.6);
    weather.mist = (random.range(1.4, 3.4), random.range(14.0, 34.0));
    let on_water = random.chance(0.62);
    let eye = if on_water { random.range(2.2, 9.0) } else { random.range(7.0, 32.0) };
    let camera = camera(shape, width, random.range(0.56, 0.68), random.range(0.85, 1.5), eye);
    let hills = Hills {
        cell: random.range(210.0, 300.0),
        tall: random.range(120.0, 210.0),
        from: random.range(230.0, 420.0),
        valley: random.range(20.0, 70.0),
        offset: random.offset() * 40.0,
        share: random.range(0.62, 0.85),
    };
    let (offset, green) = (random.offset(), random.range(0.0, 1.0));
    let shore = random.range(90.0, 240.0);
    let layout = paddy::Layout::new(random);
    let height = move |x: f32, z: f32| {
        let hill = hills.height(x, z);
        if !on_water {
            let field = paddy::bund(x, z, &layout) + 0.4;
            let grove = paddy::grove(x, z, offset) * step(90.0, 170.0, z);
            return if hill > 0.0 { 0.4 + hill } else { field + grove };
        }
        let bank = (z - shore) * 0.02 + fbm(x / 120.0 + offset, z / 90.0, 3) * 2.2 - 0.9;
        let bend = (z / 420.0 + hills.offset).sin() * hills.valley * 0.8;
        let channel = ((x - bend).abs() - 14.0 - z * 0.04) * 0.05;
        let shore = bank.min(channel).min(1.3);
        let grove = paddy::grove(x, z, offset) * step(0.5, 1.1, shore) * step(60.0, 110.0, z);
        if hill > 0.0 { hill.max(shore) } else { shore + grove }
    };
    let ground = move |spot: &Spot| {
        let hill = hills.height(spot.p[0], spot.p[2]);
        if hill > 2.0 {
            return rock(spot, offset, green);
        }
        if spot.p[1] > 1.7 {
            return paddy::foliage(spot, offset);
        }
        if on_water { plants::meadow(spot, offset, green) } else { paddy::ground(spot, &layout) }
    };
    let mut sprites = plants::along_shore(random, &height, (hills.from * 0.35, hills.from * 1.6), 60);
    if on_water {
        sprites.extend(boats::fleet(random, &height, (34.0f32.max(eye * 6.0), 190.0), 2));
    }
    let color = mix(hex(0x4b5a4a), hex(0x6d6a52), random.unit());
    let water = Water { color, rough: random.range(0.012, 0.04), wave: random.range(1.0, 2.2), offset };
    Outdoors {
        camera,
        weather,
        height: &height,
        ground: &ground,
        water: Some(water),
        range: (2.0, 3600.0, 0.0028),
        shadows: 240.0,
        sprites,
    }
    .paint()
}
