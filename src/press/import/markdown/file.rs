//! One Markdown file as an article or a standing page.

use std::fs;
use std::path::{Path, PathBuf};

use super::front::{Fields, Parts, split};
use super::shortcodes::{self, Around};
use super::{Markdown, folder, html};
use crate::article::{Article, Moment, Photo, Summary, Term, Translation};
use crate::body;
use crate::press::import::item::Entry;
use crate::press::import::local::{self, ROOT};
use crate::press::import::report::Report;
use crate::press::import::{date, name};
use crate::url::{self, SafeUrl};

/// The longest that the words in front of `<!--more-->` may be as a standfirst.
const LONGEST: usize = 600;

impl Markdown {
    /// `None` for what is no article: drafts, sections' own files, other languages; and for what cannot be read.
    pub(super) fn entry(&self, file: &Path, report: &mut Report) -> Option<Entry> {
        let place = file.to_string_lossy().replace('\\', "/");
        let (stem, language) = self.stem(file);
        if stem == "_index" || language.map_or(!self.is_plain_ours, |code| code != self.language) {
            return None;
        }
        let bytes = fs::read(self.root.join(file)).ok();
        let Some(text) = bytes.and_then(|bytes| String::from_utf8(bytes).ok()) else {
            report.warn(&place, "expected a text in UTF-8, found another file", "save it as UTF-8");
            return None;
        };
        let parts = match split(&text) {
            Ok(parts) if parts.is_there => parts,
            Ok(_) => {
                report.warn(
                    &place,
                    "expected front matter at its beginning, found none; left out",
                    "write title and date between two lines +++, if it is an article",
                );
                return None;
            }
            Err(why) => {
                report.warn(&place, format!("{why}; left out"), "mend the front matter");
                return None;
            }
        };
        let fields = Fields(&parts.fields);
        if fields.is("draft") == Some(true) || fields.is("published") == Some(false) {
            return None;
        }
        Some(self.read(file, &place, &stem, &parts, report))
    }

    fn read(&self, file: &Path, place: &str, stem: &str, parts: &Parts, report: &mut Report) -> Entry {
        let fields = Fields(&parts.fields);
        let is_bundle = matches!(stem, "index" | "README");
        let above = folder(file);
        let named = if is_bundle { above.rsplit('/').next().unwrap_or_default() } else { stem };
        let (day, named) = of_jekyll(named);
        let published = self
            .date(&fields, &["date", "publishdate", "published_at"], place, report)
            .or_else(|| date::read(day?, &self.zone));
        let kind = fields.text(&["type", "layout", "template"]).unwrap_or_default();
        let is_page = published.is_none() || matches!(kind.trim_end_matches(".html"), "page" | "pages");
        let own = local::address(file);
        let html = self.html(file, place, parts, report);
        let (before, whole) = match html.split_once("<!--more-->").or_else(|| html.split_once("<!-- more -->")) {
            Some((before, after)) => (Some(before), [before, after].concat()),
            None => (None, html.clone()),
        };
        let lead = before.map(|before| body::plain_text(&body::parse(before, "").0).replace('\n', " "));
        let category = fields.texts(&["categories", "taxonomies.categories", "category"]).into_iter().next();
        let modified = self.date(&fields, &["lastmod", "updated", "modified", "last_modified_at"], place, report);
        let summary = Summary {
            slug: fields.text(&["slug"]).unwrap_or_else(|| named.to_owned()),
            title: fields.text(&["title"]).unwrap_or_else(|| named.replace('-', " ")),
            standfirst: fields
                .text(&["description", "summary", "excerpt"])
                .or(lead.filter(|lead| lead.len() <= LONGEST)),
            published,
            modified: modified.filter(|modified| published.is_none_or(|published| *modified > published)),
            authors: fields.texts(&["authors", "author", "taxonomies.authors", "extra.author", "params.author"]),
            category: category.and_then(|words| self.term("categories", &words)).or_else(|| self.section(&above)),
            tags: fields
                .texts(&["tags", "taxonomies.tags"])
                .iter()
                .filter_map(|words| self.term("tags", words))
                .collect(),
            image: self.image(&fields, &own),
            translations: self.translations(file, stem),
            ..Summary::default()
        };
        let article = Article { summary, body_html: whole, read_from: own.clone(), ..Article::default() };
        let addresses = self.addresses(&fields, own, &above, is_bundle, named);
        Entry { key: place.to_owned(), place: place.to_owned(), article, is_page, addresses }
    }

    fn html(&self, file: &Path, place: &str, parts: &Parts, report: &mut Report) -> String {
        let mut gone = vec![];
        let text = shortcodes::replaced(
            parts.text,
            &mut Around {
                reference: &|wanted| self.reference(wanted, file),
                gone: &mut |line, what| gone.push((line, what)),
            },
        );
        for (line, what) in gone {
            let place = format!("{place}, line {}", parts.line + line - 1);
            report.warn(&place, what, "write what it shows as Markdown, if it is missed");
        }
        html::html(&text)
    }

    fn date(&self, fields: &Fields, names: &[&str], place: &str, report: &mut Report) -> Option<Moment> {
        let text = fields.text(names)?;
        let found = date::read(&text, &self.zone);
        if found.is_none() {
            let what = format!("expected a date such as 2026-05-18T09:00:00+07:00 in {}, found {text:?}", names[0]);
            report.warn(place, what, "write the date so");
        }
        found
    }

