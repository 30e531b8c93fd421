//! A table of an article's text.

use super::Here;
use super::body_line::body_line;
use super::body_text::{aligned, is_number, item_content};
use crate::body::{Align, Block, Cell, Table};
use crate::cut::digits;
use crate::html::{Element, el};

/// A wide table scrolls in a box of its own, which the keyboard reaches.
pub fn body_table(here: Here, table: &Table) -> Element {
    let is_head = |row: &&Vec<Cell>| !row.is_empty() && row.iter().all(|cell| cell.is_header);
    let heads = table.rows.iter().take_while(is_head).count();
    let (head, rows) = table.rows.split_at(heads);
    let row = |cells: &Vec<Cell>, scope| el("tr", "").each(cells.iter().map(|c| cell(here, c, scope)));
    // What figures are stands above their right ends, where they stand themselves.
    let above = |cells: &Vec<Cell>| {
        let below = rows.first().filter(|row| row.len() == cells.len());
        let has_figures = |n: usize| below.and_then(|row| row.get(n)).is_some_and(is_figure);
        let head = |(n, c): (usize, &Cell)| {
            cell(here, c, "col").class("prose__end", c.align == Align::Start && has_figures(n))
        };
        el("tr", "").each(cells.iter().enumerate().map(head))
    };
    let head = (!head.is_empty()).then(|| el("thead", "").each(head.iter().map(above)));
    let caption = (!table.caption.is_empty()).then(|| el("caption", "").with(body_line(here, &table.caption)));
    let rows = el("tbody", "").each(rows.iter().map(|cells| row(cells, "row")));
    el("div", "prose__table")
        .set("role", "group")
        .set("aria-label", here.word("table"))
        .set("tabindex", "0")
        .with(el("table", "").with(caption).with(head).with(rows))
}

fn cell(here: Here, cell: &Cell, scope: &'static str) -> Element {
    let span = |n: u32| (n > 1).then(|| digits(n));
    let made = if cell.is_header { el("th", "").set("scope", scope) } else { el("td", "") };
    aligned(made, cell.align)
        .class("prose__number", is_figure(cell))
        .maybe("colspan", span(cell.columns))
        .maybe("rowspan", span(cell.rows))
        .with(item_content(here, &cell.content))
}

/// Figures stand under each other by their right ends.
fn is_figure(cell: &Cell) -> bool {
    !cell.is_header
        && cell.align == Align::Start
        && matches!(cell.content.as_slice(), [Block::Paragraph { content, .. }] if is_number(content))
}
