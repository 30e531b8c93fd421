//! The sky, its clouds, the light that comes from it and the air in between.

use super::canvas::{Rgb, add, hex, mix, mul, scale};
use super::noise::{Random, cells, fbm, step};
use super::vector::{V3, dot, unit};

/// Times of day and weathers of the Red River delta.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hour {
    Dawn,
    Morning,
    Noon,
    Overcast,
    Afternoon,
    Dusk,
    Night,
}

/// Light and air of one picture.
#[derive(Clone, Debug)]
pub struct Weather {
    pub hour: Hour,
    zenith: Rgb,
    low: Rgb,
    /// Where the sun stands, as a direction of length 1.
    pub sun: V3,
    /// Light of the sun on a surface that faces it.
    pub sunlight: Rgb,
    /// Light of the whole sky on a surface that faces up.
    pub skylight: Rgb,
    pub haze: Rgb,
    /// Haze per metre.
    pub density: f32,
    /// Extra haze near the ground, and the height over which it thins out.
    pub mist: (f32, f32),
    /// Share of the sky under cloud, and how large the clouds are.
    clouds: (f32, f32),
    at: (f32, f32),
}

impl Weather {
    /// One of the hours, varied; `side` keeps the sun to the left (-1) or right (1) of the view.
    pub fn new(random: &mut Random, hours: &[Hour]) -> Weather {
        let hour = random.pick(hours).unwrap_or(Hour::Morning);
        // Zenith, horizon, haze, sunlight, its strength, height of the sun, haze, cloud cover.
        let (zenith, low, haze, sun, strength, height, density, cover) = match hour {
            Hour::Dawn => (0x6f97cc, 0xf4d9bd, 0xdccbc2, 0xffcb98, 1.9, 0.16, 2.2, 0.40),
            Hour::Morning => (0x5f93cf, 0xdbe6ec, 0xcbdbe4, 0xfff0d6, 2.5, 0.55, 1.5, 0.42),
            Hour::Noon => (0x3f7cc4, 0xc9dff0, 0xbdd3e4, 0xfff8ec, 2.9, 0.95, 0.9, 0.46),
            Hour::Overcast => (0xb9c3cb, 0xe3e6e6, 0xd5dadb, 0xf4f2ee, 0.45, 0.9, 3.0, 0.95),
            Hour::Afternoon => (0x5d8cc4, 0xf3dfc0, 0xe4d3bc, 0xffd9a0, 2.5, 0.32, 1.5, 0.44),
            Hour::Night => (0x0b1836, 0x3a4364, 0x2a3248, 0xaebfe6, 0.06, 0.6, 1.2, 0.3),
            Hour::Dusk => (0x3f6aa5, 0xedc09a, 0xb2a69e, 0xffa066, 0.9, 0.10, 1.7, 0.5),
        };
        let side = if random.chance(0.5) { 1.0 } else { -1.0 };
        let front = match hour {
            Hour::Dawn | Hour::Dusk => random.range(0.35, 1.0),
            _ => random.range(-0.9, 0.35),
        };
        let height = height * random.range(0.8, 1.25);
        let sun_at = unit([side * random.range(0.45, 1.0), height, front]);
        let shift: Rgb = [random.range(0.95, 1.05), 1.0, random.range(0.94, 1.06)];
        let sunlight = scale(hex(sun), strength);
        let skylight = mul(scale(mix(hex(zenith), hex(low), 0.45), 0.95), shift);
        Weather {
            hour,
            zenith: mul(hex(zenith), shift),
            low: mul(hex(low), shift),
            sun: sun_at,
            sunlight,
            skylight,
            haze: mul(hex(haze), shift),
            density: density * 1e-4 * random.range(0.7, 1.4),
            mist: (0.0, 40.0),
            clouds: (cover * random.range(0.75, 1.2), random.range(0.7, 1.6)),
            at: (random.offset(), random.offset()),
        }
    }

    /// What is seen in a direction where nothing stands.
    pub fn sky(&self, d: V3) -> Rgb {
        let up = d[1].max(0.0);
        let high = 1.0 - (-up * 3.2).exp();
        let mut color = mix(self.low, self.zenith, high);
        let toward = dot(d, self.sun).max(0.0);
        if self.hour == Hour::Night {
            color = add(color, self.stars(d));
        } else if self.hour != Hour::Overcast {
            let halo = toward.powf(6.0) * 0.22 + toward.powf(48.0) * 0.5 + toward.powf(900.0) * 5.0;
            color = add(color, scale(self.sunlight, halo * 0.42));
        }
        color = self.clouded(color, d, toward);
        // Air thickens toward the horizon.
        mix(color, self.haze_toward(d), (-up * 15.0).exp() * 0.9)
    }

