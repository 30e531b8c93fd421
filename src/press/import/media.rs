//! Pictures and attachments: brought into `images/` and `files/` of the content, under names of our own.
//!
//! What a file is, its own bytes say, never its name or its server: a page of HTML or a drawing with a script in it
//! would run as a page of the portal.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use imagesize::ImageType;

use super::fetch::Fetch;
use super::local::{Local, ROOT};
use super::name;
use super::report::Report;
use crate::url;

const PICTURE_MB: u64 = 20;
const FILE_MB: u64 = 100;

/// The endings of files that a portal may offer, with their types.
pub const FILES: [(&str, &str); 24] = [
    ("pdf", "application/pdf"),
    ("doc", "application/msword"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xls", "application/vnd.ms-excel"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ppt", "application/vnd.ms-powerpoint"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("odp", "application/vnd.oasis.opendocument.presentation"),
    ("rtf", "application/rtf"),
    ("csv", "text/csv"),
    ("txt", "text/plain"),
    ("epub", "application/epub+zip"),
    ("zip", "application/zip"),
    ("rar", "application/vnd.rar"),
    ("7z", "application/x-7z-compressed"),
    ("mp3", "audio/mpeg"),
    ("m4a", "audio/mp4"),
    ("ogg", "audio/ogg"),
    ("wav", "audio/wav"),
    ("mp4", "video/mp4"),
    ("webm", "video/webm"),
    ("ics", "text/calendar"),
];
const PICTURES: [&str; 6] = ["jpg", "png", "gif", "webp", "avif", "bmp"];

/// Something that lies in the content now.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// `images/hoi-truong-1a2b3c4d.jpg`
    pub path: String,
    /// Pixels of a picture.
    pub size: Option<(u32, u32)>,
    pub bytes: u64,
}

pub struct Media {
    out: PathBuf,
    fetch: Fetch,
    local: Local,
    /// Whether files of other hosts are brought here at all.
    pub copies: bool,
    /// Whether what is there already is fetched again.
    refreshes: bool,
    known: HashMap<(String, bool), Result<Stored, String>>,
}

impl Media {
    pub fn new(out: &Path, fetch: Fetch, local: Local, copies: bool, refreshes: bool) -> Media {
        Media { out: out.to_owned(), fetch, local, copies, refreshes, known: HashMap::new() }
    }

    /// A picture of the content for an address. `None` where it stays where it is, or cannot be had: that is reported.
    pub fn picture(&mut self, address: &str, place: &str, report: &mut Report) -> Option<Stored> {
        self.stored(address, true, place, report)
    }

    /// The same for an attachment.
    pub fn file(&mut self, address: &str, place: &str, report: &mut Report) -> Option<Stored> {
        self.stored(address, false, place, report)
    }

    fn stored(&mut self, address: &str, is_picture: bool, place: &str, report: &mut Report) -> Option<Stored> {
        let address = address.split('#').next().unwrap_or_default();
        if url::host(address).is_empty() || !self.copies && !address.starts_with(ROOT) {
            return None;
        }
        let key = (address.to_owned(), is_picture);
        if !self.known.contains_key(&key) {
            let found = self.bring(address, is_picture, report);
            if found.is_ok() {
                *(if is_picture { &mut report.pictures } else { &mut report.files }) += 1;
            }
            self.known.insert(key.clone(), found);
        }
        match self.known.get(&key)? {
            Ok(stored) => Some(stored.clone()),
            Err(why) => {
                let advice = match (address.starts_with(ROOT), is_picture) {
                    (true, true) => "put the picture there, or take it out of the text",
                    (true, false) => "put the file there, or take the link out of the text",
                    _ => "the old address was kept: see whether it opens in a browser, and run this again",
                };
                report.warn(place, why, advice);
                None
            }
        }
    }

