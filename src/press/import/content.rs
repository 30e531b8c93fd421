//! The content's folder of one language: what is there already, what comes in, and the change from the one to the
//! other, which is made at the end and all at once.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::lists::{Card, Lists};
use super::report::Report;
use super::write::Head;
use crate::article::Moment;
use crate::locale;

/// Where everything is written first, in the language's folder.
const STAGE: &str = ".import";

pub struct Content {
    out: PathBuf,
    pub head: Head,
    /// IANA name.
    zone: String,
    cards: Vec<Card>,
    pages: BTreeMap<String, Value>,
    albums: BTreeMap<String, Value>,
    /// Slugs and titles of the categories that there are, in the front page's order.
    categories: Vec<(String, String)>,
}

/// What became of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    pub articles: usize,
    pub pages: usize,
    pub albums: usize,
    /// Articles that were there, and that the source does not have.
    pub stayed: usize,
    pub removed: usize,
    /// Files that are other than before.
    pub written: usize,
}

impl Content {
    /// # Errors
    /// In words: the folder cannot be written.
    pub fn open(out: &Path, head: Head, zone: &str) -> Result<Content, String> {
        let content = Content {
            out: out.to_owned(),
            zone: zone.to_owned(),
            cards: vec![],
            pages: BTreeMap::new(),
            albums: BTreeMap::new(),
            categories: categories(&out.join(&head.language).join("feed.json")),
            head,
        };
        // What a run left that was broken off.
        let _ = fs::remove_dir_all(content.stage());
        let folder = content.stage().join("article");
        fs::create_dir_all(&folder).map_err(|cause| wrong("a folder that can be written", &folder, &cause))?;
        Ok(content)
    }

    fn folder(&self) -> PathBuf {
        self.out.join(&self.head.language)
    }

    fn stage(&self) -> PathBuf {
        self.folder().join(STAGE)
    }

    fn staged(&self, path: &str, text: &str) -> Result<(), String> {
        let path = self.stage().join(path);
        fs::write(&path, text).map_err(|cause| wrong("a file that can be written", &path, &cause))
    }

    /// What a category is called here already.
    pub fn title_of(&self, slug: &str) -> Option<&str> {
        self.categories.iter().find(|(known, _)| known == slug).map(|(_, title)| title.as_str())
    }

    /// # Errors
    /// In words: the disk is full.
    pub fn article(&mut self, item: &Value) -> Result<(), String> {
        let card = self.card(item);
        self.staged(&format!("article/{}.json", card.slug), &item.to_string())?;
        self.cards.push(card);
        Ok(())
    }

    pub fn page(&mut self, slug: &str, item: Value) {
        self.pages.insert(slug.to_owned(), item);
    }

    pub fn album(&mut self, slug: &str, item: Value) {
        self.albums.insert(slug.to_owned(), item);
    }

    fn card(&self, item: &Value) -> Card {
        let date = item.get("date_published").and_then(Value::as_str).and_then(Moment::parse);
        let month = date.map(|date| {
            let civil = locale::civil(date, &self.zone);
            format!("{:04}-{:02}", civil.year, civil.month)
        });
        Card::of(item, month.unwrap_or_default())
    }

    /// Puts all of it together with what was there, and puts that into place.
    ///
    /// # Errors
    /// In words. Until the last moment the old content is untouched.
    pub fn finish(mut self, prune: bool, report: &mut Report) -> Result<Outcome, String> {
        let mut outcome = Outcome {
            articles: self.cards.len(),
            pages: self.pages.len(),
            albums: self.albums.len(),
            ..Outcome::default()
        };
        let mut gone = vec![];
        let new: BTreeSet<String> = self.cards.iter().map(|card| format!("{}.json", card.slug)).collect();
        for (name, path) in files(&self.folder().join("article")) {
            match prune {
                _ if new.contains(&name) => {}
                true => gone.push(path),
                false => match item_of(&path, &name) {
                    Ok(item) => {
                        self.article(&item)?;
                        outcome.stayed += 1;
                    }
                    Err(cause) => report.warn(&path.display().to_string(), cause, "mend the file, or take it away"),
                },
            }
        }
        if !prune {
            old_items(&self.folder().join("pages.json"), &mut self.pages);
            old_items(&self.folder().join("albums.json"), &mut self.albums);
        }
        let order: Vec<String> = self.categories.iter().map(|(slug, _)| slug.clone()).collect();
        let lists = Lists::new(std::mem::take(&mut self.cards));
        let mut names = BTreeSet::new();
        for (n, card) in lists.cards.iter().enumerate() {
            let path = format!("article/{}.json", card.slug);
            let staged = self.stage().join(&path);
            let text = fs::read_to_string(&staged).map_err(|cause| wrong("the article", &staged, &cause))?;
            let mut item: Value = serde_json::from_str(&text).map_err(|cause| wrong("an article", &staged, &cause))?;
            lists.place(n, &mut item);
            self.lay(&path, None, vec![item])?;
            names.insert(path);
        }
        for page in 0..lists.n_pages() {
            let next = (page + 1 < lists.n_pages()).then(|| list_name(page + 1));
            let totals = (page == 0).then(|| lists.totals(&order));
            self.lay(&list_name(page), Some((next, totals)), lists.page(page))?;
            names.insert(list_name(page));
        }
        let mut albums: Vec<Value> = std::mem::take(&mut self.albums).into_values().collect();
        albums.sort_by_key(|album| std::cmp::Reverse(album["date_published"].as_str().and_then(Moment::parse)));
        for (name, items) in
            [("pages.json", std::mem::take(&mut self.pages).into_values().collect()), ("albums.json", albums)]
        {
            self.lay(name, None, items)?;
            names.insert(name.into());
        }
        // Lists last: what they name is there before them.
        for name in &names {
            outcome.written += usize::from(self.put(name)?);
        }
        gone.extend((lists.n_pages()..).map(|n| self.folder().join(list_name(n))).take_while(|path| path.is_file()));
        for path in gone {
            fs::remove_file(&path).map_err(|cause| wrong("a file that can be removed", &path, &cause))?;
            outcome.removed += 1;
        }
        let _ = fs::remove_dir_all(self.stage());
        if prune {
            outcome.removed += self.remove_unnamed()?;
        }
        Ok(outcome)
    }

