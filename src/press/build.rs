//! `cargo press build`: the whole portal as static pages.
//!
//! What the source has is read once and written as the files that the portal itself goes on reading (`content`); the
//! pages are then composed from these files by the code that composes them in a browser, so that both say the same.

mod chunks;
mod compress;
mod content;
mod corpus;
mod document;
mod extras;
mod folder;
mod item;
mod pages;
mod render;
mod shell;
mod site;
mod structured;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::{Args, ValueEnum};
use serde_json::json;

use content::Content;
use corpus::Corpus;
use folder::Folder;
use shell::Shell;
use site::Site;

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

/// What a build did.
#[derive(Default)]
struct Told {
    articles: usize,
    pages: usize,
    /// Pages that were as they are already.
    kept: usize,
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
                println!("{}", json!({ "written": false, "problem": problem }));
            }
            eprintln!("press: {problem}");
            ExitCode::from(code)
        }
    }
}

fn build(options: &Options) -> Result<Told, (String, u8)> {
    let usage = |problem: String| (problem, USAGE);
    let shell = Shell::read(&options.app).map_err(usage)?;
    let site = Site::read(&options.site, &shell.base).map_err(usage)?;
    let folder = Folder::begin(&options.out, &site.folder).map_err(usage)?;
    // From here on a failure leaves what was there.
    let told = write(options, &shell, &site, &folder).map_err(|problem| (problem, 1))?;
    folder.finish().map_err(|problem| (problem, 1))?;
    Ok(told)
}

fn write(options: &Options, shell: &Shell, site: &Site, folder: &Folder) -> Outcome<Told> {
    let mut told = Told::default();
    let mut all = vec![];
    for language in site.settings.language_codes() {
        let corpus = Corpus::gather(site, &language)?;
        told.articles += corpus.articles.len();
        told.problems.extend(corpus.problems.iter().cloned());
        all.push(Content::new(site, corpus));
    }
    folder.take_over(&options.app, site)?;
    folder.put("shell.html", shell.html.as_bytes())?;
    for content in &all {
        content.write(folder)?;
    }
    folder.put("site.json", site.pressed().as_bytes())?;
    let rendered = render::all(&render::Job { site, shell, folder, compress: options.compress }, &all)?;
    told.pages = rendered.pages;
    told.kept = rendered.kept;
    extras::write(site, folder, &all, &mut told.problems)?;
    compress::rest(folder, options.compress)?;
    Ok(told)
}

fn tell(options: &Options, told: &Told, start: Instant) {
    let seconds = start.elapsed().as_secs_f64();
    if options.json {
        println!(
            "{}",
            json!({
                "written": true, "out": options.out.display().to_string(), "articles": told.articles,
                "pages": told.pages, "kept": told.kept, "seconds": (seconds * 1000.0).round() / 1000.0,
                "problems": told.problems,
            })
        );
        return;
    }
    told.problems.iter().for_each(|problem| eprintln!("press: {problem}"));
    let kept = if told.kept > 0 { format!(", {} of them as they were", told.kept) } else { String::new() };
    println!(
        "{} articles, {} pages{kept}, written to {} in {seconds:.1} s.",
        told.articles,
        told.pages,
        options.out.display()
    );
    println!("To look at it: cargo press serve {}", options.out.display());
}
