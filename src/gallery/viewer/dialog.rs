//! The native dialog and its styles.

use std::cell::Cell;

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

/// Makes a dialog that is shown a modal one: the page behind stands still and is inert. Browsers look at every element of
/// the page for that, which the first frame cannot wait for.
pub fn make_modal(document: &Document, dialog: &HtmlElement) {
    // Its tools are drawn from now on.
    // As above.
    let _ = dialog.class_list().add_1("viewer--whole");
    // So that it gets the focus itself. Not in its tree: the document would take it for where a page's focus begins.
    let _ = dialog.set_attribute("autofocus", "");
    // A dialog that is shown is refused.
    let _ = dialog.remove_attribute("open");
    let had_focus = document.active_element();
    hold(document, true);
    let _ = dialog.unchecked_ref::<Dialog>().show_modal();
    // The reader may be on a button by now.
    match had_focus.filter(|element| dialog.contains(Some(element))).and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        Some(element) => focus(document, &element),
        None => focus(document, dialog),
    }
}

/// Browsers that know no `autofocus` of dialogs give the focus to the first button, which would be announced in the
/// photo's place.
fn focus(document: &Document, element: &HtmlElement) {
    if document.active_element().as_ref() != Some(element) {
        // What is in the dialog takes it.
        let _ = element.focus();
    }
}

pub fn close(document: &Document, dialog: &HtmlElement) {
    dialog.unchecked_ref::<Dialog>().close();
    // As above.
    let _ = dialog.class_list().remove_1("viewer--whole");
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
