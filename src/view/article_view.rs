//! One article, whole.

use super::{
    CardSize, Here, Load, article_card, attachments, body_text, day_and_time, headline, lead_figure, list,
    section_heading, share,
};
use crate::article::{Article, Summary, Term};
use crate::body::{Body, reading_minutes};
use crate::html::{Element, Node, el, link};
use crate::list::ToList;
use crate::route::Route;

/// Headline, dates, byline, standfirst, lead photo, text, attachments, tags, then neighbours and related stories.
pub fn article_view(here: Here, article: &Article, body: &Body) -> Node {
    let summary = &article.summary;
    let lead = summary.image.as_ref().map(|photo| {
        let of = Route::Article { slug: summary.slug.clone() };
        lead_figure(here, photo, here.to(&of.photo(1)))
    });
    // The article's own words are marked, not the portal's around them.
    let foreign = |part: Element| part.maybe("lang", here.foreign(summary.language.as_deref()));
    let story = el("article", "article-view")
        .with(head(here, summary, body))
        .with(lead.map(foreign))
        .with(foreign(body_text(here, body)))
        .with(attachments(here, &article.attachments))
        .with(tags(here, &summary.tags))
        .with(share(here));
    Node::Many(vec![story.into(), neighbours(here, article).into(), related(here, &article.related).into()])
}

fn head(here: Here, summary: &Summary, body: &Body) -> Element {
    let category = summary.category.as_ref().map(|category| {
        let href = here.to(&Route::Category { slug: category.slug.clone(), page: 0 });
        el("p", "article-view__category").with(link("", href).with(category.title.as_str()))
    });
    let foreign = |part: Element| part.maybe("lang", here.foreign(summary.language.as_deref()));
    let byline = el("span", "article-view__byline").with(summary.authors.iter().map(String::as_str).list().join(", "));
    let published = summary.published.map(|moment| {
        let label = el("span", "visually-hidden").with(here.word("published")).with(" ");
        el("span", "").with(label).with(day_and_time(here, moment))
    });
    let updated = summary
        .modified
        .map(|moment| el("span", "").with(here.word("updated")).with(" ").with(day_and_time(here, moment)));
    let has_byline = !summary.authors.is_empty();
    // A text that is read at a glance needs no announcing.
    let minutes = reading_minutes(body, here.word("words_a_minute").parse().unwrap_or(220));
    let reading = (minutes > 1).then(|| el("span", "").with(here.locale.plural("reading_time", minutes)));
    let has_facts = has_byline || published.is_some() || updated.is_some() || reading.is_some();
    let facts = el("p", "article-view__facts")
        .with(has_byline.then_some(byline))
        .with(" ")
        .with(published)
        .with(" ")
        .with(updated)
        .with(" ")
        .with(reading);
    el("header", "article-view__head")
        .with(category)
        .with(foreign(headline("article-view__headline").with(summary.title.as_str())))
        .with(summary.standfirst.as_deref().map(|text| foreign(el("p", "article-view__standfirst").with(text))))
        .with(has_facts.then_some(facts))
}

fn tags(here: Here, tags: &[Term]) -> Option<Element> {
    let tag = |tag: &Term| {
        let href = here.to(&Route::Tag { slug: tag.slug.clone(), page: 0 });
        el("li", "").with(link("article-view__tag", href).set("rel", "tag").with(tag.title.as_str()))
    };
    let name = here.word("tags");
    (!tags.is_empty())
        .then(|| el("nav", "article-view__tags").set("aria-label", name).with(list("").each(tags.iter().map(tag))))
}

fn neighbours(here: Here, article: &Article) -> Option<Element> {
    let to = |term: &Option<Term>, key: &str, rel: &'static str| {
        term.as_ref().map(|Term { slug, title }| {
            link("neighbours__link", here.to(&Route::Article { slug: slug.clone() }))
                .set("rel", rel)
                .with(el("span", "neighbours__which").with(here.word(key)))
                .with(" ")
                .with(el("div", "neighbours__title").with(title.as_str()))
        })
    };
    let any = article.previous.is_some() || article.next.is_some();
    any.then(|| {
        el("nav", "neighbours")
            .set("aria-label", here.word("neighbours"))
            .with(to(&article.previous, "previous_article", "prev"))
            .with(to(&article.next, "next_article", "next"))
    })
}

fn related(here: Here, stories: &[Summary]) -> Option<Element> {
    let card = |article: &Summary| el("li", "").with(article_card(here, article, CardSize::Full(Load::Lazy), "h3"));
    (!stories.is_empty()).then(|| {
        el("section", "related")
            .set("aria-labelledby", "related")
            .with(section_heading("related", &here.word("related"), None))
            .with(list("article-list__cards").each(stories.iter().map(card)))
    })
}
