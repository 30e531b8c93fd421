//! Development: what a lens and a film do to every picture.

use super::canvas::{Canvas, Rgb, add, luma, mix, scale};
use super::noise::{Random, at, plane};

/// Film curve: shadows with a toe, highlights that roll off (Narkowicz's fit of ACES, 2015).
fn film(x: f32) -> f32 {
    let x = x.max(0.0);
    ((x * (2.51 * x + 0.03)) / (x * (2.43 * x + 0.59) + 0.14)).clamp(0.0, 1.0)
}

/// Glow, exposure, colour, vignette, curve, size, grain: in the order in which light meets them.
pub fn develop(mut canvas: Canvas, random: &mut Random, width: u32, height: u32) -> Canvas {
    let glow_radius = canvas.h as f32 * 0.02;
    let small = canvas.resized(canvas.w / 4, canvas.h / 4);
    let mut bright = small.clone();
    bright.map(|_, _, c| scale(c, ((luma(c) - 0.75) / 1.5).clamp(0.0, 1.0)));
    let glow = bright.blurred(glow_radius / 4.0);
    let wide = bright.blurred(glow_radius);
    let warmth = random.range(-0.035, 0.045);
    let tint: Rgb = [1.0 + warmth, 1.0, 1.0 - warmth];
    let vignette = random.range(0.16, 0.34);
    let fade = random.range(0.0, 0.008);
    let colour = random.range(0.92, 1.06);
    let (w, h) = (canvas.w as f32, canvas.h as f32);
    canvas.map(|x, y, c| {
        let at = (x as f32 / 4.0 + 0.125, y as f32 / 4.0 + 0.125);
        let glows = add(scale(glow.sample(at.0, at.1), 0.35), scale(wide.sample(at.0, at.1), 0.3));
        let c = add(c, glows);
        let (dx, dy) = ((x as f32 / w - 0.5) * 2.0, (y as f32 / h - 0.5) * 2.0);
        // Light falls off with the fourth power of the cosine at the edge; a gentle form of it.
        let fall = 1.0 - vignette * (dx * dx + dy * dy) * 0.5;
        let c = [c[0] * tint[0] * fall, c[1] * tint[1] * fall, c[2] * tint[2] * fall];
        let grey = luma(c);
        let c = mix([grey; 3], c, 1.0).map(|v| grey + (v - grey) * colour);
        c.map(|v| film(v * 0.72) * (1.0 - fade) + fade)
    });
    let mut small = levelled(canvas.resized(width as usize, height as usize));
    let seed = random.next() as i32;
    let strength = random.range(0.006, 0.012);
    // Grain: clumps of about two pixels, strongest in the middle tones; finer would cost bytes.
    small.map(|x, y, c| {
        let fine = at(x as i32, y as i32, seed) - 0.5;
        let coarse = plane(x as f32 * 0.7 + seed as f32 % 977.0, y as f32 * 0.7);
        let grey = luma(c).clamp(0.0, 1.0).sqrt();
        let amount = strength * (grey * (1.0 - grey) * 4.0 + 0.15) * (grey + 0.08);
        c.map(|v| (v + (fine * 0.5 + coarse * 0.5) * amount).clamp(0.0, 1.0))
    });
    small
}

/// Stretches the tones most of the way to black and white, as a print is made from a flat
/// negative; haze stays haze.
fn levelled(mut canvas: Canvas) -> Canvas {
    let mut tones: Vec<f32> = canvas.px.iter().step_by(5).map(|px| luma(*px)).collect();
    tones.sort_by(f32::total_cmp);
    let at = |share: f32| tones.get((tones.len() as f32 * share) as usize).copied().unwrap_or(0.5);
    let (low, high) = (at(0.004), at(0.992));
    let black = (low - 0.006).max(0.0) * 0.72;
    let white = high + (0.86 - high).max(0.0) * 0.25;
    let gain = ((0.86 * 0.6 + white * 0.4 - 0.004) / (white - black).max(0.05)).min(1.7);
    canvas.map(|_, _, c| c.map(|v| ((v - black) * gain).clamp(0.0, 1.0)));
    canvas
}
