//! What a container becomes when it is closed.

use super::frame::{Frame, Open};
use crate::article::Attachment;
use crate::body::line;
use crate::body::span::Span;
use crate::body::text;
use crate::body::tree::{Align, Block, Cell, Definition, Inline, Line, Media, Run, Table};
use crate::list::ToList;
use crate::url::SafeUrl;

impl Open {
    /// Gives what the container made to the one around it.
    pub fn give_to(&mut self, parent: &mut Open) {
        match std::mem::replace(&mut self.frame, Frame::Root) {
            Frame::Root | Frame::Paragraph => parent.take_all(self.take_blocks()),
            Frame::Heading(level) => {
                let mut content = self.take_line();
                parent.take_all(std::mem::take(&mut self.blocks));
                // Its own name stands next to its words; those before it are of what it is in.
                let places = content.iter().take_while(|inline| matches!(inline, Inline::Place(_))).count();
                let id = match places.checked_sub(1).map(|last| content.remove(last)) {
                    Some(Inline::Place(id)) => Some(id),
                    _ => None,
                };
                if !line::is_blank(&content) {
                    parent.push_block(Block::Heading { level, id, content });
                }
            }
            Frame::Preformatted => {
                let code = self.code.trim_matches('\n').to_owned();
                parent.take_all(self.take_blocks());
                if !code.trim().is_empty() {
                    parent.push_block(Block::Code(code));
                }
            }
            Frame::List { start } => {
                self.frame = Frame::List { start };
                self.flush();
                let mut items = std::mem::take(&mut self.items);
                items.retain(|item| !item.is_empty());
                if !items.is_empty() {
                    parent.push_block(Block::List { start, items });
                }
            }
            Frame::Item if matches!(parent.frame, Frame::List { .. }) => {
                parent.flush();
                parent.items.push(self.take_blocks());
            }
            Frame::Definitions => {
                let definitions = std::mem::take(&mut self.definitions);
                parent.take_all(self.take_blocks());
                if !definitions.is_empty() {
                    parent.push_block(Block::Definitions(definitions));
                }
            }
            Frame::Term => {
                let term = self.take_line();
                parent.blocks.append(&mut self.blocks);
                if !line::is_blank(&term) {
                    match parent.definitions.last_mut().filter(|last| last.details.is_empty()) {
                        Some(open) => open.terms.push(term),
                        None => parent.definitions.push(Definition { terms: vec![term], details: vec![] }),
                    }
                }
            }
            Frame::Detail => {
                let detail = self.take_blocks();
                if !detail.is_empty() {
                    match parent.definitions.last_mut() {
                        Some(last) => last.details.push(detail),
                        None => parent.definitions.push(Definition { terms: vec![], details: vec![detail] }),
                    }
                }
            }
            Frame::Quote { is_pulled } => {
                let mut source = std::mem::take(&mut self.caption);
                let mut content = self.take_blocks();
                // A figure that pulls a quote has a quote in it.
                if is_pulled && let [Block::Quote { content: inner, source: inner_source, .. }] = content.as_mut_slice()
                {
                    source = if source.is_empty() { std::mem::take(inner_source) } else { source };
                    content = std::mem::take(inner);
                }
                if !content.is_empty() {
                    parent.push_block(Block::Quote { is_pulled, content, source });
                } else if !source.is_empty() {
                    parent.push_block(paragraph(source));
                }
            }
            Frame::QuoteSource | Frame::FigureCaption | Frame::TableCaption if parent.takes_caption() => {
                let words = lines_of(self.take_blocks());
                join(&mut parent.caption, words);
            }
            Frame::Figure | Frame::Gallery => parent.take_figure(self),
            Frame::Table => {
                let table = Table { caption: std::mem::take(&mut self.caption), rows: std::mem::take(&mut self.rows) };
                // Anything but rows inside a table stands before it, as browsers show it.
                parent.take_all(self.take_blocks());
                if !table.rows.is_empty() {
                    parent.push_block(Block::Table(table));
                } else if !table.caption.is_empty() {
                    parent.push_block(paragraph(table.caption));
                }
            }
            Frame::Row => {
                let cells = std::mem::take(&mut self.cells);
                parent.take_all(self.take_blocks());
                if !cells.is_empty() {
                    parent.rows.push(cells);
                }
            }
            Frame::Cell { is_header, columns, rows, align } => {
                parent.cells.push(Cell { is_header, columns, rows, align, content: self.take_blocks() });
            }
            Frame::Notice => {
                let content = self.take_blocks();
                if !content.is_empty() {
                    parent.push_block(Block::Notice(content));
                }
            }
            Frame::File => parent.take_file(self.take_blocks()),
            Frame::Media { kind, src: Some(src), poster, size } => {
                parent.push_block(Block::Media(Box::new(Media { kind, src, poster, size, caption: vec![] })));
            }
            Frame::Media { src: None, .. } => {}
            Frame::Foreign { language, direction } => {
                let content = self.take_blocks();
                if !content.is_empty() {
                    parent.push_block(Block::Foreign { language, direction, content });
                }
            }
            Frame::Item | Frame::QuoteSource | Frame::FigureCaption | Frame::TableCaption => {
                parent.take_all(self.take_blocks());
            }
        }
    }

