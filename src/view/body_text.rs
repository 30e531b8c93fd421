//! An article's text, from its tree alone.

use super::{Here, Load, figure};
use crate::body::{Block, Body, Cell, Inline, Mark, Table};
use crate::html::{Element, Node, el, link};

/// A body. The tree is never deeper than [`crate::body::policy::DEEPEST`], so this recurses.
pub fn body_text(here: Here, body: &Body) -> Element {
    el("div", "prose").each(blocks(here, &body.0))
}

fn blocks(here: Here, blocks: &[Block]) -> Vec<Node> {
    blocks.iter().map(|part| block(here, part).into()).collect()
}

fn block(here: Here, block: &Block) -> Element {
    match block {
        Block::Paragraph(content) => el("p", "").with(lines(here, content)),
        Block::Heading { level, content } => {
            let tag = match level {
                2 => "h2",
                3 => "h3",
                _ => "h4",
            };
            el(tag, "").with(lines(here, content))
        }
        Block::List { start, items } => {
            let tag = if start.is_some() { "ol" } else { "ul" };
            let start = start.filter(|&start| start != 1).map(|start| start.to_string());
            el(tag, "").maybe("start", start).each(items.iter().map(|item| el("li", "").with(item_content(here, item))))
        }
        Block::Quote(content) => el("blockquote", "").with(blocks(here, content)),
        Block::Figure { photo, caption } => figure(photo, lines(here, caption), Load::Lazy),
        Block::Table(content) => table(here, content),
        Block::Code(text) => el("pre", "").with(el("code", "").with(text.as_str())),
        Block::Rule => el("hr", ""),
    }
}

/// An item that is one paragraph, perhaps with lists under it, needs no `p` around its words.
fn item_content(here: Here, content: &[Block]) -> Vec<Node> {
    match content {
        [Block::Paragraph(line), rest @ ..] if rest.iter().all(|block| matches!(block, Block::List { .. })) => {
            let mut nodes = lines(here, line);
            nodes.extend(blocks(here, rest));
            nodes
        }
        other => blocks(here, other),
    }
}

/// A wide table scrolls in a box of its own, which the keyboard reaches.
fn table(here: Here, table: &Table) -> Element {
    let is_head = |row: &&Vec<Cell>| !row.is_empty() && row.iter().all(|cell| cell.is_header);
    let heads = table.rows.iter().take_while(is_head).count();
    let (head, rows) = table.rows.split_at(heads);
    let row = |cells: &Vec<Cell>, scope| el("tr", "").each(cells.iter().map(|c| cell(here, c, scope)));
    let head = (!head.is_empty()).then(|| el("thead", "").each(head.iter().map(|cells| row(cells, "col"))));
    let caption = (!table.caption.is_empty()).then(|| el("caption", "").with(lines(here, &table.caption)));
    let rows = el("tbody", "").each(rows.iter().map(|cells| row(cells, "row")));
    el("div", "prose__table")
        .set("role", "group")
        .set("aria-label", here.word("table"))
        .set("tabindex", "0")
        .with(el("table", "").with(caption).with(head).with(rows))
}

fn cell(here: Here, cell: &Cell, scope: &'static str) -> Element {
    let span = |n: u32| (n > 1).then(|| n.to_string());
    let is_number = match cell.content.as_slice() {
        [Block::Paragraph(line)] => matches!(line.as_slice(), [Inline::Text(text)] if is_number(text)),
        _ => false,
    };
    let made =
        if cell.is_header { el("th", "").set("scope", scope) } else { el("td", "").class("prose__number", is_number) };
    made.maybe("colspan", span(cell.columns)).maybe("rowspan", span(cell.rows)).with(item_content(here, &cell.content))
}

/// Figures stand under each other by their right ends.
fn is_number(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || " .,%+-−–".contains(c))
}

fn lines(here: Here, content: &[Inline]) -> Vec<Node> {
    content.iter().map(|inline| line(here, inline)).collect()
}

fn line(here: Here, inline: &Inline) -> Node {
    let element = match inline {
        Inline::Text(text) => return text.as_str().into(),
        Inline::Break => el("br", ""),
        Inline::Marked(mark, content) => {
            let tag = match mark {
                Mark::Strong => "strong",
                Mark::Emphasis => "em",
                Mark::Code => "code",
                Mark::Subscript => "sub",
                Mark::Superscript => "sup",
            };
            el(tag, "").with(lines(here, content))
        }
        Inline::Foreign { language, content } => {
            el("span", "").set("lang", language.as_str()).with(lines(here, content))
        }
        Inline::Link { href, content } => {
            let own = here.links.to_path(href.as_str());
            let rel = (own.is_none() && href.is_absolute()).then_some("noopener");
            link("", own.unwrap_or_else(|| href.to_string())).maybe("rel", rel).with(lines(here, content))
        }
    };
    element.into()
}
