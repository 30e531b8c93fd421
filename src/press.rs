//! The native tool: `cargo press <command>`. It asks and reads backends as the portal does, by the same profiles and the
//! same store, and touches no browser.

mod build;
mod candidates;
mod check;
mod clues;
mod connect;
pub mod entries;
pub mod feed;
pub mod images;
mod import;
mod net;
mod new;
mod no_script;
mod progress;
pub mod redirects;
pub mod robots;
mod say;
pub mod schema_org;
mod serve;
pub mod sitemap;
mod slugs;
mod wait;
pub mod xml;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(
    name = "press",
    about = "Presses a portal into static pages, and looks at the backend that it takes its articles from",
    version
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write the whole portal as static pages, from its source and the built app
    Build(build::Options),
    /// Look over settings, profiles, languages and bundled content, and say every mistake at once
    Check(check::Options),
    /// Find out which backend a site has, try it, and write it into site.json
    Connect(connect::Options),
    /// Begin an article: a file of Markdown with what it needs at its head
    New(new::Options),
    /// Look at a pressed site on this machine
    Serve(serve::Options),
    /// Take over articles from elsewhere as bundled content
    Import(import::Options),
}

/// Runs the command that was typed. The exit code is 0 where it did its work, 1 where no backend fits, and 2 for a wrong
/// command or a file that cannot be read or written.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    match cli.command {
        Command::Build(options) => build::run(&options),
        Command::Check(options) => check::run(&options),
        Command::Connect(options) => connect::run(&options),
        Command::New(options) => new::run(&options),
        Command::Serve(options) => serve::run(&options),
        Command::Import(options) => import::run(&options),
    }
}
