//! How a backend is asked: again where it is only tired, and the disk for files beside the settings.

use std::fs;
use std::rc::Rc;
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::article::Moment;
use crate::press::import::local::{Local, ROOT};
use crate::press::net::Client;
use crate::press::wait::block_on;
use crate::source::{Error, Profile, Request, Response};
use crate::store::{Fetch, Store};
use crate::url;

const ATTEMPTS: u64 = 4;

/// Asks again where a server is only tired; files beside the settings are read from the disk.
pub fn fetch(profiles: &[Rc<Profile>], local: Local) -> Fetch {
    let base = profiles.first().map_or("", |profile| profile.base());
    let client = Rc::new(Client::new(base, usize::MAX));
    Rc::new(move |request: Request| {
        let answer = match request.url.starts_with(ROOT) {
            true => Ok(from_disk(&local, &request.url)),
            false => from_net(&client, &request),
        };
        Box::pin(std::future::ready(answer))
    })
}

fn from_disk(local: &Local, address: &str) -> Response {
    let text = local.file(address).and_then(|file| fs::read_to_string(file).ok());
    Response {
        url: address.to_owned(),
        status: if text.is_some() { 200 } else { 404 },
        content_type: "application/json".into(),
        header: None,
        text: text.unwrap_or_default(),
    }
}

fn from_net(client: &Client, request: &Request) -> Result<Response, Error> {
    let mut attempt = 1;
    loop {
        let answer = client.ask(request);
        let is_tired = answer.as_ref().map_or_else(
            |failure| failure.error().is_passing(),
            |answer| matches!(answer.status, 429 | 500 | 502..=504),
        );
        if !is_tired || attempt == ATTEMPTS || url::host(&request.url).is_empty() {
            return answer.map(|answer| answer.response(request.header.as_deref())).map_err(|failure| failure.error());
        }
        let after =
            answer.ok().and_then(|answer| answer.header("retry-after")?.parse::<u64>().ok()).unwrap_or_default();
        thread::sleep(Duration::from_millis(300 * attempt * attempt).max(Duration::from_secs(after.min(20))));
        attempt += 1;
    }
}

/// Looks something up, and has the store ask for what it lacks.
///
/// # Errors
/// Of the source.
pub fn ask<T>(store: &Store, look: impl Fn(&Store) -> Result<T, Error>) -> Result<T, Error> {
    store.begin();
    loop {
        match look(store) {
            Err(Error::Unread) => block_on(store.read_wanted()),
            found => return found,
        }
    }
}

pub fn now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment(since.as_secs().cast_signed())
}
