//! Hugo with templates of ours, which make the portal's own pages: `hugo/layouts/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::run::{self, Doing, Result, fail};
use crate::setup::{self, Cache};

pub struct Hugo {
    program: PathBuf,
    /// `0.111.3`
    pub version: String,
}

impl Hugo {
    /// The one on PATH, or else the system's package.
    pub fn bring() -> Result<Hugo> {
        setup::packages(&setup::HUGO, &Cache::open()?)?;
        let path = std::env::var("PATH").unwrap_or_default();
        let Some(program) = run::find("hugo", &path) else { fail!("expected hugo on PATH, found none") };
        match run::answer("hugo", &["version"], &path).as_deref().and_then(version) {
            Some(version) => Ok(Hugo { program, version: version.to_owned() }),
            None => fail!("expected hugo to say its version, found that it did not"),
        }
    }

    /// Builds the site in `source` into `out`.
    pub fn command(&self, source: &Path, out: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("--quiet").arg("--source").arg(source).arg("--destination").arg(out);
        command
    }
}

/// `hugo v0.111.3+extended linux/amd64 …` says `0.111.3`.
fn version(answer: &str) -> Option<&str> {
    let word = answer
        .split_whitespace()
        .find_map(|word| word.strip_prefix('v').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())))?;
    word.split(['+', '-']).next()
}

/// Lays a site down that has no content yet. `around`: what the portal has around its pages.
///
/// What the portal's own build does not have is switched off, so that Hugo is not charged for it.
pub fn lay(source: &Path, around: &Value, page_size: u64) -> Result {
    let mut config = around.clone();
    let own = json!({
        "timeZone": "Asia/Ho_Chi_Minh",
        "paginate": page_size,
        "taxonomies": { "category": "category", "tag": "tag", "archive": "archive" },
        "disableKinds": ["taxonomy", "sitemap", "robotsTXT", "404"],
        "ignoreErrors": ["error-disable-taxonomy"],
        "disableHugoGeneratorInject": true,
        "outputFormats": { "RSS": { "baseName": "feed" } },
        "outputs": { "home": ["HTML", "RSS"], "section": ["HTML"], "term": ["HTML"] },
        "timeout": "30m",
    });
    for (name, value) in own.as_object().into_iter().flatten() {
        config[name] = value.clone();
    }
    put(&source.join("config.json"), &config.to_string())?;
    copy(&run::root().join("xtask/src/bench/hugo/layouts"), &source.join("layouts"))
}

/// A file of content: its front matter in JSON, which Hugo reads soonest, then HTML, which it passes on as it is.
pub fn content(front: &Value, html: &str) -> String {
    format!("{front}\n{html}")
}

pub fn put(path: &Path, text: &str) -> Result {
    let parent = path.parent().unwrap_or(path);
    fs::create_dir_all(parent).doing(|| format!("create {}", parent.display()))?;
    fs::write(path, text).doing(|| format!("write {}", path.display()))
}

/// Copies a folder of ours with all that is in it.
pub fn copy(from: &Path, to: &Path) -> Result {
    fs::create_dir_all(to).doing(|| format!("create {}", to.display()))?;
    for entry in fs::read_dir(from).doing(|| format!("read {}", from.display()))? {
        let from = entry.doing(|| format!("read {}", from.display()))?.path();
        let to = to.join(from.file_name().unwrap_or_default());
        match from.is_dir() {
            true => copy(&from, &to)?,
            false => drop(fs::copy(&from, &to).doing(|| format!("copy {}", from.display()))?),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_found_in_what_each_build_of_hugo_says() {
        let debian = "hugo v0.111.3+extended linux/amd64 BuildDate=2023-03-16T08:41:31Z VendorInfo=debian:0.111.3-1";
        assert_eq!(version(debian), Some("0.111.3"));
        assert_eq!(version("hugo v0.150.0-abcdef linux/arm64"), Some("0.150.0"));
        assert_eq!(version("hugo: command not found"), None);
    }
}
