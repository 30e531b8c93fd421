//! One item of an answer as an article, an album, a term.

use std::sync::Arc;

use crate::article::{Album, Article, Attachment, Summary, Term, Translation, is_language};
use crate::json::Json;
use crate::list::ToList;
use crate::source::reader::{Reader, Wrong, slug_of_words, where_of};
use crate::url::{self, SafeUrl};

impl Reader<'_> {
    /// What a list shows of an item.
    ///
    /// # Errors
    /// An item without an id where the profile names one (JSON Feed asks readers to drop those), from which no slug can
    /// be made, or whose date is none.
    pub fn summary(&self, fields: &Json, item: &Json) -> Result<Summary, Wrong> {
        let text = |name: &str| self.field(fields, name, item);
        let wrong = |name: &str, expected: &str, found: String| Err((where_of(fields, name), expected.into(), found));
        let id = text("id");
        if id.is_none() && fields.get("id").is_some() {
            let at = where_of(fields, "id");
            let found = self.select(&at, item).first().map_or_else(|| "nothing".into(), Json::shown);
            return wrong("id", "an id", found);
        }
        let id = id.unwrap_or_default();
        let address = text("url");
        // No browser keeps `.` or `..` in an address.
        let own = text("slug").filter(|slug| slug.bytes().any(|b| b != b'.'));
        let named = own.or_else(|| slug_of(address.as_deref().unwrap_or(&id))).or_else(|| slug_of(&id));
        let Some(slug) = named else {
            return wrong("url", "an address or an id to name the article by", ["\"", &id, "\""].concat());
        };
        let published = self.date(fields, "published", item)?;
        let modified = self.date(fields, "modified", item)?;
        let terms = |name: &str| -> Vec<Term> {
            let Some(how) = fields.get(name) else { return vec![] };
            self.each(&how, item).iter().filter_map(|item| self.term(&how, item)).list()
        };
        let standfirst = text("standfirst");
        Ok(Summary {
            slug: [self.profile.id.as_str(), &slug].concat(),
            origin: address.and_then(|address| SafeUrl::parse_in(&address, self.url)),
            title: text("title").or_else(|| standfirst.clone()).unwrap_or(id),
            standfirst,
            language: text("language").filter(|language| is_language(language)),
            modified: modified.filter(|modified| published.is_none_or(|published| *modified > published)),
            published,
            authors: fields.get("authors").map(|how| self.texts(&how, item)).unwrap_or_default(),
            category: terms("category").into_iter().next(),
            tags: terms("tags"),
            image: fields.get("image").and_then(|how| self.photo(&how, item)),
            photo_count: text("photo_count").and_then(|count| count.parse().ok()),
            translations: self.translations(fields, item),
            source: text("source").unwrap_or_else(|| self.profile.label.clone()),
        })
    }

    pub fn article(&self, fields: &Json, item: &Json, summary: Summary) -> Article {
        let neighbour = |name: &str| self.term(&fields.get(name)?, item);
        let related = fields.get("related").map(|how| {
            let read = |item: &Json| self.summary(&how, item).ok();
            self.each(&how, item).iter().filter_map(read).list()
        });
        Article {
            body_html: fields.get("body").map(|how| self.html(&how, item)).unwrap_or_default(),
            read_from: self.url.to_owned(),
            attachments: self.attachments(fields, item),
            previous: neighbour("previous"),
            next: neighbour("next"),
            related: related.unwrap_or_default(),
            summary,
        }
    }

    /// An item's photos: those that the profile names, or those of its text.
    pub fn album(&self, fields: &Json, item: &Json, summary: &Summary) -> Album {
        let ways = fields.get("photos").map(|how| if how.is_array() { how.items() } else { vec![how] });
        let named = ways.unwrap_or_default().iter().map(|how| self.photos(how, item)).find(|photos| !photos.is_empty());
        let in_text = || fields.get("body").map(|how| self.photos_in(&self.html(&how, item), true));
        let photos = named.or_else(in_text).unwrap_or_default();
        let cover = self.field(fields, "cover", item).and_then(|cover| cover.parse().ok()).unwrap_or_default();
        Album {
            slug: summary.slug.clone(),
            title: summary.title.clone(),
            standfirst: summary.standfirst.clone(),
            published: summary.published,
            category: summary.category.clone(),
            cover: if cover < photos.len() { cover } else { 0 },
            count: photos.len().max(summary.photo_count.unwrap_or_default()),
            photos: Arc::new(photos),
            translations: summary.translations.clone(),
        }
    }

    /// A named thing with an address. Without a slug of its own its words make one: "Đo lường" is at `/tag/do-luong/`.
    pub fn term(&self, how: &Json, item: &Json) -> Option<Term> {
        let title = self.field(how, "title", item)?;
        let own = how.get("slug");
        let slug = match own {
            Some(own) => self.text(&own, item)?,
            None => slug_of_words(&title)?,
        };
        Some(Term { slug, title })
    }

    fn attachments(&self, fields: &Json, item: &Json) -> Vec<Attachment> {
        let Some(how) = fields.get("attachments") else { return vec![] };
        let read = |item: &Json| {
            let text = |name: &str| self.field(&how, name, item);
            let url = SafeUrl::parse_in(&text("url")?, self.url)?;
            let name = url::decode(url.as_str().rsplit('/').next().unwrap_or_default());
            let bytes = text("bytes").and_then(|bytes| bytes.parse().ok());
            Some(Attachment { title: text("title").unwrap_or(name), mime_type: text("type"), bytes, url })
        };
        self.each(&how, item).iter().filter_map(read).list()
    }

    fn translations(&self, fields: &Json, item: &Json) -> Vec<Translation> {
        let Some(how) = fields.get("translations") else { return vec![] };
        let read = |item: &Json| {
            let text = |name: &str| self.field(&how, name, item);
            Some(Translation { language: text("language")?, slug: text("slug")? })
        };
        self.each(&how, item).iter().filter_map(read).list()
    }
}

/// The last part of an address' path: `https://a.vn/2021/hoi-nghi.html?x` gives `hoi-nghi`.
fn slug_of(address: &str) -> Option<String> {
    let last = url::decode(url::path(address).trim_end_matches('/').rsplit('/').next().unwrap_or_default());
    let name = match last.rsplit_once('.') {
        Some((name, ending)) if (2..=5).contains(&ending.len()) => name,
        _ => &last,
    };
    slug_of_words(name)
}
