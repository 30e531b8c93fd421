//! Pages of lists: as the backend cuts them, cut by the portal, or merged from several sources.

use std::cmp::Reverse;
use std::rc::Rc;

use super::Store;
use super::chain::Chain;
use crate::article::{Civil, Moment, Summary};
use crate::cut::{digits, padded};
use crate::list::ToList;
use crate::locale;
use crate::search;
use crate::source::{Answer, Count, Error, Filter, Page, Place, Profile, Request, Steps};

/// A merged list goes no further than this page: each source would be asked for all of its pages up to there.
const MOST_MERGED: usize = 50;

impl Store {
    /// A page of one source's list. The backend picks and cuts where it can; else the portal does.
    pub(super) fn list_of(
        &self,
        profile: &Rc<Profile>,
        filter: &Filter,
        number: usize,
        size: usize,
    ) -> Result<Page<Summary>, Error> {
        // What a search finds comes best first, and is counted from there.
        let is_search = matches!(filter, Filter::Search(_));
        if !is_search && profile.newest().is_some() && profile.can_filter(filter) {
            return self.stable(profile, filter, number);
        }
        let number = number.max(1);
        if !profile.is_paged() || !profile.can_filter(filter) {
            return self.picked(profile, filter, number, size);
        }
        let size = profile.page_size(size);
        let request = self.request(profile, filter, number, size)?;
        let answer = match self.answers.get(profile, "list", request) {
            Err(error) if number > 1 && profile.is_absence("list", &error) => return Err(no_page(number)),
            answer => answer?,
        };
        if number > 1 && answer.is_empty() {
            return Err(no_page(number));
        }
        let has_next = match answer.total {
            Some(total) => number * size < total,
            None => answer.next.is_some(),
        };
        Ok(Page { items: answer.summaries.clone(), total: answer.total, number, size, has_next, steps: None })
    }

    /// A page that was cut when the portal was pressed: it says itself what is beside it.
    fn stable(&self, profile: &Rc<Profile>, filter: &Filter, number: usize) -> Result<Page<Summary>, Error> {
        let request = self.request(profile, filter, number, 0)?;
        let answer = match self.answers.get(profile, "list", request) {
            Err(error) if profile.is_absence("list", &error) => {
                return Err(no_page(number));
            }
            answer => answer?,
        };
        let steps = Steps { newer: answer.page_beside("newer", profile), older: answer.page_beside("older", profile) };
        Ok(Page {
            items: answer.summaries.clone(),
            total: answer.total,
            number,
            size: answer.summaries.len(),
            has_next: steps.older.is_some(),
            steps: Some(steps),
        })
    }

    /// A page that the portal picks and cuts out of all answers.
    ///
    /// Where the source says how many articles there are, or is a live one, no more answers are read than the page needs;
    /// else all are read and counted.
    fn picked(
        &self,
        profile: &Rc<Profile>,
        filter: &Filter,
        number: usize,
        size: usize,
    ) -> Result<Page<Summary>, Error> {
        let from = size.saturating_mul(number.saturating_sub(1));
        let mut kept: Vec<Summary> = vec![];
        let mut known = None;
        let can_filter = profile.can_filter(filter);
        let of_backend = if can_filter { filter.clone() } else { Filter::All };
        let mut answers = Chain::new(self, profile, "list", &of_backend)?;
        while let Some(answer) = answers.next()? {
            if answers.n_read() == 1 {
                known = if can_filter { answer.total } else { counted(&answer, filter, profile) };
            }
            let is_in =
                |s: &&Summary| (can_filter || is_in(s, filter, profile)) && !kept.iter().any(|k| k.slug == s.slug);
            let mut more = answer.summaries.iter().filter(is_in).cloned().list();
            kept.append(&mut more);
            if (known.is_some() || profile.is_live()) && kept.len() >= from.saturating_add(size) {
                break;
            }
        }
        // What was counted is surer than what was said.
        let total = if answers.has_ended() { Some(kept.len()) } else { known };
        if total.is_some_and(|total| number > 1 && from >= total) {
            return Err(no_page(number));
        }
        let items: Vec<Summary> = kept.into_iter().skip(from).take(size).list();
        let has_next = total.is_none_or(|total| from + items.len() < total);
        Ok(Page { items, total, number, size, has_next, steps: None })
    }

    /// A page of several sources' lists: all pages up to this one are read of each, and put in order.
    pub(super) fn merged_list(&self, filter: &Filter, number: usize, size: usize) -> Result<Page<Summary>, Error> {
        let number = number.max(1);
        if number > MOST_MERGED {
            return Err(no_page(number));
        }
        let needed = number * size;
        let mut all: Vec<Summary> = vec![];
        let (mut total, mut has_more, mut doubles) = (Some(0), false, 0);
        self.each(&mut |profile| {
            let mut n_items = 0;
            for number in 1.. {
                let page = match self.list_of(profile, filter, number, size) {
                    // A category that only the other source has, a list that ends earlier than it said.
                    Err(Error::Missing { .. }) => break,
                    page => page?,
                };
                n_items += page.items.len();
                for summary in page.items {
                    if all.iter().any(|known| is_same(known, &summary)) {
                        doubles += 1;
                        continue;
                    }
                    let at = all.partition_point(|other| Reverse(other.published) <= Reverse(summary.published));
                    all.insert(at, summary);
                }
                if number == 1 {
                    total = total.zip(page.total).map(|(all, own)| all + own);
                }
                if !page.has_next || n_items >= needed {
                    has_more |= page.has_next;
                    break;
                }
            }
            Ok(())
        })?;
        let has_next = has_more || all.len() > needed;
        let items: Vec<Summary> = all.into_iter().skip(needed - size).take(size).list();
        if number > 1 && items.is_empty() {
            return Err(no_page(number));
        }
        Ok(Page {
            items,
            total: total.map(|total: usize| total.saturating_sub(doubles)),
            number,
            size,
            has_next,
            steps: None,
        })
    }

