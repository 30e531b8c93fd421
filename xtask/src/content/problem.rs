//! What is wrong with a source, said so that its writer can mend it without asking.

use std::fmt;
use std::path::{Path, PathBuf};

/// One thing to mend: where it stands, what was expected there and what was found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    pub file: String,
    pub place: String,
    pub expected: String,
    pub found: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Problem { file, place, expected, found } = self;
        write!(f, "{file}: {place}: expected {expected}, found {found}")
    }
}

/// Collects every problem of every source, so that a writer sees all of them at once.
#[derive(Debug, Default)]
pub struct Problems {
    list: Vec<Problem>,
}

impl Problems {
    pub fn add(&mut self, file: &str, place: impl Into<String>, expected: impl Into<String>, found: impl Into<String>) {
        self.list.push(Problem {
            file: file.to_owned(),
            place: place.into(),
            expected: expected.into(),
            found: found.into(),
        });
    }

    /// All of them, ordered by file, each once.
    pub fn sorted(&self) -> Vec<Problem> {
        let mut list = self.list.clone();
        list.sort();
        list.dedup();
        list
    }
}

/// A file's name for messages: its path from the root of the repository.
pub fn shown(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).display().to_string().replace('\\', "/")
}

/// Files of a folder with an extension, by name; a missing folder has none.
pub fn files_in(folder: &Path, extension: Option<&str>) -> Result<Vec<PathBuf>, String> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = std::fs::read_dir(folder)
        .map_err(|error| format!("expected a readable folder {}: {error}", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| format!("{}: {error}", folder.display()))?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let wanted = match extension {
            Some(extension) => path.extension().is_some_and(|found| found == extension),
            None => true,
        };
        if path.is_file() && wanted && !hidden {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
