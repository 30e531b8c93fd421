//! One article in a list.

use leptos::prelude::*;

use super::{Day, Picture, here};
use crate::article::Summary;
use crate::route::Route;

/// Photo, headline, standfirst, date and category. The whole card leads to the article, by the headline's link.
#[component]
pub fn ArticleCard(
    article: Summary,
    /// The first story of the front page: larger, its photo is loaded at once.
    #[prop(optional)]
    lead: bool,
    /// Headline and date alone.
    #[prop(optional)]
    compact: bool,
    /// The first screen's photos do not wait.
    #[prop(optional)]
    eager: bool,
) -> impl IntoView {
    let here = here();
    let href = here.to(&Route::Article { slug: article.slug });
    let sizes = if lead { "(min-width: 60em) 46rem, 94vw" } else { "(min-width: 60em) 20rem, (min-width: 36em) 45vw, 94vw" };
    let photo = article.image.filter(|_| !compact);
    let has_photo = photo.is_some();
    let photo = photo.map(|photo| {
        view! { <div class="article-card__photo"><Picture photo sizes decorative=true eager=eager || lead urgent=lead /></div> }
    });
    let category = article.category.filter(|_| !compact).map(|category| {
        let href = here.to(&Route::Category { slug: category.slug, page: 1 });
        view! { <a class="article-card__category" href=href>{category.title}</a> }
    });
    let standfirst = article.standfirst.filter(|_| !compact);
    let standfirst = standfirst.map(|text| view! { <p class="article-card__standfirst">{text}</p> });
    let day = article.published.map(|moment| view! { <Day moment /> });
    let language = article.language.filter(|language| *language != here.links.language);
    view! {
        <article
            class="article-card"
            class:article-card--lead=lead
            class:article-card--compact=compact
            class:article-card--plain=!has_photo
        >
            {photo}
            <div class="article-card__text" lang=language>
                <h3 class="article-card__headline"><a class="article-card__link" href=href>{article.title}</a></h3>
                {standfirst}
                <p class="article-card__facts">{day} {category}</p>
            </div>
        </article>
    }
    .into_any()
}
