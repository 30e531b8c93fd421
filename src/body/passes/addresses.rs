//! Addresses that were typed as text.

use super::every_line;
use crate::body::line;
use crate::body::tree::{Body, Inline, Line, Run};
use crate::cut;
use crate::search::is_of_a_word;
use crate::url::SafeUrl;

/// Makes links of them, but not in program text.
pub fn run(body: &mut Body) {
    every_line(&mut body.0, &mut |line| {
        let is_candidate = |inline: &Inline| match inline {
            Inline::Text(run) => {
                // Without these there is none, and most texts are without.
                run.span.about().link.is_none()
                    && !run.span.marks.is_literal()
                    && (cut::has_any(&run.text, "/@") || cut::find(&run.text, "www.").is_some())
            }
            _ => false,
        };
        if !line.iter().any(|inline| is_candidate(inline) && has_address(inline)) {
            return;
        }
        let mut out = Line::new();
        for inline in std::mem::take(line) {
            match inline {
                Inline::Text(run) if run.span.about().link.is_none() && !run.span.marks.is_literal() => {
                    link(run, &mut out)
                }
                other => out.push(other),
            }
        }
        *line = out;
    });
}

fn has_address(inline: &Inline) -> bool {
    matches!(inline, Inline::Text(run) if words(&run.text).any(|(_, word)| address(word).is_some()))
}

fn link(run: Run, out: &mut Line) {
    let mut done = 0;
    for (at, word) in words(&run.text) {
        let mut at = at;
        let end = at + word.len();
        // What follows an address in the same word may be another one.
        while let Some((start, len, href)) = address(cut::from(cut::to(&run.text, end), at)) {
            let start = at + start;
            line::push_as_is(out, cut::from(cut::to(&run.text, start), done), &run.span);
            let mut span = run.span.clone();
            span.change(&mut |about| about.link = Some(href.clone()));
            line::push_as_is(out, cut::from(cut::to(&run.text, start + len), start), &span);
            done = start + len;
            at = done;
        }
    }
    line::push_as_is(out, cut::from(&run.text, done), &run.span);
}

/// What stands between spaces, and where.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_space = |c: char| matches!(c, ' ' | '\n' | '\u{a0}');
    let mut at = 0;
    text.split_inclusive(is_space).map(move |piece| {
        let start = at;
        at += piece.len();
        (start, piece.trim_end_matches(is_space))
    })
}

/// The address in a word: where it begins, how long it is, where it leads.
fn address(word: &str) -> Option<(usize, usize, SafeUrl)> {
    if word.len() < 5 || !cut::has_any(word, ".") {
        return None;
    }
    let web = ["https://", "http://", "www."].iter().find_map(|start| cut::find(word, start));
    let start = match web {
        Some(start) => start,
        None if cut::has_any(word, "@") => word.find(|c: char| c.is_ascii_alphanumeric())?,
        None => return None,
    };
    // A letter in front: it is a part of something else.
    if cut::to(word, start).ends_with(|c| is_of_a_word(c) || matches!(c, '/' | '.' | '-' | '@')) {
        return None;
    }
    let text = cut::from(word, start);
    let end = text.find(['<', '>', '"', '“', '”', '«', '»', '{', '}', '|', '\\', '^', '`']).unwrap_or(text.len());
    let mut text = cut::to(text, end).trim_end_matches(['.', ',', ';', ':', '!', '?', '…', '\'', '’', '*']);
    // A bracket that was opened before the address ends after it.
    while let Some(shorter) = text.strip_suffix([')', ']'])
        && !cut::has_any(shorter, "([")
    {
        text = shorter.trim_end_matches(['.', ',', ';', ':', '!', '?']);
    }
    let href = match web {
        Some(_) if text.starts_with("www.") => ["https://", text].concat(),
        Some(_) => text.to_owned(),
        None => ["mailto:", text].concat(),
    };
    let is_whole = match web {
        Some(_) => is_host(href.split(['/', '?', '#']).nth(2)?),
        None => text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && is_host(host)),
    };
    Some((start, text.len(), SafeUrl::parse(&href).filter(|_| is_whole)?))
}

/// Whether a text can be the name of a host on the net: with a dot, and in letters that are Latin ones.
fn is_host(text: &str) -> bool {
    let name = text.split(':').next().unwrap_or_default();
    let is_plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'));
    is_plain && name.rsplit_once('.').is_some_and(|(front, last)| !front.is_empty() && last.len() > 1)
}

#[cfg(test)]
mod tests {
    use crate::body::{html, parse};

    #[test]
    fn typed_addresses_lead_somewhere() {
        let cases = [
            (
                "Xem https://hanam.gov.vn/a_(b).",
                r#"Xem <a href="https://hanam.gov.vn/a_(b)">https://hanam.gov.vn/a_(b)</a>."#,
            ),
            ("(www.most.gov.vn)", r#"(<a href="https://www.most.gov.vn">www.most.gov.vn</a>)"#),
            ("thư: so@hanam.gov.vn, sau", r#"thư: <a href="mailto:so@hanam.gov.vn">so@hanam.gov.vn</a>, sau"#),
            ("www. và http:// và a@b và tp.HCM", "www. và http:// và a@b và tp.HCM"),
        ];
        for (text, expected) in cases {
            let (body, _) = parse(&format!("<p>{text}</p>"), "");
            assert_eq!(html(&body, &str::to_owned), format!("<p>{expected}</p>"));
        }
    }

    #[test]
    fn program_text_and_links_stay() {
        let (body, _) = parse("<p><code>https://a.vn</code> <a href='/x'>https://b.vn</a></p>", "");
        let expected = r#"<p><code>https://a.vn</code> <a href="/x">https://b.vn</a></p>"#;
        assert_eq!(html(&body, &str::to_owned), expected);
    }
}
