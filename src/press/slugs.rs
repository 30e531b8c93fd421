//! Slugs that cannot be told apart everywhere, or are no part of an address.

use std::collections::HashMap;

/// Whether a slug is one part of a path. A slash in it would begin another one, and Windows takes a backslash for it.
pub fn is_one_part(slug: &str) -> bool {
    !slug.contains(['/', '\\'])
}

/// Pairs of slugs that differ by capitals alone: on the disks of Windows and macOS, and on hosts that lie on such, both
/// are one file. Each slug with capitals is named once, with one that it is taken for.
pub fn alike<'a>(all: impl Iterator<Item = &'a str> + Clone) -> Vec<(&'a str, &'a str)> {
    // Nearly all sites have none with capitals, and then there is nothing to compare.
    let with_capitals = all.clone().filter(|slug| slug.chars().any(char::is_uppercase));
    let mut small: HashMap<String, &str> = HashMap::new();
    let mut found = vec![];
    for slug in with_capitals {
        if let Some(other) = small.insert(slug.to_lowercase(), slug).filter(|other| *other != slug) {
            found.push((slug, other));
        }
    }
    if !small.is_empty() {
        found.extend(all.filter_map(|slug| Some((*small.get(slug)?, slug))).filter(|(slug, other)| slug != other));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_that_differ_by_capitals_are_found() {
        let pairs = |all: &[&'static str]| alike(all.iter().copied());
        assert_eq!(pairs(&["a", "b", "a-b"]), []);
        assert_eq!(pairs(&["a", "B", "A", "c"]), [("A", "a")]);
        assert_eq!(pairs(&["Tin-A", "tin-a", "TIN-a"]), [("TIN-a", "Tin-A"), ("TIN-a", "tin-a")]);
        assert_eq!(pairs(&["đo-lường", "Đo-lường"]), [("Đo-lường", "đo-lường")]);
        assert_eq!(pairs(&["A", "A"]), [], "one slug twice is told elsewhere");
    }
}
