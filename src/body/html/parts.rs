//! The larger blocks of a body as HTML.

use super::{Writer, style};
use crate::article::Attachment;
use crate::body::tree::{Block, Cell, Definition, Embed, Figure, Media, MediaKind, Table};

impl Writer<'_> {
    pub(super) fn definition(&mut self, definition: &Definition) {
        definition.terms.iter().for_each(|term| self.line_in("dt", term));
        definition.details.iter().for_each(|detail| self.within("dd", detail));
    }

    pub(super) fn figure(&mut self, figure: &Figure) {
        let Figure { photo, caption, link, align } = figure;
        self.open_aligned("figure", *align);
        if let Some(link) = link {
            let href = self.address(link.as_str());
            self.open("a", &[("href", Some(&href))]);
        }
        let (width, height) = photo.size.map(|(width, height)| (width.to_string(), height.to_string())).unzip();
        let srcset = photo.srcset();
        let src = self.address(photo.src.as_str());
        self.open(
            "img",
            &[
                ("src", Some(&src)),
                ("srcset", srcset.as_deref()),
                ("data-formats", photo.has_formats.then_some("")),
                ("alt", Some(&photo.alt)),
                ("width", width.as_deref()),
                ("height", height.as_deref()),
                ("data-credit", photo.credit.as_deref()),
            ],
        );
        if link.is_some() {
            self.close("a");
        }
        self.line_in("figcaption", caption);
        self.close("figure");
    }

    pub(super) fn table(&mut self, table: &Table) {
        self.open("table", &[]);
        self.line_in("caption", &table.caption);
        for row in &table.rows {
            self.open("tr", &[]);
            for Cell { is_header, columns, rows, align, content } in row {
                let tag = if *is_header { "th" } else { "td" };
                let span = |n: &u32| (*n > 1).then(|| n.to_string());
                let (columns, rows, style) = (span(columns), span(rows), style(*align));
                self.open(tag, &[("colspan", columns.as_deref()), ("rowspan", rows.as_deref()), ("style", style)]);
                self.blocks(content);
                self.close(tag);
            }
            self.close("tr");
        }
        self.close("table");
    }

    pub(super) fn media(&mut self, media: &Media) {
        let tag = if media.kind == MediaKind::Audio { "audio" } else { "video" };
        let (width, height) = media.size.map(|(width, height)| (width.to_string(), height.to_string())).unzip();
        let src = self.address(media.src.as_str());
        let poster = media.poster.as_ref().map(|poster| self.address(poster.as_str()));
        self.open("figure", &[]);
        self.open(
            tag,
            &[
                ("src", Some(&src)),
                ("poster", poster.as_deref()),
                ("width", width.as_deref()),
                ("height", height.as_deref()),
                ("controls", Some("")),
            ],
        );
        self.close(tag);
        self.line_in("figcaption", &media.caption);
        self.close("figure");
    }

    pub(super) fn embed(&mut self, embed: &Embed) {
        let title = (!embed.title.is_empty()).then_some(embed.title.as_str());
        self.open("figure", &[]);
        self.open("iframe", &[("src", Some(embed.frame.as_str())), ("title", title), ("loading", Some("lazy"))]);
        self.close("iframe");
        self.line_in("figcaption", &embed.caption);
        self.close("figure");
    }

    pub(super) fn file(&mut self, file: &Attachment) {
        let href = self.address(file.url.as_str());
        self.open("div", &[("class", Some("file"))]);
        self.open("a", &[("href", Some(&href))]);
        self.text(&file.title);
        self.close("a");
        self.close("div");
    }

    /// A note, and the way back to where it was referred to.
    pub(super) fn note(&mut self, number: usize, note: &[Block]) {
        self.open("span", &[("id", Some(&format!("fn-{number}")))]);
        self.close("span");
        let (last, before) = note.split_last().unzip();
        self.blocks(before.unwrap_or_default());
        let back = format!("#fnref-{number}");
        let back = |writer: &mut Self| {
            writer.out.push(' ');
            writer.open("a", &[("href", Some(&back))]);
            writer.text("↩");
            writer.close("a");
        };
        match last {
            Some(Block::Paragraph { align, content }) => {
                self.open_aligned("p", *align);
                self.line(content);
                back(self);
                self.close("p");
            }
            last => {
                last.into_iter().for_each(|block| self.block(block));
                back(self);
            }
        }
    }
}
