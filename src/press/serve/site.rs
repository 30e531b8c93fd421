//! Which file of a site an address means. Nothing outside of its folder is ever meant, however the address is written.

use std::fs;
use std::path::{Path, PathBuf};

use super::kinds;
use super::rules::{self, Rule};
use crate::url;

pub struct Site {
    /// The folder, without links in its own path.
    root: PathBuf,
    /// The parts of the path that the site lies below.
    under: Vec<String>,
    rules: Vec<Rule>,
}

/// What an address means.
#[derive(Debug, PartialEq)]
pub enum Found {
    File {
        path: PathBuf,
        status: u16,
    },
    /// Somewhere else, as the header is to say it, without the query.
    Moved {
        to: String,
        status: u16,
    },
    /// No file, and no page that would say so.
    Nothing {
        status: u16,
        says: String,
    },
}

impl Site {
    /// `root` is a path without links; what cannot be read of `_redirects` is reported.
    pub fn new(root: PathBuf, under: &str) -> (Site, Vec<String>) {
        let (rules, problems) = rules::read(&fs::read_to_string(root.join("_redirects")).unwrap_or_default());
        let under = under.split('/').filter(|part| !part.is_empty()).map(url::decode).collect();
        (Site { root, under, rules }, problems)
    }

    /// The path that the site lies below, with a slash at both ends.
    pub fn under(&self) -> String {
        written(&self.under, true)
    }

    /// A file's path below the site's folder.
    pub fn below<'a>(&self, path: &'a Path) -> &'a Path {
        path.strip_prefix(&self.root).unwrap_or(path)
    }

    /// What is done with an address that is not there.
    pub fn says_of_missing(&self) -> &'static str {
        match self.root.join("404.html").is_file() {
            true => "An address that is not there gets 404.html, with the status 404.",
            false => {
                "There is no 404.html: an address that is not there gets index.html, the app, which knows what to show."
            }
        }
    }

    /// What a path means, still encoded, that begins with a slash.
    pub fn find(&self, path: &str) -> Found {
        let Some(all) = parts(path) else {
            return nothing(400, "Expected an address within the site.");
        };
        let by_rule = |is_forced: bool| {
            let mut rules = self.rules.iter().filter(|rule| rule.is_forced == is_forced);
            rules.find_map(|rule| self.by_rule(rule, &all))
        };
        if let Some(found) = by_rule(true) {
            return found;
        }
        let Some(below) = all.strip_prefix(self.under.as_slice()) else {
            return by_rule(false).unwrap_or_else(|| nothing(404, &format!("The site is at {}.", self.under())));
        };
        let there = self.there(below, path.ends_with('/'));
        there.or_else(|| by_rule(false)).unwrap_or_else(|| self.missing(below))
    }

    /// A rule may be written for the host, or for the site itself.
    fn by_rule(&self, rule: &Rule, all: &[String]) -> Option<Found> {
        let own = || {
            let to = rule.leads(all.strip_prefix(self.under.as_slice())?)?;
            Some(if to.starts_with('/') { self.under() + to.trim_start_matches('/') } else { to })
        };
        let to = rule.leads(all).or_else(own)?;
        let status = rule.status;
        if (300..400).contains(&status) {
            return Some(Found::Moved { to, status });
        }
        let target = parts(to.split(['?', '#']).next().unwrap_or_default())?;
        let target = target.strip_prefix(self.under.as_slice()).unwrap_or(&target);
        match self.there(target, true).or_else(|| self.there(target, false)) {
            Some(Found::File { path, .. }) => Some(Found::File { path, status }),
            _ => Some(nothing(404, &format!("A rule of _redirects leads to {to}, which is not there."))),
        }
    }

    /// A file, or a folder's page.
    fn there(&self, below: &[String], has_slash: bool) -> Option<Found> {
        let is_hidden = |part: &String| part.starts_with('.') && part != ".well-known";
        // What a host reads itself, it does not send.
        let is_for_hosts = matches!(below, [name] if name == "_redirects" || name == "_headers");
        if below.iter().any(is_hidden) || is_for_hosts {
            return None;
        }
        let path = below.iter().fold(self.root.clone(), |path, part| path.join(part));
        if self.is_folder(&path) {
            let page = self.file(&path.join("index.html"))?;
            let to = || written(&[self.under.as_slice(), below].concat(), true);
            // Relative addresses in the page are meant from inside the folder.
            return Some(if has_slash { page } else { Found::Moved { to: to(), status: 301 } });
        }
        self.file(&path).filter(|_| !has_slash)
    }

    /// The page for what is not there: the nearest 404.html, or the app's document.
    fn missing(&self, below: &[String]) -> Found {
        for n in (0..=below.len()).rev() {
            let folder = below.iter().take(n).fold(self.root.clone(), |path, part| path.join(part));
            if let Some(Found::File { path, .. }) = self.file(&folder.join("404.html")) {
                return Found::File { path, status: 404 };
            }
        }
        // A picture that is missing is missing: the app's document in its place would hide that.
        let is_page = below.last().is_none_or(|name| !kinds::is_file_name(name) && !name.starts_with(['.', '_']));
        let app = self.file(&self.root.join("index.html")).filter(|_| is_page);
        app.unwrap_or_else(|| nothing(404, "There is no such file in the site."))
    }

    fn is_folder(&self, path: &Path) -> bool {
        self.is_inside(path) && path.is_dir()
    }

    fn file(&self, path: &Path) -> Option<Found> {
        (path.is_file() && self.is_inside(path)).then(|| Found::File { path: path.to_owned(), status: 200 })
    }

    /// Whether a path, with all links followed, is in the site's folder.
    pub fn is_inside(&self, path: &Path) -> bool {
        fs::canonicalize(path).is_ok_and(|path| path.starts_with(&self.root))
    }
}

fn nothing(status: u16, says: &str) -> Found {
    Found::Nothing { status, says: says.to_owned() }
}

/// A site has no deeper folders.
const DEEPEST: usize = 100;

/// The parts of a path, decoded; `None` for a path that tries to leave its folder, or that no site has.
fn parts(path: &str) -> Option<Vec<String>> {
    let parts: Vec<String> = path.split('/').filter(|part| !part.is_empty()).map(url::decode).collect();
    let leaves = |part: &String| part == "." || part == ".." || part.contains(['/', '\\', '\0']);
    (parts.len() <= DEEPEST && !parts.iter().any(leaves)).then_some(parts)
}

/// A path with a slash in front, and one at its end where it is wanted. It never begins with two.
fn written(parts: &[String], has_slash: bool) -> String {
    let path = parts.iter().fold(String::new(), |path, part| path + "/" + &url::encode(part));
    if has_slash { path + "/" } else { path }
}
