//! Copies for `Content-Encoding`, beside each file that is text.

use std::fs;
use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::folder::Folder;
use super::{Compress, Outcome};

const TEXTS: [&str; 9] = ["html", "js", "css", "json", "wasm", "svg", "xml", "txt", "webmanifest"];
/// Below that a copy gains nothing.
const LEAST: usize = 512;

/// Writes the copies of one file.
///
/// # Errors
/// In words.
pub fn one(folder: &Folder, name: &str, bytes: &[u8], how: Compress) -> Outcome<()> {
    let (quality, level) = match how {
        Compress::None => return Ok(()),
        Compress::Fast => (5, 6),
        Compress::Max => (11, 9),
    };
    if bytes.len() < LEAST {
        return Ok(());
    }
    let failed = |cause: io::Error| format!("expected to compress {name}, found {cause}");
    let mut small = vec![];
    let parameters = brotli::enc::BrotliEncoderParams { quality, size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut small, &parameters).map_err(failed)?;
    folder.put(&format!("{name}.br"), &small)?;
    let mut gzip = GzEncoder::new(vec![], Compression::new(level));
    gzip.write_all(bytes).map_err(failed)?;
    folder.put(&format!("{name}.gz"), &gzip.finish().map_err(failed)?)
}

/// Compresses every text that has no copies yet.
///
/// # Errors
/// In words.
pub fn rest(folder: &Folder, how: Compress) -> Outcome<()> {
    if how == Compress::None {
        return Ok(());
    }
    for name in folder.names() {
        let is_text = name.rsplit_once('.').is_some_and(|(_, ending)| TEXTS.contains(&ending));
        if is_text && !name.ends_with(".html") {
            let bytes =
                fs::read(folder.path().join(&name)).map_err(|cause| format!("expected {name}, found {cause}"))?;
            one(folder, &name, &bytes, how)?;
        }
    }
    Ok(())
}

/// Takes a file and its copies over from the last build. `false` where one of them is not there.
///
/// # Errors
/// In words.
pub fn take_over(folder: &Folder, name: &str, how: Compress) -> Outcome<bool> {
    let copies: &[&str] = if how == Compress::None { &[""] } else { &["", ".br", ".gz"] };
    if copies.iter().any(|copy| !folder.last().join(format!("{name}{copy}")).is_file()) {
        return Ok(false);
    }
    for copy in copies {
        let name = format!("{name}{copy}");
        let from = folder.last().join(&name);
        let to = folder.place(&name)?;
        // The same file under both folders, where the file system can; the old folder goes at the end.
        if fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(|_| ())).is_err() {
            return Ok(false);
        }
    }
    Ok(true)
}
