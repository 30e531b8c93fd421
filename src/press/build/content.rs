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
        let corpus = &self.corpus;
        let (mut categories, mut tags, mut months) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut all = vec![];
        for (n, Entry { record, .. }) in corpus.articles.iter().enumerate() {
            all.push(n);
            if let Some(place) = record.category {
                categories.entry(&corpus.terms.at(place).slug).or_insert_with(Vec::new).push(n);
            }
            for &place in &record.tags {
                let term = corpus.terms.at(place);
                let (_, list) = tags.entry(&term.slug).or_insert_with(|| (term, vec![]));
                // Two tags of an article may have one address.
                if list.last() != Some(&n) {
                    list.push(n);
                }
            }
            if let Some(month) = record.published.map(|at| locale::civil(Moment(at), &self.site.settings.timezone)) {
                months.entry((month.year, month.month)).or_insert_with(Vec::new).push(n);
            }
        }
        let mut lists = BTreeMap::from([("list".to_owned(), List { route: Route::News { page: 0 }, articles: all })]);
        // There is every category that the source names.
        for Term { slug, .. } in &corpus.categories {
            let articles = categories.remove(slug).unwrap_or_default();
            lists.insert(
                format!("category/{slug}"),
                List { route: Route::Category { slug: slug.clone(), page: 0 }, articles },
            );
        }
        self.tags = tags.values().map(|(term, _)| (term.slug.clone(), Term::clone(term))).collect();
        for (slug, (_, articles)) in tags {
            lists.insert(format!("tag/{slug}"), List { route: Route::Tag { slug: slug.clone(), page: 0 }, articles });
        }
        for ((year, month), articles) in months {
            let route = Route::Month { year, month, page: 0 };
            lists.insert(format!("month/{year:04}-{month:02}"), List { route, articles });
        }
        self.lists = lists;
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
