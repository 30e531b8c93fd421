//! Photos as a page wants them: upright, without what the camera noted, in several widths and kinds.
//!
//! A file that was processed once is never processed again: what came of it lies in a folder, by the hash of the file
//! and of the options. Deleting that folder loses nothing but time.

mod avif;
mod cache;
mod color;
mod decode;
mod encode;
mod look;
mod scale;

use std::collections::HashSet;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

pub use encode::Kind;

use cache::{Cache, Part};
use decode::Bitmap;

/// How pictures are processed. Every one of these but the limit is part of a cached picture's name.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Pixels, narrowest first. A picture that is narrower than one of them ends with its own width.
    pub widths: Vec<u32>,
    /// 1 to 100. JPEG is what every browser shows; a picture with transparent places has PNG instead.
    pub jpeg_quality: u8,
    /// 1 to 100, on libwebp's scale; `None` for no WebP.
    pub webp_quality: Option<u8>,
    /// 1 to 100, on ravif's scale, which is about JPEG's; `None` for no AVIF.
    pub avif_quality: Option<u8>,
    /// 1 to 10: the fastest is 10.
    pub avif_speed: u8,
    /// A picture with more pixels is refused: 100,000 × 100,000 of one colour is a file of a few kilobytes.
    pub most_pixels: u64,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            widths: vec![480, 960, 1440, 1920],
            jpeg_quality: 80,
            webp_quality: Some(78),
            avif_quality: Some(65),
            avif_speed: 10,
            most_pixels: 120_000_000,
        }
    }
}

/// What came of one picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Processed {
    /// By kind, the best first, and narrowest first in each.
    pub files: Vec<File>,
    /// Pixels of the whole picture as it stands upright; `None` for a file that was not looked into.
    pub size: Option<(u32, u32)>,
    /// `#rrggbb`.
    pub color: Option<String>,
    /// It lay in the cache already.
    pub is_cached: bool,
}

/// One file, to be copied or linked to where it is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// `<stem>-<hash>-<width>.<ext>`: another content has another name, so the file may be cached for ever.
    pub name: String,
    /// Pixels; 0 for a file that was not looked into.
    pub width: u32,
    pub height: u32,
    pub kind: Kind,
    /// Where it lies.
    pub path: PathBuf,
    pub bytes: u64,
}

/// Why a picture was not processed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// As it was handed in.
    pub name: String,
    pub expected: String,
    pub found: String,
    /// There is no file, or it is a danger to whoever opens it: it is not to be published as it is either.
    pub is_left_out: bool,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Problem { name, expected, found, is_left_out } = self;
        let kept = if *is_left_out { "it is left out" } else { "it stays as it is" };
        write!(f, "{name}: expected {expected}, found {found}; {kept}")
    }
}

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub done: usize,
    pub all: usize,
}

/// What processes pictures; shared by all threads.
pub struct Pictures {
    cache: Cache,
    options: Options,
    /// Held by whoever has a very large picture open: one at a time is enough for the memory.
    large: Mutex<()>,
}

/// From this many pixels on a picture is very large: as numbers it takes 120 MB and more.
const LARGE: u64 = 40_000_000;

impl Pictures {
    /// `cache` is made when the first picture comes.
    pub fn new(cache: PathBuf, options: Options) -> Pictures {
        Pictures { cache: Cache::new(cache), options, large: Mutex::new(()) }
    }

    /// Processes one picture. `name` is its path or address, of which its files' names are made.
    ///
    /// GIF, SVG, AVIF, and whatever is animated stay as they are.
    ///
    /// # Errors
    /// What is no picture, is broken or too large; a cache that cannot be written.
    pub fn process(&self, name: &str, bytes: &[u8]) -> Result<Processed, Problem> {
        self.processed(name, bytes, true)
    }

    /// Its files are encoded side by side where `is_alone`.
    fn processed(&self, name: &str, bytes: &[u8], is_alone: bool) -> Result<Processed, Problem> {
        let key = cache::key(bytes, &format!("{:?}", Options { most_pixels: 0, ..self.options.clone() }));
        if let Some(processed) = self.cache.get(&key, name) {
            return Ok(processed);
        }
        let broken = |found: String| problem(name, "a whole picture", found);
        let Some((kind, is_still)) = look::kind(bytes) else {
            return Err(problem(name, "a JPEG, PNG, WebP, AVIF, GIF or SVG picture", look::described(bytes)));
        };
        if !is_still {
            return self.keep(&key, name, kind, bytes);
        }
        let size = decode::size(bytes, kind).map_err(broken)?;
        let pixels = u64::from(size.0) * u64::from(size.1);
        if pixels > self.options.most_pixels || size.0.max(size.1) > decode::LONGEST_SIDE {
            let expected =
                format!("at most {} pixels, and {} on a side", self.options.most_pixels, decode::LONGEST_SIDE);
            return Err(left_out(name, &expected, format!("{} × {}", size.0, size.1)));
        }
        let (bitmap, size) = self.upright(bytes, kind, pixels).map_err(broken)?;
        let (parts, color) = self.encoded(bitmap, size.0, is_alone).map_err(broken)?;
        self.cache.put(&key, name, &parts, Some(size), Some(&color)).map_err(|error| unwritten(name, &error))
    }

    /// The picture's file without any change, under the name that its content gives it.
    ///
    /// # Errors
    /// A cache that cannot be written.
    pub fn as_it_is(&self, name: &str, bytes: &[u8]) -> Result<Processed, Problem> {
        let kind = look::kind(bytes).map_or(Kind::Other, |(kind, _)| kind);
        self.keep(&cache::key(bytes, "as it is"), name, kind, bytes)
    }

