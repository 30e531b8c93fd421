//! Installs Ghost as its own package manager does, by its lock file.
//!
//! Its one native module comes prebuilt or is compiled, which takes a C++ compiler, make and Python.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::live::process;
use crate::run::{self, Doing, Result, fail};
use crate::setup::{self, Cache};

pub const VERSION: &str = "6.65.0";
// Ghost 6.65 takes ^22.23.1 or ^24.20, but better-sqlite3 12.11 breaks off on 24.21.
const NODE: &str = "22.23.3";
const PNPM: &str = "12.4.2";
const NODE_GYP: &str = "12.4.0";

/// Ghost's package, and what it needs by its lock file.
pub fn install(folder: &Path, cache: &Cache) -> Result {
    let (os, machine) = match (std::env::consts::OS, std::env::consts::ARCH) {
        ("linux", "x86_64") => ("linux", "x64"),
        ("linux", "aarch64") => ("linux", "arm64"),
        ("macos", "aarch64") => ("darwin", "arm64"),
        ("macos", "x86_64") => ("darwin", "x64"),
        (os, machine) => {
            fail!("expected Linux or macOS on x86_64 or aarch64 for Ghost's Node, found {os} on {machine}")
        }
    };
    let node = format!("node-{os}-{machine}");
    let tools = [format!("{node}@{NODE}"), format!("pnpm@{PNPM}"), format!("node-gyp@{NODE_GYP}")];
    setup::npm(&tools.each_ref().map(String::as_str), folder, cache, "live-ghost-tools")?;

    let path = path(folder);
    let mut pack = Command::new(process::program("npm", &path)?);
    pack.args(["pack", "--silent", &format!("ghost@{VERSION}")]).current_dir(folder).env("PATH", &path);
    setup::logged(&mut pack, cache, "live-ghost-pack")?;
    let archive = format!("ghost-{VERSION}.tgz");
    run::check(Command::new("tar").args(["-xzf", &archive]).current_dir(folder))?;
    fs::remove_file(folder.join(&archive)).doing(|| format!("remove {archive}"))?;

    let package = folder.join("package");
    let pnpm = |arguments: &[&str], log: &str| -> Result {
        // Its program is to be put in place by a script, which we don't run; this is what it would call.
        let mut pnpm = Command::new(process::program("node", &path)?);
        pnpm.arg(folder.join("node_modules/pnpm/bin/pnpm.mjs"));
        // The headers of this very Node, for the compiler: another's make a module that Node refuses.
        pnpm.env("PATH", &path).env("npm_config_nodedir", folder.join("node_modules").join(&node)).env("CI", "true");
        setup::logged(pnpm.args(arguments).current_dir(&package), cache, log)
    };
    let store = folder.join("store").display().to_string();
    pnpm(&["install", "--prod", "--frozen-lockfile", "--ignore-scripts", "--store-dir", &store], "live-ghost-install")?;
    pnpm(&["rebuild", "--store-dir", &store, "better-sqlite3"], "live-ghost-sqlite")?;
    // pnpm passes over a failure of what is optional, as it is for Ghost itself but not for us.
    let try_it = "new (require('better-sqlite3'))(':memory:')";
    let mut node = Command::new(process::program("node", &path)?);
    process::output(node.args(["-e", try_it]).current_dir(&package))?;
    run::remove(&folder.join("store"))
}

/// PATH with Ghost's own Node, pnpm and node-gyp first.
pub fn path(installed: &Path) -> String {
    let inherited = std::env::var("PATH").unwrap_or_default();
    format!("{}:{inherited}", installed.join("node_modules/.bin").display())
}
