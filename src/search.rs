//! Folding and matching: "do luong" finds "Đo lường".

/// Lower case, without diacritics, every run of other characters one space; `đ` is `d`.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in platform::decompose_lower_case(text).chars() {
        match c {
            // Combining diacritical marks: what normalisation split off.
            '\u{300}'..='\u{36F}' => {}
            'đ' => push(&mut out, &mut gap, 'd'),
            c if is_of_a_word(c) => push(&mut out, &mut gap, c),
            _ => gap = true,
        }
    }
    out
}

/// Letters and digits, and what is neither punctuation nor space in the blocks that have those.
///
/// Unicode's own table of letters would weigh more than all of this module.
pub fn is_of_a_word(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => c.is_ascii_alphanumeric(),
        // Latin-1's signs, general punctuation to arrows and boxes, CJK punctuation, pictures.
        '\u{80}'..='\u{BF}' | '×' | '÷' | '\u{2000}'..='\u{2BFF}' | '\u{3000}'..='\u{303F}' => false,
        '\u{FE00}'..='\u{FE6F}' | '\u{FF00}'..='\u{FF0F}' | '\u{1F000}'..='\u{1FAFF}' => false,
        _ => true,
    }
}

fn push(out: &mut String, gap: &mut bool, c: char) {
    if std::mem::take(gap) && !out.is_empty() {
        out.push(' ');
    }
    out.push(c);
}

/// Letters with their diacritics in one character (NFC), where a text has them in several: fonts set those better, and
/// whoever searches the page types them so.
pub fn compose(text: &str) -> String {
    platform::compose(text)
}

/// The words of an address, for a search: `/article/do-luong-2021/` gives `do luong 2021`.
pub fn words_of_path(path: &str) -> String {
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let name = last.rsplit_once('.').map_or(last, |(name, _)| name);
    fold(name)
}

/// How well folded `words` fit a text: the number of words found at a word's start, `None` unless all are found.
///
/// A title counts three times as much as the rest.
pub fn score(words: &str, title: &str, rest: &str) -> Option<usize> {
    let (title, rest) = (fold(title), fold(rest));
    let count = |text: &str, word: &str| text.split(' ').filter(|known| known.starts_with(word)).count();
    let mut total = 0;
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        let found = 3 * count(&title, word) + count(&rest, word);
        if found == 0 {
            return None;
        }
        total += found;
    }
    // The words side by side, as they were typed, weigh more than the same words far apart.
    let has_phrase = |text: &str| {
        let starts = std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1));
        usize::from(starts.filter_map(|at| text.get(at..)).any(|tail| tail.starts_with(words)))
    };
    Some(total + 10 * has_phrase(&title) + 4 * has_phrase(&rest))
}

#[cfg(target_arch = "wasm32")]
mod platform {
    //! By the browser's strings, which carry the Unicode tables already.

    pub fn compose(text: &str) -> String {
        js_sys::JsString::from(text).normalize("NFC").into()
    }

    pub fn decompose_lower_case(text: &str) -> String {
        js_sys::JsString::from(text).normalize("NFD").to_lower_case().into()
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod platform {
    //! The same by a crate.

    use unicode_normalization::UnicodeNormalization;

    pub fn compose(text: &str) -> String {
        text.nfc().collect()
    }

    pub fn decompose_lower_case(text: &str) -> String {
        text.nfd().flat_map(char::to_lowercase).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_is_found_however_it_is_typed() {
        for typed in ["Đo lường", "do luong", "ĐO LƯỜNG", "đo  lường!", "D\u{300}o lu\u{31b}o\u{31b}\u{300}ng"]
        {
            assert_eq!(fold(typed), "do luong", "{typed}");
        }
    }

    #[test]
    fn all_words_must_be_there_and_titles_weigh_more() {
        let in_title = score("do luong", "Kiểm định đo lường", "x").unwrap();
        let in_text = score("do luong", "Kiểm định", "về đo lường").unwrap();
        assert!(in_title > in_text);
        assert_eq!(score("do luong", "Đo đạc", "lưới điện"), None);
        assert_eq!(score("uong", "Đo lường", ""), None, "words are matched from their start");
    }

    #[test]
    fn a_path_gives_words_to_search_for() {
        assert_eq!(words_of_path("/article/Do-Luong_2021.aspx"), "do luong 2021");
        assert_eq!(words_of_path("tin-tức/hội-nghị/"), "hoi nghi");
        assert_eq!(words_of_path("/"), "");
    }
}
