//! A profile tried against its backend: asked through the portal's own store for what a reader would see.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::{SystemTime, UNIX_EPOCH};

use super::super::net::{Client, ORIGIN};
use super::super::wait::block_on;
use crate::article::{Moment, Summary};
use crate::body::{self, Block, Body};
use crate::json::Problem;
use crate::search;
use crate::source::{Count, Error, Filter, Page, Profile, Request};
use crate::store::{Fetch, Outside, Store};

/// What a portal would have of a backend. What failed by itself is words.
pub struct Findings {
    pub page: Page<Summary>,
    pub categories: Result<Vec<Count>, String>,
    pub tags: Result<Vec<Count>, String>,
    /// Titles, and how many photos.
    pub albums: Result<Vec<(String, usize)>, String>,
    pub search: Option<Search>,
    pub story: Option<Result<Story, String>>,
    pub cors: Cors,
    /// Items that were left out, and why.
    pub left_out: Vec<String>,
}

/// How many articles the backend's own search finds; `None` where the portal has to search for itself.
pub struct Search {
    pub words: String,
    pub found: Option<usize>,
    pub plain: String,
    pub found_plain: Option<usize>,
}

/// One article's text.
pub struct Story {
    pub title: String,
    pub n_blocks: usize,
    pub warnings: Vec<String>,
    pub attachments: Vec<String>,
}

/// What the list's answer says to browsers.
#[derive(Clone, Debug, Default)]
pub struct Cors {
    pub origin: Option<String>,
    pub exposed: Option<String>,
    /// The header that the portal has to read.
    pub needs: Option<String>,
}

thread_local! {
    static PROBLEMS: RefCell<Vec<String>> = const { RefCell::new(vec![]) };
}

/// # Errors
/// The list cannot be had, or has no article.
pub fn run(client: Rc<Client>, profile: Rc<Profile>, size: usize) -> Result<Findings, Error> {
    PROBLEMS.take();
    let cors = Rc::new(RefCell::new(None));
    let seen = cors.clone();
    let fetch: Fetch = Rc::new(move |request: Request| {
        let answer = client.ask(&request).map(|answer| {
            let said = |name: &str| answer.header(name).map(str::to_owned);
            seen.borrow_mut().get_or_insert_with(|| Cors {
                origin: said("access-control-allow-origin"),
                exposed: said("access-control-expose-headers"),
                needs: request.header.clone(),
            });
            answer.response(request.header.as_deref())
        });
        Box::pin(std::future::ready(answer.map_err(|failure| failure.error())))
    });
    let report = |problem: &Problem| PROBLEMS.with_borrow_mut(|all| all.push(problem.to_string()));
    let store = Store::new(vec![profile.clone()], Outside { fetch, keep: None, now, report, is_patient: false });
    let page = ask(&store, |store| store.list(&Filter::All, 1, size))?;
    let Some(first) = page.items.first() else {
        let id = match PROBLEMS.take().first() {
            Some(problem) => format!("an article that can be read ({problem})"),
            None => "an article in the list".into(),
        };
        return Err(Error::Missing { id });
    };
    let words = |error: Error| error.to_string();
    let albums = ask(&store, Store::albums).map_err(words);
    Ok(Findings {
        categories: terms(&store, "categories", &page),
        tags: terms(&store, "tags", &page),
        albums: albums.map(|all| all.into_iter().map(|album| (album.title, album.photos.len())).collect()),
        search: searched(&store, &page.items, size),
        story: Some(story(&store, &first.slug).map_err(words)),
        cors: cors.take().unwrap_or_default(),
        left_out: PROBLEMS.take(),
        page,
    })
}

fn ask<T>(store: &Store, look: impl Fn(&Store) -> Result<T, Error>) -> Result<T, Error> {
    loop {
        match look(store) {
            Err(Error::Unread) => block_on(store.read_wanted()),
            found => return found,
        }
    }
}

fn now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment(since.as_secs().cast_signed())
}

/// Where the backend has no list of them, those of the articles in sight count.
fn terms(store: &Store, part: &str, page: &Page<Summary>) -> Result<Vec<Count>, String> {
    let mut counts = match ask(store, |store| store.terms(part)) {
        // The profile names a list that is asked for only where the settings say which.
        Err(Error::Decode { url, .. }) if url == "site.json" => vec![],
        counts => counts.map_err(|error| error.to_string())?,
    };
    if counts.is_empty() {
        let of_one = |summary: &Summary| match part {
            "categories" => summary.category.iter().cloned().collect(),
            _ => summary.tags.clone(),
        };
        for term in page.items.iter().flat_map(of_one) {
            if counts.iter().all(|known| known.term != term) {
                counts.push(Count { id: String::new(), term, total: None });
            }
        }
    }
    counts.sort_by_key(|count| std::cmp::Reverse(count.total));
    Ok(counts)
}

/// Looks for two words of a headline that have accents, typed with them and without.
fn searched(store: &Store, items: &[Summary], size: usize) -> Option<Search> {
    let words = items.iter().find_map(|summary| accented(&summary.title))?;
    let plain = search::fold(&words);
    let find = |words: &str| match ask(store, |store| store.search(words, 1, size)) {
        Ok(Some(page)) => Some(page.total.unwrap_or(page.items.len())),
        _ => None,
    };
    Some(Search { found: find(&words), found_plain: find(&plain), words, plain })
}

/// The first two words in a row of which one has accents.
pub fn accented(title: &str) -> Option<String> {
    let is_word = |word: &&str| word.chars().count() > 1 && word.chars().all(char::is_alphabetic);
    let words: Vec<&str> = title.split_whitespace().collect();
    let pair = words.windows(2).find(|pair| pair.iter().all(is_word) && !pair.concat().is_ascii())?;
    Some(pair.join(" "))
}

fn story(store: &Store, slug: &str) -> Result<Story, Error> {
    let article = ask(store, |store| store.article(slug))?;
    let (Body(blocks), warnings) = body::parse(&article.body_html, &article.read_from);
    let own = article.attachments.iter();
    let inside = blocks.iter().filter_map(|block| match block {
        Block::File(file) => Some(file.as_ref()),
        _ => None,
    });
    Ok(Story {
        title: article.summary.title.clone(),
        n_blocks: blocks.len(),
        warnings: warnings.iter().map(ToString::to_string).collect(),
        attachments: own.chain(inside).map(|file| format!("{} ({})", file.title, file.kind())).collect(),
    })
}

impl Cors {
    pub fn is_open(&self) -> bool {
        self.origin.as_deref().is_some_and(|origin| origin == "*" || origin == ORIGIN)
    }

    /// Whether what the portal has to read of the headers may be read.
    pub fn shows_total(&self) -> bool {
        let Some(needed) = &self.needs else { return true };
        let exposed = self.exposed.as_deref().unwrap_or_default();
        exposed.split(',').any(|name| name.trim() == "*" || name.trim().eq_ignore_ascii_case(needed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_to_search_for_have_accents_and_stand_side_by_side() {
        assert_eq!(accented("38 cửa hàng: đo lường").as_deref(), Some("đo lường"));
        assert_eq!(accented("STEM for all"), None);
    }

    #[test]
    fn a_header_must_be_exposed_to_be_read() {
        let cors =
            |exposed: &str| Cors { origin: None, exposed: Some(exposed.into()), needs: Some("X-WP-Total".into()) };
        assert!(cors("Link, x-wp-total").shows_total() && cors("*").shows_total());
        assert!(!cors("Link").shows_total() && Cors::default().shows_total());
    }
}
