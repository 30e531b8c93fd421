//! Slugs: the part of an address that names an article, an album or a tag.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest slug a source may have, so that addresses stay readable when shared.
pub const LONGEST: usize = 60;

/// Folds any text to unaccented kebab-case: `Đề tài, dự án` becomes `de-tai-du-an`.
///
/// Accents are taken off by canonical decomposition (Unicode NFD); `đ` has none and is replaced.
pub fn fold(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for letter in text.nfd().filter(|letter| !is_combining_mark(*letter)) {
        let letter = match letter {
            'đ' | 'Đ' => 'd',
            other => other,
        };
        if letter.is_alphanumeric() {
            slug.extend(letter.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    while slug.ends_with('-') {
        slug.pop();
    }
    slug
}

/// Whether a text is a slug as sources may write it: `a-z`, `0-9`, single hyphens between.
pub fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= LONGEST
        && text
            .split('-')
            .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::{fold, is_slug};

    #[test]
    fn vietnamese_folds_to_plain_letters() {
        assert_eq!(fold("Đề tài, dự án"), "de-tai-du-an");
        assert_eq!(fold("  Chuyển đổi số 2024! "), "chuyen-doi-so-2024");
        assert_eq!(fold("QĐ-UBND / 14"), "qd-ubnd-14");
        assert_eq!(fold("ươ ƯỚC Ỷ"), "uo-uoc-y");
    }

    #[test]
    fn decomposed_text_folds_like_composed_text() {
        assert_eq!(fold("hô\u{323}i nghi\u{323}"), fold("hội nghị"));
    }

    #[test]
    fn a_slug_has_no_capitals_doubled_hyphens_or_edges() {
        assert!(is_slug("tong-ket-2021"));
        for wrong in ["", "Tong-ket", "a--b", "-a", "a-", "tổng", "a_b"] {
            assert!(!is_slug(wrong), "{wrong}");
        }
        assert!(!is_slug(&"a".repeat(61)));
    }
}
