//! Albums of any size, made of the sample's photos: the same files under different addresses.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::run::{Doing, Result, fail};

/// The album's slug in the feed.
pub const SLUG: &str = "bench";

/// A photo of an album.
#[derive(Clone)]
pub struct Photo {
    /// Pixels of its largest file.
    pub width: u64,
    pub height: u64,
    pub alt: String,
    /// Addresses from the server's root and widths in pixels, the smallest first.
    pub files: Vec<(String, u64)>,
    /// As the feed has it.
    entry: Value,
}

/// The photos of all albums that a build brings along.
pub fn sample(folder: &Path) -> Result<Vec<Photo>> {
    let feed = folder.join("content/vi/albums.json");
    let text = fs::read_to_string(&feed).doing(|| format!("read {}", feed.display()))?;
    let feed_value: Value = serde_json::from_str(&text).doing(|| format!("read {}", feed.display()))?;
    let list = |value: Option<&Value>| value.and_then(Value::as_array).cloned().unwrap_or_default();
    let albums = list(feed_value.get("items"));
    let entries = albums.iter().flat_map(|album| list(album.pointer("/_bantin/photos")));
    let photos: Vec<Photo> = entries.filter_map(|entry| Photo::read(&entry)).collect();
    if photos.is_empty() {
        fail!("expected albums with photos in {}, found none", feed.display());
    }
    Ok(photos)
}

/// `count` photos, over and over the same, each with addresses of its own.
pub fn repeated(photos: &[Photo], count: usize) -> Vec<Photo> {
    photos.iter().cycle().take(count).enumerate().map(|(n, photo)| photo.numbered(n + 1)).collect()
}

/// A feed with one album.
pub fn feed(photos: &[Photo]) -> Vec<u8> {
    let entries: Vec<&Value> = photos.iter().map(|photo| &photo.entry).collect();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Bench",
        "items": [{
            "id": "https://khcn.example.vn/gallery/bench/",
            "title": format!("{} photos", photos.len()),
            "date_published": "2026-04-12T07:00:00+07:00",
            "language": "vi",
            "_bantin": { "slug": SLUG, "cover": 0, "photos": entries },
        }],
    });
    feed.to_string().into_bytes()
}

impl Photo {
    fn read(entry: &Value) -> Option<Photo> {
        let (width, height) = (entry.get("width")?.as_u64()?, entry.get("height")?.as_u64()?);
        let mut files = Vec::new();
        for file in entry.get("renditions")?.as_array()? {
            // The feed lies in content/vi/, and its addresses are relative to it.
            let address = file.get("src")?.as_str()?.strip_prefix("../")?;
            files.push((format!("/content/{address}"), file.get("width")?.as_u64()?));
        }
        files.sort_by_key(|file| file.1);
        let largest = files.last()?.1;
        let alt = entry.get("alt").and_then(Value::as_str).unwrap_or_default().to_owned();
        Some(Photo { width: largest, height: height * largest / width.max(1), alt, files, entry: entry.clone() })
    }

    fn numbered(&self, n: usize) -> Photo {
        let mut photo = self.clone();
        for (address, _) in &mut photo.files {
            address.push_str(&format!("?n={n}"));
        }
        let number = |entry: &mut Value| {
            if let Some(Value::String(address)) = entry.get_mut("src") {
                address.push_str(&format!("?n={n}"));
            }
        };
        number(&mut photo.entry);
        let files = photo.entry.get_mut("renditions").and_then(Value::as_array_mut);
        files.into_iter().flatten().for_each(number);
        photo
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A photo as the sample's feed has it.
    fn photo() -> Photo {
        let entry = json!({
            "src": "../images/a-960.jpg", "width": 960, "height": 540, "alt": "a",
            "renditions": [{ "src": "../images/a-960.jpg", "width": 960 }, { "src": "../images/a-480.jpg", "width": 480 }],
        });
        Photo::read(&entry).unwrap()
    }

    #[test]
    fn a_photo_that_is_used_again_gets_addresses_of_its_own() {
        let photos = repeated(&[photo()], 3);
        let second = ["/content/images/a-480.jpg?n=2", "/content/images/a-960.jpg?n=2"];
        assert_eq!(photos[1].files.iter().map(|file| file.0.as_str()).collect::<Vec<_>>(), second);
        assert_eq!((photos[1].width, photos[1].height), (960, 540));
        let feed: Value = serde_json::from_slice(&feed(&photos)).unwrap();
        let of = |path: &str| feed.pointer(&format!("/items/0/_bantin/photos/2{path}")).unwrap().clone();
        assert_eq!(of("/src"), "../images/a-960.jpg?n=3");
        assert_eq!(of("/renditions/1/src"), "../images/a-480.jpg?n=3");
    }
}