    /// Stars: one in a few cells of a fine net over the sky, most of them faint.
    fn stars(&self, d: V3) -> Rgb {
        let (x, y) = (d[0] / (d[2].abs() + 0.3) * 95.0 + self.at.0, d[1] * 120.0 + self.at.1);
        let (away, id) = cells(x, y);
        let bright = (id * 7.0).fract().powi(16) * step(0.05, 0.3, d[1]);
        scale(mix([0.8, 0.88, 1.0], [1.0, 0.85, 0.7], id), 1.3 * bright * step(0.13, 0.0, away))
    }

    /// A flat layer of cloud, seen in perspective; lit where it thins out toward the sun.
    fn clouded(&self, under: Rgb, d: V3, toward: f32) -> Rgb {
        let (cover, size) = self.clouds;
        if d[1] < 0.015 {
            return under;
        }
        let k = 1.15 / ((d[1] + 0.07) * size);
        let (x, z) = (d[0] * k + self.at.0, d[2] * k + self.at.1);
        let density = |x: f32, z: f32, octaves: u32| {
            let wide = fbm(x * 0.45, z * 0.45, 2) * 0.5;
            let warp = fbm(x * 0.9 + 40.0, z * 0.9, 2) * 0.6;
            fbm(x + warp, z + warp * 0.7, octaves) * 0.75 + wide
        };
        let here = density(x, z, 7);
        let edge = 0.62 - cover * 1.15;
        let amount = step(edge, edge + 0.55, here);
        if amount <= 0.0 {
            return under;
        }
        let near = density(x + self.sun[0] * 0.22, z + self.sun[2] * 0.22, 4);
        let lit = (0.5 + (here - near) * 1.1).clamp(0.0, 1.0);
        let thick = step(edge + 0.2, edge + 1.1, here);
        let (bright, dark) = match self.hour {
            Hour::Overcast => (scale(self.low, 1.06), scale(self.zenith, 0.84)),
            _ => {
                let sunny = add(scale(self.sunlight, 0.30), scale(self.low, 0.42));
                (sunny, mix(scale(self.zenith, 0.72), self.low, 0.45))
            }
        };
        let mut cloud = mix(dark, bright, lit * (1.0 - thick * 0.55));
        // Thin edges before the sun let it through.
        cloud = add(cloud, scale(self.sunlight, toward.powf(14.0) * (1.0 - thick) * 0.35));
        mix(under, cloud, amount * 0.94)
    }

    /// The colour of far air in a direction: brighter and warmer before the sun.
    pub fn haze_toward(&self, d: V3) -> Rgb {
        let toward = dot(d, self.sun).max(0.0);
        let glow = if self.hour == Hour::Overcast { 0.0 } else { toward.powf(5.0) * 0.16 };
        add(self.haze, scale(self.sunlight, glow))
    }

    /// A colour seen through the air over a distance, at a height above the ground.
    ///
    /// Beer and Lambert: what remains is exp(-density · distance); the rest is the air's own
    /// light. Blue is scattered in a little sooner, so that near shadows turn blue first.
    pub fn through(&self, color: Rgb, d: V3, distance: f32, height: f32) -> Rgb {
        let (mist, scale_height) = self.mist;
        let depth = self.density * distance * (1.0 + mist * (-height.max(0.0) / scale_height).exp());
        let air = self.haze_toward(d);
        let mut seen = [0.0; 3];
        for (n, k) in [0.92, 1.0, 1.12].into_iter().enumerate() {
            let left = (-depth * k).exp();
            seen[n] = color[n] * left + air[n] * (1.0 - left);
        }
        seen
    }

    /// A matt surface's colour under sun and sky; `shadow` 0 is full shade.
    pub fn lit(&self, albedo: Rgb, n: V3, shadow: f32, open: f32) -> Rgb {
        let sun = dot(n, self.sun).max(0.0) * shadow;
        let up = 0.5 + 0.5 * n[1];
        // Light from below is what the ground throws back.
        let around = add(
            scale(self.skylight, up * open),
            scale(add(self.skylight, scale(self.sunlight, 0.35)), (1.0 - up) * 0.22 * open),
        );
        mul(albedo, add(scale(self.sunlight, sun), around))
    }
}
