//! JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>), with the portal's extension object `_bantin`.
//!
//! The extension is described by `public/schema/bantin-feed.schema.json`. A feed without it is read as well:
//! slugs then come from addresses, and what only the extension knows is left out.

mod item;

use super::{Error, Response};
use crate::article::{Album, Article, StandingPage, Summary, Term};
use crate::json::{Json, Problem};
use crate::url;

/// One feed file, read.
#[derive(Clone, Debug, Default)]
pub struct Feed {
    /// Where it was read.
    pub url: String,
    pub next_url: Option<String>,
    pub totals: Totals,
    /// The items that could be read, in their order.
    pub summaries: Vec<Summary>,
    items: Vec<Json>,
    /// What was left out, and why.
    pub problems: Vec<Problem>,
}

/// What a feed says of the whole that it is a part of; all unknown in a feed without the extension.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals {
    pub articles: Option<usize>,
    pub categories: Vec<Count>,
    pub tags: Vec<Count>,
    /// Newest first.
    pub months: Vec<MonthCount>,
}

/// A term and how many articles it has.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    pub term: Term,
    pub total: usize,
}

/// A month and how many articles it has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MonthCount {
    pub year: i32,
    pub month: u32,
    pub total: usize,
}

/// Reads a feed.
///
/// # Errors
/// An answer that is no feed. A single bad item is no error: it is left out and named in [`Feed::problems`].
pub fn read(response: &Response) -> Result<Feed, Error> {
    let json = response.json()?;
    let Some(items) = json.get("items").filter(|items| items.kind() == "an array") else {
        let found = json.get("items").unwrap_or(json).shown();
        let expected = "a JSON Feed with a list of items".into();
        return Err(Error::Decode { url: response.url.clone(), at: "/items".into(), expected, found });
    };
    let mut feed = Feed { url: response.url.clone(), totals: totals(&json), ..Feed::default() };
    feed.next_url = json.text("next_url").map(|next| url::resolve(&response.url, &next));
    let defaults = item::Defaults { authors: item::authors(&json), language: item::language(&json) };
    for (n, json) in items.items().into_iter().enumerate() {
        match item::summary(&json, &feed.url, &defaults) {
            Ok(summary) if feed.position(&summary.slug).is_some() => {
                let expected = "an address of its own".into();
                let problem =
                    Problem { file: response.url.clone(), at: format!("/items/{n}"), expected, found: summary.slug };
                feed.problems.push(problem);
            }
            Ok(summary) => {
                feed.summaries.push(summary);
                feed.items.push(json);
            }
            Err((at, expected, found)) => {
                let (file, at) = (response.url.clone(), format!("/items/{n}{at}"));
                feed.problems.push(Problem { file, at, expected, found });
            }
        }
    }
    Ok(feed)
}

impl Feed {
    /// The article with this slug, whole.
    pub fn article(&self, slug: &str) -> Option<Article> {
        let at = self.position(slug)?;
        Some(item::article(self.items.get(at)?, self.summaries.get(at)?.clone(), &self.url))
    }

    pub fn standing_page(&self, slug: &str) -> Option<StandingPage> {
        let at = self.position(slug)?;
        let (json, summary) = (self.items.get(at)?, self.summaries.get(at)?.clone());
        let article = item::article(json, summary, &self.url);
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

    /// Every item as an album: those of the extension, or an item's image attachments.
    pub fn albums(&self) -> Vec<Album> {
        self.items.iter().zip(&self.summaries).map(|(json, summary)| item::album(json, summary, &self.url)).collect()
    }

    /// The place of an article among this file's items, newest first.
    pub fn position(&self, slug: &str) -> Option<usize> {
        self.summaries.iter().position(|summary| summary.slug == slug)
    }
}

fn totals(json: &Json) -> Totals {
    let Some(own) = json.get("_bantin") else { return Totals::default() };
    let counts = |key: &str| {
        let read = |item: Json| Some(Count { term: item::term(&item)?, total: item.count("total")? as usize });
        own.list(key).into_iter().filter_map(read).collect()
    };
    let month = |item: Json| {
        let text = item.text("month")?;
        let (year, month) = text.split_once('-')?;
        Some(MonthCount {
            year: year.parse::<u32>().ok()? as i32,
            month: month.parse().ok()?,
            total: item.count("total")? as usize,
        })
    };
    Totals {
        articles: own.count("total").map(|n| n as usize),
        categories: counts("categories"),
        tags: counts("tags"),
        months: own.list("months").into_iter().filter_map(month).collect(),
    }
}
