//! Looking at a site: what it tells of itself, what answers at the known places, and which profile reads it.

use std::fs;
use std::path::PathBuf;
use std::rc::Rc;

use super::super::candidates::{self, Candidate, Verdict};
use super::super::clues::Clues;
use super::super::net::{self, Answer, Client, Failure, Why};
use super::trial::{self, Findings};
use crate::json::Json;
use crate::source::{Error, Profile};
use crate::url;

/// Requests to find out which backend it is, and to try one.
const MOST_OF_A_LOOK: usize = 20;
const MOST_OF_A_TRIAL: usize = 20;

/// What profiles are read with.
pub struct Desk {
    /// The folder of the profiles.
    pub folder: PathBuf,
    pub language: String,
    pub zone: String,
    pub page_size: usize,
    /// Entries of the source that were given on the command line.
    pub set: Vec<(String, String)>,
}

/// A backend that a profile reads.
pub struct Hit {
    pub candidate: Candidate,
    pub profile: Rc<Profile>,
    pub findings: Findings,
}

/// A look at one site, and what became of every step.
pub struct Look<'a> {
    desk: &'a Desk,
    client: Client,
    /// A line for each thing that was tried: "expected … at …, found …".
    pub tried: Vec<String>,
    /// What to do.
    pub advice: Vec<String>,
    /// What was tried already.
    known: Vec<Candidate>,
    /// Whether the backend is found, and only something has to be done there or here.
    is_known: bool,
}

