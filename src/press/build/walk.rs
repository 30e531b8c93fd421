//! Every article that a source lists, page after page or file after file.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::Outcome;
use super::memory::{Input, Listing, Record, short};
use super::reader::{Reader, now};
use crate::article::{Article, Summary};
use crate::source::{Answer, Error, Filter, Place, Profile, Request};

/// An article as it is listed.
pub enum Listed {
    /// In an answer that is as it was: what is remembered of it.
    Known(Box<Record>),
    /// Whole, where the list has it whole.
    New(Box<Summary>, Option<Box<Whole>>),
}

pub struct Whole {
    pub article: Article,
    pub aliases: Vec<String>,
}

/// An answer to a source's list.
pub struct Head {
    pub input: Input,
    pub next: Option<String>,
    /// Whether the articles that are first in it are all that it names.
    pub is_whole: bool,
}

/// A source's list to its end.
#[derive(Default)]
pub struct Walk {
    pub heads: Vec<Head>,
    /// In the source's order, each with the number of its head.
    pub articles: Vec<(usize, Listed)>,
    /// Of answers that are other ones now.
    pub remembered: HashMap<String, Box<Record>>,
    pub problems: Vec<String>,
    /// Slugs, in few bytes.
    seen: FxHashSet<u64>,
}

impl Walk {
    /// # Errors
    /// In words: an answer that cannot be had, or read.
    pub fn through(profile: &Profile, reader: &Reader, known: Vec<Listing>) -> Outcome<Walk> {
        let mut known: HashMap<String, Listing> =
            known.into_iter().map(|listing| (listing.input.place.clone(), listing)).collect();
        let mut walk = Walk::default();
        let size = known.values().map(|listing| listing.records.len()).sum();
        walk.articles.reserve(size);
        walk.seen.reserve(size);
        let way = Way::of(profile).map_err(|error| error.to_string())?;
        let mut asked = HashSet::new();
        let mut next = Some(way.first.clone());
        while let Some(request) = next.take() {
            if !asked.insert(request.url.clone()) {
                walk.problems.push(format!("expected a list that ends, found {} in it twice", request.url));
                break;
            }
            let input = reader.input(&request.url);
            let is_known = known.get(&input.place).is_some_and(|old| old.is_whole && reader.is_same(&old.input));
            if let Some(listing) = known.remove(&input.place) {
                if is_known {
                    next = listing.next.as_ref().map(|next| profile.request_at(way.part, next));
                    walk.take(listing);
                    continue;
                }
                walk.remember(listing);
            }
            let answer = reader.get(&request, true).and_then(|response| profile.decode(way.part, &response));
            let answer = match answer {
                // A list that ends earlier than it said.
                Err(error) if asked.len() > 1 && profile.is_absence("list", &error) => break,
                answer => answer.map_err(|error| error.to_string())?,
            };
            next = way.after(&answer, asked.len(), profile).map_err(|error| error.to_string())?;
            walk.add(input, next.as_ref(), &answer, profile, way.is_whole);
        }
        known.into_values().for_each(|listing| walk.remember(listing));
        Ok(walk)
    }

    fn take(&mut self, listing: Listing) {
        let n = self.heads.len();
        let mut is_whole = true;
        let slugs: Vec<u64> = listing.records.par_iter().map(|record| short(&record.slug)).collect();
        for (record, slug) in listing.records.into_iter().zip(slugs) {
            if self.seen.insert(slug) {
                self.articles.push((n, Listed::Known(record)));
            } else {
                is_whole = false;
            }
        }
        self.heads.push(Head { input: listing.input, next: listing.next, is_whole });
    }

    fn remember(&mut self, listing: Listing) {
        self.remembered.extend(listing.records.into_iter().map(|record| (record.slug.clone(), record)));
    }

    fn add(&mut self, input: Input, next: Option<&Request>, answer: &Answer, profile: &Profile, is_whole: bool) {
        let n = self.heads.len();
        let mut head = Head { input, next: next.map(|next| next.url.clone()), is_whole: answer.problems.is_empty() };
        self.problems.extend(answer.problems.iter().map(ToString::to_string));
        for summary in &answer.summaries {
            if !self.seen.insert(short(&summary.slug)) {
                head.is_whole = false;
                continue;
            }
            let whole = |article| Box::new(Whole { article, aliases: answer.aliases(&summary.slug, profile) });
            let article = if is_whole { answer.article(&summary.slug, profile) } else { None };
            self.articles.push((n, Listed::New(Box::new(summary.clone()), article.map(whole))));
        }
        self.heads.push(head);
    }
}

/// How a source's list is gone through.
struct Way {
    part: &'static str,
    first: Request,
    /// Whether the next answer is asked for by its number.
    is_paged: bool,
    /// Whether the list has its articles whole.
    is_whole: bool,
}

impl Way {
    fn of(profile: &Profile) -> Result<Way, Error> {
        let is_whole = matches!(profile.request("article", &[("slug", "x".into()), ("number", "1".into())]), Ok(None));
        let index = if is_whole { None } else { profile.request("index", &clock())? };
        let (part, is_paged) = if index.is_some() { ("index", false) } else { ("list", profile.is_paged()) };
        let first = index.map_or_else(|| page(profile, 1), Ok)?;
        Ok(Way { part, first, is_paged, is_whole })
    }

    /// What is to be asked after so many answers.
    fn after(&self, answer: &Answer, n_read: usize, profile: &Profile) -> Result<Option<Request>, Error> {
        if !self.is_paged {
            return Ok(answer.next.as_ref().map(|next| profile.request_at(self.part, next)));
        }
        let is_more = match answer.total {
            Some(total) => n_read * profile.largest_page() < total,
            None => answer.next.is_some(),
        };
        if is_more && !answer.is_empty() { page(profile, n_read + 1).map(Some) } else { Ok(None) }
    }
}

fn page(profile: &Profile, page: usize) -> Result<Request, Error> {
    profile.list(&Filter::All, Place { page, size: profile.largest_page() }, &clock())
}

/// What addresses may say of the time.
fn clock() -> [(&'static str, String); 1] {
    [("now", now().to_rfc3339())]
}
