//! The viewer's elements.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

use crate::gallery::keys::Command;
use crate::gallery::words::Words;
use crate::html::{Element as Tree, el};

/// A button of the toolbar: what it does, its words, and the lines of its sign in a square of 24.
const TOOLS: [(Command, &str, &str); 7] = [
    (Command::Slideshow, "viewer_play", "M8 5v14l11-7z"),
    (Command::ZoomActual, "viewer_zoom", "M10 4a6 6 0 1 1 0 12a6 6 0 1 1 0-12M14.5 14.5L20 20M7 10h6M10 7v6"),
    (Command::Rotate, "viewer_rotate", "M19 12a7 7 0 1 1-2-5M17 3v4h-4"),
    (Command::Captions, "viewer_captions", "M4 6h16v12H4zM7 14h10M7 11h6"),
    (Command::Information, "viewer_information", "M12 4a8 8 0 1 1 0 16a8 8 0 1 1 0-16M12 11v5M12 8v.1"),
    (Command::Share, "viewer_share", "M12 15V4M8 7l4-4l4 4M6 11H5v9h14v-9h-1"),
    (Command::Fullscreen, "viewer_fullscreen", "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5"),
];
const CLOSE: &str = "M6 6l12 12M18 6L6 18";
const DOWNLOAD: &str = "M12 4v11M8 11l4 4l4-4M5 20h14";
const BACK: &str = "M15 5l-7 7l7 7";
const FORWARD: &str = "M9 5l7 7l-7 7";

/// The elements that change while the viewer is open.
pub struct Parts {
    pub dialog: HtmlElement,
    /// The dark behind the photo.
    pub room: HtmlElement,
    pub stage: HtmlElement,
    pub track: HtmlElement,
    pub counter: Element,
    pub previous: Element,
    pub next: Element,
    pub download: Element,
    pub words: HtmlElement,
    pub information: Element,
    pub strip: HtmlElement,
    pub live: Element,
    pub tools: Vec<(Command, Element)>,
}

impl Parts {
    /// Builds them, outside of the document. `None` only where the document is gone.
    pub fn build(document: &Document, words: &Words) -> Option<Parts> {
        let button = |class: &str, key: &str| {
            el("button", class).set("type", "button").set("aria-label", words.get(key)).set("title", words.get(key))
        };
        let tools = TOOLS.iter().map(|(_, key, _)| button("viewer__tool", key));
        let tree: Tree = el("dialog", "viewer")
            .set("aria-label", words.get("viewer_label"))
            .set("aria-modal", "true")
            .set("tabindex", "-1")
            .with(el("div", "viewer__room"))
            .with(
                el("div", "viewer__stage")
                    .with(el("div", "viewer__track"))
                    .with(button("viewer__step viewer__step--back", "previous_photo"))
                    .with(button("viewer__step viewer__step--forward", "next_photo")),
            )
            .with(
                el("div", "viewer__bar")
                    .with(el("p", "viewer__counter"))
                    .with(el("div", "viewer__tools").each(tools).with(link(
                        words,
                        "viewer__tool viewer__download",
                        "viewer_download",
                    )))
                    .with(button("viewer__tool viewer__close", "viewer_close")),
            )
            .with(
                el("div", "viewer__words")
                    .set("tabindex", "0")
                    .set("role", "group")
                    .set("aria-label", words.get("viewer_caption")),
            )
            .with(el("dl", "viewer__information").set("hidden", ""))
            .with(el("ol", "viewer__strip").set("role", "list").set("aria-label", words.get("viewer_strip")))
            .with(el("p", "viewer__live").set("aria-live", "polite"));
        let dialog = tree.build(document)?.dyn_into::<HtmlElement>().ok()?;
        let find = |selector: &str| dialog.query_selector(selector).ok().flatten();
        let html = |selector: &str| find(selector)?.dyn_into::<HtmlElement>().ok();
        let sign = |element: &Element, lines: &str| {
            if let Some(sign) = sign(document, lines) {
                // An element of ours takes a child of ours.
                let _ = element.append_child(&sign);
            }
        };
        let tools = dialog.query_selector_all("button.viewer__tool:not(.viewer__close)").ok()?;
        let tools = (0..tools.length()).filter_map(|n| tools.get(n)?.dyn_into::<Element>().ok());
        let mut named = vec![];
        for (tool, (command, _, lines)) in tools.zip(TOOLS) {
            sign(&tool, lines);
            named.push((command, tool));
        }
        let (previous, next) = (find(".viewer__step--back")?, find(".viewer__step--forward")?);
        sign(&previous, BACK);
        sign(&next, FORWARD);
        let close = find(".viewer__close")?;
        sign(&close, CLOSE);
        named.push((Command::Close, close));
        named.push((Command::Previous, previous.clone()));
        named.push((Command::Next, next.clone()));
        let download = find(".viewer__download")?;
        sign(&download, DOWNLOAD);
        Some(Parts {
            room: html(".viewer__room")?,
            stage: html(".viewer__stage")?,
            track: html(".viewer__track")?,
            counter: find(".viewer__counter")?,
            words: html(".viewer__words")?,
            information: find(".viewer__information")?,
            strip: html(".viewer__strip")?,
            live: find(".viewer__live")?,
            previous,
            next,
            download,
            tools: named,
            dialog,
        })
    }

    /// The button of a command.
    pub fn tool(&self, command: Command) -> Option<&Element> {
        self.tools.iter().find(|(known, _)| *known == command).map(|(_, element)| element)
    }
}

fn link(words: &Words, class: &str, key: &str) -> Tree {
    el("a", class).set("download", "").set("aria-label", words.get(key)).set("title", words.get(key))
}

/// A sign drawn in lines: `path` in a square of 24.
fn sign(document: &Document, path: &str) -> Option<Element> {
    const SVG: Option<&str> = Some("http://www.w3.org/2000/svg");
    let (svg, lines) = (document.create_element_ns(SVG, "svg").ok()?, document.create_element_ns(SVG, "path").ok()?);
    for (name, value) in [("viewBox", "0 0 24 24"), ("aria-hidden", "true")] {
        svg.set_attribute(name, value).ok()?;
    }
    lines.set_attribute("d", path).ok()?;
    svg.append_child(&lines).ok()?;
    Some(svg)
}
