//! A backend that has a profile, asked through the portal's own store: every article, page after page.

mod ask;

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::super::connect;
use super::item::{Entry, Item, Source, Take};
use super::local::{Local, ROOT};
use super::portal::{self, Portal};
use super::report::Report;
use super::{Failure, kind};
use crate::article::{Article, Summary};
use crate::json::{Json, Problem};
use crate::source::{Filter, Profile};
use crate::store::{Fetch, Outside, Store};
use ask::{ask, fetch, now};

/// Articles that one store reads before another takes its place: it keeps all that it was told.
const OF_ONE_STORE: usize = 40;
/// More list pages than any portal has.
const MOST_PAGES: usize = 20_000;

pub struct Backend {
    name: String,
    profiles: Vec<Rc<Profile>>,
    fetch: Fetch,
    local: Local,
    /// How many articles are wanted.
    limit: usize,
    listed: Vec<Summary>,
    /// Where the articles stand, which a feed on the disk says by their addresses alone.
    sites: Vec<String>,
}

thread_local! {
    static PROBLEMS: std::cell::RefCell<Vec<String>> = const { std::cell::RefCell::new(vec![]) };
}

impl Backend {
    /// `source` is an address, or the path of a site.json.
    ///
    /// # Errors
    /// Nothing there that a profile reads.
    pub fn open(source: &str, portal: &Portal, limit: Option<usize>) -> Result<Backend, Failure> {
        let (profiles, folder) = match kind::is_address(source) {
            true => (vec![connect::profile_of(source, &portal.file).map_err(Failure::Work)?], PathBuf::new()),
            false => {
                let path = Path::new(source);
                let folder = path.parent().unwrap_or(Path::new("")).to_owned();
                (named_in(path, &folder, portal)?, folder)
            }
        };
        Ok(Backend::new(profiles, folder, limit))
    }

    /// A JSON Feed on the disk: the portal reads such files by itself.
    ///
    /// # Errors
    /// No such file.
    pub fn of_file(path: &Path, portal: &Portal, limit: Option<usize>) -> Result<Backend, Failure> {
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let file = profile_file(&portal.file, "sources/jsonfeed.json")?;
        let list = Json::from(serde_json::json!({"list": path.file_name().unwrap_or_default().to_string_lossy()}));
        let profile = Profile::new(&file, &list, ROOT, &portal.head.language, &portal.zone);
        Ok(Backend::new(vec![Rc::new(profile)], folder, limit))
    }

    fn new(profiles: Vec<Rc<Profile>>, folder: PathBuf, limit: Option<usize>) -> Backend {
        let names: Vec<String> =
            profiles.iter().map(|profile| format!("{} at {}", profile.name(), profile.base())).collect();
        let local = Local { folders: if folder.as_os_str().is_empty() { vec![".".into()] } else { vec![folder] } };
        Backend {
            name: names.join(", ").replace(ROOT, "files beside it "),
            fetch: fetch(&profiles, local.clone()),
            profiles,
            local,
            limit: limit.unwrap_or(usize::MAX),
            listed: vec![],
            sites: vec![],
        }
    }

    fn store(&self) -> Store {
        let report = |problem: &Problem| PROBLEMS.with_borrow_mut(|all| all.push(problem.to_string()));
        Store::new(
            self.profiles.clone(),
            Outside { fetch: self.fetch.clone(), keep: None, now, report, is_patient: true },
        )
    }

    fn entry(article: Article, is_page: bool) -> Entry {
        let summary = &article.summary;
        let (key, shown) = (format!("{is_page}/{}", summary.slug), &summary.slug);
        let place = format!("{} {shown}", if is_page { "page" } else { "article" });
        let addresses = summary.origin.iter().map(|origin| origin.as_str().to_owned()).collect();
        Entry { key, place, article, is_page, addresses }
    }
}

impl Source for Backend {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn index(&mut self, take: &mut Take, report: &mut Report) -> Result<(), String> {
        let store = self.store();
        let size = self.profiles.iter().map(|profile| profile.largest_page()).min().unwrap_or(20).min(100);
        for number in 1..MOST_PAGES {
            let page =
                ask(&store, |store| store.list(&Filter::All, number, size)).map_err(|error| error.to_string())?;
            let has_next = page.has_next && !page.items.is_empty();
            for summary in page.items {
                if self.listed.len() < self.limit && self.listed.iter().all(|known| known.slug != summary.slug) {
                    let article = Article { summary: summary.clone(), ..Article::default() };
                    take(Item::Entry(Box::new(Backend::entry(article, false))), report)?;
                    self.listed.push(summary);
                }
            }
            if !has_next || self.listed.len() >= self.limit {
                break;
            }
        }
        let origin = self.listed.iter().find_map(|summary| summary.origin.as_ref().filter(|origin| origin.is_web()));
        self.sites = origin.map(|origin| super::sites(origin.as_str())).unwrap_or_default();
        for term in ask(&store, Store::standing_pages).unwrap_or_default() {
            let summary = Summary { slug: term.slug, title: term.title, ..Summary::default() };
            let article = Article { summary, ..Article::default() };
            take(Item::Entry(Box::new(Backend::entry(article, true))), report)?;
        }
        Ok(())
    }

