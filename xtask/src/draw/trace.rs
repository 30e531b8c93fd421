//! Light in a room: follows a ray to what it meets, to the lamps, and once more around.

use super::canvas::{Rgb, add, luma, mix, mul, scale};
use super::noise::Random;
use super::solids::{Hit, Ray};
use super::stage::{Lamp, Stage, reach};
use super::vector::{V3, along, cross, dot, length, plus, reflect, sub, times, unit};

/// What one ray brings home, kept apart so that the uneven part can be smoothed alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct Light {
    /// Colour of the first matt surface.
    pub albedo: Rgb,
    /// Light that falls on it.
    pub fall: Rgb,
    /// Light thrown back by a blurred mirror.
    pub sheen: Rgb,
    /// All other light: lamps, clear mirrors, glass, air.
    pub own: Rgb,
    pub n: V3,
    pub depth: f32,
}

const FAR: f32 = 400.0;

/// Two directions across one.
fn across(n: V3) -> (V3, V3) {
    let help = if n[1].abs() < 0.9 { [0.0, 1.0, 0.0] } else { [1.0, 0.0, 0.0] };
    let a = unit(cross(help, n));
    (a, cross(n, a))
}

/// A direction over a surface, more often straight up than aslant (Malley's method).
fn around(n: V3, random: &mut Random) -> V3 {
    let (r, angle) = (random.unit(), random.unit() * std::f32::consts::TAU);
    let (a, b) = across(n);
    let flat = r.sqrt();
    let side = along(times(a, flat * angle.cos()), b, flat * angle.sin());
    unit(along(side, n, (1.0 - r).max(0.0).sqrt()))
}

impl Stage {
    /// Follows a ray from the lens. Without `lit`, the light on surfaces is left out: it varies
    /// little within a pixel, and looking for it takes most of the time.
    pub fn look(&self, ray: &Ray, random: &mut Random, lit: bool) -> Light {
        let (mut ray, mut through, mut own) = (*ray, [1.0f32; 3], [0.0f32; 3]);
        let (mut gone, mut sheen) = (0.0, [0.0f32; 3]);
        for _ in 0..7 {
            let Some(hit) = self.meet(&ray, FAR) else {
                let sky = mul((self.sky)(ray.d), through);
                return Light { own: add(own, self.aired(sky, FAR)), sheen, depth: FAR, ..Light::default() };
            };
            let paint = &self.paints[hit.paint];
            let n = if dot(hit.n, ray.d) > 0.0 { times(hit.n, -1.0) } else { hit.n };
            own = add(own, self.aired(mul((paint.light)(&hit), through), gone + hit.t));
            let facing = -dot(n, ray.d);
            let mirror = paint.gloss + (1.0 - paint.gloss) * 0.9 * (1.0 - facing).powi(5) * gate(paint.gloss);
            let from = along(hit.p, n, 2e-4 + hit.t * 1e-4);
            if mirror > 0.012 && (lit || paint.rough <= 0.02) {
                let mut d = reflect(ray.d, n);
                if paint.rough > 0.0 {
                    d = unit(along(d, around(n, random), paint.rough));
                }
                let seen = self.glance(&Ray { o: from, d }, random);
                let seen = mul(scale(seen, mirror), through);
                if paint.rough > 0.02 { sheen = add(sheen, seen) } else { own = add(own, seen) }
            }
            if paint.clear > 0.0 {
                // Bent a little by the surface: enough to make glass read as glass.
                let color = (paint.color)(&hit);
                through = scale(mul(through, mix(color, [1.0; 3], paint.clear * 0.6)), 1.0 - mirror);
                let d = unit(along(ray.d, n, -0.22 * (1.0 - facing)));
                gone += hit.t;
                ray = Ray { o: along(hit.p, n, -1e-3), d };
                continue;
            }
            let far = gone + hit.t;
            let albedo = scale(mul((paint.color)(&hit), through), 1.0 - mirror);
            let fall = if lit { add(self.direct(from, n, random), self.bounced(from, n, random)) } else { [0.0; 3] };
            let left = self.left(far);
            own = add(own, scale(self.air.0, luma(through) * (1.0 - left)));
            return Light { albedo: scale(albedo, left), fall, sheen, own, n, depth: far };
        }
        Light { own, sheen, depth: gone, ..Light::default() }
    }

    /// What remains of light after a way through the air.
    fn left(&self, far: f32) -> f32 {
        (-self.air.1 * far).exp()
    }

