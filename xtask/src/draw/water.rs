//! Still and running water: the mirrored world, broken up by ripples.

use super::canvas::{Canvas, Rgb, add, mix, scale};
use super::noise::{at, plane};
use super::sky::Weather;
use super::terrain::Camera;

/// How a water lies and what colour it has where it does not mirror.
#[derive(Clone, Copy, Debug)]
pub struct Water {
    pub color: Rgb,
    /// Typical tilt of the ripples; 0.01 is a still pond, 0.06 a river in the wind.
    pub rough: f32,
    /// Metres from ripple to ripple.
    pub wave: f32,
    pub offset: f32,
}

impl Water {
    /// The water at a pixel: what it mirrors and what it is, after Fresnel.
    pub fn seen(
        &self,
        (x, y): (usize, usize),
        camera: &Camera,
        (mirror, mirror_camera): (&Canvas, &Camera),
        weather: &Weather,
    ) -> Rgb {
        let below = (y as f32 + 0.5 - camera.horizon).max(0.5);
        let z = camera.focal * camera.height / below;
        let wx = (x as f32 - camera.w as f32 * 0.5) * camera.pixel(z);
        // A pixel's length on the water along the view grows with the square of the depth.
        let long = z * z / (camera.focal * camera.height);
        let mut tilt = [0.0f32; 2];
        let mut lost = 0.0;
        for octave in 0..4 {
            let k = 2.03f32.powi(octave) / self.wave;
            let seen = (1.0 / (1.0 + (long * k * 1.2).powi(2))).min(1.0);
            let gain = self.rough * 0.62f32.powi(octave);
            let o = self.offset + octave as f32 * 31.7;
            // Crests lie across the view, longer than they are wide.
            tilt[0] += gain * seen * plane(wx * k * 0.45 + o, z * k + o * 0.7);
            tilt[1] += gain * seen * plane(wx * k * 0.45 - o, z * k - o * 1.3) * 0.35;
            lost += gain * gain * (1.0 - seen * seen);
        }
        let lost = lost.sqrt();
        // Patches of wind: rougher stretches lie beside smoother ones.
        let gust = plane(wx * 0.012 + self.offset, z * 0.02 - self.offset) * 0.5 + 0.75;
        let k = camera.focal / mirror_camera.focal;
        let mut mirrored = [0.0; 3];
        let samples = 6;
        for n in 0..samples {
            let jitter = (n as f32 + at(x as i32, y as i32, n)) / samples as f32 - 0.5;
            let lift = (tilt[0] * gust + jitter * lost * 2.2 * gust) * 2.0 * camera.focal;
            let row = mirror_camera.horizon - ((below + lift * 0.55).abs() + 0.5) / k;
            let column = (x as f32 + 0.5 + tilt[1] * gust * camera.focal) / k;
            mirrored = add(mirrored, mirror.sample(column, row.max(0.5)));
        }
        let mirrored = scale(mirrored, 1.0 / samples as f32);
        // Schlick's form of Fresnel's law, for water: 2 % straight down, all of it at the horizon.
        let facing = (below / camera.focal + tilt[0] * 0.6 + lost * 0.4).clamp(0.0, 1.0);
        let share = 0.02 + 0.98 * (1.0 - facing).powi(5);
        let body = weather.lit(self.color, [0.0, 1.0, 0.0], 0.8, 1.0);
        mix(body, mirrored, (share * 0.93).min(0.96))
    }
}
