//! Things that stand in the open, painted with soft dots, strokes and faces in their own metres.

use super::canvas::{Canvas, Rgb, add, scale};
use super::sky::Weather;
use super::terrain::{Camera, Seen};
use super::vector::{V3, sub, unit};

type Paint = Box<dyn Fn(&mut Brush) + Sync + Send>;

/// One thing at a place; `paint` draws it facing the camera.
pub struct Sprite {
    pub x: f32,
    pub y: f32,
    pub z: f32,
    pub paint: Paint,
}

impl Sprite {
    pub fn new(x: f32, y: f32, z: f32, paint: impl Fn(&mut Brush) + Sync + Send + 'static) -> Sprite {
        Sprite { x, y, z, paint: Box::new(paint) }
    }
}

/// Paints in metres from the sprite's foot: x to the right, y up.
pub struct Brush<'a> {
    canvas: &'a mut Canvas,
    seen: &'a Seen,
    pub weather: &'a Weather,
    origin: V3,
    foot: (f32, f32),
    /// Pixels for a metre.
    pub scale: f32,
    ray: V3,
    mirrored: bool,
}

impl<'a> Brush<'a> {
    pub fn new(
        canvas: &'a mut Canvas,
        camera: &Camera,
        seen: &'a Seen,
        weather: &'a Weather,
        sprite: &Sprite,
    ) -> Brush<'a> {
        let origin = [sprite.x, sprite.y, sprite.z];
        Brush {
            canvas,
            seen,
            weather,
            origin,
            foot: camera.project(origin),
            scale: camera.focal / sprite.z.max(0.01),
            ray: unit(sub(origin, [0.0, camera.height, 0.0])),
            mirrored: camera.height < 0.0,
        }
    }

    /// Whether any of a box around the foot is in the picture.
    pub fn visible(&self, half_width: f32, height: f32) -> bool {
        let (x, y) = self.foot;
        x + half_width * self.scale > 0.0
            && x - half_width * self.scale < self.canvas.w as f32
            && y > -2.0
            && y - height * self.scale < self.canvas.h as f32
    }

    /// Sun and sky on a matt face of this sprite, and the air in front of it.
    pub fn lit(&self, albedo: Rgb, n: V3, open: f32) -> Rgb {
        let color = self.weather.lit(albedo, n, open, open);
        self.aired(color, self.origin[1])
    }

    /// A colour as seen from the camera.
    pub fn aired(&self, color: Rgb, y: f32) -> Rgb {
        self.weather.through(color, self.ray, self.origin[2], y)
    }

    fn dab(&mut self, x: i32, y: i32, color: Rgb, alpha: f32) {
        let inside = x >= 0 && y >= 0 && (x as usize) < self.canvas.w && (y as usize) < self.canvas.h;
        if !inside || alpha <= 0.003 {
            return;
        }
        // What stands in the water is cut off where its mirror image begins.
        if self.mirrored && self.origin[1] <= 0.0 && y as f32 > self.foot.1 {
            return;
        }
        if self.seen.depth(x as usize, y as usize) > self.origin[2] * 0.985 {
            self.canvas.over(x, y, color, alpha);
        }
    }

    /// A soft dot; smaller than a pixel it grows fainter instead.
    pub fn dot(&mut self, x: f32, y: f32, r: f32, color: Rgb, alpha: f32) {
        self.oval((x, y), (r, r), color, alpha);
    }

    /// Light that spreads around a lamp: added to what is there, fading with the square of the way.
    pub fn glow(&mut self, (x, y): (f32, f32), r: f32, light: Rgb) {
        let (cx, cy) = (self.foot.0 + x * self.scale, self.foot.1 - y * self.scale);
        let r = (r * self.scale).max(1.2);
        for py in (cy - r).floor() as i32..=(cy + r).ceil() as i32 {
            for px in (cx - r).floor() as i32..=(cx + r).ceil() as i32 {
                let (dx, dy) = ((px as f32 + 0.5 - cx) / r, (py as f32 + 0.5 - cy) / r);
                let near = (1.0 - dx * dx - dy * dy).max(0.0);
                let inside = px >= 0 && py >= 0 && (px as usize) < self.canvas.w && (py as usize) < self.canvas.h;
                if near > 0.0 && inside {
                    let at = py as usize * self.canvas.w + px as usize;
                    let strength = near * near / (1.0 + 60.0 * (dx * dx + dy * dy));
                    self.canvas.px[at] = add(self.canvas.px[at], scale(light, strength));
                }
            }
        }
    }

    /// An ellipse with edges one pixel soft.
    pub fn oval(&mut self, (x, y): (f32, f32), (rx, ry): (f32, f32), color: Rgb, alpha: f32) {
        let (cx, cy) = (self.foot.0 + x * self.scale, self.foot.1 - y * self.scale);
        let (mut rx, mut ry, mut alpha) = (rx * self.scale, ry * self.scale, alpha);
        for r in [&mut rx, &mut ry] {
            if *r < 0.6 {
                alpha *= *r / 0.6;
                *r = 0.6;
            }
        }
        let edge = rx.min(ry);
        for py in (cy - ry - 1.0).floor() as i32..=(cy + ry + 1.0).ceil() as i32 {
            for px in (cx - rx - 1.0).floor() as i32..=(cx + rx + 1.0).ceil() as i32 {
                let (dx, dy) = ((px as f32 + 0.5 - cx) / rx, (py as f32 + 0.5 - cy) / ry);
                let inside = (1.0 - (dx * dx + dy * dy).sqrt()) * edge + 0.5;
                self.dab(px, py, color, alpha * inside.clamp(0.0, 1.0));
            }
        }
    }

    /// A straight stroke whose width changes from end to end.
    pub fn stroke(&mut self, from: (f32, f32, f32), to: (f32, f32, f32), color: Rgb, alpha: f32) {
        let at = |p: (f32, f32, f32)| {
            (self.foot.0 + p.0 * self.scale, self.foot.1 - p.1 * self.scale, p.2 * self.scale * 0.5)
        };
        let (a, b) = (at(from), at(to));
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let long = dx * dx + dy * dy;
        let r = a.2.max(b.2).max(0.5) + 1.0;
        let (x0, x1) = (a.0.min(b.0) - r, a.0.max(b.0) + r);
        let (y0, y1) = (a.1.min(b.1) - r, a.1.max(b.1) + r);
        if x1 < 0.0 || y1 < 0.0 || x0 > self.canvas.w as f32 || y0 > self.canvas.h as f32 {
            return;
        }
        for py in y0.max(0.0) as i32..=y1.min(self.canvas.h as f32) as i32 {
            for px in x0.max(0.0) as i32..=x1.min(self.canvas.w as f32) as i32 {
                let (qx, qy) = (px as f32 + 0.5 - a.0, py as f32 + 0.5 - a.1);
                let t = if long > 0.0 { ((qx * dx + qy * dy) / long).clamp(0.0, 1.0) } else { 0.0 };
                let away = ((qx - dx * t).powi(2) + (qy - dy * t).powi(2)).sqrt();
                let half = a.2 + (b.2 - a.2) * t;
                // A stroke thinner than a pixel is as faint as it is thin.
                let full = (half / 0.5).min(1.0);
                self.dab(px, py, color, alpha * full * (half.max(0.5) - away + 0.5).clamp(0.0, 1.0));
            }
        }
    }

    /// A filled face with straight sides, given in order around it.
    pub fn face(&mut self, corners: &[(f32, f32)], color: Rgb, alpha: f32) {
        self.shaded_face(corners, alpha, |_, _| color);
    }

    /// The same, coloured by place (in metres from the foot).
    pub fn shaded_face(&mut self, corners: &[(f32, f32)], alpha: f32, color: impl Fn(f32, f32) -> Rgb) {
        let points: Vec<(f32, f32)> =
            corners.iter().map(|(x, y)| (self.foot.0 + x * self.scale, self.foot.1 - y * self.scale)).collect();
        let fold =
            |pick: fn(&(f32, f32)) -> f32, f: fn(f32, f32) -> f32, start: f32| points.iter().map(pick).fold(start, f);
        let (x0, x1) = (fold(|p| p.0, f32::min, f32::MAX), fold(|p| p.0, f32::max, f32::MIN));
        let (y0, y1) = (fold(|p| p.1, f32::min, f32::MAX), fold(|p| p.1, f32::max, f32::MIN));
        for py in y0.max(0.0).floor() as i32..=y1.min(self.canvas.h as f32).ceil() as i32 {
            for px in x0.max(0.0).floor() as i32..=x1.min(self.canvas.w as f32).ceil() as i32 {
                let share = covered(&points, px as f32, py as f32);
                if share > 0.0 {
                    let at = ((px as f32 - self.foot.0) / self.scale, (self.foot.1 - py as f32) / self.scale);
                    let color = color(at.0, at.1);
                    self.dab(px, py, color, alpha * share);
                }
            }
        }
    }
}

/// Share of a pixel inside a polygon, from four points in it (even-odd rule).
fn covered(points: &[(f32, f32)], px: f32, py: f32) -> f32 {
    let mut hits = 0.0;
    for (ox, oy) in [(0.125, 0.375), (0.375, 0.875), (0.625, 0.125), (0.875, 0.625)] {
        let (x, y) = (px + ox, py + oy);
        let mut inside = false;
        for (n, a) in points.iter().enumerate() {
            let b = points[(n + 1) % points.len()];
            if (a.1 > y) != (b.1 > y) && x < (b.0 - a.0) * (y - a.1) / (b.1 - a.1) + a.0 {
                inside = !inside;
            }
        }
        if inside {
            hits += 0.25;
        }
    }
    hits
}
