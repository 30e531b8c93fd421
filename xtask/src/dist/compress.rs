//! The compressed copies that a static host sends instead of the file: `app.css.br`, `app.css.gz`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use brotli::enc::backward_references::BrotliEncoderMode;

use crate::run::{Doing, Error, Result};

/// Kinds that get smaller; pictures are compressed already.
const KINDS: [&str; 9] = ["html", "css", "js", "wasm", "json", "svg", "xml", "txt", "webmanifest"];

/// Writes `.br` and `.gz` beside each text and wasm file, on all processors.
pub fn folder(folder: &Path) -> Result {
    let files: Vec<PathBuf> = super::files(folder)?.into_iter().filter(|file| is_wanted(file)).collect();
    let next = AtomicUsize::new(0);
    let work = || -> Result {
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            copies(&folder.join(file))?;
        }
        Ok(())
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let mut ended = threads.into_iter().map(|thread| thread.join());
        ended.try_for_each(|end| end.unwrap_or_else(|_| Err(Error("compressing broke off".into()))))
    })
}

fn is_wanted(file: &Path) -> bool {
    file.extension().is_some_and(|kind| KINDS.iter().any(|wanted| kind == *wanted))
}

fn copies(file: &Path) -> Result {
    let bytes = fs::read(file).doing(|| format!("read {}", file.display()))?;
    for (ending, copy) in [("br", brotli(&bytes)), ("gz", gzip(&bytes))] {
        let place = PathBuf::from(format!("{}.{ending}", file.display()));
        let copy = copy.doing(|| format!("compress {}", file.display()))?;
        fs::write(&place, copy).doing(|| format!("write {}", place.display()))?;
    }
    Ok(())
}

/// As a static host would send it.
pub fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    // How a literal is guessed from the bytes before it (RFC 7932, 7.1): in code, by the upper bits of the last one; in
    // texts the encoder finds out by itself.
    let mode = match bytes.starts_with(b"\0asm") {
        true => BrotliEncoderMode::BROTLI_FORCE_MSB_PRIOR,
        false => BrotliEncoderMode::BROTLI_MODE_GENERIC,
    };
    let parameters = brotli::enc::BrotliEncoderParams {
        mode,
        quality: 11,
        // The largest window that every browser takes.
        lgwin: 24,
        // A file is one block, as far as that goes: what was learned of its beginning holds to its end.
        lgblock: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut copy = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut copy, &parameters)?;
    Ok(copy)
}

// No time and no name in the header: the same file gives the same copy.
fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn copies_give_back_the_file() {
        let text = "Sở Khoa học và Công nghệ tổ chức hội nghị. ".repeat(200).into_bytes();
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut &brotli(&text).unwrap()[..], &mut back).unwrap();
        assert_eq!(back, text);
        back.clear();
        let wasm = [b"\0asm\x01\0\0\0", &text[..]].concat();
        brotli::BrotliDecompress(&mut &brotli(&wasm).unwrap()[..], &mut back).unwrap();
        assert_eq!(back, wasm);
        back.clear();
        flate2::read::GzDecoder::new(&gzip(&text).unwrap()[..]).read_to_end(&mut back).unwrap();
        assert_eq!(back, text);
        assert!(brotli(&text).unwrap().len() < text.len() / 10);
    }

    #[test]
    fn text_and_wasm_get_copies_and_pictures_and_copies_do_not() {
        let wanted = |name| is_wanted(Path::new(name));
        assert!(wanted("index.html") && wanted("content/feed.json") && wanted("app_bg.wasm"));
        assert!(!wanted("content/a.jpg") && !wanted("index.html.br") && !wanted("LICENSE"));
    }
}
