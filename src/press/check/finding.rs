//! One thing that is not as it should be, and the list of all of them.

use std::cmp::Ordering;

use crate::json::Problem;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A reader meets it: something is left out or leads nowhere.
    Error,
    /// The portal works, and some readers are worse off.
    Warning,
    /// It could be better.
    Note,
}

/// Where something is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The file as the person at the terminal would open it.
    pub file: String,
    /// A JSON pointer (RFC 6901); empty for the whole file.
    pub at: String,
    /// In a text, the words around it.
    pub near: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub severity: Severity,
    pub place: Place,
    pub expected: String,
    pub found: String,
    /// What to do.
    pub advice: String,
}

#[derive(Default)]
pub struct Findings(Vec<Finding>);

impl Severity {
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

impl Place {
    pub fn new(file: &str, at: &str) -> Place {
        Place { file: file.into(), at: at.into(), near: String::new() }
    }

    /// A place inside this one.
    pub fn below(&self, at: &str) -> Place {
        Place { file: self.file.clone(), at: [&self.at, at].concat(), near: String::new() }
    }

    /// The same place, and the words around it.
    pub fn near(&self, words: &str) -> Place {
        Place { near: words.into(), ..self.clone() }
    }
}

impl Findings {
    pub fn error(&mut self, place: Place, expected: &str, found: &str, advice: &str) {
        self.add(Severity::Error, place, expected, found, advice);
    }

    pub fn warning(&mut self, place: Place, expected: &str, found: &str, advice: &str) {
        self.add(Severity::Warning, place, expected, found, advice);
    }

    pub fn note(&mut self, place: Place, expected: &str, found: &str, advice: &str) {
        self.add(Severity::Note, place, expected, found, advice);
    }

    pub fn add(&mut self, severity: Severity, place: Place, expected: &str, found: &str, advice: &str) {
        let (expected, found, advice) = (expected.into(), found.into(), advice.into());
        self.0.push(Finding { severity, place, expected, found, advice });
    }

    /// What one of the portal's own readers says; `file` is how the person knows the file.
    pub fn problem(&mut self, file: &str, problem: &Problem, advice: &str) {
        self.error(Place::new(file, &problem.at), &problem.expected, &problem.found, advice);
    }

    /// Whether something was found in this place, around it or in it: a second word on the same mistake helps nobody.
    pub fn has_at(&self, file: &str, at: &str) -> bool {
        let is_in = |inner: &str, outer: &str| {
            !outer.is_empty() && inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let mut same = self.0.iter().filter(|finding| finding.place.file == file).map(|finding| &finding.place.at);
        same.any(|known| known == at || is_in(known, at) || is_in(at, known))
    }

    /// By file, by place and by weight; each once.
    pub fn sorted(mut self) -> Vec<Finding> {
        self.0.sort_by(|a, b| {
            let (one, other) = (&a.place, &b.place);
            let places = one.file.cmp(&other.file).then_with(|| by_steps(&one.at, &other.at));
            let words = || (&one.near, &a.expected, &a.found).cmp(&(&other.near, &b.expected, &b.found));
            places.then(a.severity.cmp(&b.severity)).then_with(words)
        });
        self.0.dedup();
        self.0
    }
}

/// The tenth item stands behind the ninth.
fn by_steps(one: &str, other: &str) -> Ordering {
    let key = |step: &str| (step.parse::<u64>().unwrap_or_default(), step.to_owned());
    one.split('/').map(key).cmp(other.split('/').map(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_stand_in_the_order_of_their_places_and_once() {
        let mut findings = Findings::default();
        for at in ["/items/10", "/items/9", "/items/10", "", "/items/9/title"] {
            findings.note(Place::new("a.json", at), "x", "y", "z");
        }
        findings.error(Place::new("a.json", "/items/9"), "x", "y", "z");
        findings.note(Place::new("A.json", "/z"), "x", "y", "z");
        let sorted = findings.sorted();
        let places: Vec<&str> = sorted.iter().map(|finding| finding.place.at.as_str()).collect();
        assert_eq!(places, ["/z", "", "/items/9", "/items/9", "/items/9/title", "/items/10"]);
        assert_eq!(sorted[2].severity, Severity::Error);
    }

    #[test]
    fn a_second_word_on_the_same_mistake_is_known() {
        let mut findings = Findings::default();
        findings.error(Place::new("a.json", "/menu/1"), "x", "y", "z");
        assert!(findings.has_at("a.json", "/menu/1/to") && findings.has_at("a.json", "/menu"));
        assert!(!findings.has_at("a.json", "/menu/10") && !findings.has_at("b.json", "/menu/1"));
        assert!(!findings.has_at("a.json", ""));
    }
}
