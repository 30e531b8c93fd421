//! Lists of articles: all news, a category, a tag, a month, the results of a search.

use super::{Content, Desk, Head, Page};
use crate::article::{Summary, Term};
use crate::html::Element;
use crate::route::Route;
use crate::search;
use crate::source::feed::{Count, Totals};
use crate::source::{self, Error};
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
    let (title, page) = match route {
        Route::Category { slug, .. } => {
            let page =
                store.list(&|s| has(s.category.as_slice(), slug), &|t| total(&t.categories, slug), number, size)?;
            let named = page.items.iter().find_map(|s| s.category.clone()).map(|category| category.title);
            (name_of(&store.newest()?.totals.categories, slug).or(named), page)
        }
        Route::Tag { slug, .. } => {
            let page = store.list(&|s| has(&s.tags, slug), &|t| total(&t.tags, slug), number, size)?;
            let named =
                page.items.iter().flat_map(|s| &s.tags).find(|tag| tag.slug == *slug).map(|tag| tag.title.clone());
            (name_of(&store.newest()?.totals.tags, slug).or(named), page)
        }
        Route::Month { year, month, .. } => {
            let is_in = |s: &Summary| {
                let local = s.published.map(|moment| locale.local(moment));
                local.is_some_and(|local| local.year == *year && local.month == *month)
            };
            let total = |t: &Totals| t.months.iter().find(|m| m.year == *year && m.month == *month).map(|m| m.total);
            let page = store.list(&is_in, &total, number, size)?;
            let title = (!page.items.is_empty()).then(|| locale.month(*year, *month));
            (title, page)
        }
        Route::Search { words, .. } => (Some(locale.word("search_title")), results(words, number, size, desk)?),
        _ => (Some(locale.word("news")), store.list(&|_| true, &|t| t.articles, number, size)?),
    };
    let Some(title) = title else { return Err(Error::Missing { id: format!("the list {}", route.path()) }) };
    let words = match route {
        Route::Search { words, .. } => Some(words.clone()),
        _ => None,
    };
    let head = Head {
        title: head_title(&title, words.as_deref(), &page, desk),
        description: desk.locale.phrase("list_description", &[("title", &title)]).into(),
        is_hidden: words.is_some(),
        translations: translations(route, desk),
        ..Head::default()
    };
    let section = match route {
        Route::Search { .. } => None,
        route => Some(route.on_page(1)),
    };
    let crumbs = crumbs(route, &title, desk);
    let content = Content::List(List { title, words, page, route: route.clone() });
    Ok(Box::new(Page { head, crumbs, section, content }))
}

fn has(terms: &[Term], slug: &str) -> bool {
    terms.iter().any(|term| term.slug == slug)
}

fn total(counts: &[Count], slug: &str) -> Option<usize> {
    counts.iter().find(|count| count.term.slug == slug).map(|count| count.total)
}

fn name_of(counts: &[Count], slug: &str) -> Option<String> {
    counts.iter().find(|count| count.term.slug == slug).map(|count| count.term.title.clone())
}

/// The articles in which all words are found, best first.
fn results(words: &str, number: usize, size: usize, desk: &Desk) -> Result<source::Page<Summary>, Error> {
    let words = search::fold(words);
    let mut found: Vec<(usize, Summary)> = vec![];
    if !words.is_empty() {
        for summary in desk.store.all()? {
            let tags = summary.tags.iter().chain(&summary.category).map(|term| term.title.as_str());
            let rest: Vec<&str> = summary.standfirst.as_deref().into_iter().chain(tags).collect();
            if let Some(score) = search::score(&words, &summary.title, &rest.join(" ")) {
                // Best first; among equals the newest stays first.
                let at = found.partition_point(|(other, _)| *other >= score);
                found.insert(at, (score, summary));
            }
        }
    }
    let total = found.len();
    let from = size * (number - 1);
    if number > 1 && from >= total {
        return Err(Error::Missing { id: format!("page {number} of {total} results") });
    }
    let items: Vec<Summary> = found.into_iter().skip(from).take(size).map(|(_, summary)| summary).collect();
    Ok(source::Page { has_next: from + items.len() < total, items, total: Some(total), number, size })
}

/// The second page of a list has another title than the first.
fn head_title(title: &str, words: Option<&str>, page: &source::Page<Summary>, desk: &Desk) -> String {
    let mut title = title.to_owned();
    if let Some(words) = words.filter(|words| !words.is_empty()) {
        title = format!("{title}: {words}");
    }
    if page.number > 1 {
        title = format!("{title} – {}", desk.locale.phrase("page_n", &[("n", &page.number.to_string())]));
    }
    title
}

fn crumbs(route: &Route, title: &str, desk: &Desk) -> Vec<Crumb> {
    let news = Crumb { label: desk.locale.word("news"), route: Some(Route::News { page: 1 }) };
    let own = |label: String| {
        let first = (route.page() > 1).then(|| route.on_page(1));
        let mut crumbs = vec![Crumb { label, route: first }];
        if route.page() > 1 {
            let label = desk.locale.phrase("page_n", &[("n", &route.page().to_string())]);
            crumbs.push(Crumb { label, route: None });
        }
        crumbs
    };
    let mut crumbs = match route {
        Route::News { .. } | Route::Search { .. } => vec![],
        _ => vec![news],
    };
    crumbs.extend(own(title.to_owned()));
    crumbs
}

/// All news is the same list in every language; a category's translation stands in the menu.
fn translations(route: &Route, desk: &Desk) -> Vec<(String, Route)> {
    match route {
        Route::News { .. } => super::same_everywhere(&route.on_page(1), desk),
        Route::Search { .. } => super::same_everywhere(route, desk),
        Route::Category { .. } => {
            let path = route.on_page(1).path();
            let in_language = |language: &String| {
                let to = desk.settings.translated_path(&path, &desk.links.language, language)?;
                Some((language.clone(), Route::parse(to, "")))
            };
            let others = desk.links.languages.iter().filter(|language| **language != desk.links.language);
            others.filter_map(in_language).collect()
        }
        _ => vec![],
    }
}

impl List {
    pub fn view(&self, here: Here) -> Element {
        let intro = self.words.as_deref().map(|words| search_form(here, words, "search_title"));
        article_list(here, &self.title, intro, &self.page, &self.route)
    }
}
