//! Spaces at which a line must not end.

use super::every_line;
use crate::body::tree::{Body, Inline};
use crate::cut;
use crate::search::is_of_a_word;

/// No line ends between a number and its unit, or before the "./." that closes a Vietnamese official text.
pub fn run(body: &mut Body) {
    every_line(&mut body.0, &mut |line| {
        for inline in line {
            if let Inline::Text(run) = inline
                && !run.span.marks.is_literal()
                && let Some(bound) = bind(&run.text)
            {
                run.text = bound;
            }
        }
    });
}

/// Units that follow a number; what follows them is no letter.
const UNITS: [&str; 35] = [
    "%", "‰", "°C", "kg", "g", "mg", "gam", "tấn", "tạ", "km", "m", "cm", "mm", "m²", "m³", "m2", "m3", "km²", "km2",
    "ha", "lít", "ml", "kW", "kWh", "MW", "MHz", "GHz", "MB", "GB", "TB", "đồng", "triệu", "tỷ", "USD", "VNĐ",
];

fn bind(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut done = 0;
    for (at, _) in text.bytes().enumerate().filter(|(_, byte)| *byte == b' ') {
        let is_after_digit = cut::to(text, at).ends_with(|c: char| c.is_ascii_digit());
        let is_unit = || is_after_digit && begins_with_unit(cut::from(text, at + 1));
        let is_end = at + 4 == text.len() && text.ends_with("./.");
        if is_end || is_unit() {
            out.push_str(cut::from(cut::to(text, at), done));
            out.push('\u{a0}');
            done = at + 1;
        }
    }
    (done > 0).then(|| out + cut::from(text, done))
}

fn begins_with_unit(text: &str) -> bool {
    UNITS.iter().any(|unit| {
        // The first byte by itself: a word costs next to nothing.
        unit.bytes().next() == text.bytes().next()
            && text.strip_prefix(unit).is_some_and(|rest| !rest.starts_with(|c| is_of_a_word(c) || c == '-'))
    })
}

#[cfg(test)]
mod tests {
    use super::bind;

    #[test]
    fn numbers_keep_their_units() {
        let cases = [
            ("rộng 5 ha, nặng 12,5 kg và 30 %", "rộng 5\u{a0}ha, nặng 12,5\u{a0}kg và 30\u{a0}%"),
            ("kính đề nghị thực hiện ./.", "kính đề nghị thực hiện\u{a0}./."),
        ];
        for (text, expected) in cases {
            assert_eq!(bind(text).as_deref(), Some(expected));
        }
        for text in ["5 hội nghị", "năm 2021 mở lớp", "19 tháng 7", "m 5"] {
            assert_eq!(bind(text), None, "{text}");
        }
    }
}
