//! From a parser's events to the tree. It keeps a stack and never recurses.

mod begin;
mod context;
mod fold;
mod frame;
mod photo;

use context::Context;
pub use context::{Attributes, get};
use frame::{Frame, Open};

use super::policy::{self, DEEPEST, Element};
use super::span::Mark;
use super::tree::{Block, Body, Warning};
use crate::search;
use crate::url;

/// Takes events in document order, gives a tree.
pub struct Builder<'a> {
    base: &'a str,
    /// The containers that are open; the first is the body itself.
    stack: Vec<Open>,
    /// One entry for each element that is open.
    elements: Vec<Entry>,
    /// What holds for the text that comes next.
    context: Context,
    serial: usize,
    /// How many open elements are being dropped.
    dropping: usize,
    /// The formula that is being dropped: what it says of itself in TeX.
    formula: Option<String>,
    /// How deep in it its TeX begins; 0 where it does not.
    annotation: usize,
    /// Names of places that the text that comes next is at.
    places: Vec<String>,
    warnings: Vec<Warning>,
}

/// An element that is open.
struct Entry {
    end: End,
    /// What held before it, where it changed that.
    before: Option<Box<Context>>,
}

/// What happens where an element ends.
#[derive(Clone, Copy)]
enum End {
    Nothing,
    /// A paragraph ends.
    Line,
    Quotation,
    /// The container with this number is closed, and all in it.
    Frame(usize),
}

/// More would not be read by anybody.
const MOST_WARNINGS: usize = 50;

