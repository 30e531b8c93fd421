//! Pieces of text, cut without the code that says why it panics.
//!
//! `text[a..b]` brings along messages about the boundaries of characters, and the search for a text inside a text two
//! clever algorithms; together they are 5 kB of a first visit. Here a cut in the wrong place gives nothing, and a
//! search is a loop.

/// From this byte on; nothing where it is inside a character or beyond the end.
pub fn from(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

/// Up to this byte; nothing where it is inside a character or beyond the end.
pub fn to(text: &str, at: usize) -> &str {
    text.get(..at).unwrap_or_default()
}

/// The text before this byte and from it on.
pub fn at(text: &str, place: usize) -> (&str, &str) {
    (to(text, place), from(text, place))
}

/// Where some text begins in another one.
pub fn find(text: &str, part: &str) -> Option<usize> {
    let part = part.as_bytes();
    // The first byte by itself: nearly nowhere is it the same.
    let fits = |window: &[u8]| window.first() == part.first() && window == part;
    text.as_bytes().windows(part.len().max(1)).position(fits)
}

/// What stands before and after some text.
pub fn around<'a>(text: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    let place = find(text, part)?;
    Some((to(text, place), from(text, place + part.len())))
}

/// A number's digits. One kind of number for all: each kind brings its own printing along.
pub fn digits(number: u32) -> String {
    (number as usize).to_string()
}

/// A number with zeros in front of it, up to this many digits.
pub fn padded(number: u32, len: usize) -> String {
    let mut out = String::new();
    pad(&mut out, number, len);
    out
}

/// Adds such a number to a text.
pub fn pad(out: &mut String, number: u32, len: usize) {
    let digits = digits(number);
    (digits.len()..len).for_each(|_| out.push('0'));
    out.push_str(&digits);
}

/// One number divided by another, which is not 0, to the nearest thousandth: `1.500`.
pub fn quotient(number: u32, by: u32) -> String {
    // In integers: the code that prints floats weighs 15 kB in the wasm.
    let (number, by) = (u64::from(number), u64::from(by.max(1)));
    let thousandths = (number * 1000 + by / 2) / by;
    padded((thousandths / 1000) as u32, 1) + "." + &padded((thousandths % 1000) as u32, 3)
}

/// Whether any of some ASCII signs is in a text.
pub fn has_any(text: &str, signs: &str) -> bool {
    if cfg!(not(target_arch = "wasm32")) {
        // Sixteen bytes at a time; that weighs more than it saves in a page.
        return signs.bytes().any(|sign| text.as_bytes().contains(&sign));
    }
    text.bytes().any(|byte| signs.bytes().any(|sign| sign == byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_inside_a_letter_gives_nothing() {
        assert_eq!((from("đo", 1), to("đo", 1), from("đo", 9)), ("", "", ""));
        assert_eq!(at("đo", 2), ("đ", "o"));
    }

    #[test]
    fn numbers_are_padded_and_never_cut() {
        assert_eq!((padded(7, 2), padded(2021, 4), padded(123, 2)), ("07".into(), "2021".into(), "123".into()));
    }

    #[test]
    fn a_text_is_found_where_it_begins_first() {
        assert_eq!(find("aab", "ab"), Some(1));
        assert_eq!(around("a://b://c", "://"), Some(("a", "b://c")));
        assert_eq!((find("a", "abc"), find("", "a")), (None, None));
    }
}
