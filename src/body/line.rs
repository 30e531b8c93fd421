//! Lines of a text: how they are filled, cut and read.

use super::passes::{clean, is_plain};
use super::span::{About, Mark, Span};
use super::tree::{Direction, Inline, Line, Run};
use crate::cut;
use crate::list;
use crate::url::SafeUrl;

/// Adds text to a line: white space is one space, as HTML shows it.
pub fn push(line: &mut Line, text: &str, span: &Span) {
    push_cleaned(line, text, span, ' ');
}

/// Adds a line break.
pub fn push_break(line: &mut Line, span: &Span) {
    push_cleaned(line, "\n", span, '\n');
}

/// `line_feed` is what a line feed is taken for: in a source a space, in a tree a break.
fn push_cleaned(line: &mut Line, text: &str, span: &Span, line_feed: char) {
    let mut last = last_char(line);
    let mut out = String::with_capacity(text.len());
    // Whole pieces are copied: nearly all of a text stays as it is.
    let mut done = 0;
    for (at, c) in text.char_indices() {
        if is_plain(c) {
            last = Some(c);
            continue;
        }
        let is_end = matches!(last, None | Some(' ' | '\n'));
        let kept = match clean(if c == '\n' { line_feed } else { c }) {
            // Nothing stands before the first word, and no space before a break.
            Some(' ') if is_end => None,
            Some('\n') if last.is_none() => None,
            kept => kept,
        };
        let is_after_space = kept == Some('\n') && last == Some(' ');
        last = kept.or(last);
        if kept == Some(c) && !is_after_space {
            continue;
        }
        out.push_str(cut::from(cut::to(text, at), done));
        done = at + c.len_utf8();
        if is_after_space && out.pop().is_none() {
            pop_space(line);
        }
        out.extend(kept);
    }
    out.push_str(cut::from(text, done));
    push_as_is(line, &out, span);
}

/// Adds text that has its final form.
pub fn push_as_is(line: &mut Line, text: &str, span: &Span) {
    if let Some(Inline::Text(run)) = line.last_mut()
        && run.span == *span
    {
        return run.text.push_str(text);
    }
    // Whether a space is bold nobody sees: wherever an editor began the mark, the tree is the same.
    let words = if span.marks.is_empty() { text } else { text.trim_start_matches([' ', '\n']) };
    let (space, words) = cut::at(text, text.len() - words.len());
    if !space.is_empty() {
        push_as_is(line, space, &span.unmarked());
    }
    if !words.is_empty() {
        line.push(Inline::Text(Run { text: words.to_owned(), span: span.clone() }));
    }
}

/// Adds a line to another one.
pub fn append(line: &mut Line, next: Line) {
    for inline in next {
        match inline {
            Inline::Text(run) => push_as_is(line, &run.text, &run.span),
            other => line.push(other),
        }
    }
}

/// The same line in its normal form: after runs were changed, taken out or put together.
pub fn normal(line: Line) -> Line {
    let mut out = Line::new();
    for inline in line {
        match inline {
            Inline::Text(run) => push_cleaned(&mut out, &run.text, &run.span, '\n'),
            other => out.push(other),
        }
    }
    trim_end(&mut out);
    out
}

/// A line's text ends here: white space at its end is none.
pub fn trim_end(line: &mut Line) {
    let mut at = line.len();
    while at > 0 {
        at -= 1;
        let Inline::Text(run) = &mut line[at] else {
            // A place takes no room: what is before it is the end all the same.
            if matches!(line[at], Inline::Place(_)) {
                continue;
            }
            return;
        };
        run.text.truncate(run.text.trim_end_matches([' ', '\n', '\u{a0}']).len());
        if !run.text.is_empty() {
            return;
        }
        line.remove(at);
    }
}

/// Takes away a mark that all words of a line have.
pub fn unmark(line: &mut Line, mark: Mark) {
    let has = |inline: &Inline| match inline {
        Inline::Text(run) => run.span.marks.has(mark) || run.text.trim().is_empty(),
        _ => true,
    };
    if line.iter().all(has) {
        for inline in line.iter_mut() {
            if let Inline::Text(run) = inline {
                run.span.marks.set(mark, false);
            }
        }
        *line = normal(std::mem::take(line));
    }
}

