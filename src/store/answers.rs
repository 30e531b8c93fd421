//! What came of every request so far, and the asking for what is lacking.

mod flight;
mod wanted;

use std::cell::RefCell;
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Poll, Waker};

use crate::article::{Moment, Summary, Term};
use crate::cut;
use crate::join::{self, Task};
use crate::json::Problem;
use crate::list::ToList;
use crate::source::{Answer, Error, Profile, Request, Response};
use crate::url;
use flight::Flight;
use wanted::Wanted;

type Later<T> = Pin<Box<dyn Future<Output = T>>>;

/// How an answer is got. It resolves redirects, and leaves statuses to the reader. When it is dropped, nobody wants the
/// answer any more.
pub type Fetch = Rc<dyn Fn(Request) -> Later<Result<Response, Error>>>;

/// An answer of an earlier visit, and when it came.
pub type Kept = (Response, Moment);

/// Where answers are kept between visits. It fails in silence: a reader without storage reads all the same.
pub struct Keep {
    pub get: fn(&Request) -> Later<Option<Kept>>,
    pub put: fn(&Request, Response, Moment),
}

/// What the store needs of the world.
#[derive(Clone)]
pub struct Outside {
    pub fetch: Fetch,
    pub keep: Option<Rc<Keep>>,
    pub now: fn() -> Moment,
    /// Is told once of every item that was left out.
    pub report: fn(&Problem),
    /// Whether a list is followed to its end, however long it takes.
    pub is_patient: bool,
}

/// An answer of this visit that is younger than so many seconds is not asked for again.
const FRESH: i64 = 120;
/// Addresses that name the time name it in steps of so many seconds, so that equal questions stay equal.
const CLOCK_STEP: i64 = 600;

pub struct Answers {
    outside: Outside,
    /// By address. A reader opens dozens of pages in a session, not thousands: a list does.
    known: RefCell<Vec<Known>>,
    wanted: RefCell<Vec<Wanted>>,
    /// The addresses that were looked up since [`Answers::begin`].
    used: RefCell<Vec<String>>,
}

struct Known {
    wanted: Wanted,
    state: State,
}

enum State {
    /// It is on its way; these wait for it.
    Asked(Vec<Waker>),
    /// `is_kept`: it is of an earlier visit, and nobody asked since.
    Here { answer: Result<Rc<Answer>, Error>, at: Moment, is_kept: bool },
}

/// What came of asking again for what a page shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Refreshed {
    /// All of it was young enough, or is as it was.
    Same,
    Changed,
    /// What was there is still there.
    Failed(Error),
}

impl Answers {
    pub fn new(outside: Outside) -> Answers {
        Answers { outside, known: RefCell::default(), wanted: RefCell::default(), used: RefCell::default() }
    }

    /// An answer that was read; [`Error::Unread`] puts the request down for [`Answers::read_wanted`].
    pub fn get(&self, profile: &Rc<Profile>, part: &str, request: Request) -> Result<Rc<Answer>, Error> {
        let found = self.look(&request.url);
        let mut used = self.used.borrow_mut();
        if !used.contains(&request.url) {
            used.push(request.url.clone());
        }
        found.map(|(answer, _)| answer).unwrap_or_else(|| {
            let mut wanted = self.wanted.borrow_mut();
            if wanted.iter().all(|known| known.request.url != request.url) {
                let kept_as = self.timeless(&request);
                wanted.push(Wanted { request, kept_as, profile: profile.clone(), part: part.to_owned() });
            }
            Err(Error::Unread)
        })
    }

    fn look(&self, url: &str) -> Option<(Result<Rc<Answer>, Error>, Moment)> {
        let known = self.known.borrow();
        let known = known.iter().find(|known| known.wanted.request.url == url)?;
        match &known.state {
            State::Here { answer, at, .. } => Some((answer.clone(), *at)),
            State::Asked(_) => None,
        }
    }

    /// From here on the addresses are written down that a page is made of; what failed is asked for again.
    pub fn begin(&self) {
        self.used.borrow_mut().clear();
        self.wanted.borrow_mut().clear();
        self.known.borrow_mut().retain(|known| !matches!(known.state, State::Here { answer: Err(_), .. }));
    }

    /// The addresses that a page is made of, to be put back after something else was looked up.
    pub fn used(&self) -> Vec<String> {
        self.used.borrow().clone()
    }

    pub fn set_used(&self, used: Vec<String>) {
        self.used.replace(used);
    }

    /// Asks for all that was looked up in vain, at once. What came of it, failure or not, is what is known then.
    pub async fn read_wanted(&self) {
        let wanted = self.wanted.take();
        join::all(wanted.into_iter().map(|wanted| Box::pin(self.read(wanted)) as Task).list()).await;
    }

    async fn read(&self, wanted: Wanted) {
        let url = wanted.request.url.clone();
        // Somebody else may be asking; when they leave off, it is ours to ask.
        if poll_fn(|context| self.wait(&url, context.waker())).await {
            return;
        }
        self.known.borrow_mut().push(Known { wanted: wanted.clone(), state: State::Asked(vec![]) });
        let flight = Flight { answers: self, url: &url };
        if let Some(keep) = &self.outside.keep
            && let Some((response, at)) = (keep.get)(&wanted.kept_as).await
            && let Ok(answer) = wanted.decode(&response)
        {
            return flight.land(Ok(Rc::new(answer)), at, true);
        }
        let answer = self.fetch(&wanted).await;
        flight.land(answer, (self.outside.now)(), false);
    }

