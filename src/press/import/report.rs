//! What is skipped or doubtful: where it stands, and what to do. Nothing is left out in silence.

use std::collections::HashSet;
use std::fmt;

use serde_json::{Value, json};

/// How many warnings of one kind are printed; a program gets all.
const SHOWN: usize = 12;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    pub place: String,
    pub what: String,
    pub advice: &'static str,
}

/// Warnings as they come, and what was done.
#[derive(Debug, Default)]
pub struct Report {
    pub warnings: Vec<Warning>,
    /// Places and words of those: each is said once.
    seen: HashSet<String>,
    pub pictures: usize,
    pub files: usize,
    /// Pictures and files that were there already.
    pub kept: usize,
}

impl Report {
    pub fn warn(&mut self, place: &str, what: impl Into<String>, advice: &'static str) {
        let warning = Warning { place: place.into(), what: what.into(), advice };
        if self.seen.insert(warning.to_string()) {
            self.warnings.push(warning);
        }
    }

    /// The warnings for a person: those with the same advice stand together, and many are some.
    pub fn lines(&self) -> Vec<String> {
        let mut kinds: Vec<&'static str> = vec![];
        for warning in &self.warnings {
            if !kinds.contains(&warning.advice) {
                kinds.push(warning.advice);
            }
        }
        let mut lines = vec![];
        for advice in kinds {
            let alike: Vec<&Warning> = self.warnings.iter().filter(|warning| warning.advice == advice).collect();
            lines.extend(alike.iter().take(SHOWN).map(|warning| format!("warning: {warning}")));
            if alike.len() > SHOWN {
                lines.push(format!("warning: … and {} more like these; --json names all", alike.len() - SHOWN));
            }
            lines.push(format!("  to do: {advice}"));
        }
        lines
    }

    pub fn object(&self) -> Value {
        let one = |warning: &Warning| json!({"place": warning.place, "what": warning.what, "to_do": warning.advice});
        self.warnings.iter().map(one).collect()
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_warnings_of_a_kind_are_counted_and_each_is_said_once() {
        let mut report = Report::default();
        for n in 0..20 {
            report.warn("a.md", format!("left out {}", n / 2 * 2), "do it by hand");
        }
        report.warn("b.md", "no date", "write one");
        assert_eq!(report.warnings.len(), 11);
        for n in 20..30 {
            report.warn("a.md", format!("left out {n}"), "do it by hand");
        }
        let lines = report.lines();
        assert_eq!(lines.len(), SHOWN + 2 + 2, "{lines:#?}");
        assert_eq!(lines[SHOWN], "warning: … and 8 more like these; --json names all");
        assert_eq!(lines[SHOWN + 2..], ["warning: b.md: no date", "  to do: write one"]);
    }
}
