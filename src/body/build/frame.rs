//! The containers that are open while a tree is being built.

use super::line::{lines_of, trimmed};
use crate::body::policy::Element;
use crate::body::{Block, Cell, Inline, Mark, Table};
use crate::url::SafeUrl;

/// What an open container will become.
#[derive(Clone, Debug, PartialEq)]
pub enum Frame {
    Blocks(Container),
    Paragraph,
    Heading(u8),
    Preformatted,
    Mark(Mark),
    Link(SafeUrl),
    Foreign(String),
    Quotation,
    List { start: Option<i32> },
    Figure,
    FigureCaption,
    Table,
    TableCaption,
    Row,
    Cell { is_header: bool, columns: u32, rows: u32 },
}

/// What holds blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    Root,
    Item,
    Quote,
}

/// An open container and what it holds so far.
pub struct Open {
    /// Counts up; 0 is the body itself.
    pub serial: usize,
    pub frame: Frame,
    pub blocks: Vec<Block>,
    /// The line that is being filled.
    pub inlines: Vec<Inline>,
    /// A figure's words.
    caption: Vec<Inline>,
}

impl Frame {
    /// The container of an element that has one without looking at its attributes.
    pub fn of(element: Element) -> Frame {
        match element {
            Element::Heading(level) => Frame::Heading(level),
            Element::Item => Frame::Blocks(Container::Item),
            Element::Quote => Frame::Blocks(Container::Quote),
            Element::Figure => Frame::Figure,
            Element::FigureCaption => Frame::FigureCaption,
            Element::Table => Frame::Table,
            Element::TableCaption => Frame::TableCaption,
            Element::Preformatted => Frame::Preformatted,
            _ => Frame::Paragraph,
        }
    }

    /// Whether it can hold lines alone, so that a block ends it.
    pub fn holds_lines(&self) -> bool {
        matches!(
            self,
            Frame::Paragraph
                | Frame::Heading(_)
                | Frame::Mark(_)
                | Frame::Link(_)
                | Frame::Foreign(_)
                | Frame::Quotation
        )
    }
}

impl Open {
    pub fn new(serial: usize, frame: Frame) -> Open {
        Open { serial, frame, blocks: vec![], inlines: vec![], caption: vec![] }
    }

