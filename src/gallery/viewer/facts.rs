//! What is known of the photo, and how long each is shown by itself.

use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

use super::Viewer;
use super::bar::{press, storage};
use super::film::file;
use super::stage::natural;
use crate::gallery::keys::Command;
use crate::gallery::set::Shot;
use crate::html::{Element as Tree, Node, el, link};

/// Seconds to choose from for a slideshow.
const SECONDS: [u32; 5] = [3, 5, 8, 15, 30];
/// Where it is remembered which the reader chose.
const MEMORY: &str = "viewer seconds";

impl Viewer {
    /// Shows or hides what is known of the photo.
    pub fn set_information(&self, is_shown: bool) {
        let information = &self.parts.information;
        information.set_text_content(None);
        // Attributes of ours are none that are refused.
        let _ = information.toggle_attribute_with_force("hidden", !is_shown);
        press(self.parts.tool(Command::Information), is_shown);
        if !is_shown {
            return;
        }
        for line in self.facts(&self.shot(self.at.get())).iter().filter_map(|line| line.build(&self.document)) {
            // A list of ours takes an item of ours.
            let _ = information.append_child(&line);
        }
        if let Some(choice) = self.choice() {
            choice.set_value(&self.slideshow.seconds().to_string());
        }
    }

    fn facts(&self, shot: &Shot) -> Vec<Tree> {
        let size = self.slide(self.at.get(), |slide| natural(shot, slide)).unwrap_or_default();
        let [width, height] = [size.0 as u32, size.1 as u32].map(|pixels| pixels.to_string());
        let size =
            if size.0 > 0.0 && shot.film.is_empty() { [&width, " × ", &height].concat() } else { String::new() };
        let name = file(shot).split(['?', '#']).next().and_then(|path| path.rsplit('/').next()).unwrap_or_default();
        let mut facts = vec![];
        let mut add = |key: &str, fact: Node| {
            facts.push(el("dt", "").with(self.words.get(key)));
            facts.push(el("dd", "").with(fact));
        };
        let texts = [
            ("viewer_taken", &*shot.taken),
            ("viewer_place", &shot.place),
            ("viewer_size", &size),
            ("viewer_credit", &shot.credit),
            ("viewer_alt", &shot.alt),
            ("viewer_file", name),
        ];
        for (key, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
            add(key, text.into());
        }
        if let Some(page) = article(&shot.href) {
            add("viewer_page", link("viewer__page", page).with(self.words.get("viewer_article")).into());
        }
        if self.count() > 1 {
            let option = |seconds: u32| {
                let words = self.words.phrase("viewer_n_seconds", &[("n", &seconds.to_string())]);
                el("option", "").set("value", seconds.to_string()).with(words)
            };
            let name = self.words.get("viewer_seconds");
            add(
                "viewer_seconds",
                el("select", "viewer__seconds").set("aria-label", name).each(SECONDS.map(option)).into(),
            );
        }
        facts
    }

    /// The reader has chosen how long photos are shown.
    pub fn choose(&self) {
        let Some(seconds) = self.choice().and_then(|choice| choice.value().parse().ok()) else { return };
        self.slideshow.set_seconds(seconds);
        if let Some(storage) = storage() {
            // A full storage forgets, nothing more.
            let _ = storage.set_item(MEMORY, &seconds.to_string());
        }
    }

    fn choice(&self) -> Option<HtmlSelectElement> {
        self.parts.information.query_selector("select").ok()??.dyn_into().ok()
    }
}

/// The seconds that the reader chose at an earlier time.
pub fn chosen() -> Option<u32> {
    storage()?.get_item(MEMORY).ok()??.parse().ok()
}

/// The article that a photo stands in, if it is none of an album.
fn article(href: &str) -> Option<String> {
    let page = href.trim_end_matches('/').rsplit_once('/')?.0;
    page.contains("/article/").then(|| [page, "/"].concat())
}
