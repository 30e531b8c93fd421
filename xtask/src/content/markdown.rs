//! Markdown to plain semantic HTML, cut where a photo of the sample stands.
//!
//! CommonMark with tables. Raw HTML, headings of the first level and pictures other than
//! `scene:` ones are problems: a portal's body has none of them.

use super::article::Photo;
use super::problem::Problems;
use crate::draw::{Scene, Shape};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use std::ops::Range;

/// A stretch of HTML, or a photo that is written once its picture is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Html(String),
    Photo(Photo),
}

/// The text of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    pub pieces: Vec<Piece>,
    /// Words outside of pictures; Vietnamese is counted by syllables, as it is spaced.
    pub words: usize,
    /// Where each link leads, with its line.
    pub links: Vec<(String, usize)>,
}

impl Body {
    pub fn photos(&self) -> impl Iterator<Item = &Photo> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Photo(photo) => Some(photo),
            Piece::Html(_) => None,
        })
    }
}

/// Reads a body whose first line is line `first_line` of its file.
pub fn to_html(file: &str, first_line: usize, markdown: &str, problems: &mut Problems) -> Body {
    let mut reading = Reading { file, first_line, markdown, problems, body: Body::default() };
    let events: Vec<(Event, Range<usize>)> =
        Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter().collect();
    let mut kept: Vec<Event> = Vec::new();
    let (mut at, mut in_head) = (0, false);
    while let Some((event, range)) = events.get(at) {
        if let Some((photo, length)) = reading.photo(&events[at..]) {
            reading.flush(&mut kept);
            reading.body.pieces.push(Piece::Photo(photo));
            at += length;
            continue;
        }
        reading.check(event, range);
        kept.push(plain(event, &mut in_head));
        at += 1;
    }
    reading.flush(&mut kept);
    if reading.body.pieces.is_empty() {
        reading.problem(0, "a text", "nothing");
    }
    reading.body
}

/// Tables are written without inline styles, and their head cells say what they head.
fn plain<'a>(event: &Event<'a>, in_head: &mut bool) -> Event<'a> {
    let raw = |text: &'static str| Event::Html(CowStr::Borrowed(text));
    match event {
        Event::Start(Tag::Table(_)) => raw("<table>"),
        Event::End(TagEnd::Table) => raw("</tbody></table>\n"),
        Event::Start(Tag::TableHead) => {
            *in_head = true;
            raw("<thead><tr>")
        }
        Event::End(TagEnd::TableHead) => {
            *in_head = false;
            raw("</tr></thead><tbody>\n")
        }
        Event::Start(Tag::TableRow) => raw("<tr>"),
        Event::End(TagEnd::TableRow) => raw("</tr>\n"),
        Event::Start(Tag::TableCell) if *in_head => raw("<th scope=\"col\">"),
        Event::End(TagEnd::TableCell) if *in_head => raw("</th>"),
        Event::Start(Tag::TableCell) => raw("<td>"),
        Event::End(TagEnd::TableCell) => raw("</td>"),
        other => other.clone(),
    }
}

struct Reading<'a> {
    file: &'a str,
    first_line: usize,
    markdown: &'a str,
    problems: &'a mut Problems,
    body: Body,
}

