//! The front page.

use leptos::prelude::*;

use super::{AlbumCard, ArticleCard, SectionHeading, here};
use crate::article::{Album, Summary, Term};
use crate::route::Route;

/// A category and its newest articles.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    pub category: Term,
    pub articles: Vec<Summary>,
}

/// A lead story, the latest, a block for each section, a strip of albums.
#[component]
pub fn HomeView(
    /// The portal's name: the page's `h1`, which the masthead shows already.
    name: String,
    /// The first is the lead.
    latest: Vec<Summary>,
    sections: Vec<Section>,
    albums: Vec<Album>,
) -> impl IntoView {
    let here = here();
    let mut latest = latest.into_iter();
    let lead = latest.next().map(|article| view! { <ArticleCard article lead=true /> });
    let empty = lead.is_none().then(|| view! { <p class="article-list__empty">{here.word("no_results")}</p> });
    let compact = |article: Summary| view! { <li><ArticleCard article compact=true /></li> };
    let others = latest.map(compact).collect_view();
    let all_news = here.to(&Route::News { page: 1 });
    let sections = sections.into_iter().enumerate().map(section).collect_view();
    let cards = albums.into_iter().map(|album| view! { <li><AlbumCard album /></li> }).collect::<Vec<_>>();
    let albums = (!cards.is_empty()).then(|| {
        view! {
            <section class="home-view__albums" aria-labelledby="albums">
                <SectionHeading id="albums" title=here.word("gallery") href=here.to(&Route::Gallery) />
                <ul class="home-view__strip" role="list">{cards}</ul>
            </section>
        }
    });
    view! {
        <div class="home-view">
            <h1 class="visually-hidden" tabindex="-1">{name}</h1>
            <div class="home-view__top">
                <div class="home-view__lead">{lead}{empty}</div>
                <section class="home-view__latest" aria-labelledby="latest">
                    <SectionHeading id="latest" title=here.word("latest") href=all_news />
                    <ul class="home-view__headlines" role="list">{others}</ul>
                </section>
            </div>
            <div class="home-view__sections">{sections}</div>
            {albums}
        </div>
    }
    .into_any()
}

fn section((n, section): (usize, Section)) -> AnyView {
    let id = format!("section-{n}");
    let heading_id = id.clone();
    let href = here().to(&Route::Category { slug: section.category.slug, page: 1 });
    let card = |(n, article): (usize, Summary)| view! { <li><ArticleCard article compact={n > 0} /></li> };
    let cards = section.articles.into_iter().enumerate().map(card).collect_view();
    view! {
        <section class="home-view__section" aria-labelledby=id>
            <SectionHeading id=heading_id title=section.category.title href=href />
            <ul class="home-view__headlines" role="list">{cards}</ul>
        </section>
    }
    .into_any()
}
