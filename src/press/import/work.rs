//! The way of everything that is taken over: looked through once, then read, cleaned and written one by one.

use std::path::Path;

use super::backend::Backend;
use super::content::{Content, Outcome};
use super::feed::Feed;
use super::fetch::Fetch;
use super::item::{Entry, Item, Source};
use super::kind::{self, Kind};
use super::local::ROOT;
use super::markdown::Markdown;
use super::media::Media;
use super::plan::Plan;
use super::portal::Portal;
use super::report::Report;
use super::sharepoint::Sharepoint;
use super::text::Hand;
use super::wxr::Wxr;
use super::{Failure, Images, Options, local};
use crate::article::{Album, Attachment};
use crate::press::progress::{self, Progress};
use crate::press::say;
use crate::url;

/// What was done.
pub struct Done {
    pub kind: &'static str,
    pub language: String,
    pub outcome: Outcome,
    /// What is left to do.
    pub advice: String,
}

/// The longest standfirst that is made of a text's beginning.
const BEGINNING: usize = 300;

/// # Errors
/// Nothing was taken over then, and the content is as it was.
pub fn run(options: &Options, report: &mut Report) -> Result<Done, Failure> {
    if options.prune && options.limit.is_some() {
        return Err(Failure::Usage(
            "expected --prune or --limit, found both: all articles but the newest would be removed".into(),
        ));
    }
    let portal = Portal::read(options)?;
    let (kind, mut source) = open(options, &portal)?;
    if !options.json {
        say::aside(&format!("{} is taken for {}.", options.source, source.name()));
    }
    let mut plan = Plan::default();
    let (noted, said) = (&mut plan, &mut *report);
    let mut note = |item: Item, _: &mut Report| {
        if let Item::Entry(entry) = item {
            noted.add(&entry, said);
        }
        Ok(())
    };
    // What is wrong with an entry is said when its text is read.
    source.index(&mut note, &mut Report::default()).map_err(Failure::Work)?;
    if let Some(most) = options.limit {
        plan.limit(most);
    }
    if plan.counts() == (0, 0) {
        return Err(Failure::Work(format!(
            "expected articles in {}, found none that can be taken over",
            options.source
        )));
    }
    let content = Content::open(&options.out, portal.head.clone(), &portal.zone).map_err(Failure::Usage)?;
    let outcome = fill(options, source.as_mut(), &plan, content, report).map_err(Failure::Work)?;
    let language = portal.head.language.clone();
    Ok(Done { kind: kind.name(), language, outcome, advice: advice(&portal, options) })
}

fn open(options: &Options, portal: &Portal) -> Result<(Kind, Box<dyn Source>), Failure> {
    let (source, path) = (options.source.as_str(), Path::new(&options.source));
    let is_address = kind::is_address(source);
    let kind = match options.kind {
        Some(kind) => kind,
        None if is_address => kind::of_address(source),
        None => kind::of_path(path)?,
    };
    if is_address && !matches!(kind, Kind::Feed | Kind::Backend) {
        return Err(Failure::Usage(format!(
            "expected a file or a folder for --as {}, found the address {source}",
            kind.name()
        )));
    }
    Ok(match kind {
        Kind::Markdown => (kind, Box::new(Markdown::open(path, portal)?) as Box<dyn Source>),
        Kind::Wxr => (kind, Box::new(Wxr::open(path, &portal.zone)?)),
        Kind::Feed if !is_address && kind::is_json(path) => {
            (kind, Box::new(Backend::of_file(path, portal, options.limit)?))
        }
        Kind::Feed => (kind, Box::new(Feed::open(source)?)),
        // A site without a backend that is known may still have a feed.
        Kind::Backend if is_address && options.kind.is_none() => match Backend::open(source, portal, options.limit) {
            Ok(backend) => (kind, Box::new(backend)),
            Err(failure) => match kind::feed_of(source) {
                Some(feed) => (Kind::Feed, Box::new(Feed::open(&feed)?)),
                None => return Err(failure),
            },
        },
        Kind::Backend => (kind, Box::new(Backend::open(source, portal, options.limit)?)),
        Kind::Sharepoint => (kind, Box::new(Sharepoint::open(path, portal)?)),
    })
}

/// Reads and writes everything; the content is changed at the end.
fn fill(
    options: &Options,
    source: &mut dyn Source,
    plan: &Plan,
    mut content: Content,
    report: &mut Report,
) -> Result<Outcome, String> {
    let own = source.own();
    let home = if kind::is_address(&options.source) {
        options.source.as_str()
    } else {
        own.first().map_or("", String::as_str)
    };
    let copies = options.images == Images::Copy;
    let mut media = Media::new(&options.out, Fetch::new(home), source.local(), copies, options.refresh);
    let total = plan.counts().0 + plan.counts().1;
    let progress = Progress::begin("Articles", total, progress::is_watched(options.json));
    let read = source.each(
        &mut |item, report| match item {
            Item::Entry(entry) => {
                let Some(planned) = plan.get(&entry.key) else { return Ok(()) };
                progress.step();
                if report.pictures > 0 {
                    progress::also(&format!("{} pictures", report.pictures));
                }
                let mut entry = *entry;
                entry.article.summary.slug.clone_from(&planned.slug);
                take(entry, plan, &mut media, &own, &mut content, report)
            }
            Item::Album(album) => take_album(*album, plan, &mut media, &own, &mut content, report),
        },
        report,
    );
    drop(progress);
    match read {
        Ok(()) => content.finish(options.prune, report),
        Err(why) => {
            content.abandon();
            Err(why)
        }
    }
}

