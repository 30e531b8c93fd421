//! The signs in a line of Markdown: emphasis, code, links, pictures, line breaks.
//!
//! Pieces are put one after the other; those that may turn out to open something are remembered by their place. What
//! closes it writes into that piece, and what was opened inside and not closed stays the signs that it is.

use crate::cut;
use crate::html::escape;

/// Addresses and tags that are longer are none.
const LONGEST: usize = 1000;
const SIGNS: &str = "*_~";

#[derive(Default)]
struct Line {
    pieces: Vec<String>,
    /// For each of the signs what it may have opened: the piece, and how many signs are left of it.
    open: [Vec<(usize, usize)>; 3],
    /// Brackets: the piece, and where their text begins.
    brackets: Vec<(usize, usize)>,
    /// Runs of so many back quotes are not closed any more.
    unclosed: Vec<usize>,
}

/// A paragraph's text as HTML.
pub fn html(text: &str) -> String {
    let (mut line, mut at) = (Line::default(), 0);
    while at < text.len() {
        at += line.step(text, at).max(1);
    }
    line.pieces.concat()
}

impl Line {
    /// Reads what stands here, and says how long it is.
    fn step(&mut self, text: &str, at: usize) -> usize {
        let (before, rest) = cut::at(text, at);
        let first = rest.bytes().next().unwrap_or_default();
        // Counted for the signs alone that come in runs: all are passed over at once.
        let run = || rest.bytes().take_while(|b| *b == first).count();
        match first {
            b'\\' => {
                let next = rest.chars().nth(1).filter(|c| c.is_ascii_punctuation() || *c == '\n');
                self.put(match next {
                    Some('\n') => "<br>".to_owned(),
                    Some(c) => escaped(c.encode_utf8(&mut [0; 4])),
                    None => "\\".to_owned(),
                });
                1 + next.map_or(0, char::len_utf8)
            }
            b'\n' => {
                self.put(if before.ends_with("  ") { "<br>" } else { "\n" }.to_owned());
                1
            }
            b'`' => self.code(rest, run()),
            b'<' => self.tag(rest),
            b'!' if rest.starts_with("![") => self.bracket("![", at),
            b'[' => self.bracket("[", at),
            b']' => self.link(text, at),
            b'*' | b'_' | b'~' => {
                let run = run();
                let after = cut::from(rest, run).chars().next();
                self.signs(first, run, before.chars().next_back(), after);
                run
            }
            _ => {
                let len =
                    rest.bytes().skip(1).position(|b| b"\\\n`<![]*_~".contains(&b)).map_or(rest.len(), |len| len + 1);
                // `&` begins a named character or stands for itself, as in HTML.
                let plain = cut::to(rest, len).split('>').collect::<Vec<_>>().join("&gt;");
                self.put(plain);
                len
            }
        }
    }

    fn put(&mut self, piece: String) {
        self.pieces.push(piece);
    }

    fn code(&mut self, rest: &str, run: usize) -> usize {
        let mut at = run;
        while !self.unclosed.contains(&run) {
            let Some(skip) = rest.bytes().skip(at).position(|b| b == b'`') else { break };
            let start = at + skip;
            let len = rest.bytes().skip(start).take_while(|b| *b == b'`').count();
            at = start + len;
            if len == run {
                let code = cut::from(cut::to(rest, start), run);
                let inner = code.strip_prefix(' ').and_then(|code| code.strip_suffix(' ')).unwrap_or(code);
                self.put(["<code>", &escaped(inner), "</code>"].concat());
                return at;
            }
        }
        self.unclosed.push(run);
        self.put("`".repeat(run));
        run
    }

    /// An address or a tag in angle brackets.
    fn tag(&mut self, rest: &str) -> usize {
        let next = rest.as_bytes().get(1).copied().unwrap_or_default();
        let end = rest
            .bytes()
            .take(LONGEST)
            .position(|b| b == b'>')
            .filter(|_| next.is_ascii_alphabetic() || matches!(next, b'/' | b'!'));
        let Some(end) = end else {
            self.put("&lt;".to_owned());
            return 1;
        };
        let inner = cut::from(cut::to(rest, end), 1);
        let is_address = cut::find(inner, "://").is_some() || cut::has_any(inner, "@");
        if is_address && !cut::has_any(inner, " \"'<\n") {
            let mail = if cut::find(inner, ":").is_some() { "" } else { "mailto:" };
            let text = escaped(inner);
            self.put(["<a href=\"", mail, &text, "\">", &text, "</a>"].concat());
        } else {
            self.put(cut::to(rest, end + 1).to_owned());
        }
        end + 1
    }

