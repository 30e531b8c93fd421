//! Files as pixels: upright, in sRGB, and no larger than the largest file that is wanted.

use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageResult, Limits};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::encode::Kind;
use super::scale;

/// As many pixels as a JPEG may have on a side, less a bit.
pub const LONGEST_SIDE: u32 = 65_500;

/// Pixels, line by line from the top, 8 bits each: red, green, blue, and alpha where there is any.
#[derive(Clone, Debug, PartialEq)]
pub struct Bitmap {
    pub width: u32,
    pub height: u32,
    pub has_alpha: bool,
    pub pixels: Vec<u8>,
}

/// The pixels that a file says it has, without reading them; not turned upright.
///
/// # Errors
/// The decoder's own words.
pub fn size(bytes: &[u8], kind: Kind) -> Result<(u32, u32), String> {
    let cursor = Cursor::new(bytes);
    let size = match kind {
        Kind::Jpeg => JpegDecoder::new(cursor).map(|decoder| decoder.dimensions()),
        Kind::Png => PngDecoder::new(cursor).map(|decoder| decoder.dimensions()),
        _ => WebPDecoder::new(cursor).map(|decoder| decoder.dimensions()),
    };
    match size {
        Ok((0, _) | (_, 0)) => Err("a picture without pixels".into()),
        size => size.map_err(|error| error.to_string()),
    }
}

/// The picture in the largest width that is wanted of it, and the size of the whole.
///
/// # Errors
/// The decoder's own words.
pub fn upright(bytes: &[u8], kind: Kind, widths: &[u32]) -> Result<(Bitmap, (u32, u32)), String> {
    if kind == Kind::Jpeg && !is_whole(bytes) {
        return Err("a JPEG that stops before its end".into());
    }
    let cursor = Cursor::new(bytes);
    let read = match kind {
        Kind::Jpeg => JpegDecoder::new(cursor).and_then(read),
        Kind::Png => PngDecoder::new(cursor).and_then(read),
        _ => WebPDecoder::new(cursor).and_then(read),
    };
    let Read { image, orientation, profile } = read.map_err(|error| error.to_string())?;
    let is_turned = matches!(
        orientation,
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    );
    let lying = (image.width(), image.height());
    let whole = if is_turned { (lying.1, lying.0) } else { lying };
    let width = scale::widths(widths, whole.0).last().copied().unwrap_or(whole.0);
    let (width, height) = (width, scale::height(whole, width));
    let bitmap = bitmap(image);
    // Made smaller first: turning and converting what nobody sees would be in vain.
    let small = if is_turned { (height, width) } else { (width, height) };
    let mut bitmap = scale::to(&bitmap, small.0, small.1)?;
    if let Some(profile) = profile {
        in_srgb(&mut bitmap, &profile);
    }
    Ok((turned(bitmap, orientation)?, whole))
}

/// Whether a JPEG's end is there: the decoder fills up what is missing with grey.
///
/// Segments have a length each (ITU T.81, B.1.1.4) up to the first scan, behind which nothing but the end is `FF D9`.
fn is_whole(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(2..).unwrap_or_default();
    loop {
        match *rest {
            // A marker may have more than one FF in front.
            [0xFF, 0xFF, ..] => rest = &rest[1..],
            [0xFF, 0xDA, ..] => return rest.windows(2).any(|pair| pair == [0xFF, 0xD9]),
            [0xFF, _, high, low, ..] => match rest.get(2 + usize::from(u16::from_be_bytes([high, low]))..) {
                Some(next) => rest = next,
                None => return false,
            },
            // What is between segments is the decoder's to judge.
            _ => return true,
        }
    }
}

struct Read {
    image: DynamicImage,
    orientation: Orientation,
    profile: Option<Vec<u8>>,
}

fn read(mut decoder: impl ImageDecoder) -> ImageResult<Read> {
    let mut limits = Limits::no_limits();
    // What the pixels take themselves, and as much again for the decoder.
    limits.max_alloc = Some(decoder.total_bytes().saturating_mul(2).saturating_add(64 << 20));
    decoder.set_limits(limits)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().unwrap_or_default();
    Ok(Read { image: DynamicImage::from_decoder(decoder)?, orientation, profile })
}

fn bitmap(image: DynamicImage) -> Bitmap {
    let (width, height) = (image.width(), image.height());
    if image.color().has_alpha() {
        let pixels = image.into_rgba8();
        if pixels.pixels().any(|pixel| pixel.0[3] < u8::MAX) {
            return Bitmap { width, height, has_alpha: true, pixels: pixels.into_raw() };
        }
        // A photo that was saved with an alpha channel which says nothing.
        return Bitmap { width, height, has_alpha: false, pixels: DynamicImage::from(pixels).into_rgb8().into_raw() };
    }
    Bitmap { width, height, has_alpha: false, pixels: image.into_rgb8().into_raw() }
}

/// Colours as sRGB has them: files without a profile are shown so, and phones save in Display P3. A profile that is of no
/// use leaves them as they are.
fn in_srgb(bitmap: &mut Bitmap, profile: &[u8]) {
    let Ok(profile) = ColorProfile::new_from_slice(profile) else { return };
    if profile.color_space != DataColorSpace::Rgb {
        return;
    }
    let layout = if bitmap.has_alpha { Layout::Rgba } else { Layout::Rgb };
    let srgb = ColorProfile::new_srgb();
    let Ok(transform) = profile.create_transform_8bit(layout, &srgb, layout, TransformOptions::default()) else {
        return;
    };
    let mut converted = vec![0; bitmap.pixels.len()];
    if transform.transform(&bitmap.pixels, &mut converted).is_ok() {
        bitmap.pixels = converted;
    }
}

fn turned(bitmap: Bitmap, orientation: Orientation) -> Result<Bitmap, String> {
    if orientation == Orientation::NoTransforms {
        return Ok(bitmap);
    }
    let Bitmap { width, height, has_alpha, pixels } = bitmap;
    let image = match has_alpha {
        true => image::RgbaImage::from_raw(width, height, pixels).map(DynamicImage::from),
        false => image::RgbImage::from_raw(width, height, pixels).map(DynamicImage::from),
    };
    let mut image = image.ok_or("fewer pixels than its size says")?;
    image.apply_orientation(orientation);
    let (width, height) = (image.width(), image.height());
    Ok(Bitmap { width, height, has_alpha, pixels: image.into_bytes() })
}
