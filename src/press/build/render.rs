//! The pages, composed by as many threads as the machine has. A page that was made of the same before stays as it is.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use serde_json::Value;

use super::Outcome;
use super::content::Content;
use super::document::Frame;
use super::files::Files;
use super::folder::Folder;
use super::item;
use super::memory::Mark;
use super::pages;
use super::reader::{ask, below, file, outside, text};
use super::shell::Shell;
use super::site::Site;
use super::tasks::{Task, Tasks};
use super::threads;
use super::unit::PageUnit;
use super::units::Units;
use crate::article::Article;
use crate::body::Body;
use crate::edition::{At, Edition};
use crate::page;
use crate::press::entries::printed;
use crate::press::progress::Progress;
use crate::press::wait::block_on;
use crate::route::Route;
use crate::settings::Settings;
use crate::source::{Error, Request};
use crate::url;

/// What a page was made of goes along with it up to this size; the rest is asked for when it is needed.
const MOST_DATA: usize = 48_000;
pub const NOT_FOUND: &str = "404.html";

pub struct Job<'a> {
    pub site: &'a Site,
    pub shell: &'a Shell,
    pub folder: &'a Arc<Folder>,
    pub units: &'a Units<'a>,
    /// The settings of the pressed portal.
    pub settings: &'a Settings,
    /// What all pages are made with.
    pub pressing: Mark,
    pub is_watched: bool,
}

/// How many pages there are, and how many of them stayed.
#[derive(Clone, Copy, Default)]
pub struct Rendered {
    pub pages: usize,
    pub kept: usize,
}

/// Makes the pages that do not stay; `files` are those of each language.
///
/// # Errors
/// In words: a page that cannot be made of what was written, or cannot be written.
pub fn all(job: &Job, contents: &[Content], files: Vec<Files>) -> Outcome<Rendered> {
    let Tasks { all: tasks, kept } = Tasks::new(job, contents, files);
    let codes: Vec<&str> = contents.iter().map(|content| content.corpus.language.as_str()).collect();
    let progress = Progress::begin("Pages", tasks.len(), job.is_watched);
    let made = threads::each(threads::processors(), &tasks, &|| Ok(Worker::new(job, &codes)), &|worker, task| {
        let page = worker.page(task)?;
        progress.step();
        let photos = page.photos;
        job.units.add_page(&task.name, page);
        Ok(photos)
    })?;
    Ok(Rendered { pages: kept + made.len() + made.iter().sum::<usize>(), kept })
}

/// One thread's means.
pub struct Worker<'a> {
    job: &'a Job<'a>,
    codes: Vec<&'a str>,
    editions: HashMap<usize, Edition>,
    frame: Frame<'a>,
    /// The files that the page was made of so far, by their names.
    files: Rc<RefCell<HashMap<String, String>>>,
    /// A file that was just written.
    written: Rc<RefCell<Option<(String, String)>>>,
}

