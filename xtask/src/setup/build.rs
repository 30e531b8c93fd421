//! Installs one tool into its folder: prebuilt, or built by cargo, or unpacked by npm.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use super::Cache;
use super::prebuilt::Releases;
use super::tool::{Kind, Origin, Tool};
use crate::run::{self, Doing, Error, Result, Running, Unfinished, fail};

/// How the names of unfinished folders begin; a later setup removes them.
pub const UNFINISHED: &str = ".unfinished-";

/// Installs tools, sharing what two builds have in common.
pub struct Builder<'a> {
    cache: &'a Cache,
    releases: Releases,
    /// One target folder for all: the tools share many crates.
    target: Unfinished,
}

impl<'a> Builder<'a> {
    pub fn new(cache: &'a Cache) -> Result<Self> {
        let target = Unfinished::create(cache.tools().join(format!("{UNFINISHED}target")))?;
        Ok(Self { cache, releases: Releases::new(), target })
    }

    /// Installs the tool at `place` and says how that was done: "prebuilt", "from source" …
    pub fn install(&self, tool: &Tool, place: &Path) -> Result<&'static str> {
        let tools = self.cache.tools();
        let folder = Unfinished::create(tools.join(format!("{UNFINISHED}{}", tool.folder_name())))?;
        let scratch = Unfinished::create(tools.join(format!("{UNFINISHED}scratch")))?;
        let way = if self.releases.get(tool, &folder.path, &scratch.path)? {
            "prebuilt"
        } else {
            match tool.origin {
                Origin::Crate(name) => self.cargo(tool, name, &folder.path)?,
                Origin::Node(name) => self.npm(tool, name, &folder.path)?,
            }
        };
        folder.finish(place)?;
        Ok(way)
    }

    fn cargo(&self, tool: &Tool, name: &str, root: &Path) -> Result<&'static str> {
        println!("  {} {}: building from source, which takes minutes …", tool.name, tool.version);
        // First as its authors built it. Its lock file may name a crate that is not to be had.
        let locked = self.cargo_install(tool, name, root, true);
        if let Err(error) = locked {
            println!("  {}: not with its own lock file; once more without …", tool.name);
            self.cargo_install(tool, name, root, false).map_err(|second| {
                Error(format!(
                    "could not build {} {}.\nWith --locked: {error}\nWithout: {second}",
                    tool.name, tool.version
                ))
            })?;
        }
        Ok("from source")
    }

    fn cargo_install(&self, tool: &Tool, name: &str, root: &Path, locked: bool) -> Result {
        let mut command = run::cargo();
        command.args(["install", name, "--version", &tool.version, "--root"]).arg(root);
        if locked {
            command.arg("--locked");
        }
        // Not in the repository: its cargo configuration is for the portal. Nor the caller's flags.
        command.current_dir(&self.cache.folder).env("CARGO_TARGET_DIR", &self.target.path);
        for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET"] {
            command.env_remove(name);
        }
        // The tools run for seconds and would build for 8 to 12 minutes in their authors' profile.
        for (setting, value) in
            [("LTO", "off"), ("OPT_LEVEL", "1"), ("CODEGEN_UNITS", "16"), ("DEBUG", "0"), ("STRIP", "symbols")]
        {
            command.env(format!("CARGO_PROFILE_RELEASE_{setting}"), value);
        }
        logged(&mut command, self.cache, tool.name)
    }

    fn npm(&self, tool: &Tool, name: &str, root: &Path) -> Result<&'static str> {
        npm(&[&format!("{name}@{}", tool.version)], root, self.cache, tool.name)?;
        if let Kind::Program(program) = tool.kind {
            link(root, program, &tool.version)?;
        }
        Ok("from npm")
    }
}

/// Has npm put packages (`name@version`) into `root/node_modules`, running no script of theirs.
pub fn npm(packages: &[&str], root: &Path, cache: &Cache, name: &str) -> Result {
    let path = std::env::var("PATH").unwrap_or_default();
    let Some(npm) = run::find("npm", &path) else {
        fail!("expected npm, to install {}, found none; install Node 20 or later", packages.join(", "));
    };
    let mut command = Command::new(npm);
    command.args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]);
    command.arg("--prefix").arg(root).args(packages).current_dir(root);
    logged(&mut command, cache, name)
}

/// `bin/` as the other tools have it; the link is relative, as the folder is still to be moved.
fn link(root: &Path, program: &str, version: &str) -> Result {
    let bin = root.join("bin");
    if !root.join("node_modules/.bin").join(program).exists() {
        fail!("expected the program {program} in version {version} of its package, found none");
    }
    #[cfg(unix)]
    return std::os::unix::fs::symlink("node_modules/.bin", &bin).doing(|| format!("create {}", bin.display()));
    #[cfg(not(unix))]
    return fs::rename(root.join("node_modules/.bin"), &bin).doing(|| format!("create {}", bin.display()));
}

/// Runs a long command quietly: its words go to a file, a sign of life comes every half minute,
/// and the end of the file is shown if it fails.
pub fn logged(command: &mut Command, cache: &Cache, name: &str) -> Result {
    let folder = cache.folder.join("logs");
    fs::create_dir_all(&folder).doing(|| format!("create {}", folder.display()))?;
    let path = folder.join(format!("{name}.log"));
    let create = || File::create(&path).doing(|| format!("create {}", path.display()));
    let log = create()?;
    let errors = log.try_clone().doing(|| format!("write {}", path.display()))?;
    // The lock is an empty file, so it reads as no input, and whoever has it open holds the lock:
    // should we be killed outright, the next setup still waits until this command has ended.
    let lock = cache.lock.try_clone().doing(|| "share the lock".into())?;
    command.stdin(lock).stdout(log).stderr(errors);

    let start = Instant::now();
    let mut shown = 0;
    let mut running = Running::start(command)?;
    let status = loop {
        if let Some(status) = running.ended()? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(50));
        let halves = start.elapsed().as_secs() / 30;
        if halves > shown {
            shown = halves;
            println!("  … {name}: {}{}", run::took(start.elapsed()), last_lines(&path, 1));
        }
    };
    if !status.success() {
        fail!(
            "{} failed ({status}); all it said is in {}\n{}",
            run::name(command),
            path.display(),
            last_lines(&path, 15)
        );
    }
    Ok(())
}

/// The last lines of a file, each on its own line if there are more than one.
fn last_lines(path: &Path, count: usize) -> String {
    let text = fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let lines: Vec<_> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let last = &lines[lines.len().saturating_sub(count)..];
    if count == 1 {
        last.first().map(|line| format!(", {line}")).unwrap_or_default()
    } else {
        last.iter().map(|line| format!("    {line}\n")).collect()
    }
}
