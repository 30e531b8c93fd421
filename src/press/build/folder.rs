//! The folder that is written: beside the one that is there, and put in its place as a whole; or, where most of it stays as
//! it is, what changes of it alone.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::mem;
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use rustc_hash::FxHashSet;

use super::Outcome;
use super::change::Change;
use super::memory::{self, Memory};
use super::threads;

/// What was written, relative to the folder.
#[derive(Default)]
struct Written {
    files: BTreeSet<String>,
    /// The folders of the files: a disk need not be asked whether they are there.
    folders: FxHashSet<String>,
}

/// Files that a built app and a pressed site have, and sources have not: such a folder may be replaced.
const MARKS: [&str; 2] = ["index.html", "site.json"];
/// The longest name that file systems take, less what is put at its end.
pub const LONGEST: usize = 240;

pub struct Folder {
    out: PathBuf,
    /// Beside it: what is remembered, and what is not finished yet.
    desk: PathBuf,
    /// Whether what is not written stays as it is.
    is_change: bool,
    written: Mutex<Written>,
    /// While it is open no other build begins.
    _lock: File,
}

impl Folder {
    /// # Errors
    /// In words: the folder holds something else, another build is at it, or none can be made beside it.
    pub fn begin(out: &Path, source: &Path) -> Outcome<Folder> {
        let whole = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_default();
        let (out, source) = (whole(out), whole(source));
        if out.starts_with(&source) || source.starts_with(&out) {
            return Err(format!(
                "expected --out beside the folder of the settings, found {} and {}: the one would replace the other",
                out.display(),
                source.display()
            ));
        }
        let name =
            out.file_name().ok_or_else(|| format!("expected a folder's name in --out, found {}", out.display()))?;
        let is_empty = out.read_dir().map_or(true, |mut entries| entries.next().is_none());
        let is_built = MARKS.iter().all(|mark| out.join(mark).is_file());
        let is_ours = is_built && !out.join("Cargo.toml").exists() && !out.join(".git").exists();
        if !is_empty && !is_ours {
            return Err(format!(
                "expected an earlier build or nothing in {}, found other files; choose another --out",
                out.display()
            ));
        }
        let desk = out.with_file_name(format!(".{}.press", name.to_string_lossy()));
        let failed = |cause: io::Error| format!("expected to write in {}, found {cause}", desk.display());
        fs::create_dir_all(&desk).map_err(failed)?;
        let lock = File::create(desk.join("lock")).map_err(failed)?;
        if let Err(fs::TryLockError::WouldBlock) = lock.try_lock() {
            return Err(format!("expected no other build of {}, found one that is running", out.display()));
        }
        // What an interrupted build had begun to put in place is put there.
        Change::in_folder(&desk, &out).apply()?;
        let folder = Folder { out, desk, is_change: false, written: Mutex::default(), _lock: lock };
        remove(&folder.beside())?;
        fs::create_dir_all(folder.beside())
            .map_err(|cause| format!("expected to make {}, found {cause}", folder.beside().display()))?;
        Ok(folder)
    }

    /// What the last build remembered; nothing where it is not of this folder.
    pub fn memory(&self) -> Memory {
        Memory::read(&self.desk("memory"), &self.out)
    }

    /// From here on what is not written stays as it is.
    pub fn change(&mut self) {
        self.is_change = true;
    }

    /// The folder as it was before.
    pub fn out(&self) -> &Path {
        &self.out
    }

    /// A place for what is kept between builds and is no part of the site.
    pub fn desk(&self, name: &str) -> PathBuf {
        self.desk.join(name)
    }

    fn beside(&self) -> PathBuf {
        self.desk.join("unfinished")
    }

