//! A picture that was looked into, and the files that were made of it.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::memory::Input;
use crate::article::{Photo, Rendition};
use crate::press::images::{self, Kind, Processed};
use crate::url::SafeUrl;

/// Where the files lie, below the portal's root.
pub const FOLDER: &str = "images/";

/// A picture that was looked into, and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    pub input: Input,
    /// Narrowest first in each kind, and last those of the kind that every browser shows; none where it stays as it is.
    pub files: Vec<PictureFile>,
    pub size: Option<(u32, u32)>,
    pub color: Option<String>,
    pub problem: Option<String>,
    /// It is a danger to whoever opens it.
    pub is_left_out: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PictureFile {
    /// Below the portal's root.
    pub name: String,
    pub width: u32,
    pub height: u32,
    /// Where it is copied from.
    pub path: PathBuf,
}

impl Picture {
    pub fn of(processed: Processed) -> Picture {
        let Processed { files, size, color, .. } = processed;
        // What was not looked into stays where it is.
        let is_made = files.last().is_some_and(|file| matches!(file.kind, Kind::Jpeg | Kind::Png)) && color.is_some();
        let file = |file: images::File| PictureFile {
            name: [FOLDER, &file.name].concat(),
            width: file.width,
            height: file.height,
            path: file.path,
        };
        // Where there is one width there is nothing to choose from, and a small file.
        let has_widths = files.iter().any(|file| Some(file.width) != files.last().map(|last| last.width));
        let is_wanted = |file: &images::File| has_widths || matches!(file.kind, Kind::Jpeg | Kind::Png);
        let files = if is_made { files.into_iter().filter(is_wanted).map(file).collect() } else { vec![] };
        Picture { files, size, color, ..Picture::default() }
    }

    /// The files of the kind that every browser shows.
    fn plain(&self) -> impl Iterator<Item = &PictureFile> {
        let ending = |file: &PictureFile| file.path.extension().map(ToOwned::to_owned);
        let last = self.files.last().and_then(ending);
        self.files.iter().filter(move |file| ending(file) == last)
    }

    /// Whether it is there in both of the smaller kinds.
    fn has_formats(&self) -> bool {
        let has = |kind: Kind| self.files.iter().any(|file| is_of(file, kind));
        has(Kind::Avif) && has(Kind::WebP)
    }

    /// The widest file where it is a JPEG: what stands in for the camera's own, which says where it was taken.
    pub fn widest_jpeg(&self) -> Option<&PictureFile> {
        self.files.last().filter(|file| is_of(file, Kind::Jpeg))
    }

    pub fn dress(&self, photo: &mut Photo, base: &str) {
        let address = |file: &PictureFile| SafeUrl::parse(&[base, &file.name].concat());
        let file = |file| Some(Rendition { src: address(file)?, width: file.width });
        let files: Vec<Rendition> = self.plain().filter_map(file).collect();
        let (Some(src), Some(widest)) = (self.files.last().and_then(address), self.files.last()) else {
            photo.size = photo.size.or(self.size);
            return;
        };
        photo.src = src;
        photo.size = Some((widest.width, widest.height));
        let is_one = files.len() < 2;
        photo.has_formats = !is_one && self.has_formats();
        photo.renditions = if is_one { vec![] } else { files };
        photo.color.clone_from(&self.color);
    }
}

fn is_of(file: &PictureFile, kind: Kind) -> bool {
    file.path.extension().is_some_and(|ending| ending == kind.extension())
}
