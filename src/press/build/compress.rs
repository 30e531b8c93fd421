//! Copies for `Content-Encoding`, beside each file that is text.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::folder::Folder;
use super::{Compress, Outcome};

const TEXTS: [&str; 9] = ["html", "js", "css", "json", "wasm", "svg", "xml", "txt", "webmanifest"];
/// Below that a copy gains nothing.
const LEAST: usize = 512;

pub fn is_text(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| TEXTS.contains(&ending))
}

/// Writes the copies of one file. `false` where there are none.
///
/// # Errors
/// In words.
pub fn copies(folder: &Folder, name: &str, bytes: &[u8], how: Compress) -> Outcome<bool> {
    let (quality, level) = match how {
        Compress::None => return Ok(false),
        // Brotli's next level takes twice as long, for a fourteenth of the size.
        Compress::Fast => (4, 6),
        Compress::Max => (11, 9),
    };
    if bytes.len() < LEAST {
        return Ok(false);
    }
    let failed = |cause: io::Error| format!("expected to compress {name}, found {cause}");
    let mut small = vec![];
    // A window for gigabytes would have to be emptied for each small file.
    let lgwin = (usize::BITS - bytes.len().leading_zeros()).clamp(10, 22).cast_signed();
    let parameters = brotli::enc::BrotliEncoderParams { quality, lgwin, size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut small, &parameters).map_err(failed)?;
    folder.put(&format!("{name}.br"), &small)?;
    let mut gzip = GzEncoder::new(vec![], Compression::new(level));
    gzip.write_all(bytes).map_err(failed)?;
    folder.put(&format!("{name}.gz"), &gzip.finish().map_err(failed)?)?;
    Ok(true)
}
