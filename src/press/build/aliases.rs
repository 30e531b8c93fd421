//! The paths that articles and pages had before, as old addresses beside those of the settings.
//!
//! Settings are somebody's word and go before. A path that is a page or a file of the site stays one, and one that
//! several things had leads to none of them: a list with `?id=3` behind it was the address of all.

use std::collections::{BTreeMap, BTreeSet};

use super::content::Content;
use super::memory;
use super::site::Site;
use super::units::Units;
use crate::edition;
use crate::press::redirects::{self, HOST_FILE, Redirect};
use crate::route::{Links, Route};
use crate::url;

/// What had a path before: the paths of its pages now.
type Claims = BTreeMap<String, Vec<String>>;

/// Adds them to the settings' table, in the order of the old paths. What is left out is told in `problems`.
pub fn add(site: &Site, all: &[Content], units: &Units, table: &mut Vec<Redirect>, problems: &mut Vec<String>) {
    let mut claims = Claims::new();
    for content in all {
        let links = edition::links("/", &site.settings, &content.corpus.language);
        let mut claim = |alias: &str, route: Route| claim(&mut claims, alias, links.to(&route), problems);
        for entry in content.corpus.articles.iter().filter(|entry| !entry.record.aliases.is_empty()) {
            let route = || Route::Article { slug: entry.record.slug.clone() };
            entry.record.aliases.iter().for_each(|alias| claim(alias, route()));
        }
        for (slug, alias) in &content.corpus.page_aliases {
            claim(alias, Route::Page { slug: slug.clone() });
        }
    }
    if claims.is_empty() {
        return;
    }
    let settled: BTreeSet<String> = table.iter().map(|redirect| redirect.from.clone()).collect();
    claims.retain(|from, _| !settled.contains(from));
    let there = There { all, units, settled, links: edition::links("/", &site.settings, "") };
    for (from, to) in &claims {
        let found = match to.as_slice() {
            [one] => match there.instead(from, &claims) {
                Some(what) => format!("{what} (of {one})"),
                None => {
                    table.push(Redirect { from: from.clone(), to: one.clone() });
                    continue;
                }
            },
            [one, other] => format!("that of {one} and of {other}"),
            [one, other, rest @ ..] => format!("that of {one}, of {other} and of {} more", rest.len()),
            [] => continue,
        };
        problems.push(format!("expected /{from} to be the old address of one thing, found {found}; it is left out"));
    }
}

fn claim(claims: &mut Claims, alias: &str, to: String, problems: &mut Vec<String>) {
    let Some(from) = redirects::old_path(alias) else {
        let expected = "a path from the site's root without ? # * and ..";
        problems.push(format!("expected {expected} among the aliases of {to}, found {alias:?}; it is left out"));
        return;
    };
    if from == url::decode(to.trim_matches('/')) {
        return;
    }
    let of = claims.entry(from).or_default();
    if !of.contains(&to) {
        of.push(to);
    }
}

/// What is at addresses of the site.
struct There<'a> {
    all: &'a [Content<'a>],
    units: &'a Units<'a>,
    /// The old paths of the settings.
    settled: BTreeSet<String>,
    links: Links,
}

impl There<'_> {
    /// What is at a path, or in the way of a page there.
    fn instead(&self, from: &str, claims: &Claims) -> Option<String> {
        let is_own = [HOST_FILE, memory::NAME].contains(&from);
        let is_file = is_own || self.units.is_there(from) || self.units.is_there(&format!("{from}/index.html"));
        if is_file || self.is_page(from) {
            return Some("what is there already".into());
        }
        let is_old_page =
            |path: &str| redirects::is_page(path) && (self.settled.contains(path) || claims.contains_key(path));
        let mut above = from.match_indices('/').map(|(at, _)| from.split_at(at).0);
        if let Some(file) = above.find(|path| self.units.is_there(path) || is_old_page(path)) {
            return Some(format!("the file /{file} above it"));
        }
        let below = format!("{from}/");
        let is_above = redirects::is_page(from)
            && self.settled.range(below.clone()..).next().is_some_and(|path| path.starts_with(&below));
        is_above.then(|| "other old addresses below it".into())
    }

    fn is_page(&self, from: &str) -> bool {
        let path = format!("/{}/", url::encode_path(from));
        let Some((language, route)) = self.links.parse(&path, "") else { return false };
        self.all.iter().any(|content| content.corpus.language == language && has(content, &route))
    }
}

/// Whether a language has a page. Of a list every page counts, also one that is not there yet.
fn has(content: &Content, route: &Route) -> bool {
    let corpus = &content.corpus;
    match route {
        Route::Home | Route::News { .. } | Route::Search { .. } | Route::SiteMap => true,
        Route::Gallery { category: None } => true,
        Route::Gallery { category: Some(slug) } => corpus.categories.iter().any(|term| term.slug == *slug),
        Route::Category { slug, .. } => content.lists.contains_key(&format!("category/{slug}")),
        Route::Tag { slug, .. } => content.lists.contains_key(&format!("tag/{slug}")),
        Route::Month { year, month, .. } => content.lists.contains_key(&format!("month/{year:04}-{month:02}")),
        Route::Article { slug } => content.has(slug),
        Route::Album { slug } => corpus.albums.iter().any(|album| album.record.slug == *slug),
        Route::Page { slug } => corpus.pages.iter().any(|page| page.slug == *slug),
        Route::Photo { of, .. } => has(content, of),
        Route::Unknown { .. } => false,
    }
}
