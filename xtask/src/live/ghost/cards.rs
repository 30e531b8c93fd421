//! Bodies as Ghost's editor renders them, which is the HTML that it reads back as its own cards.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::live::http::file_name;
use crate::live::seed::{Attachment, Entry, Part, Photo, escape};
use crate::run::{Result, fail};

/// The addresses of what was uploaded.
pub type Files = HashMap<PathBuf, String>;

/// Ghost's gallery takes no more, in rows of three.
const GALLERY: usize = 9;

pub fn url<'a>(files: &'a Files, file: &Path) -> Result<&'a str> {
    match files.get(file) {
        Some(url) => Ok(url),
        None => fail!("expected {} to have been uploaded, found that it was not", file.display()),
    }
}

/// The body with its attachments at the end.
pub fn body(entry: &Entry, files: &Files) -> Result<String> {
    let mut text = String::new();
    for part in &entry.body {
        match part {
            Part::Html(html) => text.push_str(html),
            Part::Photo(photo) => text.push_str(&image(photo, files)?),
            Part::Gallery(photos) => {
                for photos in photos.chunks(GALLERY) {
                    text.push_str(&gallery(photos, files)?);
                }
            }
        }
    }
    for attachment in &entry.files {
        text.push_str(&file(attachment, files)?);
    }
    Ok(text)
}

fn image(photo: &Photo, files: &Files) -> Result<String> {
    let (width, height) = size(&photo.file)?;
    let caption = match photo.caption.as_str() {
        "" => String::new(),
        caption => format!("<figcaption>{}</figcaption>", escape(caption)),
    };
    Ok(format!(
        "<figure class=\"kg-card kg-image-card\"><img src=\"{}\" class=\"kg-image\" alt=\"{}\" width=\"{width}\" \
         height=\"{height}\">{caption}</figure>\n",
        url(files, &photo.file)?,
        escape(&photo.alt)
    ))
}

/// Photos in a gallery have no captions in Ghost; the first one's stands for all.
fn gallery(photos: &[Photo], files: &Files) -> Result<String> {
    let mut text =
        String::from("<figure class=\"kg-card kg-gallery-card kg-width-wide\"><div class=\"kg-gallery-container\">");
    for row in photos.chunks(3) {
        text.push_str("<div class=\"kg-gallery-row\">");
        for photo in row {
            let (width, height) = size(&photo.file)?;
            text.push_str(&format!(
                "<div class=\"kg-gallery-image\"><img src=\"{}\" width=\"{width}\" height=\"{height}\" alt=\"{}\"></div>",
                url(files, &photo.file)?,
                escape(&photo.alt)
            ));
        }
        text.push_str("</div>");
    }
    let caption = photos.first().map(|photo| escape(&photo.caption)).unwrap_or_default();
    text.push_str(&format!("</div><figcaption>{caption}</figcaption></figure>\n"));
    Ok(text)
}

fn file(attachment: &Attachment, files: &Files) -> Result<String> {
    let Attachment { file, title, size } = attachment;
    Ok(format!(
        "<div class=\"kg-card kg-file-card\"><a class=\"kg-file-card-container\" href=\"{}\" title=\"Download\" download>\
         <div class=\"kg-file-card-contents\"><div class=\"kg-file-card-title\">{}</div>\
         <div class=\"kg-file-card-caption\"></div><div class=\"kg-file-card-metadata\">\
         <div class=\"kg-file-card-filename\">{}</div><div class=\"kg-file-card-filesize\">{} KB</div></div></div></a></div>\n",
        url(files, file)?,
        escape(title),
        file_name(file),
        size.div_ceil(1024)
    ))
}

/// A JPEG's width and height, from its frame header (ITU-T T.81, B.2.2).
fn size(file: &Path) -> Result<(u16, u16)> {
    let bytes = std::fs::read(file).unwrap_or_default();
    match frame(&bytes) {
        Some(size) => Ok(size),
        None => fail!("expected a JPEG with a frame header at {}, found none", file.display()),
    }
}

fn frame(bytes: &[u8]) -> Option<(u16, u16)> {
    let number = |at: usize| Some(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
    let mut at = 2;
    loop {
        // FF, the kind, the length of what follows; in a frame header precision, height, width.
        match (bytes.get(at)?, bytes.get(at + 1)?) {
            (0xff, 0xc0..=0xc2) => return Some((number(at + 7)?, number(at + 5)?)),
            (0xff, _) => at += 2 + usize::from(number(at + 2)?),
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::seed::Seeds;
    use crate::run;

    #[test]
    fn galleries_hold_nine_and_every_photo_stands_in_one() {
        let seeds = Seeds::read(&run::root().join("public/content/vi")).unwrap();
        for album in &seeds.albums {
            let files: Files = album.photos().map(|photo| (photo.file.clone(), file_name(&photo.file))).collect();
            let html = body(album, &files).unwrap();
            let Some(Part::Gallery(photos)) = album.body.last() else { panic!("{}", album.slug) };
            assert_eq!(html.matches("<img ").count(), photos.len());
            let galleries: Vec<_> = html.split("<figure").skip(1).collect();
            assert_eq!(galleries.len(), photos.len().div_ceil(9));
            assert!(galleries.iter().all(|gallery| gallery.matches("<img ").count() <= 9));
            // Portraits stay upright: width before height.
            let portrait = photos.iter().find(|photo| size(&photo.file).is_ok_and(|(width, height)| height > width));
            assert!(portrait.is_none_or(|photo| {
                let (width, height) = size(&photo.file).unwrap();
                html.contains(&format!("{}\" width=\"{width}\" height=\"{height}\"", file_name(&photo.file)))
            }));
        }
    }

    #[test]
    fn a_file_that_is_no_jpeg_has_no_size() {
        assert_eq!(frame(b"%PDF-1.7 and so on"), None);
        assert_eq!(frame(&[0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 2, 128, 3, 192, 3]), Some((960, 640)));
        assert_eq!(frame(&[]), None);
    }
}
