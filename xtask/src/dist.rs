//! `cargo xtask dist`: the release build, its compressed copies, and what everything weighs.

use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::run::{self, Result, Unfinished, fail};
use crate::setup::{self, Part, Tools};

mod arrange;
mod compress;
mod names;
mod order;
mod policy;
mod sizes;

pub use compress::brotli;
pub use policy::tags;
pub use sizes::{Sizes, bytes};

pub fn run(public_url: &str, out: &Path) -> Result {
    // Also asked in `build`; here so that a slip of the finger is told before minutes of setting up.
    base_path(public_url)?;
    may_replace(&run::root().join(out))?;
    let tools = setup::run(Part::Dist)?;
    let start = Instant::now();
    let sizes = build(&tools, public_url, out)?;
    print!("\n{}", sizes.table());
    println!("\n{} written in {}.", out.display(), run::took(start.elapsed()));
    Ok(())
}

/// A quarter of a megabyte of stack instead of a whole one: the constants lie behind the stack, and below a megabyte an
/// address is a byte shorter wherever it stands in the code. Nothing in the portal recurses deeper than its trees go.
const STACK: &str = "-Clink-arg=-zstack-size=262144";

/// Builds beside `out` (relative to the repository's root) and puts the whole in its place at the end.
pub fn build(tools: &Tools, public_url: &str, out: &Path) -> Result<Sizes> {
    let public_url = base_path(public_url)?;
    let out = run::root().join(out);
    may_replace(&out)?;
    let Some(name) = out.file_name() else { fail!("expected a folder's name in --out, found {}", out.display()) };
    let folder = Unfinished::create(out.with_file_name(format!(".{}.unfinished", name.to_string_lossy())))?;

    let mut trunk = tools.command("trunk")?;
    trunk.args(["build", "--release", "--public-url", &public_url, "--dist"]).arg(&folder.path);
    set_flags(&mut trunk);
    run::plain_no_color(&mut trunk);
    run::check(trunk.stdin(Stdio::null()))?;
    minify_scripts(tools, &folder.path)?;
    shorten_wasm(&folder.path)?;
    // Nothing may change the page from here on.
    policy::complete(&folder.path)?;
    compress::folder(&folder.path)?;
    let sizes = Sizes::measure(&folder.path)?;
    folder.finish(&out)?;
    Ok(sizes)
}

/// Makes the scripts smaller. Trunk's own minifier does not read the form of export that wasm-bindgen writes.
fn minify_scripts(tools: &Tools, folder: &Path) -> Result {
    let scripts = files(folder)?.into_iter().filter(|file| file.extension().is_some_and(|ending| ending == "js"));
    let scripts: Vec<PathBuf> = scripts.map(|file| folder.join(file)).collect();
    if scripts.is_empty() {
        return Ok(());
    }
    let mut esbuild = tools.command("esbuild")?;
    esbuild.args(["--minify", "--format=esm", "--log-level=warning", "--allow-overwrite"]);
    // Chromium compiles all functions while a file comes, not each at its first call, in the middle of a click:
    // https://github.com/WICG/explicit-javascript-compile-hints-file-based
    esbuild.arg("--banner:js=//# allFunctionsCalledOnLoad");
    esbuild.arg(format!("--outdir={}", folder.display()));
    esbuild.arg(format!("--outbase={}", folder.display())).args(scripts);
    run::check(esbuild.stdin(Stdio::null()))
}

/// Gives what the wasm and its script call each other short names, and the wasm an order that compresses well.
fn shorten_wasm(folder: &Path) -> Result {
    for file in files(folder)? {
        let stem = file.to_str().and_then(|name| name.strip_suffix("_bg.wasm"));
        if let Some(stem) = stem {
            names::shorten(&folder.join(&file), &folder.join(format!("{stem}.js")))?;
            arrange::file(&folder.join(&file))?;
        }
    }
    Ok(())
}

/// What the release build asks of the compiler. A panic ends the program at once, without a message: the code that would
/// put one together is a twentieth of the wasm, and the page's own script notices the end (index.html).
const OPTIONS: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none";

/// Compiles for wasm as the release build is compiled; with other flags all its crates would be compiled once more.
///
/// The standard library is compiled with it, for size, as docs/adr/0013-a-standard-library-for-the-wasm.md says.
pub fn set_flags(command: &mut Command) {
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", format!("{STACK} {OPTIONS}"));
    command.env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
    command.env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size");
    // These options are there in every compiler, and a stable one follows them when it is told to.
    command.env("RUSTC_BOOTSTRAP", "1");
}

/// `tin` and `/tin` are meant as `/tin/`.
fn base_path(public_url: &str) -> Result<String> {
    if public_url.contains("://") || public_url.contains(['?', '#', ' ']) {
        fail!("expected a path such as /tin/ as --public-url, found {public_url}");
    }
    let inner = public_url.trim_matches('/');
    Ok(if inner.is_empty() { "/".into() } else { format!("/{inner}/") })
}

/// A mistyped --out must not cost anybody's files.
fn may_replace(out: &Path) -> Result {
    let root = run::root();
    let is_ours = out.join("index.html").is_file() && !out.join("Cargo.toml").exists() && !out.join(".git").exists();
    let is_empty = out.read_dir().is_ok_and(|mut entries| entries.next().is_none());
    if root.starts_with(out) || out.components().any(|part| part == Component::ParentDir) {
        fail!("expected a folder of its own as --out, found {}", out.display());
    }
    if out.exists() && !is_ours && !is_empty {
        fail!("expected an earlier build or nothing in {}, found other files; choose another --out", out.display());
    }
    Ok(())
}

/// All files under a folder, as paths relative to it, in order.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    fn walk(folder: &Path, base: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
        for entry in folder.read_dir()? {
            let path = entry?.path();
            if path.is_dir() {
                walk(&path, base, found)?;
            } else if let Ok(relative) = path.strip_prefix(base) {
                found.push(relative.to_path_buf());
            }
        }
        Ok(())
    }
    let mut found = Vec::new();
    if let Err(error) = walk(folder, folder, &mut found) {
        fail!("could not read {}: {error}", folder.display());
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sub_path_is_taken_with_and_without_its_slashes() {
        for url in ["tin", "/tin", "tin/", "/tin/"] {
            assert_eq!(base_path(url).unwrap(), "/tin/");
        }
        assert_eq!(base_path("/").unwrap(), "/");
        assert_eq!(base_path("/so/tin").unwrap(), "/so/tin/");
        assert!(base_path("https://example.vn/tin/").is_err());
        assert!(base_path("/tin?a").is_err());
    }

    #[test]
    fn only_a_build_or_an_empty_folder_is_replaced() {
        assert!(may_replace(run::root()).is_err());
        assert!(may_replace(&run::root().join("xtask")).is_err());
        assert!(may_replace(&run::root().join("..")).is_err());
        assert!(may_replace(Path::new("/")).is_err());
        assert!(may_replace(&run::root().join("a-folder-that-is-not-there")).is_ok());
    }
}
