//! Lines of a text: what is between two blocks.

use crate::body::{Block, Inline, text};

/// All lines of some blocks, one after the other.
pub fn lines_of(blocks: Vec<Block>) -> Vec<Inline> {
    let mut lines = vec![];
    for block in blocks {
        if !lines.is_empty() {
            lines.push(Inline::Break);
        }
        match block {
            Block::Paragraph(content) | Block::Heading { content, .. } => lines.extend(content),
            other => lines.push(Inline::Text(text::of_block(&other))),
        }
    }
    lines
}

/// Without white space and breaks at both ends.
pub fn trimmed(mut line: Vec<Inline>) -> Vec<Inline> {
    let blank = |inline: &Inline| match inline {
        Inline::Break => true,
        other => text::of_inline(other).trim().is_empty(),
    };
    while line.last().is_some_and(blank) {
        line.pop();
    }
    let start = line.iter().position(|inline| !blank(inline)).unwrap_or(line.len());
    line.drain(..start);
    if let Some(Inline::Text(text)) = line.first_mut() {
        *text = text.trim_start().to_owned();
    }
    if let Some(Inline::Text(text)) = line.last_mut() {
        *text = text.trim_end().to_owned();
    }
    line
}
