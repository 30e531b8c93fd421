//! A page's document: head, page, and what the portal needs to take it over.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use memchr::{memchr2, memmem};
use serde_json::json;

use super::shell::Shell;
use super::site::Site;
use super::structured;
use super::{paper, search};
use crate::edition::{At, Edition};
use crate::html::{el, escape};
use crate::page::Public;
use crate::press::entries::in_script;
use crate::press::no_script;
use crate::press::schema_org::Publisher;
use crate::settings::Theme;
use crate::view::Current;

/// Loads the portal once the page has been painted, or at the first touch of something; until then it turns the menu's
/// button. What the page was made of is handed over by `early`, as in index.html, with the text from where it stands.
const LOADER: &str = include_str!("loader.js");

/// What all documents share. It is most of each, so it is put together once.
pub struct Frame<'a> {
    site: &'a Site,
    shell: &'a Shell,
    public: Public,
    /// The head's beginning, after the document's language.
    before: String,
    /// All styles, and the head's end.
    styles: String,
    /// What comes after the page's data.
    after: String,
    /// By language and by what is marked in the menu.
    around: RefCell<HashMap<(String, Current), Rc<Around>>>,
    /// By language.
    publishers: RefCell<HashMap<String, Rc<Publisher>>>,
}

/// What stands around many pages, as HTML.
struct Around {
    before: String,
    after: String,
}

impl<'a> Frame<'a> {
    pub fn new(site: &'a Site, shell: &'a Shell) -> Frame<'a> {
        // Comments and the beginnings of lines are for those who read it in its file.
        let lines = LOADER.lines().map(str::trim_start).filter(|line| !line.starts_with("//"));
        let loader = lines.collect::<Vec<_>>().join("\n");
        let loader = loader.replace("{script}", &shell.script).replace("{wasm}", &shell.wasm);
        let loader = loader.replace("{zone}", &in_script(&json!(site.settings.timezone).to_string()));
        let loader = loader.replace("{early}", &search::early(site.search, &site.base));
        let theme = theme(&site.settings.theme);
        let paper = paper::style();
        let policy = shell.policy(&[&loader, no_script::UNFOLD], &[&shell.style, &theme, &paper, no_script::STYLE]);
        let mut before = String::from("<meta charset=utf-8>");
        if let Some(policy) = policy {
            before += &["<meta http-equiv=content-security-policy content=\"", &policy, "\">"].concat();
        }
        before.push_str("<base href=\"");
        escape(&mut before, &site.base);
        before += &["\">", &shell.rest].concat();
        let own = [&shell.style, &theme].into_iter().filter(|style| !style.is_empty());
        let mut styles: String = own.map(|style| ["<style>", style, "</style>"].concat()).collect();
        styles += &["<style media=print>", &paper, "</style>"].concat();
        styles += &["<noscript><style>", no_script::STYLE, "</style></noscript></head><body>"].concat();
        let after = ["</script><script>", &loader, "</script></body></html>"].concat();
        Frame {
            site,
            shell,
            public: site.public(),
            before,
            styles,
            after,
            around: RefCell::default(),
            publishers: RefCell::default(),
        }
    }

    /// What a page depends on beside its data and the program.
    pub fn fingerprint(&self) -> String {
        [&self.shell.html, &self.before, &self.styles, &self.after, &self.public.root].map(String::as_str).concat()
    }

    /// The whole document. `answers` are the files that the page was made of, by their paths below the portal's root.
    pub fn document(&self, edition: &Edition, at: At, answers: &[(String, String)]) -> String {
        let publisher = self.publishers.borrow_mut().entry(edition.links.language.clone()).or_default().clone();
        let beside = structured::beside(self.site, &self.public, &publisher, edition, &at);
        let head = self.head(edition, &at);
        let around = self.around(edition, &at);
        // Most pages fit in.
        let mut body = String::with_capacity(32 << 10);
        at.page.view(edition.here()).write(&mut body);
        let body = no_script::advise(body, edition, at.route);
        let data = data(edition, answers);
        let preload = preload(&body);
        let shared =
            self.before.len() + self.styles.len() + around.before.len() + around.after.len() + self.after.len();
        let own = head.len() + preload.len() + beside.len() + body.len() + data.len();
        let mut out = String::with_capacity(shared + own + (4 << 10));
        out.push_str("<!doctype html><html lang=\"");
        escape(&mut out, &edition.locale.language);
        out.push_str("\" dir=\"");
        escape(&mut out, &edition.locale.direction);
        out.push_str("\" data-pressed><head>");
        out.extend([self.before.as_str(), &head, &preload, &beside, &self.styles, &around.before]);
        no_script::fold(&mut out, &body);
        out.extend([around.after.as_str(), "<script type=application/json id=page-data>", &data, &self.after]);
        out
    }

    /// What stands around a page. Of one with translations it names them, and is that page's alone.
    fn around(&self, edition: &Edition, at: &At) -> Rc<Around> {
        let translations = &at.page.head.translations;
        let make = |marked: &Current| {
            let place = el("main", "");
            let hole = place.to_html();
            let html = edition.around(&self.site.settings, translations, marked, place).to_html();
            let (before, after) = html.split_once(&hole).unwrap_or((&html, ""));
            let folded = |html: &str| {
                let mut out = String::new();
                no_script::fold(&mut out, html);
                out
            };
            Rc::new(Around { before: folded(before), after: folded(after) })
        };
        let marked = edition.marked(at);
        if !translations.is_empty() {
            return make(&marked);
        }
        let key = (edition.links.language.clone(), marked);
        self.around.borrow_mut().entry(key).or_insert_with_key(|(_, marked)| make(marked)).clone()
    }

    fn head(&self, edition: &Edition, at: &At) -> String {
        let settings = &self.site.settings;
        let mut out = String::from("<title>");
        escape(&mut out, &at.page.title(&settings.name.in_language(&edition.links.language)));
        out.push_str("</title>");
        at.page.say(at.route, &edition.links, settings, &self.public, &mut |selector, value| {
            if let Some(value) = value {
                element(&mut out, selector, value);
            }
        });
        let card = if at.page.head.image.is_some() { "summary_large_image" } else { "summary" };
        out + "<meta name=twitter:card content=" + card + ">"
    }
}

