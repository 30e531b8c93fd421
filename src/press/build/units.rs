//! What is written: files with their compressed copies, each only where it was made of something else before.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::folder::Folder;
use super::memory::{Mark, mark};
use super::unit::{PageUnit, Unit};
use super::{Compress, Outcome, compress};

pub struct Units<'a> {
    pub folder: &'a Folder,
    compress: Compress,
    /// What the last build made and can stay.
    last: FxHashMap<String, Slot>,
    /// What this one makes.
    new: Mutex<FxHashMap<String, Unit>>,
}

/// A unit of the last build, and what of it stays.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Slot {
    pub unit: Unit,
    #[serde(skip)]
    stays: AtomicBool,
    #[serde(skip)]
    page_stays: AtomicBool,
}

impl From<Unit> for Slot {
    fn from(unit: Unit) -> Slot {
        Slot { unit, ..Slot::default() }
    }
}

impl<'a> Units<'a> {
    pub fn new(folder: &'a Folder, last: FxHashMap<String, Slot>, compress: Compress) -> Self {
        Units { folder, compress, last, new: Mutex::default() }
    }

    /// The unit of a file that stays, which then it does.
    pub fn kept(&self, name: &str, mark: Mark) -> Option<&Slot> {
        let slot = self.last.get(name).filter(|slot| slot.unit.mark == mark);
        slot.inspect(|slot| slot.stays.store(true, Ordering::Relaxed))
    }

    /// Whether a file stays, which then it does.
    pub fn keeps(&self, name: &str, mark: Mark) -> bool {
        self.kept(name, mark).is_some()
    }

    /// Every file of the last build below a folder stays.
    pub fn keep_folder(&self, folder: &str) {
        let below = self.last.iter().filter(|(name, _)| name.starts_with(folder));
        below.for_each(|(_, slot)| slot.stays.store(true, Ordering::Relaxed));
    }

    /// Whether the page of a file stays, which then it does: how many pages of photos go with it.
    pub fn keeps_page(&self, name: &str, pressing: Mark) -> Option<usize> {
        self.keeps_page_of(self.last.get(name)?, self.mark(name), pressing)
    }

    /// The same of a file that stays.
    pub fn keeps_page_of_kept(&self, slot: &Slot, pressing: Mark) -> Option<usize> {
        self.keeps_page_of(slot, slot.unit.mark, pressing)
    }

    fn keeps_page_of(&self, slot: &Slot, file: Mark, pressing: Mark) -> Option<usize> {
        let page = slot.unit.page.as_ref().filter(|page| page.mark == self.made_of(file, &page.also, pressing))?;
        slot.page_stays.store(true, Ordering::Relaxed);
        Some(page.photos)
    }

    /// The mark of a page that is made of these files.
    pub fn mark_of_page(&self, name: &str, also: &[String], pressing: Mark) -> Mark {
        self.made_of(self.mark(name), also, pressing)
    }

    fn made_of(&self, file: Mark, also: &[String], pressing: Mark) -> Mark {
        mark([pressing, file].into_iter().chain(also.iter().map(|name| self.mark(name))))
    }

    /// Writes a file that was made of what `mark` tells.
    ///
    /// # Errors
    /// In words.
    pub fn put(&self, name: &str, mark: Mark, bytes: &[u8]) -> Outcome<()> {
        let has_copies = self.write(name, bytes)?;
        self.add(name, Unit { mark, page: None, has_copies });
        Ok(())
    }

    /// Writes a file where it is another one than before.
    ///
    /// # Errors
    /// In words.
    pub fn put_changed(&self, name: &str, bytes: &[u8]) -> Outcome<()> {
        let mark = mark([bytes]);
        if self.keeps(name, mark) { Ok(()) } else { self.put(name, mark, bytes) }
    }

