//! What the HTML checker said, put together for people: each error once, with the first places that it is at.

use std::fmt::Write;

use serde_json::Value;

use crate::run::{Doing, Result, fail};

/// So many places of an error are shown with the markup around them; of the others their number is.
const PLACES: usize = 3;

/// The errors in the files of a folder.
#[derive(Debug, Default)]
pub struct Report {
    found: Vec<Finding>,
    /// Whether there is an error outside of that folder.
    pub is_control_found: bool,
}

/// One error, and where it is.
#[derive(Debug)]
struct Finding {
    message: String,
    places: Vec<Place>,
}

#[derive(Debug)]
struct Place {
    /// Below the folder.
    file: String,
    line: u64,
    column: u64,
    /// The markup around it.
    near: String,
}

impl Report {
    /// Reads the checker's JSON (github.com/validator/validator/wiki/Output-»-JSON). `folder` is the name of the folder
    /// that was checked.
    pub fn read(json: &str, folder: &str) -> Result<Report> {
        let said: Value = serde_json::from_str(json).doing(|| format!("read what the HTML checker said, {json:?}"))?;
        let Some(messages) = said["messages"].as_array() else {
            fail!("expected messages of the HTML checker, found {json}");
        };
        let mut report = Report::default();
        for message in messages {
            report.add(message, folder)?;
        }
        report.found.sort_by_key(|finding| std::cmp::Reverse(finding.places.len()));
        Ok(report)
    }

    fn add(&mut self, message: &Value, folder: &str) -> Result {
        let text = |name: &str| message[name].as_str().unwrap_or_default();
        let number = |name: &str| message[name].as_u64().unwrap_or_default();
        let said = text("message").to_owned();
        // Otherwise the checker itself has failed: a file that it cannot read, a defect.
        if text("type") != "error" {
            fail!("expected the HTML checker to read {}, found {}: {said}", text("url"), text("type"));
        }
        let Some((_, file)) = text("url").split_once(&format!("/{folder}/")) else {
            self.is_control_found = true;
            return Ok(());
        };
        let near = text("extract").split_whitespace().collect::<Vec<_>>().join(" ");
        // Where all is on one line, its first is not said.
        let line = if message["firstLine"].is_u64() { number("firstLine") } else { number("lastLine") };
        let place = Place { file: file.to_owned(), line, column: number("firstColumn"), near };
        match self.found.iter_mut().find(|finding| finding.message == said) {
            Some(finding) => finding.places.push(place),
            None => self.found.push(Finding { message: said, places: vec![place] }),
        }
        Ok(())
    }

    pub fn n_errors(&self) -> usize {
        self.found.iter().map(|finding| finding.places.len()).sum()
    }

    /// The most frequent error first.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for Finding { message, places } in &self.found {
            // Writing to a String never fails.
            let _ = writeln!(out, "{message}");
            for Place { file, line, column, near } in places.iter().take(PLACES) {
                let _ = writeln!(out, "  {file}:{line}:{column}  {near}");
            }
            if places.len() > PLACES {
                let _ = writeln!(out, "  and at {} more places", places.len() - PLACES);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(kind: &str, file: &str, text: &str) -> Value {
        serde_json::json!({
            "type": kind, "url": format!("file:/home/a/target/{file}"), "lastLine": 7, "lastColumn": 30,
            "firstColumn": 20, "message": text, "extract": "<p>\n <div>",
        })
    }

    fn report(messages: &[Value]) -> Result<Report> {
        Report::read(&serde_json::json!({ "messages": messages }).to_string(), "pages")
    }

    #[test]
    fn each_error_is_said_once_with_its_first_places() {
        let mut messages = vec![message("error", "pages/a.html", "Unclosed element “b”.")];
        for n in 0..5 {
            messages.push(message("error", &format!("pages/{n}/index.html"), "Element “div” not allowed."));
        }
        messages[0]["firstLine"] = 4.into();
        let report = report(&messages).unwrap();
        assert_eq!(report.n_errors(), 6);
        assert_eq!(
            report.text(),
            "Element “div” not allowed.\n  0/index.html:7:20  <p> <div>\n  1/index.html:7:20  <p> <div>\n  \
             2/index.html:7:20  <p> <div>\n  and at 2 more places\nUnclosed element “b”.\n  a.html:4:20  <p> <div>\n"
        );
        assert!(!report.is_control_found);
    }

    #[test]
    fn a_mistake_in_the_control_page_is_no_error_of_the_pages() {
        let report = report(&[message("error", "pages-control.html", "Unclosed element “p”.")]).unwrap();
        assert!(report.is_control_found);
        assert_eq!((report.n_errors(), report.text()), (0, String::new()));
    }

    #[test]
    fn a_checker_that_fails_has_not_found_pages_valid() {
        let error = report(&[message("non-document-error", "pages/a.html", "No such file")]).unwrap_err();
        assert!(error.to_string().contains("No such file"), "{error}");
        assert!(Report::read("Exception in thread \"main\"", "pages").is_err());
        assert!(Report::read("{}", "pages").is_err());
    }
}
