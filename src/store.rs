//! The cache of answered queries: what was read once is not asked for again.
//!
//! Looking something up takes no time: it is there, or [`Error::Unread`] says that [`Store::read_wanted`] is to ask for
//! it first. The store asks through an [`Outside`] that the browser or a test hands it, and knows no network.

mod answers;
mod chain;
mod lists;
mod terms;

pub use answers::{Fetch, Keep, Kept, Outside, Refreshed};
pub use terms::Newest;

use std::rc::Rc;

use crate::article::{Album, Article, Moment, StandingPage, Summary, Term};
use crate::cut::digits;
use crate::source::{Answer, Error, Filter, JOIN, Page, Profile};
use crate::url;
use answers::Answers;
use chain::Chain;

/// What was read of one language's sources.
pub struct Store {
    /// In the settings' order; never empty.
    profiles: Vec<Rc<Profile>>,
    answers: Answers,
}

/// Albums are looked for in so many answers of a live source. Static files are read to their end.
const MOST_ALBUM_PAGES: usize = 3;

impl Store {
    pub fn new(profiles: Vec<Rc<Profile>>, outside: Outside) -> Store {
        Store { profiles, answers: Answers::new(outside) }
    }

    /// Articles of all sources, newest first, cut into pages.
    ///
    /// # Errors
    /// Of the source, where there is one, or of all; [`Error::Missing`] for a page after the last one.
    pub fn list(&self, filter: &Filter, number: usize, size: usize) -> Result<Page<Summary>, Error> {
        match self.profiles.as_slice() {
            [one] => self.list_of(one, filter, number, size),
            _ => self.merged_list(filter, number, size),
        }
    }

    /// Every article's summary, newest first, as far as a search of our own goes.
    ///
    /// # Errors
    /// Of the source.
    pub fn all(&self) -> Result<Vec<Summary>, Error> {
        let of = |profile: &Rc<Profile>| match profile.request("index", &[])? {
            Some(request) => Ok(self.answers.get(profile, "index", request)?.summaries.clone()),
            None => self.chained(profile),
        };
        Ok(self.of_all(&of)?.into_iter().flatten().collect())
    }

    /// What the backends' own search finds; `None` where one of them has none, or none that finds words however their
    /// accents are typed and nothing was found: the portal then searches for itself, among [`Store::all`].
    ///
    /// # Errors
    /// Of the source.
    pub fn search(&self, words: &str, number: usize, size: usize) -> Result<Option<Page<Summary>>, Error> {
        let filter = Filter::Search(words.to_owned());
        if words.trim().is_empty() || !self.profiles.iter().all(|profile| profile.can_filter(&filter)) {
            return Ok(None);
        }
        let page = match self.list(&filter, number, size) {
            Err(Error::Missing { .. }) => return Ok(None),
            page => page?,
        };
        Ok((!page.items.is_empty() || self.profiles.iter().all(|profile| profile.folds())).then_some(page))
    }

    /// # Errors
    /// Of the source; [`Error::Missing`] where there is no such article.
    pub fn article(&self, slug: &str) -> Result<Article, Error> {
        let missing = || Error::Missing { id: ["the article ", slug].concat() };
        let profile = self.profile_of(slug).ok_or_else(missing)?;
        let Some(request) = profile.request("article", &slug_values(profile, slug))? else {
            return self.article_in_list(profile, slug)?.ok_or_else(missing);
        };
        let answer = match self.answers.get(profile, "article", request) {
            Err(error) if profile.is_absence("article", &error) => return Err(missing()),
            answer => answer?,
        };
        let mut article = self.completed(profile, &answer, slug)?.article(slug, profile).ok_or_else(missing)?;
        if article.previous.is_none() && article.next.is_none() {
            (article.next, article.previous) = self.answers.neighbours(slug);
        }
        Ok(article)
    }

