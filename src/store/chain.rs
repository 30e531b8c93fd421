//! A list's answers one after the other: files that name the next one, or pages by their numbers.

use std::rc::Rc;

use super::Store;
use crate::cut::digits;
use crate::json::Problem;
use crate::source::{Answer, Error, Filter, Place, Profile, Request};

/// A list may not be cut into more files than this: a chain of next links that goes on is taken for a loop.
const MOST_FILES: usize = 500;
/// A live source is not asked for more pages than this for one page of ours.
const MOST_PAGES: usize = 10;

pub struct Chain<'a> {
    store: &'a Store,
    profile: &'a Rc<Profile>,
    part: &'static str,
    next: Option<Request>,
    seen: Vec<String>,
    filter: Filter,
    is_paged: bool,
}

impl Chain<'_> {
    /// # Errors
    /// An entry that the settings lack.
    pub fn new<'a>(store: &'a Store, profile: &'a Rc<Profile>, filter: &Filter) -> Result<Chain<'a>, Error> {
        let mut chain = Chain::empty(store, profile, "list");
        chain.filter = filter.clone();
        chain.is_paged = profile.is_paged();
        chain.next = chain.page(1)?;
        Ok(chain)
    }

    /// The answers to a part that is no list of articles.
    ///
    /// # Errors
    /// As [`Chain::new`].
    pub fn of_part<'a>(store: &'a Store, profile: &'a Rc<Profile>, part: &'static str) -> Result<Chain<'a>, Error> {
        let mut chain = Chain::empty(store, profile, part);
        chain.next = profile.request(part, &store.answers.clock())?;
        Ok(chain)
    }

    fn empty<'a>(store: &'a Store, profile: &'a Rc<Profile>, part: &'static str) -> Chain<'a> {
        Chain { store, profile, part, next: None, seen: vec![], filter: Filter::All, is_paged: false }
    }

    /// A page of a list by its number; the first file of a chain.
    fn page(&self, page: usize) -> Result<Option<Request>, Error> {
        let values = self.store.values(self.profile, &self.filter)?;
        let place = Place { page, size: self.profile.largest_page() };
        self.profile.list(&self.filter, place, &values).map(Some)
    }

    /// # Errors
    /// Of the source.
    pub fn next(&mut self) -> Result<Option<Rc<Answer>>, Error> {
        let Some(request) = self.next.take() else { return Ok(None) };
        let most = if self.is_paged { MOST_PAGES } else { MOST_FILES };
        if self.seen.contains(&request.url) || self.seen.len() == most {
            if !self.is_paged {
                self.report_loop(request.url);
            }
            return Ok(None);
        }
        let answer = self.store.answers.get(self.profile, self.part, request.clone())?;
        self.seen.push(request.url);
        let n_read = self.seen.len();
        self.next = if self.is_paged {
            let is_more = match answer.total {
                Some(total) => n_read * self.profile.largest_page() < total,
                None => answer.next.is_some(),
            };
            if is_more && !answer.summaries.is_empty() { self.page(n_read + 1)? } else { None }
        } else {
            answer.next.as_ref().map(|next| self.profile.request_at(self.part, next))
        };
        Ok(Some(answer))
    }

    fn report_loop(&self, url: String) {
        self.store.answers.report(&Problem {
            file: url,
            at: "/next_url".into(),
            expected: "a list that ends".into(),
            found: ["a loop after ", &digits(self.seen.len() as u32), " files"].concat(),
        });
    }

    pub fn n_read(&self) -> usize {
        self.seen.len()
    }

    pub fn has_ended(&self) -> bool {
        self.next.is_none()
    }
}