    /// What to ask for a page of a list.
    pub(super) fn request(
        &self,
        profile: &Rc<Profile>,
        filter: &Filter,
        page: usize,
        size: usize,
    ) -> Result<Request, Error> {
        profile.list(filter, Place { page, size }, &self.values(profile, filter)?)
    }

    /// The category or tag of a filter, by its slug.
    ///
    /// # Errors
    /// Of the source; [`Error::Missing`] where there is no such term.
    fn term(&self, profile: &Rc<Profile>, filter: &Filter) -> Result<Option<Count>, Error> {
        let (one, all, slug) = match filter {
            Filter::Category(slug) => ("category", "categories", slug),
            Filter::Tag(slug) => ("tag", "tags", slug),
            _ => return Ok(None),
        };
        let counts = match profile.request(one, &[("slug", slug.clone())])? {
            Some(request) => self.answers.get(profile, one, request)?.terms(one, profile),
            None => {
                let mut answers = Chain::new(self, profile, all, &Filter::All)?;
                let mut counts = vec![];
                while let Some(answer) = answers.next()? {
                    counts.append(&mut answer.terms(all, profile));
                }
                counts
            }
        };
        let found = counts.into_iter().find(|count| count.term.slug == *slug);
        found.map(Some).ok_or_else(|| Error::Missing { id: ["the ", one, " ", slug].concat() })
    }

    /// What an address may say of a filter.
    fn values(&self, profile: &Rc<Profile>, filter: &Filter) -> Result<Vec<(&'static str, String)>, Error> {
        let mut values = self.answers.clock().to_vec();
        match filter {
            Filter::All => {}
            Filter::Search(words) => values.push(("words", words.clone())),
            Filter::Month { year, month } => {
                values.push(("month", [&padded(year.unsigned_abs(), 4), "-", &padded(*month, 2)].concat()));
                let start = |year: i32, month: u32| {
                    let first = Moment::from_civil(Civil { year, month, day: 1, hour: 0, minute: 0 });
                    locale::in_zone(first, profile.zone())
                };
                let (next_year, next) = if *month == 12 { (year + 1, 1) } else { (*year, month + 1) };
                // Backends look for what is after it: an article of midnight sharp is of this month.
                let from = Moment(start(*year, *month).0 - 1);
                let to = start(next_year, next);
                for (name, moment) in [("from", from), ("to", to)] {
                    values.push((name, moment.to_rfc3339()));
                }
                for (name, moment) in [("from_seconds", from), ("to_seconds", to)] {
                    values.push((name, moment.to_seconds()));
                }
            }
            Filter::Category(slug) | Filter::Tag(slug) => {
                values.push(("slug", slug.clone()));
                if let Some(count) = if profile.needs_term(filter) { self.term(profile, filter)? } else { None } {
                    values.push(("id", count.id));
                    values.push(("title", count.term.title));
                }
            }
        }
        Ok(values)
    }
}

/// A page after a list's last one.
pub fn no_page(number: usize) -> Error {
    Error::Missing { id: ["page ", &digits(number as u32), " of a list"].concat() }
}

/// How many articles a filter keeps, where a list says so beside its items.
fn counted(answer: &Answer, filter: &Filter, profile: &Rc<Profile>) -> Option<usize> {
    let among = |part: &str, slug: &str| {
        answer.terms(part, profile).into_iter().find(|count| count.term.slug == slug).and_then(|count| count.total)
    };
    match filter {
        Filter::All => answer.total,
        Filter::Category(slug) => among("categories", slug),
        Filter::Tag(slug) => among("tags", slug),
        Filter::Month { year, month } => {
            answer.months(profile).iter().find(|m| m.year == *year && m.month == *month).map(|m| m.total)
        }
        Filter::Search(_) => None,
    }
}

fn is_in(summary: &Summary, filter: &Filter, profile: &Rc<Profile>) -> bool {
    match filter {
        Filter::All => true,
        Filter::Category(slug) => summary.category.as_ref().is_some_and(|category| category.slug == *slug),
        Filter::Tag(slug) => summary.tags.iter().any(|tag| tag.slug == *slug),
        Filter::Month { year, month } => summary.published.is_some_and(|moment| {
            let local = locale::civil(moment, profile.zone());
            local.year == *year && local.month == *month
        }),
        Filter::Search(words) => search::score(&search::fold(words), &summary.title, "").is_some(),
    }
}

/// Whether two sources carry one article: at one address, or under one headline at one time.
fn is_same(one: &Summary, other: &Summary) -> bool {
    let key = |summary: &Summary| summary.origin.as_ref().map(|origin| crate::url::key(origin.as_str()));
    (one.origin.is_some() && key(one) == key(other)) || (one.title == other.title && one.published == other.published)
}