    fn aired(&self, color: Rgb, to: f32) -> Rgb {
        if to >= FAR {
            return color;
        }
        scale(color, self.left(to))
    }

    /// Light straight from sun and lamps, each looked at through one chance point.
    fn direct(&self, p: V3, n: V3, random: &mut Random) -> Rgb {
        let mut light = self.sunlight(p, n, random);
        if self.lamps.is_empty() {
            return light;
        }
        // One lamp stands for all, chosen by how much it may give here.
        let worth = |lamp: &Lamp| {
            let away = sub(lamp.middle(), p);
            let near = dot(away, away).max(reach(lamp) * reach(lamp) * 0.5);
            luma(lamp.light) * length(lamp.normal()) / near
        };
        let total: f32 = self.lamps.iter().map(worth).sum();
        let mut pick = random.unit() * total;
        for lamp in &self.lamps {
            let share = worth(lamp);
            pick -= share;
            if pick <= 0.0 {
                let fall = self.lamplight(lamp, p, n, random);
                light = add(light, scale(fall, total / share.max(1e-9)));
                break;
            }
        }
        light
    }

    fn sunlight(&self, p: V3, n: V3, random: &mut Random) -> Rgb {
        let Some(sun) = &self.sun else { return [0.0; 3] };
        let (a, b) = across(sun.d);
        let d = unit(along(along(sun.d, a, random.bell() * sun.wide), b, random.bell() * sun.wide));
        let facing = dot(n, d);
        if facing <= 0.0 || self.blocked(&Ray { o: p, d }, FAR) {
            return [0.0; 3];
        }
        scale(sun.light, facing)
    }

    /// Light of a lamp at a point: its brightness times both cosines over the square of the way.
    fn lamplight(&self, lamp: &Lamp, p: V3, n: V3, random: &mut Random) -> Rgb {
        let at = plus(lamp.a, plus(times(lamp.u, random.unit()), times(lamp.v, random.unit())));
        let away = sub(at, p);
        let far = length(away);
        let d = times(away, 1.0 / far.max(1e-6));
        let normal = lamp.normal();
        let (facing, given) = (dot(n, d), -dot(normal, d));
        if facing <= 0.0 || given <= 0.0 || self.blocked(&Ray { o: p, d }, far - 0.02) {
            return [0.0; 3];
        }
        let k = facing * given / (far * far).max(0.01) / std::f32::consts::PI;
        scale(lamp.light, k.min(4.0))
    }

    /// Light that comes by way of one other surface, or from the sky.
    fn bounced(&self, p: V3, n: V3, random: &mut Random) -> Rgb {
        let ray = Ray { o: p, d: around(n, random) };
        match self.meet_coarsely(&ray, FAR) {
            None => (self.sky)(ray.d),
            Some(hit) => self.surface(&ray, &hit, random, false),
        }
    }

    /// What is seen in a mirror: one surface, simply lit.
    fn glance(&self, ray: &Ray, random: &mut Random) -> Rgb {
        let mut ray = *ray;
        let mut through = 1.0;
        for _ in 0..3 {
            let Some(hit) = self.meet_coarsely(&ray, FAR) else {
                return scale((self.sky)(ray.d), through).map(|c| c.min(6.0));
            };
            if self.paints[hit.paint].clear > 0.5 {
                through *= 0.85;
                ray = Ray { o: along(hit.p, ray.d, 1e-3), d: ray.d };
                continue;
            }
            return scale(self.surface(&ray, &hit, random, true), through).map(|c| c.min(6.0));
        }
        [0.0; 3]
    }

    fn surface(&self, ray: &Ray, hit: &Hit, random: &mut Random, seen: bool) -> Rgb {
        let paint = &self.paints[hit.paint];
        let n = if dot(hit.n, ray.d) > 0.0 { times(hit.n, -1.0) } else { hit.n };
        let from = along(hit.p, n, 1e-3);
        let fall = add(self.direct(from, n, random), self.ambient);
        let lit = mul((paint.color)(hit), fall);
        // Lamps are already counted where light falls; screens and windows glow only when seen.
        let own = (paint.light)(hit);
        add(lit, if seen { own } else { scale(own.map(|c| c.min(1.5)), 0.5) })
    }
}

/// Matt surfaces mirror nothing, even aslant.
fn gate(gloss: f32) -> f32 {
    (gloss / 0.02).min(1.0)
}