    /// `list` is what a list page says beside its items: the next one, and the totals.
    fn lay(&self, path: &str, list: Option<(Option<String>, Option<Value>)>, items: Vec<Value>) -> Result<(), String> {
        let mut head: Map<String, Value> = self.head.object(&format!("{}/{path}", self.head.language));
        if let Some((next, totals)) = list {
            next.into_iter().for_each(|next| drop(head.insert("next_url".into(), next.into())));
            totals.into_iter().for_each(|totals| drop(head.insert("_bantin".into(), totals)));
        }
        head.insert("items".into(), items.into());
        self.staged(path, &format!("{}\n", Value::from(head)))
    }

    /// Moves a staged file into its place, if it is another one than before.
    fn put(&self, name: &str) -> Result<bool, String> {
        let (from, to) = (self.stage().join(name), self.folder().join(name));
        let new = fs::read(&from).map_err(|cause| wrong("a file", &from, &cause))?;
        if fs::read(&to).is_ok_and(|old| old == new) {
            return Ok(false);
        }
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).map_err(|cause| wrong("a folder that can be written", folder, &cause))?;
        }
        fs::rename(&from, &to).map_err(|cause| wrong("a file that can be replaced", &to, &cause))?;
        Ok(true)
    }

    /// Removes pictures and attachments that no file of any language names.
    fn remove_unnamed(&self) -> Result<usize, String> {
        let mut named = BTreeSet::new();
        let mut folders = vec![self.out.clone()];
        while let Some(folder) = folders.pop() {
            folders.extend(
                fs::read_dir(&folder)
                    .into_iter()
                    .flatten()
                    .flatten()
                    .map(|entry| entry.path())
                    .filter(|path| path.is_dir()),
            );
            for (_, path) in files(&folder).filter(|(name, _)| name.ends_with(".json")) {
                let text = fs::read_to_string(&path).map_err(|cause| wrong("a text", &path, &cause))?;
                for part in text.split(['"', '\\', ' ', ',', '\'']) {
                    let at = ["images/", "files/"].iter().find_map(|folder| part.rfind(folder));
                    named.extend(at.map(|at| crate::url::decode(&part[at..])));
                }
            }
        }
        let mut removed = 0;
        for folder in ["images", "files"] {
            for (name, path) in files(&self.out.join(folder)) {
                if !named.contains(&format!("{folder}/{name}")) {
                    fs::remove_file(&path).map_err(|cause| wrong("a file that can be removed", &path, &cause))?;
                    removed += 1;
                }
            }
        }
        Ok(removed)
    }

    /// Takes away what was written first: the work failed.
    pub fn abandon(self) {
        let _ = fs::remove_dir_all(self.stage());
    }
}

fn list_name(page: usize) -> String {
    if page == 0 { "feed.json".to_owned() } else { format!("feed-{}.json", page + 1) }
}

fn wrong(expected: &str, path: &Path, found: &dyn std::fmt::Display) -> String {
    format!("expected {expected} at {}, found {found}", path.display())
}

/// The files of a folder by name; none where there is no folder.
fn files(folder: &Path) -> impl Iterator<Item = (String, PathBuf)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut all: Vec<(String, PathBuf)> = entries
        .filter(|path| path.is_file())
        .filter_map(|path| Some((path.file_name()?.to_string_lossy().into_owned(), path)))
        .collect();
    all.sort();
    all.into_iter()
}

fn feed(path: &Path) -> Result<Value, String> {
    let text = fs::read_to_string(path).map_err(|cause| format!("expected a text, found {cause}"))?;
    serde_json::from_str(&text).map_err(|cause| format!("expected JSON, found {cause}"))
}

/// The one item of an article's file, whose name is its slug.
fn item_of(path: &Path, name: &str) -> Result<Value, String> {
    let slug = name.trim_end_matches(".json");
    let feed = feed(path)?;
    let item = feed.pointer("/items/0").filter(|item| item.pointer("/_bantin/slug").is_some_and(|found| found == slug));
    item.cloned().ok_or_else(|| format!("expected one item with the slug {slug} in _bantin, found none"))
}

/// Items that the new ones do not replace.
fn old_items(path: &Path, into: &mut BTreeMap<String, Value>) {
    let Ok(Value::Object(mut feed)) = feed(path) else { return };
    let Some(Value::Array(items)) = feed.remove("items") else { return };
    for item in items {
        if let Some(slug) = item.pointer("/_bantin/slug").and_then(Value::as_str).map(str::to_owned) {
            into.entry(slug).or_insert(item);
        }
    }
}

/// The categories in the order that the front page has them in.
fn categories(path: &Path) -> Vec<(String, String)> {
    let feed = feed(path).unwrap_or_default();
    let all = feed.pointer("/_bantin/categories").and_then(Value::as_array).into_iter().flatten();
    all.filter_map(|term| Some((term.get("slug")?.as_str()?.to_owned(), term.get("title")?.as_str()?.to_owned())))
        .collect()
}
