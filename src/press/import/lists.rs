//! What the content says of all articles together: list pages, totals, neighbours, related articles.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value, json};

use super::name;
use crate::article::Moment;

/// Items of one list page.
pub const PAGE: usize = 30;
/// Of a tag's articles, as many as are looked at for related ones.
const NEAR: usize = 400;

/// What is held of an article while the others are read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    pub slug: String,
    pub title: String,
    /// RFC 3339; empty where it has none.
    pub published: String,
    at: Option<Moment>,
    /// `2026-05`, in the portal's zone.
    pub month: String,
    pub category: Option<(String, String)>,
    /// Slugs and words.
    pub tags: Vec<(String, String)>,
    /// The item as lists have it, as JSON: it takes less room as a text.
    item: String,
}

impl Card {
    /// Reads a whole item.
    pub fn of(item: &Value, month: String) -> Card {
        let text = |at: &str| item.pointer(at).and_then(Value::as_str).unwrap_or_default().to_owned();
        let term = |at: &str| {
            let term = item.pointer(at)?;
            Some((term.get("slug")?.as_str()?.to_owned(), term.get("title")?.as_str()?.to_owned()))
        };
        let tags = item.get("tags").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        let mut listed = item.clone();
        if let Some(listed) = listed.as_object_mut() {
            listed.shift_remove("content_html");
            listed.shift_remove("attachments");
            if let Some(own) = listed.get_mut("_bantin").and_then(Value::as_object_mut) {
                ["previous", "next", "related", "aliases"].iter().for_each(|key| drop(own.shift_remove(*key)));
            }
        }
        nearer(&mut listed);
        Card {
            slug: text("/_bantin/slug"),
            title: text("/title"),
            at: Moment::parse(&text("/date_published")),
            published: text("/date_published"),
            month,
            category: term("/_bantin/category"),
            tags: tags.filter_map(|tag| Some((name::slug_of_words(tag)?, tag.to_owned()))).collect(),
            item: listed.to_string(),
        }
    }

    fn listed(&self) -> Value {
        serde_json::from_str(&self.item).unwrap_or_default()
    }
}

/// Addresses of pictures as they are meant from a list page, one folder nearer to the content's than an article is.
fn nearer(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Some(rest) = text.strip_prefix("../../") {
                *text = format!("../{rest}");
            }
        }
        Value::Array(items) => items.iter_mut().for_each(nearer),
        Value::Object(map) => {
            for (key, value) in map.iter_mut() {
                if matches!(key.as_str(), "image" | "src" | "_bantin" | "renditions") || value.is_array() {
                    nearer(value);
                }
            }
        }
        _ => {}
    }
}

/// All articles, newest first.
#[derive(Debug, Default)]
pub struct Lists {
    pub cards: Vec<Card>,
    /// Places in `cards` by tag and by category, newest first.
    tags: HashMap<String, Vec<usize>>,
    categories: HashMap<String, Vec<usize>>,
}

impl Lists {
    pub fn new(mut cards: Vec<Card>) -> Lists {
        // Two of one moment stand by slug, so that every run gives one order.
        cards.sort_by(|a, b| (b.at, &a.slug).cmp(&(a.at, &b.slug)));
        let mut lists = Lists { cards, ..Lists::default() };
        for (n, card) in lists.cards.iter().enumerate() {
            for (slug, _) in &card.tags {
                let at = lists.tags.entry(slug.clone()).or_default();
                if at.last() != Some(&n) {
                    at.push(n);
                }
            }
            if let Some((slug, _)) = &card.category {
                lists.categories.entry(slug.clone()).or_default().push(n);
            }
        }
        lists
    }

    pub fn n_pages(&self) -> usize {
        self.cards.len().div_ceil(PAGE).max(1)
    }

    /// The items of a list page, counted from 0.
    pub fn page(&self, page: usize) -> Vec<Value> {
        self.cards.iter().skip(page * PAGE).take(PAGE).map(Card::listed).collect()
    }

    /// Says of a whole item what stands before, after and beside it.
    pub fn place(&self, n: usize, item: &mut Value) {
        let Some(own) = item.get_mut("_bantin").and_then(Value::as_object_mut) else { return };
        ["previous", "next", "related"].iter().for_each(|key| drop(own.shift_remove(*key)));
        let aliases = own.shift_remove("aliases");
        // The list stands newest first, so the older neighbour follows.
        let next = n.checked_sub(1).and_then(|n| self.cards.get(n));
        for (key, other) in [("previous", self.cards.get(n + 1)), ("next", next)] {
            if let Some(other) = other {
                own.insert(key.into(), json!({"slug": other.slug, "title": other.title}));
            }
        }
        own.insert("related".into(), self.related(n));
        if let Some(aliases) = aliases {
            own.insert("aliases".into(), aliases);
        }
    }

