//! JSON Feed 1.1, as <https://www.jsonfeed.org/version/1.1/> has it; with `_bantin` for a picture's description, so that
//! another portal can read the feed as its source.

use super::{Channel, Entry};
use crate::press::entries::{Data, list, object, printed};
use crate::press::xml::address;

/// A feed in JSON Feed 1.1.
pub fn json_feed(channel: &Channel, entries: &[Entry]) -> String {
    let feed = object([
        ("version", Some("https://jsonfeed.org/version/1.1".into())),
        ("title", Some((&channel.title).into())),
        ("home_page_url", Some(address(&channel.home).into())),
        ("feed_url", Some(address(&channel.own).into())),
        ("description", text(&channel.description)),
        ("icon", channel.logo.as_deref().map(|url| address(url).into())),
        ("favicon", channel.icon.as_deref().map(|url| address(url).into())),
        ("language", text(&channel.language)),
        ("items", Some(Data::List(entries.iter().map(item).collect()))),
    ]);
    printed(&feed) + "\n"
}

fn item(entry: &Entry) -> Data<'_> {
    let picture = entry.picture.as_ref();
    let alt = picture.filter(|picture| !picture.alt.is_empty());
    let (html, plain) = match entry.content.as_str() {
        // An item must have one of the two.
        "" => (None, Some(if entry.summary.is_empty() { &entry.title } else { &entry.summary }.as_str().into())),
        html => (Some(html.into()), None),
    };
    object([
        ("id", Some(address(&entry.id).into())),
        ("url", Some(address(&entry.url).into())),
        ("title", text(&entry.title)),
        ("content_html", html),
        ("content_text", plain),
        ("summary", text(&entry.summary)),
        ("image", picture.map(|picture| address(&picture.url).into())),
        ("date_published", entry.published.map(|moment| moment.to_rfc3339().into())),
        ("date_modified", entry.modified.map(|moment| moment.to_rfc3339().into())),
        ("authors", list(entry.authors.iter().map(|name| object([("name", Some(name.into()))])))),
        ("tags", list(entry.categories.iter().map(Data::from))),
        (
            "attachments",
            list(entry.attachments.iter().map(|file| {
                object([
                    ("url", Some(address(&file.url).into())),
                    ("mime_type", Some((&file.mime_type).into())),
                    ("title", text(&file.title)),
                    ("size_in_bytes", file.bytes.map(Data::from)),
                ])
            })),
        ),
        (
            "_bantin",
            alt.map(|picture| {
                let image = object([("src", Some(address(&picture.url).into())), ("alt", Some((&picture.alt).into()))]);
                object([("image", Some(image))])
            }),
        ),
    ])
}

fn text(text: &str) -> Option<Data<'_>> {
    (!text.is_empty()).then(|| text.into())
}
