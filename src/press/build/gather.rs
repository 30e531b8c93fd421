//! All articles of one language's sources: those that are as they were from memory, the others read anew.

use std::collections::{HashMap, HashSet};
use std::mem;
use std::sync::Arc;

use super::Outcome;
use super::backend::{self, Backend};
use super::folder::LONGEST;
use super::memory::{Listing, Mark, Record, Said, key, mark};
use super::reader::{Reader, ask};
use super::site::Site;
use super::threads;
use super::walk::{Head, Listed, Walk};
use crate::article::{Article, Summary};
use crate::press::progress::Progress;
use crate::press::slugs::is_one_part;
use crate::store::Store;

/// An article, and where it was listed.
pub struct Got {
    /// The numbers of its source and of the answer there.
    pub listed: (usize, usize),
    pub what: What,
}

pub enum What {
    /// As it was.
    Same(Box<Record>),
    /// Its text is the backend's. What the list said of it, and what it was read from, go with it.
    Read(Box<Read>),
    /// Why it cannot be had.
    Lost(String),
}

/// What was read, or why it cannot be had.
type Fresh = Result<Box<Read>, String>;

impl From<Fresh> for What {
    fn from(fresh: Fresh) -> What {
        match fresh {
            Ok(read) => What::Read(read),
            Err(problem) => What::Lost(problem),
        }
    }
}

pub struct Read {
    pub article: Article,
    /// All but what comes of the text is filled in later.
    pub record: Record,
}

/// What a language's sources list.
pub struct Gather<'a> {
    site: &'a Site,
    language: &'a str,
    backend: &'a Arc<Backend>,
    listed: Vec<(usize, usize, Listed)>,
    /// Of each source.
    pub heads: Vec<Vec<Head>>,
    remembered: Vec<HashMap<String, Box<Record>>>,
    #[expect(clippy::vec_box, reason = "they are handed on from list to list")]
    replaced: Vec<Box<Record>>,
    /// By source: whether its list says when an article was changed.
    tells: Vec<bool>,
    pub problems: Vec<String>,
}

