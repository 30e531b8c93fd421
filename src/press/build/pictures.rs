//! The photos of a site: made into files of several widths, each once, and remembered from build to build.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use super::backend::Backend;
use super::memory::Input;
use super::picture::Picture;
use super::reader::below;
use super::site::Site;
use super::threads;
use super::{Images, Outcome};
use crate::article::{Album, Photo};
use crate::press::images::{self, Pictures, Processed};
use crate::press::progress::{self, Progress};
use crate::url;

/// What makes and knows the pictures of a site. All threads share it.
pub struct Photos {
    images: Images,
    /// That of the settings.
    folder: PathBuf,
    base: String,
    url: Option<String>,
    /// The hosts of the portal's sources: they may be in a closed network.
    homes: Vec<String>,
    maker: Pictures,
    backend: Arc<Backend>,
    /// What the last build knew, by place.
    last: BTreeMap<String, Picture>,
    /// What this one has asked for.
    now: Mutex<HashMap<String, Arc<OnceLock<Arc<Picture>>>>>,
    n_made: AtomicUsize,
    /// Whether a person watches how far the work is.
    pub is_watched: bool,
}

impl Photos {
    /// `cache` is where they are made.
    pub fn new(
        images: Images,
        site: &Site,
        cache: PathBuf,
        backend: &Arc<Backend>,
        last: BTreeMap<String, Picture>,
        is_watched: bool,
    ) -> Photos {
        let bases = site.settings.sources.iter().filter_map(|source| source.own.text("base"));
        Photos {
            images,
            folder: site.folder.clone(),
            base: site.base.clone(),
            url: site.settings.url.clone(),
            homes: bases.map(|base| url::host(&base).to_owned()).filter(|host| !host.is_empty()).collect(),
            maker: Pictures::new(cache, images::Options::default()),
            backend: backend.clone(),
            last,
            now: Mutex::default(),
            n_made: AtomicUsize::new(0),
            is_watched,
        }
    }

    /// A photo that may be missing.
    pub fn maybe(&self, photo: &mut Option<Photo>, inputs: &mut Vec<Input>) {
        if photo.as_mut().is_some_and(|photo| !self.dress(photo, inputs)) {
            *photo = None;
        }
    }

    /// The photos of an album, on all threads: there may be thousands.
    ///
    /// # Errors
    /// A defect alone.
    pub fn album(&self, album: &mut Album, inputs: &mut Vec<Input>) -> Outcome<()> {
        let look = |(): &mut (), photo: &Photo| {
            self.place(photo).map(|place| self.look(place));
            Ok(())
        };
        threads::each(threads::processors(), &album.photos, &|| Ok(()), &look)?;
        let (mut cover, mut kept) = (0, vec![]);
        for (n, photo) in album.photos.iter().enumerate() {
            let mut photo = photo.clone();
            if n == album.cover {
                cover = kept.len();
            }
            if self.dress(&mut photo, inputs) {
                kept.push(photo);
            }
        }
        album.count -= (album.photos.len() - kept.len()).min(album.count);
        album.cover = cover.min(kept.len().saturating_sub(1));
        album.photos = Arc::new(kept);
        Ok(())
    }

    /// Gives a photo the files that were made of it, and says whether it may be shown. What it is made of goes into
    /// `inputs`.
    pub fn dress(&self, photo: &mut Photo, inputs: &mut Vec<Input>) -> bool {
        let Some(place) = self.place(photo) else { return true };
        let picture = self.look(place);
        if !inputs.contains(&picture.input) {
            inputs.push(picture.input.clone());
        }
        picture.dress(photo, &self.base);
        !picture.is_left_out
    }

    /// Where the picture lies that a photo's files are to be made of; `None` where it stays as it is.
    fn place(&self, photo: &Photo) -> Option<Input> {
        let has_widths = photo.renditions.len() > 1;
        if self.images == Images::Link || (self.images == Images::Local && has_widths) {
            return None;
        }
        let whole = photo.size.map_or(0, |(width, _)| width);
        let widest = photo.renditions.last().filter(|file| file.width > whole);
        let address = widest.map_or(&photo.src, |file| &file.src).as_str();
        let own = self.url.as_deref().and_then(|own| address.strip_prefix(own)).map(|rest| [&self.base, rest].concat());
        let file = below(own.as_deref().unwrap_or(address), &self.base);
        let is_inside = |name: &String| Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
        if let Some(name) = file.filter(is_inside)
            && (own.is_none() || self.folder.join(&name).is_file())
        {
            return Some(Input::of_file(&self.folder, &name));
        }
        let is_elsewhere = self.images == Images::All && !url::host(address).is_empty();
        is_elsewhere.then(|| Input::of_picture_elsewhere(address))
    }