/// An element that a selector describes, `name[key=value]…`, with its `href` or `content`.
fn element(out: &mut String, selector: &str, value: &str) {
    let mut parts = selector.split('[');
    let name = parts.next().unwrap_or_default();
    out.push('<');
    out.push_str(name);
    for (key, said) in parts.filter_map(|part| part.trim_end_matches(']').split_once('=')) {
        attribute(out, key, said.trim_matches('\''));
    }
    attribute(out, if name == "link" { "href" } else { "content" }, value);
    out.push('>');
}

fn attribute(out: &mut String, name: &str, value: &str) {
    out.push_str(&[" ", name, "=\""].concat());
    escape(out, value);
    out.push('"');
}

/// The page's largest picture is asked for while the head is read.
fn preload(body: &str) -> String {
    let Some(at) = memmem::find(body.as_bytes(), b"fetchpriority=\"high\"") else { return String::new() };
    let (Some(from), Some(to)) = (body[..at].rfind("<img"), body[at..].find('>')) else { return String::new() };
    // Where it is in a `<picture>`, the first source is the smallest: browsers that do not know its kind ask for none.
    let picture = body[..from].rfind("<picture").filter(|&picture| !body[picture..from].contains("</picture"));
    if let Some(source) = picture.and_then(|picture| Some(picture + body[picture..from].find("<source")?)) {
        return preload_of(body[source..from].split('>').next().unwrap_or_default(), "srcset");
    }
    preload_of(&body[from..at + to], "src")
}

/// Of an element that names its file in `src`, or its files in `srcset`.
fn preload_of(tag: &str, needs: &str) -> String {
    let value = |name: &str| {
        let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
        Some(rest.split_once('"')?.0)
    };
    if value(needs).is_none() {
        return String::new();
    }
    let mut out = String::from("<link rel=preload as=image fetchpriority=high");
    for (name, of) in [("type", "type"), ("href", "src"), ("imagesrcset", "srcset"), ("imagesizes", "sizes")] {
        if let Some(value) = value(of) {
            out.push_str(&format!(" {name}=\"{value}\""));
        }
    }
    out + ">"
}

/// What the page was made of. A text that stands in the page is not sent twice: the loader takes it from there.
fn data(edition: &Edition, answers: &[(String, String)]) -> String {
    let files =
        ["site.json".to_owned(), format!("locales/{}.json", edition.locale.language), "sources/jsonfeed.json".into()];
    let mut out = format!("{{\"files\":{},\"answers\":{{", json!(files));
    for (n, (path, answer)) in answers.iter().enumerate() {
        let comma = if n > 0 { "," } else { "" };
        out.push_str(&format!("{comma}{}:", json!(path)));
        without_texts(&mut out, answer);
    }
    in_script(&(out + "}}"))
}

/// A feed as it was written, its items' texts empty. A text in it has no such words as the key, for its quotes are
/// escaped; so nothing needs to be taken apart.
fn without_texts(out: &mut String, feed: &str) {
    const KEY: &str = "\"content_html\":\"";
    let mut rest = feed;
    while let Some(at) = memmem::find(rest.as_bytes(), KEY.as_bytes()) {
        let (before, text) = rest.split_at(at + KEY.len());
        out.push_str(before);
        rest = &text[end_of_string(text)..];
    }
    out.push_str(rest);
}

/// Where a JSON string ends whose first quote is left behind: the place of its last quote.
fn end_of_string(text: &str) -> usize {
    let mut at = 0;
    while let Some(found) = text.as_bytes().get(at..).and_then(|rest| memchr2(b'\\', b'"', rest)) {
        if text.as_bytes()[at + found] == b'"' {
            return at + found;
        }
        // And what it escapes.
        at += found + 2;
    }
    text.len()
}

/// The settings' colours and fonts, as the app sets them when it runs.
fn theme(theme: &Theme) -> String {
    let mut out = String::new();
    let mut set = |name: &str, value: &str| {
        // A value that ends one declaration and begins another is none.
        if !value.contains([';', '{', '}', '<']) {
            out.push_str(&format!("{name}:{value};"));
        }
    };
    for (name, color) in [("--site-accent", &theme.accent), ("--site-masthead", &theme.masthead)] {
        if let Some((light, dark)) = color {
            set(name, light);
            set(&format!("{name}-dark"), dark);
        }
    }
    for (name, font) in [("--site-font", &theme.font), ("--site-font-headline", &theme.font_headline)] {
        if let Some(font) = font {
            set(name, font);
        }
    }
    if out.is_empty() { out } else { format!(":root{{{out}}}") }
}

#[cfg(test)]
mod tests {
    use super::without_texts;

    #[test]
    fn texts_are_left_out_whatever_stands_in_them() {
        let text = r#"<p class="a">\ "content_html":"x" </p>\"#;
        let with = |text: &str| serde_json::json!({ "items": [{ "id": "\"content_html\":\"", "content_html": text, "b": 1 }] });
        let mut out = String::new();
        without_texts(&mut out, &with(text).to_string());
        assert_eq!(out, with("").to_string());
    }
}
