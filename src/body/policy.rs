//! The one list of what a body may have: elements, classes, attributes, sites. What is not here loses its tag and keeps
//! its text. Addresses are [`crate::url::SafeUrl`], which knows the schemes.

use super::build::{Attributes, get};
use super::span::Mark;

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
    Definitions,
    Term,
    Detail,
    Quote,
    PulledQuote,
    /// Whose words a quote is.
    QuoteSource,
    Figure,
    Gallery,
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
    Notice,
    File,
    Audio,
    Video,
    /// A file of the audio or video around it.
    Source,
    Frame,
    /// Goes whole, but for the words that it gives for itself.
    Formula,
    Link,
    Mark(Mark),
    /// Words in quotation marks.
    Quotation,
    /// Kept only for what its attributes say.
    Span,
}

/// What becomes of an element with this name (lower case) and these attributes.
///
/// `h1` becomes a second level heading, since the page has a headline already; five and six are set like four.
pub fn element(name: &str, attributes: &Attributes) -> Element {
    let element = find(&ELEMENTS, name).unwrap_or(Element::Unknown);
    if element == Element::Dropped || attributes.is_empty() {
        return element;
    }
    for (name, value, meant) in SAYING {
        if get(attributes, name).is_some_and(|said| said == value || value.is_empty()) {
            return meant;
        }
    }
    for class in words(get(attributes, "class").unwrap_or_default()) {
        // A class makes a block of a block and a mark of a mark: a word in a line stays in its line.
        match find(&CLASSES, class) {
            Some(Element::Dropped) => return Element::Dropped,
            Some(meant) if matches!(meant, Element::Mark(_)) == element.runs_along() => return meant,
            _ => {}
        }
    }
    element
}

// Names stand in one text each: that is less to download than code that compares with one after the other.
fn find(table: &[(Element, &str)], name: &str) -> Option<Element> {
    table.iter().find(|(_, names)| has_word(names, name)).map(|(element, _)| *element)
}

/// Whether a word is among others.
pub fn has_word(all: &str, word: &str) -> bool {
    // By bytes: nearly every element of a text is looked for here.
    all.as_bytes().split(|byte| b" \n\t".contains(byte)).any(|other| other == word.as_bytes())
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '\n', '\t'])
}

/// What is not here is [`Element::Unknown`].
const ELEMENTS: [(Element, &str); 43] = [
    (Element::Paragraph, "p"),
    (Element::Link, "a"),
    (Element::Span, "span abbr acronym time bdi bdo font u big label"),
    (
        Element::Division,
        "div section article aside header main nav body html address center details summary fieldset form tbody thead \
         tfoot hgroup picture legend search optgroup option",
    ),
    (Element::Break, "br"),
    (Element::Image, "img"),
    (Element::Mark(Mark::Strong), "strong b"),
    (Element::Mark(Mark::Emphasis), "em i dfn var"),
    (Element::Heading(2), "h1 h2"),
    (Element::Heading(3), "h3"),
    (Element::Heading(4), "h4 h5 h6"),
    (Element::Item, "li"),
    (Element::List { ordered: false }, "ul menu dir"),
    (Element::List { ordered: true }, "ol"),
    (Element::Cell { is_header: false }, "td"),
    (Element::Cell { is_header: true }, "th"),
    (Element::Row, "tr"),
    (Element::Table, "table"),
    (Element::TableCaption, "caption"),
    (Element::Figure, "figure"),
    (Element::FigureCaption, "figcaption"),
    (Element::Quote, "blockquote"),
    (Element::QuoteSource, "cite footer"),
    (Element::Quotation, "q"),
    (Element::Rule, "hr"),
    (Element::Preformatted, "pre listing"),
    (Element::Mark(Mark::Code), "code samp tt"),
    (Element::Mark(Mark::Keyboard), "kbd"),
    (Element::Mark(Mark::Subscript), "sub"),
    (Element::Mark(Mark::Superscript), "sup"),
    (Element::Mark(Mark::Small), "small"),
    (Element::Mark(Mark::Highlight), "mark"),
    (Element::Mark(Mark::Inserted), "ins"),
    (Element::Mark(Mark::Deleted), "del s strike"),
    (Element::Definitions, "dl"),
    (Element::Term, "dt"),
    (Element::Detail, "dd"),
    (Element::Frame, "iframe embed"),
    (Element::Audio, "audio"),
    (Element::Video, "video"),
    (Element::Source, "source"),
    (Element::Formula, "math"),
    (
        Element::Dropped,
        "script style template noscript object svg head title frame frameset applet canvas select textarea noembed \
         noframes xmp plaintext portal fencedframe datalist dialog",
    ),
];

