//! The profiles of `sources/`.

use serde_json::Value;

use super::finding::{Findings, Place};
use super::folder::Folder;
use super::schemas::{self, Schema};

pub fn check(folder: &Folder, findings: &mut Findings) {
    let Some(validator) = Schema::Profile.validator() else { return };
    for name in folder.names("sources", ".json") {
        let file = folder.shown(&name);
        if let Some(value) = parse(folder, &name, findings) {
            schemas::check(Schema::Profile, &validator, &file, &value, findings);
        }
    }
}

/// A file's JSON; what is none is reported.
pub fn parse(folder: &Folder, name: &str, findings: &mut Findings) -> Option<Value> {
    let file = folder.shown(name);
    let text = match folder.read(name) {
        Ok(text) => text,
        Err(cause) => {
            findings.error(
                Place::new(&file, ""),
                "a file that can be read",
                &cause.to_string(),
                "write it, or say in site.json where it is",
            );
            return None;
        }
    };
    json(&file, &text, findings)
}

pub fn json(file: &str, text: &str, findings: &mut Findings) -> Option<Value> {
    match serde_json::from_str(text.trim_start_matches('\u{FEFF}')) {
        Ok(value) => Some(value),
        Err(cause) => {
            findings.error(
                Place::new(file, ""),
                "JSON",
                &cause.to_string(),
                "mend it at that line; often a comma is missing or left over in the line before",
            );
            None
        }
    }
}
