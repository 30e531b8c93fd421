//! What happens where an element begins.

use super::context::{Attributes, get};
use super::frame::Frame;
use super::{Builder, End, photo};
use crate::body::embed;
use crate::body::line;
use crate::body::policy::{DEEPEST, Element};
use crate::body::span::Mark;
use crate::body::tree::{Block, Figure, MediaKind, Warning};
use crate::url::{self, SafeUrl};

impl Builder<'_> {
    /// Opens a container for an element, or does at once what the element does.
    pub(super) fn begin(&mut self, element: Element, attributes: &Attributes, name: &str) -> End {
        let number = |name: &str| get(attributes, name).and_then(|text| text.trim().parse::<u32>().ok());
        match element {
            Element::Dropped | Element::Formula | Element::Mark(_) | Element::Span => End::Nothing,
            Element::Unknown => {
                self.warn(Warning::Tag(name.to_owned()));
                End::Nothing
            }
            Element::Link => {
                if self.context.span.about().link.is_none()
                    && get(attributes, "href").is_some_and(|href| href.trim() != "#")
                {
                    self.warn(Warning::Link);
                }
                End::Nothing
            }
            Element::Break => {
                if let Some(top) = self.stack.last_mut() {
                    top.push_break(&self.context);
                }
                End::Nothing
            }
            Element::Rule => {
                self.push_block(Block::Rule);
                End::Nothing
            }
            Element::Image => self.image(attributes),
            Element::Frame => self.frame(attributes, name),
            Element::Audio => self.media(MediaKind::Audio, attributes),
            Element::Video => self.media(MediaKind::Video, attributes),
            Element::Source => {
                // The first, or the one that every browser can play.
                if let Some(Frame::Media { src, .. }) = self.stack.last_mut().map(|open| &mut open.frame) {
                    let other = get(attributes, "src").and_then(|src| SafeUrl::parse_in(src, self.base));
                    let is_common = other.as_ref().is_some_and(|src| url::path(src.as_str()).ends_with(['3', '4']));
                    if src.is_none() || is_common {
                        *src = other;
                    }
                }
                End::Nothing
            }
            Element::Quotation => {
                self.text("“");
                End::Quotation
            }
            Element::Paragraph | Element::Division if self.is_in_words() => {
                // A headline that nobody closed would go on to the end: it ends where the next paragraph begins.
                if self.stack.last().is_some_and(|open| !line::is_blank(&open.line)) {
                    self.leave_lines();
                    return if element == Element::Paragraph { self.push(Frame::Paragraph) } else { End::Line };
                }
                End::Line
            }
            Element::Division => self.division(),
            Element::QuoteSource if self.stands_in(|frame| matches!(frame, Frame::Quote { .. })) => {
                self.push_frame(Frame::QuoteSource)
            }
            Element::QuoteSource if name == "footer" => self.division(),
            // A book's name in a line.
            Element::QuoteSource => {
                self.context.span.marks.set(Mark::Emphasis, true);
                End::Nothing
            }
            Element::Cell { is_header } => {
                let span = |name: &str, most: u32| number(name).unwrap_or(1).clamp(1, most);
                let align = std::mem::take(&mut self.context.align);
                let frame =
                    Frame::Cell { is_header, columns: span("colspan", 100), rows: span("rowspan", 1000), align };
                self.part(frame, |frame| *frame == Frame::Row)
            }
            Element::Row => self.part(Frame::Row, |frame| *frame == Frame::Table),
            Element::TableCaption => self.part(Frame::TableCaption, |frame| *frame == Frame::Table),
            Element::Term => self.part(Frame::Term, |frame| *frame == Frame::Definitions),
            Element::Detail => self.part(Frame::Detail, |frame| *frame == Frame::Definitions),
            // A table needs room for its rows, their cells and what is in those.
            Element::Table if self.stack.len() + 4 > DEEPEST => self.division(),
            Element::List { ordered } => {
                let start = ordered.then(|| number("start").map_or(1, |start| start as i32));
                self.push_frame(Frame::List { start })
            }
            Element::Item if !self.stack.iter().any(|open| matches!(open.frame, Frame::List { .. })) => self.division(),
            Element::Item => {
                self.leave_lines();
                // An item inside an item without a list of its own: the open one ends.
                while self.stands_in(|frame| *frame == Frame::Item) {
                    self.fold();
                }
                self.push(Frame::Item)
            }
            other => self.push_frame(Frame::of(other)),
        }
    }

    /// A container for text that runs the other way, around or inside of the element that says so.
    pub(super) fn turn(&mut self, element: Element, end: End) -> End {
        let direction = self.context.direction;
        let frame = Frame::Foreign { language: self.context.span.about().language.clone(), direction };
        let end = match (end, element) {
            (End::Line, Element::Division) => self.push(frame),
            (End::Frame(_), Element::Item | Element::Cell { .. } | Element::Detail) => {
                self.push(frame);
                end
            }
            (
                End::Frame(_),
                Element::Paragraph
                | Element::Heading(_)
                | Element::List { .. }
                | Element::Definitions
                | Element::Quote
                | Element::Table
                | Element::Figure
                | Element::Notice,
            ) => {
                // The element's own container is still empty: it goes into the new one.
                let Some(own) = self.stack.pop() else { return end };
                let outer = self.push(frame);
                match self.push(own.frame) {
                    End::Frame(_) => outer,
                    _ => End::Line,
                }
            }
            // In a line the words themselves say it.
            _ => {
                self.context.span.change(&mut |about| about.direction = Some(direction));
                return end;
            }
        };
        self.context.span.change(&mut |about| about.language = None);
        end
    }

    fn image(&mut self, attributes: &Attributes) -> End {
        let classes = get(attributes, "class").unwrap_or_default();
        let alt = get(attributes, "alt").unwrap_or_default().trim().to_owned();
        if photo::is_sign(classes, attributes) {
            let marks = self.context.span.marks;
            self.context.span.marks.set(Mark::Maths, photo::is_formula(classes));
            self.text(&alt);
            self.context.span.marks = marks;
            return End::Nothing;
        }
        let link = self.context.span.about().link.clone();
        match photo::read(attributes, self.base, link) {
            Some((photo, link)) => {
                let align = self.context.align;
                self.push_block(Block::Figure(Box::new(Figure { photo, caption: vec![], link, align })));
            }
            None => self.warn(Warning::Picture),
        }
        End::Nothing
    }

    fn frame(&mut self, attributes: &Attributes, name: &str) -> End {
        match embed::read(attributes, self.base, name == "iframe") {
            Some(block) => self.push_block(block),
            None => self.warn(Warning::Frame),
        }
        End::Nothing
    }

    fn media(&mut self, kind: MediaKind, attributes: &Attributes) -> End {
        let address = |name: &str| get(attributes, name).and_then(|src| SafeUrl::parse_in(src, self.base));
        let (src, poster, size) = (address("src"), address("poster"), photo::size(attributes));
        self.push_frame(Frame::Media { kind, src, poster, size })
    }

    /// A part of a table or of a list of definitions where that is open, a division elsewhere.
    fn part(&mut self, frame: Frame, of: fn(&Frame) -> bool) -> End {
        self.end_of_division();
        if self.stands_in(of) { self.push(frame) } else { End::Line }
    }

    fn division(&mut self) -> End {
        self.end_of_division();
        End::Line
    }
}
