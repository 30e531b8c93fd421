//! Formulas that are written in TeX between the usual signs.

use super::every_line;
use crate::body::line;
use crate::body::span::Mark;
use crate::body::tree::{Body, Inline, Line, Run};
use crate::cut;

const SIGNS: [(&str, &str); 3] = [("\\(", "\\)"), ("\\[", "\\]"), ("$$", "$$")];

/// What stands between the signs is a formula; the signs go. A single dollar is money.
pub fn run(body: &mut Body) {
    every_line(&mut body.0, &mut |line| {
        if !line.iter().any(|inline| matches!(inline, Inline::Text(run) if first(run).is_some())) {
            return;
        }
        let mut out = Line::new();
        for inline in std::mem::take(line) {
            match inline {
                Inline::Text(run) => mark(&run, &mut out),
                other => out.push(other),
            }
        }
        *line = line::normal(out);
    });
}

fn mark(run: &Run, out: &mut Line) {
    let mut rest = run.clone();
    while let Some((start, len, end)) = first(&rest) {
        line::push_as_is(out, cut::to(&rest.text, start), &run.span);
        let mut span = run.span.clone();
        span.marks.set(Mark::Maths, true);
        line::push_as_is(out, cut::from(cut::to(&rest.text, end), start + len).trim(), &span);
        rest.text = cut::from(&rest.text, end + len).to_owned();
    }
    line::push_as_is(out, &rest.text, &run.span);
}

/// The first formula of a text: where its first sign begins, how long the signs are, where its last sign begins.
fn first(run: &Run) -> Option<(usize, usize, usize)> {
    if run.span.marks.is_literal() || !cut::has_any(&run.text, "\\$") {
        return None;
    }
    let found = SIGNS.iter().filter_map(|(open, close)| {
        let start = cut::find(&run.text, open)?;
        let inside = cut::from(&run.text, start + open.len());
        let len = cut::find(inside, close)?;
        (!cut::to(inside, len).trim().is_empty()).then_some((start, open.len(), start + open.len() + len))
    });
    found.min_by_key(|(start, ..)| *start)
}

#[cfg(test)]
mod tests {
    use crate::body::{html, parse};

    #[test]
    fn formulas_are_marked_and_money_is_not() {
        let (body, _) = parse(r"<p>Sai số \( \delta \) và $$x^2$$, giá 5$ hay 6$.</p>", "");
        let expected =
            r#"<p>Sai số <span class="math">\delta</span> và <span class="math">x^2</span>, giá 5$ hay 6$.</p>"#;
        assert_eq!(html(&body, &str::to_owned), expected);
    }
}
