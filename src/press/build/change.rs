//! Putting a change in place: a few files of a site that otherwise stays as it is.
//!
//! The whole change is there, in a folder of its own with a list of what is to be done, before the first file is moved. A
//! build that is interrupted in between leaves a site whose links all lead somewhere, since new files come first and what
//! is gone goes last; the next build puts the rest in place.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Outcome;
use super::folder::remove;
use super::memory;

/// The list of what is to be done.
const LIST: &str = "change.json";

pub struct Change {
    /// Where it waits until all of it is in place.
    folder: PathBuf,
    out: PathBuf,
    /// What is remembered once it is done.
    memory: PathBuf,
}

#[derive(Default, Serialize, Deserialize)]
struct List {
    /// In the order in which they are moved.
    moved: Vec<String>,
    removed: Vec<String>,
}

impl Change {
    /// The name of what is remembered, among the change's files.
    pub const MEMORY: &str = ".memory";

    pub fn in_folder(desk: &Path, out: &Path) -> Change {
        Change { folder: desk.join("change"), out: out.to_path_buf(), memory: desk.join("memory") }
    }

    /// Makes a change of a folder's files.
    ///
    /// # Errors
    /// In words; nothing has changed then.
    pub fn begin(self, files: &Path, written: &BTreeSet<String>, removed: Vec<String>) -> Outcome<Change> {
        let failed = |cause: io::Error| format!("expected to write in {}, found {cause}", files.display());
        let mut moved: Vec<String> = written.iter().cloned().collect();
        // New ones first, and last what says which build it is.
        moved.sort_by_key(|name| (name == memory::NAME, self.out.join(name).exists()));
        let list = serde_json::to_vec(&List { moved, removed }).map_err(|cause| cause.to_string())?;
        fs::write(files.join(LIST), list).map_err(failed)?;
        fs::rename(files, &self.folder).map_err(failed)?;
        Ok(self)
    }

    /// Puts in place what is not there yet. Without a change there is nothing to be done.
    ///
    /// # Errors
    /// In words; what is lacking is put in place another time.
    pub fn apply(&self) -> Outcome<()> {
        let Ok(list) = fs::read(self.folder.join(LIST)) else { return self.end() };
        let list: List = serde_json::from_slice(&list)
            .map_err(|cause| format!("expected a change in {}, found {cause}", self.folder.display()))?;
        for name in &list.moved {
            let (from, to) = (self.folder.join(name), self.out.join(name));
            let failed = |cause: io::Error| format!("expected to write {}, found {cause}: run it again", to.display());
            let parent = to.parent().unwrap_or(&self.out);
            fs::create_dir_all(parent).map_err(failed)?;
            absent(fs::rename(&from, &to)).map_err(failed)?;
        }
        for name in &list.removed {
            let path = self.out.join(name);
            let failed =
                |cause: io::Error| format!("expected to remove {}, found {cause}: run it again", path.display());
            absent(fs::remove_file(&path)).map_err(failed)?;
            // A folder goes with the last file in it.
            let folders = path.ancestors().skip(1).take_while(|folder| **folder != self.out);
            folders.map(fs::remove_dir).take_while(Result::is_ok).for_each(drop);
        }
        let failed = |cause: io::Error| format!("expected to write {}, found {cause}", self.memory.display());
        absent(fs::rename(self.folder.join(Self::MEMORY), &self.memory)).map_err(failed)?;
        self.end()
    }

    fn end(&self) -> Outcome<()> {
        remove(&self.folder)
    }
}

/// That something is not there is no failure: an interrupted build has moved or removed it.
fn absent(outcome: io::Result<()>) -> io::Result<()> {
    match outcome {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_that_was_interrupted_is_put_in_place_by_the_next_build() {
        let desk = std::env::temp_dir().join(format!("ban-tin-change-{}", std::process::id()));
        let (out, files) = (desk.join("out"), desk.join("files"));
        let put = |path: PathBuf, text: &str| {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        put(out.join("list.html"), "old");
        put(out.join("a/gone.html"), "gone");
        put(files.join("list.html"), "new");
        put(files.join("b/new.html"), "new");
        put(files.join(Change::MEMORY), "m");
        let written = ["b/new.html", "list.html"].map(str::to_owned).into();
        let change = Change::in_folder(&desk, &out).begin(&files, &written, vec!["a/gone.html".into()]).unwrap();
        // The first file alone had been moved.
        fs::create_dir_all(out.join("b")).unwrap();
        fs::rename(change.folder.join("b/new.html"), out.join("b/new.html")).unwrap();
        drop(change);
        Change::in_folder(&desk, &out).apply().unwrap();
        let text = |name: &str| fs::read_to_string(out.join(name)).unwrap_or_default();
        assert_eq!((text("list.html"), text("b/new.html")), ("new".into(), "new".into()));
        assert!(!out.join("a").exists(), "a folder that nothing is in goes too");
        assert_eq!(fs::read_to_string(desk.join("memory")).unwrap(), "m");
        assert!(!desk.join("change").exists());
        fs::remove_dir_all(&desk).unwrap();
    }
}