    fn take_all(&mut self, blocks: Vec<Block>) {
        blocks.into_iter().for_each(|block| self.push_block(block));
    }

    fn takes_caption(&self) -> bool {
        matches!(self.frame, Frame::Figure | Frame::Gallery | Frame::Table | Frame::Quote { .. })
    }

    /// Photos alone are a gallery, or a figure where there is one. A caption belongs to the last thing that has one.
    fn take_figure(&mut self, figure: &mut Open) {
        let mut caption = std::mem::take(&mut figure.caption);
        let mut blocks = figure.take_blocks();
        let are_photos = blocks.len() > 1 && blocks.iter().all(|block| matches!(block, Block::Figure(_)));
        if are_photos {
            let mut figures = vec![];
            for block in blocks {
                if let Block::Figure(figure) = block {
                    figures.push(*figure);
                }
            }
            return self.push_block(Block::Gallery { figures, caption });
        }
        let place = blocks.iter_mut().rev().find_map(caption_of);
        match place {
            Some(place) if place.is_empty() => *place = caption,
            Some(place) => join(place, caption),
            None if caption.is_empty() => {}
            None => blocks.push(paragraph(std::mem::take(&mut caption))),
        }
        self.take_all(blocks);
    }

    /// A file has an address and a title; what else is said of it follows.
    fn take_file(&mut self, mut blocks: Vec<Block>) {
        let link = |block: &Block| match block {
            Block::Paragraph { content, .. } | Block::Heading { content, .. } => content.iter().find_map(file_of),
            _ => None,
        };
        if let Some((at, url)) = blocks.iter().enumerate().find_map(|(at, block)| Some((at, link(block)?))) {
            let title = text::of_block(&blocks[at]);
            let title: Vec<&str> = title.split([' ', '\n']).filter(|word| !word.is_empty()).list();
            let title = title.join(" ");
            blocks[at] = Block::File(Box::new(Attachment { url, title, mime_type: None, bytes: None }));
            blocks.iter_mut().skip(at).for_each(without_links);
        }
        self.take_all(blocks);
    }
}

/// The address of a file that a piece of a line links to.
fn file_of(inline: &Inline) -> Option<SafeUrl> {
    match inline {
        Inline::Text(run) => run.span.about().link.clone().filter(SafeUrl::is_page),
        _ => None,
    }
}

fn without_links(block: &mut Block) {
    if let Block::Paragraph { content, .. } = block {
        for inline in content.iter_mut() {
            if let Inline::Text(run) = inline {
                run.span.change(&mut |about| about.link = None);
            }
        }
        *content = line::normal(std::mem::take(content));
    }
}

/// Where a block's own caption stands.
fn caption_of(block: &mut Block) -> Option<&mut Line> {
    match block {
        Block::Figure(figure) => Some(&mut figure.caption),
        Block::Gallery { caption, .. } => Some(caption),
        Block::Table(table) => Some(&mut table.caption),
        Block::Media(media) => Some(&mut media.caption),
        Block::Embed(embed) => Some(&mut embed.caption),
        Block::Quote { source, .. } => Some(source),
        _ => None,
    }
}

fn paragraph(content: Line) -> Block {
    Block::Paragraph { align: Align::Start, content }
}

/// All lines of some blocks, one after the other.
fn lines_of(blocks: Vec<Block>) -> Line {
    let mut lines = vec![];
    for block in blocks {
        let mut next = match block {
            Block::Paragraph { content, .. } | Block::Heading { content, .. } => content,
            other => vec![Inline::Text(Run { text: text::of_block(&other), span: Span::default() })],
        };
        if !lines.is_empty() && !next.is_empty() {
            lines.push(Inline::Text(Run { text: "\n".to_owned(), span: Span::default() }));
        }
        lines.append(&mut next);
    }
    line::normal(lines)
}

/// Puts a line under another one.
fn join(line: &mut Line, next: Line) {
    if !line.is_empty() && !next.is_empty() {
        line::push_break(line, &Span::default());
    }
    line::append(line, next);
}