    /// An answer with what has to be fetched beside it. What of that fails is left out.
    fn completed(&self, profile: &Rc<Profile>, answer: &Rc<Answer>, slug: &str) -> Result<Rc<Answer>, Error> {
        let (mut joined, mut is_unread) = (vec![], false);
        for (name, id, request) in answer.joins(slug, profile) {
            match self.answers.get(profile, JOIN, request) {
                Ok(part) => joined.push((name, id, part)),
                Err(error) => is_unread |= error == Error::Unread,
            }
        }
        match joined.is_empty() {
            _ if is_unread => Err(Error::Unread),
            true => Ok(answer.clone()),
            false => Ok(Rc::new(answer.with_joined(joined))),
        }
    }

    /// A plain feed carries its articles whole; the neighbours are those beside it.
    fn article_in_list(&self, profile: &Rc<Profile>, slug: &str) -> Result<Option<Article>, Error> {
        let mut newer: Option<Term> = None;
        let mut answers = Chain::new(self, profile, &Filter::All)?;
        while let Some(answer) = answers.next()? {
            if let (Some(at), Some(mut article)) = (answer.position(slug), answer.article(slug, profile)) {
                let older = match answer.summaries.get(at + 1) {
                    Some(older) => Some(term(older)),
                    None => answers.next()?.and_then(|answer| answer.summaries.first().map(term)),
                };
                article.next = article.next.or(if at > 0 { answer.summaries.get(at - 1).map(term) } else { newer });
                article.previous = article.previous.or(older);
                return Ok(Some(article));
            }
            newer = answer.summaries.last().map(term).or(newer);
        }
        Ok(None)
    }

    /// # Errors
    /// Of the source. A source without albums has an empty list of them.
    pub fn albums(&self) -> Result<Vec<Album>, Error> {
        let of = |profile: &Rc<Profile>| {
            let mut albums: Vec<Album> = vec![];
            let mut answers = Chain::of_part(self, profile, "albums")?;
            while let Some(answer) = answers.next()? {
                albums.extend(answer.albums(profile));
                if answers.n_read() == MOST_ALBUM_PAGES && profile.is_paged() {
                    break;
                }
            }
            Ok(albums)
        };
        Ok(self.of_all(&of)?.into_iter().flatten().collect())
    }

    /// The album with this slug: one of those that are listed, or an article's photos.
    ///
    /// # Errors
    /// Of the source; [`Error::Missing`] where there is no such album.
    pub fn album(&self, slug: &str) -> Result<Album, Error> {
        let missing = || Error::Missing { id: ["the album ", slug].concat() };
        if let Some(album) = self.albums()?.into_iter().find(|album| album.slug == slug) {
            return Ok(album);
        }
        // An old one may be listed no more, and still have its address.
        let profile = self.profile_of(slug).ok_or_else(missing)?;
        let request = profile
            .request("article", &slug_values(profile, slug))?
            .filter(|_| profile.part("albums").is_some_and(|part| part.count("least").is_some()));
        let answer = match self.answers.get(profile, "article", request.ok_or_else(missing)?) {
            Err(error) if profile.is_absence("article", &error) => return Err(missing()),
            answer => answer?,
        };
        answer
            .albums(profile)
            .into_iter()
            .find(|album| album.slug == slug && !album.photos.is_empty())
            .ok_or_else(missing)
    }

    /// The slug of the article that stands at an address of its source, if an answer that was read names it.
    pub fn slug_at(&self, address: &str) -> Option<String> {
        let wanted = url::key(address);
        let is_it =
            |summary: &Summary| summary.origin.as_ref().is_some_and(|origin| url::key(origin.as_str()) == wanted);
        self.answers.find(&is_it).map(|summary| summary.slug)
    }

