//! The index of whole texts, by Pagefind, and what the portal asks it through.
//!
//! The portal knows of no index: it asks a file of its source, `content/<language>/search.json`, for a page of results,
//! as it asks any backend. What answers in that file's place is `search.js`, by what [`early`] puts into each
//! page; the file itself has no results, and then the portal goes through the headlines.

use std::collections::BTreeMap;

use pagefind::api::PagefindIndex;
use rayon::prelude::*;
use serde_json::Value;

use super::content::Content;
use super::memory::{Mark, mark};
use super::pages;
use super::render::Job;
use super::{Outcome, Search};
use crate::body;
use crate::edition;
use crate::route::Route;

/// Where the index lies, below the portal's root.
const FOLDER: &str = "pagefind/";
/// The file that names all others; it is there where the index is.
const ENTRY: &str = "pagefind/pagefind-entry.json";
const SCRIPT: &str = "search.js";
const NOTHING: &str = "{\"items\":[]}";

/// What is searched of an article or a standing page.
struct Text {
    /// Below the portal's root, with a slash in front: Pagefind puts the rest before it.
    url: String,
    language: String,
    content: String,
    /// Found as well, and not part of what is shown of the text.
    beside: BTreeMap<String, String>,
}

/// What `window.early` is in a page: by it the portal has answers that the page knows, see `loader.js`.
pub fn early(search: Search, base: &str) -> String {
    match search {
        Search::Headlines => "{}".into(),
        Search::Pagefind => include_str!("early.js").trim().replace("{search}", &format!("{base}{SCRIPT}")),
    }
}

/// Makes the index where any article or page is another one than before.
///
/// # Errors
/// In words.
pub fn write(job: &Job, all: &[Content]) -> Outcome<()> {
    if job.site.search == Search::Headlines {
        return Ok(());
    }
    for content in all {
        job.units.put_changed(&content.path("search"), NOTHING.as_bytes())?;
    }
    // Comments are for those who read it in its file.
    let script: Vec<&str> =
        include_str!("search.js").lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    job.units.put_changed(SCRIPT, script.join("\n").as_bytes())?;
    let mark = mark_of(all);
    if job.units.keeps(ENTRY, mark) {
        job.units.keep_folder(FOLDER);
        return Ok(());
    }
    let mut texts = vec![];
    for content in all {
        texts.extend(texts_of(job, content)?);
    }
    for (name, bytes) in index(texts)? {
        job.units.put(&name, mark, &bytes)?;
    }
    Ok(())
}

/// Of all that is searched.
fn mark_of(all: &[Content]) -> Mark {
    let mut marks = vec![];
    for content in all {
        marks.push(mark([&content.corpus.language]));
        marks.extend_from_slice(&content.marks);
        marks.extend(content.corpus.pages.iter().map(|page| mark([&page.slug, &page.title, &page.body_html])));
    }
    mark([marks.concat()])
}

fn texts_of(job: &Job, content: &Content) -> Outcome<Vec<Text>> {
    let language = &content.corpus.language;
    let links = edition::links(&job.site.base, &job.site.settings, language);
    let articles = content.corpus.articles.par_iter().map(|entry| {
        let slug = &entry.record.slug;
        (content.path(&format!("article/{slug}")), Route::Article { slug: slug.clone() })
    });
    let standing = content.corpus.pages.par_iter().map(|page| {
        let slug = &page.slug;
        (content.path(&format!("page/{slug}")), Route::Page { slug: slug.clone() })
    });
    let text = |(file, route): (String, Route)| {
        let bytes = job.folder.read(&file).map_err(|cause| format!("expected to read {file}, found {cause}"))?;
        let feed: Value =
            serde_json::from_slice(&bytes).map_err(|cause| format!("expected JSON in {file}, found {cause}"))?;
        let (content, beside) = words(&feed["items"][0]);
        let url = format!("/{}", pages::below(&links, &route));
        Ok(Text { url, language: language.clone(), content, beside })
    };
    articles.chain(standing).map(text).collect()
}

/// What an item says in its text, and beside it.
fn words(item: &Value) -> (String, BTreeMap<String, String>) {
    let said = |value: &Value| value.as_str().map(spelled).unwrap_or_default();
    let (body, _) = body::parse(item["content_html"].as_str().unwrap_or_default(), "");
    let text = body::plain_text(&body);
    let lines = std::iter::once(item["summary"].as_str().unwrap_or_default()).chain(text.lines());
    let content: Vec<String> = lines.map(str::trim).filter(|line| !line.is_empty()).map(ended).collect();
    let own = &item["_bantin"];
    let tags = own["tags"].as_array().into_iter().flatten().map(|tag| &tag["title"]);
    let terms: Vec<String> =
        tags.chain([&own["category"]["title"]]).map(said).filter(|term| !term.is_empty()).collect();
    let mut beside = BTreeMap::from([("title".to_owned(), said(&item["title"]))]);
    if !terms.is_empty() {
        beside.insert("terms".into(), terms.join(", "));
    }
    (spelled(&content.join(" ")), beside)
}

/// A line that other words follow: a heading's would run into them.
fn ended(line: &str) -> String {
    let is_ended = line.ends_with(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '"' | '”' | '%'));
    if is_ended { line.to_owned() } else { format!("{line}.") }
}

/// With another `đ`: Pagefind finds a letter without its mark where Unicode takes the two apart, and `đ` is one to
/// Unicode. `ḓ`, a letter of the Venda language, is two. `search.js` asks in this spelling, and puts back what it shows.
fn spelled(text: &str) -> String {
    text.replace('đ', "ḓ").replace('Đ', "Ḓ")
}

/// The index's files, in the order of their names.
fn index(texts: Vec<Text>) -> Outcome<BTreeMap<String, Vec<u8>>> {
    let failed =
        |cause: &dyn std::fmt::Display| format!("expected Pagefind to make the search's index, found: {cause}");
    let runtime = tokio::runtime::Builder::new_current_thread().build().map_err(|cause| failed(&cause))?;
    let files = runtime.block_on(async {
        let mut index = PagefindIndex::new(None)?;
        for Text { url, language, content, beside } in texts {
            index.add_custom_record(url, content, language, Some(beside), None, None).await?;
        }
        index.get_files().await
    });
    let files = files.map_err(|cause| failed(&cause))?;
    let named = files.into_iter().map(|file| (file.filename.to_string_lossy().replace('\\', "/"), file.contents));
    Ok(named.filter(|(name, _)| is_needed(name)).map(|(name, bytes)| ([FOLDER, &name].concat(), bytes)).collect())
}

/// Pagefind's own views are not, nor is its worker: a second copy of the script, for a search of milliseconds.
fn is_needed(name: &str) -> bool {
    name == "pagefind.js" || !(name.ends_with(".js") || name.ends_with(".css"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_searched_is_the_text_with_its_captions_and_beside_it_headline_and_terms() {
        let (content, beside) = words(&json!({
            "title": "Đo lường", "summary": "Tóm tắt",
            "content_html": "<h2>Kết quả</h2><p>Đoàn đã đến.</p><figure><img src=a.jpg><figcaption>Chú thích</figcaption></figure>",
            "_bantin": { "category": { "title": "Sự kiện" }, "tags": [{ "title": "thử nghiệm" }] },
        }));
        assert_eq!(content, "Tóm tắt. Kết quả. Ḓoàn ḓã ḓến. Chú thích.");
        assert_eq!(beside["title"], "Ḓo lường");
        assert_eq!(beside["terms"], "thử nghiệm, Sự kiện");
    }
}