    /// Adds text. White space is one space, as HTML shows it, but for preformatted text.
    pub fn push_text(&mut self, text: &str, preformatted: bool) {
        let mut out = String::with_capacity(text.len());
        if preformatted {
            out.push_str(text);
        } else {
            let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
            for c in text.chars() {
                if !is_space(c) {
                    out.push(c);
                } else if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
        }
        match self.inlines.last_mut() {
            Some(Inline::Text(last)) => {
                let joined = if !preformatted && last.ends_with(' ') { out.trim_start_matches(' ') } else { &out };
                last.push_str(joined);
            }
            _ => self.inlines.push(Inline::Text(out)),
        }
    }

    /// Makes a paragraph of the line that is being filled, if anything is in it.
    pub fn flush(&mut self) {
        let line = trimmed(std::mem::take(&mut self.inlines));
        if !line.is_empty() {
            self.blocks.push(Block::Paragraph(line));
        }
    }

    pub fn into_blocks(mut self) -> Vec<Block> {
        self.flush();
        self.blocks
    }

    /// Closes the container and gives what it made to the one around it.
    pub fn give_to(mut self, parent: &mut Open) {
        match self.frame {
            Frame::Mark(mark) => parent.push_wrapped(self.inlines, |content| Inline::Marked(mark, content)),
            Frame::Link(href) => parent.push_wrapped(self.inlines, |content| Inline::Link { href, content }),
            Frame::Foreign(language) => {
                parent.push_wrapped(self.inlines, |content| Inline::Foreign { language, content })
            }
            Frame::Quotation => {
                for inline in self.inlines.drain(..) {
                    match inline {
                        Inline::Text(text) => parent.push_text(&text, false),
                        other => parent.inlines.push(other),
                    }
                }
                parent.push_text("”", false);
            }
            Frame::Paragraph => {
                parent.flush();
                self.flush();
                parent.blocks.append(&mut self.blocks);
            }
            Frame::Heading(level) => {
                let content = trimmed(self.inlines);
                if !content.is_empty() {
                    parent.push_block(Block::Heading { level, content });
                }
            }
            Frame::Preformatted => {
                self.flush();
                let lines: Vec<String> = self.blocks.iter().map(super::super::text::of_block).collect();
                parent.push_block(Block::Code(lines.join("\n").trim_matches('\n').to_owned()));
            }
            Frame::Blocks(Container::Quote) => {
                let blocks = self.into_blocks();
                if !blocks.is_empty() {
                    parent.push_block(Block::Quote(blocks));
                }
            }
            Frame::Blocks(_) => {
                let blocks = self.into_blocks();
                match parent.frame {
                    // A list's items wait as quotes among its blocks until the list is closed.
                    Frame::List { .. } => parent.blocks.push(Block::Quote(blocks)),
                    _ => parent.blocks.extend(blocks),
                }
            }
            Frame::List { start } => {
                self.flush();
                let items = self.blocks.into_iter().map(|block| match block {
                    Block::Quote(blocks) => blocks,
                    other => vec![other],
                });
                let items: Vec<Vec<Block>> = items.filter(|item| !item.is_empty()).collect();
                if !items.is_empty() {
                    parent.push_block(Block::List { start, items });
                }
            }
            Frame::FigureCaption if parent.frame == Frame::Figure => {
                parent.caption = trimmed(lines_of(self.into_blocks()))
            }
            Frame::FigureCaption => parent.blocks.append(&mut self.into_blocks()),
            Frame::Figure => parent.take_figure(self),
            Frame::TableCaption => match parent.table() {
                Some(table) => table.caption.extend(trimmed(lines_of(self.into_blocks()))),
                None => parent.blocks.append(&mut self.into_blocks()),
            },
            Frame::Cell { .. } if parent.frame != Frame::Row => parent.blocks.append(&mut self.into_blocks()),
            Frame::Cell { is_header, columns, rows } => {
                let cell = Cell { is_header, columns, rows, content: self.into_blocks() };
                if let Some(row) = parent.row() {
                    row.push(cell);
                }
            }
            Frame::Row => {
                let cells = self.row().map(std::mem::take).unwrap_or_default();
                // What stands in a row beside its cells stands before the table, as browsers show it.
                parent.blocks.extend(self.into_blocks().into_iter().skip(1));
                match parent.table() {
                    Some(table) if !cells.is_empty() => table.rows.push(cells),
                    Some(_) => {}
                    None => parent.blocks.extend(cells.into_iter().flat_map(|cell| cell.content)),
                }
            }
            Frame::Table => {
                let table = self.table().map(std::mem::take).unwrap_or_default();
                // Anything but rows inside a table stands before it, as browsers show it.
                self.into_blocks().into_iter().skip(1).for_each(|block| parent.push_block(block));
                if !table.rows.is_empty() {
                    parent.push_block(Block::Table(table));
                } else if !table.caption.is_empty() {
                    parent.push_block(Block::Paragraph(table.caption));
                }
            }
        }
    }

    fn push_block(&mut self, block: Block) {
        self.flush();
        self.blocks.push(block);
    }

    fn push_wrapped(&mut self, content: Vec<Inline>, wrap: impl FnOnce(Vec<Inline>) -> Inline) {
        if content.iter().any(|inline| !super::super::text::of_inline(inline).is_empty() || *inline == Inline::Break) {
            self.inlines.push(wrap(content));
        }
    }

    /// A figure's caption stands in its line, its photos among its blocks.
    fn take_figure(&mut self, figure: Open) {
        let mut caption = figure.caption.clone();
        let blocks = figure.into_blocks();
        let last = blocks.iter().rposition(|block| matches!(block, Block::Figure { .. }));
        for (n, block) in blocks.into_iter().enumerate() {
            match block {
                // Several photos share one caption: it stands under the last one.
                Block::Figure { photo, .. } if Some(n) == last && !caption.is_empty() => {
                    self.push_block(Block::Figure { photo, caption: std::mem::take(&mut caption) });
                }
                other => self.push_block(other),
            }
        }
        if !caption.is_empty() {
            self.push_block(Block::Paragraph(caption));
        }
    }

    /// The table that is being filled: the first block of a table's container.
    fn table(&mut self) -> Option<&mut Table> {
        if self.frame == Frame::Table && !matches!(self.blocks.first(), Some(Block::Table(_))) {
            self.blocks.insert(0, Block::Table(Table::default()));
        }
        match self.blocks.first_mut() {
            Some(Block::Table(table)) => Some(table),
            _ => None,
        }
    }

    /// The row that is being filled: a table of one row as the first block of a row's container.
    fn row(&mut self) -> Option<&mut Vec<Cell>> {
        if !matches!(self.blocks.first(), Some(Block::Table(_))) {
            self.blocks.insert(0, Block::Table(Table { caption: vec![], rows: vec![vec![]] }));
        }
        match self.blocks.first_mut() {
            Some(Block::Table(Table { rows, .. })) => rows.first_mut(),
            _ => None,
        }
    }
}
