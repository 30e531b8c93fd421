//! Lists of articles: all news, a category, a tag, a month, the results of a search.

use super::{Content, Desk, Head, Page};
use crate::article::{Summary, Term};
use crate::cut::{self, digits};
use crate::html::Element;
use crate::list::ToList;
use crate::route::Route;
use crate::search;
use crate::source::{self, Error, Filter};
use crate::store::no_page;
use crate::view::{Crumb, Here, article_list, search_form};

/// A list page's data.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    title: String,
    /// The words of a search: its form stands above the results.
    words: Option<String>,
    page: source::Page<Summary>,
    route: Route,
}

/// Reads a page of a list.
///
/// # Errors
/// Of the source; [`Error::Missing`] for a category, tag or month that nothing is in, and for a page past the end.
pub fn compose(route: &Route, desk: &Desk) -> Result<Box<Page>, Error> {
    let (number, size) = (route.page(), desk.settings.page_size);
    let store = desk.store;
    let locale = desk.locale;
    let filter = filter(route);
    let (title, page) = match route {
        Route::Search { words, .. } => (Some(locale.word("search_title")), results(words, number, size, desk)?),
        // The newest page has one address only, the one without a number.
        _ if number == 1 && !store.counts_from_oldest() => (None, source::Page::default()),
        _ => {
            let page = store.list(&filter, number, size);
            // Asked for beside the list, not after it.
            let is_empty = matches!(&page, Ok(page) if page.items.is_empty());
            let name = name_of(&filter, is_empty, desk);
            let page = page?;
            // A month that nothing is in is no page, as a category that nobody knows.
            let is_known = !page.items.is_empty() || !matches!(filter, Filter::Month { .. });
            (name?.filter(|_| is_known).or_else(|| named(&filter, &page.items)), page)
        }
    };
    let Some(title) = title else { return Err(Error::Missing { id: "the list ".to_owned() + &route.path() }) };
    let words = match route {
        Route::Search { words, .. } => Some(words.clone()),
        _ => None,
    };
    let head = Head {
        title: head_title(&title, words.as_deref(), route, desk),
        description: desk.locale.phrase("list_description", &[("title", &title)]).into(),
        is_hidden: words.is_some(),
        translations: translations(route, desk),
        ..Head::default()
    };
    let section = match route {
        Route::Search { .. } => None,
        route => Some(route.on_page(0)),
    };
    let crumbs = crumbs(route, &title, desk);
    let content = Content::List(List { title, words, page, route: route.clone() });
    Ok(Box::new(Page { head, crumbs, section, content }))
}

fn filter(route: &Route) -> Filter {
    match route {
        Route::Category { slug, .. } => Filter::Category(slug.clone()),
        Route::Tag { slug, .. } => Filter::Tag(slug.clone()),
        Route::Month { year, month, .. } => Filter::Month { year: *year, month: *month },
        Route::Search { words, .. } => Filter::Search(words.clone()),
        _ => Filter::All,
    }
}

/// What a list is called, as the source says it; a list can be read without that.
fn name_of(filter: &Filter, is_empty: bool, desk: &Desk) -> Result<Option<String>, Error> {
    let (part, slug) = match filter {
        Filter::All => return Ok(Some(desk.locale.word("news"))),
        Filter::Category(slug) => ("categories", slug),
        Filter::Tag(slug) => ("tags", slug),
        Filter::Month { year, month } => return Ok(Some(desk.locale.month(*year, *month))),
        Filter::Search(_) => return Ok(None),
    };
    // The articles name a page that was cut beforehand.
    if desk.store.counts_from_oldest() && !is_empty {
        return Ok(None);
    }
    let counts = super::optional(desk.store.terms(part))?;
    Ok(counts.into_iter().find(|count| count.term.slug == *slug).map(|count| count.term.title))
}

