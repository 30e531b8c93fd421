//! A backend as data: what `public/sources/<profile>.json` says, with the settings of one source laid over it.
//!
//! A profile is read where it stands, each time that something of it is needed: an answer asks for a few dozen entries,
//! and a second form of them in Rust would weigh more than it saves. `public/schema/profile.schema.json` describes it.

use super::template::fill;
use super::{Error, Request};
use crate::cut::{self, digits};
use crate::json::Json;
use crate::list::ToList;
use crate::url;

/// How one source is asked and read.
#[derive(Clone, Debug)]
pub struct Profile {
    json: Json,
    /// The folder that addresses are relative to; itself absolute, or a path on the portal's host.
    base: String,
    language: String,
    /// IANA name: what dates without an offset mean that are the site's own.
    zone: String,
    /// Stands before the slugs of all sources but the first, so that no two articles share an address.
    pub id: String,
    /// What marks its articles where there are several sources; empty where there is one.
    pub label: String,
}

/// Which articles of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    All,
    /// By slug, as are tags.
    Category(String),
    Tag(String),
    Month {
        year: i32,
        month: u32,
    },
    /// Words as they were typed.
    Search(String),
}

/// Which page of a list; `size` is what fits on one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// From 1.
    pub page: usize,
    pub size: usize,
}

