//! What a page says of itself: title, description, canonical address, a picture for sharing, translations.

use super::Page;
use crate::route::{Links, Route};
use crate::settings::Settings;
use crate::url::resolve;

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
            Some(below) if !below.starts_with('/') => [&self.root, below].concat(),
            _ => resolve(&self.origin, href),
        }
    }
}

impl Page {
    /// The document's title.
    pub fn title(&self, name: &str) -> String {
        if self.head.title.is_empty() { name.to_owned() } else { [&self.head.title, " – ", name].concat() }
    }

    /// Says what stands in the document's head: elements by a selector of the form `name[key=value]…`, and what their
    /// `href` or `content` is; `None` for one that is not to be there.
    pub fn say(
        &self,
        route: &Route,
        links: &Links,
        settings: &Settings,
        public: &Public,
        say: &mut dyn FnMut(&str, Option<&str>),
    ) {
        let head = &self.head;
        let name = settings.name.in_language(&links.language);
        let url = public.address(&links.to(route), links);
        let image = head.image.as_ref().map(|image| public.address(image, links));
        let description = head.description.as_deref();
        let said = [
            ("meta[name=description]", description),
            ("meta[name=robots]", head.is_hidden.then_some("noindex")),
            ("link[rel=canonical]", (!head.is_hidden).then_some(&*url)),
            ("meta[property='og:title']", Some(if head.title.is_empty() { &name } else { &head.title })),
            ("meta[property='og:description']", description),
            ("meta[property='og:type']", Some(if head.is_article { "article" } else { "website" })),
            ("meta[property='og:url']", Some(&url)),
            ("meta[property='og:site_name']", Some(&name)),
            ("meta[property='og:image']", image.as_deref()),
        ];
        said.iter().for_each(|(selector, value)| say(selector, *value));
        for language in &links.languages {
            let translation = head.translations.iter().find(|(code, _)| code == language);
            let mut href = translation.map(|(_, route)| public.address(&links.to_in(language, route), links));
            if *language == links.language && !head.translations.is_empty() {
                href = Some(url.clone());
            }
            say(&["link[rel=alternate][hreflang='", language, "']"].concat(), href.as_deref());
        }
    }
}
