//! The bundled content: its feeds, its translations, its pictures and files.

use std::collections::{BTreeMap, BTreeSet};

use ban_tin::article::{Album, Article, Photo, Summary, Translation};
use ban_tin::json::Json;
use ban_tin::locale::Locale;
use ban_tin::settings;
use ban_tin::source::{Answer, Response};
use ban_tin::url::{self, SafeUrl};

use crate::corpus;
use crate::sample::jsonfeed;

/// A feed file below `public/`, read without a problem; addresses in it begin at the portal's root.
pub fn feed(path: &str) -> Answer {
    let text = corpus::read(format!("public/{path}"));
    let content_type = "application/json".into();
    let response = Response { url: format!("/{path}"), status: 200, content_type, header: None, text };
    let feed = jsonfeed().decode("list", &response).unwrap_or_else(|error| panic!("{error}"));
    assert!(feed.problems.is_empty(), "{:#?}", feed.problems);
    feed
}

/// The list files of a language, by their next links.
pub fn lists(language: &str) -> Vec<Answer> {
    let mut next = Some(format!("content/{language}/feed.json"));
    let mut lists = vec![];
    while let Some(path) = next {
        let read = feed(&path);
        next = read.next.as_ref().map(|url| url.trim_start_matches('/').to_owned());
        lists.push(read);
        assert!(lists.len() < 100, "the list of {language} does not end");
    }
    lists
}

pub fn summaries(language: &str) -> Vec<Summary> {
    lists(language).into_iter().flat_map(|list| list.summaries).collect()
}

/// Every article file of a language.
pub fn articles(language: &str) -> Vec<Article> {
    let read = |path: String| {
        let feed = feed(path.trim_start_matches("public/"));
        assert_eq!(feed.summaries.len(), 1, "{path}");
        feed.article(&feed.summaries[0].slug, &jsonfeed()).unwrap()
    };
    corpus::files(&format!("public/content/{language}/article"), ".json").into_iter().map(read).collect()
}

pub fn albums(language: &str) -> Vec<Album> {
    feed(&format!("content/{language}/albums.json")).albums(&jsonfeed())
}

pub const LANGUAGES: [&str; 2] = ["vi", "en"];

#[test]
fn settings_and_locales_are_read_without_a_problem() {
    let (settings, problems) = settings::read(&Json::parse(&corpus::read("public/site.json")).unwrap(), "site.json");
    assert!(settings.is_some() && problems.is_empty(), "{problems:#?}");
    let settings = settings.unwrap();
    assert_eq!(settings.language_codes(), LANGUAGES);
    for language in LANGUAGES {
        let json = Json::parse(&corpus::read(format!("public/locales/{language}.json"))).unwrap();
        let locale = Locale::read(&json, language, &settings.timezone).unwrap();
        assert_eq!(locale.language, language);
        for text in [&settings.name, &settings.tagline, &settings.footer.note] {
            assert!(text.exactly(language).is_some(), "{text:?}");
        }
    }
}

