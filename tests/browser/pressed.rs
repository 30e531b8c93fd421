//! The sample portal as `press build` makes it.

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use crate::server::{Fallback, Site};

/// The sample portal, pressed once for all journeys.
pub fn site() -> Site {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let app = std::env::var_os("BANTIN_DIST").map_or_else(|| PathBuf::from("dist"), PathBuf::from);
        let out = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pressed");
        let mut press = Command::new(env!("CARGO_BIN_EXE_press"));
        press.args(["build", "--images", "link", "--compress", "none", "--app"]).arg(app).arg("--out").arg(&out);
        let output = press.output().expect("expected to run press");
        assert!(output.status.success(), "expected a pressed site, found {}", String::from_utf8_lossy(&output.stderr));
        out
    });
    Site::folder(folder).fallback(Fallback::Nothing)
}
