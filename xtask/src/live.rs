//! `cargo xtask live`: a real server on this machine, filled with the sample portal's content, for tests against it.
//!
//! Every run begins with an empty database. Nothing of it is left when the command ends; what was installed stays.

use std::process::Command;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use clap::ValueEnum;
use serde_json::{Value, json};

use crate::run::{self, Result, fail};
use crate::test::{self, Engine, Wish};
use process::{Home, Server};
use seed::Seeds;

mod ghost;
mod http;
mod process;
mod seed;
mod wordpress;

/// How long `--keep` keeps it.
const LONGEST: Duration = Duration::from_secs(30 * 60);

/// The category that albums have besides their own: neither server has albums, so they are articles with a gallery.
const ALBUMS: (&str, &str) = ("thu-vien-anh", "Thư viện ảnh");

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Backend {
    Wordpress,
    Ghost,
}

/// A server that is up and filled.
pub struct Live {
    /// `http://127.0.0.1:40123`
    base: String,
    /// Ghost's key for readers.
    key: Option<String>,
    /// How to look at it from within.
    note: String,
    servers: Vec<Server>,
    // After the servers: they write into its folder until they end.
    _home: Home,
}

impl Live {
    /// What names it to the tests.
    fn environment(&self, profile: &'static str) -> Vec<(&'static str, String)> {
        let mut list = vec![("BANTIN_LIVE", profile.into()), ("BANTIN_LIVE_BASE", self.base.clone())];
        list.extend(self.key.clone().map(|key| ("BANTIN_LIVE_KEY", key)));
        list
    }
}

impl Backend {
    /// The profile's name in site.json.
    fn profile(self) -> &'static str {
        match self {
            Self::Wordpress => "wordpress",
            Self::Ghost => "ghost",
        }
    }
}

pub fn run(backend: Backend, keep: bool, engines: &[Engine], command: &[String]) -> Result {
    let start = Instant::now();
    let seeds = Seeds::read(&run::root().join("public/content/vi"))?;
    let mut live = match backend {
        Backend::Wordpress => wordpress::start(&seeds)?,
        Backend::Ghost => ghost::start(&seeds)?,
    };
    println!(
        "{} articles, {} albums and {} pages are at {} ({}).",
        seeds.articles.len(),
        seeds.albums.len(),
        seeds.pages.len(),
        live.base,
        run::took(start.elapsed())
    );
    let environment = live.environment(backend.profile());
    match command {
        _ if keep => wait(&mut live, backend),
        [] => {
            test::run(&Wish { filter: Some("live_".into()), no_browsers: false, engines: engines.into(), environment })
        }
        [program, arguments @ ..] => run::check(Command::new(program).args(arguments).envs(environment)),
    }
}

/// Says where it is, and stays until Enter, Ctrl-C or half an hour.
fn wait(live: &mut Live, backend: Backend) -> Result {
    println!("{}.\n\n{}\n", live.note, source(backend.profile(), &live.base, live.key.as_deref()));
    println!("Enter or Ctrl-C ends it, and so does half an hour.");
    let (pressed, press) = mpsc::channel();
    std::thread::spawn(move || {
        // No input at all, as in a script, is no Enter.
        if std::io::stdin().read_line(&mut String::new()).is_ok_and(|bytes| bytes > 0) {
            let _ = pressed.send(());
        } else {
            std::thread::sleep(LONGEST);
        }
    });
    let start = Instant::now();
    while start.elapsed() < LONGEST {
        match press.recv_timeout(Duration::from_millis(500)) {
            Err(RecvTimeoutError::Timeout) => live.servers.iter_mut().try_for_each(Server::lives)?,
            _ => break,
        }
    }
    Ok(())
}

/// The line for site.json.
fn source(profile: &str, base: &str, key: Option<&str>) -> String {
    let key = key.map(|key| format!(", \"key\": {}", json!(key))).unwrap_or_default();
    format!("  \"source\": {{ \"profile\": {}, \"base\": {}{key} }},", json!(profile), json!(base))
}

/// The portal's own links are to `/article/<slug>/`; a CMS's are to its own addresses.
fn link_to(html: &str, base: &str) -> String {
    html.replace("href=\"/article/", &format!("href=\"{base}/"))
}

/// The number at `/id` of what a server says it has made.
fn id(made: &Value) -> Result<u64> {
    match made["id"].as_u64() {
        Some(id) => Ok(id),
        None => fail!("expected a number at /id of what was made, found {made}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_source_can_be_pasted_into_site_json() {
        let line = source("ghost", "http://127.0.0.1:4000", Some("0a"));
        let json: Value = serde_json::from_str(&format!("{{{} \"x\": 1}}", line)).unwrap();
        assert_eq!(json["source"], json!({ "profile": "ghost", "base": "http://127.0.0.1:4000", "key": "0a" }));
        assert!(!source("wordpress", "http://127.0.0.1:4000", None).contains("key"));
    }

    #[test]
    fn links_to_articles_become_the_servers_and_others_stay() {
        let html = "<a href=\"/article/a-b/\">1</a> <a href=\"https://www.wipo.int/\">2</a>";
        let expected = "<a href=\"http://h/a-b/\">1</a> <a href=\"https://www.wipo.int/\">2</a>";
        assert_eq!(link_to(html, "http://h"), expected);
    }
}
