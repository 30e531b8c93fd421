//! The camera of a room: many rays for each pixel through a lens of some width, then smoothing of
//! the uneven light.

use super::Shape;
use super::canvas::{Canvas, Rgb, add, luma, mix, scale};
use super::noise::Random;
use super::solids::Ray;
use super::stage::Stage;
use super::trace::Light;
use super::vector::{V3, along, cross, dot, length, sub, unit};
use rayon::prelude::*;

#[derive(Clone, Copy, Debug)]
pub struct Lens {
    pub eye: V3,
    pub at: V3,
    /// As a share of the longer side; 1 is a usual view, 2 a long lens.
    pub focal: f32,
    /// Radius of the opening in metres: wider blurs more of what is out of focus.
    pub open: f32,
    /// Distance that is sharp.
    pub focus: f32,
    /// Rays for each pixel.
    pub rays: usize,
    /// Exposure, 1 being a camera's own choice.
    pub key: f32,
}

/// The means of a pixel's rays.
#[derive(Clone, Copy, Debug, Default)]
struct Pixel {
    albedo: Rgb,
    fall: Rgb,
    /// Albedo of the rays whose light was looked for, and how many they are.
    lit: Rgb,
    n_lit: f32,
    sheen: Rgb,
    own: Rgb,
    n: V3,
    depth: f32,
}

/// Widest picture that is traced; larger ones are enlarged a little, as grain would hide more.
const WIDEST: u32 = 1280;

impl Lens {
    pub fn shoot(&self, stage: &mut Stage, random: &mut Random, shape: Shape, width: u32) -> Canvas {
        stage.build();
        let w = width.min(WIDEST);
        let (w, h) = (w as usize, shape.height(w) as usize);
        let rays = if width > 1000 { self.rays * 5 / 6 } else { self.rays };
        let seed = random.next();
        let mut pixels = vec![Pixel::default(); w * h];
        let stage: &Stage = stage;
        pixels.par_chunks_mut(w).enumerate().for_each(|(y, row)| {
            for (x, pixel) in row.iter_mut().enumerate() {
                let place = (y * w + x) as u64;
                let mut random = Random::new(seed ^ place.wrapping_mul(0x9e37_79b9_7f4a_7c15));
                *pixel = self.pixel(stage, &mut random, (x, y), (w, h), rays);
            }
        });
        let falls = smoothed(&pixels, |pixel| pixel.fall, w, h);
        let sheens = smoothed(&pixels, |pixel| pixel.sheen, w, h);
        let sharp = self.focal * if h > w { ((w * h) as f32).sqrt() } else { w as f32 };
        let mut canvas = Canvas::new(w, h);
        canvas.fill(|x, y| {
            let (pixel, fall) = (&pixels[y * w + x], falls[y * w + x]);
            let lit = [0, 1, 2].map(|n| pixel.albedo[n] * fall[n]);
            add(add(pixel.own, sheens[y * w + x]), lit)
        });
        let canvas = self.soften(&canvas, |place| pixels[place].depth, sharp);
        exposed(canvas, self.key * random.range(0.155, 0.205))
    }

    /// What is out of focus is spread by many rays; few rays leave grain there. A disc of about
    /// half the circle of confusion, taken only from places as blurred, evens it out.
    fn soften(&self, canvas: &Canvas, depth: impl Fn(usize) -> f32 + Sync, focal: f32) -> Canvas {
        let (w, h) = (canvas.w, canvas.h);
        let blur = |place: usize| {
            let z = depth(place).max(0.05);
            self.open * focal * (z - self.focus).abs() / (z * self.focus)
        };
        let mut soft = Canvas::new(w, h);
        soft.fill(|x, y| {
            let mine = blur(y * w + x);
            let here = canvas.px[y * w + x];
            if mine < 0.7 {
                return here;
            }
            let reach = (mine * 0.7).min(7.0);
            let (mut sum, mut total) = (here, 1.0);
            for k in 1..22 {
                // Points of a sunflower fill a disc evenly (Vogel 1979).
                let (r, angle) = ((k as f32 / 22.0).sqrt() * reach, k as f32 * 2.399_963);
                let sx = (x as f32 + r * angle.cos()).round().clamp(0.0, w as f32 - 1.0) as usize;
                let sy = (y as f32 + r * angle.sin()).round().clamp(0.0, h as f32 - 1.0) as usize;
                let weight = (blur(sy * w + sx) / mine).clamp(0.0, 1.0).powi(2);
                sum = add(sum, scale(canvas.px[sy * w + sx], weight));
                total += weight;
            }
            scale(sum, 1.0 / total)
        });
        soft
    }

