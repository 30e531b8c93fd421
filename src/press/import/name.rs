//! Names that are safe in an address and on every disk: slugs, and the files of pictures and attachments.
//!
//! Whatever a source calls its things, no name made here has a slash, begins with a dot or is empty.

use crate::search;

/// The most bytes of a slug: with `.json` and what is written beside it first, it fits into the 255 of a file's name.
const LONGEST: usize = 160;
/// The most letters of a file's name, beside what tells it from others.
const LONGEST_STEM: usize = 60;

/// The address part of an article, from the one that it had or from its words: letters and digits of any script stay,
/// in lower case; all else is a hyphen. `None` where nothing is left.
pub fn slug(text: &str) -> Option<String> {
    let mut slug = String::new();
    for c in search::compose(text).chars().flat_map(char::to_lowercase) {
        let is_kept = c == '_' || search::is_of_a_word(c) && !c.is_control() && !is_unseen(c);
        if is_kept && slug.len() + c.len_utf8() <= LONGEST {
            slug.push(c);
        } else if !is_kept && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_matches('-');
    (!slug.is_empty()).then(|| slug.to_owned())
}

/// The slug of some words, as the portal makes them of tags: “Đo lường” is `do-luong`.
pub fn slug_of_words(words: &str) -> Option<String> {
    slug(&search::fold(words))
}

/// What a file is called, without its ending: the letters that it had, and eight that its address alone gives, so that
/// two pictures of one name do not meet and each has the same name every time.
pub fn stem(address: &str) -> String {
    let path = crate::url::decode(crate::url::path(address));
    let last = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let bare = last.rsplit_once('.').map_or(last, |(name, _)| name);
    let folded: String = search::fold(bare)
        .chars()
        .map(|c| if c == ' ' { '-' } else { c })
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .take(LONGEST_STEM)
        .collect();
    let folded = folded.trim_matches('-');
    let mark = format!("{:08x}", short(address));
    if folded.is_empty() { mark } else { format!("{folded}-{mark}") }
}

/// FNV-1a, folded to 32 bits: it must be the same in every version of the tool, which the standard library's is not.
fn short(text: &str) -> u32 {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    (hash >> 32) as u32 ^ hash as u32
}

/// Signs that are not seen, or turn the direction of what follows.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{180e}' | '\u{feff}' | '\u{e000}'..='\u{f8ff}' | '\u{fff0}'..='\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leaves_its_folder() {
        for hostile in
            ["../../etc/passwd", "..", ".", "/", "a/../b", "..\\..\\x", "\0", ".htaccess", "a\u{202e}gpj.exe", "con."]
        {
            let slug = slug(hostile);
            assert!(
                slug.as_deref().is_none_or(|slug| !slug.contains(['/', '\\', '.', '\0', '\u{202e}'])),
                "{hostile}: {slug:?}"
            );
            let stem = stem(&format!("https://a.vn/{hostile}"));
            assert!(stem.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'), "{hostile}: {stem}");
        }
        assert_eq!(slug("../..").as_deref(), None);
        assert!(slug(&"ộ".repeat(500)).unwrap().len() <= LONGEST);
    }

    #[test]
    fn slugs_keep_what_they_can() {
        assert_eq!(slug("hoi-nghi_2021").as_deref(), Some("hoi-nghi_2021"));
        assert_eq!(slug("Hội nghị: tổng kết!").as_deref(), Some("hội-nghị-tổng-kết"));
        assert_eq!(slug("ho\u{323}i").as_deref(), Some("họi"), "letters are composed");
        assert_eq!(slug_of_words("Đo lường & thử").as_deref(), Some("do-luong-thu"));
    }

    #[test]
    fn two_pictures_of_one_name_have_two_files() {
        let (a, b) = (stem("https://a.vn/2020/anh.jpg"), stem("https://a.vn/2021/anh.jpg"));
        assert!(a.starts_with("anh-") && b.starts_with("anh-") && a != b, "{a} {b}");
        assert_eq!(stem("https://a.vn/%C4%90o%20l%C6%B0%E1%BB%9Dng.jpg"), "do-luong-1e2427d9");
    }
}
