//! Reading the bundled content as the portal reads it, every file once.

use std::collections::BTreeSet;

use jsonschema::Validator;
use serde_json::Value;

use super::super::finding::{Findings, Place};
use super::super::folder::Folder;
use super::super::profiles;
use super::super::report::Looked;
use super::super::schemas::{self, Schema};
use super::{Entry, Kind, Shelf};
use crate::article::{Article, Photo};
use crate::json::Json;
use crate::settings::{Settings, Source};
use crate::source::{Answer, Filter, Place as Paging, Profile};
use crate::url;

/// Nobody has more list files: a list that goes round in circles ends here.
const MOST_PAGES: usize = 2000;

/// What is bundled, in each language; a source that is asked at another host is named and passed over.
pub fn read(folder: &Folder, settings: &Settings, findings: &mut Findings, looked: &mut Looked) -> Vec<Shelf> {
    let mut shelves = vec![];
    let feeds = Schema::Feed.validator();
    for language in settings.language_codes() {
        let sources = settings.sources.iter().chain(&settings.fallback);
        let profiles: Vec<Option<Profile>> =
            sources.map(|source| profile(folder, settings, source, &language, findings)).collect();
        let is_bundled = |profile: &Profile| is_bundled(folder, profile);
        // A fallback stands in for its source: what it lacks, that one may have.
        let is_whole =
            settings.sources.len() == 1 && profiles.first().is_some_and(|first| first.as_ref().is_some_and(is_bundled));
        let mut shelf = Shelf { language, is_whole, ..Shelf::default() };
        for profile in profiles.iter().flatten() {
            if is_bundled(profile) {
                Reader { folder, profile, feeds: feeds.as_ref(), findings, shelf: &mut shelf }.read();
            } else {
                looked.live(&profile.name(), profile.base());
            }
        }
        shelves.push(shelf);
    }
    shelves.iter().for_each(|shelf| looked.count(shelf));
    shelves
}

/// Whether a source is files beside the portal. A backend on the portal's own host looks like it, and has no files here.
fn is_bundled(folder: &Folder, profile: &Profile) -> bool {
    let is_first_there = || {
        let place = Paging { page: 1, size: profile.largest_page() };
        profile.list(&Filter::All, place, &[]).is_ok_and(|request| folder.bytes(&request.url).is_some())
    };
    url::host(profile.base()).is_empty() && (!profile.is_live() || is_first_there())
}

fn profile(
    folder: &Folder,
    settings: &Settings,
    source: &Source,
    language: &str,
    findings: &mut Findings,
) -> Option<Profile> {
    let file = match &source.file {
        None => Json::object(vec![]),
        Some(file) if folder.bytes(file).is_some() => Json::parse(&folder.read(file).ok()?).ok()?,
        Some(file) => {
            let advice =
                format!("bring the profile {}, or name one that is there: {}", folder.shown(file), names(folder));
            findings.error(
                Place::new(&folder.site(), "/source"),
                "a profile that is there",
                &format!("no file {file}"),
                &advice,
            );
            return None;
        }
    };
    Some(Profile::new(&file, &source.own, "/", language, &settings.timezone))
}

fn names(folder: &Folder) -> String {
    let names = folder.names("sources", ".json");
    let bare = names.iter().map(|name| name.trim_start_matches("sources/").trim_end_matches(".json"));
    bare.collect::<Vec<_>>().join(", ")
}

struct Reader<'a> {
    folder: &'a Folder,
    profile: &'a Profile,
    /// Compiled once: that takes longer than a file.
    feeds: Option<&'a Validator>,
    findings: &'a mut Findings,
    shelf: &'a mut Shelf,
}