    fn bring(&self, address: &str, is_picture: bool, report: &mut Report) -> Result<Stored, String> {
        let stem = name::stem(address);
        let folder = if is_picture { "images" } else { "files" };
        let is_local = address.starts_with(ROOT);
        if !is_local
            && !self.refreshes
            && let Some(stored) = self.there(folder, &stem)
        {
            report.kept += 1;
            return Ok(stored);
        }
        let bytes = match is_local {
            true => {
                let shown = super::local::path(address).unwrap_or_default();
                let limit = if is_picture { PICTURE_MB } else { FILE_MB };
                let file = self.local.file(address).ok_or_else(|| format!("expected a file {shown}, found none"))?;
                let size = fs::metadata(&file).map_err(|cause| format!("expected the file {shown}, found {cause}"))?;
                if size.len() > limit << 20 {
                    return Err(format!("expected at most {limit} MB in {shown}, found {} MB", size.len() >> 20));
                }
                fs::read(&file).map_err(|cause| format!("expected the file {shown}, found {cause}"))?
            }
            false => self.fetch.get(address, if is_picture { PICTURE_MB } else { FILE_MB })?,
        };
        let ending = match is_picture {
            true => kind(&bytes).ok_or_else(|| {
                format!("expected a picture (JPEG, PNG, GIF, WebP, AVIF) at {}, found {}", shown(address), said(&bytes))
            })?,
            false => file_ending(address)
                .filter(|_| !is_page(&bytes))
                .ok_or_else(|| format!("expected a document at {}, found {}", shown(address), said(&bytes)))?,
        };
        let path = format!("{folder}/{stem}.{ending}");
        let size = if is_picture { size(&bytes) } else { None };
        let target = self.out.join(&path);
        if fs::read(&target).is_ok_and(|there| there == bytes) {
            report.kept += 1;
        } else {
            put(&target, &bytes).map_err(|cause| format!("expected to write {}, found {cause}", target.display()))?;
        }
        Ok(Stored { path, size, bytes: bytes.len() as u64 })
    }

    /// A file that an earlier run brought.
    fn there(&self, folder: &str, stem: &str) -> Option<Stored> {
        let endings: Vec<&str> =
            if folder == "images" { PICTURES.to_vec() } else { FILES.map(|(ending, _)| ending).to_vec() };
        let path = endings
            .iter()
            .map(|ending| format!("{folder}/{stem}.{ending}"))
            .find(|path| self.out.join(path).is_file())?;
        let file = self.out.join(&path);
        let bytes = fs::metadata(&file).ok()?.len();
        let size = if folder == "images" { size(&fs::read(&file).ok()?) } else { None };
        Some(Stored { path, size, bytes })
    }
}

/// Writes beside the file first, so that it is never there by half.
pub fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = path.with_extension("new");
    fs::write(&beside, bytes)?;
    fs::rename(&beside, path)
}

/// The ending of a file that may be offered, by its address.
pub fn file_ending(address: &str) -> Option<&'static str> {
    let path = url::decode(url::path(address)).to_ascii_lowercase();
    let (_, ending) = path.rsplit('/').next()?.rsplit_once('.')?;
    FILES.iter().find(|(known, _)| *known == ending).map(|(known, _)| *known)
}

/// Whether an address names a picture by its ending.
pub fn names_picture(address: &str) -> bool {
    let path = url::path(address).to_ascii_lowercase();
    [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".bmp"].iter().any(|ending| path.ends_with(ending))
}

pub fn mime_type(path: &str) -> &'static str {
    let ending = path.rsplit('.').next().unwrap_or_default();
    FILES.iter().find(|(known, _)| *known == ending).map_or("application/octet-stream", |(_, kind)| *kind)
}

fn kind(bytes: &[u8]) -> Option<&'static str> {
    Some(match imagesize::image_type(bytes).ok()? {
        ImageType::Jpeg => "jpg",
        ImageType::Png => "png",
        ImageType::Gif => "gif",
        ImageType::Webp => "webp",
        ImageType::Bmp => "bmp",
        ImageType::Heif(imagesize::Compression::Av1) => "avif",
        _ => return None,
    })
}

/// Pixels as the picture is seen. A camera's JPEG may lie on its side and say so; browsers turn it.
fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = imagesize::blob_size(bytes).ok()?;
    let (width, height) = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
    if width == 0 || height == 0 {
        return None;
    }
    Some(if super::exif::is_on_its_side(bytes) { (height, width) } else { (width, height) })
}

fn is_page(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..512).unwrap_or(bytes)).to_ascii_lowercase();
    let head = head.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    ["<!doctype", "<html", "<svg", "<?xml", "<script"].iter().any(|start| head.starts_with(start))
}

fn said(bytes: &[u8]) -> &'static str {
    match bytes {
        [] => "an empty file",
        bytes if is_page(bytes) => "a page or a drawing, which would run as a page of the portal",
        _ => "a file of another kind",
    }
}

fn shown(address: &str) -> String {
    super::local::path(address).unwrap_or_else(|| address.to_owned())
}
