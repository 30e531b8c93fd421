//! The site map for search engines, in files that stay as they are where nothing in them is new.

use std::iter;
use std::ops::Range;

use rayon::prelude::*;

use super::Outcome;
use super::content::Content;
use super::extras::Extras;
use super::memory::{Mark, Record, mark};
use super::pages;
use super::reader::now;
use super::render::Job;
use crate::article::Moment;
use crate::press::sitemap::{self, LIMITS, News, Place, most_bytes};
use crate::route::Route;

/// News are news for so many seconds, as search engines have it.
const NEWS: i64 = 2 * 86_400;

/// Writes it; it needs to know where the portal is published.
///
/// # Errors
/// In words.
pub fn write(job: &Job, all: &[Content]) -> Outcome<()> {
    if job.site.settings.url.is_none() {
        return Ok(());
    }
    let parts: Vec<Part> = all.iter().flat_map(parts).collect();
    if parts.iter().map(Part::len).sum::<usize>() <= LIMITS.places
        && parts.iter().map(|part| part.bytes).sum::<usize>() <= LIMITS.bytes
    {
        let places: Vec<Place> = parts.iter().flat_map(Part::places).collect();
        return job.units.put_changed("sitemap.xml", sitemap::file(&places).as_bytes());
    }
    let names: Vec<(String, Option<Moment>)> = parts.iter().map(|part| (part.name.clone(), part.modified())).collect();
    parts.par_iter().try_for_each(|part| {
        let mark = part.mark(job.pressing);
        let stays = job.units.keeps(&part.name, mark);
        if stays { Ok(()) } else { job.units.put(&part.name, mark, sitemap::file(&part.places()).as_bytes()) }
    })?;
    job.units.put_changed("sitemap.xml", sitemap::index(&names, &job.site.public().root).as_bytes())
}

/// What goes into one file.
struct Part<'a> {
    name: String,
    content: &'a Content<'a>,
    what: What,
    /// The most that its file may have.
    bytes: usize,
}

enum What {
    /// Their addresses.
    Pages(Vec<String>),
    /// Counted from the oldest.
    Articles(Range<usize>),
}

/// What of a language goes into which file. Pages of one kind go together: the files of the others stay when there is
/// one more of it.
fn parts<'a>(content: &'a Content<'a>) -> Vec<Part<'a>> {
    let extras = Extras::new(content.site, &content.corpus.language);
    // The search has no end of pages.
    let single = pages::single(content).into_iter().filter(|(route, _)| !matches!(route, Route::Search { .. }));
    let mut kinds = vec![("page", single.map(|(route, _)| extras.page(&route)).collect::<Vec<_>>())];
    for list in content.lists.values() {
        let kind = match list.route {
            Route::Category { .. } => "category",
            Route::Tag { .. } => "tag",
            Route::Month { .. } => "month",
            _ => "news",
        };
        let numbers = content.pages(list).into_iter().map(|chunk| chunk.number);
        let own = numbers.map(|number| extras.page(&list.route.on_page(number)));
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, addresses)) => addresses.extend(own),
            None => kinds.push((kind, own.collect())),
        }
    }
    let mut parts = vec![];
    let mut add = |kind: &str, number: usize, what: What, bytes: usize| {
        let name = format!("sitemap-{}-{kind}-{}.xml", content.corpus.language, number + 1);
        parts.push(Part { name, content, what, bytes });
    };
    for (kind, mut addresses) in kinds {
        if kind == "page" {
            // Categories that the source does not name come in the order of their newest articles.
            addresses.sort_unstable();
        }
        let of = |address: &String| most_bytes(iter::once(address.len()));
        for (number, range) in sitemap::parts(addresses.iter().map(of), LIMITS).into_iter().enumerate().rev() {
            let own = addresses.split_off(range.start);
            let bytes = own.iter().map(of).sum();
            add(kind, number, What::Pages(own), bytes);
        }
    }
    let root = extras.absolute("/").len();
    let of = |record: &Record| {
        // Where it has translations, its own address is told among them too.
        let articles = [&record.slug; 2].into_iter().chain(record.translations.iter().map(|one| &one.slug));
        most_bytes(articles.chain(&record.pictures).map(|address| address.len() + root + 20))
    };
    let bytes: Vec<usize> = content.corpus.articles.iter().rev().map(|entry| of(&entry.record)).collect();
    for (number, range) in sitemap::parts(bytes.iter().copied(), LIMITS).into_iter().enumerate() {
        let bytes = bytes[range.clone()].iter().sum();
        add("article", number, What::Articles(range), bytes);
    }
    parts
}