#[test]
fn the_lists_hold_every_article_newest_first_and_count_them_right() {
    for language in LANGUAGES {
        let all = summaries(language);
        let listed: BTreeSet<&str> = all.iter().map(|summary| summary.slug.as_str()).collect();
        assert_eq!(listed.len(), all.len(), "{language}: a slug stands twice");
        let files = articles(language);
        let written: BTreeSet<&str> = files.iter().map(|article| article.summary.slug.as_str()).collect();
        assert_eq!(listed, written, "{language}");
        assert!(all.windows(2).all(|pair| pair[0].published >= pair[1].published), "{language}: not newest first");
        for article in &files {
            let in_list = all.iter().find(|summary| summary.slug == article.summary.slug).unwrap();
            let same = (&in_list.title, in_list.published, &in_list.category, &in_list.standfirst);
            let summary = &article.summary;
            assert_eq!(same, (&summary.title, summary.published, &summary.category, &summary.standfirst));
        }
        let newest = lists(language).remove(0);
        assert_eq!(newest.total, Some(all.len()));
        let mut categories = BTreeMap::new();
        let mut tags = BTreeMap::new();
        for summary in &all {
            *categories.entry(summary.category.as_ref().unwrap().slug.clone()).or_insert(0) += 1;
            summary.tags.iter().for_each(|tag| *tags.entry(tag.slug.clone()).or_insert(0) += 1);
        }
        for count in newest.terms("categories", &jsonfeed()) {
            assert_eq!(categories.remove(&count.term.slug).or(Some(0)), count.total, "{language} {count:?}");
        }
        for count in newest.terms("tags", &jsonfeed()) {
            assert_eq!(tags.remove(&count.term.slug), count.total, "{language}: the tag {count:?}");
        }
        assert!(categories.is_empty() && tags.is_empty(), "{language}: not counted: {categories:?} {tags:?}");
        assert_eq!(newest.months(&jsonfeed()).iter().map(|month| month.total).sum::<usize>(), all.len(), "{language}");
    }
}

#[test]
fn there_are_as_many_articles_as_a_portal_needs() {
    let all = summaries("vi");
    let categories: BTreeSet<&str> = all.iter().filter_map(|s| s.category.as_ref()).map(|c| c.slug.as_str()).collect();
    assert!(all.len() >= 48, "{}", all.len());
    assert_eq!(categories.len(), 6);
    let years: BTreeSet<String> = all.iter().map(|s| s.published.unwrap().to_rfc3339()[..4].to_owned()).collect();
    assert_eq!(years.into_iter().collect::<Vec<_>>(), ["2021", "2022", "2023", "2024", "2025", "2026"]);
    assert!(summaries("en").len() >= 8);
}

/// The pairs that one side's translations make, and whether the other side has each of them.
fn check_both_ways(of: impl Fn(&str) -> Vec<(String, Vec<Translation>)>) -> usize {
    let mut count = 0;
    for language in LANGUAGES {
        for (slug, translations) in of(language) {
            for Translation { language: to, slug: there } in translations {
                assert_ne!(to, language, "{slug} is its own translation");
                let back = of(&to).into_iter().find(|(slug, _)| *slug == there);
                let (_, back) =
                    back.unwrap_or_else(|| panic!("{slug} has a translation {to}/{there} that is not there"));
                assert!(
                    back.iter().any(|t| t.language == language && t.slug == slug),
                    "{to}/{there} does not lead back to {slug}"
                );
                count += usize::from(language == "vi");
            }
        }
    }
    count
}

#[test]
fn translations_lead_there_and_back() {
    let listed = |language: &str| summaries(language).into_iter().map(|s| (s.slug, s.translations)).collect();
    assert_eq!(check_both_ways(listed), 8);
    let whole =
        |language: &str| articles(language).into_iter().map(|a| (a.summary.slug, a.summary.translations)).collect();
    assert_eq!(check_both_ways(whole), 8);
    assert_eq!(check_both_ways(|language| albums(language).into_iter().map(|a| (a.slug, a.translations)).collect()), 6);
    let pages = |language: &str| {
        let feed = feed(&format!("content/{language}/pages.json"));
        feed.summaries.iter().map(|s| (s.slug.clone(), s.translations.clone())).collect()
    };
    assert!(check_both_ways(pages) >= 3);
}

#[test]
fn there_are_six_albums_of_photos_in_mixed_shapes() {
    for language in LANGUAGES {
        let albums = albums(language);
        assert_eq!(albums.len(), 6, "{language}");
        for album in &albums {
            assert!((8..=24).contains(&album.photos.len()), "{}: {}", album.slug, album.photos.len());
            assert!(
                album.photos.iter().all(|photo| photo.caption.is_some() && photo.credit.is_some()),
                "{}",
                album.slug
            );
        }
        assert!(albums.windows(2).all(|pair| pair[0].published >= pair[1].published));
        let ratios: Vec<f64> = albums.iter().flat_map(|album| album.photos.iter()).map(ratio).collect();
        let has = |from: f64, to: f64| ratios.iter().any(|ratio| (from..to).contains(ratio));
        assert!(has(0.4, 0.9) && has(0.95, 1.05) && has(1.3, 1.9) && has(2.0, 9.0), "{ratios:?}");
    }
}

