//! One article, whole.

use leptos::prelude::*;

use super::{ArticleCard, Attachments, BodyText, Day, Picture, SectionHeading, Share, here};
use crate::article::{Article, Photo, Term};
use crate::body::Body;
use crate::route::Route;

/// Headline, dates, byline, standfirst, lead photo, text, attachments, tags, related stories, neighbours.
#[component]
pub fn ArticleView(article: Article, body: Body) -> impl IntoView {
    let here = here();
    let Article { summary, attachments, previous, next, related, .. } = article;
    let language = summary.language.clone().filter(|language| *language != here.links.language);
    let published = summary.published.map(|moment| {
        view! { <span class="article-view__fact"><span class="visually-hidden">{here.word("published")} " "</span><Day moment exact=true /></span> }
    });
    let modified = summary.modified.map(|moment| {
        view! { <span class="article-view__fact">{here.word("updated")} " " <Day moment exact=true /></span> }
    });
    let authors = (!summary.authors.is_empty())
        .then(|| view! { <span class="article-view__fact article-view__byline">{summary.authors.join(", ")}</span> });
    let category = summary.category.clone().map(|category| {
        let href = here.to(&Route::Category { slug: category.slug, page: 1 });
        view! { <p class="article-view__category"><a href=href>{category.title}</a></p> }
    });
    let standfirst = summary.standfirst.map(|text| view! { <p class="article-view__standfirst">{text}</p> });
    let tag = |tag: Term| {
        let href = here.to(&Route::Tag { slug: tag.slug, page: 1 });
        view! { <li><a class="article-view__tag" href=href rel="tag">{tag.title}</a></li> }
    };
    let tags = (!summary.tags.is_empty()).then(|| {
        let tags = summary.tags.into_iter().map(tag).collect_view();
        view! {
            <nav class="article-view__tags" aria-label=here.word("tags")>
                <ul role="list">{tags}</ul>
            </nav>
        }
    });
    view! {
        <article class="article-view" lang=language>
            <header class="article-view__head">
                {category}
                <h1 class="article-view__headline" tabindex="-1">{summary.title}</h1>
                {standfirst}
                <p class="article-view__facts">{authors} {published} {modified}</p>
            </header>
            {summary.image.map(lead_figure)}
            <BodyText body />
            <Attachments attachments />
            {tags}
            <Share />
        </article>
        {neighbours(previous, next)}
        {related_stories(related)}
    }
    .into_any()
}

fn lead_figure(photo: Photo) -> impl IntoView {
    let caption = photo.caption.clone();
    let credit = photo.credit.clone().map(|credit| view! { <span class="figure__credit">{credit}</span> });
    let has_caption = caption.is_some() || credit.is_some();
    let caption = has_caption.then(|| view! { <figcaption class="figure__caption">{caption} " " {credit}</figcaption> });
    view! {
        <figure class="figure figure--lead">
            <Picture photo sizes="(min-width: 60em) 46rem, 94vw" eager=true urgent=true />
            {caption}
        </figure>
    }
}

fn neighbours(previous: Option<Term>, next: Option<Term>) -> impl IntoView {
    let here = here();
    let link = |term: Option<Term>, key: &str, rel: &'static str| {
        term.map(|Term { slug, title }| {
            let href = here.to(&Route::Article { slug });
            view! {
                <a class="neighbours__link" href=href rel=rel>
                    <span class="neighbours__which">{here.word(key)}</span>
                    <span class="neighbours__title">{title}</span>
                </a>
            }
        })
    };
    (previous.is_some() || next.is_some()).then(|| {
        view! {
            <nav class="neighbours" aria-label=here.word("neighbours")>
                {link(previous, "previous_article", "prev")}
                {link(next, "next_article", "next")}
            </nav>
        }
    })
}

fn related_stories(related: Vec<crate::article::Summary>) -> impl IntoView {
    (!related.is_empty()).then(|| {
        let cards = related.into_iter().map(|article| view! { <li><ArticleCard article /></li> }).collect_view();
        view! {
            <section class="related" aria-labelledby="related">
                <SectionHeading id="related" title=here().word("related") />
                <ul class="article-list__cards" role="list">{cards}</ul>
            </section>
        }
    })
}
