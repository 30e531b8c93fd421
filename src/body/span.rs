//! What holds for a stretch of text: marks, and what else may be said of it.

use super::tree::Direction;
use crate::url::SafeUrl;

/// What holds for a stretch of text.
///
/// Most of a text has marks at most: the rest is behind a pointer, so that pieces of text are small.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Span {
    pub marks: Marks,
    about: Option<Box<About>>,
}

/// What else holds for a stretch of text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct About {
    pub link: Option<SafeUrl>,
    /// BCP 47.
    pub language: Option<String>,
    pub direction: Option<Direction>,
    /// What an abbreviation stands for.
    pub expansion: Option<String>,
    /// The time that is meant, for machines.
    pub time: Option<String>,
}

/// What a stretch of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Inserted,
    Deleted,
    Small,
    Highlight,
    Strong,
    Emphasis,
    Superscript,
    Subscript,
    Code,
    Keyboard,
    /// A formula, as text.
    Maths,
}

/// Several marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(u16);

const NOTHING: &About = &About { link: None, language: None, direction: None, expansion: None, time: None };

impl Span {
    /// Text that is a link and nothing else.
    pub fn link(to: SafeUrl) -> Span {
        let about = About { link: Some(to), ..About::default() };
        Span { marks: Marks::default(), about: Some(Box::new(about)) }
    }

    pub fn about(&self) -> &About {
        self.about.as_deref().unwrap_or(NOTHING)
    }

    /// Changes what holds for the text.
    pub fn change(&mut self, change: &mut dyn FnMut(&mut About)) {
        let mut about = self.about.take().unwrap_or_default();
        change(&mut about);
        // Nothing is said in one way only, so that spans can be compared.
        self.about = (*about != *NOTHING).then_some(about);
    }

    /// The same without its marks.
    pub fn unmarked(&self) -> Span {
        Span { marks: Marks::default(), about: self.about.clone() }
    }
}

impl Mark {
    /// Every mark, the outermost first.
    pub const ALL: [Mark; 11] = [
        Mark::Inserted,
        Mark::Deleted,
        Mark::Small,
        Mark::Highlight,
        Mark::Strong,
        Mark::Emphasis,
        Mark::Superscript,
        Mark::Subscript,
        Mark::Code,
        Mark::Keyboard,
        Mark::Maths,
    ];

    /// The element that says it in HTML, which has none for a formula as text.
    pub fn tag(self) -> &'static str {
        match self {
            Mark::Inserted => "ins",
            Mark::Deleted => "del",
            Mark::Small => "small",
            Mark::Highlight => "mark",
            Mark::Strong => "strong",
            Mark::Emphasis => "em",
            Mark::Superscript => "sup",
            Mark::Subscript => "sub",
            Mark::Code => "code",
            Mark::Keyboard => "kbd",
            Mark::Maths => "span",
        }
    }
}

impl Marks {
    pub fn has(self, mark: Mark) -> bool {
        self.0 & (1 << mark as u16) != 0
    }

    pub fn set(&mut self, mark: Mark, holds: bool) {
        let bit = 1 << mark as u16;
        self.0 = if holds { self.0 | bit } else { self.0 & !bit };
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether it is text for machines, in which nothing may be mended.
    pub fn is_literal(self) -> bool {
        self.has(Mark::Code) || self.has(Mark::Keyboard) || self.has(Mark::Maths)
    }
}
