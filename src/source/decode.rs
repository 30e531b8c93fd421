//! What an answer means: articles, albums, terms, by the profile that it was asked for with.

mod ahead;
mod blocks;
mod item;
mod photo;
mod seen;

use seen::{Seen, fingerprint};

use super::profile::Profile;
use super::reader::{Reader, Wrong};
use super::select::select;
use super::{Count, Error, MonthCount, Request, Response};
use crate::article::{Album, Article, StandingPage, Summary};
use crate::cut::digits;
use crate::json::{self, Json, Problem};
use crate::list::ToList;
use crate::url;

/// One answer, read as far as a list needs it.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Where it came from.
    pub url: String,
    /// The kind of request that it answers: an entry of the profile.
    part: String,
    json: Json,
    /// The items that could be read, in their order.
    pub summaries: Vec<Summary>,
    items: Vec<Json>,
    /// Of an answer that was [`Answer::settled`]: the albums, once and for all.
    albums: Option<Vec<Album>>,
    /// How many there are on all pages, where the backend says it.
    pub total: Option<usize>,
    /// Where the list goes on.
    pub next: Option<String>,
    /// What was left out, and why.
    pub problems: Vec<Problem>,
    /// Differs where the answer's text does.
    fingerprint: u64,
}

impl Profile {
    /// Reads an answer to the request of a part.
    ///
    /// # Errors
    /// An answer that is not as the profile describes it. A single bad item is no error: it is left out and named in
    /// [`Answer::problems`].
    pub fn decode(&self, part: &str, response: &Response) -> Result<Answer, Error> {
        let json = response.json()?;
        let entry = self.part(part).unwrap_or_else(|| Json::object(vec![]));
        let items = self.items(&entry, part, &json, response)?;
        let reader = Reader { profile: self, root: &json, url: &response.url };
        let said = |key: &str| reader.text(&entry.get(key)?, &json);
        // A total that is none (`null`, a text) counts as not said.
        let total = response.header.clone().or_else(|| said("total")).and_then(|total| total.trim().parse().ok());
        let next = said("next").map(|next| url::resolve(&response.url, &next));
        let mut answer = Answer {
            url: response.url.clone(),
            part: part.to_owned(),
            summaries: vec![],
            items: vec![],
            albums: None,
            total,
            next,
            problems: vec![],
            fingerprint: json::fold(&response.text, fingerprint),
            json: json.clone(),
        };
        if is_terms(part) {
            answer.items = items.into_iter().filter(|item| is_wanted(entry.text("only"), item, &json)).list();
            return Ok(answer);
        }
        let only = entry.text("only").or_else(|| self.part("only")?.as_text());
        let fields = self.fields(part);
        let place = entry.text("items").unwrap_or_default();
        let mut seen = Seen::of(items.len());
        let mut ahead = ahead::ahead(&reader, &fields, &items);
        for (n, item) in items.into_iter().enumerate().filter(|(_, item)| is_wanted(only.clone(), item, &json)) {
            let read = ahead.get_mut(n).and_then(Option::take);
            let (inside, expected, found): Wrong = match read.unwrap_or_else(|| reader.summary(&fields, &item)) {
                Ok(summary) if !seen.is_new(&summary.slug) => {
                    (String::new(), "an address of its own".into(), summary.slug)
                }
                Ok(summary) => {
                    answer.summaries.push(summary);
                    answer.items.push(item);
                    continue;
                }
                Err(wrong) => wrong,
            };
            let at = [&place, "/", &digits(n as u32), &inside].concat();
            answer.problems.push(Problem { file: response.url.clone(), at, expected, found });
        }
        Ok(answer)
    }

