//! The content's JSON: feeds after JSON Feed 1.1, with what the portal adds under `_bantin`.

use super::article::{Article, Photo};
use super::library::Library;
use super::markdown::Piece;
use super::pictures::{self, Picture, file_name};
use super::sample::Language;
use super::slug;
use serde_json::{Map, Value, json};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Items of one list page.
pub const PAGE: usize = 30;

/// What the JSON is written from.
pub struct Writer<'a> {
    pub library: &'a Library,
    pub pictures: &'a BTreeMap<String, Picture>,
}

/// Adds a key where there is something to say.
fn put(object: &mut Map<String, Value>, key: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        object.insert(key.to_owned(), value.into());
    }
}

/// The address of an item's page.
fn url(library: &Library, language: Language, kind: &str, slug: &str) -> String {
    format!("{}{}/{kind}/{slug}/", library.sample.url, language.prefix())
}

impl Writer<'_> {
    /// The head that every file of a language has; `file` is its path inside `content/`.
    pub fn head(&self, language: Language, file: &str) -> Map<String, Value> {
        let sample = &self.library.sample;
        let mut head = Map::new();
        head.insert("version".into(), "https://jsonfeed.org/version/1.1".into());
        head.insert("title".into(), sample.title(language).into());
        head.insert("language".into(), language.code().into());
        let home = format!("{}{}/", sample.url, language.prefix());
        head.insert("home_page_url".into(), home.into());
        head.insert("feed_url".into(), format!("{}/content/{file}", sample.url).into());
        head
    }

    /// A picture with its renditions; `base` leads from the file written to `content/`.
    pub fn image(&self, name: &str, photo: &Photo, base: &str) -> Option<Value> {
        let picture = self.pictures.get(name)?;
        let src = |width| format!("{base}images/{}", file_name(name, width));
        let (width, height) = picture.size(960);
        let mut image = Map::new();
        image.insert("src".into(), src(width).into());
        image.insert("width".into(), width.into());
        image.insert("height".into(), height.into());
        image.insert("alt".into(), (&*photo.alt).into());
        put(&mut image, "caption", photo.caption.as_deref());
        put(&mut image, "credit", photo.credit.as_deref());
        put(&mut image, "taken", photo.taken.as_deref());
        put(&mut image, "place", photo.place.as_deref());
        image.insert("color".into(), (&*picture.color).into());
        let renditions: Vec<Value> =
            picture.recipe.widths.iter().map(|width| json!({"src": src(*width), "width": width})).collect();
        image.insert("renditions".into(), renditions.into());
        Some(image.into())
    }

    fn lead(&self, article: &Article, base: &str) -> Option<Value> {
        let photo = article.photo.as_ref()?;
        self.image(&pictures::lead_name(self.library, article, photo), photo, base)
    }

    pub fn category(&self, slug: &str, language: Language) -> Option<Value> {
        let category = self.library.sample.category(slug, language)?;
        Some(json!({"slug": category.slug, "title": category.title}))
    }

    /// An article as lists show it. `body` comes before `_bantin` where there is one.
    pub fn item(&self, article: &Article, base: &str, body: Option<String>) -> Value {
        let mut item = Map::new();
        let kind = if article.category.is_empty() { "page" } else { "article" };
        let address = url(self.library, article.language, kind, &article.slug);
        let lead = self.lead(article, base);
        item.insert("id".into(), (&*address).into());
        item.insert("url".into(), address.into());
        item.insert("title".into(), (&*article.title).into());
        put(&mut item, "summary", article.summary.as_deref());
        put(&mut item, "content_html", body.clone());
        put(&mut item, "image", lead.as_ref().and_then(|lead| lead.get("src")).cloned());
        item.insert("date_published".into(), (&*article.date.text).into());
        let modified = article.updated.as_ref().unwrap_or(&article.date);
        item.insert("date_modified".into(), (&*modified.text).into());
        put(&mut item, "authors", article.author.as_ref().map(|name| json!([{"name": name}])));
        if !article.tags.is_empty() {
            item.insert("tags".into(), article.tags.clone().into());
        }
        item.insert("language".into(), article.language.code().into());
        if body.is_some() && !article.attachments.is_empty() {
            item.insert("attachments".into(), self.attachments(article, base));
        }
        let mut own = Map::new();
        own.insert("slug".into(), (&*article.slug).into());
        put(&mut own, "category", self.category(&article.category, article.language));
        if !article.category.is_empty() {
            let count = article.body.photos().count() + usize::from(lead.is_some());
            own.insert("photo_count".into(), count.into());
        }
        put(&mut own, "image", lead);
        let translations: Vec<Value> = self
            .library
            .translation(article)
            .map(|other| json!({"language": other.language.code(), "slug": other.slug}))
            .into_iter()
            .collect();
        own.insert("translations".into(), translations.into());
        own.insert("words".into(), article.body.words.into());
        item.insert("_bantin".into(), own.into());
        item.into()
    }

    fn attachments(&self, article: &Article, base: &str) -> Value {
        let list = article.attachments.iter().map(|attachment| {
            let path = self.library.files.get(&attachment.file);
            let size = path.and_then(|path| path.metadata().ok()).map_or(0, |data| data.len());
            json!({
                "url": format!("{base}files/{}", attachment.file),
                "mime_type": mime_type(&attachment.file),
                "title": attachment.title,
                "size_in_bytes": size,
            })
        });
        list.collect()
    }

    /// A body with its photos as figures.
    pub fn body(&self, article: &Article, base: &str) -> String {
        let (mut body, mut n) = (String::new(), 0);
        for piece in &article.body.pieces {
            match piece {
                Piece::Html(html) => body.push_str(html),
                Piece::Photo(photo) => {
                    let name = pictures::body_name(self.library, article, n, photo);
                    n += 1;
                    body.push_str(&self.figure(&name, photo, base).unwrap_or_default());
                }
            }
        }
        body
    }

    fn figure(&self, name: &str, photo: &Photo, base: &str) -> Option<String> {
        let picture = self.pictures.get(name)?;
        let src = |width| format!("{base}images/{}", file_name(name, width));
        let widths = picture.recipe.widths.iter();
        let srcset: Vec<String> = widths.map(|width| format!("{} {width}w", src(*width))).collect();
        let (width, height) = picture.size(960);
        let caption = photo
            .caption
            .as_ref()
            .map_or(String::new(), |caption| format!("<figcaption>{}</figcaption>", escaped(caption)));
        Some(format!(
            "<figure><img src=\"{}\" width=\"{width}\" height=\"{height}\" srcset=\"{}\" \
             sizes=\"(min-width: 48em) 42rem, 100vw\" alt=\"{}\">{caption}</figure>\n",
            src(width),
            srcset.join(", "),
            escaped(&photo.alt),
        ))
    }

    /// Up to three articles on the same: of the category first, then by shared tags, then newest.
    pub fn related(&self, article: &Article, base: &str) -> Value {
        let others = self.library.articles_in(article.language);
        let shared = |other: &Article| other.tags.iter().filter(|tag| article.tags.contains(tag)).count();
        let mut near: Vec<(bool, usize, &Article)> = others
            .into_iter()
            .filter(|other| other.slug != article.slug)
            .map(|other| (other.category == article.category, shared(other), other))
            .filter(|(alike, tags, _)| *alike || *tags > 0)
            .collect();
        near.sort_by_key(|(alike, tags, other)| Reverse((*alike, *tags, other.date.order)));
        let items = near.into_iter().take(3).map(|(_, _, other)| {
            let mut item = Map::new();
            item.insert("slug".into(), (&*other.slug).into());
            item.insert("title".into(), (&*other.title).into());
            item.insert("date_published".into(), (&*other.date.text).into());
            put(&mut item, "image", self.lead(other, base));
            put(&mut item, "category", self.category(&other.category, other.language));
            Value::from(item)
        });
        items.collect()
    }

    /// Totals by category, tag and month, for the first list page.
    pub fn totals(&self, language: Language) -> Value {
        let articles = self.library.articles_in(language);
        let categories: Vec<Value> = self
            .library
            .sample
            .categories(language)
            .map(|category| {
                let of =
                    |article: &&&Article| self.library.sample.category(&article.category, language) == Some(category);
                let total = articles.iter().filter(of).count();
                json!({"slug": category.slug, "title": category.title, "total": total})
            })
            .collect();
        json!({
            "total": articles.len(),
            "categories": categories,
            "tags": tags(&articles),
            "months": months(&articles),
        })
    }
}

