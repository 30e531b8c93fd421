//! One article in a list.

use super::{Here, Load, day, picture};
use crate::article::Summary;
use crate::html::{Element, el, link};
use crate::route::Route;

/// How much of an article its card shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardSize {
    /// The first story of the front page: larger, its photo is loaded before all others.
    Lead,
    /// Photo, headline, standfirst, date, category; the photo is loaded at once or when it comes near the screen.
    Full(Load),
    /// Headline and date alone.
    Compact,
}

/// An article's card. The whole of it leads to the article, by the headline's link.
///
/// `heading` is the headline's element: `h2` right under the page's title, `h3` in a part of it.
pub fn article_card(here: Here, article: &Summary, size: CardSize, heading: &'static str) -> Element {
    let (sizes, load) = match size {
        CardSize::Lead => ("(min-width: 60em) 46rem, 94vw", Load::First),
        CardSize::Full(load) => ("(min-width: 60em) 20rem, (min-width: 36em) 45vw, 94vw", load),
        CardSize::Compact => ("", Load::Lazy),
    };
    let is_compact = size == CardSize::Compact;
    let photo = article.image.as_ref().filter(|_| !is_compact);
    let category = article.category.as_ref().filter(|_| !is_compact).map(|category| {
        let href = here.to(&Route::Category { slug: category.slug.clone(), page: 0 });
        link("article-card__category", href).with(category.title.as_str())
    });
    let standfirst = article.standfirst.as_deref().filter(|_| !is_compact);
    // A search through whole texts finds standing pages, too, and calls them so.
    let href = here.to(&match article.slug.strip_prefix("page/") {
        Some(slug) => Route::Page { slug: slug.into() },
        None => Route::Article { slug: article.slug.clone() },
    });
    let source = (!article.source.is_empty()).then(|| el("span", "article-card__source").with(article.source.as_str()));
    let has_facts = article.published.is_some() || category.is_some() || source.is_some();
    let headline =
        el(heading, "article-card__headline").with(link("article-card__link", href).with(article.title.as_str()));
    let published = article.published.map(|moment| day(here, moment));
    let facts = el("p", "article-card__facts").with(published).with(" ").with(source).with(" ").with(category);
    el("article", "article-card")
        .class("article-card--lead", size == CardSize::Lead)
        .class("article-card--compact", is_compact)
        .class("article-card--plain", photo.is_none())
        .with(photo.map(|photo| el("div", "article-card__photo").with(picture(photo, "", sizes, load))))
        .with(
            el("div", "article-card__text")
                .maybe("lang", here.foreign(article.language.as_deref()))
                .with(headline)
                .with(standfirst.map(|text| el("p", "article-card__standfirst").with(text)))
                .with(has_facts.then_some(facts)),
        )
}
