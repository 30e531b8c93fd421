//! A line of an article's text.

use super::Here;
use crate::body::{AGAIN, Direction, Inline, Mark, Step, Wrap, steps};
use crate::cut::digits;
use crate::html::{Element, Node, el, link};
use crate::url::SafeUrl;

/// The nodes of a line.
pub fn body_line(here: Here, line: &[Inline]) -> Vec<Node> {
    // The elements that are open; the first stands for the line itself.
    let mut open = vec![el("span", "")];
    let put = |open: &mut Vec<Element>, node: Node| {
        if let Some(top) = open.pop() {
            open.push(top.with(node));
        }
    };
    steps(line, &mut |step| match step {
        Step::Open(wrap) => open.push(around(here, wrap)),
        Step::Close(_) => {
            if let Some(done) = open.pop() {
                put(&mut open, done.into());
            }
        }
        Step::Text(text) => put(&mut open, text.into()),
        Step::Break => put(&mut open, el("br", "").into()),
        Step::Note(number) => put(&mut open, reference(here, number).into()),
        Step::Place(id) => put(&mut open, el("span", "").set("id", place_id(id)).set("tabindex", "-1").into()),
    });
    open.pop().map(Element::into_children).unwrap_or_default()
}

/// A place's name on the page: no text can take the name of a part of the portal.
pub fn place_id(id: &str) -> String {
    ["at-", id].concat()
}

fn around(here: Here, wrap: Wrap) -> Element {
    match wrap {
        Wrap::Link(href) => to(here, href),
        Wrap::Foreign { language, direction } => {
            let direction = direction.map(|d| if d == Direction::RightToLeft { "rtl" } else { "ltr" });
            el("span", "").maybe("lang", here.foreign(language)).maybe("dir", direction)
        }
        Wrap::Abbreviation(expansion) => el("abbr", "").set("title", expansion),
        Wrap::Time(time) => el("time", "").set("datetime", time),
        Wrap::Mark(mark) => el(mark.tag(), "").class("prose__maths", mark == Mark::Maths),
    }
}

/// A link: to a place on the page, to a page of the portal, or out of it, which is said.
fn to(here: Here, href: &SafeUrl) -> Element {
    if let Some(id) = href.as_str().strip_prefix('#') {
        return link("", ["#at-", id].concat());
    }
    let own = here.links.to_path(href.as_str());
    let leaves = own.is_none() && href.is_web();
    link("", own.unwrap_or_else(|| href.as_str().to_owned()))
        .class("prose__leaving", leaves)
        .maybe("rel", leaves.then_some("noopener"))
        .maybe("aria-describedby", leaves.then_some("leaving"))
}

/// The number of a note, which leads to it. The note leads back to the first.
fn reference(here: Here, number: usize) -> Element {
    let is_first = number < AGAIN;
    let number = number % AGAIN;
    let digits = digits(number as u32);
    let to = link("prose__note", ["#note-", &digits].concat())
        .maybe("id", is_first.then(|| ["note-ref-", &digits].concat()))
        .set("role", "doc-noteref")
        .set("aria-label", here.phrase_number("note_n", number));
    el("sup", "").with(to.with(digits))
}
