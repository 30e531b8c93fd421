//! `cargo xtask bench press`: how long an archive takes to press, how much memory, and how many files one article more
//! changes; beside Hugo and Eleventy with the same articles.
//!
//! The programs take turns, so that whatever else the machine does meets all. Nothing is removed between two builds that
//! are compared: [`build::settle`] says why.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::build::{self, Build};
use super::eleventy::{self, Eleventy};
use super::hugo::Hugo;
use super::{PRESS, portal, press_program, write_into};
use crate::dist;
use crate::run::{self, Result};
use crate::setup;

mod archive;
mod table;

use archive::Archive;
use table::{Clean, Programs};

/// From so many articles on the builds of all rounds would fill the disk: those of a round are removed after it.
const MANY: usize = 20_000;

/// Measures archives of these sizes, each in so many rounds; `build` is a release build's folder, or a new one is made.
///
/// `is_plain`: the others' pages link a stylesheet and have no structured data.
pub fn run(build: Option<&Path>, sizes: &[usize], rounds: u8, is_plain: bool) -> Result {
    let app = match build {
        Some(folder) => run::root().join(folder),
        None => {
            let tools = setup::run(setup::Part::Dist)?;
            let out = Path::new("target/bench-dist");
            dist::build(&tools, "/", out)?;
            run::root().join(out)
        }
    };
    let mut bench = Bench {
        press: press_program()?,
        style: if is_plain { String::new() } else { portal::style_of(&app)? },
        app,
        archive: Archive::new()?,
        others: vec![],
        notes: vec![],
        rounds,
    };
    bench.bring();
    let folder = run::root().join("target/bench-press");
    run::remove(&folder)?;
    // What that has left, or anybody else has removed.
    build::settle()?;
    let mut measured = vec![];
    for &size in sizes {
        measured.push(bench.size(&folder.join(size.to_string()), size)?);
    }
    run::remove(&folder)?;
    let names =
        std::iter::once("press".to_owned()).chain(bench.others.iter().map(|other| other.name.clone())).collect();
    let text = table::markdown(&measured, &Programs { names, notes: bench.notes });
    println!("\n{text}");
    if is_plain { Ok(()) } else { write_into(&PRESS, &text) }
}

struct Bench {
    press: PathBuf,
    app: PathBuf,
    /// What is in the others' pages; empty where they link it.
    style: String,
    archive: Archive,
    others: Vec<Other>,
    /// What could not be measured, and why.
    notes: Vec<String>,
    rounds: u8,
}

/// A program that press is set beside.
struct Other {
    /// With its version, where it is there.
    name: String,
    is: Kind,
}

enum Kind {
    Hugo(Hugo),
    Eleventy(Eleventy),
    Absent,
}

impl Bench {
    /// Finds the other programs; one that is not to be had is said, and the rest go on.
    fn bring(&mut self) {
        let hugo = Hugo::bring().map(|hugo| (format!("Hugo {}", hugo.version), Kind::Hugo(hugo)));
        let eleventy = Eleventy::bring().map(|eleventy| {
            (format!("Eleventy {} on Node {}", eleventy::VERSION, eleventy.node_version), Kind::Eleventy(eleventy))
        });
        for (plain, found) in [("Hugo", hugo), ("Eleventy", eleventy)] {
            let (name, is) = found.unwrap_or_else(|error| {
                eprintln!("  {error}");
                self.note(format!("{plain} is not installed."));
                (plain.to_owned(), Kind::Absent)
            });
            self.others.push(Other { name, is });
        }
    }

    fn note(&mut self, note: String) {
        println!("  {note}");
        self.notes.push(note);
    }

    fn size(&mut self, folder: &Path, size: usize) -> Result<table::Archive> {
        println!("  {size} articles: writing the archive …");
        self.archive.write(&folder.join("public"), size)?;
        for other in &self.others {
            match other.is {
                Kind::Hugo(_) => self.archive.write_for_hugo(&folder.join("hugo"), size, &self.style)?,
                Kind::Eleventy(_) => self.archive.write_for_eleventy(&folder.join("eleventy"), size, &self.style)?,
                Kind::Absent => {}
            }
        }
        let clean = (0..=self.others.len()).map(|_| Clean::default()).collect();
        let mut all = table::Archive {
            articles: size,
            clean,
            nothing_new: vec![],
            one_more: vec![],
            changes: build::Changes::default(),
            with_copies: vec![],
            searched: table::Searched::default(),
        };
        for round in 1..=self.rounds {
            println!("  {size} articles, round {round} of {}", self.rounds);
            self.round(folder, size, round, &mut all)?;
        }
        Ok(all)
    }

