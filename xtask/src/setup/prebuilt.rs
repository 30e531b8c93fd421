//! Prebuilt tools: the archives that the projects themselves publish with each release.
//!
//! A network that doesn't give them is asked once per run and no more.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::tool::{Kind, Tool};
use crate::run::{self, Doing, Result};

/// The way to the releases, until it turns out to be closed.
pub struct Releases {
    closed: Cell<bool>,
}

/// What became of a request.
#[derive(Debug, PartialEq, Eq)]
enum Answer {
    Came,
    /// This one file isn't there; others may be.
    NotThere,
    /// No way there from this network.
    Closed,
}

impl Releases {
    pub fn new() -> Self {
        Self { closed: Cell::new(false) }
    }

    /// Puts the tool's programs into `place/bin`. False: there is none for this machine or network.
    pub fn get(&self, tool: &Tool, place: &Path, scratch: &Path) -> Result<bool> {
        let Some(url) = url(tool, std::env::consts::OS, std::env::consts::ARCH) else { return Ok(false) };
        if self.closed.get() {
            return Ok(false);
        }
        let archive = scratch.join("archive.tar.gz");
        match download(&url, &archive) {
            Answer::Came => {}
            Answer::NotThere => return Ok(false),
            Answer::Closed => {
                println!("  Prebuilt tools can't be downloaded here; they come from cargo and npm instead.");
                self.closed.set(true);
                return Ok(false);
            }
        }
        let unpacked = scratch.join("unpacked");
        fs::create_dir_all(&unpacked).doing(|| format!("create {}", unpacked.display()))?;
        let mut tar = Command::new("tar");
        tar.arg("-xzf").arg(&archive).arg("-C").arg(&unpacked).stderr(Stdio::null());
        let Kind::Program(program) = tool.kind else { return Ok(false) };
        if run::check(&mut tar).is_err() {
            return Ok(false);
        }
        let Some(file) = search(&unpacked, program) else { return Ok(false) };
        // An archive may need a newer C library than this machine has: only what runs counts.
        let folder = file.parent().unwrap_or(&unpacked);
        let answer = run::answer(program, &["--version"], &folder.to_string_lossy());
        if !answer.is_some_and(|answer| tool.is_it(&answer)) {
            return Ok(false);
        }
        // Binaryen's bin/ has its lib/ beside it; the others lie flat in their folder.
        let (from, to) = match folder.parent() {
            Some(parent) if folder.ends_with("bin") => (parent, place.to_path_buf()),
            _ => (folder, place.join("bin")),
        };
        run::remove(&to)?;
        fs::rename(from, &to).doing(|| format!("move {program} to {}", to.display()))?;
        Ok(true)
    }
}

/// Where a project keeps the archive for this kind of machine.
fn url(tool: &Tool, os: &str, arch: &str) -> Option<String> {
    let version = &tool.version;
    let path = match (tool.name, os, arch) {
        ("trunk", "linux", "x86_64" | "aarch64") => {
            format!("trunk-rs/trunk/releases/download/v{version}/trunk-{arch}-unknown-linux-gnu.tar.gz")
        }
        ("trunk", "macos", "x86_64" | "aarch64") => {
            format!("trunk-rs/trunk/releases/download/v{version}/trunk-{arch}-apple-darwin.tar.gz")
        }
        ("wasm-bindgen", os, arch) => {
            let machine = match (os, arch) {
                ("linux", "x86_64") => "x86_64-unknown-linux-musl",
                ("linux", "aarch64") => "aarch64-unknown-linux-gnu",
                ("macos", "x86_64") => "x86_64-apple-darwin",
                ("macos", "aarch64") => "aarch64-apple-darwin",
                _ => return None,
            };
            format!("wasm-bindgen/wasm-bindgen/releases/download/{version}/wasm-bindgen-{version}-{machine}.tar.gz")
        }
        ("binaryen", os, arch) => {
            let machine = match (os, arch) {
                ("linux", "x86_64" | "aarch64") => format!("{arch}-linux"),
                ("macos", "x86_64") => "x86_64-macos".into(),
                ("macos", "aarch64") => "arm64-macos".into(),
                _ => return None,
            };
            let version = version.split('.').next()?;
            format!(
                "WebAssembly/binaryen/releases/download/version_{version}/binaryen-version_{version}-{machine}.tar.gz"
            )
        }
        ("geckodriver", os, arch) => {
            let machine = match (os, arch) {
                ("linux", "x86_64") => "linux64",
                ("linux", "aarch64") => "linux-aarch64",
                ("macos", "x86_64") => "macos",
                ("macos", "aarch64") => "macos-aarch64",
                _ => return None,
            };
            format!("mozilla/geckodriver/releases/download/v{version}/geckodriver-v{version}-{machine}.tar.gz")
        }
        _ => return None,
    };
    Some(format!("https://github.com/{path}"))
}

/// By curl, as it is on nearly every machine and knows the system's proxies and certificates.
fn download(url: &str, file: &Path) -> Answer {
    let output = Command::new("curl")
        .args(["--silent", "--fail", "--location", "--proto", "=https", "--connect-timeout", "5"])
        // A line that gives less than 20 kB/s for 20 s is slower than building.
        .args(["--speed-limit", "20000", "--speed-time", "20", "--max-time", "300"])
        .args(["--write-out", "%{http_code}", "--output"])
        .arg(file)
        .arg(url)
        .stdin(Stdio::null())
        .output();
    match output {
        Ok(output) => read(output.status.success(), &String::from_utf8_lossy(&output.stdout)),
        Err(_) => Answer::Closed,
    }
}

fn read(success: bool, http_code: &str) -> Answer {
    match (success, http_code.trim()) {
        (true, _) => Answer::Came,
        (false, "404" | "410") => Answer::NotThere,
        (false, _) => Answer::Closed,
    }
}

/// The first file of that name, at any depth.
fn search(folder: &Path, name: &str) -> Option<PathBuf> {
    let entries: Vec<_> = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
    let here = entries.iter().find(|path| path.is_file() && path.file_name().is_some_and(|file| file == name));
    here.cloned().or_else(|| entries.iter().filter(|path| path.is_dir()).find_map(|path| search(path, name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setup::tool::Origin;

    fn tool(name: &'static str, version: &str) -> Tool {
        Tool { name, version: version.into(), kind: Kind::Program(name), origin: Origin::Crate(name) }
    }

    #[test]
    fn archives_are_asked_for_by_the_names_that_the_projects_give_them() {
        let trunk = url(&tool("trunk", "0.21.14"), "linux", "x86_64");
        assert!(trunk.unwrap().ends_with("/v0.21.14/trunk-x86_64-unknown-linux-gnu.tar.gz"));
        let binaryen = url(&tool("binaryen", "132.0.0"), "macos", "aarch64");
        assert!(binaryen.unwrap().ends_with("/version_132/binaryen-version_132-arm64-macos.tar.gz"));
        assert_eq!(url(&tool("trunk", "0.21.14"), "freebsd", "x86_64"), None);
        assert_eq!(url(&tool("axe-core", "4.14.1"), "linux", "x86_64"), None);
    }

    #[test]
    fn one_missing_file_does_not_close_the_network_but_a_refusal_does() {
        assert_eq!(read(true, "200"), Answer::Came);
        assert_eq!(read(false, "404"), Answer::NotThere);
        assert_eq!(read(false, "403"), Answer::Closed);
        assert_eq!(read(false, "000"), Answer::Closed);
    }
}
