//! What of a page is for readers with script, and what is for those without: in a text browser, with script turned off.
//!
//! A button that nobody listens to is not there at all. It travels as text in a script element, which the element after
//! it turns into the button while the page is still being read, so that nothing moves.

use memchr::memmem;

use crate::edition::Edition;
use crate::html::{el, escape, link};
use crate::route::Route;

/// Puts the text of the element before it in that element's place, and goes; so do the words that stood in for it.
pub const UNFOLD: &str = "{const i=document.currentScript,t=i.previousSibling;\
    i.parentNode.querySelector(\"noscript\")?.remove();t.outerHTML=t.textContent;i.remove()}";

/// Without script the menu stands open, on a narrow screen (style/menu.css) between the portal's name and the page; there
/// is no search; and what is on another site has no place of its own.
pub const STYLE: &str = "@media(max-width:63.99em){.menu{flex:1 0 100%}\
    .menu__panel{position:static;box-shadow:none}}\
    .search-form{display:none}.embed-card__frame{aspect-ratio:auto}";

/// Adds the page's HTML to `out`, with its buttons folded away. A form's own button works as it stands.
///
/// The HTML is that of a tree: a `<` in it begins a tag, and nothing else.
pub fn fold(out: &mut String, html: &str) {
    let mut rest = html;
    while let Some((before, from)) = split_at(rest, "<button ") {
        out.push_str(before);
        let mut end = 0;
        // Buttons side by side go together.
        while let Some(button) = scripted(&from[end..]) {
            end += button.len();
        }
        if end == 0 {
            let (tag, after) = from.split_at(from.find('>').map_or(from.len(), |at| at + 1));
            out.push_str(tag);
            rest = after;
            continue;
        }
        let (buttons, after) = from.split_at(end);
        if let Some(words) = words(buttons) {
            out.extend(["<noscript>", words, "</noscript>"]);
        }
        out.extend(["<script type=text/plain>", buttons, "</script><script>", UNFOLD, "</script>"]);
        rest = after;
    }
    out.push_str(rest);
}

/// The button at the beginning of some HTML, where it does something by script alone.
fn scripted(html: &str) -> Option<&str> {
    let rest = html.strip_prefix("<button ")?;
    let (tag, _) = rest.split_once('>')?;
    let end = html.find("</button>")? + "</button>".len();
    tag.contains("type=\"button\"").then(|| &html[..end])
}

/// What a button says that stands nowhere else: what there is on another site.
fn words(button: &str) -> Option<&str> {
    let (_, from) = split_at(button, "<span class=\"embed-card__title\">")?;
    let end = from.find("</span>")? + "</span>".len();
    Some(&from[..end])
}

/// A text cut before the first place of a piece of it.
fn split_at<'a>(text: &'a str, piece: &str) -> Option<(&'a str, &'a str)> {
    memmem::find(text.as_bytes(), piece.as_bytes()).map(|at| text.split_at(at))
}

/// The page's HTML, which says how to find something where its search cannot. It stands at the end of the page's content,
/// where it goes when the portal takes the page over.
pub fn advise(html: String, edition: &Edition, route: &Route) -> String {
    if !matches!(route, Route::Search { .. } | Route::Unknown { .. }) {
        return html;
    }
    let Some(at) = html.rfind("</main>") else { return html };
    let here = edition.here();
    let way = el("p", "").with(link("", here.to(&Route::SiteMap)).with(here.word("site_map")));
    let mut out = html[..at].to_owned() + "<noscript><p>";
    escape(&mut out, &here.word("search_without_script"));
    out + "</p>" + &way.to_html() + "</noscript>" + &html[at..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(html: &str) -> String {
        let mut out = String::new();
        fold(&mut out, html);
        out
    }

    #[test]
    fn buttons_of_script_are_folded_and_those_of_forms_are_not() {
        let copy = "<button class=\"button\" type=\"button\" data-action=\"copy-link\">Copy</button>";
        let print = copy.replace("copy-link", "print");
        let form = "<form><button class=\"button\" type=\"submit\">Search</button></form>";
        let html = folded(&format!("<p>{copy}{print}</p>{form}<p>{copy} and</p>"));
        let away = |buttons: &str| format!("<script type=text/plain>{buttons}</script><script>{UNFOLD}</script>");
        assert_eq!(html, format!("<p>{}</p>{form}<p>{} and</p>", away(&(copy.to_owned() + &print)), away(copy)));
        assert_eq!(folded("<p>no button</p>"), "<p>no button</p>");
    }

    #[test]
    fn what_a_button_alone_says_is_said_without_it() {
        let html = folded(
            "<div><button type=\"button\" data-title=\"A film\"><span class=\"embed-card__title\">A film</span>\
            <span>Show</span></button></div>",
        );
        assert!(html.starts_with("<div><noscript><span class=\"embed-card__title\">A film</span></noscript><script"));
        assert_eq!(html.matches("</noscript>").count(), 1);
    }
}
