//! The front page.

use super::{CardSize, Here, Load, album_card, article_card, headline, list, section_heading};
use crate::article::{Album, Summary, Term};
use crate::cut::digits;
use crate::html::{Element, el};
use crate::route::Route;

/// What the front page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Home {
    /// The portal's name: the page's `h1`, which the masthead shows already.
    pub name: String,
    /// The first is the lead.
    pub latest: Vec<Summary>,
    pub sections: Vec<Section>,
    pub albums: Vec<Album>,
}

/// A category and its newest articles.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    pub category: Term,
    pub articles: Vec<Summary>,
}

/// A lead story, the latest, a block for each section, a strip of albums.
pub fn home_view(here: Here, home: &Home) -> Element {
    let lead = match home.latest.first() {
        Some(article) => article_card(here, article, CardSize::Lead, "h2"),
        None => el("p", "article-list__empty").with(here.word("no_results")),
    };
    let compact = |article: &Summary| el("li", "").with(article_card(here, article, CardSize::Compact, "h3"));
    let latest = (home.latest.len() > 1).then(|| {
        el("section", "")
            .set("aria-labelledby", "latest")
            .with(section_heading("latest", &here.word("latest"), Some(here.to(&Route::News { page: 0 }))))
            .with(list("home-view__headlines").each(home.latest.iter().skip(1).map(compact)))
    });
    el("div", "home-view")
        .with(headline("visually-hidden").with(home.name.as_str()))
        .with(el("div", "home-view__top").with(el("div", "").with(lead)).with(latest))
        .with(el("div", "home-view__sections").each(home.sections.iter().enumerate().map(|part| section(here, part))))
        .with(albums(here, &home.albums))
}

fn section(here: Here, (n, section): (usize, &Section)) -> Element {
    let id = "section-".to_owned() + &digits(n as u32);
    let href = here.to(&Route::Category { slug: section.category.slug.clone(), page: 0 });
    let card = |(n, article): (usize, &Summary)| {
        let size = if n == 0 { CardSize::Full(Load::Lazy) } else { CardSize::Compact };
        el("li", "").with(article_card(here, article, size, "h3"))
    };
    el("section", "")
        .set("aria-labelledby", id.as_str())
        .with(section_heading(&id, &section.category.title, Some(href)))
        .with(list("home-view__headlines").each(section.articles.iter().enumerate().map(card)))
}

fn albums(here: Here, albums: &[Album]) -> Option<Element> {
    let card = |album: &Album| el("li", "").with(album_card(here, album, "h3"));
    (!albums.is_empty()).then(|| {
        el("section", "")
            .set("aria-labelledby", "albums")
            .with(section_heading("albums", &here.word("gallery"), Some(here.to(&Route::Gallery { category: None }))))
            .with(list("home-view__strip").each(albums.iter().map(card)))
    })
}
