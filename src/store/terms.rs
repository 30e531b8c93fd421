//! Categories, tags and months, and the newest articles: what a front page and a site map are made of.

use std::rc::Rc;

use super::Store;
use crate::article::Summary;
use crate::source::{Answer, Count, Error, Filter, MonthCount, Place, Profile};

/// What one request brings for a front page, and what the sources say of the whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Newest {
    /// Newest first.
    pub summaries: Vec<Summary>,
    pub categories: Vec<Count>,
    pub tags: Vec<Count>,
    /// Newest first.
    pub months: Vec<MonthCount>,
}

/// A front page needs this many articles, where a list page has fewer.
const OF_A_FRONT_PAGE: usize = 20;
impl Store {
    /// # Errors
    /// Of the source.
    pub fn newest(&self, size: usize) -> Result<Newest, Error> {
        let size = size.max(OF_A_FRONT_PAGE);
        let mut newest = Newest { summaries: self.list(&Filter::All, 1, size)?.items, ..Newest::default() };
        for profile in &self.profiles {
            // What comes in the list's own answer costs nothing; else the front page does without.
            if let Ok(answer) = self.first_answer(profile, size) {
                newest.categories.extend(answer.terms("categories", profile));
                newest.tags.extend(answer.terms("tags", profile));
                newest.months.extend(answer.months(profile));
            }
        }
        Ok(newest)
    }

    /// Categories or tags (`part`) of all sources.
    ///
    /// # Errors
    /// Of the source. One that knows of none has an empty list of them.
    pub fn terms(&self, part: &str, size: usize) -> Result<Vec<Count>, Error> {
        let mut all: Vec<Count> = vec![];
        for found in self.of_all(&|profile| self.terms_of(profile, part, size))? {
            for count in found {
                match all.iter_mut().find(|known| known.term.slug == count.term.slug) {
                    Some(known) => known.total = known.total.zip(count.total).map(|(a, b)| a + b),
                    None => all.push(count),
                }
            }
        }
        Ok(all)
    }

    fn terms_of(&self, profile: &Rc<Profile>, part: &str, size: usize) -> Result<Vec<Count>, Error> {
        let answer = match profile.request(part, &[])? {
            Some(request) => self.answers.get(profile, part, request)?,
            None if profile.part(part).is_none() => return Ok(vec![]),
            None => self.first_answer(profile, size.max(OF_A_FRONT_PAGE))?,
        };
        Ok(answer.terms(part, profile))
    }

    /// The category or tag of a filter, by its slug.
    ///
    /// # Errors
    /// Of the source; [`Error::Missing`] where there is no such term.
    pub(super) fn term(&self, profile: &Rc<Profile>, filter: &Filter) -> Result<Option<Count>, Error> {
        let (one, all, slug) = match filter {
            Filter::Category(slug) => ("category", "categories", slug),
            Filter::Tag(slug) => ("tag", "tags", slug),
            _ => return Ok(None),
        };
        let counts = match profile.request(one, &[("slug", slug.clone())])? {
            Some(request) => self.answers.get(profile, one, request)?.terms(one, profile),
            None => self.terms_of(profile, all, 1)?,
        };
        let found = counts.into_iter().find(|count| count.term.slug == *slug);
        found.map(Some).ok_or_else(|| Error::Missing { id: ["the ", one, " ", slug].concat() })
    }

    /// The first page of a list: of a chain of files, the newest file.
    pub(super) fn first_answer(&self, profile: &Rc<Profile>, size: usize) -> Result<Rc<Answer>, Error> {
        let place = Place { page: 1, size: profile.page_size(size) };
        let request = profile.list(&Filter::All, place, &self.answers.clock())?;
        self.answers.get(profile, "list", request)
    }
}
