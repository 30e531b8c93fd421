//! Standing pages, and the site map.

use super::{Content, Desk, Head, Page};
use crate::article::StandingPage;
use crate::body::Body;
use crate::html::Element;
use crate::list::{self, ToList};
use crate::route::Route;
use crate::source::{Count, Error, MonthCount};
use crate::view::{Branch, Crumb, Here, MenuEntry, standing_page_view};

/// A standing page and its text as a tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    page: StandingPage,
    body: Body,
}

/// # Errors
/// Of the source; [`Error::Missing`] for an unknown slug.
pub fn compose(slug: &str, desk: &Desk) -> Result<Box<Page>, Error> {
    let mut page = desk.store.standing_page(slug)?;
    let body = super::read_body(&std::mem::take(&mut page.body_html), &page.read_from, None, desk);
    let head = Head {
        title: page.title.clone(),
        description: page.standfirst.clone(),
        translations: super::translated(&page.translations, desk, &|slug| Route::Page { slug }),
        ..Head::default()
    };
    let crumbs = vec![Crumb { label: page.title.clone(), route: None }];
    let section = Some(Route::Page { slug: page.slug.clone() });
    Ok(Box::new(Page { head, crumbs, section, content: Content::Standing(Standing { page, body }) }))
}

/// The site map. What a source does not name is left out of it.
///
/// # Errors
/// Of the source.
pub fn compose_map(desk: &Desk) -> Result<Box<Page>, Error> {
    // All are looked up before any is waited for.
    let store = desk.store;
    let (albums, pages, months) = (store.albums(), store.standing_pages(), store.months());
    let (categories, tags) = (store.terms("categories"), store.terms("tags"));
    let (albums, pages, months) = (super::optional(albums)?, super::optional(pages)?, months?);
    let (categories, tags) = (super::optional(categories)?, super::optional(tags)?);
    let title = desk.locale.word("site_map");
    let entry = |label: &str, total: Option<usize>, route: Route| {
        let total = total.map(|total| [" (", &desk.locale.number(total as u64), ")"].concat()).unwrap_or_default();
        MenuEntry { label: [label, &total].concat(), href: desk.links.to(&route) }
    };
    let mut branches = vec![];
    let mut branch = |key: &str, links: Vec<MenuEntry>| branches.push(Branch { title: desk.locale.word(key), links });
    let main = [
        ("home", Route::Home),
        ("news", Route::News { page: 0 }),
        ("gallery", Route::Gallery { category: None }),
        ("search_title", Route::Search { words: String::new(), page: 0 }),
    ];
    let mut links: Vec<MenuEntry> =
        main.into_iter().map(|(key, route)| entry(&desk.locale.word(key), None, route)).list();
    list::add(&mut links, pages.into_iter().map(|page| entry(&page.title, None, Route::Page { slug: page.slug })));
    branch("main_pages", links);
    let terms = |counts: &[Count], route: fn(String) -> Route| -> Vec<MenuEntry> {
        counts.iter().map(|Count { term, total, .. }| entry(&term.title, *total, route(term.slug.clone()))).list()
    };
    branch("categories", terms(&categories, |slug| Route::Category { slug, page: 0 }));
    branch(
        "gallery",
        albums.into_iter().map(|album| entry(&album.title, None, Route::Album { slug: album.slug })).list(),
    );
    branch("tags", terms(&tags, |slug| Route::Tag { slug, page: 0 }));
    let month = |&MonthCount { year, month, total }: &MonthCount| {
        entry(&desk.locale.month(year, month), Some(total), Route::Month { year, month, page: 0 })
    };
    branch("archive", months.iter().map(month).list());
    let head = Head {
        title: title.clone(),
        description: Some(desk.locale.word("site_map_description")),
        translations: super::same_everywhere(&Route::SiteMap, desk),
        ..Head::default()
    };
    let crumbs = vec![Crumb { label: title, route: None }];
    Ok(Box::new(Page { head, crumbs, section: Some(Route::SiteMap), content: Content::SiteMap(branches) }))
}

impl Standing {
    pub fn view(&self, here: Here) -> Element {
        standing_page_view(here, &self.page, &self.body)
    }
}
