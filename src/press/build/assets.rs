//! The files of the built app and those beside the settings.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::memory::{Mark, mark, stamp};
use super::picture::Picture;
use super::site::Site;
use super::threads;
use super::units::Units;
use super::{Compress, Outcome};

/// The names of the app's own files, so that the next build knows them among those of the site.
const OF_APP: &str = "shell.json";
/// Files that the build writes itself, in the place of those beside the settings.
const WRITTEN: [&str; 2] = ["site.json", "robots.txt"];

/// A file to be copied.
struct Asset {
    name: String,
    path: PathBuf,
    is_apps: bool,
    /// The name of what was made of it, which says what is in that.
    made: Option<String>,
}

/// Takes over the files of the built app and those beside the settings, but for the content, which is written anew, and
/// what is written by `build` itself.
///
/// # Errors
/// In words.
pub fn take_over(
    app: &Path,
    site: &Site,
    pictures: &BTreeMap<String, Picture>,
    units: &Units,
    how: Compress,
) -> Outcome<()> {
    let languages = site.settings.language_codes();
    let is_content = |name: &str| {
        let inside = name.strip_prefix("content/").and_then(|rest| rest.split_once('/'));
        inside.is_some_and(|(language, _)| languages.iter().any(|code| code == language)) && name.ends_with(".json")
    };
    let known = fs::read_to_string(app.join(OF_APP)).ok();
    let known: Option<BTreeSet<String>> = known.and_then(|text| serde_json::from_str(&text).ok());
    let mut all = vec![];
    let mut add = |name: String, path: PathBuf| all.push(Asset { name, path, is_apps: true, made: None });
    match known {
        Some(known) => known.into_iter().for_each(|name| add(name.clone(), app.join(name))),
        None => {
            // Pages and compressed copies are written anew.
            let is_made = |name: &str| [".br", ".gz", ".html"].iter().any(|ending| name.ends_with(ending));
            find(app, "", &|name| !is_made(name) && !name.starts_with("content/"), &mut add)?;
        }
    }
    all.retain(|asset| asset.path.is_file());
    let names: Vec<&String> = all.iter().map(|asset| &asset.name).collect();
    units.put_changed(OF_APP, &serde_json::to_vec(&names).map_err(|error| error.to_string())?)?;
    // A file of the site's stands in for one of the app's.
    let mut own = vec![];
    let is_own = |name: &str| !is_content(name) && !WRITTEN.contains(&name);
    find(&site.folder, "", &is_own, &mut |name, path| own.extend(original(name, path, pictures)))?;
    let replaced: BTreeSet<&String> = own.iter().map(|asset| &asset.name).collect();
    all.retain(|asset| !replaced.contains(&asset.name) && !WRITTEN.contains(&asset.name.as_str()));
    all.extend(own);
    let copy = |(): &mut (), asset: &Asset| {
        // The app is the same for years, and what everybody waits for.
        let how = if asset.is_apps && how == Compress::Fast { Compress::Max } else { how };
        units.copy(&asset.path, &asset.name, of_file(asset, how), how)
    };
    threads::each(threads::processors(), &all, &|| Ok(()), &copy)?;
    for file in pictures.values().flat_map(|picture| &picture.files) {
        // Its name says what is in it.
        units.copy(&file.path, &file.name, mark([&file.name]), Compress::None)?;
    }
    Ok(())
}

/// A file beside the settings. Where a photo's files were made of it, the widest of them stands in for a camera's own, for
/// that says where it was taken; a dangerous one is not taken over.
fn original(name: String, path: PathBuf, pictures: &BTreeMap<String, Picture>) -> Option<Asset> {
    let picture = pictures.get(&name);
    if picture.is_some_and(|picture| picture.is_left_out) {
        return None;
    }
    Some(match picture.and_then(Picture::widest_jpeg) {
        Some(file) => Asset { name, path: file.path.clone(), is_apps: false, made: Some(file.name.clone()) },
        None => Asset { name, path, is_apps: false, made: None },
    })
}

/// The app may lie in the folder that is written: its files are new ones after each build, and still the same.
fn of_file(asset: &Asset, how: Compress) -> Mark {
    if let Some(made) = &asset.made {
        return mark([made]);
    }
    let (size, changed) = stamp(&asset.path).unwrap_or_default();
    let changed = if asset.is_apps { mark(fs::read(&asset.path).ok()) } else { mark([changed.to_le_bytes()]) };
    mark([&size.to_le_bytes()[..], &changed, &[how as u8]])
}

/// Every file below a folder whose name is wanted, in the names' order.
fn find(
    folder: &Path,
    below: &str,
    is_wanted: &dyn Fn(&str) -> bool,
    with: &mut dyn FnMut(String, PathBuf),
) -> Outcome<()> {
    let failed = |cause: io::Error| format!("expected to read {}, found {cause}", folder.display());
    let mut all = vec![];
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        // A link may lead to a folder; asking of every single file would take long.
        let kind = entry.file_type().map_err(failed)?;
        let is_folder = kind.is_dir() || (kind.is_symlink() && entry.path().is_dir());
        if is_folder || is_wanted(&name) {
            all.push((name, entry.path(), is_folder));
        }
    }
    all.sort_unstable();
    for (name, path, is_folder) in all {
        if is_folder { find(&path, &format!("{name}/"), is_wanted, with)? } else { with(name, path) }
    }
    Ok(())
}