impl Part<'_> {
    fn len(&self) -> usize {
        match &self.what {
            What::Pages(addresses) => addresses.len(),
            What::Articles(range) => range.len(),
        }
    }

    /// The articles of a range, by their numbers in the corpus: the newest of all is its first.
    fn numbers(&self, range: &Range<usize>) -> impl DoubleEndedIterator<Item = usize> + use<> {
        let all = self.content.corpus.articles.len();
        (all - range.end..all - range.start).rev()
    }

    fn record(&self, n: usize) -> &Record {
        &self.content.corpus.articles[n].record
    }

    /// When what one of its pages says changed last.
    fn modified(&self) -> Option<Moment> {
        let What::Articles(range) = &self.what else { return None };
        self.numbers(range).filter_map(|n| modified(self.record(n))).max()
    }

    fn mark(&self, pressing: Mark) -> Mark {
        match &self.what {
            What::Pages(addresses) => mark(iter::once(&pressing[..]).chain(addresses.iter().map(String::as_bytes))),
            What::Articles(range) => {
                let now = now();
                let news = self.numbers(range).filter(|&n| is_news(self.record(n), now)).count();
                let marks: Vec<&[u8]> = self.numbers(range).map(|n| &self.content.marks[n][..]).collect();
                mark([&pressing[..], &marks.concat(), &news.to_le_bytes()])
            }
        }
    }

    /// Its pages, the oldest first.
    fn places(&self) -> Vec<Place> {
        match &self.what {
            What::Pages(addresses) => {
                addresses.iter().map(|url| Place { url: url.clone(), ..Place::default() }).collect()
            }
            What::Articles(range) => {
                let (extras, now) = (Extras::new(self.content.site, &self.content.corpus.language), now());
                self.numbers(range).map(|n| place(&extras, self.content, n, now)).collect()
            }
        }
    }
}

fn modified(record: &Record) -> Option<Moment> {
    record.modified.max(record.published).map(Moment)
}

fn is_news(record: &Record, now: Moment) -> bool {
    record.published.is_some_and(|at| at <= now.0 && now.0 - at < NEWS)
}

fn place(extras: &Extras, content: &Content, n: usize, now: Moment) -> Place {
    let record = &content.corpus.articles[n].record;
    let mut alternates: Vec<(String, String)> = content
        .translations(n)
        .into_iter()
        .filter(|translation| extras.links.languages.contains(&translation.language))
        .map(|translation| {
            let route = Route::Article { slug: translation.slug };
            let href = extras.links.to_in(&translation.language, &route);
            (translation.language, extras.absolute(&href))
        })
        .collect();
    let url = extras.page(&Route::Article { slug: record.slug.clone() });
    if !alternates.is_empty() {
        alternates.insert(0, (extras.links.language.clone(), url.clone()));
    }
    let news = record.published.filter(|_| is_news(record, now)).map(|published| News {
        publication: extras.site.settings.name.in_language(&extras.links.language),
        language: extras.links.language.clone(),
        title: record.title.clone(),
        published: Moment(published),
    });
    Place {
        url,
        modified: modified(record),
        images: record.pictures.iter().map(|image| extras.absolute(image)).collect(),
        news,
        alternates,
    }
}