    /// Up to three articles on the same: of the category first, then by shared tags, then newest.
    fn related(&self, n: usize) -> Value {
        let Some(card) = self.cards.get(n) else { return Value::Null };
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for (slug, _) in &card.tags {
            let near = self.tags.get(slug).into_iter().flatten().take(NEAR);
            near.for_each(|other| *shared.entry(*other).or_default() += 1);
        }
        let category = card.category.as_ref().map(|(slug, _)| slug);
        let alike = category.and_then(|slug| self.categories.get(slug)).into_iter().flatten();
        for other in alike.take(4) {
            shared.entry(*other).or_default();
        }
        shared.remove(&n);
        let mut near: Vec<(bool, usize, Reverse<usize>)> = shared
            .into_iter()
            .map(|(other, tags)| {
                let theirs = self.cards[other].category.as_ref().map(|(slug, _)| slug);
                (theirs.is_some() && theirs == category, tags, Reverse(other))
            })
            .collect();
        near.sort_by(|a, b| b.cmp(a));
        near.iter().take(3).map(|(.., Reverse(other))| self.related_card(&self.cards[*other])).collect()
    }

    fn related_card(&self, card: &Card) -> Value {
        let listed = card.listed();
        let mut item = Map::new();
        item.insert("slug".into(), card.slug.as_str().into());
        item.insert("title".into(), card.title.as_str().into());
        if !card.published.is_empty() {
            item.insert("date_published".into(), card.published.as_str().into());
        }
        if let Some(mut image) = listed.pointer("/_bantin/image").cloned() {
            farther(&mut image);
            item.insert("image".into(), image);
        }
        if let Some((slug, title)) = &card.category {
            item.insert("category".into(), json!({"slug": slug, "title": title}));
        }
        item.into()
    }

    /// Totals by category, tag and month, for the first list page. `first` are categories in the order that they had.
    pub fn totals(&self, first: &[String]) -> Value {
        let category = |slug: &String, at: &Vec<usize>| {
            let title = at.first().and_then(|n| self.cards[*n].category.as_ref()).map(|(_, title)| title.as_str());
            (slug.clone(), title.unwrap_or_default().to_owned(), at.len())
        };
        let mut categories: Vec<_> = self.categories.iter().map(|(slug, at)| category(slug, at)).collect();
        let place = |slug: &String| first.iter().position(|known| known == slug).unwrap_or(usize::MAX);
        categories.sort_by(|a, b| (place(&a.0), Reverse(a.2), &a.0).cmp(&(place(&b.0), Reverse(b.2), &b.0)));
        let mut tags: Vec<_> = self.tags.iter().collect();
        tags.sort_by(|a, b| (Reverse(a.1.len()), a.0).cmp(&(Reverse(b.1.len()), b.0)));
        let words = |slug: &String, at: &[usize]| {
            // The oldest spelling: a new article does not change it.
            let card = at.last().map(|n| &self.cards[*n]);
            card.and_then(|card| card.tags.iter().find(|(known, _)| known == slug)).map(|(_, words)| words.clone())
        };
        let mut months: BTreeMap<&str, usize> = BTreeMap::new();
        for card in self.cards.iter().filter(|card| !card.month.is_empty()) {
            *months.entry(&card.month).or_default() += 1;
        }
        let term = |slug: &str, title: &str, total: usize| json!({"slug": slug, "title": title, "total": total});
        json!({
            "total": self.cards.len(),
            "categories": categories.iter().map(|(slug, title, total)| term(slug, title, *total)).collect::<Vec<_>>(),
            "tags": tags.iter().map(|(slug, at)| term(slug, &words(slug, at).unwrap_or_default(), at.len())).collect::<Vec<_>>(),
            "months": months.iter().rev().map(|(month, total)| json!({"month": month, "total": total})).collect::<Vec<_>>(),
        })
    }
}

/// The inverse of [`nearer`] for one picture.
fn farther(image: &mut Value) {
    let own = |value: Option<&mut Value>| {
        if let Some(Value::String(text)) = value
            && text.starts_with("../")
        {
            *text = format!("../{text}");
        }
    };
    own(image.get_mut("src"));
    for rendition in image.get_mut("renditions").and_then(Value::as_array_mut).into_iter().flatten() {
        own(rendition.get_mut("src"));
    }
}
