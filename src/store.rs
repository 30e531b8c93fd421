//! The cache of answered queries: what was read once is not asked for again.
//!
//! Looking something up takes no time: it is there, or [`Error::Unread`] says that [`Store::read_wanted`] is to ask for
//! it first. The store asks through an [`Outside`] that the browser or a test hands it, and knows no network.

mod aliases;
mod answers;
mod chain;
#[cfg(not(target_arch = "wasm32"))]
mod known;
mod lists;
mod state;

pub use answers::{Fetch, Keep, Kept, Outside, Refreshed};
pub use lists::no_page;

use std::rc::Rc;

use crate::article::{Album, Article, StandingPage, Summary, Term};
use crate::list;
use crate::source::{Answer, Count, Error, Filter, JOIN, MonthCount, Page, Profile};
use crate::url;
use answers::Answers;
use chain::Chain;

/// What was read of one language's sources.
pub struct Store {
    /// In the settings' order; never empty.
    profiles: Vec<Rc<Profile>>,
    answers: Answers,
}

/// An answer, and what it is read with.
type Found = (Rc<Profile>, Rc<Answer>);

impl Store {
    pub fn new(profiles: Vec<Rc<Profile>>, outside: Outside) -> Store {
        Store { profiles, answers: Answers::new(outside) }
    }

    /// Articles of all sources, newest first, cut into pages. Number 0 is the newest page, as in a route.
    ///
    /// # Errors
    /// Of the source, where there is one, or of all; [`Error::Missing`] for a page after the last one.
    pub fn list(&self, filter: &Filter, number: usize, size: usize) -> Result<Page<Summary>, Error> {
        match self.profiles.as_slice() {
            [one] => self.list_of(one, filter, number, size),
            _ => self.merged_list(filter, number, size),
        }
    }

    /// Whether the numbers of a list's pages count from the oldest one.
    pub fn counts_from_oldest(&self) -> bool {
        matches!(self.profiles.as_slice(), [one] if one.newest().is_some())
    }

