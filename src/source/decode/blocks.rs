//! An item's text as HTML, whatever form it has at its backend: HTML, plain words, Markdown, blocks.
//!
//! What comes out is a text for [`crate::body::parse`], which lets in what the policy knows and nothing else.

use crate::html::escape;
use crate::json::Json;
use crate::list::ToList;
use crate::markdown;
use crate::source::reader::Reader;
use crate::source::template::fill;

/// How deep blocks may stand in blocks. Texts of people stay under ten.
const DEEPEST: u32 = 24;

impl Reader<'_> {
    /// A text: the first of several ways that gives one. With `blocks` it is made of pieces, each written as the rule
    /// of its kind says; with `"as": "text"` it is plain words, and an empty line ends a paragraph; with
    /// `"as": "markdown"` it is Markdown.
    pub fn html(&self, how: &Json, item: &Json) -> String {
        if how.is_array() {
            return how
                .items()
                .iter()
                .map(|how| self.html(how, item))
                .find(|html| !html.is_empty())
                .unwrap_or_default();
        }
        if how.get("blocks").is_some() {
            return self.blocks(how, &self.each(&how.get("blocks").unwrap_or_else(|| how.clone()), item), 0);
        }
        let text = self.text(how, item).unwrap_or_default();
        match how.text("as").as_deref() {
            Some("text") => paragraphs(&text),
            Some("markdown") => marked(&text),
            _ => text,
        }
    }

    fn blocks(&self, how: &Json, blocks: &[Json], depth: u32) -> String {
        let rules = how.get("rules").unwrap_or_else(|| how.clone());
        let kind = |block: &Json| self.field(how, "kind", block);
        let rule = |block: &Json| rules.get(&kind(block)?).or_else(|| rules.get("*"))?.as_text();
        let write = |block: &Json| rule(block).map(|rule| self.block(how, &rule, block, depth));
        blocks.iter().filter_map(write).list().concat()
    }

    /// One block by its rule: text, and in braces
    /// - `/value`: what stands there, as text;
    /// - `=/value`: what stands there, as HTML; `#/value`: as Markdown;
    /// - `*/children/*`: the blocks that are there, each by its own rule; `*/rows/* row`: each by the rule named;
    /// - `?/bold <b>`: what follows, where that is there; `!/bold …`: where it is not.
    fn block(&self, how: &Json, rule: &str, block: &Json, depth: u32) -> String {
        if depth == DEEPEST {
            return String::new();
        }
        let mut place = |place: &str| {
            let text = |path: &str| self.select(path, block).iter().find_map(as_it_stands).unwrap_or_default();
            let (path, rest) = place.split_once(' ').unwrap_or((place, ""));
            let mut out = String::new();
            if let Some(path) = path.strip_prefix('=') {
                out = text(path);
            } else if let Some(path) = path.strip_prefix('#') {
                out = marked(&text(path));
            } else if let Some(path) = path.strip_prefix('*') {
                let blocks = self.select(path, block);
                let named = how.get("rules").and_then(|rules| rules.text(rest));
                out = match named {
                    Some(rule) => blocks.iter().map(|block| self.block(how, &rule, block, depth + 1)).list().concat(),
                    None => self.blocks(how, &blocks, depth + 1),
                };
            } else if let Some(path) = path.strip_prefix('?') {
                if self.is_there(path, block) {
                    out = self.block(how, rest, block, depth + 1);
                }
            } else if let Some(path) = path.strip_prefix('!') {
                if !self.is_there(path, block) {
                    out = self.block(how, rest, block, depth + 1);
                }
            } else {
                escape(&mut out, &text(path));
            }
            Some(out)
        };
        fill(rule, &mut place).unwrap_or_default()
    }
}

/// A text with the spaces at its ends, which part it from the next one.
fn as_it_stands(json: &Json) -> Option<String> {
    json.as_text().or_else(|| json.word())
}

/// Markdown as HTML; as plain text where its reader could not be had.
fn marked(text: &str) -> String {
    markdown::html(text).unwrap_or_else(|| paragraphs(text))
}

/// Plain text as HTML: an empty line ends a paragraph.
fn paragraphs(text: &str) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    let mut escaped = String::new();
    escape(&mut escaped, text.trim());
    let mut html = String::from("<p>");
    for line in escaped.split('\n') {
        html.push_str(if line.trim().is_empty() { "</p><p>" } else { line.trim_end_matches('\r') });
        html.push_str("<br>");
    }
    // An empty paragraph and a break at the end of one are nothing in a body's tree.
    html
}
