//! `public/site.json`: the portal's name, languages, source, menu and looks. Read, validated, every problem at once.

mod allow;
mod gallery;
mod read;

pub use allow::{Allow, add_source};
pub use gallery::{Gallery, LAYOUTS};
pub use read::read;

use crate::json::Json;
use crate::list::ToList;

/// The portal's settings.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    pub name: Text,
    pub tagline: Text,
    /// A path below the portal's root or an absolute address.
    pub logo: Option<String>,
    /// Where the portal is published, for canonical links: `https://khcn.example.vn/`.
    pub url: Option<String>,
    /// Never empty; the first is the default.
    pub languages: Vec<Language>,
    /// IANA name.
    pub timezone: String,
    /// Never empty.
    pub sources: Vec<Source>,
    /// What is shown while the sources do not answer.
    pub fallback: Option<Source>,
    /// Articles on a list page, 1 to 100.
    pub page_size: usize,
    /// What pages may load from other hosts.
    pub allow: Allow,
    pub gallery: Gallery,
    pub menu: Vec<Entry>,
    pub footer: Footer,
    pub theme: Theme,
}

/// Words in several languages, as pairs of language and words; a language that is not named gets the first one's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text(pub Vec<(String, String)>);

/// A language that the portal speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Language {
    /// BCP 47; also the name of its locale file and of its folder in addresses.
    pub code: String,
    /// Its own name for itself.
    pub name: String,
}

/// Where articles come from: a profile, and what this source has in its own way.
#[derive(Clone, Debug)]
pub struct Source {
    /// The profile's file; `None` where the entry is a profile by itself.
    pub file: Option<String>,
    /// The entry as it stands in the settings: it is laid over the profile.
    pub own: Json,
    /// What marks its articles where there are several sources.
    pub label: Text,
}

/// A link of the menu or the footer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    pub label: Text,
    /// A path of the portal (`/news/`) or an address elsewhere.
    pub to: Text,
}

/// What stands at every page's end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Footer {
    /// Lines of the address block.
    pub address: Vec<Text>,
    pub links: Vec<Entry>,
    /// Who is responsible, which licence.
    pub note: Text,
}

/// Colours and type. Each colour is one CSS colour for light and one for dark pages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Theme {
    pub accent: Option<(String, String)>,
    pub masthead: Option<(String, String)>,
    /// CSS `font-family` lists.
    pub font: Option<String>,
    pub font_headline: Option<String>,
}

impl Text {
    /// The words in a language, else in the first one that has any.
    pub fn in_language(&self, language: &str) -> String {
        self.exactly(language).or(self.0.first().map(|(_, words)| words.as_str())).unwrap_or_default().to_owned()
    }

    /// The words in a language, if there are any in just that one.
    pub fn exactly(&self, language: &str) -> Option<&str> {
        self.0.iter().find(|(code, _)| code == language).map(|(_, words)| words.as_str())
    }

    /// The same words in every language.
    pub fn plain(text: &str) -> Text {
        Text(vec![(String::new(), text.to_owned())])
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Settings {
    pub fn language_codes(&self) -> Vec<String> {
        self.languages.iter().map(|language| language.code.clone()).list()
    }

    /// The path of the same menu entry in another language: how a category finds its translation.
    pub fn translated_path(&self, path: &str, from: &str, to: &str) -> Option<&str> {
        let same = |other: &&Entry| {
            other.to.exactly(from).is_some_and(|known| known.trim_matches('/') == path.trim_matches('/'))
        };
        self.menu.iter().chain(&self.footer.links).find(same)?.to.exactly(to)
    }
}