    fn round(&mut self, folder: &Path, size: usize, round: u8, all: &mut table::Archive) -> Result {
        let out = folder.join(format!("out-{round}"));
        let pressed = out.join("press");
        std::fs::create_dir_all(&out)
            .map_err(|error| run::Error(format!("could not create {}: {error}", out.display())))?;
        let log = folder.join("log");

        let count = self.others.len() + 1;
        // Each is the first one at times.
        for n in (0..count).map(|n| (n + usize::from(round) - 1) % count) {
            match n.checked_sub(1) {
                Some(other) => {
                    self.other(other, folder, size, &out.join(format!("other-{other}")), &mut all.clean[n])?
                }
                None => {
                    let built = build::time(&mut self.command(folder, &pressed, "none"), &log)?;
                    said("press", built);
                    all.clean[n].add(built, &pressed)?;
                }
            }
        }

        let again = build::time(&mut self.command(folder, &pressed, "none"), &log)?;
        said("press, nothing new", again);
        all.nothing_new.push(again.seconds);
        let before = if round == 1 { build::marks(&pressed)? } else { build::Marks::new() };
        self.archive.write(&folder.join("public"), size + 1)?;
        let more = build::time(&mut self.command(folder, &pressed, "none"), &log)?;
        said("press, one article more", more);
        all.one_more.push(more.seconds);
        if round == 1 {
            all.changes = build::changes(&before, &build::marks(&pressed)?);
        }
        self.archive.write(&folder.join("public"), size)?;

        let copies = build::time(&mut self.command(folder, &out.join("copies"), "fast"), &log)?;
        said("press, with quick copies", copies);
        all.with_copies.push(copies.seconds);
        self.searched(folder, &out.join("searched"), size, &mut all.searched)?;
        // Of a small archive all may stay to the end.
        if round < self.rounds && size >= MANY {
            run::remove(&out)?;
            build::settle()?;
        }
        Ok(())
    }

    /// With an index of whole texts: from nothing, and with one article more.
    fn searched(&mut self, folder: &Path, out: &Path, size: usize, all: &mut table::Searched) -> Result {
        let log = folder.join("log");
        let command = || {
            let mut command = self.command(folder, out, "none");
            command.args(["--search", "pagefind"]);
            command
        };
        let clean = build::time(&mut command(), &log)?;
        said("press, with an index", clean);
        let is_first = all.clean.is_empty();
        if is_first {
            let index = out.join("pagefind");
            (all.files, all.megabytes) = (build::output(&index)?.files, build::megabytes(&index)?);
        }
        let before = if is_first { build::marks(out)? } else { build::Marks::new() };
        all.clean.push(clean);
        self.archive.write(&folder.join("public"), size + 1)?;
        let more = build::time(&mut command(), &log)?;
        said("press, with an index, one article more", more);
        all.one_more.push(more.seconds);
        if is_first {
            all.changes = build::changes(&before, &build::marks(out)?);
        }
        self.archive.write(&folder.join("public"), size)
    }

    fn command(&self, folder: &Path, out: &Path, compress: &str) -> Command {
        let mut command = Command::new(&self.press);
        command.args(["build", "--images", "link", "--compress", compress]).arg("--app").arg(&self.app);
        command.arg("--site").arg(folder.join("public/site.json")).arg("--out").arg(out);
        command
    }

    /// One build by another program; where it fails, it is left out from then on.
    fn other(&mut self, n: usize, folder: &Path, size: usize, out: &Path, clean: &mut Clean) -> Result {
        let Other { name, is } = &self.others[n];
        let mut command = match is {
            Kind::Hugo(hugo) => hugo.command(&folder.join("hugo"), out),
            Kind::Eleventy(eleventy) => eleventy.command(&folder.join("eleventy"), out),
            Kind::Absent => return Ok(()),
        };
        match build::time(&mut command, &folder.join("log")) {
            Ok(built) => {
                said(name, built);
                clean.add(built, out)
            }
            Err(error) => {
                let note = format!("{name} did not finish {size} articles.");
                eprintln!("  {error}");
                self.note(note);
                self.others[n].is = Kind::Absent;
                clean.builds.clear();
                Ok(())
            }
        }
    }
}

impl Clean {
    fn add(&mut self, built: Build, out: &Path) -> Result {
        if self.builds.is_empty() {
            self.output = build::output(out)?;
        }
        self.builds.push(built);
        Ok(())
    }
}

fn said(who: &str, built: Build) {
    let Build { seconds, processor_seconds, megabytes } = built;
    println!("    {who}: {seconds:.2} s ({processor_seconds:.2}), {megabytes} MB");
}
