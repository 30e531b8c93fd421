//! JSON Feed 1.1, as <https://www.jsonfeed.org/version/1.1/> has it; with `_bantin` for a picture's description, so that
//! another portal can read the feed as its source.

use serde_json::{Value, json};

use super::{Channel, Entry};
use crate::press::entries::{list, object};
use crate::press::xml::address;

/// A feed in JSON Feed 1.1.
pub fn json_feed(channel: &Channel, entries: &[Entry]) -> String {
    let feed = object(vec![
        ("version", Some("https://jsonfeed.org/version/1.1".into())),
        ("title", Some(channel.title.as_str().into())),
        ("home_page_url", Some(address(&channel.home).into())),
        ("feed_url", Some(address(&channel.own).into())),
        ("description", text(&channel.description)),
        ("icon", channel.logo.as_deref().map(|url| address(url).into())),
        ("favicon", channel.icon.as_deref().map(|url| address(url).into())),
        ("language", text(&channel.language)),
        ("items", Some(entries.iter().map(item).collect())),
    ]);
    feed.to_string() + "\n"
}

fn item(entry: &Entry) -> Value {
    let picture = entry.picture.as_ref();
    let alt = picture.filter(|picture| !picture.alt.is_empty());
    let (html, plain) = match entry.content.as_str() {
        // An item must have one of the two.
        "" => (None, Some(if entry.summary.is_empty() { &entry.title } else { &entry.summary }.as_str().into())),
        html => (Some(html.into()), None),
    };
    object(vec![
        ("id", Some(address(&entry.id).into())),
        ("url", Some(address(&entry.url).into())),
        ("title", text(&entry.title)),
        ("content_html", html),
        ("content_text", plain),
        ("summary", text(&entry.summary)),
        ("image", picture.map(|picture| address(&picture.url).into())),
        ("date_published", entry.published.map(|moment| moment.to_rfc3339().into())),
        ("date_modified", entry.modified.map(|moment| moment.to_rfc3339().into())),
        ("authors", list(entry.authors.iter().map(|name| json!({ "name": name })))),
        ("tags", list(entry.categories.iter().map(|name| name.as_str().into()))),
        (
            "attachments",
            list(entry.attachments.iter().map(|file| {
                object(vec![
                    ("url", Some(address(&file.url).into())),
                    ("mime_type", Some(file.mime_type.as_str().into())),
                    ("title", text(&file.title)),
                    ("size_in_bytes", file.bytes.map(Value::from)),
                ])
            })),
        ),
        ("_bantin", alt.map(|picture| json!({ "image": { "src": address(&picture.url), "alt": picture.alt } }))),
    ])
}

fn text(text: &str) -> Option<Value> {
    (!text.is_empty()).then(|| text.into())
}
