//! HTML natively, by html5ever: the same parsing rules as a browser's.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use super::build::{Attributes, Builder};
use super::policy::ATTRIBUTES;

/// Tells the builder of every element and text, in document order, without recursion.
pub fn walk(html: &str, builder: &mut Builder) {
    let options = ParseOpts {
        // As DOMParser does: what `<noscript>` holds is markup there, and goes with it either way.
        tree_builder: html5ever::tree_builder::TreeBuilderOpts { scripting_enabled: false, ..Default::default() },
        ..Default::default()
    };
    let dom = parse_document(RcDom::default(), options).one(html);
    enum Step {
        Visit(Handle),
        Close,
    }
    // As in the browser, where `document.body` is asked for: the head is no part of a text.
    let body = |node: &Handle| matches!(&node.data, NodeData::Element { name, .. } if &*name.local == "body");
    let root =
        dom.document.children.borrow().iter().find(|node| matches!(node.data, NodeData::Element { .. })).cloned();
    let root = root.and_then(|html| html.children.borrow().iter().find(|node| body(node)).cloned());
    let mut steps: Vec<Step> = vec![];
    steps.extend(root.iter().flat_map(|body| body.children.borrow().clone()).rev().map(Step::Visit));
    while let Some(step) = steps.pop() {
        let node = match step {
            Step::Visit(node) => node,
            Step::Close => {
                builder.close();
                continue;
            }
        };
        match &node.data {
            NodeData::Text { contents } => builder.text(&contents.borrow()),
            NodeData::Element { name, attrs, .. } => {
                let attributes: Attributes = attrs.borrow().iter().filter_map(known).collect();
                builder.open(&name.local, attributes);
                steps.push(Step::Close);
            }
            _ => {}
        }
        let children = node.children.borrow();
        steps.extend(children.iter().rev().map(|child| Step::Visit(child.clone())));
    }
}

fn known(attribute: &html5ever::Attribute) -> Option<(&'static str, String)> {
    let name = ATTRIBUTES.iter().find(|name| **name == &*attribute.name.local)?;
    Some((name, attribute.value.to_string()))
}
