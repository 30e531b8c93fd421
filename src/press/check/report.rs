//! What was found, as lines for people and as one object for programs.

use serde_json::{Value, json};

use super::finding::{Finding, Severity};
use super::shelf::{Kind, Shelf};

/// What was looked at.
#[derive(Default)]
pub struct Looked {
    articles: usize,
    pages: usize,
    albums: usize,
    /// Sources at other hosts: their articles were not.
    live: Vec<String>,
}

impl Looked {
    pub fn live(&mut self, name: &str, base: &str) {
        let source = format!("{name} at {base}");
        if !self.live.contains(&source) {
            self.live.push(source);
        }
    }

    pub fn count(&mut self, shelf: &Shelf) {
        let n = |kind: Kind| shelf.entries.iter().filter(|entry| entry.kind == kind).count();
        self.articles += n(Kind::Article);
        self.pages += n(Kind::Page);
        self.albums += n(Kind::Album);
    }
}

/// File by file.
pub fn printed(findings: &[Finding], looked: &Looked) -> String {
    let mut out = String::new();
    let mut file = "";
    for Finding { severity, place, expected, found, advice } in findings {
        if place.file != file {
            let gap = if file.is_empty() { "" } else { "\n" };
            out += &format!("{gap}{}\n", place.file);
            file = &place.file;
        }
        let at = if place.at.is_empty() { String::new() } else { format!(" at {}", place.at) };
        let near = if place.near.is_empty() { String::new() } else { format!(", near \"{}\"", place.near) };
        out += &format!("  {:<8} expected {expected}{at}{near}, found {found}\n", severity.name());
        out += &format!("           {advice}\n");
    }
    let gap = if file.is_empty() { "" } else { "\n" };
    out += &format!("{gap}{}\n", counted(findings, looked));
    for source in &looked.live {
        out += &format!("The articles of {source} were not looked at: cargo press connect does that.\n");
    }
    out
}

fn counted(findings: &[Finding], looked: &Looked) -> String {
    let [errors, warnings, notes] = counts(findings);
    let found = [several(errors, "error"), several(warnings, "warning"), several(notes, "note")].join(", ");
    let Looked { articles, pages, albums, .. } = looked;
    let seen = [several(*articles, "article"), several(*pages, "page"), several(*albums, "album")].join(", ");
    format!("{found} in settings, profiles, languages, {seen}.")
}

fn several(n: usize, thing: &str) -> String {
    match n {
        0 => format!("no {thing}s"),
        1 => format!("1 {thing}"),
        n => format!("{n} {thing}s"),
    }
}

fn counts(findings: &[Finding]) -> [usize; 3] {
    let all = [Severity::Error, Severity::Warning, Severity::Note];
    all.map(|severity| findings.iter().filter(|finding| finding.severity == severity).count())
}

pub fn object(findings: &[Finding], looked: &Looked) -> Value {
    let [errors, warnings, notes] = counts(findings);
    let finding = |finding: &Finding| {
        let Finding { severity, place, expected, found, advice } = finding;
        json!({
            "severity": severity.name(), "file": place.file, "at": place.at, "near": place.near,
            "expected": expected, "found": found, "advice": advice
        })
    };
    json!({
        "errors": errors, "warnings": warnings, "notes": notes,
        "articles": looked.articles, "pages": looked.pages, "albums": looked.albums, "live": looked.live,
        "findings": findings.iter().map(finding).collect::<Vec<_>>()
    })
}
