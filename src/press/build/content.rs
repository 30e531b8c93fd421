//! One language's corpus, sorted into the lists that the portal shows.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::chunks::{Chunk, chunks};
use super::corpus::{Corpus, Entry};
use super::memory::{Mark, mark};
use super::site::Site;
use crate::article::{Moment, Term, Translation};
use crate::locale;
use crate::route::Route;

/// Articles that the front page asks for.
const ON_FRONT: usize = 20;

pub struct Content<'a> {
    pub site: &'a Site,
    pub corpus: Corpus,
    /// By the name of the list's folder.
    pub lists: BTreeMap<String, List>,
    /// The tags, by slug.
    pub tags: BTreeMap<String, Term>,
    /// Of each article as it is sent: with what of its links leads somewhere.
    pub marks: Vec<Mark>,
    slugs: &'a Slugs,
}

/// One list of articles.
pub struct List {
    /// Its newest page.
    pub route: Route,
    /// Indices into the corpus, newest first.
    pub articles: Vec<usize>,
}

/// What there is in each language: links from one article to another lead to that alone.
#[derive(Default)]
pub struct Slugs {
    articles: HashMap<String, HashSet<String>>,
    pages: HashMap<String, HashSet<String>>,
    albums: HashMap<String, HashSet<String>>,
}

impl Slugs {
    pub fn add(&mut self, corpus: &Corpus) {
        let articles = corpus.articles.iter().map(|entry| entry.record.slug.clone());
        self.articles.insert(corpus.language.clone(), articles.collect());
        self.pages.insert(corpus.language.clone(), corpus.pages.iter().map(|page| page.slug.clone()).collect());
        let albums = corpus.albums.iter().map(|album| album.record.slug.clone());
        self.albums.insert(corpus.language.clone(), albums.collect());
    }
}

/// Whether a translation is there, as far as its language is one of the portal's.
fn is_there(slugs: &HashMap<String, HashSet<String>>, translation: &Translation) -> bool {
    slugs.get(&translation.language).is_none_or(|there| there.contains(&translation.slug))
}

impl<'a> Content<'a> {
    pub fn new(site: &'a Site, mut corpus: Corpus, slugs: &'a Slugs) -> Content<'a> {
        for page in &mut corpus.pages {
            page.translations.retain(|translation| is_there(&slugs.pages, translation));
        }
        let mut content = Content { site, corpus, lists: BTreeMap::new(), tags: BTreeMap::new(), marks: vec![], slugs };
        content.marks = (0..content.corpus.articles.len()).map(|n| content.mark(n)).collect();
        content.sort();
        content
    }

    fn mark(&self, n: usize) -> Mark {
        let record = &self.corpus.articles[n].record;
        if record.translations.is_empty() && record.related.is_empty() {
            return record.mark;
        }
        let related: Vec<&String> = record.related.iter().filter(|slug| self.has(slug)).collect();
        mark([&record.mark[..], format!("{:?}{related:?}", self.translations(n)).as_bytes()])
    }

    /// Whether there is such an article in this language.
    pub fn has(&self, slug: &str) -> bool {
        self.slugs.articles.get(&self.corpus.language).is_some_and(|own| own.contains(slug))
    }

    /// The translations of an article that are there.
    pub fn translations(&self, n: usize) -> Vec<Translation> {
        let all = &self.corpus.articles[n].record.translations;
        all.iter().filter(|one| is_there(&self.slugs.articles, one)).cloned().collect()
    }

    /// The same of an album.
    pub fn album_translations(&self, n: usize) -> Vec<Translation> {
        let all = &self.corpus.albums[n].record.translations;
        all.iter().filter(|one| is_there(&self.slugs.albums, one)).cloned().collect()
    }

    fn sort(&mut self) {
        let list = |route: Route| List { route, articles: vec![] };
        // There are news, if none, and every category that the source names.
        self.lists.insert("list".into(), list(Route::News { page: 0 }));
        for Term { slug, .. } in &self.corpus.categories {
            self.lists.insert(format!("category/{slug}"), list(Route::Category { slug: slug.clone(), page: 0 }));
        }
        for n in 0..self.corpus.articles.len() {
            for (name, route) in self.lists_of(n) {
                self.lists.entry(name).or_insert_with(|| list(route)).articles.push(n);
            }
            for tag in &self.corpus.articles[n].record.tags {
                if !self.tags.contains_key(&tag.slug) {
                    self.tags.insert(tag.slug.clone(), tag.clone());
                }
            }
        }
    }

    /// The lists that an article is in: the name of the folder, and the route of the newest page.
    fn lists_of(&self, n: usize) -> Vec<(String, Route)> {
        let record = &self.corpus.articles[n].record;
        let mut all = vec![("list".to_owned(), Route::News { page: 0 })];
        if let Some(Term { slug, .. }) = &record.category {
            all.push((format!("category/{slug}"), Route::Category { slug: slug.clone(), page: 0 }));
        }
        for Term { slug, .. } in &record.tags {
            let name = format!("tag/{slug}");
            if all.iter().all(|(known, _)| *known != name) {
                all.push((name, Route::Tag { slug: slug.clone(), page: 0 }));
            }
        }
        if let Some(month) = record.published.map(|at| locale::civil(Moment(at), &self.site.settings.timezone)) {
            let route = Route::Month { year: month.year, month: month.month, page: 0 };
            all.push((format!("month/{:04}-{:02}", month.year, month.month), route));
        }
        all
    }

    /// The pages of a list.
    pub fn pages<'b>(&self, list: &'b List) -> Vec<Chunk<'b, usize>> {
        let size = self.site.settings.page_size;
        // The front page is made of the newest page, and would show now more and now less.
        chunks(&list.articles, size, size.max(ON_FRONT))
    }

    /// The older and the newer neighbour of an article, each with what it is called in the article's item.
    pub fn neighbours(&self, n: usize) -> [(&'static str, Option<Term>); 2] {
        let term = |entry: &Entry| Term { slug: entry.record.slug.clone(), title: entry.record.title.clone() };
        let articles = &self.corpus.articles;
        let newer = n.checked_sub(1).and_then(|n| articles.get(n));
        [("previous", articles.get(n + 1).map(term)), ("next", newer.map(term))]
    }

    /// The file of one of the language's parts, below the portal's root.
    pub fn path(&self, name: &str) -> String {
        format!("content/{}/{name}.json", self.corpus.language)
    }
}
