//! The paths that things had before, for redirects. What is pressed asks for them, and the portal in a browser never.

use super::Store;
use crate::source::Error;

impl Store {
    /// Those of an article or a standing page (`part`), as its source says them.
    ///
    /// # Errors
    /// Of the source.
    pub fn aliases(&self, part: &str, slug: &str) -> Result<Vec<String>, Error> {
        let found = match self.one(part, slug)? {
            None => self.gather(if part == "page" { "pages" } else { "list" })?,
            Some(found) => vec![found],
        };
        let mut aliases = found.iter().map(|(profile, answer)| answer.aliases(slug, profile));
        Ok(aliases.find(|aliases| !aliases.is_empty()).unwrap_or_default())
    }
}
