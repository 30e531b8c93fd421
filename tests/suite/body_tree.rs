//! A body's tree as short text, for comparison and for reading.

use ban_tin::article::Photo;
use ban_tin::body::{Block, Body, Cell, Inline, Mark, Warning};

/// One line for each block; `!` lines are warnings.
pub fn tree(body: &Body, warnings: &[Warning]) -> String {
    let mut out = String::new();
    blocks(&body.0, 0, &mut out);
    for Warning(text) in warnings {
        out.push_str(&format!("! {text}\n"));
    }
    out
}

fn blocks(all: &[Block], depth: usize, out: &mut String) {
    for block in all {
        one(block, depth, out);
    }
}

fn one(block: &Block, depth: usize, out: &mut String) {
    let mut line = |text: String| out.push_str(&format!("{}{text}\n", "  ".repeat(depth)));
    match block {
        Block::Paragraph(content) => line(format!("p {}", inlines(content))),
        Block::Heading { level, content } => line(format!("h{level} {}", inlines(content))),
        Block::Code(text) => line(format!("code {text:?}")),
        Block::Rule => line("rule".into()),
        Block::Figure { photo, caption } => {
            line(format!("figure {}", photo_facts(photo)));
            if !caption.is_empty() {
                line(format!("  caption {}", inlines(caption)));
            }
        }
        Block::List { start, items } => {
            line(start.map_or("list".into(), |start| format!("list from {start}")));
            for item in items {
                out.push_str(&format!("{}item\n", "  ".repeat(depth + 1)));
                blocks(item, depth + 2, out);
            }
        }
        Block::Quote(content) => {
            line("quote".into());
            blocks(content, depth + 1, out);
        }
        Block::Table(table) => {
            line("table".into());
            if !table.caption.is_empty() {
                line(format!("  caption {}", inlines(&table.caption)));
            }
            for row in &table.rows {
                out.push_str(&format!("{}row\n", "  ".repeat(depth + 1)));
                row.iter().for_each(|cell| one_cell(cell, depth + 2, out));
            }
        }
    }
}

fn one_cell(cell: &Cell, depth: usize, out: &mut String) {
    let span =
        if (cell.columns, cell.rows) == (1, 1) { String::new() } else { format!(" {}x{}", cell.columns, cell.rows) };
    let name = if cell.is_header { "th" } else { "td" };
    out.push_str(&format!("{}{name}{span}\n", "  ".repeat(depth)));
    blocks(&cell.content, depth + 1, out);
}

fn inlines(content: &[Inline]) -> String {
    content.iter().map(inline).collect::<Vec<_>>().join(" ")
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) if text.chars().count() > 200 => format!("text of {} characters", text.chars().count()),
        Inline::Text(text) => format!("{text:?}"),
        Inline::Break => "br".into(),
        Inline::Link { href, content } => format!("link({href})[{}]", inlines(content)),
        Inline::Foreign { language, content } => format!("lang({language})[{}]", inlines(content)),
        Inline::Marked(mark, content) => {
            let name = match mark {
                Mark::Strong => "strong",
                Mark::Emphasis => "em",
                Mark::Code => "code",
                Mark::Subscript => "sub",
                Mark::Superscript => "sup",
            };
            format!("{name}[{}]", inlines(content))
        }
    }
}

fn photo_facts(photo: &Photo) -> String {
    let mut facts = format!("{} {:?}", photo.src, photo.alt);
    if let Some((width, height)) = photo.size {
        facts.push_str(&format!(" {width}x{height}"));
    }
    if let Some(credit) = &photo.credit {
        facts.push_str(&format!(" by {credit:?}"));
    }
    for rendition in &photo.renditions {
        facts.push_str(&format!(" {}={}w", rendition.src, rendition.width));
    }
    facts
}
