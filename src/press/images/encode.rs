//! Pictures as files. None carries anything but its pixels.

use std::io::Cursor;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::Options;
use super::avif;
use super::decode::Bitmap;

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Avif,
    WebP,
    Jpeg,
    Png,
    Gif,
    Svg,
    /// None of these; as it was handed in.
    Other,
}

impl Kind {
    pub const ALL: [Kind; 7] = [Kind::Avif, Kind::WebP, Kind::Jpeg, Kind::Png, Kind::Gif, Kind::Svg, Kind::Other];

    /// How a file's name ends, without the dot; `Other` has the ending that it came with.
    pub fn extension(self) -> &'static str {
        match self {
            Kind::Avif => "avif",
            Kind::WebP => "webp",
            Kind::Jpeg => "jpg",
            Kind::Png => "png",
            Kind::Gif => "gif",
            Kind::Svg => "svg",
            Kind::Other => "",
        }
    }

    /// `image/jpeg`, for `<source type>` and feeds.
    pub fn mime_type(self) -> &'static str {
        match self {
            Kind::Avif => "image/avif",
            Kind::WebP => "image/webp",
            Kind::Jpeg => "image/jpeg",
            Kind::Png => "image/png",
            Kind::Gif => "image/gif",
            Kind::Svg => "image/svg+xml",
            Kind::Other => "application/octet-stream",
        }
    }
}

/// # Errors
/// A picture that this kind cannot hold: one of more than 16,383 pixels on a side is no WebP.
pub fn encode(bitmap: &Bitmap, kind: Kind, options: &Options) -> Result<Vec<u8>, String> {
    match kind {
        Kind::Jpeg => jpeg(bitmap, options.jpeg_quality),
        Kind::WebP => webp(bitmap, options.webp_quality.unwrap_or(78)),
        Kind::Avif => avif::encode(bitmap, options.avif_quality.unwrap_or(65), options.avif_speed),
        Kind::Png => png(bitmap),
        Kind::Gif | Kind::Svg | Kind::Other => Err("a kind that is never written".into()),
    }
}

/// Progressive, so that a slow line shows all of the picture early; with half the colour's resolution, as cameras do.
fn jpeg(bitmap: &Bitmap, quality: u8) -> Result<Vec<u8>, String> {
    let side = |pixels: u32| u16::try_from(pixels).map_err(|_| "more pixels on a side than a JPEG has".to_owned());
    let (width, height) = (side(bitmap.width)?, side(bitmap.height)?);
    let mut out = vec![];
    let mut encoder = Encoder::new(&mut out, quality);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.encode(&bitmap.pixels, width, height, ColorType::Rgb).map_err(|error| error.to_string())?;
    Ok(out)
}

fn webp(bitmap: &Bitmap, quality: u8) -> Result<Vec<u8>, String> {
    let Bitmap { width, height, has_alpha, pixels } = bitmap;
    let encoder = match has_alpha {
        true => webp::Encoder::from_rgba(pixels, *width, *height),
        false => webp::Encoder::from_rgb(pixels, *width, *height),
    };
    // The encoder's own answer to a picture that is too large is to panic.
    let encoded = encoder.encode_simple(false, quality.into()).map_err(|error| format!("{error:?}"))?;
    Ok(encoded.to_vec())
}

fn png(bitmap: &Bitmap) -> Result<Vec<u8>, String> {
    let color = if bitmap.has_alpha { ExtendedColorType::Rgba8 } else { ExtendedColorType::Rgb8 };
    let mut out = Cursor::new(vec![]);
    PngEncoder::new_with_quality(&mut out, CompressionType::Default, FilterType::Adaptive)
        .write_image(&bitmap.pixels, bitmap.width, bitmap.height, color)
        .map_err(|error| error.to_string())?;
    Ok(out.into_inner())
}
