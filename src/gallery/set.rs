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
    /// Its file, and the same in other widths as `srcset` has them, in the format that the browser shows.
    pub src: String,
    pub srcset: String,
    /// Each of those files is there as AVIF and WebP too, and the browser has not chosen one of them yet.
    pub has_formats: bool,
    /// Its widest file, for who takes it along: the original, or as near to it as the backend offers.
    pub original: String,
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
        files(&self.srcset)
    }

    /// The key of the words for its place in the set.
    pub fn place_key(&self) -> &'static str {
        if self.film.is_empty() { "photo_of" } else { "film_of" }
    }
}

fn files(srcset: &str) -> impl Iterator<Item = (&str, u32)> {
    srcset.split(", ").filter_map(|file| {
        let (address, width) = file.rsplit_once(' ')?;
        Some((address, width.strip_suffix('w')?.parse().ok()?))
    })
}

/// A photo as one text: what [`Shot`] has, in its order, but in place of its original whether each of its files is there
/// as AVIF and WebP too (anything but nothing).
pub fn write(fields: [&str; 15]) -> String {
    let mut text = String::new();
    for field in fields {
        // A photo is not lost to a stray control character in its caption.
        text.extend(field.chars().filter(|&c| c != FIELD));
        text.push(FIELD);
    }
    text
}

/// The photo that [`write()`] has written. `ending`: of the format that the browser shows where a photo has several.
pub fn read(text: &str, ending: impl FnOnce() -> &'static str) -> Shot {
    let mut fields = text.split(FIELD);
    let mut field = || fields.next().unwrap_or_default().to_owned();
    let (href, src, mut srcset, formats) = (field(), field(), field(), field());
    let original = files(&srcset).last().map_or(src.as_str(), |(address, _)| address).to_owned();
    let mut has_formats = !formats.is_empty();
    if let Some(ending) = has_formats.then(ending).filter(|ending| !ending.is_empty()) {
        srcset = in_format(&srcset, ending);
        has_formats = false;
    }
    let (width, height) = (field().parse().unwrap_or_default(), field().parse().unwrap_or_default());
    let (alt, caption, credit, color) = (field(), field(), field(), field());
    let (taken, place, film, embed, name) = (field(), field(), field(), field(), field());
    Shot {
        href,
        src,
        srcset,
        has_formats,
        original,
        width,
        height,
        alt,
        caption,
        credit,
        color,
        taken,
        place,
        film,
        embed,
        name,
    }
}

/// The same files in another format: they lie beside them, with another ending of four letters for theirs of three.
pub fn in_format(srcset: &str, ending: &str) -> String {
    let all = files(srcset).filter_map(|(address, width)| {
        Some([address.get(..address.len().checked_sub(3)?)?, ending, " ", &width.to_string(), "w"].concat())
    });
    all.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(srcset: &str, formats: &str, ending: &'static str) -> Shot {
        let mut fields = [""; 15];
        (fields[1], fields[2], fields[3]) = ("/a.jpg", srcset, formats);
        read(&write(fields), || ending)
    }

    #[test]
    fn the_widest_file_is_the_last_of_those_that_say_their_width_or_else_the_only_one() {
        let several = of("/a-480.jpg 480w, /a-960.jpg 960w", "", "");
        assert_eq!(several.files().collect::<Vec<_>>(), [("/a-480.jpg", 480), ("/a-960.jpg", 960)]);
        assert_eq!((several.original, of("", "", "").original), ("/a-960.jpg".into(), "/a.jpg".into()));
        assert_eq!(of("/a-480.jpg 480w, /a-960.jpg 2x", "", "").original, "/a-480.jpg");
    }

    #[test]
    fn of_several_formats_the_browsers_own_is_shown_and_the_original_is_taken_along() {
        let files = "/a-480.jpg 480w, /a-960.png 960w";
        let shown = of(files, "avif webp", "avif");
        assert_eq!(shown.srcset, "/a-480.avif 480w, /a-960.avif 960w");
        assert_eq!((shown.original.as_str(), shown.src.as_str()), ("/a-960.png", "/a.jpg"));
        let unknown = of(files, "avif webp", "");
        assert_eq!((unknown.srcset.as_str(), unknown.has_formats, shown.has_formats), (files, true, false));
        let single = of(files, "", "avif");
        assert_eq!((single.srcset.as_str(), single.has_formats), (files, false));
    }

    #[test]
    fn a_photo_comes_back_as_it_was_but_for_the_separator() {
        let mut fields = ["/gallery/hoi-nghi/2/", "https://a.example/ảnh.jpg", "", "", "1600", "1067", "Sảnh"].to_vec();
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
            has_formats: false,
            original: fields[1].into(),
            width: 1600,
            height: 1067,
            alt: fields[6].into(),
            caption: "Đại biểu tham quan gian hàng\n(ảnh)".into(),
            credit: fields[8].into(),
            color: fields[9].into(),
            taken: fields[10].into(),
            place: fields[11].into(),
            film: fields[12].into(),
            embed: fields[13].into(),
            name: fields[14].into(),
        };
        assert_eq!(read(&write(fields.try_into().unwrap()), || ""), shot);
        assert_eq!((read(&write([""; 15]), || ""), read("", || "")), (Shot::default(), Shot::default()));
    }
}