    fn pixel(
        &self,
        stage: &Stage,
        random: &mut Random,
        at: (usize, usize),
        size: (usize, usize),
        rays: usize,
    ) -> Pixel {
        let (w, h) = (size.0 as f32, size.1 as f32);
        let long = if h > w { (w * h).sqrt() } else { w };
        let ahead = unit(sub(self.at, self.eye));
        let right = unit(cross([0.0, 1.0, 0.0], ahead));
        let up = cross(ahead, right);
        let mut sum = Pixel::default();
        let turn = random.unit();
        for k in 0..rays {
            // Plastic-number sequence (Roberts 2018): evenly spread for any count.
            let spread = |a: f32| (turn + a * k as f32).fract();
            let (jx, jy) = (spread(0.754_877_7), spread(0.569_840_3));
            let px = (at.0 as f32 + jx - w * 0.5) / (self.focal * long);
            let py = (h * 0.5 - at.1 as f32 - jy) / (self.focal * long);
            let d = along(along(ahead, right, px), up, py);
            let target = along(self.eye, d, self.focus);
            let (r, angle) = (random.unit().sqrt() * self.open, random.unit() * std::f32::consts::TAU);
            let o = along(along(self.eye, right, r * angle.cos()), up, r * angle.sin());
            let ray = Ray { o, d: unit(sub(target, o)) };
            // Light is looked for on every second ray, and until a surface has some.
            let lit = k % 2 == 0 || luma(sum.lit) == 0.0;
            sum.add(&stage.look(&ray, random, lit), lit);
        }
        sum.mean(rays as f32)
    }
}

impl Pixel {
    fn add(&mut self, light: &Light, lit: bool) {
        self.albedo = add(self.albedo, light.albedo);
        if lit {
            self.lit = add(self.lit, light.albedo);
            self.n_lit += 1.0;
        }
        // Rare bright rays would leave specks; a cap hardly darkens the rest.
        let fall = light.fall.map(|c| c.min(8.0));
        self.fall = add(self.fall, [0, 1, 2].map(|n| fall[n] * light.albedo[n]));
        self.sheen = add(self.sheen, light.sheen.map(|c| c.min(3.0)));
        self.own = add(self.own, light.own.map(|c| c.min(4.0)));
        self.n = add(self.n, light.n);
        self.depth += light.depth.min(60.0);
    }

    /// Means; `fall` becomes light for a white surface, so that colours stay sharp in smoothing.
    fn mean(mut self, rays: f32) -> Pixel {
        self.fall = [0, 1, 2].map(|n| self.fall[n] / self.lit[n].max(1e-4));
        self.albedo = scale(self.albedo, 1.0 / rays);
        self.sheen = scale(self.sheen, 1.0 / self.n_lit.max(1.0));
        self.own = scale(self.own, 1.0 / rays);
        self.n = if length(self.n) > 0.0 { scale(self.n, 1.0 / rays) } else { self.n };
        self.depth /= rays;
        self
    }
}

