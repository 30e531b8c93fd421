//! A body's tree as short text, for comparison and for reading.

use ban_tin::article::Photo;
use ban_tin::body::{AGAIN, Align, Block, Body, Cell, Direction, Figure, Inline, Line, Mark, MediaKind, Run, Warning};

/// One line for each block; `!` lines are warnings.
pub fn tree(body: &Body, warnings: &[Warning]) -> String {
    let mut out = String::new();
    blocks(&body.0, 0, &mut out);
    for warning in warnings {
        out.push_str(&format!("! {warning}\n"));
    }
    out
}

fn blocks(all: &[Block], depth: usize, out: &mut String) {
    all.iter().for_each(|block| one(block, depth, out));
}

fn put(out: &mut String, depth: usize, text: &str) {
    out.push_str(&format!("{}{text}\n", "  ".repeat(depth)));
}

fn put_line(out: &mut String, depth: usize, name: &str, line: &Line) {
    if !line.is_empty() {
        put(out, depth, &format!("{name} {}", inlines(line)));
    }
}

fn one(block: &Block, depth: usize, out: &mut String) {
    match block {
        Block::Paragraph { align, content } => {
            put(out, depth, &format!("p{} {}", align_name(*align), inlines(content)))
        }
        Block::Heading { level, id, content } => {
            let id = id.as_deref().map(|id| format!(" #{id}")).unwrap_or_default();
            put(out, depth, &format!("h{level}{id} {}", inlines(content)));
        }
        Block::Code(text) => put(out, depth, &format!("code {}", quoted(text))),
        Block::Rule => put(out, depth, "rule"),
        Block::Figure(figure) => one_figure(figure, depth, out),
        Block::Gallery { figures, caption } => {
            put(out, depth, "gallery");
            put_line(out, depth + 1, "caption", caption);
            figures.iter().for_each(|figure| one_figure(figure, depth + 1, out));
        }
        Block::List { start, items } => {
            put(out, depth, &start.map_or("list".into(), |start| format!("list from {start}")));
            for item in items {
                put(out, depth + 1, "item");
                blocks(item, depth + 2, out);
            }
        }
        Block::Notes(notes) => {
            put(out, depth, "notes");
            for (n, note) in notes.iter().enumerate() {
                put(out, depth + 1, &format!("note {}", n + 1));
                blocks(note, depth + 2, out);
            }
        }
        Block::Definitions(definitions) => {
            put(out, depth, "definitions");
            for definition in definitions {
                definition.terms.iter().for_each(|term| put_line(out, depth + 1, "term", term));
                for detail in &definition.details {
                    put(out, depth + 1, "detail");
                    blocks(detail, depth + 2, out);
                }
            }
        }
        Block::Quote { is_pulled, content, source } => {
            put(out, depth, if *is_pulled { "pulled quote" } else { "quote" });
            blocks(content, depth + 1, out);
            put_line(out, depth + 1, "source", source);
        }
        Block::Notice(content) => {
            put(out, depth, "notice");
            blocks(content, depth + 1, out);
        }
        Block::Foreign { language, direction, content } => {
            let language = language.as_deref().map(|l| format!(" lang({l})")).unwrap_or_default();
            put(out, depth, &format!("{}{language}", direction_name(*direction)));
            blocks(content, depth + 1, out);
        }
        Block::Table(table) => {
            put(out, depth, "table");
            put_line(out, depth + 1, "caption", &table.caption);
            for row in &table.rows {
                put(out, depth + 1, "row");
                row.iter().for_each(|cell| one_cell(cell, depth + 2, out));
            }
        }
        Block::Media(media) => {
            let name = if media.kind == MediaKind::Audio { "audio" } else { "video" };
            let poster = media.poster.as_ref().map(|poster| format!(" poster {poster}")).unwrap_or_default();
            put(out, depth, &format!("{name} {}{poster}{}", media.src, size(media.size)));
            put_line(out, depth + 1, "caption", &media.caption);
        }
        Block::Embed(embed) => {
            put(
                out,
                depth,
                &format!("embed {} {} page {} {}", embed.service, embed.frame, embed.page, quoted(&embed.title)),
            );
            put_line(out, depth + 1, "caption", &embed.caption);
        }
        Block::File(file) => put(out, depth, &format!("file {} {}", file.url, quoted(&file.title))),
    }
}

