//! A photo of a set as the portal hands it to the gallery's module.
//!
//! The two have no memory in common, so each photo travels as one text of fields, ended by the character that Unicode
//! has for it, which no caption has.

/// Ends a field (U+001F, UNIT SEPARATOR).
const FIELD: char = '\u{1f}';

/// One photo of a set. What is not known is empty or 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shot {
    /// The address of its own page on the portal.
    pub href: String,
    /// Its file, and the same in other widths as `srcset` has them.
    pub src: String,
    pub srcset: String,
    /// Pixels of `src`.
    pub width: u32,
    pub height: u32,
    pub alt: String,
    pub caption: String,
    pub credit: String,
    /// `#rrggbb`: stands in its place until it is there.
    pub color: String,
    /// When it was taken, written out in the reader's language.
    pub taken: String,
    /// The name of the place that it shows.
    pub place: String,
    /// The file of the film that the photo is the poster of, or the address of its frame; empty for a photo.
    pub film: String,
    /// What the button says that brings the frame; empty for a film's file.
    pub embed: String,
    /// What a film is called by its number, `Phim 3`; empty for a photo.
    pub name: String,
}

impl Shot {
    /// What its link is called. `label`: what a photo is called by its number, `Ảnh 3`.
    pub fn title(&self, label: String) -> String {
        let numbered = if self.name.is_empty() { label } else { self.name.clone() };
        if self.alt.is_empty() { numbered } else { [&numbered, ": ", &self.alt].concat() }
    }

    /// Its files as `srcset` has them, narrowest first: address and pixels across.
    pub fn files(&self) -> impl Iterator<Item = (&str, u32)> {
        self.srcset.split(", ").filter_map(|file| {
            let (address, width) = file.rsplit_once(' ')?;
            Some((address, width.strip_suffix('w')?.parse().ok()?))
        })
    }

    /// Its widest file: the original, or as near to it as the backend offers.
    pub fn largest(&self) -> &str {
        self.files().last().map_or(&self.src, |(address, _)| address)
    }

    /// The key of the words for its place in the set.
    pub fn place_key(&self) -> &'static str {
        if self.film.is_empty() { "photo_of" } else { "film_of" }
    }
}

/// A photo as one text: what [`Shot`] has, in its order.
pub fn write(fields: [&str; 14]) -> String {
    let mut text = String::new();
    for field in fields {
        // A photo is not lost to a stray control character in its caption.
        text.extend(field.chars().filter(|&c| c != FIELD));
        text.push(FIELD);
    }
    text
}

/// The photo that [`write()`] has written.
pub fn read(text: &str) -> Shot {
    let mut fields = text.split(FIELD);
    let mut field = || fields.next().unwrap_or_default().to_owned();
    let (href, src, srcset) = (field(), field(), field());
    let (width, height) = (field().parse().unwrap_or_default(), field().parse().unwrap_or_default());
    let (alt, caption, credit, color) = (field(), field(), field(), field());
    let (taken, place, film, embed, name) = (field(), field(), field(), field(), field());
    Shot { href, src, srcset, width, height, alt, caption, credit, color, taken, place, film, embed, name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_file_is_the_last_of_those_that_say_their_width_or_else_the_only_one() {
        let of = |srcset: &str| Shot { src: "/a.jpg".into(), srcset: srcset.into(), ..Shot::default() };
        let several = of("/a-480.jpg 480w, /a-960.jpg 960w");
        assert_eq!(several.files().collect::<Vec<_>>(), [("/a-480.jpg", 480), ("/a-960.jpg", 960)]);
        assert_eq!((several.largest(), of("").largest()), ("/a-960.jpg", "/a.jpg"));
        assert_eq!(of("/a-480.jpg 480w, /a-960.jpg 2x").largest(), "/a-480.jpg");
    }

    #[test]
    fn a_photo_comes_back_as_it_was_but_for_the_separator() {
        let mut fields = ["/gallery/hoi-nghi/2/", "https://a.example/ảnh.jpg", "", "1600", "1067", "Sảnh"].to_vec();
        fields.extend([
            "Đại biểu tham quan\u{1f} gian hàng\n(ảnh)",
            "Ảnh: An",
            "#cdc5ba",
            "18/05/2024, 09:30",
            "Phủ Lý",
        ]);
        fields.extend(["/phim.mp4", "Hiện nội dung của YouTube", "Phim 2"]);
        let shot = Shot {
            href: fields[0].into(),
            src: fields[1].into(),
            srcset: String::new(),
            width: 1600,
            height: 1067,
            alt: fields[5].into(),
            caption: "Đại biểu tham quan gian hàng\n(ảnh)".into(),
            credit: fields[7].into(),
            color: fields[8].into(),
            taken: fields[9].into(),
            place: fields[10].into(),
            film: fields[11].into(),
            embed: fields[12].into(),
            name: fields[13].into(),
        };
        assert_eq!(read(&write(fields.try_into().unwrap())), shot);
        assert_eq!((read(&write([""; 14])), read("")), (Shot::default(), Shot::default()));
    }
}