    /// A file as it is to be: written, or left as it was.
    pub fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        match fs::read(self.beside().join(name)) {
            Err(_) if self.is_change => fs::read(self.out.join(name)),
            outcome => outcome,
        }
    }

    /// Whether a file that stays has these bytes.
    pub fn has(&self, name: &str, bytes: &[u8]) -> bool {
        let file = self.out.join(name);
        let is_as_long = || fs::metadata(&file).is_ok_and(|about| about.len() == bytes.len() as u64);
        self.is_change && is_as_long() && fs::read(&file).is_ok_and(|old| old == bytes)
    }

    /// Writes a file; `name` is relative, with `/` between its parts.
    ///
    /// # Errors
    /// In words.
    pub fn put(&self, name: &str, bytes: &[u8]) -> Outcome<()> {
        let path = self.place(name)?;
        fs::write(&path, bytes).map_err(|cause| format!("expected to write {}, found {cause}", path.display()))
    }

    /// Writes a file by copying it.
    ///
    /// # Errors
    /// In words.
    pub fn copy(&self, from: &Path, name: &str) -> Outcome<()> {
        let to = self.place(name)?;
        let copied = fs::copy(from, &to);
        copied
            .map(drop)
            .map_err(|cause| format!("expected to copy {} to {}, found {cause}", from.display(), to.display()))
    }

    /// Where a file is to be written; its folder is there.
    ///
    /// # Errors
    /// A name that leads out of the folder, or that is longer than a file system takes.
    fn place(&self, name: &str) -> Outcome<PathBuf> {
        let relative = Path::new(name);
        if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(format!("expected a file's name inside the folder, found {name}"));
        }
        if let Some(long) = name.split('/').find(|part| part.len() > LONGEST) {
            return Err(format!("expected a name of at most {LONGEST} bytes, found {long}: give it a shorter slug"));
        }
        let path = self.beside().join(relative);
        let (parent, _) = name.rsplit_once('/').unwrap_or_default();
        let is_known = self.written.lock().is_ok_and(|mut written| {
            written.files.insert(name.to_owned());
            written.folders.contains(parent)
        });
        if !is_known {
            let folder = self.beside().join(parent);
            fs::create_dir_all(&folder)
                .map_err(|cause| format!("expected to make {}, found {cause}", folder.display()))?;
            if let Ok(mut written) = self.written.lock() {
                written.folders.insert(parent.to_owned());
            }
        }
        Ok(path)
    }

    /// How many files were written.
    pub fn n_written(&self) -> usize {
        self.written.lock().map_or(0, |written| written.files.len())
    }

    /// Puts what was written in the place of what was there. `gone` are files that are no more.
    ///
    /// # Errors
    /// In words; a site is there all the same.
    pub fn finish(&self, memory: &Memory, mut gone: Vec<String>) -> Outcome<()> {
        let remembered = if self.is_change { self.beside().join(Change::MEMORY) } else { self.desk("remembered") };
        let name = memory.write(&remembered)?;
        let mut written = self.written.lock().map(|mut written| mem::take(&mut written.files)).unwrap_or_default();
        gone.retain(|file| !written.contains(file));
        if self.is_change && written.is_empty() && gone.is_empty() {
            // The site says which memory is of it, and it is the same.
            return self.remember(&remembered);
        }
        self.put(memory::NAME, &name)?;
        if self.is_change {
            written.insert(memory::NAME.to_owned());
            return Change::in_folder(&self.desk, &self.out).begin(&self.beside(), &written, gone)?.apply();
        }
        self.replace()?;
        self.remember(&remembered)
    }

    fn remember(&self, memory: &Path) -> Outcome<()> {
        let file = self.desk("memory");
        fs::rename(memory, &file).map_err(|cause| format!("expected to write {}, found {cause}", file.display()))
    }

    /// Puts the folder in the place of the old one.
    fn replace(&self) -> Outcome<()> {
        let failed = |cause: io::Error| format!("expected to put the site into {}, found {cause}", self.out.display());
        let old = self.desk.join("old");
        remove(&old)?;
        let had = self.out.exists();
        if had {
            fs::rename(&self.out, &old).map_err(failed)?;
        }
        if let Err(cause) = fs::rename(self.beside(), &self.out) {
            if had {
                // Back to what was; there is nothing more to be done where that fails too.
                let _ = fs::rename(&old, &self.out);
            }
            return Err(failed(cause));
        }
        remove_large(&old)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Of a build that failed nothing stays; one that was finished has nothing here any more.
        let _ = fs::remove_dir_all(self.beside());
    }
}

/// A disk has a hundred thousand files from many sides at once in a fraction of the time.
const AT_ONCE: usize = 16;

fn remove_large(folder: &Path) -> Outcome<()> {
    let below = |folder: &Path| -> Vec<PathBuf> {
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
    };
    let parts: Vec<PathBuf> = below(folder).iter().flat_map(|part| below(part)).filter(|path| path.is_dir()).collect();
    threads::each(AT_ONCE, &parts, &|| Ok(()), &|(), part| remove(part))?;
    remove(folder)
}

/// Removes a folder; that it is not there is no failure.
///
/// # Errors
/// In words.
pub fn remove(folder: &Path) -> Outcome<()> {
    match fs::remove_dir_all(folder) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
            Err(format!("expected to remove {}, found {cause}", folder.display()))
        }
        _ => Ok(()),
    }
}
