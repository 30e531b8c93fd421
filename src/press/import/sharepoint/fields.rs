//! A publishing page's own file, as its library gives it: the fields stand in it as properties of an Office document,
//! in a comment, `<mso:PublishingPageContent msdt:dt="string">&lt;p&gt;…`.

use super::dom::Page;
use super::page::Found;
use crate::press::import::date;

/// `None` for any other file.
pub fn read(text: &str, zone: &str) -> Option<Found> {
    let content = field(text, "PublishingPageContent")?;
    let title = field(text, "Title")
        .or_else(|| text.split_once("<title>")?.1.split_once("</title>").map(|(title, _)| unescaped(title)));
    // A picture is a field with an element in it.
    let image = field(text, "PublishingPageImage").map(|html| Page::read(&html));
    let image = image.and_then(|page| page.first(|element| element.name() == "img"));
    let words = |name: &str| {
        let html = field(text, name)?;
        let words = Page::read(&html).first(|element| element.name() == "body")?.words();
        (!words.is_empty()).then_some(words)
    };
    let day = ["ArticleStartDate", "PublishingStartDate", "Created"]
        .iter()
        .find_map(|name| date::read(&field(text, name)?, zone));
    Some(Found {
        title: title.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default(),
        standfirst: words("Comments").or_else(|| words("Description")),
        date: day,
        author: words("ArticleByLine"),
        html: content,
        alt: image.as_ref().and_then(|image| image.get("alt")).unwrap_or_default(),
        image: image.and_then(|image| image.get("src")),
        caption: words("PublishingImageCaption"),
        address: None,
        is_saved: false,
    })
}

fn field(text: &str, name: &str) -> Option<String> {
    let (_, rest) = text.split_once(&format!("<mso:{name} "))?;
    let (value, _) = rest.split_once('>')?.1.split_once(&format!("</mso:{name}>"))?;
    let value = unescaped(value);
    (!value.trim().is_empty()).then_some(value)
}

fn unescaped(text: &str) -> String {
    let resolve =
        |name: &str| if name == "nbsp" { Some("\u{a0}") } else { quick_xml::escape::resolve_xml_entity(name) };
    quick_xml::escape::unescape_with(text, resolve).map_or_else(|_| text.to_owned(), |text| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn the_fields_of_a_librarys_file_are_read() {
        let file = "<%@ Page %><html><head><!--[if gte mso 9]><xml><mso:CustomDocumentProperties>\
            <mso:PublishingPageContent msdt:dt=\"string\">&lt;p&gt;Chữ &amp;amp; số&lt;/p&gt;</mso:PublishingPageContent>\
            <mso:ArticleStartDate msdt:dt=\"string\">2021-12-30T07:05:00Z</mso:ArticleStartDate>\
            <mso:PublishingPageImage msdt:dt=\"string\">&lt;img alt=&quot;Hội trường&quot; src=&quot;/PublishingImages/a.jpg&quot;&gt;</mso:PublishingPageImage>\
            </mso:CustomDocumentProperties></xml><![endif]--><title>Hội nghị</title></head></html>";
        let found = read(file, "UTC").unwrap();
        assert_eq!((found.title.as_str(), found.html.as_str()), ("Hội nghị", "<p>Chữ &amp; số</p>"));
        assert_eq!((found.image.as_deref(), found.alt.as_str()), (Some("/PublishingImages/a.jpg"), "Hội trường"));
        assert_eq!(found.date.unwrap().to_rfc3339(), "2021-12-30T07:05:00Z");
        assert!(read("<html><p>x", "UTC").is_none());
    }
}
