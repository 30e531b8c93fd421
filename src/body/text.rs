//! The plain words of a body: for excerpts, for counting, for search.

use super::line;
use super::tree::{Block, Body, Table};

/// One line for each block; a table's cells are parted by tabs.
pub fn plain_text(body: &Body) -> String {
    let mut out = String::new();
    write(&body.0, &mut out);
    out.truncate(out.trim_end().len());
    out
}

/// How many minutes it takes to read a body at so many words a minute, at least one. Vietnamese writes its syllables
/// apart, so a word here is what stands between spaces: a syllable there, a word in English.
pub fn reading_minutes(body: &Body, words_a_minute: usize) -> usize {
    let words = plain_text(body).split([' ', '\n', '\t', '\u{a0}']).filter(|word| !word.is_empty()).count();
    words.div_ceil(words_a_minute.max(1)).max(1)
}

/// The words of one block, its lines parted by line feeds.
pub(super) fn of_block(block: &Block) -> String {
    let mut out = String::new();
    write(std::slice::from_ref(block), &mut out);
    out.truncate(out.trim_end().len());
    out
}

/// The tree is at most some [`super::policy::DEEPEST`] deep, so this may recurse.
fn write(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph { content, .. } | Block::Heading { content, .. } => end(out, &line::text(content)),
            Block::List { items, .. } => items.iter().for_each(|item| write(item, out)),
            Block::Notes(notes) => notes.iter().for_each(|note| write(note, out)),
            Block::Definitions(definitions) => {
                for definition in definitions {
                    definition.terms.iter().for_each(|term| end(out, &line::text(term)));
                    definition.details.iter().for_each(|detail| write(detail, out));
                }
            }
            Block::Quote { content, source, .. } => {
                write(content, out);
                end(out, &line::text(source));
            }
            Block::Notice(content) | Block::Foreign { content, .. } => write(content, out),
            Block::Figure(figure) => end(out, &line::text(&figure.caption)),
            Block::Gallery { figures, caption } => {
                figures.iter().for_each(|figure| end(out, &line::text(&figure.caption)));
                end(out, &line::text(caption));
            }
            Block::Table(table) => write_table(table, out),
            Block::Code(text) => end(out, text),
            Block::Media(media) => end(out, &line::text(&media.caption)),
            Block::Embed(embed) => {
                end(out, &embed.title);
                end(out, &line::text(&embed.caption));
            }
            Block::File(file) => end(out, &file.title),
            Block::Rule => {}
        }
    }
}

fn write_table(table: &Table, out: &mut String) {
    end(out, &line::text(&table.caption));
    for row in &table.rows {
        for (n, cell) in row.iter().enumerate() {
            if n > 0 {
                out.push('\t');
            }
            let start = out.len();
            write(&cell.content, out);
            out.truncate(start.max(out.trim_end().len()));
        }
        out.push('\n');
    }
}

fn end(out: &mut String, line: &str) {
    if !line.is_empty() {
        out.push_str(line);
        out.push('\n');
    }
}
