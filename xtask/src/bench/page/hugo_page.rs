//! A pressed article once more, made by Hugo: the same text and the same photos, out of the pressed page as they stand,
//! its styles, and the rest by our templates. It has no script, and nothing that the app would need.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::piece::{element, inside, tag, words};
use crate::bench::build;
use crate::bench::hugo::{self, Hugo};
use crate::bench::portal;
use crate::content::slug::fold;
use crate::dist;
use crate::run::{self, Doing, Result, fail};

/// Makes the page and its compressed copy; gives the folder that Hugo wrote.
pub fn make(hugo: &Hugo, pressed: &Path, slug: &str, folder: &Path) -> Result<PathBuf> {
    let path = format!("article/{slug}/index.html");
    let ours = read(&pressed.join(&path))?;
    let settings = portal::settings()?;
    let source = folder.join("source");
    hugo::lay(&source, &portal::around(&settings, "vi", &portal::style(&ours)?), 12)?;
    let feed = run::root().join(format!("public/content/vi/article/{slug}.json"));
    let feed: Value = serde_json::from_str(&read(&feed)?).doing(|| format!("read {}", feed.display()))?;
    let Some(item) = feed.pointer("/items/0") else { fail!("expected an article in the feed of {slug}, found none") };
    lay(&source.join("content"), slug, item, &ours)?;

    let out = folder.join("out");
    build::time(&mut hugo.command(&source, &out), &folder.join("log"))?;
    let page = out.join(&path);
    let theirs = read(&page)?;
    compare(&ours, &theirs)?;
    let copy = dist::brotli(theirs.as_bytes()).doing(|| format!("compress {}", page.display()))?;
    fs::write(page.with_extension("html.br"), copy).doing(|| format!("write {}", page.display()))?;
    Ok(out)
}

/// The article and its terms as Hugo's content.
fn lay(content: &Path, slug: &str, item: &Value, ours: &str) -> Result {
    let main = element(ours, "<main").unwrap_or_default();
    let Some(text) = element(main, "<div class=\"prose\"").map(inside) else {
        fail!("expected a text in the pressed page of {slug}, found none");
    };
    let category = &item["_bantin"]["category"];
    let of_category = category["slug"].as_str().unwrap_or_default();
    let tags: Vec<&str> = item["tags"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let term = |kind: &str, slug: &str, title: &Value| {
        let path = content.join(kind).join(slug).join("_index.html");
        hugo::put(&path, &hugo::content(&json!({ "title": title }), ""))
    };
    term("category", of_category, &category["title"])?;
    for tag in &tags {
        term("tag", &fold(tag), &(*tag).into())?;
    }
    let authors: Vec<&Value> = item["authors"].as_array().into_iter().flatten().map(|author| &author["name"]).collect();
    let picture = tag(ours, "<meta property=\"og:image\"").and_then(|tag| tag.split('"').nth(3));
    let front = json!({
        "title": item["title"], "date": item["date_published"], "updated": item["date_modified"],
        "description": item["summary"], "authors": authors, "minutes": minutes(main),
        "category": [of_category], "tag": tags.iter().map(|tag| fold(tag)).collect::<Vec<_>>(),
        "within": format!("/category/{of_category}/"), "picture": picture,
        "preload": tag(ours, "<link rel=preload"),
        "language_link": element(ours, "<nav aria-label=\"Ngôn ngữ\""),
        "lead": element(main, "<figure class=\"figure figure--lead\""),
        "attachments": element(main, "<section class=\"attachments\""),
        "neighbours": element(main, "<nav class=\"neighbours\""),
        "related": element(main, "<section class=\"related\""),
    });
    hugo::put(&content.join(format!("article/{slug}.html")), &hugo::content(&front, text))
}

/// How long the text takes to read, as the page says it.
fn minutes(main: &str) -> Option<&str> {
    let (before, _) = main.split_once(" phút đọc")?;
    before.rsplit_once('>').map(|(_, minutes)| minutes)
}

/// Two pages are set beside each other only where they say the same.
fn compare(ours: &str, theirs: &str) -> Result {
    for part in ["<header class=\"masthead\"", "<nav class=\"breadcrumb\"", "<main", "<footer"] {
        let [ours, theirs] = [ours, theirs].map(|html| element(html, part).map(words).unwrap_or_default());
        if ours != theirs {
            let same = ours.chars().zip(theirs.chars()).take_while(|(a, b)| a == b).count();
            let [ours, theirs] = [ours, theirs].map(|words| words.chars().skip(same).take(60).collect::<String>());
            fail!("expected the same words in Hugo's {part}…, found {theirs:?} where the pressed page has {ours:?}");
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).doing(|| format!("read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_with_another_word_is_not_set_beside_ours() {
        let page = |word: &str| {
            format!("<header class=\"masthead\">A</header><main><p>Tin {word}</p></main><footer>B</footer>")
        };
        assert!(compare(&page("mới"), &page("<b>mới</b>\n")).is_ok());
        let error = compare(&page("mới"), &page("cũ")).unwrap_err().to_string();
        assert!(error.contains("found \"cũ\" where the pressed page has \"mới\""), "{error}");
        assert_eq!(minutes("<p><span>4 phút đọc</span>"), Some("4"));
    }
}
