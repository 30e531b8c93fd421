//! What holds for the text inside an element: marks, link, language, direction, where its lines stand.

use crate::article::is_language;
use crate::body::policy::{Element, has_word};
use crate::body::span::{Mark, Span};
use crate::body::tree::{Align, Direction};
use crate::url::{self, SafeUrl};

/// The attributes of an element: those of [`crate::body::policy::ATTRIBUTES`] that it has.
pub type Attributes = Vec<(&'static str, String)>;

/// An attribute's value.
pub fn get<'a>(attributes: &'a Attributes, name: &str) -> Option<&'a str> {
    attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
}

#[derive(Clone, Debug, Default)]
pub struct Context {
    pub span: Span,
    pub align: Align,
    pub direction: Direction,
}

impl Context {
    /// What an element with these attributes changes.
    pub fn enter(&mut self, element: Element, tag: &str, attributes: &Attributes, base: &str) {
        let is_heading = matches!(element, Element::Heading(_));
        match element {
            Element::Mark(mark) => self.span.marks.set(mark, true),
            Element::Link => {
                let to = get(attributes, "href").and_then(|href| link(href, base));
                self.span.change(&mut |about| about.link.clone_from(&to));
            }
            // Where a table stands says nothing of the words in its cells.
            Element::Table => self.align = Align::Start,
            _ => {}
        }
        if tag == "center" {
            self.align = Align::Center;
        }
        for (name, value) in attributes {
            let value = value.trim();
            match *name {
                // Word's "X-NONE" and the like name no language.
                "lang" | "xml:lang" if is_language(value) && !value.starts_with(['x', 'X']) => {
                    self.span.change(&mut |about| about.language = Some(value.to_owned()))
                }
                "dir" => self.turn(value),
                "align" if !matches!(element, Element::Image | Element::Table | Element::Frame) => self.align(value),
                "class" => {
                    if let Some(place) = ALIGNING.iter().position(|(known, _)| has_word(value, known)) {
                        self.align = ALIGNING[place].1;
                    }
                }
                "style" if element != Element::Table => {
                    declarations(value, &mut |property, value| self.declare(property, value, is_heading));
                }
                "datetime" if element == Element::Span => {
                    self.span.change(&mut |about| about.time = Some(value.to_owned()))
                }
                "title" if matches!(tag, "abbr" | "acronym") && !value.is_empty() => {
                    self.span.change(&mut |about| about.expansion = Some(value.to_owned()));
                }
                _ => {}
            }
        }
    }

    /// What one declaration of an inline style means; the rest of it is looks.
    fn declare(&mut self, property: &str, value: &str, is_heading: bool) {
        let is = |words: &[&str]| words.iter().any(|word| value.eq_ignore_ascii_case(word));
        let marks = &mut self.span.marks;
        match property {
            "text-align" => self.align(value),
            "direction" => self.turn(value),
            "font-weight" if is(&["bold", "bolder", "600", "700", "800", "900"]) => {
                marks.set(Mark::Strong, !is_heading);
            }
            "font-weight" if is(&["normal", "lighter", "300", "400", "500"]) => marks.set(Mark::Strong, false),
            "font" => {
                for word in value.split(' ') {
                    match word {
                        "bold" => marks.set(Mark::Strong, !is_heading),
                        "italic" => marks.set(Mark::Emphasis, true),
                        _ => {}
                    }
                }
            }
            "font-style" if is(&["italic", "oblique"]) => marks.set(Mark::Emphasis, true),
            "font-style" if is(&["normal"]) => marks.set(Mark::Emphasis, false),
            "text-decoration" | "text-decoration-line" if value.starts_with("line-through") => {
                marks.set(Mark::Deleted, true);
            }
            "vertical-align" if is(&["super"]) => marks.set(Mark::Superscript, true),
            "vertical-align" if is(&["sub"]) => marks.set(Mark::Subscript, true),
            "margin" if value.ends_with("auto") => self.align = Align::Center,
            "margin-left" | "margin-right" if is(&["auto"]) => self.align = Align::Center,
            _ => {}
        }
    }

    fn align(&mut self, value: &str) {
        let value = value.strip_suffix("!important").unwrap_or(value).trim();
        let is = |words: &[&str]| words.iter().any(|word| value.eq_ignore_ascii_case(word));
        let is_turned = self.direction == Direction::RightToLeft;
        if is(&["center", "middle", "-webkit-center"]) {
            self.align = Align::Center;
        } else if is(&["end", if is_turned { "left" } else { "right" }]) {
            self.align = Align::End;
        } else if is(&["start", "left", "right", "justify"]) {
            self.align = Align::Start;
        }
    }

    fn turn(&mut self, value: &str) {
        if value.eq_ignore_ascii_case("rtl") {
            self.direction = Direction::RightToLeft;
        } else if value.eq_ignore_ascii_case("ltr") {
            self.direction = Direction::LeftToRight;
        }
    }
}

/// Classes that say where lines or a picture stand: WordPress', SharePoint's and Bootstrap's.
const ALIGNING: [(&str, Align); 6] = [
    ("has-text-align-center", Align::Center),
    ("has-text-align-right", Align::End),
    ("aligncenter", Align::Center),
    ("text-center", Align::Center),
    ("text-right", Align::End),
    ("text-end", Align::End),
];

/// Whether an element is not shown where it comes from.
pub fn is_hidden(attributes: &Attributes) -> bool {
    let mut hidden = get(attributes, "hidden").is_some() || get(attributes, "aria-hidden") == Some("true");
    if let Some(style) = get(attributes, "style") {
        declarations(style, &mut |property, value| {
            hidden |= matches!(property, "display") && value.eq_ignore_ascii_case("none")
                || matches!(property, "visibility") && value.eq_ignore_ascii_case("hidden");
        });
    }
    hidden
}

/// The declarations of an inline style, property in lower case.
fn declarations(style: &str, take: &mut dyn FnMut(&str, &str)) {
    for declaration in style.split(';') {
        if let Some((property, value)) = declaration.split_once(':') {
            take(&property.trim().to_ascii_lowercase(), value.trim());
        }
    }
}

/// Where a link leads.
///
/// A place on the page is this page's, not the file's that it was read from. Where that file lies beside the portal (a
/// base without a host), a path is the portal's own. A host that is made to look like another one is none.
pub fn link(href: &str, base: &str) -> Option<SafeUrl> {
    if let Some(id) = href.trim().strip_prefix('#') {
        return super::place(id).and_then(|id| SafeUrl::parse(&["#", &id].concat()));
    }
    let written = SafeUrl::parse(href)?;
    let is_path = written.as_str().starts_with('/') && !written.as_str().starts_with("//");
    let link = if is_path && url::host(base).is_empty() { written } else { SafeUrl::parse_in(href, base)? };
    (!url::is_deceptive(link.as_str())).then_some(link)
}
