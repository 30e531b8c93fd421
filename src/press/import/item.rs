//! What every kind of source gives: articles, standing pages and albums, one after the other.

use super::local::Local;
use super::report::Report;
use crate::article::{Album, Article};

/// An article or a standing page as its source has it.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// What tells it from all others of its source.
    pub key: String,
    /// Where it stands, for messages: `tin/hoi-nghi.md`, `post 12 "Hội nghị"`.
    pub place: String,
    /// Its text is still the source's HTML; relative addresses in it are meant from `read_from`. The slug is what the
    /// source proposes, and may be anything.
    pub article: Article,
    pub is_page: bool,
    /// The addresses, all absolute, by which links may call it.
    pub addresses: Vec<String>,
}

pub enum Item {
    Entry(Box<Entry>),
    Album(Box<Album>),
}

/// Takes what a source gives. An error ends the giving.
pub type Take<'a> = dyn FnMut(Item, &mut Report) -> Result<(), String> + 'a;

/// Something that articles are taken from. It is gone through twice: once for what is there, and once for the texts,
/// so that no more than one text has to be held.
pub trait Source {
    /// What it was taken for, as it is printed.
    fn name(&self) -> String;

    /// Gives every entry, with or without its text. The keys are those of [`Source::each`].
    ///
    /// # Errors
    /// In words: the source cannot be read to its end.
    fn index(&mut self, take: &mut Take, report: &mut Report) -> Result<(), String> {
        self.each(take, report)
    }

    /// Gives every entry with its text.
    ///
    /// # Errors
    /// As [`Source::index`].
    fn each(&mut self, take: &mut Take, report: &mut Report) -> Result<(), String>;

    /// The files beside it, where it is one.
    fn local(&self) -> Local {
        Local::default()
    }

    /// The addresses of its own site, as they begin: files linked there are attachments.
    fn own(&self) -> Vec<String>;
}
