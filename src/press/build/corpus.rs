//! All that a source has in one language, read once.

use std::collections::{HashMap, HashSet};

use super::Outcome;
use super::site::Site;
use crate::article::{Album, Article, StandingPage, Summary, Term};
use crate::body;
use crate::press::wait::block_on;
use crate::source::{Error, Filter};
use crate::store::Store;
use crate::url::{self, SafeUrl};

/// A store looks its answers up one after the other: for more articles than this another one takes over.
const ARTICLES_OF_A_STORE: usize = 200;
/// Articles that a live source is asked for at once, where it gives as many.
const AT_ONCE: usize = 100;

pub struct Corpus {
    pub language: String,
    /// Newest first; each with its neighbours, and its text as the portal's own HTML.
    pub articles: Vec<Article>,
    /// Their texts are the portal's own HTML too.
    /// The addresses of each article's pictures, the one that stands for it first.
    pub pictures: Vec<Vec<String>>,
    pub pages: Vec<StandingPage>,
    pub albums: Vec<Album>,
    /// With their names, as the source has them in order; those that it does not name follow.
    pub categories: Vec<Term>,
    pub problems: Vec<String>,
}

impl Corpus {
    /// # Errors
    /// In words: a list that cannot be had to its end. An article that cannot is a problem that is told.
    pub fn gather(site: &Site, language: &str) -> Outcome<Corpus> {
        let edition = site.edition(language)?;
        let (store, size) = (&edition.store, site.settings.page_size);
        if site.settings.sources.len() > 1 {
            for store in site.sources(language)? {
                ask(&store, &|store| store.list(&Filter::All, 0, size)).map_err(|error| error.to_string())?;
            }
        }
        let summaries = summaries(store, size)?;
        let mut problems = vec![];
        let mut articles = vec![];
        for part in summaries.chunks(ARTICLES_OF_A_STORE) {
            let edition = site.edition(language)?;
            for summary in part {
                match ask(&edition.store, &|store| store.article(&summary.slug)) {
                    Ok(mut article) => {
                        // What stands in the list holds where the article by itself says nothing of it.
                        article.summary.photo_count = article.summary.photo_count.or(summary.photo_count);
                        articles.push(article);
                    }
                    // A backend that fails halfway takes no article away: the last build stays.
                    Err(error) if error.is_passing() => return Err(error.to_string()),
                    Err(error) => problems.push(format!("expected the article {}, found: {error}", summary.slug)),
                }
            }
        }
        // An archive that cannot be read is not pressed as an empty one.
        if articles.len() < problems.len() {
            return Err(problems.swap_remove(0));
        }
        let albums = ask(store, &Store::albums).map_err(|error| error.to_string())?;
        let terms = ask(store, &|store: &Store| store.terms("categories")).unwrap_or_default();
        let mut pages = vec![];
        for page in ask(store, &Store::standing_pages).map_err(|error| error.to_string())? {
            match ask(store, &|store| store.standing_page(&page.slug)) {
                Ok(page) => pages.push(page),
                Err(error) if error.is_passing() => return Err(error.to_string()),
                Err(error) => problems.push(format!("expected the page {}, found: {error}", page.slug)),
            }
        }
        let categories = terms.into_iter().map(|count| count.term).collect();
        let mut corpus =
            Corpus { language: language.to_owned(), articles, pictures: vec![], pages, albums, categories, problems };
        corpus.put_in_order();
        corpus.read_texts(site);
        Ok(corpus)
    }

    fn put_in_order(&mut self) {
        // Of those of one second the source's order holds.
        self.articles.sort_by_key(|article| std::cmp::Reverse(article.summary.published));
        let mut seen = HashSet::new();
        self.articles.retain(|article| seen.insert(article.summary.slug.clone()));
        let terms: Vec<Term> = self.articles.iter().map(|article| term(&article.summary)).collect();
        for (n, article) in self.articles.iter_mut().enumerate() {
            article.next = n.checked_sub(1).and_then(|n| terms.get(n).cloned());
            article.previous = terms.get(n + 1).cloned();
        }
        let mut named: HashSet<String> = self.categories.iter().map(|term| term.slug.clone()).collect();
        let of_articles = self.articles.iter().filter_map(|article| article.summary.category.as_ref());
        for category in of_articles.chain(self.albums.iter().filter_map(|album| album.category.as_ref())) {
            if named.insert(category.slug.clone()) {
                self.categories.push(category.clone());
            }
        }
    }

    /// Texts as trees and back: what the portal would not show is not sent, and links to articles lead to them here.
    fn read_texts(&mut self, site: &Site) {
        let links = crate::edition::links("/", &site.settings, &self.language);
        let origins: HashMap<String, String> = self
            .articles
            .iter()
            .filter_map(|article| {
                Some((url::key(article.summary.origin.as_ref()?.as_str()), article.summary.slug.clone()))
            })
            .collect();
        let own = site.settings.url.as_deref();
        let lead = |address: &str| {
            let below = own.and_then(|own| address.strip_prefix(own));
            let path = below.and_then(|below| links.to_path(&format!("/{below}")));
            let known = || {
                let slug = origins.get(&url::key(address))?.clone();
                Some(links.to(&crate::route::Route::Article { slug }))
            };
            SafeUrl::parse(&path.or_else(known)?)
        };
        let read = |html: &mut String, from: &str| {
            let (mut tree, _) = body::parse(html, from);
            body::own_links(&mut tree, &lead);
            *html = body::html(&tree, &str::to_owned);
            tree
        };
        for article in &mut self.articles {
            let lead = article.summary.image.as_ref();
            let mut pictures: Vec<String> = lead.iter().map(|photo| photo.at_least(1_200).to_string()).collect();
            body::every_figure(&mut read(&mut article.body_html, &article.read_from), &mut |figure| {
                let address = figure.photo.at_least(1_200).to_string();
                if !pictures.contains(&address) {
                    pictures.push(address);
                }
            });
            self.pictures.push(pictures);
        }
        for page in &mut self.pages {
            read(&mut page.body_html, &page.read_from);
        }
    }
}

fn term(summary: &Summary) -> Term {
    Term { slug: summary.slug.clone(), title: summary.title.clone() }
}

/// Every article's summary.
fn summaries(store: &Store, size: usize) -> Outcome<Vec<Summary>> {
    if !store.is_live() {
        return ask(store, &Store::all).map_err(|error| error.to_string());
    }
    let mut all: Vec<Summary> = vec![];
    let mut number = 0;
    loop {
        let page = match ask(store, &|store| store.list(&Filter::All, number, size.max(AT_ONCE))) {
            // A list that ends earlier than it said.
            Err(Error::Missing { .. }) if number > 0 => return Ok(all),
            page => page.map_err(|error| error.to_string())?,
        };
        all.extend(page.items.iter().cloned());
        match page.older() {
            Some(older) if !page.items.is_empty() => number = older,
            _ => return Ok(all),
        }
    }
}

/// Looks something up, asking for what is lacking until it is there.
fn ask<T>(store: &Store, look: &dyn Fn(&Store) -> Result<T, Error>) -> Result<T, Error> {
    loop {
        match look(store) {
            Err(Error::Unread) => block_on(store.read_wanted()),
            answer => return answer,
        }
    }
}
