//! A text taken over: read by the portal's own rules, its links and pictures led to what the content has, and written
//! again as clean HTML.

use super::item::Entry;
use super::local::{self, ROOT};
use super::media::{self, Media};
use super::plan::Plan;
use super::report::Report;
use crate::article::Photo;
use crate::body::{self, Block, Figure, Inline, Line};
use crate::url::{self, SafeUrl};

/// The widest file that is taken where a picture has several.
const WIDEST: u32 = 1600;

/// A text that is ready to be written.
#[derive(Debug, Default)]
pub struct Text {
    pub html: String,
    /// The addresses of the photos in it, each once.
    pub photos: Vec<String>,
    pub words: usize,
    /// The first paragraph's words, for an article without a standfirst.
    pub beginning: String,
}

pub struct Hand<'a> {
    pub plan: &'a Plan,
    pub media: &'a mut Media,
    pub report: &'a mut Report,
    /// Where the source's own addresses begin.
    pub own: &'a [String],
    pub place: &'a str,
    /// Leads from the file that is written to the content's folder: `../../`.
    pub base: &'a str,
}

impl Hand<'_> {
    pub fn text(&mut self, entry: &Entry) -> Text {
        let (mut body, warnings) = body::parse(&entry.article.body_html, &entry.article.read_from);
        for warning in warnings {
            let advice = match warning {
                body::Warning::Tag(_) => "nothing, if the text reads well without it",
                _ => "see whether the text is whole without it",
            };
            self.report.warn(self.place, warning.to_string(), advice);
        }
        // Many a file begins with its headline once more.
        if let Some(Block::Heading { content, .. }) = body.0.first()
            && body::caption(content).as_deref() == Some(entry.article.summary.title.trim())
        {
            body.0.remove(0);
        }
        self.blocks(&mut body.0);
        let mut photos = vec![];
        body::every_figure(&mut body, &mut |figure| {
            let src = figure.photo.src.as_str().to_owned();
            if !photos.contains(&src) {
                photos.push(src);
            }
        });
        let plain = body::plain_text(&body);
        Text {
            words: plain.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count(),
            beginning: plain.lines().next().unwrap_or_default().to_owned(),
            html: body::html(&body, &str::to_owned),
            photos,
        }
    }

    /// Blocks whose picture or file cannot be had go.
    fn blocks(&mut self, blocks: &mut Vec<Block>) {
        blocks.retain_mut(|block| self.block(block));
    }

    fn block(&mut self, block: &mut Block) -> bool {
        match block {
            Block::Paragraph { content, .. } | Block::Heading { content, .. } => self.line(content),
            Block::List { items, .. } | Block::Notes(items) => items.iter_mut().for_each(|item| self.blocks(item)),
            Block::Definitions(all) => {
                for definition in all {
                    definition.terms.iter_mut().for_each(|term| self.line(term));
                    definition.details.iter_mut().for_each(|detail| self.blocks(detail));
                }
            }
            Block::Quote { content, source, .. } => {
                self.blocks(content);
                self.line(source);
            }
            Block::Notice(content) | Block::Foreign { content, .. } => self.blocks(content),
            Block::Figure(figure) => return self.figure(figure),
            Block::Gallery { figures, caption } => {
                self.line(caption);
                figures.retain_mut(|figure| self.figure(figure));
                return !figures.is_empty();
            }
            Block::Table(table) => {
                self.line(&mut table.caption);
                table.rows.iter_mut().flatten().for_each(|cell| self.blocks(&mut cell.content));
            }
            Block::Media(media) => {
                self.line(&mut media.caption);
                media.poster = media.poster.take().and_then(|poster| self.picture(&poster));
                return self.file(&media.src, true).map(|src| media.src = src).is_some();
            }
            Block::File(file) => {
                let own = self.file(&file.url, true);
                return own.map(|address| file.url = address).is_some();
            }
            Block::Embed(embed) => self.line(&mut embed.caption),
            Block::Code(_) | Block::Rule => {}
        }
        true
    }

    fn figure(&mut self, figure: &mut Figure) -> bool {
        self.line(&mut figure.caption);
        figure.link = figure.link.take().and_then(|link| self.link(&link));
        self.photo(&mut figure.photo)
    }

    /// Whether the photo can be shown.
    pub fn photo(&mut self, photo: &mut Photo) -> bool {
        let widest = photo.at_least(WIDEST).as_str().to_owned();
        let found = self.media.picture(&widest, self.place, self.report);
        let Some(stored) = found else { return !photo.src.as_str().starts_with(ROOT) };
        photo.renditions.clear();
        photo.size = stored.size.or(photo.size);
        self.own(&stored.path).map(|src| photo.src = src).is_some()
    }

    /// An address of the content for a picture; the old one where it could not be had, if it is anywhere else.
    pub fn picture(&mut self, address: &SafeUrl) -> Option<SafeUrl> {
        match self.media.picture(address.as_str(), self.place, self.report) {
            Some(stored) => self.own(&stored.path),
            None => (!address.as_str().starts_with(ROOT)).then(|| address.clone()),
        }
    }

    /// The same for a file. Those of other sites stay there, but for what an article carries along (`is_carried`).
    pub fn file(&mut self, address: &SafeUrl, is_carried: bool) -> Option<SafeUrl> {
        let text = address.as_str();
        if !is_carried && !self.own.iter().any(|own| text.starts_with(own.as_str())) {
            return Some(address.clone());
        }
        match self.media.file(text, self.place, self.report) {
            Some(stored) => self.own(&stored.path),
            None => (!text.starts_with(ROOT)).then(|| address.clone()),
        }
    }

    fn own(&self, path: &str) -> Option<SafeUrl> {
        SafeUrl::parse(&[self.base, path].concat())
    }

    fn line(&mut self, line: &mut Line) {
        for inline in line {
            if let Inline::Text(run) = inline
                && let Some(link) = run.span.about().link.clone()
            {
                let found = self.link(&link);
                run.span.change(&mut |about| about.link.clone_from(&found));
            }
        }
    }

    /// Where a link leads now; `None` where it would lead nowhere.
    fn link(&mut self, link: &SafeUrl) -> Option<SafeUrl> {
        let address = link.as_str();
        if !link.is_web() {
            return Some(link.clone());
        }
        if let Some(path) = self.plan.link(address) {
            return SafeUrl::parse(&path);
        }
        let is_own = self.own.iter().any(|own| address.starts_with(own.as_str()));
        if is_own && media::names_picture(address) {
            return self.picture(link);
        }
        if is_own && media::file_ending(address).is_some() {
            return self.file(link, false);
        }
        let Some(path) = local::path(address) else { return Some(link.clone()) };
        // A page of the old site that is not among the articles: there it may still be.
        let site = self.own.iter().find(|own| *own != ROOT && !url::host(own).is_empty());
        let is_page = !path.is_empty() && !path.ends_with(".md");
        if let Some(site) = site.filter(|_| is_page) {
            let rest = address.get(ROOT.len()..).unwrap_or_default();
            return SafeUrl::parse(&[site, rest].concat());
        }
        let what = format!(
            "links to {}, which is no article of the source; the link's words stayed",
            if path.is_empty() { "/" } else { &path }
        );
        self.report.warn(self.place, what, "write the link's new address into the source, /category/…/ or https://…");
        None
    }
}
