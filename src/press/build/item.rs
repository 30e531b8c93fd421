//! Articles, pages and albums as items of a JSON Feed, in the form that `public/sources/jsonfeed.json` reads.

use serde_json::Value;

use crate::article::{Album, Article, Attachment, Photo, StandingPage, Summary, Taken, Term, Translation};
use crate::body;
use crate::locale;
use crate::press::entries::{Data, Entry, list, object};

/// Writes items for a portal in a time zone.
pub struct Items<'a> {
    /// IANA name.
    pub zone: &'a str,
}

/// What is known of a thing.
type Known<'a> = Vec<Entry<'a>>;

impl Items<'_> {
    /// What a list shows of an article.
    pub fn summary<'a>(&self, summary: &'a Summary) -> Data<'a> {
        object(of_summary(summary, self.own(summary)))
    }

    /// A whole article; `html` is its text.
    pub fn article<'a>(&self, article: &'a Article, html: &'a str) -> Data<'a> {
        let mut own = self.own(&article.summary);
        own.extend([
            ("previous", article.previous.as_ref().map(term)),
            ("next", article.next.as_ref().map(term)),
            ("related", list(article.related.iter().map(|summary| self.related(summary)))),
        ]);
        let mut item = of_summary(&article.summary, own);
        item.extend([("content_html", Some(html.into())), ("attachments", attachments(&article.attachments))]);
        object(item)
    }

    /// The portal's own entries of an article.
    fn own<'a>(&self, summary: &'a Summary) -> Known<'a> {
        let mut own = own(&summary.slug, summary.category.as_ref(), &summary.translations);
        own.extend([
            ("photo_count", summary.photo_count.map(Data::from)),
            ("source", known(&summary.source)),
            ("image", summary.image.as_ref().map(|photo| self.photo(photo))),
            ("tags", list(summary.tags.iter().map(term))),
        ]);
        own
    }

    fn related<'a>(&self, summary: &'a Summary) -> Data<'a> {
        object([
            ("slug", Some((&summary.slug).into())),
            ("title", Some((&summary.title).into())),
            ("date_published", summary.published.map(|moment| moment.to_rfc3339().into())),
            ("image", summary.image.as_ref().map(|photo| self.photo(photo))),
            ("category", summary.category.as_ref().map(term)),
        ])
    }

    /// An album with all its photos.
    pub fn album(&self, album: &Album) -> Value {
        let mut own = own(&album.slug, album.category.as_ref(), &album.translations);
        own.extend([
            ("cover", Some(album.cover.into())),
            ("photos", Some(Data::List(album.photos.iter().map(|photo| self.photo(photo)).collect()))),
        ]);
        let item = object([
            ("id", Some((&album.slug).into())),
            ("title", Some((&album.title).into())),
            ("summary", album.standfirst.as_deref().map(Data::from)),
            ("date_published", album.published.map(|moment| moment.to_rfc3339().into())),
            ("_bantin", Some(object(own))),
        ]);
        item.to_value()
    }

    fn photo<'a>(&self, photo: &'a Photo) -> Data<'a> {
        let film = photo.film.as_ref().map(|film| film.as_str());
        let is_frame = film.is_some_and(|film| body::find_embed(film).is_some());
        let files = list(
            photo
                .renditions
                .iter()
                .map(|file| object([("src", Some(file.src.as_str().into())), ("width", Some(file.width.into()))])),
        );
        let has_formats = photo.has_formats && files.is_some();
        object([
            ("src", Some(photo.src.as_str().into())),
            ("width", photo.size.map(|(width, _)| width.into())),
            ("height", photo.size.map(|(_, height)| height.into())),
            ("alt", Some((&photo.alt).into())),
            ("caption", photo.caption.as_ref().map(Data::from)),
            ("credit", photo.credit.as_ref().map(Data::from)),
            ("color", photo.color.as_ref().map(Data::from)),
            ("place", photo.place.as_ref().map(Data::from)),
            ("taken", photo.taken.map(|taken| self.taken(taken).into())),
            (if is_frame { "embed" } else { "video" }, film.map(Data::from)),
            ("renditions", files),
            ("formats", has_formats.then(|| "avif webp".into())),
        ])
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

