//! The cache of answered queries: what was read once is not asked for again.
//!
//! Looking something up takes no time: it is there, or [`Error::Unread`] names the file that [`Store::read`] is to ask
//! for. The store asks through a [`Fetch`] that the browser or a test hands it, and knows no network.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;

use crate::article::{Album, Article, StandingPage, Summary, Term};
use crate::json::Problem;
use crate::source::feed::{self, Feed, Totals};
use crate::source::{Error, Page, Request, Response};
use crate::url;

/// How an answer is got. It resolves redirects, and leaves statuses to the reader.
pub type Fetch = Rc<dyn Fn(Request) -> Pin<Box<dyn Future<Output = Result<Response, Error>>>>>;

/// Where one language's articles are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addresses {
    /// The newest list page.
    pub list: String,
    /// With `{slug}`.
    pub article: Option<String>,
    pub albums: Option<String>,
    pub pages: Option<String>,
}

/// What was read of one language's source.
pub struct Store {
    addresses: Addresses,
    fetch: Fetch,
    report: fn(&Problem),
    /// By address. A reader opens dozens of files in a session, not thousands: a list does.
    files: RefCell<Vec<(String, Answer)>>,
}

/// What came of asking for a file.
type Answer = Result<Rc<Feed>, Error>;

/// A list may not be cut into more files than this: a chain of next links that goes on is taken for a loop.
const MOST_FILES: usize = 500;

impl Store {
    /// `report` is told once of every item that was left out.
    pub fn new(addresses: Addresses, fetch: Fetch, report: fn(&Problem)) -> Store {
        Store { addresses, fetch, report, files: RefCell::default() }
    }

    /// The articles that `keep` keeps, newest first, cut into pages.
    ///
    /// `total` reads off the feed's own figures how many those are. Where it can, no more files are read than the page
    /// needs; else all are read and counted.
    ///
    /// # Errors
    /// Of the source; [`Error::Missing`] for a page after the last one.
    pub fn list(
        &self,
        keep: &dyn Fn(&Summary) -> bool,
        total: &dyn Fn(&Totals) -> Option<usize>,
        number: usize,
        size: usize,
    ) -> Result<Page<Summary>, Error> {
        let from = size.saturating_mul(number.saturating_sub(1));
        let mut kept: Vec<Summary> = vec![];
        let mut known = None;
        let mut files = self.chain();
        while let Some(feed) = files.next()? {
            if files.read == 1 {
                known = total(&feed.totals);
            }
            kept.extend(feed.summaries.iter().filter(|summary| keep(summary)).cloned());
            if known.is_some() && kept.len() >= from.saturating_add(size) {
                break;
            }
        }
        // What was counted is surer than what was said.
        let total = if files.ended() { kept.len() } else { known.unwrap_or(kept.len()) };
        if number > 1 && from >= total {
            return Err(Error::Missing { id: format!("page {number} of a list of {total}") });
        }
        let items: Vec<Summary> = kept.into_iter().skip(from).take(size).collect();
        Ok(Page { has_next: from + items.len() < total, items, total: Some(total), number, size })
    }

    /// The newest list file: what one request brings, and what the source says of the whole.
    ///
    /// # Errors
    /// Of the source.
    pub fn newest(&self) -> Result<Rc<Feed>, Error> {
        self.feed(&self.addresses.list)
    }

    /// Every article's summary, newest first.
    ///
    /// # Errors
    /// Of the source.
    pub fn all(&self) -> Result<Vec<Summary>, Error> {
        Ok(self.list(&|_| true, &|_| None, 1, usize::MAX)?.items)
    }

    /// # Errors
    /// Of the source; [`Error::Missing`] where there is no such article.
    pub fn article(&self, slug: &str) -> Result<Article, Error> {
        let missing = || Error::Missing { id: format!("the article {slug}") };
        let Some(template) = &self.addresses.article else { return self.article_in_list(slug)?.ok_or_else(missing) };
        let url = url::fill(template, |name| (name == "slug").then(|| url::encode(slug)));
        match self.feed(&url) {
            Ok(feed) => feed.article(slug).ok_or_else(missing),
            Err(error) if is_absence(&error) => Err(missing()),
            Err(error) => Err(error),
        }
    }

