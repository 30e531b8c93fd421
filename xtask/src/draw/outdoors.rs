//! Open country: sky, ground, water and what stands on it, put together from far to near.

use super::Shape;
use super::canvas::{Canvas, Rgb, luma, mix};
use super::sky::Weather;
use super::sprite::{Brush, Sprite};
use super::terrain::{Camera, Seen, walk};
use super::vector::{V3, dot, length, sub, unit};
use super::water::Water;

type Height<'a> = &'a (dyn Fn(f32, f32) -> f32 + Sync);
type Ground<'a> = &'a (dyn Fn(&Spot) -> Surface + Sync);

/// A place on the ground, for colouring.
pub struct Spot {
    pub p: V3,
    pub n: V3,
    /// Metres across a pixel here.
    pub pixel: f32,
    /// Metres between the width and the length of a pixel on the ground here, as it lies.
    pub long: f32,
}

/// What the ground is at a place.
pub struct Surface {
    pub albedo: Rgb,
    pub n: V3,
    /// Share of wet, mirroring surface.
    pub wet: f32,
}

/// A view into the country.
pub struct Outdoors<'a> {
    pub camera: Camera,
    pub weather: Weather,
    pub height: Height<'a>,
    pub ground: Ground<'a>,
    pub water: Option<Water>,
    /// Nearest and farthest depth, and each step as a share of the depth.
    pub range: (f32, f32, f32),
    /// How far shadows of the ground are looked for; 0 casts none.
    pub shadows: f32,
    pub sprites: Vec<Sprite>,
}

/// A camera for a picture: supersampled so that edges are smooth.
///
/// `horizon` is a share of the height from the top, `focal` a share of the longer side.
pub fn camera(shape: Shape, width: u32, horizon: f32, focal: f32, height: f32) -> Camera {
    let k = if width > 1000 { 1.5 } else { 2.0 };
    let w = (width as f32 * k) as usize;
    let h = (shape.height(width) as f32 * k) as usize;
    let long = w.max(h) as f32;
    // Portraits stand nearer: hills and houses would be small under so much sky.
    let long = if h > w { h as f32 } else { long };
    Camera { w, h, focal: focal * long, horizon: horizon * h as f32, height }
}

impl Outdoors<'_> {
    pub fn paint(mut self) -> Canvas {
        self.sprites.sort_by(|a, b| b.z.total_cmp(&a.z));
        let mirror = self.water.map(|_| {
            let camera = self.camera.mirrored(2);
            (self.seen_from(&camera, None), camera)
        });
        let mut canvas = self.seen_from(&self.camera, mirror.as_ref());
        // Air and eye take some of the colour that paints have close by.
        canvas.map(|_, _, c| mix([luma(c); 3], c, 0.8));
        canvas
    }

    fn seen_from(&self, camera: &Camera, mirror: Option<&(Canvas, Camera)>) -> Canvas {
        let step = if camera.height < 0.0 { self.range.2 * 2.0 } else { self.range.2 };
        let seen = walk(camera, (self.range.0, self.range.1, step), self.height);
        let mut canvas = Canvas::new(camera.w, camera.h);
        canvas.fill(|x, y| {
            let ray = camera.ray(x as f32 + 0.5, y as f32 + 0.5);
            match seen.at(x, y) {
                None => self.weather.sky(ray),
                Some(p) => self.spot(p, (x, y), camera, mirror),
            }
        });
        self.stand(&mut canvas, camera, &seen);
        canvas
    }

    fn spot(&self, p: V3, at: (usize, usize), camera: &Camera, mirror: Option<&(Canvas, Camera)>) -> Rgb {
        let from = [0.0, camera.height, 0.0];
        let distance = length(sub(p, from));
        let ray = unit(sub(p, from));
        if let (Some(water), Some((canvas, mirrored)), true) = (&self.water, mirror, p[1] <= 0.001) {
            let color = water.seen(at, camera, (canvas, mirrored), &self.weather);
            return self.weather.through(color, ray, distance, 0.0);
        }
        let pixel = camera.pixel(p[2]);
        let n = self.normal(p, (pixel * 1.5).max(0.03));
        let surface = (self.ground)(&Spot { p, n, pixel, long: pixel / dot(n, ray).abs().clamp(0.01, 1.0).sqrt() });
        let shadow = self.shadow(p);
        let mut color = self.weather.lit(surface.albedo, surface.n, shadow, 1.0);
        if surface.wet > 0.0 {
            let up = [ray[0], ray[1].abs().max(0.02), ray[2]];
            let share = surface.wet * (0.05 + 0.95 * (1.0 - ray[1].abs()).powi(4)).min(0.9);
            color = mix(color, self.weather.sky(unit(up)), share);
        }
        self.weather.through(color, ray, distance, p[1])
    }

    fn normal(&self, p: V3, e: f32) -> V3 {
        let h = self.height;
        let dx = h(p[0] + e, p[2]) - h(p[0] - e, p[2]);
        let dz = h(p[0], p[2] + e) - h(p[0], p[2] - e);
        unit([-dx, 2.0 * e, -dz])
    }

    /// How much of the sun is free, looking toward it in growing steps; soft with distance.
    fn shadow(&self, p: V3) -> f32 {
        if self.shadows <= 0.0 {
            return 1.0;
        }
        let (mut t, mut free) = (self.shadows * 0.012, 1.0f32);
        while t < self.shadows {
            let q = [p[0] + self.weather.sun[0] * t, p[1] + self.weather.sun[1] * t, p[2] + self.weather.sun[2] * t];
            let gap = q[1] - (self.height)(q[0], q[2]);
            free = free.min(0.5 + gap / (t * 0.16));
            if free <= 0.0 {
                return 0.0;
            }
            t *= 1.5;
        }
        free.clamp(0.0, 1.0)
    }

    /// Trees, houses, boats and people, the far ones first.
    fn stand(&self, canvas: &mut Canvas, camera: &Camera, seen: &Seen) {
        for sprite in &self.sprites {
            let mut brush = Brush::new(canvas, camera, seen, &self.weather, sprite);
            (sprite.paint)(&mut brush);
        }
    }
}
