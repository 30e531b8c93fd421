//! The bundled format, one item after the other: as `docs/content.md` and `public/schema/bantin-feed.schema.json`
//! describe it.

use serde_json::{Map, Value, json};

use super::media;
use super::text::Text;
use crate::article::{Album, Article, Attachment, Photo};
use crate::url;

/// What every file of a language begins with.
#[derive(Clone, Debug, Default)]
pub struct Head {
    pub title: String,
    pub language: String,
    /// The portal's address without a slash at its end; empty where the settings have none.
    pub site: String,
    /// `/en` for a language that is not the portal's first.
    pub prefix: String,
}

/// Adds a key where there is something to say.
fn put(object: &mut Map<String, Value>, key: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        object.insert(key.to_owned(), value.into());
    }
}

impl Head {
    /// `file` is the path inside the content's folder.
    pub fn object(&self, file: &str) -> Map<String, Value> {
        let mut head = Map::new();
        head.insert("version".into(), "https://jsonfeed.org/version/1.1".into());
        head.insert("title".into(), self.title.as_str().into());
        head.insert("language".into(), self.language.as_str().into());
        if !self.site.is_empty() {
            head.insert("home_page_url".into(), format!("{}{}/", self.site, self.prefix).into());
            head.insert("feed_url".into(), format!("{}/content/{file}", self.site).into());
        }
        head
    }

    /// The address of an item's page.
    fn url(&self, kind: &str, slug: &str) -> String {
        format!("{}{}/{kind}/{}/", self.site, self.prefix, url::encode(slug))
    }

    /// An article or a standing page, whole. `aliases` are the paths of its old addresses.
    pub fn item(&self, article: &Article, text: &Text, is_page: bool, aliases: &[String]) -> Value {
        let summary = &article.summary;
        let mut item = Map::new();
        let address = self.url(if is_page { "page" } else { "article" }, &summary.slug);
        item.insert("id".into(), address.as_str().into());
        item.insert("url".into(), address.into());
        item.insert("title".into(), summary.title.as_str().into());
        put(&mut item, "summary", summary.standfirst.as_deref());
        item.insert("content_html".into(), text.html.as_str().into());
        put(&mut item, "image", summary.image.as_ref().map(|image| image.src.as_str()));
        put(&mut item, "date_published", summary.published.map(|date| date.to_rfc3339()));
        let modified = summary.modified.or(summary.published);
        put(&mut item, "date_modified", modified.map(|date| date.to_rfc3339()));
        if !summary.authors.is_empty() {
            let authors: Vec<Value> = summary.authors.iter().map(|name| json!({"name": name})).collect();
            item.insert("authors".into(), authors.into());
        }
        if !summary.tags.is_empty() {
            let tags: Vec<&str> = summary.tags.iter().map(|tag| tag.title.as_str()).collect();
            item.insert("tags".into(), tags.into());
        }
        item.insert("language".into(), self.language.as_str().into());
        if !article.attachments.is_empty() {
            item.insert("attachments".into(), article.attachments.iter().map(attachment).collect());
        }
        let mut own = Map::new();
        own.insert("slug".into(), summary.slug.as_str().into());
        if !is_page {
            put(
                &mut own,
                "category",
                summary.category.as_ref().map(|term| json!({"slug": term.slug, "title": term.title})),
            );
            let lead = summary.image.as_ref().map(|image| image.src.as_str());
            let more = lead.is_some_and(|lead| !text.photos.iter().any(|photo| photo == lead));
            own.insert("photo_count".into(), (text.photos.len() + usize::from(more)).into());
        }
        put(&mut own, "image", summary.image.as_ref().map(photo));
        own.insert("translations".into(), translations(&summary.translations));
        own.insert("words".into(), text.words.into());
        if !aliases.is_empty() {
            own.insert("aliases".into(), aliases.into());
        }
        item.insert("_bantin".into(), own.into());
        item.into()
    }

    pub fn album(&self, album: &Album) -> Value {
        let mut item = Map::new();
        let address = self.url("gallery", &album.slug);
        item.insert("id".into(), address.as_str().into());
        item.insert("url".into(), address.into());
        item.insert("title".into(), album.title.as_str().into());
        put(&mut item, "summary", album.standfirst.as_deref());
        put(&mut item, "image", album.photos.get(album.cover).map(|cover| cover.src.as_str()));
        put(&mut item, "date_published", album.published.map(|date| date.to_rfc3339()));
        item.insert("language".into(), self.language.as_str().into());
        let mut own = Map::new();
        own.insert("slug".into(), album.slug.as_str().into());
        put(&mut own, "category", album.category.as_ref().map(|term| json!({"slug": term.slug, "title": term.title})));
        own.insert("cover".into(), album.cover.into());
        own.insert("translations".into(), translations(&album.translations));
        own.insert("photos".into(), album.photos.iter().map(photo).collect());
        item.insert("_bantin".into(), own.into());
        item.into()
    }
}

fn translations(all: &[crate::article::Translation]) -> Value {
    all.iter().map(|one| json!({"language": one.language, "slug": one.slug})).collect()
}

fn photo(photo: &Photo) -> Value {
    let mut image = Map::new();
    image.insert("src".into(), photo.src.as_str().into());
    put(&mut image, "width", photo.size.map(|size| size.0));
    put(&mut image, "height", photo.size.map(|size| size.1));
    image.insert("alt".into(), photo.alt.as_str().into());
    put(&mut image, "caption", photo.caption.as_deref());
    put(&mut image, "credit", photo.credit.as_deref());
    put(&mut image, "color", photo.color.as_deref());
    put(&mut image, "taken", photo.taken.as_ref().map(|taken| taken.at.to_rfc3339()));
    put(&mut image, "place", photo.place.as_deref());
    if let Some(film) = &photo.film {
        let is_frame = crate::body::policy::FRAME_HOSTS.iter().any(|host| film.as_str().starts_with(host));
        image.insert(if is_frame { "embed" } else { "video" }.into(), film.as_str().into());
    }
    if photo.renditions.len() > 1 {
        let all = photo.renditions.iter().map(|one| json!({"src": one.src.as_str(), "width": one.width}));
        image.insert("renditions".into(), all.collect());
    }
    image.into()
}

fn attachment(file: &Attachment) -> Value {
    let mut object = Map::new();
    object.insert("url".into(), file.url.as_str().into());
    let known = file.mime_type.as_deref().filter(|kind| kind.contains('/'));
    object.insert("mime_type".into(), known.unwrap_or_else(|| media::mime_type(url::path(file.url.as_str()))).into());
    object.insert("title".into(), file.title.as_str().into());
    put(&mut object, "size_in_bytes", file.bytes);
    object.into()
}
