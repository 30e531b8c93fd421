//! RSS 2.0, as <https://www.rssboard.org/rss-specification> and its profile of best practices have it.

use super::{Channel, Entry};
use crate::article::Moment;
use crate::press::xml::{Xml, address};

/// The format's media type, for `<link rel="alternate">`.
const TYPE: &str = "application/rss+xml";

/// The namespaces of what RSS itself has no word for.
const NAMESPACES: [(&str, &str); 5] = [
    ("version", "2.0"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:media", "http://search.yahoo.com/mrss/"),
];

/// A feed in RSS 2.0.
pub fn rss(channel: &Channel, entries: &[Entry]) -> String {
    let mut xml = Xml::document();
    xml.open("rss", &NAMESPACES);
    xml.open("channel", &[]);
    xml.line();
    xml.text("title", &[], &channel.title);
    xml.text("link", &[], &address(&channel.home));
    xml.text("description", &[], &channel.description);
    xml.text("language", &[], &channel.language);
    date(&mut xml, "lastBuildDate", channel.updated);
    xml.empty("atom:link", &[("href", &address(&channel.own)), ("rel", "self"), ("type", TYPE)]);
    if let Some(logo) = channel.logo.as_ref().or(channel.icon.as_ref()) {
        xml.open("image", &[]);
        xml.text("url", &[], &address(logo));
        xml.text("title", &[], &channel.title);
        xml.text("link", &[], &address(&channel.home));
        xml.close("image");
    }
    xml.line();
    entries.iter().for_each(|entry| item(&mut xml, entry));
    xml.close("channel");
    xml.close("rss");
    xml.line();
    xml.finish()
}

fn item(xml: &mut Xml, entry: &Entry) {
    xml.open("item", &[]);
    xml.text("title", &[], &entry.title);
    xml.text("link", &[], &address(&entry.url));
    let is_link = if entry.id == entry.url { "true" } else { "false" };
    xml.text("guid", &[("isPermaLink", is_link)], &address(&entry.id));
    if let Some(published) = entry.published {
        date(xml, "pubDate", published);
    }
    // RSS' own <author> asks for a mail address, which nobody wants to publish.
    entry.authors.iter().for_each(|author| xml.text("dc:creator", &[], author));
    entry.categories.iter().for_each(|category| xml.text("category", &[], category));
    if !entry.summary.is_empty() {
        xml.text("description", &[], &entry.summary);
    }
    if !entry.content.is_empty() {
        xml.html("content:encoded", &[], &entry.content);
    }
    enclosed(xml, entry);
    xml.close("item");
    xml.line();
}

/// What comes along. Many readers take one `<enclosure>` alone, so the picture is it, or else the first file; all of
/// them stand in `<media:content>`.
fn enclosed(xml: &mut Xml, entry: &Entry) {
    let picture = entry.picture.as_ref().map(|picture| (&picture.url, &picture.mime_type, None));
    let file = entry.attachments.first().map(|file| (&file.url, &file.mime_type, file.bytes));
    if let Some((url, mime_type, bytes)) = picture.or(file) {
        // The specification asks for a length, and for 0 where it is not known.
        let bytes = bytes.unwrap_or(0).to_string();
        xml.empty("enclosure", &[("url", &address(url)), ("length", &bytes), ("type", mime_type)]);
    }
    if let Some(picture) = &entry.picture {
        let url = address(&picture.url);
        xml.open("media:content", &[("url", &url), ("type", &picture.mime_type), ("medium", "image")]);
        if !picture.alt.is_empty() {
            xml.text("media:description", &[("type", "plain")], &picture.alt);
        }
        xml.close("media:content");
    }
    for file in &entry.attachments {
        let (url, bytes) = (address(&file.url), file.bytes.map(|bytes| bytes.to_string()));
        let mut attributes = vec![("url", url.as_ref()), ("type", &file.mime_type), ("medium", "document")];
        attributes.extend(bytes.as_deref().map(|bytes| ("fileSize", bytes)));
        xml.open("media:content", &attributes);
        if !file.title.is_empty() {
            xml.text("media:title", &[("type", "plain")], &file.title);
        }
        xml.close("media:content");
    }
}

/// A date as RFC 822 writes it, with a year of four digits: `Thu, 30 Dec 2021 07:05:00 GMT`. A year that it cannot
/// write has no element.
fn date(xml: &mut Xml, name: &str, moment: Moment) {
    let printer = jiff::fmt::rfc2822::DateTimePrinter::new();
    let timestamp = jiff::Timestamp::from_second(moment.0).ok();
    if let Some(text) = timestamp.and_then(|timestamp| printer.timestamp_to_rfc9110_string(&timestamp).ok()) {
        xml.text(name, &[], &text);
    }
}