    /// Processes many pictures at once, each read when its turn comes, and gives what came of them in the same order.
    ///
    /// A broken picture comes with its problem, as it is; one that was refused or could not be read has none. `told` is
    /// called after each, from any thread.
    pub fn process_all(
        &self,
        names: &[String],
        read: &(dyn Fn(&str) -> io::Result<Vec<u8>> + Sync),
        told: &(dyn Fn(Progress) + Sync),
    ) -> Vec<(Option<Processed>, Option<Problem>)> {
        let done = AtomicUsize::new(0);
        // Where there are enough pictures for all threads, no thread needs help with its own.
        let is_alone = names.len() < rayon::current_num_threads();
        let one = |name: &String| {
            let outcome = match read(name) {
                Err(error) => (None, Some(left_out(name, "a file that can be read", error.to_string()))),
                Ok(bytes) => match self.processed(name, &bytes, is_alone) {
                    Ok(processed) => (Some(processed), None),
                    Err(problem) if problem.is_left_out => (None, Some(problem)),
                    Err(problem) => (self.as_it_is(name, &bytes).ok(), Some(problem)),
                },
            };
            told(Progress { done: done.fetch_add(1, Ordering::Relaxed) + 1, all: names.len() });
            outcome
        };
        names.par_iter().map(one).collect()
    }

    /// Removes what came of all pictures but those whose files lie in these folders.
    ///
    /// # Errors
    /// A cache that cannot be read or written.
    pub fn keep_only(&self, folders: &HashSet<&Path>) -> io::Result<()> {
        self.cache.keep_only(folders)
    }

    fn keep(&self, key: &str, name: &str, kind: Kind, bytes: &[u8]) -> Result<Processed, Problem> {
        if let Some(processed) = self.cache.get(key, name) {
            return Ok(processed);
        }
        let size = look::size(bytes, kind);
        let (width, height) = size.unwrap_or_default();
        let part = Part { width, height, kind, bytes: bytes.into() };
        self.cache.put(key, name, &[part], size, None).map_err(|error| unwritten(name, &error))
    }

    fn upright(&self, bytes: &[u8], kind: Kind, pixels: u64) -> Result<(Bitmap, (u32, u32)), String> {
        // A thread that broke while it held this left nothing behind that could be wrong. It is let go before anything is
        // handed to other threads: one that waits for them may be given another picture to open.
        let _large = (pixels > LARGE).then(|| self.large.lock().unwrap_or_else(|poisoned| poisoned.into_inner()));
        decode::upright(bytes, kind, &self.options.widths)
    }

    /// The picture in all widths and kinds. `whole` is the width that it would have at its full size.
    fn encoded(&self, bitmap: Bitmap, whole: u32, is_alone: bool) -> Result<(Vec<Part>, String), String> {
        let mut bitmaps = vec![bitmap];
        for width in scale::widths(&self.options.widths, whole).into_iter().rev().skip(1) {
            // Each from the next larger one, which is quicker than from the whole and looks the same.
            let Some(larger) = bitmaps.last() else { continue };
            bitmaps.push(scale::to_width(larger, width)?);
        }
        bitmaps.reverse();
        let color = bitmaps.first().map(color::dominant).unwrap_or_default();
        let has_alpha = bitmaps.iter().any(|bitmap| bitmap.has_alpha);
        let fallback = if has_alpha { Kind::Png } else { Kind::Jpeg };
        let mut kinds = vec![];
        kinds.extend(self.options.avif_quality.map(|_| Kind::Avif));
        kinds.extend(self.options.webp_quality.map(|_| Kind::WebP));
        kinds.push(fallback);
        let jobs: Vec<(Kind, &Bitmap)> =
            kinds.iter().flat_map(|&kind| bitmaps.iter().map(move |bitmap| (kind, bitmap))).collect();
        let encode = |&(kind, bitmap): &(Kind, &Bitmap)| {
            let Bitmap { width, height, .. } = *bitmap;
            Ok(Part { width, height, kind, bytes: encode::encode(bitmap, kind, &self.options)? })
        };
        let parts: Vec<Result<Part, String>> =
            if is_alone { jobs.par_iter().map(encode).collect() } else { jobs.iter().map(encode).collect() };
        let mut kept = vec![];
        let all_of = |kind: Kind| parts.iter().zip(&jobs).filter(move |(_, job)| job.0 == kind).map(|(part, _)| part);
        let weight = |kind| all_of(kind).flatten().map(|part| part.bytes.len()).sum::<usize>();
        for kind in kinds {
            // A kind that not every width can have, or that weighs more than what every browser shows, is of no use.
            let is_whole = all_of(kind).all(Result::is_ok);
            if kind != fallback && (!is_whole || weight(kind) >= weight(fallback)) {
                continue;
            }
            for part in all_of(kind) {
                kept.push(part.clone()?);
            }
        }
        Ok((kept, color))
    }
}

fn problem(name: &str, expected: &str, found: String) -> Problem {
    Problem { name: name.into(), expected: expected.into(), found, is_left_out: false }
}

fn left_out(name: &str, expected: &str, found: String) -> Problem {
    Problem { is_left_out: true, ..problem(name, expected, found) }
}

fn unwritten(name: &str, error: &io::Error) -> Problem {
    problem(name, "a cache folder that can be written", error.to_string())
}
