//! Routes and their paths: the only place that knows what the portal's addresses look like.

use crate::cut::{self, digits, padded};
use crate::list::ToList;
use crate::url;

/// Everything a reader can go to. The page of a list is the number in its address; 0 is the newest, which has none.
///
/// What the numbers count is the source's business: most lists are counted from the newest page, which is number 1 and
/// has no other address than the one without a number; see [`crate::source::Page`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    Home,
    News {
        page: usize,
    },
    Category {
        slug: String,
        page: usize,
    },
    Tag {
        slug: String,
        page: usize,
    },
    Month {
        year: i32,
        month: u32,
        page: usize,
    },
    Article {
        slug: String,
    },
    /// Albums and articles with photos: all, or those of one category.
    Gallery {
        category: Option<String>,
    },
    Album {
        slug: String,
    },
    /// One photo of an album or of an article, counted from 1.
    Photo {
        of: Box<Route>,
        number: usize,
    },
    Search {
        words: String,
        page: usize,
    },
    SiteMap,
    Page {
        slug: String,
    },
    /// The path as it was asked for, decoded.
    Unknown {
        path: String,
    },
}

/// The slug under `/page/` that the portal itself answers.
const SITE_MAP: &str = "site-map";

impl Route {
    /// Reads a path below the portal's root and language, with or without slashes at its ends.
    ///
    /// `query` is what follows the `?`. Never fails: what is no route is [`Route::Unknown`].
    pub fn parse(path: &str, query: &str) -> Route {
        let decoded: Vec<String> = path.split('/').filter(|part| !part.is_empty()).map(url::decode).list();
        let parts: Vec<&str> = decoded.iter().map(String::as_str).list();
        let all = parts.as_slice();
        let unknown = || Route::Unknown { path: all.join("/") };
        let (parts, page) = match parts.as_slice() {
            [front @ .., "page", n] if matches!(front, ["news" | "category" | "tag" | "archive" | "search", ..]) => {
                match number(n) {
                    Some(page) => (front, page),
                    None => return unknown(),
                }
            }
            all => (all, 0),
        };
        let route = match parts {
            [] | ["index.html"] => Route::Home,
            ["news"] => Route::News { page },
            ["category", slug] => Route::Category { slug: (*slug).into(), page },
            ["tag", slug] => Route::Tag { slug: (*slug).into(), page },
            ["archive", year, month] if month.len() == 2 => match (number(year), number(month.trim_start_matches('0')))
            {
                (Some(year @ 1000..=9999), Some(month @ 1..=12)) => {
                    Route::Month { year: year as i32, month: month as u32, page }
                }
                _ => unknown(),
            },
            ["article", slug] => Route::Article { slug: (*slug).into() },
            ["gallery"] => Route::Gallery { category: None },
            ["gallery", "category", slug] => Route::Gallery { category: Some((*slug).into()) },
            ["gallery", slug] => Route::Album { slug: (*slug).into() },
            ["article", slug, n] if let Some(number) = number(n) => {
                Route::Article { slug: (*slug).into() }.photo(number)
            }
            ["gallery", slug, n] if let Some(number) = number(n) => Route::Album { slug: (*slug).into() }.photo(number),
            ["search"] => Route::Search { words: parameter(query, "q").unwrap_or_default(), page },
            ["page", SITE_MAP] => Route::SiteMap,
            ["page", slug] => Route::Page { slug: (*slug).into() },
            _ => unknown(),
        };
        if route.page() != page { unknown() } else { route }
    }

    /// The path below the portal's root and language, without a slash in front; with the query where there is one.
    pub fn path(&self) -> String {
        let path = match self {
            Route::Home => String::new(),
            Route::News { .. } => "news/".into(),
            Route::Category { slug, .. } => below("category/", slug),
            Route::Tag { slug, .. } => below("tag/", slug),
            Route::Month { year, month, .. } => {
                ["archive/", &padded(year.unsigned_abs(), 4), "/", &padded(*month, 2), "/"].concat()
            }
            Route::Article { slug } => below("article/", slug),
            Route::Gallery { category: None } => "gallery/".into(),
            Route::Gallery { category: Some(slug) } => below("gallery/category/", slug),
            Route::Album { slug } => below("gallery/", slug),
            Route::Photo { of, number } => below(&of.path(), &digits(*number as u32)),
            Route::Search { .. } => "search/".into(),
            Route::SiteMap => below("page/", SITE_MAP),
            Route::Page { slug } => below("page/", slug),
            Route::Unknown { path } => path.split('/').fold(String::new(), |all, part| {
                let slash = if all.is_empty() { "" } else { "/" };
                [&all, slash, &url::encode(part)].concat()
            }),
        };
        let page = self.page();
        let path = if page > 0 { below(&(path + "page/"), &digits(page as u32)) } else { path };
        match self {
            Route::Search { words, .. } if !words.is_empty() => [&path, "?q=", &url::encode(words)].concat(),
            _ => path,
        }
    }

