//! What editors and programs do to a text, mended: small steps from tree to tree, in one order.

mod addresses;
mod captions;
mod galleries;
mod headings;
mod layout_tables;
mod maths;
mod notes;
mod own_links;
mod paragraphs;
mod places;
mod shortcodes;
mod typed_lists;
mod typography;
mod whitespace;

pub use own_links::own_links;
pub use whitespace::{clean, is_plain};

use super::line;
use super::tree::{Align, Block, Body, Figure, Inline, Line};

/// The passes in their order, after [`clean`], which looks at every character as it is read.
const PASSES: [fn(&mut Body); 13] = [
    // Shortcodes stand in the way of captions and hide addresses; what they leave may be breaks at an end, or nothing.
    shortcodes::run,
    // What a table only laid out is free to be seen by all that follows: photos beside their captions, paragraphs.
    layout_tables::run,
    // Both may leave lists without items and quotes without words.
    drop_empty,
    // A formula is no text in which anything may be mended.
    maths::run,
    // Two breaks are a new paragraph; only then do lines begin where they seem to.
    paragraphs::run,
    // Paragraphs that begin with a dash.
    typed_lists::run,
    // A caption is a paragraph until now, and it parts the photos of a row from each other …
    captions::run,
    // … which, with theirs, are a gallery.
    galleries::run,
    // References and what they refer to find each other by places and links, before places that no link leads to go.
    notes::run,
    // An id for each heading before it is known which ids are referred to.
    headings::run,
    places::run,
    // New links last, so that no earlier pass takes one for a link that somebody wrote.
    addresses::run,
    // Non-breaking spaces: any later pass that puts lines together would clean them away.
    typography::run,
];

/// Runs all passes.
pub fn run(body: &mut Body) {
    PASSES.iter().for_each(|pass| pass(body));
}

/// What was emptied goes.
fn drop_empty(body: &mut Body) {
    drop_empty_of(&mut body.0);
}

fn drop_empty_of(blocks: &mut Vec<Block>) {
    every(blocks, &mut |blocks| blocks.retain_mut(|block| !is_empty(block)));
}

fn is_empty(block: &mut Block) -> bool {
    match block {
        Block::Paragraph { content, .. } | Block::Heading { content, .. } => line::is_blank(content),
        Block::List { items, .. } | Block::Notes(items) => {
            items.retain(|item| !item.is_empty());
            items.is_empty()
        }
        Block::Definitions(definitions) => {
            for definition in definitions.iter_mut() {
                definition.terms.retain(|term| !line::is_blank(term));
                definition.details.retain(|detail| !detail.is_empty());
            }
            definitions.retain(|definition| !definition.terms.is_empty() || !definition.details.is_empty());
            definitions.is_empty()
        }
        Block::Quote { content, source, .. } if content.is_empty() && !source.is_empty() => {
            *block = Block::Paragraph { align: Align::Start, content: std::mem::take(source) };
            false
        }
        Block::Quote { content, .. } | Block::Notice(content) | Block::Foreign { content, .. } => content.is_empty(),
        _ => false,
    }
}

/// Shows a pass every list of blocks, the innermost first. The tree is at most some [`super::policy::DEEPEST`] deep, so
/// this may recurse.
fn every(blocks: &mut Vec<Block>, pass: &mut dyn FnMut(&mut Vec<Block>)) {
    blocks.iter_mut().for_each(|block| within(block, &mut |blocks| every(blocks, pass)));
    pass(blocks);
}

/// Lets a pass put every list of blocks together anew that has something for it: it is given each block, then `None` for
/// the list's end, and puts what it makes into the new list.
fn rebuild(body: &mut Body, concerns: fn(&Block) -> bool, pass: &mut dyn FnMut(Option<Block>, &mut Vec<Block>)) {
    every(&mut body.0, &mut |blocks| {
        if blocks.iter().any(concerns) {
            for block in std::mem::take(blocks) {
                pass(Some(block), blocks);
            }
            pass(None, blocks);
        }
    });
}

/// The lists of blocks right inside a block.
fn within(block: &mut Block, take: &mut dyn FnMut(&mut Vec<Block>)) {
    match block {
        Block::List { items, .. } | Block::Notes(items) => items.iter_mut().for_each(take),
        Block::Definitions(definitions) => {
            definitions.iter_mut().for_each(|d| d.details.iter_mut().for_each(&mut *take))
        }
        Block::Quote { content, .. } | Block::Notice(content) | Block::Foreign { content, .. } => take(content),
        Block::Table(table) => {
            table.rows.iter_mut().for_each(|row| row.iter_mut().for_each(|cell| take(&mut cell.content)))
        }
        _ => {}
    }
}

/// Shows every photo of the text, in reading order.
pub fn every_figure(body: &mut Body, show: &mut dyn FnMut(&mut Figure)) {
    figures_of(&mut body.0, show);
}

/// Shows every photo of the text, and keeps those that `keep` wants.
pub fn keep_figures(body: &mut Body, keep: &mut dyn FnMut(&mut Figure) -> bool) {
    every(&mut body.0, &mut |blocks| {
        blocks.retain_mut(|block| match block {
            Block::Figure(figure) => keep(figure),
            Block::Gallery { figures, .. } => {
                figures.retain_mut(&mut *keep);
                !figures.is_empty()
            }
            _ => true,
        });
    });
}

fn figures_of(blocks: &mut [Block], show: &mut dyn FnMut(&mut Figure)) {
    for block in blocks {
        match block {
            Block::Figure(figure) => show(figure),
            Block::Gallery { figures, .. } => figures.iter_mut().for_each(&mut *show),
            block => within(block, &mut |blocks| figures_of(blocks, show)),
        }
    }
}

/// Shows a pass every line of the text.
fn every_line(blocks: &mut [Block], pass: &mut dyn FnMut(&mut Line)) {
    for block in blocks {
        lines_of(block, pass);
        within(block, &mut |blocks| every_line(blocks, pass));
    }
}

/// The lines right inside a block.
fn lines_of(block: &mut Block, take: &mut dyn FnMut(&mut Line)) {
    match block {
        Block::Paragraph { content, .. } | Block::Heading { content, .. } => take(content),
        Block::Definitions(definitions) => definitions.iter_mut().for_each(|d| d.terms.iter_mut().for_each(&mut *take)),
        Block::Quote { source, .. } => take(source),
        Block::Figure(figure) => take(&mut figure.caption),
        Block::Gallery { figures, caption } => {
            figures.iter_mut().for_each(|figure| take(&mut figure.caption));
            take(caption);
        }
        Block::Table(table) => take(&mut table.caption),
        Block::Media(media) => take(&mut media.caption),
        Block::Embed(embed) => take(&mut embed.caption),
        _ => {}
    }
}

/// The place on this page that a piece of a line links to.
fn place_of(inline: &Inline) -> Option<&str> {
    match inline {
        Inline::Text(run) => run.span.about().link.as_ref()?.as_str().strip_prefix('#'),
        _ => None,
    }
}
