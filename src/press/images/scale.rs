//! Pictures made smaller.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, ResizeOptions, Resizer};

use super::decode::Bitmap;

/// The widths that a picture gets: those that are wanted and narrower than it, and its own, or the widest that is wanted.
///
/// A width that is nearly the picture's own is left out: nobody would see the difference.
pub fn widths(wanted: &[u32], own: u32) -> Vec<u32> {
    let widest = wanted.iter().copied().max().unwrap_or(own).min(own);
    let mut widths: Vec<u32> =
        wanted.iter().copied().filter(|&width| u64::from(width) * 10 <= u64::from(widest) * 9).collect();
    widths.sort_unstable();
    widths.push(widest);
    widths
}

/// How high a picture of this size is at another width.
pub fn height((width, height): (u32, u32), at: u32) -> u32 {
    let width = u64::from(width.max(1));
    let height = (u64::from(height) * u64::from(at) + width / 2) / width;
    u32::try_from(height).unwrap_or(u32::MAX).max(1)
}

/// The picture in another width.
///
/// # Errors
/// Pixels that do not fit the picture's size.
pub fn to_width(bitmap: &Bitmap, width: u32) -> Result<Bitmap, String> {
    to(bitmap, width, height((bitmap.width, bitmap.height), width))
}

/// The picture in another size, by Lanczos' filter.
///
/// # Errors
/// Pixels that do not fit the picture's size.
pub fn to(bitmap: &Bitmap, width: u32, height: u32) -> Result<Bitmap, String> {
    if (width, height) == (bitmap.width, bitmap.height) {
        return Ok(bitmap.clone());
    }
    // Transparent pixels have colours too, which must not run into their neighbours: the library takes care of it.
    let kind = if bitmap.has_alpha { PixelType::U8x4 } else { PixelType::U8x3 };
    let from = ImageRef::new(bitmap.width, bitmap.height, &bitmap.pixels, kind).map_err(|error| error.to_string())?;
    let mut into = Image::new(width, height, kind);
    Resizer::new().resize(&from, &mut into, &ResizeOptions::default()).map_err(|error| error.to_string())?;
    Ok(Bitmap { width, height, has_alpha: bitmap.has_alpha, pixels: into.into_vec() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_never_made_larger() {
        let wanted = [480, 960, 1440, 1920];
        let cases: [(u32, &[u32]); 8] = [
            (6000, &[480, 960, 1440, 1920]),
            (1920, &[480, 960, 1440, 1920]),
            (1500, &[480, 960, 1500]),
            (1600, &[480, 960, 1440, 1600]),
            (700, &[480, 700]),
            (500, &[500]),
            (480, &[480]),
            (1, &[1]),
        ];
        for (own, expected) in cases {
            assert_eq!(widths(&wanted, own), expected, "{own}");
        }
    }

    #[test]
    fn the_height_follows_the_width_and_is_never_nothing() {
        assert_eq!(height((3000, 2000), 480), 320);
        assert_eq!(height((1000, 1), 480), 1);
        assert_eq!(height((3, 2), 1), 1);
    }
}
