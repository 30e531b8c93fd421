//! `cargo xtask content`: the sample portal's sources in `xtask/sample/`, made into the files of
//! `public/content/` that the portal reads. The same sources give the same bytes.

pub mod album;
pub mod article;
pub mod feed;
pub mod fields;
pub mod files;
pub mod library;
pub mod markdown;
pub mod pictures;
pub mod problem;
pub mod sample;
pub mod slug;

use library::Library;
use problem::Problems;
use std::path::PathBuf;

const USAGE: &str = "cargo xtask content [--check] [--redraw]
  --check    read and check the sources; write nothing
  --redraw   draw every picture again, also those whose recipe is unchanged";

/// Reads, checks, draws and writes.
pub fn run(args: &[String]) -> Result<(), String> {
    let (mut check, mut redraw) = (false, false);
    for arg in args {
        match &**arg {
            "--check" => check = true,
            "--redraw" => redraw = true,
            "--help" | "-h" => {
                println!("{USAGE}");
                return Ok(());
            }
            other => return Err(format!("expected --check or --redraw, found {other}\n{USAGE}")),
        }
    }
    let root = root()?;
    let mut problems = Problems::default();
    let library = Library::read(&root, &mut problems)?;
    let list = problems.sorted();
    if !list.is_empty() {
        for problem in &list {
            eprintln!("{problem}");
        }
        return Err(format!("expected sources without problems, found {} (above)", list.len()));
    }
    let plan = pictures::plan(&library);
    println!(
        "{} articles, {} pages, {} albums, {} pictures",
        library.articles.len(),
        library.pages.len(),
        library.albums.len(),
        plan.len()
    );
    if check {
        return Ok(());
    }
    let folder = root.join("public/content");
    let pictures = pictures::draw(&root, &folder.join("images"), plan, redraw)?;
    let drawn: Vec<String> = pictures
        .iter()
        .flat_map(|(name, picture)| {
            let widths = picture.recipe.widths.iter();
            widths.map(move |width| format!("images/{}", pictures::file_name(name, *width)))
        })
        .collect();
    let laid = files::files(&library, &pictures)?;
    let (written, removed) = files::lay_down(&folder, &laid, &drawn)?;
    let size = files::total_size(&folder)? as f64 / 1e6;
    println!("public/content: {written} files written, {removed} removed, {size:.1} MB in all");
    Ok(())
}

/// The repository's root: the nearest folder upwards that holds the sources.
fn root() -> Result<PathBuf, String> {
    let here = std::env::current_dir().map_err(|error| format!("current folder: {error}"))?;
    here.ancestors()
        .find(|folder| folder.join("xtask/sample/sample.toml").is_file())
        .map(PathBuf::from)
        .ok_or_else(|| format!("expected xtask/sample/sample.toml here or above, found none from {}", here.display()))
}
