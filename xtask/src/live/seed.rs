//! What the servers are filled with: the sample portal's Vietnamese content, read from its own files.
//!
//! Bodies are cut at their photos, since every server wants those uploaded first and has markup of its own for them.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::run::{Doing, Error, Result, fail};

#[cfg(test)]
mod tests;

/// All of it.
#[derive(Debug)]
pub struct Seeds {
    pub title: String,
    pub categories: Vec<Term>,
    pub tags: Vec<Term>,
    pub articles: Vec<Entry>,
    /// Each with its photos as one gallery in its body.
    pub albums: Vec<Entry>,
    pub pages: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub slug: String,
    pub title: String,
}

/// An article, an album or a standing page.
#[derive(Debug)]
pub struct Entry {
    pub slug: String,
    pub title: String,
    pub summary: String,
    pub body: Vec<Part>,
    /// RFC 3339, with its offset.
    pub published: String,
    pub authors: Vec<String>,
    /// A category's slug.
    pub category: Option<String>,
    /// Titles of tags.
    pub tags: Vec<String>,
    pub lead: Option<Photo>,
    pub files: Vec<Attachment>,
}

#[derive(Debug, PartialEq, Eq)]
pub enum Part {
    Html(String),
    Photo(Photo),
    Gallery(Vec<Photo>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo {
    /// The largest file there is.
    pub file: PathBuf,
    pub alt: String,
    /// With the photographer's name, as a server has one field for both.
    pub caption: String,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Attachment {
    pub file: PathBuf,
    pub title: String,
    pub size: u64,
}

impl Entry {
    /// The photos of the entry, its lead first.
    pub fn photos(&self) -> impl Iterator<Item = &Photo> {
        let inside = self.body.iter().flat_map(|part| match part {
            Part::Html(_) => &[],
            Part::Photo(photo) => std::slice::from_ref(photo),
            Part::Gallery(photos) => photos.as_slice(),
        });
        self.lead.iter().chain(inside)
    }
}

impl Seeds {
    /// Reads `folder`: `public/content/vi`.
    pub fn read(folder: &Path) -> Result<Self> {
        let first = File::read(&folder.join("feed.json"))?;
        let terms = |key: &str| -> Result<Vec<Term>> {
            let list = first.list(&first.json["_bantin"][key], &format!("/_bantin/{key}"))?;
            list.iter()
                .map(|term| Ok(Term { slug: first.text(term, "slug")?, title: first.text(term, "title")? }))
                .collect()
        };
        let mut seeds = Self {
            title: first.text(&first.json, "title")?,
            categories: terms("categories")?,
            tags: terms("tags")?,
            articles: Vec::new(),
            albums: File::read(&folder.join("albums.json"))?.entries()?,
            pages: File::read(&folder.join("pages.json"))?.entries()?,
        };
        let mut list = first;
        loop {
            // A list has no bodies: each article has a file of its own.
            for item in list.items()? {
                let slug = list.text(&item["_bantin"], "slug")?;
                seeds.articles.extend(File::read(&folder.join("article").join(format!("{slug}.json")))?.entries()?);
            }
            let Some(next) = list.json["next_url"].as_str() else { break };
            list = File::read(&folder.join(next))?;
        }
        Ok(seeds)
    }

    /// Every name that stands above an article, once, in the order in which they come.
    pub fn authors(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for name in self.articles.iter().flat_map(|article| &article.authors) {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        names
    }
}

/// One JSON file and where it is.
struct File {
    path: PathBuf,
    json: Value,
}

impl File {
    fn read(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path).map_err(|error| {
            Error(format!(
                "expected the sample content at {}, found none that can be read ({error}); run cargo xtask content",
                path.display()
            ))
        })?;
        let json = serde_json::from_str(&text).doing(|| format!("read {} as JSON", path.display()))?;
        Ok(Self { path: path.into(), json })
    }

    fn list<'a>(&self, value: &'a Value, place: &str) -> Result<&'a [Value]> {
        let Some(list) = value.as_array() else {
            fail!("expected a list at {place} in {}, found {value}; run cargo xtask content", self.path.display())
        };
        Ok(list)
    }

    fn text(&self, value: &Value, key: &str) -> Result<String> {
        let Some(text) = value[key].as_str() else {
            fail!(
                "expected a text for “{key}” in {}, found {}; run cargo xtask content",
                self.path.display(),
                value[key]
            )
        };
        Ok(text.into())
    }

    fn items(&self) -> Result<&[Value]> {
        self.list(&self.json["items"], "/items")
    }

    fn entries(&self) -> Result<Vec<Entry>> {
        self.items()?.iter().map(|item| self.entry(item)).collect()
    }

    fn entry(&self, item: &Value) -> Result<Entry> {
        let extension = &item["_bantin"];
        let texts = |value: &Value| {
            value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let photos = match extension["photos"].as_array() {
            Some(photos) => photos.iter().map(|photo| self.photo(photo)).collect::<Result<Vec<_>>>()?,
            None => Vec::new(),
        };
        let mut lead = extension["image"].as_object().map(|_| self.photo(&extension["image"])).transpose()?;
        let mut body = self.body(item["content_html"].as_str().unwrap_or_default())?;
        if !photos.is_empty() {
            let cover = extension["cover"].as_u64().and_then(|at| photos.get(usize::try_from(at).ok()?));
            lead = cover.or(photos.first()).cloned();
            body.push(Part::Html(format!("<p>{}</p>\n", escape(&self.text(item, "summary")?))));
            body.push(Part::Gallery(photos));
        }
        let files = item["attachments"].as_array().map(Vec::as_slice).unwrap_or_default();
        Ok(Entry {
            slug: self.text(extension, "slug")?,
            title: self.text(item, "title")?,
            summary: item["summary"].as_str().unwrap_or_default().into(),
            body,
            published: self.text(item, "date_published")?,
            authors: item["authors"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|author| author["name"].as_str())
                .map(str::to_owned)
                .collect(),
            category: extension["category"]["slug"].as_str().map(str::to_owned),
            tags: texts(&item["tags"]),
            lead,
            files: files.iter().map(|file| self.attachment(file)).collect::<Result<_>>()?,
        })
    }

    fn photo(&self, photo: &Value) -> Result<Photo> {
        let widest = photo["renditions"].as_array().into_iter().flatten().max_by_key(|file| file["width"].as_u64());
        let caption = photo["caption"].as_str().unwrap_or_default();
        let credit = photo["credit"].as_str().unwrap_or_default();
        Ok(Photo {
            file: self.beside(&self.text(widest.unwrap_or(photo), "src")?)?,
            alt: photo["alt"].as_str().unwrap_or_default().into(),
            caption: with_credit(caption, credit),
        })
    }

    fn attachment(&self, file: &Value) -> Result<Attachment> {
        Ok(Attachment {
            file: self.beside(&self.text(file, "url")?)?,
            title: self.text(file, "title")?,
            size: file["size_in_bytes"].as_u64().unwrap_or_default(),
        })
    }

    /// A file that an address in this one points to.
    fn beside(&self, address: &str) -> Result<PathBuf> {
        let file = self.path.with_file_name(address);
        if !file.is_file() {
            fail!(
                "expected {} to exist, as {} names it, found no such file; run cargo xtask content",
                file.display(),
                self.path.display()
            );
        }
        Ok(file)
    }

    /// Cuts a body at its photos. Our own `content` writes them, always as `<figure><img …>` with a caption or none.
    fn body(&self, html: &str) -> Result<Vec<Part>> {
        let mut parts = Vec::new();
        let mut rest = html;
        while let Some((before, after)) = rest.split_once("<figure>") {
            let Some((figure, after)) = after.split_once("</figure>") else {
                fail!("expected </figure> after <figure> in {}, found none", self.path.display())
            };
            if !before.trim().is_empty() {
                parts.push(Part::Html(before.into()));
            }
            let Some(address) = attribute(figure, "src") else {
                fail!("expected an image in <figure> in {}, found {figure}", self.path.display())
            };
            let caption = between(figure, "<figcaption>", "</figcaption>").unwrap_or_default();
            parts.push(Part::Photo(Photo {
                file: self.beside(&unescape(address))?,
                alt: unescape(attribute(figure, "alt").unwrap_or_default()),
                caption: unescape(caption),
            }));
            rest = after;
        }
        if !rest.trim().is_empty() {
            parts.push(Part::Html(rest.into()));
        }
        Ok(parts)
    }
}

/// "Họp tổ ở sân nhà văn hóa. Ảnh: Lê Thu Trang"
fn with_credit(caption: &str, credit: &str) -> String {
    if credit.is_empty() {
        return caption.into();
    }
    let credit = if credit.starts_with("Ảnh:") { credit.into() } else { format!("Ảnh: {credit}") };
    let caption = caption.trim_end_matches('.');
    if caption.is_empty() { credit } else { format!("{caption}. {credit}") }
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    Some(text.split_once(start)?.1.split_once(end)?.0)
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    between(tag, &format!(" {name}=\""), "\"")
}

/// Text to stand in HTML, also in an attribute.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn unescape(html: &str) -> String {
    html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
