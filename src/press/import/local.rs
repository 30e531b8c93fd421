//! The files beside a source on the disk, under addresses of a host that cannot be: so that they are resolved, compared
//! and linked as all others are.

use std::path::{Component, Path, PathBuf};

use crate::url;

/// RFC 2606 keeps `.invalid` free of hosts for ever.
pub const ROOT: &str = "https://source.invalid/";

/// Folders in which a path is looked for, in their order.
#[derive(Clone, Debug, Default)]
pub struct Local {
    pub folders: Vec<PathBuf>,
}

/// The address of a path below the source's folder.
pub fn address(path: &Path) -> String {
    let parts = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(url::encode(&name.to_string_lossy())),
        _ => None,
    });
    ROOT.to_owned() + &parts.collect::<Vec<_>>().join("/")
}

/// What follows the root in an address of the source's own, decoded: `tin/a.jpg`.
pub fn path(address: &str) -> Option<String> {
    let rest = address.strip_prefix(ROOT)?;
    Some(url::decode(rest.split(['?', '#']).next().unwrap_or_default()))
}

impl Local {
    /// The file at an address. Never one outside of the folders, however the path is written and wherever links lead.
    pub fn file(&self, address: &str) -> Option<PathBuf> {
        let below = PathBuf::from(path(address)?);
        if !below.components().all(|part| matches!(part, Component::Normal(_))) {
            return None;
        }
        self.folders.iter().find_map(|folder| {
            let file = folder.join(&below).canonicalize().ok()?;
            (file.starts_with(folder.canonicalize().ok()?) && file.is_file()).then_some(file)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_go_there_and_back_and_never_out() {
        let written = address(Path::new("tin tức/ảnh 1.jpg"));
        assert_eq!(path(&written).as_deref(), Some("tin tức/ảnh 1.jpg"));
        let local = Local { folders: vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src")] };
        assert!(local.file(&address(Path::new("press/import.rs"))).is_some());
        for out in
            ["../Cargo.toml", "%2e%2e/Cargo.toml", "..%2fCargo.toml", "press/../../Cargo.toml", "/etc/passwd", ""]
        {
            assert_eq!(local.file(&(ROOT.to_owned() + out)), None, "{out}");
        }
    }
}
