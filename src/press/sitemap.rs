//! The portal's addresses for search engines, as <https://www.sitemaps.org/protocol.html> has it, with the extensions for
//! pictures, news and translations that Google documents.

use rayon::prelude::*;

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

/// A file beside the portal's front page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub name: String,
    pub text: String,
}

/// How much a file may hold.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub places: usize,
    /// Without what is said of news: that comes and goes, and must not move a place from one file to another.
    pub bytes: usize,
}

/// The protocol's limits are 50,000 places and 50 MiB. A thousand articles in the news take up to 2 MB of it.
const LIMITS: Limits = Limits { places: 50_000, bytes: 48_000_000 };
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

/// The sitemap's files: `sitemap.xml` alone, or, where that would be too large, `sitemap-1.xml`, `sitemap-2.xml` … and
/// `sitemap.xml` as their index.
///
/// The places come oldest first: then one that is added at the end changes the last file and the index, and no other.
/// `root` is the absolute address of the folder that the files are in, with a slash at its end.
pub fn sitemap(places: &[Place], root: &str) -> Vec<File> {
    within(places, root, LIMITS)
}

/// The same, with files of another size.
pub fn within(places: &[Place], root: &str, limits: Limits) -> Vec<File> {
    let piece = |place: &Place| {
        let mut xml = Xml::piece();
        url(&mut xml, place);
        xml.finish()
    };
    let pieces: Vec<String> = places.par_iter().map(piece).collect();
    let mut parts: Vec<Part> = vec![];
    // The newest news are at the end.
    let mut old_news = places.iter().filter(|place| place.news.is_some()).count().saturating_sub(MOST_NEWS);
    for (place, piece) in places.iter().zip(pieces) {
        let is_full = |part: &Part| part.places == limits.places || part.bytes + piece.len() > limits.bytes;
        if parts.last().is_none_or(is_full) {
            parts.push(Part::new());
        }
        let Some(part) = parts.last_mut() else { continue };
        let is_too_old = place.news.is_some() && old_news > 0;
        old_news -= usize::from(is_too_old);
        part.add(&piece, place, !is_too_old);
    }
    if parts.len() < 2 {
        let part = parts.pop().unwrap_or_else(Part::new);
        return vec![File { name: "sitemap.xml".into(), text: part.finish() }];
    }
    let mut index = Xml::document();
    index.open("sitemapindex", &[("xmlns", SCHEMA)]);
    index.line();
    let mut files = vec![];
    for (n, part) in parts.into_iter().enumerate() {
        let name = format!("sitemap-{}.xml", n + 1);
        index.open("sitemap", &[]);
        index.text("loc", &[], &address(&format!("{root}{name}")));
        if let Some(modified) = part.modified {
            index.text("lastmod", &[], &modified.to_rfc3339());
        }
        index.close("sitemap");
        index.line();
        files.push(File { name, text: part.finish() });
    }
    index.close("sitemapindex");
    index.line();
    files.insert(0, File { name: "sitemap.xml".into(), text: index.finish() });
    files
}

/// One file while it is being filled.
struct Part {
    xml: Xml,
    places: usize,
    /// Without the news.
    bytes: usize,
    modified: Option<Moment>,
}

impl Part {
    fn new() -> Part {
        let mut xml = Xml::document();
        xml.open("urlset", &NAMESPACES);
        xml.line();
        Part { xml, places: 0, bytes: 0, modified: None }
    }

    fn add(&mut self, piece: &str, place: &Place, with_news: bool) {
        self.places += 1;
        self.bytes += piece.len();
        self.modified = self.modified.max(place.modified);
        self.xml.open("url", &[]);
        self.xml.put(piece);
        if let Some(told) = place.news.as_ref().filter(|_| with_news) {
            news(&mut self.xml, told);
        }
        self.xml.close("url");
        self.xml.line();
    }

    fn finish(mut self) -> String {
        self.xml.close("urlset");
        self.xml.line();
        self.xml.finish()
    }
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
