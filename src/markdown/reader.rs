//! Markdown as HTML: of CommonMark 0.31 what editors write every day, with the tables and the crossing-out of GitHub's.
//!
//! Lines are read once, and so are the signs in them; nothing recurses, and no search starts again from where another
//! one failed, so any text is done in a time that its length bounds. What comes out is HTML for [`crate::body::parse`]:
//! HTML in a text goes through as it stands, and so do links, whatever they lead to.

mod line;

use crate::cut;
use crate::html::escape;

/// Quotes in quotes, lists in lists.
const DEEPEST: usize = 9;
/// The elements whose lines are HTML up to the next empty one (CommonMark 4.6, condition 6).
const BLOCKS: &str = " address article aside audio blockquote center dd details div dl dt embed figcaption figure footer form \
    h1 h2 h3 h4 h5 h6 header hr iframe li main nav object ol p pre script section style summary table td th tr ul video ";

#[derive(Default)]
struct Page {
    out: String,
    /// The lines of the paragraph that is open.
    text: String,
    quotes: usize,
    /// Of each open list: where its marks stand, and what closes it.
    lists: Vec<(usize, &'static str)>,
    /// What closes the code that is open.
    fence: String,
    is_html: bool,
    is_table: bool,
    /// The line before was empty.
    is_gap: bool,
    /// Nothing stands yet in the list's item.
    is_fresh: bool,
    /// The paragraph has one line so far.
    is_line: bool,
}

/// A text as HTML.
pub fn html(text: &str) -> String {
    let mut page = Page::default();
    text.split('\n').for_each(|line| page.line(line.trim_end_matches('\r')));
    if !page.fence.is_empty() {
        page.out.push_str("</code></pre>");
    }
    page.end();
    page.out
}

impl Page {
    fn line(&mut self, line: &str) {
        let most = if self.fence.is_empty() && !self.is_html { DEEPEST } else { self.quotes };
        let (mut rest, mut quotes) = (line, 0);
        while let Some(inner) = rest.trim_start().strip_prefix('>').filter(|_| quotes < most) {
            (rest, quotes) = (inner.strip_prefix(' ').unwrap_or(inner), quotes + 1);
        }
        let inner = rest.trim_start();
        // A line that goes on with a quote's paragraph need not say so.
        let goes_on = quotes < self.quotes && !self.text.is_empty() && !inner.is_empty() && !is_mark(inner);
        if quotes != self.quotes && !goes_on {
            self.end();
            self.out.push_str(&"<blockquote>".repeat(quotes));
            self.quotes = quotes;
        }
        if !self.fence.is_empty() {
            let is_end = inner.starts_with(&self.fence) && inner.trim_end().trim_matches(['`', '~']).is_empty();
            if is_end {
                self.fence.clear();
                self.out.push_str("</code></pre>");
            } else {
                escape(&mut self.out, rest);
                self.out.push('\n');
            }
        } else if inner.is_empty() {
            self.paragraph();
            (self.is_html, self.is_gap) = (false, true);
        } else if self.is_html {
            self.out.push_str(rest);
            self.out.push('\n');
        } else {
            let indent = cut::to(rest, rest.len() - inner.len()).bytes().map(|b| if b == b'\t' { 4 } else { 1 }).sum();
            self.block(inner, indent);
            self.is_gap = false;
        }
    }

    fn block(&mut self, inner: &str, indent: usize) {
        let (line, is_open) = (inner.trim_end(), !self.text.is_empty());
        let first = line.bytes().next().unwrap_or_default();
        let is_all = |signs: &str| line.bytes().all(|b| signs.bytes().any(|sign| sign == b));
        let item = item(inner);
        if self.is_gap && item.is_none() {
            while self.lists.last().is_some_and(|(at, _)| indent <= *at) {
                self.end_list();
            }
        }
        if is_open && !self.is_table && (is_all("=") || is_all("-")) {
            return self.heading(if first == b'=' { 1 } else { 2 });
        }
        if is_open && is_all("|-: ") && cut::has_any(line, "|") && self.is_line && cut::has_any(&self.text, "|") {
            self.out.push_str("<table>");
            let head = std::mem::take(&mut self.text);
            self.row(&head, "th");
            self.is_table = true;
            return;
        }
        if self.is_table {
            if cut::has_any(line, "|") {
                return self.row(line, "td");
            }
            self.paragraph();
        }
        let level = line.len() - line.trim_start_matches('#').len();
        let fence = line.len() - line.trim_start_matches(char::from(first)).len();
        if cut::has_any("*-_", cut::to(line, 1))
            && line.bytes().filter(|b| *b == first).count() > 2
            && line.bytes().all(|b| b == first || b == b' ')
        {
            self.paragraph();
            self.out.push_str("<hr>");
        } else if (1..=6).contains(&level) && matches!(line.as_bytes().get(level), None | Some(b' ')) {
            self.paragraph();
            self.text.push_str(cut::from(line, level).trim_end_matches('#'));
            self.heading(level as u32);
        } else if matches!(first, b'`' | b'~') && fence > 2 && !cut::has_any(cut::from(line, fence), "`") {
            self.paragraph();
            self.fence = cut::to(line, fence).to_owned();
            self.out.push_str("<pre><code>");
        } else if let Some((tag, number, rest)) =
            item.filter(|item| !is_open || !self.lists.is_empty() || matches!(item.1, "" | "1"))
        {
            self.paragraph();
            self.item(indent, tag, number);
            self.text.push_str(rest);
        } else if !is_open && is_block(line) {
            self.is_html = true;
            self.out.push_str(inner);
            self.out.push('\n');
        } else {
            self.is_line = !is_open;
            if is_open {
                self.text.push('\n');
            }
            self.text.push_str(inner);
        }
    }

