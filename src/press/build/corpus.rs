//! All that a source has in one language, in order: read anew, or remembered.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::mem;
use std::sync::{Arc, Mutex, OnceLock};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::Outcome;
use super::backend::Backend;
use super::gather::{Gather, Got, What};
use super::memory::{Input, Language, Listing, Record, Shelf, key};
use super::pictures::Photos;
use super::reader::{Reader, ask};
use super::shelf::{Alias, Shelved, albums, standing_pages};
use super::site::Site;
use super::terms::Terms;
use super::text::{Origins, Text, Texts};
use super::walk::Head;
use crate::article::{StandingPage, Summary, Term};
use crate::body::Body;
use crate::press::progress::Progress;
use crate::press::slugs::{alike, is_one_part};
use crate::store::Store;

/// Texts that are read before those of the backend are let go of.
const OF_PART: usize = 2_000;

pub struct Corpus {
    pub language: String,
    /// Newest first.
    pub articles: Vec<Entry>,
    /// Their texts are the portal's own HTML.
    pub pages: Vec<StandingPage>,
    /// Slugs of pages, each with a path that the page had before.
    pub page_aliases: Vec<Alias>,
    pub albums: Vec<Shelved>,
    /// With their names, as the source has them in order; those that it does not name follow.
    pub categories: Vec<Term>,
    pub problems: Vec<String>,
    /// What the albums were read from.
    shelf: Vec<Input>,
    /// The categories and tags that articles name.
    pub terms: Terms,
    /// What the photos of the pages are made of.
    of_pages: Vec<Input>,
    heads: Vec<Vec<Head>>,
}

/// An article.
pub struct Entry {
    pub record: Box<Record>,
    /// Its item as JSON, and what lists show of it, where it was read this time.
    pub item: Option<String>,
    pub listed: Option<String>,
    /// Its text as a tree, until its page is made.
    pub tree: Mutex<Option<Body>>,
    /// What was read of its file, once its page is made: the lists that it is in need not read that again.
    pub summary: OnceLock<Box<Summary>>,
    /// Its place among all that are listed, and the source and the answer that list it.
    at: usize,
    from: (usize, usize),
}

impl Entry {
    /// One that is as it was.
    fn new(record: Box<Record>, at: usize, from: (usize, usize)) -> Entry {
        Entry { record, item: None, listed: None, tree: Mutex::default(), summary: OnceLock::new(), at, from }
    }
}

impl Corpus {
    /// # Errors
    /// In words: a list that cannot be had to its end. An article that cannot is a problem that is told.
    pub fn gather(
        site: &Site,
        language: &str,
        backend: &Arc<Backend>,
        photos: &Photos,
        known: Language,
    ) -> Outcome<Corpus> {
        let mut gather = Gather::begin(site, language, backend, known.lists)?;
        let mut of_articles = Terms::new(known.terms);
        let mut got = gather.read(photos.is_watched)?;
        let mut problems = mem::take(&mut gather.problems);
        again_where_links_changed(&gather, &mut got)?;
        let is_read = got.iter().any(|got| matches!(got.what, What::Read(_)));
        let origins: Origins =
            if is_read { got.iter().filter_map(|got| origin(&got.what)).collect() } else { Origins::default() };
        let texts = Texts::new(site, language, &origins, photos);
        let progress = Progress::begin("Texts and pictures", if is_read { got.len() } else { 0 }, photos.is_watched);
        let (mut articles, mut lost) = (Vec::with_capacity(got.len()), vec![]);
        let mut got = got.into_iter();
        while !got.as_slice().is_empty() {
            // In parts: a text is let go of once it is read.
            let part: Vec<Got> = got.by_ref().take(OF_PART).collect();
            let one = |got: Got| {
                progress.step();
                (got.listed, read(&texts, got.what))
            };
            let part: Vec<((usize, usize), Done)> = part.into_par_iter().map(one).collect();
            for (from, done) in part {
                let at = articles.len() + lost.len();
                match done {
                    Done::Same(record) => {
                        articles.push(Entry::new(record, at, from));
                    }
                    Done::Read(text) => {
                        let Text { mut record, category, tags, item, listed, tree } = *text;
                        record.category = category.map(|term| of_articles.place(term));
                        record.tags = tags.into_iter().map(|term| of_articles.place(term)).collect();
                        let entry = Entry::new(Box::new(record), at, from);
                        let (item, listed, tree) = (Some(item), Some(listed), Mutex::new(tree));
                        articles.push(Entry { item, listed, tree, ..entry });
                    }
                    Done::Lost(problem) => {
                        gather.heads[from.0][from.1].is_whole = false;
                        lost.push(problem);
                    }
                }
            }
        }
        drop(progress);
        // An archive that cannot be read is not pressed as an empty one.
        if articles.len() < lost.len() {
            return Err(lost.swap_remove(0));
        }
        problems.append(&mut lost);
        let reader = Reader::new(site, backend);
        let store = Store::new(site.profiles(language)?, reader.outside());
        let (albums, shelf) = albums(site, &store, &reader, photos, known.albums)?;
        let (mut pages, page_aliases) = standing_pages(&store, &mut problems)?;
        let mut of_pages = vec![];
        pages.iter_mut().for_each(|page| texts.page(page, &mut of_pages));
        let terms = ask(&store, &|store: &Store| store.terms("categories")).unwrap_or_default();
        let categories = terms.into_iter().map(|count| count.term).collect();
        let language = language.to_owned();
        let mut corpus = Corpus {
            language,
            articles,
            pages,
            page_aliases,
            albums,
            categories,
            problems,
            shelf,
            terms: of_articles,
            of_pages,
            heads: mem::take(&mut gather.heads),
        };
        corpus.put_in_order();
        corpus.drop_what_has_no_page();
        corpus.tell_what_is_alike();
        Ok(corpus)
    }

