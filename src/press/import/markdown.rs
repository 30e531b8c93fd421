//! A folder of Markdown files with front matter, as Hugo, Zola and Jekyll have them.

mod file;
mod front;
mod html;
mod shortcodes;

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::item::{Item, Source, Take};
use super::local::{self, Local, ROOT};
use super::portal::Portal;
use super::report::Report;
use super::{Failure, kind, name};
use front::Fields;

pub struct Markdown {
    /// The folder that paths are below.
    root: PathBuf,
    /// Below the root, in their order.
    files: Vec<PathBuf>,
    local: Local,
    /// The old site's address with a slash at its end, where its settings say it.
    site: Option<String>,
    language: String,
    languages: Vec<String>,
    /// Whether files whose names say no language are in this one.
    is_plain_ours: bool,
    /// IANA name.
    zone: String,
    /// Titles of sections and of taxonomies' terms, by the path of their folder.
    titles: HashMap<String, String>,
}

/// The settings of Hugo, Zola and Jekyll.
const SETTINGS: [&str; 8] =
    ["hugo.toml", "hugo.yaml", "hugo.json", "config.toml", "config.yaml", "config.json", "_config.yml", "zola.toml"];

impl Markdown {
    /// # Errors
    /// No such file or folder.
    pub fn open(path: &Path, portal: &Portal) -> Result<Markdown, Failure> {
        let whole = path.canonicalize().map_err(|cause| {
            Failure::Usage(format!("expected a folder of Markdown at {}, found {cause}", path.display()))
        })?;
        let (root, files) = if whole.is_file() {
            let folder = whole.parent().unwrap_or(&whole).to_owned();
            (folder, vec![whole.clone()])
        } else {
            let inner = whole.join("content");
            let root = if inner.is_dir() { inner } else { whole };
            let files = kind::walk(&root);
            (root, files)
        };
        let above = root.parent().filter(|_| root.ends_with("content")).unwrap_or(&root).to_owned();
        let folders = [root.clone(), above.join("static"), above.join("assets"), above.clone()];
        let is_text = |path: &PathBuf| matches!(kind::ending(path).as_str(), "md" | "markdown");
        let below = |path: PathBuf| path.strip_prefix(&root).map(Path::to_owned).unwrap_or(path);
        let mut markdown = Markdown {
            files: files.into_iter().filter(is_text).map(below).collect(),
            local: Local { folders: folders.into_iter().filter(|folder| folder.is_dir()).collect() },
            site: SETTINGS.iter().find_map(|name| site_of(&above.join(name))),
            language: portal.head.language.clone(),
            languages: portal.languages.clone(),
            is_plain_ours: true,
            zone: portal.zone.clone(),
            titles: HashMap::new(),
            root,
        };
        // Where some say the language that is asked for, the others are in the portal's first one.
        let says = markdown.files.iter().any(|file| markdown.stem(file).1.as_ref() == Some(&markdown.language));
        markdown.is_plain_ours = !says || markdown.languages.first() == Some(&markdown.language);
        markdown.read_titles();
        Ok(markdown)
    }

    /// `_index.md` gives its folder a title, here and under `categories/` and `tags/`.
    fn read_titles(&mut self) {
        let mut titles = HashMap::new();
        for file in self.files.iter().filter(|file| self.stem(file).0 == "_index") {
            let Ok(text) = fs::read_to_string(self.root.join(file)) else { continue };
            let title = front::split(&text).ok().and_then(|parts| Fields(&parts.fields).text(&["title"]));
            let is_ours = self.stem(file).1.is_none_or(|language| language == self.language);
            if let Some(title) = title.filter(|_| is_ours) {
                titles.insert(folder(file), title);
            }
        }
        self.titles = titles;
    }

    /// A file's name without its ending, and the language that it names: `a.en.md`.
    fn stem(&self, file: &Path) -> (String, Option<String>) {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        match stem.rsplit_once('.') {
            Some((name, code)) if self.languages.iter().any(|known| known == code) || code == self.language => {
                (name.to_owned(), Some(code.to_owned()))
            }
            _ => (stem, None),
        }
    }

    /// What a folder or a term is called: by its `_index.md`, or as it is written.
    fn title_of(&self, taxonomy: &str, term: &str) -> Option<&String> {
        let slug = name::slug_of_words(term)?;
        let is_it = |path: &&String| {
            path.rsplit_once('/').is_some_and(|(above, last)| {
                above.ends_with(taxonomy) && name::slug_of_words(last).as_ref() == Some(&slug)
            })
        };
        self.titles.keys().find(is_it).and_then(|path| self.titles.get(path))
    }

    /// The address of the file that Hugo's `ref` means from another file: a path below the root, beside it, or a name
    /// that no other file has.
    fn reference(&self, wanted: &str, from: &Path) -> Option<String> {
        let (path, place) = wanted.split_once('#').map_or((wanted, None), |(path, place)| (path, Some(place)));
        let clean = path.trim_start_matches('/').trim_end_matches('/');
        let is_file = |candidate: &Path| {
            let plain = candidate.to_string_lossy().replace('\\', "/");
            let ends =
                [plain.clone(), format!("{plain}.md"), format!("{plain}/index.md"), format!("{plain}/_index.md")];
            let shown = |file: &PathBuf| file.to_string_lossy().replace('\\', "/");
            self.files.iter().find(|file| ends.contains(&shown(file)))
        };
        let beside = from.parent().map(|folder| folder.join(clean));
        let by_name = || {
            let called = |file: &&PathBuf| {
                let name = if self.stem(file).0 == "index" {
                    file.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned())
                } else {
                    Some(self.stem(file).0)
                };
                name.is_some_and(|name| name == clean.trim_end_matches(".md"))
            };
            let mut found = self.files.iter().filter(called);
            found.next().filter(|_| found.next().is_none())
        };
        let file = match clean {
            "" => Some(from.to_owned()),
            _ => is_file(Path::new(clean)).or_else(|| is_file(&beside?)).or_else(by_name).cloned(),
        };
        let place = place.map(|place| format!("#{place}")).unwrap_or_default();
        Some(local::address(&file?) + &place)
    }
}

impl Source for Markdown {
    fn name(&self) -> String {
        format!("a folder of Markdown ({} files)", self.files.len())
    }

    fn each(&mut self, take: &mut Take, report: &mut Report) -> Result<(), String> {
        for file in &self.files {
            if let Some(entry) = self.entry(file, report) {
                take(Item::Entry(Box::new(entry)), report)?;
            }
        }
        Ok(())
    }

    fn local(&self) -> Local {
        self.local.clone()
    }

    fn own(&self) -> Vec<String> {
        [Some(ROOT.to_owned()), self.site.clone()].into_iter().flatten().collect()
    }
}

/// A file's folder as a text, without a slash at its end.
fn folder(file: &Path) -> String {
    file.parent().unwrap_or(Path::new("")).to_string_lossy().replace('\\', "/")
}

/// `baseURL` of Hugo, `base_url` of Zola, `url` of Jekyll.
fn site_of(file: &Path) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let fenced = match kind::ending(file).as_str() {
        "toml" => format!("+++\n{text}\n+++\n"),
        "json" => text,
        _ => format!("---\n{text}\n---\n"),
    };
    let parts = front::split(&fenced).ok()?;
    let address = Fields(&parts.fields).text(&["baseurl", "base_url", "url"])?;
    let is_host = !crate::url::host(&address).is_empty();
    is_host.then(|| address.trim_end_matches('/').to_owned() + "/")
}
