//! The files that a pressed portal reads: a JSON Feed for each page of each list, each article, each standing page, each
//! album.

use rayon::prelude::*;
use serde_json::{Value, json};

use super::Outcome;
use super::chunks::{Chunk, chunks};
use super::content::{Content, List};
use super::folder::Folder;
use super::item::{self, Items};
use super::memory::{Mark, mark};
use super::threads;
use super::units::Units;
use crate::article::{Summary, Term};
use crate::body::Body;
use crate::press::entries::printed;

/// Articles of one file of the index that the portal's own search goes through.
const OF_INDEX: usize = 500;

/// A file, and what is in it.
pub struct File<'a> {
    /// Below the portal's root.
    pub name: String,
    mark: Mark,
    part: Part<'a>,
}

enum Part<'a> {
    Article(usize),
    /// Articles, and what is said beside them.
    List(Vec<usize>, Value),
    /// The same, and the file that goes on.
    Index(Vec<usize>, Option<String>),
    Page(usize),
    Album(usize),
    Albums,
    Small(&'a str, Value),
}

impl Content<'_> {
    /// The file of an article.
    fn article_file(&self, n: usize) -> File<'_> {
        let beside = self.neighbours(n).map(|(_, other)| {
            other.map(|Term { slug, title }| [slug.as_str(), "\n", &title].concat()).unwrap_or_default()
        });
        let mark = mark([&self.marks[n][..], beside[0].as_bytes(), beside[1].as_bytes()]);
        let name = self.path(&format!("article/{}", self.corpus.articles[n].record.slug));
        File { name, mark, part: Part::Article(n) }
    }

    /// All files but those of articles, and what each is made of.
    fn files(&self) -> Vec<File<'_>> {
        let corpus = &self.corpus;
        let mut all = vec![];
        let mut add = |name: &str, mark, part| all.push(File { name: self.path(name), mark, part });
        for (name, list) in &self.lists {
            for chunk in self.pages(list) {
                let beside = beside(list, &chunk);
                let mark = self.mark_of(&printed(&beside), chunk.items);
                let file = format!("{name}/{}", Chunk::<usize>::name(chunk.number));
                add(&file, mark, Part::List(chunk.items.to_vec(), beside));
            }
        }
        let index: Vec<usize> = (0..corpus.articles.len()).collect();
        for chunk in chunks(&index, OF_INDEX, OF_INDEX) {
            let next = chunk.older.map(|older| format!("{}.json", Chunk::<usize>::name(older)));
            let mark = self.mark_of(next.as_deref().unwrap_or_default(), chunk.items);
            let file = format!("index/{}", Chunk::<usize>::name(chunk.number));
            add(&file, mark, Part::Index(chunk.items.to_vec(), next));
        }
        for (n, page) in corpus.pages.iter().enumerate() {
            let item = printed(&item::standing_page(page, &page.body_html));
            add(&format!("page/{}", page.slug), mark([item]), Part::Page(n));
        }
        let mut albums = vec![];
        for (n, album) in corpus.albums.iter().enumerate() {
            let translations = format!("{:?}", self.album_translations(n));
            let mark = mark([&album.record.mark[..], translations.as_bytes()]);
            albums.push(mark);
            add(&format!("album/{}", album.record.slug), mark, Part::Album(n));
        }
        add("albums", mark(albums), Part::Albums);
        for (name, value) in self.small() {
            add(name, mark([printed(&value)]), Part::Small(name, value));
        }
        all
    }

    /// Writes those that are other ones than before, but for articles: they are given back, and each is to be
    /// [written](Content::put) with its page, which is made of it.
    ///
    /// # Errors
    /// In words.
    pub fn write(&self, units: &Units) -> Outcome<Vec<File<'_>>> {
        let is_changed = |file: &File| !units.keeps(&file.name, file.mark);
        let changed: Vec<File> = self.files().into_iter().filter(is_changed).collect();
        threads::each(threads::processors(), &changed, &|| Ok(()), &|(), file: &File| self.put(file, units).map(drop))?;
        let articles = (0..self.corpus.articles.len()).into_par_iter();
        Ok(articles.map(|n| self.article_file(n)).filter(is_changed).collect())
    }

    /// Writes a file: what is in it.
    ///
    /// # Errors
    /// In words.
    pub fn put(&self, file: &File, units: &Units) -> Outcome<String> {
        let text = self.compose(file, units.folder)?;
        units.put(&file.name, file.mark, text.as_bytes())?;
        Ok(text)
    }

    /// What was read of an article's file.
    pub fn know(&self, file: &File, summary: &Summary) {
        if let Part::Article(n) = file.part {
            // Nobody else makes its page.
            let _ = self.corpus.articles[n].summary.set(Box::new(summary.clone()));
        }
    }

    /// What was read of these articles' files, where there are any and that is known of all of them.
    pub fn known(&self, articles: &[usize]) -> Option<Vec<Summary>> {
        if articles.is_empty() {
            return None;
        }
        let known = |&n: &usize| self.corpus.articles[n].summary.get().map(|summary| Summary::clone(summary));
        articles.iter().map(known).collect()
    }

    /// The text that is in an article's file, as a tree, where that is known.
    pub fn take_text(&self, file: &File) -> Option<Body> {
        let Part::Article(n) = file.part else { return None };
        self.corpus.articles[n].tree.lock().ok()?.take()
    }

    fn mark_of(&self, beside: &str, articles: &[usize]) -> Mark {
        let marks: Vec<&[u8]> = articles.iter().map(|&n| &self.marks[n][..]).collect();
        mark([beside.as_bytes(), &marks.concat()])
    }

    /// What is made of all together, and costs little to make.
    fn small(&self) -> [(&'static str, Value); 4] {
        let tags: Vec<Term> = self.tags.values().cloned().collect();
        let pages = self.corpus.pages.iter().map(|page| item::standing_page(page, "").to_value());
        [
            ("pages", pages.collect()),
            ("categories", self.counts("category", &self.corpus.categories)),
            ("tags", self.counts("tag", &tags)),
            ("months", self.months()),
        ]
    }

    /// Makes a file's text. What is not in memory is read from the folder that is there.
    ///
    /// # Errors
    /// In words.
    fn compose(&self, file: &File, folder: &Folder) -> Outcome<String> {
        let listed =
            |numbers: &[usize]| -> Outcome<Vec<String>> { numbers.iter().map(|&n| self.listed(n, folder)).collect() };
        Ok(match &file.part {
            Part::Article(n) => self.feed(&[self.article(*n, folder)?], json!({})),
            Part::List(articles, beside) => self.feed(&listed(articles)?, json!({ "_bantin": beside })),
            Part::Index(articles, next) => self.feed(&listed(articles)?, json!({ "next_url": next })),
            Part::Page(n) => {
                let page = &self.corpus.pages[*n];
                self.feed(&[printed(&item::standing_page(page, &page.body_html))], json!({}))
            }
            Part::Album(n) => self.feed(&[printed(&self.album(*n, folder)?)], json!({})),
            Part::Albums => {
                let cover = |n: usize| Ok(printed(&item::cover(self.album(n, folder)?)));
                let covers: Outcome<Vec<String>> = (0..self.corpus.albums.len()).map(cover).collect();
                self.feed(&covers?, json!({}))
            }
            Part::Small("pages", pages) => {
                let pages: Vec<String> = pages.as_array().into_iter().flatten().map(printed).collect();
                self.feed(&pages, json!({}))
            }
            Part::Small(name, terms) => self.feed(&[], json!({ "_bantin": { *name: terms } })),
        })
    }

    /// An article's whole item, with its neighbours.
    fn article(&self, n: usize, folder: &Folder) -> Outcome<String> {
        let mut item = self.item(n, folder)?;
        // They are put where the portal's own entries begin: a text has no such words, for its quotes are escaped.
        let own = "\"_bantin\":{";
        if let Some(at) = item.find(own) {
            for (key, neighbour) in self.neighbours(n) {
                let Some(neighbour) = neighbour else { continue };
                item.insert_str(at + own.len(), &format!("\"{key}\":{},", printed(&item::term(&neighbour))));
            }
        }
        Ok(item)
    }

    /// An article's item, without its neighbours.
    fn item(&self, n: usize, folder: &Folder) -> Outcome<String> {
        let entry = &self.corpus.articles[n];
        let translations = self.translations(n);
        let lacks_none = entry.record.related.iter().all(|slug| self.has(slug))
            && translations.len() == entry.record.translations.len();
        let mut item = match &entry.item {
            Some(item) if lacks_none => return Ok(item.clone()),
            Some(item) => serde_json::from_str(item).unwrap_or_default(),
            None => item::alone(self.kept(&format!("article/{}", entry.record.slug), folder)?),
        };
        if let Some(related) = item["_bantin"].get_mut("related").and_then(Value::as_array_mut) {
            related.retain(|one| one["slug"].as_str().is_some_and(|slug| self.has(slug)));
        }
        Ok(printed(&item::translated(item, &translations)))
    }

    /// What a list shows of an article.
    fn listed(&self, n: usize, folder: &Folder) -> Outcome<String> {
        let entry = &self.corpus.articles[n];
        match &entry.listed {
            Some(listed) if self.translations(n).len() == entry.record.translations.len() => Ok(listed.clone()),
            _ => Ok(printed(&item::listed(serde_json::from_str(&self.item(n, folder)?).unwrap_or_default()))),
        }
    }

    fn album(&self, n: usize, folder: &Folder) -> Outcome<Value> {
        let album = &self.corpus.albums[n];
        let item = match &album.album {
            Some(album) => Items { zone: &self.site.settings.timezone }.album(album),
            None => self.kept(&format!("album/{}", album.record.slug), folder)?,
        };
        Ok(item::translated(item, &self.album_translations(n)))
    }

    /// The item of a file that the last build wrote.
    fn kept(&self, name: &str, folder: &Folder) -> Outcome<Value> {
        let path = folder.out().join(self.path(name));
        let feed: Option<Value> = std::fs::read(&path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        feed.and_then(|mut feed| Some(feed.get_mut("items")?.get_mut(0)?.take())).ok_or_else(|| {
            let memory = folder.desk("memory");
            let (path, memory) = (path.display(), memory.display());
            format!(
                "expected what the last build wrote at {path}, found it changed: remove {memory}, and build it anew"
            )
        })
    }

    fn feed(&self, items: &[String], beside: Value) -> String {
        let mut feed = json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.site.settings.name.in_language(&self.corpus.language),
            "language": self.corpus.language,
        });
        if let (Value::Object(feed), Value::Object(beside)) = (&mut feed, beside) {
            feed.extend(beside.into_iter().filter(|(_, value)| !value.is_null()));
        }
        item::feed(&printed(&feed), items)
    }

    /// Terms with the number of their articles.
    fn counts(&self, kind: &str, terms: &[Term]) -> Value {
        let count = |term: &Term| {
            let total = self.lists.get(&format!("{kind}/{}", term.slug))?.articles.len();
            let mut entry = item::term(term).to_value();
            entry["total"] = total.into();
            Some(entry)
        };
        terms.iter().filter_map(count).collect()
    }

    /// Newest first.
    fn months(&self) -> Value {
        let month = |(name, list): (&String, &List)| {
            Some(json!({ "month": name.strip_prefix("month/")?, "total": list.articles.len() }))
        };
        self.lists.iter().rev().filter_map(month).collect()
    }
}

/// What a page of a list says beside its articles.
fn beside(list: &List, chunk: &Chunk<usize>) -> Value {
    // The number of all would change every page whenever there is one more.
    let total = (chunk.number == 0).then_some(list.articles.len());
    let mut beside = json!({ "newer": chunk.newer, "older": chunk.older, "total": total });
    if let Value::Object(entries) = &mut beside {
        entries.retain(|_, value| !value.is_null());
    }
    beside
}