fn take(
    mut entry: Entry,
    plan: &Plan,
    media: &mut Media,
    own: &[String],
    content: &mut Content,
    report: &mut Report,
) -> Result<(), String> {
    let place = entry.place.clone();
    let base = if entry.is_page { "../" } else { "../../" };
    let mut hand = Hand { plan, media, report, own, place: &place, base };
    let text = hand.text(&entry);
    if let Some(mut image) = entry.article.summary.image.take()
        && hand.photo(&mut image)
    {
        entry.article.summary.image = Some(image);
    }
    let attachments = std::mem::take(&mut entry.article.attachments);
    entry.article.attachments = attachments.into_iter().filter_map(|file| carried(&mut hand, file)).collect();
    let summary = &mut entry.article.summary;
    if summary.title.trim().is_empty() {
        report.warn(&place, "has no title; its slug stands for it", "give it a title");
        summary.title.clone_from(&summary.slug);
    }
    // A category may be named by its slug alone, as `press new` and hands write it.
    if let Some(category) = &mut summary.category
        && category.title == category.slug
        && let Some(title) = content.title_of(&category.slug)
    {
        title.clone_into(&mut category.title);
    }
    if text.html.is_empty() {
        report.warn(&place, "has no text", "see whether the source has it in a place of its own");
    }
    if summary.published.is_none() && !entry.is_page {
        report.warn(&place, "has no date, so it stands last in every list", "give it a date");
    }
    if summary.standfirst.is_none() && !entry.is_page {
        summary.standfirst = beginning(&text.beginning);
    }
    let aliases = aliases(&entry);
    let item = content.head.item(&entry.article, &text, entry.is_page, &aliases);
    if entry.is_page {
        content.page(&entry.article.summary.slug, item);
        return Ok(());
    }
    content.article(&item)
}

/// A file that an article carries along, brought here.
fn carried(hand: &mut Hand, mut file: Attachment) -> Option<Attachment> {
    let address = hand.file(&file.url, true)?;
    if address != file.url {
        let stored = hand.media.file(file.url.as_str(), hand.place, hand.report);
        file.bytes = stored.map(|stored| stored.bytes).or(file.bytes);
        file.mime_type = Some(super::media::mime_type(address.as_str()).into());
    }
    file.url = address;
    Some(file)
}

fn take_album(
    mut album: Album,
    plan: &Plan,
    media: &mut Media,
    own: &[String],
    content: &mut Content,
    report: &mut Report,
) -> Result<(), String> {
    let Some(slug) = super::name::slug(&album.slug) else { return Ok(()) };
    let place = format!("album {:?}", album.title);
    let mut hand = Hand { plan, media, report, own, place: &place, base: "../" };
    let mut photos = album.photos.to_vec();
    let cover = photos.get(album.cover).cloned();
    photos.retain_mut(|photo| hand.photo(photo));
    album.cover = if cover.is_some() && photos.len() == album.photos.len() { album.cover } else { 0 };
    album.photos = photos.into();
    album.slug.clone_from(&slug);
    let item = content.head.album(&album);
    content.album(&slug, item);
    Ok(())
}

/// The first paragraph, cut at a word.
fn beginning(text: &str) -> Option<String> {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if out.len() + word.len() > BEGINNING {
            return Some(out.trim_end_matches([',', ';', ':']).to_owned() + "…");
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    (!out.is_empty()).then_some(out)
}

/// The paths of the old addresses, where they differ from the new one: for redirects.
fn aliases(entry: &Entry) -> Vec<String> {
    let new = format!("/{}/{}/", if entry.is_page { "page" } else { "article" }, entry.article.summary.slug);
    let mut paths: Vec<String> = vec![];
    // Where a file lies on the disk is a guess: what it says of its site is better.
    let has_site = entry.addresses.iter().any(|address| !address.starts_with(ROOT));
    for address in entry.addresses.iter().filter(|address| !has_site || !address.starts_with(ROOT)) {
        let path = match address.strip_prefix(ROOT) {
            Some(_) => local::path(address).map(|path| format!("/{path}")).unwrap_or_default(),
            None => url::decode(url::path(address)),
        };
        let is_page = path.len() > 1 && !path.ends_with(".md") && !path.ends_with(".markdown");
        if is_page && path.trim_end_matches('/') != new.trim_end_matches('/') && !paths.contains(&path) {
            paths.push(path);
        }
    }
    paths
}

/// What is left to do so that the portal shows it.
fn advice(portal: &Portal, options: &Options) -> String {
    let language = &portal.head.language;
    if !portal.languages.contains(language) {
        return format!("{} does not name the language {language}: add it to \"languages\".", options.site.display());
    }
    let reads_files =
        portal.settings.sources.iter().any(|source| source.file.as_deref() == Some("sources/jsonfeed.json"));
    if reads_files {
        return String::new();
    }
    format!(
        "{} takes its articles from elsewhere. To show these, let it say\n  \"source\": {{ \"profile\": \"jsonfeed\", \"base\": \"content/{{lang}}/\", \"list\": \"feed.json\", \"article\": \"article/{{slug}}.json\", \"albums\": \"albums.json\", \"pages\": \"pages.json\" }}",
        options.site.display()
    )
}
