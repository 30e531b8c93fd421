//! An article's page.

use super::photos;
use super::{Content, Desk, Head, Page};
use crate::article::{Article, Summary};
use crate::body::{self, Body};
use crate::html::Node;
use crate::list;
use crate::route::Route;
use crate::source::Error;
use crate::view::{Crumb, Here, Photos, article_view};

/// An article and its text as a tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    article: Article,
    body: Body,
    pub photos: Photos,
}

/// # Errors
/// Of the source; [`Error::Missing`] for an unknown slug.
pub fn compose(slug: &str, desk: &Desk) -> Result<Box<Page>, Error> {
    compose_of_text(slug, &mut None, desk)
}

/// The same of an article whose text is a tree already, which is taken when the article is there.
///
/// # Errors
/// As [`compose`].
pub fn compose_of_text(slug: &str, text: &mut Option<Body>, desk: &Desk) -> Result<Box<Page>, Error> {
    let mut article = desk.store.article(slug)?;
    let (body, photos) = read(&mut article, text.take(), desk);
    let summary = &article.summary;
    let news = super::news_crumb(desk);
    let section = summary.category.clone().map(|category| Route::Category { slug: category.slug, page: 0 });
    let step = summary.category.clone().map(|c| Crumb { label: c.title, route: section.clone() });
    let own = Crumb { label: summary.title.clone(), route: None };
    let head = Head {
        title: summary.title.clone(),
        description: summary.standfirst.clone().or_else(|| excerpt(&body)),
        image: photos.photos.first().map(|photo| photo.at_least(1200).as_str().to_owned()),
        is_article: true,
        is_hidden: false,
        translations: super::translated(&summary.translations, desk, &|slug| Route::Article { slug }),
    };
    let mut crumbs = vec![news];
    list::add(&mut crumbs, step);
    crumbs.push(own);
    let section = section.or(Some(Route::News { page: 0 }));
    Ok(Box::new(Page { head, crumbs, section, content: Content::Story(Box::new(Story { article, body, photos })) }))
}

/// An article's text as a tree, and its photos.
fn read(article: &mut Article, text: Option<Body>, desk: &Desk) -> (Body, Photos) {
    let mut body = super::read_body(&std::mem::take(&mut article.body_html), &article.read_from, text, desk);
    let Summary { slug, title, image, .. } = &article.summary;
    let of = Route::Article { slug: slug.clone() };
    let photos = photos::of_article(of, title, image.as_ref(), &mut body, desk);
    (body, photos)
}

/// The first words of a text, cut between two of them: at most 160 characters, as search engines show.
fn excerpt(body: &Body) -> Option<String> {
    let text = body::plain_text(body);
    let mut short = String::new();
    for word in text.split([' ', '\n']).filter(|word| !word.is_empty()) {
        if short.chars().count() + word.chars().count() > 158 {
            short.push('…');
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    (!short.is_empty()).then_some(short)
}

impl Story {
    pub fn article(&self) -> &Article {
        &self.article
    }

    pub fn view(&self, here: Here) -> Node {
        article_view(here, &self.article, &self.body)
    }
}
