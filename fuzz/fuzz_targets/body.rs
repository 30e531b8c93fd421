//! Any text as an article's: it is read without a panic, what it becomes is within the policy, and the HTML of that is
//! read as the same again.

#![no_main]

use ban_tin::article::Photo;
use ban_tin::body::{self, Block, Body, Figure, Inline, policy};
use ban_tin::url::SafeUrl;
use libfuzzer_sys::fuzz_target;

const BASE: &str = "https://tin.vn/content/vi/article/bai.json";

/// A list counts twice, with its items; as in tests/suite/body.rs.
const DEEPEST: usize = 2 * policy::DEEPEST;

fuzz_target!(|html: &str| {
    let (body, _) = body::parse(html, BASE);
    let _words = body::plain_text(&body);
    let mut check = Check::default();
    check.blocks(&body.0, 1);
    assert!(check.references.iter().all(|note| (1..=check.notes).contains(note)), "{body:?}");
    let written = body::html(&body, &str::to_owned);
    let Body(again) = body::parse(&written, BASE).0;
    assert_eq!(body.0, again, "the tree on the left has the HTML {written:?}, which is read as the one on the right");
});

/// Walks a tree; what it counts on the way can only be judged at the end.
#[derive(Default)]
struct Check {
    references: Vec<usize>,
    notes: usize,
}

impl Check {
    fn blocks(&mut self, blocks: &[Block], depth: usize) {
        assert!(depth <= DEEPEST, "{depth} deep");
        blocks.iter().for_each(|block| self.block(block, depth));
    }

    fn block(&mut self, block: &Block, depth: usize) {
        match block {
            Block::Paragraph { content, .. } => self.line(content),
            Block::Heading { level, content, .. } => {
                assert!((2..=4).contains(level), "a heading of level {level}");
                self.line(content);
            }
            Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item, depth + 2)),
            Block::Notes(notes) => {
                assert_eq!(self.notes, 0, "notes in two places");
                self.notes = notes.len();
                notes.iter().for_each(|note| self.blocks(note, depth + 2));
            }
            Block::Definitions(definitions) => {
                for definition in definitions {
                    definition.terms.iter().for_each(|term| self.line(term));
                    definition.details.iter().for_each(|detail| self.blocks(detail, depth + 2));
                }
            }
            Block::Quote { content, source, .. } => {
                self.blocks(content, depth + 1);
                self.line(source);
            }
            Block::Notice(content) | Block::Foreign { content, .. } => self.blocks(content, depth + 1),
            Block::Figure(figure) => self.figure(figure),
            Block::Gallery { figures, caption } => {
                assert!(figures.len() > 1, "a gallery of {}", figures.len());
                figures.iter().for_each(|figure| self.figure(figure));
                self.line(caption);
            }
            Block::Table(table) => {
                self.line(&table.caption);
                for cell in table.rows.iter().flatten() {
                    assert!(cell.columns > 0 && cell.rows > 0, "{cell:?}");
                    self.blocks(&cell.content, depth + 2);
                }
            }
            Block::Media(media) => {
                address(&media.src);
                media.poster.iter().for_each(address);
                self.line(&media.caption);
            }
            Block::Embed(embed) => {
                let framed = |host: &&str| embed.frame.as_str().starts_with(&format!("{host}/"));
                assert!(policy::FRAME_HOSTS.iter().any(framed), "a frame of {:?}", embed.frame);
                address(&embed.frame);
                address(&embed.page);
                self.line(&embed.caption);
            }
            Block::File(file) => address(&file.url),
            Block::Code(_) | Block::Rule => {}
        }
    }

    fn figure(&mut self, figure: &Figure) {
        let Photo { src, renditions, .. } = &figure.photo;
        address(src);
        renditions.iter().for_each(|rendition| address(&rendition.src));
        figure.link.iter().for_each(address);
        self.line(&figure.caption);
    }

    fn line(&mut self, line: &[Inline]) {
        for inline in line {
            match inline {
                Inline::Text(run) => {
                    assert!(!run.text.is_empty(), "{line:?}");
                    run.span.about().link.iter().for_each(address);
                }
                Inline::Note(note) => self.references.push(*note),
                Inline::Place(_) => {}
            }
        }
        let same = |pair: &[Inline]| matches!(pair, [Inline::Text(one), Inline::Text(two)] if one.span == two.span);
        assert!(!line.windows(2).any(same), "{line:?}");
    }
}

/// An address is safe where it would be let in again as it is.
fn address(url: &SafeUrl) {
    assert_eq!(SafeUrl::parse(url.as_str()).as_ref(), Some(url), "an address that is not safe");
}