impl Reading<'_> {
    fn line(&self, offset: usize) -> usize {
        let before = self.markdown.get(..offset).unwrap_or_default();
        self.first_line + before.matches('\n').count()
    }

    fn problem(&mut self, offset: usize, expected: &str, found: &str) {
        let place = format!("line {}", self.line(offset));
        self.problems.add(self.file, place, expected, found);
    }

    fn flush(&mut self, kept: &mut Vec<Event>) {
        let mut text = String::new();
        html::push_html(&mut text, kept.drain(..));
        if !text.trim().is_empty() {
            self.body.pieces.push(Piece::Html(text));
        }
    }

    fn check(&mut self, event: &Event, range: &Range<usize>) {
        match event {
            Event::Text(text) | Event::Code(text) => {
                let is_word = |word: &&str| word.chars().any(char::is_alphanumeric);
                self.body.words += text.split_whitespace().filter(is_word).count();
            }
            Event::Html(text) | Event::InlineHtml(text) => {
                let found = format!("HTML: {}", text.trim());
                self.problem(range.start, "Markdown without HTML", &found);
            }
            Event::Start(Tag::Heading { level, .. }) if *level == HeadingLevel::H1 || *level > HeadingLevel::H4 => {
                self.problem(range.start, "a heading of level 2 to 4", &level.to_string());
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                let expected = "a picture scene:… alone in its paragraph";
                self.problem(range.start, expected, dest_url);
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let line = self.line(range.start);
                self.body.links.push((dest_url.to_string(), line));
            }
            _ => {}
        }
    }

    /// A paragraph that is one `scene:` picture, and how many events it takes.
    fn photo(&mut self, events: &[(Event, Range<usize>)]) -> Option<(Photo, usize)> {
        let [(Event::Start(Tag::Paragraph), _), (Event::Start(Tag::Image { dest_url, title, .. }), range), rest @ ..] =
            events
        else {
            return None;
        };
        let target = dest_url.strip_prefix("scene:")?;
        let end = rest.iter().position(|(event, _)| *event == Event::End(TagEnd::Image))?;
        if rest.get(end + 1).is_none_or(|(event, _)| *event != Event::End(TagEnd::Paragraph)) {
            return None;
        }
        let mut alt = String::new();
        for (event, _) in &rest[..end] {
            match event {
                Event::Text(text) | Event::Code(text) => alt.push_str(text),
                Event::SoftBreak => alt.push(' '),
                _ => {}
            }
        }
        let caption = (!title.is_empty()).then(|| title.to_string());
        let mut photo = self.target(target, range.start);
        (photo.alt, photo.caption) = (alt.trim().to_owned(), caption);
        if photo.alt.is_empty() {
            self.problem(range.start, "what the picture shows between [ and ]", "nothing");
        }
        Some((photo, end + 4))
    }

    /// Reads `river?shape=16:9&seed=2`.
    fn target(&mut self, target: &str, offset: usize) -> Photo {
        let (name, query) = target.split_once('?').unwrap_or((target, ""));
        let mut photo = Photo {
            scene: Scene::River,
            shape: Shape::default(),
            seed: 0,
            alt: String::new(),
            caption: None,
            credit: None,
            taken: None,
            place: None,
        };
        match Scene::from_name(name) {
            Some(scene) => photo.scene = scene,
            None => self.problem(offset, &format!("a scene, one of {}", Scene::names()), name),
        }
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let understood = match key {
                "shape" => Shape::from_name(value).map(|shape| photo.shape = shape).is_some(),
                "seed" => value.parse().map(|seed| photo.seed = seed).is_ok(),
                _ => false,
            };
            if !understood {
                let expected = format!("shape= (one of {}) or seed= (a number)", Shape::names());
                self.problem(offset, &expected, pair);
            }
        }
        photo
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(markdown: &str) -> (Body, Vec<String>) {
        let mut problems = Problems::default();
        let body = to_html("a.md", 10, markdown, &mut problems);
        (body, problems.sorted().into_iter().map(|problem| problem.to_string()).collect())
    }

    fn html(markdown: &str) -> String {
        let (body, problems) = read(markdown);
        assert!(problems.is_empty(), "{problems:?}");
        match &body.pieces[..] {
            [Piece::Html(html)] => html.clone(),
            other => panic!("expected one piece of HTML, found {other:?}"),
        }
    }

    #[test]
    fn text_becomes_plain_html() {
        assert_eq!(
            html("## A & B\n\nOne *two* **three** [four](/article/x/).\n\n- a\n- b\n"),
            "<h2>A &amp; B</h2>\n<p>One <em>two</em> <strong>three</strong> \
             <a href=\"/article/x/\">four</a>.</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"
        );
    }

    #[test]
    fn head_cells_say_what_they_head() {
        assert_eq!(
            html("| A | B |\n| --- | --: |\n| 1 | 2 |\n"),
            "<table><thead><tr><th scope=\"col\">A</th><th scope=\"col\">B</th></tr></thead><tbody>\n\
             <tr><td>1</td><td>2</td></tr>\n</tbody></table>\n"
        );
    }

    #[test]
    fn a_picture_alone_in_its_paragraph_is_a_photo() {
        let (body, problems) =
            read("Before.\n\n![A *wide* river](scene:river?shape=16:9&seed=2 \"(Bờ sông)\")\n\nAfter.");
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(body.words, 2);
        let photo = body.photos().next().unwrap();
        assert_eq!((photo.scene, photo.shape, photo.seed), (Scene::River, Shape(16, 9), 2));
        assert_eq!(photo.alt, "A wide river");
        assert_eq!(photo.caption.as_deref(), Some("(Bờ sông)"));
        assert_eq!(body.pieces.len(), 3);
    }

    #[test]
    fn every_problem_says_its_line() {
        let (_, problems) =
            read("# One\n\n<b>bold</b>\n\n![x](http://a/b.jpg)\n\n![x](scene:moon)\n\n![](scene:lab?size=2)\n");
        let lines: Vec<&str> = problems.iter().map(|problem| problem.split(": ").nth(1).unwrap()).collect();
        assert_eq!(lines, ["line 10", "line 12", "line 12", "line 14", "line 16", "line 18", "line 18"]);
    }

    #[test]
    fn links_are_kept_with_their_lines() {
        let (body, _) = read("One\n\n[a](/article/x/) and [b](https://example.org)");
        assert_eq!(body.links, [("/article/x/".to_owned(), 12), ("https://example.org".to_owned(), 12)]);
    }
}