fn one_figure(figure: &Figure, depth: usize, out: &mut String) {
    let link = figure.link.as_ref().map(|link| format!(" to {link}")).unwrap_or_default();
    put(out, depth, &format!("figure{} {}{link}", align_name(figure.align), photo_facts(&figure.photo)));
    put_line(out, depth + 1, "caption", &figure.caption);
}

fn one_cell(cell: &Cell, depth: usize, out: &mut String) {
    let span =
        if (cell.columns, cell.rows) == (1, 1) { String::new() } else { format!(" {}x{}", cell.columns, cell.rows) };
    let name = if cell.is_header { "th" } else { "td" };
    put(out, depth, &format!("{name}{}{span}", align_name(cell.align)));
    blocks(&cell.content, depth + 1, out);
}

fn inlines(content: &[Inline]) -> String {
    content.iter().map(inline).collect::<Vec<_>>().join(" ")
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(run) => one_run(run),
        Inline::Note(number) if *number < AGAIN => format!("note({number})"),
        Inline::Note(number) => format!("note({} again)", number % AGAIN),
        Inline::Place(id) => format!("place({id})"),
    }
}

/// The text, in brackets what holds for it: `link(/x)[strong["Hội nghị"]]`.
fn one_run(Run { text, span }: &Run) -> String {
    let long = text.chars().count();
    let mut out = if long > 300 { format!("text of {long} characters") } else { quoted(text) };
    for mark in Mark::ALL.into_iter().rev().filter(|&mark| span.marks.has(mark)) {
        out = if mark == Mark::Maths { format!("maths[{out}]") } else { format!("{}[{out}]", mark.tag()) };
    }
    let about = span.about();
    if let Some(time) = &about.time {
        out = format!("time({time})[{out}]");
    }
    if let Some(expansion) = &about.expansion {
        out = format!("abbr({expansion})[{out}]");
    }
    if let Some(direction) = about.direction {
        out = format!("{}[{out}]", direction_name(direction));
    }
    if let Some(language) = &about.language {
        out = format!("lang({language})[{out}]");
    }
    if let Some(link) = &about.link {
        out = format!("link({link})[{out}]");
    }
    out
}

fn photo_facts(photo: &Photo) -> String {
    let mut facts = format!("{} {}{}", photo.src, quoted(&photo.alt), size(photo.size));
    if let Some(credit) = &photo.credit {
        facts.push_str(&format!(" by {}", quoted(credit)));
    }
    for rendition in &photo.renditions {
        facts.push_str(&format!(" {}={}w", rendition.src, rendition.width));
    }
    if photo.has_formats {
        facts.push_str(" in smaller kinds");
    }
    facts
}

fn size(size: Option<(u32, u32)>) -> String {
    size.map(|(width, height)| format!(" {width}x{height}")).unwrap_or_default()
}

fn align_name(align: Align) -> &'static str {
    match align {
        Align::Start => "",
        Align::Center => " center",
        Align::End => " end",
    }
}

fn direction_name(direction: Direction) -> &'static str {
    match direction {
        Direction::LeftToRight => "ltr",
        Direction::RightToLeft => "rtl",
    }
}

/// As `{:?}` writes a text, which the release build's options leave empty: the browsers' side is compiled with them.
fn quoted(text: &str) -> String {
    let escaped = text.chars().map(|c| if c == '\'' { c.to_string() } else { c.escape_debug().to_string() });
    format!("\"{}\"", escaped.collect::<String>())
}
