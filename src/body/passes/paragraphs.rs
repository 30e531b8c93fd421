//! Two line breaks that stand for the end of a paragraph.

use super::rebuild;
use crate::body::line;
use crate::body::span::Span;
use crate::body::tree::{Block, Body, Inline, Line};
use crate::cut;

/// Cuts paragraphs where two breaks or more follow each other.
pub fn run(body: &mut Body) {
    rebuild(body, has_breaks, &mut |block, blocks| match block {
        Some(Block::Paragraph { align, content }) => {
            for content in cut(content, 2) {
                blocks.push(Block::Paragraph { align, content });
            }
        }
        other => blocks.extend(other),
    });
}

fn has_breaks(block: &Block) -> bool {
    let breaks = |inline: &Inline| matches!(inline, Inline::Text(run) if cut::has_any(&run.text, "\n"));
    matches!(block, Block::Paragraph { content, .. } if content.iter().any(breaks))
}

/// Cuts a line wherever at least so many breaks follow each other. Parts in which nothing is seen are left out.
pub fn cut(line: Line, at_least: usize) -> Vec<Line> {
    let mut parts: Vec<Line> = vec![];
    let mut part = Line::new();
    // Breaks and places wait for the words after them.
    let mut waiting: Vec<Span> = vec![];
    let mut places = Line::new();
    let mut end = |part: &mut Line, waiting: &mut Vec<Span>, places: &mut Line| {
        if waiting.len() >= at_least {
            parts.push(std::mem::take(part));
        } else {
            waiting.iter().for_each(|span| line::push_break(part, span));
        }
        waiting.clear();
        part.append(places);
    };
    for inline in line {
        match inline {
            Inline::Place(_) => places.push(inline),
            Inline::Note(_) => {
                end(&mut part, &mut waiting, &mut places);
                part.push(inline);
            }
            Inline::Text(run) => {
                for (n, text) in run.text.split('\n').enumerate() {
                    if n > 0 {
                        waiting.push(run.span.clone());
                    }
                    if !text.is_empty() {
                        end(&mut part, &mut waiting, &mut places);
                        line::push(&mut part, text, &run.span);
                    }
                }
            }
        }
    }
    parts.push(part);
    parts.iter_mut().for_each(line::trim_end);
    parts.retain(|part| !line::is_blank(part));
    parts
}

#[cfg(test)]
mod tests {
    use crate::body::{Block, parse};

    #[test]
    fn two_breaks_part_paragraphs_and_one_does_not() {
        let (body, _) = parse("<div><b>Một<br><br>\nHai</b><br>ba<br>&nbsp;<br>bốn</div>", "");
        let texts: Vec<String> = body.0.iter().map(crate::body::text::of_block).collect();
        assert_eq!(texts, ["Một", "Hai\nba", "bốn"]);
        assert!(body.0.iter().all(|block| matches!(block, Block::Paragraph { .. })));
    }
}
