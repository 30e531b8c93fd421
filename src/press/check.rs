//! `cargo press check`: settings, profiles, languages and bundled content, with every mistake said at once: where it is,
//! what was expected, what was found, what to do.
//!
//! It reads and never writes, and it asks nobody: a backend's articles are not looked at.

mod content;
mod dates;
mod finding;
mod folder;
mod links;
mod photos;
mod profiles;
mod report;
mod schemas;
mod settings;
mod shelf;
mod slugs;
mod tags;
mod text;
mod words;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use crate::press::say;
use finding::{Findings, Severity};
use folder::Folder;
use report::Looked;

#[derive(Args)]
pub struct Options {
    /// The settings; profiles, languages and content lie beside them
    #[arg(long, value_name = "FILE", default_value = "public/site.json")]
    site: PathBuf,
    /// Fail for warnings, too
    #[arg(long)]
    strict: bool,
    /// Print one object for programs
    #[arg(long)]
    json: bool,
}

/// A file that cannot be read.
const USAGE: u8 = 2;

pub fn run(options: &Options) -> ExitCode {
    let shown = options.site.display();
    let text = match fs::read_to_string(&options.site) {
        Ok(text) => text,
        Err(cause) => {
            say::aside(&format!(
                "press: expected settings at {shown}, found {cause}; name the file: cargo press check --site FILE"
            ));
            return ExitCode::from(USAGE);
        }
    };
    let (findings, looked) = check(&options.site, &text);
    let said = match options.json {
        true => format!("{:#}\n", report::object(&findings, &looked)),
        false => report::printed(&findings, &looked),
    };
    say::part(&said);
    let fails = |finding: &&finding::Finding| match finding.severity {
        Severity::Error => true,
        Severity::Warning => options.strict,
        Severity::Note => false,
    };
    ExitCode::from(u8::from(findings.iter().any(|finding| fails(&finding))))
}

/// All that is found, in its order, and what was looked at.
fn check(site: &Path, text: &str) -> (Vec<finding::Finding>, Looked) {
    let (mut findings, mut looked) = (Findings::default(), Looked::default());
    let folder = Folder::new(site);
    let read = settings::read(&folder, text, &mut findings);
    words::check(&folder, read.as_ref().map(|(settings, _)| settings), &mut findings);
    profiles::check(&folder, &mut findings);
    if let Some((settings, json)) = read {
        let shelves = shelf::read(&folder, &settings, &mut findings, &mut looked);
        let desk = links::Desk { folder: &folder, settings: &settings, json: &json, shelves: &shelves };
        settings::links(&desk, &mut findings);
        content::check(&desk, &mut findings);
        shelves.iter().for_each(|shelf| slugs::check(shelf, &mut findings));
    }
    (findings.sorted(), looked)
}
