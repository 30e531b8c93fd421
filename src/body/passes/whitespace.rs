//! Characters that SharePoint, Word and copying leave in a text and nobody sees.

/// A character as it is kept; `None` for one that goes.
///
/// Zero-width and soft-hyphen clutter goes, and so do the signs that turn the direction of what follows them: they make
/// a file's name or a link's text look like another one. Where text really runs the other way, `dir` says so. Joiners
/// stay, since emoji and some scripts are written with them. Spaces of every width are spaces;
/// [`super::typography`] puts back the non-breaking ones that mean something.
pub fn clean(c: char) -> Option<char> {
    match c {
        '\n' => Some(c),
        c if is_plain(c) => Some(c),
        '\t'
        | '\r'
        | '\u{c}'
        | '\u{a0}'
        | '\u{2000}'..='\u{2008}'
        | '\u{200a}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{3000}' => Some(' '),
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{fffc}' => None,
        '\u{180e}' | '\u{202a}'..='\u{202e}' | '\u{2061}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}' => None,
        // Noncharacters: the last two of each plane.
        c if c as u32 & 0xfffe == 0xfffe => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}

/// Nearly all that is ever written: letters and signs that stay, whatever stands before them.
pub fn is_plain(c: char) -> bool {
    matches!(c, '!'..='~' | '\u{c0}'..='\u{17f}' | '\u{1e00}'..='\u{1fff}')
}

#[cfg(test)]
mod tests {
    use crate::body::{parse, plain_text};

    #[test]
    fn clutter_goes_and_words_stay() {
        let html = "<p>\u{feff}Sở\u{200b} Khoa&nbsp;&nbsp; học và Công&shy; nghệ\u{202e} 👩\u{200d}🔬\u{0}</p>";
        assert_eq!(plain_text(&parse(html, "").0), "Sở Khoa học và Công nghệ 👩\u{200d}🔬");
    }
}
