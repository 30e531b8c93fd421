//! An article's HTML as it is written, tag by tag. The portal's own reader mends a text as it reads it; what it mends
//! can be seen here.

use std::cell::RefCell;

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// One tag.
#[derive(Clone, Debug)]
pub struct Tag {
    pub name: String,
    pub is_end: bool,
    attributes: Vec<(String, String)>,
    /// Where it stands in the plain text, in bytes.
    pub at: usize,
}

#[derive(Default)]
pub struct Tags {
    pub tags: Vec<Tag>,
    /// The text alone.
    pub text: String,
}

/// How many characters of a text are shown on each side of a place.
const AROUND: usize = 40;

impl Tag {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// 1 to 6 for a heading.
    pub fn level(&self) -> Option<u32> {
        self.name.strip_prefix('h')?.parse().ok().filter(|level| (1..=6).contains(level))
    }
}

impl Tags {
    pub fn read(html: &str) -> Tags {
        let tokenizer = Tokenizer::new(Sink(RefCell::default()), TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(html));
        while let TokenizerResult::Script(()) = tokenizer.feed(&input) {}
        tokenizer.end();
        tokenizer.sink.0.into_inner()
    }

    /// The text between a tag and its end.
    pub fn inside(&self, n: usize) -> &str {
        let Some(tag) = self.tags.get(n) else { return "" };
        let end = self.tags.iter().skip(n).find(|other| other.is_end && other.name == tag.name);
        self.text.get(tag.at..end.map_or(self.text.len(), |end| end.at)).unwrap_or_default()
    }

    /// The words around a tag, on one line.
    pub fn near(&self, tag: &Tag) -> String {
        let (before, after) =
            (self.text.get(..tag.at).unwrap_or_default(), self.text.get(tag.at..).unwrap_or_default());
        let start = before.char_indices().rev().take(AROUND).last().map_or(before.len(), |(at, _)| at);
        let end = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
        // Words that are cut through are left out, unless there is but one.
        let whole = |part: &str, is_cut: bool, keep: fn(&str) -> Option<&str>| match is_cut {
            true => keep(part).unwrap_or(part).to_owned(),
            false => part.to_owned(),
        };
        let before = whole(&before[start..], start > 0, |part| part.split_once(' ').map(|(_, rest)| rest));
        let after = whole(&after[..end], end < after.len(), |part| part.rsplit_once(' ').map(|(rest, _)| rest));
        [before, after].concat().split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

struct Sink(RefCell<Tags>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut tags = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => tags.text.push_str(&text),
            Token::TagToken(tag) => {
                let attribute =
                    |attribute: html5ever::Attribute| (attribute.name.local.to_string(), attribute.value.to_string());
                let (name, is_end, at) = (tag.name.to_string(), tag.kind == TagKind::EndTag, tags.text.len());
                let is_block = matches!(name.as_bytes(), [b'h', b'1'..=b'6'])
                    || matches!(name.as_str(), "p" | "li" | "td" | "th" | "figcaption" | "blockquote" | "div");
                // Paragraphs are words apart.
                if is_end && is_block || name == "br" {
                    tags.text.push(' ');
                }
                let raw = match name.as_str() {
                    "script" => Some(RawKind::ScriptData),
                    "style" | "iframe" | "noscript" => Some(RawKind::Rawtext),
                    _ => None,
                };
                let attributes = tag.attrs.into_iter().map(attribute).collect();
                tags.tags.push(Tag { name, is_end, attributes, at });
                if let Some(raw) = raw.filter(|_| !is_end) {
                    return TokenSinkResult::RawData(raw);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_as_they_are_written() {
        let tags = Tags::read("<h2>Một &amp; <b>hai</b></h2><p>x<img src=a.jpg alt=\"\"></p><style>h1{}</style>");
        let names: Vec<&str> = tags.tags.iter().filter(|tag| !tag.is_end).map(|tag| tag.name.as_str()).collect();
        assert_eq!(names, ["h2", "b", "p", "img", "style"]);
        assert_eq!((tags.tags[0].level(), tags.inside(0)), (Some(2), "Một & hai"));
        let image = tags.tags.iter().find(|tag| tag.name == "img").unwrap();
        assert_eq!((image.attribute("alt"), image.attribute("title")), (Some(""), None));
    }

    #[test]
    fn the_words_around_a_tag_are_whole_words() {
        let long = "Trong 11 điểm thả, có chín điểm tìm thấy lối ra của nước. ";
        let html =
            format!("<p>{long}{long}<a href=x>con đường</a> dài nhất đo được là 5,3 km, nước đi hết 13 ngày liền.</p>");
        let tags = Tags::read(&html);
        let near = tags.near(&tags.tags[1]);
        assert!(near.contains("lối ra của nước. con đường dài nhất"), "{near}");
        assert!(near.chars().count() <= 2 * AROUND && !near.contains("  "), "{near}");
        assert_eq!(Tags::read("<img>").near(&Tags::read("<img>").tags[0]), "");
    }
}
