//! `cargo press build`: the whole portal as static pages.
//!
//! What the source has is read once and written as the files that the portal itself goes on reading (`files`); the pages
//! are then composed from these files by the code that composes them in a browser, so that both say the same.

mod aliases;
mod assets;
mod backend;
mod change;
mod chunks;
mod compress;
mod content;
mod corpus;
mod document;
mod extras;
mod files;
mod folder;
mod gather;
mod item;
mod memory;
mod memory_file;
mod pages;
mod paper;
mod picture;
mod pictures;
mod reader;
mod render;
mod search;
mod shelf;
mod shell;
mod site;
mod site_map;
mod structured;
mod tasks;
mod terms;
mod text;
mod threads;
mod unit;
mod units;
mod walk;

use std::mem;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use clap::{Args, ValueEnum};
use serde_json::json;

use crate::press::{progress, say};
use backend::Backend;
use content::{Content, Slugs};
use corpus::Corpus;
use document::Frame;
use folder::Folder;
use memory::{Made, Memory, Sources, mark};
use pictures::Photos;
use render::{Job, Rendered};
use shell::Shell;
use site::Site;
use units::Units;

#[derive(Args)]
pub struct Options {
    /// The settings; the content and the files beside the portal lie in their folder
    #[arg(long, value_name = "FILE", default_value = "public/site.json")]
    site: PathBuf,
    /// The built app: what `cargo xtask dist` or `trunk build --release` wrote
    #[arg(long, value_name = "FOLDER", default_value = "dist")]
    app: PathBuf,
    /// The folder to write, which is replaced as a whole at the end
    #[arg(long, value_name = "FOLDER", default_value = "dist")]
    out: PathBuf,
    /// How hard the copies for `Content-Encoding` are compressed
    #[arg(long, value_enum, default_value_t = Compress::Fast)]
    compress: Compress,
    /// Which photos get files of several widths, upright and without what the camera noted
    #[arg(long, value_enum, default_value_t = Images::Local)]
    images: Images,
    /// What the portal's search goes through
    #[arg(long, value_enum, default_value_t = Search::Headlines)]
    search: Search,
    /// Print one object for programs instead of lines
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Compress {
    None,
    Fast,
    Max,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Images {
    /// None: they stay as they are
    Link,
    /// Those below the settings' folder that do not come in several widths already
    Local,
    /// All, also those on other hosts
    All,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Search {
    /// Headlines, summaries, categories and tags
    Headlines,
    /// Whole texts, by an index that is made anew where any of them has changed
    Pagefind,
}

/// What a build did.
#[derive(Default)]
struct Told {
    articles: usize,
    rendered: Rendered,
    /// Pictures that were not known before.
    pictures: usize,
    /// Files, their compressed copies among them.
    written: usize,
    problems: Vec<String>,
}

/// What cannot be read or written, in words.
type Outcome<T> = Result<T, String>;

const USAGE: u8 = 2;

pub fn run(options: &Options) -> ExitCode {
    let start = Instant::now();
    match build(options) {
        Ok(told) => {
            tell(options, &told, start);
            ExitCode::SUCCESS
        }
        Err((problem, code)) => {
            if options.json {
                say::line(&format!("{}", json!({ "written": false, "problem": problem })));
            }
            say::aside(&format!("press: {problem}"));
            ExitCode::from(code)
        }
    }
}

fn build(options: &Options) -> Result<Told, (String, u8)> {
    let usage = |problem: String| (problem, USAGE);
    let shell = Shell::read(&options.app).map_err(usage)?;
    let site = Site::read(&options.site, &shell.base, options.search).map_err(usage)?;
    let folder = Folder::begin(&options.out, &site.folder).map_err(usage)?;
    // From here on a failure leaves what was there.
    write(options, &shell, &site, folder).map_err(|problem| (problem, 1))
}

fn write(options: &Options, shell: &Shell, site: &Site, mut folder: Folder) -> Outcome<Told> {
    let mut last = folder.memory();
    let reading = mark([&site.mark()[..], &[options.images as u8]]);
    let pressing = mark([&reading[..], Frame::new(site, shell).fingerprint().as_bytes(), &[options.compress as u8]]);
    if last.read.with != reading {
        last.read = Sources::default();
    }
    // Pages that were made with something else are all made anew, and so is the folder.
    if last.made.with == pressing {
        folder.change();
    } else {
        last.made = Made::default();
    }
    let folder = Arc::new(folder);
    let mut told = Told::default();
    let backend = Arc::new(Backend::begin(folder.desk("answers")));
    let units = Units::new(&folder, last.made.units, options.compress);
    let cache = folder.desk("images");
    let is_watched = progress::is_watched(options.json);
    let known = mem::take(&mut last.read.pictures);
    let photos = Photos::new(options.images, site, cache, &backend, known, is_watched);
    let corpora = gather(site, &backend, &photos, last.read)?;
    for corpus in &corpora {
        told.articles += corpus.articles.len();
        told.problems.extend(corpus.problems.iter().cloned());
    }
    let pictures = photos.used(corpora.iter().flat_map(Corpus::inputs))?;
    told.problems.extend(pictures.values().filter_map(|picture| picture.problem.clone()));
    told.pictures = photos.n_made();
    units.put_changed("shell.html", shell.html.as_bytes())?;
    units.put_changed("site.json", site.pressed().as_bytes())?;
    let settings = site.pressed_settings()?;
    let job = Job { site, shell, folder: &folder, units: &units, settings: &settings, pressing, is_watched };
    let slugs = OnceLock::new();
    let made = || {
        let slugs = slugs.get_or_init(|| Slugs::of(&corpora));
        let all: Vec<Content> = corpora.into_iter().map(|corpus| Content::new(site, corpus, slugs)).collect();
        let pages = || {
            let files: Outcome<Vec<_>> = all.iter().map(|content| content.write(&units)).collect();
            render::all(&job, &all, files?)
        };
        // It goes through all that there is, and needs none of the files.
        let (rendered, map) = rayon::join(pages, || site_map::write(&job, &all));
        map.and(rendered).map(|rendered| (all, rendered))
    };
    let take_over = || assets::take_over(&options.app, site, &pictures, &units, options.compress);
    let (made, taken_over) = rayon::join(made, take_over);
    let (all, rendered) = taken_over.and(made)?;
    told.rendered = rendered;
    extras::write(&job, &all, &mut told.problems)?;
    search::write(&job, &all)?;
    let (units, gone) = units.finish();
    let mut now = Memory {
        read: Sources { with: reading, pictures, ..Sources::default() },
        made: Made { with: pressing, units },
    };
    for content in all {
        now.read.languages.insert(content.corpus.language.clone(), content.corpus.remember());
    }
    told.written = folder.n_written();
    folder.finish(&now, gone)?;
    backend.end();
    // Not before: a build that fails is tried again with what it made.
    told.problems.extend(photos.prune(&now.read.pictures).err());
    // Nothing is done after the end, and giving back the memory of an archive takes its time.
    mem::forget((now, slugs));
    Ok(told)
}

/// All that the sources have, in each language.
fn gather(site: &Site, backend: &Arc<Backend>, photos: &Photos, mut read: Sources) -> Outcome<Vec<Corpus>> {
    let one = |language: String| {
        let known = read.languages.remove(&language).unwrap_or_default();
        Corpus::gather(site, &language, backend, photos, known)
    };
    site.settings.language_codes().into_iter().map(one).collect()
}

fn tell(options: &Options, told: &Told, start: Instant) {
    let seconds = start.elapsed().as_secs_f64();
    if options.json {
        say::line(&format!(
            "{}",
            json!({
                "written": true, "out": options.out.display().to_string(), "articles": told.articles,
                "pages": told.rendered.pages, "kept": told.rendered.kept, "pictures": told.pictures, "files": told.written, "seconds": (seconds * 1000.0).round() / 1000.0,
                "problems": told.problems,
            })
        ));
        return;
    }
    told.problems.iter().for_each(|problem| say::aside(&format!("press: {problem}")));
    let Rendered { pages, kept } = told.rendered;
    let kept = if kept > 0 { format!(", {kept} of them as they were") } else { String::new() };
    say::line(&format!(
        "{} articles, {pages} pages{kept}: {} files written to {} in {seconds:.1} s.",
        told.articles,
        told.written,
        options.out.display()
    ));
    say::line(&format!("To look at it: cargo press serve {}", options.out.display()));
}
