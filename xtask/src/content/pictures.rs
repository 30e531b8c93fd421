//! Which pictures the sources need, and drawing those that are missing or changed.

use super::article::{Article, Photo};
use super::library::Library;
use super::sample::Language;
use crate::draw::{self, Scene, Shape};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Widths of an article's pictures and of an album's, narrow first.
pub const ARTICLE_WIDTHS: &[u32] = &[480, 960];
pub const ALBUM_WIDTHS: &[u32] = &[480, 960, 1600];

/// Where the drawn pictures' recipes are kept between two runs.
pub const LOCK: &str = "xtask/sample/pictures.lock";

/// What a picture is drawn from. The same recipe gives the same bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipe {
    pub scene: Scene,
    pub shape: Shape,
    pub seed: u64,
    pub widths: &'static [u32],
}

impl Recipe {
    fn new(name: &str, photo: &Photo, widths: &'static [u32]) -> Recipe {
        let seed = draw::hash(&format!("{name}/{}", photo.seed));
        Recipe { scene: photo.scene, shape: photo.shape, seed, widths }
    }

    /// A fingerprint that changes with the recipe and with the code that draws its scene.
    fn fingerprint(&self) -> u64 {
        let Recipe { scene, shape, seed, widths } = self;
        draw::hash(&format!("{} {shape} {seed} {widths:?} {}", scene.name(), scene.version()))
    }
}

/// A picture that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub recipe: Recipe,
    /// Its dominant colour, `#8b9a8e`.
    pub color: String,
}

impl Picture {
    /// Width and height of a rendition.
    pub fn size(&self, width: u32) -> (u32, u32) {
        (width, self.recipe.shape.height(width))
    }
}

/// A rendition's file name.
pub fn file_name(name: &str, width: u32) -> String {
    format!("{name}-{width}.jpg")
}

/// The name of an article's lead picture. A translation shows the picture of its original.
pub fn lead_name(library: &Library, article: &Article, photo: &Photo) -> String {
    original(library, article)
        .filter(|other| other.photo.as_ref().is_some_and(|found| same(found, photo)))
        .map_or_else(|| article.slug.clone(), |other| other.slug.clone())
}

/// The name of the picture number `n`, from 0, in an article's body.
pub fn body_name(library: &Library, article: &Article, n: usize, photo: &Photo) -> String {
    let slug = original(library, article)
        .filter(|other| other.body.photos().nth(n).is_some_and(|found| same(found, photo)))
        .map_or(&article.slug, |other| &other.slug);
    format!("{slug}-body-{}", n + 1)
}

/// The name of an album's picture number `n`, from 0.
pub fn album_name(slug: &str, n: usize) -> String {
    format!("{slug}-{:02}", n + 1)
}

fn original<'a>(library: &'a Library, article: &Article) -> Option<&'a Article> {
    if article.language == Language::En { library.translation(article) } else { None }
}

fn same(a: &Photo, b: &Photo) -> bool {
    (a.scene, a.shape, a.seed) == (b.scene, b.shape, b.seed)
}

/// Every picture that the library shows, by name.
pub fn plan(library: &Library) -> BTreeMap<String, Recipe> {
    let mut plan = BTreeMap::new();
    for article in library.articles.iter().chain(&library.pages) {
        if let Some(photo) = &article.photo {
            let name = lead_name(library, article, photo);
            let recipe = Recipe::new(&name, photo, ARTICLE_WIDTHS);
            plan.insert(name, recipe);
        }
        for (n, photo) in article.body.photos().enumerate() {
            let name = body_name(library, article, n, photo);
            let recipe = Recipe::new(&name, photo, ARTICLE_WIDTHS);
            plan.insert(name, recipe);
        }
    }
    for album in &library.albums {
        for (n, [photo, _]) in album.photos.iter().enumerate() {
            let name = album_name(&album.slug, n);
            let recipe = Recipe::new(&name, photo, ALBUM_WIDTHS);
            plan.insert(name, recipe);
        }
    }
    plan
}

/// Brings a folder of pictures to the plan; what is there and unchanged is left alone.
pub fn draw(
    root: &Path,
    folder: &Path,
    plan: BTreeMap<String, Recipe>,
    again: bool,
) -> Result<BTreeMap<String, Picture>, String> {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let lock = root.join(LOCK);
    let known = if again { BTreeMap::new() } else { read_lock(&lock) };
    let kept = |name: &str, recipe: &Recipe| {
        let (fingerprint, color) = known.get(name)?;
        let there = recipe.widths.iter().all(|width| folder.join(file_name(name, *width)).is_file());
        (there && *fingerprint == recipe.fingerprint()).then(|| color.clone())
    };
    // The lock is written with every picture, so that an interrupted run goes on where it was.
    let done: Mutex<BTreeMap<String, Picture>> = Mutex::new(BTreeMap::new());
    let note = |name: String, picture: Picture, is_new: bool| {
        let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
        done.insert(name, picture);
        if is_new { write_lock(&lock, &done) } else { Ok(()) }
    };
    // Those that are kept come first: a lock written meanwhile must not forget them.
    let (kept, missing): (Vec<_>, Vec<_>) = plan
        .into_iter()
        .map(|(name, recipe)| (kept(&name, &recipe), name, recipe))
        .partition(|(color, ..)| color.is_some());
    for (color, name, recipe) in kept {
        note(name, Picture { recipe, color: color.unwrap_or_default() }, false)?;
    }
    missing.into_par_iter().try_for_each(|(_, name, recipe)| {
        let color = draw_one(folder, &name, &recipe)?;
        note(name, Picture { recipe, color }, true)
    })?;
    let done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    write_lock(&lock, &done)?;
    Ok(done)
}

fn write_lock(path: &Path, pictures: &BTreeMap<String, Picture>) -> Result<(), String> {
    let mut text = String::from("# Drawn pictures: name, fingerprint of the recipe, dominant colour.\n");
    for (name, picture) in pictures {
        let fingerprint = picture.recipe.fingerprint();
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{name} {fingerprint:016x} {}", picture.color);
    }
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// Draws one picture at its largest width and writes all of them; gives its dominant colour.
fn draw_one(folder: &Path, name: &str, recipe: &Recipe) -> Result<String, String> {
    let largest = recipe.widths.iter().copied().max().unwrap_or(960);
    let picture = draw::picture(recipe.scene, recipe.shape, recipe.seed, largest);
    for width in recipe.widths {
        let (width, height) = (*width, recipe.shape.height(*width));
        let jpeg = draw::jpeg(&picture, width, height)?;
        let path = folder.join(file_name(name, width));
        fs::write(&path, jpeg).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    eprintln!("  drew {name} ({})", recipe.scene.name());
    Ok(picture.dominant_color())
}

/// A lock that is missing or damaged only means that pictures are drawn again.
fn read_lock(path: &Path) -> BTreeMap<String, (u64, String)> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let mut known = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let [name, fingerprint, color] = line.split(' ').collect::<Vec<_>>()[..]
            && let Ok(fingerprint) = u64::from_str_radix(fingerprint, 16)
        {
            known.insert(name.to_owned(), (fingerprint, color.to_owned()));
        }
    }
    known
}
