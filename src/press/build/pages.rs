//! Every address of the portal that gets a page.

use super::content::Content;
use crate::route::{Links, Route};

/// A page to be made, and the file that it is about, below the portal's root.
pub struct Page<'a> {
    pub route: Route,
    pub of: Option<String>,
    /// The articles that are in its file, where that is a page of a list.
    pub listed: &'a [usize],
}

/// The pages of one language, but for those of an article's and an album's photos: how many of these there are is known
/// once the article is read.
pub fn all<'a>(content: &'a Content) -> Vec<Page<'a>> {
    let one = |route: Route, of: Option<String>| Page { route, of, listed: &[] };
    let many = |route: Route| one(route, None);
    let mut pages = vec![many(Route::Home)];
    for (name, list) in &content.lists {
        for chunk in content.pages(list) {
            let file = super::chunks::Chunk::<usize>::name(chunk.number);
            let of = Some(content.path(&format!("{name}/{file}")));
            pages.push(Page { route: list.route.on_page(chunk.number), of, listed: chunk.items });
        }
    }
    for article in &content.corpus.articles {
        let slug = article.record.slug.clone();
        let of = Some(content.path(&format!("article/{slug}")));
        pages.push(one(Route::Article { slug }, of));
    }
    for page in &content.corpus.pages {
        let of = Some(content.path(&format!("page/{}", page.slug)));
        pages.push(one(Route::Page { slug: page.slug.clone() }, of));
    }
    pages.push(many(Route::Gallery { category: None }));
    for category in &content.corpus.categories {
        pages.push(many(Route::Gallery { category: Some(category.slug.clone()) }));
    }
    for album in &content.corpus.albums {
        let slug = album.record.slug.clone();
        let of = Some(content.path(&format!("album/{slug}")));
        pages.push(one(Route::Album { slug }, of));
    }
    pages.push(many(Route::Search { words: String::new(), page: 0 }));
    pages.push(many(Route::SiteMap));
    pages
}

/// The path of a page below the portal's root.
pub fn below(links: &Links, route: &Route) -> String {
    let href = links.to(route);
    href.strip_prefix(&links.base).unwrap_or(&href).to_owned()
}

/// The file of a page: `news/page/3/index.html`, names decoded, so that a host finds them by their addresses.
pub fn file(path: &str) -> String {
    let decoded: Vec<String> = path.split('/').filter(|part| !part.is_empty()).map(crate::url::decode).collect();
    let folder = decoded.join("/");
    if folder.is_empty() { "index.html".into() } else { format!("{folder}/index.html") }
}
