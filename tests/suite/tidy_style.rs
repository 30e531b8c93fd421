//! The style sheets fit the views: every class, every variable, every file.

use std::collections::{BTreeMap, BTreeSet};

use crate::corpus;
use crate::tidy::{code, literals};

/// CSS without its comments.
fn css(path: &str) -> String {
    let text = corpus::read(path);
    let mut out = String::new();
    for (n, part) in text.split("/*").enumerate() {
        let rest = if n == 0 { part } else { part.split_once("*/").map_or("", |(_, rest)| rest) };
        out.push_str(rest);
    }
    out
}

/// `index.html`, and what stands between its `<style>` and `</style>`.
fn index() -> (String, String) {
    let html = corpus::read("index.html");
    let style = html.split("<style>").skip(1).map(|part| part.split("</style>").next().unwrap_or_default()).collect();
    (html, style)
}

fn sheets() -> Vec<(String, String)> {
    let mut sheets: Vec<(String, String)> =
        corpus::files("style", ".css").into_iter().map(|f| (f.clone(), css(&f))).collect();
    sheets.push(("index.html".into(), index().1));
    sheets
}

/// The selectors of a sheet, without at-rules.
fn selectors(css: &str) -> Vec<String> {
    let mut found = vec![];
    let mut prelude = String::new();
    for c in css.chars() {
        match c {
            '{' => found.push(std::mem::take(&mut prelude).trim().to_owned()),
            '}' | ';' => prelude.clear(),
            c => prelude.push(c),
        }
    }
    found.retain(|prelude| !prelude.starts_with('@'));
    found
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// The names that follow a mark, such as `.` for classes in a selector.
fn names_after(text: &str, mark: &str) -> Vec<String> {
    let name =
        |(at, mark): (usize, &str)| text[at + mark.len()..].chars().take_while(|c| is_name(*c)).collect::<String>();
    text.match_indices(mark).map(name).filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic())).collect()
}

/// Classes with a place where each stands.
fn styled() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (file, css) in sheets() {
        for class in selectors(&css).iter().flat_map(|selector| names_after(selector, ".")) {
            found.entry(class).or_insert(file.clone());
        }
    }
    found
}

/// The code that makes elements.
fn sources() -> Vec<(String, String)> {
    let folders =
        ["src/view", "src/page", "src/app", "src/gallery"].iter().flat_map(|folder| corpus::files(folder, ".rs"));
    let files = folders.chain(["src/view.rs", "src/page.rs", "src/app.rs"].map(str::to_owned));
    files.map(|file| (file.clone(), code(&file))).collect()
}

/// The classes of `index.html`, and of the calls that give an element its class.
fn used() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut add = |classes: &str, file: &str| {
        for class in classes.split_whitespace() {
            found.entry(class.to_owned()).or_insert(file.to_owned());
        }
    };
    let first = |rest: &str| rest.split('"').next().unwrap_or_default().to_owned();
    index().0.split("class=\"").skip(1).for_each(|rest| add(&first(rest), "index.html"));
    for (file, text) in sources() {
        for call in ["link(\"", "headline(\"", "list(\"", "class(\"", "several(\"", "to(\""] {
            text.split(call).skip(1).for_each(|rest| add(&first(rest), &file));
        }
        for rest in text.split("el(\"").skip(1) {
            if let Some((_, classes)) = rest.split_once("\", \"").filter(|(tag, _)| !tag.contains('"')) {
                add(&first(classes), &file);
            }
        }
    }
    assert!(found.len() > 80, "{found:?}");
    found
}

#[test]
fn every_class_of_the_views_is_styled() {
    let styled = styled();
    let missing = used().into_iter().filter(|(class, _)| !styled.contains_key(class));
    corpus::none(missing.map(|(class, file)| format!("no style sheet has .{class}, which {file} uses")).collect());
}

#[test]
fn every_styled_class_is_used_by_a_view() {
    // A class may travel through a value before it comes to its element, so any text in the code counts.
    let texts = sources().into_iter().flat_map(|(_, text)| literals(&text));
    let mut used: BTreeSet<String> =
        texts.flat_map(|text| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect();
    used.extend(self::used().into_keys());
    let left_over = styled().into_iter().filter(|(class, _)| !used.contains(class));
    corpus::none(left_over.map(|(class, file)| format!("{file} has .{class}, which no view uses")).collect());
}

#[test]
fn every_variable_is_defined_and_every_defined_one_is_used() {
    let sources: Vec<String> = corpus::files("src", ".rs").iter().map(|file| code(file)).collect();
    let mut used = BTreeMap::new();
    let mut defined = BTreeSet::new();
    for (file, css) in sheets() {
        for name in css.split("var(--").skip(1).map(|rest| rest.chars().take_while(|c| is_name(*c)).collect::<String>())
        {
            used.entry(name).or_insert(file.clone());
        }
        let lines = css.split([';', '{', '}']).map(str::trim).filter_map(|line| line.strip_prefix("--"));
        defined.extend(lines.filter_map(|line| line.split_once(':')).map(|(name, _)| name.trim().to_owned()));
    }
    for text in &sources {
        defined.extend(names_after(text, "\"--"));
    }
    // The theme's colours for dark pages get their names from those for light ones.
    let darks: Vec<String> =
        defined.iter().filter(|name| name.starts_with("site-")).map(|name| format!("{name}-dark")).collect();
    defined.extend(darks.into_iter().filter(|name| used.contains_key(name)));
    let mut problems: Vec<String> = used
        .iter()
        .filter(|(name, _)| !defined.contains(*name))
        .map(|(name, file)| format!("{file}: --{name} is not defined"))
        .collect();
    problems.extend(
        defined.iter().filter(|name| !used.contains_key(*name)).map(|name| format!("--{name} is used by nothing")),
    );
    corpus::none(problems);
}

#[test]
fn index_html_links_every_style_sheet_once_and_no_other() {
    let html = index().0;
    let linked: Vec<String> =
        html.split("href=\"style/").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
    let once: BTreeSet<String> = linked.iter().map(|name| format!("style/{name}")).collect();
    assert_eq!(once.len(), linked.len(), "one is linked twice");
    assert_eq!(once, corpus::files("style", ".css").into_iter().collect());
}

#[test]
fn colours_stand_in_the_tokens_alone() {
    let mut problems = vec![];
    for (file, css) in sheets()
        .into_iter()
        .filter(|(file, _)| !matches!(file.as_str(), "style/tokens.css" | "index.html" | "style/print.css"))
    {
        for declaration in css.split([';', '{', '}']).map(str::trim) {
            let Some((_, value)) = declaration.split_once(':') else { continue };
            if value.contains('#') || ["rgb(", "hsl(", "oklch("].iter().any(|function| value.contains(function)) {
                problems.push(format!("{file}: {declaration}"));
            }
        }
    }
    corpus::none(problems);
}

#[test]
fn nothing_is_important_and_no_id_is_styled() {
    let mut problems = vec![];
    for (file, css) in sheets().into_iter().filter(|(file, _)| file != "index.html") {
        if css.contains("!important") {
            problems.push(format!("{file} has !important"));
        }
        problems.extend(selectors(&css).into_iter().filter(|s| s.contains('#')).map(|s| format!("{file}: {s}")));
    }
    corpus::none(problems);
}
