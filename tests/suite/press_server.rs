//! A small HTTP server on the loopback address that answers with the corpus' captures, for the tests of `press`.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use ban_tin::url;

use crate::corpus;

/// What stands at a path.
#[derive(Clone)]
pub struct Place {
    pub path: &'static str,
    /// Pairs that the query must have, decoded.
    pub query: &'static [(&'static str, &'static str)],
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub text: String,
}

pub struct Server {
    /// `http://127.0.0.1:1234`
    pub origin: String,
    /// Request lines, and whether each named us and our origin.
    pub asked: Arc<Mutex<Vec<String>>>,
}

/// A page of a site.
pub fn page(path: &'static str, html: &str) -> Place {
    let headers = vec![("Content-Type".into(), "text/html; charset=utf-8".into())];
    Place { path, query: &[], status: 200, headers, text: html.into() }
}

/// A capture of `tests/corpus/<backend>/` with its status and the headers that count.
pub fn capture(path: &'static str, query: &'static [(&'static str, &'static str)], file: &str) -> Place {
    let text = corpus::read(format!("tests/corpus/{file}.json"));
    let head = corpus::read(format!("tests/corpus/{file}.headers"));
    let answer = head.split_once("\n\n").unwrap().1;
    let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
    let wanted = ["content-type", "link", "x-wp-total", "access-control-allow-origin", "access-control-expose-headers"];
    let headers = answer.lines().skip(1).filter_map(|line| line.split_once(": "));
    let headers = headers.filter(|(name, _)| wanted.contains(&name.to_lowercase().as_str()));
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    Place { path, query, status, headers, text }
}

impl Place {
    pub fn header(mut self, name: &str, value: &str) -> Place {
        self.headers.push((name.into(), value.into()));
        self
    }

    pub fn without(mut self, name: &str) -> Place {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self
    }

    pub fn status(mut self, status: u16) -> Place {
        self.status = status;
        self
    }

    fn fits(&self, path: &str, query: &str) -> bool {
        let has = |name: &str, value: &str| {
            let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs.into_iter().any(|(key, found)| url::decode(key) == name && url::decode(found) == value)
        };
        self.path == path && self.query.iter().all(|(name, value)| has(name, value))
    }
}

impl Server {
    /// `captured` is the origin in the captures: it becomes the server's own. Anything else than these places is a 404.
    pub fn new(captured: &str, places: Vec<Place>) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let server = Server { origin: origin.clone(), asked: Arc::default() };
        let (asked, captured) = (server.asked.clone(), captured.to_owned());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let _ = answer(stream, &places, &captured, &origin, &asked);
            }
        });
        server
    }

    pub fn paths(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn answer(
    mut stream: TcpStream,
    places: &[Place],
    captured: &str,
    origin: &str,
    asked: &Mutex<Vec<String>>,
) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let line = lines.next().transpose()?.unwrap_or_default();
    let mut portal = String::new();
    let mut agent = String::new();
    for line in lines.by_ref() {
        let line = line?;
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':').unwrap_or((&line, ""));
        match name.to_lowercase().as_str() {
            "origin" => portal = value.trim().into(),
            "user-agent" => agent = value.trim().into(),
            _ => {}
        }
    }
    let address = line.split(' ').nth(1).unwrap_or_default().to_owned();
    asked.lock().unwrap().push(address.clone());
    assert!(agent.starts_with("BanTin-press/"), "{agent}");
    let (path, query) = address.split_once('?').unwrap_or((&address, ""));
    let missing = Place { status: 404, ..page("", "<h1>Not found</h1>") };
    let place = places.iter().find(|place| place.fits(path, query)).unwrap_or(&missing);
    let text = if captured.is_empty() { place.text.clone() } else { place.text.replace(captured, origin) };
    let mut head = format!("HTTP/1.1 {} -\r\nConnection: close\r\nContent-Length: {}\r\n", place.status, text.len());
    for (name, value) in &place.headers {
        // The captures name the origin that they were asked from: such servers echo it.
        let value = value.replace("http://localhost:5173", &portal).replace("{origin}", origin);
        let value = if captured.is_empty() { value } else { value.replace(captured, origin) };
        head += &format!("{name}: {value}\r\n");
    }
    stream.write_all(head.as_bytes())?;
    stream.write_all(b"\r\n")?;
    stream.write_all(text.as_bytes())
}
