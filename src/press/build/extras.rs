//! What a site has beside its pages: feeds, robots.txt, redirects.

use std::collections::HashMap;
use std::fs;

use rayon::prelude::*;

use super::content::Content;
use super::memory::{Mark, mark};
use super::pages;
use super::render::{Job, Worker};
use super::site::Site;
use super::threads;
use super::units::Units;
use super::{Outcome, aliases};
use crate::article::{Article, Photo};
use crate::edition;
use crate::json::Problem;
use crate::locale::Locale;
use crate::page::Public;
use crate::press::feed::{self, Channel, Entry};
use crate::press::{redirects, robots};
use crate::route::{Links, Route};

/// Articles in a feed: the newest of a list.
const OF_FEED: usize = 20;

/// # Errors
/// In words; what is wrong with single redirects is told in `problems`.
pub fn write(job: &Job, all: &[Content], problems: &mut Vec<String>) -> Outcome<()> {
    let (site, units) = (job.site, job.units);
    let codes: Vec<&str> = all.iter().map(|content| content.corpus.language.as_str()).collect();
    let mut feeds = vec![];
    let extras: Vec<Extras> = codes.iter().map(|code| Extras::new(site, code)).collect();
    for (language, content) in all.iter().enumerate() {
        feeds.extend(extras[language].feeds(job, content).into_iter().map(|feed| (language, feed)));
    }
    threads::each(threads::processors(), &feeds, &|| Ok(Worker::new(job, &codes)), &|worker, (language, feed)| {
        extras[*language].feed(job, &all[*language], feed, &mut |slug| worker.article(*language, slug))
    })?;
    let by_hand = fs::read_to_string(site.folder.join("robots.txt")).ok();
    let map = site.settings.url.is_some().then(|| site.public().root + "sitemap.xml");
    units.put_changed("robots.txt", robots::robots(by_hand.as_deref(), map.as_deref()).as_bytes())?;
    old_addresses(site, all, units, problems)
}

/// The newest articles of a list.
struct Feed<'a> {
    /// The page that shows the same.
    home: Route,
    /// Of a category.
    title: Option<&'a str>,
    /// Places in the corpus.
    newest: Vec<usize>,
    mark: Mark,
    /// Of its file in each format.
    paths: [String; feed::FORMATS.len()],
}

/// What the extras of one language are written with.
pub struct Extras<'a> {
    pub site: &'a Site,
    pub links: Links,
    public: Public,
}

