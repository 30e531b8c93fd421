//! Bodies as WordPress' block editor saves them.
//!
//! A photo says its number and its class: from these WordPress makes sizes and `srcset` when it renders.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::live::seed::{Attachment, Entry, Part, Photo, escape};
use crate::run::{Result, fail};

/// A file in the media library.
#[derive(Clone, Debug)]
pub struct Media {
    pub id: u64,
    pub url: String,
}

pub type Library = HashMap<PathBuf, Media>;

pub fn media<'a>(library: &'a Library, file: &Path) -> Result<&'a Media> {
    match library.get(file) {
        Some(media) => Ok(media),
        None => fail!("expected {} to have been uploaded, found that it was not", file.display()),
    }
}

/// The body with its attachments at the end.
pub fn body(entry: &Entry, library: &Library) -> Result<String> {
    let mut text = String::new();
    for part in &entry.body {
        match part {
            // What stands outside of blocks is the classic editor's, as on sites that have both.
            Part::Html(html) => text.push_str(html),
            Part::Photo(photo) => text.push_str(&image(photo, library)?),
            Part::Gallery(photos) => {
                text.push_str("<!-- wp:gallery {\"linkTo\":\"none\"} -->\n");
                text.push_str("<figure class=\"wp-block-gallery has-nested-images columns-default is-cropped\">");
                for photo in photos {
                    text.push_str(&image(photo, library)?);
                }
                text.push_str("</figure>\n<!-- /wp:gallery -->\n");
            }
        }
    }
    for attachment in &entry.files {
        text.push_str(&file(attachment, library)?);
    }
    Ok(text)
}

fn image(photo: &Photo, library: &Library) -> Result<String> {
    let Media { id, url } = media(library, &photo.file)?;
    let caption = match photo.caption.as_str() {
        "" => String::new(),
        caption => format!("<figcaption class=\"wp-element-caption\">{}</figcaption>", escape(caption)),
    };
    Ok(format!(
        "<!-- wp:image {{\"id\":{id},\"sizeSlug\":\"large\",\"linkDestination\":\"none\"}} -->\n\
         <figure class=\"wp-block-image size-large\"><img src=\"{url}\" alt=\"{}\" class=\"wp-image-{id}\"/>{caption}</figure>\n\
         <!-- /wp:image -->\n",
        escape(&photo.alt)
    ))
}

fn file(attachment: &Attachment, library: &Library) -> Result<String> {
    let Media { id, url } = media(library, &attachment.file)?;
    let title = escape(&attachment.title);
    // The editor shows a PDF in the page unless told otherwise.
    let is_pdf = attachment.file.extension().is_some_and(|ending| ending == "pdf");
    let (setting, object) = if is_pdf {
        let object = format!(
            "<object class=\"wp-block-file__embed\" data=\"{url}\" type=\"application/pdf\" \
             style=\"width:100%;height:600px\" aria-label=\"{title}\"></object>"
        );
        (",\"displayPreview\":true", object)
    } else {
        ("", String::new())
    };
    Ok(format!(
        "<!-- wp:file {{\"id\":{id},\"href\":\"{url}\"{setting}}} -->\n\
         <div class=\"wp-block-file\">{object}<a id=\"wp-block-file--media-{id}\" href=\"{url}\">{title}</a>\
         <a href=\"{url}\" class=\"wp-block-file__button wp-element-button\" download \
         aria-describedby=\"wp-block-file--media-{id}\">Tải về</a></div>\n<!-- /wp:file -->\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library() -> Library {
        let media = |id, name: &str| (PathBuf::from(name), Media { id, url: format!("http://h/{name}") });
        Library::from([media(7, "a.jpg"), media(8, "b.pdf")])
    }

    #[test]
    fn a_photo_names_its_number_in_the_block_and_in_its_class() {
        let photo = Photo { file: "a.jpg".into(), alt: "Cờ \"đỏ\"".into(), caption: "A < B".into() };
        let block = image(&photo, &library()).unwrap();
        assert!(block.starts_with("<!-- wp:image {\"id\":7,"), "{block}");
        assert!(block.contains("src=\"http://h/a.jpg\" alt=\"Cờ &quot;đỏ&quot;\" class=\"wp-image-7\""), "{block}");
        assert!(block.contains("A &lt; B</figcaption>"), "{block}");
        let other = Photo { file: "c.jpg".into(), ..photo };
        assert!(image(&other, &library()).unwrap_err().to_string().contains("expected c.jpg"));
    }

    #[test]
    fn a_pdf_is_shown_in_the_page_and_has_a_button() {
        let attachment = Attachment { file: "b.pdf".into(), title: "Báo cáo".into(), size: 1 };
        let block = file(&attachment, &library()).unwrap();
        assert!(block.contains("<object") && block.contains("displayPreview"), "{block}");
        assert_eq!(block.matches("href=\"http://h/b.pdf\"").count(), 2, "{block}");
    }
}
