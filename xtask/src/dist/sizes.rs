//! What a build weighs, file by file, and what of it a first visit downloads.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::run::{Doing, Result};

/// One file of the build.
#[derive(Debug, Clone)]
pub struct Size {
    /// Relative to the build's folder, with `/`.
    pub path: String,
    pub raw: u64,
    /// As it is sent: with brotli where there is a copy, else as it is.
    pub sent: u64,
}

/// All files of a build.
pub struct Sizes {
    all: Vec<Size>,
    /// Those that a first visit downloads: the page and the code and styles that it leads to.
    first_visit: BTreeSet<String>,
}

impl Sizes {
    pub fn measure(folder: &Path) -> Result<Self> {
        let length = |file: &Path| fs::metadata(file).map(|file| file.len());
        let mut all = Vec::new();
        let mut code = BTreeMap::new();
        for file in super::files(folder)? {
            let path = file.to_string_lossy().replace('\\', "/");
            if path.ends_with(".br") || path.ends_with(".gz") {
                continue;
            }
            let file = folder.join(&file);
            let raw = length(&file).doing(|| format!("measure {path}"))?;
            let copy = folder.join(format!("{path}.br"));
            all.push(Size { sent: length(&copy).unwrap_or(raw), raw, path: path.clone() });
            if is_code(&path) {
                let bytes = fs::read(&file).doing(|| format!("read {path}"))?;
                code.insert(path, bytes);
            }
        }
        Ok(Self { first_visit: first_visit(&code), all })
    }

    /// What a first visit downloads besides content, in bytes as sent: HTML, CSS, JS and wasm.
    pub fn first_visit(&self) -> u64 {
        self.all.iter().filter(|size| self.first_visit.contains(&size.path)).map(|size| size.sent).sum()
    }

    /// A line per file of the app, a line per kind of content, and the sum.
    pub fn table(&self) -> String {
        let mut rows: Vec<(String, u64, u64)> = Vec::new();
        let mut kinds: BTreeMap<&str, (usize, u64, u64)> = BTreeMap::new();
        for size in &self.all {
            if size.path.starts_with("content/") {
                let kind = kinds.entry(ending(&size.path)).or_default();
                *kind = (kind.0 + 1, kind.1 + size.raw, kind.2 + size.sent);
            } else {
                let mark = if self.first_visit.contains(&size.path) { "* " } else { "  " };
                rows.push((format!("{mark}{}", size.path), size.raw, size.sent));
            }
        }
        for (kind, (count, raw, sent)) in kinds {
            rows.push((format!("  content/ {count} {kind}"), raw, sent));
        }
        let width = rows.iter().map(|row| row.0.chars().count()).max().unwrap_or(0);
        let mut table = format!("{:width$}  {:>10}  {:>10}\n", "", "raw", "brotli");
        for (name, raw, sent) in rows {
            // Writing to a String never fails.
            let _ = writeln!(table, "{name:width$}  {:>10}  {:>10}", bytes(raw), bytes(sent));
        }
        let _ = writeln!(
            table,
            "\n* A first visit downloads besides content: {} (HTML, CSS, JS and wasm, with brotli).",
            bytes(self.first_visit())
        );
        table
    }
}

/// `1.2 kB`; a kB is 1,000 bytes, as in DevTools and the project's budget.
pub fn bytes(count: u64) -> String {
    match count {
        0..1_000 => format!("{count} B"),
        1_000..1_000_000 => format!("{}.{} kB", count / 1_000, count % 1_000 / 100),
        _ => format!("{}.{:02} MB", count / 1_000_000, count % 1_000_000 / 10_000),
    }
}

fn ending(path: &str) -> &str {
    path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("file", |(_, ending)| ending)
}

fn is_code(path: &str) -> bool {
    !path.starts_with("content/") && matches!(ending(path), "html" | "css" | "js" | "wasm")
}

/// `index.html`, what it names, what those name, and so on: Trunk's names carry a hash, so that
/// a name in a text is that file and no other.
fn first_visit(code: &BTreeMap<String, Vec<u8>>) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut todo = vec!["index.html".to_owned()];
    while let Some(path) = todo.pop() {
        let Some(bytes) = code.get(&path) else { continue };
        if !reached.insert(path.clone()) || ending(&path) == "wasm" {
            continue;
        }
        let text = String::from_utf8_lossy(bytes);
        let named = code.keys().filter(|other| {
            let name = other.rsplit('/').next().unwrap_or(other);
            // A page links to pages; that doesn't fetch them. A worker is fetched after the visit's start.
            ending(name) != "html" && name != "sw.js" && text.contains(name)
        });
        todo.extend(named.cloned());
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(files: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
        files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn a_first_visit_is_the_page_and_all_that_its_files_name() {
        let code = code(&[
            (
                "index.html",
                "<link href=\"/tin/app-1f.css\"><script>import init from '/tin/app-2a.js'</script> /404.html",
            ),
            ("app-1f.css", "body {}"),
            ("app-2a.js", "import './snippets/copy-3b.js'; fetch('app-2a_bg.wasm'); register('sw.js')"),
            ("snippets/copy-3b.js", ""),
            ("app-2a_bg.wasm", "print-9c.css"),
            ("print-9c.css", ""),
            ("404.html", ""),
            ("sw.js", ""),
        ]);
        let reached: Vec<_> = first_visit(&code).into_iter().collect();
        assert_eq!(reached, ["app-1f.css", "app-2a.js", "app-2a_bg.wasm", "index.html", "snippets/copy-3b.js"]);
    }

    #[test]
    fn the_table_has_a_line_per_app_file_one_per_kind_of_content_and_the_sum() {
        let size = |path: &str, raw, sent| Size { path: path.into(), raw, sent };
        let sizes = Sizes {
            all: vec![
                size("app-2a_bg.wasm", 300_000, 80_000),
                size("content/a.jpg", 1_000_000, 1_000_000),
                size("content/b.jpg", 500_000, 500_000),
                size("content/feed.json", 9_000, 2_000),
                size("index.html", 4_000, 1_250),
            ],
            first_visit: ["app-2a_bg.wasm", "index.html"].map(String::from).into(),
        };
        let table = sizes.table();
        assert!(table.contains("content/ 2 jpg"), "{table}");
        assert!(table.contains("1.50 MB"), "{table}");
        assert!(!table.contains("a.jpg"), "{table}");
        assert!(table.contains("besides content: 81.2 kB"), "{table}");
        assert_eq!(table.lines().count(), 7);
    }

    #[test]
    fn sizes_are_decimal() {
        assert_eq!(bytes(999), "999 B");
        assert_eq!(bytes(1_000), "1.0 kB");
        assert_eq!(bytes(110_999), "110.9 kB");
        assert_eq!(bytes(14_256_000), "14.25 MB");
    }
}
