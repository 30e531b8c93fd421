//! The portal's addresses for search engines, as <https://www.sitemaps.org/protocol.html> has it, with the extensions for
//! pictures, news and translations that Google documents.

use std::ops::Range;

use crate::article::Moment;
use crate::press::xml::{Xml, address};

/// One page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// Absolute.
    pub url: String,
    /// When what the page says changed last.
    pub modified: Option<Moment>,
    /// Absolute addresses of its pictures; a search engine reads the first 1,000.
    pub images: Vec<String>,
    /// For an article of the last two days: older ones are not to be named as news.
    pub news: Option<News>,
    /// The page in every language that it is in, its own among them: language (BCP 47) and absolute address.
    pub alternates: Vec<(String, String)>,
}

/// What a search engine for news wants to know.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct News {
    /// The portal's name.
    pub publication: String,
    /// BCP 47.
    pub language: String,
    pub title: String,
    pub published: Moment,
}

/// How much a file may hold.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub places: usize,
    /// Without what is said of news: that comes and goes, and must not move a place from one file to another.
    pub bytes: usize,
}

/// The protocol's limits are 50,000 places and 50 MiB. A thousand articles in the news take up to 2 MB of it; and since
/// one article more writes a file anew, files are smaller than they might be.
pub const LIMITS: Limits = Limits { places: 10_000, bytes: 48_000_000 };
/// As many news as a file may have (Google, "News sitemaps").
const MOST_NEWS: usize = 1_000;
/// As many pictures as a page may have (Google, "Image sitemaps").
const MOST_IMAGES: usize = 1_000;

const SCHEMA: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const NAMESPACES: [(&str, &str); 4] = [
    ("xmlns", SCHEMA),
    ("xmlns:image", "http://www.google.com/schemas/sitemap-image/1.1"),
    ("xmlns:news", "http://www.google.com/schemas/sitemap-news/0.9"),
    ("xmlns:xhtml", "http://www.w3.org/1999/xhtml"),
];

/// The most bytes that a place takes whose address, pictures and translations have addresses of these lengths: in an
/// address a byte becomes `%C4` or `&amp;`.
pub fn most_bytes(lengths: impl Iterator<Item = usize>) -> usize {
    lengths.take(2 * MOST_IMAGES).map(|length| 5 * length + 80).sum::<usize>() + 120
}

/// Which places go into which file: of those before it, a place more at the end moves none.
pub fn parts(bytes: impl Iterator<Item = usize>, limits: Limits) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = vec![];
    let mut has = 0;
    for (n, bytes) in bytes.enumerate() {
        match parts.last_mut().filter(|part| part.len() < limits.places && has + bytes <= limits.bytes) {
            Some(part) => part.end += 1,
            None => {
                parts.push(n..n + 1);
                has = 0;
            }
        }
        has += bytes;
    }
    parts
}

/// One file. The places come oldest first: of too many news the last ones are told.
pub fn file(places: &[Place]) -> String {
    let mut xml = Xml::document();
    xml.open("urlset", &NAMESPACES);
    xml.line();
    let mut old_news = places.iter().filter(|place| place.news.is_some()).count().saturating_sub(MOST_NEWS);
    for place in places {
        xml.open("url", &[]);
        url(&mut xml, place);
        if let Some(told) = &place.news {
            if old_news == 0 {
                news(&mut xml, told);
            }
            old_news = old_news.saturating_sub(1);
        }
        xml.close("url");
        xml.line();
    }
    xml.close("urlset");
    xml.line();
    xml.finish()
}

/// The file that names the others, each with the time when a page of it changed last.
///
/// `root` is the absolute address of the folder that the files are in, with a slash at its end.
pub fn index(files: &[(String, Option<Moment>)], root: &str) -> String {
    let mut xml = Xml::document();
    xml.open("sitemapindex", &[("xmlns", SCHEMA)]);
    xml.line();
    for (name, modified) in files {
        xml.open("sitemap", &[]);
        xml.text("loc", &[], &address(&format!("{root}{name}")));
        if let Some(modified) = modified {
            xml.text("lastmod", &[], &modified.to_rfc3339());
        }
        xml.close("sitemap");
        xml.line();
    }
    xml.close("sitemapindex");
    xml.line();
    xml.finish()
}

/// What stands in a page's `<url>`, but for the news.
fn url(xml: &mut Xml, place: &Place) {
    xml.text("loc", &[], &address(&place.url));
    if let Some(modified) = place.modified {
        xml.text("lastmod", &[], &modified.to_rfc3339());
    }
    for (language, url) in &place.alternates {
        let attributes = [("rel", "alternate"), ("hreflang", language.as_str()), ("href", &address(url))];
        xml.empty("xhtml:link", &attributes);
    }
    for image in place.images.iter().take(MOST_IMAGES) {
        xml.open("image:image", &[]);
        xml.text("image:loc", &[], &address(image));
        xml.close("image:image");
    }
}

fn news(xml: &mut Xml, news: &News) {
    xml.open("news:news", &[]);
    xml.open("news:publication", &[]);
    xml.text("news:name", &[], &news.publication);
    xml.text("news:language", &[], language(&news.language));
    xml.close("news:publication");
    xml.text("news:publication_date", &[], &news.published.to_rfc3339());
    xml.text("news:title", &[], &news.title);
    xml.close("news:news");
}

/// ISO 639, as news have it: two or three letters, and two exceptions for Chinese.
fn language(tag: &str) -> &str {
    match tag {
        "zh-Hans" | "zh-CN" => "zh-cn",
        "zh-Hant" | "zh-TW" => "zh-tw",
        tag => tag.split('-').next().unwrap_or_default(),
    }
}
