//! An article's text, from its tree alone.

use leptos::prelude::*;

use super::{Picture, here};
use crate::article::Photo;
use crate::body::{Block, Body, Cell, Inline, Mark, Table};

/// A body. The tree is never deeper than [`crate::body::policy::DEEPEST`], so this recurses.
#[component]
pub fn BodyText(body: Body) -> impl IntoView {
    view! { <div class="prose">{blocks(body.0)}</div> }.into_any()
}

fn blocks(blocks: Vec<Block>) -> Vec<AnyView> {
    blocks.into_iter().map(block).collect()
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Paragraph(content) => view! { <p>{lines(content)}</p> }.into_any(),
        Block::Heading { level: 2, content } => view! { <h2>{lines(content)}</h2> }.into_any(),
        Block::Heading { level: 3, content } => view! { <h3>{lines(content)}</h3> }.into_any(),
        Block::Heading { content, .. } => view! { <h4>{lines(content)}</h4> }.into_any(),
        Block::List { start, items } => {
            let items: Vec<AnyView> = items.into_iter().map(|item| view! { <li>{item_content(item)}</li> }.into_any()).collect();
            match start {
                Some(start) => view! { <ol start=(start != 1).then_some(start)>{items}</ol> }.into_any(),
                None => view! { <ul>{items}</ul> }.into_any(),
            }
        }
        Block::Quote(content) => view! { <blockquote>{blocks(content)}</blockquote> }.into_any(),
        Block::Figure { photo, caption } => figure(photo, caption),
        Block::Table(content) => table(content),
        Block::Code(text) => view! { <pre><code>{text}</code></pre> }.into_any(),
        Block::Rule => view! { <hr /> }.into_any(),
    }
}

/// An item that is one paragraph, perhaps with lists under it, needs no `p` around its words.
fn item_content(content: Vec<Block>) -> Vec<AnyView> {
    let is_plain = content.iter().skip(1).all(|block| matches!(block, Block::List { .. }));
    let mut views = vec![];
    for (n, part) in content.into_iter().enumerate() {
        views.push(match part {
            Block::Paragraph(line) if n == 0 && is_plain => lines(line).into_any(),
            other => block(other),
        });
    }
    views
}

fn figure(photo: Photo, caption: Vec<Inline>) -> AnyView {
    let credit = photo.credit.clone().map(|credit| view! { <span class="figure__credit">{credit}</span> });
    let has_caption = !caption.is_empty() || credit.is_some();
    let caption = has_caption.then(|| view! { <figcaption class="figure__caption">{lines(caption)} " " {credit}</figcaption> });
    view! {
        <figure class="figure">
            <Picture photo sizes="(min-width: 48em) 42rem, 94vw" />
            {caption}
        </figure>
    }
    .into_any()
}

/// A wide table scrolls in a box of its own, which the keyboard reaches.
fn table(table: Table) -> AnyView {
    let mut rows = table.rows.into_iter().peekable();
    let mut head = vec![];
    while let Some(row) = rows.next_if(|row| row.iter().all(|cell| cell.is_header) && !row.is_empty()) {
        head.push(row);
    }
    let row = |cells: Vec<Cell>| view! { <tr>{cells.into_iter().map(|c| cell(c, "row")).collect_view()}</tr> };
    let head_row = |cells: Vec<Cell>| view! { <tr>{cells.into_iter().map(|c| cell(c, "col")).collect_view()}</tr> };
    let head = (!head.is_empty()).then(|| view! { <thead>{head.into_iter().map(head_row).collect_view()}</thead> });
    let caption = (!table.caption.is_empty()).then(|| view! { <caption>{lines(table.caption)}</caption> });
    view! {
        <div class="prose__table" role="region" aria-label=here().word("table") tabindex="0">
            <table>{caption}{head}<tbody>{rows.map(row).collect_view()}</tbody></table>
        </div>
    }
    .into_any()
}

fn cell(cell: Cell, scope: &'static str) -> AnyView {
    let columns = (cell.columns > 1).then_some(cell.columns);
    let rows = (cell.rows > 1).then_some(cell.rows);
    let is_number = match cell.content.as_slice() {
        [Block::Paragraph(line)] => matches!(line.as_slice(), [Inline::Text(text)] if is_number(text)),
        _ => false,
    };
    let content = item_content(cell.content);
    if cell.is_header {
        view! { <th scope=scope colspan=columns rowspan=rows>{content}</th> }.into_any()
    } else {
        view! { <td class:prose__number=is_number colspan=columns rowspan=rows>{content}</td> }.into_any()
    }
}

/// Figures stand under each other by their right ends.
fn is_number(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || " .,%+-−–".contains(c))
}

fn lines(content: Vec<Inline>) -> Vec<AnyView> {
    content.into_iter().map(line).collect()
}

fn line(inline: Inline) -> AnyView {
    match inline {
        Inline::Text(text) => text.into_any(),
        Inline::Break => view! { <br /> }.into_any(),
        Inline::Marked(Mark::Strong, content) => view! { <strong>{lines(content)}</strong> }.into_any(),
        Inline::Marked(Mark::Emphasis, content) => view! { <em>{lines(content)}</em> }.into_any(),
        Inline::Marked(Mark::Code, content) => view! { <code>{lines(content)}</code> }.into_any(),
        Inline::Marked(Mark::Subscript, content) => view! { <sub>{lines(content)}</sub> }.into_any(),
        Inline::Marked(Mark::Superscript, content) => view! { <sup>{lines(content)}</sup> }.into_any(),
        Inline::Foreign { language, content } => view! { <span lang=language>{lines(content)}</span> }.into_any(),
        Inline::Link { href, content } => {
            let own = here().links.to_path(href.as_str());
            let rel = (own.is_none() && href.is_absolute()).then_some("noopener");
            view! { <a href=own.unwrap_or_else(|| href.to_string()) rel=rel>{lines(content)}</a> }.into_any()
        }
    }
}
