//! A list's answers one after the other: files that name the next one, or pages by their numbers.

use std::rc::Rc;

use super::Store;
use crate::cut::digits;
use crate::json::Problem;
use crate::source::{self, Answer, Error, Filter, Profile, Request};

/// A list may not be cut into more files than this: a chain of next links that goes on is taken for a loop.
const MOST_FILES: usize = 500;
/// A live source is not asked for more pages than this for one page of ours, or for more answers with albums.
const MOST_PAGES: usize = 10;
const MOST_OF_A_PART: usize = 3;

pub struct Chain<'a> {
    store: &'a Store,
    profile: &'a Rc<Profile>,
    part: &'a str,
    next: Option<Request>,
    seen: Vec<String>,
    filter: &'a Filter,
    /// Of answers.
    most: usize,
    /// Whether the next one is asked for by its number.
    is_paged: bool,
}

impl<'a> Chain<'a> {
    /// The answers to the requests of a part. What a list says beside its articles is in its first answer; a search of
    /// our own goes through the list where there is no `index`.
    ///
    /// # Errors
    /// An entry that the settings lack.
    pub fn new(
        store: &'a Store,
        profile: &'a Rc<Profile>,
        part: &'a str,
        filter: &'a Filter,
    ) -> Result<Chain<'a>, Error> {
        let is_patient = store.answers.is_patient();
        let (is_live, files) = (profile.is_live() && !is_patient, if is_patient { usize::MAX } else { MOST_FILES });
        let mut chain = Chain { store, profile, part, next: None, seen: vec![], filter, most: files, is_paged: false };
        chain.next = if part == "list" { None } else { profile.request(part, &store.answers.clock())? };
        let is_beside = part == "list" || (source::is_terms(part) && profile.part(part).is_some());
        if chain.next.is_some() {
            if is_live {
                chain.most = MOST_OF_A_PART;
            }
        } else if is_beside || part == "index" {
            chain.part = "list";
            chain.is_paged = profile.is_paged();
            chain.most = match part {
                "list" | "index" if is_live => MOST_PAGES,
                "list" | "index" => files,
                _ => 1,
            };
            chain.next = Some(chain.page(1)?);
        }
        Ok(chain)
    }

    /// A page of a list by its number; the first file of a chain.
    fn page(&self, page: usize) -> Result<Request, Error> {
        self.store.request(self.profile, self.filter, page, self.profile.largest_page())
    }

    /// # Errors
    /// Of the source.
    pub fn next(&mut self) -> Result<Option<Rc<Answer>>, Error> {
        let Some(request) = self.next.take() else { return Ok(None) };
        let is_long = self.seen.len() == self.most;
        if is_long || self.seen.contains(&request.url) {
            if !is_long || self.most == MOST_FILES {
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
            if is_more && !answer.summaries.is_empty() { Some(self.page(n_read + 1)?) } else { None }
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
