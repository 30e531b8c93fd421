//! `cargo press new "Tiêu đề"`: a new article as a file of Markdown, with what it needs at its head.

mod date;
mod slug;
mod text;

use std::env;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::Args;

use crate::article::is_language;
use crate::json::Json;
use crate::press::say;
use crate::settings::{self, Settings};
use text::Head;

#[derive(Args)]
pub struct Options {
    /// The headline
    title: String,
    /// The folder to write into; it is made where it is not there
    #[arg(long, value_name = "DIR", default_value = "content")]
    dir: PathBuf,
    /// The language of the article; the portal's first one if it is not said
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// The slug of its category, such as su-kien; may be given several times
    #[arg(long, value_name = "SLUG")]
    category: Vec<String>,
    /// The day, 2026-05-18, or the day and the time, 2026-05-18T09:00, in the portal's zone; now if it is not said
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// Open the file in $VISUAL or $EDITOR
    #[arg(long)]
    edit: bool,
    /// The portal's settings: languages and time zone are taken from there
    #[arg(long, value_name = "FILE", default_value = "public/site.json")]
    site: PathBuf,
}

/// Why there is no new article.
enum Failure {
    /// The command is wrong, or the settings cannot be read.
    Usage(String),
    /// The file could not be written or opened.
    Work(String),
}

/// More articles of one headline than anybody writes.
const MOST: usize = 1000;

pub fn run(options: &Options) -> ExitCode {
    let (code, problem) = match write(options) {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Failure::Usage(problem)) => (2, problem),
        Err(Failure::Work(problem)) => (1, problem),
    };
    say::aside(&format!("press: {problem}"));
    ExitCode::from(code)
}

fn write(options: &Options) -> Result<(), Failure> {
    let title = options.title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        return Err(Failure::Usage(
            "expected a headline, found none; write it in quotes: cargo press new \"Ngày hội\"".into(),
        ));
    }
    let settings = settings(&options.site)?;
    let language = language(options, &settings)?;
    let zone = if settings.timezone.is_empty() { "Asia/Ho_Chi_Minh" } else { &settings.timezone };
    let date = date::written(options.date.as_deref(), zone).map_err(Failure::Usage)?;
    if let Some(wrong) = options.category.iter().find(|category| !slug::is_slug(category)) {
        let proposed = slug::of_words(wrong).unwrap_or_else(|| "su-kien".into());
        return Err(Failure::Usage(format!(
            "expected a category's slug, found {wrong:?}; perhaps --category {proposed}"
        )));
    }
    let slug = slug::of_words(&title).unwrap_or_else(|| text::of(&language).article.to_owned());
    let head = Head { title: &title, date: &date, categories: &options.category };
    let (path, is_first) = lay_down(&options.dir, &slug, &text::file(&language, &head))?;
    if !is_first {
        let taken = options.dir.join(format!("{slug}.md"));
        say::aside(&format!("press: {} is there already and stays as it is", taken.display()));
    }
    say::line(&path.display().to_string());
    if options.edit {
        edit(&path)?;
    }
    say::line(&format!("Write it, then: cargo press import {} --language {language}", options.dir.display()));
    Ok(())
}

/// The portal's settings; those of none where there is no file, for articles may be written anywhere.
fn settings(path: &Path) -> Result<Settings, Failure> {
    let shown = path.display();
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(Settings::default()),
        Err(cause) => return Err(Failure::Usage(format!("expected settings at {shown}, found {cause}"))),
    };
    let json = Json::parse(&text)
        .map_err(|cause| Failure::Usage(format!("expected JSON in {shown}, found {cause}; see cargo press check")))?;
    Ok(settings::read(&json, "site.json").0.unwrap_or_default())
}

fn language(options: &Options, settings: &Settings) -> Result<String, Failure> {
    let known = settings.language_codes();
    match &options.language {
        None => Ok(known.first().cloned().unwrap_or_else(|| "vi".into())),
        Some(code) if !known.is_empty() && !known.contains(code) => Err(Failure::Usage(format!(
            "expected one of the portal's languages, {}, found {code:?}; {} names them",
            known.join(", "),
            options.site.display()
        ))),
        Some(code) if is_language(code) => Ok(code.clone()),
        Some(code) => Err(Failure::Usage(format!("expected a language's code, such as vi or en, found {code:?}"))),
    }
}

/// Writes a file that was not there, and says whether the slug was free as it was.
fn lay_down(folder: &Path, slug: &str, text: &str) -> Result<(PathBuf, bool), Failure> {
    let failed = |path: &Path, cause: std::io::Error| {
        Failure::Work(format!("expected to write {}, found {cause}", path.display()))
    };
    fs::create_dir_all(folder).map_err(|cause| failed(folder, cause))?;
    for n in 1..=MOST {
        let name = if n == 1 { format!("{slug}.md") } else { format!("{slug}-{n}.md") };
        let path = folder.join(name);
        // Asking first and writing then would leave a moment for somebody else.
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                file.write_all(text.as_bytes()).map_err(|cause| failed(&path, cause))?;
                return Ok((path, n == 1));
            }
            Err(cause) if cause.kind() == ErrorKind::AlreadyExists => {}
            Err(cause) => return Err(failed(&path, cause)),
        }
    }
    Err(Failure::Work(format!("expected a name that is free for {slug}, found {MOST} files of it")))
}

/// Waits for the person's editor. It may be named with arguments: `code --wait`.
fn edit(path: &Path) -> Result<(), Failure> {
    let named =
        ["VISUAL", "EDITOR"].iter().find_map(|name| env::var(name).ok().filter(|value| !value.trim().is_empty()));
    let Some(named) = named else {
        return Err(Failure::Work(format!(
            "expected an editor in $VISUAL or $EDITOR, found none; open {} yourself",
            path.display()
        )));
    };
    let mut words = named.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or_default());
    let status = command.args(words).arg(path).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure::Work(format!("expected {named} to end well, found {status}"))),
        Err(cause) => Err(Failure::Work(format!("expected the editor {named}, found {cause}"))),
    }
}
