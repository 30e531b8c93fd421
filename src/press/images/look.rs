//! What kind of file some bytes are. A file's own name is often wrong, so nobody asks it.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use image::ImageDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use std::io::Cursor;

use super::encode::Kind;

/// The kind, and whether the picture is one that is processed: a still one of JPEG, PNG or WebP.
pub fn kind(bytes: &[u8]) -> Option<(Kind, bool)> {
    let cursor = Cursor::new(bytes);
    if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        return Some((Kind::Jpeg, true));
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        let is_animated = PngDecoder::new(cursor).is_ok_and(|decoder| decoder.is_apng().unwrap_or(false));
        return Some((Kind::Png, !is_animated));
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        let is_animated = WebPDecoder::new(cursor).is_ok_and(|decoder| decoder.has_animation());
        return Some((Kind::WebP, !is_animated));
    }
    if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        return Some((Kind::Gif, false));
    }
    if bytes.get(4..8) == Some(b"ftyp") && matches!(bytes.get(8..12), Some(b"avif" | b"avis")) {
        return Some((Kind::Avif, false));
    }
    svg(bytes).map(|_| (Kind::Svg, false))
}

/// What a file that is no picture begins with, for whoever has to find it.
pub fn described(bytes: &[u8]) -> String {
    let brand = bytes.get(8..12).filter(|_| bytes.get(4..8) == Some(b"ftyp"));
    let begin = bytes.get(..bytes.len().min(12)).unwrap_or_default();
    match begin {
        [] => "an empty file".into(),
        _ if matches!(brand, Some(b"heic" | b"heix" | b"mif1" | b"msf1")) => {
            "HEIC, which most browsers do not show: save it as JPEG".into()
        }
        [b'I', b'I', b'*', ..] | [b'M', b'M', 0, b'*', ..] => {
            "TIFF, which browsers do not show: save it as JPEG".into()
        }
        [b'B', b'M', ..] => "BMP: save it as PNG".into(),
        [b'%', b'P', b'D', b'F', ..] => "PDF".into(),
        _ if begin.trim_ascii_start().starts_with(b"<") => "a page of HTML or XML".into(),
        _ => format!("a file that begins with {:?}", String::from_utf8_lossy(begin)),
    }
}

/// Width and height in pixels of a picture that stays as it is, where its first bytes say them.
pub fn size(bytes: &[u8], kind: Kind) -> Option<(u32, u32)> {
    let cursor = Cursor::new(bytes);
    match kind {
        Kind::Png => PngDecoder::new(cursor).ok().map(|decoder| decoder.dimensions()),
        Kind::WebP => WebPDecoder::new(cursor).ok().map(|decoder| decoder.dimensions()),
        // GIF89a, 18: two numbers of 16 bits behind the signature, the lower byte first.
        Kind::Gif => match bytes.get(6..10)? {
            &[a, b, c, d] => Some((u16::from_le_bytes([a, b]).into(), u16::from_le_bytes([c, d]).into())),
            _ => None,
        },
        Kind::Svg => svg(bytes)?,
        Kind::Jpeg | Kind::Avif | Kind::Other => None,
    }
    .filter(|&(width, height)| width > 0 && height > 0)
}

/// `None` for what is no SVG, and the size where it is one and says it.
fn svg(bytes: &[u8]) -> Option<Option<(u32, u32)>> {
    let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{FEFF}').trim_start();
    if !text.starts_with('<') {
        return None;
    }
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().ok()? {
            Event::Start(root) | Event::Empty(root) => {
                let is_svg = root.local_name().as_ref() == "svg";
                return is_svg.then(|| svg_size(&root));
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// By width and height where both are pixels, else by the view box, whose shape is that of the picture.
fn svg_size(root: &BytesStart) -> Option<(u32, u32)> {
    let value = |name: &str| {
        let attribute = root.try_get_attribute(name).ok()??;
        Some(attribute.value.trim().to_owned())
    };
    let pixels = |name: &str| value(name)?.trim_end_matches("px").parse::<f64>().ok();
    let sides = match (pixels("width"), pixels("height")) {
        (Some(width), Some(height)) => [width, height],
        _ => {
            let view_box = value("viewBox")?;
            let numbers = view_box.split([' ', ',', '\n', '\t']).filter(|part| !part.is_empty());
            let numbers: Vec<f64> = numbers.map(|part| part.parse().ok()).collect::<Option<_>>()?;
            let [_, _, width, height] = numbers[..] else { return None };
            [width, height]
        }
    };
    // A number that is no size becomes 0, or the largest there is.
    let [width, height] = sides.map(|side| side.round() as u32);
    (width < 100_000 && height < 100_000).then_some((width, height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_svg_is_known_by_its_root_and_has_the_size_that_it_says() {
        /// An SVG file's size where it says one; `None` for what is no SVG file.
        type Size = Option<Option<(u32, u32)>>;
        let cases: [(&str, Size); 7] = [
            (r#"<svg xmlns="x" width="40px" height="20.4"/>"#, Some(Some((40, 20)))),
            (
                r#"<?xml version="1.0"?><!-- a --><!DOCTYPE svg><s:svg viewBox="0 0,300 200"></s:svg>"#,
                Some(Some((300, 200))),
            ),
            (r#"<svg width="100%" height="50%" viewBox="0 0 3 2">"#, Some(Some((3, 2)))),
            (r#"<svg width="100%">"#, Some(None)),
            (r#"<svg width="1e99" height="NaN">"#, Some(None)),
            ("<!DOCTYPE html><html><svg/></html>", None),
            ("svg", None),
        ];
        for (text, expected) in cases {
            assert_eq!(svg(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn a_file_that_no_browser_shows_is_named() {
        assert!(described(b"\0\0\0\x18ftypheic\0\0\0\0").starts_with("HEIC"));
        assert_eq!(described(b"%PDF-1.7"), "PDF");
        assert_eq!(described(b"<!DOCTYPE html><title>404"), "a page of HTML or XML");
        assert_eq!(described(b""), "an empty file");
        assert_eq!(kind(b"\0\0\0\x18ftypheic\0\0\0\0"), None);
        assert_eq!(kind(b"GIF89a\x05\0\x03\0").map(|(kind, _)| size(b"GIF89a\x05\0\x03\0", kind)), Some(Some((5, 3))));
    }
}
