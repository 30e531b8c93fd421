//! What a page says of itself: title, description, canonical address, a picture for sharing, translations.

use super::Page;
use crate::list::ToList;
use crate::locale::Locale;
use crate::route::{Links, Route};
use crate::settings::Settings;
use crate::url::resolve;

/// The words of a document's head.
pub struct Said {
    pub title: String,
    /// The page's public address.
    pub url: String,
    /// Elements by a selector of the form `name[key=value]…`, and what their `href` or `content` is; `None` for one that
    /// is not to be there.
    pub elements: Vec<(String, Option<String>)>,
}

/// Where pages are published.
pub struct Public {
    /// The portal's root, with a slash at its end.
    pub root: String,
    /// What addresses that do not lie below the portal are relative to.
    pub origin: String,
}

impl Public {
    /// The public form of an address: of a page of the portal, a file beside it, or anything else.
    pub fn address(&self, href: &str, links: &Links) -> String {
        match href.strip_prefix(links.base.as_str()) {
            Some(below) => [&self.root, below].concat(),
            None => resolve(&self.origin, href),
        }
    }
}

impl Page {
    pub fn said(&self, route: &Route, locale: &Locale, links: &Links, settings: &Settings, public: &Public) -> Said {
        let head = &self.head;
        let name = settings.name.in_language(&links.language);
        let title = if head.title.is_empty() { name.clone() } else { [&head.title, " – ", &name].concat() };
        let url = public.address(&links.to(route), links);
        let image = head.image.as_ref().map(|image| public.address(image, links));
        let og_title = if head.title.is_empty() { &name } else { &head.title };
        let kind = if head.is_article { "article" } else { "website" }.to_owned();
        let noindex = "noindex".to_owned();
        let said = [
            ("meta[name=description]", head.description.as_ref()),
            ("meta[name=robots]", head.is_hidden.then_some(&noindex)),
            ("link[rel=canonical]", (!head.is_hidden).then_some(&url)),
            ("meta[property='og:title']", Some(og_title)),
            ("meta[property='og:description']", head.description.as_ref()),
            ("meta[property='og:type']", Some(&kind)),
            ("meta[property='og:url']", Some(&url)),
            ("meta[property='og:site_name']", Some(&name)),
            ("meta[property='og:image']", image.as_ref()),
        ];
        let mut elements = said.iter().map(|(selector, value)| ((*selector).to_owned(), value.cloned())).list();
        for language in &links.languages {
            let translation = head.translations.iter().find(|(code, _)| code == language);
            let mut href = translation.map(|(_, route)| public.address(&links.to_in(language, route), links));
            if *language == locale.language && !head.translations.is_empty() {
                href = Some(url.clone());
            }
            elements.push((["link[rel=alternate][hreflang='", language, "']"].concat(), href));
        }
        Said { title, url, elements }
    }
}
