//! HTML natively, by html5ever: the same parsing rules as a browser's.
//!
//! It never recurses, and it takes a time that grows with the text alone, however the text is nested.

// This file is found by a `path` of its own, so what is below it needs one, too.
#[path = "walk_native/depth.rs"]
mod depth;
#[path = "walk_native/nodes.rs"]
mod nodes;
#[path = "walk_native/sink.rs"]
mod sink;

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};

use super::build::{Attributes, Builder};
use depth::Shallow;
use nodes::{NONE, Node, Nodes};

/// What is told of a text, in document order.
#[derive(Debug, PartialEq)]
enum Event<'a> {
    Open(&'a str, Attributes),
    Close,
    Text(&'a str),
}

/// Tells the builder of every element and text, in document order, without recursion.
pub fn walk(html: &str, builder: &mut Builder) {
    each(html, |event| match event {
        Event::Open(name, attributes) => builder.open(name, attributes),
        Event::Close => builder.close(),
        Event::Text(text) => builder.text(text),
    });
}

fn each(html: &str, mut tell: impl FnMut(Event)) {
    let mut nodes = parse(html);
    // As in the browser, where `document.body` is asked for: the head is no part of a text.
    let Some(root) = nodes.body() else { return };
    let mut here = nodes[root].first;
    while here != NONE {
        match &mut nodes[here].node {
            Node::Text(text) => tell(Event::Text(text)),
            Node::Element { name, attributes, .. } => tell(Event::Open(&name.local, std::mem::take(attributes))),
            Node::Other => {}
        }
        if nodes[here].first != NONE {
            here = nodes[here].first;
            continue;
        }
        loop {
            if matches!(nodes[here].node, Node::Element { .. }) {
                tell(Event::Close);
            }
            if nodes[here].next != NONE {
                here = nodes[here].next;
                break;
            }
            here = nodes[here].parent;
            if here == root {
                return;
            }
        }
    }
}

fn parse(html: &str) -> Nodes {
    // `DOMParser` leaves the mark of the byte order in the text.
    let options = TokenizerOpts { discard_bom: false, ..Default::default() };
    let tokenizer = Tokenizer::new(Shallow::new(html.len()), options);
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    // The end of a script hands over to the script, which nobody runs here.
    while let TokenizerResult::Script(_) = tokenizer.feed(&input) {}
    tokenizer.end();
    tokenizer.sink.into_nodes()
}

#[cfg(test)]
#[path = "walk_native/tests.rs"]
mod tests;