fn ratio(photo: &Photo) -> f64 {
    let (width, height) = photo.size.unwrap();
    f64::from(width) / f64::from(height)
}

/// The photos of all lists, articles, bodies and albums, with where they stand.
fn photos() -> Vec<(String, Photo)> {
    let mut found = vec![];
    for language in LANGUAGES {
        for summary in summaries(language) {
            found.extend(summary.image.map(|photo| (format!("{language}/list/{}", summary.slug), photo)));
        }
        for album in albums(language) {
            let place = format!("{language}/album/{}", album.slug);
            found.extend(album.photos.iter().cloned().map(|photo| (place.clone(), photo)));
        }
        for article in articles(language) {
            let place = format!("{language}/article/{}", article.summary.slug);
            let related = article.related.iter().filter_map(|summary| summary.image.clone());
            let own = article.summary.image.clone().into_iter().chain(related);
            let in_body = crate::content_text::photos(&article);
            found.extend(own.chain(in_body).map(|photo| (place.clone(), photo)));
        }
    }
    found
}

/// The file of an address that begins at the portal's root.
fn file_of(address: &SafeUrl) -> String {
    format!("public{}", url::decode(address.as_str()))
}

#[test]
fn photos_have_a_size_and_words_and_come_in_widths() {
    let mut problems = vec![];
    for (place, photo) in photos() {
        let widths: Vec<u32> = photo.renditions.iter().map(|rendition| rendition.width).collect();
        let is_right = photo.size.is_some() && !photo.alt.trim().is_empty() && (2..=3).contains(&widths.len());
        if !is_right || photo.color.is_none() && !place.contains("/article/") {
            problems.push(format!("{place}: {photo:?}"));
        }
    }
    corpus::none(problems);
}

#[test]
fn every_file_that_is_named_is_there_and_every_file_is_named() {
    let mut named = BTreeSet::new();
    for (_, photo) in photos() {
        named.insert(file_of(&photo.src));
        named.extend(photo.renditions.iter().map(|rendition| file_of(&rendition.src)));
    }
    for article in LANGUAGES.iter().flat_map(|language| articles(language)) {
        for attachment in article.attachments {
            let file = file_of(&attachment.url);
            let size = std::fs::metadata(corpus::root().join(&file)).unwrap().len();
            assert_eq!(attachment.bytes, Some(size), "{file}");
            named.insert(file);
        }
    }
    for language in LANGUAGES {
        let feed = feed(&format!("content/{language}/pages.json"));
        for summary in &feed.summaries {
            let page = feed.standing_page(&summary.slug, &jsonfeed()).unwrap();
            named.extend(page.attachments.iter().map(|attachment| file_of(&attachment.url)));
        }
    }
    let folders = ["public/content/images", "public/content/files"];
    let there: BTreeSet<String> = folders.iter().flat_map(|folder| corpus::files(folder, "")).collect();
    let missing: Vec<&String> = named.difference(&there).collect();
    let unused: Vec<&String> = there.difference(&named).collect();
    assert!(missing.is_empty() && unused.is_empty(), "missing: {missing:#?}\nnamed by nothing: {unused:#?}");
}

#[test]
fn the_content_is_under_15_megabytes() {
    let size = |file: &String| std::fs::metadata(corpus::root().join(file)).unwrap().len();
    let total: u64 = corpus::files("public/content", "").iter().map(size).sum();
    assert!(total < 15_000_000, "{total} bytes");
}
