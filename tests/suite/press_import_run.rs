//! Runs `press import` into a folder of its own, and reads the content back as the portal does.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ban_tin::article::{Article, Summary};
use ban_tin::body::{self, Body};
use ban_tin::source::{Filter, Request, Response};
use ban_tin::store::{Fetch, Store};
use serde_json::Value;

use crate::corpus;
use crate::sample::{ask, outside, profile, reported};

/// A portal's folder without content.
pub struct Portal(pub PathBuf);

pub struct Run {
    pub code: i32,
    /// What a program got.
    pub object: Value,
    pub text: String,
}

impl Portal {
    pub fn new() -> Portal {
        static N: AtomicUsize = AtomicUsize::new(0);
        let n = N.fetch_add(1, Ordering::Relaxed);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("import-{}-{n}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("sources")).unwrap();
        for file in corpus::files("public/sources", ".json") {
            fs::write(folder.join("sources").join(file.rsplit('/').next().unwrap()), corpus::read(&file)).unwrap();
        }
        fs::write(folder.join("site.json"), corpus::read("public/site.json")).unwrap();
        Portal(folder)
    }

    pub fn command(&self, source: &str, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_press"));
        command.arg("import").arg(source).args(["--out"]).arg(self.0.join("content"));
        command.arg("--site").arg(self.0.join("site.json")).args(args);
        command.current_dir(corpus::root()).stdin(Stdio::null());
        command
    }

    /// For a program.
    pub fn import(&self, source: &str, args: &[&str]) -> Run {
        let run = self.import_aloud(source, &[args, &["--json"]].concat());
        Run { object: serde_json::from_str(&run.text).unwrap_or_else(|_| panic!("no object: {}", run.text)), ..run }
    }

    /// For a person.
    pub fn import_aloud(&self, source: &str, args: &[&str]) -> Run {
        let output = self.command(source, args).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        Run { code: output.status.code().unwrap(), object: Value::Null, text }
    }

    /// The content as a browser gets it.
    pub fn store(&self) -> Store {
        let root = self.0.clone();
        let fetch: Fetch = Rc::new(move |request: Request| {
            let path = root.join(ban_tin::url::decode(request.url.trim_start_matches('/')));
            let (status, text) = fs::read_to_string(path).map_or((404, "not found".into()), |text| (200, text));
            let content_type = "application/json".into();
            let response = Response { url: request.url, status, content_type, header: None, text };
            Box::pin(std::future::ready(Ok(response)))
        });
        let site: Value = serde_json::from_str(&corpus::read("public/site.json")).unwrap();
        let own = site["source"].to_string();
        Store::new(vec![profile("jsonfeed", &own, "/", "vi")], outside(fetch))
    }

    pub fn article(&self, slug: &str) -> Article {
        let store = self.store();
        ask(&store, |store| store.article(slug)).unwrap_or_else(|error| panic!("{slug}: {error}"))
    }

    pub fn body(&self, slug: &str) -> Body {
        let article = self.article(slug);
        body::parse(&article.body_html, &article.read_from).0
    }

    pub fn list(&self) -> Vec<Summary> {
        let store = self.store();
        let page = ask(&store, |store| store.list(&Filter::All, 1, 1000)).unwrap();
        assert_eq!(reported(), [""; 0], "items were left out");
        assert_eq!(page.total, Some(page.items.len()));
        page.items
    }

    pub fn slugs(&self) -> Vec<String> {
        self.list().into_iter().map(|summary| summary.slug).collect()
    }

    /// Every file of the content, by its path in it.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let root = self.0.join("content");
        let (mut found, mut folders) = (BTreeMap::new(), vec![root.clone()]);
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
                    found.insert(name, fs::read(&path).unwrap());
                }
            }
        }
        found
    }

    /// All JSON of the content fits its schema, and every picture and file that it names is there.
    pub fn is_sound(&self) {
        let schema: Value = serde_json::from_str(&corpus::read("public/schema/bantin-feed.schema.json")).unwrap();
        let schema = jsonschema::options().build(&schema).unwrap();
        let files = self.files();
        let mut problems = vec![];
        for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".json")) {
            let value: Value = serde_json::from_slice(bytes).unwrap();
            problems.extend(schema.iter_errors(&value).map(|error| format!("{name}{}: {error}", error.instance_path)));
            let text = value.to_string();
            for part in text.split(['"', '\\', ' ']).filter(|part| part.starts_with("../")) {
                let depth = name.matches('/').count();
                let below = part.trim_start_matches("../");
                if part != "../".repeat(depth) + below || !files.contains_key(below) {
                    problems.push(format!("{name} names {part}, which is not there"));
                }
            }
            if text.contains("source.invalid") {
                problems.push(format!("{name} names a file of the source's: {text}"));
            }
        }
        assert!(files.keys().any(|name| name.ends_with("feed.json")), "no content");
        corpus::none(problems);
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Run {
    /// What was said of things whose place begins so.
    pub fn said(&self, place: &str) -> Vec<String> {
        let all = self.object["warnings"].as_array().unwrap().iter();
        let of = all.filter(|warning| warning["place"].as_str().unwrap().starts_with(place));
        of.map(|warning| warning["what"].as_str().unwrap().to_owned()).collect()
    }

    pub fn count(&self, name: &str) -> u64 {
        self.object[name].as_u64().unwrap_or_else(|| panic!("{name} in {:#}", self.object))
    }
}