    /// The list in an answer. Where one thing was asked for, it may stand there by itself.
    fn items(&self, entry: &Json, part: &str, json: &Json, response: &Response) -> Result<Vec<Json>, Error> {
        // Where there are several paths, the first that leads to a list.
        let ways = entry.list("items").iter().filter_map(Json::as_text).list();
        let is_list = |path: &String| select(path, json, json).first().is_some_and(|list| list.is_array());
        let path = entry.text("items").or_else(|| ways.into_iter().find(is_list)).unwrap_or_default();
        match select(&path, json, json).first() {
            Some(list) if list.is_array() => Ok(list.items()),
            Some(one) if one.is_object() && part != "list" => Ok(vec![one.clone()]),
            found => Err(Error::Decode {
                url: response.url.clone(),
                at: path,
                expected: ["a list of items, as ", &self.name(), " has it"].concat(),
                found: found.unwrap_or(json).shown(),
                beginning: response.beginning(),
            }),
        }
    }
}

/// Whether an item is what a profile's `only` keeps: drafts and the like go.
fn is_wanted(only: Option<String>, item: &Json, root: &Json) -> bool {
    only.is_none_or(|only| !select(&["[", &only, "]"].concat(), item, root).is_empty())
}

/// An article is completed by so many requests at most.
const MOST_JOINED: usize = 30;
/// Whether a part's items are no articles.
pub fn is_terms(part: &str) -> bool {
    TERMS.contains(&part)
}

/// The parts whose items are no articles.
const TERMS: [&str; 6] = ["categories", "category", "tags", "tag", "months", JOIN];
/// The part of what is fetched to complete an item.
pub const JOIN: &str = "join";

impl Answer {
    /// The article with this slug, whole.
    pub fn article(&self, slug: &str, profile: &Profile) -> Option<Article> {
        let at = self.asked(slug, profile)?;
        let summary = self.summaries.get(at)?.clone();
        Some(self.reader(profile).article(&profile.fields(&self.part), self.items.get(at)?, summary))
    }

    /// The paths that an article or a page had before. What is pressed asks for them, and the portal never.
    pub fn aliases(&self, slug: &str, profile: &Profile) -> Vec<String> {
        let item = self.asked(slug, profile).and_then(|at| self.items.get(at));
        let own = profile.part(&self.part).and_then(|part| part.at("/fields/aliases"));
        let how = own.or_else(|| profile.part("fields")?.get("aliases"));
        item.zip(how).map(|(item, how)| self.reader(profile).texts(&how, item)).unwrap_or_default()
    }

    pub fn standing_page(&self, slug: &str, profile: &Profile) -> Option<StandingPage> {
        let article = self.article(slug, profile)?;
        Some(StandingPage {
            slug: article.summary.slug,
            title: article.summary.title,
            standfirst: article.summary.standfirst,
            // A page that is no news has no date but its last.
            modified: article.summary.modified.or(article.summary.published),
            body_html: article.body_html,
            read_from: article.read_from,
            attachments: article.attachments,
            translations: article.summary.translations,
        })
    }

    /// Of a request for albums: these, read at once. An album may have thousands of photos, so it is not read anew for
    /// each page, and its JSON is let go.
    pub fn settled(mut self, profile: &Profile) -> Answer {
        if matches!(self.part.as_str(), "albums" | "album") {
            self.albums = Some(self.albums(profile));
            (self.items, self.json) = (vec![], Json::object(vec![]));
        }
        self
    }

    /// The items that are albums: those with as many photos as the profile asks for.
    pub fn albums(&self, profile: &Profile) -> Vec<Album> {
        if let Some(albums) = &self.albums {
            return albums.clone();
        }
        let (reader, fields) = (self.reader(profile), profile.fields(&self.part));
        let least = profile.part(&self.part).and_then(|part| part.count("least")).unwrap_or_default() as usize;
        let albums = self.items.iter().zip(&self.summaries).map(|(item, summary)| reader.album(&fields, item, summary));
        // An article with its films is none yet.
        let n_photos = |album: &Album| album.photos.iter().filter(|photo| photo.film.is_none()).count();
        albums.filter(|album| n_photos(album) >= least).list()
    }

