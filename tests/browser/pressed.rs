//! The sample portal as `press build` makes it.

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use crate::server::{Fallback, Site};

/// The sample portal, pressed once for all journeys.
pub fn site() -> Site {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    Site::folder(FOLDER.get_or_init(|| press("pressed", "headlines"))).fallback(Fallback::Nothing)
}

/// The same with an index of whole texts.
pub fn searched() -> Site {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    Site::folder(FOLDER.get_or_init(|| press("pressed-searched", "pagefind"))).fallback(Fallback::Nothing)
}

fn press(name: &str, search: &str) -> PathBuf {
    let app = std::env::var_os("BANTIN_DIST").map_or_else(|| PathBuf::from("dist"), PathBuf::from);
    let out = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let mut press = Command::new(env!("CARGO_BIN_EXE_press"));
    press.args(["build", "--images", "link", "--compress", "none", "--search", search, "--app"]).arg(app);
    let output = press.arg("--out").arg(&out).output().expect("expected to run press");
    assert!(output.status.success(), "expected a pressed site, found {}", String::from_utf8_lossy(&output.stderr));
    out
}