    /// The standing page with this slug.
    ///
    /// # Errors
    /// Of the source; [`Error::Missing`] where there is no such page.
    pub fn standing_page(&self, slug: &str) -> Result<StandingPage, Error> {
        let missing = || Error::Missing { id: ["the page ", slug].concat() };
        let profile = self.profile_of(slug).ok_or_else(missing)?;
        let (part, request) = match profile.request("page", &slug_values(profile, slug))? {
            Some(request) => ("page", request),
            None => ("pages", profile.request("pages", &[])?.ok_or_else(missing)?),
        };
        match self.answers.get(profile, part, request) {
            Err(error) if profile.is_absence(part, &error) => Err(missing()),
            answer => answer?.standing_page(slug, profile).ok_or_else(missing),
        }
    }

    /// Slugs and titles of the standing pages.
    ///
    /// # Errors
    /// Of the source. A source without standing pages has an empty list of them.
    pub fn standing_pages(&self) -> Result<Vec<Term>, Error> {
        let of = |profile: &Rc<Profile>| match profile.request("pages", &[])? {
            Some(request) => Ok(self.answers.get(profile, "pages", request)?.summaries.iter().map(term).collect()),
            None => Ok(vec![]),
        };
        Ok(self.of_all(&of)?.into_iter().flat_map(|pages: Vec<Term>| pages).collect())
    }

    /// From here on the answers are counted that a page is made of; what failed is asked for again.
    pub fn begin(&self) {
        self.answers.begin();
    }

    /// The addresses that a page is made of, to be put back after something else was looked up.
    pub fn used(&self) -> Vec<String> {
        self.answers.used()
    }

    pub fn set_used(&self, used: Vec<String>) {
        self.answers.set_used(used);
    }

    /// Whether any of its sources is a backend rather than files beside the portal.
    pub fn is_live(&self) -> bool {
        self.profiles.iter().any(|profile| profile.is_paged())
    }

    /// What an administrator can do about an error.
    pub fn advice(&self, error: &Error) -> Option<String> {
        let about = match error {
            Error::Status { code, .. } => digits((*code).into()),
            Error::Forbidden { .. } => "cors".to_owned(),
            _ => return None,
        };
        self.profiles.iter().find_map(|profile| profile.advice(&about))
    }

    /// Asks for all that was looked up in vain.
    pub async fn read_wanted(&self) {
        self.answers.read_wanted().await;
    }

    /// When the oldest answer came that the page is made of, where it is no longer young.
    pub fn age(&self) -> Option<Moment> {
        self.answers.age()
    }

    /// Asks again for what the page is made of and is no longer young.
    pub async fn refresh(&self) -> Refreshed {
        self.answers.refresh().await
    }

    /// What several sources have; without those that fail, unless all do.
    fn of_all<T>(&self, of: &dyn Fn(&Rc<Profile>) -> Result<T, Error>) -> Result<Vec<T>, Error> {
        let mut found = vec![];
        let mut failed = None;
        let mut is_unread = false;
        // All are looked at, so that what is lacking of any is asked for at once.
        for result in self.profiles.iter().map(of) {
            match result {
                Ok(part) => found.push(part),
                Err(Error::Unread) => is_unread = true,
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        match failed {
            _ if is_unread => Err(Error::Unread),
            Some(error) if found.is_empty() => Err(error),
            _ => Ok(found),
        }
    }

    /// The source that an article's or a page's slug belongs to.
    fn profile_of(&self, slug: &str) -> Option<&Rc<Profile>> {
        let named =
            self.profiles.iter().find(|profile| !profile.id.is_empty() && slug.starts_with(profile.id.as_str()));
        named.or(self.profiles.first())
    }
}

/// What an address may name an article by: its slug at its source, or the number that the slug begins with.
fn slug_values(profile: &Rc<Profile>, slug: &str) -> [(&'static str, String); 2] {
    let own = slug.strip_prefix(profile.id.as_str()).unwrap_or(slug);
    let number = own.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    [("slug", own.to_owned()), ("number", number.to_owned())]
}

fn term(summary: &Summary) -> Term {
    Term { slug: summary.slug.clone(), title: summary.title.clone() }
}
