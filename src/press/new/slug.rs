//! Slugs: the part of an address that names an article.

use crate::search;

/// As long as addresses may be and still be read when they are shared.
const LONGEST: usize = 60;

/// A headline's words without accents, `đ` as `d`, joined by hyphens and cut between two words; `None` where no word has
/// a Latin letter or a digit.
pub fn of_words(words: &str) -> Option<String> {
    let folded = search::fold(words);
    let plain = |word: &str| word.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let mut slug = String::new();
    for word in folded.split(' ').map(plain).filter(|word| !word.is_empty()) {
        if slug.is_empty() {
            // Longer by itself than a slug may be: then it is no word, and is cut anywhere.
            slug = word.chars().take(LONGEST).collect();
        } else if slug.len() + 1 + word.len() <= LONGEST {
            slug = slug + "-" + &word;
        } else {
            break;
        }
    }
    (!slug.is_empty()).then_some(slug)
}

/// `a-z`, `0-9`, single hyphens between.
pub fn is_slug(text: &str) -> bool {
    let is_part = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    text.split('-').all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_headlines_become_plain_letters() {
        for (words, slug) in [
            ("Đo lường, kiểm định: ƯỚC Ỷ 2026!", "do-luong-kiem-dinh-uoc-y-2026"),
            ("Quyết định số 14/2021/QĐ-UBND", "quyet-dinh-so-14-2021-qd-ubnd"),
            ("  “Ngày hội”  ", "ngay-hoi"),
            ("Hô\u{323}i nghi\u{323}", "hoi-nghi"),
        ] {
            assert_eq!(of_words(words).as_deref(), Some(slug));
        }
        assert_eq!(of_words("!!!"), None);
        assert_eq!(of_words("新闻"), None);
    }

    #[test]
    fn a_long_headline_is_cut_between_two_words() {
        let words = "Một năm quan trắc sông Nhuệ, sông Đáy: nước tốt dần về hạ lưu, riêng amoni vẫn cao";
        let slug = of_words(words).unwrap();
        assert_eq!(slug, "mot-nam-quan-trac-song-nhue-song-day-nuoc-tot-dan-ve-ha-luu");
        assert!(slug.len() <= LONGEST);
        assert_eq!(of_words(&"a".repeat(80)).unwrap().len(), LONGEST);
        // A shorter word that follows would fit, and would make another sense.
        assert_eq!(of_words(&format!("{} {} c", "a".repeat(40), "b".repeat(40))), Some("a".repeat(40)));
    }

    #[test]
    fn a_category_is_named_by_its_slug() {
        assert!(is_slug("su-kien"));
        for wrong in ["", "Su-kien", "sự-kiện", "a--b", "-a", "a b"] {
            assert!(!is_slug(wrong), "{wrong}");
        }
    }
}
