//! Markdown as HTML that the portal's body reader takes over whole: CommonMark with the tables, footnotes and
//! crossing-out that Hugo (goldmark), Zola and Jekyll know.

use std::collections::HashMap;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};

use super::super::local::ROOT;
use crate::html::escape;

pub fn html(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST;
    let mut writer = Writer::default();
    let events: Vec<Event> = Parser::new_ext(markdown, options).collect();
    let mut at = 0;
    while at < events.len() {
        at += match picture(&events[at..]) {
            Some((figure, length)) => {
                writer.push(Event::Html(figure.into()));
                length
            }
            None => {
                writer.event(events[at].clone());
                1
            }
        };
    }
    writer.finish()
}

#[derive(Default)]
struct Writer<'a> {
    events: Vec<Event<'a>>,
    /// Names of footnotes in the order that they are referred to in.
    notes: Vec<CowStr<'a>>,
    /// Their texts, and the one that is being read.
    texts: HashMap<CowStr<'a>, Vec<Event<'a>>>,
    note: Option<CowStr<'a>>,
}

impl<'a> Writer<'a> {
    fn push(&mut self, event: Event<'a>) {
        match &self.note {
            Some(name) => self.texts.entry(name.clone()).or_default().push(event),
            None => self.events.push(event),
        }
    }

    fn number(&mut self, name: &CowStr<'a>) -> (usize, bool) {
        match self.notes.iter().position(|known| known == name) {
            Some(at) => (at + 1, false),
            None => {
                self.notes.push(name.clone());
                (self.notes.len(), true)
            }
        }
    }

    fn event(&mut self, event: Event<'a>) {
        match event {
            Event::FootnoteReference(name) => {
                let (n, is_first) = self.number(&name);
                let id = if is_first { format!(" id=\"fnref-{n}\"") } else { String::new() };
                self.push(Event::InlineHtml(format!("<a{id} href=\"#fn-{n}\"><sup>{n}</sup></a>").into()));
            }
            Event::Start(Tag::FootnoteDefinition(name)) => self.note = Some(name),
            Event::End(TagEnd::FootnoteDefinition) => self.note = None,
            // Zola's own links begin at its content's root.
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let dest_url = match dest_url.strip_prefix("@/") {
                    Some(rest) => (ROOT.to_owned() + rest).into(),
                    None => dest_url,
                };
                self.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
            }
            Event::TaskListMarker(is_done) => {
                self.push(Event::Text(if is_done { "☑ ".into() } else { "☐ ".into() }))
            }
            event => self.push(event),
        }
    }

    /// The notes stand at the end, as the portal writes them itself.
    fn finish(mut self) -> String {
        let mut out = String::new();
        html::push_html(&mut out, std::mem::take(&mut self.events).into_iter());
        if !self.notes.is_empty() {
            out += "<ol>";
            for (n, name) in self.notes.iter().enumerate() {
                let mut text = String::new();
                html::push_html(&mut text, self.texts.remove(name).unwrap_or_default().into_iter());
                let text = text.trim_end();
                let (text, end) = text.strip_suffix("</p>").map_or((text, ""), |text| (text, "</p>"));
                out += &format!("<li><span id=\"fn-{0}\"></span>{text} <a href=\"#fnref-{0}\">↩</a>{end}</li>", n + 1);
            }
            out += "</ol>";
        }
        out
    }
}

/// A paragraph that is one picture, as a figure: the picture's title is what is read under it. And how many events it
/// takes.
fn picture(events: &[Event]) -> Option<(String, usize)> {
    let [Event::Start(Tag::Paragraph), Event::Start(Tag::Image { dest_url, title, .. }), rest @ ..] = events else {
        return None;
    };
    let end = rest.iter().position(|event| *event == Event::End(TagEnd::Image))?;
    if rest.get(end + 1) != Some(&Event::End(TagEnd::Paragraph)) {
        return None;
    }
    let mut alt = String::new();
    for event in &rest[..end] {
        match event {
            Event::Text(text) | Event::Code(text) => alt.push_str(text),
            Event::SoftBreak | Event::HardBreak => alt.push(' '),
            _ => {}
        }
    }
    let mut out = String::from("<figure><img src=\"");
    escape(&mut out, dest_url);
    out += "\" alt=\"";
    escape(&mut out, &alt);
    out += "\">";
    if !title.is_empty() {
        out += "<figcaption>";
        escape(&mut out, title);
        out += "</figcaption>";
    }
    Some((out + "</figure>\n", end + 4))
}

#[cfg(test)]
mod tests {
    use super::html;
    use crate::body::{self, Block};

    #[test]
    fn a_picture_alone_in_its_paragraph_is_a_figure() {
        let expected =
            "<figure><img src=\"a.jpg\" alt=\"Một &quot;b&quot;\"><figcaption>Chú thích</figcaption></figure>\n";
        assert_eq!(html("![Một \"b\"](a.jpg \"Chú thích\")"), expected);
        assert!(html("Xem ![a](b.jpg) đây").starts_with("<p>"));
        assert_eq!(html("[x](@/tin/a.md#b)"), "<p><a href=\"https://source.invalid/tin/a.md#b\">x</a></p>\n");
    }

    #[test]
    fn footnotes_are_those_of_the_portal() {
        let text = html("Một[^a] và hai[^b], lại một[^a].\n\n[^b]: Chú thích *hai*.\n[^a]: Chú thích một.\n");
        let (body, warnings) = body::parse(&text, "");
        assert!(warnings.is_empty(), "{warnings:?}");
        let Some(Block::Notes(notes)) = body.0.last() else { panic!("{body:#?}") };
        assert_eq!(notes.len(), 2);
        assert_eq!(body::plain_text(&body::Body(notes[0].clone())), "Chú thích một.");
    }
}
