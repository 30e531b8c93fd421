//! One language's corpus, sorted into the lists that the portal shows.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::chunks::{self, Chunk, chunks};
use super::corpus::{Corpus, Entry};
use super::memory::{Mark, Record, mark};
use super::site::Site;
use super::terms::Terms;
use crate::article::{Moment, Term, Translation};
use crate::locale;
use crate::route::Route;

/// Articles that the front page asks for.
const ON_FRONT: usize = 20;
/// The name of the list of all articles.
const ALL: &str = "list";

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

/// A page of a list, and its file below the portal's root.
pub struct ListPage<'a> {
    pub list: &'a List,
    pub chunk: Chunk<'a, usize>,
    pub file: String,
}

/// What there is in each language: links from one article to another lead to that alone.
#[derive(Default)]
pub struct Slugs {
    articles: ByLanguage,
    pages: ByLanguage,
    albums: ByLanguage,
}

type ByLanguage = HashMap<String, FxHashSet<String>>;

impl Slugs {
    pub fn of(all: &[Corpus]) -> Slugs {
        let mut slugs = Slugs::default();
        for corpus in all {
            let language = || corpus.language.clone();
            let articles = corpus.articles.iter().map(|entry| entry.record.slug.clone());
            slugs.articles.insert(language(), articles.collect());
            slugs.pages.insert(language(), corpus.pages.iter().map(|page| page.slug.clone()).collect());
            let albums = corpus.albums.iter().map(|album| album.record.slug.clone());
            slugs.albums.insert(language(), albums.collect());
        }
        slugs
    }
}

/// Whether a translation is there, as far as its language is one of the portal's.
fn is_there(slugs: &ByLanguage, translation: &Translation) -> bool {
    slugs.get(&translation.language).is_none_or(|there| there.contains(&translation.slug))
}

/// Articles by their terms.
struct ByTerm {
    /// By the term's place.
    articles: Vec<Vec<usize>>,
    /// Places, as their articles come.
    order: Vec<u32>,
}

impl ByTerm {
    fn new(terms: &Terms) -> ByTerm {
        ByTerm { articles: vec![vec![]; terms.len()], order: vec![] }
    }

    fn add(&mut self, place: u32, article: usize) {
        let list = &mut self.articles[place as usize];
        if list.is_empty() {
            self.order.push(place);
        }
        // One may be named twice.
        if list.last() != Some(&article) {
            list.push(article);
        }
    }

    /// Two terms of one address are one, by the name that comes first.
    fn by_slug(mut self, terms: &Terms) -> BTreeMap<&String, (&Term, Vec<usize>)> {
        let mut all = BTreeMap::new();
        for place in self.order {
            let term = terms.at(place);
            let (_, list) = all.entry(&term.slug).or_insert_with(|| (term, vec![]));
            let is_alone = list.is_empty();
            list.append(&mut self.articles[place as usize]);
            if !is_alone {
                list.sort_unstable();
                list.dedup();
            }
        }
        all
    }
}

impl<'a> Content<'a> {
    pub fn new(site: &'a Site, mut corpus: Corpus, slugs: &'a Slugs) -> Content<'a> {
        for page in &mut corpus.pages {
            page.translations.retain(|translation| is_there(&slugs.pages, translation));
        }
        let mut content = Content { site, corpus, lists: BTreeMap::new(), tags: BTreeMap::new(), marks: vec![], slugs };
        content.marks = (0..content.corpus.articles.len()).into_par_iter().map(|n| content.mark(n)).collect();
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
        let (mut categories, mut tags) = (ByTerm::new(&corpus.terms), ByTerm::new(&corpus.terms));
        let mut months = BTreeMap::new();
        for (n, Entry { record, .. }) in corpus.articles.iter().enumerate() {
            record.category.into_iter().for_each(|place| categories.add(place, n));
            record.tags.iter().for_each(|&place| tags.add(place, n));
            if let Some(month) = record.published.map(|at| locale::civil(Moment(at), &self.site.settings.timezone)) {
                months.entry((month.year, month.month)).or_insert_with(Vec::new).push(n);
            }
        }
        let (mut categories, tags) = (categories.by_slug(&corpus.terms), tags.by_slug(&corpus.terms));
        let all = List { route: Route::News { page: 0 }, articles: (0..corpus.articles.len()).collect() };
        let mut lists = BTreeMap::from([(ALL.to_owned(), all)]);
        // There is every category that the source names.
        for Term { slug, .. } in &corpus.categories {
            let articles = categories.remove(slug).map(|(_, articles)| articles).unwrap_or_default();
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

    /// The list of all articles.
    pub fn all(&self) -> &[usize] {
        self.lists.get(ALL).map(|list| list.articles.as_slice()).unwrap_or_default()
    }

    /// The pages of a list.
    pub fn pages<'b>(&self, list: &'b List) -> Vec<Chunk<'b, usize>> {
        let size = self.site.settings.page_size;
        // The front page is made of the newest page, and would show now more and now less.
        chunks(&list.articles, size, size.max(ON_FRONT))
    }

    /// The pages of all lists.
    pub fn list_pages(&self) -> impl ParallelIterator<Item = ListPage<'_>> {
        let lists: Vec<(&String, &List)> = self.lists.iter().collect();
        lists.into_par_iter().flat_map_iter(move |(name, list)| {
            let file = move |number| self.path(&[name, "/", &chunks::name(number)].concat());
            self.pages(list).into_iter().map(move |chunk| ListPage { list, file: file(chunk.number), chunk })
        })
    }

    /// The older and the newer neighbour of an article, each with what it is called in the article's item.
    pub fn neighbours(&self, n: usize) -> [(&'static str, Option<&Record>); 2] {
        let record = |n: usize| self.corpus.articles.get(n).map(|entry| &*entry.record);
        [("previous", record(n + 1)), ("next", n.checked_sub(1).and_then(record))]
    }

    /// The file of one of the language's parts, below the portal's root.
    pub fn path(&self, name: &str) -> String {
        ["content/", &self.corpus.language, "/", name, ".json"].concat()
    }

    /// The same of an article.
    pub fn article_path(&self, n: usize) -> String {
        self.path(&["article/", &self.corpus.articles[n].record.slug].concat())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_of_one_address_are_one_list_under_the_name_that_comes_first() {
        let term = |slug: &str, title: &str| Term { slug: slug.into(), title: title.into() };
        let terms = Terms::new(vec![term("do", "đo"), term("do", "Đo"), term("x", "X")]);
        let mut by_term = ByTerm::new(&terms);
        for (article, places) in [vec![1], vec![0, 1, 1], vec![2], vec![0]].into_iter().enumerate() {
            places.into_iter().for_each(|place| by_term.add(place, article));
        }
        let by_slug = by_term.by_slug(&terms);
        let all: Vec<(&str, &str, &[usize])> = by_slug
            .iter()
            .map(|(slug, (term, articles))| (slug.as_str(), term.title.as_str(), &articles[..]))
            .collect();
        assert_eq!(all, [("do", "Đo", &[0, 1, 3][..]), ("x", "X", &[2])]);
    }
}