impl<'a> Extras<'a> {
    pub fn new(site: &'a Site, language: &str) -> Extras<'a> {
        let links = edition::links(&site.base, &site.settings, language);
        Extras { site, links, public: site.public() }
    }

    pub fn absolute(&self, href: &str) -> String {
        self.public.address(href, &self.links)
    }

    pub fn page(&self, route: &Route) -> String {
        self.absolute(&self.links.to(route))
    }

    /// The feeds of all news and of each category, but those that stay.
    fn feeds<'b>(&self, job: &Job, content: &'b Content) -> Vec<Feed<'b>> {
        let mut feeds = vec![];
        for list in content.lists.values() {
            let name = match &list.route {
                Route::News { .. } => None,
                Route::Category { slug, .. } => content.corpus.categories.iter().find(|term| term.slug == *slug),
                _ => continue,
            };
            let home = if name.is_some() { &list.route } else { &Route::Home };
            let newest: Vec<usize> = list.articles.iter().take(OF_FEED).copied().collect();
            let marks: Vec<&[u8]> = newest.iter().map(|&n| &content.marks[n][..]).collect();
            let title = name.map(|term| term.title.as_str());
            let mark = mark([&job.pressing[..], title.unwrap_or_default().as_bytes(), &marks.concat()]);
            let paths = feed::FORMATS.map(|(file, ..)| folder_of(&self.links, home) + file);
            if !paths.iter().all(|path| job.units.keeps(path, mark)) {
                feeds.push(Feed { home: home.clone(), title, newest, mark, paths });
            }
        }
        feeds
    }

    /// Writes a feed in its formats.
    fn feed(
        &self,
        job: &Job,
        content: &Content,
        feed: &Feed,
        article: &mut dyn FnMut(&str) -> Outcome<Article>,
    ) -> Outcome<()> {
        let slug = |&n: &usize| content.corpus.articles[n].record.slug.as_str();
        let newest: Vec<Article> = feed.newest.iter().map(|n| article(slug(n))).collect::<Outcome<_>>()?;
        let entries: Vec<Entry> = newest.iter().map(|article| self.entry(article)).collect();
        let channel = self.channel(&feed.home, feed.title, &newest);
        for ((_, _, write), path) in feed::FORMATS.into_iter().zip(&feed.paths) {
            let own = self.absolute(&format!("{}{path}", self.site.base));
            job.units.put(path, feed.mark, write(&Channel { own, ..channel.clone() }, &entries).as_bytes())?;
        }
        Ok(())
    }

    fn channel(&self, home: &Route, title: Option<&str>, articles: &[Article]) -> Channel {
        let settings = &self.site.settings;
        let language = &self.links.language;
        let name = settings.name.in_language(language);
        let dates = articles.iter().flat_map(|article| [article.summary.published, article.summary.modified]);
        Channel {
            title: title.map_or_else(|| name.clone(), |title| format!("{title} – {name}")),
            description: settings.tagline.in_language(language),
            home: self.page(home),
            own: String::new(),
            language: language.clone(),
            updated: dates.flatten().max().unwrap_or_default(),
            icon: None,
            logo: settings.logo.as_ref().map(|logo| self.absolute(&crate::url::resolve(&self.links.base, logo))),
        }
    }

    fn entry(&self, article: &Article) -> Entry {
        let summary = &article.summary;
        let url = self.page(&Route::Article { slug: summary.slug.clone() });
        let terms = summary.category.iter().chain(&summary.tags);
        let (body, _) = crate::body::parse(&article.body_html, &article.read_from);
        Entry {
            id: url.clone(),
            title: summary.title.clone(),
            summary: summary.standfirst.clone().unwrap_or_default(),
            content: crate::body::html(&body, &|path| self.absolute(path)),
            published: summary.published,
            modified: summary.modified,
            authors: summary.authors.clone(),
            categories: terms.map(|term| term.title.clone()).collect(),
            picture: summary.image.as_ref().map(|photo| self.picture(photo)),
            attachments: article
                .attachments
                .iter()
                .map(|one| feed::File {
                    url: self.absolute(one.url.as_str()),
                    mime_type: one.mime_type.clone().unwrap_or_else(|| "application/octet-stream".into()),
                    title: one.title.clone(),
                    bytes: one.bytes,
                })
                .collect(),
            url,
        }
    }

    fn picture(&self, photo: &Photo) -> feed::Picture {
        let file = photo.at_least(1_200).as_str();
        let ending = file.split(['?', '#']).next().and_then(|path| path.rsplit_once('.')).map(|(_, ending)| ending);
        let kind = match ending.map(str::to_ascii_lowercase).as_deref() {
            Some("png") => "image/png",
            Some("webp") => "image/webp",
            Some("avif") => "image/avif",
            Some("gif") => "image/gif",
            _ => "image/jpeg",
        };
        feed::Picture { url: self.absolute(file), mime_type: kind.into(), alt: photo.alt.clone() }
    }
}

/// The folder of a page below the portal's root, with a slash at its end where it has a name.
fn folder_of(links: &Links, route: &Route) -> String {
    let file = pages::file(&pages::below(links, route));
    file.trim_end_matches("index.html").to_owned()
}

/// The table of old addresses, as hosts read it and as pages for those that do not.
fn old_addresses(site: &Site, all: &[Content], units: &Units, problems: &mut Vec<String>) -> Outcome<()> {
    let json = serde_json::from_str(site.text()).unwrap_or_default();
    let (mut table, wrong) = redirects::read(&json, "site.json");
    problems.extend(wrong.iter().map(Problem::to_string));
    aliases::add(site, all, units, &mut table, problems);
    if table.is_empty() {
        return Ok(());
    }
    let first = site.settings.languages.first().map(|language| language.code.clone()).unwrap_or_default();
    let extras = Extras::new(site, &first);
    let mut words: HashMap<String, Locale> = HashMap::new();
    for code in site.settings.language_codes() {
        let locale = site.locale(&code)?;
        words.insert(code, locale);
    }
    let fallback = Locale::default();
    let of = |language: &str| words.get(language).or_else(|| words.get(&first)).unwrap_or(&fallback);
    units.put_changed(redirects::HOST_FILE, redirects::host_file(&table, &extras.links).as_bytes())?;
    let pages = redirects::pages(&table, &extras.links, &of, &|path| extras.absolute(path));
    pages.par_iter().try_for_each(|page| units.put_changed(&page.path, page.html.as_bytes()))
}
