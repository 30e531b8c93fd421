//! The containers that are open while a tree is being built.

use super::context::Context;
use crate::body::embed;
use crate::body::line;
use crate::body::passes::clean;
use crate::body::policy::Element;
use crate::body::tree::{Align, Block, Cell, Definition, Direction, Inline, Line, MediaKind};
use crate::list;
use crate::url::SafeUrl;

/// What an open container will become.
#[derive(Clone, Debug, PartialEq)]
pub enum Frame {
    Root,
    Paragraph,
    Heading(u8),
    Preformatted,
    List { start: Option<i32> },
    Item,
    Definitions,
    Term,
    Detail,
    Quote { is_pulled: bool },
    QuoteSource,
    Figure,
    Gallery,
    FigureCaption,
    Table,
    TableCaption,
    Row,
    Cell { is_header: bool, columns: u32, rows: u32, align: Align },
    Notice,
    File,
    Media { kind: MediaKind, src: Option<SafeUrl>, poster: Option<SafeUrl>, size: Option<(u32, u32)> },
    Foreign { language: Option<String>, direction: Direction },
}

/// An open container and what it holds so far.
pub struct Open {
    /// Counts up; 0 is the body itself.
    pub serial: usize,
    pub frame: Frame,
    pub blocks: Vec<Block>,
    /// The line that is being filled, and where it stands.
    pub line: Line,
    pub align: Align,
    /// A figure's or a table's words, a quote's source.
    pub caption: Line,
    pub items: Vec<Vec<Block>>,
    pub definitions: Vec<Definition>,
    pub rows: Vec<Vec<Cell>>,
    pub cells: Vec<Cell>,
    pub code: String,
}

impl Frame {
    /// The container of an element that has one without looking at its attributes.
    pub fn of(element: Element) -> Frame {
        match element {
            Element::Heading(level) => Frame::Heading(level),
            Element::Definitions => Frame::Definitions,
            Element::Quote => Frame::Quote { is_pulled: false },
            Element::PulledQuote => Frame::Quote { is_pulled: true },
            Element::Figure => Frame::Figure,
            Element::Gallery => Frame::Gallery,
            Element::FigureCaption => Frame::FigureCaption,
            Element::Table => Frame::Table,
            Element::Preformatted => Frame::Preformatted,
            Element::Notice => Frame::Notice,
            Element::File => Frame::File,
            _ => Frame::Paragraph,
        }
    }

    /// Whether it can hold lines alone, so that a block ends it.
    pub fn holds_lines(&self) -> bool {
        matches!(self, Frame::Paragraph | Frame::Heading(_) | Frame::Term | Frame::QuoteSource)
    }

    /// Whether white space in it is nothing.
    pub fn holds_no_text(&self) -> bool {
        matches!(self, Frame::Table | Frame::Row | Frame::List { .. } | Frame::Definitions)
    }
}

impl Open {
    pub fn new(serial: usize, frame: Frame) -> Open {
        Open {
            serial,
            frame,
            blocks: vec![],
            line: vec![],
            align: Align::default(),
            caption: vec![],
            items: vec![],
            definitions: vec![],
            rows: vec![],
            cells: vec![],
            code: String::new(),
        }
    }

    /// Adds text, after the places that it is at.
    pub fn push(&mut self, text: &str, context: &Context, places: &mut Vec<String>) {
        match self.frame {
            Frame::Preformatted => {
                let kept = |c: char| if matches!(c, '\n' | '\t') { Some(c) } else { clean(c) };
                self.code.extend(text.chars().filter_map(kept));
            }
            // What is written there is for browsers that cannot play it.
            Frame::Media { .. } => {}
            _ => {
                if self.line.is_empty() {
                    self.align = context.align;
                }
                if !places.is_empty() && text.chars().any(|c| !matches!(clean(c), None | Some(' ' | '\n'))) {
                    list::add(&mut self.line, std::mem::take(places).into_iter().map(Inline::Place));
                }
                line::push(&mut self.line, text, &context.span);
            }
        }
    }

    pub fn push_break(&mut self, context: &Context) {
        match self.frame {
            Frame::Preformatted => self.code.push('\n'),
            _ => line::push_break(&mut self.line, &context.span),
        }
    }

    /// A division in a program's text is a line of it.
    pub fn end_code_line(&mut self) {
        if !self.code.is_empty() && !self.code.ends_with('\n') {
            self.code.push('\n');
        }
    }

    /// Makes a paragraph of the line that is being filled, if anything is in it.
    pub fn flush(&mut self) {
        let line = self.take_line();
        if !line::is_blank(&line) {
            let embed = embed::of_line(&line).map(Block::Embed);
            self.take_block(embed.unwrap_or(Block::Paragraph { align: self.align, content: line }));
        }
    }

    pub fn push_block(&mut self, block: Block) {
        // In a headline the line goes on.
        if !self.frame.holds_lines() {
            self.flush();
        }
        self.take_block(block);
    }

    fn take_block(&mut self, block: Block) {
        match (&self.frame, self.items.last_mut()) {
            // A list right inside a list belongs to the item before it.
            (Frame::List { .. }, Some(item)) => item.push(block),
            (Frame::List { .. }, None) => self.items.push(vec![block]),
            _ => self.blocks.push(block),
        }
    }

    pub fn take_line(&mut self) -> Line {
        let mut line = std::mem::take(&mut self.line);
        line::trim_end(&mut line);
        line
    }

    pub fn take_blocks(&mut self) -> Vec<Block> {
        self.flush();
        std::mem::take(&mut self.blocks)
    }
}
