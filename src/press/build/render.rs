//! The pages, composed and written by as many threads as the machine has.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::content::Content;
use super::document::Frame;
use super::folder::Folder;
use super::pages::{self, Page};
use super::shell::Shell;
use super::site::Site;
use super::{Compress, Outcome, compress};
use crate::edition::{At, Edition};
use crate::page;
use crate::press::wait::block_on;
use crate::route::Route;
use crate::settings::Settings;

/// The list of what each page was made of, kept in the folder for the next build.
const KEPT: &str = "pressed.json";
/// A store looks its answers up one after the other: after so many pages another one takes over.
const PAGES_OF_A_STORE: usize = 50;

pub struct Job<'a> {
    pub site: &'a Site,
    pub shell: &'a Shell,
    pub folder: &'a Folder,
    pub compress: Compress,
}

/// What was made.
#[derive(Default)]
pub struct Rendered {
    pub pages: usize,
    pub kept: usize,
    /// What each file was made of, by its name.
    marks: BTreeMap<String, String>,
}

/// # Errors
/// In words: a page that cannot be made of what was written, or cannot be written.
pub fn all(job: &Job, contents: &[Content]) -> Outcome<Rendered> {
    let settings = job.site.pressed_settings()?;
    let last = Last::read(job, contents);
    let pages: Vec<(usize, Page)> = contents
        .iter()
        .enumerate()
        .flat_map(|(n, content)| pages::all(content).into_iter().map(move |page| (n, page)))
        .collect();
    let (next, rendered) = (AtomicUsize::new(0), Mutex::new(Rendered::default()));
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let failures: Vec<String> = thread::scope(|scope| {
        let work = || {
            let mut worker = Worker::new(job, &settings, contents, &last);
            let outcome = worker.run(&next, &pages);
            if let Ok(mut all) = rendered.lock() {
                all.add(worker.rendered);
            }
            outcome
        };
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let over = |thread: thread::ScopedJoinHandle<Outcome<()>>| match thread.join() {
            Ok(outcome) => outcome.err(),
            Err(_) => Some("expected every page to be made, found a defect in press: please report it".into()),
        };
        running.into_iter().filter_map(over).collect()
    });
    if let Some(failure) = failures.into_iter().next() {
        return Err(failure);
    }
    let mut rendered = rendered.into_inner().map_err(|_| "expected the pages' list, found none".to_owned())?;
    let mut worker = Worker::new(job, &settings, contents, &last);
    worker.not_found()?;
    rendered.add(worker.rendered);
    let marks = serde_json::to_vec(&rendered.marks).map_err(|error| error.to_string())?;
    job.folder.put(KEPT, &marks)?;
    Ok(rendered)
}

/// The last build, and what pages of this one depend on beside their own files.
struct Last {
    /// What each file was made of.
    marks: HashMap<String, String>,
    fingerprint: [u8; 32],
}

impl Last {
    fn read(job: &Job, contents: &[Content]) -> Last {
        let text = fs::read_to_string(job.folder.last().join(KEPT)).unwrap_or_default();
        let mut hash = Sha256::new();
        hash.update(Frame::new(job.site, job.shell).fingerprint());
        hash.update(job.site.pressed());
        for content in contents {
            let locale = job.site.folder.join(format!("locales/{}.json", content.corpus.language));
            hash.update(fs::read(locale).unwrap_or_default());
        }
        // How the pressed files are read.
        hash.update(fs::read(job.site.folder.join("sources/jsonfeed.json")).unwrap_or_default());
        // Another program may make another page of the same.
        let program = std::env::current_exe().and_then(fs::read);
        hash.update(program.unwrap_or_default());
        Last { marks: serde_json::from_str(&text).unwrap_or_default(), fingerprint: hash.finalize().into() }
    }
}

impl Rendered {
    fn add(&mut self, other: Rendered) {
        self.pages += other.pages;
        self.kept += other.kept;
        self.marks.extend(other.marks);
    }
}

/// One thread's means.
struct Worker<'a> {
    job: &'a Job<'a>,
    settings: &'a Settings,
    contents: &'a [Content<'a>],
    last: &'a Last,
    frame: Frame<'a>,
    /// The edition that pages are made in, of which language, and how many were.
    edition: Option<(usize, Edition, usize)>,
    rendered: Rendered,
}

