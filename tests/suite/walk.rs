//! Bodies that would take a parser minutes, or its whole stack.

use std::time::{Duration, Instant};

use ban_tin::body::{self, Body};

const BASE: &str = "https://tin.vn/content/vi/article/bai.json";

/// Far more than a debug build takes on a busy machine (some 5 s at most), and far less than what is quadratic takes.
const PATIENCE: Duration = Duration::from_secs(180);

/// The words of a body, and how long it took to get them.
fn words(html: &str) -> (String, Duration) {
    let before = Instant::now();
    let (Body(blocks), _) = body::parse(html, BASE);
    let took = before.elapsed();
    let text = body::plain_text(&Body(blocks));
    (text.split_whitespace().collect::<Vec<_>>().join(" "), took)
}

#[test]
fn a_hundred_thousand_nested_tags_end_soon_and_keep_their_text() {
    let text_stays = "div p b blockquote span font a button form details table ul-li b-p a-div select x-y";
    let text_goes = "svg math template object";
    let cases = text_stays.split(' ').map(|name| (name, "trước giữa"));
    for (name, expected) in cases.chain(text_goes.split(' ').map(|name| (name, "trước"))) {
        let tags = match name {
            "table" => "<table><tr><td>".to_owned(),
            "ul-li" => "<ul><li>".to_owned(),
            "b-p" => "<b><p></b>".to_owned(),
            "a-div" => "<a href=/x><div></a>".to_owned(),
            name => format!("<{name}>"),
        };
        let n = 100_000 / tags.matches('<').count();
        let (words, took) = words(&format!("<p>trước</p>{} giữa", tags.repeat(n)));
        println!("{name}: {took:?}");
        assert_eq!(words, expected, "{name}");
        assert!(took < PATIENCE, "{name} took {took:?}");
    }
}

#[test]
fn five_megabytes_of_text_in_one_piece_are_kept() {
    let word = "Huỳnh ";
    let (text, took) = words(&format!("<p>{}", word.repeat(5_000_000 / word.len())));
    assert_eq!(text.len() + 1, 5_000_000 / word.len() * word.len());
    assert!(took < PATIENCE, "{took:?}");
}

#[test]
fn nothing_that_is_left_open_loses_the_text_after_it() {
    for open in ["<p title=\"", "<p title='", "<p title=", "<!--", "<!doctype", "<?", "</", "<![CDATA["] {
        // What an open quotation mark or comment takes, no parser gives back; but what stands before it is read.
        assert!(words(&format!("<p>trước</p>{open}{}", "giữa ".repeat(100_000))).0.starts_with("trước"), "{open}");
    }
    let all =
        "<h2><p><ul><li><b><i><a href=/x><table><tr><td><figure><figcaption><blockquote><ol><li><pre><span lang=en>";
    let (text, took) = words(&all.split_inclusive('>').map(|tag| format!("{tag}w ")).collect::<String>().repeat(2000));
    assert_eq!(text.matches('w').count(), all.matches('>').count() * 2000);
    assert!(took < PATIENCE, "{took:?}");
}
