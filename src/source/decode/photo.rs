//! Photos and the files of their other widths.

use crate::article::{Photo, Rendition, Taken};
use crate::body::{self, Block, Body, Figure, MediaKind};
use crate::json::Json;
use crate::list::{self, ToList};
use crate::source::reader::Reader;
use crate::url::{self, SafeUrl};

/// What stands for a film without a poster: a file of the portal's own, and its pixels.
const NO_POSTER: (&str, (u32, u32)) = ("film.svg", (1600, 900));

impl Reader<'_> {
    /// A photo of an item; the first of several ways that gives one.
    pub fn photo(&self, how: &Json, item: &Json) -> Option<Photo> {
        if how.is_array() {
            return how.items().iter().find_map(|how| self.photo(how, item));
        }
        if let Some(html) = how.get("in") {
            return self.photos_in(&self.text(&html, item)?, false).into_iter().next();
        }
        let each = how.get("each").map(|_| self.each(how, item));
        let item = match &each {
            Some(found) => found.first()?,
            None => item,
        };
        self.photo_of(how, item)
    }

    /// All photos that a field leads to.
    pub fn photos(&self, how: &Json, item: &Json) -> Vec<Photo> {
        match how.get("in") {
            Some(html) => self.text(&html, item).map(|html| self.photos_in(&html, true)).unwrap_or_default(),
            None => self.each(how, item).iter().filter_map(|item| self.photo_of(how, item)).list(),
        }
    }

    /// A way is an address alone, or an object; one that is `like` another entry of the profile says how it differs.
    fn photo_of(&self, how: &Json, item: &Json) -> Option<Photo> {
        if how.as_text().is_some() {
            return SafeUrl::parse_in(&self.text(how, item)?, self.url).map(Photo::new);
        }
        let shared = how.text("like").and_then(|name| self.profile.part(&name));
        let how = &shared.map_or_else(|| how.clone(), |shared| shared.merged(how));
        let text = |name: &str| self.field(how, name, item);
        let number = |name: &str| text(name)?.parse::<u32>().ok().filter(|&n| n > 0);
        // What is no colour after all is no CSS, which browsers pass over.
        let is_color = |color: &String| color.len() == 7 && color.starts_with('#');
        let size = number("width").zip(number("height"));
        Some(Photo {
            src: SafeUrl::parse_in(&text("src")?, self.url)?,
            alt: text("alt").unwrap_or_default(),
            caption: text("caption"),
            credit: text("credit"),
            size,
            renditions: how.get("renditions").map(|how| self.renditions(&how, item, size)).unwrap_or_default(),
            has_formats: text("formats").is_some(),
            color: text("color").filter(is_color),
            taken: self.taken(how, item),
            place: text("place"),
            film: self.film(how, item),
        })
    }

    /// A film's file, or its frame where it is on another site.
    fn film(&self, how: &Json, item: &Json) -> Option<SafeUrl> {
        let file = self.field(how, "video", item).and_then(|file| SafeUrl::parse_in(&file, self.url));
        file.or_else(|| Some(body::find_embed(&self.field(how, "embed", item)?)?.frame))
    }

    /// A camera whose clock says nothing that is a date takes no photo out of an album.
    fn taken(&self, how: &Json, item: &Json) -> Option<Taken> {
        let is_day = self.field(how, "taken", item)?.len() == "2024-05-18".len();
        let at = self.date(how, "taken", item).ok()??;
        Some(Taken { at, is_day })
    }

    /// Files that an answer names one by one, or `widths` that a backend makes at an address with `{width}` in it.
    ///
    /// A file of another shape is another picture: WordPress lists its square crop among the sizes.
    fn renditions(&self, how: &Json, item: &Json, size: Option<(u32, u32)>) -> Vec<Rendition> {
        let mut renditions = vec![];
        // Plone names the files of a list's photos relative to their item.
        let base = self.field(how, "base", item);
        let base = base.as_deref().unwrap_or(self.url);
        let mut add = |src: Option<String>, width: Option<u32>| {
            let src = src.and_then(|src| SafeUrl::parse_in(&src, base));
            if let (Some(src), Some(width @ 1..)) = (src, width) {
                Rendition::insert(&mut renditions, Rendition { src, width });
            }
        };
        for width in how.list("widths").iter().filter_map(Json::word) {
            let src = self.field(how, "src", item);
            let src = src.map(|src| url::fill(&src, |name| (name == "width").then(|| width.clone())));
            add(src, width.parse().ok());
        }
        if how.get("each").is_some() {
            for item in self.each(how, item) {
                let number = |name: &str| self.field(how, name, &item).and_then(|number| number.parse::<u32>().ok());
                let (width, height) = (number("width"), number("height"));
                let own = width.zip(height);
                if size.zip(own).is_none_or(|(whole, own)| have_one_shape(whole, own)) {
                    add(self.field(how, "src", &item), width);
                }
            }
        }
        renditions
    }

    /// The photos of a text, in its order, and where they are wanted its films among them.
    pub fn photos_in(&self, html: &str, with_films: bool) -> Vec<Photo> {
        let (Body(blocks), _) = body::parse(html, self.url);
        let mut photos = vec![];
        // A stack rather than a recursion, as everywhere where a text's depth is somebody else's.
        let mut rest: Vec<&Block> = blocks.iter().rev().list();
        while let Some(block) = rest.pop() {
            match block {
                Block::Figure(figure) => photos.push(figure.captioned()),
                Block::Media(media) if with_films && media.kind == MediaKind::Video => {
                    let mut film = film(&media.src, media.poster.as_ref(), &media.caption);
                    film.size = media.size.or(film.size);
                    photos.push(film);
                }
                // What a frame shows may also be a map or a letter: those are no part of an album.
                Block::Embed(embed) if with_films && matches!(embed.service, "YouTube" | "Vimeo") => {
                    let mut film = film(&embed.frame, None, &embed.caption);
                    film.alt.clone_from(&embed.title);
                    photos.push(film);
                }
                Block::Gallery { figures, .. } => list::add(&mut photos, figures.iter().map(Figure::captioned)),
                Block::Quote { content, .. } | Block::Notice(content) | Block::Foreign { content, .. } => {
                    list::add(&mut rest, content.iter().rev());
                }
                _ => {}
            }
        }
        photos
    }
}

/// Whether two sizes are those of one picture: within 3 %, since small files are rounded to whole pixels.
fn have_one_shape((width, height): (u32, u32), (other_width, other_height): (u32, u32)) -> bool {
    let (one, other) = (u64::from(width) * u64::from(other_height), u64::from(height) * u64::from(other_width));
    one.abs_diff(other) * 100 <= one.max(other) * 3
}

/// A film of a text. Without a poster it has the portal's own.
fn film(film: &SafeUrl, poster: Option<&SafeUrl>, caption: &body::Line) -> Photo {
    let mut photo = Photo::new(poster.cloned().unwrap_or_else(|| SafeUrl::own(NO_POSTER.0)));
    photo.size = poster.is_none().then_some(NO_POSTER.1);
    photo.caption = body::caption(caption);
    photo.film = Some(film.clone());
    photo
}
