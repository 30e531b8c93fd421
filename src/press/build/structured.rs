//! What a page tells programs that read it: structured data in its head, and the feeds that go with it.

use super::site::Site;
use crate::edition::{At, Edition};
use crate::html::escape;
use crate::page::{Content, Public};
use crate::press::feed;
use crate::press::schema_org::{self, Publisher};
use crate::route::Route;
use crate::url::resolve;

/// Elements for a page's head.
pub fn beside(site: &Site, public: &Public, publisher: &Publisher, edition: &Edition, at: &At) -> String {
    // The settings name the logo below the portal's root.
    let absolute = |href: &str| public.address(&resolve(&edition.links.base, href), &edition.links);
    let mut out = feeds(site, edition, at.route);
    // What is not to be found needs no words for those who find.
    if at.page.head.is_hidden {
        return out;
    }
    let home = absolute(&edition.links.to(&Route::Home));
    let schema = schema_org::Site {
        settings: &site.settings,
        language: &edition.links.language,
        home: &home,
        absolute: &absolute,
        publisher,
    };
    let url = absolute(&edition.links.to(at.route));
    let mut values = vec![];
    match &at.page.content {
        Content::Home(_) => {
            let search = edition.links.to(&Route::Search { words: String::new(), page: 0 });
            values.extend([schema.organization(), schema.web_site(&absolute(&search))]);
        }
        Content::Story(story) => {
            let summary = &story.article().summary;
            values.extend([schema.news_article(summary, &url, &story.photos.photos), schema.organization()]);
        }
        Content::Album(page) => {
            let photo = |number: usize| absolute(&edition.links.to(&at.route.photo(number)));
            values.push(schema.image_gallery(&page.album, &url, &photo));
        }
        Content::Photo(page) => values.push(schema.image(page.photo())),
        _ => {}
    }
    if !at.page.crumbs.is_empty() {
        let step = |crumb: &crate::view::Crumb| {
            let to = crumb.route.as_ref().map_or_else(|| url.clone(), |route| absolute(&edition.links.to(route)));
            (crumb.label.clone(), to)
        };
        let front = (edition.locale.word("home"), home.clone());
        values.push(schema.breadcrumbs(std::iter::once(front).chain(at.page.crumbs.iter().map(step))));
    }
    if !values.is_empty() {
        out.push_str(&schema_org::script(&schema_org::document(values)));
    }
    out
}

/// The links to the feeds of the page's language, and of its category.
fn feeds(site: &Site, edition: &Edition, route: &Route) -> String {
    let name = site.settings.name.in_language(&edition.links.language);
    let mut out = String::new();
    let mut link_all = |of: &Route| {
        for (file, kind, _) in feed::FORMATS {
            out.push_str(&format!("<link rel=alternate type={kind} title=\""));
            escape(&mut out, &name);
            out.push_str("\" href=\"");
            escape(&mut out, &(edition.links.to(of) + file));
            out.push_str("\">");
        }
    };
    if let Route::Category { .. } = route {
        link_all(&route.on_page(0));
    }
    link_all(&Route::Home);
    out
}