    /// Categories or tags: the items of an answer to their own request, or what a list says beside its items.
    pub fn terms(&self, part: &str, profile: &Profile) -> Vec<Count> {
        let (reader, fields) = (self.reader(profile), profile.part(part).and_then(|part| part.get("fields")));
        let Some(fields) = fields.or_else(|| profile.part("term")) else { return vec![] };
        let read = |item: &Json| {
            let term = reader.term(&fields, item)?;
            let number = |name: &str| reader.field(&fields, name, item);
            let total = number("total").and_then(|total| total.parse().ok());
            Some(Count { id: number("id").unwrap_or_default(), term, total })
        };
        self.beside(part, profile).iter().filter_map(read).list()
    }

    /// The months that a list names.
    pub fn months(&self, profile: &Profile) -> Vec<MonthCount> {
        let month = |item: Json| {
            let text = item.text("month")?;
            let (year, month) = text.split_once('-')?;
            Some(MonthCount {
                year: year.parse::<u32>().ok()?.cast_signed(),
                month: month.parse().ok()?,
                total: item.count("total")? as usize,
            })
        };
        self.beside("months", profile).into_iter().filter_map(month).list()
    }

    fn beside(&self, part: &str, profile: &Profile) -> Vec<Json> {
        if part == self.part {
            return self.items.clone();
        }
        let path = profile.part(part).and_then(|part| part.text("items"));
        let mut items = vec![];
        for list in path.map(|path| select(&path, &self.json, &self.json)).unwrap_or_default() {
            items.append(&mut list.items());
        }
        items
    }

    /// What has to be fetched to complete an article: the place that it takes, `image/31`, and what to ask for.
    pub fn joins(&self, slug: &str, profile: &Profile) -> Vec<(String, Request)> {
        let mut found = vec![];
        let joins = profile.part(&self.part).and_then(|part| part.get(JOIN));
        let (Some(joins), Some(item)) = (joins, self.asked(slug, profile).and_then(|at| self.items.get(at))) else {
            return found;
        };
        let reader = self.reader(profile);
        for name in joins.keys() {
            let (ids, url) = (joins.at(&["/", &name, "/ids"].concat()), joins.at(&["/", &name, "/url"].concat()));
            let (Some(ids), Some(url)) = (ids, url.and_then(|url| url.as_text())) else { continue };
            for id in reader.texts(&ids, item) {
                let place = [&name, "/", &id].concat();
                if let Ok(url) = profile.address(&url, &[("id", id)]) {
                    found.push((place, profile.request_at(JOIN, &url)));
                }
            }
        }
        found.truncate(MOST_JOINED);
        found
    }

    /// The same answer with another one that completes it, at `/joined/<place>`.
    pub fn with(&self, place: &str, joined: &Answer) -> Answer {
        let mut json = joined.json.clone();
        for key in place.rsplit('/').chain(["joined"]) {
            json = Json::object(vec![(key.to_owned(), json)]);
        }
        Answer { json: self.json.merged(&json), ..self.clone() }
    }

    /// The place of an article among this answer's items.
    pub fn position(&self, slug: &str) -> Option<usize> {
        self.summaries.iter().position(|summary| summary.slug == slug)
    }

    /// The place of the article that was asked for. Where its number is asked for, the words of its slug may be those of
    /// an older headline.
    fn asked(&self, slug: &str, profile: &Profile) -> Option<usize> {
        let is_only = || self.items.len() == 1 && profile.has_place(&self.part, "url", "number");
        self.position(slug).or_else(|| is_only().then_some(0))
    }

    /// The number of a page beside this one, where pages are numbered from the oldest.
    pub fn page_beside(&self, which: &str, profile: &Profile) -> Option<usize> {
        let how = profile.part(&self.part)?.get(which)?;
        self.reader(profile).text(&how, &self.json)?.parse().ok()
    }

    /// Whether two answers say the same, letter by letter.
    pub fn is_same(&self, other: &Answer) -> bool {
        self.fingerprint == other.fingerprint
    }

    /// Whether the backend had nothing, rather than nothing that could be read.
    pub fn is_empty(&self) -> bool {
        self.summaries.is_empty() && self.problems.is_empty()
    }

    fn reader<'a>(&'a self, profile: &'a Profile) -> Reader<'a> {
        Reader { profile, root: &self.json, url: &self.url }
    }
}
