//! XML written into memory. What XML 1.0 cannot hold is left out, so that a reader never meets a broken file.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::events::{BytesCData, BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::url;

/// A document, or a piece of one, that grows at its end.
pub struct Xml(Writer<Vec<u8>>);

type Attributes<'a> = [(&'a str, &'a str)];

impl Xml {
    /// A document, which begins by saying so.
    pub fn document() -> Xml {
        let mut xml = Xml::piece();
        xml.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml.line();
        xml
    }

    /// A piece to be put into a document.
    fn piece() -> Xml {
        Xml(Writer::new(vec![]))
    }

    pub fn open(&mut self, name: &str, attributes: &Attributes) {
        self.write(Event::Start(start(name, attributes)));
    }

    pub fn close(&mut self, name: &str) {
        self.write(Event::End(BytesEnd::new(name)));
    }

    /// An element with nothing in it.
    pub fn empty(&mut self, name: &str, attributes: &Attributes) {
        self.write(Event::Empty(start(name, attributes)));
    }

    /// An element with a text in it.
    pub fn text(&mut self, name: &str, attributes: &Attributes, text: &str) {
        self.open(name, attributes);
        self.write(Event::Text(BytesText::new(&allowed(text))));
        self.close(name);
    }

    /// An element with HTML in it, as text: in a CDATA section, where it need not grow.
    pub fn html(&mut self, name: &str, attributes: &Attributes, html: &str) {
        self.open(name, attributes);
        // A text that holds the section's end becomes two sections.
        BytesCData::escaped(&allowed(html)).for_each(|section| self.write(Event::CData(section)));
        self.close(name);
    }

    /// Ends the line, where it changes nothing for a program that reads it.
    pub fn line(&mut self) {
        self.0.get_mut().push(b'\n');
    }

    pub fn finish(self) -> String {
        // Nothing but UTF-8 was written, so nothing is lost.
        String::from_utf8(self.0.into_inner()).unwrap_or_default()
    }

    fn write(&mut self, event: Event) {
        // Memory takes everything.
        let _ = self.0.write_event(event);
    }
}

fn start<'a>(name: &'a str, attributes: &Attributes) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, allowed(value).as_ref()));
    }
    start
}

/// A text without the characters that XML 1.0 forbids even when they are escaped (2.2, `Char`).
pub fn allowed(text: &str) -> Cow<'_, str> {
    let is_allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..);
    if text.chars().all(is_allowed) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|&c| is_allowed(c)).collect())
}

/// An address with all that RFC 3986 has no room for percent-encoded behind its host: spaces, quotes, letters beyond ASCII.
pub fn address(text: &str) -> Cow<'_, str> {
    let fits = |b: u8| b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b);
    if text.bytes().all(fits) {
        return Cow::Borrowed(text);
    }
    // A host with letters of its own has another encoding, which is not the business of this file.
    let host_at = text.find("://").map_or(0, |at| at + 3);
    let path_at = text[host_at..].find(['/', '?', '#']).map_or(text.len(), |at| host_at + at);
    let (host, path) = text.split_at(path_at);
    let mut out = host.to_owned();
    for c in path.trim_end().chars() {
        match u8::try_from(c) {
            Ok(byte) if fits(byte) => out.push(c),
            _ => out.push_str(&url::encode(c.encode_utf8(&mut [0; 4]))),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_left_out_and_all_else_stays() {
        assert_eq!(allowed("a\u{0}b\u{b}c\u{1b}\u{FFFE}\u{FFFF}d"), "abcd");
        let good = "Đo lường\t\n\r \u{7f}\u{85}\u{D7FF}\u{E000}\u{FFFD}\u{10000}😀";
        assert!(matches!(allowed(good), Cow::Borrowed(text) if text == good));
    }

    #[test]
    fn the_end_of_a_section_inside_of_it_is_no_end() {
        let mut xml = Xml::piece();
        xml.html("a", &[("b", "\"<&\u{1}")], "x]]>y<p>");
        assert_eq!(xml.finish(), r#"<a b="&quot;&lt;&amp;"><![CDATA[x]]]]><![CDATA[>y<p>]]></a>"#);
    }

    #[test]
    fn addresses_are_encoded_behind_their_host_and_not_twice() {
        let cases = [
            ("https://a.vn/tin/?a=1&b=%20#c", "https://a.vn/tin/?a=1&b=%20#c"),
            ("https://a.vn/ảnh 1.jpg", "https://a.vn/%E1%BA%A3nh%201.jpg"),
            ("https://tin.việt/a\"<b>", "https://tin.việt/a%22%3Cb%3E"),
            ("https://tin.việt", "https://tin.việt"),
        ];
        for (text, expected) in cases {
            assert_eq!(address(text), expected, "{text}");
        }
    }
}
