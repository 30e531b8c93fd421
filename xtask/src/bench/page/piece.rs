//! Pieces of a page of our own, cut out as they stand, and the words of one.
//!
//! No parser for pages from anywhere: what the portal writes is well formed.

/// The first element whose opening tag begins with `open`, with all that is in it.
pub fn element<'a>(html: &'a str, open: &str) -> Option<&'a str> {
    let start = html.find(open)?;
    let name = open[1..].split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    let (opens, closes) = (format!("<{name}"), format!("</{name}>"));
    let (mut depth, mut at) = (0_usize, start);
    loop {
        let rest = &html[at..];
        let close = rest.find(&closes)?;
        // `<nav` is no beginning of `<navigation`.
        let is_whole = |found: &usize| rest[found + opens.len()..].starts_with([' ', '>']);
        let next = rest.match_indices(&opens).map(|(found, _)| found).find(is_whole).filter(|next| *next < close);
        match next {
            Some(next) => {
                depth += 1;
                at += next + opens.len();
            }
            None => {
                depth -= 1;
                at += close + closes.len();
            }
        }
        if depth == 0 {
            return Some(&html[start..at]);
        }
    }
}

/// What is in an element, without its tags.
pub fn inside(element: &str) -> &str {
    let from = element.find('>').map_or(0, |at| at + 1);
    let to = element.rfind("</").unwrap_or(element.len());
    element.get(from..to).unwrap_or_default()
}

/// A tag that begins so and has nothing in it.
pub fn tag<'a>(html: &'a str, open: &str) -> Option<&'a str> {
    let start = html.find(open)?;
    let end = html[start..].find('>')?;
    Some(&html[start..=start + end])
}

/// How a pressed page holds what is there with script alone.
const PUT_BY_SCRIPT: &str = "<script type=text/plain>";

/// All that is to be read where there is script, without the spaces: two pages with the same words are told from two with others, however their
/// lines are broken.
pub fn words(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        words.push_str(&rest[..at]);
        // What is in a script is not read by people, but for what a script puts in its place.
        let is_script = rest[at..].starts_with("<script") && !rest[at..].starts_with(PUT_BY_SCRIPT);
        let end = if is_script { "</script>" } else { ">" };
        rest = rest[at..].split_once(end).map_or("", |(_, after)| after);
    }
    words.push_str(rest);
    words.retain(|c| !c.is_whitespace());
    for (code, sign) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#43;", "+"),
        ("&amp;", "&"),
    ] {
        words = words.replace(code, sign);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_is_cut_out_with_those_of_its_name_in_it() {
        let html = "<p>a</p><div class=\"b\"><div>c</div><divider>d</divider><div/ x></div><p>e</p></div><div>f</div>";
        assert_eq!(element(html, "<div>"), Some("<div>c</div>"));
        assert_eq!(element("<nav><nav a>x</nav></nav>y", "<nav"), Some("<nav><nav a>x</nav></nav>"));
        let prose = element("<div class=\"b\"><div>c</div><divider></divider></div><div>f</div>", "<div class=\"b\"");
        assert_eq!(prose, Some("<div class=\"b\"><div>c</div><divider></divider></div>"));
        assert_eq!(prose.map(inside), Some("<div>c</div><divider></divider>"));
        assert_eq!(element("<div>never closed", "<div"), None);
        assert_eq!(tag("<a><link rel=preload href=b><i>", "<link rel=preload"), Some("<link rel=preload href=b>"));
    }

    #[test]
    fn words_are_the_same_whatever_stands_between_them() {
        assert_eq!(
            words("<p>Một  hai</p>\n<p title=\"x\">&quot;ba&quot; &amp;</p>"),
            words("<b>Một hai</b> &#34;ba&#34; &amp;")
        );
        assert_ne!(words("<p>Một</p>"), words("<p>Mốt</p>"));
        assert_eq!(words("<p>Một<script>{a > b}</script><script type=text/plain><b>hai</b></script></p>"), "Mộthai");
    }
}
