//! A body as HTML: for feeds. Reading it again gives the same tree.

mod parts;

use super::line::{Step, Wrap, steps};
use super::span::Mark;
use super::tree::{AGAIN, Align, Block, Body, Direction, Line};

/// Valid HTML without classes that anybody has to know; all text is escaped. Addresses are as they are in the tree:
/// [`super::parse`] made those of files and photos absolute, and `absolute` says what a path of the portal is.
pub fn html(body: &Body, absolute: &dyn Fn(&str) -> String) -> String {
    let mut writer = Writer { out: String::new(), absolute };
    writer.blocks(&body.0);
    writer.out
}

struct Writer<'a> {
    out: String,
    absolute: &'a dyn Fn(&str) -> String,
}

impl Writer<'_> {
    /// The tree is at most some [`super::policy::DEEPEST`] deep, so this may recurse.
    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph { align, content } => {
                self.open_aligned("p", *align);
                self.line(content);
                self.close("p");
            }
            Block::Heading { level, id, content } => {
                let tag = match level {
                    2 => "h2",
                    3 => "h3",
                    _ => "h4",
                };
                self.open(tag, &[("id", id.as_deref())]);
                self.line(content);
                self.close(tag);
            }
            Block::List { start, items } => {
                let tag = if start.is_some() { "ol" } else { "ul" };
                let start = start.filter(|&start| start != 1).map(|start| start.to_string());
                self.open(tag, &[("start", start.as_deref())]);
                items.iter().for_each(|item| self.within("li", item));
                self.close(tag);
            }
            Block::Notes(notes) => {
                self.open("ol", &[]);
                for (n, note) in notes.iter().enumerate() {
                    self.open("li", &[]);
                    self.note(n + 1, note);
                    self.close("li");
                }
                self.close("ol");
            }
            Block::Definitions(definitions) => {
                self.open("dl", &[]);
                definitions.iter().for_each(|definition| self.definition(definition));
                self.close("dl");
            }
            Block::Quote { is_pulled, content, source } => {
                self.open("blockquote", &[("class", is_pulled.then_some("pullquote"))]);
                self.blocks(content);
                self.line_in("cite", source);
                self.close("blockquote");
            }
            Block::Figure(figure) => self.figure(figure),
            Block::Gallery { figures, caption } => {
                self.open("figure", &[("class", Some("gallery"))]);
                figures.iter().for_each(|figure| self.figure(figure));
                self.line_in("figcaption", caption);
                self.close("figure");
            }
            Block::Table(table) => self.table(table),
            Block::Code(text) => {
                self.open("pre", &[]);
                self.open("code", &[]);
                self.text(text);
                self.close("code");
                self.close("pre");
            }
            Block::Rule => self.open("hr", &[]),
            Block::Notice(content) => {
                self.open("div", &[("class", Some("notice"))]);
                self.blocks(content);
                self.close("div");
            }
            Block::Media(media) => self.media(media),
            Block::Embed(embed) => self.embed(embed),
            Block::File(file) => self.file(file),
            Block::Foreign { language, direction, content } => {
                self.open("div", &[("dir", Some(direction_name(*direction))), ("lang", language.as_deref())]);
                self.blocks(content);
                self.close("div");
            }
        }
    }

    fn within(&mut self, tag: &str, blocks: &[Block]) {
        self.open(tag, &[]);
        self.blocks(blocks);
        self.close(tag);
    }

    fn line_in(&mut self, tag: &str, line: &Line) {
        if !line.is_empty() {
            self.open(tag, &[]);
            self.line(line);
            self.close(tag);
        }
    }

    fn line(&mut self, line: &Line) {
        steps(line, &mut |step| match step {
            Step::Open(wrap) => self.wrap(wrap),
            Step::Close(wrap) => self.close(tag(wrap)),
            Step::Text(text) => self.text(text),
            Step::Break => self.open("br", &[]),
            Step::Place(id) => {
                self.open("span", &[("id", Some(id))]);
                self.close("span");
            }
            Step::Note(number) => {
                let id = (number < AGAIN).then(|| format!("fnref-{number}"));
                let number = number % AGAIN;
                self.open("a", &[("id", id.as_deref()), ("href", Some(&format!("#fn-{number}")))]);
                self.open("sup", &[]);
                self.text(&number.to_string());
                self.close("sup");
                self.close("a");
            }
        });
    }

    fn wrap(&mut self, wrap: Wrap) {
        match wrap {
            Wrap::Link(href) => {
                let href = self.address(href.as_str());
                self.open("a", &[("href", Some(&href))]);
            }
            Wrap::Foreign { language, direction } => {
                self.open("span", &[("lang", language), ("dir", direction.map(direction_name))]);
            }
            Wrap::Abbreviation(expansion) => self.open("abbr", &[("title", Some(expansion))]),
            Wrap::Time(time) => self.open("time", &[("datetime", Some(time))]),
            Wrap::Mark(mark) => self.open(mark.tag(), &[("class", (mark == Mark::Maths).then_some("math"))]),
        }
    }

    /// A path of the portal with its host in front; every other address as it is.
    fn address(&self, address: &str) -> String {
        if address.starts_with('/') && !address.starts_with("//") {
            (self.absolute)(address)
        } else {
            address.to_owned()
        }
    }

    fn open_aligned(&mut self, tag: &str, align: Align) {
        self.open(tag, &[("style", style(align))]);
    }

    fn open(&mut self, tag: &str, attributes: &[(&str, Option<&str>)]) {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes {
            let Some(value) = value else { continue };
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            self.text(value);
            self.out.push('"');
        }
        self.out.push('>');
    }

    fn close(&mut self, tag: &str) {
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }

    fn text(&mut self, text: &str) {
        crate::html::escape(&mut self.out, text);
    }
}

fn tag(wrap: Wrap) -> &'static str {
    match wrap {
        Wrap::Link(_) => "a",
        Wrap::Foreign { .. } => "span",
        Wrap::Abbreviation(_) => "abbr",
        Wrap::Time(_) => "time",
        Wrap::Mark(mark) => mark.tag(),
    }
}

fn style(align: Align) -> Option<&'static str> {
    match align {
        Align::Start => None,
        Align::Center => Some("text-align:center"),
        Align::End => Some("text-align:end"),
    }
}

fn direction_name(direction: Direction) -> &'static str {
    match direction {
        Direction::LeftToRight => "ltr",
        Direction::RightToLeft => "rtl",
    }
}
