//! What a page is, told to search engines: JSON-LD in the words of schema.org.
//!
//! Everything here stands in the settings or in the article; what neither says is left out.

mod album;
mod organization;

use serde_json::{Value, json};

use crate::article::{Photo, Summary};
use crate::press::entries::{in_script, list, object, printed};
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
}

impl Site<'_> {
    /// The portal, with its search: `search` is the absolute address of the page that has it, without a query.
    pub fn web_site(&self, search: &str) -> Value {
        object(vec![
            ("@type", Some("WebSite".into())),
            ("@id", Some(format!("{}#website", self.home).into())),
            ("name", text(&self.settings.name.in_language(self.language))),
            ("description", text(&self.settings.tagline.in_language(self.language))),
            ("url", text(self.home)),
            ("inLanguage", text(self.language)),
            ("publisher", Some(self.organization())),
            (
                "potentialAction",
                Some(json!({
                    "@type": "SearchAction",
                    "target": { "@type": "EntryPoint", "urlTemplate": format!("{search}?q={{search_term_string}}") },
                    "query-input": "required name=search_term_string",
                })),
            ),
        ])
    }

    /// An article at its absolute address; `photos` are those that it shows, the lead photo first.
    pub fn news_article(&self, summary: &Summary, url: &str, photos: &[&Photo]) -> Value {
        // Names are printed as they are, and nobody says which of them are offices.
        let mut authors: Vec<Value> =
            summary.authors.iter().map(|name| json!({ "@type": "Person", "name": name })).collect();
        if authors.is_empty() {
            authors.push(self.publisher());
        }
        let modified = summary.modified.or(summary.published);
        object(vec![
            ("@type", Some("NewsArticle".into())),
            ("@id", Some(format!("{url}#article").into())),
            ("headline", text(&summary.title)),
            ("description", summary.standfirst.as_deref().and_then(text)),
            ("url", text(url)),
            ("mainEntityOfPage", Some(json!({ "@type": "WebPage", "@id": url }))),
            ("image", list(photos.iter().map(|photo| self.image(photo)))),
            ("datePublished", summary.published.map(|moment| moment.to_rfc3339().into())),
            ("dateModified", modified.map(|moment| moment.to_rfc3339().into())),
            ("author", Some(authors.into())),
            ("publisher", Some(self.publisher())),
            ("articleSection", summary.category.as_ref().and_then(|category| text(&category.title))),
            ("keywords", list(summary.tags.iter().map(|tag| tag.title.as_str().into()))),
            ("inLanguage", text(summary.language.as_deref().unwrap_or(self.language))),
        ])
    }

    /// One picture by itself, or of an article.
    pub fn image(&self, photo: &Photo) -> Value {
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
        object(vec![
            ("@type", Some("ImageObject".into())),
            ("url", text(&url)),
            ("contentUrl", text(&url)),
            ("width", width.map(Value::from)),
            ("height", height.map(Value::from)),
            ("caption", photo.caption.as_deref().or(Some(photo.alt.as_str())).and_then(text)),
            ("creditText", photo.credit.as_deref().and_then(text)),
        ])
    }

    /// Where a page stands, from the front page to itself: names and absolute addresses.
    pub fn breadcrumbs(&self, steps: &[(String, String)]) -> Value {
        let item = |(n, (name, url)): (usize, &(String, String))| {
            object(vec![
                ("@type", Some("ListItem".into())),
                ("position", Some((n + 1).into())),
                ("name", Some(name.as_str().into())),
                ("item", Some(url.as_str().into())),
            ])
        };
        object(vec![
            ("@type", Some("BreadcrumbList".into())),
            ("itemListElement", Some(steps.iter().enumerate().map(item).collect())),
        ])
    }
}

/// Several values of one page as one document.
pub fn document(values: Vec<Value>) -> Value {
    object(vec![("@context", Some("https://schema.org".into())), ("@graph", Some(values.into()))])
}

/// A document as the element that stands in the page's head. No text in it can end the element or begin another.
pub fn script(document: &Value) -> String {
    // `>` and `&` too, for what reads pages as XML.
    let json = in_script(&printed(document)).replace('>', "\\u003e").replace('&', "\\u0026");
    [r#"<script type="application/ld+json">"#, &json, "</script>"].concat()
}

fn text(text: &str) -> Option<Value> {
    (!text.trim().is_empty()).then(|| text.into())
}
