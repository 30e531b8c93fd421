//! Saved pages of a SharePoint site: pages as a browser saves them ("web page, complete"), and the `.aspx` files of a
//! publishing site's library, which carry their fields in them. Other systems' saved pages are read as far as they say
//! what their text is.

pub mod dom;
mod fields;
mod page;

use std::fs;
use std::path::{Path, PathBuf};

use super::item::{Entry, Item, Source, Take};
use super::local::{self, Local, ROOT};
use super::portal::Portal;
use super::report::Report;
use super::{Failure, kind};
use crate::article::{Article, Photo, Summary};
use crate::url::{self, SafeUrl};
use page::Found;

pub struct Sharepoint {
    root: PathBuf,
    /// Below the root, in their order.
    files: Vec<PathBuf>,
    /// IANA name.
    zone: String,
    /// The sites that pages were saved from, as they were seen.
    sites: Vec<String>,
}

impl Sharepoint {
    /// # Errors
    /// No such file or folder.
    pub fn open(path: &Path, portal: &Portal) -> Result<Sharepoint, Failure> {
        let whole = path
            .canonicalize()
            .map_err(|cause| Failure::Usage(format!("expected saved pages at {}, found {cause}", path.display())))?;
        let (root, files) = match whole.parent() {
            Some(folder) if whole.is_file() => (folder.to_owned(), vec![whole.clone()]),
            _ => (whole.clone(), kind::walk(&whole)),
        };
        // What a page loaded when it was saved is no page of its own.
        let is_page = |path: &PathBuf| {
            let of_another = path.components().any(|part| {
                let name = part.as_os_str().to_string_lossy();
                ["_files", ".files", "_tep"].iter().any(|ending| name.ends_with(ending))
            });
            matches!(kind::ending(path).as_str(), "aspx" | "html" | "htm") && !of_another
        };
        let below = |path: PathBuf| path.strip_prefix(&root).map(Path::to_owned).ok();
        let files = files.into_iter().filter_map(below).filter(is_page).collect();
        Ok(Sharepoint { files, root, zone: portal.zone.clone(), sites: vec![] })
    }

    fn entry(&self, file: &Path, report: &mut Report) -> Option<(Entry, Option<String>)> {
        let place = file.to_string_lossy().replace('\\', "/");
        let bytes = match fs::read(self.root.join(file)) {
            Ok(bytes) => bytes,
            Err(cause) => {
                report.warn(&place, format!("expected a file, found {cause}"), "see whether it can be opened");
                return None;
            }
        };
        let text = String::from_utf8_lossy(&bytes);
        if matches!(text, std::borrow::Cow::Owned(_)) {
            report.warn(&place, "is not UTF-8; its letters may be wrong", "save the page as UTF-8");
        }
        let found = match fields::read(&text, &self.zone) {
            Some(found) => found,
            None => page::read(&text, &self.zone),
        };
        if found.html.trim().is_empty() {
            report.warn(
                &place,
                "expected an article's text (…RichHtmlField, article-content), found none; left out",
                "save the article's own page, not a list or a form",
            );
            return None;
        }
        if found.date.is_none() {
            report.warn(&place, "has no date, so it is taken for a standing page", "if it is an article, write <meta property=\"article:published_time\" content=\"2026-05-18T09:00\"> into its head");
        }
        let site = found.address.as_deref().filter(|address| !url::host(address).is_empty()).map(str::to_owned);
        Some((entry(found, file, place), site))
    }
}

fn entry(found: Found, file: &Path, place: String) -> Entry {
    let own = local::address(file);
    let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let named = found.address.as_deref().map(|address| {
        let last = url::decode(url::path(address).trim_end_matches('/').rsplit('/').next().unwrap_or_default());
        last.rsplit_once('.').map_or(last.clone(), |(name, _)| name.to_owned())
    });
    // A publishing page's file has its addresses from the site's root.
    let read_from = if found.is_saved { own.clone() } else { found.address.clone().unwrap_or_else(|| own.clone()) };
    let image = found.image.as_deref().and_then(|src| SafeUrl::parse_in(src, &read_from)).map(|src| {
        let mut photo = Photo::new(src);
        photo.alt = found.alt.clone();
        photo.caption = found.caption.clone();
        photo
    });
    let summary = Summary {
        slug: named.filter(|name| !name.is_empty()).unwrap_or_else(|| stem.clone()),
        title: if found.title.is_empty() { stem } else { found.title },
        standfirst: found.standfirst,
        published: found.date,
        authors: found.author.into_iter().collect(),
        image,
        ..Summary::default()
    };
    let is_page = summary.published.is_none();
    let article = Article { summary, body_html: found.html, read_from, ..Article::default() };
    Entry { key: place.clone(), place, article, is_page, addresses: found.address.into_iter().chain([own]).collect() }
}

impl Source for Sharepoint {
    fn name(&self) -> String {
        format!("saved pages ({} files)", self.files.len())
    }

    fn index(&mut self, take: &mut Take, report: &mut Report) -> Result<(), String> {
        for file in self.files.clone() {
            if let Some((entry, site)) = self.entry(&file, report) {
                for site in site.iter().flat_map(|site| super::sites(site)) {
                    if !self.sites.contains(&site) {
                        self.sites.push(site);
                    }
                }
                take(Item::Entry(Box::new(entry)), report)?;
            }
        }
        Ok(())
    }

    fn each(&mut self, take: &mut Take, report: &mut Report) -> Result<(), String> {
        for file in &self.files {
            if let Some((entry, _)) = self.entry(file, report) {
                take(Item::Entry(Box::new(entry)), report)?;
            }
        }
        Ok(())
    }

    fn local(&self) -> Local {
        Local { folders: vec![self.root.clone()] }
    }

    fn own(&self) -> Vec<String> {
        let mut own = self.sites.clone();
        own.push(ROOT.to_owned());
        own
    }
}