    /// One photo of what an album or an article shows, counted from 1.
    pub fn photo(&self, number: usize) -> Route {
        Route::Photo { of: Box::new(self.clone()), number }
    }

    /// The page of a list; 0 for what has no pages.
    pub fn page(&self) -> usize {
        match self {
            Route::News { page }
            | Route::Category { page, .. }
            | Route::Tag { page, .. }
            | Route::Month { page, .. }
            | Route::Search { page, .. } => *page,
            _ => 0,
        }
    }

    /// The same list on another page; anything else unchanged.
    pub fn on_page(&self, to: usize) -> Route {
        let mut route = self.clone();
        match &mut route {
            Route::News { page }
            | Route::Category { page, .. }
            | Route::Tag { page, .. }
            | Route::Month { page, .. }
            | Route::Search { page, .. } => *page = to,
            _ => {}
        }
        route
    }
}

/// Where the portal lives and which languages it speaks: turns routes into links and addresses into routes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Links {
    /// The path of the portal's root, with a slash at both ends: `/` or `/tin/`.
    pub base: String,
    /// The language of the links made here.
    pub language: String,
    /// All languages; the first has no path of its own.
    pub languages: Vec<String>,
}

impl Links {
    /// The link to a route in this language.
    pub fn to(&self, route: &Route) -> String {
        self.to_in(&self.language, route)
    }

    /// The link to a route in another language.
    pub fn to_in(&self, language: &str, route: &Route) -> String {
        let Links { base, languages, .. } = self;
        let is_default = languages.first().is_none_or(|first| first == language);
        let prefix = if is_default { String::new() } else { below("", language) };
        [base.as_str(), &prefix, &route.path()].concat()
    }

    /// A path of the portal as people write it in settings and texts (`/news/`, `/en/gallery/`) as a link.
    ///
    /// `None` for what is no path of the portal, such as a file.
    pub fn to_path(&self, path: &str) -> Option<String> {
        let rest = path.strip_prefix('/').filter(|rest| !rest.starts_with('/'))?;
        let (address, hash) = cut::at(rest, rest.find('#').unwrap_or(rest.len()));
        let (place, query) = address.split_once('?').unwrap_or((address, ""));
        let (language, route) = self.below_root(place, query);
        let language = language.unwrap_or(&self.language);
        match route {
            Route::Unknown { .. } => None,
            route => Some(self.to_in(language, &route) + hash),
        }
    }

    /// The language and route of a path on this host; `None` where the path is outside the portal.
    pub fn parse(&self, path: &str, query: &str) -> Option<(String, Route)> {
        let rest = path.strip_prefix(self.base.as_str()).or_else(|| {
            // The root without its last slash is the root all the same.
            (self.base.strip_suffix('/') == Some(path)).then_some("")
        })?;
        let (language, route) = self.below_root(rest, query);
        let default = self.languages.first().cloned().unwrap_or_default();
        Some((language.map_or(default, str::to_owned), route))
    }

    fn below_root(&self, path: &str, query: &str) -> (Option<&str>, Route) {
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        let others = self.languages.get(1..).unwrap_or_default();
        match others.iter().find(|code| *code == first) {
            Some(code) => (Some(code), Route::parse(rest, query)),
            None => (None, Route::parse(path, query)),
        }
    }
}

/// The path of what is in a folder.
fn below(folder: &str, name: &str) -> String {
    [folder, &url::encode(name), "/"].concat()
}

/// A number from 1 as an address writes it: no sign, no leading zero.
fn number(text: &str) -> Option<usize> {
    let plain = (1..=6).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0');
    text.parse().ok().filter(|_| plain)
}

/// One value of an `application/x-www-form-urlencoded` query, as forms and [`Route::path`] write it.
fn parameter(query: &str, name: &str) -> Option<String> {
    let pairs = query.trim_start_matches('?').split('&');
    let value = pairs.filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name)?.1;
    Some(url::decode(&value.replace('+', " ")).trim().to_owned())
}
