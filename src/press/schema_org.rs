//! What a page is, told to search engines: JSON-LD in the words of schema.org.
//!
//! Everything here stands in the settings or in the article; what neither says is left out.

mod album;
mod organization;

pub use organization::Publisher;

use std::borrow::Cow;

use memchr::memchr3;
use serde::Serialize;

use crate::article::{Photo, Summary};
use crate::press::entries::{Data, Entry, by_numbers, list, object, printed};
use crate::settings::Settings;

/// What all pages of one language share. Values that its functions give stand in [`document`].
pub struct Site<'a> {
    pub settings: &'a Settings,
    /// Of the page; BCP 47.
    pub language: &'a str,
    /// The front page's absolute address, in that language.
    pub home: &'a str,
    /// Makes an address absolute.
    pub absolute: &'a dyn Fn(&str) -> String,
    /// Who publishes it, as other pages of this language found it.
    pub publisher: &'a Publisher,
}

impl Site<'_> {
    /// The portal, with its search: `search` is the absolute address of the page that has it, without a query.
    pub fn web_site(&self, search: &str) -> Data<'_> {
        let target = format!("{search}?q={{search_term_string}}");
        let action = [
            ("@type", Some("SearchAction".into())),
            ("target", Some(thing("EntryPoint", "urlTemplate", target))),
            ("query-input", Some("required name=search_term_string".into())),
        ];
        object([
            ("@type", Some("WebSite".into())),
            ("@id", Some(format!("{}#website", self.home).into())),
            ("name", text(self.settings.name.in_language(self.language))),
            ("description", text(self.settings.tagline.in_language(self.language))),
            ("url", text(self.home)),
            ("inLanguage", text(self.language)),
            ("publisher", Some(self.organization())),
            ("potentialAction", Some(object(action))),
        ])
    }

    /// An article at its absolute address; `photos` are those that it shows, the lead photo first.
    pub fn news_article<'a>(&'a self, summary: &'a Summary, url: &'a str, photos: &'a [Photo]) -> Data<'a> {
        // Names are printed as they are, and nobody says which of them are offices.
        let authors = list(summary.authors.iter().map(|name| thing("Person", "name", name)));
        let modified = summary.modified.or(summary.published);
        object([
            ("@type", Some("NewsArticle".into())),
            ("@id", Some(format!("{url}#article").into())),
            ("headline", text(summary.title.as_str())),
            ("description", summary.standfirst.as_deref().and_then(text)),
            ("url", text(url)),
            ("mainEntityOfPage", Some(thing("WebPage", "@id", url))),
            ("image", list(photos.iter().map(|photo| self.image(photo)))),
            ("datePublished", summary.published.map(|moment| moment.to_rfc3339().into())),
            ("dateModified", modified.map(|moment| moment.to_rfc3339().into())),
            ("author", authors.or_else(|| list([self.publisher()]))),
            ("publisher", Some(self.publisher())),
            ("articleSection", summary.category.as_ref().and_then(|category| text(category.title.as_str()))),
            ("keywords", list(summary.tags.iter().map(|tag| (&tag.title).into()))),
            ("inLanguage", text(summary.language.as_deref().unwrap_or(self.language))),
        ])
    }

    /// One picture by itself, or of an article.
    pub fn image<'a>(&self, photo: &'a Photo) -> Data<'a> {
        object(self.of_image(photo))
    }

    fn of_image<'a>(&self, photo: &'a Photo) -> Vec<Entry<'a>> {
        // Search engines ask for pictures of 1,200 pixels and more.
        let file = photo.at_least(1_200);
        let width = photo.renditions.iter().find(|one| one.src == *file).map(|one| one.width);
        let (width, height) = match (photo.size, width) {
            (Some((width, height)), Some(own)) if width > 0 => {
                let height = (u64::from(own) * u64::from(height) + u64::from(width) / 2) / u64::from(width);
                (Some(own), Some(height))
            }
            (Some((width, height)), None) => (Some(width), Some(height.into())),
            (_, width) => (width, None),
        };
        let url = (self.absolute)(file.as_str());
        vec![
            ("@type", Some("ImageObject".into())),
            ("url", text(url.clone())),
            ("contentUrl", text(url)),
            ("width", width.map(Data::from)),
            ("height", height.map(Data::from)),
            ("caption", photo.caption.as_deref().or(Some(photo.alt.as_str())).and_then(text)),
            ("creditText", photo.credit.as_deref().and_then(text)),
        ]
    }

    /// Where a page stands, from the front page to itself: names and absolute addresses.
    pub fn breadcrumbs(&self, steps: impl IntoIterator<Item = (String, String)>) -> Data<'static> {
        let item = |(n, (name, url)): (usize, (String, String))| {
            object([
                ("@type", Some("ListItem".into())),
                ("position", Some((n + 1).into())),
                ("name", Some(name.into())),
                ("item", Some(url.into())),
            ])
        };
        let items = steps.into_iter().enumerate().map(item).collect();
        object([("@type", Some("BreadcrumbList".into())), ("itemListElement", Some(Data::List(items)))])
    }
}

/// Several values of one page as one document.
pub fn document(values: Vec<Data>) -> Data {
    object([("@context", Some("https://schema.org".into())), ("@graph", Some(Data::List(values)))])
}

/// A document as the element that stands in the page's head. No text in it can end the element or begin another.
pub fn script(document: &impl Serialize) -> String {
    // `>` and `&` too, for what reads pages as XML.
    let json = by_numbers(&printed(document), |json| memchr3(b'<', b'>', b'&', json));
    [r#"<script type="application/ld+json">"#, &json, "</script>"].concat()
}

/// A thing of which one property is known.
fn thing<'a>(kind: &'a str, key: &'a str, value: impl Into<Data<'a>>) -> Data<'a> {
    object([("@type", Some(kind.into())), (key, Some(value.into()))])
}

/// A text, where there is something in it.
fn text<'a>(text: impl Into<Cow<'a, str>>) -> Option<Data<'a>> {
    let text = text.into();
    (!text.trim().is_empty()).then(|| text.into())
}