    /// Copies a file that is compressed as hard as `how` says, or with the compressed copies that it has already.
    ///
    /// # Errors
    /// In words.
    pub fn copy(&self, from: &Path, name: &str, mark: Mark, how: Compress) -> Outcome<()> {
        if self.keeps(name, mark) {
            return Ok(());
        }
        self.folder.copy(from, name)?;
        let mut has_copies = how != Compress::None && self.copy_compressed(from, name)?;
        if !has_copies && how != Compress::None && compress::is_text(name) {
            let bytes = std::fs::read(from).map_err(|cause| format!("expected {}, found {cause}", from.display()))?;
            has_copies = compress::copies(self.folder, name, &bytes, how)?;
        }
        self.add(name, Unit { mark, page: None, has_copies });
        Ok(())
    }

    fn copy_compressed(&self, from: &Path, name: &str) -> Outcome<bool> {
        let all = ["br", "gz"].map(|ending| (from.with_added_extension(ending), format!("{name}.{ending}")));
        let is_there = all.iter().all(|(path, _)| path.is_file());
        for (path, name) in all.iter().filter(|_| is_there) {
            self.folder.copy(path, name)?;
        }
        Ok(is_there)
    }

    /// Writes a file and its copies, and says whether it has any.
    ///
    /// # Errors
    /// In words.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Outcome<bool> {
        // Made of something else, it may say the same: then it stays, with its copies.
        if self.folder.has(name, bytes) {
            return Ok(self.compress != Compress::None && compress::is_text(name));
        }
        self.folder.put(name, bytes)?;
        if compress::is_text(name) { compress::copies(self.folder, name, bytes, self.compress) } else { Ok(false) }
    }

    fn add(&self, name: &str, unit: Unit) {
        if let Ok(mut new) = self.new.lock() {
            new.insert(name.to_owned(), unit);
        }
    }

    /// Says which page was made of a file.
    pub fn add_page(&self, name: &str, page: PageUnit) {
        let Ok(mut new) = self.new.lock() else { return };
        let unit = new.entry(name.to_owned()).or_insert_with(|| {
            let stays = self.last.get(name).filter(|slot| slot.stays.load(Ordering::Relaxed));
            stays.map(|slot| Unit { page: None, ..slot.unit.clone() }).unwrap_or_default()
        });
        unit.has_copies |= self.compress != Compress::None;
        unit.page = Some(page);
    }

    /// The mark of a file as it is now.
    fn mark(&self, name: &str) -> Mark {
        match self.last.get(name) {
            Some(slot) if slot.stays.load(Ordering::Relaxed) => slot.unit.mark,
            _ => self.new.lock().ok().and_then(|new| Some(new.get(name)?.mark)).unwrap_or_default(),
        }
    }

    /// Whether a file is written, or stays.
    pub fn is_there(&self, name: &str) -> bool {
        let stays = |slot: &Slot| slot.stays.load(Ordering::Relaxed) || slot.page_stays.load(Ordering::Relaxed);
        self.last.get(name).is_some_and(stays) || self.new.lock().is_ok_and(|new| new.contains_key(name))
    }

    /// All that is there now, and the files that are no more, unless they were written for something else.
    pub fn finish(self) -> (FxHashMap<String, Slot>, Vec<String>) {
        let new = self.new.into_inner().unwrap_or_default();
        let (mut all, mut gone) = (self.last, vec![]);
        all.retain(|name, slot| {
            let (file, page) = (*slot.stays.get_mut(), *slot.page_stays.get_mut());
            let now = new.get(name);
            let stays = now.is_none() && (file || page);
            if stays && (page || slot.unit.page.is_none()) {
                return true;
            }
            let old = slot.unit.clone();
            // What stays is the file alone.
            slot.unit.page = None;
            gone.extend(old.lacks(name, if stays { Some(&slot.unit) } else { now }));
            stays
        });
        all.extend(new.into_iter().map(|(name, unit)| (name, Slot::from(unit))));
        (all, gone)
    }
}
