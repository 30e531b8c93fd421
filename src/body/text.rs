//! The plain words of a body: for excerpts, for counting, for search.

use super::{Block, Body, Inline, Table};

/// One line for each block.
pub fn plain_text(body: &Body) -> String {
    let lines: Vec<String> = body.0.iter().map(of_block).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// The tree is at most [`super::policy::DEEPEST`] deep, so this may recurse.
pub(super) fn of_block(block: &Block) -> String {
    let lines = |blocks: &[Block]| blocks.iter().map(of_block).collect::<Vec<_>>().join("\n");
    match block {
        Block::Paragraph(content) | Block::Heading { content, .. } => of_line(content),
        Block::List { items, .. } => items.iter().map(|item| lines(item)).collect::<Vec<_>>().join("\n"),
        Block::Quote(blocks) => lines(blocks),
        Block::Figure { caption, .. } => of_line(caption),
        Block::Table(Table { caption, rows }) => {
            let row = |cells: &Vec<super::Cell>| cells.iter().map(|c| lines(&c.content)).collect::<Vec<_>>().join("\t");
            let mut all = vec![of_line(caption)];
            all.extend(rows.iter().map(row));
            all.retain(|line| !line.is_empty());
            all.join("\n")
        }
        Block::Code(text) => text.clone(),
        Block::Rule => String::new(),
    }
}

pub(super) fn of_line(content: &[Inline]) -> String {
    content.iter().map(of_inline).collect()
}

pub(super) fn of_inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) => text.clone(),
        Inline::Break => "\n".into(),
        Inline::Marked(_, content) | Inline::Link { content, .. } | Inline::Foreign { content, .. } => of_line(content),
    }
}
