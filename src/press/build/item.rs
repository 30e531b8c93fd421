//! Articles, pages and albums as items of a JSON Feed, in the form that `public/sources/jsonfeed.json` reads.

use serde_json::{Map, Value, json};

use crate::article::{Album, Article, Attachment, Photo, StandingPage, Summary, Taken, Term, Translation};
use crate::body;
use crate::locale;

/// Writes items for a portal in a time zone.
pub struct Items<'a> {
    /// IANA name.
    pub zone: &'a str,
}

impl Items<'_> {
    /// What a list shows of an article.
    pub fn summary(&self, summary: &Summary) -> Value {
        let mut own = Own::new(&summary.slug, summary.category.as_ref(), &summary.translations);
        own.maybe("photo_count", summary.photo_count.map(Value::from));
        own.maybe("source", (!summary.source.is_empty()).then(|| summary.source.as_str().into()));
        own.maybe("image", summary.image.as_ref().map(|photo| self.photo(photo)));
        let mut item = Map::new();
        // Addresses of files are absolute, or paths on the portal's own host: the item may lie anywhere.
        let address = summary.origin.as_ref().map_or(summary.slug.as_str(), |origin| origin.as_str());
        item.insert("id".into(), address.into());
        if let Some(origin) = &summary.origin {
            item.insert("url".into(), origin.as_str().into());
        }
        item.insert("title".into(), summary.title.as_str().into());
        set(&mut item, "summary", summary.standfirst.as_deref());
        set(&mut item, "date_published", summary.published.map(|moment| moment.to_rfc3339()).as_deref());
        set(&mut item, "date_modified", summary.modified.map(|moment| moment.to_rfc3339()).as_deref());
        if !summary.authors.is_empty() {
            let authors: Vec<Value> = summary.authors.iter().map(|name| json!({ "name": name })).collect();
            item.insert("authors".into(), authors.into());
        }
        set(&mut item, "language", summary.language.as_deref());
        own.maybe("tags", (!summary.tags.is_empty()).then(|| summary.tags.iter().map(term).collect()));
        item.insert("_bantin".into(), own.0.into());
        item.into()
    }

    /// A whole article; `html` is its text.
    pub fn article(&self, article: &Article, html: &str) -> Value {
        let mut item = self.summary(&article.summary);
        item["content_html"] = html.into();
        if !article.attachments.is_empty() {
            item["attachments"] = attachments(&article.attachments);
        }
        for (key, neighbour) in [("previous", &article.previous), ("next", &article.next)] {
            if let Some(neighbour) = neighbour {
                item["_bantin"][key] = term(neighbour);
            }
        }
        if !article.related.is_empty() {
            item["_bantin"]["related"] = article.related.iter().map(|summary| self.related(summary)).collect();
        }
        item
    }

    fn related(&self, summary: &Summary) -> Value {
        let mut item = term(&Term { slug: summary.slug.clone(), title: summary.title.clone() });
        let mut own = Own(Map::new());
        own.maybe("date_published", summary.published.map(|moment| moment.to_rfc3339().into()));
        own.maybe("image", summary.image.as_ref().map(|photo| self.photo(photo)));
        own.maybe("category", summary.category.as_ref().map(term));
        if let Value::Object(item) = &mut item {
            item.extend(own.0);
        }
        item
    }

    /// An album with all its photos.
    pub fn album(&self, album: &Album) -> Value {
        let mut own = Own::new(&album.slug, album.category.as_ref(), &album.translations);
        own.maybe("cover", Some(album.cover.into()));
        own.maybe("photos", Some(album.photos.iter().map(|photo| self.photo(photo)).collect()));
        let mut item = Map::new();
        item.insert("id".into(), album.slug.as_str().into());
        item.insert("title".into(), album.title.as_str().into());
        set(&mut item, "summary", album.standfirst.as_deref());
        set(&mut item, "date_published", album.published.map(|moment| moment.to_rfc3339()).as_deref());
        item.insert("_bantin".into(), own.0.into());
        item.into()
    }

    fn photo(&self, photo: &Photo) -> Value {
        let mut own = Own(Map::new());
        own.maybe("src", Some(photo.src.as_str().into()));
        own.maybe("width", photo.size.map(|(width, _)| width.into()));
        own.maybe("height", photo.size.map(|(_, height)| height.into()));
        own.maybe("alt", Some(photo.alt.as_str().into()));
        own.maybe("caption", photo.caption.as_deref().map(Value::from));
        own.maybe("credit", photo.credit.as_deref().map(Value::from));
        own.maybe("color", photo.color.as_deref().map(Value::from));
        own.maybe("place", photo.place.as_deref().map(Value::from));
        own.maybe("taken", photo.taken.map(|taken| self.taken(taken).into()));
        let film = photo.film.as_ref().map(|film| film.as_str());
        let is_frame = film.is_some_and(|film| body::find_embed(film).is_some());
        own.maybe(if is_frame { "embed" } else { "video" }, film.map(Value::from));
        if !photo.renditions.is_empty() {
            let files = photo.renditions.iter().map(|file| json!({ "src": file.src.as_str(), "width": file.width }));
            own.maybe("renditions", Some(files.collect()));
            own.maybe("formats", photo.has_formats.then(|| "avif webp".into()));
        }
        own.0.into()
    }

    /// A day is the day on a wall in the portal's zone.
    fn taken(&self, taken: Taken) -> String {
        let local = locale::civil(taken.at, self.zone);
        if taken.is_day {
            format!("{:04}-{:02}-{:02}", local.year, local.month, local.day)
        } else {
            taken.at.to_rfc3339()
        }
    }
}

