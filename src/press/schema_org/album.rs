//! Albums and their photos in schema.org's words.

use serde_json::{Value, json};

use super::{Site, text};
use crate::article::{Album, Photo, Taken};
use crate::body;
use crate::locale;
use crate::press::entries::{list, object};

impl Site<'_> {
    /// An album at its absolute address; `page` is the absolute address of a photo's own page, by its number from 1.
    pub fn image_gallery(&self, album: &Album, url: &str, page: &dyn Fn(usize) -> String) -> Value {
        let media = |(n, photo): (usize, &Photo)| self.medium(album, photo, &page(n + 1));
        object(vec![
            ("@type", Some("ImageGallery".into())),
            ("@id", Some(format!("{url}#gallery").into())),
            ("name", text(&album.title)),
            ("description", album.standfirst.as_deref().and_then(text)),
            ("url", text(url)),
            ("datePublished", album.published.map(|moment| moment.to_rfc3339().into())),
            ("inLanguage", text(self.language)),
            ("publisher", Some(self.publisher())),
            ("about", album.category.as_ref().map(|category| json!({ "@type": "Thing", "name": category.title }))),
            ("primaryImageOfPage", album.photos.get(album.cover).map(|photo| self.image(photo))),
            ("associatedMedia", list(album.photos.iter().enumerate().map(media))),
        ])
    }

    /// A photo or a film of an album, with its own page.
    pub fn medium(&self, album: &Album, photo: &Photo, page: &str) -> Value {
        match &photo.film {
            None => self.photo(photo, page),
            Some(film) => self.film(album, photo, film.as_str(), page),
        }
    }

    fn photo(&self, photo: &Photo, page: &str) -> Value {
        let mut value = self.image(photo);
        let thumbnail = (self.absolute)(photo.at_least(480).as_str());
        let more = object(vec![
            ("thumbnailUrl", text(&thumbnail)),
            ("mainEntityOfPage", text(page)),
            ("dateCreated", photo.taken.map(|taken| self.taken(taken).into())),
            (
                "contentLocation",
                photo.place.as_deref().and_then(text).map(|place| json!({ "@type": "Place", "name": place })),
            ),
        ]);
        if let (Some(value), Value::Object(more)) = (value.as_object_mut(), more) {
            value.extend(more);
        }
        value
    }

    fn film(&self, album: &Album, photo: &Photo, film: &str, page: &str) -> Value {
        let name = photo.caption.as_deref().and_then(text).or(text(&photo.alt)).or(text(&album.title));
        let frame = body::find_embed(film).map(|embed| embed.frame.to_string());
        let file = frame.is_none().then(|| (self.absolute)(film));
        object(vec![
            ("@type", Some("VideoObject".into())),
            ("name", name),
            ("thumbnailUrl", text(&(self.absolute)(photo.src.as_str()))),
            ("uploadDate", album.published.map(|moment| moment.to_rfc3339().into())),
            ("embedUrl", frame.map(Value::from)),
            ("contentUrl", file.map(Value::from)),
            ("mainEntityOfPage", text(page)),
        ])
    }

    /// A day where no more is known, as ISO 8601 has both.
    fn taken(&self, taken: Taken) -> String {
        if !taken.is_day {
            return taken.at.to_rfc3339();
        }
        let day = locale::civil(taken.at, &self.settings.timezone);
        format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)
    }
}
