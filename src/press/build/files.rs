//! The files that a pressed portal reads: a JSON Feed for each page of each list, each article, each standing page, each
//! album.

use rayon::prelude::*;
use serde_json::{Value, json};

use super::Outcome;
use super::chunks::{self, Chunk, chunks};
use super::content::{Content, List, ListPage};
use super::folder::Folder;
use super::item::{self, Items};
use super::memory::{Mark, Record, mark};
use super::threads;
use super::units::{Slot, Units};
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

/// The files that have pages of their own, most of which stay: what is known of them, or what they are to be.
pub struct Files<'a> {
    pub lists: Vec<(ListPage<'a>, Option<&'a Slot>)>,
    /// In the corpus' order. They are yet to be [written](Content::put), each with its page, which is made of it.
    pub articles: Vec<Result<&'a Slot, Box<File<'a>>>>,
}

enum Part<'a> {
    Article(usize),
    List(&'a List, Chunk<'a, usize>),
    /// Articles, and the file that goes on.
    Index(&'a [usize], Option<String>),
    Page(usize),
    Album(usize),
    Albums,
    Small(&'a str, Value),
}

impl Content<'_> {
    /// The file of an article.
    fn article_file(&self, n: usize) -> File<'_> {
        let [older, newer] = self.neighbours(n).map(|(_, other)| {
            other.map_or([[].as_slice(); 2], |other| [other.slug.as_bytes(), other.title.as_bytes()])
        });
        let mark = mark([&self.marks[n], older[0], older[1], newer[0], newer[1]]);
        File { name: self.article_path(n), mark, part: Part::Article(n) }
    }

    /// The file of a list's page.
    fn list_file<'a>(&self, page: &ListPage<'a>) -> File<'a> {
        let chunk = page.chunk.clone();
        let beside = [chunk.newer, chunk.older, total(page.list, &chunk)];
        let beside = beside.map(|number| number.map_or([0xFF; 8], |number| (number as u64).to_le_bytes()));
        let mark = self.mark_of(beside.as_flattened(), chunk.items);
        File { name: page.file.clone(), mark, part: Part::List(page.list, chunk) }
    }

    /// All files but those of articles and lists, and what each is made of.
    fn files(&self) -> Vec<File<'_>> {
        let corpus = &self.corpus;
        let mut all = vec![];
        let mut add = |name: &str, mark, part| all.push(File { name: self.path(name), mark, part });
        for chunk in chunks(self.all(), OF_INDEX, OF_INDEX) {
            let next = chunk.older.map(|older| format!("{}.json", chunks::name(older)));
            let mark = self.mark_of(next.as_deref().unwrap_or_default().as_bytes(), chunk.items);
            let file = format!("index/{}", chunks::name(chunk.number));
            add(&file, mark, Part::Index(chunk.items, next));
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

    /// Writes those that are other ones than before, but for articles.
    ///
    /// # Errors
    /// In words.
    pub fn write<'a>(&'a self, units: &'a Units) -> Outcome<Files<'a>> {
        let kept = |file: File<'a>| units.kept(&file.name, file.mark).ok_or_else(|| Box::new(file));
        let one = |page: ListPage<'a>| match kept(self.list_file(&page)) {
            Ok(slot) => ((page, Some(slot)), None),
            Err(file) => ((page, None), Some(file)),
        };
        let (lists, changed): (Vec<_>, Vec<_>) = self.list_pages().map(one).unzip();
        let beside = self.files().into_iter().filter_map(|file| kept(file).err());
        let changed: Vec<_> = changed.into_iter().flatten().chain(beside).collect();
        threads::each(threads::processors(), &changed, &|| Ok(()), &|(), file| self.put(file, units).map(drop))?;
        let articles = (0..self.corpus.articles.len()).into_par_iter();
        Ok(Files { lists, articles: articles.map(|n| kept(self.article_file(n))).collect() })
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

    fn mark_of(&self, beside: &[u8], articles: &[usize]) -> Mark {
        let marks: Vec<Mark> = articles.iter().map(|&n| self.marks[n]).collect();
        mark([beside, marks.as_flattened()])
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
            Part::List(list, chunk) => self.feed(&listed(chunk.items)?, json!({ "_bantin": beside(list, chunk) })),
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
                let Some(Record { slug, title, .. }) = neighbour else { continue };
                let neighbour = Term { slug: slug.clone(), title: title.clone() };
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
            None => item::alone(last_item(&self.article_path(n), folder)?),
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
            None => last_item(&self.path(&format!("album/{}", album.record.slug)), folder)?,
        };
        Ok(item::translated(item, &self.album_translations(n)))
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

/// The number of a list's articles, which would change every page whenever there is one more.
fn total(list: &List, chunk: &Chunk<usize>) -> Option<usize> {
    (chunk.number == 0).then_some(list.articles.len())
}

/// What a page of a list says beside its articles.
fn beside(list: &List, chunk: &Chunk<usize>) -> Value {
    let mut beside = json!({ "newer": chunk.newer, "older": chunk.older, "total": total(list, chunk) });
    if let Value::Object(entries) = &mut beside {
        entries.retain(|_, value| !value.is_null());
    }
    beside
}

/// The item of a file that the last build wrote.
fn last_item(name: &str, folder: &Folder) -> Outcome<Value> {
    let path = folder.out().join(name);
    let feed: Option<Value> = std::fs::read(&path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    feed.and_then(|mut feed| Some(feed.get_mut("items")?.get_mut(0)?.take())).ok_or_else(|| {
        let memory = folder.desk("memory");
        let (path, memory) = (path.display(), memory.display());
        format!("expected what the last build wrote at {path}, found it changed: remove {memory}, and build it anew")
    })
}
