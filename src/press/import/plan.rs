//! What a source has, known before any text is read: each entry's slug on the portal, and which link leads to it.

use std::collections::{HashMap, HashSet};

use super::item::Entry;
use super::name;
use super::report::Report;
use crate::article::Moment;
use crate::url;

#[derive(Debug, Default)]
pub struct Plan {
    /// By the entry's key.
    entries: HashMap<String, Planned>,
    /// Paths of the portal by [`url::key`] of the old addresses.
    links: HashMap<String, String>,
    taken: HashSet<String>,
    /// The newest are taken alone where there is a limit.
    dates: Vec<(Option<Moment>, String)>,
}

#[derive(Clone, Debug)]
pub struct Planned {
    pub slug: String,
    is_page: bool,
}

impl Plan {
    /// Notes an entry of the first round.
    pub fn add(&mut self, entry: &Entry, report: &mut Report) {
        if self.entries.contains_key(&entry.key) {
            report.warn(&entry.place, "stands twice in the source; the first one was taken", "take one of them out");
            return;
        }
        let summary = &entry.article.summary;
        let wanted = name::slug(&summary.slug)
            .or_else(|| name::slug_of_words(&summary.title))
            .or_else(|| name::slug(&entry.key))
            .unwrap_or_else(|| "article".into());
        let mut slug = wanted.clone();
        let mut n = 1;
        while !self.taken.insert(taken(entry.is_page, &slug)) {
            n += 1;
            slug = format!("{wanted}-{n}");
        }
        if n > 1 {
            let what = format!("has the slug {wanted}, as another one has; its own became {slug}");
            report.warn(
                &entry.place,
                what,
                "give one of them another slug, so that its address does not depend on the order",
            );
        }
        let path = format!("/{}/{}/", if entry.is_page { "page" } else { "article" }, url::encode(&slug));
        for address in &entry.addresses {
            self.links.entry(url::key(address)).or_insert_with(|| path.clone());
        }
        if !entry.is_page {
            self.dates.push((summary.published, entry.key.clone()));
        }
        self.entries.insert(entry.key.clone(), Planned { slug, is_page: entry.is_page });
    }

    /// Leaves the newest articles alone; standing pages stay.
    pub fn limit(&mut self, most: usize) {
        self.dates.sort_by(|a, b| b.cmp(a));
        let mut gone = HashSet::new();
        for (_, key) in self.dates.drain(most.min(self.dates.len())..) {
            let path = self.entries.remove(&key).map(|planned| format!("/article/{}/", url::encode(&planned.slug)));
            gone.extend(path);
        }
        self.links.retain(|_, to| !gone.contains(to));
    }

    pub fn get(&self, key: &str) -> Option<&Planned> {
        self.entries.get(key)
    }

    /// How many articles there are, and how many standing pages.
    pub fn counts(&self) -> (usize, usize) {
        let pages = self.entries.values().filter(|planned| planned.is_page).count();
        (self.entries.len() - pages, pages)
    }

    /// The portal's own path for an old address, with the place on the page that it names.
    pub fn link(&self, address: &str) -> Option<String> {
        let path = self.links.get(&url::key(address))?;
        Some(match address.split_once('#') {
            Some((_, place)) if !place.is_empty() => format!("{path}#{place}"),
            _ => path.clone(),
        })
    }
}

/// Disks of some systems take letters of both cases for the same: slugs are in lower case already.
fn taken(is_page: bool, slug: &str) -> String {
    format!("{is_page}/{slug}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(key: &str, slug: &str, address: &str, date: i64) -> Entry {
        let mut entry = Entry { key: key.into(), place: key.into(), ..Entry::default() };
        entry.article.summary.slug = slug.into();
        entry.article.summary.published = Some(Moment(date));
        entry.addresses = vec![address.into()];
        entry
    }

    #[test]
    fn two_of_one_slug_get_two_and_links_find_them() {
        let (mut plan, mut report) = (Plan::default(), Report::default());
        plan.add(&entry("1", "a", "https://a.vn/2020/a/", 1), &mut report);
        plan.add(&entry("2", "A", "https://a.vn/2021/a/", 2), &mut report);
        plan.add(&entry("2", "b", "https://a.vn/b", 2), &mut report);
        assert_eq!(report.warnings.len(), 2);
        assert_eq!(plan.link("http://www.a.vn/2021/a#x").as_deref(), Some("/article/a-2/#x"));
        assert_eq!(
            (plan.link("https://a.vn/2020/a").as_deref(), plan.link("https://b.vn/")),
            (Some("/article/a/"), None)
        );
        plan.limit(1);
        assert_eq!((plan.counts(), plan.link("https://a.vn/2020/a")), ((1, 0), None));
        assert!(plan.get("2").is_some() && plan.get("1").is_none());
    }
}
