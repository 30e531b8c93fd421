//! The corpus of bodies, `tests/corpus/body/`, in real browsers.

mod articles;
mod control;
#[path = "../suite/corpus.rs"]
mod corpus;
mod guard;
mod trees;

/// A text as a backend may send it, and what the portal makes of it.
struct Case {
    /// `hostile/bad_links`
    name: String,
    html: String,
    /// Empty when there is no such file.
    tree: String,
}

/// The cases of `tests/corpus/body/` and a folder in it, or of all with `""`.
fn cases(folder: &str) -> Vec<Case> {
    let root = "tests/corpus/body/";
    let files = corpus::files(&format!("{root}{folder}"), ".html");
    let case = |file: String| {
        let name = file.trim_start_matches(root).trim_end_matches(".html").to_owned();
        let tree = std::fs::read_to_string(corpus::root().join(format!("{root}{name}.tree"))).unwrap_or_default();
        Case { name, html: corpus::read(file), tree }
    };
    files.into_iter().map(case).collect()
}
