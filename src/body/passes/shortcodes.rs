//! WordPress shortcodes that nobody replaced: `[caption]`, `[embed]`, `[gallery]` and those of plug-ins.

use super::{every_line, lines_of, rebuild};
use crate::body::embed;
use crate::body::line;
use crate::body::tree::{Block, Body, Inline, Line};
use crate::cut;

/// Shortcodes go and their text stays; what a caption's says under its photo is the photo's caption.
pub fn run(body: &mut Body) {
    let mut has = false;
    every_line(&mut body.0, &mut |line| has |= has_bracket(line));
    if !has {
        return;
    }
    rebuild(body, |_| true, &mut |block, blocks| {
        let Some(mut block) = block else { return };
        let mut is_changed = false;
        if let (Some(Block::Figure(figure)), Block::Paragraph { content, .. }) = (blocks.last_mut(), &mut block)
            && figure.caption.is_empty()
            && let Some(caption) = until(content, "[/caption]")
        {
            figure.caption = line::normal(caption);
            is_changed = true;
        }
        lines_of(&mut block, &mut |line| is_changed |= has_bracket(line) && strip(line));
        if let Block::Paragraph { content, .. } = &block
            && is_changed
        {
            if line::is_blank(content) {
                return;
            }
            if let Some(embed) = embed::of_line(content) {
                return blocks.push(Block::Embed(embed));
            }
        }
        blocks.push(block);
    });
}

fn has_bracket(line: &Line) -> bool {
    line.iter().any(|inline| matches!(inline, Inline::Text(run) if cut::has_any(&run.text, "[")))
}

/// Takes away what stands in a line before a sign, and the sign.
fn until(line: &mut Line, sign: &str) -> Option<Line> {
    let has = |inline: &Inline| matches!(inline, Inline::Text(run) if cut::find(&run.text, sign).is_some());
    let at = line.iter().position(has)?;
    let rest = line.split_off(at);
    let mut before = std::mem::replace(line, rest);
    if let Some(Inline::Text(run)) = line.first_mut()
        && let Some((words, rest)) = cut::around(&run.text, sign)
    {
        line::push(&mut before, words, &run.span);
        run.text = rest.to_owned();
    }
    Some(before)
}

fn strip(line: &mut Line) -> bool {
    let mut is_changed = false;
    for inline in line.iter_mut() {
        if let Inline::Text(run) = inline
            && !run.span.marks.is_literal()
            && let Some(rest) = without(&run.text)
        {
            run.text = rest;
            is_changed = true;
        }
    }
    if is_changed {
        *line = line::normal(std::mem::take(line));
    }
    is_changed
}

fn without(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    let mut is_changed = false;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        let inside = after.split_once(']');
        match inside {
            // Two brackets show what one would do.
            _ if after.starts_with('[') || out.ends_with('[') => {}
            Some((inside, after)) if is_shortcode(inside, after) => {
                is_changed = true;
                rest = after;
                continue;
            }
            _ => {}
        }
        out.push('[');
        rest = after;
    }
    out.push_str(rest);
    is_changed.then_some(out)
}

/// Whether what stands in brackets is a shortcode: it is closed, has values, or its name is known. "[sic]" and "[1]"
/// are words.
fn is_shortcode(inside: &str, after: &str) -> bool {
    let (closes, inside) = inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside));
    let (name, values) = inside.trim_end_matches('/').split_once(' ').unwrap_or((inside, ""));
    let starts = name.bytes().next().is_some_and(|b| b.is_ascii_lowercase());
    let is_name =
        starts && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-'));
    let is_known = matches!(name, "gallery" | "caption" | "wp_caption" | "embed" | "audio" | "video" | "playlist");
    is_name
        && (closes || is_known || cut::has_any(values, "=") || cut::find(after, &["[/", name, "]"].concat()).is_some())
}

#[cfg(test)]
mod tests {
    use crate::body::{Block, parse, plain_text};

    #[test]
    fn shortcodes_go_and_words_in_brackets_stay() {
        let html = "<p>[gallery ids=\"1,2\"]</p><p>[box color=red]Lưu ý[/box] [sic] [1] [note]x[/note]</p>";
        assert_eq!(plain_text(&parse(html, "").0), "Lưu ý [sic] [1] x");
    }

    #[test]
    fn a_caption_is_its_photos_and_an_address_is_a_film() {
        let html = "[caption id=\"a\" width=\"300\"]<img src=a.jpg> Hội nghị[/caption]<p>[embed]https://youtu.be/aqz-KE-bpKQ[/embed]</p>";
        let (body, _) = parse(html, "");
        assert!(matches!(body.0.as_slice(), [Block::Figure(figure), Block::Embed(_)] if !figure.caption.is_empty()));
    }
}