    /// A plain feed carries its articles whole; the neighbours are those beside it.
    fn article_in_list(&self, slug: &str) -> Result<Option<Article>, Error> {
        let term = |summary: &Summary| Term { slug: summary.slug.clone(), title: summary.title.clone() };
        let mut newer: Option<Term> = None;
        let mut files = self.chain();
        while let Some(feed) = files.next()? {
            if let (Some(at), Some(mut article)) = (feed.position(slug), feed.article(slug)) {
                let older = match feed.summaries.get(at + 1) {
                    Some(older) => Some(term(older)),
                    None => files.next()?.and_then(|feed| feed.summaries.first().map(term)),
                };
                article.next = article.next.or(if at > 0 { feed.summaries.get(at - 1).map(term) } else { newer });
                article.previous = article.previous.or(older);
                return Ok(Some(article));
            }
            newer = feed.summaries.last().map(term).or(newer);
        }
        Ok(None)
    }

    /// # Errors
    /// Of the source. A source without albums has an empty list of them.
    pub fn albums(&self) -> Result<Vec<Album>, Error> {
        match &self.addresses.albums {
            Some(url) => Ok(self.feed(url)?.albums()),
            None => Ok(vec![]),
        }
    }

    /// The slug of the article that stands at an address of its source, if a file that was read names it.
    pub fn slug_at(&self, address: &str) -> Option<String> {
        let wanted = url::key(address);
        let files = self.files.borrow();
        let mut summaries =
            files.iter().filter_map(|(_, answer)| answer.as_ref().ok()).flat_map(|feed| &feed.summaries);
        let is_it =
            |summary: &&Summary| summary.origin.as_ref().is_some_and(|origin| url::key(origin.as_str()) == wanted);
        summaries.find(is_it).map(|summary| summary.slug.clone())
    }

    /// The standing page with this slug.
    ///
    /// # Errors
    /// Of the source; [`Error::Missing`] where there is no such page.
    pub fn standing_page(&self, slug: &str) -> Result<StandingPage, Error> {
        let missing = || Error::Missing { id: format!("the page {slug}") };
        let url = self.addresses.pages.as_ref().ok_or_else(missing)?;
        self.feed(url)?.standing_page(slug).ok_or_else(missing)
    }

    /// Slugs and titles of the standing pages.
    ///
    /// # Errors
    /// Of the source. A source without standing pages has an empty list of them.
    pub fn standing_pages(&self) -> Result<Vec<Term>, Error> {
        let Some(url) = &self.addresses.pages else { return Ok(vec![]) };
        let feed = self.feed(url)?;
        Ok(feed.summaries.iter().map(|s| Term { slug: s.slug.clone(), title: s.title.clone() }).collect())
    }

    fn chain(&self) -> Files<'_> {
        Files { store: self, next: Some(self.addresses.list.clone()), seen: vec![], read: 0 }
    }

    /// A file that was read.
    fn feed(&self, url: &str) -> Result<Rc<Feed>, Error> {
        let files = self.files.borrow();
        let known = files.iter().find(|(known, _)| known == url);
        known.map_or_else(|| Err(Error::Unread { url: url.to_owned() }), |(_, answer)| answer.clone())
    }

    /// Asks for a file. What came of it, failure or not, is what the store then has.
    pub async fn read(&self, url: &str) {
        let response = (self.fetch)(Request { url: url.to_owned() }).await;
        let feed = response.and_then(|response| feed::read(&response)).map(Rc::new);
        if let Ok(feed) = &feed {
            feed.problems.iter().for_each(self.report);
        }
        self.files.borrow_mut().push((url.to_owned(), feed));
    }

    /// What failed is asked for again from now on.
    pub fn forget_failures(&self) {
        self.files.borrow_mut().retain(|(_, answer)| answer.is_ok());
    }
}

/// The list's files one after the other.
struct Files<'a> {
    store: &'a Store,
    next: Option<String>,
    seen: Vec<String>,
    read: usize,
}

impl Files<'_> {
    fn next(&mut self) -> Result<Option<Rc<Feed>>, Error> {
        let Some(url) = self.next.take() else { return Ok(None) };
        if self.seen.contains(&url) || self.read == MOST_FILES {
            let problem = Problem {
                file: url.clone(),
                at: "/next_url".into(),
                expected: "a list that ends".into(),
                found: format!("a loop after {} files", self.read),
            };
            (self.store.report)(&problem);
            return Ok(None);
        }
        let feed = self.store.feed(&url)?;
        self.seen.push(url);
        self.read += 1;
        self.next.clone_from(&feed.next_url);
        Ok(Some(feed))
    }

    fn ended(&self) -> bool {
        self.next.is_none()
    }
}

/// Whether an answer means that a static file is not there: a 404, or the host's page for unknown paths.
fn is_absence(error: &Error) -> bool {
    match error {
        Error::Status { code, .. } => matches!(code, 404 | 410),
        Error::NotJson { found, .. } => found == "an HTML page",
        _ => false,
    }
}
