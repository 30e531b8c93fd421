//! All sources together: read, and checked against each other.

use super::album::{self, Album};
use super::article::{self, Article, Kind};
use super::problem::{Problems, files_in, shown};
use super::sample::{Language, Sample};
use super::slug;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Everything the sample says, newest first.
#[derive(Debug, Default)]
pub struct Library {
    pub sample: Sample,
    pub articles: Vec<Article>,
    pub pages: Vec<Article>,
    pub albums: Vec<Album>,
    /// Attachments by name.
    pub files: BTreeMap<String, PathBuf>,
}

impl Library {
    /// Reads `xtask/sample` under the root of the repository.
    pub fn read(root: &Path, problems: &mut Problems) -> Result<Library, String> {
        let folder = root.join("xtask/sample");
        let mut library = Library::default();
        let names = folder.join("sample.toml");
        library.sample = Sample::read(&shown(root, &names), &text_of(&names)?, problems);
        for path in files_in(&folder.join("files"), None)? {
            library.files.insert(stem(&path, true), path);
        }
        for language in Language::ALL {
            for (kind, name) in [(Kind::Article, "article"), (Kind::Page, "page")] {
                for path in files_in(&folder.join(language.code()).join(name), Some("md"))? {
                    let at = (&*shown(root, &path), &*stem(&path, false));
                    let read = article::read(at, &text_of(&path)?, (kind, language), &library.sample, problems);
                    match kind {
                        Kind::Article => library.articles.extend(read),
                        Kind::Page => library.pages.extend(read),
                    }
                }
            }
        }
        for path in files_in(&folder.join("albums"), Some("toml"))? {
            let (file, slug) = (shown(root, &path), stem(&path, false));
            let read = album::read(&file, &slug, &text_of(&path)?, &library.sample, problems);
            library.albums.extend(read);
        }
        // Newest first; two of one moment stand by slug, so that every run gives one order.
        library.articles.sort_by(|a, b| (b.date.order, &a.slug).cmp(&(a.date.order, &b.slug)));
        library.albums.sort_by(|a, b| (b.date.order, &a.slug).cmp(&(a.date.order, &b.slug)));
        library.pages.sort_by(|a, b| a.slug.cmp(&b.slug));
        library.check(problems);
        Ok(library)
    }

    /// The articles of one language, newest first.
    pub fn articles_in(&self, language: Language) -> Vec<&Article> {
        self.articles.iter().filter(|article| article.language == language).collect()
    }

    /// An article's other language, where there is one.
    pub fn translation<'a>(&'a self, article: &Article) -> Option<&'a Article> {
        let slug = article.translation.as_ref()?;
        let other = article.language.other();
        let known = if article.category.is_empty() { &self.pages } else { &self.articles };
        known.iter().find(|found| found.language == other && found.slug == *slug)
    }

    fn check(&self, problems: &mut Problems) {
        let mut addresses: BTreeSet<String> = BTreeSet::new();
        for (kind, list) in [("article", &self.articles), ("page", &self.pages)] {
            for item in list {
                addresses.insert(format!("{}/{kind}/{}/", item.language.prefix(), item.slug));
            }
        }
        for album in &self.albums {
            for language in Language::ALL {
                addresses.insert(format!("{}/gallery/{}/", language.prefix(), album.slug));
            }
        }
        for article in self.articles.iter().chain(&self.pages) {
            self.check_translation(article, problems);
            for (link, line) in &article.body.links {
                if let Some(expected) = misled(link, article.language, &addresses, self) {
                    problems.add(&article.file, format!("line {line}"), expected, link);
                }
            }
            for (n, attachment) in article.attachments.iter().enumerate() {
                if !self.files.contains_key(&attachment.file) {
                    let place = format!("attachments[{}].file", n + 1);
                    let expected = "the name of a file in xtask/sample/files";
                    problems.add(&article.file, place, expected, &attachment.file);
                }
            }
        }
        self.check_tags(problems);
        self.check_names(problems);
    }

    fn check_translation(&self, article: &Article, problems: &mut Problems) {
        let Some(slug) = &article.translation else { return };
        let found = match self.translation(article) {
            None => "no such file".to_owned(),
            Some(other) if other.translation.as_deref() == Some(&article.slug) => return,
            Some(other) => format!("{} whose own translation is {:?}", other.file, other.translation),
        };
        let expected = format!("{slug} in {}, which names this one", article.language.other().code());
        problems.add(&article.file, "translation", expected, found);
    }

    /// Two spellings of one tag would be two tags with one address.
    fn check_tags(&self, problems: &mut Problems) {
        let mut seen: BTreeMap<(Language, String), &str> = BTreeMap::new();
        for article in &self.articles {
            for tag in &article.tags {
                let first = seen.entry((article.language, slug::fold(tag))).or_insert(tag);
                if first != tag {
                    problems.add(&article.file, "tags", format!("the spelling {first}"), tag);
                }
            }
        }
    }

    /// Pictures of both languages and the albums lie in one folder.
    fn check_names(&self, problems: &mut Problems) {
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        let articles = self.articles.iter().map(|article| (&*article.slug, &*article.file));
        let albums = self.albums.iter().map(|album| (&*album.slug, &*album.file));
        for (slug, file) in articles.chain(albums) {
            if let Some(other) = seen.insert(slug, file) {
                let expected = format!("a slug of its own, as {other} has this one");
                problems.add(file, "file name", expected, slug);
            }
        }
    }
}

/// What a link should have been, where it leads nowhere.
fn misled(link: &str, language: Language, addresses: &BTreeSet<String>, library: &Library) -> Option<String> {
    let outside = ["https://", "http://", "mailto:", "tel:"];
    if outside.iter().any(|start| link.starts_with(start)) || link.starts_with('#') {
        return None;
    }
    let path = link.split(['#', '?']).next().unwrap_or(link);
    let inner = path.strip_prefix("/en/").or_else(|| path.strip_prefix('/')).unwrap_or_default();
    match inner.split('/').next() {
        Some("article" | "page") | Some("gallery") if path != "/gallery/" && path != "/en/gallery/" => {
            let own = format!("{}{path}", language.prefix());
            let known = addresses.contains(path) || addresses.contains(&own);
            (!known).then(|| "the address of an article, page or album".to_owned())
        }
        Some("category") => {
            let slug = inner.split('/').nth(1).unwrap_or_default();
            let known = library.sample.category(slug, language).is_some();
            (!known).then(|| library.sample.known_categories())
        }
        Some("gallery" | "tag" | "news" | "search" | "archive" | "saved") => None,
        Some("") if path == "/" || path == "/en/" => None,
        _ => Some("an address such as /article/slug/, https://… or mailto:…".to_owned()),
    }
}

fn text_of(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("expected a UTF-8 text at {}: {error}", path.display()))
}

fn stem(path: &Path, with_extension: bool) -> String {
    let name = if with_extension { path.file_name() } else { path.file_stem() };
    name.unwrap_or_default().to_string_lossy().into_owned()
}