/// Tags with their totals, the most used first, then by slug.
fn tags(articles: &[&Article]) -> Value {
    let mut totals: BTreeMap<String, (&str, usize)> = BTreeMap::new();
    for tag in articles.iter().flat_map(|article| &article.tags) {
        totals.entry(slug::fold(tag)).or_insert((tag, 0)).1 += 1;
    }
    let mut list: Vec<(String, (&str, usize))> = totals.into_iter().collect();
    list.sort_by_key(|(_, (_, total))| Reverse(*total));
    let tag = |(slug, (title, total))| json!({"slug": slug, "title": title, "total": total});
    list.into_iter().map(tag).collect()
}

/// Months with their totals, newest first.
fn months(articles: &[&Article]) -> Value {
    let mut totals: BTreeMap<&str, usize> = BTreeMap::new();
    for article in articles {
        *totals.entry(article.date.month()).or_default() += 1;
    }
    totals.iter().rev().map(|(month, total)| json!({"month": month, "total": total})).collect()
}

/// By ending; what a portal of this kind attaches.
fn mime_type(file: &str) -> &'static str {
    match file.rsplit('.').next().unwrap_or_default() {
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "odt" => "application/vnd.oasis.opendocument.text",
        "csv" => "text/csv",
        "txt" => "text/plain",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}

/// For text and for attributes in double quotes.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
#[path = "feed_tests.rs"]
mod tests;
