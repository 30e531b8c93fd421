//! A saved page: where its title, date, text and lead photo stand.
//!
//! After the page layouts that SharePoint ships (`ArticleLeft.aspx` and its kin: `article-content`, `date-line`,
//! `by-line`, `captioned-image`) and its field controls, whose ids end with the control's name.

use super::dom::{Element, Page};
use crate::article::Moment;
use crate::press::import::date;

/// What was found on a page.
#[derive(Debug, Default)]
pub struct Found {
    pub title: String,
    pub standfirst: Option<String>,
    pub date: Option<Moment>,
    pub author: Option<String>,
    pub html: String,
    pub image: Option<String>,
    pub alt: String,
    pub caption: Option<String>,
    /// Where it stood.
    pub address: Option<String>,
    /// Whether a browser saved it: its pictures lie beside it then.
    pub is_saved: bool,
}

pub fn read(html: &str, zone: &str) -> Found {
    let page = Page::read(html);
    let text = text(&page);
    let image = page.first(|element| {
        element.name() == "img"
            && element.is_inside(|above| above.id_has("RichImageField") || above.has_class("captioned-image"))
    });
    let caption = page
        .first(|element| element.has_class("caption") && element.is_inside(|above| above.has_class("captioned-image")));
    let author = page.first(|element| element.has_class("by-line")).map(|element| element.words());
    Found {
        title: title(&page),
        standfirst: page.meta("description").or_else(|| page.meta("og:description")),
        date: published(&page, zone),
        author: author.filter(|words| !words.is_empty()).or_else(|| page.meta("author")),
        html: text.unwrap_or_default(),
        alt: image.as_ref().and_then(|image| image.get("alt")).unwrap_or_default(),
        image: image.and_then(|image| image.get("src")).or_else(|| page.meta("og:image")),
        caption: caption.map(|element| element.words()).filter(|words| !words.is_empty()),
        address: address(&page),
        is_saved: true,
    }
}

/// The largest of the fields with formatted text, or what says that it is the article.
fn text(page: &Page) -> Option<String> {
    let is_field = |element: &Element| {
        element.id_has("RichHtmlField")
            && !element.is_inside(|above| above.has_class("caption") || above.has_class("captioned-image"))
    };
    let field = page.all(is_field).max_by_key(|element| element.words().len());
    if let Some(field) = field.filter(|field| !field.words().is_empty() || field.first("img").is_some()) {
        return Some(field.inner());
    }
    let boxes: Vec<String> = page
        .all(|element| element.get("data-automation-id").as_deref() == Some("textBox"))
        .map(|element| element.inner())
        .collect();
    if !boxes.is_empty() {
        return Some(boxes.concat());
    }
    let ways: [&dyn Fn(&Element) -> bool; 5] = [
        &|element| element.has_class("article-content"),
        &|element| element.get("itemprop").as_deref() == Some("articleBody"),
        &|element| element.has_class("entry-content") || element.has_class("ms-rtestate-field"),
        &|element| element.name() == "article",
        &|element| element.name() == "main",
    ];
    ways.iter()
        .find_map(|is_it| page.first(is_it).filter(|element| !element.words().is_empty()))
        .map(|element| element.inner())
}

fn title(page: &Page) -> String {
    let heading = page.first(|element| element.name() == "h1" && !element.words().is_empty());
    let in_area = page.first(|element| element.id_has("PageTitleInTitleArea") && !element.words().is_empty());
    let named = page
        .meta("og:title")
        .or_else(|| in_area.map(|element| element.words()))
        .or_else(|| heading.map(|element| element.words()));
    named.or_else(|| page.first(|element| element.name() == "title").map(|element| element.words())).unwrap_or_default()
}

fn published(page: &Page, zone: &str) -> Option<Moment> {
    let said = ["article:published_time", "date", "dcterms.date", "DC.date"].iter().find_map(|name| page.meta(name));
    let of = |text: String| date::read(&text, zone);
    said.and_then(of)
        .or_else(|| {
            page.first(|element| element.name() == "time")
                .and_then(|time| of(time.get("datetime").unwrap_or_else(|| time.words())))
        })
        .or_else(|| {
            let is_place = |element: &Element| {
                let class = element.get("class").unwrap_or_default().to_lowercase();
                ["date", "ngay", "time"].iter().any(|word| class.contains(word))
            };
            page.all(is_place).filter(|element| element.words().len() < 80).find_map(|element| of(element.words()))
        })
}

/// Browsers write where they saved a page from into a comment of it.
fn address(page: &Page) -> Option<String> {
    let saved = page.comments().iter().find_map(|comment| {
        let (_, rest) = comment.split_once("saved from url=(")?;
        Some(rest.split_once(')')?.1.trim().to_owned())
    });
    let canonical = || {
        page.first(|element| element.name() == "link" && element.get("rel").as_deref() == Some("canonical"))?
            .get("href")
    };
    saved.or_else(canonical).or_else(|| page.meta("og:url"))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_page_that_says_little_is_read_as_far_as_it_does() {
        let found = read(
            "<title> Tin </title><h1>Ngày hội</h1><span class='ngay-dang'>18/05/2026 09:00</span><article><p>Chữ</p></article>",
            "Asia/Ho_Chi_Minh",
        );
        assert_eq!((found.title.as_str(), found.html.as_str()), ("Ngày hội", "<p>Chữ</p>"));
        assert_eq!(found.date.unwrap().to_rfc3339(), "2026-05-18T02:00:00Z");
        let deep = "<div>".repeat(2_000) + "<p class=date>x";
        assert!(read(&deep, "UTC").html.is_empty());
    }
}
