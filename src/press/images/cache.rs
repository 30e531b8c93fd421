//! What came of pictures, kept from run to run: a folder for each, with its files and `about.json`, which says what they
//! are.
//!
//! A folder is filled under another name and moved to its own when it is whole, so an interrupted run leaves nothing
//! that a later one would believe.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::encode::Kind;
use super::{File, Processed};
use crate::search::fold;

/// Changes with whatever changes the files, so that old ones are not taken for new ones.
const VERSION: &str = "1";

/// One file that was made of a picture.
#[derive(Clone)]
pub struct Part {
    pub width: u32,
    pub height: u32,
    pub kind: Kind,
    pub bytes: Vec<u8>,
}

pub struct Cache {
    folder: PathBuf,
    /// Numbers the folders that are being filled.
    filling: AtomicUsize,
}

/// The name of what comes of these bytes with these options: SHA-256 in hexadecimal digits.
pub fn key(bytes: &[u8], options: &str) -> String {
    let mut hash = Sha256::new();
    // Lengths are part of it, so that nothing runs from one into the other.
    hash.update(format!("{VERSION} {} {options} ", options.len()));
    hash.update(bytes);
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Cache {
    pub fn new(folder: PathBuf) -> Cache {
        Cache { folder, filling: AtomicUsize::new(0) }
    }

    /// What is known of a picture; `None` where it is not known, or its files are not all there.
    pub fn get(&self, key: &str, name: &str) -> Option<Processed> {
        let folder = self.place(key);
        let about: Value = serde_json::from_slice(&fs::read(folder.join("about.json")).ok()?).ok()?;
        let number = |value: &Value| value.as_u64().and_then(|number| u32::try_from(number).ok());
        let mut files = vec![];
        for entry in about.get("files")?.as_array()? {
            let file = entry.get("file")?.as_str()?;
            let kind = *Kind::ALL.iter().find(|kind| Some(kind.mime_type()) == entry["type"].as_str())?;
            let (width, height) = (number(&entry["width"])?, number(&entry["height"])?);
            let path = folder.join(file);
            let bytes = fs::metadata(&path).ok()?.len();
            if Some(bytes) != entry["bytes"].as_u64() {
                return None;
            }
            files.push(File { name: published(name, key, width, kind), width, height, kind, path, bytes });
        }
        let size = about.get("size").and_then(|size| Some((number(&size[0])?, number(&size[1])?)));
        let color = about.get("color").and_then(Value::as_str).map(str::to_owned);
        Some(Processed { files, size, color, is_cached: true })
    }

    /// Keeps what came of a picture.
    ///
    /// # Errors
    /// A folder that cannot be written.
    pub fn put(
        &self,
        key: &str,
        name: &str,
        parts: &[Part],
        size: Option<(u32, u32)>,
        color: Option<&str>,
    ) -> io::Result<Processed> {
        let n = self.filling.fetch_add(1, Ordering::Relaxed);
        let filling = self.folder.join(format!("filling-{}-{n}", process::id()));
        let place = self.place(key);
        fs::create_dir_all(&filling)?;
        if let Some(parent) = place.parent() {
            fs::create_dir_all(parent)?;
        }
        let filled = fill(&filling, parts, size, color);
        let moved = filled.and_then(|()| move_to(&filling, &place));
        if moved.is_err() {
            let _ = fs::remove_dir_all(&filling);
        }
        moved?;
        let processed = self.get(key, name).ok_or_else(|| io::Error::other("what was written cannot be read again"))?;
        Ok(Processed { is_cached: false, ..processed })
    }

    /// Removes all folders but these, and what interrupted runs left.
    ///
    /// # Errors
    /// A folder that cannot be read or removed.
    pub fn keep_only(&self, used: &HashSet<&Path>) -> io::Result<()> {
        let below = |folder: &Path| match fs::read_dir(folder) {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(vec![]),
            entries => entries?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>(),
        };
        for shelf in below(&self.folder)? {
            let is_shelf = shelf.file_name().is_some_and(|name| name.len() == 2);
            let mut n_kept = 0;
            for folder in if is_shelf { below(&shelf)? } else { vec![] } {
                if used.contains(folder.as_path()) {
                    n_kept += 1;
                } else {
                    fs::remove_dir_all(&folder)?;
                }
            }
            if n_kept == 0 {
                fs::remove_dir_all(&shelf)?;
            }
        }
        Ok(())
    }

    /// No folder has more entries than a file manager likes.
    fn place(&self, key: &str) -> PathBuf {
        let (first, rest) = key.split_at(key.len().min(2));
        self.folder.join(first).join(rest)
    }
}

fn fill(folder: &Path, parts: &[Part], size: Option<(u32, u32)>, color: Option<&str>) -> io::Result<()> {
    let mut files = vec![];
    for part in parts {
        let Part { width, height, kind, bytes } = part;
        let file = match kind.extension() {
            "" => "file".to_owned(),
            ending => format!("{width}.{ending}"),
        };
        fs::write(folder.join(&file), bytes)?;
        files.push(json!({
            "file": file, "type": kind.mime_type(), "width": width, "height": height, "bytes": bytes.len()
        }));
    }
    let about = json!({ "size": size.map(|(width, height)| [width, height]), "color": color, "files": files });
    fs::write(folder.join("about.json"), about.to_string())
}

/// Another thread may have been as quick with the same picture, and an old folder may lack a file: the new one is as good
/// as the first, and better than the second.
fn move_to(filled: &Path, place: &Path) -> io::Result<()> {
    if fs::rename(filled, place).is_ok() {
        return Ok(());
    }
    let old = filled.with_extension("old");
    if fs::rename(place, &old).is_ok() {
        let _ = fs::remove_dir_all(&old);
    }
    match fs::rename(filled, place) {
        Err(_) if place.join("about.json").exists() => fs::remove_dir_all(filled),
        moved => moved,
    }
}

/// The name under which a file is published: `ngay-hoi-1a2b3c4d-960.webp`.
fn published(name: &str, key: &str, width: u32, kind: Kind) -> String {
    let path = name.split(['?', '#']).next().unwrap_or_default();
    let last = crate::url::decode(path.rsplit(['/', '\\']).next().unwrap_or_default());
    let (stem, ending) = last.rsplit_once('.').unwrap_or((&last, ""));
    let hash = key.get(..8).unwrap_or(key);
    let ending: String = match kind.extension() {
        "" => ending.chars().filter(char::is_ascii_alphanumeric).take(8).collect::<String>().to_ascii_lowercase(),
        known => known.to_owned(),
    };
    let dot = if ending.is_empty() { "" } else { "." };
    match width {
        0 => format!("{}-{hash}{dot}{ending}", stem_of(stem)),
        _ => format!("{}-{hash}-{width}{dot}{ending}", stem_of(stem)),
    }
}

/// Letters, digits and single hyphens, at most 60 of them.
fn stem_of(name: &str) -> String {
    let mut stem = String::new();
    for c in fold(name).chars() {
        match c {
            'a'..='z' | '0'..='9' => stem.push(c),
            _ if !stem.is_empty() && !stem.ends_with('-') => stem.push('-'),
            _ => {}
        }
        if stem.len() == 60 {
            break;
        }
    }
    let stem = stem.trim_end_matches('-');
    if stem.is_empty() { "image".into() } else { stem.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_names_are_plain_whatever_the_file_was_called() {
        let key = "0123456789abcdef";
        let cases = [
            ("anh/Đo lường (1).JPG", 960, Kind::WebP, "do-luong-1-01234567-960.webp"),
            ("https://a.vn/x/%E1%BA%A3nh.png?w=3#y", 480, Kind::Avif, "anh-01234567-480.avif"),
            (r"C:\tmp\..\a.b.jpeg", 480, Kind::Jpeg, "a-b-01234567-480.jpg"),
            ("照片.jpg", 480, Kind::Jpeg, "image-01234567-480.jpg"),
            ("a.HEIC", 0, Kind::Other, "a-01234567.heic"),
            ("a.h/../eic", 0, Kind::Other, "eic-01234567"),
            ("logo.svg", 0, Kind::Svg, "logo-01234567.svg"),
        ];
        for (name, width, kind, expected) in cases {
            assert_eq!(published(name, key, width, kind), expected);
        }
        assert_eq!(stem_of(&"a".repeat(100)).len(), 60);
    }
}