    /// What comes of a picture. Whoever asks for one that is being made waits for it.
    fn look(&self, input: Input) -> Arc<Picture> {
        let cell = match self.now.lock() {
            Ok(mut now) => now.entry(input.place.clone()).or_default().clone(),
            Err(_) => Arc::default(),
        };
        let known = || self.last.get(&input.place).filter(|known| known.input == input).cloned();
        cell.get_or_init(|| Arc::new(known().unwrap_or_else(|| self.make(&input)))).clone()
    }

    fn make(&self, input: &Input) -> Picture {
        let name = &input.place;
        let read = match url::host(name) {
            "" => fs::read(self.folder.join(name)).map_err(|cause| cause.to_string()),
            host if crate::press::import::is_closed(name) && !self.homes.iter().any(|home| home == host) => {
                Err("a host of a closed network that no source is in".into())
            }
            _ => self.backend.picture(name),
        };
        let bytes = match read {
            Ok(bytes) => bytes,
            Err(found) => {
                let problem = format!("{name}: expected a picture that can be read, found {found}; it stays as it is");
                let input = if input.is_elsewhere() { Input::of_nothing(name) } else { input.clone() };
                return Picture { input, problem: Some(problem), ..Picture::default() };
            }
        };
        let made = match self.maker.process(name, &bytes) {
            Ok(processed) => {
                self.tell(&processed);
                Picture::of(processed)
            }
            Err(problem) => {
                Picture { problem: Some(problem.to_string()), is_left_out: problem.is_left_out, ..Picture::default() }
            }
        };
        Picture { input: input.clone(), ..made }
    }

    fn tell(&self, processed: &Processed) {
        if !processed.is_cached {
            let n = self.n_made.fetch_add(1, Ordering::Relaxed) + 1;
            progress::also(&format!("{n} pictures made"));
        }
    }

    /// How many pictures were made that were not known.
    pub fn n_made(&self) -> usize {
        self.n_made.load(Ordering::Relaxed)
    }

    /// Removes what was made of pictures that the site has no more. Where it has the same as before nothing is looked for.
    ///
    /// # Errors
    /// In words; nothing is lost by it but room.
    pub fn prune(&self, used: &BTreeMap<String, Picture>) -> Outcome<()> {
        if self.images == Images::Link || *used == self.last {
            return Ok(());
        }
        let folders = used.values().flat_map(|picture| &picture.files).filter_map(|file| file.path.parent());
        self.maker
            .keep_only(&folders.collect())
            .map_err(|cause| format!("expected to remove old pictures, found {cause}"))
    }

    /// Those among the inputs, with their files where they are to be copied from.
    ///
    /// # Errors
    /// A defect alone.
    pub fn used<'a>(&self, inputs: impl Iterator<Item = &'a Input>) -> Outcome<BTreeMap<String, Picture>> {
        let mut used: BTreeMap<String, Picture> = BTreeMap::new();
        if self.images == Images::Link {
            return Ok(used);
        }
        let now = self.now.lock().map(|now| now.clone()).unwrap_or_default();
        for input in inputs.filter(|input| input.file.is_some()) {
            if used.contains_key(&input.place) {
                continue;
            }
            let made = now.get(&input.place).and_then(|cell| cell.get()).map(|picture| Picture::clone(picture));
            if let Some(picture) = made.or_else(|| self.last.get(&input.place).cloned()) {
                used.insert(input.place.clone(), picture);
            }
        }
        // The folder that they are made in may have been removed meanwhile.
        let lost = |picture: &&Picture| !picture.files.iter().all(|file| file.path.is_file());
        let lost: Vec<Input> = used.values().filter(lost).map(|picture| picture.input.clone()).collect();
        let progress = Progress::begin("Pictures", lost.len(), self.is_watched);
        let again = |(): &mut (), input: &Input| {
            progress.step();
            Ok(self.make(input))
        };
        let again = threads::each(threads::processors(), &lost, &|| Ok(()), &again)?;
        used.extend(lost.into_iter().map(|input| input.place).zip(again));
        Ok(used)
    }
}