/// Whether nothing in it is seen.
pub fn is_blank(line: &[Inline]) -> bool {
    line.iter().all(|inline| match inline {
        Inline::Text(run) => run.text.trim().is_empty(),
        Inline::Note(_) => false,
        Inline::Place(_) => true,
    })
}

/// The words of a line.
pub fn text(line: &[Inline]) -> String {
    let mut out = String::new();
    for inline in line {
        if let Inline::Text(run) = inline {
            out.push_str(&run.text);
        }
    }
    out
}

/// The words of a caption; `None` where there are none. A note at its end leaves no space there.
pub fn caption(line: &[Inline]) -> Option<String> {
    let words = text(line).trim().to_owned();
    (!words.is_empty()).then_some(words)
}

fn last_char(line: &[Inline]) -> Option<char> {
    line.iter().rev().find_map(|inline| match inline {
        Inline::Text(run) => run.text.chars().next_back(),
        Inline::Note(_) => Some('1'),
        Inline::Place(_) => None,
    })
}

fn pop_space(line: &mut Line) {
    let at = line.iter().rposition(|inline| matches!(inline, Inline::Text(_)));
    if let Some((at, Inline::Text(run))) = at.and_then(|at| Some((at, line.get_mut(at)?))) {
        run.text.pop();
        if run.text.is_empty() {
            line.remove(at);
        }
    }
}

/// What stands around a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wrap<'a> {
    Link(&'a SafeUrl),
    Foreign { language: Option<&'a str>, direction: Option<Direction> },
    Abbreviation(&'a str),
    Time(&'a str),
    Mark(Mark),
}

/// One step of writing a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step<'a> {
    Open(Wrap<'a>),
    Close(Wrap<'a>),
    Text(&'a str),
    Break,
    Note(usize),
    Place(&'a str),
}

/// Writes a line: what is the same for neighbours is opened once and closed after the last of them.
pub fn steps<'a>(line: &'a [Inline], take: &mut dyn FnMut(Step<'a>)) {
    let mut open: Vec<Wrap> = vec![];
    for inline in line {
        let wraps = match inline {
            Inline::Text(run) => wraps(&run.span),
            Inline::Note(_) => vec![],
            Inline::Place(id) => {
                take(Step::Place(id));
                continue;
            }
        };
        let same = open.iter().zip(&wraps).take_while(|(a, b)| a == b).count();
        while open.len() > same
            && let Some(wrap) = open.pop()
        {
            take(Step::Close(wrap));
        }
        wraps.iter().skip(same).for_each(|&wrap| take(Step::Open(wrap)));
        open = wraps;
        match inline {
            Inline::Text(run) => {
                for (n, part) in run.text.split('\n').enumerate() {
                    if n > 0 {
                        take(Step::Break);
                    }
                    if !part.is_empty() {
                        take(Step::Text(part));
                    }
                }
            }
            Inline::Note(number) => take(Step::Note(*number)),
            Inline::Place(_) => {}
        }
    }
    while let Some(wrap) = open.pop() {
        take(Step::Close(wrap));
    }
}

/// What stands around a span's text, the outermost first.
fn wraps(span: &Span) -> Vec<Wrap<'_>> {
    let mut wraps = vec![];
    let About { link, language, direction, expansion, time } = span.about();
    list::add(&mut wraps, link.as_ref().map(Wrap::Link));
    if language.is_some() || direction.is_some() {
        wraps.push(Wrap::Foreign { language: language.as_deref(), direction: *direction });
    }
    list::add(&mut wraps, expansion.as_deref().map(Wrap::Abbreviation));
    list::add(&mut wraps, time.as_deref().map(Wrap::Time));
    list::add(&mut wraps, Mark::ALL.into_iter().filter(|&mark| span.marks.has(mark)).map(Wrap::Mark));
    wraps
}
