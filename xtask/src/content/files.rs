//! All files of `public/content/` but the pictures: what they hold, and laying them down.

use super::feed::{PAGE, Writer};
use super::library::Library;
use super::pictures::{Picture, album_name, file_name};
use super::sample::Language;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Bytes by path inside `content/`.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Everything that is not a picture.
pub fn files(library: &Library, pictures: &BTreeMap<String, Picture>) -> Result<Files, String> {
    let writer = Writer { library, pictures };
    let mut files = Files::new();
    for language in Language::ALL {
        lists(&writer, language, &mut files);
        articles(&writer, language, &mut files);
        albums(&writer, language, &mut files);
        pages(&writer, language, &mut files);
    }
    for (name, path) in &library.files {
        let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        files.insert(format!("files/{name}"), bytes);
    }
    Ok(files)
}

fn lay(files: &mut Files, path: String, mut head: Map<String, Value>, items: Vec<Value>) {
    head.insert("items".into(), items.into());
    files.insert(path, format!("{}\n", Value::from(head)).into_bytes());
}

fn list_name(page: usize) -> String {
    if page == 0 { "feed.json".to_owned() } else { format!("feed-{}.json", page + 1) }
}

fn lists(writer: &Writer, language: Language, files: &mut Files) {
    let articles = writer.library.articles_in(language);
    let n_pages = articles.len().div_ceil(PAGE).max(1);
    for page in 0..n_pages {
        let path = format!("{}/{}", language.code(), list_name(page));
        let mut head = writer.head(language, &path);
        if page + 1 < n_pages {
            head.insert("next_url".into(), list_name(page + 1).into());
        }
        if page == 0 {
            head.insert("_bantin".into(), writer.totals(language));
        }
        let shown = articles.iter().skip(page * PAGE).take(PAGE);
        let items = shown.map(|article| writer.item(article, "../", None)).collect();
        lay(files, path, head, items);
    }
}

fn articles(writer: &Writer, language: Language, files: &mut Files) {
    let articles = writer.library.articles_in(language);
    for (n, article) in articles.iter().enumerate() {
        let base = "../../";
        let mut item = writer.item(article, base, Some(writer.body(article, base)));
        // The list stands newest first, so the older neighbour follows.
        let previous = articles.get(n + 1);
        let next = n.checked_sub(1).and_then(|n| articles.get(n));
        for (key, other) in [("previous", previous), ("next", next)] {
            if let Some(other) = other {
                item["_bantin"][key] = json!({"slug": other.slug, "title": other.title});
            }
        }
        item["_bantin"]["related"] = writer.related(article, base);
        let path = format!("{}/article/{}.json", language.code(), article.slug);
        lay(files, path.clone(), writer.head(language, &path), vec![item]);
    }
}

fn albums(writer: &Writer, language: Language, files: &mut Files) {
    let mut items = Vec::new();
    for album in &writer.library.albums {
        let words = &album.words[language as usize];
        let sample = &writer.library.sample;
        let url = format!("{}{}/gallery/{}/", sample.url, language.prefix(), album.slug);
        let mut item = json!({"id": url, "url": url, "title": words.title});
        if let Some(summary) = &words.summary {
            item["summary"] = (&**summary).into();
        }
        let cover = file_name(&album_name(&album.slug, album.cover), 960);
        item["image"] = format!("../images/{cover}").into();
        item["date_published"] = (&*album.date.text).into();
        item["language"] = language.code().into();
        let photos: Vec<Value> = album
            .photos
            .iter()
            .enumerate()
            .filter_map(|(n, pair)| writer.image(&album_name(&album.slug, n), &pair[language as usize], "../"))
            .collect();
        item["_bantin"] = json!({
            "slug": album.slug,
            "category": writer.category(&album.category, language),
            "cover": album.cover,
            "translations": [{"language": language.other().code(), "slug": album.slug}],
            "photos": photos,
        });
        items.push(item);
    }
    let path = format!("{}/albums.json", language.code());
    lay(files, path.clone(), writer.head(language, &path), items);
}

fn pages(writer: &Writer, language: Language, files: &mut Files) {
    let pages = writer.library.pages.iter().filter(|page| page.language == language);
    let items = pages.map(|page| writer.item(page, "../", Some(writer.body(page, "../")))).collect();
    let path = format!("{}/pages.json", language.code());
    lay(files, path.clone(), writer.head(language, &path), items);
}

/// Writes what differs and removes what belongs to nobody; `kept` are files written elsewhere.
///
/// Gives how many files were written and removed.
pub fn lay_down(folder: &Path, files: &Files, kept: &[String]) -> Result<(usize, usize), String> {
    let said = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    let mut written = 0;
    for (name, bytes) in files {
        let path = folder.join(name);
        if fs::read(&path).is_ok_and(|found| found == *bytes) {
            continue;
        }
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|error| said(parent, error))?;
        }
        fs::write(&path, bytes).map_err(|error| said(&path, error))?;
        written += 1;
    }
    let removed = remove_others(folder, "", files, kept)?;
    Ok((written, removed))
}

fn remove_others(root: &Path, inner: &str, files: &Files, kept: &[String]) -> Result<usize, String> {
    let folder = root.join(inner);
    let said = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut removed = 0;
    for entry in fs::read_dir(&folder).map_err(said)? {
        let path = entry.map_err(said)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let inner = if inner.is_empty() { name } else { format!("{inner}/{name}") };
        if path.is_dir() {
            removed += remove_others(root, &inner, files, kept)?;
        } else if !files.contains_key(&inner) && !kept.contains(&inner) {
            fs::remove_file(&path).map_err(said)?;
            removed += 1;
        }
    }
    if !inner.is_empty() && fs::read_dir(&folder).map_err(said)?.next().is_none() {
        fs::remove_dir(&folder).map_err(said)?;
    }
    Ok(removed)
}

/// Bytes of all files under a folder.
pub fn total_size(folder: &Path) -> Result<u64, String> {
    let said = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut total = 0;
    for entry in fs::read_dir(folder).map_err(said)? {
        let entry = entry.map_err(said)?;
        let data = entry.metadata().map_err(said)?;
        total += if data.is_dir() { total_size(&entry.path())? } else { data.len() };
    }
    Ok(total)
}
