//! Standing pages, and the site map.

use super::{Content, Desk, Head, Page};
use crate::article::{StandingPage, Term};
use crate::body::{self, Body};
use crate::html::Element;
use crate::route::Route;
use crate::source::Error;
use crate::source::feed::{Count, MonthCount};
use crate::view::{Branch, Crumb, Here, MenuEntry, standing_page_view};

/// A standing page and its text as a tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    page: StandingPage,
    body: Body,
}

/// # Errors
/// Of the source; [`Error::Missing`] for an unknown slug.
pub async fn load(slug: &str, desk: &Desk<'_>) -> Result<Page, Error> {
    let mut page = desk.store.standing_page(slug).await?;
    let (body, _) = body::parse(&std::mem::take(&mut page.body_html), &page.read_from);
    let head = Head {
        title: page.title.clone(),
        description: page.standfirst.clone(),
        translations: super::translated(&page.translations, |slug| Route::Page { slug }),
        ..Head::default()
    };
    let crumbs = vec![Crumb { label: page.title.clone(), route: None }];
    let section = Some(Route::Page { slug: page.slug.clone() });
    Ok(Page { head, crumbs, section, content: Content::Standing(Standing { page, body }) })
}

/// The site map. What a source does not name is left out of it.
///
/// # Errors
/// Of the source.
pub async fn load_map(desk: &Desk<'_>) -> Result<Page, Error> {
    let totals = desk.store.totals().await?;
    let albums = desk.store.albums().await.unwrap_or_default();
    let pages = desk.store.standing_pages().await.unwrap_or_default();
    let title = desk.locale.word("site_map");
    let entry = |label: String, route: Route| MenuEntry { label, href: desk.links.to(&route) };
    let counted = |count: Count, route: fn(String) -> Route| {
        let Count { term: Term { slug, title }, total } = count;
        entry(format!("{title} ({})", desk.locale.number(total as u64)), route(slug))
    };
    let main = vec![
        entry(desk.locale.word("home"), Route::Home),
        entry(desk.locale.word("news"), Route::News { page: 1 }),
        entry(desk.locale.word("gallery"), Route::Gallery),
        entry(desk.locale.word("search_title"), Route::Search { words: String::new(), page: 1 }),
    ];
    let pages = pages.into_iter().map(|page| entry(page.title, Route::Page { slug: page.slug }));
    let categories = totals.categories.into_iter().map(|c| counted(c, |slug| Route::Category { slug, page: 1 }));
    let tags = totals.tags.into_iter().map(|c| counted(c, |slug| Route::Tag { slug, page: 1 }));
    let albums = albums.into_iter().map(|album| entry(album.title, Route::Album { slug: album.slug }));
    let months = totals.months.into_iter().map(|MonthCount { year, month, total }| {
        let label = format!("{} ({total})", desk.locale.month(year, month));
        entry(label, Route::Month { year, month, page: 1 })
    });
    let branch = |key: &str, links: Vec<MenuEntry>| Branch { title: desk.locale.word(key), links };
    let branches = vec![
        branch("main_pages", main.into_iter().chain(pages).collect()),
        branch("categories", categories.collect()),
        branch("gallery", albums.collect()),
        branch("tags", tags.collect()),
        branch("archive", months.collect()),
    ];
    let head = Head {
        title: title.clone(),
        translations: super::same_everywhere(&Route::SiteMap, desk),
        ..Head::default()
    };
    let crumbs = vec![Crumb { label: title, route: None }];
    Ok(Page { head, crumbs, section: Some(Route::SiteMap), content: Content::SiteMap(branches) })
}

impl Standing {
    pub fn view(&self, here: Here) -> Element {
        standing_page_view(here, &self.page, &self.body)
    }
}
