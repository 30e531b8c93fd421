//! Folding and matching: "do luong" finds "Đo lường".

/// Lower case, without diacritics, every run of other characters one space; `đ` is `d`.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in platform::decompose(text).chars() {
        match c {
            // Combining diacritical marks: what normalisation split off.
            '\u{300}'..='\u{36F}' => {}
            'đ' | 'Đ' => push(&mut out, &mut gap, 'd'),
            c if c.is_alphanumeric() => c.to_lowercase().for_each(|c| push(&mut out, &mut gap, c)),
            _ => gap = true,
        }
    }
    out
}

fn push(out: &mut String, gap: &mut bool, c: char) {
    if std::mem::take(gap) && !out.is_empty() {
        out.push(' ');
    }
    out.push(c);
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
    let (title, rest) = (format!(" {}", fold(title)), format!(" {}", fold(rest)));
    let mut total = 0;
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        let start = format!(" {word}");
        let found = 3 * title.matches(&start).count() + rest.matches(&start).count();
        if found == 0 {
            return None;
        }
        total += found;
    }
    // The words side by side, as they were typed, weigh more than the same words far apart.
    let phrase = format!(" {words}");
    Some(total + 10 * usize::from(title.contains(&phrase)) + 4 * usize::from(rest.contains(&phrase)))
}

#[cfg(target_arch = "wasm32")]
mod platform {
    //! `String.prototype.normalize`: the browser carries the Unicode tables already.

    pub fn decompose(text: &str) -> String {
        js_sys::JsString::from(text).normalize("NFD").into()
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod platform {
    //! The same by a crate.

    use unicode_normalization::UnicodeNormalization;

    pub fn decompose(text: &str) -> String {
        text.nfd().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_is_found_however_it_is_typed() {
        for typed in ["Đo lường", "do luong", "ĐO LƯỜNG", "đo  lường!", "D\u{300}o lu\u{31b}o\u{31b}\u{300}ng"] {
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
