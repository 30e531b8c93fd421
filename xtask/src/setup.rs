//! Installs what is missing: the wasm target, Trunk, wasm-bindgen, wasm-opt, browsers, drivers, axe-core, the HTML checker.
//!
//! Tools live in the user's cache, one folder per version, and appear there whole or not at all.
//! Nothing is installed when the right version is on PATH.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::run::{self, Doing, Error, Result, fail};
use crate::test::Engine;

mod build;
mod prebuilt;
mod system;
mod tool;

pub use build::{UNFINISHED, logged, npm};
pub use system::{HUGO, WORDPRESS};
pub use tool::{AXE, NU, WASM};
use tool::{Kind, Tool, Where};

/// How much of the equipment a command needs.
#[derive(Clone, Copy)]
pub enum Part<'a> {
    /// Building and serving.
    Serve,
    /// The release build: wasm-opt too.
    Dist,
    /// The release build, and Chromium to measure it in.
    Bench,
    /// The checks, in these browsers.
    Test(&'a [Engine]),
}

/// Where the tools are, for the commands that call them.
pub struct Tools {
    /// The folders to look in before the rest of PATH.
    pub folders: Vec<PathBuf>,
    /// What others run, by the tool's name: axe-core's script when the part includes browsers, the HTML checker where
    /// there is a Java for it.
    files: Vec<(&'static str, PathBuf)>,
}

impl Tools {
    /// PATH with our folders first.
    pub fn path(&self) -> String {
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let folders = self.folders.iter().cloned().chain(std::env::split_paths(&inherited));
        // A folder with a colon in its name can't be in a PATH; nothing we can add to that then.
        let path = std::env::join_paths(folders).unwrap_or(inherited);
        path.to_string_lossy().into_owned()
    }

    /// The file of a tool that is no program, where the part includes it.
    pub fn file(&self, name: &str) -> Option<&Path> {
        self.files.iter().find(|(known, _)| *known == name).map(|(_, file)| file.as_path())
    }

