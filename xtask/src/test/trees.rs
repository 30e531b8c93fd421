//! The module that gives the browser tests the trees of bodies: `examples/body_tree` of Cargo.toml, for wasm.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde_json::Value;

use crate::dist;
use crate::run::{self, Doing, Result, Running, fail};
use crate::setup::{self, Tools};

/// Cargo's name for it, as in Cargo.toml.
const EXAMPLE: &str = "body_tree";

/// Builds it into a folder (relative to the repository's root): `body_tree.js` and `body_tree_bg.wasm`.
///
/// In the release profile: there all that it is made of has just been built for the portal itself.
pub fn build(tools: &Tools, folder: &Path) -> Result {
    let wasm = compile()?;
    let mut bindgen = tools.command("wasm-bindgen")?;
    bindgen.args(["--target", "web", "--no-typescript", "--out-dir"]).arg(folder).arg(wasm);
    run::check(&mut bindgen)
}

/// Cargo says itself where it has put the file.
fn compile() -> Result<PathBuf> {
    let mut cargo = run::cargo();
    cargo.args(["build", "--release", "--target", setup::WASM, "--example", EXAMPLE]);
    cargo.arg("--message-format=json-render-diagnostics").stdin(Stdio::null()).stdout(Stdio::piped());
    dist::set_flags(&mut cargo);
    let mut running = Running::start(&mut cargo)?;
    let mut messages = String::new();
    if let Some(mut output) = running.stdout() {
        output.read_to_string(&mut messages).doing(|| "read cargo's messages".into())?;
    }
    let status = running.wait()?;
    if !status.success() {
        fail!("{} failed ({status})", run::name(&cargo));
    }
    let Some(file) = messages.lines().find_map(made) else {
        fail!("expected cargo to name the file of the example {EXAMPLE}, found no such message");
    };
    Ok(file)
}

/// The wasm file that a message of cargo's is about.
fn made(message: &str) -> Option<PathBuf> {
    let message: Value = serde_json::from_str(message).ok()?;
    let is_ours = message["reason"] == "compiler-artifact" && message["target"]["name"] == EXAMPLE;
    let files = message["filenames"].as_array().filter(|_| is_ours)?;
    files.iter().filter_map(Value::as_str).find(|file| file.ends_with(".wasm")).map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_found_among_cargos_messages() {
        let library =
            r#"{"reason":"compiler-artifact","target":{"name":"ban_tin"},"filenames":["/t/libban_tin.rlib"]}"#;
        let ours = r#"{"reason":"compiler-artifact","target":{"name":"body_tree"},"filenames":["/t/body_tree.d","/t/body_tree.wasm"]}"#;
        let end = r#"{"reason":"build-finished","success":true}"#;
        assert_eq!([library, ours, end, ""].map(made), [None, Some(PathBuf::from("/t/body_tree.wasm")), None, None]);
    }
}
