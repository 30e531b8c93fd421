//! What a source has beside its articles: standing pages and albums.

use std::collections::HashSet;

use super::Outcome;
use super::item::Items;
use super::memory::{AlbumRecord, Input, Shelf, mark};
use super::pictures::Photos;
use super::reader::{Reader, ask};
use super::site::Site;
use crate::article::{Album, StandingPage};
use crate::press::entries::printed;
use crate::source::Error;
use crate::store::Store;

/// An album.
pub struct Shelved {
    pub record: AlbumRecord,
    /// Where it was read this time.
    pub album: Option<Album>,
}

/// A standing page's slug, and a path that it had before.
pub type Alias = (String, String);

/// The standing pages, and their aliases.
///
/// # Errors
/// In words: a passing failure. A page that cannot be had is a problem that is told.
pub fn standing_pages(store: &Store, problems: &mut Vec<String>) -> Outcome<(Vec<StandingPage>, Vec<Alias>)> {
    let (mut pages, mut aliases) = (vec![], vec![]);
    for page in ask(store, &Store::standing_pages).map_err(|error| error.to_string())? {
        match ask(store, &|store| store.standing_page(&page.slug)) {
            Ok(page) => {
                let old = store.aliases("page", &page.slug).unwrap_or_default();
                aliases.extend(old.into_iter().map(|old| (page.slug.clone(), old)));
                pages.push(page);
            }
            Err(error) if error.is_passing() => return Err(error.to_string()),
            Err(error) => problems.push(format!("expected the page {}, found: {error}", page.slug)),
        }
    }
    Ok((pages, aliases))
}

/// The albums, and what they were read from.
///
/// # Errors
/// In words.
pub fn albums(
    site: &Site,
    store: &Store,
    reader: &Reader,
    photos: &Photos,
    known: Shelf,
) -> Outcome<(Vec<Shelved>, Vec<Input>)> {
    if !known.inputs.is_empty() && known.inputs.iter().all(|input| reader.is_same(input)) {
        let albums = known.albums.into_iter().map(|record| Shelved { record, album: None }).collect();
        return Ok((albums, known.inputs));
    }
    reader.inputs();
    let albums: Result<Vec<Album>, Error> = ask(store, &Store::albums);
    let items = Items { zone: &site.settings.timezone };
    let shelved = |album: Album| {
        let record = AlbumRecord {
            slug: album.slug.clone(),
            category: album.category.clone(),
            translations: album.translations.clone(),
            mark: mark([printed(&items.album(&album))]),
        };
        Shelved { record, album: Some(album) }
    };
    let mut seen = HashSet::new();
    let mut albums = albums.map_err(|error| error.to_string())?;
    albums.retain(|album| seen.insert(album.slug.clone()));
    let mut inputs = reader.inputs();
    for album in &mut albums {
        photos.album(album, &mut inputs)?;
    }
    Ok((albums.into_iter().map(shelved).collect(), inputs))
}
