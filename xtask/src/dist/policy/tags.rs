//! The opening tags of a page of our own, with their places.
//!
//! No parser for pages from anywhere: what would need one is an error.

use std::ops::Range;

use crate::run::{Result, fail};

/// An opening tag.
pub struct Tag<'a> {
    /// In lower case, as are the attributes' names.
    pub name: String,
    pub attributes: Vec<(String, &'a str)>,
    /// From `<` to behind `>`.
    pub place: Range<usize>,
    /// What stands in a `<script>` or `<style>`.
    pub text: Option<&'a str>,
}

impl Tag<'_> {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
    }
}

/// All opening tags in their order.
///
/// # Errors
/// A tag, a comment, a script or a style without its end.
pub fn read(html: &str) -> Result<Vec<Tag<'_>>> {
    let mut tags = vec![];
    let mut at = 0;
    while let Some(next) = html[at..].find('<') {
        let start = at + next;
        let rest = &html[start..];
        if rest.starts_with("<!--") {
            at = start + behind(rest, "-->")?;
        } else if rest.starts_with("</") || rest.starts_with("<!") {
            at = start + behind(rest, ">")?;
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            let tag = tag(html, start)?;
            at = tag.place.end + tag.text.map_or(0, str::len);
            tags.push(tag);
        } else {
            at = start + 1;
        }
    }
    Ok(tags)
}

fn behind(rest: &str, end: &str) -> Result<usize> {
    match rest.find(end) {
        Some(found) => Ok(found + end.len()),
        None => fail!("expected {end} in index.html after {:?}, found the end of the page", start(rest)),
    }
}

fn start(text: &str) -> String {
    text.chars().take(40).collect()
}

fn tag(html: &str, at: usize) -> Result<Tag<'_>> {
    let mut rest = &html[at + 1..];
    let name = word(&mut rest, &[]).to_ascii_lowercase();
    let mut attributes = vec![];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if let Some(behind) = rest.strip_prefix('>') {
            let end = html.len() - behind.len();
            let text = if matches!(name.as_str(), "script" | "style") { Some(text(behind, &name)?) } else { None };
            return Ok(Tag { name, attributes, place: at..end, text });
        }
        if rest.is_empty() {
            fail!("expected > in index.html after {:?}, found the end of the page", start(&html[at..]));
        }
        let key = word(&mut rest, &['=']).to_ascii_lowercase();
        let mut value = "";
        if let Some(after) = rest.trim_ascii_start().strip_prefix('=') {
            rest = after.trim_ascii_start();
            value = match rest.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let length = behind(&rest[1..], &quote.to_string())?;
                    let value = &rest[1..length];
                    rest = &rest[1 + length..];
                    value
                }
                _ => {
                    let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(rest.len());
                    let value = &rest[..end];
                    rest = &rest[end..];
                    value
                }
            };
        }
        attributes.push((key, value));
    }
}

/// The characters up to a space, `/`, `>` or one of these; at least one, so that a reader always gets on.
fn word<'a>(rest: &mut &'a str, ends: &[char]) -> &'a str {
    let is_end = |c: char| c.is_ascii_whitespace() || c == '/' || c == '>' || ends.contains(&c);
    let end = rest.char_indices().skip(1).find(|(_, c)| is_end(*c)).map_or(rest.len(), |(at, _)| at);
    let (word, after) = rest.split_at(end);
    *rest = after;
    word
}

/// The text of a `<script>` or `<style>`, up to its closing tag.
fn text<'a>(behind: &'a str, name: &str) -> Result<&'a str> {
    let end = format!("</{name}");
    let Some(length) = behind.to_ascii_lowercase().find(&end) else {
        fail!("expected {end}> in index.html after {:?}, found the end of the page", start(behind));
    };
    // Behind these a script ends elsewhere (HTML, 4.12.1.3).
    if behind[..length].contains("<!--") {
        fail!("expected a {name} without <!-- in index.html, found {:?}", start(behind));
    }
    Ok(&behind[..length])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_in_all_their_forms() {
        let html = "<!doctype html><!-- <p id=no> --><META a b = 'x > y' C=\"<z>\" d=/e/><script>if (a<b) '<p id=no>'</SCRIPT><br/>1 < 2<p\nid=yes>";
        let tags = read(html).unwrap();
        let names: Vec<&str> = tags.iter().map(|tag| tag.name.as_str()).collect();
        assert_eq!(names, ["meta", "script", "br", "p"]);
        let found: Vec<_> = ["a", "b", "c", "d", "e"].iter().map(|name| tags[0].attribute(name)).collect();
        assert_eq!(found, [Some(""), Some("x > y"), Some("<z>"), Some("/e/"), None]);
        assert_eq!(tags[1].text, Some("if (a<b) '<p id=no>'"));
        assert_eq!(tags[3].attribute("id"), Some("yes"));
        assert_eq!(&html[tags[2].place.clone()], "<br/>");
    }
}