impl Reader<'_> {
    fn read(&mut self) {
        self.articles();
        for (part, kind) in [("pages", Kind::Page), ("albums", Kind::Album)] {
            let Ok(Some(request)) = self.profile.request(part, &[]) else { continue };
            let Some((answer, value)) = self.file(part, &request.url) else { continue };
            let albums = if kind == Kind::Album { answer.albums(self.profile) } else { vec![] };
            for (n, summary) in answer.summaries.iter().enumerate() {
                let Some(article) = answer.article(&summary.slug, self.profile) else { continue };
                let photos = albums.iter().find(|album| album.slug == summary.slug);
                let photos = photos.map(|album| album.photos.to_vec()).unwrap_or_default();
                self.add(kind, part, &answer, &value, (n, article, photos));
            }
        }
    }

    fn articles(&mut self) {
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let mut next = None;
        for page in 1..=MOST_PAGES {
            let url = match next.take() {
                Some(url) => url,
                None if page == 1 || self.profile.is_paged() => {
                    let place = Paging { page, size: self.profile.largest_page() };
                    match self.profile.list(&Filter::All, place, &[]) {
                        Ok(request) => request.url,
                        Err(cause) => {
                            let (site, cause) = (self.folder.site(), cause.to_string());
                            return self.findings.error(
                                Place::new(&site, "/source"),
                                "a source that can be asked",
                                &cause,
                                "complete its entry",
                            );
                        }
                    }
                }
                None => return,
            };
            if page > 1 && (!url::host(&url).is_empty() || self.profile.is_paged() && self.folder.bytes(&url).is_none())
            {
                return;
            }
            let Some((answer, value)) = self.file("list", &url) else { return };
            self.shelf
                .categories
                .extend(answer.terms("categories", self.profile).into_iter().map(|count| count.term.slug));
            self.shelf.tags.extend(answer.terms("tags", self.profile).into_iter().map(|count| count.term.slug));
            for (n, summary) in answer.summaries.iter().enumerate() {
                if !seen.insert(summary.slug.clone()) {
                    let place = self.place("list", &answer, &value, n);
                    let advice = "rename one of the two: only the first can be reached";
                    self.findings.error(place, "an address of its own", &summary.slug, advice);
                    continue;
                }
                self.article(&answer, &value, n);
            }
            next = answer.next;
        }
    }

    /// An article from its own file, or from the list where it has none.
    fn article(&mut self, list: &Answer, value: &Value, n: usize) {
        let Some(summary) = list.summaries.get(n) else { return };
        self.shelf.named.insert(summary.slug.clone());
        self.shelf.categories.extend(summary.category.iter().map(|term| term.slug.clone()));
        self.shelf.tags.extend(summary.tags.iter().map(|tag| tag.slug.clone()));
        let values = [("slug", summary.slug.clone())];
        let Ok(Some(request)) = self.profile.request("article", &values) else {
            if let Some(article) = list.article(&summary.slug, self.profile) {
                self.add(Kind::Article, "list", list, value, (n, article, vec![]));
            }
            return;
        };
        let Some((answer, value)) = self.file("article", &request.url) else { return };
        match (answer.position(&summary.slug), answer.article(&summary.slug, self.profile)) {
            (Some(n), Some(article)) => self.add(Kind::Article, "article", &answer, &value, (n, article, vec![])),
            // Why it could not be read has been said.
            _ if !answer.problems.is_empty() => {}
            _ => {
                let file = self.folder.shown(&request.url);
                let found = answer.summaries.first().map_or("none", |other| other.slug.as_str());
                let advice = "the list names it by this slug; the file has to have the same";
                self.findings.error(Place::new(&file, ""), &["the article ", &summary.slug].concat(), found, advice);
            }
        }
    }

    fn add(
        &mut self,
        kind: Kind,
        part: &str,
        answer: &Answer,
        value: &Value,
        (n, article, photos): (usize, Article, Vec<Photo>),
    ) {
        let place = self.place(part, answer, value, n);
        let item = value.pointer(&place.at).filter(|_| !place.at.is_empty());
        let item = item.map_or_else(|| Json::object(vec![]), |item| Json::from(item.clone()));
        let fields = self.profile.part("fields").unwrap_or_else(|| Json::object(vec![]));
        let own = self.profile.part(part).and_then(|part| part.get("fields"));
        let fields = own.map_or(fields.clone(), |own| fields.merged(&own));
        self.shelf.entries.push(Entry { kind, place, item, article, photos, fields });
    }

    /// An answer's place of its nth good item. The bad ones, which are left out, are counted in.
    fn place(&self, part: &str, answer: &Answer, value: &Value, n: usize) -> Place {
        let file = self.folder.shown(&answer.url);
        let items = self.profile.part(part).and_then(|part| part.text("items")).unwrap_or_default();
        let n_items = value.pointer(&items).and_then(Value::as_array).map(Vec::len);
        let bad: BTreeSet<usize> = answer.problems.iter().filter_map(|problem| index(&problem.at, &items)).collect();
        // Where some were left out for another reason, nobody knows which.
        if n_items != Some(answer.summaries.len() + bad.len()) {
            return Place::new(&file, "");
        }
        let at = (0..).filter(|at| !bad.contains(at)).nth(n).unwrap_or_default();
        Place::new(&file, &format!("{items}/{at}"))
    }

    /// A file with what it means; what is wrong with it is reported.
    fn file(&mut self, part: &str, address: &str) -> Option<(Answer, Value)> {
        let file = self.folder.shown(address);
        let value = profiles::parse(self.folder, address.trim_start_matches('/'), self.findings)?;
        let response = self.folder.answer(address)?;
        let answer = match self.profile.decode(part, &response) {
            Ok(answer) => answer,
            Err(cause) => {
                self.findings.error(
                    Place::new(&file, ""),
                    "a file that its profile fits",
                    &cause.to_string(),
                    "see docs/content.md",
                );
                return None;
            }
        };
        let advice = "it is left out until that is mended";
        answer.problems.iter().for_each(|problem| self.findings.problem(&file, problem, advice));
        let is_feed =
            value["version"].as_str().is_some_and(|version| version.starts_with("https://jsonfeed.org/version/"));
        if is_feed && let Some(validator) = self.feeds {
            schemas::check(Schema::Feed, validator, &file, &value, self.findings);
        }
        Some((answer, value))
    }
}

/// The number of the item that a pointer leads to or into.
fn index(at: &str, items: &str) -> Option<usize> {
    at.strip_prefix(items)?.strip_prefix('/')?.split('/').next()?.parse().ok()
}
