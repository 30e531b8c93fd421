//! What profiles are read with: their folder, the portal's language and zone, and what was said on the command line.

use std::fs;
use std::path::PathBuf;
use std::rc::Rc;

use super::super::candidates::Candidate;
use super::site;
use crate::json::Json;
use crate::source::Profile;

pub struct Desk {
    /// The folder of the profiles.
    pub folder: PathBuf,
    pub language: String,
    /// IANA name.
    pub zone: String,
    pub page_size: usize,
    /// Entries of the source that were given on the command line.
    pub set: Vec<(String, String)>,
}

impl Desk {
    /// # Errors
    /// In words: there is no such profile, or it cannot be read.
    pub fn profile(&self, candidate: &Candidate) -> Result<Rc<Profile>, String> {
        let path = self.folder.join(format!("{}.json", candidate.profile));
        let text = fs::read_to_string(&path).map_err(|_| "no such file".to_owned());
        let file = text.and_then(|text| Json::parse(&text));
        let file = file.map_err(|cause| format!("expected the profile {}, found {cause}", path.display()))?;
        let own = Json::from(site::entry(candidate));
        Ok(Rc::new(Profile::new(&file, &own, "/", &self.language, &self.zone)))
    }

    pub fn given(&self, name: &str) -> Option<String> {
        self.set.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    }
}
