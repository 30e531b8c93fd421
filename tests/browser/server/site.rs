//! What the server serves: the release build or a few pages of a test's own, at the root or under a sub-path.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use super::replay::Replay;
use super::rules::Answer;

/// Put into every page before all else, so that no message is missed. See `browser/console.rs`.
const WATCH: &str = include_str!("watch.js");

/// What happens to a path that no file has. Hosts differ.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Fallback {
    /// `index.html` with 200 for a path without a file ending, 404 for the others: a host set up for apps.
    Index,
    /// The same with status 404: a host whose only means is an error page.
    ErrorPage,
    /// `index.html` with 200 for everything, also for a missing `.json` or `.wasm`.
    Everything,
    /// `404.html` with that status: how most static hosts send a pressed site.
    NotFound,
    /// 404.
    Nothing,
}

enum Files {
    Folder(PathBuf),
    Memory(BTreeMap<String, Vec<u8>>),
    Replay(Replay),
}

pub struct Site {
    files: Files,
    prefix: String,
    fallback: Fallback,
    /// `http://127.0.0.1:40123`, once a server has it.
    pub origin: String,
}

impl Site {
    /// The release build: the folder that `BANTIN_DIST` names, or `dist/`.
    pub fn dist() -> Site {
        let folder = std::env::var_os("BANTIN_DIST").map_or_else(|| PathBuf::from("dist"), PathBuf::from);
        assert!(
            folder.join("index.html").is_file(),
            "expected the release build in {}, found no index.html there: run `cargo xtask dist`",
            folder.display()
        );
        Site::folder(folder)
    }

    pub fn folder(folder: impl Into<PathBuf>) -> Site {
        Site::of(Files::Folder(folder.into()))
    }

    /// Files of a test's own: `Site::files(&[("index.html", "<!doctype html>…")])`.
    pub fn files(files: &[(&str, &str)]) -> Site {
        let files = files.iter().map(|(path, body)| ((*path).to_owned(), body.as_bytes().to_vec())).collect();
        Site::of(Files::Memory(files))
    }

    /// A backend, played back.
    pub fn replay(replay: Replay) -> Site {
        Site::of(Files::Replay(replay))
    }

    fn of(files: Files) -> Site {
        Site { files, prefix: "/".to_owned(), fallback: Fallback::Index, origin: String::new() }
    }

    /// What a backend that is played back says; `None` for any other site.
    pub fn played(&self, target: &str, is_for_picture: bool) -> Option<Option<Answer>> {
        let Files::Replay(replay) = &self.files else { return None };
        Some(replay.answer(target, is_for_picture, &self.origin))
    }

    /// See [`Replay::has_form`].
    pub fn has_form(&self, target: &str) -> bool {
        matches!(&self.files, Files::Replay(replay) if replay.has_form(target))
    }

    /// What lets a page of another host read the answers.
    pub fn cors(&self, origin: &str) -> String {
        match &self.files {
            Files::Replay(replay) => replay.headers(origin),
            _ => String::new(),
        }
    }

    /// Serves under a sub-path, `/tin/`: the pages' own absolute links are rewritten as Trunk's `--public-url` does.
    pub fn under(mut self, prefix: &str) -> Site {
        assert!(prefix.starts_with('/') && prefix.ends_with('/'), "expected a sub-path like /tin/, found {prefix}");
        prefix.clone_into(&mut self.prefix);
        self
    }

    pub fn fallback(mut self, fallback: Fallback) -> Site {
        self.fallback = fallback;
        self
    }

    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The path from the site's root, and whether it is a stray one outside of the sub-path.
    pub fn inside(&self, target: &str) -> (String, bool) {
        match target.strip_prefix(&self.prefix) {
            Some(rest) => (format!("/{rest}"), false),
            None => (target.to_owned(), true),
        }
    }

    /// Beside the sub-path there is nothing, but its name without the slash leads in.
    pub fn outside(&self, target: &str) -> Answer {
        let (path, query) =
            target.split_once('?').map_or((target, String::new()), |(path, query)| (path, format!("?{query}")));
        if format!("{path}/") == self.prefix { redirect(format!("{}{query}", self.prefix)) } else { not_found() }
    }