impl<'a> Look<'a> {
    pub fn new(desk: &'a Desk, address: &str) -> Look<'a> {
        let client = Client::new(&written(address).0, MOST_OF_A_LOOK);
        Look { desk, client, tried: vec![], advice: vec![], known: vec![], is_known: false }
    }

    /// Finds the backend and tries its profile.
    pub fn find(&mut self, address: &str) -> Option<Hit> {
        let (first, second) = written(address);
        if url::host(&first).is_empty() {
            self.fail(&Failure { url: first, why: Why::Address("it has no host".into()) });
            return None;
        }
        let start = self.start(&first).or_else(|| self.start(&second?))?;
        if let Some(candidate) = candidates::of_address(&start.url).or_else(|| candidates::of_address(&first)) {
            if let Some(hit) = self.attempt(&candidate) {
                return Some(hit);
            }
        } else if let Some(candidate) = candidates::of_answer(&start)
            && let Some(hit) = self.attempt(&candidate)
        {
            return Some(hit);
        }
        self.tell(&start);
        let clues = Clues::read(&start);
        self.by_clues(&clues, &start).or_else(|| self.by_probes(&clues, &start))
    }

    fn start(&mut self, address: &str) -> Option<Answer> {
        match self.client.get(address, "text/html, application/json, */*;q=0.8") {
            Ok(answer) => Some(answer),
            Err(failure) => {
                self.fail(&failure);
                None
            }
        }
    }

    fn fail(&mut self, failure: &Failure) {
        self.tried.push(failure.to_string());
        self.advise(failure.advice().to_owned());
    }

    fn advise(&mut self, advice: String) {
        if !self.advice.contains(&advice) {
            self.advice.push(advice);
        }
    }

    /// What the first page says against being read.
    fn tell(&mut self, start: &Answer) {
        let clues = Clues::read(start);
        if matches!(start.status, 401 | 403) {
            self.tried.push(format!("expected a page at {}, found status {}", start.url, start.status));
            self.advise("the site lets no visitor in without signing in: open its API for reading, or use a feed that is public".into());
        } else if clues.has_password {
            let title = if clues.title.is_empty() { String::new() } else { format!(" ({})", clues.title) };
            self.tried.push(format!("expected a public page at {}, found a log-in page{title}", start.url));
            self.advise(
                "the site sends visitors to a log-in page: give an address that opens without signing in".into(),
            );
        } else if !start.is_good() {
            self.tried.push(format!("expected a page at {}, found status {}", start.url, start.status));
        }
    }

    fn by_clues(&mut self, clues: &Clues, start: &Answer) -> Option<Hit> {
        let base = candidates::folder(&start.url);
        let mut found = vec![];
        if let Some(root) = &clues.wordpress {
            found.push(candidates::wordpress(root, "the link to its API"));
        }
        if let Some(key) = &clues.ghost_key {
            found.extend(
                candidates::of_address(&format!("{base}ghost/api/content/?key={key}"))
                    .map(|candidate| Candidate { why: "the key in the page".into(), ..candidate }),
            );
        }
        if clues.names.iter().all(|name| candidates::PROBES.iter().all(|probe| !name.contains(probe.name))) {
            let feeds =
                clues.feeds.iter().map(|feed| candidates::file("jsonfeed", feed, "the feed that the page names"));
            found.extend(feeds);
        }
        found.iter().find_map(|candidate| self.attempt(candidate))
    }

    fn by_probes(&mut self, clues: &Clues, start: &Answer) -> Option<Hit> {
        let mut bases = vec![candidates::folder(&start.url), url::resolve(&start.url, "/")];
        bases.dedup();
        for base in bases {
            for probe in candidates::order(clues) {
                if self.is_known {
                    return None;
                }
                let asked = match probe.path.strip_prefix('?') {
                    Some(query) => format!("{base}?{query}"),
                    None => url::resolve(&base, probe.path),
                };
                let answer = match self.client.get(&asked, "application/json, */*;q=0.5") {
                    Ok(answer) => answer,
                    Err(failure) => {
                        self.tried.push(format!("expected {} at {asked}, found {}", probe.expects, failure.why));
                        if matches!(failure.why, Why::Enough(_) | Why::NoHost | Why::Tls(_)) {
                            self.advise(failure.advice().to_owned());
                            return None;
                        }
                        continue;
                    }
                };
                match candidates::judge(&probe, &base, &answer, clues) {
                    Verdict::Fits(candidates) => {
                        let hit = candidates.into_iter().find_map(|candidate| {
                            let candidate = self.refined(candidate, &answer);
                            self.attempt(&candidate)
                        });
                        if hit.is_some() {
                            return hit;
                        }
                    }
                    Verdict::Closed => {
                        self.tried
                            .push(format!("expected {} at {asked}, found status {}", probe.expects, answer.status));
                        self.advise_on(probe.profile, answer.status);
                        self.is_known = true;
                    }
                    Verdict::No => {
                        self.tried.push(format!("expected {} at {asked}, found {}", probe.expects, answer.shown()))
                    }
                }
            }
        }
        None
    }

    /// A Wagtail's kinds of pages and their fields are its own: a page is looked at for them.
    fn refined(&mut self, mut candidate: Candidate, answer: &Answer) -> Candidate {
        if candidate.profile != "wagtail" {
            return candidate;
        }
        let kind = answer.json().and_then(|pages| candidates::wagtail_type(&pages));
        let Some(kind) = kind.or_else(|| self.desk.given("type")) else { return candidate };
        let asked = format!("{}api/v2/pages/?type={kind}&fields=*&limit=1", candidate.base());
        candidate = candidate.with("type", &kind);
        if let Ok(answer) = self.client.get(&asked, "application/json")
            && let Some(page) = answer.json().and_then(|pages| pages.at("/items/0"))
        {
            candidate.own.extend(candidates::wagtail_fields(&page));
        }
        candidate
    }

    /// Tries a profile; what keeps it from fitting is written down.
    fn attempt(&mut self, candidate: &Candidate) -> Option<Hit> {
        let mut candidate = candidate.clone();
        for (name, value) in &self.desk.set {
            candidate.own.retain(|(known, _)| known != name);
            candidate.own.push((name.clone(), value.clone()));
        }
        if self.known.iter().any(|known| known.profile == candidate.profile && known.own == candidate.own) {
            return None;
        }
        self.known.push(candidate.clone());
        let profile = self.profile(&candidate)?;
        if candidate.profile == "ghost" && candidate.own.iter().all(|(name, _)| name != "key") {
            self.is_known = true;
            self.tried
                .push(format!("expected a key for the Content API of the Ghost at {}, found none", candidate.base()));
            self.advise(format!(
                "in Ghost open Settings, Integrations, Add custom integration; copy its Content API key, and run: cargo press connect {} --set key=<the key>",
                candidate.base()
            ));
            return None;
        }
        let client = Rc::new(Client::new(candidate.base(), MOST_OF_A_TRIAL));
        match trial::run(client, profile.clone(), self.desk.page_size) {
            Ok(findings) => Some(Hit { candidate, profile, findings }),
            Err(error) => {
                self.tried.push(format!("{} (by {}): {error}", profile.name(), candidate.why));
                match &error {
                    Error::Status { code, .. } => {
                        let advice = profile.advice(&code.to_string());
                        if let Some(advice) = advice {
                            self.advise(format!("{}: {advice}", profile.name()));
                        }
                    }
                    Error::NotJson { found, .. } if found == "an HTML page" => self.advise(format!(
                        "{}: a log-in page or a firewall's page stands before the API: open the API's address in a browser that is not signed in",
                        profile.name()
                    )),
                    _ => {}
                }
                None
            }
        }
    }

    fn advise_on(&mut self, profile: &'static str, code: u16) {
        let candidate = Candidate { profile, own: vec![], why: String::new() };
        let Some(profile) = self.profile(&candidate) else { return };
        let advice = profile.advice(&code.to_string());
        let advice = advice.unwrap_or_else(|| "its API is closed to visitors: open it for reading".into());
        self.advise(format!("{}: {advice}", profile.name()));
    }

    fn profile(&mut self, candidate: &Candidate) -> Option<Rc<Profile>> {
        let path = self.desk.folder.join(format!("{}.json", candidate.profile));
        let file = fs::read_to_string(&path).map_err(|_| "no such file".to_owned());
        match file.and_then(|text| Json::parse(&text)) {
            Ok(file) => {
                let own = Json::from(super::site::entry(candidate));
                Some(Rc::new(Profile::new(&file, &own, "/", &self.desk.language, &self.desk.zone)))
            }
            Err(cause) => {
                let line = format!(
                    "passed over {}: expected the profile {}, found {cause}",
                    candidate.profile,
                    path.display()
                );
                self.tried.push(line);
                None
            }
        }
    }
}

impl Desk {
    fn given(&self, name: &str) -> Option<String> {
        self.set.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    }
}

/// An address as it was meant: without a scheme it is https, and http where that does not answer.
fn written(address: &str) -> (String, Option<String>) {
    let address = address.trim();
    if address.contains("://") {
        return (address.to_owned(), None);
    }
    let bare = address.trim_start_matches('/');
    let plain = format!("http://{bare}");
    if net::is_of_this_machine(&plain) { (plain, None) } else { (format!("https://{bare}"), Some(plain)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_without_a_scheme_is_a_secure_one_first() {
        assert_eq!(written("a.vn/tin"), ("https://a.vn/tin".into(), Some("http://a.vn/tin".into())));
        assert_eq!(written(" http://a.vn "), ("http://a.vn".into(), None));
        assert_eq!(written("127.0.0.1:80"), ("http://127.0.0.1:80".into(), None));
    }
}
