//! The tools, their versions, and where each one is found.

use std::fs;
use std::path::Path;

use super::Part;
use crate::run::{self, Doing, Result, fail};
use crate::test::Engine;

pub const WASM: &str = "wasm32-unknown-unknown";

/// The script that looks for what keeps readers out, for the browsers.
pub const AXE: &str = "axe-core";
/// The Nu HTML checker, for Java.
pub const NU: &str = "vnu-jar";

// Trunk 0.22 needs a later Rust than ours; 0.21.14 is the last that builds with it.
const TRUNK: &str = "0.21.14";
const BINARYEN: &str = "132.0.0";
const ESBUILD: &str = "0.28.2";
const GECKODRIVER: &str = "0.37.1";
const AXE_VERSION: &str = "4.14.1";
const NU_VERSION: &str = "26.9.27";
/// The first Java that this checker runs on.
const JAVA: u32 = 17;

/// Where a tool is published in source or for Node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A crate of this name with a program in it.
    Crate(&'static str),
    /// A package for Node of this name.
    Node(&'static str),
}

/// What a tool is for us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A program to call by this name.
    Program(&'static str),
    /// A file that others run, at this path inside its folder.
    File(&'static str),
}

/// One tool in the version that we want.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tool {
    pub name: &'static str,
    pub version: String,
    pub kind: Kind,
    pub origin: Origin,
}

/// Where a tool is now.
#[derive(Debug, PartialEq, Eq)]
pub enum Where {
    /// In our folder, installed by an earlier setup.
    Cache,
    /// On PATH, in the right version.
    Path,
    Nowhere,
}

impl Tool {
    fn program(program: &'static str, name: &'static str, version: &str, origin: Origin) -> Self {
        Self { name, version: version.into(), kind: Kind::Program(program), origin }
    }

    /// A file of a package for Node.
    fn file(file: &'static str, name: &'static str, version: &str) -> Self {
        Self { name, version: version.into(), kind: Kind::File(file), origin: Origin::Node(name) }
    }

    /// `trunk-0.21.14`
    pub fn folder_name(&self) -> String {
        format!("{}-{}", self.name, self.version)
    }

    /// Our folder first: what is there is whole and of the right version, so nothing has to be run.
    pub fn locate(&self, folder: &Path, path: &str) -> Where {
        let place = folder.join(self.folder_name());
        let program = match self.kind {
            Kind::Program(program) => program,
            Kind::File(file) if place.join(file).is_file() => return Where::Cache,
            Kind::File(_) => return Where::Nowhere,
        };
        if run::find(program, &place.join("bin").to_string_lossy()).is_some() {
            return Where::Cache;
        }
        match run::answer(program, &["--version"], path) {
            Some(answer) if self.is_it(&answer) => Where::Path,
            _ => Where::Nowhere,
        }
    }

    /// Whether a program's answer to `--version` names the version that we want.
    pub fn is_it(&self, answer: &str) -> bool {
        version_in(answer).is_some_and(|found| same(found, &self.version))
    }
}

/// The first word that begins with a digit: `wasm-opt version 132 (version_132)` says `132`.
fn version_in(answer: &str) -> Option<&str> {
    answer.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
}

/// Binaryen calls itself `132`, its package `132.0.0`.
fn same(a: &str, b: &str) -> bool {
    fn short(mut version: &str) -> &str {
        while let Some(rest) = version.strip_suffix(".0") {
            version = rest;
        }
        version
    }
    short(a) == short(b)
}

/// Whether there is a Java for the HTML checker. One that is too old to know `--version` answers nothing.
pub fn has_java(path: &str) -> bool {
    run::answer("java", &["--version"], path).is_some_and(|answer| is_java(&answer))
}

/// `openjdk 17.0.15 2025-04-15` is one, `java 11.0.2 2019-01-15 LTS` is too old.
fn is_java(answer: &str) -> bool {
    let major = version_in(answer).and_then(|version| version.split(['.', '-', '+']).next());
    major.and_then(|major| major.parse::<u32>().ok()).is_some_and(|major| major >= JAVA)
}

/// The tools that a part needs; what needs Java is none of them where there is no Java.
pub fn wanted(part: Part, path: &str) -> Result<Vec<Tool>> {
    let file = run::root().join("Cargo.lock");
    let lock = fs::read_to_string(&file).doing(|| format!("read {}", file.display()))?;
    let Some(wasm_bindgen) = locked_version(&lock, "wasm-bindgen") else {
        fail!("expected wasm-bindgen in Cargo.lock, found none; run cargo check");
    };
    let has_java = matches!(part, Part::Test(_)) && has_java(path);
    Ok(choose(part, wasm_bindgen, has_java))
}

fn choose(part: Part, wasm_bindgen: &str, has_java: bool) -> Vec<Tool> {
    let mut tools = vec![
        Tool::program("wasm-bindgen", "wasm-bindgen", wasm_bindgen, Origin::Crate("wasm-bindgen-cli")),
        Tool::program("trunk", "trunk", TRUNK, Origin::Crate("trunk")),
    ];
    if !matches!(part, Part::Serve) {
        tools.push(Tool::program("wasm-opt", "binaryen", BINARYEN, Origin::Node("binaryen")));
        tools.push(Tool::program("esbuild", "esbuild", ESBUILD, Origin::Node("esbuild")));
    }
    if let Part::Test(engines) = part {
        if has_java {
            tools.push(Tool::file("node_modules/vnu-jar/build/dist/vnu.jar", NU, NU_VERSION));
        }
        if engines.contains(&Engine::Firefox) {
            tools.push(Tool::program("geckodriver", "geckodriver", GECKODRIVER, Origin::Crate("geckodriver")));
        }
        if !engines.is_empty() {
            tools.push(Tool::file("node_modules/axe-core/axe.min.js", AXE, AXE_VERSION));
        }
    }
    tools
}

/// A package's version in Cargo.lock; the file is written by cargo, always in this form.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_tool_says_its_version_in_its_own_way() {
        for (answer, version) in [
            ("trunk 0.21.14\n", "0.21.14"),
            ("wasm-bindgen 0.2.130\n", "0.2.130"),
            ("wasm-opt version 132 (version_132)\n", "132"),
            ("wasm-opt version 123\n", "123"),
            ("geckodriver 0.37.1 (abc 2026-01-02 12:00 +0000)\n\nThe source code …", "0.37.1"),
        ] {
            assert_eq!(version_in(answer), Some(version));
        }
        assert_eq!(version_in("trunk"), None);
    }

    #[test]
    fn trailing_zeros_do_not_make_another_version() {
        assert!(same("132", "132.0.0"));
        assert!(same("0.21.14", "0.21.14"));
        assert!(!same("13", "132.0.0"));
        assert!(!same("0.2.13", "0.2.130"));
    }

    #[test]
    fn the_version_is_read_from_the_lock_file_and_not_from_a_longer_name() {
        let lock = "version = 4\n\n[[package]]\nname = \"wasm-bindgen-backend\"\nversion = \"9.9.9\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"…\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }

    #[test]
    fn each_part_asks_for_no_more_than_it_needs() {
        let names = |part| choose(part, "0.2.130", false).iter().map(|tool| tool.name).collect::<Vec<_>>();
        assert_eq!(names(Part::Serve), ["wasm-bindgen", "trunk"]);
        assert_eq!(names(Part::Dist), ["wasm-bindgen", "trunk", "binaryen", "esbuild"]);
        assert_eq!(names(Part::Test(&[])), ["wasm-bindgen", "trunk", "binaryen", "esbuild"]);
        assert_eq!(
            names(Part::Test(&[Engine::Chromium])),
            ["wasm-bindgen", "trunk", "binaryen", "esbuild", "axe-core"]
        );
        assert!(names(Part::Test(&Engine::ALL)).contains(&"geckodriver"));
    }

    #[test]
    fn the_html_checker_is_for_machines_with_a_java_that_runs_it() {
        let with_java = choose(Part::Test(&[]), "0.2.130", true);
        assert_eq!(with_java.last().map(|tool| tool.name), Some(NU));
        assert!(choose(Part::Dist, "0.2.130", true).iter().all(|tool| tool.name != NU));
        for (answer, is_one) in [
            ("openjdk 17.0.15 2025-04-15\nOpenJDK Runtime Environment", true),
            ("java 25 2025-09-16 LTS", true),
            ("openjdk 22-ea 2024-03-19", true),
            ("java 11.0.2 2019-01-15 LTS", false),
            ("", false),
        ] {
            assert_eq!(is_java(answer), is_one, "{answer}");
        }
    }

    #[test]
    fn a_tool_is_found_in_our_folder_then_on_path_and_only_in_its_version() {
        let folder = std::env::temp_dir().join(format!("ban-tin-tool-test-{}", std::process::id()));
        let bin = folder.join("elsewhere");
        fs::create_dir_all(&bin).unwrap();
        write_program(&bin.join("trunk"), "trunk 0.21.14");
        let path = bin.to_string_lossy();
        let mut tool = Tool::program("trunk", "trunk", "0.21.14", Origin::Crate("trunk"));
        assert_eq!(tool.locate(&folder, &path), Where::Path);
        tool.version = "0.21.13".into();
        assert_eq!(tool.locate(&folder, &path), Where::Nowhere);
        let ours = folder.join("trunk-0.21.13/bin");
        fs::create_dir_all(&ours).unwrap();
        write_program(&ours.join("trunk"), "");
        assert_eq!(tool.locate(&folder, &path), Where::Cache);
        fs::remove_dir_all(&folder).unwrap();
    }

    fn write_program(file: &Path, answer: &str) {
        use std::os::unix::fs::PermissionsExt;
        fs::write(file, format!("#!/bin/sh\necho '{answer}'\n")).unwrap();
        fs::set_permissions(file, fs::Permissions::from_mode(0o755)).unwrap();
    }
}
