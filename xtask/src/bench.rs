//! `cargo xtask bench`: `page`, what a first visit costs a reader on a cheap phone and a slow line, `gallery` and `press`.
//!
//! The figures go into docs/performance.md between two marks.

use std::fs;
use std::path::PathBuf;

use crate::run::{self, Doing, Result, fail};

mod build;
mod chromium;
mod eleventy;
mod gallery;
mod hugo;
mod number;
mod page;
mod portal;
mod press;
mod server;

pub use gallery::run as gallery;
pub use page::{ARTICLE, run as page};
pub use press::run as press;

/// Builds press as it is delivered, and says where it is.
fn press_program() -> Result<PathBuf> {
    run::check(run::cargo().args(["build", "--profile", "press", "--bin", "press"]))?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    Ok(run::root().join(target).join("press").join(format!("press{}", std::env::consts::EXE_SUFFIX)))
}

/// A part of docs/performance.md that a command writes; the rest of the document is a person's.
struct Part {
    /// `page` of `cargo xtask bench page`
    name: &'static str,
    /// Above it where it is written for the first time.
    heading: &'static str,
}

const PAGE: Part = Part { name: "page", heading: "The first visit" };
const GALLERY: Part = Part { name: "gallery", heading: "Opening and stepping through an album" };
const PRESS: Part = Part { name: "press", heading: "Pressing an archive" };

fn write_into(part: &Part, table: &str) -> Result {
    let document = run::root().join("docs/performance.md");
    let old = match fs::read_to_string(&document) {
        Ok(old) => old,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => "# Performance\n".into(),
        Err(error) => fail!("could not read {}: {error}", document.display()),
    };
    fs::write(&document, with_table(&old, part, table)).doing(|| format!("write {}", document.display()))?;
    println!("Written into {}.", document.display());
    Ok(())
}

/// Puts the table between its marks.
fn with_table(old: &str, part: &Part, table: &str) -> String {
    let begin = format!("<!-- begin: cargo xtask bench {} -->", part.name);
    let end = format!("<!-- end: cargo xtask bench {} -->", part.name);
    let block = format!("{begin}\n{}\n{end}", table.trim_end());
    match (old.find(&begin), old.find(&end)) {
        (Some(from), Some(to)) if from < to => format!("{}{block}{}", &old[..from], &old[to + end.len()..]),
        _ => format!("{}\n\n## {}\n\n{block}\n", old.trim_end(), part.heading),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_replaces_the_last_one_and_nothing_else() {
        let first = with_table("# Performance\n\nWhat a crate weighs.\n", &PAGE, "| a |\n");
        assert!(first.starts_with("# Performance\n\nWhat a crate weighs.\n"));
        assert!(first.contains("\n| a |\n"));
        let second = with_table(&format!("{first}\nMore.\n"), &PAGE, "| b |\n");
        assert!(!second.contains("| a |") && second.contains("| b |") && second.ends_with("\nMore.\n"), "{second}");
        assert_eq!(with_table(&second, &PAGE, "| b |\n"), second);
        let both = with_table(&second, &GALLERY, "| c |\n");
        assert!(both.starts_with(second.trim_end()) && both.contains("| c |"), "{both}");
    }
}