    fn bracket(&mut self, sign: &str, at: usize) -> usize {
        self.brackets.push((self.pieces.len(), at + sign.len()));
        self.put(sign.to_owned());
        sign.len()
    }

    fn link(&mut self, text: &str, at: usize) -> usize {
        let found = self.brackets.pop().zip(target(cut::from(text, at + 1)));
        let Some(((piece, start), (address, title, len))) = found else {
            self.put("]".to_owned());
            return 1;
        };
        self.forget(piece);
        let title = if title.is_empty() { String::new() } else { ["\" title=\"", &escaped(title)].concat() };
        let address = escaped(address);
        if self.pieces.get(piece).is_some_and(|sign| sign == "![") {
            self.pieces.truncate(piece);
            let alt = cut::from(cut::to(text, at), start);
            // Pictures in pictures' words would be read once for each.
            let alt = if alt.len() > LONGEST { String::new() } else { escaped(alt) };
            self.put(["<img src=\"", &address, "\" alt=\"", &alt, &title, "\">"].concat());
        } else {
            self.write(piece, ["<a href=\"", &address, &title, "\">"].concat());
            self.put("</a>".to_owned());
        }
        len + 1
    }

    fn write(&mut self, piece: usize, text: String) {
        if let Some(old) = self.pieces.get_mut(piece) {
            *old = text;
        }
    }

    /// What was opened after a piece is closed no more.
    fn forget(&mut self, piece: usize) {
        for open in &mut self.open {
            while open.last().is_some_and(|(at, _)| *at > piece) {
                open.pop();
            }
        }
        while self.brackets.last().is_some_and(|(at, _)| *at > piece) {
            self.brackets.pop();
        }
    }

    /// A run of signs ends what a run before it began, and begins something itself (CommonMark 6.2).
    fn signs(&mut self, sign: u8, run: usize, before: Option<char>, after: Option<char>) {
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_text = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
        let can_close = is_text(before) && (sign != b'_' || !is_word(after));
        let can_open = is_text(after) && (sign != b'_' || !is_word(before));
        let (mark, kind) = (char::from(sign), SIGNS.bytes().position(|known| known == sign).unwrap_or_default());
        let (mut left, mut ends) = (run, String::new());
        while let Some((piece, signs)) = self.open[kind].last().copied().filter(|_| left > 0 && can_close && run < 4) {
            let (n, name) = match (sign, signs.min(left)) {
                (b'~', 1) => break,
                (b'~', n) => (n, "del"),
                (_, 1) => (1, "em"),
                _ => (2, "strong"),
            };
            self.forget(piece);
            self.open[kind].pop();
            let tags = self.pieces.get(piece).map_or("", |piece| cut::from(piece, signs)).to_owned();
            self.write(piece, [&String::from(mark).repeat(signs - n), "<", name, ">", &tags].concat());
            ends.push_str(&["</", name, ">"].concat());
            left -= n;
            if signs > n {
                self.open[kind].push((piece, signs - n));
            }
        }
        if !ends.is_empty() {
            self.put(ends);
        }
        if left > 0 {
            if can_open && run < 4 {
                self.open[kind].push((self.pieces.len(), left));
            }
            self.put(String::from(mark).repeat(left));
        }
    }
}

/// `(address "title")`: the address, the title, and how long all of it is.
fn target(text: &str) -> Option<(&str, &str, usize)> {
    let inner = text.strip_prefix('(')?;
    let mut depth = 0_i32;
    let is_end = |b: u8| {
        depth += i32::from(b == b'(') - i32::from(b == b')');
        depth < 0
    };
    let end = inner.bytes().take(LONGEST).position(is_end)?;
    let inside = cut::to(inner, end).trim();
    let (address, title) = match inside.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
        Some(pair) => pair,
        None => inside.split_once([' ', '\n']).unwrap_or((inside, "")),
    };
    let title = title.trim();
    let quoted = title.len() > 1 && cut::has_any(cut::to(title, 1), "\"'(");
    let title = if quoted { cut::to(cut::from(title, 1), title.len() - 2) } else { title };
    (quoted || title.is_empty()).then_some((address, title, end + 2))
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape(&mut out, text);
    out
}
