//! Picture files made for the tests: photos with a camera's notes, and files that say what is not so.

use image::{Rgba, RgbaImage};
use jpeg_encoder::{ColorType, Encoder};

/// One colour on the left, another one on the right.
pub fn two_halves(width: u32, height: u32, left: [u8; 4], right: [u8; 4]) -> RgbaImage {
    RgbaImage::from_fn(width, height, |x, _| Rgba(if x < width / 2 { left } else { right }))
}

/// Hills, edges and grain, about as much of each as a photo has: what an encoder takes its time with.
pub fn noisy(width: u32, height: u32) -> RgbaImage {
    let mut seed = 1u32;
    RgbaImage::from_fn(width, height, |x, y| {
        // Marsaglia, "Xorshift RNGs", 2003.
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        let (u, v) = (x as f32 / width as f32, y as f32 / height as f32);
        let hill = ((u * 9.0).sin() * 0.2 + (u * 31.0).sin() * 0.04 + 0.5) < v;
        let light = if hill { 70.0 + 60.0 * (u * 140.0).sin() * (v * 90.0).cos() } else { 150.0 + 80.0 * v };
        let grain = (seed % 13) as f32 - 6.0;
        let part = |shift: f32| (light + shift + grain).clamp(0.0, 255.0) as u8;
        Rgba([part(-10.0), part(4.0), part(if hill { -30.0 } else { 25.0 }), 255])
    })
}

/// A JPEG as a camera writes it, with a colour profile where one is given.
pub fn jpeg(picture: &RgbaImage, profile: Option<&[u8]>) -> Vec<u8> {
    let mut out = vec![];
    let mut encoder = Encoder::new(&mut out, 92);
    if let Some(profile) = profile {
        encoder.add_icc_profile(profile).unwrap();
    }
    encoder.encode(picture, picture.width() as u16, picture.height() as u16, ColorType::Rgba).unwrap();
    out
}

/// A JPEG with a camera's notes in front, as its first segment (JPEG: marker APP1, length, `Exif`).
pub fn in_jpeg(jpeg: &[u8], exif: &[u8]) -> Vec<u8> {
    let length = (exif.len() + 8) as u16;
    [&jpeg[..2], b"\xFF\xE1", &length.to_be_bytes(), b"Exif\0\0", exif, &jpeg[2..]].concat()
}

/// What a camera notes: its maker, how it was held, and where it was (TIFF 6.0, big-endian; Exif 2.32, 4.6).
pub fn exif(orientation: u8) -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value].concat()
    };
    let at = |place: u32| place.to_be_bytes();
    // Header 8 bytes; three entries of 12, their number and the end: 8 + 2 + 36 + 4 = 50 for what follows.
    let maker = entry(0x010F, 2, 6, at(50));
    let orientation = entry(0x0112, 3, 1, [0, orientation, 0, 0]);
    let gps = entry(0x8825, 4, 1, at(56));
    // Behind the maker's 6 bytes: two entries, 56 + 2 + 24 + 4 = 86 for the latitude.
    let north = entry(0x0001, 2, 2, *b"N\0\0\0");
    let latitude = entry(0x0002, 5, 3, at(86));
    let degrees: Vec<u8> = [20u32, 1, 32, 1, 39, 1].into_iter().flat_map(u32::to_be_bytes).collect();
    [
        &b"MM\0*\0\0\0\x08"[..],
        &[0, 3],
        &maker,
        &orientation,
        &gps,
        &[0; 4],
        b"Canon\0",
        &[0, 2],
        &north,
        &latitude,
        &[0; 4],
        &degrees,
    ]
    .concat()
}

/// A PNG that says it has this many pixels, and has none (PNG, 11.2.2).
pub fn png_of_size(width: u32, height: u32) -> Vec<u8> {
    let header = [&b"IHDR"[..], &width.to_be_bytes(), &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let chunk = |content: &[u8]| {
        let length = (content.len() - 4) as u32;
        [&length.to_be_bytes()[..], content, &crc(content).to_be_bytes()].concat()
    };
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(&header), chunk(b"IDAT"), chunk(b"IEND")].concat()
}

/// The check that a PNG ends its chunks with (PNG, annex D).
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { 0xEDB8_8320 ^ (crc >> 1) } else { crc >> 1 };
    !bytes.iter().fold(!0, |crc, &byte| (0..8).fold(crc ^ u32::from(byte), |crc, _| step(crc)))
}