    fn each(&mut self, take: &mut Take, report: &mut Report) -> Result<(), String> {
        PROBLEMS.take();
        let mut store = self.store();
        // A feed's articles are in its lists: another store would read them all again.
        let is_by_itself =
            self.profiles.iter().all(|profile| profile.part("article").is_some_and(|part| part.text("url").is_some()));
        for (n, listed) in self.listed.iter().enumerate() {
            if is_by_itself && n % OF_ONE_STORE == OF_ONE_STORE - 1 {
                store = self.store();
            }
            match ask(&store, |store| store.article(&listed.slug)) {
                Ok(article) => take(Item::Entry(Box::new(Backend::entry(whole(article, listed), false))), report)?,
                Err(error) if error.is_passing() => return Err(error.to_string()),
                Err(error) => report.warn(
                    &format!("article {}", listed.slug),
                    error.to_string(),
                    "open it at its own site: the backend lists it and does not give it",
                ),
            }
        }
        match ask(&store, Store::standing_pages) {
            Ok(pages) => {
                for term in pages {
                    match ask(&store, |store| store.standing_page(&term.slug)) {
                        Ok(page) => {
                            let summary = Summary {
                                slug: page.slug,
                                title: page.title,
                                standfirst: page.standfirst,
                                modified: page.modified,
                                translations: page.translations,
                                ..Summary::default()
                            };
                            let article = Article {
                                summary,
                                body_html: page.body_html,
                                read_from: page.read_from,
                                attachments: page.attachments,
                                ..Article::default()
                            };
                            take(Item::Entry(Box::new(Backend::entry(article, true))), report)?;
                        }
                        Err(error) => report.warn(
                            &format!("page {}", term.slug),
                            error.to_string(),
                            "open it at its own site: the backend lists it and does not give it",
                        ),
                    }
                }
            }
            Err(error) => {
                report.warn("pages", error.to_string(), "write the standing pages by hand, if the site has any")
            }
        }
        if !self.profiles.iter().all(|profile| profile.has_albums_of_articles()) {
            for album in ask(&store, Store::albums).unwrap_or_default() {
                take(Item::Album(Box::new(album)), report)?;
            }
        }
        for problem in PROBLEMS.take() {
            report.warn("list", problem, "mend it at the backend, if it is wanted");
        }
        Ok(())
    }

    fn local(&self) -> Local {
        self.local.clone()
    }

    fn own(&self) -> Vec<String> {
        let mut own: Vec<String> = self.profiles.iter().flat_map(|profile| super::sites(profile.base())).collect();
        if own.is_empty() {
            own.clone_from(&self.sites);
        }
        own.push(ROOT.to_owned());
        own
    }
}

/// Some backends say in their lists what they do not say again with the text.
fn whole(mut article: Article, listed: &Summary) -> Article {
    let summary = &mut article.summary;
    summary.image = summary.image.take().or_else(|| listed.image.clone());
    summary.standfirst = summary.standfirst.take().or_else(|| listed.standfirst.clone());
    summary.category = summary.category.take().or_else(|| listed.category.clone());
    summary.slug.clone_from(&listed.slug);
    article
}

/// The profiles of a site.json's sources.
fn named_in(path: &Path, folder: &Path, portal: &Portal) -> Result<Vec<Rc<Profile>>, Failure> {
    let settings = portal::settings_at(path)?;
    let (language, zone) = (&portal.head.language, &portal.zone);
    let one = |(n, source): (usize, &crate::settings::Source)| {
        let file = match &source.file {
            Some(file) => profile_file(path, file)?,
            None => source.own.clone(),
        };
        let mut profile = Profile::new(&file, &source.own, ROOT, language, zone);
        // As the portal does: the slugs of all sources but the first begin with that source's own word.
        if n > 0 {
            profile.id = source.own.text("id").unwrap_or_else(|| (n + 1).to_string()) + "~";
        }
        Ok(Rc::new(profile))
    };
    let profiles: Vec<Rc<Profile>> = settings.sources.iter().enumerate().map(one).collect::<Result<_, Failure>>()?;
    match profiles.is_empty() {
        true => Err(Failure::Usage(format!("expected a source in {}, found none", folder.join("site.json").display()))),
        false => Ok(profiles),
    }
}

/// A profile that lies beside the settings.
fn profile_file(settings: &Path, file: &str) -> Result<Json, Failure> {
    let path = settings.parent().unwrap_or(Path::new("")).join(file);
    let text = fs::read_to_string(&path).map_err(|cause| cause.to_string());
    let json = text.and_then(|text| Json::parse(&text));
    json.map_err(|cause| Failure::Usage(format!("expected the profile {}, found {cause}", path.display())))
}
