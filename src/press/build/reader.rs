//! Where a source's answers come from, and that it is known afterwards from where.

use std::cell::RefCell;
use std::fs;
use std::mem;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::SystemTime;

use super::backend::Backend;
use super::memory::Input;
use super::site::Site;
use crate::article::Moment;
use crate::json::Problem;
use crate::press::say;
use crate::press::wait::block_on;
use crate::source::{Error, Request, Response};
use crate::store::{Outside, Store};
use crate::url;

/// Reads files below the settings' folder and asks backends. A copy of it notes its inputs in the same place.
#[derive(Clone)]
pub struct Reader {
    folder: PathBuf,
    base: String,
    backend: Arc<Backend>,
    inputs: Rc<RefCell<Vec<Input>>>,
}

impl Reader {
    pub fn new(site: &Site, backend: &Arc<Backend>) -> Reader {
        Reader { folder: site.folder.clone(), base: site.base.clone(), backend: backend.clone(), inputs: Rc::default() }
    }

    /// `is_list`: it says what there is, and is asked for in any case.
    ///
    /// # Errors
    /// Of a backend; a file that is not there is an answer with status 404.
    pub fn get(&self, request: &Request, is_list: bool) -> Result<Response, Error> {
        let input = self.input(&request.url);
        let answer = match &input.file {
            Some(_) => Ok(file(fs::read(self.folder.join(&input.place)).ok().as_deref().map(text), request)),
            None => self.backend.ask(request, is_list),
        };
        self.inputs.borrow_mut().push(input);
        answer
    }

    /// An address as an input, with what is known of its file now.
    pub fn input(&self, url: &str) -> Input {
        match below(url, &self.base) {
            Some(name) => Input::of_file(&self.folder, &name),
            None => Input::of_address(url),
        }
    }

    /// Whether an input is a file that is as it was.
    pub fn is_same(&self, input: &Input) -> bool {
        input.is_same(&self.folder)
    }

    /// What was read since this was asked last.
    pub fn inputs(&self) -> Vec<Input> {
        mem::take(&mut *self.inputs.borrow_mut())
    }

    /// A store's world.
    pub fn outside(&self) -> Outside {
        let reader = self.clone();
        let get = move |request: Request| reader.get(&request, false);
        outside(get)
    }
}

/// The path of a file below the portal's; `None` where the address is elsewhere.
pub fn below(url: &str, base: &str) -> Option<String> {
    let below = url.strip_prefix(base).filter(|below| !below.starts_with('/'))?;
    Some(url::decode(below.split(['?', '#']).next().unwrap_or_default()))
}

/// A file as an answer.
pub fn file(text: Option<String>, request: &Request) -> Response {
    let status = if text.is_some() { 200 } else { 404 };
    let (url, text) = (request.url.clone(), text.unwrap_or_default());
    Response { url, status, content_type: "application/json".into(), header: None, text }
}

/// Bytes as text, with a sign for what is none.
pub fn text(bytes: &[u8]) -> String {
    // Nearly always it is; the standard library takes several times as long to find that out, but for ASCII.
    simdutf8::basic::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes).into_owned(), str::to_owned)
}

/// A store's world that answers at once.
pub fn outside(get: impl Fn(Request) -> Result<Response, Error> + 'static) -> Outside {
    let fetch = Rc::new(move |request: Request| -> std::pin::Pin<Box<dyn Future<Output = _>>> {
        Box::pin(std::future::ready(get(request)))
    });
    Outside { fetch, keep: None, now, report, is_patient: true }
}

/// Looks something up, asking for what is lacking until it is there.
///
/// # Errors
/// Of the source.
pub fn ask<T>(store: &Store, look: &dyn Fn(&Store) -> Result<T, Error>) -> Result<T, Error> {
    loop {
        match look(store) {
            Err(Error::Unread) => block_on(store.read_wanted()),
            answer => return answer,
        }
    }
}

pub fn now() -> Moment {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    Moment(now.map_or(0, |now| now.as_secs().cast_signed()))
}

/// What was left out.
fn report(problem: &Problem) {
    say::aside(&format!("press: left out: {problem}"));
}
