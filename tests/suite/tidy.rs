//! The sources hold to DESIGN.md: who may import whom, and the small rules beside it.

use std::collections::BTreeSet;

use crate::corpus;

/// A source file without comments and without its unit tests.
pub fn code(path: &str) -> String {
    let text = corpus::read(path);
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let line = |line: &str| match line.find("//") {
        // `https://` inside of a text is no comment.
        Some(at) if !line[..at].ends_with(':') => line[..at].to_owned(),
        _ => line.to_owned(),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// All texts between quotes, without those that hold an escape.
pub fn literals(code: &str) -> Vec<String> {
    code.lines().flat_map(|line| line.split('"').skip(1).step_by(2)).map(str::to_owned).collect()
}

/// The part of `src/` that a file belongs to: `view` for `src/view.rs` and all of `src/view/`.
fn module(path: &str) -> &str {
    path.trim_start_matches("src/").split(['/', '.']).next().unwrap_or_default()
}

/// What a file takes from the crate, two steps deep: `source::feed`, `view::here`, `settings`.
fn imports(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        // `pub(crate)::` does not exist, `$crate::` does, but the sources define no macros.
        let rest = &code[at + "crate::".len()..];
        for path in branches(rest) {
            let steps: Vec<&str> = path.split("::").take(2).collect();
            found.insert(steps.join("::"));
        }
    }
    found
}

/// `a::{b, c::d}` as `a::b` and `a::c::d`; `{a, b::c}` as `a` and `b::c`.
fn branches(text: &str) -> Vec<String> {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).unwrap_or(text.len());
    let head = &text[..end];
    if !text[end..].starts_with('{') {
        return vec![head.trim_end_matches(':').to_owned()];
    }
    let mut depth = 0;
    let mut parts = vec![String::new()];
    for c in text[end..].chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        match c {
            '{' if depth == 1 => continue,
            '}' if depth == 0 => break,
            ',' if depth == 1 => parts.push(String::new()),
            c if c.is_whitespace() => {}
            c => parts.last_mut().unwrap().push(c),
        }
    }
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.flat_map(|part| branches(&part)).map(|branch| format!("{head}{branch}")).collect()
}

/// A row of DESIGN.md's table: a module, what it may import, and the words that must not be in it.
///
/// `cut` and `list` are below everything, as `std` is, and so is `join`. `json` stands below all as `url` does, `html` is what views
/// are made of. `source` makes slugs by `search`'s folding, and dates of a zone by `locale`'s clock. A list's view shows
/// one `source::Page`: a value without any reading.
const RULES: [(&str, &[&str], &[&str]); 25] = [
    ("connection", &[], NO_OUTSIDE),
    ("cut", &[], NO_OUTSIDE),
    ("join", &[], NO_OUTSIDE),
    ("list", &[], NO_OUTSIDE),
    ("article", &["url"], &["leptos", "web_sys", "js_sys", "gloo", "wasm_bindgen"]),
    ("url", &[], &["leptos", "web_sys", "js_sys", "gloo", "wasm_bindgen"]),
    ("json", &[], &["leptos", "web_sys", "gloo"]),
    ("body", &["article", "url", "search", "html::escape"], &["leptos", "gloo"]),
    ("settings", &["article", "url", "json"], &["leptos", "web_sys", "js_sys", "gloo"]),
    ("route", &["article", "url"], &["leptos", "web_sys", "js_sys", "gloo"]),
    ("locale", &["article", "url", "json"], &["leptos", "web_sys", "gloo"]),
    ("search", &["article", "url"], &["leptos", "web_sys", "gloo"]),
    ("markdown", &["html::escape", "browser::module"], &["leptos", "web_sys", "gloo"]),
    (
        "source",
        &["article", "body", "url", "settings", "json", "search", "locale", "markdown", "html::escape"],
        NO_OUTSIDE,
    ),
    ("store", &["article", "source", "route", "url", "json", "join", "locale", "search"], NO_OUTSIDE),
    ("html", &[], &["gloo", "std::fs", "inner_html", "spawn_local"]),
    ("view", &["article", "body", "url::SafeUrl", "route", "locale", "html", "source::Page"], NO_VIEW),
    ("gallery", &["html", "url", "view::embed_frame", "browser::connection"], &["leptos", "gloo", "std::fs"]),
    ("browser", &["article", "source", "store", "json", "settings", "url"], &["leptos::html", "std::fs"]),
    (
        "page",
        &["article", "body", "route", "locale", "settings", "source", "store", "search", "view", "url", "html"],
        NO_PAGE,
    ),
    (
        "edition",
        &["html", "json", "locale", "page", "route", "settings", "source::Profile", "store", "url", "view"],
        NO_PAGE,
    ),
    ("app", ANY, &["std::fs"]),
    ("navigation", ANY, &["std::fs"]),
    ("main", ANY, &["std::fs"]),
    ("press", BELOW_PRESS, &["web_sys", "js_sys", "gloo", "wasm_bindgen", "inner_html"]),
];

/// What any module may import.
const BELOW: [&str; 3] = ["connection", "cut", "list"];

