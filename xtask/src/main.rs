//! The project's own commands: `cargo xtask setup`, `serve`, `test`, `dist`, `content`, `bench`, `live`.
//!
//! Nothing of this reaches a reader: it installs tools, calls them, and measures what they made.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod bench;
mod content;
mod dist;
mod draw;
// Its servers are for systems with sockets and links in folders.
#[cfg(unix)]
mod live;
mod run;
mod serve;
mod setup;
mod test;

/// What a contributor types. Missing tools are installed on the way.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install what is missing: the wasm target, Trunk, wasm-bindgen, wasm-opt, browsers and their drivers.
    Setup,
    /// Build the portal and serve it on this machine; the page reloads when a file changes.
    Serve {
        /// The port to listen on, at 127.0.0.1.
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Write the release build with .br and .gz files beside it, and print what every file weighs.
    Dist {
        /// The path that the portal will live under, e.g. /tin/
        #[arg(long, default_value = "/")]
        public_url: String,
        /// The folder to write; what was there before is replaced.
        #[arg(long, default_value = "dist")]
        out: PathBuf,
    },
    /// Make the sample portal's files in public/content/ from their sources in xtask/sample/.
    Content {
        /// Read and check the sources; write nothing.
        #[arg(long)]
        check: bool,
        /// Draw every picture again, also those whose recipe is unchanged.
        #[arg(long)]
        redraw: bool,
    },
    /// Run every check: format, lints, native tests, release build and its size, browsers.
    Test {
        /// Run only the browser tests whose name contains this (and the release build before them).
        filter: Option<String>,
        /// Leave the browsers out.
        #[arg(long, conflicts_with_all = ["filter", "engine"])]
        no_browsers: bool,
        /// Only this browser; may be given more than once.
        #[arg(long, value_enum)]
        engine: Vec<test::Engine>,
    },
    /// Install a real CMS, fill it with the sample content, and run the browser tests named live_ against it.
    #[cfg(unix)]
    Live {
        #[arg(value_enum)]
        backend: live::Backend,
        /// Print where it is and keep it until Enter, Ctrl-C or half an hour; run nothing against it.
        #[arg(long, conflicts_with_all = ["engine", "command"])]
        keep: bool,
        /// Only this browser; may be given more than once.
        #[arg(long, value_enum, conflicts_with = "command")]
        engine: Vec<test::Engine>,
        /// After --: run this instead, with BANTIN_LIVE, BANTIN_LIVE_BASE and BANTIN_LIVE_KEY in its environment.
        #[arg(last = true)]
        command: Vec<String>,
    },
    /// Measure what a reader feels, and write it into docs/performance.md.
    Bench {
        #[command(subcommand)]
        what: Bench,
    },
}

#[derive(Subcommand)]
enum Bench {
    /// The first visit to the front page and to an article, on a slow line and a slow processor: by the app alone, pressed,
    /// and the article made by Hugo.
    Page {
        /// A release build to measure, not pressed; without it one is made.
        #[arg(long)]
        dist: Option<PathBuf>,
        /// The article to open.
        #[arg(long, default_value = bench::ARTICLE)]
        article: String,
        /// How many visits to each page; the median counts.
        #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u8).range(1..))]
        runs: u8,
    },
    /// Opening and stepping through albums of 24, 1,000 and 10,000 photos, beside PhotoSwipe with the same photos.
    Gallery {
        /// A release build to measure; without it one is made.
        #[arg(long)]
        dist: Option<PathBuf>,
        /// How many journeys through each album, ours and theirs in turn; the median counts.
        #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(u8).range(1..))]
        rounds: u8,
    },
    /// Pressing archives of several sizes, beside Hugo and Eleventy: from nothing, again, with one article more, with
    /// compressed copies.
    Press {
        /// A release build to press; without it one is made.
        #[arg(long)]
        dist: Option<PathBuf>,
        /// Articles of each archive.
        #[arg(long, value_delimiter = ',', default_value = "1000,10000")]
        sizes: Vec<usize>,
        /// How many builds of each kind; the median counts.
        #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..))]
        rounds: u8,
        /// Let the others link a stylesheet and leave structured data out, which is less work than press does; prints the
        /// figures only.
        #[arg(long)]
        plain: bool,
    },
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = run::end_children_on_ctrl_c().and_then(|()| match cli.command {
        Command::Setup => setup::run(setup::Part::Test(&test::Engine::ALL)).map(drop),
        Command::Serve { port } => serve::run(port),
        Command::Dist { public_url, out } => dist::run(&public_url, &out),
        Command::Content { check, redraw } => content(check, redraw),
        Command::Bench { what: Bench::Page { dist, article, runs } } => bench::page(dist.as_deref(), &article, runs),
        Command::Bench { what: Bench::Gallery { dist, rounds } } => bench::gallery(dist.as_deref(), rounds),
        Command::Bench { what: Bench::Press { dist, sizes, rounds, plain } } => {
            bench::press(dist.as_deref(), &sizes, rounds, plain)
        }
        #[cfg(unix)]
        Command::Live { backend, keep, engine, command } => live::run(backend, keep, &engine, &command),
        Command::Test { filter, no_browsers, engine } => {
            test::run(&test::Wish { filter, no_browsers, engines: engine, environment: Vec::new() })
        }
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error}");
            ExitCode::FAILURE
        }
    }
}

fn content(check: bool, redraw: bool) -> run::Result {
    let wished = [("--check", check), ("--redraw", redraw)];
    let arguments: Vec<String> = wished.iter().filter(|wish| wish.1).map(|wish| wish.0.into()).collect();
    content::run(&arguments).map_err(run::Error)
}
