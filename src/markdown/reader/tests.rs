//! Markdown and what it must become, and that any long text ends quickly.

use std::time::{Duration, Instant};

use super::html;

fn check(text: &str, expected: &str) {
    assert_eq!(html(text), expected, "{text}");
}

#[test]
fn paragraphs_and_breaks() {
    check("một\nhai\n\nba", "<p>một\nhai</p><p>ba</p>");
    check("một  \nhai\\\nba\r\n", "<p>một  <br>hai<br>ba</p>");
    check("", "");
    check("a < b & c > d &copy;", "<p>a &lt; b & c &gt; d &copy;</p>");
    check("\\*sao\\* \\a \\", "<p>*sao* \\a \\</p>");
}

#[test]
fn headings_and_rules() {
    check("# Một\n## Hai ##\nchữ\n\nBa\n===\nBốn\n---\n", "<h1>Một</h1><h2>Hai</h2><p>chữ</p><h1>Ba</h1><h2>Bốn</h2>");
    check("####### bảy\n\n#sáu", "<p>####### bảy</p><p>#sáu</p>");
    check("a\n\n---\n\n* * *\n___", "<p>a</p><hr><hr><hr>");
}

#[test]
fn emphasis() {
    check(
        "*a* **b** ***c*** _d_ __e__ ~~f~~",
        "<p><em>a</em> <strong>b</strong> <em><strong>c</strong></em> <em>d</em> <strong>e</strong> <del>f</del></p>",
    );
    check("**đậm *nghiêng* đậm**", "<p><strong>đậm <em>nghiêng</em> đậm</strong></p>");
    check("***a** b*", "<p><em><strong>a</strong> b</em></p>");
    check("tên_tệp_dài 2 * 3 * 4 ~5~", "<p>tên_tệp_dài 2 * 3 * 4 ~5~</p>");
    check("*a **b", "<p>*a **b</p>");
    check("*a _b*_ c", "<p><em>a _b</em>_ c</p>");
    check("****", "<hr>");
}

#[test]
fn code() {
    check("`a<b` ``c`d`` `e", "<p><code>a&lt;b</code> <code>c`d</code> `e</p>");
    check(
        "```rust\nlet a = \"<b>\";\n\n*x*\n```\nsau",
        "<pre><code>let a = &quot;&lt;b&gt;&quot;;\n\n*x*\n</code></pre><p>sau</p>",
    );
    check("~~~\n> a", "<pre><code>&gt; a\n</code></pre>");
}

#[test]
fn links_and_pictures() {
    check(
        "[đo **lường**](/a_b_(c) \"Tựa\")",
        "<p><a href=\"/a_b_(c)\" title=\"Tựa\">đo <strong>lường</strong></a></p>",
    );
    check("![ảnh \"một\"](a.jpg)", "<p><img src=\"a.jpg\" alt=\"ảnh &quot;một&quot;\"></p>");
    check("[![ảnh](a.jpg)](b)", "<p><a href=\"b\"><img src=\"a.jpg\" alt=\"ảnh\"></a></p>");
    check(
        "<https://a.vn/?x&y> <a@b.vn>",
        "<p><a href=\"https://a.vn/?x&amp;y\">https://a.vn/?x&amp;y</a> <a href=\"mailto:a@b.vn\">a@b.vn</a></p>",
    );
    check("[a] [b](c d) [e](<f g>)", "<p>[a] [b](c d) <a href=\"f g\">e</a></p>");
}

#[test]
fn lists() {
    check(
        "- một\n- hai\n  - ba\n- bốn\n\nsau",
        "<ul><li>một</li><li>hai<ul><li>ba</li></ul></li><li>bốn</li></ul><p>sau</p>",
    );
    check("3. ba\n4. bốn", "<ol start=\"3\"><li>ba</li><li>bốn</li></ol>");
    check("1) a\n\n   b\n2) c", "<ol><li>a<p>b</p></li><li>c</li></ol>");
    check("* a\nb\n\n+ c", "<ul><li>a\nb</li><li>c</li></ul>");
    check("năm\n2021. là", "<p>năm\n2021. là</p>");
    check("chữ\n- một", "<p>chữ</p><ul><li>một</li></ul>");
}

#[test]
fn quotes() {
    check("> a\nb\n>\n> c\n\nd", "<blockquote><p>a\nb</p><p>c</p></blockquote><p>d</p>");
    check(
        "> a\n> > b\n# c",
        "<blockquote><p>a</p></blockquote><blockquote><blockquote><p>b</p></blockquote></blockquote><h1>c</h1>",
    );
    check("> - a\n> - b", "<blockquote><ul><li>a</li><li>b</li></ul></blockquote>");
}

#[test]
fn tables() {
    check(
        "| A | B |\n|---|:-:|\n| 1 \\| 2 | *3* |\nsau",
        "<table><tr><th>A</th><th>B</th></tr><tr><td>1 | 2</td><td><em>3</em></td></tr></table><p>sau</p>",
    );
    check("a | b\n--|--\nc | d", "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>");
}

#[test]
fn html_goes_through_as_it_stands() {
    check("<div class=\"a\">*b*\n<p>c</p>\n</div>\n\n*d*", "<div class=\"a\">*b*\n<p>c</p>\n</div>\n<p><em>d</em></p>");
    check("a <b class=\"x\">*c*</b> <5", "<p>a <b class=\"x\"><em>c</em></b> &lt;5</p>");
    check("<u>a</u> *b*", "<p><u>a</u> <em>b</em></p>");
    check("<p>HTML 2*3*4</p>\n\n<p>của biên tập</p>", "<p>HTML 2*3*4</p>\n<p>của biên tập</p>\n");
}

#[test]
fn any_long_text_ends_quickly() {
    let n = 100_000;
    let start = Instant::now();
    let patterns = [
        "*",
        "[",
        "![",
        "`",
        "_",
        "~",
        "<",
        "<a",
        "[a](",
        "[a](<",
        "*a ",
        "a* ",
        "*a **b ",
        "*a _b ",
        "a*b",
        "> ",
        "- ",
        "> - ",
        " - a\n",
        "|",
        "| a\n|-\n",
        "\\",
        "#",
        "![a](b)",
        "[]",
        "[*",
        "]*",
        "` `` ``` ",
        "a\n\n",
        "***a ",
        "```\n",
        "\n",
        "]",
        "(",
        "[[](a)",
        "1. a\n  ",
        "&",
    ];
    for pattern in patterns {
        let text: String = pattern.repeat(n / pattern.len());
        assert!(html(&text).len() < 40 * n, "{pattern}");
    }
    // Each is worst for something: openers and then closers, brackets around them, runs of every length.
    for (one, other) in [
        ("*a ", "a_ "),
        ("*a ", "a* "),
        ("[ ", "] "),
        ("[", "](b)"),
        ("![", "](b)"),
        ("a", "\n-|"),
        ("*a [b ", "] a* "),
        ("**a _b ", "b_ a** "),
    ] {
        let text = one.repeat(n / 2 / one.len()) + &other.repeat(n / 2 / other.len());
        assert!(html(&text).len() < 40 * n, "{one} {other}");
    }
    let runs: String = (1..440).map(|n| "`".repeat(n) + " ").collect();
    html(&runs);
    let deep: String = (0..440).map(|n| " ".repeat(n) + "- a\n").collect();
    html(&deep);
    // 8 s on an idle machine without optimisation; searching anew from each sign takes ten minutes.
    assert!(start.elapsed() < Duration::from_secs(90), "found {:?}", start.elapsed());
}