impl<'a> Builder<'a> {
    pub fn new(base: &'a str) -> Builder<'a> {
        Builder {
            base,
            stack: vec![Open::new(0, Frame::Root)],
            elements: vec![],
            context: Context::default(),
            serial: 0,
            dropping: 0,
            formula: None,
            annotation: 0,
            places: vec![],
            warnings: vec![],
        }
    }

    /// An element begins. Void elements end at once with [`Builder::close`], too.
    pub fn open(&mut self, name: &str, attributes: Attributes) {
        if self.dropping > 0 {
            self.dropping += 1;
            if name == "annotation" && self.formula.is_some() {
                self.annotation = self.dropping;
            }
            return;
        }
        let element = policy::element(name, &attributes);
        if element == Element::Dropped || element == Element::Formula || context::is_hidden(&attributes) {
            self.dropping = 1;
            if element == Element::Formula {
                self.formula = Some(get(&attributes, "alttext").unwrap_or_default().to_owned());
                self.annotation = 0;
            } else if name != "noscript" {
                self.warn(Warning::Element(name.to_owned()));
            }
            return;
        }
        let changes = !attributes.is_empty()
            || matches!(element, Element::Mark(_) | Element::Table | Element::Cell { .. } | Element::QuoteSource)
            || name == "center";
        let before = changes.then(|| Box::new(self.context.clone()));
        let direction = self.context.direction;
        if changes {
            self.context.enter(element, name, &attributes, self.base);
        }
        if let Some(id) = get(&attributes, "id").or(get(&attributes, "name")).filter(|_| self.places.len() < 20) {
            self.places.extend(place(id));
        }
        let end = self.begin(element, &attributes, name);
        if element == Element::Frame {
            // What is written in it is for browsers without frames.
            self.context = before.map_or_else(Context::default, |before| *before);
            self.dropping = 1;
            return;
        }
        let end = if self.context.direction == direction { end } else { self.turn(element, end) };
        self.elements.push(Entry { end, before });
    }

    /// The element that was opened last and is not closed yet ends.
    pub fn close(&mut self) {
        if self.dropping > 0 {
            self.dropping -= 1;
            if self.dropping < self.annotation {
                self.annotation = 0;
            }
            if self.dropping == 0 {
                self.end_of_formula();
            }
            return;
        }
        let Some(entry) = self.elements.pop() else { return };
        match entry.end {
            End::Nothing => {}
            End::Line => self.end_of_division(),
            End::Quotation => self.text("”"),
            End::Frame(serial) => {
                if self.stack.iter().rev().any(|open| open.serial == serial) {
                    while self.stack.last().is_some_and(|open| open.serial >= serial) {
                        self.fold();
                    }
                }
            }
        }
        if let Some(before) = entry.before {
            self.context = *before;
        }
    }

    /// Text as the parser gives it, entities read.
    pub fn text(&mut self, text: &str) {
        if self.dropping > 0 {
            if let Some(formula) = self.formula.as_mut().filter(|formula| self.annotation > 0 && formula.len() < 10_000)
            {
                formula.push_str(text);
            }
            return;
        }
        let Some(top) = self.stack.last_mut() else { return };
        // A parser is no guard against white space between a table's rows.
        if top.frame.holds_no_text() && text.bytes().all(|b| b.is_ascii_whitespace()) {
            return;
        }
        // Combining diacritical marks begin with one of these bytes.
        if text.bytes().any(|b| matches!(b, 0xCC | 0xCD)) {
            return top.push(&search::compose(text), &self.context, &mut self.places);
        }
        top.push(text, &self.context, &mut self.places);
    }

    pub fn finish(mut self) -> (Body, Vec<Warning>) {
        while self.stack.len() > 1 {
            self.fold();
        }
        let blocks = self.stack.pop().map(|mut open| open.take_blocks()).unwrap_or_default();
        (Body(blocks), self.warnings)
    }

    fn warn(&mut self, warning: Warning) {
        if self.warnings.len() < MOST_WARNINGS && !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    fn stands_in(&self, is: impl Fn(&Frame) -> bool) -> bool {
        self.stack.last().is_some_and(|open| is(&open.frame))
    }

    /// Whether the container that is open holds words and nothing else: blocks in it are lines of it.
    fn is_in_words(&self) -> bool {
        self.stands_in(|frame| matches!(frame, Frame::Heading(_) | Frame::Term | Frame::QuoteSource))
    }

    /// A block begins: what runs in a line ends here, and a paragraph cannot hold it.
    fn push_frame(&mut self, frame: Frame) -> End {
        self.leave_lines();
        self.push(frame)
    }

    fn push(&mut self, frame: Frame) -> End {
        if self.stack.len() >= DEEPEST {
            return End::Line;
        }
        self.serial += 1;
        self.stack.push(Open::new(self.serial, frame));
        End::Frame(self.serial)
    }

    fn push_block(&mut self, block: Block) {
        // A photo in a headline stands before it.
        if !self.is_in_words() {
            self.leave_lines();
        }
        if let Some(top) = self.stack.last_mut() {
            top.push_block(block);
        }
    }

    /// Closes paragraphs and the like, down to a container that holds blocks.
    fn leave_lines(&mut self) {
        while self.stack.last().is_some_and(|open| open.frame.holds_lines()) {
            self.fold();
        }
        if let Some(top) = self.stack.last_mut() {
            top.flush();
        }
    }

    /// A paragraph ends, but not a headline: there it is a space.
    fn end_of_division(&mut self) {
        let context = &self.context;
        match self.stack.last_mut() {
            Some(top) if matches!(top.frame, Frame::Heading(_) | Frame::Term | Frame::QuoteSource) => {
                top.push(" ", context, &mut vec![]);
            }
            Some(top) if top.frame == Frame::Preformatted => top.end_code_line(),
            _ => self.leave_lines(),
        }
    }

    /// Closes the innermost container and gives what it made to the one around it.
    fn fold(&mut self) {
        let Some(mut open) = self.stack.pop() else { return };
        let Some(parent) = self.stack.last_mut() else { return };
        open.give_to(parent);
    }

    fn end_of_formula(&mut self) {
        let Some(formula) = self.formula.take() else { return };
        if formula.trim().is_empty() {
            return self.warn(Warning::Element("math".to_owned()));
        }
        let marks = self.context.span.marks;
        self.context.span.marks.set(Mark::Maths, true);
        self.text(formula.trim());
        self.context.span.marks = marks;
    }
}

/// The name of a place, where it can be one: it goes into an address.
fn place(id: &str) -> Option<String> {
    let id = url::decode(id).replace([' ', '\t', '\n'], "-");
    let is_plain = (1..=80).contains(&id.len()) && !id.contains(char::is_control);
    is_plain.then_some(id)
}