    fn heading(&mut self, level: u32) {
        let (level, text) = (cut::digits(level), std::mem::take(&mut self.text));
        self.put(&["<h", &level, ">", &line::html(text.trim()), "</h", &level, ">"]);
    }

    fn put(&mut self, parts: &[&str]) {
        parts.iter().for_each(|part| self.out.push_str(part));
    }

    fn row(&mut self, line: &str, cell: &str) {
        self.out.push_str("<tr>");
        let mut cells = String::new();
        let line = line.trim();
        for part in line.strip_prefix('|').unwrap_or(line).split_inclusive('|') {
            match part.strip_suffix("\\|") {
                Some(part) => cells.extend([part, "|"]),
                None => {
                    cells.push_str(part.strip_suffix('|').unwrap_or(part));
                    self.put(&["<", cell, ">", &line::html(cells.trim()), "</", cell, ">"]);
                    cells.clear();
                }
            }
        }
        self.out.push_str("</tr>");
    }

    fn item(&mut self, indent: usize, tag: &'static str, number: &str) {
        while self.lists.last().is_some_and(|(at, _)| indent < *at) {
            self.end_list();
        }
        let end = if tag == "ul" { "</li></ul>" } else { "</li></ol>" };
        match self.lists.last().copied() {
            Some((at, known)) if (indent < at + 2 || self.lists.len() == DEEPEST) && known == end => {
                self.out.push_str("</li><li>");
            }
            last => {
                if last.is_some_and(|(at, _)| indent < at + 2) {
                    self.end_list();
                }
                let start =
                    if matches!(number, "" | "1") { String::new() } else { [" start=\"", number, "\""].concat() };
                self.put(&["<", tag, &start, "><li>"]);
                self.lists.push((indent, end));
            }
        }
        self.is_fresh = true;
    }

    fn end_list(&mut self) {
        self.paragraph();
        self.out.push_str(self.lists.pop().map_or("", |(_, end)| end));
    }

    fn paragraph(&mut self) {
        if std::mem::take(&mut self.is_table) {
            self.out.push_str("</table>");
        }
        let text = std::mem::take(&mut self.text);
        let is_bare = std::mem::take(&mut self.is_fresh) && !self.lists.is_empty();
        if !text.trim().is_empty() {
            let (start, end) = if is_bare { ("", "") } else { ("<p>", "</p>") };
            self.put(&[start, &line::html(text.trim()), end]);
        }
    }

    fn end(&mut self) {
        self.paragraph();
        while !self.lists.is_empty() {
            self.end_list();
        }
        (self.is_html, self.is_gap) = (false, false);
        self.out.push_str(&"</blockquote>".repeat(self.quotes));
        self.quotes = 0;
    }
}

/// What kind of list a line is an item of, its number, and the item's text.
fn item(line: &str) -> Option<(&'static str, &str, &str)> {
    let number = cut::to(line, line.bytes().take(9).take_while(u8::is_ascii_digit).count());
    let signs = if number.is_empty() { "-*+" } else { ".)" };
    let (sign, rest) = cut::at(cut::from(line, number.len()), 1);
    let is_item = cut::has_any(sign, signs) && (rest.is_empty() || rest.starts_with([' ', '\t']));
    is_item.then_some((if number.is_empty() { "ul" } else { "ol" }, number, rest.trim_start()))
}

/// Whether a line begins something of its own.
fn is_mark(line: &str) -> bool {
    line.starts_with(['#', '`', '~']) || item(line).is_some()
}

fn is_block(line: &str) -> bool {
    let Some(name) = line.strip_prefix('<') else { return false };
    let name = name.strip_prefix('/').unwrap_or(name);
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
    line.starts_with("<!--") || (!name.is_empty() && cut::find(BLOCKS, &[" ", &name, " "].concat()).is_some())
}

#[cfg(test)]
mod tests;
