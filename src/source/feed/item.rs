//! One item of a JSON Feed.

use crate::article::{Album, Article, Attachment, Moment, Photo, Rendition, Summary, Term, Translation, is_language};
use crate::json::Json;
use crate::search;
use crate::url::{self, SafeUrl};

/// What is wrong with an item: a pointer inside it, what was expected, what was found.
type Wrong = (String, String, String);

/// What a feed says for all its items.
#[derive(Debug, Default)]
pub struct Defaults {
    pub authors: Vec<String>,
    pub language: Option<String>,
}

/// # Errors
/// An item without an id (the format asks readers to drop those), or from whose address and id no slug can be made.
pub fn summary(json: &Json, base: &str, defaults: &Defaults) -> Result<Summary, Wrong> {
    let own = json.get("_bantin");
    let id = json.get("id").and_then(|id| id.as_text().or_else(|| id.as_number().map(|_| id.printed())));
    let Some(id) = id.filter(|id| !id.trim().is_empty()) else {
        let found = json.get("id").map_or_else(|| "nothing".into(), |id| id.shown());
        return Err(("/id".into(), "an id".into(), found));
    };
    let address = json.text("url").or_else(|| json.text("external_url"));
    // No browser keeps `.` or `..` in an address.
    let own_slug = own.as_ref().and_then(|own| own.text("slug")).filter(|slug| slug.bytes().any(|b| b != b'.'));
    let Some(slug) = own_slug.or_else(|| slug_of(address.as_deref().unwrap_or(&id))).or_else(|| slug_of(&id)) else {
        return Err(("/url".into(), "an address or an id to name the article by".into(), format!("\"{id}\"")));
    };
    let date = |key: &str| match json.text(key) {
        None => Ok(None),
        Some(text) => match Moment::parse(&text) {
            Some(moment) => Ok(Some(moment)),
            None => Err((format!("/{key}"), "an RFC 3339 date".to_owned(), format!("\"{text}\""))),
        },
    };
    let published = date("date_published")?;
    let mut authors = authors(json);
    if authors.is_empty() {
        authors.clone_from(&defaults.authors);
    }
    let image = own.as_ref().and_then(|own| photo(&own.get("image")?, base)).or_else(|| {
        let plain = json.text("image").or_else(|| json.text("banner_image"))?;
        SafeUrl::parse_in(&plain, base).map(Photo::new)
    });
    Ok(Summary {
        slug,
        origin: address.as_deref().and_then(|address| SafeUrl::parse_in(address, base)),
        title: json.text("title").or_else(|| json.text("summary")).or_else(|| opening(json)).unwrap_or(id),
        standfirst: json.text("summary"),
        language: language(json).or_else(|| defaults.language.clone()),
        modified: date("date_modified")?.filter(|modified| published.is_none_or(|published| *modified > published)),
        published,
        authors,
        category: own.as_ref().and_then(|own| term(&own.get("category")?)),
        tags: json.list("tags").iter().filter_map(Json::as_text).filter_map(|title| tag(&title)).collect(),
        image,
        translations: own.as_ref().map(translations).unwrap_or_default(),
    })
}

pub fn article(json: &Json, summary: Summary, base: &str) -> Article {
    let own = json.get("_bantin");
    let neighbour = |key: &str| own.as_ref().and_then(|own| term(&own.get(key)?));
    let related = own.as_ref().map(|own| own.list("related")).unwrap_or_default();
    Article {
        body_html: json
            .text("content_html")
            .unwrap_or_else(|| paragraphs(&json.text("content_text").unwrap_or_default())),
        read_from: base.to_owned(),
        attachments: json.list("attachments").iter().filter_map(|json| attachment(json, base)).collect(),
        previous: neighbour("previous"),
        next: neighbour("next"),
        related: related.iter().filter_map(|json| related_summary(json, base)).collect(),
        summary,
    }
}

pub fn album(json: &Json, summary: &Summary, base: &str) -> Album {
    let own = json.get("_bantin");
    let mut photos: Vec<Photo> =
        own.iter().flat_map(|own| own.list("photos")).filter_map(|json| photo(&json, base)).collect();
    if photos.is_empty() {
        let is_image = |json: &&Json| json.text("mime_type").is_some_and(|kind| kind.starts_with("image/"));
        let attached = json.list("attachments");
        photos = attached.iter().filter(is_image).filter_map(|json| attached_photo(json, base)).collect();
    }
    let cover = own.as_ref().and_then(|own| own.count("cover")).unwrap_or_default() as usize;
    Album {
        slug: summary.slug.clone(),
        title: summary.title.clone(),
        standfirst: summary.standfirst.clone(),
        published: summary.published,
        category: summary.category.clone(),
        cover: if cover < photos.len() { cover } else { 0 },
        photos,
        translations: summary.translations.clone(),
    }
}

