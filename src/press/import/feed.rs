//! An RSS or Atom feed, from a file or an address.

use std::path::Path;

use feed_rs::model::{Entry as FeedEntry, Feed as Model, Text};

use super::fetch::Fetch;
use super::item::{Entry, Item, Source, Take};
use super::local::{self, Local, ROOT};
use super::report::Report;
use super::{Failure, kind};
use crate::article::{Article, Attachment, Moment, Photo, Summary, Term};
use crate::body;
use crate::html::escape;
use crate::url::{self, SafeUrl};

const MEGABYTES: u64 = 64;
/// How many pages of one feed are followed (RFC 5005, 3).
const MOST_PAGES: usize = 200;

pub struct Feed {
    /// Each with the address that it was read from.
    pages: Vec<(String, Model)>,
    local: Local,
}

impl Feed {
    /// # Errors
    /// No such file, no answer, or no feed in it.
    pub fn open(source: &str) -> Result<Feed, Failure> {
        if !kind::is_address(source) {
            let path = Path::new(source);
            let bytes = std::fs::read(path)
                .map_err(|cause| Failure::Usage(format!("expected a feed at {source}, found {cause}")))?;
            let address = local::address(Path::new(path.file_name().unwrap_or_default()));
            let model = parsed(&bytes, &address, source).map_err(Failure::Usage)?;
            let folder = path.canonicalize().ok().and_then(|path| path.parent().map(Path::to_owned));
            return Ok(Feed { pages: vec![(address, model)], local: Local { folders: folder.into_iter().collect() } });
        }
        let fetch = Fetch::new(source);
        let mut pages: Vec<(String, Model)> = vec![];
        let mut next = Some(source.to_owned());
        while let Some(address) = next {
            let bytes = fetch.get(&address, MEGABYTES).map_err(Failure::Work)?;
            let model = parsed(&bytes, &address, &address).map_err(Failure::Work)?;
            let link = model.links.iter().find(|link| link.rel.as_deref() == Some("next"));
            let link = link.map(|link| url::resolve(&address, &link.href));
            next = link.filter(|link| {
                pages.len() < MOST_PAGES && pages.iter().all(|(known, _)| known != link) && *link != address
            });
            pages.push((address, model));
        }
        Ok(Feed { pages, local: Local::default() })
    }
}

fn parsed(bytes: &[u8], base: &str, shown: &str) -> Result<Model, String> {
    let parser = feed_rs::parser::Builder::new().base_uri(Some(base)).build();
    parser.parse(bytes).map_err(|cause| format!("expected RSS or Atom at {shown}, found something else: {cause}"))
}

impl Source for Feed {
    fn name(&self) -> String {
        let kind = self.pages.first().map(|(_, model)| format!("{:?}", model.feed_type)).unwrap_or_default();
        format!("a feed ({kind})")
    }

    fn each(&mut self, take: &mut Take, report: &mut Report) -> Result<(), String> {
        for (address, model) in &self.pages {
            let authors: Vec<String> = model.authors.iter().filter_map(|author| author.name.clone()).collect();
            for entry in &model.entries {
                take(Item::Entry(Box::new(read(entry, address, &authors, report))), report)?;
            }
        }
        Ok(())
    }

    fn local(&self) -> Local {
        self.local.clone()
    }

    fn own(&self) -> Vec<String> {
        let first = self.pages.iter().flat_map(|(address, model)| {
            let links = model.links.iter().map(|link| link.href.as_str());
            [address.as_str()].into_iter().chain(links)
        });
        let is_host = |address: &&str| !address.starts_with(ROOT) && !url::host(address).is_empty();
        let mut own = first.clone().find(is_host).map(super::sites).unwrap_or_default();
        own.push(ROOT.to_owned());
        own
    }
}

