//! The folder that is published, `public/`: files by the addresses that they will have.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::source::Response;
use crate::url;

pub struct Folder {
    path: PathBuf,
    /// The settings' own name, `site.json`.
    site: String,
}

impl Folder {
    /// The folder that the settings lie in.
    pub fn new(site: &Path) -> Folder {
        let site_name = site.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Folder { path: site.parent().unwrap_or(Path::new("")).to_owned(), site: site_name }
    }

    /// The settings' file as the person knows it.
    pub fn site(&self) -> String {
        self.shown(&self.site)
    }

    /// The file at an address of the portal's own host, as the person at the terminal would open it.
    pub fn shown(&self, address: &str) -> String {
        self.path.join(name(address)).display().to_string()
    }

    /// # Errors
    /// There is no such file, or it is no text.
    pub fn read(&self, address: &str) -> io::Result<String> {
        fs::read_to_string(self.path.join(name(address)))
    }

    /// As a host of files answers.
    pub fn answer(&self, address: &str) -> Option<Response> {
        let text = self.read(address).ok()?;
        let content_type = "application/json".into();
        Some(Response { url: address.to_owned(), status: 200, content_type, header: None, text })
    }

    /// The size of the file at an address; `None` where there is none, or it lies outside of the folder.
    pub fn bytes(&self, address: &str) -> Option<u64> {
        let name = name(address);
        // What is published is below the folder: a file beside it would be missing there.
        let is_inside = !name.split(['/', '\\']).any(|part| part == "..");
        let meta = fs::metadata(self.path.join(&name)).ok().filter(|meta| meta.is_file() && is_inside)?;
        Some(meta.len())
    }

    /// The names of all files of a folder with this ending, sorted: `sources/jsonfeed.json`.
    pub fn names(&self, folder: &str, ending: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path.join(folder)).into_iter().flatten().flatten();
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> =
            names.filter(|name| name.ends_with(ending)).map(|name| [folder, "/", &name].concat()).collect();
        names.sort();
        names
    }
}

/// The path below the folder: decoded, without query, fragment and the slash in front.
fn name(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    url::decode(path.trim_start_matches('/'))
}