    /// Asks the source itself, and keeps what it says.
    async fn fetch(&self, wanted: &Wanted) -> Result<Rc<Answer>, Error> {
        let response = (self.outside.fetch)(wanted.request.clone()).await?;
        let answer = wanted.decode(&response)?;
        answer.problems.iter().for_each(self.outside.report);
        if let Some(keep) = &self.outside.keep {
            (keep.put)(&wanted.kept_as, response, (self.outside.now)());
        }
        Ok(Rc::new(answer))
    }

    /// Ready with whether the answer is there, once nobody is asking for it.
    fn wait(&self, url: &str, waker: &Waker) -> Poll<bool> {
        let mut known = self.known.borrow_mut();
        match known.iter_mut().find(|known| known.wanted.request.url == url).map(|known| &mut known.state) {
            None => Poll::Ready(false),
            Some(State::Here { .. }) => Poll::Ready(true),
            Some(State::Asked(waiting)) => {
                waiting.push(waker.clone());
                Poll::Pending
            }
        }
    }

    /// Takes an answer that nobody asked for.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn know(&self, request: Request, profile: &Rc<Profile>, part: &str, answer: Answer) {
        let kept_as = self.timeless(&request);
        let wanted = Wanted { request, kept_as, profile: profile.clone(), part: part.to_owned() };
        let state = State::Here { answer: Ok(Rc::new(answer)), at: (self.outside.now)(), is_kept: false };
        self.known.borrow_mut().push(Known { wanted, state });
    }

    pub fn forget(&self) {
        self.known.borrow_mut().clear();
    }

    /// When the oldest of the answers came that the page is made of, where that is too long ago.
    pub fn age(&self) -> Option<Moment> {
        self.stale().iter().map(|(_, at)| *at).min()
    }

    fn stale(&self) -> Vec<(Wanted, Moment)> {
        let (used, known) = (self.used.borrow(), self.known.borrow());
        let old = (self.outside.now)().0 - FRESH;
        let is_stale = |known: &&Known| used.contains(&known.wanted.request.url);
        let at = |known: &Known| match known.state {
            State::Here { answer: Ok(_), at, is_kept } if is_kept || at.0 < old => Some((known.wanted.clone(), at)),
            _ => None,
        };
        known.iter().filter(is_stale).filter_map(at).list()
    }

    /// Asks again for what a page is made of and is no longer young.
    pub async fn refresh(&self) -> Refreshed {
        let found = RefCell::new(Refreshed::Same);
        let again = |(wanted, _): (Wanted, Moment)| {
            let found = &found;
            let one = async move {
                let answer = match self.fetch(&wanted).await {
                    Ok(answer) => answer,
                    Err(error) => {
                        found.replace(Refreshed::Failed(error));
                        return;
                    }
                };
                let url = &wanted.request.url;
                let is_same = matches!(self.look(url), Some((Ok(before), _)) if before.is_same(&answer));
                self.put(url, Ok(answer), (self.outside.now)(), false);
                if !is_same && *found.borrow() == Refreshed::Same {
                    found.replace(Refreshed::Changed);
                }
            };
            Box::pin(one) as Task
        };
        join::all(self.stale().into_iter().map(again).list()).await;
        found.into_inner()
    }

    fn put(&self, url: &str, answer: Result<Rc<Answer>, Error>, at: Moment, is_kept: bool) {
        let mut known = self.known.borrow_mut();
        if let Some(known) = known.iter_mut().find(|known| known.wanted.request.url == url) {
            known.state = State::Here { answer, at, is_kept };
        }
    }

    /// The first summary of all that was read for which this holds.
    pub fn find(&self, is_it: &dyn Fn(&Summary) -> bool) -> Option<Summary> {
        let known = self.known.borrow();
        let find = |answer: &Rc<Answer>| answer.summaries.iter().find(|summary| is_it(summary)).cloned();
        known.iter().filter_map(Known::answer).find_map(find)
    }

    /// The newer and the older neighbour of an article in a list that was read.
    pub fn neighbours(&self, slug: &str) -> (Option<Term>, Option<Term>) {
        let known = self.known.borrow();
        let lists = known.iter().filter(|known| known.wanted.part == "list").filter_map(Known::answer);
        for answer in lists {
            let Some(at) = answer.position(slug) else { continue };
            let term = |at: usize| answer.summaries.get(at).map(super::term);
            return (at.checked_sub(1).and_then(term), term(at + 1));
        }
        (None, None)
    }

    /// What addresses may say of the time.
    pub fn clock(&self) -> [(&'static str, String); 1] {
        let now = (self.outside.now)().0;
        [("now", Moment(now - now.rem_euclid(CLOCK_STEP)).to_rfc3339())]
    }

    fn timeless(&self, request: &Request) -> Request {
        let [(name, now)] = self.clock();
        match cut::around(&request.url, &url::encode(&now)) {
            Some((before, after)) => Request { url: [before, name, after].concat(), ..request.clone() },
            None => request.clone(),
        }
    }

    /// In a browser never: there it is no code.
    pub fn is_patient(&self) -> bool {
        cfg!(not(target_arch = "wasm32")) && self.outside.is_patient
    }

    pub fn report(&self, problem: &Problem) {
        (self.outside.report)(problem);
    }
}

impl Known {
    fn answer(&self) -> Option<&Rc<Answer>> {
        match &self.state {
            State::Here { answer: Ok(answer), .. } => Some(answer),
            _ => None,
        }
    }
}