    /// A tool to run in the repository's root.
    pub fn command(&self, program: &str) -> Result<Command> {
        let path = self.path();
        let Some(file) = run::find(program, &path) else {
            fail!("expected {program} on PATH, found none; run cargo xtask setup");
        };
        let mut command = Command::new(file);
        command.env("PATH", path).current_dir(run::root());
        Ok(command)
    }
}

/// Installs what the part needs and isn't there, and says so.
pub fn run(part: Part) -> Result<Tools> {
    let start = Instant::now();
    let cache = Cache::open()?;
    remove_leftovers(&cache.tools())?;

    let inherited = std::env::var("PATH").unwrap_or_default();
    let wanted = tool::wanted(part, &inherited)?;
    let needs = match part {
        Part::Test(engines) => system::needs(engines),
        Part::Bench => system::needs(&[Engine::Chromium]),
        _ => Vec::new(),
    };
    let missing_packages = system::missing(&needs, &inherited);

    rust_parts(part)?;
    // The package manager waits for the network and the tools' builds for the processor: side by side.
    let (packages, tools) = std::thread::scope(|scope| {
        let packages = scope.spawn(|| system::install(&missing_packages, &cache));
        let tools = install_tools(&wanted, &cache, &inherited);
        let packages = packages.join().unwrap_or_else(|_| Err(Error("installing packages broke off".into())));
        (packages, tools)
    });
    let tools = tools?;
    packages?;
    println!("Everything needed is here ({}).", run::took(start.elapsed()));
    Ok(tools)
}

fn install_tools(wanted: &[Tool], cache: &Cache, path: &str) -> Result<Tools> {
    let folder = cache.tools();
    let mut tools = Tools { folders: Vec::new(), files: Vec::new() };
    let builder = build::Builder::new(cache)?;
    let mut there = Vec::new();
    for tool in wanted {
        let place = folder.join(tool.folder_name());
        match tool.locate(&folder, path) {
            Where::Cache => there.push(format!("{} {}", tool.name, tool.version)),
            Where::Path => {
                there.push(format!("{} {} (on PATH)", tool.name, tool.version));
                continue;
            }
            Where::Nowhere => {
                let start = Instant::now();
                let way = builder.install(tool, &place)?;
                println!("  {} {}: installed {way} in {}", tool.name, tool.version, run::took(start.elapsed()));
            }
        }
        match tool.kind {
            Kind::Program(_) => tools.folders.push(place.join("bin")),
            Kind::File(file) => tools.files.push((tool.name, place.join(file))),
        }
    }
    if !there.is_empty() {
        println!("  Already there: {}", there.join(", "));
    }
    Ok(tools)
}

/// The wasm target, the standard library's source for the release build, and rustfmt and clippy for the checks.
///
/// `rust-toolchain.toml` names them too, but rustup heeds it only when it installs the toolchain itself.
fn rust_parts(part: Part) -> Result {
    let path = std::env::var("PATH").unwrap_or_default();
    let sysroot = run::answer("rustc", &["--print", "sysroot"], &path);
    let has_source = |root: &str| Path::new(root.trim()).join("lib/rustlib/src/rust/library/Cargo.lock").is_file();
    if !sysroot.is_some_and(|root| has_source(&root)) {
        rustup(&path, &["component", "add", "rust-src"])?;
    }
    let libraries = run::answer("rustc", &["--print", "target-libdir", "--target", WASM], &path);
    if !libraries.is_some_and(|folder| Path::new(folder.trim()).is_dir()) {
        rustup(&path, &["target", "add", WASM])?;
    }
    if matches!(part, Part::Test(_)) {
        for (component, program) in [("rustfmt", "cargo-fmt"), ("clippy", "cargo-clippy")] {
            if run::answer(program, &["--version"], &path).is_none() {
                rustup(&path, &["component", "add", component])?;
            }
        }
    }
    Ok(())
}

fn rustup(path: &str, arguments: &[&str]) -> Result {
    let what = arguments.join(" ");
    let Some(program) = run::find("rustup", path) else {
        fail!(
            "expected rustup, to run `rustup {what}`, found none; install rustup, or that part by your system's packages"
        );
    };
    let start = Instant::now();
    run::check(Command::new(program).args(arguments).current_dir(run::root()))?;
    println!("  rustup {what}: {}", run::took(start.elapsed()));
    Ok(())
}

/// Installs those of these packages that aren't there.
pub fn packages(needs: &[system::Need], cache: &Cache) -> Result {
    system::install(&system::missing(needs, &path_with_sbin()), cache)
}

/// PATH with the administrator's programs, which Debian leaves out of other people's.
pub fn path_with_sbin() -> String {
    format!("{}:/usr/sbin:/sbin", std::env::var("PATH").unwrap_or_default())
}

/// `$XDG_CACHE_HOME/ban-tin`, usually `~/.cache/ban-tin`, ours alone while this value lives.
pub struct Cache {
    pub folder: PathBuf,
    /// The system lets go of the lock when we end, however we end.
    lock: File,
}

impl Cache {
    pub fn open() -> Result<Self> {
        let set = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        // The specification says that a relative XDG_CACHE_HOME is to be ignored.
        let base = set("XDG_CACHE_HOME").filter(|folder| folder.is_absolute());
        let home = || set("HOME").or_else(|| set("USERPROFILE")).map(|home| home.join(".cache"));
        let Some(base) = base.or_else(home) else {
            fail!("expected HOME or XDG_CACHE_HOME to say where tools may be kept, found neither; set one");
        };
        let folder = base.join("ban-tin");
        fs::create_dir_all(folder.join("tools")).doing(|| format!("create {}", folder.display()))?;
        let lock = lock(&folder.join("lock"))?;
        Ok(Self { folder, lock })
    }

    fn tools(&self) -> PathBuf {
        self.folder.join("tools")
    }
}

/// Holds off a second setup.
fn lock(path: &Path) -> Result<File> {
    let file = File::create(path).doing(|| format!("create {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            println!("Another setup is at work; waiting for it to end …");
            file.lock().doing(|| format!("lock {}", path.display()))?;
        }
        Err(TryLockError::Error(error)) => fail!("could not lock {}: {error}", path.display()),
    }
    Ok(file)
}

/// What an interrupted setup left behind. We hold the lock: nobody is working in there.
fn remove_leftovers(folder: &Path) -> Result {
    for entry in fs::read_dir(folder).doing(|| format!("read {}", folder.display()))? {
        let entry = entry.doing(|| format!("read {}", folder.display()))?;
        if entry.file_name().to_string_lossy().starts_with(build::UNFINISHED) {
            run::remove(&entry.path())?;
        }
    }
    Ok(())
}
