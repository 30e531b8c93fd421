//! Keeps what html5ever builds from growing deeper than a browser lets it, or larger than the text deserves.
//!
//! For each block html5ever looks through all the elements that are open, so 100,000 nested ones would take minutes.
//! Blink and WebKit nest 512 deep: an element further down becomes the sibling of the one that it would stand in
//! (`HTMLConstructionSite::attachLater`). To html5ever that is said by ending the one before the other begins.

use std::cell::Cell;

use html5ever::tokenizer::{CharacterTokens, EndTag, StartTag, Tag, TagToken, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, local_name};

use super::nodes::Nodes;
use super::sink::{Handle, Tree};

/// How deep an element may stand, `<html>` being the first: what Blink does to `<div>` 1,000 times.
const DEEPEST: u32 = 513;

/// And in a text whose tags multiply: each block opens again all the marks that were not closed before it, so that
/// 500 open marks and a megabyte of `<p>x` are a hundred million elements. Browsers make them all.
const DEEPEST_OF_MANY: u32 = 8;

/// Stands between the tokenizer and the tree's builder.
pub struct Shallow {
    builder: TreeBuilder<Handle, Tree>,
    /// How many nodes are many: a text has fewer than bytes.
    many: usize,
    /// What is read is no markup: that of `<style>`, which only its own end may end.
    is_raw: Cell<bool>,
}

impl Shallow {
    /// For a text of so many bytes.
    pub fn new(bytes: usize) -> Shallow {
        let options = TreeBuilderOpts {
            // As for `DOMParser`: what `<noscript>` holds is markup there.
            scripting_enabled: false,
            ..Default::default()
        };
        let builder = TreeBuilder::new(Tree::default(), options);
        Shallow { builder, many: bytes.saturating_add(10_000), is_raw: Cell::new(false) }
    }

    pub fn into_nodes(self) -> Nodes {
        self.builder.sink.into_nodes()
    }

    /// How deep the innermost open element stands, and which it is.
    fn current(&self) -> Option<(u32, Handle)> {
        self.builder.sink.forget_asked();
        // html5ever keeps its stack to itself; but to answer this, it asks for the name of the current element.
        self.builder.adjusted_current_node_present_but_not_in_html_namespace();
        self.builder.sink.asked()
    }

    fn deepest(&self) -> u32 {
        if self.builder.sink.len() > self.many { DEEPEST_OF_MANY } else { DEEPEST }
    }

    /// Ends elements until none is open that is deeper.
    fn end_below(&self, deepest: u32, line: u64) {
        let mut ended = None;
        // Bounded, should the ends of two elements ever begin them anew.
        for _ in 0..2 * DEEPEST {
            let Some((depth, element)) = self.current() else { return };
            // Some elements are not ended by their tags: a form whose end came where it did not count.
            if depth <= deepest || ended == Some(element.id) {
                return;
            }
            ended = Some(element.id);
            let name = element.name.local.clone();
            let end = Tag { kind: EndTag, name, self_closing: false, attrs: vec![] };
            // Only to the start of an element, or to the end of a script, is there an answer.
            let _continue = self.builder.process_token(TagToken(end), line);
        }
    }
}

impl TokenSink for Shallow {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        if let TagToken(tag) = &token {
            self.is_raw.set(false);
            if tag.kind == StartTag && !is_void(&tag.name) {
                self.end_below(self.deepest() - 1, line);
            }
        }
        let may_open = matches!(token, TagToken(_) | CharacterTokens(_));
        let answer = self.builder.process_token(token, line);
        if !matches!(answer, TokenSinkResult::Continue) {
            self.is_raw.set(true);
        } else if may_open && !self.is_raw.get() {
            // With one element or text, all marks begin again that were not ended where their block was.
            self.end_below(self.deepest(), line);
        }
        answer
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Elements that nothing stands in: the text after them belongs to what is around them.
fn is_void(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("area")
            | local_name!("base")
            | local_name!("br")
            | local_name!("embed")
            | local_name!("hr")
            | local_name!("img")
            | local_name!("input")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("source")
            | local_name!("track")
            | local_name!("wbr")
    )
}