fn of_summary<'a>(summary: &'a Summary, own: Known<'a>) -> Known<'a> {
    let origin = summary.origin.as_ref().map(|origin| origin.as_str());
    let author = |name| object([("name", Some(Data::from(name)))]);
    vec![
        // Addresses of files are absolute, or paths on the portal's own host: the item may lie anywhere.
        ("id", Some(origin.unwrap_or(&summary.slug).into())),
        ("url", origin.map(Data::from)),
        ("title", Some((&summary.title).into())),
        ("summary", summary.standfirst.as_ref().map(Data::from)),
        ("date_published", summary.published.map(|moment| moment.to_rfc3339().into())),
        ("date_modified", summary.modified.map(|moment| moment.to_rfc3339().into())),
        ("authors", list(summary.authors.iter().map(author))),
        ("language", summary.language.as_ref().map(Data::from)),
        ("_bantin", Some(object(own))),
    ]
}

/// The portal's own entries of an item.
fn own<'a>(slug: &'a String, category: Option<&'a Term>, translations: &'a [Translation]) -> Known<'a> {
    vec![
        ("slug", Some(slug.into())),
        ("category", category.map(term)),
        ("translations", list(translations.iter().map(translation))),
    ]
}

/// How a feed's list begins.
const ITEMS: &str = ",\"items\":[";

/// A feed of items; `head` is the rest of it, as JSON.
pub fn feed(head: &str, items: &[String]) -> String {
    [head.strip_suffix('}').unwrap_or(head), ITEMS, &items.join(","), "]}"].concat()
}

/// A feed with nothing in its list. No text in it has the words that the list begins with, for its quotes are escaped.
pub fn without_items(feed: &str) -> String {
    let head = feed.split_once(ITEMS).map_or(feed, |(head, _)| head);
    [head, ITEMS, "]}"].concat()
}

pub fn standing_page<'a>(page: &'a StandingPage, html: &'a str) -> Data<'a> {
    object([
        ("id", Some((&page.slug).into())),
        ("title", Some((&page.title).into())),
        ("summary", page.standfirst.as_ref().map(Data::from)),
        ("date_published", page.modified.map(|moment| moment.to_rfc3339().into())),
        ("content_html", Some(html.into())),
        ("attachments", attachments(&page.attachments)),
        ("_bantin", Some(object(own(&page.slug, None, &page.translations)))),
    ])
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
    let all: Vec<Value> = translations.iter().map(|one| translation(one).to_value()).collect();
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

fn translation(one: &Translation) -> Data<'_> {
    object([("language", Some((&one.language).into())), ("slug", Some((&one.slug).into()))])
}

pub fn term(term: &Term) -> Data<'_> {
    object([("slug", Some((&term.slug).into())), ("title", Some((&term.title).into()))])
}

fn attachments(all: &[Attachment]) -> Option<Data<'_>> {
    list(all.iter().map(|attachment| {
        object([
            ("url", Some(attachment.url.as_str().into())),
            ("mime_type", attachment.mime_type.as_ref().map(Data::from)),
            ("title", Some((&attachment.title).into())),
            ("size_in_bytes", attachment.bytes.map(Data::from)),
        ])
    }))
}

fn known(text: &String) -> Option<Data<'_>> {
    (!text.is_empty()).then(|| text.into())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{feed, without_items};

    #[test]
    fn a_feed_without_its_items_says_the_rest() {
        let title = r#"A ,"items":[ b"#;
        let head = json!({ "title": title, "_bantin": { "total": 3, "older": 2 } });
        let item = json!({ "title": title }).to_string();
        let whole = feed(&head.to_string(), &[item.clone(), item]);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&whole).unwrap()["items"][1]["title"], title);
        let empty: serde_json::Value = serde_json::from_str(&without_items(&whole)).unwrap();
        assert_eq!(empty, json!({ "title": title, "_bantin": { "total": 3, "older": 2 }, "items": [] }));
    }
}