impl<'a> Gather<'a> {
    /// Goes through the lists.
    ///
    /// # Errors
    /// In words: a list that cannot be had to its end.
    pub fn begin(
        site: &'a Site,
        language: &'a str,
        backend: &'a Arc<Backend>,
        known: Vec<Vec<Listing>>,
    ) -> Outcome<Gather<'a>> {
        let mut gather = Gather {
            site,
            language,
            backend,
            listed: vec![],
            heads: vec![],
            remembered: vec![],
            replaced: vec![],
            tells: vec![],
            problems: vec![],
        };
        let mut known = known.into_iter();
        let reader = Reader::new(site, backend);
        for (source, profile) in site.profiles(language)?.iter().enumerate() {
            let walk = Walk::through(profile, &reader, known.next().unwrap_or_default())?;
            let tells = |(_, listed): &(usize, Listed)| match listed {
                Listed::Known(record) => record.said.is_dated,
                Listed::New(summary, _) => summary.modified.is_some(),
            };
            gather.tells.push(walk.articles.iter().any(tells));
            gather.listed.extend(walk.articles.into_iter().map(|(head, listed)| (source, head, listed)));
            gather.heads.push(walk.heads);
            gather.remembered.push(walk.remembered);
            gather.problems.extend(walk.problems);
        }
        if gather.heads.len() > 1 {
            gather.drop_doubles();
        }
        Ok(gather)
    }

    /// Of two sources that carry one article the first one's stays: at one address, or under one headline at one time.
    fn drop_doubles(&mut self) {
        let (mut addresses, mut headlines) = (HashSet::new(), HashSet::new());
        let heads = &mut self.heads;
        self.listed.retain(|(source, head, listed)| {
            let (origin, headline) = match listed {
                Listed::Known(record) => (record.origin, headline(&record.title, record.published)),
                Listed::New(summary, _) => {
                    let origin = summary.origin.as_ref().map(|origin| key(origin.as_str()));
                    (origin, headline(&summary.title, summary.published.map(|moment| moment.0)))
                }
            };
            let is_new = origin.is_none_or(|origin| addresses.insert(origin));
            let is_new = headlines.insert(headline) && is_new;
            heads[*source][*head].is_whole &= is_new;
            is_new
        });
    }

    /// Reads what is not as it was, on several threads.
    ///
    /// # Errors
    /// In words: a passing failure. A backend that fails halfway takes no article away: the last site stays.
    pub fn read(&mut self, is_watched: bool) -> Outcome<Vec<Got>> {
        let mut listed = mem::take(&mut self.listed);
        let progress = Progress::begin("Articles", listed.len(), is_watched);
        let read = threads::each(self.threads(), &listed, &|| self.hands(), &|hands, (source, _, listed)| {
            progress.step();
            self.one(hands, *source, listed)
        })?;
        let mut got = vec![];
        for ((source, head, listed), fresh) in listed.drain(..).zip(read) {
            let what = match (fresh, listed) {
                (Some(fresh), Listed::Known(record)) => {
                    self.replaced.push(record);
                    fresh.into()
                }
                (Some(fresh), Listed::New(..)) => fresh.into(),
                (None, Listed::Known(record)) => What::Same(record),
                (None, Listed::New(summary, _)) => {
                    What::Same(self.remembered[source].remove(&summary.slug).unwrap_or_default())
                }
            };
            got.push(Got { listed: (source, head), what });
        }
        Ok(got)
    }

    /// What was remembered and is not as it was, or is no more.
    pub fn forgotten(&self) -> impl Iterator<Item = &Record> {
        self.remembered.iter().flat_map(HashMap::values).chain(&self.replaced).map(|record| &**record)
    }

    fn threads(&self) -> usize {
        let is_live = self.heads.iter().flatten().any(|head| head.input.file.is_none());
        if is_live { backend::AT_ONCE } else { threads::processors() }
    }

    fn hands(&self) -> Outcome<Hands> {
        let reader = Reader::new(self.site, self.backend);
        let profiles = self.site.profiles(self.language)?;
        Ok(Hands { store: Store::new(profiles, reader.outside()), reader })
    }

    /// `None` where it is as it was.
    fn one(&self, hands: &Hands, source: usize, listed: &Listed) -> Outcome<Option<Fresh>> {
        let (slug, said, old) = match listed {
            Listed::Known(record) => (&record.slug, record.said, Some(&**record)),
            Listed::New(summary, _) => {
                let said = said(summary);
                let old = self.remembered[source].get(&summary.slug).filter(|record| record.said == said);
                let old = old.map(|record| &**record);
                (&summary.slug, said, old)
            }
        };
        if let Some(problem) = unfit(slug) {
            return Ok(Some(Err(problem)));
        }
        if let Listed::New(_, Some(whole)) = listed {
            // It was read from the list, and is the same as long as that is.
            let record = Record { said, aliases: whole.aliases.clone(), ..Record::default() };
            return Ok(Some(Ok(Box::new(Read { article: whole.article.clone(), record }))));
        }
        let is_same = |input| hands.reader.is_same(input) || (input.file.is_none() && self.tells[source]);
        if old.is_some_and(|record| record.inputs.iter().all(is_same)) {
            return Ok(None);
        }
        hands.article(slug, said).map(Some)
    }

    /// Reads an article again that is as it was, for what it leads to has changed.
    ///
    /// # Errors
    /// As [`Gather::read`].
    pub fn again(&self, records: &[&Record]) -> Outcome<Vec<What>> {
        let fresh = threads::each(self.threads(), records, &|| self.hands(), &|hands, record| {
            hands.article(&record.slug, record.said)
        })?;
        Ok(fresh.into_iter().map(What::from).collect())
    }
}

/// What a thread reads with.
struct Hands {
    store: Store,
    reader: Reader,
}

impl Hands {
    fn article(&self, slug: &str, said: Said) -> Outcome<Fresh> {
        let lost = |found: String| Ok(Err(format!("expected the article {slug}, found {found}")));
        self.store.begin();
        self.store.forget();
        self.reader.inputs();
        match ask(&self.store, &|store| store.article(slug)) {
            Ok(article) => {
                // The answer that has the article has them, too.
                let aliases = self.store.aliases("article", slug).unwrap_or_default();
                let record = Record { inputs: self.reader.inputs(), said, aliases, ..Record::default() };
                Ok(Ok(Box::new(Read { article, record })))
            }
            Err(error) if error.is_passing() => Err(error.to_string()),
            Err(error) => lost(error.to_string()),
        }
    }
}

/// Why nothing can be written under a slug.
fn unfit(slug: &str) -> Option<String> {
    if !is_one_part(slug) {
        return Some(format!("expected a slug without / for an article, found {slug}: give it another"));
    }
    (slug.len() > LONGEST).then(|| {
        let found = format!("a slug of {} bytes where {LONGEST} are the most that a file's name has", slug.len());
        format!("expected the article {slug}, found {found}")
    })
}

fn said(summary: &Summary) -> Said {
    let dates = format!("{:?} {:?}", summary.published, summary.modified);
    Said {
        mark: mark([summary.title.as_str(), &dates]),
        is_dated: summary.modified.is_some(),
        photos: summary.photo_count,
    }
}

fn headline(title: &str, published: Option<i64>) -> Mark {
    mark([title, &format!("{published:?}")])
}
