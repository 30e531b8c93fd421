//! A web server of the tests' own: a folder on a free loopback port, with faults on command.
//!
//! Each test has its own. It is as plain as a static host, and never compresses or caches, so that what it counts
//! is what the page asked for.

mod connection;
mod replay;
mod rules;
mod site;

use std::collections::HashMap;
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

pub use replay::Replay;
pub use rules::{Answer, Rule, matches};
pub use site::{Fallback, Site};

/// One request that arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub method: String,
    /// Path and query as the site's own pages name them: `/` is the site's root, also under a sub-path.
    pub path: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// Asked for outside of the sub-path; `path` is then the path on the host.
    pub stray: bool,
}

impl Request {
    /// A header's value, empty where it has none. `name` is in lower case.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value)
    }
}

/// What the connections share.
pub struct Shared {
    site: Site,
    rules: Mutex<Vec<(String, Rule)>>,
    changed: Condvar,
    log: Mutex<Vec<Request>>,
    foreign: Mutex<Vec<String>>,
    /// What a backend that is played back had no answer for.
    missed: Mutex<Vec<String>>,
    open: Mutex<HashMap<u64, TcpStream>>,
    stopping: AtomicBool,
}

pub struct Server {
    shared: Arc<Shared>,
    port: u16,
    beside: Mutex<Vec<Arc<Server>>>,
}

impl Server {
    pub fn start(mut site: Site) -> Server {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("expected a free loopback port");
        let port = listener.local_addr().expect("a bound listener has an address").port();
        site.origin = format!("http://127.0.0.1:{port}");
        let shared = Arc::new(Shared {
            site,
            rules: Mutex::default(),
            changed: Condvar::new(),
            log: Mutex::default(),
            foreign: Mutex::default(),
            missed: Mutex::default(),
            open: Mutex::default(),
            stopping: AtomicBool::new(false),
        });
        let accepting = Arc::clone(&shared);
        thread::spawn(move || accept(&listener, &accepting));
        Server { shared, port, beside: Mutex::default() }
    }

    /// Another host, for as long as this one: were it to end with the journey, a picture that is still on its way would
    /// be refused before the console is read.
    pub fn beside(&self, site: Site) -> Arc<Server> {
        let server = Arc::new(Server::start(site));
        self.beside.lock().unwrap().push(Arc::clone(&server));
        server
    }

    /// The site's root, without the last slash: `http://127.0.0.1:40123/tin`.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}{}", self.port, self.shared.site.prefix().trim_end_matches('/'))
    }

    /// From now on `pattern` behaves like this; the youngest rule that fits a path counts.
    ///
    /// A pattern is a path from the site's root, `*` stands for any characters; with a `?` in it the query counts too.
    pub fn rule(&self, pattern: &str, rule: Rule) {
        let mut rules = self.shared.rules.lock().unwrap();
        rules.retain(|(known, _)| known != pattern);
        rules.push((pattern.to_owned(), rule));
        self.shared.changed.notify_all();
    }

    /// From now on a page or a script of the site is another one; `edit` is handed what would be sent.
    pub fn edit(&self, path: &str, edit: impl FnOnce(&str) -> String) {
        let answer = self.shared.answer_for(path, false);
        let text = std::str::from_utf8(&answer.body).unwrap_or_else(|_| panic!("expected a text at {path}"));
        let edited = edit(text);
        assert!(answer.status == 200 && edited != text, "expected {path} to become another one, found it as it was");
        self.rule(path, Rule::Answer(Answer { body: edited.into_bytes(), ..answer }));
    }

    /// From now on browsers may keep what lies at this path for a year, as a host lets them keep names with a hash.
    pub fn keep(&self, path: &str) {
        let answer = self.shared.answer_for(path, false);
        let headers = "Cache-Control: public, max-age=31536000, immutable\r\n".to_owned();
        self.rule(path, Rule::Answer(Answer { headers, ..answer }));
    }

    /// Takes the rule of this very pattern back: who was held gets the real answer, who was never answered is hung up.
    pub fn release(&self, pattern: &str) {
        let mut rules = self.shared.rules.lock().unwrap();
        let before = rules.len();
        rules.retain(|(known, _)| known != pattern);
        assert!(rules.len() < before, "expected a rule for {pattern}, found {:?}", names(&rules));
        self.shared.changed.notify_all();
    }

    /// Takes all rules back.
    pub fn release_all(&self) {
        self.shared.rules.lock().unwrap().clear();
        self.shared.changed.notify_all();
    }

    pub fn requests(&self) -> Vec<Request> {
        self.shared.log.lock().unwrap().clone()
    }

    /// How often a path that fits the pattern was asked for.
    pub fn count(&self, pattern: &str) -> usize {
        self.requests().iter().filter(|request| !request.stray && matches(pattern, &request.path)).count()
    }

    /// Forgets what was counted.
    pub fn forget_requests(&self) {
        self.shared.log.lock().unwrap().clear();
        self.shared.foreign.lock().unwrap().clear();
    }

    /// What was asked of other hosts: `evil.example:443` over TLS, otherwise the whole address.
    pub fn foreign(&self) -> Vec<String> {
        self.shared.foreign.lock().unwrap().clone()
    }

    /// What a backend that is played back had no answer for.
    pub fn missed(&self) -> Vec<String> {
        self.shared.missed.lock().unwrap().clone()
    }

    /// What was asked for outside of the sub-path.
    pub fn strays(&self) -> Vec<String> {
        self.requests().into_iter().filter(|request| request.stray).map(|request| request.path).collect()
    }

    /// Waits until the pattern has been asked for at least `n` times.
    pub async fn until_requested(&self, pattern: &str, n: usize) {
        let start = Instant::now();
        while self.count(pattern) < n {
            assert!(
                start.elapsed() < Duration::from_secs(10),
                "expected {n} requests for {pattern} within 10 s, found {} among {:#?}",
                self.count(pattern),
                self.requests().iter().map(|request| &request.path).collect::<Vec<_>>()
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// From here on its port refuses connections, and those that are open are closed.
    pub fn stop(&self) {
        if self.shared.stopping.swap(true, Ordering::SeqCst) {
            return;
        }
        // Taking the lock first: a thread about to wait must not miss the call.
        drop(self.shared.rules.lock());
        self.shared.changed.notify_all();
        // The listening thread looks at `stopping` at the next connection, so here is one.
        drop(TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)));
        if let Ok(open) = self.shared.open.lock() {
            for stream in open.values() {
                drop(stream.shutdown(Shutdown::Both));
            }
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    for stream in listener.incoming() {
        if shared.stopping.load(Ordering::SeqCst) {
            return;
        }
        let Ok(stream) = stream else { continue };
        let Ok(copy) = stream.try_clone() else { continue };
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        shared.open.lock().unwrap().insert(id, copy);
        let shared = Arc::clone(shared);
        thread::spawn(move || {
            // A browser hangs up whenever it likes: an error on a connection is its end and nothing more.
            drop(connection::serve(&stream, &shared));
            drop(stream.shutdown(Shutdown::Both));
            shared.open.lock().unwrap().remove(&id);
        });
    }
}

fn names(rules: &[(String, Rule)]) -> Vec<&str> {
    rules.iter().map(|(pattern, _)| pattern.as_str()).collect()
}
