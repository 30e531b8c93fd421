//! The interface's words as the portal hands them to the gallery's module: one text of keys and words.

use crate::list::ToList;
use crate::url;

/// Stands between a key and its words (U+001F, UNIT SEPARATOR).
const FIELD: char = '\u{1f}';
/// Ends the words for a key (U+001E, RECORD SEPARATOR).
const RECORD: char = '\u{1e}';

/// Keys and words as one text.
pub fn write(words: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (key, word) in words {
        text.push_str(key);
        text.push(FIELD);
        text.push_str(word);
        text.push(RECORD);
    }
    text
}

/// The interface's words by their keys.
#[derive(Debug, PartialEq)]
pub struct Words(Vec<(String, String)>);

impl Words {
    /// What [`write()`] has written.
    pub fn read(text: &str) -> Words {
        let pair = |record: &str| {
            let (key, word) = record.split_once(FIELD).unwrap_or((record, ""));
            (key.to_owned(), word.to_owned())
        };
        Words(text.split_terminator(RECORD).map(pair).list())
    }

    /// The words for a key; the key itself where the portal's locale has none, so that a gap is seen.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.iter().find(|(known, _)| known == key).map_or(key, |(_, words)| words)
    }

    /// Words with `{name}` places filled in.
    pub fn phrase(&self, key: &str, values: &[(&str, &str)]) -> String {
        url::fill(self.get(key), |name| values.iter().find(|(known, _)| *known == name).map(|(_, v)| (*v).to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_as_they_were_and_a_gap_is_seen() {
        let words = Words::read(&write(&[("viewer_close", "Đóng"), ("retry", "")]));
        assert_eq!(["viewer_close", "retry", "viewer_alt"].map(|key| words.get(key)), ["Đóng", "", "viewer_alt"]);
        assert_eq!(Words::read(""), Words(vec![]));
    }

    #[test]
    fn places_are_filled_wherever_they_stand_and_what_is_filled_in_is_not_read_again() {
        let words = Words::read(&write(&[("photo_of", "{total} ảnh, đây là {n} ({n})"), ("film_n", "{x} {n")]));
        assert_eq!(words.phrase("photo_of", &[("n", "{total}"), ("total", "24")]), "24 ảnh, đây là {total} ({total})");
        assert_eq!(words.phrase("film_n", &[("n", "3")]), "{x} {n");
    }
}