/// A list entry inside `_bantin`: it has a slug and a title of its own and needs no id.
fn related_summary(json: &Json, base: &str) -> Option<Summary> {
    let Term { slug, title } = term(json)?;
    Some(Summary {
        slug,
        title,
        published: json.text("date_published").as_deref().and_then(Moment::parse),
        category: json.get("category").as_ref().and_then(term),
        image: json.get("image").and_then(|image| photo(&image, base)),
        ..Summary::default()
    })
}

pub fn photo(json: &Json, base: &str) -> Option<Photo> {
    let rendition = |json: Json| {
        let src = SafeUrl::parse_in(&json.text("src")?, base)?;
        Some(Rendition { src, width: json.count("width")?.try_into().ok()? })
    };
    let pixels = |key: &str| json.count(key).and_then(|n| u32::try_from(n).ok()).filter(|&n| n > 0);
    let is_color = |color: &String| {
        color.len() == 7 && color.starts_with('#') && color.bytes().skip(1).all(|b| b.is_ascii_hexdigit())
    };
    let mut renditions = vec![];
    for rendition in json.list("renditions").into_iter().filter_map(rendition) {
        Rendition::insert(&mut renditions, rendition);
    }
    Some(Photo {
        src: SafeUrl::parse_in(&json.text("src")?, base)?,
        alt: json.text("alt").unwrap_or_default(),
        caption: json.text("caption"),
        credit: json.text("credit"),
        size: pixels("width").zip(pixels("height")),
        renditions,
        color: json.text("color").filter(is_color),
    })
}

fn attached_photo(json: &Json, base: &str) -> Option<Photo> {
    let mut photo = Photo::new(SafeUrl::parse_in(&json.text("url")?, base)?);
    photo.caption = json.text("title");
    Some(photo)
}

fn attachment(json: &Json, base: &str) -> Option<Attachment> {
    let url = SafeUrl::parse_in(&json.text("url")?, base)?;
    let name = url::decode(url.as_str().rsplit('/').next().unwrap_or_default());
    let title = json.text("title").unwrap_or(name);
    Some(Attachment { title, mime_type: json.text("mime_type"), bytes: json.count("size_in_bytes"), url })
}

pub fn term(json: &Json) -> Option<Term> {
    Some(Term { slug: json.text("slug")?, title: json.text("title")? })
}

/// A tag's slug is its words, folded: "Đo lường" is at `/tag/do-luong/`.
fn tag(title: &str) -> Option<Term> {
    let slug = search::fold(title).replace(' ', "-");
    (!slug.is_empty()).then(|| Term { slug, title: title.trim().to_owned() })
}

fn translations(own: &Json) -> Vec<Translation> {
    let read = |json: Json| Some(Translation { language: json.text("language")?, slug: json.text("slug")? });
    own.list("translations").into_iter().filter_map(read).collect()
}

/// The language that an item or a feed names, where it can be one.
pub fn language(json: &Json) -> Option<String> {
    json.text("language").filter(|language| is_language(language))
}

/// `authors` of version 1.1, or the one `author` of version 1.0.
pub fn authors(json: &Json) -> Vec<String> {
    let many: Vec<String> = json.list("authors").iter().filter_map(|author| author.text("name")).collect();
    if many.is_empty() { json.get("author").and_then(|one| one.text("name")).into_iter().collect() } else { many }
}

/// The last part of an address' path: `https://a.vn/2021/hoi-nghi.html?x` gives `hoi-nghi`.
fn slug_of(address: &str) -> Option<String> {
    let last = url::decode(url::path(address).trim_end_matches('/').rsplit('/').next().unwrap_or_default());
    let name = match last.rsplit_once('.') {
        Some((name, ending)) if (2..=5).contains(&ending.len()) => name.to_owned(),
        _ => last,
    };
    let slug = search::fold(&name).replace(' ', "-");
    (!slug.is_empty()).then_some(slug)
}

/// The first words of an item that has no title.
fn opening(json: &Json) -> Option<String> {
    let text = json.text("content_text")?;
    let words: Vec<&str> = text.split([' ', '\n']).filter(|word| !word.is_empty()).take(12).collect();
    Some(words.join(" "))
}

/// Plain text as HTML: an empty line ends a paragraph.
fn paragraphs(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('\r', "");
    let mut html = String::from("<p>");
    for line in escaped.trim().split('\n') {
        html.push_str(if line.trim().is_empty() { "</p><p>" } else { line });
        html.push_str("<br>");
    }
    // An empty paragraph and a break at the end of one are nothing in a body's tree.
    html
}
