//! A file of a pressed site with the page that is made of it: what it was made of, and which files it stands for.

use serde::{Deserialize, Serialize};

use super::memory::Mark;

/// A file, and what goes with it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// Of what it was made of.
    pub mark: Mark,
    /// The page that is made of it.
    pub page: Option<PageUnit>,
    /// Whether it has compressed copies.
    pub has_copies: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PageUnit {
    /// The page's own file.
    pub name: String,
    pub mark: Mark,
    /// How many pages of single photos go with it: `1/index.html` and so on in its folder.
    pub photos: usize,
    /// What else than the file it was made of.
    pub also: Vec<String>,
}

impl Unit {
    /// The files that are no more where another unit has taken the place of this one.
    pub fn lacks(&self, name: &str, now: Option<&Unit>) -> Vec<String> {
        let mut still = vec![];
        if let Some(now) = now {
            now.files(name, &mut |file| still.push(file.to_owned()));
        }
        let mut gone = vec![];
        self.files(name, &mut |file| {
            if !still.iter().any(|still| still == file) {
                gone.push(file.to_owned());
            }
        });
        gone
    }

    /// Every file that it stands for; `name` is its own.
    pub fn files(&self, name: &str, with: &mut dyn FnMut(&str)) {
        let mut one = |name: &str| {
            with(name);
            if self.has_copies {
                with(&[name, ".br"].concat());
                with(&[name, ".gz"].concat());
            }
        };
        one(name);
        let Some(page) = &self.page else { return };
        if page.name != name {
            one(&page.name);
        }
        let folder = page.name.trim_end_matches("index.html");
        (1..=page.photos).for_each(|number| one(&format!("{folder}{number}/index.html")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_of_a_page_with_photos_are_named() {
        let page = PageUnit { name: "article/a/index.html".into(), photos: 2, ..PageUnit::default() };
        let unit = Unit { page: Some(page), ..Unit::default() };
        let mut all = vec![];
        unit.files("content/vi/article/a.json", &mut |name| all.push(name.to_owned()));
        let pages = ["article/a/index.html", "article/a/1/index.html", "article/a/2/index.html"];
        assert_eq!(all, [&["content/vi/article/a.json"], &pages[..]].concat());
    }

    #[test]
    fn what_another_unit_has_no_more_is_gone() {
        let page = |photos| Some(PageUnit { name: "article/a/index.html".into(), photos, ..PageUnit::default() });
        let of = |photos| Unit { page: page(photos), ..Unit::default() };
        assert_eq!(of(2).lacks("a.json", Some(&of(1))), ["article/a/2/index.html"]);
        assert_eq!(of(0).lacks("a.json", None), ["a.json", "article/a/index.html"]);
        assert_eq!(of(1).lacks("a.json", Some(&of(3))), Vec::<String>::new());
    }
}
