//! An article's text, from its tree alone.

use super::body_line::{body_line, place_id};
use super::{Here, Load, body_table, embed_card, figure, media_player, notes};
use crate::article::Attachment;
use crate::body::{Align, Block, Body, Definition, Direction, Inline, Line};
use crate::cut::digits;
use crate::html::{Element, Node, el, link};
use crate::list::ToList;

/// A body. The tree is never deeper than some [`crate::body::policy::DEEPEST`], so this recurses.
pub fn body_text(here: Here, body: &Body) -> Element {
    el("div", "prose").text().with(body_blocks(here, &body.0))
}

/// Blocks one after the other.
pub fn body_blocks(here: Here, blocks: &[Block]) -> Vec<Node> {
    blocks.iter().map(|part| block(here, part).into()).list()
}

fn block(here: Here, block: &Block) -> Element {
    match block {
        Block::Paragraph { align, content } => aligned(el("p", ""), *align)
            .class("prose__hanging", *align == Align::Start && begins_with_quote(content))
            .with(body_line(here, content)),
        Block::Heading { level, id, content } => heading(here, *level, id.as_deref(), content),
        Block::List { start, items } => {
            let tag = if start.is_some() { "ol" } else { "ul" };
            let start = start.filter(|&start| start != 1).map(|start| digits(start.unsigned_abs()));
            el(tag, "").maybe("start", start).each(items.iter().map(|item| el("li", "").with(item_content(here, item))))
        }
        Block::Definitions(definitions) => {
            definitions.iter().fold(el("dl", ""), |list, definition| definitions_of(here, list, definition))
        }
        Block::Quote { is_pulled, content, source } => {
            let source = (!source.is_empty()).then(|| el("footer", "prose__source").with(body_line(here, source)));
            el("blockquote", "").class("prose__pulled", *is_pulled).with(body_blocks(here, content)).with(source)
        }
        Block::Figure(one) => figure(here, one, Load::Lazy),
        Block::Gallery { figures, caption } => {
            let caption = (!caption.is_empty())
                .then(|| el("figcaption", "figure__caption prose__gallery-caption").with(body_line(here, caption)));
            el("figure", "figure prose__gallery")
                .each(figures.iter().map(|one| figure(here, one, Load::Lazy)))
                .with(caption)
        }
        Block::Table(table) => body_table(here, table),
        // What is wider than the column scrolls, by keyboard as well.
        Block::Code(text) => {
            el("pre", "").set("tabindex", "0").with(el("code", "").set("dir", "ltr").with(text.as_str()))
        }
        Block::Rule => el("hr", ""),
        Block::Notice(content) => {
            el("aside", "prose__notice").set("aria-label", here.word("notice")).with(body_blocks(here, content))
        }
        Block::Media(media) => media_player(here, media),
        Block::Embed(embed) => embed_card(here, embed),
        Block::File(file) => file_link(here, file),
        Block::Notes(all) => notes(here, all),
        Block::Foreign { language, direction, content } => {
            let direction = if *direction == Direction::RightToLeft { "rtl" } else { "ltr" };
            el("div", "")
                .set("dir", direction)
                .maybe("lang", here.foreign(language.as_deref()))
                .with(body_blocks(here, content))
        }
    }
}

/// A heading, and beside it the link by which others may be sent to it.
fn heading(here: Here, level: u8, id: Option<&str>, content: &Line) -> Element {
    let tag = match level {
        2 => "h2",
        3 => "h3",
        _ => "h4",
    };
    let anchor =
        id.map(|id| link("prose__anchor", ["#", &place_id(id)].concat()).set("aria-label", here.word("heading_link")));
    let heading = el(tag, "").maybe("id", id.map(place_id)).set("tabindex", "-1");
    // Beside the heading and not in it, where its words would be part of the heading's.
    el("div", "prose__heading").with(heading.with(body_line(here, content))).with(anchor)
}

fn definitions_of(here: Here, list: Element, definition: &Definition) -> Element {
    list.each(definition.terms.iter().map(|term| el("dt", "").with(body_line(here, term))))
        .each(definition.details.iter().map(|detail| el("dd", "").with(item_content(here, detail))))
}

/// An item that is one paragraph, perhaps with lists under it, needs no `p` around its words.
pub fn item_content(here: Here, content: &[Block]) -> Vec<Node> {
    match content {
        [Block::Paragraph { align: Align::Start, content: line }, rest @ ..]
            if rest.iter().all(|block| matches!(block, Block::List { .. })) =>
        {
            let mut nodes = body_line(here, line);
            nodes.extend(body_blocks(here, rest));
            nodes
        }
        other => body_blocks(here, other),
    }
}

/// A file in the middle of a text.
fn file_link(here: Here, file: &Attachment) -> Element {
    let kind = file.kind();
    let facts = (!kind.is_empty()).then(|| el("span", "prose__facts").with([" (", &kind, ")"].concat()));
    let to = link("", file.url.as_str().to_owned()).flag("download", true).with(file.title.as_str()).with(facts);
    el("p", "prose__file").set("data-label", here.word("file")).with(to)
}

/// Where lines stand: as a class, since a strict policy lets no style attribute in.
pub fn aligned(element: Element, align: Align) -> Element {
    element.class("prose__center", align == Align::Center).class("prose__end", align == Align::End)
}

/// Whether the first sign is a quotation mark, which hangs into the margin.
fn begins_with_quote(line: &[Inline]) -> bool {
    matches!(line.first(), Some(Inline::Text(run)) if run.text.starts_with(['“', '"', '«', '‘']))
}

/// Whether a text is a number alone.
pub fn is_number(line: &[Inline]) -> bool {
    let [Inline::Text(run)] = line else { return false };
    let text = &run.text;
    text.bytes().any(|b| b.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | ',' | '%' | '+' | '-' | '−' | '–' | '\u{a0}'))
}
