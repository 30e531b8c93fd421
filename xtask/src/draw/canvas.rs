//! A picture in linear light, and what is done to a whole picture.

use rayon::prelude::*;

/// A colour in linear light, or any three numbers that go together.
pub type Rgb = [f32; 3];

/// A colour as it is written on screens, `0x8b9a8e`, in linear light.
pub fn hex(code: u32) -> Rgb {
    let part = |shift: u32| to_linear(((code >> shift) & 255) as f32 / 255.0);
    [part(16), part(8), part(0)]
}

pub fn mix(a: Rgb, b: Rgb, t: f32) -> Rgb {
    let t = t.clamp(0.0, 1.0);
    [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t]
}

pub fn scale(a: Rgb, k: f32) -> Rgb {
    [a[0] * k, a[1] * k, a[2] * k]
}

pub fn add(a: Rgb, b: Rgb) -> Rgb {
    [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
}

pub fn mul(a: Rgb, b: Rgb) -> Rgb {
    [a[0] * b[0], a[1] * b[1], a[2] * b[2]]
}

/// How bright a colour looks (ITU-R BT.709 weights).
pub fn luma(a: Rgb) -> f32 {
    0.2126 * a[0] + 0.7152 * a[1] + 0.0722 * a[2]
}

/// IEC 61966-2-1.
pub fn to_linear(c: f32) -> f32 {
    if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
}

/// IEC 61966-2-1.
pub fn to_srgb(c: f32) -> f32 {
    let c = c.clamp(0.0, 1.0);
    if c <= 0.003_130_8 { c * 12.92 } else { 1.055 * c.powf(1.0 / 2.4) - 0.055 }
}

/// Rows of pixels, top first.
#[derive(Clone, Debug, PartialEq)]
pub struct Canvas {
    pub w: usize,
    pub h: usize,
    pub px: Vec<Rgb>,
}

impl Canvas {
    pub fn new(w: usize, h: usize) -> Canvas {
        Canvas { w, h, px: vec![[0.0; 3]; w * h] }
    }

    /// Every pixel from its place.
    pub fn fill(&mut self, color: impl Fn(usize, usize) -> Rgb + Sync) {
        let w = self.w;
        self.px.par_chunks_mut(w).enumerate().for_each(|(y, row)| {
            for (x, px) in row.iter_mut().enumerate() {
                *px = color(x, y);
            }
        });
    }

    /// Every pixel from its place and what is there.
    pub fn map(&mut self, color: impl Fn(usize, usize, Rgb) -> Rgb + Sync) {
        let w = self.w;
        self.px.par_chunks_mut(w).enumerate().for_each(|(y, row)| {
            for (x, px) in row.iter_mut().enumerate() {
                *px = color(x, y, *px);
            }
        });
    }

    /// The pixel at a place, or the nearest where the place is outside.
    pub fn get(&self, x: i32, y: i32) -> Rgb {
        let x = x.clamp(0, self.w as i32 - 1) as usize;
        let y = y.clamp(0, self.h as i32 - 1) as usize;
        self.px[y * self.w + x]
    }

    /// Between pixels, linearly.
    pub fn sample(&self, x: f32, y: f32) -> Rgb {
        let (x, y) = (x - 0.5, y - 0.5);
        let (fx, fy) = (x.floor(), y.floor());
        let (ix, iy) = (fx as i32, fy as i32);
        let top = mix(self.get(ix, iy), self.get(ix + 1, iy), x - fx);
        let bottom = mix(self.get(ix, iy + 1), self.get(ix + 1, iy + 1), x - fx);
        mix(top, bottom, y - fy)
    }

    /// Lays a colour over a pixel.
    pub fn over(&mut self, x: i32, y: i32, color: Rgb, alpha: f32) {
        if x >= 0 && y >= 0 && (x as usize) < self.w && (y as usize) < self.h {
            let px = &mut self.px[y as usize * self.w + x as usize];
            *px = mix(*px, color, alpha);
        }
    }

    /// Another size; every new pixel is the mean of the area that it covers.
    pub fn resized(&self, w: usize, h: usize) -> Canvas {
        if (w, h) == (self.w, self.h) {
            return self.clone();
        }
        let across = spans(self.w, w);
        let down = spans(self.h, h);
        let mut narrow = Canvas::new(w, self.h);
        narrow.fill(|x, y| {
            let row = &self.px[y * self.w..(y + 1) * self.w];
            across[x].iter().fold([0.0; 3], |sum, (at, share)| add(sum, scale(row[*at], *share)))
        });
        let mut small = Canvas::new(w, h);
        small.fill(|x, y| {
            down[y].iter().fold([0.0; 3], |sum, (at, share)| add(sum, scale(narrow.px[at * w + x], *share)))
        });
        small
    }

    /// Spread by about `radius` pixels: three passes of a box come close to a bell (Wells 1986).
    pub fn blurred(&self, radius: f32) -> Canvas {
        let mut canvas = self.clone();
        let reach = (radius * 0.95).round().max(1.0) as usize;
        for _ in 0..3 {
            canvas = canvas.boxed_and_turned(reach).boxed_and_turned(reach);
        }
        canvas
    }

    /// Means along each row, written as columns: twice gives both directions.
    fn boxed_and_turned(&self, reach: usize) -> Canvas {
        let mut turned = Canvas::new(self.h, self.w);
        let rows: Vec<Vec<Rgb>> = self
            .px
            .par_chunks(self.w)
            .map(|row| {
                let at = |i: isize| row[i.clamp(0, self.w as isize - 1) as usize];
                let reach = reach as isize;
                let mut sum = (-reach..=reach).fold([0.0f32; 3], |sum, i| add(sum, at(i)));
                let share = 1.0 / (2 * reach + 1) as f32;
                (0..self.w as isize)
                    .map(|x| {
                        let mean = scale(sum, share);
                        let (enter, leave) = (at(x + reach + 1), at(x - reach));
                        sum = add(sum, [enter[0] - leave[0], enter[1] - leave[1], enter[2] - leave[2]]);
                        mean
                    })
                    .collect()
            })
            .collect();
        turned.fill(|x, y| rows[x][y]);
        turned
    }

    /// Screen bytes.
    pub fn to_srgb8(&self) -> Vec<u8> {
        let byte = |c: f32| (to_srgb(c) * 255.0 + 0.5) as u8;
        self.px.iter().flat_map(|px| px.map(byte)).collect()
    }

    /// The colour of the fullest of 512 boxes of colour, with vivid pixels counted double.
    pub fn dominant_color(&self) -> String {
        let mut boxes = vec![([0.0f32; 3], 0.0f32); 512];
        for px in &self.px {
            let c = px.map(to_srgb);
            let cell = c.iter().fold(0, |cell, c| cell * 8 + ((c * 8.0) as usize).min(7));
            let vivid = c.iter().fold(0.0f32, |m, c| m.max(*c)) - c.iter().fold(1.0f32, |m, c| m.min(*c));
            let weight = 1.0 + vivid;
            boxes[cell].0 = add(boxes[cell].0, scale(c, weight));
            boxes[cell].1 += weight;
        }
        let fullest = boxes.iter().fold(([0.5; 3], 0.0), |best, found| {
            if found.1 > best.1 { (scale(found.0, 1.0 / found.1), found.1) } else { best }
        });
        let [r, g, b] = fullest.0.map(|c| (c * 255.0 + 0.5) as u8);
        format!("#{r:02x}{g:02x}{b:02x}")
    }
}

/// For each new pixel, the old ones that it covers and how much of it each makes up.
fn spans(from: usize, to: usize) -> Vec<Vec<(usize, f32)>> {
    let ratio = from as f64 / to as f64;
    (0..to)
        .map(|n| {
            let (start, end) = (n as f64 * ratio, (n + 1) as f64 * ratio);
            let last = (end.ceil() as usize).min(from);
            (start as usize..last)
                .map(|at| {
                    let covered = end.min((at + 1) as f64) - start.max(at as f64);
                    (at, (covered.max(0.0) / ratio) as f32)
                })
                .collect()
        })
        .collect()
}