    pub fn answer(&self, target: &str) -> Answer {
        let path = decode(target.split('?').next().unwrap_or_default());
        let path = path.trim_start_matches('/');
        if path.split('/').any(|part| part == "..") {
            return not_found();
        }
        let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        if let Some(body) = self.read(&file) {
            return self.ok(&file, body);
        }
        if self.read(&format!("{path}/index.html")).is_some() {
            return redirect(format!("{}{path}/", self.prefix));
        }
        if self.fallback == Fallback::NotFound
            && let Some(page) = self.read("404.html")
        {
            return Answer { status: 404, ..self.ok("404.html", page) };
        }
        let is_page = !path.rsplit('/').next().unwrap_or_default().contains('.');
        let index = self.read("index.html");
        match (self.fallback, index) {
            (Fallback::Index, Some(index)) if is_page => self.ok("index.html", index),
            (Fallback::ErrorPage, Some(index)) if is_page => Answer { status: 404, ..self.ok("index.html", index) },
            (Fallback::Everything, Some(index)) => self.ok("index.html", index),
            _ => not_found(),
        }
    }

    fn read(&self, file: &str) -> Option<Vec<u8>> {
        match &self.files {
            Files::Folder(folder) => std::fs::read(folder.join(file)).ok(),
            Files::Memory(files) => files.get(file).cloned(),
            Files::Replay(_) => None,
        }
    }

    fn ok(&self, file: &str, body: Vec<u8>) -> Answer {
        let content_type = content_type(file);
        let body = match String::from_utf8(body) {
            Ok(html) if content_type.starts_with("text/html") => watched(&moved(&html, &self.prefix)).into_bytes(),
            Ok(text) => text.into_bytes(),
            Err(binary) => binary.into_bytes(),
        };
        Answer { body, ..Answer::new(200, content_type) }
    }
}

/// The page as Trunk would have built it for this sub-path.
fn moved(html: &str, prefix: &str) -> String {
    if prefix == "/" {
        return html.to_owned();
    }
    // What stands between the quote and the slash, in attributes, imports, `url()` and the start-up script.
    let starts = ["href=", "src=", "from ", "import(", "import ", "module_or_path: ", "init(", "fetch("];
    let mut page = html.to_owned();
    for start in starts {
        for quote in ['"', '\'', '`'] {
            page = page.replace(&format!("{start}{quote}/"), &format!("{start}{quote}{prefix}"));
        }
    }
    // A minified page has its attributes without quotes.
    for start in ["href=", "src="] {
        page = page.replace(&format!("{start}/"), &format!("{start}{prefix}"));
    }
    // `//host/…` was no path of the site.
    rehashed(html, page.replace(&format!("{prefix}/"), "//"))
}

/// The page's policy names its scripts by their hashes, and a script with other paths in it has another one.
fn rehashed(before: &str, after: String) -> String {
    let hashes = |html: &str| {
        let starts = html.split("<script").skip(1).filter_map(|part| part.split_once('>'));
        let texts = starts.filter_map(|(_, text)| text.split("</script>").next());
        texts.map(|text| BASE64_STANDARD.encode(Sha256::digest(text))).collect::<Vec<_>>()
    };
    let pairs = hashes(before).into_iter().zip(hashes(&after));
    pairs.fold(after.clone(), |page, (old, new)| page.replace(&old, &new))
}

fn watched(html: &str) -> String {
    // A minified page has no `<head>`: what follows `<html …>` opens it.
    let opening = html.find("<head>").or_else(|| html.find("<head ")).or_else(|| html.find("<html"));
    let at = opening.and_then(|opening| html[opening..].find('>').map(|end| opening + end + 1));
    let at = at.or_else(|| html.to_ascii_lowercase().starts_with("<!doctype html>").then_some(15)).unwrap_or(0);
    format!("{}<script>{WATCH}</script>{}", &html[..at], &html[at..])
}

fn redirect(to: String) -> Answer {
    Answer { headers: format!("Location: {to}\r\n"), ..Answer::new(301, "text/plain") }
}

pub fn not_found() -> Answer {
    let body = b"<!doctype html><title>404</title><h1>404 from the test server".to_vec();
    Answer { body, ..Answer::new(404, "text/html; charset=utf-8") }
}

fn content_type(file: &str) -> &'static str {
    match Path::new(file).extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "xml" => "application/xml",
        "txt" => "text/plain; charset=utf-8",
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// Percent signs undone; what isn't UTF-8 then is left as it came.
pub fn decode(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}
