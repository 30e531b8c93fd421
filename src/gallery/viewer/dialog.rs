//! The native dialog and its styles.

use std::cell::Cell;

use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use web_sys::{Document, HtmlElement};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = HtmlElement)]
    type Dialog;
    #[wasm_bindgen(method, catch, js_name = showModal)]
    fn show_modal(this: &Dialog) -> Result<(), JsValue>;
    #[wasm_bindgen(method)]
    fn close(this: &Dialog);

    type CSSStyleSheet;
    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<CSSStyleSheet, JsValue>;
    #[wasm_bindgen(method, js_name = replaceSync)]
    fn replace_sync(this: &CSSStyleSheet, text: &str);
    type Styled;
    #[wasm_bindgen(method, getter, js_name = adoptedStyleSheets)]
    fn adopted(this: &Styled) -> js_sys::Array;
}

/// Shows a dialog over the page. Not by its `show`, which moves the focus: for that, the page would be laid out at once,
/// in the middle of a click.
pub fn show(dialog: &HtmlElement) {
    // An attribute of ours is none that is refused.
    let _ = dialog.set_attribute("open", "");
}

/// Makes a dialog that is shown a modal one, but for the page behind, which stands still and is not inert yet: see
/// `set_apart`. Not by `showModal`, which does all of it in one frame, and has the dialog's own styles computed anew.
pub fn make_modal(document: &Document, dialog: &HtmlElement) {
    // Its tools are drawn from now on.
    // As above.
    let _ = dialog.class_list().add_1("viewer--whole");
    hold(document, true);
    // The reader may be on a button by now.
    let had_focus = document.active_element().filter(|element| dialog.contains(Some(element)));
    if !can_set_apart(document, dialog) {
        // A dialog that is shown is refused.
        let _ = dialog.remove_attribute("open");
        let _ = dialog.unchecked_ref::<Dialog>().show_modal();
    }
    // The dialog itself, for its first button would be announced in the photo's place.
    let taker = had_focus.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    // What is in the dialog takes it.
    let _ = taker.as_ref().unwrap_or(dialog).focus();
}

/// Makes the page behind inert; what is so now is returned, for `close`. Browsers compute the style of every element for
/// that, which is work for a frame of its own.
pub fn set_apart(document: &Document, dialog: &HtmlElement) -> Vec<HtmlElement> {
    let mut apart = vec![];
    if !can_set_apart(document, dialog) {
        return apart;
    }
    // A key may have taken the reader out of the dialog in between.
    if !dialog.contains(document.active_element().as_deref()) {
        // As above.
        let _ = dialog.focus();
    }
    // The notice of a page that has failed is for a reader who cannot even close the viewer any more.
    let Ok(parts) = document.query_selector_all("body > :not(.viewer, #broken, [inert])") else { return apart };
    for n in 0..parts.length() {
        if let Some(part) = parts.get(n).and_then(|part| part.dyn_into::<HtmlElement>().ok()) {
            // A name of ours is none that is refused.
            let _ = part.set_attribute("inert", "");
            apart.push(part);
        }
    }
    apart
}

/// Whether a dialog stands over an inert page without `showModal`: browsers have to know `inert` (Chromium before 102
/// and Firefox before 112 do not), and sheets that a script makes, by which it stands there (Safari before 16.4 does not).
fn can_set_apart(document: &Document, dialog: &HtmlElement) -> bool {
    // Elements and documents are objects.
    let knows = |object: &JsValue, name: &str| Reflect::has(object, &name.into()).unwrap_or_default();
    knows(dialog, "inert") && knows(document, "adoptedStyleSheets")
}

/// `apart`: what is no longer to be inert.
pub fn close(document: &Document, dialog: &HtmlElement, apart: Vec<HtmlElement>) {
    dialog.unchecked_ref::<Dialog>().close();
    // As above.
    let _ = dialog.class_list().remove_1("viewer--whole");
    for part in apart {
        // As above.
        let _ = part.remove_attribute("inert");
    }
    hold(document, false);
}

/// A class, not `:has(dialog[open])`: for that, browsers look at the document whenever an element comes or goes.
fn hold(document: &Document, is_held: bool) {
    if let Some(root) = document.document_element() {
        // A name of ours is none that is refused.
        let _ = root.class_list().toggle_with_force("viewer-open", is_held);
    }
}

/// The viewer's styles come with it: as a sheet that a script makes, which a strict Content-Security-Policy allows.
pub fn adopt_styles(document: &Document) {
    thread_local!(static IS_DONE: Cell<bool> = const { Cell::new(false) });
    if IS_DONE.replace(true) {
        return;
    }
    if let Ok(sheet) = CSSStyleSheet::new() {
        sheet.replace_sync(include_str!("../../../style/viewer.css"));
        document.unchecked_ref::<Styled>().adopted().push(&sheet);
    }
}
