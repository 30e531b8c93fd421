//! Atom 1.0, as RFC 4287 has it.

use super::{Channel, Entry};
use crate::press::xml::{Xml, address};

/// The format's media type, for `<link rel="alternate">`.
const TYPE: &str = "application/atom+xml";

/// A feed in Atom 1.0.
pub fn atom(channel: &Channel, entries: &[Entry]) -> String {
    let mut xml = Xml::document();
    let language = ("xml:lang", channel.language.as_str());
    xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), language]);
    xml.line();
    // The home page's address is the one that stays should the feed move.
    xml.text("id", &[], &address(&channel.home));
    xml.text("title", &[], &channel.title);
    if !channel.description.is_empty() {
        xml.text("subtitle", &[], &channel.description);
    }
    xml.empty("link", &[("rel", "self"), ("type", TYPE), ("href", &address(&channel.own))]);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &address(&channel.home))]);
    xml.text("updated", &[], &channel.updated.to_rfc3339());
    // A feed's author is that of every entry without one: an entry must have one (4.1.2).
    author(&mut xml, &channel.title);
    for (name, picture) in [("icon", &channel.icon), ("logo", &channel.logo)] {
        if let Some(picture) = picture {
            xml.text(name, &[], &address(picture));
        }
    }
    xml.line();
    entries.iter().for_each(|one| entry(&mut xml, channel, one));
    xml.close("feed");
    xml.line();
    xml.finish()
}

fn entry(xml: &mut Xml, channel: &Channel, entry: &Entry) {
    xml.open("entry", &[]);
    xml.text("id", &[], &address(&entry.id));
    xml.text("title", &[], &entry.title);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &address(&entry.url))]);
    if let Some(published) = entry.published {
        xml.text("published", &[], &published.to_rfc3339());
    }
    // An entry must say when it changed; one that nobody dated is as old as the feed says it is.
    xml.text("updated", &[], &entry.updated().unwrap_or(channel.updated).to_rfc3339());
    entry.authors.iter().for_each(|name| author(xml, name));
    entry.categories.iter().for_each(|name| xml.empty("category", &[("term", name)]));
    if !entry.summary.is_empty() {
        xml.text("summary", &[], &entry.summary);
    }
    if !entry.content.is_empty() {
        xml.html("content", &[("type", "html")], &entry.content);
    }
    if let Some(picture) = &entry.picture {
        enclosure(xml, &picture.url, &picture.mime_type, &picture.alt, None);
    }
    for file in &entry.attachments {
        enclosure(xml, &file.url, &file.mime_type, &file.title, file.bytes);
    }
    xml.close("entry");
    xml.line();
}

fn author(xml: &mut Xml, name: &str) {
    xml.open("author", &[]);
    xml.text("name", &[], name);
    xml.close("author");
}

fn enclosure(xml: &mut Xml, url: &str, mime_type: &str, title: &str, bytes: Option<u64>) {
    let (url, bytes) = (address(url), bytes.map(|bytes| bytes.to_string()));
    let mut attributes = vec![("rel", "enclosure"), ("href", url.as_ref())];
    let more = [("type", mime_type), ("title", title), ("length", bytes.as_deref().unwrap_or_default())];
    attributes.extend(more.into_iter().filter(|(_, value)| !value.is_empty()));
    xml.empty("link", &attributes);
}
