//! One album as its writer left it: a TOML file with two languages side by side.

use super::article::{Photo, category_of, scene_and_shape};
use super::fields::{Fields, Moment};
use super::problem::Problems;
use super::sample::{Language, Sample};
use super::slug;

/// Title and summary in one language.
#[derive(Clone, Debug, Default)]
pub struct Words {
    pub title: String,
    pub summary: Option<String>,
}

/// An album; `words` and each photo's pair stand Vietnamese first, as in `Language`.
#[derive(Clone, Debug)]
pub struct Album {
    pub file: String,
    pub slug: String,
    pub date: Moment,
    pub category: String,
    /// Counted from 0.
    pub cover: usize,
    pub words: [Words; 2],
    pub photos: Vec<[Photo; 2]>,
}

/// Reads one file. Nothing comes back where it has no date, as it could not be placed in a list.
pub fn read(file: &str, slug: &str, text: &str, sample: &Sample, problems: &mut Problems) -> Option<Album> {
    if !slug::is_slug(slug) {
        problems.add(file, "file name", "a slug such as hoi-cho-2024", slug);
    }
    let mut fields = Fields::parse(file, text, 1, problems);
    let date = fields.moment("date", problems);
    let category = category_of(&mut fields, sample, problems);
    let cover = fields.number("cover", problems).unwrap_or(1);
    let words = Language::ALL.map(|language| read_words(&mut fields, language, problems));
    let photos: Vec<[Photo; 2]> =
        fields.tables("photos", problems).into_iter().map(|photo| read_photo(photo, problems)).collect();
    if cover == 0 || cover > photos.len() {
        let expected = format!("a photo's number from 1 to {}", photos.len());
        fields.wrong("cover", &expected, &cover.to_string(), problems);
    }
    fields.finish("date, category, cover, vi, en, photos", problems);
    Some(Album {
        file: file.to_owned(),
        slug: slug.to_owned(),
        date: date?,
        category,
        cover: cover.clamp(1, photos.len().max(1)) - 1,
        words,
        photos,
    })
}

fn read_words(fields: &mut Fields, language: Language, problems: &mut Problems) -> Words {
    let Some(mut table) = fields.table(language.code(), problems) else {
        fields.wrong(language.code(), "a table with a title", "nothing", problems);
        return Words::default();
    };
    let words = Words { title: table.text("title", problems), summary: table.optional_text("summary", problems) };
    table.finish("title, summary", problems);
    words
}

fn read_photo(mut fields: Fields, problems: &mut Problems) -> [Photo; 2] {
    let (scene, shape) = scene_and_shape(&mut fields, problems);
    let seed = fields.number("seed", problems).unwrap_or_default() as u64;
    let credit = fields.optional_text("credit", problems);
    let taken = fields.optional_day("taken", problems);
    let pair = Language::ALL.map(|language| {
        let (mut alt, mut caption, mut place) = (String::new(), None, None);
        match fields.table(language.code(), problems) {
            Some(mut words) => {
                alt = words.text("alt", problems);
                caption = words.optional_text("caption", problems);
                place = words.optional_text("place", problems);
                words.finish("alt, caption, place", problems);
            }
            None => fields.wrong(language.code(), "a table with alt and caption", "nothing", problems),
        }
        Photo { scene, shape, seed, alt, caption, credit: credit.clone(), taken: taken.clone(), place }
    });
    fields.finish("scene, shape, seed, credit, taken, vi, en", problems);
    pair
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALBUM: &str = r#"
date = 2024-05-18T09:00:00+07:00
category = "x"
cover = 2
[vi]
title = "Một"
[en]
title = "One"
[[photos]]
scene = "fair"
[photos.vi]
alt = "Quầy"
[photos.en]
alt = "Stall"
"#;

    #[test]
    fn a_cover_past_the_last_photo_is_a_problem() {
        let mut problems = Problems::default();
        let album = read("a.toml", "a", ALBUM, &Sample::default(), &mut problems).unwrap();
        assert_eq!(album.cover, 0);
        assert_eq!(album.photos[0][1].alt, "Stall");
        let places: Vec<String> = problems.sorted().into_iter().map(|p| p.place).collect();
        assert_eq!(places, ["category", "cover"]);
    }

    #[test]
    fn an_unknown_scene_is_named() {
        let mut problems = Problems::default();
        let text = ALBUM.replace("\"fair\"", "\"moon\"");
        read("a.toml", "a", &text, &Sample::default(), &mut problems);
        assert!(problems.sorted().iter().any(|p| p.place == "photos[1].scene"));
    }
}
