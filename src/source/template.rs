//! Texts with places in braces: addresses, and pieces of HTML made of a backend's blocks.

use crate::cut;

/// Fills the places of a text; `None` where one of them has no value.
///
/// A place ends at the brace that closes it: there may be others inside.
pub fn fill(template: &str, value: &mut dyn FnMut(&str) -> Option<String>) -> Option<String> {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let end = closing(after)?;
        out.push_str(&value(cut::to(after, end))?);
        rest = cut::from(after, end + 1);
    }
    Some(out + rest)
}

/// Where the brace stands that closes one that was opened before.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return Some(at),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_and_may_hold_others() {
        let mut value = |name: &str| match name {
            "none" => None,
            name => Some(format!("<{name}>")),
        };
        assert_eq!(fill("a{b}c{?d {e}}", &mut value).as_deref(), Some("a<b>c<?d {e}>"));
        assert_eq!(fill("plain }", &mut value).as_deref(), Some("plain }"));
        for without in ["{none}", "x{b", "{{b}"] {
            assert_eq!(fill(without, &mut value), None, "{without}");
        }
    }
}
