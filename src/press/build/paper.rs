//! What a pressed page looks like on paper.

/// The style sheet, for paper alone.
const SHEET: &str = include_str!("paper.css");

/// The same without comments and indentation.
pub fn style() -> String {
    let mut rest = SHEET;
    let mut out = String::with_capacity(rest.len());
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    out.lines().map(str::trim).collect()
}