pub fn standing_page(page: &StandingPage, html: &str) -> Value {
    let own = Own::new(&page.slug, None, &page.translations);
    let mut item = Map::new();
    item.insert("id".into(), page.slug.as_str().into());
    item.insert("title".into(), page.title.as_str().into());
    set(&mut item, "summary", page.standfirst.as_deref());
    set(&mut item, "date_published", page.modified.map(|moment| moment.to_rfc3339()).as_deref());
    item.insert("content_html".into(), html.into());
    if !page.attachments.is_empty() {
        item.insert("attachments".into(), attachments(&page.attachments));
    }
    item.insert("_bantin".into(), own.0.into());
    item.into()
}

/// What a list shows of an article, from its whole item.
pub fn listed(item: Value) -> Value {
    let mut item = alone(item);
    if let Some(entries) = item.as_object_mut() {
        entries.shift_remove("content_html");
        entries.shift_remove("attachments");
    }
    if let Some(own) = item["_bantin"].as_object_mut() {
        own.shift_remove("related");
    }
    item
}

/// An article's item without its neighbours.
pub fn alone(mut item: Value) -> Value {
    if let Some(own) = item["_bantin"].as_object_mut() {
        own.shift_remove("previous");
        own.shift_remove("next");
    }
    item
}

/// An item with these translations alone.
pub fn translated(mut item: Value, translations: &[Translation]) -> Value {
    let Some(own) = item["_bantin"].as_object_mut() else { return item };
    let all: Vec<Value> = translations.iter().map(translation).collect();
    // The order of the keys is always the same.
    match own.get_mut("translations") {
        Some(known) if !all.is_empty() => *known = all.into(),
        Some(_) => drop(own.shift_remove("translations")),
        None if all.is_empty() => {}
        None => {
            let at = own.keys().position(|key| key == "category").map_or(1, |at| at + 1);
            own.shift_insert(at.min(own.len()), "translations".into(), all.into());
        }
    }
    item
}

/// What the gallery shows of an album: its cover, and how many photos there are.
pub fn cover(mut item: Value) -> Value {
    let own = &mut item["_bantin"];
    let photos = own["photos"].as_array_mut().map(std::mem::take).unwrap_or_default();
    own["photo_count"] = photos.len().into();
    let cover = own["cover"].as_u64().and_then(|cover| usize::try_from(cover).ok()).unwrap_or_default();
    own["photos"] = photos.into_iter().skip(cover).take(1).collect();
    own["cover"] = 0.into();
    item
}

fn translation(one: &Translation) -> Value {
    json!({ "language": one.language, "slug": one.slug })
}

pub fn term(term: &Term) -> Value {
    json!({ "slug": term.slug, "title": term.title })
}

fn attachments(all: &[Attachment]) -> Value {
    let one = |attachment: &Attachment| {
        let mut own = Own(Map::new());
        own.maybe("url", Some(attachment.url.as_str().into()));
        own.maybe("mime_type", attachment.mime_type.as_deref().map(Value::from));
        own.maybe("title", Some(attachment.title.as_str().into()));
        own.maybe("size_in_bytes", attachment.bytes.map(Value::from));
        Value::Object(own.0)
    };
    all.iter().map(one).collect()
}

/// An object that holds what is known.
struct Own(Map<String, Value>);

impl Own {
    /// The portal's own entries of an item.
    fn new(slug: &str, category: Option<&Term>, translations: &[Translation]) -> Own {
        let mut own = Own(Map::new());
        own.maybe("slug", Some(slug.into()));
        own.maybe("category", category.map(term));
        own.maybe("translations", (!translations.is_empty()).then(|| translations.iter().map(translation).collect()));
        own
    }

    fn maybe(&mut self, key: &str, value: Option<Value>) {
        if let Some(value) = value {
            self.0.insert(key.to_owned(), value);
        }
    }
}

fn set(item: &mut Map<String, Value>, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        item.insert(key.to_owned(), value.into());
    }
}
