//! Which pages stay as they are, and which are to be made.

use rayon::iter::Either;
use rayon::prelude::*;

use super::content::{Content, ListPage};
use super::files::{File, Files};
use super::pages;
use super::render::{Job, NOT_FOUND};
use super::units::Slot;
use crate::route::Route;

/// A page of a language, by its number, and the unit that it is part of.
pub struct Task<'a> {
    pub language: usize,
    pub content: &'a Content<'a>,
    pub route: Route,
    pub name: String,
    /// The articles that are in its file, where that is a page of a list.
    pub listed: &'a [usize],
    /// What is to be written first.
    pub file: Option<Box<File<'a>>>,
}

/// What is to be made.
#[derive(Default)]
pub struct Tasks<'a> {
    /// In the order in which it is done.
    pub all: Vec<Task<'a>>,
    /// How many pages stay.
    pub kept: usize,
}

impl<'a> Tasks<'a> {
    /// `files` are those of each language.
    pub fn new(job: &Job, contents: &'a [Content], files: Vec<Files<'a>>) -> Tasks<'a> {
        let mut tasks = Tasks::default();
        for ((language, content), files) in contents.iter().enumerate().zip(files) {
            let task = |route, name| Task { language, content, route, name, listed: &[], file: None };
            let not_found = (language == 0).then(|| (Route::Unknown { path: String::new() }, Some(NOT_FOUND.into())));
            tasks.add(pages::single(content).into_iter().chain(not_found).collect(), &|_, (route, of)| {
                let name = of.unwrap_or_else(|| file_of(job, content, &route));
                job.units.keeps_page(&name, job.pressing).ok_or_else(|| task(route, name))
            });
            // Where a file is another one, so is its page.
            let kept = |slot: Option<&Slot>| job.units.keeps_page_of_kept(slot?, job.pressing);
            tasks.add(files.articles, &|n, file| {
                let task = |file| {
                    let slug = content.corpus.articles[n].record.slug.clone();
                    Task { file, ..task(Route::Article { slug }, content.article_path(n)) }
                };
                kept(file.as_ref().ok().copied()).ok_or_else(|| task(file.err()))
            });
            tasks.add(files.lists, &|_, (ListPage { list, chunk, file }, slot)| {
                kept(slot).ok_or_else(|| Task { listed: chunk.items, ..task(list.route.on_page(chunk.number), file) })
            });
        }
        // Lists come last: their articles' files were read by then.
        tasks.all.sort_by_key(|task| !task.listed.is_empty());
        tasks
    }

    /// `one` says of a page how many of its photos have pages that stay with it, or what is to be done.
    fn add<T: Send>(&mut self, pages: Vec<T>, one: &(dyn Fn(usize, T) -> Result<usize, Task<'a>> + Sync)) {
        let pages = pages.into_par_iter().enumerate();
        let (kept, left): (Vec<usize>, Vec<Task>) = pages.partition_map(|(n, page)| match one(n, page) {
            Ok(photos) => Either::Left(1 + photos),
            Err(task) => Either::Right(task),
        });
        self.kept += kept.iter().sum::<usize>();
        self.all.extend(left);
    }
}

fn file_of(job: &Job, content: &Content, route: &Route) -> String {
    let links = crate::edition::links(&job.site.base, &job.site.settings, &content.corpus.language);
    pages::file(&pages::below(&links, route))
}
