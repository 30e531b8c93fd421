//! The page behind the viewer, which is inert while that is open.
//!
//! Browsers compute the style of each element anew that becomes inert, and of all that stands in it: much for a frame, so
//! it comes in parts.

use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement};

/// Styles that are computed in one frame.
const AT_ONCE: u32 = 50;
/// However large the page is, it does not take many more frames.
const FRAMES: u32 = 8;

/// The page behind, as far as it is not inert yet.
pub struct Behind {
    /// Each with the number of styles that are computed anew for it. The last one is the first to come, and before its
    /// own come the parts that stand in it, so that it takes little by itself.
    parts: Vec<(HtmlElement, u32)>,
    at_once: u32,
}

impl Behind {
    pub fn of(document: &Document) -> Behind {
        let n_elements = document.query_selector_all("*").map(|all| all.length()).unwrap_or_default();
        let mut behind = Behind { parts: vec![], at_once: AT_ONCE.max(n_elements / FRAMES) };
        // The notice of a page that has failed is for a reader who cannot even close the viewer any more.
        if let Ok(found) = document.query_selector_all("body > :not(.viewer, #broken)") {
            (0..found.length()).filter_map(|n| found.get(n)?.dyn_into().ok()).for_each(|part| behind.add(part));
        }
        behind.parts.reverse();
        behind
    }

    fn add(&mut self, element: HtmlElement) {
        // What is so already is somebody else's.
        if element.has_attribute("inert") {
            return;
        }
        let mut n_styles = element.query_selector_all("*").map(|all| all.length()).unwrap_or_default();
        if n_styles > self.at_once {
            n_styles = element.child_element_count();
            let mut child = element.first_element_child();
            while let Some(part) = child {
                child = part.next_element_sibling();
                // A drawing comes with what it stands in.
                part.dyn_into().into_iter().for_each(|part| self.add(part));
            }
        }
        self.parts.push((element, n_styles + 1));
    }

    /// Makes as much of it inert as one frame has time for; those elements are added to `apart`. `false` where nothing
    /// was left to do.
    pub fn set_apart(&mut self, apart: &mut Vec<HtmlElement>) -> bool {
        let mut n_styles = 0;
        while let Some((part, n)) = self.parts.pop_if(|(_, n)| n_styles == 0 || n_styles + *n <= self.at_once) {
            n_styles += n;
            // An attribute of ours is none that is refused.
            let _ = part.set_attribute("inert", "");
            apart.push(part);
        }
        n_styles > 0
    }
}

/// The page can be used again.
pub fn release(apart: Vec<HtmlElement>) {
    for part in apart {
        // As above.
        let _ = part.remove_attribute("inert");
    }
}