fn read(entry: &FeedEntry, address: &str, authors: &[String], report: &mut Report) -> Entry {
    let is_main = |rel: &Option<String>| rel.as_deref().is_none_or(|rel| rel == "alternate");
    let link = entry.links.iter().find(|link| is_main(&link.rel)).map(|link| url::resolve(address, &link.href));
    let read_from = entry
        .base
        .clone()
        .filter(|base| !url::host(base).is_empty())
        .or_else(|| link.clone())
        .unwrap_or_else(|| address.to_owned());
    let title = entry.title.as_ref().map(plain).unwrap_or_default();
    let place = format!("entry {:?}", if title.is_empty() { &entry.id } else { &title });
    let whole = entry.content.as_ref().and_then(|content| {
        let text = content.body.clone().filter(|text| !text.trim().is_empty())?;
        let is_plain = content.content_type.subty().as_str() == "plain";
        Some(if is_plain { paragraphs(&text) } else { text })
    });
    let brief = entry.summary.as_ref().filter(|summary| !summary.content.trim().is_empty());
    if whole.is_none() {
        let what = "has its beginning alone in the feed, or no text";
        report.warn(&place, what, "look for a feed with whole texts, or import from the site's own address or export");
    }
    let standfirst = brief.map(plain).filter(|text| whole.is_some() && text.chars().count() <= 500);
    let html = whole.or_else(|| brief.map(|text| text.content.clone())).unwrap_or_default();
    let date = |date: Option<_>| date.map(Moment);
    let published = date(entry.published.or(entry.updated).map(|date| date.timestamp()));
    let modified = date(entry.updated.map(|date| date.timestamp()));
    let mut terms = entry.categories.iter().filter_map(|category| {
        let words = category.label.clone().unwrap_or_else(|| category.term.clone());
        let title = words.trim().to_owned();
        Some(Term { slug: super::name::slug_of_words(&title)?, title })
    });
    let own = entry.authors.iter().filter_map(|author| author.name.clone());
    let mut names: Vec<String> = own.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        names = authors.to_vec();
    }
    let (image, attachments) = files(entry, &read_from, &html);
    let summary = Summary {
        slug: link.as_deref().map(last).filter(|slug| !slug.is_empty()).unwrap_or_else(|| title.clone()),
        title,
        standfirst: standfirst.filter(|text| !text.is_empty()),
        published,
        modified: modified.filter(|modified| published.is_none_or(|published| *modified > published)),
        authors: names,
        category: terms.next(),
        tags: terms.collect(),
        image,
        ..Summary::default()
    };
    let key = if entry.id.is_empty() { summary.slug.clone() } else { entry.id.clone() };
    let addresses = link.into_iter().chain((!url::host(&entry.id).is_empty()).then(|| entry.id.clone())).collect();
    let article = Article { summary, body_html: html, read_from, attachments, ..Article::default() };
    Entry { key, place, article, is_page: false, addresses }
}

/// The last part of an address' path, without its ending.
fn last(link: &str) -> String {
    let name = url::decode(url::path(link).trim_end_matches('/').rsplit('/').next().unwrap_or_default());
    match name.rsplit_once('.') {
        Some((stem, ending)) if (2..=5).contains(&ending.len()) => stem.to_owned(),
        _ => name,
    }
}

/// Enclosures and Media RSS: the first picture is the lead photo, what is no picture is an attachment.
fn files(entry: &FeedEntry, base: &str, html: &str) -> (Option<Photo>, Vec<Attachment>) {
    let (mut image, mut attachments) = (None, vec![]);
    let links = entry.links.iter().filter(|link| link.rel.as_deref() == Some("enclosure"));
    let links = links.map(|link| (link.href.clone(), link.media_type.clone(), link.length, link.title.clone(), None));
    let media = entry.media.iter().flat_map(|media| {
        let said = media.title.as_ref().or(media.description.as_ref()).map(plain);
        media.content.iter().filter_map(move |content| {
            let size = content.width.zip(content.height);
            let kind = content.content_type.as_ref().map(ToString::to_string);
            Some((content.url.as_ref()?.to_string(), kind, content.size, said.clone(), size))
        })
    });
    for (address, kind, bytes, title, size) in links.chain(media) {
        let Some(address) = SafeUrl::parse_in(&address, base) else { continue };
        let is_picture = kind.as_deref().is_some_and(|kind| kind.starts_with("image/"))
            || super::media::names_picture(address.as_str());
        let title = title.filter(|title| !title.is_empty());
        match is_picture {
            true if image.is_none() => {
                let mut photo = Photo::new(address);
                photo.alt = title.unwrap_or_default();
                photo.size = size;
                image = Some(photo);
            }
            true => {}
            false if html.contains(address.as_str()) => {}
            false => {
                let name = url::decode(url::path(address.as_str()).rsplit('/').next().unwrap_or_default());
                attachments.push(Attachment { title: title.unwrap_or(name), url: address, mime_type: kind, bytes });
            }
        }
    }
    let thumbnails = entry.media.iter().flat_map(|media| &media.thumbnails);
    let thumbnail = || thumbnails.filter_map(|one| SafeUrl::parse_in(&one.image.uri, base)).map(Photo::new).next();
    (image.or_else(thumbnail), attachments)
}

/// RSS does not say whether a title or a summary is HTML: entities in it mean that it is.
fn plain(text: &Text) -> String {
    let words = body::plain_text(&body::parse(&text.content, "").0);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn paragraphs(text: &str) -> String {
    let mut out = String::new();
    for paragraph in text.replace("\r\n", "\n").split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
        out += "<p>";
        let mut escaped = String::new();
        escape(&mut escaped, paragraph.trim());
        out += &escaped.replace('\n', "<br>");
        out += "</p>";
    }
    out
}
