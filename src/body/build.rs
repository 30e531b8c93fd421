//! From a parser's events to the tree. It keeps a stack and never recurses.

mod frame;
mod line;

use frame::{Frame, Open};

use super::policy::{self, DEEPEST, Element};
use super::{Block, Body, Inline, Warning};
use crate::article::{Photo, Rendition, is_language};
use crate::url::SafeUrl;

/// The attributes of an element: those of [`policy::ATTRIBUTES`] that it has.
pub type Attributes = Vec<(&'static str, String)>;

/// Takes events in document order, gives a tree.
pub struct Builder<'a> {
    base: &'a str,
    /// The containers that are open; the first is the body itself.
    stack: Vec<Open>,
    /// One entry for each element that is open: the serial number of its container, where it has one.
    elements: Vec<Option<usize>>,
    serial: usize,
    /// How many open elements are being dropped.
    dropping: usize,
    warnings: Vec<Warning>,
}

impl<'a> Builder<'a> {
    pub fn new(base: &'a str) -> Builder<'a> {
        let root = Open::new(0, Frame::Blocks(frame::Container::Root));
        Builder { base, stack: vec![root], elements: vec![], serial: 0, dropping: 0, warnings: vec![] }
    }

    /// An element begins. Void elements end at once with [`Builder::close`], too.
    pub fn open(&mut self, name: &str, attributes: Attributes) {
        let element = policy::element(name);
        if self.dropping > 0 || element == Element::Dropped {
            if self.dropping == 0 {
                self.warnings.push(Warning(format!("left out <{name}> with all that was in it")));
            }
            self.dropping += 1;
            self.elements.push(None);
            return;
        }
        let serial = self.begin(element, &attributes, name);
        self.elements.push(serial);
    }

    /// The element that was opened last and is not closed yet ends.
    pub fn close(&mut self) {
        let Some(serial) = self.elements.pop() else { return };
        if self.dropping > 0 {
            self.dropping -= 1;
            return;
        }
        match serial {
            Some(serial) if self.stack.iter().any(|open| open.serial == serial) => {
                while self.stack.last().is_some_and(|open| open.serial >= serial && open.serial > 0) {
                    self.fold();
                }
            }
            Some(_) => {}
            None => self.end_of_division(),
        }
    }

    /// Text as the parser gives it, entities read.
    pub fn text(&mut self, text: &str) {
        if self.dropping > 0 || text.is_empty() {
            return;
        }
        let preformatted = self.stack.iter().any(|open| open.frame == Frame::Preformatted);
        let Some(top) = self.stack.last_mut() else { return };
        if matches!(top.frame, Frame::Table | Frame::Row | Frame::List { .. }) && text.trim().is_empty() {
            return;
        }
        top.push_text(text, preformatted);
    }

    pub fn finish(mut self) -> (Body, Vec<Warning>) {
        while self.stack.len() > 1 {
            self.fold();
        }
        let mut blocks = self.stack.pop().map(Open::into_blocks).unwrap_or_default();
        // The page's headline is the first level; from there headings go down one level at a time.
        let mut last = 1;
        for block in &mut blocks {
            if let Block::Heading { level, .. } = block {
                *level = (*level).min(last + 1);
                last = *level;
            }
        }
        (Body(blocks), self.warnings)
    }

    /// Opens a container for an element, or does at once what the element does. Returns the container's number.
    fn begin(&mut self, element: Element, attributes: &Attributes, name: &str) -> Option<usize> {
        let get = |name: &str| attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str());
        let number = |name: &str| get(name).and_then(|text| text.trim().parse::<u32>().ok());
        match element {
            Element::Dropped => None,
            Element::Unknown => {
                self.warnings.push(Warning(format!("left out the tag <{name}> and kept its text")));
                // Its end must not end a paragraph, so it counts as a container that is closed already.
                Some(usize::MAX)
            }
            Element::Division => {
                self.end_of_division();
                None
            }
            Element::Break => {
                if let Some(top) = self.stack.last_mut() {
                    top.inlines.push(Inline::Break);
                }
                Some(usize::MAX)
            }
            Element::Rule => {
                self.push_block(Block::Rule);
                Some(usize::MAX)
            }
            Element::Image => {
                match self.photo(attributes) {
                    Some(photo) => self.push_block(Block::Figure { photo, caption: vec![] }),
                    None => self.warnings.push(Warning("left out a picture without a usable address".into())),
                }
                Some(usize::MAX)
            }
            Element::Link => match get("href").and_then(|href| self.link(href)) {
                Some(href) => self.push(Frame::Link(href)),
                None => Some(usize::MAX),
            },
            Element::Mark(mark) => self.push(Frame::Mark(mark)),
            Element::Span => match get("lang").filter(|lang| is_language(lang)) {
                Some(lang) => self.push(Frame::Foreign(lang.to_owned())),
                None => Some(usize::MAX),
            },
            Element::Quotation => {
                self.text("“");
                self.push(Frame::Quotation)
            }
            Element::Cell { is_header } => {
                self.end_of_division();
                let span = |name: &str, most: u32| number(name).unwrap_or(1).clamp(1, most);
                let frame = Frame::Cell { is_header, columns: span("colspan", 100), rows: span("rowspan", 1000) };
                if self.stands_in(&Frame::Row) { self.push(frame) } else { None }
            }
            Element::Row => {
                self.end_of_division();
                if self.stands_in(&Frame::Table) { self.push(Frame::Row) } else { None }
            }
            // A table needs room for its rows, their cells and what is in those.
            Element::Table if self.stack.len() + 4 > DEEPEST => {
                self.end_of_division();
                None
            }
            Element::List { ordered } => {
                let start = ordered.then(|| get("start").and_then(|text| text.trim().parse().ok()).unwrap_or(1));
                self.push_block_frame(Frame::List { start })
            }
            Element::Item if !self.stack.iter().any(|open| matches!(open.frame, Frame::List { .. })) => {
                self.end_of_division();
                None
            }
            other => self.push_block_frame(Frame::of(other)),
        }
    }