impl<'a> Worker<'a> {
    fn new(job: &'a Job, settings: &'a Settings, contents: &'a [Content], last: &'a Last) -> Worker<'a> {
        let frame = Frame::new(job.site, job.shell);
        Worker { job, settings, contents, last, frame, edition: None, rendered: Rendered::default() }
    }

    fn run(&mut self, next: &AtomicUsize, pages: &[(usize, Page)]) -> Outcome<()> {
        while let Some((language, page)) = pages.get(next.fetch_add(1, Ordering::Relaxed)) {
            self.page(*language, page)?;
        }
        Ok(())
    }

    /// The edition of a language, read anew at times, and how many pages were made in it.
    fn edition(&mut self, language: usize) -> Outcome<(Edition, usize)> {
        match self.edition.take() {
            Some((of, edition, uses)) if of == language && uses < PAGES_OF_A_STORE => Ok((edition, uses)),
            _ => {
                let code = &self.contents[language].corpus.language;
                Ok((self.job.site.edition_from(code, self.settings, self.job.folder.path())?, 0))
            }
        }
    }

    fn page(&mut self, language: usize, page: &Page) -> Outcome<()> {
        let (edition, uses) = self.edition(language)?;
        let outcome = self.one(&edition, page);
        self.edition = Some((language, edition, uses + 1));
        outcome
    }

    fn one(&mut self, edition: &Edition, page: &Page) -> Outcome<()> {
        let Page { route, of } = page;
        let name = pages::file(&pages::below(&edition.links, route));
        // A page of one file alone is made again only where the file is another one.
        let mark = of.as_ref().map(|of| self.mark(of));
        if let Some(mark) = &mark
            && self.keep(&name, mark)?
        {
            return Ok(());
        }
        let composed = self.compose(edition, route)?;
        self.put(edition, route, &composed, mark.as_deref())?;
        let photos = composed.photos().map_or(0, |set| set.photos.len());
        if matches!(route, Route::Article { .. } | Route::Album { .. }) {
            for number in 1..=photos {
                let route = route.photo(number);
                let composed = self.compose(edition, &route)?;
                self.put(edition, &route, &composed, mark.as_deref())?;
            }
        }
        Ok(())
    }

    /// The page for addresses that nothing is at, in the first language.
    fn not_found(&mut self) -> Outcome<()> {
        let (edition, _) = self.edition(0)?;
        let route = Route::Unknown { path: String::new() };
        let composed = self.compose(&edition, &route)?;
        let html = self.frame.document(&edition, At { route: &route, page: &composed }, &[]);
        self.write("404.html", &html)
    }

    fn compose(&self, edition: &Edition, route: &Route) -> Outcome<Box<page::Page>> {
        let page = block_on(page::load(route, &edition.desk(self.settings)));
        let page = page.map_err(|error| format!("expected the page {}, found: {error}", edition.links.to(route)))?;
        let is_there =
            !matches!(page.content, page::Content::NotFound { .. }) || matches!(route, Route::Unknown { .. });
        is_there.then_some(page).ok_or_else(|| format!("expected the page {}, found nothing", edition.links.to(route)))
    }

    fn put(&mut self, edition: &Edition, route: &Route, page: &page::Page, mark: Option<&str>) -> Outcome<()> {
        let answers = self.answers(edition, route);
        let html = self.frame.document(edition, At { route, page }, &answers);
        let name = pages::file(&pages::below(&edition.links, route));
        if let Some(mark) = mark {
            self.rendered.marks.insert(name.clone(), mark.to_owned());
        }
        self.write(&name, &html)
    }

    fn write(&mut self, name: &str, html: &str) -> Outcome<()> {
        self.rendered.pages += 1;
        self.job.folder.put(name, html.as_bytes())?;
        compress::one(self.job.folder, name, html.as_bytes(), self.job.compress)
    }

    /// The files that a page was made of, where it shows all that is in them.
    fn answers(&self, edition: &Edition, route: &Route) -> Vec<(String, Value)> {
        if matches!(route, Route::Album { .. } | Route::Photo { .. } | Route::Gallery { .. }) {
            return vec![];
        }
        let read = |url: String| {
            let below = url.strip_prefix(&self.job.site.base)?.to_owned();
            let text = fs::read_to_string(self.job.folder.path().join(crate::url::decode(&below))).ok()?;
            Some((below, serde_json::from_str(&text).ok()?))
        };
        edition.store.used().into_iter().filter_map(read).collect()
    }

    fn mark(&self, file: &str) -> String {
        let mut hash = Sha256::new();
        hash.update(self.last.fingerprint);
        hash.update(fs::read(self.job.folder.path().join(file)).unwrap_or_default());
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Takes a page over from the last build, with its photos' pages, where it was made of the same. `false` where not.
    fn keep(&mut self, name: &str, mark: &str) -> Outcome<bool> {
        if self.last.marks.get(name).map(String::as_str) != Some(mark) {
            return Ok(false);
        }
        let mut names = vec![name.to_owned()];
        let folder = name.trim_end_matches("index.html");
        let photo = |number: usize| format!("{folder}{number}/index.html");
        names.extend((1..).map(photo).take_while(|name| self.last.marks.get(name).map(String::as_str) == Some(mark)));
        for name in names {
            if !compress::take_over(self.job.folder, &name, self.job.compress)? {
                return Ok(false);
            }
            self.rendered.pages += 1;
            self.rendered.kept += 1;
            self.rendered.marks.insert(name, mark.to_owned());
        }
        Ok(true)
    }
}
