//! The front page: all from the newest list file and the albums.

use super::{Content, Desk, Head, Page};
use crate::article::{Summary, Term};
use crate::list::{self, ToList};
use crate::route::Route;
use crate::source::{Error, Filter};
use crate::view::{Home, Section};

/// The lead and the headlines beside it.
const LATEST: usize = 6;
/// Stories of a section's block.
const OF_A_SECTION: usize = 3;
const ALBUMS: usize = 3;
/// Articles that are asked for, where a list page has fewer.
const LEAST: usize = 20;

/// How many of the newest articles are asked for: a page that asks for as many shares the front page's request.
pub fn n_newest(desk: &Desk) -> usize {
    desk.settings.page_size.max(LEAST)
}

/// Reads the front page. Without its albums it is still a front page.
///
/// # Errors
/// Of the source.
pub fn compose(desk: &Desk) -> Result<Box<Page>, Error> {
    // Both are looked up before either is waited for.
    let (newest, albums) = (desk.store.list(&Filter::All, 0, n_newest(desk)), desk.store.albums());
    let (newest, mut albums) = (newest?.items, super::optional(albums)?);
    albums.truncate(ALBUMS);
    let latest: Vec<Summary> = newest.iter().take(LATEST).cloned().list();
    let is_shown = |summary: &Summary| latest.iter().any(|shown| shown.slug == summary.slug);
    let mut categories: Vec<Term> = vec![];
    if desk.store.has_beside("categories") {
        list::add(
            &mut categories,
            super::optional(desk.store.terms("categories"))?.into_iter().map(|count| count.term),
        );
    }
    for summary in &newest {
        super::add_category(&mut categories, summary.category.as_ref());
    }
    let sections = categories.into_iter().map(|category| {
        let of_it =
            newest.iter().filter(|s| s.category.as_ref().is_some_and(|c| c.slug == category.slug) && !is_shown(s));
        Section { articles: of_it.take(OF_A_SECTION).cloned().list(), category }
    });
    let sections = sections.filter(|section| !section.articles.is_empty()).list();
    let name = desk.settings.name.in_language(&desk.links.language);
    let tagline = desk.settings.tagline.in_language(&desk.links.language);
    let image =
        latest.first().and_then(|lead| lead.image.as_ref()).map(|photo| photo.at_least(1200).as_str().to_owned());
    let head = Head {
        description: (!tagline.is_empty()).then_some(tagline),
        image,
        translations: super::same_everywhere(&Route::Home, desk),
        ..Head::default()
    };
    let content = Content::Home(Home { name, latest, sections, albums });
    Ok(Box::new(Page { head, crumbs: vec![], section: None, content }))
}
