//! Captions that stand under their photo as a paragraph.

use super::every;
use crate::body::line;
use crate::body::span::Mark;
use crate::body::tree::{Align, Block, Body, Inline, Line};

/// Longer than this it is part of the text, however it is set.
const LONGEST: usize = 250;

/// A short paragraph right after a photo that is centred, italic or in brackets is the photo's caption. Official pages
/// in Vietnamese write "(Đồng chí … phát biểu tại hội nghị)" there.
pub fn run(body: &mut Body) {
    every(&mut body.0, &mut |blocks| {
        let mut at = 1;
        while at < blocks.len() {
            let (before, after) = blocks.split_at_mut(at);
            if let (Some(Block::Figure(figure)), Some(Block::Paragraph { align, content })) =
                (before.last_mut(), after.first_mut())
                && figure.caption.is_empty()
                && is_caption(*align, content)
            {
                line::unmark(content, Mark::Emphasis);
                figure.caption = std::mem::take(content);
            }
            at += 1;
        }
        // A caption that was taken leaves an empty paragraph, which no builder makes.
        blocks.retain(|block| !matches!(block, Block::Paragraph { content, .. } if content.is_empty()));
    });
}

fn is_caption(align: Align, content: &Line) -> bool {
    let text = line::text(content);
    if text.len() > 3 * LONGEST || text.chars().count() > LONGEST {
        return false;
    }
    let is_italic = content.iter().all(|inline| match inline {
        Inline::Text(run) => run.span.marks.has(Mark::Emphasis) || run.text.trim().is_empty(),
        Inline::Note(_) => false,
        Inline::Place(_) => true,
    });
    let is_bracketed = text.starts_with('(') && text.trim_end_matches('.').ends_with(')');
    let is_named = ["Ảnh:", "Ảnh ", "Hình ", "Nguồn:"].iter().any(|start| text.starts_with(start)) && text.len() < 120;
    align == Align::Center || is_italic || is_bracketed || is_named
}

#[cfg(test)]
mod tests {
    use crate::body::{Block, parse, plain_text};

    fn caption(html: &str) -> Option<String> {
        match parse(&format!("<img src=a.jpg>{html}"), "").0.0.first() {
            Some(Block::Figure(figure)) => Some(crate::body::line::text(&figure.caption)),
            _ => None,
        }
    }

    #[test]
    fn what_is_set_like_a_caption_is_one() {
        for html in [
            "<p>(Đồng chí Phó Chủ tịch phát biểu)</p>",
            "<p><em>Đại biểu dự hội nghị</em></p>",
            "<p style='text-align: center'>Quang cảnh</p>",
            "<p>Ảnh: Minh Đức</p>",
        ] {
            assert_ne!(caption(html).as_deref(), Some(""), "{html}");
        }
    }

    #[test]
    fn the_text_goes_on_after_a_photo() {
        let long = format!("<p><em>{}</em></p>", "Hội nghị bàn nhiều việc. ".repeat(20));
        for html in ["<p>Hội nghị đã bàn (và quyết) nhiều việc.</p>", &long, "<h2>(Phần hai)</h2>"] {
            assert_eq!(caption(html).as_deref(), Some(""), "{html}");
        }
        assert_eq!(plain_text(&parse("<p><i>a</i></p><img src=b.jpg><p>c</p>", "").0), "a\nc");
    }
}
