//! Texts of WordPress' old editor: an empty line ends a paragraph, a line's end is a break. WordPress puts the tags in
//! when it shows a text (`wpautop`), so an export has none.

const BLOCKS: &str = "table thead tfoot caption col colgroup tbody tr td th div dl dd dt ul ol li pre form map area \
                      blockquote address style p h1 h2 h3 h4 h5 h6 hr fieldset legend section article aside hgroup \
                      header footer nav figure figcaption details menu summary iframe script object audio video";

/// The text with its paragraphs. One of the block editor has them already.
pub fn paragraphs(text: &str) -> String {
    if text.contains("<!-- wp:") {
        return text.to_owned();
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut rest = text.as_str();
    // What is preformatted keeps its lines.
    while let Some(start) = find_tag(rest, "pre") {
        pieces(&rest[..start], &mut out);
        let end = rest[start..].find("</pre>").map_or(rest.len(), |end| start + end + "</pre>".len());
        out.push_str(&rest[start..end]);
        rest = &rest[end..];
    }
    pieces(rest, &mut out);
    out
}

fn find_tag(text: &str, name: &str) -> Option<usize> {
    text.match_indices('<')
        .map(|(at, _)| at)
        .find(|at| tag(&text[*at..]).is_some_and(|(found, closes)| !closes && found == name))
}

fn pieces(text: &str, out: &mut String) {
    let mut parted = String::with_capacity(text.len());
    let mut done = 0;
    for (at, _) in text.match_indices('<') {
        let Some((name, closes)) = tag(&text[at..]) else { continue };
        if at < done || !BLOCKS.split(' ').any(|block| block == name) {
            continue;
        }
        // A block stands by itself: an empty line before it where it begins, after it where it ends.
        if closes {
            let end = text[at..].find('>').map_or(text.len(), |end| at + end + 1);
            parted.push_str(&text[done..end]);
            parted.push_str("\n\n");
            done = end;
        } else {
            parted.push_str(&text[done..at]);
            parted.push_str("\n\n");
            done = at;
        }
    }
    parted.push_str(&text[done..]);
    for piece in parted.split("\n\n").flat_map(|piece| piece.split("\n \n")) {
        let piece = piece.trim_matches(|c: char| c == '\n' || c == ' ' || c == '\t');
        if piece.is_empty() {
            continue;
        }
        if tag(piece).is_some_and(|(name, _)| BLOCKS.split(' ').any(|block| block == name)) {
            out.push_str(piece);
            out.push('\n');
        } else {
            out.push_str("<p>");
            out.push_str(&piece.replace('\n', "<br>\n"));
            out.push_str("</p>\n");
        }
    }
}

/// The name of the tag that a text begins with, in lower case, and whether it closes one.
fn tag(text: &str) -> Option<(String, bool)> {
    let rest = text.strip_prefix('<')?;
    let (closes, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    (end > 0).then(|| (rest[..end].to_ascii_lowercase(), closes))
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn empty_lines_end_paragraphs_and_blocks_stay() {
        for (text, html) in [
            ("Một\n\nHai\nba", "<p>Một</p>\n<p>Hai<br>\nba</p>\n"),
            ("Một\r\n\r\n<h2>Hai</h2>\r\nBa", "<p>Một</p>\n<h2>Hai</h2>\n<p>Ba</p>\n"),
            ("<strong>Một</strong> hai", "<p><strong>Một</strong> hai</p>\n"),
            ("a\n<pre>x\n\ny</pre>\nb", "<p>a</p>\n<pre>x\n\ny</pre><p>b</p>\n"),
            ("<ul>\n<li>a</li>\n</ul>", "<ul>\n<li>a</li>\n</ul>\n"),
            ("<!-- wp:paragraph -->\n<p>a</p>\n\nb", "<!-- wp:paragraph -->\n<p>a</p>\n\nb"),
        ] {
            assert_eq!(paragraphs(text), html, "{text:?}");
        }
    }
}
