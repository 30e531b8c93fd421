//! Whether a JPEG lies on its side: the one thing of a camera's notes (Exif) that changes how large it is.

/// Browsers turn such a picture by 90 degrees (`image-orientation: from-image`), so width and height change places.
pub fn is_on_its_side(bytes: &[u8]) -> bool {
    matches!(orientation(bytes), Some(5..=8))
}

/// TIFF tag 0x0112 of the first directory in the APP1 segment (CIPA DC-008, 4.5.4 and 4.6.4).
fn orientation(bytes: &[u8]) -> Option<u16> {
    let mut at = 2;
    if bytes.get(..2)? != [0xff, 0xd8] {
        return None;
    }
    loop {
        let [0xff, marker] = *bytes.get(at..at + 2)? else { return None };
        let len = usize::from(u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?));
        let segment = bytes.get(at + 4..at + 2 + len.max(2))?;
        match marker {
            0xe1 if segment.starts_with(b"Exif\0\0") => return of_tiff(segment.get(6..)?),
            // The picture itself begins.
            0xda => return None,
            _ => at += 2 + len,
        }
    }
}

fn of_tiff(tiff: &[u8]) -> Option<u16> {
    let is_little = match tiff.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes: [u8; 2] = tiff.get(at..at + 2)?.try_into().ok()?;
        Some(if is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let long = |at: usize| {
        let bytes: [u8; 4] = tiff.get(at..at + 4)?.try_into().ok()?;
        usize::try_from(if is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) }).ok()
    };
    let directory = long(4)?;
    let n = usize::from(short(directory)?);
    (0..n).map(|n| directory + 2 + n * 12).find(|at| short(*at) == Some(0x0112)).and_then(|at| short(at + 8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turned_picture_is_known_and_a_cut_off_one_is_not() {
        let mut tiff = b"MM\0\x2a\0\0\0\x08\0\x01".to_vec();
        tiff.extend([1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]);
        let mut jpeg = vec![0xff, 0xd8, 0xff, 0xe1, 0, (8 + tiff.len()) as u8];
        jpeg.extend(b"Exif\0\0");
        jpeg.extend(&tiff);
        assert!(is_on_its_side(&jpeg));
        for end in 0..jpeg.len() {
            is_on_its_side(&jpeg[..end]);
        }
        let at = jpeg.len() - 3;
        jpeg[at] = 1;
        assert!(!is_on_its_side(&jpeg));
    }
}