impl Element {
    /// Whether it stands in a line rather than on lines of its own.
    fn runs_along(self) -> bool {
        matches!(
            self,
            Element::Unknown | Element::Link | Element::Mark(_) | Element::Quotation | Element::Span | Element::Break
        )
    }
}

/// Classes by which systems say what their elements are.
const CLASSES: [(Element, &str); 13] = [
    // WordPress: words for screen readers are about its own buttons. Ghost: the parts of its cards that are buttons and
    // ornaments. SharePoint: the icon in front of a link to a document.
    (
        Element::Dropped,
        "wp-block-file__button screen-reader-text sharedaddy jp-relatedposts kg-callout-emoji kg-file-card-metadata \
         kg-bookmark-metadata kg-bookmark-thumbnail kg-audio-thumbnail kg-audio-player kg-video-overlay \
         kg-video-player-container kg-signup-card ms-asset-icon",
    ),
    (Element::Figure, "wp-caption gallery-item kg-audio-card"),
    (Element::FigureCaption, "wp-caption-text wp-caption-dd gallery-caption blocks-gallery-caption kg-audio-title"),
    (Element::Gallery, "gallery wp-block-gallery kg-gallery-card"),
    (Element::Division, "blocks-gallery-grid blocks-gallery-item"),
    (Element::PulledQuote, "wp-block-pullquote pullquote"),
    (Element::File, "wp-block-file kg-file-card file"),
    (Element::Notice, "kg-callout-card ms-rteElement-Callout1 notice alert"),
    (Element::Heading(2), "ms-rteElement-H2"),
    (Element::Heading(3), "ms-rteElement-H3"),
    (Element::Heading(4), "ms-rteElement-H4"),
    (Element::Quote, "ms-rteElement-BlockQuote"),
    (Element::Mark(Mark::Maths), "math katex"),
];

/// Attributes by which elements say what they are; an empty value stands for any. SharePoint's modern pages keep
/// pictures as the data of web parts, beside the number of the part.
const SAYING: [(&str, &str, Element); 4] = [
    ("data-sp-componentid", "", Element::Dropped),
    ("data-sp-htmlproperties", "", Element::Figure),
    ("data-sp-prop-name", "captionText", Element::FigureCaption),
    ("role", "note", Element::Notice),
];

/// The attributes that are read at all; every other one goes.
pub const ATTRIBUTES: [&str; 37] = [
    "align",
    "alt",
    "alttext",
    "aria-hidden",
    "class",
    "colspan",
    "data-credit",
    "data-formats",
    "data-full-url",
    "data-lazy-src",
    "data-sp-componentid",
    "data-sp-htmlproperties",
    "data-sp-prop-name",
    "data-src",
    "data-srcset",
    "datetime",
    "dir",
    "embedtype",
    "height",
    "hidden",
    "href",
    "id",
    "lang",
    "name",
    "poster",
    "role",
    "rowspan",
    "src",
    "srcset",
    "start",
    "style",
    "title",
    "type",
    "url",
    "value",
    "width",
    "xml:lang",
];

/// An attribute that is read, by its name.
pub fn attribute(name: &str) -> Option<&'static str> {
    ATTRIBUTES.into_iter().find(|known| *known == name)
}

/// How deep the tree may go: below that an element loses its tag and keeps its text, so that nobody's markup can
/// make a reader of the tree run out of stack.
pub const DEEPEST: usize = 24;

/// The hosts that a frame may show something from: `frame-src` of the page's Content-Security-Policy.
pub const FRAME_HOSTS: [&str; 5] = [
    "https://www.youtube-nocookie.com",
    "https://player.vimeo.com",
    "https://www.facebook.com",
    "https://www.google.com",
    "https://www.openstreetmap.org",
];

/// How a site's address says what is to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    YouTube,
    Vimeo,
    Facebook,
    GoogleMaps,
    OpenStreetMap,
}

/// The sites whose films, posts and maps a body may embed, by the hosts that they are linked and framed from.
pub const SERVICES: [(&str, Service); 13] = [
    ("www.youtube.com", Service::YouTube),
    ("youtube.com", Service::YouTube),
    ("m.youtube.com", Service::YouTube),
    ("youtu.be", Service::YouTube),
    ("www.youtube-nocookie.com", Service::YouTube),
    ("vimeo.com", Service::Vimeo),
    ("player.vimeo.com", Service::Vimeo),
    ("www.facebook.com", Service::Facebook),
    ("m.facebook.com", Service::Facebook),
    ("fb.watch", Service::Facebook),
    ("www.google.com", Service::GoogleMaps),
    ("maps.google.com", Service::GoogleMaps),
    ("www.openstreetmap.org", Service::OpenStreetMap),
];
