//! The tree's types, one variant for each thing that a news text needs.

use super::line;
use super::span::Span;
use crate::article::{Attachment, Photo};
use crate::url::SafeUrl;

/// An article's text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body(pub Vec<Block>);

/// What stands on lines of its own.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    Paragraph {
        align: Align,
        content: Line,
    },
    /// `level` is 2 to 4: the page's headline is the only first one. `id` is what a link on the page calls it.
    Heading {
        level: u8,
        id: Option<String>,
        content: Line,
    },
    /// Numbered from `start`, or with bullets.
    List {
        start: Option<i32>,
        items: Vec<Vec<Block>>,
    },
    Definitions(Vec<Definition>),
    /// Words of somebody else, and whose; or words of the text itself, pulled out of it to be seen.
    Quote {
        is_pulled: bool,
        content: Vec<Block>,
        source: Line,
    },
    Figure(Box<Figure>),
    /// Two figures or more that belong together.
    Gallery {
        figures: Vec<Figure>,
        caption: Line,
    },
    Table(Table),
    /// Text in which every space and line end counts.
    Code(String),
    Rule,
    /// Something that is to be noticed beside the text.
    Notice(Vec<Block>),
    Media(Box<Media>),
    Embed(Box<Embed>),
    File(Box<Attachment>),
    /// The footnotes, counted from 1; [`Inline::Note`] refers to them. There is one such block at most.
    Notes(Vec<Vec<Block>>),
    /// Blocks that are written in another direction than what is around them.
    Foreign {
        language: Option<String>,
        direction: Direction,
        content: Vec<Block>,
    },
}

/// Where the lines of a paragraph or of a cell stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    #[default]
    Start,
    Center,
    End,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    #[default]
    LeftToRight,
    RightToLeft,
}

/// Words and what they mean; either may be several, neither is none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Definition {
    pub terms: Vec<Line>,
    pub details: Vec<Vec<Block>>,
}

/// A photo with what is written under it.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    pub photo: Photo,
    pub caption: Line,
    /// Where the photo leads, if it leads anywhere but to a larger file of itself.
    pub link: Option<SafeUrl>,
    pub align: Align,
}

impl Figure {
    /// The photo by itself, with the words that stand under it.
    pub fn captioned(&self) -> Photo {
        Photo { caption: line::caption(&self.caption), ..self.photo.clone() }
    }
}

/// Rows of cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    pub caption: Line,
    pub rows: Vec<Vec<Cell>>,
}

/// One cell of a table; spans are at least 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    pub is_header: bool,
    pub columns: u32,
    pub rows: u32,
    pub align: Align,
    pub content: Vec<Block>,
}

/// A file that is heard or watched.
#[derive(Clone, Debug, PartialEq)]
pub struct Media {
    pub kind: MediaKind,
    pub src: SafeUrl,
    /// A film's picture before it plays.
    pub poster: Option<SafeUrl>,
    /// A film's pixels, width and height.
    pub size: Option<(u32, u32)>,
    pub caption: Line,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaKind {
    Audio,
    Video,
}

/// Something that lives on another site, of those in [`super::policy::SERVICES`]. Nothing of it is loaded until the
/// reader asks for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Embed {
    /// The site's name as it is printed.
    pub service: &'static str,
    /// What the frame shows: an address on one of [`super::policy::FRAME_HOSTS`].
    pub frame: SafeUrl,
    /// The same for a window of its own.
    pub page: SafeUrl,
    /// Empty where nobody said.
    pub title: String,
    pub caption: Line,
}

/// What runs along in a line. No two texts with the same span stand side by side, and none is empty.
pub type Line = Vec<Inline>;

/// No text has as many notes.
pub const AGAIN: usize = 1000;

#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    Text(Run),
    /// A reference to one of [`Block::Notes`], counted from 1; with [`AGAIN`] more where the note was referred to before:
    /// the way back from a note leads to the first, and the others have no name.
    Note(usize),
    /// A place that a link on this page leads to.
    Place(String),
}

/// A stretch of text. A line feed in it is a line break; other white space is one space.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    pub text: String,
    pub span: Span,
}

/// Something that was left out on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// An element with all that was in it.
    Element(String),
    /// An element's tag; its text is there.
    Tag(String),
    Link,
    Picture,
    Frame,
}

impl std::fmt::Display for Warning {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Warning::Element(name) => write!(f, "left out <{name}> with all that was in it"),
            Warning::Tag(name) => write!(f, "left out the tag <{name}> and kept its text"),
            Warning::Link => f.write_str("left out a link without a usable address"),
            Warning::Picture => f.write_str("left out a picture without a usable address"),
            Warning::Frame => f.write_str("left out a frame without a usable address"),
        }
    }
}
