//! What a source is, by looking at it.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::Failure;
use super::fetch::Fetch;
use super::sharepoint::dom::{Element, Page};
use crate::url;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Markdown files with front matter, as Hugo, Zola or Jekyll have them
    Markdown,
    /// RSS, Atom or JSON Feed
    Feed,
    /// A WordPress export file (WXR)
    Wxr,
    /// Saved pages of a SharePoint site
    Sharepoint,
    /// A backend that has a profile: a site's address, or a site.json that names it
    Backend,
}

/// How much of a file is looked at.
const BEGINNING: u64 = 16 << 10;
/// How many entries of a folder.
const MOST: usize = 20_000;

pub fn is_address(source: &str) -> bool {
    source.starts_with("http://") || source.starts_with("https://")
}

/// An address is a feed where it answers with one in XML. All else is found out as `press connect` does, which reads
/// feeds in JSON as well.
pub fn of_address(address: &str) -> Kind {
    let answer = Fetch::new(address).get(address, 64).unwrap_or_default();
    let head = String::from_utf8_lossy(answer.get(..2000).unwrap_or(&answer)).into_owned();
    match of_text(Path::new(""), &head) {
        Some(Kind::Feed) if head.trim_start_matches('\u{feff}').trim_start().starts_with('<') => Kind::Feed,
        _ => Kind::Backend,
    }
}

/// The RSS or Atom feed that a page names.
pub fn feed_of(address: &str) -> Option<String> {
    let answer = Fetch::new(address).get(address, 8).ok()?;
    let page = Page::read(&String::from_utf8_lossy(&answer));
    let is_feed = |element: &Element| {
        let kind = element.get("type").unwrap_or_default();
        element.name() == "link" && matches!(kind.as_str(), "application/rss+xml" | "application/atom+xml")
    };
    // A bare host is its root.
    let base = if url::path(address).is_empty() { address.to_owned() + "/" } else { address.to_owned() };
    Some(url::resolve(&base, &page.first(is_feed)?.get("href")?))
}

/// Whether a file holds JSON rather than XML.
pub fn is_json(path: &Path) -> bool {
    beginning(path).is_ok_and(|head| head.trim_start_matches('\u{feff}').trim_start().starts_with('{'))
}

/// The kind of a file or a folder.
///
/// # Errors
/// There is no such thing, or nothing in it that is known.
pub fn of_path(path: &Path) -> Result<Kind, Failure> {
    let shown = path.display();
    let found = fs::metadata(path).map_err(|cause| {
        Failure::Usage(format!(
            "expected a folder, a file or an address beginning with https://, found {cause} at {shown}"
        ))
    })?;
    if found.is_file() {
        let head =
            beginning(path).map_err(|cause| Failure::Usage(format!("expected a file at {shown}, found {cause}")))?;
        return of_text(path, &head).ok_or_else(|| {
            Failure::Usage(format!("expected Markdown, a feed, a WordPress export, a saved page or a site.json at {shown}, found something else: say what it is with --as"))
        });
    }
    let files = walk(path);
    let n = |endings: &[&str]| files.iter().filter(|file| endings.contains(&ending(file).as_str())).count();
    let (markdown, pages) = (n(&["md", "markdown"]), n(&["aspx", "html", "htm", "mhtml"]));
    match (markdown, pages) {
        (0, 0) => Err(Failure::Usage(format!(
            "expected files of Markdown (.md) or saved pages (.aspx, .html) in {shown}, found none"
        ))),
        (markdown, pages) if markdown >= pages.min(1) => Ok(Kind::Markdown),
        _ => Ok(Kind::Sharepoint),
    }
}

/// The kind of a text by its beginning.
pub fn of_text(path: &Path, head: &str) -> Option<Kind> {
    let start = head.trim_start_matches('\u{feff}').trim_start();
    if start.contains("http://wordpress.org/export/") {
        return Some(Kind::Wxr);
    }
    if ["<rss", "<feed", "<rdf:RDF"].iter().any(|tag| start.contains(tag)) && start.starts_with('<') {
        return Some(Kind::Feed);
    }
    if start.starts_with('{') {
        let is_feed =
            start.contains("https://jsonfeed.org/version/") || start.contains("https:\\/\\/jsonfeed.org\\/version\\/");
        return if is_feed {
            Some(Kind::Feed)
        } else {
            start.contains("\"source\"").then_some(Kind::Backend).or_else(|| markdown(path))
        };
    }
    match ending(path).as_str() {
        "aspx" | "html" | "htm" => Some(Kind::Sharepoint),
        _ => markdown(path),
    }
}

fn markdown(path: &Path) -> Option<Kind> {
    matches!(ending(path).as_str(), "md" | "markdown").then_some(Kind::Markdown)
}

fn beginning(path: &Path) -> std::io::Result<String> {
    let mut bytes = vec![];
    fs::File::open(path)?.take(BEGINNING).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// All files below a folder in their order, without those that are hidden. Links are not followed: they may lead round
/// in circles.
pub fn walk(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut folders) = (vec![], vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && !is_hidden => folders.push(path),
                Ok(kind) if kind.is_file() && !is_hidden && found.len() < MOST * 10 => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    found
}

pub fn ending(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase()
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Markdown => "markdown",
            Kind::Feed => "feed",
            Kind::Wxr => "wxr",
            Kind::Sharepoint => "sharepoint",
            Kind::Backend => "backend",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_known_by_how_it_begins() {
        let wxr = "<?xml version=\"1.0\"?>\n<rss xmlns:wp=\"http://wordpress.org/export/1.2/\">";
        for (name, text, kind) in [
            ("a.xml", wxr, Some(Kind::Wxr)),
            ("a.xml", "\u{feff}<?xml version='1.0'?><rss version='2.0'>", Some(Kind::Feed)),
            ("a.json", "{\"version\": \"https://jsonfeed.org/version/1.1\"", Some(Kind::Feed)),
            ("site.json", "{\"name\": \"Sở\", \"source\": {}", Some(Kind::Backend)),
            ("a.aspx", "<html>", Some(Kind::Sharepoint)),
            ("a.md", "{\"title\": \"x\"}\n\nText", Some(Kind::Markdown)),
            ("a.md", "# <rss>", Some(Kind::Markdown)),
            ("a.bin", "PK", None),
        ] {
            assert_eq!(of_text(Path::new(name), text), kind, "{name} {text}");
        }
    }
}