    /// Every article's summary, newest first, as far as a search of our own goes.
    ///
    /// # Errors
    /// Of the source.
    pub fn all(&self) -> Result<Vec<Summary>, Error> {
        let mut all = vec![];
        for (_, answer) in self.gather("index")? {
            all.extend_from_slice(&answer.summaries);
        }
        Ok(all)
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

    /// Categories or tags (`part`) of all sources.
    ///
    /// # Errors
    /// Of the source. One that knows of none has an empty list of them.
    pub fn terms(&self, part: &str) -> Result<Vec<Count>, Error> {
        let mut all: Vec<Count> = vec![];
        for (profile, answer) in self.gather(part)? {
            for count in answer.terms(part, &profile) {
                match all.iter_mut().find(|known| known.term.slug == count.term.slug) {
                    Some(known) => known.total = known.total.zip(count.total).map(|(a, b)| a + b),
                    None => all.push(count),
                }
            }
        }
        Ok(all)
    }

    /// Whether categories or tags cost no request of their own: a list says them beside its articles.
    pub fn has_beside(&self, part: &str) -> bool {
        self.profiles.iter().all(|profile| matches!(profile.request(part, &[]), Ok(None)))
    }

    /// Whether lists may tell which articles have photos: where albums are articles, these are known already.
    pub fn has_photo_stories(&self) -> bool {
        !self.profiles.iter().all(|profile| profile.has_albums_of_articles())
    }

    /// The months that the sources name.
    ///
    /// # Errors
    /// Of the source.
    pub fn months(&self) -> Result<Vec<MonthCount>, Error> {
        let mut all = vec![];
        for (profile, answer) in self.gather("months")? {
            all.append(&mut answer.months(&profile));
        }
        Ok(all)
    }

    /// # Errors
    /// Of the source; [`Error::Missing`] where there is no such article.
    pub fn article(&self, slug: &str) -> Result<Article, Error> {
        let Some((profile, answer)) = self.one("article", slug)? else {
            let profile = self.profile_of(slug).ok_or(Error::Unread)?;
            return self.article_in_list(profile, slug)?.ok_or_else(|| missing("article", slug));
        };
        let answer = self.completed(&profile, answer, slug)?;
        let mut article = answer.article(slug, &profile).ok_or_else(|| missing("article", slug))?;
        if article.previous.is_none() && article.next.is_none() {
            (article.next, article.previous) = self.answers.neighbours(slug);
        }
        Ok(article)
    }

    /// An answer with what has to be fetched beside it. What of that fails is left out.
    fn completed(&self, profile: &Rc<Profile>, answer: Rc<Answer>, slug: &str) -> Result<Rc<Answer>, Error> {
        let (mut whole, mut is_unread) = (answer.clone(), false);
        for (place, request) in answer.joins(slug, profile) {
            match self.answers.get(profile, JOIN, request) {
                Ok(part) => whole = Rc::new(whole.with(&place, &part)),
                Err(error) => is_unread |= error == Error::Unread,
            }
        }
        if is_unread { Err(Error::Unread) } else { Ok(whole) }
    }

    /// A plain feed carries its articles whole; the neighbours are those beside it.
    fn article_in_list(&self, profile: &Rc<Profile>, slug: &str) -> Result<Option<Article>, Error> {
        let mut newer: Option<Term> = None;
        let mut answers = Chain::new(self, profile, "list", &Filter::All)?;
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
        let mut albums = vec![];
        for (profile, answer) in self.gather("albums")? {
            albums.append(&mut answer.albums(&profile));
        }
        Ok(albums)
    }

    /// The album with this slug: one of those that are listed, or an article's photos. An old one may be listed no more,
    /// and still have its address.
    ///
    /// # Errors
    /// Of the source; [`Error::Missing`] where there is no such album.
    pub fn album(&self, slug: &str) -> Result<Album, Error> {
        let mut albums = match self.one("album", slug)? {
            Some((profile, answer)) => answer.albums(&profile),
            None => self.albums()?,
        };
        let position =
            |albums: &[Album]| albums.iter().position(|album| album.slug == slug && !album.photos.is_empty());
        if position(&albums).is_none()
            && let Some((profile, answer)) = self.one("article", slug)?
            && profile.has_albums_of_articles()
        {
            albums = answer.albums(&profile);
        }
        position(&albums).map(|at| albums.swap_remove(at)).ok_or_else(|| missing("album", slug))
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
        let found = match self.one("page", slug)? {
            None => self.gather("pages")?,
            Some(found) => vec![found],
        };
        let mut pages = found.iter().filter_map(|(profile, answer)| answer.standing_page(slug, profile));
        pages.next().ok_or_else(|| missing("page", slug))
    }

    /// Slugs and titles of the standing pages.
    ///
    /// # Errors
    /// Of the source. A source without standing pages has an empty list of them.
    pub fn standing_pages(&self) -> Result<Vec<Term>, Error> {
        let mut pages = vec![];
        for (_, answer) in self.gather("pages")? {
            list::add(&mut pages, answer.summaries.iter().map(term));
        }
        Ok(pages)
    }

    /// The answer that has one thing, by its slug. `None` where a source is not asked for it by itself.
    fn one(&self, part: &str, slug: &str) -> Result<Option<Found>, Error> {
        let Some(profile) = self.profile_of(slug) else { return Ok(None) };
        let Some(request) = profile.request(part, &slug_values(profile, slug))? else { return Ok(None) };
        match self.answers.get(profile, part, request) {
            Err(error) if profile.is_absence(part, &error) => Err(missing(part, slug)),
            answer => Ok(Some((profile.clone(), answer?))),
        }
    }

    /// All answers of all sources to the requests of a part.
    fn gather(&self, part: &str) -> Result<Vec<Found>, Error> {
        let mut all = vec![];
        self.each(&mut |profile| {
            let mut answers = Chain::new(self, profile, part, &Filter::All)?;
            while let Some(answer) = answers.next()? {
                all.push((profile.clone(), answer));
            }
            Ok(())
        })?;
        Ok(all)
    }

    /// Does something with every source; those that fail are left out, unless all do.
    fn each(&self, with: &mut dyn FnMut(&Rc<Profile>) -> Result<(), Error>) -> Result<(), Error> {
        let mut failed = None;
        let (mut is_unread, mut is_any) = (false, false);
        // All are looked at, so that what is lacking of any is asked for at once.
        for profile in &self.profiles {
            match with(profile) {
                Ok(()) => is_any = true,
                Err(Error::Unread) => is_unread = true,
                Err(error) => failed = Some(error),
            }
        }
        match failed {
            _ if is_unread => Err(Error::Unread),
            Some(error) if !is_any => Err(error),
            _ => Ok(()),
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

fn missing(what: &str, slug: &str) -> Error {
    Error::Missing { id: ["the ", what, " ", slug].concat() }
}

fn term(summary: &Summary) -> Term {
    Term { slug: summary.slug.clone(), title: summary.title.clone() }
}
