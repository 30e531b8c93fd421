//! The colour that stands in a picture's place until it is there.

use super::decode::Bitmap;

/// The colour that there is most of, `#rrggbb`: of 512 kinds of colour the fullest, and of that the mean.
///
/// The mean of all pixels is grey-brown for most photos; this is a colour that is in the picture.
pub fn dominant(bitmap: &Bitmap) -> String {
    let step = if bitmap.has_alpha { 4 } else { 3 };
    let mut kinds = vec![[0u64; 4]; 512];
    for pixel in bitmap.pixels.chunks_exact(step) {
        if pixel.get(3).is_some_and(|&alpha| alpha < 128) {
            continue;
        }
        let at = pixel.iter().take(3).fold(0, |at, &part| at << 3 | usize::from(part >> 5));
        let kind = &mut kinds[at];
        kind[3] += 1;
        kind.iter_mut().zip(pixel.iter().take(3)).for_each(|(sum, &part)| *sum += u64::from(part));
    }
    // The first of equals, so that the same picture has the same colour everywhere.
    let fullest = kinds.into_iter().reduce(|best, kind| if kind[3] > best[3] { kind } else { best });
    let [r, g, b, n] = fullest.unwrap_or_default();
    let mean = |sum: u64| (sum + n / 2) / n.max(1);
    format!("#{:02x}{:02x}{:02x}", mean(r), mean(g), mean(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_area_gives_its_colour_and_what_is_not_seen_does_not_count() {
        let mut pixels = [10u8, 120, 200].repeat(60);
        pixels.extend([250, 250, 250].repeat(40));
        let bitmap = Bitmap { width: 10, height: 10, has_alpha: false, pixels };
        assert_eq!(dominant(&bitmap), "#0a78c8");
        let mut pixels = [10u8, 120, 200, 0].repeat(60);
        pixels.extend([250, 250, 250, 255].repeat(40));
        let bitmap = Bitmap { width: 10, height: 10, has_alpha: true, pixels };
        assert_eq!(dominant(&bitmap), "#fafafa");
    }
}
