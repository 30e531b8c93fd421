//! Looking at a site: what it tells of itself, what answers at the known places, and which profile reads it.

use std::rc::Rc;

use super::super::candidates::{self, Candidate, Verdict};
use super::super::clues::Clues;
use super::super::net::{self, Answer, Client, Failure, Why};
use super::desk::Desk;
use super::trial::{self, Findings};
use crate::source::{Error, Profile};
use crate::url;

/// Requests to find out which backend it is, and to try one.
const MOST_OF_A_LOOK: usize = 24;
const MOST_OF_A_TRIAL: usize = 20;

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
        let direct = candidates::of_address(&start.url).or_else(|| candidates::of_address(&first));
        let by_itself = direct.clone().or_else(|| candidates::of_answer(&start));
        if let Some(hit) = by_itself.and_then(|candidate| self.attempt(&candidate)) {
            return Some(hit);
        }
        if direct.is_none()
            && let Some((at, keys)) = start.json().and_then(|json| candidates::list_in(&json))
        {
            self.advise(format!(
                "its list is a program's own, at {at:?} with the fields {}: name them by --set 'list={{\"url\": …, \"items\": {at:?}}}' and --set 'fields={{\"title\": \"/…\", …}}', as sources/generic.json does",
                keys.join(", ")
            ));
            return None;
        }
        self.tell(&start);
        let base = direct.map_or_else(|| candidates::folder(&start.url), |candidate| candidate.base().to_owned());
        let clues = Clues::read(&start);
        self.by_clues(&clues, &base).or_else(|| self.by_probes(&clues, &base))
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

    fn by_clues(&mut self, clues: &Clues, base: &str) -> Option<Hit> {
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

    /// Asks the known places of this folder, and then those of its host.
    fn by_probes(&mut self, clues: &Clues, base: &str) -> Option<Hit> {
        let mut bases = vec![base.to_owned(), url::resolve(base, "/")];
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
                        if matches!(failure.why, Why::Enough(_) | Why::NoHost | Why::Tls(_) | Why::Late) {
                            self.advise(failure.advice().to_owned());
                            return None;
                        }
                        continue;
                    }
                };
                if answer.status == 429 {
                    self.tried.push(format!("expected {} at {asked}, found status 429", probe.expects));
                    self.advise("the site asks for a pause: wait some minutes, then give its API's own address".into());
                    return None;
                }
                match candidates::judge(&probe, &base, &answer, clues) {
                    Verdict::Fits(candidates) => {
                        let mut refined: Vec<Candidate> = vec![];
                        for candidate in candidates {
                            refined.append(&mut self.refined(candidate, &answer));
                        }
                        let hit = refined.iter().find_map(|candidate| self.attempt(candidate));
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

    /// The kinds of pages that a Wagtail or a Drupal has, and a Wagtail's fields, are its own: they are looked for.
    fn refined(&mut self, candidate: Candidate, answer: &Answer) -> Vec<Candidate> {
        let json = answer.json();
        match (candidate.profile, json) {
            ("drupal", Some(index)) => match candidates::drupal_type(&index) {
                Some(kind) => vec![candidate.with("type", &kind)],
                None => vec![candidate],
            },
            ("wagtail", Some(pages)) => {
                let Some(kind) = self.desk.given("type").or_else(|| candidates::wagtail_type(&pages)) else {
                    return vec![candidate];
                };
                let asked = format!("{}api/v2/pages/?type={kind}&fields=*&limit=1", candidate.base());
                let plain = candidate.with("type", &kind);
                let page =
                    self.client.get(&asked, "application/json").ok().and_then(|answer| answer.json()?.at("/items/0"));
                let mut whole = plain.clone();
                whole.own.extend(page.map(|page| candidates::wagtail_fields(&page)).unwrap_or_default());
                // A field may be there and yet not serve for sorting.
                vec![whole, plain]
            }
            _ => vec![candidate],
        }
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
        let profile = self.desk.profile(candidate);
        profile.map_err(|lacking| self.tried.push(format!("passed over {}: {lacking}", candidate.profile))).ok()
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
