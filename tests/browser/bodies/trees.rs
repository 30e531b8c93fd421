//! The same trees on both sides: what html5ever gives natively, `DOMParser` gives in each engine.

use std::path::PathBuf;

use serde_json::json;

use super::{Case, cases, corpus};
use crate::browser::Browser;
use crate::journeys;
use crate::server::{Rule, Server, Site};

/// As in the native test.
const BASE: &str = "https://tin.vn/content/vi/article/bai.json";

/// Makes the trees of all cases. One that panics leaves the module broken for the next, which so get a fresh one.
const PAGE: &str = r#"<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Cây</title>
<link rel="icon" href="data:,"></head><body><script type="module">
const [module, cases] = await Promise.all([import("/body_tree.js"), fetch("/cases.json").then((it) => it.json())]);
const start = performance.now();
module.initSync({ module: await (await fetch("/body_tree_bg.wasm")).arrayBuffer() });
window.trees = cases.map(([html, base]) => {
  try { return module.tree(html, base); } catch (error) { return `${error}\n`; }
});
document.title = `${cases.length} cây`;
</script></body></html>"#;

/// A file of the module that `cargo xtask test` has built.
fn part(file: &str) -> Vec<u8> {
    let folder = std::env::var_os("BANTIN_TREES").map(PathBuf::from);
    let folder =
        folder.expect("expected BANTIN_TREES to name the module's folder, found nothing: run cargo xtask test");
    let path = folder.join(file);
    std::fs::read(&path).unwrap_or_else(|error| panic!("expected {}, found: {error}", path.display()))
}

/// Where two trees part, with all that was found.
fn difference(case: &Case, found: &str) -> Option<String> {
    if case.tree == found {
        return None;
    }
    let same = case.tree.lines().zip(found.lines()).take_while(|(a, b)| a == b).count();
    let line = |text: &str| text.lines().nth(same).unwrap_or("(the end)").to_owned();
    let (name, expected) = (&case.name, line(&case.tree));
    Some(format!("{name}, line {}:\n  expected {expected}\n  found    {}\n{found}", same + 1, line(found)))
}

async fn compare(b: &Browser, server: &Server) {
    let cases = cases("");
    let texts: Vec<_> = cases.iter().map(|case| (&case.html, BASE)).collect();
    server.rule("/cases.json", Rule::json(json!(texts).to_string()));
    server.rule("/body_tree.js", Rule::answer(200, "text/javascript; charset=utf-8", part("body_tree.js")));
    server.rule("/body_tree_bg.wasm", Rule::answer(200, "application/wasm", part("body_tree_bg.wasm")));
    b.open("/").await;
    b.until_title(&format!("{} cây", cases.len())).await;
    let found = b.js("return window.trees", vec![]).await;
    let found: Vec<&str> = found.as_array().unwrap().iter().map(|tree| tree.as_str().unwrap()).collect();
    assert_eq!(found.len(), corpus::files("tests/corpus/body", ".html").len());
    assert!(found.len() > 100, "expected the corpus' more than 100 cases, found {}", found.len());
    println!("{}: {}", b.engine.name(), cases.iter().map(|case| case.name.as_str()).collect::<Vec<_>>().join(" "));
    corpus::none(cases.iter().zip(found).filter_map(|(case, found)| difference(case, found)).collect());
}

journeys! {
    fn the_browsers_parser_gives_the_trees_of_the_corpus in [chromium, firefox, webkit] with (Site::files(&[("index.html", PAGE)])) (b, server) {
        compare(b, server).await;
    }
}
