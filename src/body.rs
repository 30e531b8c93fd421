//! An article's text as a typed tree. There is no variant for raw HTML: what is not in the tree cannot be shown.
//!
//! `walk` turns HTML into events (the browser's own parser in wasm, html5ever natively), `build` makes the tree of
//! them, `policy` is the one list of what is let in, `text` reads the plain words off a tree.

mod build;
pub mod policy;
mod text;
#[cfg_attr(target_arch = "wasm32", path = "body/walk_browser.rs")]
#[cfg_attr(not(target_arch = "wasm32"), path = "body/walk_native.rs")]
mod walk;

pub use text::plain_text;

use crate::article::Photo;
use crate::url::SafeUrl;

/// An article's text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body(pub Vec<Block>);

/// What stands on lines of its own.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    Paragraph(Vec<Inline>),
    /// `level` is 2 to 4: the page's headline is the only first one.
    Heading {
        level: u8,
        content: Vec<Inline>,
    },
    List {
        start: Option<i32>,
        items: Vec<Vec<Block>>,
    },
    Quote(Vec<Block>),
    /// A photo with what is written under it.
    Figure {
        photo: Photo,
        caption: Vec<Inline>,
    },
    Table(Table),
    Code(String),
    Rule,
}

/// Rows of cells; spans are at least 1.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    pub caption: Vec<Inline>,
    pub rows: Vec<Vec<Cell>>,
}

/// One cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    pub is_header: bool,
    pub columns: u32,
    pub rows: u32,
    pub content: Vec<Block>,
}

/// What runs along in a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    Text(String),
    Break,
    Marked(Mark, Vec<Inline>),
    Link {
        href: SafeUrl,
        content: Vec<Inline>,
    },
    /// Words in a language other than the page's (BCP 47).
    Foreign {
        language: String,
        content: Vec<Inline>,
    },
}

/// What a stretch of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Strong,
    Emphasis,
    Code,
    Subscript,
    Superscript,
}

/// Something that was left out on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning(pub String);

/// Reads an article's HTML. Never fails: what the policy does not know is left out, with a warning.
///
/// `base` is where the article was read: relative photos and files are meant from there. A link that starts with a
/// slash is a path of the portal and stays as it is.
pub fn parse(html: &str, base: &str) -> (Body, Vec<Warning>) {
    let mut builder = build::Builder::new(base);
    walk::walk(html, &mut builder);
    builder.finish()
}
