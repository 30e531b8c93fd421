//! How albums are shown.

use crate::json::Json;

/// What the settings say of albums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gallery {
    /// One of [`LAYOUTS`]; the views write it on an album's list.
    pub layout: &'static str,
}

/// Rows that are filled without cropping a photo, columns of one width, and squares.
pub const LAYOUTS: [&str; 3] = ["rows", "masonry", "tiles"];

impl Default for Gallery {
    fn default() -> Gallery {
        Gallery { layout: "rows" }
    }
}

impl Gallery {
    pub(super) fn read(json: Option<Json>, problem: &mut dyn FnMut(&str, &str, Option<&Json>)) -> Gallery {
        let mut gallery = Gallery::default();
        let Some(json) = json else { return gallery };
        if !json.is_object() {
            problem("/gallery", r#"an object such as {"layout": "rows"}"#, Some(&json));
        }
        for key in json.keys() {
            let value = json.get(&key);
            let name = value.as_ref().and_then(Json::as_text).unwrap_or_default();
            let at = ["/gallery/", &key].concat();
            match LAYOUTS.iter().find(|known| **known == name) {
                _ if key != "layout" => problem(&at, "layout", value.as_ref()),
                Some(layout) => gallery.layout = layout,
                None => problem(&at, "one of rows, masonry, tiles", value.as_ref()),
            }
        }
        gallery
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> (&'static str, Vec<String>) {
        let mut problems = vec![];
        let gallery = Gallery::read(Json::parse(text).ok(), &mut |at, expected, found| {
            problems.push(format!("{at}: expected {expected}, found {}", found.map(Json::shown).unwrap_or_default()));
        });
        (gallery.layout, problems)
    }

    #[test]
    fn a_layout_is_one_of_three() {
        assert_eq!(check(r#"{"layout": "masonry"}"#), ("masonry", vec![]));
        assert_eq!(check("{}"), ("rows", vec![]));
    }

    #[test]
    fn any_other_is_named_and_rows_are_shown() {
        let expected = r#"/gallery/layout: expected one of rows, masonry, tiles, found "grid""#;
        assert_eq!(check(r#"{"layout": "grid"}"#), ("rows", vec![expected.into()]));
        let expected = r#"/gallery/layuot: expected layout, found "rows""#;
        assert_eq!(check(r#"{"layuot": "rows"}"#), ("rows", vec![expected.into()]));
        let expected = r#"/gallery: expected an object such as {"layout": "rows"}, found "tiles""#;
        assert_eq!(check(r#""tiles""#), ("rows", vec![expected.into()]));
    }
}
