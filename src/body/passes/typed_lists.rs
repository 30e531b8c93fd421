//! Lists that were typed: lines that begin with a dash, a bullet or a number.

use super::paragraphs::cut;
use super::rebuild;
use crate::body::line;
use crate::body::tree::{Align, Block, Body, Inline, Line};
use crate::cut;
use crate::list;

/// What a line begins with, as a list's item.
#[derive(Clone, Copy, PartialEq)]
enum Marker {
    /// One of [`BULLETS`]; the second kind is a level below the first in Vietnamese official texts ("- … + …").
    Bullet(char),
    Number(i32),
}

/// "·", "§", "o" and the private signs are what Word's bullets become where its fonts are not.
const BULLETS: [char; 13] = ['-', '–', '—', '+', '•', '·', '*', '●', '▪', '§', 'o', '\u{f0b7}', '\u{f0a7}'];

/// Two such lines or more are a list.
pub fn run(body: &mut Body) {
    let mut items: Vec<(Marker, Line)> = vec![];
    rebuild(body, begins_items, &mut |block, blocks| match block {
        Some(Block::Paragraph { align: Align::Start, content }) => {
            for content in lines(content) {
                let marker = marker(&content).map(|(marker, _)| marker);
                if !marker.is_some_and(|marker| goes_on(&items, marker)) {
                    end(&mut items, blocks);
                }
                match marker {
                    Some(marker) => items.push((marker, content)),
                    None => blocks.push(paragraph(content)),
                }
            }
        }
        other => {
            end(&mut items, blocks);
            blocks.extend(other);
        }
    });
}

fn begins_items(block: &Block) -> bool {
    let Block::Paragraph { align: Align::Start, content } = block else { return false };
    marker(content).is_some() || has_items(content)
}

/// Whether lines after the first one are items.
fn has_items(content: &Line) -> bool {
    let text = line::text(content);
    text.split('\n').skip(1).any(|line| marker_of(line).is_some())
}

/// The lines of a paragraph where some of them are items, else the paragraph.
fn lines(content: Line) -> Vec<Line> {
    if !has_items(&content) {
        return vec![content];
    }
    let mut lines: Vec<Line> = vec![];
    for line in cut(content, 1) {
        match lines.last_mut() {
            // What is no item goes on with the line before it.
            Some(last) if marker(&line).is_none() && marker(last).is_none() => {
                line::push_break(last, &Default::default());
                line::append(last, line);
            }
            _ => lines.push(line),
        }
    }
    lines
}

/// Whether an item with this marker belongs to the list of those before it.
fn goes_on(items: &[(Marker, Line)], marker: Marker) -> bool {
    let Some((first, _)) = items.first() else { return true };
    match (first, marker) {
        (Marker::Number(start), Marker::Number(number)) => i64::from(*start) + items.len() as i64 == i64::from(number),
        (Marker::Bullet(_), Marker::Bullet(_)) => true,
        _ => false,
    }
}

fn end(items: &mut Vec<(Marker, Line)>, blocks: &mut Vec<Block>) {
    let items = std::mem::take(items);
    let Some((first, _)) = items.first() else { return };
    let first = *first;
    if items.len() < 2 {
        list::add(blocks, items.into_iter().map(|(_, content)| paragraph(content)));
        return;
    }
    let start = match first {
        Marker::Number(start) => Some(start),
        Marker::Bullet(_) => None,
    };
    let mut list: Vec<Vec<Block>> = vec![];
    for (own, mut content) in items {
        strip(&mut content);
        let is_below = matches!(own, Marker::Bullet(_)) && own != first;
        match list.last_mut().filter(|_| is_below) {
            Some(item) => match item.last_mut() {
                Some(Block::List { items, .. }) => items.push(vec![paragraph(content)]),
                _ => item.push(Block::List { start: None, items: vec![vec![paragraph(content)]] }),
            },
            None => list.push(vec![paragraph(content)]),
        }
    }
    blocks.push(Block::List { start, items: list });
}

fn paragraph(content: Line) -> Block {
    Block::Paragraph { align: Align::Start, content }
}

fn marker(content: &Line) -> Option<(Marker, usize)> {
    match content.iter().find(|inline| !matches!(inline, Inline::Place(_)))? {
        // Enough of the line to see its marker, which may be in a run of its own.
        Inline::Text(run) if run.text.len() > 8 => marker_of(&run.text),
        Inline::Text(_) => marker_of(&line::text(content)),
        _ => None,
    }
}

/// The marker of a line and how many bytes it is long, with the space after it. A number is followed by a full stop or a
/// bracket.
fn marker_of(line: &str) -> Option<(Marker, usize)> {
    let (sign, rest) = line.split_once(' ')?;
    let len = sign.len() + 1;
    let mut chars = sign.chars();
    let first = chars.next()?;
    if rest.is_empty() {
        return None;
    }
    if chars.next().is_none() && BULLETS.contains(&first) {
        let kind = if matches!(first, '–' | '—') { '-' } else { first };
        return Some((Marker::Bullet(kind), len));
    }
    let number = sign.strip_suffix(['.', ')']).filter(|number| number.len() < 4)?;
    let number: u32 = number.parse().ok().filter(|_| first.is_ascii_digit())?;
    Some((Marker::Number(number as i32), len))
}

/// Takes the marker away.
fn strip(content: &mut Line) {
    let Some((_, mut len)) = marker(content) else { return };
    for inline in content.iter_mut() {
        if let Inline::Text(run) = inline {
            let here = len.min(run.text.len());
            run.text = cut::from(&run.text, here).to_owned();
            len -= here;
        }
        if len == 0 {
            break;
        }
    }
    *content = line::normal(std::mem::take(content));
}

#[cfg(test)]
mod tests {
    use crate::body::{html, parse};

    fn read(source: &str) -> String {
        html(&parse(source, "").0, &str::to_owned)
    }

    #[test]
    fn typed_lines_are_items() {
        let expected = "<ul><li><p>một</p><ul><li><p>con</p></li></ul></li><li><p>hai</p></li></ul>";
        assert_eq!(read("<p>- một</p><p>+&nbsp;&nbsp; con</p><p><b>-</b> hai</p>"), expected);
        let expected = "<p>Gồm:</p><ul><li><p>một</p></li><li><p>hai</p></li></ul>";
        assert_eq!(read("<p>Gồm:<br>- một<br>- hai</p>"), expected);
        assert_eq!(read("<p>2. a</p><p>3. b</p>"), "<ol start=\"2\"><li><p>a</p></li><li><p>b</p></li></ol>");
    }

    #[test]
    fn one_line_or_numbers_that_do_not_count_on_stay_text() {
        for source in ["<p>- Thưa ông, vì sao?</p><p>Vì thế.</p>", "<p>1. a</p><p>5. b</p>", "<p>-5 độ</p><p>-3 độ</p>"]
        {
            assert_eq!(read(source), source);
        }
    }
}
