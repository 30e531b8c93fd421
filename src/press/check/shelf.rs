//! The bundled content of one language: each thing with the place that it came from.

mod read;

use std::collections::BTreeSet;

use super::finding::Place;
use crate::article::{Article, Photo};
use crate::json::Json;
use crate::search::fold;

pub use read::read;

#[derive(Default)]
pub struct Shelf {
    pub language: String,
    /// All that this language has is here, so what is not here is nowhere.
    pub is_whole: bool,
    pub entries: Vec<Entry>,
    /// The articles that its lists name, whether their own files can be read or not.
    pub named: BTreeSet<String>,
    pub categories: BTreeSet<String>,
    pub tags: BTreeSet<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Article,
    Page,
    Album,
}

/// One article, standing page or album.
pub struct Entry {
    pub kind: Kind,
    /// The item in its file.
    pub place: Place,
    pub item: Json,
    /// Of an album what it has in common with an article.
    pub article: Article,
    /// Those of an album.
    pub photos: Vec<Photo>,
    /// Where each of the fields stands in the item: the profile's own paths.
    fields: Json,
}

impl Entry {
    /// Where a field stands: the item itself, where the profile's path is none that can be pointed at.
    pub fn at(&self, field: &str) -> Place {
        self.place.below(&self.path(field).unwrap_or_default())
    }

    /// The value of a field as it is written.
    pub fn raw(&self, field: &str) -> Option<Json> {
        self.item.at(&self.path(field)?)
    }

    /// The first of the field's paths that leads to something in the item, else the first that could.
    fn path(&self, field: &str) -> Option<String> {
        let mut paths = vec![];
        plain_paths(&self.fields.get(field)?, &mut paths);
        let there = paths.iter().find(|path| self.item.at(path).is_some());
        there.or(paths.first()).cloned()
    }

    pub fn slug(&self) -> &str {
        &self.article.summary.slug
    }
}

/// The paths that are simple pointers; `/photos/*` counts as `/photos`.
fn plain_paths(field: &Json, out: &mut Vec<String>) {
    if field.is_array() {
        field.items().iter().for_each(|field| plain_paths(field, out));
    } else if field.is_object() {
        // What has neither is an article that is named by its slug.
        let inner = ["at", "each", "slug"].iter().find_map(|key| field.get(key));
        inner.iter().for_each(|field| plain_paths(field, out));
    } else if let Some(path) = field.as_text() {
        let path = path.strip_suffix("/*").unwrap_or(&path);
        if path.starts_with('/') && !path.contains(['*', '[', '(', '@', '+', '{']) {
            out.push(path.to_owned());
        }
    }
}

impl Shelf {
    pub fn has(&self, kind: Kind, slug: &str) -> bool {
        self.entry(kind, slug).is_some() || kind == Kind::Article && self.named.contains(slug)
    }

    pub fn entry(&self, kind: Kind, slug: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.kind == kind && entry.slug() == slug)
    }

    pub fn has_tag(&self, slug: &str) -> bool {
        self.tags.contains(slug) || self.tags.iter().any(|tag| fold(tag).replace(' ', "-") == slug)
    }
}
