//! Texts as trees and back: what the portal would not show is not sent, and links to articles lead to them here.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::gather::Read;
use super::item::Items;
use super::memory::{Input, Record, key, mark};
use super::pictures::Photos;
use super::site::Site;
use crate::article::{StandingPage, Term};
use crate::body::{self, Body};
use crate::edition;
use crate::press::entries::printed;
use crate::route::{Links, Route};
use crate::url::SafeUrl;

/// Articles by the keys of their addresses at their sources.
pub type Origins = HashMap<u64, String>;

pub struct Texts<'a> {
    site: &'a Site,
    links: Links,
    origins: &'a Origins,
    photos: &'a Photos,
    /// Of the texts whose trees are kept, in bytes of HTML.
    kept: AtomicUsize,
}

/// As many bytes of HTML are kept as trees, too, until their pages are made: twice as many bytes of memory, for a tenth
/// of a build's time. All of an archive would be too much.
const KEPT: usize = 100_000_000;

/// An article that was read.
pub struct Text {
    /// Without its terms.
    pub record: Record,
    pub category: Option<Term>,
    pub tags: Vec<Term>,
    /// Its item as JSON, without its neighbours.
    pub item: String,
    /// What lists show of it.
    pub listed: String,
    /// The tree that the item's text is read as, for some of them.
    pub tree: Option<Body>,
}

/// A text as the portal has it.
struct Own {
    tree: Body,
    /// The keys of the places elsewhere that it led to.
    leads_to: Vec<u64>,
    /// Nothing was taken out of it. What stands around a photo that is gone may be read as something else: two photos
    /// beside each other are a gallery.
    is_whole: bool,
}

impl<'a> Texts<'a> {
    pub fn new(site: &'a Site, language: &str, origins: &'a Origins, photos: &'a Photos) -> Texts<'a> {
        let links = edition::links("/", &site.settings, language);
        Texts { site, links, origins, photos, kept: AtomicUsize::new(0) }
    }

    pub fn article(&self, read: Read) -> Text {
        let mut article = read.article;
        let summary = &mut article.summary;
        // What stands in the list holds where the article by itself says nothing of it.
        summary.photo_count = summary.photo_count.or(read.record.said.photos);
        let mut inputs = read.record.inputs;
        self.photos.maybe(&mut summary.image, &mut inputs);
        for related in &mut article.related {
            self.photos.maybe(&mut related.image, &mut inputs);
        }
        let lead = summary.image.as_ref();
        let mut pictures: Vec<String> = lead.iter().map(|photo| photo.at_least(1_200).to_string()).collect();
        let Own { mut tree, leads_to, is_whole } = self.read(&article.body_html, &article.read_from, &mut inputs);
        body::every_figure(&mut tree, &mut |figure| {
            let address = figure.photo.at_least(1_200).to_string();
            if !pictures.contains(&address) {
                pictures.push(address);
            }
            // HTML has no place for it, and the tree is what the HTML is read as.
            figure.photo.color = None;
        });
        let html = body::html(&tree, &str::to_owned);
        article.previous = None;
        article.next = None;
        let items = Items { zone: &self.site.settings.timezone };
        let (item, listed) = (printed(&items.article(&article, &html)), printed(&items.summary(&article.summary)));
        let summary = article.summary;
        let record = Record {
            origin: summary.origin.as_ref().map(|origin| key(origin.as_str())),
            slug: summary.slug,
            title: summary.title,
            published: summary.published.map(|moment| moment.0),
            modified: summary.modified.map(|moment| moment.0),
            translations: summary.translations,
            related: article.related.into_iter().map(|summary| summary.slug).collect(),
            aliases: read.record.aliases.clone(),
            pictures,
            leads_to,
            inputs,
            said: read.record.said,
            mark: mark([&item]),
            ..Record::default()
        };
        let is_kept = is_whole && self.kept.fetch_add(html.len(), Ordering::Relaxed) < KEPT;
        Text { record, category: summary.category, tags: summary.tags, item, listed, tree: is_kept.then_some(tree) }
    }

    /// What its photos are made of goes into `inputs`.
    pub fn page(&self, page: &mut StandingPage, inputs: &mut Vec<Input>) {
        let text = self.read(&page.body_html, &page.read_from, inputs);
        page.body_html = body::html(&text.tree, &str::to_owned);
    }

    fn read(&self, html: &str, from: &str, inputs: &mut Vec<Input>) -> Own {
        let (mut tree, _) = body::parse(html, from);
        let mut is_whole = true;
        body::keep_figures(&mut tree, &mut |figure| {
            let stays = self.photos.dress(&mut figure.photo, inputs);
            is_whole &= stays;
            stays
        });
        let own = self.site.settings.url.as_deref();
        let leads_to = RefCell::new(vec![]);
        body::own_links(&mut tree, &|address| {
            let below = own.and_then(|own| address.strip_prefix(own));
            let path = below.and_then(|below| self.links.to_path(&format!("/{below}")));
            let known = || {
                let key = key(address);
                leads_to.borrow_mut().push(key);
                let slug = self.origins.get(&key)?.clone();
                Some(self.links.to(&Route::Article { slug }))
            };
            SafeUrl::parse(&path.or_else(known)?)
        });
        Own { tree, leads_to: leads_to.into_inner(), is_whole }
    }
}