/// Values for the places of an address.
pub type Values<'a> = &'a [(&'a str, String)];

impl Profile {
    /// `file` is the profile's own JSON, `own` the source's entry in the settings, which may replace anything in it.
    /// `root` is the portal's path.
    pub fn new(file: &Json, own: &Json, root: &str, language: &str, zone: &str) -> Profile {
        // Where the profile describes a request, a text in its place is that request's address.
        let over = own.keys().into_iter().filter_map(|key| {
            let value = own.get(&key)?;
            let is_address = value.as_text().is_some() && file.get(&key).is_some_and(|part| part.is_object());
            Some(if is_address { (key, Json::object(vec![("url".into(), value)])) } else { (key, value) })
        });
        let json = file.merged(&Json::object(over.list()));
        let mut profile = Profile {
            base: String::new(),
            language: language.to_owned(),
            zone: zone.to_owned(),
            id: String::new(),
            label: String::new(),
            json,
        };
        let base = profile.json.text("base").unwrap_or_default();
        let base = profile.address(&base, &[]).unwrap_or(base);
        let is_folder = base.is_empty() || base.ends_with('/') || cut::has_any(&base, "?#");
        profile.base = url::resolve(root, &if is_folder { base } else { base + "/" });
        profile
    }

    /// The backend's name as it is printed.
    pub fn name(&self) -> String {
        self.json.text("name").unwrap_or_default()
    }

    /// Whether any of its texts are Markdown.
    pub fn has_markdown(&self) -> bool {
        let json = self.json.printed();
        ["\"markdown\"", "{#"].iter().any(|sign| cut::find(&json, sign).is_some())
    }

    pub fn zone(&self) -> &str {
        &self.zone
    }

    pub fn base(&self) -> &str {
        &self.base
    }

    /// The entry of a kind of request (`list`, `article`, `categories` …).
    pub fn part(&self, part: &str) -> Option<Json> {
        self.json.get(part)
    }

    /// How the fields of what a request brings are read: its own way, laid over the way of all items.
    pub(super) fn fields(&self, part: &str) -> Json {
        let nothing = || Json::object(vec![]);
        let all = self.json.get("fields").unwrap_or_else(nothing);
        match self.json.at(&["/", part, "/fields"].concat()) {
            Some(own) => all.merged(&own),
            None => all,
        }
    }

    /// Whether an entry's address has a place of this name.
    pub(super) fn has_place(&self, part: &str, entry: &str, place: &str) -> bool {
        let template = self.template(part, entry);
        template.is_some_and(|template| cut::find(&template, &["{", place, "}"].concat()).is_some())
    }

    /// An address may stand for a whole part.
    fn template(&self, part: &str, entry: &str) -> Option<String> {
        let json = self.json.get(part)?;
        json.as_text().filter(|_| entry == "url").or_else(|| json.text(entry))
    }

    /// Whether any page of a list can be asked for at once, by its number or its offset.
    pub fn is_paged(&self) -> bool {
        self.has_place("list", "url", "page") || self.has_place("list", "url", "offset")
    }

    /// What stands for the number of a list's newest page in its address, where pages are numbered from the oldest.
    pub fn newest(&self) -> Option<String> {
        self.json.at("/list/newest")?.as_text()
    }

    /// Whether it is a backend, which answers for as many articles as it is asked for, rather than files.
    pub fn is_live(&self) -> bool {
        (self.is_paged() || self.has_place("list", "url", "size")) && self.newest().is_none()
    }

    /// The size of the pages that a portal gets whose pages have `wanted` articles: no larger than the backend gives.
    pub fn page_size(&self, wanted: usize) -> usize {
        wanted.min(self.largest_page())
    }

    /// The most that the backend gives at once.
    pub fn largest_page(&self) -> usize {
        self.json.at("/list").and_then(|list| list.count("most")).map_or(100, |most| most.max(1) as usize)
    }

    /// Whether the backend picks the articles itself.
    pub fn can_filter(&self, filter: &Filter) -> bool {
        match filter {
            Filter::All => true,
            filter => self.entry(filter).is_some(),
        }
    }

    /// Whether albums are articles with so many photos, rather than things of their own.
    pub fn has_albums_of_articles(&self) -> bool {
        self.json.get("albums").and_then(|albums| albums.count("least")).is_some()
    }

    /// Whether the backend's search finds words however their accents are typed.
    pub fn folds(&self) -> bool {
        self.json.get("list").and_then(|list| list.get("folds")).and_then(|folds| folds.as_bool()) == Some(true)
    }

    /// Whether the backend knows a category or a tag by something else than its slug.
    pub fn needs_term(&self, filter: &Filter) -> bool {
        let entry = entry(filter);
        self.has_place("list", entry, "id") || self.has_place("list", entry, "title")
    }

    /// What to ask for a page of a list; `values` are those of the filter.
    ///
    /// # Errors
    /// An entry that the settings lack.
    pub fn list(&self, filter: &Filter, place: Place, values: Values) -> Result<Request, Error> {
        let newest = if place.page == 0 { self.newest() } else { None };
        let mut all = vec![
            ("page", newest.unwrap_or_else(|| digits(place.page as u32))),
            ("size", digits(place.size as u32)),
            ("offset", digits((place.size * place.page.saturating_sub(1)) as u32)),
        ];
        all.extend_from_slice(values);
        let also = match filter {
            Filter::All => None,
            filter => self.entry(filter),
        };
        match also.as_ref().and_then(|also| also.text("url")) {
            // A list with an address of its own, not one that is added to the whole list's.
            Some(own) => self.ask_at("list", &own, &all),
            None => self.ask("list", also.and_then(|also| also.as_text()), &all)?.ok_or_else(|| self.lacks("list")),
        }
    }

    /// The entry of the list that picks its articles: what is added to its address, or an object with another `url`.
    fn entry(&self, filter: &Filter) -> Option<Json> {
        self.json.get("list")?.get(entry(filter))
    }

    /// What to ask for a part.
    ///
    /// # Errors
    /// As [`Profile::list`].
    pub fn request(&self, part: &str, values: Values) -> Result<Option<Request>, Error> {
        self.ask(part, None, values)
    }

    fn ask(&self, part: &str, also: Option<String>, values: Values) -> Result<Option<Request>, Error> {
        let Some(template) = self.template(part, "url") else { return Ok(None) };
        self.ask_at(part, &(template + &also.unwrap_or_default()), values).map(Some)
    }

    fn ask_at(&self, part: &str, template: &str, values: Values) -> Result<Request, Error> {
        let url = self.address(template, values).map_err(|name| self.lacks(&name))?;
        Ok(self.request_at(part, &url))
    }

    /// Neither the profile nor the settings have an entry.
    fn lacks(&self, name: &str) -> Error {
        Error::Decode {
            url: "site.json".into(),
            at: ["/source/", name].concat(),
            expected: ["a value for {", name, "} of ", &self.name()].concat(),
            found: "nothing".into(),
            beginning: String::new(),
        }
    }

    /// The request of a part at an address that an answer named.
    pub fn request_at(&self, part: &str, address: &str) -> Request {
        let url = url::resolve(&self.base, address);
        // A backend may be behind a query of its own, `?rest_route=/wp/v2/`: what follows goes on with it.
        let url = match url.split_once('?') {
            Some((path, query)) => path.to_owned() + "?" + &query.split('?').list().join("&"),
            None => url,
        };
        Request { url, headers: self.json.get("headers").map(|headers| headers.printed()), header: self.header(part) }
    }

    /// The header of an answer that says how many items there are in all.
    fn header(&self, part: &str) -> Option<String> {
        Some(self.json.get(part)?.text("total")?.strip_prefix("header:")?.to_owned())
    }

    /// Fills the places of an address: with these values, encoded, or with the entries of the profile.
    ///
    /// # Errors
    /// The name of the place that has no value.
    pub(super) fn address(&self, template: &str, values: Values) -> Result<String, String> {
        let mut lacking = String::new();
        let mut value = |name: &str| {
            let given = values.iter().find(|(known, _)| *known == name).map(|(_, value)| url::encode(value));
            // An entry may be in several languages; it does not refer to other entries, so none can go round in circles.
            let own = || match name {
                "lang" => Some(self.language.clone()),
                _ => Some(url::fill(&self.json.get(name)?.word()?, |name| {
                    (name == "lang").then(|| self.language.clone())
                })),
            };
            let found = given.or_else(own);
            if found.is_none() && lacking.is_empty() {
                name.clone_into(&mut lacking);
            }
            found
        };
        let filled = fill(template, &mut value);
        filled.ok_or(lacking)
    }

    /// What an administrator can do about an answer: `401`, `403`, `cors`.
    pub fn advice(&self, about: &str) -> Option<String> {
        self.json.get("advice")?.text(about)
    }

    /// Whether a status means that there is no such thing.
    pub fn is_absence(&self, part: &str, error: &Error) -> bool {
        let found = match error {
            Error::Status { code: 404 | 410, .. } => return true,
            Error::Status { code, .. } => digits((*code).into()),
            Error::NotJson { found, .. } if found == "an HTML page" => "html".to_owned(),
            _ => return false,
        };
        let meant = self.json.get(part).map(|part| part.list("missing")).unwrap_or_default();
        meant.iter().filter_map(Json::word).any(|word| word == found)
    }
}

/// The entry of a list that picks its articles.
fn entry(filter: &Filter) -> &'static str {
    match filter {
        Filter::All => "url",
        Filter::Category(_) => "category",
        Filter::Tag(_) => "tag",
        Filter::Month { .. } => "month",
        Filter::Search(_) => "search",
    }
}