/// All but what a browser alone has.
const BELOW_PRESS: &[&str] = &[
    "article", "join", "body", "url", "html", "json", "settings", "route", "locale", "search", "source", "store",
    "view", "page", "edition",
];

const NO_OUTSIDE: &[&str] =
    &["leptos", "gloo", "web_sys", "js_sys", "wasm_bindgen", "std::fs", "std::net", "spawn_local"];
const NO_PAGE: &[&str] = &["inner_html", "web_sys", "js_sys", "gloo", "std::fs", "spawn_local"];
const NO_VIEW: &[&str] = &["leptos", "inner_html", "web_sys", "js_sys", "gloo", "std::fs", "spawn_local"];
const ANY: &[&str] = &[
    "article",
    "join",
    "body",
    "url",
    "html",
    "json",
    "settings",
    "route",
    "locale",
    "markdown",
    "search",
    "source",
    "store",
    "view",
    "page",
    "edition",
    "app",
    "navigation",
    "browser",
    "gallery",
];

#[test]
fn modules_import_only_what_stands_below_them() {
    let mut problems = vec![];
    for file in corpus::files("src", ".rs").iter().filter(|file| *file != "src/lib.rs") {
        let (own, text) = (module(file), code(file));
        let Some((_, allowed, never)) = RULES.iter().find(|(name, ..)| *name == own || file.starts_with("src/bin"))
        else {
            problems.push(format!("{file}: the module {own} has no row in the table of imports"));
            continue;
        };
        for import in imports(&text) {
            let top = import.split("::").next().unwrap_or_default();
            if top != own && !BELOW.contains(&top) && !allowed.contains(&top) && !allowed.contains(&import.as_str()) {
                problems.push(format!("{file} imports {import}, and {own} may import {allowed:?}"));
            }
        }
        problems
            .extend(never.iter().filter(|word| text.contains(**word)).map(|word| format!("{file} mentions {word}")));
    }
    corpus::none(problems);
}

#[test]
fn imports_are_found_in_all_their_forms() {
    let code = "use crate::a::{B, c::D};\nuse crate::{e, f::{self, G}};\nlet x = crate::h::i(crate::j);";
    let found = imports(code);
    let expected = ["a::B", "a::c", "e", "f::G", "f::self", "h::i", "j"];
    assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), expected);
}

#[test]
fn nothing_puts_foreign_html_into_a_page() {
    let mut problems = vec![];
    for file in corpus::files("src", ".rs") {
        let text = code(&file);
        for word in
            ["inner_html", "innerHTML", "outer_html", "insert_adjacent_html", "document.write", "srcdoc", "eval("]
        {
            if text.contains(word) {
                problems.push(format!("{file} has {word}"));
            }
        }
    }
    corpus::none(problems);
}

#[test]
fn press_says_nothing_by_what_breaks_off_where_nobody_listens() {
    let mut problems = vec![];
    for file in corpus::files("src/press", ".rs") {
        let text = code(&file);
        if ["println!(", "print!("].iter().any(|word| text.contains(word)) {
            problems.push(format!("{file} prints by itself: `say` goes on where stdout is closed"));
        }
    }
    corpus::none(problems);
}

/// Every Rust file of the project's own.
fn rust_files() -> Vec<String> {
    ["src", "xtask/src", "tests"].iter().flat_map(|folder| corpus::files(folder, ".rs")).collect()
}

#[test]
fn files_say_what_they_are_and_are_short() {
    let mut problems = vec![];
    for file in rust_files() {
        let text = corpus::read(&file);
        let n_lines = text.lines().count();
        if !text.starts_with("//! ") {
            problems.push(format!("{file} does not open with `//!`"));
        }
        if n_lines > 300 {
            problems.push(format!("{file} has {n_lines} lines"));
        }
        if file.ends_with("/mod.rs") {
            problems.push(format!("{file}: `foo.rs` beside `foo/`, never `mod.rs`"));
        }
    }
    corpus::none(problems);
}

#[test]
fn a_view_has_the_name_of_its_file() {
    let mut problems = vec![];
    for file in corpus::files("src/view", ".rs") {
        let name = file.trim_start_matches("src/view/").trim_end_matches(".rs");
        if !code(&file).contains(&format!("pub fn {name}(")) {
            problems.push(format!("{file} has no view {name}"));
        }
    }
    corpus::none(problems);
}

#[test]
fn every_path_that_the_architecture_names_is_there() {
    // It is written at the end of the foundation; from then on it is held to.
    let path = corpus::root().join("ARCHITECTURE.md");
    let Ok(text) = std::fs::read_to_string(path) else { return };
    let spans = text.split('`').skip(1).step_by(2);
    let is_path = |span: &&str| {
        let plain = span.bytes().all(|b| b.is_ascii_alphanumeric() || b"/._-".contains(&b));
        let ends =
            [".rs", ".md", ".toml", ".json", ".css", ".html", ".js", "/"].iter().any(|ending| span.ends_with(ending));
        plain && !span.starts_with('/') && (ends || span.starts_with("src/")) && !span.starts_with("dist")
    };
    let gone = spans.filter(is_path).filter(|span| !corpus::root().join(span).exists());
    corpus::none(gone.map(|span| format!("ARCHITECTURE.md names {span}, which is not there")).collect());
}