    /// A term by its words, which may be its slug where an `_index.md` has the words.
    fn term(&self, taxonomy: &str, words: &str) -> Option<Term> {
        let slug = name::slug_of_words(words)?;
        let title = self.title_of(taxonomy, words).cloned().unwrap_or_else(|| words.to_owned());
        Some(Term { slug, title })
    }

    /// The section that a file lies in, where it has a title.
    fn section(&self, above: &str) -> Option<Term> {
        let mut path = above;
        loop {
            if let Some(title) = self.titles.get(path).filter(|_| !path.is_empty()) {
                return Some(Term { slug: name::slug(path.rsplit('/').next()?)?, title: title.clone() });
            }
            path = path.rsplit_once('/')?.0;
        }
    }

    fn image(&self, fields: &Fields, own: &str) -> Option<Photo> {
        let names = [
            "image",
            "image.src",
            "image.url",
            "image.path",
            "cover",
            "cover.image",
            "cover.src",
            "featured_image",
            "featuredimage",
            "feature_image",
            "thumbnail",
            "images",
            "extra.image",
            "extra.cover",
            "extra.cover.image",
            "params.image",
        ];
        let text = |names: &[&str]| fields.text(names);
        let src = text(&names)?;
        // Paths in front matter begin at the site's root or beside the file: what is there counts.
        let beside = SafeUrl::parse_in(&src, own)?;
        let at_root = SafeUrl::parse_in(&src, ROOT)?;
        let is_there = |address: &SafeUrl| self.local.file(address.as_str()).is_some();
        let src = if !is_there(&beside) && is_there(&at_root) { at_root } else { beside };
        let mut photo = Photo::new(src);
        photo.alt =
            text(&["image_alt", "image.alt", "cover.alt", "cover_alt", "featured_image_alt", "extra.image_alt"])
                .unwrap_or_default();
        photo.caption =
            text(&["image_caption", "image.caption", "cover.caption", "cover_caption", "extra.image_caption"]);
        photo.credit = text(&["image_credit", "image.credit", "cover.credit", "cover.attr"]);
        Some(photo)
    }

    /// Files of the same name in other languages of the portal.
    fn translations(&self, file: &Path, stem: &str) -> Vec<Translation> {
        let others = self.languages.iter().filter(|code| **code != self.language);
        let read = |code: &String| {
            let is_first = self.languages.first() == Some(code);
            let names = [Some(format!("{stem}.{code}.md")), is_first.then(|| format!("{stem}.md"))];
            let is_it = |other: &&PathBuf| {
                let name = other.file_name().map(|name| name.to_string_lossy().into_owned());
                other.parent() == file.parent() && other.as_path() != file && name.is_some() && names.contains(&name)
            };
            let other = self.files.iter().find(is_it)?;
            let text = fs::read_to_string(self.root.join(other)).ok()?;
            let parts = split(&text).ok()?;
            let fields = Fields(&parts.fields);
            let above = folder(other);
            let named = if stem == "index" { above.rsplit('/').next().unwrap_or_default() } else { stem };
            let slug = name::slug(&fields.text(&["slug"]).unwrap_or_else(|| of_jekyll(named).1.to_owned()))?;
            (fields.is("draft") != Some(true)).then(|| Translation { language: code.clone(), slug })
        };
        others.filter_map(read).collect()
    }

    /// By which addresses links may call it: its file, its page as Hugo and Zola build it, and its aliases.
    fn addresses(&self, fields: &Fields, own: String, above: &str, is_bundle: bool, named: &str) -> Vec<String> {
        let mut all = vec![own.clone()];
        let parent = if is_bundle { above.rsplit_once('/').map_or("", |(parent, _)| parent) } else { above };
        let slug = fields.text(&["slug"]).unwrap_or_else(|| named.to_owned());
        let page = fields
            .text(&["url", "path", "permalink"])
            .filter(|path| !path.contains(':'))
            .unwrap_or_else(|| format!("{parent}/{slug}/"));
        let path = |text: &str| url::resolve(ROOT, &format!("/{}", text.trim_start_matches('/')));
        all.push(path(&page));
        all.push(path(&format!("{parent}/{named}/")));
        all.extend(fields.texts(&["aliases", "redirect_from"]).iter().map(|alias| match alias.starts_with('/') {
            true => path(alias),
            false => url::resolve(&path(&format!("{parent}/")), alias),
        }));
        if let Some(site) = &self.site {
            let on_site: Vec<String> =
                all.iter().skip(1).filter_map(|address| Some([site, address.strip_prefix(ROOT)?].concat())).collect();
            all.extend(on_site);
        }
        all
    }
}

/// Jekyll's posts have their day in their name: `2021-05-18-ngay-hoi`.
fn of_jekyll(name: &str) -> (Option<&str>, &str) {
    let day = name.get(..10).filter(|day| Moment::parse(day).is_some());
    match (day, name.get(10..).and_then(|rest| rest.strip_prefix('-'))) {
        (Some(day), Some(rest)) if !rest.is_empty() => (Some(day), rest),
        _ => (None, name),
    }
}
