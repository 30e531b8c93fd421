//! The one list of the elements that a body may have. What is not here loses its tag and keeps its text.

use super::Mark;

/// What becomes of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Element {
    /// Goes whole, with all that is in it.
    Dropped,
    /// Its tag goes, and a paragraph ends where it begins and ends.
    Division,
    /// Its tag goes, its text runs on.
    Unknown,
    Paragraph,
    Heading(u8),
    List {
        ordered: bool,
    },
    Item,
    Quote,
    Figure,
    FigureCaption,
    Image,
    Table,
    TableCaption,
    Row,
    Cell {
        is_header: bool,
    },
    Preformatted,
    Rule,
    Break,
    Link,
    Mark(Mark),
    /// Words in quotation marks.
    Quotation,
    /// `span` and the like: kept only for the language it may name.
    Span,
}

/// What becomes of an element with this name (lower case).
///
/// `h1` becomes a second level heading, since the page has a headline already; five and six are set like four.
pub fn element(name: &str) -> Element {
    match name {
        "script" | "style" | "template" | "noscript" | "object" | "embed" | "svg" | "math" | "head" | "title"
        | "iframe" | "frame" | "frameset" | "applet" | "canvas" | "select" | "textarea" | "noembed" | "noframes"
        | "audio" | "video" | "xmp" | "plaintext" => Element::Dropped,
        "p" => Element::Paragraph,
        "h1" | "h2" => Element::Heading(2),
        "h3" => Element::Heading(3),
        "h4" | "h5" | "h6" => Element::Heading(4),
        "ul" | "menu" => Element::List { ordered: false },
        "ol" => Element::List { ordered: true },
        "li" => Element::Item,
        "blockquote" => Element::Quote,
        "figure" => Element::Figure,
        "figcaption" => Element::FigureCaption,
        "img" => Element::Image,
        "table" => Element::Table,
        "caption" => Element::TableCaption,
        "tr" => Element::Row,
        "td" => Element::Cell { is_header: false },
        "th" => Element::Cell { is_header: true },
        "pre" => Element::Preformatted,
        "hr" => Element::Rule,
        "br" => Element::Break,
        "a" => Element::Link,
        "strong" | "b" => Element::Mark(Mark::Strong),
        "em" | "i" | "cite" => Element::Mark(Mark::Emphasis),
        "code" | "kbd" | "samp" | "tt" => Element::Mark(Mark::Code),
        "sub" => Element::Mark(Mark::Subscript),
        "sup" => Element::Mark(Mark::Superscript),
        "span" | "i18n" => Element::Span,
        "q" => Element::Quotation,
        "div" | "section" | "article" | "aside" | "header" | "footer" | "main" | "nav" | "body" | "html"
        | "address" | "center" | "details" | "summary" | "dl" | "dt" | "dd" | "fieldset" | "form" | "tbody"
        | "thead" | "tfoot" | "hgroup" | "picture" => Element::Division,
        _ => Element::Unknown,
    }
}

/// The attributes that are read at all; every other one goes.
pub const ATTRIBUTES: [&str; 13] = [
    "href",
    "src",
    "srcset",
    "alt",
    "width",
    "height",
    "colspan",
    "rowspan",
    "start",
    "lang",
    "title",
    "class",
    "data-credit",
];

/// How deep the tree may go: below that an element loses its tag and keeps its text, so that nobody's markup can
/// make a reader of the tree run out of stack.
pub const DEEPEST: usize = 24;
