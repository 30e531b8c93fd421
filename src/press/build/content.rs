//! The files that a pressed portal reads: a JSON Feed for each page of each list, each article, each standing page.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Outcome;
use super::chunks::{Chunk, chunks};
use super::corpus::Corpus;
use super::folder::Folder;
use super::item::{self, Items};
use super::site::Site;
use crate::article::{Article, Term};
use crate::locale;
use crate::route::Route;

/// Articles of one file of the index that the portal's own search goes through.
const OF_INDEX: usize = 500;

/// Articles that the front page asks for.
const ON_FRONT: usize = 20;

/// One language's corpus, sorted into its lists.
pub struct Content<'a> {
    pub site: &'a Site,
    pub corpus: Corpus,
    /// By the name of the list's folder.
    pub lists: BTreeMap<String, List>,
    /// The tags, by slug.
    pub tags: BTreeMap<String, Term>,
}

/// One list of articles.
pub struct List {
    /// Its newest page.
    pub route: Route,
    /// Indices into the corpus, newest first.
    pub articles: Vec<usize>,
}

impl<'a> Content<'a> {
    pub fn new(site: &'a Site, corpus: Corpus) -> Content<'a> {
        let mut content = Content { site, corpus, lists: BTreeMap::new(), tags: BTreeMap::new() };
        // There are news, if none.
        content.lists.insert("list".into(), List { route: Route::News { page: 0 }, articles: vec![] });
        for n in 0..content.corpus.articles.len() {
            for (name, route) in content.lists_of(n) {
                content.lists.entry(name).or_insert_with(|| List { route, articles: vec![] }).articles.push(n);
            }
            for tag in &content.corpus.articles[n].summary.tags {
                content.tags.entry(tag.slug.clone()).or_insert_with(|| tag.clone());
            }
        }
        content
    }

    /// The lists that an article is in: the name of the folder, and the route of the newest page.
    fn lists_of(&self, n: usize) -> Vec<(String, Route)> {
        let summary = &self.corpus.articles[n].summary;
        let mut all = vec![("list".to_owned(), Route::News { page: 0 })];
        if let Some(Term { slug, .. }) = &summary.category {
            all.push((format!("category/{slug}"), Route::Category { slug: slug.clone(), page: 0 }));
        }
        for Term { slug, .. } in &summary.tags {
            let name = format!("tag/{slug}");
            if all.iter().all(|(known, _)| *known != name) {
                all.push((name, Route::Tag { slug: slug.clone(), page: 0 }));
            }
        }
        if let Some(month) = summary.published.map(|at| locale::civil(at, &self.site.settings.timezone)) {
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

    /// # Errors
    /// In words, of writing.
    pub fn write(&self, folder: &Folder) -> Outcome<()> {
        let items = Items { zone: &self.site.settings.timezone };
        let corpus = &self.corpus;
        let put = |name: &str, feed: &Value| self.put(folder, name, feed);
        for article in &corpus.articles {
            let item = items.article(article, &article.body_html);
            put(&format!("article/{}", article.summary.slug), &self.feed(vec![item], json!({})))?;
        }
        for (name, list) in &self.lists {
            for chunk in self.pages(list) {
                let mut beside = json!({ "newer": chunk.newer, "older": chunk.older });
                // The number of all would change every page whenever there is one more.
                if chunk.number == 0 {
                    beside["total"] = list.articles.len().into();
                }
                let all = chunk.items.iter().map(|&n| items.summary(&corpus.articles[n].summary)).collect();
                put(&format!("{name}/{}", Chunk::<usize>::name(chunk.number)), &self.feed(all, beside))?;
            }
        }
        for chunk in chunks(&corpus.articles, OF_INDEX, OF_INDEX) {
            let all = chunk.items.iter().map(|article: &Article| items.summary(&article.summary)).collect();
            let mut feed = self.feed(all, json!({}));
            if let Some(older) = chunk.older {
                feed["next_url"] = format!("{}.json", Chunk::<usize>::name(older)).into();
            }
            put(&format!("index/{}", Chunk::<usize>::name(chunk.number)), &feed)?;
        }
        for page in &corpus.pages {
            let feed = self.feed(vec![item::standing_page(page, &page.body_html)], json!({}));
            put(&format!("page/{}", page.slug), &feed)?;
        }
        let named = |page: &crate::article::StandingPage| item::standing_page(page, "");
        put("pages", &self.feed(corpus.pages.iter().map(named).collect(), json!({})))?;
        put("albums", &self.feed(corpus.albums.iter().map(|album| items.album(album)).collect(), json!({})))?;
        put("categories", &self.feed(vec![], json!({ "categories": self.counts("category", &corpus.categories) })))?;
        let tags: Vec<Term> = self.tags.values().cloned().collect();
        put("tags", &self.feed(vec![], json!({ "tags": self.counts("tag", &tags) })))?;
        put("months", &self.feed(vec![], json!({ "months": self.months() })))
    }

    fn put(&self, folder: &Folder, name: &str, feed: &Value) -> Outcome<()> {
        folder.put(&self.path(name), feed.to_string().as_bytes())
    }

    /// The file of one of the language's parts, below the portal's root.
    pub fn path(&self, name: &str) -> String {
        format!("content/{}/{name}.json", self.corpus.language)
    }

    fn feed(&self, items: Vec<Value>, beside: Value) -> Value {
        let title = self.site.settings.name.in_language(&self.corpus.language);
        let mut feed = json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": title,
            "language": self.corpus.language,
        });
        if let Value::Object(mut entries) = beside {
            entries.retain(|_, value| !value.is_null());
            if !entries.is_empty() {
                feed["_bantin"] = entries.into();
            }
        }
        feed["items"] = items.into();
        feed
    }

    /// Terms with the number of their articles; one that nothing is in is not there.
    fn counts(&self, kind: &str, terms: &[Term]) -> Vec<Value> {
        let count = |term: &Term| {
            let total = self.lists.get(&format!("{kind}/{}", term.slug))?.articles.len();
            let mut entry = item::term(term);
            entry["total"] = total.into();
            Some(entry)
        };
        terms.iter().filter_map(count).collect()
    }

    /// Newest first.
    fn months(&self) -> Vec<Value> {
        let month = |(name, list): (&String, &List)| {
            Some(json!({ "month": name.strip_prefix("month/")?, "total": list.articles.len() }))
        };
        self.lists.iter().rev().filter_map(month).collect()
    }
}
