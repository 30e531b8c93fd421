//! Eleventy from npm with templates of ours, which make the portal's own pages: `eleventy/`.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::hugo::{copy, put};
use crate::run::{self, Result, Unfinished, fail};
use crate::setup::{self, Cache};

pub const VERSION: &str = "3.1.8";

/// Eleventy holds 1.4 GB for 10,000 articles, and Node would end it long before ten times as much.
const MEGABYTES: u32 = 16_384;

pub struct Eleventy {
    node: PathBuf,
    script: PathBuf,
    /// `20.20.2`
    pub node_version: String,
}

impl Eleventy {
    /// Out of the tools' folder in the user's cache.
    pub fn bring() -> Result<Eleventy> {
        let path = std::env::var("PATH").unwrap_or_default();
        let Some(node) = run::find("node", &path) else { fail!("expected node on PATH, found none") };
        let Some(version) = run::answer("node", &["--version"], &path) else {
            fail!("expected node to say its version")
        };
        let cache = Cache::open()?;
        let place = cache.folder.join("tools").join(format!("eleventy-{VERSION}"));
        if !place.is_dir() {
            let folder = Unfinished::create(place.with_file_name(format!("{}eleventy", setup::UNFINISHED)))?;
            setup::npm(&[&format!("@11ty/eleventy@{VERSION}")], &folder.path, &cache, "eleventy")?;
            folder.finish(&place)?;
        }
        let script = place.join("node_modules/@11ty/eleventy/cmd.cjs");
        Ok(Eleventy { node, script, node_version: version.trim().trim_start_matches('v').to_owned() })
    }

    /// Builds the site in `source` into `out`.
    pub fn command(&self, source: &Path, out: &Path) -> Command {
        let mut command = Command::new(&self.node);
        command.arg(format!("--max-old-space-size={MEGABYTES}")).arg(&self.script).arg("--quiet");
        command.arg(format!("--output={}", out.display())).current_dir(source);
        command
    }
}

/// Lays a site down that has no articles yet. `around`: what the portal has around its pages.
pub fn lay(source: &Path, around: &Value) -> Result {
    copy(&run::root().join("xtask/src/bench/eleventy"), source)?;
    put(&source.join("site.json"), &around.to_string())
}
