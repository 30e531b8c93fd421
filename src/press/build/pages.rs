//! The addresses that get a page, and the files of these.

use super::content::Content;
use crate::route::{Links, Route};

/// The pages of one language but for those of lists and articles, each with the file that it is about, below the portal's
/// root. How many pages of photos there are is known once their article or album is read.
pub fn single(content: &Content) -> Vec<(Route, Option<String>)> {
    let mut pages = vec![(Route::Home, None)];
    for page in &content.corpus.pages {
        let of = content.path(&format!("page/{}", page.slug));
        pages.push((Route::Page { slug: page.slug.clone() }, Some(of)));
    }
    pages.push((Route::Gallery { category: None }, None));
    for category in &content.corpus.categories {
        pages.push((Route::Gallery { category: Some(category.slug.clone()) }, None));
    }
    for album in &content.corpus.albums {
        let slug = album.record.slug.clone();
        let of = content.path(&format!("album/{slug}"));
        pages.push((Route::Album { slug }, Some(of)));
    }
    pages.push((Route::Search { words: String::new(), page: 0 }, None));
    pages.push((Route::SiteMap, None));
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