/// Smooths light over surfaces, but not over edges: the "à-trous" filter of Dammertz, Sewtz,
/// Hanika and Lensch (2010), guided by normals, depth and brightness.
fn smoothed(pixels: &[Pixel], of: fn(&Pixel) -> Rgb, w: usize, h: usize) -> Vec<Rgb> {
    let mut falls: Vec<Rgb> = pixels.iter().map(of).collect();
    if falls.iter().all(|fall| luma(*fall) == 0.0) {
        return falls;
    }
    falls = calmed(&falls, w, h);
    const KERNEL: [f32; 5] = [1.0 / 16.0, 0.25, 0.375, 0.25, 1.0 / 16.0];
    for pass in 0..4 {
        let step = 1i32 << pass;
        let tolerance = 2.2 / (1 << pass) as f32;
        let mut next = falls.clone();
        next.par_chunks_mut(w).enumerate().for_each(|(y, row)| {
            for (x, out) in row.iter_mut().enumerate() {
                let here = &pixels[y * w + x];
                let mine = falls[y * w + x];
                let bright = luma(mine);
                let (mut sum, mut total) = ([0.0; 3], 0.0);
                for (j, kj) in KERNEL.iter().enumerate() {
                    for (i, ki) in KERNEL.iter().enumerate() {
                        let (sx, sy) = (x as i32 + (i as i32 - 2) * step, y as i32 + (j as i32 - 2) * step);
                        if sx < 0 || sy < 0 || sx >= w as i32 || sy >= h as i32 {
                            continue;
                        }
                        let there = sy as usize * w + sx as usize;
                        let other = &pixels[there];
                        let dn = sub(here.n, other.n);
                        let dz = (here.depth - other.depth) / (here.depth * 0.02 + 0.02) / (step as f32).sqrt();
                        let dl = (bright - luma(falls[there])) / (tolerance * (bright + 0.12));
                        let k = ki * kj * (-dot(dn, dn) * 9.0 - dz * dz * 0.5 - dl * dl).exp();
                        sum = add(sum, scale(falls[there], k));
                        total += k;
                    }
                }
                *out = if total > 1e-6 { scale(sum, 1.0 / total) } else { mine };
            }
        });
        falls = next;
    }
    falls
}

/// Exposes for the middle tones, as a camera's meter does: the mean of the logarithms of all
/// brightnesses becomes a middle grey, within what keeps the bright tenth from burning out.
fn exposed(mut canvas: Canvas, key: f32) -> Canvas {
    let mut tones: Vec<f32> = canvas.px.iter().step_by(7).map(|px| luma(*px)).collect();
    let mean = tones.iter().map(|tone| (tone + 0.004).ln()).sum::<f32>() / tones.len().max(1) as f32;
    tones.sort_by(f32::total_cmp);
    let bright = tones.get(tones.len() * 92 / 100).copied().unwrap_or(1.0);
    let gain = (key / mean.exp()).min(2.0 / bright.max(0.02)).clamp(0.2, 20.0);
    // Lamps and screens burn out, but not without bound.
    canvas.map(|_, _, c| scale(c, gain).map(|v| if v > 1.0 { 1.0 + (v - 1.0) / (1.0 + (v - 1.0) * 0.5) } else { v }));
    canvas.map(|_, _, c| mix([luma(c); 3], c, 0.86));
    canvas
}

/// Single specks are brought to between half and twice what is around them.
fn calmed(falls: &[Rgb], w: usize, h: usize) -> Vec<Rgb> {
    let mut calm = falls.to_vec();
    calm.par_chunks_mut(w).enumerate().for_each(|(y, row)| {
        for (x, px) in row.iter_mut().enumerate() {
            let mut around = 0.0;
            for (dx, dy) in [(-1, -1), (0, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (0, 1), (1, 1)] {
                let sx = (x as i32 + dx).clamp(0, w as i32 - 1) as usize;
                let sy = (y as i32 + dy).clamp(0, h as i32 - 1) as usize;
                around += luma(falls[sy * w + sx]) / 8.0;
            }
            let bright = luma(*px);
            if bright > around * 2.0 {
                *px = scale(*px, around * 2.0 / bright);
            } else if bright < around * 0.5 {
                *px = add(*px, [around * 0.5 - bright; 3]);
            }
        }
    });
    calm
}