/// What the articles of a list call it.
fn named(filter: &Filter, items: &[Summary]) -> Option<String> {
    let (Filter::Category(slug) | Filter::Tag(slug)) = filter else { return None };
    for summary in items {
        let is_it = |term: &&Term| term.slug == *slug;
        if let Some(term) = summary.category.as_ref().filter(is_it).or_else(|| summary.tags.iter().find(is_it)) {
            return Some(term.title.clone());
        }
    }
    None
}

/// The articles in which all words are found, best first.
fn results(words: &str, number: usize, size: usize, desk: &Desk) -> Result<source::Page<Summary>, Error> {
    if let Some(page) = desk.store.search(words, number, size)? {
        return Ok(page);
    }
    let words = search::fold(words);
    let mut found: Vec<(usize, Summary)> = vec![];
    if !words.is_empty() {
        for summary in desk.store.all()? {
            let mut rest = vec![summary.standfirst.as_deref().unwrap_or_default()];
            for term in summary.tags.iter().chain(&summary.category) {
                rest.push(&term.title);
            }
            if let Some(score) = search::score(&words, &summary.title, &rest.join(" ")) {
                // Best first; among equals the newest stays first.
                let at = found.partition_point(|(other, _)| *other >= score);
                found.insert(at, (score, summary));
            }
        }
    }
    let (total, number) = (found.len(), number.max(1));
    let from = size * (number - 1);
    if number > 1 && from >= total {
        return Err(no_page(number));
    }
    let items: Vec<Summary> = found.into_iter().skip(from).take(size).map(|(_, summary)| summary).list();
    Ok(source::Page { has_next: from + items.len() < total, items, total: Some(total), number, size, steps: None })
}

/// The second page of a list has another title than the first.
fn head_title(title: &str, words: Option<&str>, route: &Route, desk: &Desk) -> String {
    let mut title = title.to_owned();
    if let Some(words) = words.filter(|words| !words.is_empty()) {
        title = [&title, ": ", words].concat();
    }
    if route.page() > 0 {
        title = [&title, " – ", &page_n(route, desk)].concat();
    }
    title
}

fn page_n(route: &Route, desk: &Desk) -> String {
    desk.locale.phrase("page_n", &[("n", &digits(route.page() as u32))])
}

fn crumbs(route: &Route, title: &str, desk: &Desk) -> Vec<Crumb> {
    let own = |label: String| {
        let first = (route.page() > 0).then(|| route.on_page(0));
        let mut crumbs = vec![Crumb { label, route: first }];
        if route.page() > 0 {
            crumbs.push(Crumb { label: page_n(route, desk), route: None });
        }
        crumbs
    };
    let mut crumbs = match route {
        Route::News { .. } | Route::Search { .. } => vec![],
        _ => vec![super::news_crumb(desk)],
    };
    crumbs.extend(own(title.to_owned()));
    crumbs
}

/// All news and the whole gallery are the same list in every language; a category's translation stands in the menu.
pub fn translations(route: &Route, desk: &Desk) -> Vec<(String, Route)> {
    let route = route.on_page(0);
    let path = route.path();
    let (above, own) = match &route {
        Route::News { .. } | Route::Search { .. } | Route::Gallery { category: None } => ("", ""),
        Route::Category { .. } => ("", path.as_str()),
        // What the gallery has of a category is at the category's own path below the gallery's.
        Route::Gallery { .. } => cut::at(&path, "gallery/".len()),
        _ => return vec![],
    };
    let mut all = super::same_everywhere(&route, desk);
    if !own.is_empty() {
        all.retain_mut(|(language, to)| {
            let found = desk.settings.translated_path(own, &desk.links.language, language);
            *to = Route::parse(&[above, found.unwrap_or_default()].concat(), "");
            found.is_some()
        });
    }
    all
}

impl List {
    pub fn older(&self) -> Option<usize> {
        self.page.older()
    }

    pub fn view(&self, here: Here) -> Element {
        let intro = self.words.as_deref().map(|words| search_form(here, words, "search_title"));
        article_list(here, &self.title, intro, &self.page, &self.route)
    }
}
