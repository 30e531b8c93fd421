//! The folder that is written: beside the one that is there, and put in its place as a whole.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use super::Outcome;
use super::site::Site;

/// Files that a built app and a pressed site have, and sources have not: such a folder may be replaced.
const MARKS: [&str; 2] = ["index.html", "site.json"];
/// The names of the app's own files, so that the next build knows them among those of the site.
const OF_APP: &str = "shell.json";

pub struct Folder {
    out: PathBuf,
    beside: PathBuf,
    /// What was written, relative to the folder. A later file of the same name is one too many.
    written: Mutex<BTreeSet<String>>,
}

impl Folder {
    /// # Errors
    /// In words: the folder holds something else, or none can be made beside it.
    pub fn begin(out: &Path, source: &Path) -> Outcome<Folder> {
        let whole = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_default();
        let (new, source) = (whole(out), whole(source));
        if new.starts_with(&source) || source.starts_with(&new) {
            return Err(format!(
                "expected --out beside the folder of the settings, found {} and {}: the one would replace the other",
                new.display(),
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
        let beside = out.with_file_name(format!(".{}.unfinished", name.to_string_lossy()));
        remove(&beside)?;
        fs::create_dir_all(&beside).map_err(|cause| format!("expected to make {}, found {cause}", beside.display()))?;
        Ok(Folder { out: out.to_path_buf(), beside, written: Mutex::default() })
    }

    pub fn path(&self) -> &Path {
        &self.beside
    }

    /// The folder of the last build, where there was one.
    pub fn last(&self) -> &Path {
        &self.out
    }

    /// Writes a file; `name` is relative, with `/` between its parts.
    ///
    /// # Errors
    /// In words.
    pub fn put(&self, name: &str, bytes: &[u8]) -> Outcome<()> {
        let path = self.place(name)?;
        // A file that the last build has too is not written into: it would change there.
        let _ = fs::remove_file(&path);
        fs::write(&path, bytes).map_err(|cause| format!("expected to write {}, found {cause}", path.display()))
    }

    /// Where a file is to be written; its folder is there.
    ///
    /// # Errors
    /// A name that leads out of the folder, or that is longer than a file system takes.
    pub fn place(&self, name: &str) -> Outcome<PathBuf> {
        let relative = Path::new(name);
        if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(format!("expected a file's name inside the folder, found {name}"));
        }
        if let Some(long) = name.split('/').find(|part| part.len() > 240) {
            return Err(format!("expected a name of at most 240 bytes, found {}: give it a shorter slug", long));
        }
        let path = self.beside.join(relative);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)
                .map_err(|cause| format!("expected to make {}, found {cause}", parent.display()))?;
        }
        if let Ok(mut written) = self.written.lock() {
            written.insert(name.to_owned());
        }
        Ok(path)
    }

    /// The names of all that was written so far.
    pub fn names(&self) -> Vec<String> {
        self.written.lock().map(|written| written.iter().cloned().collect()).unwrap_or_default()
    }

    /// Takes over the files of the built app and those beside the settings, but for the content, which is written anew.
    ///
    /// # Errors
    /// In words.
    pub fn take_over(&self, app: &Path, site: &Site) -> Outcome<()> {
        let languages = site.settings.language_codes();
        let is_content = |name: &str| {
            let inside = name.strip_prefix("content/").and_then(|rest| rest.split_once('/'));
            inside.is_some_and(|(language, _)| languages.iter().any(|code| code == language)) && name.ends_with(".json")
        };
        let known = fs::read_to_string(app.join(OF_APP)).ok();
        let known: Option<BTreeSet<String>> = known.and_then(|text| serde_json::from_str(&text).ok());
        let is_apps = |name: &str| match &known {
            Some(known) => known.contains(name),
            // Pages and compressed copies are written anew.
            None => {
                ![".br", ".gz", ".html"].iter().any(|ending| name.ends_with(ending)) && !name.starts_with("content/")
            }
        };
        self.copy(app, "", &is_apps)?;
        let names = serde_json::to_vec(&self.names()).map_err(|error| error.to_string())?;
        self.put(OF_APP, &names)?;
        self.copy(&site.folder, "", &|name| !is_content(name))
    }

    fn copy(&self, from: &Path, below: &str, is_wanted: &dyn Fn(&str) -> bool) -> Outcome<()> {
        let failed = |cause: io::Error| format!("expected to read {}, found {cause}", from.display());
        let mut entries: Vec<_> = fs::read_dir(from).map_err(failed)?.collect::<Result<_, _>>().map_err(failed)?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let name = format!("{below}{}", entry.file_name().to_string_lossy());
            let path = entry.path();
            if path.is_dir() {
                self.copy(&path, &format!("{name}/"), is_wanted)?;
            } else if is_wanted(&name) {
                let to = self.place(&name)?;
                fs::copy(&path, &to).map_err(|cause| {
                    format!("expected to copy {} to {}, found {cause}", path.display(), to.display())
                })?;
            }
        }
        Ok(())
    }

    /// Puts the folder in the place of the old one.
    ///
    /// # Errors
    /// In words; the old one is there then.
    pub fn finish(&self) -> Outcome<()> {
        let failed = |cause: io::Error| format!("expected to put the site into {}, found {cause}", self.out.display());
        let old = self.beside.with_extension("old");
        remove(&old)?;
        let had = self.out.exists();
        if had {
            fs::rename(&self.out, &old).map_err(failed)?;
        }
        if let Err(cause) = fs::rename(&self.beside, &self.out) {
            if had {
                // Back to what was; there is nothing more to be done where that fails too.
                let _ = fs::rename(&old, &self.out);
            }
            return Err(failed(cause));
        }
        remove(&old)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Of a build that failed nothing stays; one that was finished has nothing here any more.
        let _ = fs::remove_dir_all(&self.beside);
    }
}

fn remove(folder: &Path) -> Outcome<()> {
    match fs::remove_dir_all(folder) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
            Err(format!("expected to remove {}, found {cause}", folder.display()))
        }
        _ => Ok(()),
    }
}
