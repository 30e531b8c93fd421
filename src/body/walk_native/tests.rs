//! The walk, compared with that of the tree that html5ever comes with; and how deep and how large a tree becomes.

use std::path::Path;

use html5ever::tendril::TendrilSink;
use html5ever::tokenizer::TokenizerOpts;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, ParseOpts, QualName, parse_document};
use markup5ever_rcdom::{Handle, Node, NodeData, RcDom};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::super::policy::ATTRIBUTES;
use super::{Event, each};

/// All events, one a line.
fn walked(html: &str) -> Vec<String> {
    let mut lines = vec![];
    each(html, |event| lines.push(format!("{event:?}")));
    lines
}

/// The same of the other tree; by recursion, which is plain to read.
fn expected(html: &str) -> Vec<String> {
    let options = ParseOpts {
        tokenizer: TokenizerOpts { discard_bom: false, ..Default::default() },
        tree_builder: TreeBuilderOpts { scripting_enabled: false, ..Default::default() },
    };
    let dom = parse_document(RcDom::default(), options).one(html);
    let child = |node: &Handle, wanted: &str| {
        let is_it = |child: &&Handle| matches!(&child.data, NodeData::Element { name, .. } if &*name.local == wanted);
        node.children.borrow().iter().find(is_it).cloned()
    };
    let mut lines = vec![];
    if let Some(body) = child(&dom.document, "html").and_then(|html| child(&html, "body")) {
        body.children.borrow().iter().for_each(|child| tell(child, &mut lines));
    }
    lines
}

fn tell(node: &Node, lines: &mut Vec<String>) {
    match &node.data {
        NodeData::Text { contents } => lines.push(format!("{:?}", Event::Text(&contents.borrow()))),
        NodeData::Element { name, attrs, .. } => {
            let known = |attribute: &Attribute| {
                let QualName { prefix, local, .. } = &attribute.name;
                let written = prefix.iter().map(|prefix| format!("{prefix}:")).collect::<String>() + local;
                let name = ATTRIBUTES.iter().find(|name| **name == written)?;
                Some((*name, attribute.value.to_string()))
            };
            let attributes = attrs.borrow().iter().filter_map(known).collect();
            lines.push(format!("{:?}", Event::Open(&name.local, attributes)));
            node.children.borrow().iter().for_each(|child| tell(child, lines));
            lines.push(format!("{:?}", Event::Close));
        }
        _ => {}
    }
}

#[test]
fn each_text_of_the_corpus_is_walked_as_by_the_other_tree() {
    let mut n = 0;
    for folder in ["ok", "hostile"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/body").join(folder);
        for file in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if file.extension().is_some_and(|extension| extension == "html") {
                let html = std::fs::read_to_string(&file).unwrap();
                assert_eq!(walked(&html), expected(&html), "{}", file.display());
                n += 1;
            }
        }
    }
    assert!(n > 30, "{n} texts");
}

/// Markup of the kinds that parsers treat in ways of their own, in any order.
fn pieces(most: usize) -> impl Strategy<Value = String> {
    let tags = "p b i a nobr font em ul ol li dl dd table caption colgroup tbody tr td th figure h2 h3 div span pre form \
                button select option optgroup svg math mi mtext annotation-xml foreignObject title desc template \
                object marquee ruby rt noscript script style textarea xmp iframe body html head frameset x-y";
    let names = prop::sample::select(tags.split_whitespace().collect::<Vec<_>>());
    let attributes = prop::sample::select(vec![
        "",
        "",
        "",
        " class=a",
        " class=b",
        " href=/x xlink:href=/y",
        " lang=en xml:lang=de",
        " color=red",
        " /",
        " encoding=text/html",
        " type=hidden",
        " shadowrootmode=open",
        " class=c class=d onclick=e()",
    ]);
    let single = prop::sample::select(vec![
        "<br>",
        "<hr>",
        "<img src=a.jpg alt=A>",
        "<input>",
        "<input type=hidden>",
        "<col>",
        "<image>",
        "<!-- c -->",
        "<!--",
        "-->",
        "<![CDATA[d]]>",
        "<!doctype html>",
        "<?e?>",
        "</p>",
        "</br>",
        "<plaintext>",
        "< ",
        "&",
        "&amp;",
        "&nbsp;",
        " ",
        "\n",
        "\r\n",
        "\0",
        "\u{feff}",
        "<",
        ">",
        "\"",
        "</",
    ]);
    let piece = prop_oneof![
        5 => (names.clone(), attributes).prop_map(|(name, attributes)| format!("<{name}{attributes}>")),
        4 => names.prop_map(|name| format!("</{name}>")),
        1 => single.prop_map(str::to_owned),
        2 => "w[a-z]{1,3}",
    ];
    prop::collection::vec(piece, 0..most).prop_map(|pieces| pieces.concat())
}

