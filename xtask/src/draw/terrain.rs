//! A height field in perspective, column by column, from near to far.
//!
//! The classic "voxel space" walk: along each column of the picture the ground is stepped through
//! front to back; where it rises above all nearer ground, it fills the rows it has newly covered.
//! Only places are found here; they are coloured once each, afterwards.

use super::vector::{V3, unit};
use rayon::prelude::*;

/// A level camera.
#[derive(Clone, Copy, Debug)]
pub struct Camera {
    pub w: usize,
    pub h: usize,
    /// In pixels.
    pub focal: f32,
    /// The row of the horizon.
    pub horizon: f32,
    /// Above the water, in metres; below it for what the water mirrors.
    pub height: f32,
}

impl Camera {
    /// Where a place is seen, in pixels.
    pub fn project(&self, p: V3) -> (f32, f32) {
        let k = self.focal / p[2].max(0.01);
        (self.w as f32 * 0.5 + p[0] * k, self.horizon + (self.height - p[1]) * k)
    }

    /// The direction in which a pixel looks.
    pub fn ray(&self, x: f32, y: f32) -> V3 {
        unit([(x - self.w as f32 * 0.5) / self.focal, (self.horizon - y) / self.focal, 1.0])
    }

    /// Metres across one pixel at a depth.
    pub fn pixel(&self, z: f32) -> f32 {
        z / self.focal
    }

    /// Below the water by as much, with room for all that the water shows, `1 / smaller` in size.
    pub fn mirrored(&self, smaller: usize) -> Camera {
        let k = smaller as f32;
        let below = (self.h as f32 - self.horizon).max(1.0);
        Camera {
            w: self.w / smaller,
            h: (below / k) as usize + 1,
            focal: self.focal / k,
            horizon: below / k,
            height: -self.height,
        }
    }
}

/// What each pixel sees of the ground: its place, or nothing (z is 0) for the sky. Column by column.
pub struct Seen {
    h: usize,
    places: Vec<V3>,
}

impl Seen {
    pub fn at(&self, x: usize, y: usize) -> Option<V3> {
        let place = self.places[x * self.h + y];
        (place[2] > 0.0).then_some(place)
    }

    /// How far the ground is; the sky is farther than everything.
    pub fn depth(&self, x: usize, y: usize) -> f32 {
        self.at(x, y).map_or(f32::INFINITY, |place| place[2])
    }
}

/// Walks from `near` to `far`; `step` is each step's length as a share of the depth.
///
/// Ground below 0 is under water and seen at 0.
pub fn walk(camera: &Camera, (near, far, step): (f32, f32, f32), height: &(dyn Fn(f32, f32) -> f32 + Sync)) -> Seen {
    let mut places = vec![[0.0; 3]; camera.w * camera.h];
    places.par_chunks_mut(camera.h).enumerate().for_each(|(x, column)| {
        let slope = (x as f32 + 0.5 - camera.w as f32 * 0.5) / camera.focal;
        if camera.height >= 0.0 {
            upright(camera, column, slope, (near, far, step), height);
        } else {
            mirrored(camera, column, slope, (near, far, step), height);
        }
    });
    Seen { h: camera.h, places }
}

fn upright(
    camera: &Camera,
    column: &mut [V3],
    slope: f32,
    (near, far, step): (f32, f32, f32),
    height: &(dyn Fn(f32, f32) -> f32 + Sync),
) {
    let row = |y: f32, z: f32| camera.horizon + camera.focal * (camera.height - y) / z;
    let mut z = near;
    let mut before = (height(near * slope, near).max(0.0), near);
    let mut top = column.len() as f32;
    while z < far && top > 0.0 {
        let y = height(z * slope, z).max(0.0);
        let here = row(y, z);
        if here < top {
            let from = row(before.0, before.1);
            let first = here.ceil().max(0.0) as usize;
            let last = (top.ceil() as usize).min(column.len());
            for (at, place) in column.iter_mut().enumerate().take(last).skip(first) {
                let t = if from > here { ((from - at as f32) / (from - here)).clamp(0.0, 1.0) } else { 1.0 };
                let depth = before.1 + (z - before.1) * t;
                *place = [depth * slope, before.0 + (y - before.0) * t, depth];
            }
            top = here.ceil();
        }
        before = (y, z);
        z += (z * step).max(0.02);
    }
}

/// From below the surface only land above it is seen, and only after the ray has left the water.
fn mirrored(
    camera: &Camera,
    column: &mut [V3],
    slope: f32,
    (near, far, step): (f32, f32, f32),
    height: &(dyn Fn(f32, f32) -> f32 + Sync),
) {
    let row = |y: f32, z: f32| camera.horizon + camera.focal * (camera.height - y) / z;
    let mut z = near;
    while z < far {
        let y = height(z * slope, z);
        if y > 0.0 {
            let first = row(y, z).ceil().max(0.0) as usize;
            let last = row(0.0, z).ceil().max(0.0) as usize;
            for (at, place) in column.iter_mut().enumerate().take(last).skip(first) {
                if place[2] == 0.0 {
                    let rise = (camera.horizon - at as f32) / camera.focal;
                    *place = [z * slope, camera.height + rise * z, z];
                }
            }
        }
        z += (z * step).max(0.05);
    }
}
