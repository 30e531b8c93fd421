//! What the portal shows: articles, their summaries, photos and albums.
//!
//! These are the field's own words. What a backend calls them stays with the backend's reader in
//! [`crate::source`]; nothing here knows where a value came from.

mod moment;

use std::sync::Arc;

pub use moment::{Civil, Moment, Taken};

use crate::cut::{self, digits, quotient};
use crate::url::SafeUrl;

/// What a list shows of one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// The article's own part of its address, never empty.
    pub slug: String,
    /// Where it stands at its source, for links to it from other articles.
    pub origin: Option<SafeUrl>,
    pub title: String,
    /// One or two sentences under the headline.
    pub standfirst: Option<String>,
    /// BCP 47, where it is said.
    pub language: Option<String>,
    pub published: Option<Moment>,
    /// Only where it is later than `published`.
    pub modified: Option<Moment>,
    /// Names as they are printed, in their order.
    pub authors: Vec<String>,
    pub category: Option<Term>,
    pub tags: Vec<Term>,
    pub image: Option<Photo>,
    /// How many photos the article shows, `image` among them, where the source says it.
    pub photo_count: Option<usize>,
    pub translations: Vec<Translation>,
    /// Which of several sources it comes from, as readers are told; empty where there is one.
    pub source: String,
}

/// A whole article. Its body is still the backend's HTML: [`crate::body::parse`] makes the typed tree of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    pub summary: Summary,
    pub body_html: String,
    /// Where the article was read: relative addresses in the body are meant from here.
    pub read_from: String,
    pub attachments: Vec<Attachment>,
    /// The older neighbour.
    pub previous: Option<Term>,
    /// The newer neighbour.
    pub next: Option<Term>,
    pub related: Vec<Summary>,
}

/// A page that is no news: about, contact.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StandingPage {
    pub slug: String,
    pub title: String,
    pub standfirst: Option<String>,
    pub modified: Option<Moment>,
    pub body_html: String,
    pub read_from: String,
    pub attachments: Vec<Attachment>,
    pub translations: Vec<Translation>,
}

/// A named thing with an address: a category, a tag, a neighbouring article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(not(target_arch = "wasm32"), derive(Hash, serde::Serialize, serde::Deserialize))]
pub struct Term {
    pub slug: String,
    pub title: String,
}

/// The same article in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Serialize, serde::Deserialize))]
pub struct Translation {
    pub language: String,
    pub slug: String,
}

/// One photo and what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Photo {
    pub src: SafeUrl,
    /// What is seen, for those who do not see it; empty for a picture that adds nothing.
    pub alt: String,
    pub caption: Option<String>,
    pub credit: Option<String>,
    /// Pixels of `src`, width and height, where they are known.
    pub size: Option<(u32, u32)>,
    /// The same picture in other widths, narrowest first.
    pub renditions: Vec<Rendition>,
    /// Whether beside each rendition lie files of the same name as AVIF and WebP, with the endings `avif` and `webp`.
    pub has_formats: bool,
    /// `#rrggbb`: stands in the photo's place until it is there.
    pub color: Option<String>,
    pub taken: Option<Taken>,
    /// The name of the place that it shows.
    pub place: Option<String>,
    /// The film that the photo is the poster of: its file, or the address of a frame on one of
    /// [`crate::body::policy::SERVICES`]. Albums alone have films.
    pub film: Option<SafeUrl>,
}

/// A photo's file in one width.
#[derive(Clone, Debug, PartialEq)]
pub struct Rendition {
    pub src: SafeUrl,
    /// Pixels.
    pub width: u32,
}

/// Photos that belong together, at an address of their own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Album {
    pub slug: String,
    pub title: String,
    pub standfirst: Option<String>,
    pub published: Option<Moment>,
    pub category: Option<Term>,
    /// Shared, for a page, its set and the answer that they come from all hold them: an album may have thousands.
    pub photos: Arc<Vec<Photo>>,
    /// Index into `photos`, always inside it unless the album is empty.
    pub cover: usize,
    /// How many photos it has: a list of albums may bring no more than their covers.
    pub count: usize,
    pub translations: Vec<Translation>,
}

/// A file that comes with an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Attachment {
    pub url: SafeUrl,
    pub title: String,
    /// As the backend says it, `application/pdf`.
    pub mime_type: Option<String>,
    pub bytes: Option<u64>,
}

/// Whether a text can be the name of a language (BCP 47: letters, digits and hyphens).
pub fn is_language(text: &str) -> bool {
    (2..=35).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

impl Photo {
    /// A photo of which only the address is known.
    pub fn new(src: SafeUrl) -> Photo {
        Photo {
            src,
            alt: String::new(),
            caption: None,
            credit: None,
            size: None,
            renditions: vec![],
            has_formats: false,
            color: None,
            taken: None,
            place: None,
            film: None,
        }
    }

    /// Width divided by height as CSS writes it; 3:2 where nobody said.
    pub fn ratio_text(&self) -> String {
        let (width, height) = self.size.filter(|&(width, height)| width > 0 && height > 0).unwrap_or((3, 2));
        quotient(width, height)
    }

    /// The `srcset` of the photo's renditions; `None` where there is nothing to choose from.
    pub fn srcset(&self) -> Option<String> {
        self.srcset_of("")
    }

    /// The same of the files with this ending that lie beside the renditions, whose own endings have three letters; empty
    /// for the renditions themselves.
    pub fn srcset_of(&self, ending: &str) -> Option<String> {
        if self.renditions.len() < 2 {
            return None;
        }
        // A comma in an address would end it there.
        let mut out = String::new();
        for Rendition { src, width } in &self.renditions {
            let comma = if out.is_empty() { "" } else { ", " };
            let src = src.as_str().replace(',', "%2C");
            // `jpg` or `png`.
            let end = src.len().saturating_sub(if ending.is_empty() { 0 } else { 3 });
            out.push_str(&[comma, cut::to(&src, end), ending, " ", &digits(*width), "w"].concat());
        }
        Some(out)
    }

    /// The narrowest file that is at least `width` pixels wide, or the widest there is.
    pub fn at_least(&self, width: u32) -> &SafeUrl {
        let fits = self.renditions.iter().find(|r| r.width >= width);
        fits.or(self.renditions.last()).map_or(&self.src, |r| &r.src)
    }
}

impl Rendition {
    /// Puts a rendition among others, narrowest first. There are a handful: sorting code would outweigh them.
    pub fn insert(renditions: &mut Vec<Rendition>, rendition: Rendition) {
        let at = renditions.partition_point(|other| other.width <= rendition.width);
        renditions.insert(at, rendition);
    }
}

impl Attachment {
    /// `PDF`, `DOCX`: by the file's name, else by its type.
    pub fn kind(&self) -> String {
        let path = self.url.as_str().split(['?', '#']).next().unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or_default();
        match name.rsplit_once('.') {
            Some((_, ending)) if (1..=5).contains(&ending.len()) => ending.to_ascii_uppercase(),
            _ => self.mime_type.as_deref().and_then(|t| t.rsplit('/').next()).unwrap_or_default().to_ascii_uppercase(),
        }
    }
}
