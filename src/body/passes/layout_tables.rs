//! Tables that only lay out, as Word and old editors write them.

use super::rebuild;
use crate::body::tree::{Block, Body, Table};

/// A table of one column, or of one or two rows around photos, is what is in it.
pub fn run(body: &mut Body) {
    rebuild(body, is_layout, &mut |block, blocks| match block {
        Some(Block::Table(table)) if is_layout_table(&table) => unfold(table, blocks),
        other => blocks.extend(other),
    });
}

fn is_layout(block: &Block) -> bool {
    matches!(block, Block::Table(table) if is_layout_table(table))
}

fn is_layout_table(table: &Table) -> bool {
    let has_header = table.rows.iter().any(|row| row.iter().any(|cell| cell.is_header));
    if has_header || !table.caption.is_empty() {
        return false;
    }
    let is_column = table.rows.iter().all(|row| row.len() <= 1);
    let holds_photos = table.rows.iter().any(|row| row.iter().any(|cell| cell.content.iter().any(is_no_text)));
    is_column || table.rows.len() <= 2 && holds_photos
}

fn is_no_text(block: &Block) -> bool {
    matches!(block, Block::Figure(_) | Block::Gallery { .. } | Block::Table(_) | Block::Media(_) | Block::Embed(_))
}

/// Row by row; but photos in one row and their captions in the next belong together column by column.
fn unfold(table: Table, blocks: &mut Vec<Block>) {
    let mut rows = table.rows;
    if let [first, second] = rows.as_mut_slice() {
        let is_photo = |block: &Block| matches!(block, Block::Figure(_));
        let are_photos = first.iter().all(|cell| cell.content.iter().all(is_photo));
        if are_photos && first.len() == second.len() {
            for (photo, words) in first.iter_mut().zip(second) {
                blocks.append(&mut photo.content);
                blocks.append(&mut words.content);
            }
            return;
        }
    }
    for row in &mut rows {
        row.iter_mut().for_each(|cell| blocks.append(&mut cell.content));
    }
}

#[cfg(test)]
mod tests {
    use crate::body::{Block, parse};

    #[test]
    fn a_photo_and_its_caption_come_out_of_their_table() {
        let html = "<table><tr><td><img src=a.jpg></td></tr><tr><td>(Quang cảnh hội nghị)</td></tr></table>";
        assert!(matches!(parse(html, "").0.0.as_slice(), [Block::Figure(figure)] if !figure.caption.is_empty()));
    }

    #[test]
    fn a_table_of_figures_stays_one() {
        let html = "<table><tr><td>2021<td>12</tr><tr><td>2022<td>15</tr></table>";
        assert!(matches!(parse(html, "").0.0.as_slice(), [Block::Table(_)]));
    }
}