/// The same cases each time, so that a change is judged by the change alone.
fn config(cases: u32) -> ProptestConfig {
    let rng_seed = RngSeed::Fixed(20_211_230);
    ProptestConfig { cases, failure_persistence: None, rng_seed, ..Default::default() }
}

proptest! {
    #![proptest_config(config(2000))]

    #[test]
    fn any_markup_is_walked_as_by_the_other_tree(html in pieces(60)) {
        prop_assert_eq!(walked(&html), expected(&html), "{}", html);
    }
}

proptest! {
    #![proptest_config(config(100))]

    #[test]
    fn any_markup_again_and_again_ends_and_is_not_too_deep(html in pieces(12), n in 1..600_usize) {
        let (deepest, events) = measured(&html.repeat(n));
        prop_assert!(deepest <= 2 * 513, "{} deep: {}", deepest, html);
        prop_assert!(events <= 16 * html.len() * n + 20_000, "{} events: {}", events, html);
    }
}

/// How deep elements stand, `<html>` and `<body>` counted, and how many events there are.
fn measured(html: &str) -> (usize, usize) {
    let (mut depth, mut deepest, mut events) = (2, 2, 0);
    each(html, |event| {
        events += 1;
        match event {
            Event::Open(..) => depth += 1,
            Event::Close => depth -= 1,
            Event::Text(_) => {}
        }
        deepest = deepest.max(depth);
    });
    assert_eq!(depth, 2, "as many ends as beginnings");
    (deepest, events)
}

fn words(html: &str) -> String {
    let mut words = String::new();
    each(html, |event| {
        if let Event::Text(text) = event {
            words.push_str(text)
        }
    });
    words
}

#[test]
fn elements_stand_as_deep_as_in_a_browser() {
    // Chromium's own parser was asked for these.
    for (name, n, deepest) in [("div", 500, 503), ("div", 1000, 513), ("b", 1000, 513), ("span", 20_000, 513)] {
        assert_eq!(measured(&format!("{}<i>", format!("<{name}>").repeat(n))).0, deepest, "{n} <{name}>");
    }
}

#[test]
fn at_the_greatest_depth_a_break_does_not_end_what_it_stands_in() {
    let lines = walked(&format!("{}<b>trước<br>sau</b>", "<div>".repeat(600)));
    let around: Vec<&str> = lines.iter().map(String::as_str).filter(|line| *line != "Close").collect();
    assert_eq!(
        around[around.len() - 4..],
        [r#"Open("b", [])"#, r#"Text("trước")"#, r#"Open("br", [])"#, r#"Text("sau")"#]
    );
}

#[test]
fn marks_that_are_never_ended_do_not_multiply_without_end() {
    let marks: String = (0..500).map(|n| format!("<b class=c{n}>")).collect();
    let paragraphs = format!("<p>{marks}{}", "<p>x".repeat(10_000));
    let divisions: String = (0..10_000).map(|n| format!("<div><b class=c{n}>x</div>")).collect();
    for html in [paragraphs, divisions] {
        assert_eq!(words(&html), "x".repeat(10_000));
        assert!(measured(&html).1 < 16 * html.len());
    }
}

#[test]
fn the_text_of_a_style_stays_in_it_when_tags_multiply() {
    let marks: String = (0..500).map(|n| format!("<b class=c{n}>")).collect();
    let styles = "<p>x<style>a\nb</style>".repeat(2000);
    let lines = walked(&format!("<p>{marks}{styles}"));
    let texts = lines.iter().zip(&lines[1..]).filter(|(_, text)| text.starts_with(r#"Text("a"#));
    assert_eq!(texts.clone().count(), 2000);
    assert!(texts.into_iter().all(|(before, _)| before == r#"Open("style", [])"#));
}
