//! Albums and their photos in schema.org's words.

use super::{Site, text, thing};
use crate::article::{Album, Photo, Taken};
use crate::body;
use crate::locale;
use crate::press::entries::{Data, list, object};

impl Site<'_> {
    /// An album at its absolute address; `page` is the absolute address of a photo's own page, by its number from 1.
    pub fn image_gallery<'a>(&'a self, album: &'a Album, url: &'a str, page: &dyn Fn(usize) -> String) -> Data<'a> {
        let media = |(n, photo): (usize, &'a Photo)| self.medium(album, photo, page(n + 1));
        object([
            ("@type", Some("ImageGallery".into())),
            ("@id", Some(format!("{url}#gallery").into())),
            ("name", text(album.title.as_str())),
            ("description", album.standfirst.as_deref().and_then(text)),
            ("url", text(url)),
            ("datePublished", album.published.map(|moment| moment.to_rfc3339().into())),
            ("inLanguage", text(self.language)),
            ("publisher", Some(self.publisher())),
            ("about", album.category.as_ref().map(|category| thing("Thing", "name", &category.title))),
            ("primaryImageOfPage", album.photos.get(album.cover).map(|photo| self.image(photo))),
            ("associatedMedia", list(album.photos.iter().enumerate().map(media))),
        ])
    }

    /// A photo or a film of an album, with its own page.
    pub fn medium<'a>(&self, album: &'a Album, photo: &'a Photo, page: String) -> Data<'a> {
        match &photo.film {
            None => self.photo(photo, page),
            Some(film) => self.film(album, photo, film.as_str(), page),
        }
    }

    fn photo<'a>(&self, photo: &'a Photo, page: String) -> Data<'a> {
        let mut entries = self.of_image(photo);
        entries.extend([
            ("thumbnailUrl", text((self.absolute)(photo.at_least(480).as_str()))),
            ("mainEntityOfPage", text(page)),
            ("dateCreated", photo.taken.map(|taken| self.taken(taken).into())),
            ("contentLocation", photo.place.as_deref().and_then(text).map(|name| thing("Place", "name", name))),
        ]);
        object(entries)
    }

    fn film<'a>(&self, album: &'a Album, photo: &'a Photo, film: &str, page: String) -> Data<'a> {
        let names = [photo.caption.as_deref().unwrap_or_default(), &photo.alt, &album.title];
        let frame = body::find_embed(film).map(|embed| embed.frame.to_string());
        let file = frame.is_none().then(|| (self.absolute)(film));
        object([
            ("@type", Some("VideoObject".into())),
            ("name", names.into_iter().find_map(text)),
            ("thumbnailUrl", text((self.absolute)(photo.src.as_str()))),
            ("uploadDate", album.published.map(|moment| moment.to_rfc3339().into())),
            ("embedUrl", frame.map(Data::from)),
            ("contentUrl", file.map(Data::from)),
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