impl<'a> Worker<'a> {
    pub fn new(job: &'a Job, codes: &[&'a str]) -> Worker<'a> {
        let frame = Frame::new(job.site, job.shell);
        Worker {
            job,
            codes: codes.to_vec(),
            editions: HashMap::new(),
            frame,
            files: Rc::default(),
            written: Rc::default(),
        }
    }

    /// A language's edition, which knows of no file yet.
    fn edition(&mut self, language: usize) -> Outcome<&Edition> {
        if !self.editions.contains_key(&language) {
            let (folder, base, files) = (self.job.folder.clone(), self.job.site.base.clone(), self.files.clone());
            let written = self.written.clone();
            let get = move |request: Request| match below(&request.url, &base) {
                Some(name) => {
                    let known = written.borrow_mut().take_if(|(written, _)| *written == name);
                    let found = known.map(|(_, text)| text).or_else(|| folder.read(&name).ok().as_deref().map(text));
                    let response = file(found, &request);
                    files.borrow_mut().insert(name, response.text.clone());
                    Ok(response)
                }
                None => Err(Error::Unreachable { url: request.url, cause: "it is no file of the site".into() }),
            };
            let edition = self.job.site.edition(self.codes[language], self.job.settings, outside(get))?;
            self.editions.insert(language, edition);
        }
        let edition = &self.editions[&language];
        self.files.borrow_mut().clear();
        edition.store.forget();
        edition.store.begin();
        Ok(edition)
    }

    /// An article as the pages have it.
    ///
    /// # Errors
    /// In words.
    pub fn article(&mut self, language: usize, slug: &str) -> Outcome<Article> {
        let edition = self.edition(language)?;
        ask(&edition.store, &|store| store.article(slug)).map_err(|error| error.to_string())
    }

    fn page(&mut self, task: &Task) -> Outcome<PageUnit> {
        let mut text = None;
        if let Some(file) = &task.file {
            let written = task.content.put(file, self.job.units)?;
            self.written.replace(Some((file.name.clone(), written)));
            text = task.content.take_text(file);
        }
        self.edition(task.language)?;
        let edition = &self.editions[&task.language];
        self.know(edition, task)?;
        let route = &task.route;
        let composed = self.compose(edition, route, text)?;
        if let (page::Content::Story(story), Some(file)) = (&composed.content, &task.file) {
            task.content.know(file, &story.article().summary);
        }
        let below = |url: String| below(&url, &self.job.site.base);
        let mut also: Vec<String> = edition.store.used().into_iter().filter_map(below).collect();
        also.retain(|name| *name != task.name);
        let name = self.put(edition, route, &composed)?;
        let mut photos = 0;
        if matches!(route, Route::Article { .. } | Route::Album { .. }) {
            photos = composed.photos().map_or(0, |set| set.photos.len());
            // The page holds all that those of its photos are made of.
            for number in 1..=photos {
                if let Some(photo) = page::photo_of_page(composed.clone(), number, &edition.locale) {
                    self.put(edition, &route.photo(number), &photo)?;
                }
            }
        }
        let mark = self.job.units.mark_of_page(&task.name, &also, self.job.pressing);
        Ok(PageUnit { mark, name, photos, also })
    }

    /// Hands over what is in a list's file, where its articles' files were read just before.
    fn know(&self, edition: &Edition, task: &Task) -> Outcome<()> {
        let Some(known) = task.content.known(task.listed) else { return Ok(()) };
        let Ok(bytes) = self.job.folder.read(&task.name) else { return Ok(()) };
        let (whole, path) = (text(&bytes), url::encode_path(&task.name));
        let request = Request { url: self.job.site.base.clone() + &path, ..Request::default() };
        let read = |text: String| edition.store.read("list", &file(Some(text), &request));
        // As with texts: a debug build reads all of it.
        debug_assert!(
            read(whole.clone()).is_ok_and(|answer| answer.summaries == known),
            "{known:?} is not what stands in {}",
            task.name
        );
        let mut answer = read(item::without_items(&whole)).map_err(|error| error.to_string())?;
        answer.summaries = known;
        edition.store.know("list", answer);
        self.files.borrow_mut().insert(task.name.clone(), whole);
        Ok(())
    }

    /// `text` is that of an article, where it is known.
    fn compose(&self, edition: &Edition, route: &Route, text: Option<Body>) -> Outcome<Box<page::Page>> {
        let desk = edition.desk(self.job.settings);
        let page = match (route, text) {
            (Route::Article { slug }, Some(text)) => {
                let text = RefCell::new(Some(text));
                ask(&edition.store, &|_| page::compose_of_text(slug, &mut text.borrow_mut(), &desk))
            }
            _ => block_on(page::load(route, &desk)),
        };
        let page = page.map_err(|error| format!("expected the page {}, found: {error}", edition.links.to(route)))?;
        let is_there =
            !matches!(page.content, page::Content::NotFound { .. }) || matches!(route, Route::Unknown { .. });
        is_there.then_some(page).ok_or_else(|| format!("expected the page {}, found nothing", edition.links.to(route)))
    }

    fn put(&self, edition: &Edition, route: &Route, page: &page::Page) -> Outcome<String> {
        let answers = self.answers(edition, route);
        let html = self.frame.document(edition, At { route, page }, &answers);
        let name = match route {
            Route::Unknown { .. } => NOT_FOUND.into(),
            route => pages::file(&pages::below(&edition.links, route)),
        };
        self.job.units.write(&name, html.as_bytes())?;
        Ok(name)
    }

    /// The files that a page was made of, where it shows all that is in them.
    fn answers(&self, edition: &Edition, route: &Route) -> Vec<(String, String)> {
        if matches!(route, Route::Photo { .. } | Route::Unknown { .. }) {
            return vec![];
        }
        let is_article = matches!(route, Route::Article { .. } | Route::Page { .. });
        let mut files = self.files.borrow_mut();
        let used = edition.store.used().into_iter().filter_map(|url| below(&url, &self.job.site.base));
        let all = used.filter_map(|name| files.remove_entry(&name));
        let all: Vec<(String, String)> =
            all.filter(|(_, text)| !text.is_empty() && (is_article || text.len() <= MOST_DATA)).collect();
        let is_gallery = matches!(route, Route::Gallery { .. });
        if is_gallery { all.into_iter().map(|(name, text)| (name, in_gallery(text))).collect() } else { all }
    }
}

/// What the gallery shows of a list: the articles with photos. Of the others it need not know, and so it stays as it is
/// when there is one more.
fn in_gallery(text: String) -> String {
    let Ok(mut feed) = serde_json::from_str::<Value>(&text) else { return text };
    let shows = |item: &Value| {
        let own = &item["_bantin"];
        !own["photos"].is_null() || own["photo_count"].as_u64() >= Some(page::LEAST_PHOTOS as u64)
    };
    if let Some(items) = feed["items"].as_array_mut() {
        items.retain(shows);
    }
    if let Some(feed) = feed.as_object_mut() {
        // Where the list goes on.
        feed.shift_remove("_bantin");
    }
    printed(&feed)
}
