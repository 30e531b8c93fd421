//! The sample's pictures, computed: no photograph was taken for them, and no two are alike.
//!
//! A picture is a pure function of its scene, its shape and a seed. Open country is drawn by
//! `outdoors` (a height field, seen through air), rooms and crowds by `trace` (rays among solids);
//! `finish` then treats both like a developed photograph.

mod canvas;
mod finish;
mod noise;
mod vector;

mod outdoors;
mod sky;
mod sprite;
mod terrain;
mod water;

mod boats;
mod buildings;
mod paddy;
mod plants;

mod lens;
mod people;
mod solids;
mod stage;
mod trace;
mod tree;

mod furniture;
mod letters;

mod city;
mod classroom;
mod control;
mod dam;
mod delta;
mod fair;
mod greenhouse;
mod hall;
mod karst;
mod lab;
mod lotus;
mod river;
mod terrace;
mod village;
mod workshop;

pub use canvas::Canvas;
use std::fmt;

/// What is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scene {
    Karst,
    Delta,
    River,
    Terrace,
    Lotus,
    Village,
    City,
    Lab,
    Workshop,
    Hall,
    Fair,
    Greenhouse,
    Control,
    Classroom,
    Dam,
    Night,
}

/// Draws a scene into a canvas; the view's numbers follow from the seed.
type Draw = fn(&mut noise::Random, Shape, u32) -> Canvas;

impl Scene {
    pub const ALL: [Scene; 16] = [
        Scene::Karst,
        Scene::Delta,
        Scene::River,
        Scene::Terrace,
        Scene::Lotus,
        Scene::Village,
        Scene::City,
        Scene::Lab,
        Scene::Workshop,
        Scene::Hall,
        Scene::Fair,
        Scene::Greenhouse,
        Scene::Control,
        Scene::Classroom,
        Scene::Dam,
        Scene::Night,
    ];

    /// Its name in sources, the version of its drawing, and the drawing itself.
    ///
    /// Raise a version when the drawing changes: only that scene's pictures are drawn again.
    fn entry(self) -> (&'static str, u32, Draw) {
        match self {
            Scene::Karst => ("karst", 2, karst::draw),
            Scene::Delta => ("delta", 2, delta::draw),
            Scene::River => ("river", 2, river::draw),
            Scene::Terrace => ("terrace", 2, terrace::draw),
            Scene::Lotus => ("lotus", 1, lotus::draw),
            Scene::Village => ("village", 2, village::draw),
            Scene::City => ("city", 2, city::draw),
            Scene::Lab => ("lab", 3, lab::draw),
            Scene::Workshop => ("workshop", 1, workshop::draw),
            Scene::Hall => ("hall", 1, hall::draw),
            Scene::Fair => ("fair", 1, fair::draw),
            Scene::Greenhouse => ("greenhouse", 1, greenhouse::draw),
            Scene::Control => ("control", 2, control::draw),
            Scene::Classroom => ("classroom", 1, classroom::draw),
            Scene::Dam => ("dam", 1, dam::draw),
            Scene::Night => ("night", 2, city::night),
        }
    }

    pub fn name(self) -> &'static str {
        self.entry().0
    }

    pub fn version(self) -> u32 {
        self.entry().1
    }

    pub fn from_name(name: &str) -> Option<Scene> {
        Scene::ALL.into_iter().find(|scene| scene.name() == name)
    }

    /// All names, for messages.
    pub fn names() -> String {
        Scene::ALL.map(Scene::name).join(", ")
    }
}

/// Width to height, as in `3:2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape(pub u32, pub u32);

impl Default for Shape {
    fn default() -> Shape {
        Shape(3, 2)
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.0, self.1)
    }
}

impl Shape {
    const ALL: [Shape; 7] =
        [Shape(3, 2), Shape(16, 9), Shape(4, 3), Shape(1, 1), Shape(3, 4), Shape(2, 3), Shape(21, 9)];

    pub fn from_name(name: &str) -> Option<Shape> {
        Shape::ALL.into_iter().find(|shape| shape.to_string() == name)
    }

    /// All shapes, for messages.
    pub fn names() -> String {
        Shape::ALL.map(|shape| shape.to_string()).join(", ")
    }

    /// The height at a width, to the nearest pixel.
    pub fn height(self, width: u32) -> u32 {
        (width * self.1 + self.0 / 2) / self.0
    }
}

/// FNV-1a, 64 bits: spreads names evenly over seeds. `hash("a")` is `af63dc4c8601ec8c`.
///
/// Fowler, Noll and Vo: start from the offset basis; for each byte, xor, then multiply.
pub fn hash(text: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}

/// A finished picture, in linear light.
pub fn picture(scene: Scene, shape: Shape, seed: u64, width: u32) -> Canvas {
    let mut random = noise::Random::new(seed);
    let canvas = scene.entry().2(&mut random, shape, width);
    finish::develop(canvas, &mut random, width, shape.height(width))
}

/// Bytes that a JPEG may take: 12, 33 or 75 kB for a picture of 3:2 by its width, and for other
/// shapes with the square root of the area, as tall ones hold much sky and floor.
fn budget(width: u32, height: u32) -> usize {
    let usual = match width {
        ..=480 => 12_000.0,
        481..=960 => 33_000.0,
        _ => 75_000.0,
    };
    let share = f64::from(height) / (f64::from(width) / 1.5);
    (usual * share.sqrt()) as usize
}

/// A JPEG of a size, with the best quality that its budget allows.
///
/// Chroma is kept at half the resolution both ways (4:2:0), as the eye sees colour coarsely.
pub fn jpeg(picture: &Canvas, width: u32, height: u32) -> Result<Vec<u8>, String> {
    use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
    let resized = picture.resized(width as usize, height as usize);
    let rgb = resized.to_srgb8();
    let (w, h) = (u16::try_from(width), u16::try_from(height));
    let (Ok(w), Ok(h)) = (w, h) else {
        return Err(format!("expected a picture of at most 65535 pixels, found {width} x {height}"));
    };
    let encoded = |quality: u8| {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, quality);
        encoder.set_sampling_factor(SamplingFactor::F_2_2);
        encoder.set_progressive(true);
        encoder.set_optimized_huffman_tables(true);
        let done = encoder.encode(&rgb, w, h, ColorType::Rgb);
        done.map(|()| bytes).map_err(|error| format!("expected a JPEG to be encoded: {error}"))
    };
    // Halving: the best quality whose file fits; the lowest where none does.
    let (mut low, mut high) = (28u8, 84u8);
    let mut best = encoded(low)?;
    while low < high {
        let quality = (low + high).div_ceil(2);
        let bytes = encoded(quality)?;
        if bytes.len() <= budget(width, height) {
            (best, low) = (bytes, quality);
        } else {
            high = quality - 1;
        }
    }
    Ok(best)
}

#[cfg(test)]
mod tests;