    /// A block begins: what runs in a line ends here, and a paragraph cannot hold it.
    fn push_block_frame(&mut self, frame: Frame) -> Option<usize> {
        self.leave_lines();
        // An item inside an item without a list of its own: the open one ends.
        while let Some(top) = self.stack.last() {
            let item = Frame::Blocks(frame::Container::Item);
            let stops = top.frame == item && frame == item;
            if !stops || top.serial == 0 {
                break;
            }
            self.fold();
        }
        self.push(frame)
    }

    fn stands_in(&self, frame: &Frame) -> bool {
        self.stack.last().is_some_and(|open| open.frame == *frame)
    }

    fn push(&mut self, frame: Frame) -> Option<usize> {
        if self.stack.len() >= DEEPEST {
            return Some(usize::MAX);
        }
        self.serial += 1;
        self.stack.push(Open::new(self.serial, frame));
        Some(self.serial)
    }

    fn push_block(&mut self, block: Block) {
        self.leave_lines();
        if let Some(top) = self.stack.last_mut() {
            top.flush();
            top.blocks.push(block);
        }
    }

    /// Closes marks, links, paragraphs and headings, down to a container that holds blocks.
    fn leave_lines(&mut self) {
        while self.stack.last().is_some_and(|open| open.frame.holds_lines()) {
            self.fold();
        }
        if let Some(top) = self.stack.last_mut() {
            top.flush();
        }
    }

    fn end_of_division(&mut self) {
        if self.stack.iter().any(|open| open.frame == Frame::Preformatted) {
            return;
        }
        self.leave_lines();
    }

    /// Closes the innermost container and gives what it made to the one around it.
    fn fold(&mut self) {
        let Some(open) = self.stack.pop() else { return };
        let Some(parent) = self.stack.last_mut() else { return };
        open.give_to(parent);
    }

    fn link(&self, href: &str) -> Option<SafeUrl> {
        let href = href.trim();
        let is_path = href.starts_with('/') && !href.starts_with("//");
        // A path is the portal's own, and a place on the page is this page's, not the file's it was read from.
        if is_path || href.starts_with('#') { SafeUrl::parse(href) } else { SafeUrl::parse_in(href, self.base) }
    }

    fn photo(&self, attributes: &Attributes) -> Option<Photo> {
        let get = |name: &str| attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str());
        let pixels = |name: &str| get(name).and_then(|text| text.trim().parse::<u32>().ok()).filter(|&n| n > 0);
        let mut photo = Photo::new(SafeUrl::parse_in(get("src")?, self.base)?);
        photo.alt = get("alt").unwrap_or_default().trim().to_owned();
        photo.credit = get("data-credit").map(str::to_owned);
        photo.size = pixels("width").zip(pixels("height"));
        // `a.jpg 480w, b.jpg 960w`. A comma may be part of an address: an entry ends at one that follows a width.
        let mut entry = String::new();
        for piece in get("srcset").unwrap_or_default().split(',') {
            entry.push_str(piece);
            let words = entry.trim().rsplit_once(' ');
            let Some((address, width)) = words.and_then(|(a, w)| Some((a, w.strip_suffix('w')?.parse().ok()?))) else {
                entry.push(',');
                continue;
            };
            if let Some(src) = SafeUrl::parse_in(address, self.base) {
                Rendition::insert(&mut photo.renditions, Rendition { src, width });
            }
            entry.clear();
        }
        Some(photo)
    }
}
