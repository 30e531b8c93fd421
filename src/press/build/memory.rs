//! What a build remembers for the next one: what it read and from where, and what each file was made of.
//!
//! It lies beside the folder that was written, not in it: nobody who reads the site needs it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::picture::Picture;
use super::units::Slot;
use crate::article::{Term, Translation};

/// Says in the folder which memory is of it.
pub const NAME: &str = "pressed.json";

/// Differs where what it was made of differs: the first half of a SHA-256.
pub type Mark = [u8; MARK];
pub const MARK: usize = 16;

/// A mark of several things, told apart from the same bytes in other things.
pub fn mark<T: AsRef<[u8]>>(parts: impl IntoIterator<Item = T>) -> Mark {
    let mut hash = Sha256::new();
    for part in parts {
        let part = part.as_ref();
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let whole: [u8; 32] = hash.finalize().into();
    let mut half = [0; MARK];
    half.copy_from_slice(&whole[..MARK]);
    half
}

/// A mark in letters.
pub fn hex(mark: &[u8]) -> String {
    mark.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[derive(Default)]
pub struct Memory {
    pub read: Sources,
    pub made: Made,
}

/// What was read.
#[derive(Default, Serialize, Deserialize)]
pub struct Sources {
    /// What it was read with: the program, the settings, profiles, words.
    pub with: Mark,
    /// By language.
    pub languages: BTreeMap<String, Language>,
    /// By place.
    pub pictures: BTreeMap<String, Picture>,
}

/// What was read in one language.
#[derive(Default, Serialize, Deserialize)]
pub struct Language {
    /// Each source's lists in the settings' order.
    pub lists: Vec<Vec<Listing>>,
    /// Those that the articles name by their places here.
    pub terms: Vec<Term>,
    pub albums: Shelf,
}

/// What was made of it.
#[derive(Default)]
pub struct Made {
    /// What all pages were made with: what all was read with, and the built app.
    pub with: Mark,
    /// By the name of the file that a thing is in, or of its page where it has no other.
    pub units: FxHashMap<String, Slot>,
}

/// One answer to a source's list, and the articles that were first in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Listing {
    pub input: Input,
    pub next: Option<String>,
    /// Whether every article that it names is here: what could not be read is to be tried again.
    pub is_whole: bool,
    /// In the file they are values of their own.
    #[expect(clippy::vec_box, reason = "they are handed on from list to list")]
    #[serde(skip)]
    pub records: Vec<Box<Record>>,
}

/// An article that was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    pub slug: String,
    #[serde(with = "text")]
    pub title: String,
    /// Seconds since 1970, as the next one.
    pub published: Option<i64>,
    pub modified: Option<i64>,
    /// The [`key`] of its address at its source.
    pub origin: Option<u64>,
    /// Places in [`Language::terms`], as the next ones.
    pub category: Option<u32>,
    pub tags: Vec<u32>,
    pub translations: Vec<Translation>,
    /// Slugs.
    pub related: Vec<String>,
    /// Paths that it had before, as its source says them.
    pub aliases: Vec<String>,
    /// Addresses, the one that stands for it first.
    pub pictures: Vec<String>,
    /// The keys of the places elsewhere that its text leads to: one may become an article of the portal.
    pub leads_to: Vec<u64>,
    /// What it was read from.
    pub inputs: Vec<Input>,
    /// What the list said of it.
    pub said: Said,
    /// Of the whole item, but for its neighbours.
    pub mark: Mark,
}

/// What a list says of an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// Of headline and dates: where it is another one, so is the article.
    pub mark: Mark,
    /// Whether it says when the article was changed.
    pub is_dated: bool,
    pub photos: Option<usize>,
}

/// The albums of one language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Shelf {
    pub inputs: Vec<Input>,
    pub albums: Vec<AlbumRecord>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AlbumRecord {
    pub slug: String,
    pub category: Option<Term>,
    pub translations: Vec<Translation>,
    pub mark: Mark,
}

/// Where something was read from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Input {
    /// A file's path below the settings' folder, or an address.
    pub place: String,
    /// The file's size and when it was changed; `None` for an address, which has to be asked.
    pub file: Option<(u64, u128)>,
}

impl Input {
    pub fn of_file(folder: &Path, below: &str) -> Input {
        Input { place: below.to_owned(), file: Some(stamp(&folder.join(below)).unwrap_or_default()) }
    }

    pub fn of_address(url: &str) -> Input {
        Input { place: url.to_owned(), file: None }
    }

    /// A picture on another host is taken to be as it was: its name is all that is known of it.
    pub fn of_picture_elsewhere(url: &str) -> Input {
        Input { place: url.to_owned(), file: Some((0, 0)) }
    }

    pub fn is_elsewhere(&self) -> bool {
        !crate::url::host(&self.place).is_empty()
    }

    /// What could not be had, and is to be tried again: no file is ever as this says.
    pub fn of_nothing(url: &str) -> Input {
        Input { place: url.to_owned(), file: Some((0, 1)) }
    }

    /// Whether it is a file that is as it was.
    pub fn is_same(&self, folder: &Path) -> bool {
        self.file.is_some_and(|file| stamp(&folder.join(&self.place)).unwrap_or_default() == file)
    }
}

/// A file's size, and when it was changed, in nanoseconds since 1970. `None` where there is no such file.
pub fn stamp(path: &Path) -> Option<(u64, u128)> {
    let about = fs::metadata(path).ok()?;
    let changed = about.modified().ok()?.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Some((about.len(), changed.as_nanos()))
}

/// A text in few bytes.
pub fn short(text: &str) -> u64 {
    let mut short = [0; 8];
    short.copy_from_slice(&mark([text])[..8]);
    u64::from_le_bytes(short)
}

/// A place elsewhere in few bytes.
pub fn key(address: &str) -> u64 {
    short(&crate::url::key(address))
}

/// A text of some length, as bytes: whether they are a text is found out faster than by the standard library.
mod text {
    use serde::de::{Deserialize, Deserializer, Error};
    use serde::ser::Serializer;

    pub fn serialize<S: Serializer>(text: &str, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(text.as_bytes())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
        let bytes = <&[u8]>::deserialize(from)?;
        simdutf8::basic::from_utf8(bytes).map(str::to_owned).map_err(D::Error::custom)
    }
}

impl Made {
    /// The same units have the same.
    pub fn mark(&self) -> Mark {
        // Whatever order they are in.
        let mut all = [0; MARK];
        for (name, Slot { unit, .. }) in &self.units {
            let page = unit.page.as_ref().map(|page| page.mark).unwrap_or_default();
            let one = mark([name.as_bytes(), &unit.mark, &page]);
            all.iter_mut().zip(one).for_each(|(all, one)| *all ^= one);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_tell_apart_where_one_thing_ends_and_another_begins() {
        assert_ne!(mark(["ab", "c"]), mark(["a", "bc"]));
        assert_eq!(mark(["ab", "c"]), mark(["ab", "c"]));
    }
}
