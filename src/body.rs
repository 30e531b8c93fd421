//! An article's text as a typed tree. There is no variant for raw HTML: what is not in the tree cannot be shown.
//!
//! `walk` turns HTML into events (the browser's own parser in wasm, html5ever natively), `build` makes the tree of
//! them, `policy` is the one list of what is let in, `passes` mend what editors and programs do to a text. `text` reads
//! the plain words off a tree, `html` writes it for feeds.

mod build;
mod embed;
mod html;
mod line;
mod passes;
pub mod policy;
mod span;
mod text;
mod tree;
#[cfg_attr(target_arch = "wasm32", path = "body/walk_browser.rs")]
#[cfg_attr(not(target_arch = "wasm32"), path = "body/walk_native.rs")]
mod walk;

pub use embed::find as find_embed;
pub use html::html;
pub use line::{Step, Wrap, caption, steps};
pub use passes::{every_figure, keep_figures, own_links};
pub use span::{About, Mark, Marks, Span};
pub use text::{plain_text, reading_minutes};
pub use tree::{
    AGAIN, Align, Block, Body, Cell, Definition, Direction, Embed, Figure, Inline, Line, Media, MediaKind, Run, Table,
    Warning,
};

/// Reads an article's HTML. Never fails: what the policy does not know is left out, with a warning.
///
/// `base` is where the article was read: relative addresses are meant from there. Only where that is a file beside the
/// portal, without a host, a link that starts with a slash is a path of the portal and stays as it is.
pub fn parse(html: &str, base: &str) -> (Body, Vec<Warning>) {
    let mut builder = build::Builder::new(base);
    walk::walk(html, &mut builder);
    let (mut body, warnings) = builder.finish();
    passes::run(&mut body);
    (body, warnings)
}