    fn put_in_order(&mut self) {
        // Of those of one second the source's order holds.
        self.articles.sort_by_key(|entry| Reverse(entry.record.published));
        let mut named: HashSet<String> = self.categories.iter().map(|term| term.slug.clone()).collect();
        let mut seen = FxHashSet::default();
        let of_articles = self.articles.iter().filter_map(|entry| entry.record.category);
        let of_articles = of_articles.filter(|&place| seen.insert(place)).map(|place| self.terms.at(place));
        for category in of_articles.chain(self.albums.iter().filter_map(|album| album.record.category.as_ref())) {
            if !named.contains(&category.slug) {
                named.insert(category.slug.clone());
                self.categories.push(category.clone());
            }
        }
    }

    /// Two names are the portal's own, and a slash in one is no part of it.
    fn drop_what_has_no_page(&mut self) {
        let mut taken = |what: &str, slug: &str, own: &str| {
            let is_free = slug != own && is_one_part(slug);
            if !is_free {
                self.problems.push(format!(
                    "expected a slug for the {what} {slug} without / that is not one of the portal's own addresses: \
                     give it another"
                ));
            }
            is_free
        };
        self.pages.retain(|page| taken("page", &page.slug, "site-map"));
        self.albums.retain(|album| taken("album", &album.record.slug, "category"));
    }

    /// Things that are one file on some disks are all written, and told.
    fn tell_what_is_alike(&mut self) {
        let articles = alike(self.articles.iter().map(|entry| entry.record.slug.as_str()));
        let pages = alike(self.pages.iter().map(|page| page.slug.as_str()));
        let albums = alike(self.albums.iter().map(|album| album.record.slug.as_str()));
        let told = articles.iter().chain(&pages).chain(&albums).map(|(slug, other)| {
            format!("expected slugs that differ by more than capitals, found {slug} and {other}: give one another")
        });
        let told: Vec<String> = told.collect();
        self.problems.extend(told);
    }

    /// What the photos that are shown are made of, among all that was read.
    pub fn inputs(&self) -> impl Iterator<Item = &Input> {
        self.articles.iter().flat_map(|entry| &entry.record.inputs).chain(&self.shelf).chain(&self.of_pages)
    }

    /// What the next build is to know.
    pub fn remember(self) -> Language {
        let listing =
            |head: Head| Listing { input: head.input, next: head.next, is_whole: head.is_whole, records: vec![] };
        let mut lists: Vec<Vec<Listing>> =
            self.heads.into_iter().map(|heads| heads.into_iter().map(listing).collect()).collect();
        let mut articles = self.articles;
        articles.sort_unstable_by_key(|entry| entry.at);
        for Entry { record, from: (source, head), .. } in articles {
            lists[source][head].records.push(record);
        }
        let albums = self.albums.into_iter().map(|album| album.record).collect();
        Language { lists, terms: self.terms.into_all(), albums: Shelf { inputs: self.shelf, albums } }
    }
}

/// What came of an article: its record as it was, its text read, or why it cannot be had.
enum Done {
    Same(Box<Record>),
    Read(Box<Text>),
    Lost(String),
}

fn read(texts: &Texts, what: What) -> Done {
    match what {
        What::Same(record) => Done::Same(record),
        What::Read(read) => Done::Read(Box::new(texts.article(*read))),
        What::Lost(problem) => Done::Lost(problem),
    }
}

/// A link that leads to the portal's own article, or did: where such an article comes or goes, those that lead to it are
/// read once more. So are those whose related articles come.
fn again_where_links_changed(gather: &Gather, got: &mut [Got]) -> Outcome<()> {
    let read = |got: &Got| match &got.what {
        What::Read(read) => Some((origin(&got.what).map(|(key, _)| key), read.article.summary.slug.clone())),
        What::Same(_) | What::Lost(_) => None,
    };
    let forgotten = |record: &Record| (record.origin, record.slug.clone());
    let before: HashSet<(Option<u64>, String)> = gather.forgotten().map(forgotten).collect();
    let now: HashSet<(Option<u64>, String)> = got.iter().filter_map(read).collect();
    let keys: HashSet<u64> = before.symmetric_difference(&now).filter_map(|(key, _)| *key).collect();
    let slugs: HashSet<&String> = now.difference(&before).map(|(_, slug)| slug).collect();
    let is_touched = |got: &Got| match &got.what {
        What::Same(record) => {
            record.leads_to.iter().any(|key| keys.contains(key))
                || record.related.iter().any(|slug| slugs.contains(slug))
        }
        What::Read(_) | What::Lost(_) => false,
    };
    let touched: Vec<usize> = (0..got.len()).into_par_iter().filter(|&n| is_touched(&got[n])).collect();
    let record = |&n: &usize| match &got[n].what {
        What::Same(record) => Some(&**record),
        What::Read(_) | What::Lost(_) => None,
    };
    let records: Vec<&Record> = touched.iter().filter_map(record).collect();
    let again = gather.again(&records)?;
    touched.into_iter().zip(again).for_each(|(n, what)| got[n].what = what);
    Ok(())
}

fn origin(what: &What) -> Option<(u64, String)> {
    match what {
        What::Same(record) => Some((record.origin?, record.slug.clone())),
        What::Read(read) => {
            let summary = &read.article.summary;
            Some((key(summary.origin.as_ref()?.as_str()), summary.slug.clone()))
        }
        What::Lost(_) => None,
    }
}
