//! A list of articles as a feed, in the three formats that feed readers know.
//!
//! Nothing in a feed says when it was made: the same articles give the same bytes.

mod atom;
mod json;
mod rss;

pub use atom::atom;
pub use json::json_feed;
pub use rss::rss;

use crate::article::Moment;

/// Writes a feed in one of its formats.
pub type Write = fn(&Channel, &[Entry]) -> String;

/// The formats: what a feed's file is called, its type, and what writes it.
pub const FORMATS: [(&str, &str, Write); 3] = [
    ("feed.xml", "application/rss+xml", rss),
    ("atom.xml", "application/atom+xml", atom),
    ("feed.json", "application/feed+json", json_feed),
];

/// What a feed says of itself. All addresses are absolute.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Channel {
    pub title: String,
    pub description: String,
    /// The page that shows the same articles.
    pub home: String,
    /// The feed's own address, in the format that is being written.
    pub own: String,
    /// BCP 47.
    pub language: String,
    /// When the newest of its articles appeared or changed; not when the feed was made.
    pub updated: Moment,
    /// A small square picture.
    pub icon: Option<String>,
    /// A larger picture.
    pub logo: Option<String>,
}

/// One article of a feed. All addresses are absolute, those in `content` too.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    pub url: String,
    /// An address that stays the same should the article move. Feed readers tell by it what they have seen already.
    pub id: String,
    pub title: String,
    /// Plain text; empty where there is none.
    pub summary: String,
    /// HTML; empty where the feed has summaries alone.
    pub content: String,
    pub published: Option<Moment>,
    pub modified: Option<Moment>,
    pub authors: Vec<String>,
    /// Names as readers know them.
    pub categories: Vec<String>,
    pub picture: Option<Picture>,
    pub attachments: Vec<File>,
}

/// An article's lead picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    pub url: String,
    /// `image/jpeg`.
    pub mime_type: String,
    /// Empty where nobody wrote one.
    pub alt: String,
}

/// A file that comes with an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    pub url: String,
    /// `application/pdf`.
    pub mime_type: String,
    /// How readers know it; may be empty.
    pub title: String,
    pub bytes: Option<u64>,
}

impl Entry {
    /// When it last appeared or changed.
    fn updated(&self) -> Option<Moment> {
        self.modified.max(self.published)
    }
}
